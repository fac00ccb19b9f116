"""Signs as sets: which of negative, zero, positive a quantity may be.

A sign set is a bit mask. Facts (polynomials with a known sign set) sharpen what the sign sets of
the generators tell.

>>> bin(add_signs(POS, NONNEG)), multiply_signs(NEG, NEG) == POS
('0b100', True)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from .ratio import factored, generators_in

NEG, ZERO_SIGN, POS = 1, 2, 4
NONPOS, NONZERO, NONNEG, ANY = NEG | ZERO_SIGN, NEG | POS, ZERO_SIGN | POS, 7

MAX_FACTOR_TERMS = 60
"""Polynomials with more terms are not factored in the search for a sign."""


MAX_FACTOR_DEGREE = 60
MAX_SQUARE_TERMS = 40
MAX_QUADRATIC = 8
"""Longest polynomial of which a discriminant is taken."""
MAX_CHAINED, MAX_FACTS = 6, 16
"""Up to which sizes a second fact is tried."""
MAX_HEADS = 6
"""How many monomials of a fact are tried as the one that cancels."""
MAX_SIGN_TERMS = 3_000
"""Of a longer polynomial, no sign is sought."""


@dataclass(frozen=True)
class Fact:
    """A polynomial, its sign set, and the bound names (generators) it is about."""

    poly: Any
    signs: int
    bounds: frozenset[int]

    @cached_property
    def heads(self) -> list[tuple[tuple[int, ...], frozenset[int], int]]:
        """Its first monomials, with the generators in each, and their coefficients."""
        rows = zip(self.poly.monoms(), map(int, self.poly.coeffs()), strict=True)
        return [
            (monomial, frozenset(g for g, e in enumerate(monomial) if e), top)
            for monomial, top in islice(rows, MAX_HEADS)
        ]


def _combine(a: int, b: int, table: dict[tuple[int, int], int]) -> int:
    out = 0
    for p in (NEG, ZERO_SIGN, POS):
        if a & p:
            for q in (NEG, ZERO_SIGN, POS):
                if b & q:
                    out |= table[p, q]
    return out


_SUM = {
    (p, q): p if p == q or q == ZERO_SIGN else q if p == ZERO_SIGN else ANY
    for p in (NEG, ZERO_SIGN, POS)
    for q in (NEG, ZERO_SIGN, POS)
}
_PRODUCT = {
    (p, q): ZERO_SIGN if ZERO_SIGN in (p, q) else POS if p == q else NEG
    for p in (NEG, ZERO_SIGN, POS)
    for q in (NEG, ZERO_SIGN, POS)
}


@lru_cache(maxsize=64)
def add_signs(a: int, b: int) -> int:
    """The sign set of a sum."""
    return _combine(a, b, _SUM)


@lru_cache(maxsize=64)
def multiply_signs(a: int, b: int) -> int:
    """The sign set of a product."""
    return _combine(a, b, _PRODUCT)


def flip(a: int) -> int:
    """The sign set of the negative."""
    return (a & ZERO_SIGN) | (POS if a & NEG else 0) | (NEG if a & POS else 0)


@lru_cache(maxsize=256)
def power_signs(a: int, n: int) -> int:
    """The sign set of the n-th power, n >= 1."""
    if n % 2:
        return a
    return (a & ZERO_SIGN) | (POS if a & NONZERO else 0)


def _of_numbers(numbers: Iterable[Any]) -> int:
    """The sign set of a sum of positive quantities with these factors, none of them 0."""
    out = ZERO_SIGN
    for number in numbers:
        out = add_signs(out, POS if number > 0 else NEG)
        if out == ANY:
            break
    return out


def of_positive(poly: Any) -> int:
    """The sign set of a polynomial in positive generators, by its coefficients."""
    return _of_numbers(poly.coeffs()) if len(poly) <= MAX_SIGN_TERMS else ANY


def _of_monomial(exponents: Iterable[int], coefficient: Any, generators: Sequence[int]) -> int:
    sign = POS if coefficient > 0 else NEG
    for g, e in enumerate(exponents):
        if e and generators[g] != POS:
            sign = multiply_signs(sign, power_signs(generators[g], int(e)))
    return sign


def by_terms(poly: Any, generators: Sequence[int]) -> int:
    """The sign set of a polynomial, term by term, from the sign sets of its generators."""
    if len(poly) == 1:
        return _of_monomial(poly.monomial(0), poly.coefficient(0), generators)
    out = ZERO_SIGN
    turning = [g for g in generators_in(poly) if generators[g] != POS]  # others turn no sign
    if not turning:
        return _of_numbers(poly.coeffs())
    for exponents, coefficient in zip(poly.monoms(), poly.coeffs(), strict=True):
        term = POS if coefficient > 0 else NEG
        for g in turning:
            e = exponents[g]
            if e:
                term = multiply_signs(term, power_signs(generators[g], int(e)))
        out = add_signs(out, term)
        if out == ANY:
            break
    return out


def by_facts(poly: Any, generators: Sequence[int], facts: Sequence[Fact], further: int = 1) -> int:
    """The sign set from facts: poly = c fact + rest, the sign of c known.

    c is chosen so that one monomial of the fact cancels; the rest goes by terms, or (`further`
    times) by a fact again.
    """
    out = ANY
    used = _used(poly)
    mine = poly.to_dict()
    for fact in facts:
        if not fact.bounds <= used:
            continue
        for monomial, within, top in fact.heads:
            # long monomials are slow to look up
            found = mine.get(monomial, 0) if within <= used else 0
            if found == 0:
                continue
            # |top| poly = +-|found| fact + rest
            rest = poly * abs(top) - fact.poly * (int(found) * (1 if top > 0 else -1))
            share = fact.signs if (found > 0) == (top > 0) else flip(fact.signs)
            left = by_terms(rest, generators)
            if left == ANY and further and len(rest) <= MAX_CHAINED and len(facts) <= MAX_FACTS:
                left = by_facts(rest, generators, facts, further - 1)
            out &= add_signs(left, share)
            if out in (NEG, ZERO_SIGN, POS):
                return out
    return out


def by_squares(poly: Any) -> int:
    """NONNEG for a sum of squares, found by the Gram matrix of the monomials whose squares occur.

    x^2 + y^2 + z^2 - xy - yz - zx; POS where the matrix is definite and 1 is among the monomials.
    """
    if len(poly) > MAX_SQUARE_TERMS or poly.total_degree() % 2:
        return ANY
    rows = {tuple(int(e) for e in m): int(c) for m, c in poly.to_dict().items()}
    even = (m for m, c in rows.items() if c > 0 and not any(e % 2 for e in m))
    basis = [tuple(e // 2 for e in m) for m in even]
    gram = [[Fraction(0)] * len(basis) for _ in basis]
    place = {m: i for i, m in enumerate(basis)}
    for monomial, coefficient in rows.items():
        half = tuple(e // 2 for e in monomial)
        if half in place and not any(e % 2 for e in monomial):
            gram[place[half]][place[half]] += coefficient
            continue
        pair = _pair(monomial, basis, place)
        if pair is None:
            return ANY
        i, j = pair
        gram[i][j] += Fraction(coefficient, 2)
        gram[j][i] += Fraction(coefficient, 2)
    rank = _semidefinite_rank(gram)
    if rank is None:
        return ANY
    constant = any(not any(m) for m in basis)
    return POS if constant and rank == len(basis) else NONNEG


def _pair(
    monomial: tuple[int, ...], basis: list[tuple[int, ...]], place: dict[tuple[int, ...], int]
) -> tuple[int, int] | None:
    """Two monomials of the basis whose product this is."""
    for i, first in enumerate(basis):
        rest = tuple(e - f for e, f in zip(monomial, first, strict=True))
        if rest in place:
            return i, place[rest]
    return None


def _semidefinite_rank(gram: list[list[Fraction]]) -> int | None:
    """The rank of a symmetric matrix if it is positive semidefinite, by exact elimination."""
    size, rank = len(gram), 0
    for k in range(size):
        pivot = gram[k][k]
        if pivot < 0 or (pivot == 0 and any(gram[k][j] for j in range(k + 1, size))):
            return None
        if pivot == 0:
            continue
        rank += 1
        for i in range(k + 1, size):
            factor = gram[i][k] / pivot
            for j in range(k + 1, size):
                gram[i][j] -= factor * gram[k][j]
    return rank


def sign_of(poly: Any, generators: Sequence[int], facts: Sequence[Fact]) -> int:
    """The sign set of a polynomial: by terms, by facts, by squares, and by its factors."""
    if poly.is_zero():
        return ZERO_SIGN
    if len(poly) > MAX_SIGN_TERMS:
        return ANY
    out = by_terms(poly, generators)
    if out in (NEG, POS):
        return out
    if facts:
        out &= by_facts(poly, generators, facts)
    out &= by_squares(poly) & flip(by_squares(-poly))
    small = 1 < len(poly) <= MAX_FACTOR_TERMS and poly.total_degree() <= MAX_FACTOR_DEGREE
    if out in (NEG, POS) or not small:
        return out
    found = factored(poly)
    if found is None:
        return out
    content, factors = found
    if len(factors) > 1 or factors[0][1] > 1:
        product = POS if content > 0 else NEG
        for factor, e in factors:
            one = by_terms(factor, generators)
            if facts and one not in (NEG, POS):
                one &= by_facts(factor, generators, facts)
            if one not in (NEG, POS):
                one &= by_squares(factor) & flip(by_squares(-factor))
            product = multiply_signs(product, power_signs(one, int(e)))
        out &= product
    if out in (NEG, POS) or not facts or len(poly) > MAX_QUADRATIC:
        return out
    return out & by_discriminant(poly, generators, facts)


def by_discriminant(poly: Any, generators: Sequence[int], facts: Sequence[Fact]) -> int:
    """The sign of a for a x^2 + b x + c with 4ac - b^2 > 0, x a generator: it has no real zero.

    x^2 - px + 1, where -2 < p < 2
    """
    rows = poly.to_dict()
    for place, degree in enumerate(poly.degrees()):
        if degree != 2:
            continue
        parts: list[dict[tuple[int, ...], int]] = [{}, {}, {}]
        for monomial, coefficient in rows.items():
            rest = (*monomial[:place], 0, *monomial[place + 1 :])
            parts[int(monomial[place])][rest] = coefficient
        c, b, a = (poly.context().from_dict(p) for p in parts)
        lead = by_terms(a, generators)
        if lead not in (NEG, POS):
            continue
        gap = 4 * a * c - b * b
        if gap.total_degree() < poly.total_degree() + 2 and sign_of(gap, generators, facts) == POS:
            return lead
    return ANY


def _used(poly: Any) -> frozenset[int]:
    return frozenset(generators_in(poly))
