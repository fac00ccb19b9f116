"""Statements made of others: equivalences, implications, and what and, or, not make.

>>> from proofs.kernel.terms import ONE, TWO, either, eq, mul, neg, num, power, var
>>> from proofs.check import check
>>> from proofs.claim import Claim
>>> x = var("x")
>>> check(Claim(eq(power(x, TWO), num(4)), "iff", either(eq(x, TWO), eq(x, neg(TWO))))).method
'sign chart'
>>> check(Claim(eq(power(x, TWO), num(4)), "iff", eq(x, TWO))).reason
'the first holds and the second does not at x = -2'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from time import monotonic

from ..counterexample import failing_samples
from ..kernel import InferenceError, Proof
from ..kernel.enclosures.enclosure import Undetermined, decide
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.logic import subject
from ..kernel.rules.plain import SIGN_CASES
from ..kernel.terms import (
    BOOL,
    RELATIONS,
    TRUE,
    Term,
    TermError,
    judged,
    negation,
    somewhere,
    substitute,
    subterms,
)
from ..kernel.terms.definedness import definedness
from ..points import points
from ..problem import Problem
from ..verdict import Proved, Refuted, Witness
from .cases import splitting

MAX_POINTS = 1_500
MAX_DEPTH = 6
MAX_NAMED = 20
MAX_LEAVES = 3_000


def by_truth_value(problem: Problem) -> Proved | None:
    """The statement as its relations settle it."""
    return _established(problem, "truth value")


def by_sign_chart(problem: Problem) -> Proved | Refuted | None:
    """A statement about one quantity, on each piece of the real line."""
    found = _established(problem, "sign chart")
    return found or _refuted_on_chart(problem)


def by_cases_of_signs(problem: Problem) -> Proved | None:
    """The statement under each sign of the quantities on which it depends, and each truth value of
    its propositions."""
    problem.tried.append("cases")
    proof = prove_by_cases(problem)
    return None if proof is None else conclude(problem, proof, "cases")


def prove_by_cases(problem: Problem) -> Proof | None:
    """A proof of the statement by the cases that its relations suggest."""
    search = _Search(problem)
    return search.prove(problem.given, search.choices(), MAX_DEPTH)


def _established(problem: Problem, rule: str) -> Proved | None:
    problem.tried.append(rule)
    try:
        proof = problem.infer(rule, problem.given, problem.statement)
    except InferenceError:
        return None
    return conclude(problem, proof, rule)


class _Search:
    """A search for cases in which the statement is settled, within a number of leaves."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.leaves = 0

    def choices(self) -> list[Term]:
        """Quantities (by sign) and propositions (by truth) to distinguish, each once."""
        problem = self.problem
        whole = (problem.statement, *problem.given)
        found: list[Term] = [
            node for s in whole for node in subterms(s) if node.op == "var" and node.sort == BOOL
        ]
        found += [q for s in whole for q in splitting(s)]
        normalizer = problem.workspace.normalizer(problem.given)
        for relation in relations_of(problem.statement):
            try:
                found += normalizer.factors(relation)
            except Unsupported:
                continue
        free = sorted(problem.statement.free, key=str)
        found += [v for v in free if v.sort.name in ("int", "real")]
        return list(dict.fromkeys(found))

    def prove(self, given: Sequence[Term], choices: Sequence[Term], depth: int) -> Proof | None:
        """The statement under `given`, distinguishing the first choices first."""
        problem = self.problem
        self.leaves += 1
        for rule in ("truth value", "sign chart"):
            try:
                return problem.infer(rule, given, problem.statement)
            except InferenceError:
                continue
        if not choices or depth == 0 or self.leaves > MAX_LEAVES or problem.time_left() < 0:
            return None
        on = next((c for c in choices if self._is_defined(c, given)), choices[0])
        rest = [c for c in choices if c is not on]
        proofs: list[Proof] = []
        for case in _cases(on):
            found = self.prove((*given, case), rest, depth - 1)
            if found is None:
                return self.prove(given, rest, depth - 1)
            proofs.append(found)
        rule = "excluded middle" if on.sort == BOOL else "cases"
        try:
            return problem.infer(rule, given, problem.statement, proofs, {"on": on})
        except InferenceError:
            return self.prove(given, rest, depth - 1)

    def _is_defined(self, choice: Term, given: Sequence[Term]) -> bool:
        needs = () if choice.sort == BOOL else definedness(choice)
        try:
            normalizer = self.problem.workspace.normalizer(tuple(given))
            return not needs or all(normalizer.holds(c) for c in needs)
        except Unsupported:
            return False


def _cases(on: Term) -> tuple[Term, ...]:
    if on.sort == BOOL:
        return (on, negation(on))
    return tuple(make(on) for make in SIGN_CASES.values())


