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
from itertools import islice, product

from ..claim import Claim
from ..kernel import InferenceError
from ..kernel.terms import (
    ONE,
    REAL,
    TWO,
    ZERO,
    Term,
    bound,
    fun,
    negation,
    power,
    somewhere,
    substitute,
)
from ..problem import Problem
from ..verdict import Proved, Refuted, Witness

_ARGUMENT = bound(0, REAL)
CANDIDATES = tuple(map(fun, (_ARGUMENT, ONE, power(_ARGUMENT, TWO), ZERO)))
"""t -> t, 1, t^2, 0: total, and as smooth as may be asked."""
MAX_TRIED = 12

Method = Callable[[Problem], Proved | Refuted | None]


def by_particular_functions(decide: Method) -> Method:
    """The method that puts simple functions in place of unknown ones and refutes what comes."""

    def method(problem: Problem) -> Refuted | None:
        whole = frozenset[Term]().union(*(s.free for s in (problem.statement, *problem.given)))
        names = sorted((v for v in whole if v.sort.name == "function"), key=str)
        if not names or any(v.sort.rank != 1 or v.sort.element == "opaque" for v in names):
            return None
        problem.tried.append("particular functions")
        for chosen in islice(product(CANDIDATES, repeat=len(names)), MAX_TRIED):
            found = _refuted_for(problem, dict(zip(names, chosen, strict=True)), decide)
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
    claim = Claim(left, relation, right, given=given, digits=problem.claim.digits)
    verdict = decide(replace(problem, claim=claim, statement=statement, given=given))
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
