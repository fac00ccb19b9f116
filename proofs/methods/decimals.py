"""Decimals that claim what their digits show."""

from __future__ import annotations

from ..kernel import InferenceError
from ..kernel.terms import make
from ..problem import Problem
from ..verdict import Proved
from .domain import compare_domains, conclude

TO_THE_DIGITS = "to the digits shown"
NOT_ROUNDED = "the last digit shown is not rounded"


def by_digits(problem: Problem) -> Proved | None:
    """A = 0.6931, A closed: rightly rounded, or off by less than a unit of the last place."""
    statement = problem.statement
    if statement.free:
        return None
    problem.tried.append("digits")
    places: int = statement.value
    close = make("near", statement.args, places, statement.sort)
    for goal, caveat in (
        (statement, TO_THE_DIGITS),
        (close, NOT_ROUNDED),
    ):
        try:
            domain = compare_domains(problem)
            relation = problem.infer("digits", domain.hypotheses, goal)
            return conclude(problem, domain, relation, "enclosure", (caveat,))
        except InferenceError:
            continue
    return None
