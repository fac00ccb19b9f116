"""Claims that something is infinite, or has no finite value: limits and integrals."""

from __future__ import annotations

from collections.abc import Callable

from ..kernel import InferenceError, Proof
from ..kernel.rules.limits import one_sided
from ..kernel.rules.plain import SIGN_CASES
from ..kernel.terms import TRUE, Term, defined, judged, negation, somewhere, tends
from ..points import points
from ..problem import Problem
from ..verdict import Proved, Refuted
from .classical_series import diverging
from .evaluation import evaluate, refute_existence
from .existence import infinite
from .limits import by_expansion, infer, open_sign, oscillating

Search = Callable[[Problem, tuple[Term, ...], Term], Proof | None]
MAX_CASES = 2


def by_infinity(problem: Problem) -> Proved | Refuted | None:
    """That a limit is oo or -oo: proved, or refuted by what it is instead."""
    problem.tried.append("infinite limits")
    return _decided(problem, _infinite, _not_infinite)


def by_divergence(problem: Problem) -> Proved | Refuted | None:
    """That a limit, or an improper integral, has no finite value."""
    statement = problem.statement
    if statement.args[0].op != "defined":
        return None
    problem.tried.append("divergence")
    return _decided(problem, _divergent, _convergent)


def _decided(problem: Problem, proof: Search, denial: Search) -> Proved | Refuted | None:
    given, statement = problem.given, problem.statement
    held = _by_signs(problem, given, statement, proof, MAX_CASES)
    denied = None if held is not None else denial(problem, given, statement)
    shown = held if held is not None else denied
    if shown is None:
        return None
    point = next(iter(points(given, given, problem.deadline)), None)
    if point is None:
        return None
    data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
    try:
        met = problem.infer("instance", given, somewhere(TRUE), (), data)
        if held is not None:
            whole = problem.infer("plain statement", given, judged(statement), (held, met))
            return Proved(problem.claim, problem.folded(whole), "divergence")
        goal = somewhere(negation(statement))
        whole = problem.infer("contradicted", given, goal, (shown, met))
    except InferenceError:
        return None
    return Refuted(problem.claim, problem.folded(whole), "divergence", explained(shown))


def _by_signs(
    problem: Problem, hyps: tuple[Term, ...], goal: Term, search: Search, depth: int
) -> Proof | None:
    """A proof of the goal, by cases on the sign that it turns on."""
    direct = search(problem, hyps, goal)
    if direct is not None or depth == 0:
        return direct
    term = goal.args[0].args[0] if goal.op == "not" else goal.args[0]
    quantity = open_sign(problem, hyps, term) if term.op == "limit" else None
    if quantity is None:
        return None
    found = []
    for make_case in SIGN_CASES.values():
        case = _by_signs(problem, (*hyps, make_case(quantity)), goal, search, depth - 1)
        if case is not None:
            found.append(case)
    return infer(problem, "cases", hyps, goal, found, {"on": quantity})


def _infinite(problem: Problem, hyps: tuple[Term, ...], goal: Term) -> Proof | None:
    if goal.args[0].op == "integral":
        return infinite(problem, hyps, goal)
    if goal.args[0].op == "sum":
        return diverging(problem, hyps, goal)
    found = by_expansion(problem, hyps, goal.args[0])
    return found if found is not None and found.sequent.goal is goal else None


def _not_infinite(problem: Problem, hyps: tuple[Term, ...], goal: Term) -> Proof | None:
    term = goal.args[0]
    if term.op == "sum":
        return None
    if term.op == "integral":
        shown = evaluate(problem, hyps, term)
        return shown and infer(problem, "infinite limit", hyps, negation(goal), [shown])
    for side in one_sided(term):
        found = by_expansion(problem, hyps, side) or evaluate(problem, hyps, side)
        if found is not None and found.sequent.goal is not tends(side, goal.value):
            return infer(problem, "infinite limit", hyps, negation(goal), [found])
    return oscillating(problem, hyps, goal)


def _divergent(problem: Problem, hyps: tuple[Term, ...], goal: Term) -> Proof | None:
    return refute_existence(problem, hyps, goal.args[0].args[0])


def _convergent(problem: Problem, hyps: tuple[Term, ...], goal: Term) -> Proof | None:
    term = goal.args[0].args[0]
    return evaluate(problem, hyps, term) if term.op in ("limit", "integral", "deriv") else None


def explained(shown: Proof) -> str:
    """Why a limit or integral has no value, or another one, in words."""
    step = shown
    while step.rule in ("cases", "undefined", "derivative as a limit"):
        step = step.premises[0]
    goal = step.sequent.goal
    if step.rule == "one-sided limits":
        left, right = (p.sequent.goal.args[1] for p in step.premises[:2])
        term = goal.args[0].args[0]
        return f"{term} does not exist: from the left {left}, from the right {right}"
    if step.rule == "infinite limit":
        found = step.premises[0].sequent.goal
        term = goal.args[0].args[0]
        tail = "" if found.args[0] is term else f" from the {found.args[0].value}"
        if found.op == "tends":
            return f"{term} does not exist: it tends to {found.value}{tail}"
        return f"{term} is {found.args[1]}{tail}"
    if step.rule == "divergent integral":
        return f"{goal.args[0].args[0]} diverges at {step.data['at']}"
    if step.rule == "oscillation":
        return f"{goal.args[0].args[0]} does not exist: it oscillates"
    if goal.op == "eq":
        return f"{goal.args[0]} is {goal.args[1]}"
    return f"{defined_part(goal)} has no finite value"


def defined_part(goal: Term) -> Term:
    """The term that a statement says is not defined."""
    return goal.args[0].args[0] if goal is negation(defined(goal.args[0].args[0])) else goal
