"""A product taken apart: its number, and the powers of which it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd

from proofs.kernel.terms import (
    BINDERS,
    ONE,
    ZERO,
    Term,
    add,
    div,
    exp,
    mul,
    neg,
    num,
    power,
    rebuild,
    sub,
)

from .tidying import tidy, unordered

_RANK = {
    "num": 0, "pi": 1, "i": 1, "var": 2, "elem": 3, "root": 4, "exp": 5, "factorial": 6, "add": 8,
    "sum": 9, "prod": 9, "integral": 9, "limit": 9, "deriv": 9, "greatest": 9, "least": 9,
}  # fmt: skip
_FUNCTION, _BIG = 7, 9


@dataclass(frozen=True)
class Product:
    """`coefficient` times each base to its exponent, in the order in which they are written.

    >>> from proofs.kernel.terms import var
    >>> x, y = var("x"), var("y")
    >>> p = product_of(div(mul(num(6), x, x, y), mul(num(4), y, y)))
    >>> p.coefficient, [(str(b), str(e)) for b, e in p.powers]
    (Fraction(3, 2), [('x', '2'), ('y', '-1')])
    >>> str(p.term())
    '3*x^2/(2*y)'
    """

    coefficient: Fraction
    powers: tuple[tuple[Term, Term], ...]

    def term(self) -> Term:
        """The product as it is written, with negative powers below the line."""
        over = [raised(b, e) for b, e in _ordered(self.powers) if not _negative(e)]
        under = [raised(b, tidy(neg(e))) for b, e in _ordered(self.powers) if _negative(e)]
        top, bottom = abs(self.coefficient.numerator), self.coefficient.denominator
        if not under and (bottom == 1 or any(_order(b)[0] >= _BIG for b, _ in self.powers)):
            body = tidy(mul(num(abs(self.coefficient)), *over))
        else:
            body = tidy(div(mul(num(top), *over), mul(num(bottom), *under)))
        return tidy(neg(body)) if self.coefficient < 0 else body

    @property
    def key(self) -> frozenset[tuple[Term, Term]]:
        """What it is but for its number; the same for like terms."""
        return frozenset((unordered(b), unordered(e)) for b, e in self.powers)

    def times(self, other: Product) -> Product:
        """The product of two, powers of one base put together, exponentials too."""
        return Product(self.coefficient * other.coefficient, _merged((*self.powers, *other.powers)))

    def inverse(self) -> Product:
        """1 over it. Raises ZeroDivisionError at 0."""
        return Product(1 / self.coefficient, tuple((b, tidy(neg(e))) for b, e in self.powers))

    def below(self) -> Product:
        """What stands below the line."""
        under = tuple((b, tidy(neg(e))) for b, e in self.powers if _negative(e))
        return Product(Fraction(self.coefficient.denominator), under)


def raised(base: Term, exponent: Term) -> Term:
    """A power as it is written; of e, by the exponential function."""
    if base is E:
        return exp(exponent)
    return base if exponent is ONE else power(base, exponent)


E = exp(ONE)
"""The base of exponentials."""


def product_of(term: Term) -> Product:
    """A term as a product; exponentials as powers of e."""
    return _product_of(term)


@lru_cache(maxsize=4_096)
def _product_of(term: Term) -> Product:
    coefficient, powers = Fraction(1), []
    for number, part in _powers(term, 1):
        coefficient *= number
        powers += part
    return Product(coefficient, _merged(powers))


def _powers(term: Term, sign: int) -> Iterable[tuple[Fraction, list[tuple[Term, Term]]]]:
    if term.op == "neg":
        yield Fraction(-1), []
        yield from _powers(term.args[0], sign)
    elif term.op == "num" and (sign > 0 or term.value):
        yield term.value**sign, []
    elif term.op == "mul":
        for a in term.args:
            yield from _powers(a, sign)
    elif term.op == "div" and term.args[1] is not ZERO:
        yield from _powers(term.args[0], sign)
        yield from _powers(term.args[1], -sign)
    elif term.op == "exp":
        yield Fraction(1), [(E, _signed(term.args[0], sign))]
    elif term.op == "pow" and term.args[0].op != "num":
        yield Fraction(1), [(term.args[0], _signed(term.args[1], sign))]
    else:
        yield Fraction(1), [(term, num(sign))]


def _signed(exponent: Term, sign: int) -> Term:
    return tidy(neg(exponent)) if sign < 0 else exponent


def _merged(powers: Iterable[tuple[Term, Term]]) -> tuple[tuple[Term, Term], ...]:
    """Powers of one base as one, those to the power 0 left out."""
    found: dict[Term, tuple[Term, Term]] = {}
    for base, exponent in powers:
        key = unordered(base)
        if key in found:
            exponent = collected(add(found[key][1], exponent))
            base = found[key][0]
        found[key] = (base, exponent)
    return tuple((b, e) for b, e in found.values() if e is not ZERO)


def collected(term: Term) -> Term:
    """A sum with like terms put together.

    >>> from proofs.kernel.terms import var
    >>> x = var("x")
    >>> str(collected(add(x, num(1), neg(mul(num(3), x)))))
    '-(2*x) + 1'
    """
    parts = term.args if term.op == "add" else (term,)
    found: dict[object, tuple[Fraction, Product]] = {}
    for part in parts:
        for piece in part.args if part.op == "add" else (part,):
            product = product_of(tidy(piece))
            before = found.get(product.key)
            total = product.coefficient + (before[0] if before else 0)
            found[product.key] = (total, before[1] if before else product)
    rows = [Product(c, p.powers).term() for c, p in found.values() if c]
    return tidy(add(*rows))


def worked(term: Term) -> Term:
    """A term with its sums of numbers worked out.

    >>> from proofs.kernel.terms import var
    >>> str(worked(mul(var("x"), add(num(2), num(2), neg(num(1))))))
    '3*x'
    """
    if term.op not in BINDERS and not term.loose:
        term = rebuild(term, tuple(worked(a) for a in term.args))
    if term.op == "add" and all(product_of(p).powers == () for p in term.args):
        return collected(term)
    return tidy(term)


def with_powers(term: Term) -> Term:
    """A term in which x x is written x^2.

    >>> from proofs.kernel.terms import var
    >>> str(with_powers(div(ONE, mul(var("x"), var("x")))))
    '1/x^2'
    """
    if term.op in BINDERS or not term.args:
        return term
    args = tuple(with_powers(a) for a in term.args)
    names = [a for a in args if a.op == "var"]
    if term.op == "mul" and len(set(names)) < len(names):
        return product_of(mul(*args)).term()
    return tidy(rebuild(term, args))


def _negative(exponent: Term) -> bool:
    return exponent.op == "num" and exponent.value < 0


def _ordered(powers: Iterable[tuple[Term, Term]]) -> list[tuple[Term, Term]]:
    """In the order in which factors are written: numbers, letters, functions, sums."""
    return sorted(powers, key=lambda p: _order(p[0]))


def _order(base: Term) -> tuple[int, str]:
    rank = _RANK.get(base.op, _FUNCTION)
    return rank, str(base) if rank == 2 else ""


def common_part(products: list[Product]) -> Product:
    """The factors that all of several products have, with positive powers; exponentials only if
    they are the same in all."""
    powers = []
    for base, exponent in products[0].powers:
        key = unordered(base)
        others = [_exponent(p, key) for p in products]
        if base is E or any(e is None or e.op != "num" for e in others):
            if all(e is not None and unordered(e) is unordered(exponent) for e in others):
                powers.append((base, exponent))
            continue
        least = min(e.value for e in others if e is not None)
        if least > 0:
            powers.append((base, num(least)))
    number = 0
    for p in products:
        if p.coefficient.denominator != 1:
            number = 1
        number = gcd(number, int(p.coefficient.numerator))
    return Product(Fraction(number or 1), tuple(powers))


def _exponent(product: Product, key: Term) -> Term | None:
    return next((e for b, e in product.powers if unordered(b) is key), None)


__all__ = ["E", "Product", "collected", "common_part", "product_of", "raised", "sub"]