def relations_of(statement: Term) -> Iterator[Term]:
    """The relations that a statement is made of."""
    if statement.op in ("and", "or", "not", "implies", "iff"):
        for a in statement.args:
            yield from relations_of(a)
    elif statement.op in RELATIONS:
        yield statement


# --- points -------------------------------------------------------------------------------------


def conclude(problem: Problem, proof: Proof, method: str) -> Proved | None:
    """The verdict that a proof of the statement gives; None without a point of what it is about."""
    point = point_of(problem, (*problem.given, *subject(problem.statement)))
    if point is None:
        return None
    try:
        goal = judged(problem.statement)
        whole = problem.infer("compound claim", problem.given, goal, (proof, point))
    except InferenceError:
        return None
    return Proved(problem.claim, problem.folded(whole), method)


def point_of(problem: Problem, hypotheses: Sequence[Term]) -> Proof | None:
    """A proof that there is a point at which all of these hold."""
    try:
        return problem.infer("sign chart", hypotheses, somewhere(TRUE))
    except InferenceError:
        pass
    for point in islice(points((), hypotheses, problem.deadline), 3):
        data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
        try:
            return problem.infer("instance", hypotheses, somewhere(TRUE), (), data)
        except InferenceError:
            continue
    small = points(tuple(hypotheses), [h for h in hypotheses if h.op != "eq"], problem.deadline)
    tried = chain(islice(small, MAX_NAMED), _named_points(problem, hypotheses))
    for point in islice(tried, 2 * MAX_NAMED):
        found = _exact_point(problem, hypotheses, point)
        if found is not None:
            return found
    return None


def _named_points(problem: Problem, hypotheses: Sequence[Term]) -> Iterator[dict[Term, Term]]:
    """Points made of the values that equations in the problem name: x = log 2."""
    values: dict[Term, dict[Term, None]] = {v: {} for h in hypotheses for v in h.free}
    for relation in (r for s in (problem.statement, *hypotheses) for r in relations_of(s)):
        for name, value in (relation.args, relation.args[::-1]):
            if relation.op == "eq" and name in values and not value.free:
                values[name][value] = None
    if all(values.values()):
        for chosen in product(*values.values()):
            yield dict(zip(values, chosen, strict=True))


def _exact_point(
    problem: Problem, hypotheses: Sequence[Term], point: dict[Term, Term]
) -> Proof | None:
    """A proof that a point meets all, each one proved there."""
    data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
    try:
        there = [problem.infer("truth value", (), substitute(h, point)) for h in hypotheses]
        return problem.infer("point", hypotheses, somewhere(TRUE), (*there,), data)
    except (InferenceError, TermError):
        return None


def refute_compound(problem: Problem) -> Refuted | None:
    """A point at which the statement fails, simplest first."""
    problem.tried.append("exact points")
    for point in islice(_candidates(problem), MAX_POINTS):
        if problem.time_left() < 0:
            return None
        try:
            failed = decide(problem.statement, point) is False
        except Undetermined:
            continue
        if failed:
            found = _by_witness(problem, point)
            if found is not None:
                return found
    return None


def _candidates(problem: Problem) -> Iterator[dict[Term, Term]]:
    """Points where the conditions hold; of a part of the statement's solutions first."""
    until = min(problem.deadline, monotonic() + max(problem.time_left(), 0) / 3)
    statement, given = problem.statement, problem.given
    plain = points((statement,), given, until)
    yield from islice(plain, 60)
    for part in statement.args if statement.op in ("iff", "implies") else ():
        yield from islice(points((statement,), (*given, part), until), 60)
    yield from plain


def _by_witness(problem: Problem, point: dict[Term, Term]) -> Refuted | None:
    data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
    goal = somewhere(negation(problem.statement))
    try:
        proof = problem.infer("witness", problem.given, goal, (), data)
    except InferenceError:
        return None
    sides = {k: str(proof.evidence.get(k, "")) for k in ("left", "right")}
    where = ", ".join(f"{k} = {v}" for k, v in point.items())
    reason = _how_it_fails(problem.statement, sides) + (f" at {where}" if where else "")
    shown = Witness(tuple(point.items()), sides["left"], sides["right"])
    return Refuted(problem.claim, problem.folded(proof), "witness", reason, shown)


def _how_it_fails(statement: Term, sides: dict[str, str]) -> str:
    if statement.op in ("iff", "implies"):
        if sides["left"] == "true":
            return "the first holds and the second does not"
        return "the second holds and the first does not"
    return "it does not hold"


def _refuted_on_chart(problem: Problem) -> Refuted | None:
    for point in failing_samples(problem):
        found = _by_witness(problem, point)
        if found is not None:
            return found
    goal = somewhere(negation(problem.statement))
    try:
        proof = problem.infer("sign chart", problem.given, goal)
    except InferenceError:
        return None
    reason = "it fails on a piece of the real line"
    return Refuted(problem.claim, problem.folded(proof), "sign chart", reason)
