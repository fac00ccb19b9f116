"""Rules for vectors and matrices: from what their entries do to what they do as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ..enclosures.enclosure import PRECISIONS, Undetermined, compare, digits, enclose
from ..normal_forms.entries import MAX_SUMMANDS, entry, has_matrices, written_out
from ..normal_forms.matrix_algebra import MatrixAlgebra, merged, needs
from ..normal_forms.normal import Normalizer
from ..proof import Data, InferenceError, KernelFault, Proof, Sequent, Workspace
from ..terms import ONE, ZERO, abstract, eq, forall, judged, le, num, put_in, substitute
from ..terms.definedness import closed_rational, definedness, strictly
from ..terms.matrices import is_family, shape
from ..terms.nodes import INT, Term
from .claims import conditions_of
from .plain import require, rule
from .points import holds_at, read_point

MAX_ENTRIES = 400
"""Most entries of a family that are looked at one by one at a point."""

Index = tuple[Term, ...]


@rule("written out")
def by_writing_out(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- a statement with operators on vectors and matrices, from the same with each of them
    put as what its entries are by definition."""
    require(len(premises) == 1, "one premise")
    require(premises[0].sequent.goal is written_out(s.goal), "is another statement, written out")
    hypotheses = tuple(written_out(h) for h in s.hypotheses)
    require(premises[0].sequent.hypotheses == hypotheses, "has other hypotheses, written out")
    return {}


def families(goal: Term) -> tuple[Term, Term]:
    """The two sides of an equality of families."""
    require(goal.op == "eq" and all(is_family(a) for a in goal.args), "an equality of families")
    left, right = goal.args
    require(left.sort.rank == right.sort.rank, "a vector and a matrix")
    return left, right


def indices(dims: tuple[Term, ...], names: tuple[object, ...]) -> Iterator[Index]:
    """The indices that are gone through: each number up to a small length, or a name for any."""
    axes: list[list[Term]] = []
    for length, name in zip(dims, names, strict=True):
        if name is length and length.op == "num" and 0 <= length.value <= MAX_SUMMANDS:
            axes.append([num(k) for k in range(1, int(length.value) + 1)])
        elif isinstance(name, Term) and name.op == "var" and name.sort == INT:
            axes.append([name])
        else:
            raise InferenceError("a name for the index, or the length itself, is needed")
    yield from product(*axes)


def index_facts(dims: tuple[Term, ...], index: Index) -> tuple[Term, ...]:
    """That an index which is a name lies within the lengths."""
    return tuple(
        fact
        for length, place in zip(dims, index, strict=True)
        if place.op == "var"
        for fact in (le(ONE, place), le(place, length))
    )


def for_every_index(dims: tuple[Term, ...], index: Index, n: Normalizer, condition: Term) -> Term:
    """What has to hold of the whole for a condition to hold at each index.

    Where it does not speak of an index whose range is surely not empty, it is the same.
    """
    for length, place in reversed(list(zip(dims, index, strict=True))):
        if place.op == "var" and (place in condition.free or not n.holds(le(ONE, length))):
            condition = forall(ONE, length, abstract(condition, place))
    return condition


