"""An evaluation of terms that shares nothing with the kernel's: mpmath at 50 digits."""

from __future__ import annotations

import mpmath

from proofs.kernel.terms import Term, instantiate, num

_FUNCTIONS = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "tanh": mpmath.tanh,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "atan": mpmath.atan,
    "abs": abs,
    "floor": mpmath.floor,
    "sign": mpmath.sign,
}


class Undefined(ValueError):
    """The term has no real value here."""


def value(term: Term, point: dict[Term, object]) -> mpmath.mpf:
    """The real value of a term at a point of numbers, or Undefined."""
    with mpmath.workdps(50):
        return _value(term, point)


def _value(term: Term, point: dict[Term, object]) -> mpmath.mpf:
    op, args = term.op, term.args
    if op == "num":
        return mpmath.mpf(term.value.numerator) / term.value.denominator
    if term in point:
        return mpmath.mpf(point[term])
    if op == "pi":
        return mpmath.pi()
    if op in ("sum", "prod"):
        low, high = (int(_value(a, point)) for a in args[:2])
        parts = [_value(instantiate(args[2], num(k)), point) for k in range(low, high + 1)]
        return mpmath.fsum(parts) if op == "sum" else mpmath.fprod(parts)
    values = [_value(a, point) for a in args]
    if op == "add":
        return mpmath.fsum(values)
    if op == "mul":
        return mpmath.fprod(values)
    if op == "neg":
        return -values[0]
    if op == "div":
        if values[1] == 0:
            raise Undefined
        return values[0] / values[1]
    if op == "pow":
        return _power(*values)
    if op == "root":
        return _root(values[0], term.value)
    if op == "log" and values[0] <= 0:
        raise Undefined
    if op in ("max", "min"):
        return (max if op == "max" else min)(values)
    return _FUNCTIONS[op](*values)


def _power(base: mpmath.mpf, exponent: mpmath.mpf) -> mpmath.mpf:
    if exponent == int(exponent):
        if base == 0 and exponent < 0:
            raise Undefined
        return base ** int(exponent)
    if base < 0 or (base == 0 and exponent <= 0):
        raise Undefined
    return mpmath.power(base, exponent)


def _root(base: mpmath.mpf, index: int) -> mpmath.mpf:
    if base < 0:
        if index % 2 == 0:
            raise Undefined
        return -mpmath.root(-base, index)
    return mpmath.root(base, index)
