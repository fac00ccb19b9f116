"""Claims about unknown functions, refuted by concrete ones: f'(x) = f(x) fails for f(t) = t.

>>> from proofs.kernel.terms import REAL, abstract, app, derivative, function, var
>>> from proofs.check import check
>>> from proofs.claim import Claim
>>> x, f = var("x"), var("f", function(1))
>>> check(Claim(derivative(x, abstract(app(f, x), x)), "=", app(f, x))).reason
'the sides differ at x = 0, f = fun(i, i)'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..claim import Claim, ClaimError
from ..kernel import InferenceError
from ..kernel.terms import Term, negation, somewhere, substitute
from ..points import particular_functions
from ..problem import Problem
from ..verdict import Proved, Refuted, Witness

Method = Callable[[Problem], Proved | Refuted | None]


def by_particular_functions(decide: Method) -> Method:
    """The method that puts simple functions in place of unknown ones and refutes what comes."""

    def method(problem: Problem) -> Refuted | None:
        whole = frozenset[Term]().union(*(s.free for s in (problem.statement, *problem.given)))
        for chosen in particular_functions(whole):
            problem.tried.append("particular functions")
            found = _refuted_for(problem, chosen, decide)
            if found is not None:
                return found
        return None

    return method


def _refuted_for(problem: Problem, functions: dict[Term, Term], decide: Method) -> Refuted | None:
    left, right = (substitute(side, functions) for side in problem.sides)
    given = tuple(substitute(g, functions) for g in problem.given)
    statement = substitute(problem.statement, functions)
    relation = problem.claim.relation
    if relation in (">", ">="):
        left, right = right, left
    try:
        claim = Claim(left, relation, right, given=given, digits=problem.claim.digits)
    except ClaimError:  # a function of vectors whose value is a vector, where a number is needed
        return None
    inner = replace(problem, claim=claim, statement=statement, given=given, as_stated=None)
    verdict = decide(inner)
    if not isinstance(verdict, Refuted) or verdict.witness is None:
        return None
    data: dict[str, object] = {"at": tuple(functions), "values": tuple(functions.values())}
    goal = somewhere(negation(problem.statement))
    try:
        proof = problem.infer("particular functions", problem.given, goal, [verdict.proof], data)
    except InferenceError:
        return None
    at = (*verdict.witness.at, *functions.items())
    where = ", ".join(f"{name} = {value}" for name, value in at)
    shown = Witness(at, verdict.witness.left, verdict.witness.right)
    return Refuted(
        problem.claim, problem.folded(proof), "witness", f"the sides differ at {where}", shown
    )
