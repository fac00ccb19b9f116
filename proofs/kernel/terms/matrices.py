"""Constructors of vectors and matrices: what was written, as operators on indexed families.

A column vector is a family of one index, a matrix one of two; lengths may be symbols. What the
entries of such a term are is said in `entries`. Lengths that are numbers have to agree; where
symbolic ones are not the same term, that they are equal is part of where the term is defined.

>>> from .nodes import NAT, family
>>> n = c.var("n", NAT)
>>> A, x = c.var("A", family(n, n)), c.var("x", family(n))
>>> str(matmul(transpose(x), A, x)), matmul(transpose(x), A, x).sort.name
('x^T*A*x', 'real')
>>> [str(d) for d in shape(matmul(x, transpose(x)))]
['n', 'n']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count, pairwise

from . import constructors as c
from .nodes import INT, REAL, Sort, Term, TermError, make

MAX_SIZE = 64
"""Most rows, or columns, of a matrix that is written out."""
MAX_POWER = 32
_COUNTER = count()  # names that stand for bound ones while a body is made, each used once


def is_family(a: Term) -> bool:
    """Whether a term is a vector or a matrix, and no number."""
    return a.sort.name == "family"


def shape(a: Term) -> tuple[Term, ...]:
    """The lengths of a family; of a number, none."""
    return tuple(c.size(a, axis) for axis in range(a.sort.rank)) if is_family(a) else ()


def _element(*parts: Term) -> str:
    """The sort of entries made from numbers and families."""
    widest = 0
    for part in parts:
        name = part.sort.element if is_family(part) else part.sort.name
        if name not in _WIDTH:
            raise TermError(f"numbers are needed here, not a {name}: {part}")
        widest = max(widest, _WIDTH[name])
    return tuple(_WIDTH)[widest]


_WIDTH = {"nat": 0, "int": 1, "real": 2, "complex": 3}


def _fresh(sort: Sort) -> Term:
    """A name that stands nowhere else, to be bound."""
    return make("var", (), ("entry", next(_COUNTER)), sort)


def _family(dims: tuple[Term, ...], element: str) -> Sort:
    return Sort("family", len(dims), dims, element)


def _number(element: str) -> Sort:
    return Sort(element)


def _require_family(a: Term, rank: int | None = None) -> None:
    if not is_family(a):
        raise TermError(f"a vector or matrix is needed here, not a number: {a}")
    if a.sort.rank not in ((1, 2) if rank is None else (rank,)):
        raise TermError(f"{a} has {a.sort.rank} indices")


def agree(a: Term, b: Term) -> bool:
    """Whether two lengths are the same term. Raises TermError for different numbers."""
    if a.op == "num" and b.op == "num" and a is not b:
        raise TermError(f"lengths that do not agree: {a} and {b}")
    return a is b


def _alike(parts: tuple[Term, ...]) -> None:
    """Families of one shape, as far as that can be seen."""
    for a in parts:
        _require_family(a)
        if a.sort.rank != parts[0].sort.rank:
            raise TermError(f"a vector and a matrix: {parts[0]} and {a}")
        for mine, other in zip(shape(a), shape(parts[0]), strict=True):
            agree(mine, other)


# --- written out ----------------------------------------------------------------------------------


def matrix(*rows: tuple[Term, ...]) -> Term:
    """A matrix written out, row by row; one of a single column is a vector.

    >>> A = matrix((c.ONE, c.TWO), (c.ZERO, c.ONE))
    >>> str(c.elem(A, c.ONE, c.TWO)), [str(d) for d in shape(A)]
    ('[[1, 2], [0, 1]][1, 2]', ['2', '2'])
    """
    from .binding import shift
    from .statements import eq

    if not rows or not rows[0] or any(len(r) != len(rows[0]) for r in rows):
        raise TermError("the rows of a matrix are of one length, at least 1")
    if max(len(rows), len(rows[0])) > MAX_SIZE:
        raise TermError(f"a matrix of more than {MAX_SIZE} rows or columns")
    if len(rows[0]) == 1:
        return c.vector(*(r[0] for r in rows))
    whole: list[Term] = []
    for i, row in enumerate(rows, start=1):
        parts: list[Term] = []
        for j, value in enumerate(row, start=1):
            parts += [shift(value, 2), eq(c.bound(0), c.num(j))]
        whole += [c.cases(*parts), eq(c.bound(1), c.num(i))]
    return c.fam(c.num(len(rows)), c.fam(c.num(len(rows[0])), c.cases(*whole)))


def written_rows(a: Term) -> tuple[tuple[Term, ...], ...] | None:
    """The rows of a matrix that is written out by `matrix`, of a vector its entries as rows of
    one; None for other terms.

    >>> written_rows(matrix((c.ONE, c.TWO), (c.ZERO, c.ONE)))
    ((1, 2), (0, 1))
    """
    from .binding import shift

    if a.op != "fam":
        return None
    length, body = a.args
    if body.op != "fam":
        listed = _listed(length, body, 0)
        return None if listed is None else tuple((shift(v, -1),) for v in listed)
    columns, inner = body.args
    rows = _listed(length, inner, 1)
    if rows is None:
        return None
    whole = [_listed(columns, row, 0) for row in rows]
    if any(row is None for row in whole):
        return None
    return tuple(tuple(shift(v, -2) for v in row or ()) for row in whole)


def _listed(length: Term, body: Term, level: int) -> list[Term] | None:
    """The values of `v1 if i = 1; v2 if i = 2; ...`, i being the name bound `level` levels out."""
    from .statements import eq

    if body.op != "cases" or length.op != "num" or len(body.args) != 2 * length.value:
        return None
    values = list(body.args[0::2])
    expected = [eq(c.bound(level), c.num(k)) for k in range(1, len(values) + 1)]
    plain = level == 1 or not any(at == 0 for v in values for at, _ in v.holes)
    return values if list(body.args[1::2]) == expected and plain else None


def identity(n: Term) -> Term:
    """The unit matrix of n rows."""
    c.require_numbers(n)
    return make("identity", (n,), sort=_family((n, n), "nat"))


def zeros(*dims: Term) -> Term:
    """The vector or matrix of the given lengths whose entries are all 0."""
    c.require_numbers(*dims)
    return make("zeros", dims, sort=_family(dims, "nat"))


def ones(*dims: Term) -> Term:
    """The vector or matrix of the given lengths whose entries are all 1."""
    c.require_numbers(*dims)
    return make("ones", dims, sort=_family(dims, "nat"))


def diag(x: Term) -> Term:
    """The square matrix with the vector x on its diagonal, 0 elsewhere."""
    _require_family(x, 1)
    return make("diag", (x,), sort=_family((*shape(x), *shape(x)), _element(x)))


def lifted(op: Callable[..., Term], *parts: Term) -> Term:
    """`op` on numbers, entry by entry: on families of one shape, and numbers for every entry.

    >>> from .nodes import family
    >>> x = c.var("x", family(c.var("n", c.NAT)))
    >>> str(lifted(c.exp, x)), str(lifted(c.add, x, c.ONE))
    ('fam(i=n, exp(x[i]))', 'fam(i=n, x[i] + 1)')
    """
    from .binding import abstract

    families = tuple(a for a in parts if is_family(a))
    if not families:
        return op(*parts)
    _alike(families)
    names = [_fresh(INT) for _ in shape(families[0])]
    out = op(*(c.elem(a, *names) if is_family(a) else a for a in parts))
    for name, length in reversed(list(zip(names, shape(families[0]), strict=True))):
        out = c.fam(length, abstract(out, name))
    return out


# --- arithmetic -----------------------------------------------------------------------------------


def matadd(*parts: Term) -> Term:
    """The sum of vectors, or of matrices, of one shape."""
    if not parts:
        raise TermError("a sum of no matrices has no shape")
    _alike(parts)
    if len(parts) == 1:
        return parts[0]
    return make("matadd", parts, sort=_family(shape(parts[0]), _element(*parts)))


def scaled(factor: Term, a: Term) -> Term:
    """A number times a vector or matrix."""
    c.require_numbers(factor)
    _require_family(a)
    return make("scaled", (factor, a), sort=_family(shape(a), _element(factor, a)))


def hadamard(*parts: Term) -> Term:
    """The product entry by entry of vectors, or of matrices, of one shape."""
    if not parts:
        raise TermError("a product of no matrices has no shape")
    _alike(parts)
    if len(parts) == 1:
        return parts[0]
    return make("hadamard", parts, sort=_family(shape(parts[0]), _element(*parts)))


def rows_and_columns(a: Term) -> tuple[Term, Term]:
    """The lengths of a matrix; a vector is a column."""
    dims = shape(a)
    return (dims[0], c.ONE) if len(dims) == 1 else (dims[0], dims[1])


def lengths_to_agree(a: Term) -> list[tuple[Term, Term]]:
    """The lengths that an operator on families needs to be equal, in pairs.

    >>> from .nodes import NAT, family
    >>> m, n = c.var("m", NAT), c.var("n", NAT)
    >>> A, x = c.var("A", family(m, n)), c.var("x", family(m))
    >>> [(str(k), str(l)) for k, l in lengths_to_agree(matmul(A, x))]
    [('n', 'm')]
    """
    pairs: list[tuple[Term, Term]] = []
    if a.op == "matmul":
        ends = [rows_and_columns(f) for f in a.args]
        pairs = [(x[1], y[0]) for x, y in pairwise(ends)]
    elif a.op in ("matadd", "hadamard", "dot"):
        dims = [shape(f) for f in a.args]
        pairs = [(x, y) for d in dims for x, y in zip(d, dims[0], strict=True)]
    elif a.op in ("inverse", "matpow", "trace", "det"):
        pairs = [rows_and_columns(a.args[0])]
    return [(x, y) for x, y in pairs if x is not y]


def matmul(*factors: Term, kind: str | None = None) -> Term:
    """The product of matrices; vectors are columns, and a row times a column is a number.

    `kind` (number, column, matrix) says what the product is; it is seen from the factors: a column
    where the last one is one, a number where moreover the first is a matrix of 1 row.
    """
    if not factors:
        raise TermError("a product of no matrices has no shape")
    for a in factors:
        _require_family(a)
    if len(factors) == 1:
        return factors[0]
    ends = [rows_and_columns(a) for a in factors]
    for (_, inner), (outer, _), right in zip(ends, ends[1:], factors[1:], strict=False):
        if not agree(inner, outer) and inner is c.ONE and right.sort.rank == 1:
            raise TermError(f"a product of two columns: {factors[0]} and {right}")
    rows, columns = ends[0][0], ends[-1][1]
    if factors[-1].sort.rank == 2:
        seen = "matrix"
    else:
        seen = "number" if rows is c.ONE and factors[0].sort.rank == 2 else "column"
    kind = kind or seen
    if kind != seen and (kind, seen) != ("column", "number"):
        raise TermError(f"the product is not a {kind}")
    element = _element(*factors)
    sort = {"number": _number(element), "column": _family((rows,), element)}.get(kind)
    return make("matmul", factors, kind, sort or _family((rows, columns), element))


def transpose(a: Term, kind: str | None = None) -> Term:
    """The transpose; of a vector, the matrix of 1 row, and of such a matrix, the vector."""
    _require_family(a)
    dims = shape(a)
    if len(dims) == 1:
        return make("transpose", (a,), "row", _family((c.ONE, dims[0]), _element(a)))
    kind = kind or ("column" if dims[0] is c.ONE else "matrix")
    if kind == "column" and dims[0] is not c.ONE:
        raise TermError("a column is the transpose of a matrix of 1 row")
    turned = (dims[1],) if kind == "column" else (dims[1], dims[0])
    return make("transpose", (a,), kind, _family(turned, _element(a)))


def outer(x: Term, y: Term) -> Term:
    """The matrix of all products x_i y_j."""
    _require_family(x, 1)
    _require_family(y, 1)
    return matmul(x, transpose(y))


def inverse(a: Term) -> Term:
    """The inverse of a square matrix, defined where its determinant is not 0."""
    _require_square(a)
    return make("inverse", (a,), sort=_family(shape(a), "complex" if _is_complex(a) else "real"))


def matpow(a: Term, exponent: int) -> Term:
    """A square matrix to an integer power; negative ones are powers of the inverse."""
    _require_square(a)
    if type(exponent) is not int or abs(exponent) > MAX_POWER:
        raise TermError(f"a power of a matrix is an integer of size at most {MAX_POWER}")
    if exponent < 0:
        return matpow(inverse(a), -exponent)
    element = _element(a)
    return a if exponent == 1 else make("matpow", (a,), exponent, _family(shape(a), element))


def _require_square(a: Term) -> None:
    _require_family(a, 2)
    agree(*shape(a))


def _is_complex(a: Term) -> bool:
    return a.sort.element == "complex"


# --- numbers from vectors and matrices ------------------------------------------------------------


def trace(a: Term) -> Term:
    """The sum of a square matrix's diagonal."""
    _require_square(a)
    return make("trace", (a,), sort=_number(_element(a)))


