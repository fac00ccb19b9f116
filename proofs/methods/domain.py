"""Where the two sides of a claim are defined, and the judgement that rests on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ..kernel import InferenceError, Proof
from ..kernel.calculus.differentiation import openly
from ..kernel.enclosures.enclosure import Undetermined, enclose
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.terms import Term, defined, judged, somewhere, substitute
from ..kernel.terms.definedness import definedness, strictly
from ..points import holds, particular_functions, points
from ..problem import Problem
from ..solved import shown_there, solved_points
from ..verdict import Proved

MAX_INSTANCES = 600
MAX_WITH_EXISTING = 12
"""Points tried for a statement with integrals, whose enclosures take long."""


@dataclass(frozen=True)
class Domain:
    """`conditions` under which one side is defined exactly where the other is, with the proofs.

    `hypotheses` are those under which the relation itself is to be established.
    """

    conditions: tuple[Term, ...]
    hypotheses: tuple[Term, ...]
    there: Proof
    back: Proof


MAX_COMPARED = 60
"""Of more conditions, it is not asked which of them follow from the others."""


def compare_domains(problem: Problem) -> Domain:
    """Find the conditions and prove them sufficient. Raises InferenceError where that fails."""
    left, right = problem.sides
    given = problem.given
    plain = problem.workspace.normalizer(given)
    settled = {p.sequent.goal for p in problem.existing}
    open_left, open_right = _open(plain, left, settled), _open(plain, right, settled)
    if not open_left and not open_right:
        there = problem.infer("definedness", given, defined(left), problem.existing)
        back = problem.infer("definedness", given, defined(right), problem.existing)
        return Domain((), given, there, back)
    if set(open_left) == set(open_right):
        conditions: tuple[Term, ...] = ()
    else:
        found = [
            *_missing(problem, plain, open_left, open_right),
            *_missing(problem, plain, open_right, open_left),
        ]
        conditions = _needed(problem, tuple(dict.fromkeys(found)))
    raw = tuple(c for c in (*open_left, *open_right) if (c in open_left) != (c in open_right))
    for tried in (conditions, raw):
        try:
            return _proved(problem, tried)
        except InferenceError:
            continue
    raise InferenceError("the domains of the two sides could not be compared")


def _proved(problem: Problem, conditions: tuple[Term, ...]) -> Domain:
    left, right = problem.sides
    base = (*problem.given, *conditions)
    known = problem.existing
    meant = problem.workspace.normalizer((*problem.given, defined(left), defined(right)))
    if not all(_follows(meant, c) for c in conditions):
        raise InferenceError("a condition leaves out more than it may")
    there = problem.infer("definedness", (*base, defined(right)), defined(left), known)
    back = problem.infer("definedness", (*base, defined(left)), defined(right), known)
    return Domain(conditions, (*base, defined(left), defined(right)), there, back)


def _open(normalizer: Normalizer, side: Term, settled: Collection[Term]) -> tuple[Term, ...]:
    """The conditions of D(side) that neither the claim's own conditions nor a proof settles."""
    return tuple(c for c in definedness(side) if c not in settled and not _follows(normalizer, c))


def _follows(normalizer: Normalizer, condition: Term) -> bool:
    try:
        return normalizer.holds(condition)
    except Unsupported:
        return False


def _missing(
    problem: Problem, plain: Normalizer, wanted: Sequence[Term], known: Sequence[Term]
) -> list[Term]:
    """The simplest conditions among `wanted` that do not follow from `known`."""
    normalizer = problem.workspace.normalizer((*problem.given, *known))
    out: list[Term] = []
    for condition in wanted:
        try:
            parts = plain.canonical(condition)
        except Unsupported:
            parts = (condition,)
        out += [part for part in parts if not _follows(normalizer, part)]
    return out


