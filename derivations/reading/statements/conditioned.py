"""Links with what they claim under further conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, apply, num, sub

from ...derivation import Step
from ...regex import regex

_COMPARING = frozenset({"=", "!=", "<", "<=", ">", ">="})
"""Relations between two quantities; an implication says itself what it rests on."""


_NEAR = frozenset({"eq", "ne", "lt", "le"})


def beside_equations(made: Step, equations: Sequence[Term]) -> Step:
    """A link with what it claims where some equations, or inequalities, hold, that share a name
    with it."""
    if made.claim is None or made.kind != "claim" or made.claim.relation not in _COMPARING:
        return made
    whole = made.nearby or made.claim
    told = [
        e
        for e in dict.fromkeys(equations)
        if e.op in _NEAR and e not in whole.given and e is not whole.statement
    ]
    try:
        under = with_given(whole, told)
    except ClaimError:  # a name stands for something else there
        return made
    return made if under is whole else replace(made, nearby=under)


def to_digits(claim: Claim, *sides: str) -> Claim | None:
    """What a claim of entries says to the digits that its decimals show; None of other claims."""
    shown = [len(d) for side in sides for d in _PLACES.findall(side)]
    compared = claim.relation == "=" and not claim.parts and claim.digits is None
    if not shown or not compared or not _ENTRIES & {claim.left.op, claim.right.op}:
        return None
    try:
        gap = apply("abs", sub(claim.left, claim.right))
        last = num(Fraction(1, 10 ** min(shown)))
        return Claim(gap, "<", last, given=claim.given, definitions=claim.definitions)
    except (ClaimError, TermError):
        return None


_PLACES = regex(r"\d*\.(\d{1,12})(?!\d)")
_ENTRIES = frozenset({"elem"})


def with_given(claim: Claim, more: Sequence[Term]) -> Claim:
    """A claim under more conditions, those that speak of its names."""
    names = claim.statement.free.union(*(d.body.free for d in claim.definitions))
    own = [c for c in more if c.free & names]
    if not own or claim.parts:
        return claim
    return Claim(
        claim.left, claim.relation, claim.right, given=(*claim.given, *own),
        definitions=claim.definitions, digits=claim.digits, constant_in=claim.constant_in,
    )  # fmt: skip


__all__ = ["beside_equations", "to_digits", "with_given"]
