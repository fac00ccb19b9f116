"""Scales of growth: products e^{r_k t^k + ...} t^p (log t)^q, compared as t tends to infinity.

The numbers r_k, p are quotients of a Normalizer, free of t; a comparison asks for the signs of
their differences, and raises Indefinite, with the quantity, where the facts don't tell.
Source: G. H. Hardy, Orders of Infinity (1910), chapter III.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..enclosures.enclosure import decide
from ..normal_forms.normal import Normalizer
from ..normal_forms.ratio import Ratio, Unsupported, constant, minus, plus, rational_value, times
from ..normal_forms.signs import NEG, NONZERO, POS, ZERO_SIGN
from ..terms import ZERO, Term, eq, lt

MAX_SCALED = 6
"""Most different powers of t in an exponent."""


class Indefinite(Unsupported):
    """The facts do not tell the sign of `quantity`, on which the answer depends."""

    def __init__(self, quantity: Term) -> None:
        super().__init__(f"the sign of {quantity} is not known")
        self.quantity = quantity


class Scale(NamedTuple):
    """e^{sum of r t^k} t^power (log t)^logs; `rates` holds (k, r), k > 0 falling, no r being 0."""

    rates: tuple[tuple[Fraction, Ratio], ...]
    power: Ratio
    logs: Fraction

    def plain(self) -> bool:
        """Whether this is 1."""
        return not self.rates and self.power.num.is_zero() and self.logs == 0


def sign(n: Normalizer, a: Ratio) -> int:
    """-1, 0 or 1. Raises Indefinite where it isn't known."""
    value = rational_value(a)
    if value is not None:
        return (value > 0) - (value < 0)
    found = n.ratio_sign(a)
    if found in (NEG, ZERO_SIGN, POS):
        return {NEG: -1, ZERO_SIGN: 0, POS: 1}[found]
    term = n.term(a)
    if not term.free:
        for relation, answer in ((lt(ZERO, term), 1), (lt(term, ZERO), -1), (eq(term, ZERO), 0)):
            if decide(relation, {}) is True:
                return answer
    raise Indefinite(term)


def is_nonzero(n: Normalizer, a: Ratio) -> bool:
    """Whether a quotient is proved not to be 0."""
    if not n.ratio_sign(a) & ~NONZERO:
        return True
    try:
        return sign(n, a) != 0
    except Indefinite:
        return False


def unit(n: Normalizer) -> Scale:
    """The scale 1."""
    return Scale((), constant(n.ctx, 0), Fraction(0))


def scale_product(n: Normalizer, a: Scale, b: Scale) -> Scale:
    """a b."""
    if a.plain() or b.plain():
        return b if a.plain() else a
    powers = n.settle(plus(a.power, b.power))
    logs = a.logs + b.logs if a.logs and b.logs else a.logs or b.logs
    if not (a.rates and b.rates):
        return Scale(a.rates or b.rates, powers, logs)
    rates = dict(a.rates)
    for k, r in b.rates:
        rates[k] = plus(rates[k], r) if k in rates else r
    if len(rates) > MAX_SCALED:
        raise Unsupported("an exponent of too many parts")
    kept = ((k, n.settle(r)) for k, r in sorted(rates.items(), reverse=True))
    return Scale(tuple((k, r) for k, r in kept if not r.num.is_zero()), powers, logs)


def scale_power(n: Normalizer, a: Scale, exponent: Ratio) -> Scale:
    """a^exponent, for a positive scale and any real number."""
    logs = Fraction(0)
    if a.logs:
        exact = rational_value(exponent)
        if exact is None:
            raise Unsupported("a power of a logarithm with an exponent that is not a number")
        logs = a.logs * exact
    if exponent.num.is_zero():
        return unit(n)
    rates = tuple((k, n.settle(times(r, exponent))) for k, r in a.rates)
    rates = tuple((k, r) for k, r in rates if not r.num.is_zero())
    return Scale(rates, n.settle(times(a.power, exponent)), logs)


def compare_scales(n: Normalizer, a: Scale, b: Scale) -> int:
    """1 where a/b tends to infinity, -1 where it tends to 0, 0 where a and b are the same."""
    if a == b:
        return 0
    if a.rates != b.rates:
        quotient = scale_product(n, a, scale_power(n, b, constant(n.ctx, -1)))
        for _, rate in quotient.rates:
            found = sign(n, rate)
            if found:
                return found
    if a.power != b.power:
        found = sign(n, n.settle(plus(a.power, minus(b.power))))
        if found:
            return found
    return (a.logs > b.logs) - (a.logs < b.logs)


def integrable(n: Normalizer, a: Scale) -> bool:
    """Whether the scale has a finite integral over (c, oo), for large c.

    e^{rt} with r < 0; t^p with p < -1; 1/(t (log t)^q) with q > 1.
    """
    for _, rate in a.rates:
        found = sign(n, rate)
        if found:
            return found < 0
    found = sign(n, n.settle(plus(a.power, constant(n.ctx, 1))))
    return found < 0 or (found == 0 and a.logs < -1)


__all__ = [
    "Indefinite", "Scale", "compare_scales", "integrable", "is_nonzero", "minus", "scale_power",
    "scale_product", "sign", "unit",
]  # fmt: skip
