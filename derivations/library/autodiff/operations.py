r"""Elementary operations, each beside its partial derivatives.

An operation's value and partials are terms in the names `A`, `B` (its operands) and `R` (its
result). They are what a table shows, what is computed, and what the kernel is asked to prove of it:
there is no second table of derivatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from proofs.kernel.terms import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    div,
    eq,
    le,
    log,
    maximum,
    minimum,
    mul,
    neg,
    num,
    power,
    root,
    sub,
    substitute,
    var,
)

A, B, R = var("operand 1"), var("operand 2"), var("result")


@dataclass(frozen=True, eq=False)
class Operation:
    """An elementary function of one or two operands; each is made once, and is only itself.

    `value` is a term in A and B; `partials` its derivatives in each operand, in A, B and R, where
    they are defined and `apart` (a statement) fails. Nothing is differentiable elsewhere.
    """

    name: str
    value: Term
    partials: tuple[Term, ...]
    apart: Term | None = None

    @property
    def arity(self) -> int:
        """The number of operands."""
        return len(self.partials)


def _one(name: str, value: Term, partial: Term, apart: Term | None = None) -> Operation:
    return Operation(name, value, (partial,), apart)


def _known(name: str, partial: Term) -> Operation:
    return _one(name, apply(name, A), partial)


def _step(a: Term, b: Term) -> Term:
    return apply("heaviside", sub(a, b))


_SQUARE = power(A, TWO)

ADD = Operation("add", add(A, B), (ONE, ONE))
SUBTRACT = Operation("subtract", sub(A, B), (ONE, num(-1)))
MULTIPLY = Operation("multiply", mul(A, B), (B, A))
DIVIDE = Operation("divide", div(A, B), (div(ONE, B), neg(div(A, power(B, TWO)))))
NEGATE = _one("negate", neg(A), num(-1))
COPY = _one("copy", A, ONE)
POWER = Operation(
    "power", power(A, B), (mul(B, power(A, sub(B, ONE))), mul(R, log(A))), le(A, ZERO)
)
MAXIMUM = Operation("max", maximum(A, B), (_step(A, B), _step(B, A)), eq(A, B))
MINIMUM = Operation("min", minimum(A, B), (_step(B, A), _step(A, B)), eq(A, B))

FUNCTIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        _known("exp", R),
        _known("log", div(ONE, A)),
        _known("sin", apply("cos", A)),
        _known("cos", neg(apply("sin", A))),
        _known("tan", add(ONE, power(R, TWO))),
        _known("sinh", apply("cosh", A)),
        _known("cosh", apply("sinh", A)),
        _known("tanh", sub(ONE, power(R, TWO))),
        _known("asin", div(ONE, root(sub(ONE, _SQUARE), 2))),
        _known("acos", neg(div(ONE, root(sub(ONE, _SQUARE), 2)))),
        _known("atan", div(ONE, add(ONE, _SQUARE))),
        _known("asinh", div(ONE, root(add(_SQUARE, ONE), 2))),
        _known("acosh", div(ONE, root(sub(_SQUARE, ONE), 2))),
        _known("atanh", div(ONE, sub(ONE, _SQUARE))),
        _one("abs", apply("abs", A), div(A, R)),
        _one("sign", apply("sign", A), ZERO, eq(A, ZERO)),
        _one("heaviside", apply("heaviside", A), ZERO, eq(A, ZERO)),
    )
}
"""The functions of one operand, by their names in the kernel."""

QUOTIENTS: dict[str, tuple[str, str]] = {
    "sec": ("", "cos"), "csc": ("", "sin"), "cot": ("cos", "sin"),
    "sech": ("", "cosh"), "csch": ("", "sinh"), "coth": ("cosh", "sinh"),
}  # fmt: skip
"""Functions that are quotients of others (or of 1 and another), and are traced as such."""


@cache
def power_of(exponent: Term) -> Operation:
    """A to a constant exponent: an integer, or a real number where A > 0.

    >>> str(power_of(num(3)).partials[0])
    '3*operand 1^2'
    """
    value = power(A, exponent)
    if exponent is ZERO:
        return _one("power", value, ZERO)
    if exponent.op != "num":
        return _one("power", value, mul(exponent, power(A, sub(exponent, ONE))), le(A, ZERO))
    exact = exponent.value
    slope = mul(num(abs(exact)), A if exact == 2 else power(A, num(exact - 1)))
    whole = exact.denominator == 1
    return _one("power", value, slope if exact > 0 else neg(slope), None if whole else le(A, ZERO))


@cache
def power_from(base: Term) -> Operation:
    """A constant base, which is positive, to the power of A."""
    return _one("power", power(base, A), mul(R, log(base)))


@cache
def root_of(index: int) -> Operation:
    """The real root of this index; its slope is 1/(n R^(n-1))."""
    below = R if index == 2 else power(R, num(index - 1))
    return _one("root", root(A, index), div(ONE, mul(num(index), below)))


def put_in(term: Term, operands: tuple[Term, ...], result: Term) -> Term:
    """A value or partial of an operation with terms in place of A, B and R.

    >>> str(put_in(FUNCTIONS["tanh"].partials[0], (var("x"),), var("y")))
    '1 - y^2'
    """
    return substitute(term, {**dict(zip((A, B), operands, strict=False)), R: result})


__all__ = [
    "ADD", "COPY", "DIVIDE", "FUNCTIONS", "MAXIMUM", "MINIMUM", "MULTIPLY", "NEGATE", "POWER",
    "QUOTIENTS", "SUBTRACT", "A", "B", "Operation", "R", "power_from", "power_of", "put_in",
    "root_of",
]  # fmt: skip
