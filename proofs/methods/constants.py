r"""Claims up to a constant, as those of integrals without bounds are: by the derivatives.

>>> from proofs.check import check
>>> from proofs.claim import Claim
>>> from proofs.indefinite import antiderivative
>>> from proofs.kernel.terms import ONE, div, log, var
>>> x = var("x")
>>> verdict = check(Claim(antiderivative(div(ONE, x), x), "=", log(x)))
>>> [str(c) for c in verdict.conditions], verdict.caveats
(['0 < x'], ('up to a constant',))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic

from ..claim import Claim, ClaimError
from ..indefinite import SameSlope
from ..kernel import Workspace
from ..kernel.calculus.differentiation import continuity, differentiate, evaluate_derivative
from ..kernel.enclosures.enclosure import Undetermined, decide
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.terms import (
    FALSE,
    ZERO,
    Term,
    abstract,
    both,
    defined,
    derivative,
    either,
    eq,
    ne,
    sub,
    subterms,
)
from ..kernel.terms.definedness import definedness, strictly
from ..verdict import Proved, Refuted, Undecided, Verdict

Judge = Callable[[Claim, float], Verdict]

CAVEAT = "up to a constant"
PIECEWISE = "up to a constant on each interval"
SHARE = 0.8
"""Of the budget, for the derivatives; the rest is for seeing that the two sides are continuous."""
_STEPS = frozenset({"cases", "floor", "ceil", "sign", "heaviside", "delta"})
_ISOLATING = _STEPS | {"isint"}


def judge_up_to_a_constant(claim: Claim, slopes: SameSlope, judge: Judge, budget: float) -> Verdict:
    """Proved where the sides have the same derivative and are continuous wherever they are defined;
    refuted where their derivatives differ at a point at which the integrands are continuous."""
    try:
        return _judge(claim, slopes, judge, budget)
    except (ClaimError, Unsupported) as error:  # what has no such claim, or no normal form in time
        return Undecided(claim, str(error), ("derivatives", "continuity"))


def _judge(claim: Claim, slopes: SameSlope, judge: Judge, budget: float) -> Verdict:
    start = monotonic()
    if slopes.exact:  # d/dx of an integral: no constant is left
        return replace(judge(_between(claim, slopes.left, slopes.right), budget), claim=claim)
    if not slopes.integrands:
        verdict = judge(_between(claim, claim.left, claim.right), SHARE * budget / 2)
        if isinstance(verdict, Proved):
            return replace(verdict, claim=claim)
    given = _open_conditions(claim, slopes.name)
    if given is None:
        return Undecided(claim, f"a condition leaves {slopes.name} no room to vary")
    given = (*given, *_off_edges(slopes, given, start + budget))
    left = SHARE * (budget - (monotonic() - start))
    verdict = judge(Claim(slopes.left, "=", slopes.right, given=given), left)
    if isinstance(verdict, Refuted):
        return replace(_refuted(verdict, slopes), claim=claim)
    if not isinstance(verdict, Proved):
        return replace(verdict, claim=claim)
    normalizer = Workspace(deadline=start + budget).normalizer((*given, *_domain(slopes)))
    if not _are_continuous(slopes, normalizer):
        reason = "the derivatives are equal, but are the sides continuous where they are defined?"
        return Undecided(claim, reason, ("derivatives", "continuity"))
    conditions = (*_domain(slopes), *verdict.conditions)
    bounds = tuple(c for c in conditions if _is_bound(c, slopes.name))
    there = Workspace(deadline=start + budget).normalizer((*given, *bounds))
    in_pieces = any(slopes.name in c.free and not there.holds(c) for c in conditions)
    caveat = PIECEWISE if in_pieces else CAVEAT
    return replace(verdict, claim=claim, caveats=(*verdict.caveats, caveat))


def _between(claim: Claim, left: Term, right: Term) -> Claim:
    """The claim of an equality under the same conditions."""
    plain = claim.unfolded()
    return Claim(left, "=", right, given=plain.given, definitions=claim.definitions)


def _open_conditions(claim: Claim, name: Term) -> tuple[Term, ...] | None:
    """The conditions, those on a variable met on an open set of its values; None for `x = 2`."""
    given = claim.unfolded().given
    about = [c for c in given if name in c.free]
    if any(t.op in _ISOLATING for c in about for t in subterms(c)):
        return None
    opened = tuple(strictly(c) if c in about else c for c in given)
    return None if FALSE in opened else opened


def _domain(slopes: SameSlope) -> tuple[Term, ...]:
    """Where the integrands and what stands beside the integrals are defined."""
    return tuple(c for t in (*slopes.integrands, *slopes.rests) for c in definedness(t))


def _off_edges(slopes: SameSlope, given: tuple[Term, ...], deadline: float) -> tuple[Term, ...]:
    """What keeps the variable off the ends of the intervals on which all is defined, if these ends
    are the only points that are lost: sqrt(x) is integrated where x > 0.

    A side need have no derivative there, but for one from within.
    """
    domain = tuple(dict.fromkeys(c for c in _domain(slopes) if slopes.name in c.free))
    normalizer = Workspace(deadline=deadline).normalizer((*given, *_domain(slopes)))
    out: list[Term] = []
    for condition in domain:
        gaps = _closed_ends(condition, slopes.name)
        if gaps and all(_changes_sign(g, slopes.name, normalizer) for g in gaps):
            out.append(_possible(strictly(condition)))
    return tuple(out)


def _possible(statement: Term) -> Term:
    """A statement without the ways in which it holds nowhere."""
    if statement.op not in ("and", "or"):
        return statement
    parts = [_possible(part) for part in statement.args]
    if statement.op == "or":
        return either(*(part for part in parts if part is not FALSE))
    return FALSE if FALSE in parts else both(*parts)


def _closed_ends(condition: Term, name: Term) -> tuple[Term, ...]:
    """What is 0 at the points at which a condition is only just met; none where it never is."""
    if condition.op in ("and", "or"):
        return tuple(g for c in condition.args for g in _closed_ends(c, name))
    closed = condition.op in ("le", "eq") and name in condition.free
    return (sub(condition.args[1], condition.args[0]),) if closed else ()


def _changes_sign(gap: Term, name: Term, normalizer: Normalizer) -> bool:
    """Whether a gap has a slope other than 0 wherever it is 0: such points stand apart."""
    try:
        slope, conditions = differentiate(gap, name)
        there = normalizer.beside((eq(gap, ZERO),))
        return all(there.holds(c) for c in (*conditions, ne(slope, ZERO)))
    except Unsupported:
        return False


def _are_continuous(slopes: SameSlope, normalizer: Normalizer) -> bool:
    """Whether what stands beside the integrals has no jump where all of it is defined.

    sign(x) has the derivative 0 wherever it has one, and is no constant.
    """
    for rest in slopes.rests:
        slope = derivative(slopes.name, abstract(rest, slopes.name))
        if normalizer.holds(defined(slope)):
            continue
        ways = (partial(continuity, rest, (slopes.name,), within=True), partial(_smooth, slope))
        if not any(_follow(normalizer, way) for way in ways):
            return False
    return True


def _smooth(slope: Term) -> tuple[Term, ...]:
    return evaluate_derivative(slope)[1]


def _follow(normalizer: Normalizer, conditions: Callable[[], tuple[Term, ...]]) -> bool:
    try:
        return all(normalizer.holds(c) for c in conditions())
    except Unsupported:
        return False


def _is_bound(condition: Term, name: Term) -> bool:
    """Whether a condition says on which side of a number a variable is: x > a, and not x^2 > a."""
    sides = condition.args
    bound = condition.op in ("lt", "le") and any(side is name for side in sides)
    return bound and any(name not in side.free for side in sides)


def _refuted(verdict: Refuted, slopes: SameSlope) -> Refuted | Undecided:
    """The verdict about the derivatives as one about the sides. An integrand may be anything at a
    single point where it jumps, so that a difference there says nothing."""
    if verdict.witness is None:
        return replace(verdict, reason=f"of the derivatives: {verdict.reason}")
    point = dict(verdict.witness.at)
    if not all(_is_continuous_at(f, slopes.name, point) for f in slopes.integrands):
        reason = "the derivatives differ where an integrand may have a jump"
        return Undecided(verdict.claim, reason, ("derivatives",))
    return replace(verdict, reason=verdict.reason.replace("the sides", "the derivatives", 1))


def _is_continuous_at(integrand: Term, name: Term, point: dict[Term, Term]) -> bool:
    if not any(t.op in _STEPS for t in subterms(integrand)):
        return True
    try:
        conditions = continuity(integrand, (name,))
        return all(decide(c, point) is True for c in conditions)
    except (Unsupported, Undetermined):
        return False


__all__ = ["CAVEAT", "judge_up_to_a_constant"]
