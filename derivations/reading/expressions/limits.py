r"""Limits that are not written out: a `\lim` dropped on the way, infinity as a number.

`\lim_{h \to 0} (x + h - x)/h = h/h` goes on with the limit of h/h; `1/(1 + e^{-\infty})` is the
limit of what stands there as a number in the place of infinity grows. A note says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from proofs.kernel.terms import OO, Term, abstract, limit, var

from ..sources.tokens import Token
from .names import group_end, spelled

if TYPE_CHECKING:
    from ..statements.sides import Value

INFINITY = "\\infty"
GROWING = "\ue100"
"""Stands in for infinity while a side is read."""
_FUNCTIONS = frozenset({"\\exp", "\\arctan", "\\tanh", "\\sigma", "\\ln", "\\log"})


def carried(left: Value, right: Value, fixed: Sequence[Term], written: Sequence[Token]) -> Value:
    """The right side, under the limit of the left one where its variable stands free in it.

    `fixed` are variables that the page gives a value, `written` the tokens of the right side: f may
    stand for f(x), which is no reason.
    """
    whole, term = left.term, right.term
    if whole is None or term is None or whole.op != "limit" or len(left.limits) != 1:
        return right
    (letter,) = left.limits
    name = var(letter)
    if all(t.text.lstrip("\\") != letter for t in written):
        return right
    if name not in term.free or name in whole.free or letter in right.limits or name in fixed:
        return right
    body = limit(whole.args[0], abstract(term, name), whole.value)
    note = f"read under the limit in {letter}, as before"
    return replace(
        right, side=replace(right.side, term=body), notes=(*right.notes, note), limits=left.limits
    )


def without_infinity(tokens: Sequence[Token], a: int, b: int) -> tuple[list[Token], int] | None:
    r"""The tokens of a side with a growing number in the place of infinity, and where it begins.

    Only where infinity stands once, by itself in an exponent or as a function's argument. A
    `\lim_{+\infty}` before it that names no variable is that limit. None for other sides.
    """
    start = _after_limit(tokens, a, b)
    places = [i for i in range(start, b) if tokens[i].text == INFINITY]
    if len(places) != 1 or not _alone(tokens, start, b, places[0]):
        return None
    at = places[0]
    token = tokens[at]
    grown = Token("letter", GROWING, token.start, token.end)
    return [*tokens[:at], grown, *tokens[at + 1 : b]], start


def _after_limit(tokens: Sequence[Token], a: int, b: int) -> int:
    r"""Where a side goes on after `\lim_{+\infty}`."""
    if b - a < 4 or tokens[a].text != "\\lim" or tokens[a + 1].kind != "_":
        return a
    if tokens[a + 2].kind != "{":
        return a
    close = group_end(tokens, a + 2, b)
    plain = spelled(tokens, a + 3, close) in (INFINITY, "+" + INFINITY)
    return close + 1 if plain and close + 1 < b else a


def _alone(tokens: Sequence[Token], start: int, end: int, at: int) -> bool:
    first = at - 1 if at > start and tokens[at - 1].kind in "+-" else at
    if first - 1 < start or at + 1 >= end:
        return False
    opening, closing = tokens[first - 1], tokens[at + 1]
    before = tokens[first - 2] if first - 2 >= start else None
    if before is None:
        return False
    exponent = opening.kind == "{" and closing.kind == "}" and before.kind == "^"
    argument = opening.text == "(" and closing.text == ")" and before.text in _FUNCTIONS
    base = tokens[first - 3] if first - 3 >= start else None
    return argument or (exponent and base is not None and base.text == "e")


def grown(term: Term) -> Term:
    """The limit of a term as the number in the place of infinity grows."""
    return limit(OO, abstract(term, var(GROWING)))
