"""What is said of a claim that no method decided: the bound that was met, what is left to show.

None of it counts for a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

from .claim import Claim
from .kernel.enclosures.balls import Beyond, Undefined
from .kernel.enclosures.enclosure import PRECISIONS, Undetermined, decide, enclose
from .kernel.normal_forms.complex_parts import is_complex
from .kernel.normal_forms.ratio import TooLarge, Unsupported
from .kernel.rules.derivatives import fresh
from .kernel.rules.logic import subject
from .kernel.terms import (
    BINDERS,
    INT,
    REAL,
    RELATIONS,
    ZERO,
    Term,
    TermError,
    eq,
    instantiate,
    sub,
    subterms,
    var,
)
from .methods.logic import point_of
from .points import points
from .problem import Problem
from .solved import shown_there, solved_points
from .verdict import Undecided

SHOWN_POINTS = 24
NO_METHOD = "no method decided it"
"""The reason where no bound was met and no method fitted."""
MAX_SHOWN = 120
"""Longest difference, in characters, that is shown as what is left."""


def undecided(problem: Problem, claim: Claim) -> Undecided:
    """The verdict, with the reason: the time was up, a bound was met, or nothing fitted."""
    late = problem.deadline
    if problem.time_left() < 0:
        reason = "the time is up"
    elif problem.given and not _can_be_met(problem, late):
        reason = "no point was found at which the conditions hold; they may contradict each other"
    elif (
        subject(problem.statement)
        and not is_complex(problem.statement, *problem.given)
        and point_of(problem, (*problem.given, *subject(problem.statement))) is None
    ):
        reason = "no solution of the first was found: there may be nothing to compare"
    else:
        reason = NO_METHOD
    tried = tuple(dict.fromkeys(problem.tried))
    bounds: list[str] = []
    remaining, evidence = _remaining(problem, bounds), _evidence(problem, bounds)
    if reason == NO_METHOD:
        reason = next(iter(bounds), None) or _bound_inside(problem) or NO_METHOD
    return Undecided(claim, reason, tried, remaining, evidence)


def _bound_inside(problem: Problem) -> str | None:
    """The bound that the normal form of a side meets, or of what stands under a limit, an integral
    or a sum in it, where no normal form looks; None where there is none."""
    normalizer = problem.workspace.normalizer(problem.given)
    for part in _parts(problem.statement):
        if problem.time_left() <= 0:
            return None
        try:
            normalizer.normal_term(part)
        except TooLarge as bound:
            return f"too large: {bound}" if problem.time_left() > 0 else None
        except (Unsupported, TermError):
            continue
    return f"too large: {normalizer.kept_for}" if normalizer.kept_for else None


def _parts(statement: Term) -> Iterator[Term]:
    """What a statement relates, and what binders in it say, with names for what they bind."""
    waiting = list(statement.args)
    seen: set[Term] = set()
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        yield part
        for inner in subterms(part):
            if inner.op in BINDERS and not inner.loose:
                *outer, body = inner.args
                sort = INT if (0, "int") in body.holes else REAL
                waiting += [*outer, instantiate(body, var(fresh(body).value, sort))]


def _can_be_met(problem: Problem, late: float) -> bool:
    """Whether there seems to be a point at which the conditions hold."""
    if next(iter(points((), problem.given, late)), None) is not None:
        return True
    found = solved_points(problem, (), problem.given)
    return any(shown_there(problem, problem.given, point) is not None for point in found)


def _remaining(problem: Problem, bounds: list[str]) -> Term:
    """What is left to show: that the difference, in normal form, is 0; or all of it. A bound that
    is met on the way is added to `bounds`."""
    statement = problem.statement
    if statement.op == "eq" and problem.time_left() > 0:
        try:
            normalizer = problem.workspace.normalizer(problem.given)
            difference = normalizer.normal_term(sub(*statement.args))
        except TooLarge as bound:
            bounds.append(f"too large: {bound}")
            return problem.claim.statement
        except (Unsupported, TermError):
            return problem.claim.statement
        if len(str(difference)) <= MAX_SHOWN:
            return eq(difference, ZERO)
    return problem.claim.statement


def _evidence(problem: Problem, bounds: list[str]) -> str:
    """What the sides are at exact points; never a proof. A bound that is met where nothing could be
    compared is added to `bounds`."""
    if any(t.op in ("limit", "integral", "deriv") for t in subterms(problem.statement)):
        return ""
    if problem.statement.op not in RELATIONS:
        return ""
    compared = agreeing = 0
    refusal: Undetermined | None = None
    for tried, point in enumerate(points(problem.sides, problem.given, problem.deadline)):
        if tried >= SHOWN_POINTS or problem.time_left() < 0:
            break
        try:
            for side in problem.sides:
                enclose(side, point)
        except Undefined:
            continue
        except Undetermined as error:
            refusal = refusal or error
            continue
        compared += 1
        holds = decide(problem.statement, point)
        agreeing += holds is not False
        if holds is None and not point and problem.time_left() > 0:
            bounds.append(f"the two sides are not told apart to {PRECISIONS[-1]} bits")
    if not compared and refusal is not None:
        bounds += [f"too large: {refusal}"] if isinstance(refusal, Beyond) else []
        return f"no exact point could be worked out: {refusal}"
    if not compared:
        return "no point was found at which both sides are defined"
    return f"{agreeing} of {compared} exact points agree"
