r"""`\pm`: one line for two, the upper signs together and the lower ones together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..expressions.relations import Range
from ..sources.tokens import Token
from .sides import Formula

_UPPER = {"\\pm": "+", "\\mp": "-"}
_LOWER = {"\\pm": "-", "\\mp": "+"}


def has_signs(formula: Formula, places: Sequence[Range]) -> bool:
    r"""Whether `\pm` or `\mp` stands in some places of a formula."""
    return any(formula.tokens[i].text in _UPPER for a, b in places for i in range(a, b))


def each_sign(formula: Formula) -> tuple[Formula, Formula]:
    """The formula with the upper signs, and with the lower ones."""
    upper, lower = ([_put(t, signs) for t in formula.tokens] for signs in (_UPPER, _LOWER))
    return replace(formula, tokens=upper), replace(formula, tokens=lower)


def _put(token: Token, signs: dict[str, str]) -> Token:
    sign = signs.get(token.text)
    return token if sign is None else Token(sign, sign, token.start, token.end)
