r"""`A \ne B` of which the words say that it holds at every point: "for all $x$"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofs.claim import Claim
from proofs.kernel.terms import TRUE, eq, negation
from proofs.methods.difference import NOT_IDENTICALLY
from proofs.verdict import Proved, Refuted, Undecided, Verdict

from .derivation import Step


def everywhere(claim: Claim) -> Claim:
    """That the sides of `A != B` are equal at no point.

    >>> from proofs.kernel.terms import num, var
    >>> print(everywhere(Claim(var("x"), "!=", num(2))))
    not (x = 2) iff true
    """
    stated = negation(eq(claim.left, claim.right))
    return Claim(stated, "iff", TRUE, given=claim.given, definitions=claim.definitions)


def as_told(step: Step, verdict: Verdict, judge: Callable[[Claim], Verdict]) -> Verdict:
    """The verdict on a link; that two sides differ somewhere is too little where they have to
    differ everywhere."""
    weak = isinstance(verdict, Proved) and NOT_IDENTICALLY in verdict.caveats
    if not step.everywhere or not weak:
        return verdict
    found = judge(everywhere(verdict.claim))
    if isinstance(found, Proved):
        return found
    if isinstance(found, Refuted) and step.everywhere == "surely":
        witness = found.witness
        reason = "the two sides are equal at some point, and are said to differ at every one"
        if witness is not None:
            found = replace(found, witness=replace(witness, left="", right=""))
        return replace(found, reason=reason)
    return Undecided(verdict.claim, "the two sides differ, but do they at every point?")


__all__ = ["as_told", "everywhere"]
