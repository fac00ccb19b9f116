"""Vectors and matrices to SymPy: written-out ones as matrices, names as matrix symbols."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from ..kernel.terms import ONE, Term, TermError, instantiate, num, shape
from ..kernel.terms.matrices import written_rows

Translate = Callable[[Term], Any]


def back_family(term: Term, translate: Translate) -> Any:
    """The SymPy matrix for a vector (a column) or a matrix. Raises TermError where it has none."""
    if term.op == "fam":
        rows = _rows(term)
        if rows is None:
            raise TermError("SymPy has no expression for a vector of symbolic length")
        return sp.ImmutableMatrix([[translate(a) for a in row] for row in rows])
    if term.op == "var":
        dims = shape(term)
        if any(d.op == "size" for d in dims):
            raise TermError(f"SymPy's matrices have lengths, and nothing says those of {term}")
        lengths = [translate(d) for d in dims]
        return sp.MatrixSymbol(str(term.value), *(lengths if len(lengths) == 2 else [*lengths, 1]))
    return _MAKE[term.op]([translate(a) for a in term.args], term.value)


def _rows(a: Term) -> tuple[tuple[Term, ...], ...] | None:
    """The rows, where the lengths are numbers; None otherwise."""
    rows = written_rows(a)
    if rows is None and a.op == "fam" and a.sort.rank == 1 and a.args[0].op == "num":
        places = [num(k) for k in range(1, int(a.args[0].value) + 1)]
        return tuple((instantiate(a.args[1], k),) for k in places)
    return rows


def picked(a: Term, index: tuple[Term, ...]) -> Term:
    """The entry of a vector or matrix that is written out, at a place that is a number."""
    rows = _rows(a)
    if rows is None or any(i.op != "num" for i in index):
        raise TermError("SymPy has no expression for an entry of what is not a name")
    row, column = [int(i.value) for i in (*index, ONE)[:2]]
    if not (1 <= row <= len(rows) and 1 <= column <= len(rows[0])):
        raise TermError(f"{a} has no such entry")
    return rows[row - 1][column - 1]


def _product(parts: list[Any], kind: Any) -> Any:
    made = sp.MatMul(*parts, evaluate=False)
    return made[0, 0] if kind == "number" else made


_MAKE: dict[str, Callable[[list[Any], Any], Any]] = {
    "matadd": lambda p, _: sp.MatAdd(*p, evaluate=False),
    "scaled": lambda p, _: sp.MatMul(*p, evaluate=False),
    "matmul": _product,
    "hadamard": lambda p, _: sp.HadamardProduct(*p, evaluate=False),
    "transpose": lambda p, _: sp.Transpose(p[0]),
    "inverse": lambda p, _: sp.MatPow(p[0], -1, evaluate=False),
    "matpow": lambda p, n: sp.MatPow(p[0], n, evaluate=False),
    "det": lambda p, _: sp.Determinant(p[0]),
    "trace": lambda p, _: sp.Trace(p[0]),
    "dot": lambda p, _: sp.MatMul(sp.Transpose(p[0]), p[1], evaluate=False)[0, 0],
    "norm": lambda p, _: sp.sqrt(sp.MatMul(sp.Transpose(p[0]), p[0], evaluate=False)[0, 0]),
    "identity": lambda p, _: sp.Identity(p[0]),
    "zeros": lambda p, _: sp.ZeroMatrix(*p),
    "ones": lambda p, _: sp.OneMatrix(*p),
    "diag": lambda p, _: sp.DiagMatrix(p[0]),
}
OPERATORS = frozenset(_MAKE)
