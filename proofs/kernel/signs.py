"""Signs as sets: which of negative, zero, positive a quantity may be.

A sign set is a bit mask. Facts (polynomials with a known sign set) sharpen what the sign sets of
the generators tell.

>>> bin(add_signs(POS, NONNEG)), multiply_signs(NEG, NEG) == POS
('0b100', True)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

NEG, ZERO_SIGN, POS = 1, 2, 4
NONPOS, NONZERO, NONNEG, ANY = NEG | ZERO_SIGN, NEG | POS, ZERO_SIGN | POS, 7

MAX_FACTOR_TERMS = 60
"""Polynomials with more terms are not factored in the search for a sign."""


MAX_FACTOR_DEGREE = 60
MAX_SIGN_TERMS = 3_000
"""Of a longer polynomial, no sign is sought."""


class Fact(NamedTuple):
    """A polynomial, its sign set, and the bound names (generators) it is about."""

    poly: Any
    signs: int
    bounds: frozenset[int]


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


def by_terms(poly: Any, generators: Sequence[int]) -> int:
    """The sign set of a polynomial, term by term, from the sign sets of its generators."""
    out = ZERO_SIGN
    for exponents, coefficient in zip(poly.monoms(), poly.coeffs(), strict=True):
        term = POS if coefficient > 0 else NEG
        for g, e in enumerate(exponents):
            if e:
                term = multiply_signs(term, power_signs(generators[g], int(e)))
        out = add_signs(out, term)
        if out == ANY:
            break
    return out


def by_facts(poly: Any, generators: Sequence[int], facts: Iterable[Fact]) -> int:
    """The sign set from single facts: poly = c fact + rest, the sign of c known, rest by terms."""
    out = ANY
    used = _used(poly)
    for fact in facts:
        if not fact.bounds <= used:
            continue
        top = fact.poly.leading_coefficient()
        same = poly.context().constant(0)
        found = poly.to_dict().get(_leading(fact.poly), same)
        if found == 0:
            continue
        # |top| poly = +-|found| fact + rest, so that the leading term of the fact cancels
        rest = poly * abs(int(top)) - fact.poly * (int(found) * (1 if top > 0 else -1))
        positive = (found > 0) == (top > 0)
        share = fact.signs if positive else flip(fact.signs)
        out &= add_signs(by_terms(rest, generators), share)
        if out in (NEG, ZERO_SIGN, POS):
            break
    return out


def sign_of(poly: Any, generators: Sequence[int], facts: Sequence[Fact]) -> int:
    """The sign set of a polynomial: by terms, by facts, and by its factors."""
    if poly.is_zero():
        return ZERO_SIGN
    if len(poly) > MAX_SIGN_TERMS:
        return ANY
    out = by_terms(poly, generators)
    if out in (NEG, POS):
        return out
    if facts:
        out &= by_facts(poly, generators, facts)
    small = 1 < len(poly) <= MAX_FACTOR_TERMS and poly.total_degree() <= MAX_FACTOR_DEGREE
    if out in (NEG, POS) or not small:
        return out
    content, factors = poly.factor()
    if len(factors) > 1 or factors[0][1] > 1:
        product = POS if content > 0 else NEG
        for factor, e in factors:
            one = by_terms(factor, generators)
            if facts and one not in (NEG, POS):
                one &= by_facts(factor, generators, facts)
            product = multiply_signs(product, power_signs(one, int(e)))
        out &= product
    return out


def _used(poly: Any) -> frozenset[int]:
    return frozenset(g for g, d in enumerate(poly.degrees()) if d > 0)


def _leading(poly: Any) -> tuple[int, ...]:
    return poly.monomial(0)  # type: ignore[no-any-return]