def det(a: Term) -> Term:
    """The determinant of a square matrix."""
    _require_square(a)
    return make("det", (a,), sort=_number(_element(a)))


def dot(x: Term, y: Term) -> Term:
    """The sum of x_i y_i, for vectors (or matrices) of one shape."""
    _alike((x, y))
    return make("dot", (x, y), sort=_number(_element(x, y)))


def norm(x: Term) -> Term:
    """The square root of the sum of the squares of all entries; the entries are real."""
    _require_family(x)
    if _is_complex(x):
        raise TermError("the norm of a complex vector")
    return make("norm", (x,), sort=REAL)


def gradient(value: Term, x: Term) -> Term:
    """The derivatives of a number in each entry of the vector or matrix x, in the shape of x.

    >>> from .nodes import family
    >>> x = c.var("x", family(c.var("n", c.NAT)))
    >>> [str(d) for d in shape(gradient(dot(x, x), x))]
    ['n']
    """
    from .binding import abstract

    _require_variable(x)
    c.require_numbers(value)
    index = [_fresh(INT) for _ in shape(x)]
    out = partial(value, x, *index)
    for name, length in reversed(list(zip(index, shape(x), strict=True))):
        out = c.fam(length, abstract(out, name))
    return out


def written_gradient(a: Term) -> tuple[Term, Term] | None:
    """The number f and the name x of a term that `gradient(f, x)` made; None for other terms.

    >>> from .nodes import family
    >>> x = c.var("x", family(c.var("n", c.NAT)))
    >>> written_gradient(gradient(dot(x, x), x)) == (dot(x, x), x)
    True
    """
    from .binding import instantiate

    inner, index = a, []
    while inner.op == "fam":
        index.append(_fresh(INT))
        inner = instantiate(inner.args[1], index[-1])
    if not index or inner.op != "deriv" or inner.value != 1 or inner.args[0].op != "elem":
        return None
    x, *places = inner.args[0].args
    if x.op != "var" or places != index:
        return None
    t = _fresh(REAL)
    value = _replaced(instantiate(inner.args[1], t), {_moved(x, t, index): x})
    if not value.free.isdisjoint((t, *index)) or gradient(value, x) is not a:
        return None
    return value, x


