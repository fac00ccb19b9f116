"""Exponentials, logarithms and hyperbolic functions."""

from __future__ import annotations

from proofs.kernel.terms import (
    ONE,
    TWO,
    ZERO,
    add,
    apply,
    div,
    exp,
    log,
    lt,
    mul,
    neg,
    num,
    power,
    sub,
)

from .names import a, b, n, x
from .rule import Rule

_MINUS = num(-1)


RULES = (
    Rule(
        "exponential of a sum",
        exp(add(a, b)),
        mul(exp(a), exp(b)),
        "$e^{a + b} = e^a e^b$",
        source="DLMF 4.8.13",
    ),
    Rule(
        "exponential of a multiple",
        exp(mul(n, x)),
        power(exp(x), n),
        "$e^{n x} = (e^x)^n$",
        reversible=True,
        source="DLMF 4.2.33",
        cost=1.5,
    ),
    Rule(
        "exponential of minus", exp(neg(x)), div(ONE, exp(x)), "$e^{-x} = 1/e^x$", reversible=True
    ),
    Rule(
        "quotient of exponentials", div(exp(a), exp(b)), exp(sub(a, b)), "$e^a / e^b = e^{a - b}$"
    ),
    Rule("exponential at 0", exp(ZERO), ONE, "$e^0 = 1$"),
    Rule(
        "exponential of a logarithm",
        exp(log(x)),
        x,
        "$e^{\\log x} = x$",
        needs=((lt(ZERO, x), {x: _MINUS}),),
        source="DLMF 4.8.4",
    ),
    Rule("logarithm of an exponential", log(exp(x)), x, "$\\log e^x = x$", source="DLMF 4.8.3"),
    Rule(
        "logarithm of a product",
        log(mul(a, b)),
        add(log(a), log(b)),
        "the logarithm of a product is the sum of the logarithms",
        needs=((lt(ZERO, a), {a: num(-2), b: _MINUS}), (lt(ZERO, b), {a: num(-2), b: _MINUS})),
        source="DLMF 4.8.2",
        reversible=True,
    ),
    Rule(
        "logarithm of a quotient",
        log(div(a, b)),
        sub(log(a), log(b)),
        "the logarithm of a quotient is the difference of the logarithms",
        needs=((lt(ZERO, a), {a: num(-2), b: _MINUS}), (lt(ZERO, b), {a: num(-2), b: _MINUS})),
        source="DLMF 4.8.2",
        reversible=True,
    ),
    Rule(
        "logarithm of a power",
        log(power(x, n)),
        mul(n, log(x)),
        "$\\log x^n = n \\log x$",
        needs=((lt(ZERO, x), {x: _MINUS, n: TWO}),),
        source="DLMF 4.8.6",
        reversible=True,
    ),
    Rule("logarithm of 1", log(ONE), ZERO, "$\\log 1 = 0$"),
    Rule("logarithm of e", log(exp(ONE)), ONE, "$\\log e = 1$", cost=0.5),
    Rule(
        "definition of tanh",
        apply("tanh", x),
        div(sub(exp(x), exp(neg(x))), add(exp(x), exp(neg(x)))),
        "the definition of $\\tanh$",
        source="DLMF 4.28.4",
        reversible=True,
    ),
    Rule(
        "definition of sinh",
        apply("sinh", x),
        div(sub(exp(x), exp(neg(x))), TWO),
        "the definition of $\\sinh$",
        source="DLMF 4.28.1",
        reversible=True,
    ),
    Rule(
        "definition of cosh",
        apply("cosh", x),
        div(add(exp(x), exp(neg(x))), TWO),
        "the definition of $\\cosh$",
        source="DLMF 4.28.2",
        reversible=True,
    ),
    Rule(
        "tanh by sinh and cosh",
        apply("tanh", x),
        div(apply("sinh", x), apply("cosh", x)),
        "$\\tanh x = \\sinh x / \\cosh x$",
        reversible=True,
        source="DLMF 4.28.4",
    ),
    Rule(
        "squares of cosh and sinh",
        sub(power(apply("cosh", x), TWO), power(apply("sinh", x), TWO)),
        ONE,
        "$\\cosh^2 x - \\sinh^2 x = 1$",
        source="DLMF 4.35.11",
        derived=True,
    ),
    Rule("tanh at 0", apply("tanh", ZERO), ZERO, "$\\tanh 0 = 0$"),
    Rule("tanh is odd", apply("tanh", neg(x)), neg(apply("tanh", x)), "$\\tanh$ is odd"),
)
