"""Sine, cosine and tangent: DLMF chapter 4; and Euler's formula."""

from __future__ import annotations

from proofs.kernel.terms import (
    ONE,
    PI,
    TWO,
    ZERO,
    I,
    Term,
    add,
    apply,
    div,
    exp,
    mul,
    neg,
    num,
    power,
    sqrt,
    sub,
)

from .names import a, b, x
from .rule import Rule


def _sin(t: Term) -> Term:
    return apply("sin", t)


def _cos(t: Term) -> Term:
    return apply("cos", t)


_SIN2, _COS2 = power(_sin(x), TWO), power(_cos(x), TWO)
_VALUES = (
    (ZERO, ZERO, ONE), (div(PI, num(6)), num("1/2"), div(sqrt(num(3)), TWO)),
    (div(PI, num(4)), div(sqrt(TWO), TWO), div(sqrt(TWO), TWO)),
    (div(PI, num(3)), div(sqrt(num(3)), TWO), num("1/2")), (div(PI, TWO), ONE, ZERO),
    (PI, ZERO, neg(ONE)), (mul(TWO, PI), ZERO, ONE),
)  # fmt: skip


def _special_values() -> tuple[Rule, ...]:
    """sin and cos of 0, pi/6, pi/4, pi/3, pi/2, pi and 2 pi."""
    from ...writing.latex import latex

    return tuple(
        Rule(f"{name} at {at}", make(at), value, f"$\\{name} {latex(at)} = {latex(value)}$",
             source="DLMF 4.17")
        for at, sine, cosine in _VALUES
        for name, make, value in (("sin", _sin, sine), ("cos", _cos, cosine))
    )  # fmt: skip


RULES = (
    Rule("Pythagoras", add(_SIN2, _COS2), ONE,
         "$\\sin^2 x + \\cos^2 x = 1$", source="DLMF 4.21.12"),
    Rule("1 minus the square of the sine", sub(ONE, _SIN2), _COS2, "$1 - \\sin^2 x = \\cos^2 x$",
         source="DLMF 4.21.12"),
    Rule("1 minus the square of the cosine", sub(ONE, _COS2), _SIN2, "$1 - \\cos^2 x = \\sin^2 x$",
         source="DLMF 4.21.12"),
    Rule("square of the cosine", _COS2, sub(ONE, _SIN2), "$\\cos^2 x = 1 - \\sin^2 x$",
         source="DLMF 4.21.12", cost=1.5),
    Rule("square of the sine", _SIN2, sub(ONE, _COS2), "$\\sin^2 x = 1 - \\cos^2 x$",
         source="DLMF 4.21.12", cost=1.5),
    Rule("tangent", apply("tan", x), div(_sin(x), _cos(x)), "the definition of $\\tan$",
         reversible=True, source="DLMF 4.14.4"),
    Rule("cotangent", apply("cot", x), div(_cos(x), _sin(x)), "the definition of $\\cot$",
         source="DLMF 4.14.7"),
    Rule("secant", apply("sec", x), div(ONE, _cos(x)), "the definition of $\\sec$",
         source="DLMF 4.14.6"),
    Rule("cosecant", apply("csc", x), div(ONE, _sin(x)), "the definition of $\\csc$",
         source="DLMF 4.14.5"),
    Rule("sine of a double angle", _sin(mul(TWO, x)), mul(TWO, _sin(x), _cos(x)),
         "$\\sin 2x = 2 \\sin x \\cos x$", reversible=True, source="DLMF 4.21.27"),
    Rule("cosine of a double angle", _cos(mul(TWO, x)), sub(_COS2, _SIN2),
         "$\\cos 2x = \\cos^2 x - \\sin^2 x$", reversible=True, source="DLMF 4.21.28"),
    Rule("sine of a sum", _sin(add(a, b)), add(mul(_sin(a), _cos(b)), mul(_cos(a), _sin(b))),
         "the addition formula of the sine", source="DLMF 4.21.2"),
    Rule("cosine of a sum", _cos(add(a, b)), sub(mul(_cos(a), _cos(b)), mul(_sin(a), _sin(b))),
         "the addition formula of the cosine", source="DLMF 4.21.3"),
    Rule("sine is odd", _sin(neg(x)), neg(_sin(x)), "$\\sin$ is odd"),
    Rule("cosine is even", _cos(neg(x)), _cos(x), "$\\cos$ is even"),
    Rule("Euler's formula", exp(mul(I, x)), add(_cos(x), mul(I, _sin(x))),
         "Euler's formula, $e^{i x} = \\cos x + i \\sin x$", source="DLMF 4.2.21"),
    Rule("square of the imaginary unit", power(I, TWO), neg(ONE), "$i^2 = -1$"),
    Rule("arctangent at 1", apply("atan", ONE), div(PI, num(4)), "$\\arctan 1 = \\frac{\\pi}{4}$"),
    Rule("arctangent at 0", apply("atan", ZERO), ZERO, "$\\arctan 0 = 0$"),
    *_special_values(),
)  # fmt: skip
