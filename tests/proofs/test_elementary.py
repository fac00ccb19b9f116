"""Antiderivatives of known forms: each is accepted by the kernel, and none is found for others."""

from __future__ import annotations

import pytest

from proofs.kernel.calculus.differentiation import differentiate
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.terms import (
    ONE,
    TWO,
    Term,
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
    sqrt,
    sub,
    var,
)
from proofs.kernel.terms.definedness import definedness
from proofs.methods.elementary import elementary

x, a, b = var("x"), var("a"), var("b")
FACTS = (lt(num(5), x), lt(num(0), a), lt(num(0), b))


def wave(name: str, u: Term) -> Term:
    return apply(name, u)


FORMS = {
    "polynomial": add(power(x, TWO), mul(num(3), x), ONE),
    "power-of-what-is-linear": power(add(mul(TWO, x), ONE), num(7)),
    "reciprocal": div(num(3), add(mul(num(4), x), ONE)),
    "root": sqrt(add(x, ONE)),
    "power-in-a-divisor": div(ONE, mul(x, sqrt(x))),
    "symbolic-power": power(x, a),
    "quotient-of-a-sum": div(add(power(x, num(3)), ONE), power(x, TWO)),
    "exponential": exp(sub(ONE, mul(a, x))),
    "waves": add(wave("sin", mul(num(5), x)), neg(wave("cos", add(x, b)))),
    "arctangent": div(ONE, add(power(x, TWO), power(a, TWO))),
    "quadratic": div(ONE, add(power(x, TWO), x, ONE)),
    "over-a-quadratic": div(add(mul(num(3), x), ONE), add(power(x, TWO), num(4))),
    "two-real-roots": div(ONE, sub(power(x, TWO), num(4))),
    "by-parts": mul(power(x, num(3)), exp(neg(x))),
    "by-parts-wave": mul(add(power(x, TWO), ONE), wave("cos", mul(TWO, x))),
    "damped": mul(exp(neg(mul(a, x))), wave("sin", mul(b, x))),
    "logarithm": log(x),
    "power-and-logarithm": mul(power(x, TWO), log(x)),
    "logarithm-over-x": div(log(x), x),
    "change-of-variable": mul(x, exp(power(x, TWO))),
    "squared-logarithm-over-x": div(power(log(x), TWO), x),
    "wave-of-a-logarithm": wave("sin", log(x)),
    "exponentials": div(exp(mul(TWO, x)), add(ONE, exp(x))),
    "root-inside": div(ONE, add(ONE, sqrt(x))),
    "cubed-wave": power(wave("sin", x), num(3)),
    "squared-wave": power(wave("cos", mul(num(3), x)), TWO),
    "secant-squared": div(ONE, power(wave("cos", x), TWO)),
    "division": div(power(x, num(4)), add(power(x, TWO), ONE)),
    "parts-of-an-arctangent": mul(x, wave("atan", x)),
    "parts-of-a-logarithm": mul(x, log(add(ONE, x))),
    "two-steps": mul(exp(mul(TWO, x)), log(add(ONE, exp(x)))),
    "root-of-a-quadratic": sqrt(add(power(x, TWO), ONE)),
    "over-a-root": div(ONE, sqrt(add(power(x, TWO), mul(TWO, x), num(5)))),
}


@pytest.mark.parametrize("f", FORMS.values(), ids=FORMS.keys())
def test_its_derivative_is_the_function(f):
    normalizer = Normalizer((*FACTS, *definedness(f)))
    whole = elementary(normalizer, f, x)
    assert whole is not None
    slope, conditions = differentiate(whole, x)
    assert normalizer.equal(slope, f)
    assert all(normalizer.holds(c) for c in conditions)


OTHERS = {
    "bell": exp(neg(power(x, TWO))),
    "wave-over-x": div(wave("sin", x), x),
    "root-of-a-cubic": sqrt(add(power(x, num(3)), ONE)),
    "power-in-x": power(x, x),
}


@pytest.mark.parametrize("f", OTHERS.values(), ids=OTHERS.keys())
def test_none_is_found(f):
    assert elementary(Normalizer(FACTS), f, x) is None
