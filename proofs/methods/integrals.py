"""The method for equalities with integrals in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as changed
from time import monotonic

from ..kernel import InferenceError, Proof
from ..kernel.calculus.differentiation import differentiate
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.derivatives import fresh, replace
from ..kernel.terms import Term, TermError, abstract, defined, eq, instantiate, integral, substitute
from ..problem import Problem
from ..verdict import Proved
from .balance import HINT, Balance, balanced, integrals_of
from .classical import by_theorem
from .domain import compare_domains, conclude
from .evaluation import evaluate, to_work_out
from .existence import existence
from .limits import infer

SHARE = 0.4
"""The part of the time left in which substitutions and splits are sought."""


def by_integrals(problem: Problem) -> Proved | None:
    """A = B, by equalities between integrals that are proved to exist."""
    parts = to_work_out(problem.statement)
    if not any(p.op == "integral" or _holds_integral(p) for p in parts):
        return None
    problem.tried.append("integrals")
    try:
        return _decided(problem, parts)
    except (InferenceError, Unsupported, TermError):
        return None


def _holds_integral(part: Term) -> bool:
    return part.op in ("deriv", "limit") and part.args[1].op == "integral"


def _decided(problem: Problem, parts: tuple[Term, ...]) -> Proved | None:
    given = problem.given
    known: list[Proof] = []
    for part in parts:
        if part.op != "integral":
            found = _as_integral(problem, part) or evaluate(problem, given, part)
            if found is None:
                return None
            known.append(found)
    statement = _with_values(problem.statement, known)
    theorems = list(_theorems(problem, statement))
    if len(theorems) < len(integrals_of(statement)):
        theorems = []  # some have no such value: they may be of use to each other as they stand
    for step in theorems:
        statement = _with_values(statement, [step])
    hints = tuple(instantiate(p.args[1], HINT) for p in parts if p.op == "limit")
    patience = monotonic() + SHARE * problem.time_left()
    balance = Balance(problem, given, statement, hints=hints, patience=patience)
    answer = balanced(balance) if integrals_of(statement) else _plainly(problem, statement)
    if answer is None:
        return None
    relation, steps = answer
    start = _with_values(problem.statement, known)
    relation = _unwound(problem, start, relation, [*theorems, *steps])
    if known:
        relation = problem.infer("rewriting", given, problem.statement, [relation, *known])
    existing = [*balance.existing.values()]
    for equality in (*known, *theorems):
        part = equality.sequent.goal.args[0]
        existing.append(problem.infer("existing", given, defined(part), [equality]))
        if part.op == "deriv":  # of what has a value at the point
            there = [existence(problem, given, i) for i in integrals_of(_at_point(part))]
            existing += [proof for proof in there if proof is not None]
    inner = changed(problem, existing=tuple(existing))
    return conclude(inner, compare_domains(inner), relation, "integrals")


def _at_point(part: Term) -> Term:
    return instantiate(part.args[1], part.args[0])


def _plainly(problem: Problem, statement: Term) -> tuple[Proof, list[Proof]]:
    """The statement by normal form. Raises InferenceError."""
    known = [problem.infer("definedness", problem.given, defined(a)) for a in statement.args]
    return problem.infer("normal form", problem.given, statement, known), []


def _theorems(problem: Problem, statement: Term) -> Iterator[Proof]:
    """Values of the integrals whose values are theorems."""
    for part in integrals_of(statement):
        patience = monotonic() + SHARE / 4 * problem.time_left()
        found = by_theorem(problem, problem.given, part, patience)
        if found is not None:
            yield found


def _as_integral(problem: Problem, part: Term) -> Proof | None:
    """A derivative of an integral as the integral of the derivative; lim of one up to t as t grows,
    as the improper one."""
    name = fresh(part, *problem.given)
    inner = instantiate(part.args[1], name)
    if inner.op != "integral":
        return None
    lower, upper, body = inner.args
    variable = fresh(inner, *problem.given)
    try:
        if part.op == "deriv" and part.value == 1:
            slope = differentiate(instantiate(body, variable), name)[0]
            moved = abstract(substitute(slope, {name: part.args[0]}), variable)
            goal = eq(part, integral(lower, upper, moved))
            return infer(problem, "derivative under an integral", problem.given, goal)
        if part.op == "limit" and name not in body.free:
            ends = (lower, part.args[0]) if upper is name else (part.args[0], upper)
            whole = integral(*ends, body)
            exists = existence(problem, problem.given, whole)
            goal = eq(part, whole)
            return exists and infer(problem, "improper integral", problem.given, goal, [exists])
    except (Unsupported, TermError):
        return None
    return None


def _with_values(statement: Term, equalities: list[Proof]) -> Term:
    if not equalities:
        return statement
    values = {e.sequent.goal.args[0]: e.sequent.goal.args[1] for e in equalities}
    return replace(statement, values)


def _unwound(problem: Problem, statement: Term, relation: Proof, steps: list[Proof]) -> Proof:
    """The proof of the statement, from that of what it became step by step."""
    statements = [statement]
    for step in steps:
        statements.append(_with_values(statements[-1], [step]))
    for before, step in zip(reversed(statements[:-1]), reversed(steps), strict=True):
        found = infer(problem, "rewriting", problem.given, before, [relation, step])
        if found is None:
            raise InferenceError("a step that does not lead back")
        relation = found
    return relation
