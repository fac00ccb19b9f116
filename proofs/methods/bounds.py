"""Inequalities by lemmas on what occurs in them, by monotone functions, by cases, in few steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from time import monotonic

from ..kernel import InferenceError, Proof
from ..kernel.calculus.differentiation import differentiate
from ..kernel.enclosures.enclosure import Undetermined, decide
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.normal_forms.ratio import Ratio, Unsupported, minus, plus, times
from ..kernel.rules.derivatives import fresh, slopes_about
from ..kernel.rules.plain import SIGN_CASES
from ..kernel.rules.ranges import fresh_indices
from ..kernel.terms import (
    ONE,
    ZERO,
    Term,
    exp,
    instantiate,
    le,
    lt,
    make,
    neg,
    num,
    sub,
    substitute,
    subterms,
)
from ..points import generic_points, points
from ..problem import Problem
from ..verdict import Proved
from .cases import splitting
from .combinations import by_combination
from .domain import compare_domains, conclude
from .lemmas import lemmas_on, with_lemmas
from .proving import prove

DEPTH = 3
"""How often one way of proving may rest on another."""
NUMBERS = ("nat", "int", "real")
MAX_PLACES, MAX_NAMES = 8, 3
POINTS, SECONDS_AT_POINTS = 5, 0.1


def by_bounds(problem: Problem) -> Proved | None:
    """A <= B or A < B, from simpler ones that are proved first."""
    problem.tried.append("bounds")
    try:
        domain = compare_domains(problem)
    except InferenceError:
        return None
    relation = bound(problem, domain.hypotheses, problem.statement, DEPTH)
    return None if relation is None else conclude(problem, domain, relation, "bounds")


def bound(problem: Problem, hypotheses: tuple[Term, ...], goal: Term, depth: int) -> Proof | None:
    """A proof of an inequality; None where none is found."""
    if problem.time_left() < 0:
        return None
    for plainly in (prove, _at_most_the_greatest):
        try:
            return plainly(problem, hypotheses, goal)
        except InferenceError:
            continue
    if not _plausible(problem, hypotheses, goal):
        return None
    if depth == 0:
        return by_combination(problem, hypotheses, goal)
    step = _Step(problem, hypotheses, goal, depth)
    for way in (step.monotone, step.largest, step.lemmas, step.back, step.cases, step.least_value):
        if problem.time_left() < 0:
            return None
        try:
            found = way()
        except (InferenceError, Unsupported):
            continue
        if found is not None:
            return found
    return None


def _at_most_the_greatest(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof:
    """f(k) <= max f, for an index k."""
    low, high = goal.args
    if goal.op == "le" and high.op == "greatest":
        for k in (v for v in low.free if v.sort.name in ("nat", "int")):
            if instantiate(high.args[2], k) is low:
                data: dict[str, object] = {"index": k}
                return problem.infer("greatest term", hypotheses, goal, (), data)
    raise InferenceError("not a largest term")


def _plausible(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> bool:
    """Whether an inequality holds at a few points: if not, no proof is looked for."""
    late = min(problem.deadline, monotonic() + SECONDS_AT_POINTS)
    for tried in (points, generic_points):
        for point in islice(tried(goal.args, hypotheses, late), POINTS):
            try:
                if decide(goal, point) is False:
                    return False
            except Undetermined:
                continue
    return True


@dataclass(frozen=True)
class _Step:
    """One goal under hypotheses, and the ways in which it may rest on simpler ones."""

    problem: Problem
    hypotheses: tuple[Term, ...]
    goal: Term
    depth: int

    def _bound(self, goal: Term, *more: Term) -> Proof | None:
        return bound(self.problem, (*self.hypotheses, *more), goal, self.depth - 1)

    def _infer(
        self, rule: str, premises: list[Proof], data: dict[str, object] | None = None
    ) -> Proof:
        return self.problem.infer(rule, self.hypotheses, self.goal, premises, data)

    def monotone(self) -> Proof | None:
        """f(A) <= f(B) from A <= B."""
        first, second = self.goal.args
        if first.op != second.op or first.op in ("add", "mul", "neg", "div", "num", "sum"):
            return None
        if len(first.args) not in (1, 2) or first.args[1:] != second.args[1:]:
            return None
        if any(t.args[0].sort.name not in NUMBERS for t in (first, second)):
            return None  # entries of families
        inner = self._bound(
            make(self.goal.op, (first.args[0], second.args[0]), sort=self.goal.sort)
        )
        return None if inner is None else self._infer("monotone", [inner])

    def largest(self) -> Proof | None:
        """c max f + d <= 0 from c f(i) + d <= 0 for every i, where c > 0 is a number."""
        normalizer = self.problem.workspace.normalizer(self.hypotheses)
        (gap,) = normalizer.ratios(sub(*self.goal.args))
        if gap.num.is_zero() or not gap.den.is_constant():
            return None
        below = int(gap.den.leading_coefficient())
        for place, atom in enumerate(tuple(normalizer.atoms)):
            if atom.op != "greatest" or gap.num.degrees()[place] != 1:
                continue
            unit = normalizer.ctx.gen(place)
            top = int(gap.num.to_dict().get(tuple(map(int, unit.monoms()[0])), 0))
            if top <= 0:
                continue
            rest = minus(times(gap, normalizer.constant(Fraction(below, top))))
            value = normalizer.term(plus(Ratio(unit, normalizer.ctx.constant(1)), rest))
            found = self._below(atom, value)
            if found is not None:
                return found
        return None

    def _below(self, largest: Term, value: Term) -> Proof | None:
        lower, upper, body = largest.args
        (index,) = fresh_indices(1, self.goal, *self.hypotheses)
        relation = lt if self.goal.op == "lt" else le
        goal = relation(instantiate(body, index), value)
        premise = self._bound(goal, le(lower, index), le(index, upper))
        if premise is None:
            return None
        data: dict[str, object] = {"index": index}
        lemma = self.problem.infer(
            "greatest of all", self.hypotheses, relation(largest, value), [premise], data
        )
        conclusion = prove(self.problem, (*self.hypotheses, lemma.sequent.goal), self.goal)
        return with_lemmas(self.problem, self.hypotheses, conclusion, [lemma])

    def lemmas(self) -> Proof | None:
        """With lemmas on sums, exponentials and logarithms; or as a combination of facts."""
        found = list(lemmas_on(self.problem, self.hypotheses, self.goal, self._bound))
        more = (*self.hypotheses, *(p.sequent.goal for p in found))
        conclusion: Proof | None
        try:
            conclusion = prove(self.problem, more, self.goal)
        except InferenceError:
            conclusion = by_combination(self.problem, more, self.goal)
        return (
            None
            if conclusion is None
            else with_lemmas(self.problem, self.hypotheses, conclusion, found)
        )

    def back(self) -> Proof | None:
        """A <= B from e^A <= e^B, where there are logarithms."""
        normalizer = self.problem.workspace.normalizer(self.hypotheses)
        if not _is_linear_in_logs(normalizer, sub(*self.goal.args)):
            return None
        raised = make(self.goal.op, tuple(map(exp, self.goal.args)), sort=self.goal.sort)
        inner = self._bound(raised)
        return None if inner is None else self._infer("monotone, back", [inner])

    def cases(self) -> Proof | None:
        """Under each sign of what decides a piece."""
        for quantity in dict.fromkeys(splitting(self.goal)):
            proofs = [self._bound(self.goal, case(quantity)) for case in SIGN_CASES.values()]
            known = [p for p in proofs if p is not None]
            try:
                return self._infer("cases", known, {"on": quantity})
            except InferenceError:
                continue
        return None

    def least_value(self) -> Proof | None:
        """B - A is least at a simple place, and not negative there."""
        names = sorted((v for v in self.goal.free if v.sort.name == "real"), key=str)
        for name in names[:MAX_NAMES]:
            for place in dict.fromkeys(_places(self.goal, self.hypotheses, name)):
                if self.problem.time_left() < 0:
                    return None
                found = self._least_at(name, place)
                if found is not None:
                    return found
        return None

    def _least_at(self, name: Term, place: Term) -> Proof | None:
        goal, hypotheses = self.goal, self.hypotheses
        here = self.problem.workspace.normalizer(hypotheses)
        gap = sub(goal.args[1], goal.args[0])
        try:
            value = substitute(gap, {name: place})
            if not here.holds(make(goal.op, (ZERO, value), sort=goal.sort)):
                return None
            moving = fresh(goal, place, *hypotheses)
            slope, _ = differentiate(substitute(gap, {name: moving}), moving)
        except Unsupported:
            return None
        premises = []
        for facts, sign in slopes_about(place, moving, name, slope):
            shown = self._bound(sign, *facts)
            if shown is None:
                return None
            premises.append(shown)
        try:
            return self._infer("least value", premises, {"on": name, "at": place})
        except InferenceError:
            return None


def _is_linear_in_logs(normalizer: Normalizer, gap: Term) -> bool:
    """Whether there are logarithms, and each stands alone but for a number."""
    (whole,) = normalizer.ratios(gap)
    logs = {g for g, a in enumerate(normalizer.atoms) if a.op == "log"}
    used = [m for m in whole.num.monoms() if any(m[g] for g in logs)]
    return bool(used) and whole.den.is_constant() and all(sum(m) == 1 for m in used)


def _places(goal: Term, hypotheses: tuple[Term, ...], name: Term) -> Iterator[Term]:
    """Where a least value may lie: 0, 1, -1, numbers that occur, what bounds the variable, e."""
    yield from (ZERO, ONE, num(-1))
    for h in hypotheses:
        if h.op in ("lt", "le") and name in h.args:
            yield from (a for a in h.args if a is not name and name not in a.free)
    found = [n for n in subterms(goal) if n.op == "num"]
    yield from found[:MAX_PLACES]
    if any(n.op in ("exp", "log") for n in subterms(goal)):
        yield from (exp(ONE), exp(neg(ONE)))


__all__ = ["bound", "by_bounds"]
