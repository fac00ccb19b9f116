"""What the entries of vectors and matrices are: operators on families written out as sums.

`entry` is the definition of each operator; `written_out` puts it in wherever a number is made from
families. Where lengths that have to agree are not the same term, what is written out is defined
only where they are equal.

>>> from ..terms import NAT, family, matmul, trace, transpose, var
>>> n = var("n", NAT)
>>> A, B, x = var("A", family(n, n)), var("B", family(n, n)), var("x", family(n))
>>> str(written_out(trace(matmul(A, B))))
'sum(i=1..n, sum(j=1..n, A[i, j]*B[j, i]))'
>>> str(written_out(matmul(transpose(x), x)))
'sum(i=1..n, x[i]*x[i])'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count, permutations
from math import prod

from ..terms import (
    ONE,
    ZERO,
    add,
    both,
    cases,
    delta,
    div,
    elem,
    eq,
    forall,
    is_integer,
    le,
    mul,
    neg,
    num,
    power,
    sqrt,
    total,
)
from ..terms.binding import abstract, instantiate, rebuild, subterms
from ..terms.definedness import definedness
from ..terms.matrices import lengths_to_agree, matmul, rows_and_columns, shape, written_rows
from ..terms.nodes import INT, Term, TermError, make

OPERATORS = frozenset(
    "identity zeros ones diag matadd scaled hadamard matmul transpose matpow inverse"
    " trace det dot norm".split()
)
"""The operators on families that are written out here."""

MAX_SUMMANDS = 24
"""Longest range that is written out term by term."""
MAX_DETERMINANT = 5
MAX_PRODUCTS = 5_000
"""Most products that an entry of a matrix product is written out with."""
MAX_NODES = 20_000
_COUNTER = count()


def has_matrices(*terms: Term) -> bool:
    """Whether an operator on families occurs, or an equality of families."""
    return any(_has_matrices(t) for t in terms)


@lru_cache(maxsize=4_096)
def _has_matrices(term: Term) -> bool:
    return any(
        t.op in OPERATORS or (t.op in ("eq", "ne") and t.args[0].sort.name == "family")
        for t in subterms(term)
    )


def written_out(term: Term) -> Term:
    """The same with every number made from families, and every equality of families, written out
    by entries. Raises TermError where that takes too much, or a determinant's size is a symbol."""
    return _written_out(term) if has_matrices(term) else term


@lru_cache(maxsize=4_096)
def _written_out(term: Term) -> Term:
    if not _has_matrices(term):
        return term
    if term.op == "eq" and term.args[0].sort.name == "family":
        return _equal_entries(*term.args)
    if term.op == "elem" and term.args[0].op in OPERATORS:
        return _entry_in_range(term)
    if term.op == "pow" and term.args[0].op == "norm" and _even(term.args[1]):
        return where_equal(_norm_to_even_power(*term.args), *_lengths_in(term))
    number = _NUMBERS.get(term.op)
    if number is not None and term.sort.name != "family":
        return where_equal(number(term), *_lengths_in(term))
    if term.op == "matmul" and term.value == "number":
        return where_equal(_product(term.args, ONE, ONE), *_lengths_in(term))
    if term.op in OPERATORS:
        raise TermError(f"a vector or matrix where a number is needed: {term}")
    if term.op == "ne" and term.args[0].sort.name == "family":
        raise TermError("families that differ have no entries in common to speak of")
    return rebuild(term, tuple(a if _opaque(a) else _written_out(a) for a in term.args))


def _lengths_in(term: Term) -> list[tuple[Term, Term]]:
    """The lengths in a number made from families that have to be equal, also where there are no
    entries: each entry says so, and a sum over none of them does not."""
    pairs = (p for node in subterms(term) if node.op in OPERATORS for p in lengths_to_agree(node))
    return [(a, b) for a, b in dict.fromkeys(pairs) if not (a.loose or b.loose)]


def _opaque(a: Term) -> bool:
    """A family that is only named: its lengths are no parts of it."""
    return a.sort.name == "family" and a.op == "var"


