"""Limits at an edge of the domain: taken within it, with a caveat that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as changed

from ..claim import Claim
from ..kernel.calculus.expanding import Approach, eventually
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.derivatives import fresh, replace
from ..kernel.rules.limits import approaches
from ..kernel.terms import Term, instantiate, limit
from ..kernel.terms.definedness import definedness
from ..problem import Problem
from ..verdict import Proved, Refuted
from .evaluation import to_work_out

Decide = Callable[[Problem], Proved | Refuted | None]


def by_edges(decide: Decide) -> Callable[[Problem], Proved | Refuted | None]:
    """The method that reads a two-sided limit at an edge of the domain as the one from inside."""

    def method(problem: Problem) -> Proved | Refuted | None:
        found = from_inside(problem)
        if found is None:
            return None
        statement, told = found
        try:
            claim = _claim(statement)
        except Unsupported:
            return None
        verdict = decide(changed(problem, claim=claim, statement=statement, as_stated=None))
        if not isinstance(verdict, Proved):
            return None
        return changed(verdict, claim=problem.claim, caveats=(*verdict.caveats, *told))

    return method


def from_inside(problem: Problem) -> tuple[Term, tuple[str, ...]] | None:
    """The statement with its limits at an edge of the domain taken within it, and what is then to
    be told of each; None where there are no such limits."""
    inside = {}
    for part in to_work_out(problem.statement):
        side = _side(problem, part) if part.op == "limit" and part.value == "both" else None
        if side is not None:
            inside[part] = limit(part.args[0], part.args[1], side)
    if not inside:
        return None
    try:
        statement = replace(problem.statement, inside)
    except Unsupported:
        return None
    told = (f"{part} is taken from the {new.value}" for part, new in inside.items())
    return statement, tuple(f"{t}, within the domain" for t in told)


def _claim(statement: Term) -> Claim:
    """A claim without definitions: those are unfolded already."""
    left, *right = statement.args
    return Claim(left, "=", right[0] if right else left)


def _side(problem: Problem, part: Term) -> str | None:
    """The side from which a limit's function is defined, if it is nowhere defined on the other."""
    name = fresh(part, *problem.given)
    if approaches(part)[0].at is None:
        return None
    f = instantiate(part.args[1], name)
    absent = [_undefined(problem, f, name, approach) for approach in approaches(part)]
    if absent == [False, True]:
        return "right"
    return "left" if absent == [True, False] else None


def _undefined(problem: Problem, f: Term, name: Term, approach: Approach) -> bool:
    """Whether a condition of the function's definedness is seen to fail beside the point."""
    normalizer = problem.workspace.normalizer(problem.given)

    def fails(condition: Term) -> bool:
        try:
            return not normalizer.work(lambda: eventually(normalizer, condition, name, approach))
        except Unsupported:
            return False

    return any(map(fails, definedness(f)))
