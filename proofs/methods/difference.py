"""Claims that two things differ: at every point, or at least not identically equal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as changed

from ..claim import Claim
from ..counterexample import candidates
from ..kernel import InferenceError
from ..kernel.terms import Term, eq, judged, negation, somewhere
from ..problem import Problem
from ..verdict import Proved, Refuted
from .algebra import by_sign
from .domain import compare_domains, conclude

NOT_IDENTICALLY = "not identically equal: the two sides may still agree at some points"


def decide_difference(problem: Problem) -> Proved | Refuted | None:
    """A != B: everywhere, refuted by a proof of A = B, or by one witness not identically equal."""
    everywhere = by_sign(problem)
    if everywhere is not None:
        return everywhere
    equality = eq(*problem.sides)
    same = _refuted_by_equality(problem, equality)
    if same is not None:
        return same
    return _not_identically(problem, equality)


def _refuted_by_equality(problem: Problem, equality: Term) -> Refuted | None:
    try:
        domain = compare_domains(problem)
        premises = (domain.there, domain.back)
        relation = problem.infer("normal form", domain.hypotheses, equality, premises)
        proved = conclude(problem, domain, relation, "normal form")
    except InferenceError:
        return None
    if proved is None:
        return None
    return Refuted(
        problem.claim,
        proved.proof,
        "normal form",
        "the two sides are equal wherever both are defined",
    )


def _not_identically(problem: Problem, equality: Term) -> Proved | None:
    problem.tried.append("exact points")
    asked = Problem(
        problem.claim, equality, problem.given, problem.deadline, problem.workspace, problem.tried
    )
    for point in candidates(asked):
        data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
        try:
            goal = somewhere(negation(equality))
            witness = problem.infer("witness", problem.given, goal, (), data)
            denial = negation(judged(equality))
            proof = problem.infer("not identically", problem.given, denial, (witness,))
        except InferenceError:
            continue
        return Proved(problem.claim, proof, "witness", (), (NOT_IDENTICALLY,))
    return None


def not_identically(
    problem: Problem, decide: Callable[[Problem], Proved | Refuted | None]
) -> Proved | Refuted | None:
    """A != B, by what `decide` says of A = B: not identically equal, or refuted."""
    stated, given = problem.as_stated or (problem.statement, problem.given)
    claim = Claim(stated.args[0], "=", stated.args[1], given=given)
    plain = eq(*problem.sides)
    again = None if problem.as_stated is None else (claim.statement, given)
    asked = changed(problem, claim=claim, statement=plain, as_stated=again)
    found = decide(asked)
    if isinstance(found, Proved):
        why = "the two sides are equal wherever both are defined"
        return Refuted(problem.claim, found.proof, found.method, why)
    if found is None:
        return None
    denial = negation(judged(claim.statement))
    try:
        proof = problem.infer("not identically", given, denial, (found.proof,))
    except InferenceError:
        return None
    return Proved(problem.claim, proof, "witness", (), (NOT_IDENTICALLY,))
