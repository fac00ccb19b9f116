"""Normal forms of factorials and binomial coefficients.

Factorials whose arguments differ by whole numbers are brought to the lowest of them. A binomial
coefficient is a quotient of factorials where its lower index is proved not to be above the upper;
with the index of a range in it, one with n + 1 above is the sum of two with n, so that a sum of
such is one of sums. Source: DLMF 5.4.1, 5.5.1; 1.2.1 and 1.2.6.
"""

from __future__ import annotations

from math import comb, factorial

from ..terms import Term, apply, binomial
from .normal import Normalizer, handles
from .ratio import Ratio, inverse, minus, plus, product_of, rational_value, times
from .signs import NEG, NONNEG, POS

MAX_FACTORIAL = 2_000
MAX_STEPS = 40


@handles("factorial")
def _factorial(n: Normalizer, term: Term) -> Ratio:
    return factorial_of(n, n.ratio(term.args[0]))


def factorial_of(n: Normalizer, a: Ratio) -> Ratio:
    """a!, where a is a natural number: (m + c)! = (m + c) ... (m + l + 1) (m + l)!

    for the lowest l that has been met with this m, where m + l >= 0 is proved.
    """
    value = rational_value(a)
    if value is not None and value.denominator == 1 and 0 <= value <= MAX_FACTORIAL:
        return n.constant(factorial(int(value)))
    if value is not None or not a.den.is_one():
        return _whole(n, a)
    beyond = int(a.num.to_dict().get((0,) * n.ctx.nvars(), 0))
    least = plus(a, n.constant(-beyond))
    lowest = n.lowest_factorial(n.term(least), beyond, least)
    start = plus(least, n.constant(lowest))
    if not 0 < beyond - lowest <= MAX_STEPS or n.ratio_sign(start) & ~NONNEG:
        return _whole(n, a)
    factors = [plus(start, n.constant(j)) for j in range(1, beyond - lowest + 1)]
    return product_of([_whole(n, start), *factors], n.ctx)


def _whole(n: Normalizer, a: Ratio) -> Ratio:
    return n.generator(apply("factorial", n.term(a)), POS)


@handles("binomial")
def _binomial(n: Normalizer, term: Term) -> Ratio:
    """C(a, k) for natural numbers a and k: 0 where k > a."""
    return _over(n, *(n.ratio(x) for x in term.args))


def _over(n: Normalizer, a: Ratio, k: Ratio) -> Ratio:
    gap = plus(a, minus(k))
    for index in (k, gap):  # C(a, a - c) = C(a, c), for k = a - c >= 0 where it is defined
        value = rational_value(index)
        if value is not None and value.denominator == 1 and (index is gap or value >= 0):
            return _falling(n, a, int(value))
    sign = n.ratio_sign(gap)
    if sign == NEG:
        return n.constant(0)
    if any(n.is_bound(g) for side in (a.num, k.num) for g, d in enumerate(side.degrees()) if d > 0):
        return _pascal(n, a, k)
    if not sign & ~NONNEG:
        below = times(factorial_of(n, k), factorial_of(n, gap))
        return times(factorial_of(n, a), inverse(below))
    return n.generator(binomial(n.term(a), n.term(k)), NONNEG)


def _pascal(n: Normalizer, a: Ratio, k: Ratio) -> Ratio:
    """C(m + 1, k) = C(m, k) + C(m, k - 1), where m >= 0 and k >= 1 are proved."""
    before, less = plus(a, n.constant(-1)), plus(k, n.constant(-1))
    beyond = a.num.to_dict().get((0,) * n.ctx.nvars(), 0) if a.den.is_one() else 0
    if 0 < beyond <= MAX_STEPS and not (n.ratio_sign(before) | n.ratio_sign(less)) & ~NONNEG:
        return plus(_over(n, before, k), _over(n, before, less))
    return n.generator(binomial(n.term(a), n.term(k)), NONNEG)


def _falling(n: Normalizer, a: Ratio, c: int) -> Ratio:
    """C(a, c) = a (a-1) ... (a-c+1) / c!, and 0 for c < 0."""
    if c < 0:
        return n.constant(0)
    value = rational_value(a)
    if value is not None and value.denominator == 1 and 0 <= value <= MAX_FACTORIAL:
        return n.constant(comb(int(value), c))
    if c > MAX_STEPS:
        return n.generator(binomial(n.term(a), n.term(n.constant(c))), NONNEG)
    factors = [plus(a, n.constant(-j)) for j in range(c)]
    return times(product_of(factors, n.ctx), inverse(n.constant(factorial(c))))
