r"""`\pm`: one line for two, the upper signs together and the lower ones together."""

from __future__ import annotations

from collections.abc import Sequence

from ..sources.tokens import Token

_UPPER = {"\\pm": "+", "\\mp": "-"}
_LOWER = {"\\pm": "-", "\\mp": "+"}


def has_signs(tokens: Sequence[Token], places: Sequence[tuple[int, int]]) -> bool:
    r"""Whether `\pm` or `\mp` stands in some places of a formula."""
    return any(tokens[i].text in _UPPER for a, b in places for i in range(a, b))


def with_each_sign(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens with the upper signs, and with the lower ones."""
    return [_put(t, _UPPER) for t in tokens], [_put(t, _LOWER) for t in tokens]


def _put(token: Token, signs: dict[str, str]) -> Token:
    sign = signs.get(token.text)
    return token if sign is None else Token(sign, sign, token.start, token.end)