@rule("entries")
def by_entries(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """G, C |- judged (A = B) for families, from a judgement of A_ij = B_ij for every index.

    An axis whose length is a small number is gone through; for another, one premise about a name
    that is nowhere else, under nothing but that it lies in the range. The lengths of A and B are
    equal under G. Each further condition of a premise is one of its own conditions, and C has it
    for every index; so wherever both families are defined, C holds. At the point given, G and C
    hold strictly, no length is 0, and all entries of both are defined.
    """
    require(s.goal.op == "judged", "a judgement is needed")
    left, right = families(s.goal.args[0])
    names, conditions = data.get("names"), data.get("conditions", ())
    if not isinstance(names, tuple) or not isinstance(conditions, tuple):
        raise InferenceError("a name for each axis, and the conditions, are needed")
    require(len(names) == left.sort.rank, "a name for each axis")
    require(set(s.hypotheses).issuperset(conditions), "the conditions are not among the hypotheses")
    given = tuple(written_out(h) for h in s.hypotheses if h not in conditions)
    _require_lengths(left, right, w.normalizer(given))
    _require_fresh(names, shape(left), (*s.hypotheses, s.goal))
    found: set[Term] = set()
    for index in indices(shape(left), names):
        found.update(_established(left, right, index, given, premises, w))
    require(found == set(conditions), "the conditions are not those of the premises")
    _require_instance(left, right, given, conditions, data)
    return {}


def same_entry(a: Term, b: Term) -> bool:
    """Whether two entries are one term, or closed terms of rational arithmetic of one value."""
    return a is b or (closed_rational(a) is not None and closed_rational(a) == closed_rational(b))


def _require_lengths(left: Term, right: Term, n: Normalizer) -> None:
    for a, b in zip(shape(left), shape(right), strict=True):
        defined = all(n.holds(c) for length in (a, b) for c in definedness(length))
        require(a is b or (defined and n.equal(a, b)), "the lengths {} and {} may differ", a, b)


def _require_fresh(names: tuple[object, ...], dims: Index, statements: tuple[Term, ...]) -> None:
    variables = [n for n, d in zip(names, dims, strict=True) if n is not d]
    require(len(set(variables)) == len(variables), "one name for two indices")
    taken = {v for t in statements for v in t.free}
    require(not taken.intersection(variables), "the name of an index is in use")


def _established(
    left: Term, right: Term, index: Index, given: tuple[Term, ...],
    premises: tuple[Proof, ...], w: Workspace,
) -> set[Term]:  # fmt: skip
    """The conditions, for every index, under which the entries at one index are judged equal."""
    mine, other = entry(left, *index), entry(right, *index)
    if same_entry(mine, other):
        return set()
    facts = {*given, *index_facts(shape(left), index)}
    goal = judged(eq(mine, other))
    for p in premises:
        extra = set(p.sequent.hypotheses) - facts
        if p.sequent.goal is goal and extra <= conditions_of(p):
            n = w.normalizer(given)
            return {for_every_index(shape(left), index, n, c) for c in extra}
    raise InferenceError(f"no premise for the entries at {', '.join(map(str, index))}")


def concrete(point: dict[Term, Term], *terms: Term) -> tuple[dict[Term, Term], list[Term]]:
    """A point and terms with the point's integers put in: lengths are numbers then."""
    whole = {k: v for k, v in point.items() if k.op == "var" and k.sort.name in ("nat", "int")}
    there = {substitute(k, whole): v for k, v in point.items() if k not in whole}
    return there, [put_in(t, whole) for t in terms]


def _holds_at(statement: Term, point: dict[Term, Term]) -> bool:
    """Whether a statement holds at a point, its matrices written out once their sizes are known."""
    there, (plain,) = concrete(point, statement)
    return holds_at(written_out(plain), there)


def _require_instance(
    left: Term, right: Term, given: tuple[Term, ...], conditions: tuple[object, ...], data: Data
) -> None:
    """A point that meets everything, and at which the sides are not seen to differ."""
    point = read_point(data)
    for statement in given:
        require(_holds_at(statement, point), "{} is not seen to hold there", statement)
    for condition in conditions:
        if not isinstance(condition, Term):
            raise InferenceError("a condition is a statement")
        require(_holds_at(strictly(condition), point), "{} is only just met there", condition)
    there, (left, right) = concrete(point, left, right)
    dims = lengths_at(left, there)
    require(dims == lengths_at(right, there) and 0 not in dims, "nothing to compare there")
    for index in entries_at(dims):
        for side in (left, right):
            wanted = definedness(_part(side, index)) if conditions else ()
            require(all(holds_at(strictly(c), there) for c in wanted), "a domain is only just met")
        if _apart(left, right, index, there, PRECISIONS[1]):
            raise KernelFault(f"proved and refuted: {left} = {right}")


def _part(side: Term, index: Index) -> Term:
    """An entry of a family; a number itself, written out."""
    return entry(side, *index) if index else written_out(side)


def lengths_at(family: Term, point: dict[Term, Term]) -> tuple[int, ...]:
    """The lengths of a family at a point. Raises InferenceError where they are not known there."""
    out = []
    for length in shape(family):
        try:
            value = enclose(length, point)
        except Undetermined as error:
            raise InferenceError(str(error)) from error
        require(getattr(value, "q", None) == 1 and value >= 0, "{} is no length there", length)
        out.append(int(value.p))  # type: ignore[union-attr]
    return tuple(out)


def entries_at(dims: tuple[int, ...]) -> Iterator[Index]:
    """Every index of a family with these lengths."""
    count = 1
    for length in dims:
        count *= length
    require(count <= MAX_ENTRIES, "too many entries")
    yield from product(*([num(k) for k in range(1, length + 1)] for length in dims))


@rule("matrix algebra")
def by_matrix_algebra(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """G, C |- judged (A = B), for matrices or numbers made of them: as sums of words in matrices,
    traces of words, they are the same under G.

    What A needs to be defined is among C, or what B needs, or follows from those; and the other way
    round; C is part of what one of them needs. At the point given, G and C hold strictly and all
    entries of both are defined.
    """
    require(s.goal.op == "judged" and s.goal.args[0].op == "eq", "a judgement of an equality")
    left, right = s.goal.args[0].args
    conditions = data.get("conditions", ())
    if not isinstance(conditions, tuple):
        raise InferenceError("conditions are statements")
    require(set(s.hypotheses).issuperset(conditions), "the conditions are not among the hypotheses")
    given = tuple(h for h in s.hypotheses if h not in conditions)
    algebra = MatrixAlgebra(given)
    plain = w.normalizer(tuple(h for h in given if not has_matrices(h)))
    require(shape(left) == shape(right), "lengths that may differ")
    wanted = needs(left), needs(right)
    require(set(conditions) <= {*wanted[0], *wanted[1]}, "a condition that neither side needs")
    for mine, other in (wanted, wanted[::-1]):
        known = (*other, *conditions)
        for c in mine:
            met = c in known or algebra.settled(c, known) or _follows(plain, c)
            require(met, "{} does not follow", c)
    require(agrees(s.goal.args[0], given, w), "not the same sum of words")
    _require_instance(left, right, given, conditions, data)
    return {}


def agrees(equality: Term, given: tuple[Term, ...], w: Workspace) -> bool:
    """Whether two sides, as sums of words or numbers made of traces of words, are the same."""
    left, right = equality.args
    algebra = MatrixAlgebra(given)
    plain = w.normalizer(tuple(h for h in given if not has_matrices(h)))
    if not is_family(left):
        return plain.equal(algebra.number(left), algebra.number(right))
    gap = merged(algebra.words(left), algebra.words(right), num(-1))
    return all(plain.equal(c, ZERO) for c in gap.values())


def _follows(n: Normalizer, condition: Term) -> bool:
    return not has_matrices(condition) and n.holds(condition)


def _apart(
    left: Term, right: Term, index: Index, point: dict[Term, Term], precision: int
) -> tuple[str, str] | None:
    """The digits of two entries that surely differ; both are defined."""
    try:
        values = [enclose(_part(side, index), point, precision) for side in (left, right)]
    except Undetermined as error:
        raise InferenceError(f"an entry at {', '.join(map(str, index))}: {error}") from error
    if compare(values[0], values[1]) in (-1, 1):
        return digits(values[0]), digits(values[1])
    return None


@rule("entries apart")
def by_entries_apart(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- not (A = B) somewhere, for families: at a point where H holds and all entries of both
    are defined, their lengths differ, or two entries at one index do. Or for numbers made of
    families, which are written out once the point has given the lengths."""
    require(s.goal.op == "somewhere" and s.goal.args[0].op == "not", "the goal is a failure")
    left, right = s.goal.args[0].args[0].args[:2]
    require(s.goal.args[0].args[0].op == "eq", "an equality of families")
    require(is_family(left) == is_family(right), "an equality of families, or of numbers")
    point = read_point(data)
    for hypothesis in s.hypotheses:
        require(_holds_at(hypothesis, point), "{} is not seen to hold", hypothesis)
    point, (left, right) = concrete(point, left, right)
    sizes = lengths_at(left, point), lengths_at(right, point)
    if sizes[0] != sizes[1]:
        for side, dims in zip((left, right), sizes, strict=True):
            for index in entries_at(dims):
                _apart(side, side, index, point, PRECISIONS[0])
        shown = [" x ".join(map(str, dims)) for dims in sizes]
        return {"left": f"a family of {shown[0]}", "right": f"a family of {shown[1]}"}
    for precision in PRECISIONS:
        try:
            found = _first_apart(left, right, sizes[0], point, precision)
        except InferenceError:
            continue
        if found is not None:
            return found
    raise InferenceError("the sides are not seen to differ there")


def _first_apart(
    left: Term, right: Term, dims: tuple[int, ...], point: dict[Term, Term], precision: int
) -> Data | None:
    """The first two entries that surely differ; every entry of both has to be defined."""
    found = None
    for index in entries_at(dims):
        differ = _apart(left, right, index, point, precision)
        if differ is not None and found is None:
            found = {"left": differ[0], "right": differ[1], "entry": index}
    return found
