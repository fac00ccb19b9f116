r"""explain(claim): the steps that lead from one side of a claim to the other, or why it fails.

>>> from proofs.kernel.terms import TWO, add, mul, num, power, var
>>> a, b = var("a"), var("b")
>>> square = add(power(a, TWO), mul(TWO, a, b), power(b, TWO))
>>> [step.reason.text for step in explain(Claim(power(add(a, b), TWO), "=", square)).steps]
['expand the square']
"""

from __future__ import annotations

from collections.abc import Callable

from proofs.check import check
from proofs.claim import Claim
from proofs.kernel.terms import TermError
from proofs.verdict import Proved, Refuted, Undecided

from ..derivation import Derivation, Reason
from . import equalities
from .explanation import NAME, ExplanationError, Ground, NotProvedError, Row, Wanted, chain
from .witness import at_witness

Way = Callable[[Ground], Derivation | None]
_METHODS = {
    "normal form": "both sides have the same normal form",
    "cases": "by cases, which the kernel has gone through",
    "enclosure": "the values, enclosed in intervals, show it",
}


def explain(claim: Claim, *, names: Wanted = (), budget: float = 2.0) -> Derivation:
    """The claim worked out in steps, each of which the kernel has proved.

    `names` are letters for what sums, limits and integrals bind, each with the operator. Where no
    small steps are found, the one link says by which method the kernel proved it. What is refuted
    is worked out at its witness. Raises ExplanationError where the claim is undecided.
    """
    verdict = check(claim, budget=budget, strict=True)
    ground = Ground(claim, claim.given, tuple(names))
    if isinstance(verdict, Undecided):
        raise ExplanationError(
            f"undecided, so there is nothing to explain: {verdict.reason}", verdict
        )
    if isinstance(verdict, Refuted):
        return _refuted(ground, verdict)
    for find in WAYS:
        try:
            found = find(ground)
        except (NotProvedError, TermError):
            continue
        if found is not None:
            return found
    return as_proved(ground, verdict)


def _refuted(ground: Ground, verdict: Refuted) -> Derivation:
    """Why a claim fails; what can't be shown in steps is said in words."""
    for find in REFUTING:
        try:
            found = find(ground, verdict)
        except (NotProvedError, TermError):
            continue
        if found is not None:
            return found
    return Derivation(NAME, (), None, "", (), f"Refuted: {verdict.reason}.")


def as_proved(ground: Ground, verdict: Proved) -> Derivation:
    """The claim as one link, with the method that proved it."""
    claim = ground.claim
    text = _METHODS.get(verdict.method, f"proved by the kernel ({verdict.method})")
    reason = Reason(text, verdict.method)
    return chain(ground, NAME, claim.left, [Row(claim.right, reason, claim.relation, claim.digits)])


def by_equality(ground: Ground) -> Derivation | None:
    """Left = ... = right."""
    claim = ground.claim
    if claim.relation != "=" or claim.digits is not None:
        return None
    rows = equalities.rows_between(ground, claim.left, claim.right)
    if not rows:
        return None
    return chain(ground, NAME, claim.left, rows)


WAYS: tuple[Way, ...] = (by_equality,)
REFUTING: tuple[Callable[[Ground, Refuted], Derivation | None], ...] = (at_witness,)
