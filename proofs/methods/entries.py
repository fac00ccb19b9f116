"""Equalities of vectors and matrices: by their entries, at every index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from itertools import chain, islice

from ..claim import Claim, ClaimError
from ..kernel import InferenceError
from ..kernel.enclosures.enclosure import Undetermined, enclose
from ..kernel.normal_forms.entries import MAX_SUMMANDS, entry
from ..kernel.rules.matrices import (
    entries_at,
    for_every_index,
    index_facts,
    indices,
    lengths_at,
    same_entry,
)
from ..kernel.terms import (
    INT,
    Term,
    TermError,
    eq,
    is_family,
    judged,
    negation,
    shape,
    somewhere,
    var,
)
from ..kernel.terms.definedness import strictly
from ..points import Recording, holds, points
from ..problem import Problem
from ..verdict import Proved, Refuted, Witness
from .difference import not_identically

Decide = Callable[[Problem], Proved | Refuted | None]
MAX_INSTANCES = 200
MAX_ENTRIES = 400
"""Most entries that are decided one by one."""
_LETTERS = "ijkpqrstuvw"


def by_entries(decide: Decide) -> Callable[[Problem], Proved | Refuted | None]:
    """The method that has `decide` decide the equality of entries, at each index or any."""

    def method(problem: Problem) -> Proved | Refuted | None:
        left, right = problem.sides
        if not (is_family(left) and is_family(right)) or left.sort.rank != right.sort.rank:
            return None
        problem.tried.append("entries")
        differ = _by_lengths(problem)
        if differ is not None:
            return differ
        try:
            closed = None if problem.statement.free else _refuted(problem, {})
            return closed or _decided(problem, decide)
        except (InferenceError, TermError, ClaimError):
            return None

    return method


def by_different_entries(decide: Decide) -> Callable[[Problem], Proved | Refuted | None]:
    """A != B for families: not identically equal, by a witness; refuted where they are equal."""
    equal = by_entries(decide)

    def method(problem: Problem) -> Proved | Refuted | None:
        left, right = problem.sides
        if not (is_family(left) and is_family(right)):
            return None
        return not_identically(problem, equal)

    return method


def _by_lengths(problem: Problem) -> Refuted | None:
    """Lengths that are different numbers."""
    pairs = zip(*(shape(side) for side in problem.sides), strict=True)
    if all(a is b or a.op != "num" or b.op != "num" for a, b in pairs):
        return None
    try:
        return _refuted(problem, {})
    except (InferenceError, TermError):
        return None


def _decided(problem: Problem, decide: Decide) -> Proved | Refuted | None:
    left, right = problem.sides
    dims = shape(left)
    names = _names(problem, dims)
    verdicts: list[Proved] = []
    conditions: dict[Term, None] = {}
    plain = problem.workspace.normalizer(problem.given)
    for index in indices(dims, names):
        mine, other = entry(left, *index), entry(right, *index)
        if same_entry(mine, other):
            continue
        given = (*problem.given, *index_facts(dims, index))
        inner = _problem(problem, eq(mine, other), given)
        verdict = decide(inner)
        if isinstance(verdict, Refuted) and verdict.witness is not None:
            return _refuted(problem, dict(verdict.witness.at))
        if not isinstance(verdict, Proved):
            return None
        verdicts.append(verdict)
        for c in verdict.conditions:
            conditions[for_every_index(dims, index, plain, c)] = None
    return _proved(problem, names, tuple(conditions), verdicts)


def _names(problem: Problem, dims: tuple[Term, ...]) -> tuple[Term, ...]:
    """A name for each axis; the length itself where the axis is gone through."""
    taken = {v.value for t in (problem.statement, *problem.given) for v in t.free}
    fresh = (var(letter, INT) for letter in _LETTERS if letter not in taken)
    count = 1
    for length in dims:
        count *= int(length.value) if length.op == "num" else 1
    small = count <= MAX_ENTRIES
    return tuple(
        d if small and d.op == "num" and d.value <= MAX_SUMMANDS else next(fresh) for d in dims
    )


def _problem(problem: Problem, statement: Term, given: tuple[Term, ...]) -> Problem:
    claim = Claim(statement.args[0], "=", statement.args[1], given=given)
    return changed(problem, claim=claim, statement=statement, given=given, as_stated=None)


def _proved(
    problem: Problem, names: tuple[Term, ...], conditions: tuple[Term, ...], verdicts: list[Proved]
) -> Proved | None:
    stated, given = problem.as_stated or (problem.statement, problem.given)
    premises = tuple(v.proof for v in verdicts)
    for point in islice(_instances(problem, conditions), MAX_INSTANCES):
        data: dict[str, object] = {"names": names, "conditions": conditions, **told(point)}
        try:
            proof = problem.infer("entries", (*given, *conditions), judged(stated), premises, data)
        except InferenceError:
            continue
        caveats = tuple(dict.fromkeys(c for v in verdicts for c in v.caveats))
        method = verdicts[0].method if verdicts else "entries"
        return Proved(problem.claim, problem.with_names(proof), method, conditions, caveats)
    return None


def told(point: dict[Term, Term]) -> dict[str, object]:
    """A point as a rule is told it."""
    return {"at": tuple(point), "values": tuple(point.values())}


def _instances(problem: Problem, conditions: tuple[Term, ...]) -> Iterator[dict[Term, Term]]:
    """Points at which the conditions hold strictly and every entry has a value."""
    strict = tuple(strictly(c) for c in conditions)
    for point in points(_probes(problem), (*problem.given, *conditions), problem.deadline):
        if problem.time_left() < 0:
            return
        whole = _with_all_entries(problem, point)
        if whole is not None and holds(strict, whole):
            yield whole


def _probes(problem: Problem) -> tuple[Term, ...]:
    """Numbers that need all that the sides do: their lengths, and entries; the first ones along
    an axis whose length is a symbol."""
    out: list[Term] = []
    for side in problem.sides:
        dims = shape(side)
        out += dims
        lengths = tuple(int(d.value) if d.op == "num" else 1 for d in dims)
        out += (entry(side, *index) for index in entries_at(lengths))
    return tuple(out)


def _with_all_entries(problem: Problem, point: dict[Term, Term]) -> dict[Term, Term] | None:
    """The point with 0 for the entries that the sides need and that it has no values for."""
    asked = Recording(point)
    try:
        for side in problem.sides:
            for index in entries_at(lengths_at(side, asked)):
                enclose(entry(side, *index), asked)
    except (Undetermined, InferenceError, TermError):
        return None
    return dict(asked)


def _refuted(problem: Problem, at: dict[Term, Term]) -> Refuted | None:
    """The verdict at a point at which two entries differ."""
    known = {v for t in (*problem.given, problem.statement) for v in t.free}
    point = {k: v for k, v in at.items() if k.free <= known}
    others = points(_probes(problem), problem.given, problem.deadline)
    for whole in chain((point,) if at else (), islice(others, MAX_INSTANCES)):
        full = _with_all_entries(problem, whole)
        if full is not None:
            found = refuted_at(problem, full)
            if found is not None:
                return found
    return None


def refuted_at(problem: Problem, point: dict[Term, Term]) -> Refuted | None:
    """The verdict at a point that gives all entries of both sides their values."""
    stated, given = problem.as_stated or (problem.statement, problem.given)
    goal = somewhere(negation(eq(*stated.args)))
    try:
        proof = problem.infer("entries apart", given, goal, (), told(point))
    except InferenceError:
        return None
    shown = Witness(tuple(point.items()), str(proof.evidence["left"]), str(proof.evidence["right"]))
    where = ", ".join(f"{k} = {v}" for k, v in point.items())
    index = proof.evidence.get("entry")
    places = ", ".join(str(i) for i in index) if isinstance(index, tuple) else ""
    entry_text = f" in the entry {places}" if places else ""
    reason = f"the sides differ{entry_text}{' at ' if where else ''}{where}"
    return Refuted(problem.claim, problem.with_names(proof), "witness", reason, shown)
