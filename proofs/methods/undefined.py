"""Claims one of whose sides is defined nowhere: refuted as such."""

from __future__ import annotations

from ..kernel import InferenceError
from ..kernel.terms import TRUE, Term, defined, negation, somewhere
from ..points import points
from ..problem import Problem
from ..verdict import Refuted


def by_nowhere(problem: Problem) -> Refuted | None:
    """A side whose definedness fails wherever the claim's conditions hold, and they can be met."""
    problem.tried.append("definedness")
    for side in problem.sides:
        try:
            absent = problem.infer("undefined", problem.given, negation(defined(side)))
        except InferenceError:
            continue
        failed = absent.evidence["condition"]
        if not isinstance(failed, Term) or failed.op == "or":
            continue  # (-1)^n: a real power here, but an n that is an integer may be meant
        point = next(iter(points(problem.given, problem.given, problem.deadline)), None)
        if point is None:
            return None
        data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
        try:
            met = problem.infer("instance", problem.given, somewhere(TRUE), (), data)
            goal = somewhere(negation(problem.statement))
            proof = problem.infer("nowhere", problem.given, goal, (absent, met))
        except InferenceError:
            return None
        reason = f"{side} is defined nowhere: {failed} fails"
        return Refuted(problem.claim, problem.folded(proof), "definedness", reason)
    return None
