"""Small edits of a term, in the ways in which people slip.

>>> from itertools import islice
>>> from proofs.kernel.terms import var
>>> x = var("x")
>>> [str(t) for t in islice(edits(power(x, TWO)), 2)]
['-x^2', '(-x)^2']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from .kernel.terms import (
    BINDERS,
    INTEGER_FUNCTIONS,
    ONE,
    REAL_FUNCTIONS,
    TWO,
    Term,
    TermError,
    add,
    apply,
    div,
    mul,
    neg,
    num,
    power,
    rebuild,
    shift,
)


def edits(term: Term) -> Iterator[Term]:
    """The term with one of its parts changed, in the ways in which people slip."""
    names = sorted((v for v in term.free if v.op == "var"), key=str)
    kinds = (_brackets, _signs, _numbers, _powers, _missing, lambda t: _names(t, names))
    for kind in (*kinds, _absolute):
        yield from _everywhere(term, kind)
    yield from _cross_terms(term, names)


def _everywhere(term: Term, change: Callable[[Term], Iterator[Term]]) -> Iterator[Term]:
    yield from change(term)
    for place, child in enumerate(term.args):
        if term.sort.name == "bool":
            return
        for new in _everywhere(child, change):
            args = (*term.args[:place], new, *term.args[place + 1 :])
            try:
                yield rebuild(term, args)
            except TermError:
                continue


def _number(term: Term) -> bool:
    return term.sort.name in ("nat", "int", "real")


def _brackets(term: Term) -> Iterator[Term]:
    """f(u + v) -> f(u) + v, and out of a sum: sum (u + v) -> sum u + v."""
    functions = REAL_FUNCTIONS | INTEGER_FUNCTIONS
    if term.op in functions and term.args[0].op == "add":
        parts = term.args[0].args
        for i, part in enumerate(parts):
            rest = add(*parts[:i], *parts[i + 1 :])
            yield add(apply(term.op, rest), part)
    if term.op == "sum" and term.args[2].op == "add":
        parts = term.args[2].args
        for i, part in enumerate(parts):
            if not any(level == 0 for level, _ in part.holes):
                rest = add(*parts[:i], *parts[i + 1 :])
                yield add(rebuild(term, (*term.args[:2], rest)), shift(part, -1))
    if term.op == "mul" and term.args[-1].op == "add":
        first, *rest_of_sum = term.args[-1].args
        yield add(mul(*term.args[:-1], first), *rest_of_sum)
    if term.op == "add" and term.args[0].op == "mul":
        *factors, last = term.args[0].args
        yield mul(*factors, add(last, *term.args[1:]))


def _signs(term: Term) -> Iterator[Term]:
    if not _number(term) or term.op in BINDERS:
        return
    if term.op == "num":
        yield num(-term.value)
    else:
        yield term.args[0] if term.op == "neg" else neg(term)


def _numbers(term: Term) -> Iterator[Term]:
    """Twice, half; and a number one up or down."""
    if not _number(term):
        return
    if term.op == "num":
        value: Fraction = term.value
        for other in (value + 1, value - 1, 2 * value, value / 2):
            yield num(other)
        if value:
            yield num(1 / value)
        return
    yield mul(TWO, term)
    yield div(term, TWO)


def _powers(term: Term) -> Iterator[Term]:
    """A square that is missing, or too many."""
    if term.op == "pow" and term.args[1] is TWO:
        yield term.args[0]
    elif _number(term) and term.op != "num":
        yield power(term, TWO)


def _missing(term: Term) -> Iterator[Term]:
    """A summand or factor left out; one too many, or 1 missing."""
    if term.op in ("add", "mul"):
        make, other = (add, mul) if term.op == "add" else (mul, add)
        for i in range(len(term.args)):
            yield make(*term.args[:i], *term.args[i + 1 :])
        yield other(*term.args)
    if _number(term) and term.op != "num":
        yield add(term, ONE)
        yield add(term, num(-1))


def _cross_terms(term: Term, names: list[Term]) -> Iterator[Term]:
    """A product of two names that is missing, once or twice: x^2 + y^2 -> x^2 + y^2 + 2 x y."""
    plain = [n for n in names if _number(n)]
    for i, a in enumerate(plain):
        for b in plain[i + 1 :]:
            for missing in (mul(a, b), mul(TWO, a, b)):
                yield add(term, missing)
                yield add(term, neg(missing))


def _names(term: Term, names: list[Term]) -> Iterator[Term]:
    """One name for another of the same sort."""
    if term.op == "var":
        yield from (n for n in names if n is not term and n.sort == term.sort)


def _absolute(term: Term) -> Iterator[Term]:
    """An absolute value that is missing."""
    if _number(term) and term.op not in ("num", "abs"):
        yield apply("abs", term)
