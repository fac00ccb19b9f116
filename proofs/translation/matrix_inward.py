"""SymPy's matrices to terms; importing this teaches `from_sympy` to read them.

A matrix of one column is a vector, one of a single entry a number. Entries are counted from 1 in
terms, from 0 in SymPy.

>>> from sympy import MatrixSymbol, Trace, symbols
>>> from proofs.translation import from_sympy
>>> n = symbols("n", integer=True, nonnegative=True)
>>> A, x = MatrixSymbol("A", n, n), MatrixSymbol("x", n, 1)
>>> str(from_sympy(x.T * A * x)), str(from_sympy(Trace(A) + A[0, 1]))
('x^T*A*x', 'A[1, 2] + trace(A)')
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import sympy as sp
from sympy.matrices.expressions.diagonal import DiagMatrix, DiagonalMatrix, DiagonalOf
from sympy.matrices.expressions.dotproduct import DotProduct
from sympy.matrices.expressions.hadamard import HadamardPower
from sympy.matrices.expressions.matexpr import MatrixElement
from sympy.matrices.expressions.special import GenericIdentity, OneMatrix

from ..kernel import terms as t
from ..kernel.terms import Term, TermError
from .inward import KINDS, Names, convert


def _lengths(e: Any, bound: Names) -> list[Term]:
    dims = [convert(d, bound) for d in e.shape]
    for length in dims:
        if length.sort.name not in ("nat", "int"):
            raise TermError(f"{length} is a length: its symbols have to be declared integers")
    return dims


def _symbol(e: Any, bound: Names) -> Term:
    rows, columns = _lengths(e, bound)
    if columns is t.ONE:
        return t.var(e.name) if rows is t.ONE else t.var(e.name, t.family(rows))
    return t.var(e.name, t.family(rows, columns))


def _element(e: Any, bound: Names) -> Term:
    parent, *places = e.args
    a = convert(parent, bound)
    index = [_from_one(i, bound) for i in places]
    if not t.is_family(a):
        return a
    if a.sort.rank == 1:
        if index[1] is not t.ONE:
            raise TermError(f"{parent} has one column")
        index = index[:1]
    return t.elem(a, *index)


def _from_one(index: Any, bound: Names) -> Term:
    """SymPy counts from 0."""
    place = convert(index, bound)
    return t.num(place.value + 1) if place.op == "num" else t.add(place, t.ONE)


def _written_out(e: Any, bound: Names) -> Term:
    rows = [tuple(convert(v, bound) for v in row) for row in e.tolist()]
    if not rows or not rows[0]:
        raise TermError("a matrix without entries")
    return rows[0][0] if e.shape == (1, 1) else t.matrix(*rows)


def _add(e: Any, bound: Names) -> Term:
    parts = [convert(a, bound) for a in e.args]
    return t.matadd(*parts) if t.is_family(parts[0]) else t.add(*parts)


def _mul(e: Any, bound: Names) -> Term:
    """Numbers, and matrices in their order; SymPy gathers its numbers in front."""
    scalars: list[Term] = []
    matrices: list[Term] = []
    for a in e.args:
        part = convert(a, bound)
        (matrices if t.is_family(part) else scalars).append(part)
    for a, b in pairwise(matrices):
        _aligned(a, b)
    whole = t.matmul(*matrices) if matrices else t.ONE
    if not scalars:
        return whole
    factor = t.mul(*scalars)
    if not matrices:
        return factor
    return t.scaled(factor, whole) if t.is_family(whole) else t.mul(factor, whole)


def _aligned(a: Term, b: Term) -> None:
    """Symbolic lengths that SymPy lets pass have to be the same."""
    inner = t.ONE if a.sort.rank == 1 else t.shape(a)[1]
    if inner is not t.shape(b)[0]:
        raise TermError(f"lengths that do not agree: {inner} and {t.shape(b)[0]}")


def _power(e: Any, bound: Names) -> Term:
    base = convert(e.args[0], bound)
    exponent = e.args[1]
    if not t.is_family(base):
        return t.power(base, convert(exponent, bound))
    if not isinstance(exponent, sp.Integer):
        raise TermError(f"a power of a matrix to the {exponent}")
    if t.shape(base)[0] is not t.shape(base)[1]:
        raise TermError(f"a power of a matrix that is not square: {e}")
    return t.matpow(base, int(exponent))


def _of_one(matrices: Callable[[Term], Term], number: Callable[[Term], Term]) -> Any:
    """An operation on a matrix, and what it is on a matrix of one entry."""

    def make(e: Any, bound: Names) -> Term:
        a = convert(e.args[0], bound)
        return matrices(a) if t.is_family(a) else number(a)

    return make


def _itself(a: Term) -> Term:
    return a


def _entrywise(e: Any, bound: Names) -> Term:
    parts = [convert(a, bound) for a in e.args]
    return t.hadamard(*parts) if t.is_family(parts[0]) else t.mul(*parts)


def _entrywise_power(e: Any, bound: Names) -> Term:
    base, exponent = (convert(a, bound) for a in e.args)
    if t.is_family(exponent):
        raise TermError("a power with a matrix as its exponent")
    return t.lifted(lambda value: t.power(value, exponent), base)


def _identity(e: Any, bound: Names) -> Term:
    if isinstance(e, GenericIdentity):
        raise TermError("a unit matrix without a size")
    n = _lengths(e, bound)[0]
    return t.ONE if n is t.ONE else t.identity(n)


def _constant(make: Callable[..., Term], number: Term) -> Any:
    def of_shape(e: Any, bound: Names) -> Term:
        rows, columns = _lengths(e, bound)
        if columns is t.ONE:
            return number if rows is t.ONE else make(rows)
        return make(rows, columns)

    return of_shape


def _dot(e: Any, bound: Names) -> Term:
    x, y = (_column(convert(a, bound)) for a in e.args)
    return t.dot(x, y)


def _column(a: Term) -> Term:
    return t.transpose(a) if a.sort.rank == 2 and t.shape(a)[0] is t.ONE else a


def _diagonal_of(e: Any, bound: Names) -> Term:
    a = convert(e.args[0], bound)
    return t.fam(t.shape(a)[0], t.elem(t.shift(a, 1), t.bound(0), t.bound(0)))


def derivative_in_matrix(e: Any, bound: Names) -> Term:
    """The gradient that a derivative in a matrix symbol is; of a number, once."""
    (name, order), *more = e.variable_count
    if more or order != 1:
        raise TermError(f"a second derivative in a matrix: {e}")
    value, x = convert(e.expr, bound), convert(name, bound)
    if t.is_family(value):
        raise TermError("a derivative of a matrix in a matrix: whose shape is meant?")
    return t.gradient(value, x) if t.is_family(x) else t.ZERO


KINDS[:0] = [
    (sp.MatrixSymbol, _symbol),
    (MatrixElement, _element),
    (sp.MatrixBase, _written_out),
    (sp.MatAdd, _add),
    (sp.MatMul, _mul),
    (sp.Inverse, _of_one(t.inverse, lambda a: t.div(t.ONE, a))),
    (sp.MatPow, _power),
    (sp.Transpose, _of_one(t.transpose, _itself)),
    (sp.Adjoint, _of_one(t.transpose, _itself)),
    (sp.Trace, _of_one(t.trace, _itself)),
    (sp.Determinant, _of_one(t.det, _itself)),
    (sp.HadamardProduct, _entrywise),
    (HadamardPower, _entrywise_power),
    (sp.Identity, _identity),
    (sp.ZeroMatrix, _constant(t.zeros, t.ZERO)),
    (OneMatrix, _constant(t.ones, t.ONE)),
    (DotProduct, _dot),
    (DiagMatrix, _of_one(t.diag, _itself)),
    (DiagonalMatrix, _of_one(lambda a: t.hadamard(a, t.identity(t.shape(a)[0])), _itself)),
    (DiagonalOf, _diagonal_of),
]