# --- entries --------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def entry(a: Term, *index: Term) -> Term:
    """The entry of a family at indices that are known to lie within its lengths, written out."""
    if a.op == "fam":
        rows = _rows(a) if all(place.op == "num" for place in index) else None
        if rows is not None:
            return _picked_from(rows, index)
        inner = instantiate(a.args[1], index[0])
        if len(index) > 1:
            return entry(inner, *index[1:])
        return chosen(_written_out(inner))
    make_entry = _ENTRIES.get(a.op)
    if make_entry is None:
        return elem(a, *index)
    return make_entry(a, index)


_rows = lru_cache(maxsize=1_024)(written_rows)


def _picked_from(rows: tuple[tuple[Term, ...], ...], index: tuple[Term, ...]) -> Term:
    """An entry of a vector or matrix that is written out."""
    i, j = (int(place.value) for place in (*index, ONE)[:2])
    if not (1 <= i <= len(rows) and 1 <= j <= len(rows[0])):
        raise TermError("an entry beyond the length")
    return _written_out(rows[i - 1][j - 1])


def chosen(term: Term) -> Term:
    """The same with `cases` between numbers that are told apart put as the case that applies."""
    if not _has_decided(term):
        return term
    if term.op == "cases":
        kept: list[Term] = []
        for value, condition in zip(term.args[0::2], term.args[1::2], strict=False):
            holds = _decided(condition)
            if holds is False:
                continue
            if holds and not kept:
                return chosen(value)
            kept += [chosen(value), condition]
        if len(term.args) % 2:
            kept.append(chosen(term.args[-1]))
        if not kept:
            raise TermError("an entry beyond the length")
        return kept[0] if len(kept) == 1 else cases(*kept)
    return rebuild(term, tuple(chosen(a) for a in term.args))


@lru_cache(maxsize=16_384)
def _has_decided(term: Term) -> bool:
    return any(
        t.op == "cases" and any(_decided(c) is not None for c in t.args[1::2])
        for t in subterms(term)
    )


def _decided(condition: Term) -> bool | None:
    """Whether two numbers that are written are the same one."""
    a, b = condition.args[:2] if condition.op == "eq" else (condition, condition)
    return a is b if a.op == "num" and b.op == "num" else None


def sum_over(length: Term, summand: Callable[[Term], Term]) -> Term:
    """The sum of `summand(k)` for k from 1 to a length; term by term for a small number."""
    if length.op == "num" and 1 <= length.value <= MAX_SUMMANDS:
        return add(*(summand(num(k)) for k in range(1, int(length.value) + 1)))
    name = make("var", (), ("entry", next(_COUNTER)), INT)
    return total(ONE, length, abstract(summand(name), name))


def where_equal(value: Term, *pairs: tuple[Term, Term]) -> Term:
    """The value, defined only where the lengths in each pair are equal."""
    needed = [eq(a, b) for a, b in pairs if a is not b]
    return cases(value, both(*needed)) if needed else value


def _product(factors: tuple[Term, ...], i: Term, j: Term) -> Term:
    """The entry of a product of matrices, columns among them."""
    first, *rest = factors
    if not rest:
        return _at(first, i, j)
    _, inner = rows_and_columns(first)
    outer, _ = rows_and_columns(rest[0])
    value = sum_over(inner, lambda k: _times(_at(first, i, k), _product(tuple(rest), k, j)))
    return where_equal(value, (inner, outer))


def _times(a: Term, b: Term) -> Term:
    return mul(a, *(b.args if b.op == "mul" else (b,)))


def _at(a: Term, i: Term, j: Term) -> Term:
    return entry(a, i) if a.sort.rank == 1 else entry(a, i, j)


def _matmul(a: Term, index: tuple[Term, ...]) -> Term:
    inner = (rows_and_columns(factor)[1] for factor in a.args[:-1])
    if prod(int(n.value) for n in inner if n.op == "num") > MAX_PRODUCTS:
        raise TermError(f"a matrix product with more than {MAX_PRODUCTS} products in an entry")
    return _product(a.args, index[0], index[1] if len(index) == 2 else ONE)


def _entrywise(op: Callable[..., Term]) -> Callable[[Term, tuple[Term, ...]], Term]:
    def make_entry(a: Term, index: tuple[Term, ...]) -> Term:
        value = op(*(entry(part, *index) for part in a.args))
        first, *others = a.args
        return where_equal(
            value, *(p for o in others for p in zip(shape(first), shape(o), strict=True))
        )

    return make_entry


