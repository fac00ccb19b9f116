"""Finite products over a symbolic range: a multiplicative operator with a bound name.

A factor that does not depend on the index leaves as its power, c^n; a product of exponentials is
the exponential of a sum; each other irreducible factor is one generator.

>>> from ..terms import NAT, ONE, bound, elem, exp, family, mul, power, product, total, var
>>> n, c, v = var("n", NAT), var("c"), var("v", family(rank=1))
>>> whole = product(ONE, n, mul(c, exp(elem(v, bound(0)))))
>>> Normalizer().equal(whole, mul(power(c, n), exp(total(ONE, n, elem(v, bound(0))))))
True
"""

from __future__ import annotations

from typing import Any

from ..terms import ONE, Term, abstract, apply, instantiate, product, total
from .exponentials import exponential, factors
from .normal import Normalizer, handles
from .powers import symbolic_power
from .ratio import Ratio, TooLarge, product_of, to_power
from .signs import ANY, NEG, NONNEG, NONZERO, POS
from .sums import bounds, dependent, in_range, last_ones, range_length, written_out

MAX_FACTORS = 400


@handles("prod")
def _product(n: Normalizer, term: Term) -> Ratio:
    written = written_out(n, term)
    if written is not None:
        if len(written) > MAX_FACTORS:
            raise TooLarge(f"a product of more than {MAX_FACTORS} factors")
        return product_of(written, n.ctx)
    lower, upper, body = bounds(n, term)
    length = range_length(n, lower, upper)
    split = last_ones(n, length, lower, body)
    if split is not None:
        shorter, ends = split
        return product_of([n.ratio(product(lower, shorter, body)), *ends], n.ctx)
    filled = n.ratio_sign(length) == POS
    with in_range(n, lower, upper) as (name, index):
        factor = n.settle(n.ratio(instantiate(body, index)))
        return _Product(n, name, length, filled).of(factor)


def log_of_product(n: Normalizer, term: Term) -> Ratio | None:
    """log prod f = sum log f, where every factor is proved positive."""
    lower, upper, body = term.args
    with in_range(n, lower, upper) as (_, index):
        if n.sign_of_term(instantiate(body, index)) != POS:
            return None
    return n.ratio(total(lower, upper, apply("log", body)))


class _Product:
    """The product of a quotient over the index `name`, taken apart factor by factor.

    A quotient that is defined at every index has divisors that are nonzero there, so their products
    are nonzero, too; over an empty range all of them are 1.
    """

    def __init__(self, n: Normalizer, name: Term, length: Ratio, filled: bool) -> None:
        self.n, self.name, self.length = n, name, length
        self.counted = filled or not n.ratio_sign(length) & ~NONNEG
        self.stays = dependent(n, name, filled)

    def of(self, whole: Ratio) -> Ratio:
        """The product of the whole quotient."""
        n = self.n
        split = None if whole.num.is_zero() else factors(whole)
        if split is None:
            return self._generator(whole, ANY)
        content, rows = split
        out = []
        for factor, e, _ in rows:
            if not n.poly_sign(factor) & ~NEG:
                factor, content = -factor, content * (-1) ** (e % 2)
            out.append(to_power(self._factor(factor), e))
        out.append(self._constant(n.constant(content)))
        return product_of(out, n.ctx)

    def _constant(self, value: Ratio) -> Ratio:
        """c^length, for what does not depend on the index."""
        n = self.n
        if value == n.constant(1):
            return value
        if not self.counted:
            return self._generator(value, n.ratio_sign(value))
        return symbolic_power(n, value, self.length)

    def _factor(self, factor: Any) -> Ratio:
        """The product of one irreducible polynomial."""
        n = self.n
        whole = Ratio(factor, n.ctx.constant(1))
        used = [g for g, degree in enumerate(factor.degrees()) if degree > 0]
        if not any(self.stays(g) for g in used):
            return self._constant(whole)
        if len(factor) == 1 and len(used) == 1:
            atom = n.atoms[used[0]]
            if atom.op == "exp":
                return exponential(n, self._total(atom.args[0]))
            if atom.op == "pow":
                power_of_sum = self._power(*atom.args)
                if power_of_sum is not None:
                    return power_of_sum
        return self._generator(whole, n.poly_sign(factor))

    def _total(self, summand: Term) -> Ratio:
        return self.n.ratio(total(ONE, self.n.term(self.length), abstract(summand, self.name)))

    def _power(self, base: Term, exponent: Term) -> Ratio | None:
        """prod c^k = c^(sum k), for natural exponents k and a base without the index."""
        n = self.n
        if self.name in base.free or exponent.sort.name not in ("nat", "int"):
            return None
        if not self.counted or n.sign_of_term(exponent) & ~NONNEG:
            return None
        if any(self.stays(g) for g in _used(n.ratio(base))):
            return None
        return symbolic_power(n, n.ratio(base), self._total(exponent))

    def _generator(self, whole: Ratio, sign: int) -> Ratio:
        """The product as it stands; over an empty range it is 1."""
        n = self.n
        mask = next((m for m in (POS, NONNEG, NONZERO) if not sign & ~m), ANY)
        body = abstract(n.term(whole), self.name)
        return n.generator(product(ONE, n.term(self.length), body), mask)


def _used(a: Ratio) -> set[int]:
    return {g for side in a for g, degree in enumerate(side.degrees()) if degree > 0}
