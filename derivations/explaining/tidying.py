"""A term put in the order in which it is written by hand: without 1 as a factor, 0 as a summand,
double signs, or products within products; and a form in which the order of parts makes no
difference.

What is tidied here is what a textbook does without a word. All else is a step with its reason.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import lcm, prod

from proofs.kernel.terms import (
    ONE,
    ZERO,
    Term,
    add,
    construct,
    div,
    mul,
    neg,
    num,
    picked,
    power,
    rebuild,
)

MAX_WORKED_OUT, MAX_EXPONENT = 10**6, 20
"""Largest power of a number that is worked out without a word."""


@lru_cache(maxsize=8_192)
def tidy(term: Term) -> Term:
    """The same term as it is written by hand.

    >>> from proofs.kernel.terms import exp, sub, var
    >>> x = var("x")
    >>> str(tidy(mul(ONE, sub(x, neg(exp(neg(neg(x))))), num(2), num(3))))
    '6*(x + exp(x))'
    """
    if not term.args:
        return term
    term = rebuild(term, tuple(tidy(a) for a in term.args))
    rule = _TIDIED.get(term.op)
    return term if rule is None else rule(term)


def _neg(term: Term) -> Term:
    inner = term.args[0]
    if inner.op == "num":
        return num(-inner.value)
    return inner.args[0] if inner.op == "neg" else term


def _add(term: Term) -> Term:
    parts: list[Term] = []
    for a in term.args:
        parts += a.args if a.op == "add" else (a,)
    kept = [signed(p) for p in parts if p is not ZERO]
    return add(*kept)


def signed(a: Term) -> Term:
    """A negative number as minus its amount, which is how a summand is written."""
    if a.op == "num" and a.value < 0:
        return neg(num(-a.value))
    return a


def _mul(term: Term) -> Term:
    sign, numbers, parts = 1, Fraction(1), []
    waiting = list(term.args)
    while waiting:
        a = waiting.pop(0)
        if a.op == "mul":
            waiting = [*a.args, *waiting]
        elif a.op == "neg":
            sign, waiting = -sign, [a.args[0], *waiting]
        elif a.op == "num":
            numbers *= a.value
        else:
            parts.append(a)
    if not numbers:
        return ZERO
    if numbers < 0:
        sign, numbers = -sign, -numbers
    body = mul(*parts) if numbers == 1 else mul(num(numbers), *parts)
    return _neg(neg(body)) if sign < 0 else body


def _div(term: Term) -> Term:
    over, under = term.args
    sign = 1
    if over.op == "neg" or (over.op == "num" and over.value < 0):
        sign, over = -sign, _neg(neg(over))
    if under.op == "neg" or (under.op == "num" and under.value < 0):
        sign, under = -sign, _neg(neg(under))
    if over.op == under.op == "num" and under.value:
        body = num(over.value / under.value)
    elif under is ONE:
        body = over
    elif over is ZERO:
        body = ZERO
    else:
        body = div(over, under)
    return _neg(neg(body)) if sign < 0 else body


def _pow(term: Term) -> Term:
    base, exponent = term.args
    if exponent is ONE:
        return base
    if base is ONE or exponent is ZERO:
        return ONE
    if base is ZERO and exponent.op == "num" and exponent.value > 0:
        return ZERO
    numbers = base.op == exponent.op == "num" and exponent.value.denominator == 1 and base.value
    if numbers and (abs(base.value) == 1 or abs(exponent.value) <= MAX_EXPONENT):
        value = base.value ** int(exponent.value)
        if max(abs(value.numerator), value.denominator) <= MAX_WORKED_OUT:
            return num(value)
    return term


def _elem(term: Term) -> Term:
    head, *index = term.args
    return tidy(picked(head, *index)) if head.op == "fam" and head.args[1].op != "cases" else term


_TIDIED = {"neg": _neg, "add": _add, "mul": _mul, "div": _div, "pow": _pow, "elem": _elem}


@lru_cache(maxsize=8_192)
def unordered(term: Term) -> Term:
    """One term for all that differ in the order of summands and factors only.

    >>> from proofs.kernel.terms import var
    >>> x, y = var("x"), var("y")
    >>> unordered(add(x, mul(x, y))) is unordered(add(mul(y, x), x))
    True
    """
    if not term.args:
        return term
    args = tuple(unordered(a) for a in term.args)
    if term.op in ("add", "mul"):
        args = tuple(sorted(args, key=_place))
        return construct(term.op, args)
    if term.op == "div" and args[0].op == "num" and args[0] is not ONE:  # 2/x and 2 (1/x) differ
        return rebuild(term, args)
    return rebuild(term, args)


@lru_cache(maxsize=8_192)
def _place(term: Term) -> str:
    return str(term)


def integers(values: list[Fraction]) -> tuple[int, list[int]]:
    """The common denominator of fractions, and what they are over it."""
    common = lcm(*(v.denominator for v in values)) if values else 1
    return common, [int(v * common) for v in values]


def size(term: Term) -> int:
    """How long a term is to write: its parts, counted as often as they stand there."""
    return _size(term)


@lru_cache(maxsize=8_192)
def _size(term: Term) -> int:
    weight = {"neg": 0, "add": 0, "mul": 0}.get(term.op, 1)
    return weight + sum(map(_size, term.args)) + (len(term.args) if term.op == "add" else 0)


__all__ = ["integers", "power", "prod", "signed", "size", "tidy", "unordered"]
