"""The nearest true statement: a small edit of what was written that the kernel proves.

>>> from proofs.kernel.terms import TWO, add, num, power, var
>>> x = var("x")
>>> wrong = Claim(power(add(x, num(1)), TWO), "=", add(power(x, TWO), x, num(1)))
>>> [str(t) for t in nearest(wrong, prove_equality)]
['x^2 + 2*x + 1']
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from .check import check
from .claim import Claim
from .edits import edits
from .indefinite import SameSlope, is_indefinite
from .kernel.enclosures.balls import Value
from .kernel.enclosures.enclosure import Undetermined, compare, encloser
from .kernel.normal_forms.ratio import Unsupported
from .kernel.rules.derivatives import replace
from .kernel.terms import Term, TermError, abstract, derivative, rebuild
from .kernel.terms.definitions import unfold
from .methods.algebra import by_normal_form
from .methods.constants import CAVEAT
from .methods.evaluation import evaluate, smoothness, to_work_out
from .points import generic_points, points
from .problem import Problem, prepare
from .verdict import Proved

MAX_EDITS = 1_500
MAX_FOUND = 3
POINTS = 6
MAX_VALUE = 60
"""Longest value, in characters, that is offered for a limit, derivative or integral."""
CHECK_SECONDS = 0.5

Prove = Callable[[Claim], bool]


def prove_equality(claim: Claim, budget: float = 0.3) -> bool:
    """Whether an equality is proved by normal form, with no further conditions."""
    try:
        verdict = by_normal_form(prepare(claim, budget))
    except TermError:
        return False
    return isinstance(verdict, Proved) and not verdict.conditions


def nearest(
    claim: Claim,
    prove: Prove = prove_equality,
    *,
    most: int = MAX_FOUND,
    seconds: float = 0.3,
) -> tuple[Term, ...]:
    """Right sides that make an equality true, each one edit away, the simplest first.

    Where the left side is a limit, derivative or integral and no edit of the right side does, its
    value. None for other relations, and for a decimal that shows its digits; at most `most`, and
    what is found in `seconds` (of what has to be worked out, in three times that).
    """
    if claim.relation != "=" or claim.digits is not None:
        return ()
    slopes = claim.slopes()
    if slopes is not None and not slopes.exact:
        return _antiderivatives(claim, slopes, seconds)[:most]
    left = unfold(claim.left, claim.definitions)
    calculus = to_work_out(left)
    seconds = 3 * seconds if calculus else seconds
    problem = prepare(claim, seconds)
    value = _value(problem, left) if calculus else left
    if value is None:
        return ()
    found = _edited(claim, problem, value, prove)
    if calculus and not found:
        found = _as_value(claim, problem, value)
    return tuple(sorted(found, key=lambda t: len(str(t)))[:most])


def _antiderivatives(claim: Claim, slopes: SameSlope, seconds: float) -> tuple[Term, ...]:
    """The edits of the right side that are proved to be equal to the left up to a constant."""
    if is_indefinite(claim.right, definitions=claim.definitions):
        return ()
    problem = prepare(Claim(slopes.left, "=", slopes.right, given=claim.given), 2 * seconds)

    def slope(side: Term) -> Term:
        return derivative(slopes.name, abstract(side, slopes.name))

    found = _edited(claim, problem, slopes.left, lambda c: False, slope)
    return tuple(sorted(found, key=lambda t: len(str(t))))


def _edited(
    claim: Claim, problem: Problem, value: Term, prove: Prove,
    of: Callable[[Term], Term] = lambda side: side,
) -> list[Term]:  # fmt: skip
    """The edits of the right side that are proved equal to the left, no two of one shape. What has
    the given value at the points tried is `of` the side."""
    right = unfold(claim.right, claim.definitions)
    probes = _probes(value, right, problem.given, problem.deadline)
    found: list[Term] = []
    seen = {claim.right}
    shapes: set[Term] = set()
    for edited in islice(edits(claim.right), MAX_EDITS) if probes else ():
        if problem.time_left() < 0 or len(found) >= MAX_FOUND**2:
            break
        if edited in seen:
            continue
        seen.add(edited)
        if not _agrees(edited, claim, probes, of) or (shape := _ordered(edited)) in shapes:
            continue
        if prove(_with(claim, edited)) or _checked(_with(claim, edited)):
            shapes.add(shape)
            found.append(edited)
    return found


def _value(problem: Problem, left: Term) -> Term | None:
    """The left side with its limits, derivatives and integrals worked out."""
    values = {}
    for part in to_work_out(left):
        proof = evaluate(problem, (*problem.given, *smoothness(part)), part)
        if proof is None:
            return None
        values[part] = proof.sequent.goal.args[1]
    return replace(left, values)


def _as_value(claim: Claim, problem: Problem, value: Term) -> list[Term]:
    """The left side's value in normal form, where that is short and proved."""
    try:
        plain = problem.workspace.normalizer(problem.given).normal_term(value)
    except Unsupported:
        return []
    short = len(str(plain)) <= MAX_VALUE
    return [plain] if short and _checked(_with(claim, plain)) else []


def _checked(claim: Claim) -> bool:
    """Whether a claim is proved by whatever method, with no further conditions."""
    verdict = check(claim, budget=CHECK_SECONDS)
    caveats = () if claim.slopes() is None else (CAVEAT,)
    return isinstance(verdict, Proved) and not verdict.conditions and verdict.caveats == caveats


def _ordered(term: Term) -> Term:
    """The term with the summands and factors in each sum and product in one order."""
    parts = [_ordered(a) for a in term.args]
    if term.op in ("add", "mul"):
        parts = [q for p in parts for q in (p.args if p.op == term.op else (p,))]
        parts.sort(key=str)
    return rebuild(term, tuple(parts))


def _with(claim: Claim, right: Term) -> Claim:
    return Claim(
        claim.left, "=", right, given=claim.given, definitions=claim.definitions,
        constant_in=claim.constant_in,
    )  # fmt: skip


Probe = tuple[Callable[[Term], Value], Value]


def _probes(left: Term, right: Term, given: tuple[Term, ...], end: float) -> list[Probe]:
    """What gives a term's value at a point, with the left side's, for points at which that has
    one."""
    out: list[Probe] = []
    for source in (generic_points, points):
        for point in islice(source((left, right), given, end), 4 * POINTS):
            value = encloser(point)
            try:
                out.append((value, value(left)))
            except Undetermined:
                continue
            if len(out) >= POINTS:
                return out
    return out


def _agrees(edited: Term, claim: Claim, probes: list[Probe], of: Callable[[Term], Term]) -> bool:
    """Whether the edited side has the left side's value at every probe, as far as can be seen."""
    seen = 0
    try:
        plain = of(unfold(edited, claim.definitions))
    except TermError:
        return False
    for value, wanted in probes:
        try:
            order = compare(value(plain), wanted)
        except Undetermined:
            continue
        if order not in (None, 0):
            return False
        seen += 1
    return seen > 0
