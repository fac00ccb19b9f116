"""Equalities by normal form, inequalities by the sign of the difference."""

from __future__ import annotations

from ..kernel import InferenceError
from ..problem import Problem
from ..verdict import Proved
from .domain import compare_domains, conclude


def by_normal_form(problem: Problem) -> Proved | None:
    """A = B, where the normal forms agree wherever both sides are defined."""
    return _by(problem, "normal form")


def by_sign(problem: Problem) -> Proved | None:
    """A < B, A <= B or A != B, where the sign of B - A follows from the conditions."""
    return _by(problem, "sign")


def by_algebraic_numbers(problem: Problem) -> Proved | None:
    """An equality of algebraic constants, such as sqrt(3 + 2 sqrt 2) = 1 + sqrt 2."""
    return None if problem.statement.free else _by(problem, "algebraic")


def by_chart(problem: Problem) -> Proved | None:
    """An inequality about one quantity, on each piece of the real line."""
    return _by(problem, "sign chart")


def by_enclosure(problem: Problem) -> Proved | None:
    """A relation between closed terms that the enclosures decide."""
    return None if problem.statement.free else _by(problem, "enclosure")


def _by(problem: Problem, rule: str) -> Proved | None:
    problem.tried.append(rule)
    try:
        domain = compare_domains(problem)
        premises = (domain.there, domain.back)
        relation = problem.infer(rule, domain.hypotheses, problem.statement, premises)
        return conclude(problem, domain, relation, rule)
    except InferenceError:
        return None
