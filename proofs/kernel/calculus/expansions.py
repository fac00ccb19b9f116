"""Asymptotic expansions: sums of scales with an error O(scale), as t tends to infinity.

The algebra of O: sums, products, and power series in what tends to 0. A coefficient is free of t;
what has to be nonzero is proved so, and Indefinite names the quantity whose sign is needed.
Source: N. G. de Bruijn, Asymptotic Methods in Analysis, chapter 1.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cmp_to_key
from typing import NamedTuple

from ..normal_forms.normal import Normalizer
from ..normal_forms.ratio import Ratio, Unsupported, constant, inverse, minus, plus, times
from .scales import Scale, compare_scales, is_nonzero, scale_power, scale_product, sign, unit

TERMS = 6
"""Most summands that an expansion keeps, and most that a series is begun with."""


class Expansion(NamedTuple):
    """The sum of coefficient * scale, the largest first, + O(error); no error: exactly that."""

    terms: tuple[tuple[Scale, Ratio], ...]
    error: Scale | None


class Algebra:
    """Calculation with expansions whose coefficients are normal forms of one normalizer."""

    def __init__(self, n: Normalizer) -> None:
        self.n = n
        self.one = constant(n.ctx, 1)

    def number(self, value: Ratio | Fraction | int) -> Expansion:
        """A number, as an expansion."""
        ratio = value if isinstance(value, Ratio) else constant(self.n.ctx, value)
        return Expansion(() if ratio.num.is_zero() else ((unit(self.n), ratio),), None)

    # --- arithmetic -------------------------------------------------------------------------------

    def collected(self, rows: list[tuple[Scale, Ratio]], errors: list[Scale | None]) -> Expansion:
        """The summands of one scale together, the largest first; those within the error dropped."""
        n = self.n
        error = self.largest(errors)

        def fall(a: tuple[Scale, Ratio], b: tuple[Scale, Ratio]) -> int:
            return compare_scales(n, b[0], a[0])

        out: list[tuple[Scale, Ratio]] = []
        for scale, coefficient in sorted(rows, key=cmp_to_key(fall)) if len(rows) > 1 else rows:
            if error is not None and compare_scales(n, scale, error) <= 0:
                break
            if out and compare_scales(n, out[-1][0], scale) == 0:
                scale, before = out.pop()
                coefficient = n.settle(plus(before, coefficient))
            if not coefficient.num.is_zero():
                out.append((scale, coefficient))
        if len(out) > TERMS:
            error = self.largest([error, out[TERMS][0]])
        return Expansion(tuple(out[:TERMS]), error)

    def largest(self, scales: list[Scale | None]) -> Scale | None:
        """The one that grows fastest of those there are."""
        best: Scale | None = None
        for scale in scales:
            if scale is not None and (best is None or compare_scales(self.n, scale, best) > 0):
                best = scale
        return best

    def sum(self, parts: tuple[Expansion, ...]) -> Expansion:
        """The sum of expansions."""
        return self.collected([row for p in parts for row in p.terms], [p.error for p in parts])

    def product(self, a: Expansion, b: Expansion) -> Expansion:
        """a b."""
        n = self.n
        rows = [
            (scale_product(n, s, t), n.settle(times(c, d))) for s, c in a.terms for t, d in b.terms
        ]
        errors = [self._times(a.error, s) for s, _ in b.terms[:1]]
        errors += [self._times(b.error, s) for s, _ in a.terms[:1]]
        if a.error is not None and b.error is not None:
            errors.append(scale_product(n, a.error, b.error))
        return self.collected(rows, errors)

    def _times(self, error: Scale | None, scale: Scale) -> Scale | None:
        return None if error is None else scale_product(self.n, error, scale)

    def scaled(self, a: Expansion, by: Ratio, scale: Scale | None = None) -> Expansion:
        """by a, or by scale a."""
        return self.product(a, Expansion(((scale or unit(self.n), by),), None))

    def negative(self, a: Expansion) -> Expansion:
        """-a."""
        return Expansion(tuple((s, minus(c)) for s, c in a.terms), a.error)

    def lead(self, a: Expansion) -> tuple[Scale, Ratio]:
        """The largest summand, its coefficient proved nonzero."""
        if not a.terms:
            raise Unsupported("an expansion without a known first term")
        scale, coefficient = a.terms[0]
        if not is_nonzero(self.n, coefficient):
            sign(self.n, coefficient)
            raise Unsupported("a first term that is 0")
        return scale, coefficient

    def sign(self, a: Expansion) -> int:
        """The sign for all large t."""
        if not a.terms and a.error is None:
            return 0
        if not a.terms:
            raise Unsupported("an expansion without a known first term")
        found = sign(self.n, a.terms[0][1])
        if not found:
            raise Unsupported("a first term that is 0")
        return found

    def small(self, a: Expansion) -> bool:
        """Whether it tends to 0."""
        one = unit(self.n)
        scales = [s for s, _ in a.terms[:1]] + ([a.error] if a.error is not None else [])
        return all(compare_scales(self.n, s, one) < 0 for s in scales)

    def around(self, a: Expansion) -> tuple[Scale, Ratio, Expansion]:
        """scale, c, e with a = c scale (1 + e), c nonzero, and e tending to 0."""
        scale, c = self.lead(a)
        back = scale_power(self.n, scale, constant(self.n.ctx, -1))
        rest = self.scaled(Expansion(a.terms[1:], a.error), inverse(c), back)
        if not self.small(rest):
            raise Unsupported("an error as large as the first term")
        return scale, c, rest

    def parts(self, a: Expansion) -> tuple[list[tuple[Scale, Ratio]], Ratio, Expansion]:
        """What tends to infinity, the constant, and what tends to 0."""
        one = unit(self.n)
        large, middle, rest = [], constant(self.n.ctx, 0), []
        for scale, c in a.terms:
            order = compare_scales(self.n, scale, one)
            if order > 0:
                large.append((scale, c))
            elif order == 0:
                middle = c
            else:
                rest.append((scale, c))
        if a.error is not None and compare_scales(self.n, a.error, one) >= 0:
            raise Unsupported("an error that does not tend to 0")
        return large, middle, Expansion(tuple(rest), a.error)

    def series(self, coefficients: Callable[[int], Ratio], small: Expansion) -> Expansion:
        """The sum of a_k e^k, the series of a function analytic at 0; e tends to 0."""
        if not small.terms and small.error is None:
            return self.number(coefficients(0))
        out, power_of = [self.number(coefficients(0))], self.number(self.one)
        for k in range(1, TERMS):
            power_of = self.product(power_of, small)
            out.append(self.scaled(power_of, coefficients(k)))
        last = self.product(power_of, small)
        size = self.largest([*(s for s, _ in last.terms[:1]), last.error])
        return self.sum((*out, Expansion((), size)))

    def of_fractions(self, value: Callable[[int], Fraction]) -> Callable[[int], Ratio]:
        """Rational coefficients of a series."""
        return lambda k: constant(self.n.ctx, value(k))
