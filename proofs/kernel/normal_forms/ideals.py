"""Whether a polynomial is a combination of polynomials that are known to be 0.

>>> from .ratio import context
>>> x, y = context(8).gens()[:2]
>>> is_combination(x**2 - 1, [x - y, x * y - 1]), is_combination(x - 1, [x**2 - 1])
(True, False)
>>> is_combination(4 * y**2 - 1, [4 * x * y - 1, 16 * x * y**3 - 1])
True
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from math import prod
from typing import Any

MAX_ROWS = 120
MAX_TERMS = 400
MAX_DEGREE = 3
"""The most that the known polynomials are multiplied by: a product of so many generators."""

Row = dict[tuple[int, ...], Fraction]


def is_combination(poly: Any, zeros: Sequence[Any]) -> bool:
    """Whether poly = c_1 m_1 p_1 + ... for numbers c_i, p_i that are in `zeros`, and products m_i
    of generators. False says nothing."""
    if poly.is_zero():
        return True
    if not zeros or len(poly) > MAX_TERMS:
        return False
    gens = poly.context().gens()
    used = sorted({g for p in (poly, *zeros) for g, d in enumerate(p.degrees()) if d > 0})
    rest = _row(poly)
    basis: dict[tuple[int, ...], Row] = {}
    rows = 0
    for degree in range(MAX_DEGREE + 1):
        for factors in combinations_with_replacement(used, degree):
            for p in zeros:
                if rows == MAX_ROWS:
                    return False
                rows += 1
                _put(prod((gens[g] for g in factors), start=p), basis)
        if not _left_over(rest, basis):
            return True
    return False


def _put(poly: Any, basis: dict[tuple[int, ...], Row]) -> None:
    """Add what a polynomial has beyond the basis to it."""
    if len(poly) > MAX_TERMS:
        return
    left = _left_over(_row(poly), basis)
    if left:
        basis[max(left)] = left


def _row(poly: Any) -> Row:
    return {tuple(map(int, m)): Fraction(int(c)) for m, c in poly.to_dict().items()}


def _left_over(row: Row, basis: dict[tuple[int, ...], Row]) -> Row:
    """What is left of a row once the leading monomials of the basis are cancelled from it."""
    rest = dict(row)
    for lead in sorted(basis, reverse=True):
        found = rest.get(lead)
        if not found:
            continue
        other = basis[lead]
        factor = found / other[lead]
        for monomial, c in other.items():
            value = rest.get(monomial, Fraction(0)) - factor * c
            if value:
                rest[monomial] = value
            else:
                rest.pop(monomial, None)
    return rest
