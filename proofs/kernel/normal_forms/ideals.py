"""Whether a polynomial is a combination of polynomials that are known to be 0.

>>> from .ratio import context
>>> x, y = context(8).gens()[:2]
>>> is_combination(x**2 - 1, [x - y, x * y - 1]), is_combination(x - 1, [x**2 - 1])
(True, False)
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

MAX_ROWS = 80
MAX_TERMS = 400

Row = dict[tuple[int, ...], Fraction]


def is_combination(poly: Any, zeros: Sequence[Any]) -> bool:
    """Whether poly = c_1 p_1 + ... for numbers c_i and p_i that are in `zeros`, or are one of
    those times a generator. False says nothing."""
    if poly.is_zero():
        return True
    if not zeros or len(poly) > MAX_TERMS:
        return False
    rows = [*zeros]
    gens = poly.context().gens()
    used = sorted({g for p in (poly, *zeros) for g, d in enumerate(p.degrees()) if d > 0})
    rows += [p * gens[g] for g in used for p in zeros]
    rows = [p for p in rows[:MAX_ROWS] if len(p) <= MAX_TERMS]
    basis: dict[tuple[int, ...], Row] = {}
    for p in rows:
        left = _left_over(_row(p), basis)
        if left:
            basis[max(left)] = left
    return not _left_over(_row(poly), basis)


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
