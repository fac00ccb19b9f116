"""Relations by induction on an integer: closed forms of sums and products of symbolic length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as changed

from ..claim import Claim
from ..kernel import InferenceError, Proof
from ..kernel.induction_rules import induction_next, induction_start, induction_step
from ..kernel.terms import ZERO, Term, defined, le, subterms
from ..problem import Problem
from ..verdict import Proved
from .domain import Domain, compare_domains, conclude
from .proving import prove
from .ranges import with_range_lemmas


def by_induction(problem: Problem) -> Proved | None:
    """P(n) from P(c): an equality by equal differences, a relation from P(n) to P(n + 1)."""
    for name in dict.fromkeys(_lengths(problem.statement)):
        problem.tried.append("induction")
        start = _start(problem, name)
        if start is None:
            continue
        for step in (_by_differences, _by_hypothesis):
            if problem.time_left() < 0:
                return None
            try:
                relation = step(problem, name, start)
                given = problem.given
                there, back = (
                    problem.infer("definedness", given, defined(s)) for s in problem.sides
                )
                return conclude(problem, Domain((), given, there, back), relation, "induction")
            except InferenceError:
                continue
    return None


def _lengths(statement: Term) -> Iterator[Term]:
    """Integer variables in the upper end of a sum or product, in exponents, in factorials."""
    wholes = list(subterms(statement))
    for ops, place in ((("sum", "prod"), 1), (("pow",), 1), (("factorial", "binomial"), 0)):
        for node in wholes:
            if node.op in ops:
                names = (v for v in node.args[place].free if v.sort.name in ("nat", "int"))
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


def _by_differences(problem: Problem, name: Term, start: Term) -> Proof:
    given, statement = problem.given, problem.statement
    if statement.op != "eq":
        raise InferenceError("not an equality")
    base = prove(problem, _constant(problem, name), induction_start(statement, name, start))
    step = prove(problem, given, induction_step(statement, name))
    data: dict[str, object] = {"on": name, "from": start}
    return problem.infer("induction", given, statement, (base, step), data)


def _by_hypothesis(problem: Problem, name: Term, start: Term) -> Proof:
    given, statement = problem.given, problem.statement
    base = prove(problem, _constant(problem, name), induction_start(statement, name, start))
    ahead = induction_next(statement, name)
    assumed = (*given, statement)
    try:
        step = prove(problem, assumed, ahead)
    except InferenceError:
        if statement.op != "eq":
            raise
        step = with_range_lemmas(problem, assumed, ahead, (statement,))
    data: dict[str, object] = {"on": name, "from": start}
    return problem.infer("induction by hypothesis", given, statement, (base, step), data)


def _constant(problem: Problem, name: Term) -> tuple[Term, ...]:
    return tuple(g for g in problem.given if name not in g.free)


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
