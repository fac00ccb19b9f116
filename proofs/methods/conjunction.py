"""Claims that are several claims together: each is judged, then all as one.

>>> from proofs.kernel.terms import ZERO, mul, num, power, var
>>> from proofs.check import check
>>> from proofs.claim import Claim
>>> x = var("x")
>>> chain = [Claim(power(x, num(2)), "=", mul(x, x)), Claim(mul(x, x), ">=", ZERO)]
>>> check(Claim.all_of(chain)).method
'conjunction'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..claim import Claim
from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.entries import has_matrices, written_out
from ..kernel.rules.logic import subject
from ..kernel.rules.points import CONNECTIVES
from ..kernel.terms import Term, TermError, both, judged, somewhere
from ..points import points
from ..problem import Problem
from ..verdict import Proved, Refuted, Undecided, Verdict
from .logic import point_of

Judge = Callable[[Claim], Verdict]


def judge_parts(problem: Problem, judge: Judge) -> Verdict:
    """Proved where every part is, refuted where one is; else undecided, with the first reason."""
    claim = problem.claim
    verdicts = [judge(part.unfolded(given=claim.given)) for part in claim.parts]
    for verdict in verdicts:
        if isinstance(verdict, Refuted):
            return replace(verdict, claim=claim)
    proofs = [v for v in verdicts if isinstance(v, Proved)]
    if len(proofs) == len(verdicts):
        whole = _together(problem, proofs)
        return whole or Undecided(claim, "no point was found at which all conditions hold")
    return next(replace(v, claim=claim) for v in verdicts if isinstance(v, Undecided))


def _together(problem: Problem, proofs: list[Proved]) -> Proved | None:
    judgements = [p.proof for p in proofs]
    if any(p.sequent.goal.op != "judged" for p in judgements):
        return None
    own = (h for p in judgements for h in p.sequent.hypotheses)
    given = problem.given if problem.as_stated is None else problem.as_stated[1]
    hypotheses = tuple(dict.fromkeys((*given, *own)))
    premises: list[Proof] = []
    for judgement in judgements:
        statement = judgement.sequent.goal.args[0]
        point = _point_for(problem, statement, hypotheses)
        if point is None:
            return None
        premises += [judgement, point]
    goal = judged(both(*(p.sequent.goal.args[0] for p in judgements)))
    try:
        proof = problem.infer("conjunction", hypotheses, goal, premises)
    except InferenceError:
        return None
    return Proved(
        problem.claim,
        problem.with_names(proof),  # the parts are proved as they were stated
        "conjunction",
        tuple(dict.fromkeys(c for p in proofs for c in p.conditions)),
        tuple(dict.fromkeys(c for p in proofs for c in p.caveats)),
        "sympy" if any(p.trust == "sympy" for p in proofs) else "kernel",
    )


def _point_for(problem: Problem, part: Term, hypotheses: tuple[Term, ...]) -> Proof | None:
    """A point of the conditions that a part of the conjunction is about.

    Numbers made of matrices are written out for that.
    """
    if has_matrices(part, *hypotheses):
        try:
            plain, *real = (written_out(t) for t in (part, *hypotheses))
            found = None if has_matrices(plain, *real) else _point_for(problem, plain, tuple(real))
            return found and problem.infer("written out", hypotheses, somewhere(part), (found,), {})
        except (InferenceError, TermError):
            return None
    if part.op in CONNECTIVES or part.op == "exists":
        return point_of(problem, (*hypotheses, *subject(part)))
    for point in points(part.args[:2], hypotheses, problem.deadline):
        data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
        try:
            return problem.infer("instance", hypotheses, somewhere(part), (), data)
        except InferenceError:
            continue
    return None
