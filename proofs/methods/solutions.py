"""Solutions that exist, and those that don't.

>>> from proofs.kernel.terms import eq, num, power, var
>>> from proofs.check import check
>>> from proofs.claim import Claim
>>> x = var("x")
>>> [str(value) for value in check(Claim.exists([x], eq(power(x, num(2)), num(4)))).found]
['2']
>>> check(Claim.exists([x], eq(power(x, num(2)), num(-4)))).reason
'there is no solution'
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice

from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.terms import (
    INT,
    ONE,
    REAL,
    TWO,
    ZERO,
    Term,
    add,
    defined,
    div,
    instantiate,
    judged,
    make,
    mul,
    neg,
    negation,
    num,
    power,
    somewhere,
    sqrt,
    sub,
    substitute,
)
from ..points import points
from ..problem import Problem
from ..verdict import Proved, Refuted
from .logic import conclude, point_of, prove_by_cases, relations_of

MAX_FOUND = 3


def by_exhibiting(problem: Problem) -> Proved | None:
    """There is a solution: one that is found."""
    problem.tried.append("a solution")
    for values in _values(problem):
        proof = _exhibit(problem, problem.statement, values)
        point = None if proof is None else point_of(problem, problem.given)
        if proof is None or point is None:
            continue
        try:
            goal = judged(problem.statement)
            whole = problem.infer("compound claim", problem.given, goal, (proof, point))
        except InferenceError:
            continue
        return Proved(problem.claim, problem.folded(whole), "exhibited", found=tuple(values))
    return None


def by_roots(problem: Problem) -> Proved | None:
    """There is a real number, on some piece of the real line."""
    try:
        proof = problem.infer("sign chart", problem.given, problem.statement)
    except InferenceError:
        return None
    return conclude(problem, proof, "sign chart")


def _exhibit(problem: Problem, goal: Term, values: Sequence[Term]) -> Proof | None:
    """A proof of an existence, one value for each unknown, the outermost first."""
    if goal.op != "exists":
        return prove_by_cases(replace(problem, statement=goal))
    value, *rest = values
    inner = _exhibit(problem, instantiate(goal.args[0], value), rest)
    if inner is None:
        return None
    try:
        there = problem.infer("definedness", problem.given, defined(value))
        return problem.infer("exhibited", problem.given, goal, (inner, there), {"value": value})
    except InferenceError:
        return None


_COUNTER = count()  # names of unknowns, each used once


def _opened(goal: Term) -> tuple[list[Term], Term]:
    """Fresh variables for the unknowns, and what is said about them."""
    names = []
    while goal.op == "exists":
        sort = INT if goal.value == "int" else REAL
        names.append(make("var", (), f"unknown {next(_COUNTER)}", sort))
        goal = instantiate(goal.args[0], names[-1])
    return names, goal


def _values(problem: Problem) -> Iterator[list[Term]]:
    """What the equations give; small numbers; the roots of a polynomial."""
    names, body = _opened(problem.statement)
    if problem.statement.free:
        solved = _solved(problem, names, body)
        if solved is not None:
            yield solved
        if len(names) == 1:
            yield from ([value] for value in _of_low_degree(problem, names[0], body))
        return
    for point in islice(points(tuple(names), (body,), problem.deadline), MAX_FOUND):
        yield [point[name] for name in names]
    if len(names) == 1:
        yield from ([root] for root in _roots(problem, body))


def _of_low_degree(problem: Problem, name: Term, body: Term) -> Iterator[Term]:
    """What each equation a x^2 + b x + c = 0 gives, read off at x = -1, 0 and 1."""
    normalizer = problem.workspace.normalizer(problem.given)
    for relation in relations_of(body):
        if relation.op != "eq":
            continue
        low, c, high = (substitute(sub(*relation.args), {name: v}) for v in (num(-1), ZERO, ONE))
        a, b = sub(div(add(low, high), TWO), c), div(sub(high, low), TWO)
        away = sqrt(sub(power(b, TWO), mul(num(4), a, c)))
        values = [div(neg(c), b), *(div(add(neg(b), s), mul(TWO, a)) for s in (away, neg(away)))]
        for value in values:
            try:
                yield normalizer.normal_term(value)
            except Unsupported:
                continue


def _roots(problem: Problem, body: Term) -> Iterator[Term]:
    """The points of the real line at which a statement holds and that have a closed term."""
    try:
        chart, _ = problem.workspace.normalizer(()).chart(body, ())
    except Unsupported:
        return
    for cell in chart.cells:
        root = cell.root.closed() if cell.root is not None and chart.holds(body, cell) else None
        if root is not None:
            yield root


def _solved(problem: Problem, names: list[Term], body: Term) -> list[Term] | None:
    """The unknowns, where equations of degree 1 give each of them."""
    normalizer = problem.workspace.normalizer((*problem.given, body))
    try:
        normalizer.contradictory()
    except Unsupported:
        return None
    values = [normalizer.values.get(name) for name in names]
    found = [value for value in values if value is not None and value.free.isdisjoint(names)]
    return found if len(found) == len(names) else None


def by_no_solution(problem: Problem) -> Refuted | None:
    """There is none: what is said of the unknowns fails for all values."""
    proof = _denied(problem, problem.statement)
    point = None if proof is None else point_of(problem, problem.given)
    if proof is None or point is None:
        return None
    goal = somewhere(negation(problem.statement))
    try:
        whole = problem.infer("failure", problem.given, goal, (proof, point))
    except InferenceError:
        return None
    reason = "there is no solution"
    return Refuted(problem.claim, problem.folded(whole), "no solution", reason)


def _denied(problem: Problem, goal: Term) -> Proof | None:
    if goal.op != "exists":
        return prove_by_cases(replace(problem, statement=negation(goal)))
    names, _ = _opened(goal)
    inner = _denied(problem, instantiate(goal.args[0], names[0]))
    if inner is None:
        return None
    try:
        denial = negation(goal)
        return problem.infer("no solution", problem.given, denial, (inner,), {"name": names[0]})
    except InferenceError:
        return None