def _transpose(a: Term, index: tuple[Term, ...]) -> Term:
    (inner,) = a.args
    if a.value == "row":
        return entry(inner, index[1])
    return entry(inner, ONE, index[0]) if a.value == "column" else entry(inner, *index[::-1])


def _diag(a: Term, index: tuple[Term, ...]) -> Term:
    i, j = index
    same = _kronecker(i, j)
    return (
        same
        if same is ZERO and not definedness(entry(a.args[0], i))
        else mul(same, entry(a.args[0], i))
    )


def _kronecker(i: Term, j: Term) -> Term:
    if i.op == "num" and j.op == "num":
        return ONE if i is j else ZERO
    return delta(i, j)


def _power(a: Term, index: tuple[Term, ...]) -> Term:
    (inner,) = a.args
    if a.value:
        return _square(inner, entry(matmul(*(inner,) * a.value), *index))
    same = _kronecker(*index)  # where all entries are defined: A^0 is written with them
    whole = definedness(inner) and _sum_of_all(inner, lambda i, j: entry(inner, i, j))
    return _square(inner, add(same, mul(ZERO, whole)) if whole else same)


def _square(a: Term, value: Term) -> Term:
    return where_equal(value, (shape(a)[0], shape(a)[1]))


def _inverse(a: Term, index: tuple[Term, ...]) -> Term:
    """Cofactors over the determinant, where the size is a number; else the entry as it stands."""
    (inner,) = a.args
    n = size_of(inner)
    if n is None:
        raise TermError("the entries of an inverse of symbolic size")
    i, j = index
    if i.op != "num" or j.op != "num":
        raise TermError("an inverse at an entry that is not a number")
    if not (1 <= i.value <= n and 1 <= j.value <= n):
        raise TermError("an entry beyond the size of an inverse")
    keep = range(1, n + 1)
    rows = tuple(r for r in keep if r != j.value)
    columns = tuple(k for k in keep if k != i.value)
    minor = determinant(inner, rows, columns)
    signed = minor if (i.value + j.value) % 2 == 0 else neg(minor)
    return div(signed, determinant(inner, tuple(keep), tuple(keep)))


_ENTRIES: dict[str, Callable[[Term, tuple[Term, ...]], Term]] = {
    "identity": lambda a, index: _kronecker(*index),
    "zeros": lambda a, index: ZERO,
    "ones": lambda a, index: ONE,
    "diag": _diag,
    "matadd": _entrywise(add),
    "hadamard": _entrywise(mul),
    "scaled": lambda a, index: mul(_written_out(a.args[0]), entry(a.args[1], *index)),
    "matmul": _matmul,
    "transpose": _transpose,
    "matpow": _power,
    "inverse": _inverse,
}


# --- numbers --------------------------------------------------------------------------------------


def size_of(a: Term) -> int | None:
    """The number of rows of a square matrix; None where it is a symbol."""
    rows, _ = rows_and_columns(a)
    return int(rows.value) if rows.op == "num" else None


def determinant(a: Term, rows: tuple[int, ...], columns: tuple[int, ...]) -> Term:
    """The determinant of some rows and columns, by Leibniz's formula."""
    if len(rows) > MAX_DETERMINANT:
        raise TermError(f"a determinant of more than {MAX_DETERMINANT} rows")
    parts = []
    for chosen_columns in permutations(columns):
        product = mul(
            *(entry(a, num(i), num(j)) for i, j in zip(rows, chosen_columns, strict=True))
        )
        parts.append(neg(product) if _odd(chosen_columns) else product)
    return add(*parts)


def _odd(order: tuple[int, ...]) -> bool:
    crossings = sum(a > b for k, a in enumerate(order) for b in order[k + 1 :])
    return crossings % 2 == 1


def _det(term: Term) -> Term:
    (a,) = term.args
    n = size_of(a)
    if n is None:
        raise TermError("a determinant of symbolic size")
    every = tuple(range(1, n + 1))
    return _square(a, determinant(a, every, every))


def _trace(term: Term) -> Term:
    (a,) = term.args
    return _square(a, _whole(a, sum_over(shape(a)[0], lambda k: entry(a, k, k))))


