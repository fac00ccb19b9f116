"""Relations by induction on an integer: closed forms of sums and products of symbolic length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as changed
from fractions import Fraction

from ..claim import Claim
from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.induction import induction_next, induction_start, induction_step
from ..kernel.terms import ZERO, Term, defined, le, num, subterms
from ..problem import Problem
from ..verdict import Proved
from .bounds import bound
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
        freed = changed(problem, given=_about_the_start(problem, name, start))
        for step in (_by_differences, _by_hypothesis):
            if problem.time_left() < 0:
                return None
            try:
                relation = step(freed, name, start)
                given = problem.given
                if freed.given != given:
                    relation = problem.infer("restated", given, problem.statement, [relation])
                there, back = (
                    problem.infer("definedness", given, defined(s)) for s in problem.sides
                )
                return conclude(problem, Domain((), given, there, back), relation, "induction")
            except InferenceError:
                continue
    return None


def inductive(problem: Problem, name: Term, start: Term) -> Proof:
    """The relation from where the conditions let the variable start. Raises InferenceError."""
    try:
        return _by_differences(problem, name, start)
    except InferenceError:
        return _by_hypothesis(problem, name, start)


def _lengths(statement: Term) -> Iterator[Term]:
    """Integer variables in the upper end of a sum or product, in exponents, in factorials."""
    wholes = list(subterms(statement))
    for ops, place in ((("sum", "prod"), 1), (("pow",), 1), (("factorial", "binomial"), 0)):
        for node in wholes:
            if node.op in ops:
                names = (v for v in node.args[place].free if v.sort.name in ("nat", "int"))
                yield from sorted(names, key=str)


def _start(problem: Problem, name: Term) -> Term | None:
    """The greatest small integer that the variable is known not to be less than."""
    normalizer = problem.workspace.normalizer(problem.given)
    named = [a for g in problem.given if g.op in ("le", "lt") for a in g.args if a.op == "num"]
    least = [a.value + by for a in named for by in (0, 1) if a.sort.name in ("nat", "int")]
    for value in sorted({*least, Fraction(0), Fraction(1)}, reverse=True):
        start = num(value)
        try:
            if normalizer.holds(le(start, name)):
                return start
        except Unsupported:
            return None
    return None


def _about_the_start(problem: Problem, name: Term, start: Term) -> tuple[Term, ...]:
    """The conditions, those that speak of the variable replaced by where it starts."""
    rest = _constant(problem, name)
    return rest if start is ZERO and name.sort.name == "nat" else (*rest, le(start, name))


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
    step = _next(problem, assumed, ahead, statement)
    data: dict[str, object] = {"on": name, "from": start}
    return problem.infer("induction by hypothesis", given, statement, (base, step), data)


def _next(problem: Problem, assumed: tuple[Term, ...], ahead: Term, statement: Term) -> Proof:
    """P(n + 1), where P(n) is assumed."""
    try:
        return prove(problem, assumed, ahead)
    except InferenceError:
        if statement.op == "eq":
            return with_range_lemmas(problem, assumed, ahead, (statement,))
    found = bound(problem, assumed, ahead, 1)
    if found is None:
        raise InferenceError("the step is not found")
    return found


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
    given = (*problem.given, *domain.conditions)
    inner = changed(problem, given=given, claim=_plain(problem), as_stated=None)
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
