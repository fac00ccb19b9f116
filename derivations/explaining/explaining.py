r"""explain(claim): the steps that lead from one side of a claim to the other, or why it fails.

>>> from proofs.kernel.terms import TWO, add, mul, num, power, var
>>> a, b = var("a"), var("b")
>>> square = add(power(a, TWO), mul(TWO, a, b), power(b, TWO))
>>> [step.reason.text for step in explain(Claim(power(add(a, b), TWO), "=", square)).steps]
['expand the square']
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofs.check import check
from proofs.claim import Claim
from proofs.kernel.terms import TermError, subterms
from proofs.verdict import Proved, Refuted, Undecided

from ..derivation import Derivation, Reason
from ..writing.latex import latex
from . import equalities
from .cases import by_cases
from .contrasts import by_one_sided_limits, by_other_digits, by_true_value
from .equations import at_solution, by_equivalence
from .explanation import (
    NAME,
    ExplanationError,
    Ground,
    NotProvedError,
    Row,
    Wanted,
    chain,
    shown_link,
)
from .families import at_matrices, by_entries, by_number_of_matrices
from .induction import by_induction
from .inequalities import by_difference, by_slope
from .lemmas import by_lemmas
from .values import by_digits, by_value
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
    found = _by_steps(ground)
    if found is None and verdict.conditions:  # as they are proved: where both sides are defined
        found = _by_steps(ground.under(*verdict.conditions))
        if found is not None:
            said = ", ".join(f"${latex(c)}$" for c in verdict.conditions)
            return replace(found, opening=f"For {said}: {found.opening}".rstrip(": ") + ":")
    return as_proved(ground, verdict) if found is None else found


def _by_steps(ground: Ground) -> Derivation | None:
    for find in WAYS:
        try:
            found = find(ground)
        except (NotProvedError, TermError):
            continue
        if found is not None:
            return found
    return None


def _refuted(ground: Ground, verdict: Refuted) -> Derivation:
    """Why a claim fails; what can't be shown in steps is said in words."""
    for find in REFUTING:
        try:
            found = find(ground, verdict)
        except (NotProvedError, TermError):
            continue
        if found is not None:
            return found
    return Derivation(
        NAME, (), None, "", (), f"It fails: {in_latex(ground.claim, verdict.reason)}."
    )


def in_latex(claim: Claim, reason: str) -> str:
    """Why a claim fails, its sides and their parts that are named in LaTeX."""
    parts = {t: None for side in (claim.left, claim.right) for t in subterms(side)}
    for term in sorted(parts, key=lambda t: -len(str(t))):
        if not term.loose and term.op in ("limit", "integral", "deriv", "sum"):
            reason = reason.replace(str(term), f"${latex(term)}$")
    return reason


def as_proved(ground: Ground, verdict: Proved) -> Derivation:
    """The claim as one link, with the method that proved it."""
    claim = ground.claim
    text = _METHODS.get(verdict.method, f"proved by the kernel ({verdict.method})")
    reason = Reason(text, verdict.method)
    row = Row(claim.right, reason, claim.relation, claim.digits)
    return Derivation(NAME, (shown_link(ground, claim, claim.left, row),))


def by_equality(ground: Ground, find: equalities.Way | None = None) -> Derivation | None:
    """Left = ... = right."""
    claim = ground.claim
    if claim.relation != "=" or claim.digits is not None:
        return None
    rows = equalities.rows_between(ground, claim.left, claim.right, find)
    if not rows:
        return None
    return chain(ground, NAME, claim.left, rows)


def at_once(ground: Ground) -> Derivation | None:
    """Left = ... = right, where that is found at once."""
    return by_equality(ground, equalities.quickly)


JUMPING = frozenset({"abs", "max", "min", "heaviside", "sign", "cases"})


def cases_first(ground: Ground) -> Derivation | None:
    """One chain for each case, where something jumps or bends."""
    jumps = any(t.op in JUMPING for t in subterms(ground.claim.statement))
    return by_cases(ground) if jumps else None


WAYS: tuple[Way, ...] = (
    by_value, by_digits, by_entries, by_number_of_matrices, at_once, cases_first, by_lemmas,
    by_induction, by_equality, by_cases, by_difference, by_slope, by_equivalence,
)  # fmt: skip
REFUTING: tuple[Callable[[Ground, Refuted], Derivation | None], ...] = (
    by_true_value, by_one_sided_limits, by_other_digits, at_matrices, at_solution, at_witness,
)  # fmt: skip
