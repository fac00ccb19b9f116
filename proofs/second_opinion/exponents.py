"""Exponents as sums of products with rational coefficients, worked out here and not by the kernel.

>>> from proofs.kernel.terms import add, mul, num, var
>>> x = var("x")
>>> products(mul(num(2), add(x, num(1)))) == {(x,): 2, (): 2}
True
"""

from __future__ import annotations

from fractions import Fraction

from ..kernel.terms import Term
from ..kernel.terms.definedness import closed_rational

MAX_PRODUCTS = 60
SMALL_POWERS = (1, 2, 3, 4)

Product = tuple[Term, ...]
Sum = dict[Product, Fraction]


class TooLong(ValueError):
    """More products than are worked out."""


def products(term: Term) -> Sum:
    """A term as a sum: coefficients by products of parts that are not taken apart further.

    Raises TooLong where there are more than MAX_PRODUCTS.
    """
    out = _products(term)
    if len(out) > MAX_PRODUCTS:
        raise TooLong(f"an exponent of more than {MAX_PRODUCTS} summands")
    return out


def _products(term: Term) -> Sum:
    op, args = term.op, term.args
    if op == "num":
        return {(): term.value} if term.value else {}
    if op == "neg":
        return _times({(): Fraction(-1)}, products(args[0]))
    if op == "add":
        out: Sum = {}
        for part in args:
            for product, coefficient in products(part).items():
                out[product] = out.get(product, Fraction(0)) + coefficient
        return {product: c for product, c in out.items() if c}
    if op == "mul":
        out = {(): Fraction(1)}
        for part in args:
            out = _times(out, products(part))
        return out
    if op == "pow" and closed_rational(args[1]) in SMALL_POWERS:
        out = {(): Fraction(1)}
        for _ in range(int(closed_rational(args[1]) or 0)):
            out = _times(out, products(args[0]))
        return out
    if op == "div":
        below = products(args[1])
        if below.keys() == {()}:
            return _times(products(args[0]), {(): 1 / below[()]})
    return {(term,): Fraction(1)}


def _times(first: Sum, second: Sum) -> Sum:
    if len(first) * len(second) > MAX_PRODUCTS:
        raise TooLong(f"an exponent of more than {MAX_PRODUCTS} summands")
    out: Sum = {}
    for a, p in first.items():
        for b, q in second.items():
            product = tuple(sorted((*a, *b), key=str))
            out[product] = out.get(product, Fraction(0)) + p * q
    return {product: c for product, c in out.items() if c}
