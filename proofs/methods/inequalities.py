"""Inequalities by the least value of the difference, where the derivative changes its sign."""

from __future__ import annotations

from ..kernel import InferenceError
from ..kernel.terms import ONE, ZERO, Term, num, subterms
from ..problem import Problem
from ..verdict import Proved
from .domain import compare_domains, conclude

MAX_PLACES = 8


def by_least_value(problem: Problem) -> Proved | None:
    """A <= B, for B - A is least at a simple point, and not negative there."""
    names = sorted((v for v in problem.statement.free if v.sort.name == "real"), key=str)
    if not names or len(names) > 3:
        return None
    problem.tried.append("least value")
    try:
        domain = compare_domains(problem)
    except InferenceError:
        return None
    for name in names:
        for least in _places(problem.statement):
            if problem.time_left() < 0:
                return None
            data: dict[str, object] = {"on": name, "at": least}
            try:
                relation = problem.infer(
                    "least value", domain.hypotheses, problem.statement, (), data
                )
            except InferenceError:
                continue
            return conclude(problem, domain, relation, "least value")
    return None


def _places(statement: Term) -> list[Term]:
    """Where a least value may lie: 0, 1, and the numbers that occur."""
    found = [ZERO, ONE, num(-1)]
    found += [n for n in subterms(statement) if n.op == "num"]
    return list(dict.fromkeys(found))[:MAX_PLACES]
