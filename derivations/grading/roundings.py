"""Roundings inside of a line: `r = 1.414 + 1.732`, where r is the sum of two roots.

Such a line is no equality as it stands, and not what it means either. Where every decimal is a
summand of the other side, rightly rounded, it is right to the digits that it shows. Where the two
sides are as near as roundings may leave them, but nothing tells which decimal stands for what, a
person has to look. Sides further apart, or with names in them, are left as they were judged.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import permutations
from typing import Literal

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, apply, num, sub
from proofs.kernel.terms.definitions import unfold
from proofs.methods.decimals import NOT_ROUNDED

from ..derivation import Step
from .verdicts import Verdicts

_DECIMAL = re.compile(r"(?<![\w.])\d+\.(\d+)(?![\w.])")
MAX_SUMMANDS = 4
"""Most summands that are held against each other."""
NEAR = 5
"""How many units of its last place a line with roundings may be off and still be in doubt."""


def as_rounded(step: Step, verdicts: Verdicts) -> tuple[Literal["right", "open"], str] | None:
    """How a refuted link stands when its decimals are taken for roundings, and why; None where that
    makes no difference."""
    claim = step.claim
    if claim is None or claim.relation != "=" or claim.digits is not None:
        return None
    sides = step.left.latex, step.right.latex
    places = [
        min(len(digits) for digits in found) for found in map(_DECIMAL.findall, sides) if found
    ]
    if len(places) != 1:  # decimals on both sides: each says exactly what it says
        return None
    try:
        left, right = (unfold(t, claim.definitions) for t in (claim.left, claim.right))
    except TermError:
        return None
    if left.free or right.free:
        return None
    rounded, exact = (right, left) if _DECIMAL.search(sides[1]) else (left, right)
    if _summand_by_summand(exact, rounded, _places(rounded, sides), verdicts):
        return "right", "right to the digits shown"
    if _proved(verdicts, apply("abs", sub(left, right)), "<", num(str(NEAR * _unit(places[0])))):
        return "open", "as near as roundings may leave it: are its decimals rightly rounded?"
    return None


def _unit(places: int) -> Fraction:
    return Fraction(1, 10**places)


def _places(rounded: Term, sides: tuple[str, str]) -> dict[Fraction, int]:
    """How many places each decimal of a side shows."""
    found = (m for side in sides for m in _DECIMAL.finditer(side))
    return {Fraction(m[0]): len(m[1]) for m in found}


def _summand_by_summand(
    exact: Term, rounded: Term, places: dict[Fraction, int], verdicts: Verdicts
) -> bool:
    """Whether each summand of a side is one of the other's, rightly rounded where it is rounded."""
    theirs, mine = (t.args if t.op == "add" else (t,) for t in (exact, rounded))
    if len(theirs) != len(mine) or len(mine) > MAX_SUMMANDS:
        return False
    fits = [[_rounds(a, b, places, verdicts) for b in mine] for a in theirs]
    return any(
        all(fits[i][j] for i, j in enumerate(order)) for order in permutations(range(len(mine)))
    )


def _rounds(exact: Term, shown: Term, places: dict[Fraction, int], verdicts: Verdicts) -> bool:
    sign = shown.op == "neg"
    literal = shown.args[0] if sign else shown
    value = Fraction(literal.value) if literal.op == "num" else None
    digits = None if value is None else places.get(abs(value))
    return _proved(verdicts, exact, "=", shown, digits)


def _proved(
    verdicts: Verdicts, left: Term, relation: str, right: Term, digits: int | None = None
) -> bool:
    try:
        made = Claim(left, relation, right, digits=digits)
    except (ClaimError, TermError):
        return False
    known = verdicts.claim(made)
    return known.outcome == "proved" and NOT_ROUNDED not in known.caveats


__all__ = ["as_rounded"]
