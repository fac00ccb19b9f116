"""The method for equalities with integrals in them."""

from __future__ import annotations

from dataclasses import replace as changed
from time import monotonic

from ..kernel import InferenceError, Proof
from ..kernel.calculus_rules import replace
from ..kernel.ratio import Unsupported
from ..kernel.terms import Term, TermError, defined, instantiate
from ..problem import Problem
from ..verdict import Proved
from .domain import compare_domains, conclude
from .evaluation import evaluate, to_work_out
from .integrals import HINT, Balance, balanced, integrals_of
from .limits import infer

SHARE = 0.4
"""The part of the time left in which substitutions and splits are sought."""


def by_integrals(problem: Problem) -> Proved | None:
    """A = B, by equalities between integrals that are proved to exist."""
    parts = to_work_out(problem.statement)
    if not any(p.op == "integral" for p in parts):
        return None
    problem.tried.append("integrals")
    try:
        return _decided(problem, parts)
    except (InferenceError, Unsupported, TermError):
        return None


def _decided(problem: Problem, parts: tuple[Term, ...]) -> Proved | None:
    given = problem.given
    known: list[Proof] = []
    for part in parts:
        if part.op != "integral":
            found = evaluate(problem, given, part)
            if found is None:
                return None
            known.append(found)
    statement = _with_values(problem.statement, known)
    hints = tuple(instantiate(p.args[1], HINT) for p in parts if p.op == "limit")
    patience = monotonic() + SHARE * problem.time_left()
    balance = Balance(problem, given, statement, hints=hints, patience=patience)
    if not integrals_of(statement):
        return None
    answer = balanced(balance)
    if answer is None:
        return None
    relation, steps = answer
    relation = _unwound(problem, statement, relation, steps)
    if known:
        relation = problem.infer("rewriting", given, problem.statement, [relation, *known])
    existing = [*balance.existing.values()]
    for equality in known:
        about = defined(equality.sequent.goal.args[0])
        existing.append(problem.infer("existing", given, about, [equality]))
    inner = changed(problem, existing=tuple(existing))
    return conclude(inner, compare_domains(inner), relation, "integrals")


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
