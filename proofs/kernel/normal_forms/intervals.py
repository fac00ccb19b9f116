"""The sign of a polynomial from bounds that facts give its generators, by interval arithmetic.

-1 < x < 1 and -1 < y < 1 give 1 - x y > 0, for -1 < x y < 1.
Source: R. E. Moore, Interval Analysis (1966).

>>> from .normal import Normalizer
>>> from ..terms import ONE, lt, mul, neg, sub, var
>>> x, y = var("x"), var("y")
>>> bounds = [f for v in (x, y) for f in (lt(neg(ONE), v), lt(v, ONE))]
>>> Normalizer(bounds).sign(sub(ONE, mul(x, y)))
4
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from .ratio import generators_in
from .signs import ANY, NEG, NONNEG, NONPOS, POS, ZERO_SIGN, Fact, flip


class End(NamedTuple):
    """An end of an interval; without a value it is infinite. A closed end claims less."""

    value: Fraction | None
    closed: bool


class Interval(NamedTuple):
    """All numbers between two ends."""

    low: End
    high: End


OPEN_END, ZERO_END = End(None, False), End(Fraction(0), True)
ALL = Interval(OPEN_END, OPEN_END)


def bounds_of(facts: Sequence[Fact]) -> Iterator[tuple[int, Interval]]:
    """The bounds that facts of the form c g + d >= 0 give of single generators g."""
    for fact in facts:
        known = _bound(fact)
        if known is not None and fact.bounds <= {known[0]}:
            yield known


def sign_by_intervals(poly: Any, generators: Sequence[int], ends: Mapping[int, Interval]) -> int:
    """The sign set of a polynomial, from signs of its generators and bounds of some of them."""
    used = generators_in(poly)
    if not any(g in ends for g in used):
        return ANY
    within = {g: meet(_from_sign(generators[g]), ends.get(g, ALL)) for g in used}
    total = Interval(ZERO_END, ZERO_END)
    for monomial, coefficient in poly.to_dict().items():
        part = _exactly(Fraction(int(coefficient)))
        for g in used:
            if monomial[g]:
                part = _product(part, _power(within[g], int(monomial[g])))
        total = _sum(total, part)
        if total.low.value is None and total.high.value is None:
            return ANY
    return _sign(total)


def _exactly(value: Fraction) -> Interval:
    return Interval(End(value, True), End(value, True))


def _from_sign(sign: int) -> Interval:
    low = OPEN_END if sign & NEG else End(Fraction(0), bool(sign & ZERO_SIGN))
    high = OPEN_END if sign & POS else End(Fraction(0), bool(sign & ZERO_SIGN))
    return Interval(low, high)


def _bound(fact: Fact) -> tuple[int, Interval] | None:
    """c g + d >= 0 as a bound on g."""
    if len(fact.poly) > 2 or fact.poly.total_degree() != 1:
        return None
    rows = {tuple(m): int(c) for m, c in fact.poly.to_dict().items()}
    linear = [(m.index(1), c) for m, c in rows.items() if any(m)]
    if len(linear) != 1:
        return None
    place, slope = linear[0]
    constant = next((c for m, c in rows.items() if not any(m)), 0)
    sign = fact.signs if slope > 0 else flip(fact.signs)
    at = Fraction(-constant, slope)
    low = End(at, bool(sign & ZERO_SIGN)) if not sign & NEG else OPEN_END
    high = End(at, bool(sign & ZERO_SIGN)) if not sign & POS else OPEN_END
    return (place, Interval(low, high)) if low is not OPEN_END or high is not OPEN_END else None


def meet(a: Interval, b: Interval) -> Interval:
    """What lies in both."""
    return Interval(_further(a.low, b.low, 1), _further(a.high, b.high, -1))


def _further(a: End, b: End, way: int) -> End:
    """The end that leaves out more: the larger of two lower ones (way 1), the smaller of upper."""
    if a.value is None or b.value is None:
        return b if a.value is None else a
    if a.value == b.value:
        return End(a.value, a.closed and b.closed)
    return a if (a.value > b.value) == (way > 0) else b


def _sum(a: Interval, b: Interval) -> Interval:
    return Interval(end_sum(a.low, b.low), end_sum(a.high, b.high))


def end_sum(a: End, b: End) -> End:
    """The end of a sum; reached only where both are."""
    if a.value is None or b.value is None:
        return OPEN_END
    return End(a.value + b.value, a.closed and b.closed)


def _power(a: Interval, exponent: int) -> Interval:
    out = a
    for _ in range(exponent - 1):
        out = _product(out, a)
    if exponent % 2 == 0:
        out = meet(out, Interval(ZERO_END, OPEN_END))
    return out


def _product(a: Interval, b: Interval) -> Interval:
    """All products: the least and the greatest are among those of the ends.

    An infinite end counts by its sign; 0 times it is 0.
    """
    corners = [
        _corner(p, s, q, t)
        for p, s in ((a.low, -1), (a.high, 1))
        for q, t in ((b.low, -1), (b.high, 1))
    ]
    return Interval(_least(corners, -1), _least(corners, 1))


def _corner(p: End, p_side: int, q: End, q_side: int) -> tuple[int, End]:
    """(-1, 0 or 1 for minus infinity, a number or infinity; the number)."""
    if p.value is None or q.value is None:
        p_sign = p_side if p.value is None else (p.value > 0) - (p.value < 0)
        q_sign = q_side if q.value is None else (q.value > 0) - (q.value < 0)
        whole = p_sign * q_sign
        return (whole, OPEN_END) if whole else (0, ZERO_END)
    zero = p.value == 0 or q.value == 0
    return 0, End(p.value * q.value, zero or (p.closed and q.closed))


def _least(corners: list[tuple[int, End]], way: int) -> End:
    """The lowest (way -1) or highest (way 1) of some corners; closed where one of them is."""
    if any(infinite == way for infinite, _ in corners):
        return OPEN_END
    numbers = [end for infinite, end in corners if infinite == 0 and end.value is not None]
    values = [end.value for end in numbers if end.value is not None]
    if not values:
        return OPEN_END
    best = min(values) if way < 0 else max(values)
    return End(best, any(end.closed for end in numbers if end.value == best))


def _sign(a: Interval) -> int:
    out = ANY
    if a.low.value is not None and a.low.value >= 0:
        out &= NONNEG if a.low.value == 0 and a.low.closed else POS
    if a.high.value is not None and a.high.value <= 0:
        out &= NONPOS if a.high.value == 0 and a.high.closed else NEG
    return out


__all__ = ["ALL", "End", "Interval", "bounds_of", "end_sum", "meet", "sign_by_intervals"]
