"""Functions at a shifted argument: `y(t) = x(t - \\tau)`, or a convolution `k(t - s) x(s)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ReadingError
from .names import group_end, starts_name

if TYPE_CHECKING:
    from .parser import Parser

_SIGNALS = frozenset("p q r s t w x z".split())
"""Letters for what varies, where others before a bracket are mostly constants: `k(t - 1)`."""


def may_be_shifted(p: Parser, key: str) -> bool:
    """Whether the bracket at the place, after a name that nothing tells to be a function, may hold
    its argument all the same: that of the function that the formula defines, shifted, or a bound
    name beside another that something else is a function of."""
    if p.context.known(key) or key in p.local:
        return False
    try:
        close = group_end(p.tokens, p.pos, p.end)
    except ReadingError:
        return False
    inside = p.tokens[p.pos + 1 : close]
    following = p.tokens[close + 1].kind if close + 1 < p.end else ""
    if following in ("^", "(") or sum(t.kind in ("+", "-") for t in inside) != 1:
        return False
    plain = all(starts_name(t) or t.kind in ("+", "-", "number") for t in inside)
    if not plain or key in {t.text for t in inside}:
        return False
    letters = {t.text for t in inside if t.kind == "letter"}
    if p.context.told_a_function(key):
        return True
    parameter = _parameter(p)
    if key in _SIGNALS and parameter in letters:
        return True
    bound = letters & p.local.keys() - {parameter}
    return len(letters) > 1 and any(_is_argument(p, x) for x in bound)


def _parameter(p: Parser) -> str:
    """The t of a formula that begins with `y(t) =`."""
    texts = [t.text for t in p.tokens[:6]]
    defines = texts[1:2] == ["("] and texts[3:5] == [")", "="] and starts_name(p.tokens[0])
    return texts[2] if defines else ""


def _is_argument(p: Parser, name: str) -> bool:
    """Whether a bound name stands alone in brackets after another name."""
    texts = [t.text for t in p.tokens]
    return any(
        texts[i : i + 3] == ["(", name, ")"] and starts_name(p.tokens[i - 1])
        for i in range(1, len(texts) - 2)
    )
