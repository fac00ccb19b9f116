"""Exact comparison of algebraic constants, by a bound below which only 0 lies.

A closed term made of rationals, + - * /, roots, and sines, cosines and their quotients at
rational multiples of pi is an algebraic number. From bounds on it and its conjugates follows a
number that its absolute value can't be below unless it is 0; a ball inside that bound around 0
proves that it is 0.
Source: C. Burnikel, S. Funke, K. Mehlhorn, S. Schirra, S. Schmitt, A separation bound for real
algebraic expressions (2001).

>>> from ..terms import TWO, add, mul, num, root, sub
>>> is_zero(sub(root(add(num(3), mul(TWO, root(TWO, 2))), 2), add(num(1), root(TWO, 2))))
True
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from flint import arb, ctx

from ..terms import PI, Term, subterms
from ..terms.definedness import closed_rational
from .balls import LOCK, ball
from .enclosure import Undetermined, enclose

MAX_DEGREE = 4_096
_WAVES = ("sin", "cos", "tan", "cot", "sec", "csc")
MAX_PRECISION = 60_000
"""Most bits that the proof of a zero may ask for."""


class Size(NamedTuple):
    """The number is n/d for algebraic integers n, d; `above` and `below` bound the logarithms (base
    2) of the absolute values of all their conjugates."""

    above: float
    below: float


def is_zero(term: Term) -> bool:
    """Whether a closed term is an algebraic number that is proved to be 0. False says nothing."""
    degree, turns = 1, 1
    for node in subterms(term):
        degree *= _degree(node)
        if node.op in _WAVES:
            turn = _turn(node.args[0])
            turns = lcm(turns, turn.denominator) if turn is not None else 0
        if not 0 < degree * turns <= MAX_DEGREE:
            return False
    degree *= _totient(4 * turns) if turns > 1 else 1  # all of them lie in one field
    if degree > MAX_DEGREE:
        return False
    size = _size(term, {})
    if size is None:
        return False
    # nonzero: |term| >= 2^-(below + (degree - 1) above)
    bits = size.below + (degree - 1) * max(size.above, 0.0) + 8
    if bits > MAX_PRECISION:
        return False
    try:
        value = enclose(term, {}, int(bits) + 64)
    except Undetermined:
        return False
    with LOCK:
        saved, ctx.prec = ctx.prec, int(bits) + 64
        try:
            return bool(abs(ball(value)) < arb(2) ** (-int(bits)))
        finally:
            ctx.prec = saved


def _degree(node: Term) -> int:
    """By what an operator can multiply the degree; 0 where it is none of these."""
    if node.op in ("num", "add", "neg", "mul", "div", "pi"):
        return 1
    if node.op == "root":
        return int(node.value)
    if node.op == "pow":
        exact = closed_rational(node.args[1])
        return 0 if exact is None or abs(exact) > MAX_DEGREE else exact.denominator
    return 1 if node.op in _WAVES else 0


def _turn(angle: Term) -> Fraction | None:
    """q, where the angle is q pi."""
    if angle is PI:
        return Fraction(1)
    if angle.op == "neg":
        inner = _turn(angle.args[0])
        return None if inner is None else -inner
    exact = closed_rational(angle)
    if exact == 0:
        return Fraction(0)
    if angle.op == "div":
        above, below = _turn(angle.args[0]), closed_rational(angle.args[1])
        return above / below if above is not None and below else None
    if angle.op == "mul":
        rest = [closed_rational(a) for a in angle.args]
        turns = [_turn(a) for a, r in zip(angle.args, rest, strict=True) if r is None]
        if len(turns) != 1 or turns[0] is None:
            return None
        out = turns[0]
        for r in rest:
            out *= r if r is not None else 1
        return out
    return None


def _totient(n: int) -> int:
    return sum(1 for k in range(1, n + 1) if gcd(k, n) == 1) if n <= MAX_DEGREE else 0


def _log2(value: int) -> float:
    return float(abs(value).bit_length()) if value else 0.0


def _size(term: Term, memo: dict[Term, Size | None]) -> Size | None:
    if term not in memo:
        memo[term] = _find_size(term, memo)
    return memo[term]


def _find_size(term: Term, memo: dict[Term, Size | None]) -> Size | None:
    if term.op == "num":
        exact: Fraction = term.value
        return Size(_log2(exact.numerator), _log2(exact.denominator))
    if term.op in ("sin", "cos"):  # twice a cosine is an algebraic integer, its conjugates too
        return Size(1.0, 1.0)
    if term.op in _WAVES:  # a quotient of two of these, or of 1 and one of them
        return Size(2.0, 2.0)
    exponent = closed_rational(term.args[1]) if term.op == "pow" else None
    parts = [_size(a, memo) for a in (term.args[:1] if term.op == "pow" else term.args)]
    sizes = [p for p in parts if p is not None]
    if len(sizes) != len(parts) or not sizes:
        return None
    if term.op == "neg":
        return sizes[0]
    if term.op == "root":
        return _root(sizes[0], term.value)
    if term.op == "pow" and exponent is not None:
        return _power(sizes[0], exponent)
    out = sizes[0]
    for size in sizes[1:]:
        out = _combine(term.op, out, size)
    return out if term.op in ("add", "mul", "div") else None


def _combine(op: str, a: Size, b: Size) -> Size:
    if op == "add":  # n1/d1 + n2/d2 = (n1 d2 + n2 d1)/(d1 d2)
        return Size(max(a.above + b.below, a.below + b.above) + 1, a.below + b.below)
    if op == "mul":
        return Size(a.above + b.above, a.below + b.below)
    return Size(a.above + b.below, a.below + b.above)


def _root(a: Size, index: int) -> Size:
    """(n/d)^(1/k) = (n d^(k-1))^(1/k) / d."""
    return Size((a.above + (index - 1) * a.below) / index, a.below)


def _power(a: Size, exponent: Fraction) -> Size:
    base = _root(a, exponent.denominator) if exponent.denominator > 1 else a
    times = abs(exponent.numerator)
    whole = Size(base.above * times, base.below * times)
    return whole if exponent >= 0 else Size(whole.below, whole.above)
