r"""Equations up to terms that vanish faster: `\cos x = 1 - \frac{x^2}{2} + o(x^2)` near a point.

It claims that the difference of the two sides without these terms, divided by x^2, tends to 0.
Where x tends to is told by the words ("near 0") or by a limit before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from proofs.kernel.terms import OO, REAL, ZERO, Term, abstract, div, limit, neg, num, sub

from ...regex import regex
from ..errors import AMBIGUOUS, NOTATION, ReadingError
from ..expressions.names import group_end
from ..expressions.parser import parse
from ..expressions.relations import Range
from ..sources.symbols import CLOSERS, OPENERS
from .claims import Claimed, make_claim
from .sides import Formula

_POINTS = {"0": ZERO, "1": num(1), "-1": num(-1), "\\infty": OO, "+\\infty": OO,
           "-\\infty": neg(OO)}  # fmt: skip
_TENDS = (
    r"{name}\s*(?:\\to|\\rightarrow|→)\s*(?P<point>[+-]?(?:\\infty|∞|\d+))(?P<side>\^\{{?[+-])?"
)
_NEAR = regex(
    r"\b(?:near|around|about|at|in a neighbou?rhood of)\s+(?:the origin\b|\$?(?:\w\s*=\s*)?"
    r"(?P<point>0))",
    re.IGNORECASE,
)


def vanishing(
    formula: Formula, sides: tuple[Range, Range], given: Sequence[Term], place: tuple[int, int],
    words: str, sentence: str,
) -> Claimed | None:  # fmt: skip
    """What an equation with o(...) at the end of its right side claims; None for other links.

    Raises ReadingError where it can't be told.
    """
    right = _addend(formula, *sides[1])
    left = _addend(formula, *sides[0])
    if right is None or formula.context.known("o"):
        return None
    order, parser = parse(formula.tokens, formula.context, *right[1])
    first, last = _side(formula, left[0] if left else sides[0]), _side(formula, right[0])
    if left is not None and parse(formula.tokens, formula.context, *left[1])[0] is not order:
        raise ReadingError(NOTATION, "terms o(...) of two orders", *place)
    free = [v for v in (order.free or first.free | last.free) if v.sort == REAL]
    if len(free) != 1 or parser.unknown:
        raise ReadingError(AMBIGUOUS, "which name tends somewhere in o(...)?", *place)
    point, side = _point(str(free[0].value), words, sentence, place)
    quotient = div(sub(first, last), order)
    told = limit(point, abstract(quotient, free[0]), side)
    claim = make_claim(told, "=", ZERO, formula.context, given=given, place=place)
    return Claimed(claim, f"up to o({order}) as {free[0]} tends to {point}")


def _side(formula: Formula, side: Range) -> Term:
    """A side without its o(...)."""
    if side[0] >= side[1]:
        return ZERO
    return parse(formula.tokens, formula.context, *side)[0]


def _addend(formula: Formula, a: int, b: int) -> tuple[Range, Range] | None:
    """What stands before the last addend `o(...)` of a side, and what stands in it."""
    tokens, depth = formula.tokens, 0
    for i in range(a, b - 3):
        text = tokens[i].text
        depth += (text in OPENERS) - (text in CLOSERS)
        if text != "o" or depth or tokens[i + 1].kind != "(":
            continue
        close = group_end(tokens, i + 1, b)
        plus = i == a or (i > a and tokens[i - 1].kind in "+-")
        if close == b - 1 and plus:
            return (a, max(i - 1, a)), (i + 2, close)
        return None
    return None


def _point(name: str, words: str, sentence: str, place: tuple[int, int]) -> tuple[Term, str]:
    """Where a name tends to, and from which side: by its sentence, or to 0 by the words before."""
    found = _told(name, sentence) or _told(name, words)
    if found is None or (found[0] is not ZERO and _told(name, sentence) is None):
        raise ReadingError(
            AMBIGUOUS, f"where does {name} tend to in o(...)?", *place,
            notes=(f"help: say it, as in: near 0, or as ${name} \\to 0$",),
        )  # fmt: skip
    return found


def _told(name: str, words: str) -> tuple[Term, str] | None:
    """What the last of the words that tell it say."""
    letter = rf"\\{name}" if len(name) > 1 else name
    found = [
        *re.finditer(_TENDS.format(name=rf"(?<![A-Za-z\\]){letter}"), words),
        *_NEAR.finditer(words),
    ]
    if not found:
        return None
    groups = max(found, key=lambda m: m.start()).groupdict()
    text = (groups["point"] or "0").replace("∞", "\\infty")
    side = (groups.get("side") or "")[-1:]
    point = _POINTS[text] if text in _POINTS else num(text)
    return point, {"+": "right", "-": "left"}.get(side, "both")
