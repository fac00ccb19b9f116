"""Quadratic polynomials as sums of squares, by completing one square after the other.

>>> from proofs.kernel.terms import add, mul, num, power, sub, var
>>> x, y = var("x"), var("y")
>>> from .facts import Facts
>>> str(completed(add(power(x, num(2)), mul(x, y), power(y, num(2))), Facts(())))
'(x + y/2)^2 + 3*y^2/4'
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from proofs.kernel.terms import ONE, TWO, Term, add, mul, num, power

from .facts import Facts
from .products import Product, product_of
from .tidying import tidy

MAX_NAMES = 4
Form = dict[tuple[Term, Term], Fraction]


def completed(term: Term, facts: Facts) -> Term | None:
    """The polynomial as a sum of squares; None where it is none, or not quadratic."""
    form = _form(term)
    if form is None:
        return None
    names = sorted({n for pair in form for n in pair}, key=lambda n: (n is ONE, str(n)))
    if not 1 < len(names) <= MAX_NAMES:
        return None
    squares: list[Term] = []
    for place, x in enumerate(names):
        leading = form.get((x, x), Fraction(0))
        others = names[place + 1 :]
        if leading < 0:
            return None
        if leading == 0:
            if any(_between(form, x, y) for y in others):
                return None
            continue
        row = {y: _between(form, x, y) / (2 * leading) for y in others}
        squares.append(_square(leading, x, row))
        for i, y in enumerate(others):
            for z in others[i:]:
                twice = 1 if y is z else 2
                change = twice * leading * row[y] * row[z]
                key = (y, z) if (y, z) in form or (z, y) not in form else (z, y)
                form[key] = form.get(key, Fraction(0)) - change
    return add(*squares) if squares else None


def _between(form: Mapping[tuple[Term, Term], Fraction], x: Term, y: Term) -> Fraction:
    return form.get((x, y), Fraction(0)) + form.get((y, x), Fraction(0))


def _square(leading: Fraction, x: Term, row: Mapping[Term, Fraction]) -> Term:
    parts = [x, *(_times(c, y) for y, c in row.items() if c)]
    inside = tidy(add(*parts))
    if inside is ONE:
        return num(leading)
    whole = power(inside, TWO)
    return Product(leading, ((inside, TWO),)).term() if leading != 1 else whole


def _times(c: Fraction, y: Term) -> Term:
    return tidy(mul(num(c), y)) if y is ONE else Product(c, ((y, ONE),)).term()


def _form(term: Term) -> Form | None:
    """The coefficients of x y by x and y; 1 stands for itself among the names."""
    form: Form = {}
    for part in term.args if term.op == "add" else (term,):
        product = product_of(part)
        names: list[Term] = []
        for base, e in product.powers:
            if base.op in ("add", "exp") or e not in (ONE, TWO):
                return None
            names += [base] * int(e.value)
        if len(names) > 2:
            return None
        names += [ONE] * (2 - len(names))
        key = (names[0], names[1])
        other = (names[1], names[0])
        key = other if other in form else key
        form[key] = form.get(key, Fraction(0)) + product.coefficient
    return form
