"""Claims about matrices by their algebra; and wrong ones at small sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

from ..claim import Claim, ClaimError
from ..kernel import InferenceError
from ..kernel.normal_forms.entries import has_matrices, written_out
from ..kernel.normal_forms.matrix_algebra import needs
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.matrices import agrees, concrete, entries_at
from ..kernel.terms import ZERO, Term, TermError, elem, judged, num, shape, substitute
from ..points import points
from ..problem import Problem, prepare
from ..verdict import Proved, Refuted
from .entries import refuted_at, told

Decide = Callable[[Problem], Proved | Refuted | None]
SIZES = (1, 2, 3)
MAX_INSTANCES = 12
MAX_AT_ONE_SIZE = 20
MAX_NAMES = 3
"""Most symbolic lengths for which numbers are tried."""
MIN_SECONDS = 0.05


def by_matrix_algebra(problem: Problem) -> Proved | None:
    """An equality of matrices, or of numbers made of them, as sums of words."""
    stated, given = problem.as_stated or (problem.statement, problem.given)
    if stated.op != "eq" or not has_matrices(stated):
        return None
    problem.tried.append("matrix algebra")
    try:
        wanted = tuple(needs(side) for side in stated.args)
        if not agrees(stated, given, problem.workspace):
            return None
        for conditions in dict.fromkeys(((), _of_one_side(*wanted))):
            found = _proved(problem, stated, given, conditions, wanted)
            if found is not None:
                return _with_fewer(problem, stated, given, wanted, found)
    except (InferenceError, TermError, Unsupported):
        return None
    return None


def _of_one_side(mine: tuple[Term, ...], other: tuple[Term, ...]) -> tuple[Term, ...]:
    """The conditions that one side needs and the other does not."""
    return tuple(dict.fromkeys(c for c in (*mine, *other) if (c in mine) != (c in other)))


def _with_fewer(
    problem: Problem, stated: Term, given: tuple[Term, ...], wanted: tuple[tuple[Term, ...], ...],
    found: Proved,
) -> Proved:  # fmt: skip
    """The same without the conditions that follow from the others."""
    for condition in found.conditions:
        rest = tuple(c for c in found.conditions if c is not condition)
        found = _proved(problem, stated, given, rest, wanted) or found
    return found


def _proved(
    problem: Problem, stated: Term, given: tuple[Term, ...], conditions: tuple[Term, ...],
    wanted: tuple[tuple[Term, ...], ...],
) -> Proved | None:  # fmt: skip
    hypotheses = (*given, *conditions)
    everything = tuple(dict.fromkeys((*hypotheses, *(c for side in wanted for c in side))))
    for point in islice(_instances(problem, stated, everything), MAX_INSTANCES):
        data: dict[str, object] = {"conditions": conditions, **told(point)}
        try:
            proof = problem.infer("matrix algebra", hypotheses, judged(stated), (), data)
        except InferenceError:
            continue  # another point may do
        whole = problem.with_names(proof)
        return Proved(problem.claim, whole, "matrix algebra", conditions)
    return None


def _instances(
    problem: Problem, stated: Term, hypotheses: tuple[Term, ...]
) -> Iterator[dict[Term, Term]]:
    """Points with small lengths at which the hypotheses hold."""
    for sizes in small_sizes((stated, *hypotheses)):
        try:
            _, plain = concrete(sizes, stated, *hypotheses)
            whole, *real = (written_out(t) for t in plain)
        except TermError:
            continue
        for point in islice(points((whole,), tuple(real), problem.deadline), MAX_AT_ONE_SIZE):
            yield lifted_point((stated, *hypotheses), sizes, point)


def small_sizes(terms: tuple[Term, ...]) -> Iterator[dict[Term, Term]]:
    """Small numbers for the integer variables, all the same ones first."""
    names = sorted({v for t in terms for v in t.free if v.sort.name in ("nat", "int")}, key=str)
    if len(names) > MAX_NAMES:
        return
    choices = sorted(product(SIZES, repeat=len(names)), key=lambda c: (max(c, default=0), sum(c)))
    for values in choices:
        yield {n: num(v) for n, v in zip(names, values, strict=True)}


def lifted_point(
    terms: tuple[Term, ...], sizes: dict[Term, Term], point: Mapping[Term, Term]
) -> dict[Term, Term]:
    """A point of the terms with sizes put in, as one of the terms themselves; an entry that it
    gives no value is 0."""
    back = {substitute(v, sizes): v for t in terms for v in t.free if v.sort.name == "family"}
    filled = {elem(v, *index): ZERO for v in back if _known(v) for index in entries_at(_lengths(v))}
    return {**sizes, **{substitute(k, back): v for k, v in {**filled, **point}.items()}}


def _known(family: Term) -> bool:
    return all(d.op == "num" for d in shape(family))


def _lengths(family: Term) -> tuple[int, ...]:
    return tuple(int(d.value) for d in shape(family))


def by_small_sizes(decide: Decide) -> Callable[[Problem], Proved | Refuted | None]:
    """A wrong equality of symbolic size, by `decide` at small sizes."""

    def method(problem: Problem) -> Proved | Refuted | None:
        stated, given = problem.as_stated or (problem.statement, problem.given)
        if stated.op != "eq" or not has_matrices(stated):
            return None
        problem.tried.append("small sizes")
        for sizes in small_sizes((stated, *given)):
            if problem.time_left() < 0 or not sizes:
                return None
            found = _refuted(problem, stated, given, sizes, decide)
            if found is not None:
                return found
        return None

    return method


def _refuted(
    problem: Problem, stated: Term, given: tuple[Term, ...], sizes: dict[Term, Term], decide: Decide
) -> Refuted | None:
    try:
        _, (plain, *conditions) = concrete(sizes, stated, *given)
        claim = Claim(plain.args[0], "=", plain.args[1], given=conditions)
        budget = max(problem.time_left() / 2, MIN_SECONDS)
        verdict = decide(prepare(claim, budget))
    except (ClaimError, TermError, InferenceError):
        return None
    if not isinstance(verdict, Refuted) or verdict.witness is None:
        return None
    point = lifted_point((stated, *given), sizes, dict(verdict.witness.at))
    return refuted_at(problem, point)