def _whole(a: Term, value: Term) -> Term:
    """A value made from some entries of a family, defined only where all of them are."""
    needs = needed_everywhere(a)
    return cases(value, both(*needs)) if needs else value


def needed_everywhere(a: Term) -> tuple[Term, ...]:
    """The conditions under which all entries of a family are defined."""
    return tuple(dict.fromkeys(_needed(shape(a), a, ())))


def _needed(dims: tuple[Term, ...], a: Term, at: tuple[Term, ...]) -> Iterator[Term]:
    if not dims:
        yield from definedness(entry(a, *at))
        return
    length, *rest = dims
    if length.op == "num" and 1 <= length.value <= MAX_SUMMANDS:
        for k in range(1, int(length.value) + 1):
            yield from _needed(tuple(rest), a, (*at, num(k)))
        return
    name = make("var", (), ("entry", next(_COUNTER)), INT)
    for condition in _needed(tuple(rest), a, (*at, name)):
        yield forall(ONE, length, abstract(condition, name))


def _dot(term: Term) -> Term:
    x, y = term.args
    value = _sum_of_all(x, lambda *at: mul(entry(x, *at), entry(y, *at)))
    return where_equal(value, *zip(shape(x), shape(y), strict=True))


def _norm(term: Term) -> Term:
    return sqrt(_sum_of_squares(term.args[0]))


def _sum_of_squares(x: Term) -> Term:
    return _sum_of_all(x, lambda *at: power(entry(x, *at), num(2)))


def _even(exponent: Term) -> bool:
    return exponent.op == "num" and exponent.value % 2 == 0 and exponent.value > 0


def _norm_to_even_power(a: Term, exponent: Term) -> Term:
    """|x|^2k is the k-th power of a sum of squares, which is never negative: no root is left."""
    half = num(exponent.value / 2)
    return _sum_of_squares(a.args[0]) if half is ONE else power(_sum_of_squares(a.args[0]), half)


def _sum_of_all(a: Term, summand: Callable[..., Term]) -> Term:
    if a.sort.rank == 1:
        return sum_over(shape(a)[0], summand)
    rows, columns = shape(a)
    return sum_over(rows, lambda i: sum_over(columns, lambda j: summand(i, j)))


_NUMBERS: dict[str, Callable[[Term], Term]] = {
    "trace": _trace, "det": _det, "dot": _dot, "norm": _norm,
}  # fmt: skip


# --- statements -----------------------------------------------------------------------------------


def _entry_in_range(term: Term) -> Term:
    """An entry that is written as one: defined where its indices are within the lengths."""
    a, *index = term.args
    places = tuple(_written_out(i) for i in index)
    inside = []
    for place, length in zip(places, shape(a), strict=True):
        if place.op == "num" and length.op == "num" and 1 <= place.value <= length.value:
            continue
        inside += [le(ONE, place), le(place, length)]
        if place.sort.name not in ("nat", "int"):
            inside.append(is_integer(place))
    value = entry(a, *places)
    return cases(value, both(*inside)) if inside else value


def _equal_entries(a: Term, b: Term) -> Term:
    """Every entry of one is that of the other, and the lengths are equal."""
    if a.sort.rank != b.sort.rank:
        raise TermError("a vector and a matrix")
    inside = [eq(*pair) for side in (a, b) for pair in _lengths_in(side)]
    lengths = [eq(m, n) for m, n in zip(shape(a), shape(b), strict=True) if m is not n]
    lengths = [*dict.fromkeys((*inside, *lengths))]
    return both(*lengths, _for_every(shape(a), lambda *at: eq(entry(a, *at), entry(b, *at)), ()))


def _for_every(dims: tuple[Term, ...], say: Callable[..., Term], at: tuple[Term, ...]) -> Term:
    """What is said of every index; of a small number of them, one by one."""
    if not dims:
        return say(*at)
    length, *rest = dims
    if length.op == "num" and 1 <= length.value <= MAX_SUMMANDS:
        places = (num(k) for k in range(1, int(length.value) + 1))
        return both(*(_for_every(tuple(rest), say, (*at, k)) for k in places))
    name = make("var", (), ("entry", next(_COUNTER)), INT)
    return forall(ONE, length, abstract(_for_every(tuple(rest), say, (*at, name)), name))