def _replaced(term: Term, known: dict[Term, Term]) -> Term:
    """The term with parts replaced; `known` holds these, and whatever was gone through."""
    from .binding import rebuild

    found = known.get(term)
    if found is None:
        args = tuple(_replaced(a, known) for a in term.args)
        found = known[term] = rebuild(term, args) if args else term
    return found


def jacobian(values: Term, x: Term) -> Term:
    """The matrix of the derivatives of values_i in x_j, for vectors `values` and x."""
    from ..normal_forms.entries import entry
    from .binding import abstract

    _require_variable(x)
    _require_family(values, 1)
    _require_family(x, 1)
    i, j = (_fresh(INT) for _ in range(2))
    row = c.fam(shape(x)[0], abstract(partial(entry(values, i), x, j), j))
    return c.fam(shape(values)[0], abstract(row, i))


def partial(value: Term, x: Term, *index: Term) -> Term:
    """The derivative of a number in one entry of the vector or matrix x.

    That entry varies as t, the others stay: x_j + delta_jk (t - x_k) in place of x_j.
    """
    from .binding import abstract, substitute

    _require_variable(x)
    t = _fresh(REAL)
    varied = substitute(value, {x: _moved(x, t, index)})
    return c.derivative(c.elem(x, *index), abstract(varied, t))


def _moved(x: Term, t: Term, index: Sequence[Term]) -> Term:
    """x with its entry at an index put as t."""
    from .binding import abstract

    names = [_fresh(INT) for _ in index]
    same = c.mul(*(c.delta(a, b) for a, b in zip(names, index, strict=True)))
    moved = c.add(c.elem(x, *names), c.mul(same, c.sub(t, c.elem(x, *index))))
    for name, length in reversed(list(zip(names, shape(x), strict=True))):
        moved = c.fam(length, abstract(moved, name))
    return moved


def _require_variable(x: Term) -> None:
    if x.op != "var" or not is_family(x):
        raise TermError(f"a gradient is taken in a vector or matrix that is a name, not in {x}")
