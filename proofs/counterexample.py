"""Looking for a witness against a claim, and keeping it small. What is found, the kernel checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic

from .kernel import InferenceError, Proof
from .kernel.enclosures.balls import EXACT, FUNCTIONS
from .kernel.enclosures.enclosure import PRECISIONS, Undetermined, compare, enclose
from .kernel.normal_forms.ratio import Unsupported
from .kernel.terms import Term, both, negation, num, somewhere
from .points import generic_points, points
from .problem import Problem
from .solved import shown_there, solved_points
from .verdict import Refuted, Witness

MAX_POINTS = 2_000
POINTS_IF_ALIKE = 150
"""How many small points are tried when the sides agree wherever they are compared at random."""


def refute(problem: Problem) -> Refuted | None:
    """A verdict by the simplest witness that is found in the time there is; None if none is."""
    problem.tried.append("exact points")
    for point in candidates(problem):
        verdict = by_witness(problem, point)
        if verdict is not None:
            return verdict
    if not any(map(has_no_enclosure, problem.sides)):
        for point in solved_points(problem, problem.sides, problem.given):
            shown = shown_there(problem, problem.given, point) if _fails(problem, point) else None
            verdict = None if shown is None else by_witness(problem, point, shown)
            if verdict is not None:
                return verdict
    return None


def refute_on_chart(problem: Problem) -> Refuted | None:
    """A verdict by a rational number from a piece of the real line on which the relation fails."""
    for point in failing_samples(problem):
        verdict = by_witness(problem, point)
        if verdict is not None:
            return verdict
    return None


def failing_samples(problem: Problem) -> Iterator[dict[Term, Term]]:
    """A rational number from each piece on which the conditions hold and the statement doesn't, the
    simplest first."""
    wanted = both(*problem.given, negation(problem.statement))
    try:
        chart, _ = problem.workspace.normalizer(()).chart(wanted, ())
    except Unsupported:
        return
    name = chart.quantity
    if name is None or name.op != "var" or name.sort.name != "real":
        return
    samples = [c.sample for c in chart.cells if c.sample is not None and chart.holds(wanted, c)]
    for sample in sorted(samples, key=lambda q: (q.denominator, abs(q))):
        yield {name: num(sample)}


def candidates(problem: Problem) -> Iterator[dict[Term, Term]]:
    """Points at which the claim looks wrong, simplest first."""
    if any(map(has_no_enclosure, problem.sides)):
        return
    spare = None
    for point in generic_points(problem.sides, problem.given, problem.deadline):
        if _fails(problem, point):
            spare = point
            break
        if problem.time_left() < 0:
            return
    limit = MAX_POINTS if spare is not None else POINTS_IF_ALIKE
    patience = monotonic() + problem.time_left() / 2
    for tried, point in enumerate(points(problem.sides, problem.given, patience)):
        if tried >= limit or monotonic() > patience:
            break
        if _fails(problem, point):
            yield point
    if spare is not None:
        yield spare


_POWERS = ("pow", "root")


def has_no_enclosure(term: Term) -> bool:
    """Whether a value that no enclosure is made of, a limit, goes into a term at every point.

    >>> from proofs.kernel.terms import ONE, ZERO, abstract, add, limit, var
    >>> x = var("x")
    >>> has_no_enclosure(add(ONE, limit(ZERO, abstract(x, x)))), has_no_enclosure(x)
    (True, False)
    """
    seen: set[Term] = set()
    waiting = [term]
    while waiting:
        node = waiting.pop()
        if node.op == "limit":
            return True
        if node not in seen and (node.op in EXACT or node.op in FUNCTIONS or node.op in _POWERS):
            seen.add(node)
            waiting += node.args
    return False


def _fails(problem: Problem, point: dict[Term, Term]) -> bool:
    """Whether the relation is seen to fail at a point, both sides being defined."""
    wrong = {"eq": (-1, 1), "lt": (0, 1), "le": (1,), "shown": (-1, 1)}
    for precision in PRECISIONS[:2]:
        try:
            order = compare(*(enclose(side, point, precision) for side in problem.sides))
        except Undetermined:
            continue
        if order is not None:
            return order in wrong.get(problem.statement.op, ())
    return False


def by_witness(
    problem: Problem, point: dict[Term, Term], known: Sequence[Proof] = ()
) -> Refuted | None:
    """The verdict that a point gives, if the kernel agrees; `known` is proved of it."""
    data: dict[str, object] = {"at": tuple(point), "values": tuple(point.values())}
    goal = somewhere(negation(problem.statement))
    try:
        proof = problem.infer("witness", problem.given, goal, known, data)
    except InferenceError:
        return None
    shown = Witness(tuple(point.items()), str(proof.evidence["left"]), str(proof.evidence["right"]))
    where = ", ".join(f"{k} = {v}" for k, v in point.items())
    reason = f"the sides differ at {where}" if where else "the sides differ"
    return Refuted(problem.claim, problem.folded(proof), "witness", reason, shown)
