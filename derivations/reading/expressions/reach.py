r"""How far a sign of differentiation reaches: `\frac{d}{dx}[u] \cdot v` and its like.

Square brackets hold what is differentiated. What follows round ones, or a sign of multiplication,
may be part of it or not; nothing is refuted then.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from proofs.kernel.terms import Term

from .names import group_end

if TYPE_CHECKING:
    from .parser import Parser

TIMES = frozenset({"*", "\\cdot", "\\times", "\\ast"})


def differentiated(p: Parser, names: Collection[str]) -> Term:
    """What is differentiated, where it stands after the sign; `names` are what by, as written."""
    start = p.pos
    opening = p.tokens[start].text if start < p.end else ""
    if opening not in ("(", "["):
        body = p.term()
        _doubt(p, _first_sign(p, start), p.pos, names)
        return body
    after = group_end(p.tokens, start, p.end) + 1
    following = p.tokens[after] if after < p.end else None
    times = following is not None and following.text in TIMES
    if opening == "[" and (times or (following is not None and _goes_on(p, after))):
        return p.factor()
    if times:
        body = p.factor()
        _doubt(p, after, _end_of_product(p, after), names)
        return body
    body = p.term()
    _doubt(p, after, p.pos, names)
    return body


def _goes_on(p: Parser, at: int) -> bool:
    """Whether another factor, but for one in square brackets, stands right after the brackets."""
    token = p.tokens[at]
    return token.text != "[" and p.starts_factor(token)


def _doubt(p: Parser, a: int, b: int, names: Collection[str]) -> None:
    """Note that some factors may be differentiated or not, where that makes a difference."""
    if any(t.text in names or p.context.known(t.text.lstrip("\\")) for t in p.tokens[a:b]):
        p.unclear = True


def _first_sign(p: Parser, start: int) -> int:
    """The place of the first sign of multiplication, outside all brackets, up to here."""
    return next((i for i in _outside(p, start, p.pos) if p.tokens[i].text in TIMES), p.pos)


def _end_of_product(p: Parser, start: int) -> int:
    """Where the product that goes on from a place ends: at a sum, a relation, or the end."""
    ends = (i for i in _outside(p, start, p.end) if p.tokens[i].text in ("+", "-", ",", "="))
    return next(ends, p.end)


def _outside(p: Parser, a: int, b: int) -> list[int]:
    depth, out = 0, []
    for i in range(a, b):
        kind = p.tokens[i].kind
        depth -= kind in (")", "]", "}")
        if depth == 0:
            out.append(i)
        depth += kind in ("(", "[", "{")
    return out