def _needed(problem: Problem, conditions: tuple[Term, ...]) -> tuple[Term, ...]:
    """The conditions without those that follow from the others, later ones kept first; all, where
    they are many."""
    kept = list(conditions)
    for condition in conditions if len(conditions) <= MAX_COMPARED else ():
        others = [c for c in kept if c is not condition]
        if others and _follows(problem.workspace.normalizer((*problem.given, *others)), condition):
            kept = others
    return tuple(kept)


def conclude(
    problem: Problem, domain: Domain, relation: Proof, method: str, caveats: tuple[str, ...] = ()
) -> Proved | None:
    """The verdict that a proof of the relation gives; None where no point certifies it."""
    statement = relation.sequent.goal
    hypotheses = (*problem.given, *domain.conditions)
    point = _instance(problem, statement, hypotheses, domain)
    if point is None:
        point = _instance_for_functions(problem, statement, hypotheses, domain)
    if point is None:
        return None
    data: dict[str, object] = {"conditions": domain.conditions}
    premises = (relation, domain.there, domain.back, point)
    try:
        proof = problem.infer("claim", hypotheses, judged(statement), premises, data)
    except InferenceError:
        return None
    return Proved(problem.claim, problem.folded(proof), method, domain.conditions, caveats)


def _instance_for_functions(
    problem: Problem, statement: Term, hypotheses: tuple[Term, ...], domain: Domain
) -> Proof | None:
    """A certified point with simple functions in place of the unknown ones."""
    whole = frozenset[Term]().union(*(s.free for s in (statement, *hypotheses)))
    for chosen in particular_functions(whole):
        there = tuple(substitute(h, chosen) for h in hypotheses)
        point = _instance(problem, substitute(statement, chosen), there, domain, openly)
        if point is None:
            continue
        data: dict[str, object] = {"at": tuple(chosen), "values": tuple(chosen.values())}
        try:
            goal = somewhere(statement)
            return problem.infer("particular functions", hypotheses, goal, [point], data)
        except InferenceError:
            continue
    return None


def _on_an_open_set(condition: Term) -> Term:
    """A condition met on an open set; that a derivative exists only where it is one of many, in a
    sum: one by itself is worked out first, and says more."""
    return openly(condition) if condition.op == "forall" else strictly(condition)


def _instance(
    problem: Problem, statement: Term, hypotheses: tuple[Term, ...], domain: Domain,
    strict_form: Callable[[Term], Term] | None = None,
) -> Proof | None:  # fmt: skip
    """A certified point; where conditions had to be added, one that meets the domains strictly."""
    sides = statement.args[:2]
    strict: tuple[Term, ...] = ()
    if domain.conditions:
        strict = tuple((strict_form or _on_an_open_set)(c) for s in sides for c in definedness(s))
    for tried, point in enumerate(points(sides, hypotheses, problem.deadline)):
        if tried > MAX_INSTANCES or problem.time_left() < 0:
            return None
        if not holds(strict, point):
            continue
        if problem.existing and tried > MAX_WITH_EXISTING:
            return None
        try:
            for side in sides if tried and not problem.existing else ():
                enclose(side, point)
        except Undetermined:
            continue
        data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
        goal, known = somewhere(statement), problem.existing
        try:
            return problem.infer("instance", hypotheses, goal, known, data)
        except InferenceError:
            continue
    return _solved_instance(problem, statement, hypotheses, strict)


def _solved_instance(
    problem: Problem, statement: Term, hypotheses: tuple[Term, ...], strict: tuple[Term, ...]
) -> Proof | None:
    """A certified point at which equations hold, of values that no fractions are."""
    for point in solved_points(problem, statement.args[:2], hypotheses):
        shown = shown_there(problem, hypotheses, point) if holds(strict, point) else None
        if shown is None:
            continue
        data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
        try:
            known = (*problem.existing, *shown)
            return problem.infer("instance", hypotheses, somewhere(statement), known, data)
        except InferenceError:
            continue
    return None
