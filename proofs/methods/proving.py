"""A relation under hypotheses, by the plain rules: what other methods build on."""

from __future__ import annotations

from ..kernel import Proof
from ..kernel.terms import Term, defined
from ..problem import Problem


def prove(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof:
    """A proof that both sides are defined and in relation. Raises InferenceError without one."""
    known = [problem.infer("definedness", hypotheses, defined(side)) for side in goal.args]
    rule = "normal form" if goal.op == "eq" else "sign"
    return problem.infer(rule, hypotheses, goal, known)
