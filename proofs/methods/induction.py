"""Closed forms of sums of symbolic length, by induction on the length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as changed

from ..claim import Claim
from ..kernel import InferenceError, Proof
from ..kernel.rules import induction_start, induction_step
from ..kernel.terms import ZERO, Term, defined, le, subterms
from ..problem import Problem
from ..verdict import Proved
from .domain import Domain, compare_domains, conclude


def by_induction(problem: Problem) -> Proved | None:
    """A(n) = B(n) by A(c) = B(c) and equal differences, for an n in the bound of a range."""
    for name in dict.fromkeys(_lengths(problem.statement)):
        problem.tried.append("induction")
        start = _start(problem, name)
        if start is None:
            continue
        try:
            return _from(problem, name, start)
        except InferenceError:
            continue
    return None


def _lengths(statement: Term) -> Iterator[Term]:
    """Integer variables in the upper end of a sum or product."""
    for node in subterms(statement):
        if node.op in ("sum", "prod"):
            names = (v for v in node.args[1].free if v.sort.name in ("nat", "int"))
            yield from sorted(names, key=str)


def _start(problem: Problem, name: Term) -> Term | None:
    """Where the variable starts; None if something else is said of it."""
    about = [g for g in problem.given if name in g.free]
    if not about and name.sort.name == "nat":
        return ZERO
    if len(about) == 1 and about[0].op == "le" and about[0].args[0].op == "num":
        start = about[0].args[0]
        return start if about[0] is le(start, name) and start.sort.name in ("nat", "int") else None
    return None


def _from(problem: Problem, name: Term, start: Term) -> Proved | None:
    given, statement = problem.given, problem.statement
    constant = tuple(g for g in given if name not in g.free)
    base = _equality(problem, constant, induction_start(statement, name, start))
    step = _equality(problem, given, induction_step(statement, name))
    data: dict[str, object] = {"on": name, "from": start}
    relation = problem.infer("induction", given, statement, (base, step), data)
    there, back = (problem.infer("definedness", given, defined(s)) for s in problem.sides)
    return conclude(problem, Domain((), given, there, back), relation, "induction")


def by_induction_where_defined(problem: Problem) -> Proved | None:
    """The same under the conditions for both sides to be defined, if those don't speak of n."""
    try:
        domain = compare_domains(problem)
    except InferenceError:
        return None
    if not domain.conditions:
        return None
    inner = changed(problem, given=(*problem.given, *domain.conditions), claim=_plain(problem))
    found = by_induction(inner)
    if found is None or found.conditions:
        return None
    hypotheses = found.proof.sequent.hypotheses
    data: dict[str, object] = {"conditions": domain.conditions}
    try:
        proof = problem.infer("where", hypotheses, found.proof.sequent.goal, [found.proof], data)
    except InferenceError:
        return None
    return Proved(problem.claim, problem.folded(proof), "induction", domain.conditions)


def _plain(problem: Problem) -> Claim:
    return Claim(problem.sides[0], "=", problem.sides[1])


def _equality(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof:
    known = [problem.infer("definedness", hypotheses, defined(s)) for s in goal.args]
    return problem.infer("normal form", hypotheses, goal, known)
