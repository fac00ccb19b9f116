"""Largest and smallest terms of a range of symbolic length, defined where it is not empty.

What does not depend on the index leaves, max (x_i + c) = max x_i + c; a smallest term is minus the
largest of the opposites.

>>> from ..terms import NAT, ONE, add, bound, elem, family, greatest, least, neg, var
>>> n, c, x = var("n", NAT), var("c"), elem(var("x", family(rank=1)), bound(0))
>>> shifted = greatest(ONE, n, add(x, c))
>>> Normalizer().equal(shifted, add(greatest(ONE, n, x), c))
True
>>> Normalizer().equal(least(ONE, n, x), neg(greatest(ONE, n, neg(x))))
True
"""

from __future__ import annotations

from ..terms import ONE, Term, abstract, greatest, instantiate, maximum, neg
from .normal import Normalizer, handles
from .ratio import Ratio, Unsupported, minus, plus, reduced, times
from .sums import bounds, dependent, in_range, range_length, written_out


@handles("least")
def _least(n: Normalizer, term: Term) -> Ratio:
    lower, upper, body = bounds(n, term)
    return minus(n.ratio(greatest(lower, upper, neg(body))))


@handles("greatest")
def _greatest(n: Normalizer, term: Term) -> Ratio:
    written = written_out(n, term)
    if written is not None:
        if not written:
            raise Unsupported("the largest of none")
        return n.ratio(maximum(*(n.term(w) for w in written)))
    lower, upper, body = bounds(n, term)
    length = range_length(n, lower, upper)
    with in_range(n, lower, upper) as (name, index):
        inside = n.settle(n.ratio(instantiate(body, index)))
        if not inside.den.is_constant():
            return n.generator(greatest(ONE, n.term(length), abstract(n.term(inside), name)))
        stays = dependent(n, name, True)
        kept: dict[tuple[int, ...], int] = {}
        left: dict[tuple[int, ...], int] = {}
        for exponents, coefficient in inside.num.to_dict().items():
            moves = any(e and stays(g) for g, e in enumerate(exponents))
            (kept if moves else left)[tuple(map(int, exponents))] = int(coefficient)
        outside = reduced(n.ctx.from_dict(left), inside.den)
        if not kept:
            return outside
        content, plain = n.ctx.from_dict(kept).primitive()
        if content < 0:  # only a positive number may leave
            content, plain = -content, -plain
        one = n.ctx.constant(1)
        sign = n.poly_sign(plain)
        atom = greatest(ONE, n.term(length), abstract(n.term(Ratio(plain, one)), name))
        largest = times(n.generator(atom, sign), reduced(one * content, inside.den))
    return plus(outside, largest)
