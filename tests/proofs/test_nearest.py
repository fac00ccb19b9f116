"""The nearest true statement: slips of the kinds that people make, and none where none is near."""

from __future__ import annotations

import pytest

from proofs import Claim, Proved, check
from proofs.kernel.terms import (
    ONE,
    REAL,
    TWO,
    ZERO,
    add,
    apply,
    bound,
    derivative,
    div,
    elem,
    exp,
    le,
    limit,
    log,
    lt,
    mul,
    neg,
    num,
    power,
    sqrt,
    sub,
    total,
    var,
)
from proofs.nearest import nearest

from .claims import IN_RANGE, X, c, n, sigmoid, softmax, tanh, x, y

a, b = var("a"), var("b")
B = bound(0, REAL)
ENTRY = elem(X, bound(0))
SQUARES = add(power(x, TWO), power(y, TWO))

SLIPS = {
    "bracket": (
        Claim(sigmoid(x), "=", mul(div(ONE, TWO), tanh(add(div(x, TWO), ONE)))),
        "1/2*(tanh(x/2) + 1)",
    ),
    "sign": (
        Claim(div(ONE, add(ONE, exp(sub(b, a)))), "=", sigmoid(sub(b, a))),
        "1/(1 + exp(b - a))",
    ),
    "cross-term": (Claim(power(add(x, y), TWO), "=", SQUARES), "x^2 + y^2 + 2*x*y"),
    "sum-for-product": (
        Claim(log(mul(x, y)), "=", mul(log(x), log(y)), given=[lt(ZERO, x), lt(ZERO, y)]),
        "log(x) + log(y)",
    ),
    "off-by-one": (Claim(apply("floor", div(num(25), TWO)), "=", num(13)), "12"),
    "missing-square": (
        Claim(
            total(ONE, n, mul(c, elem(X, bound(0)), c)),
            "=",
            mul(c, total(ONE, n, elem(X, bound(0)))),
        ),
        "c^2*sum(i=1..n, x[i])",
    ),
    "factor": (Claim(add(x, x), "=", x), "2*x"),
    "missing-bars": (Claim(sqrt(power(x, TWO)), "=", x), "abs(x)"),
    "derivative": (Claim(derivative(x, power(B, num(3))), "=", mul(num(3), x)), "3*x^2"),
    "square-in-a-derivative": (
        Claim(derivative(x, tanh(B)), "=", sub(ONE, tanh(x))),
        "1 - tanh(x)^2",
    ),
    "value-of-a-limit": (
        Claim(limit(ZERO, div(sub(ONE, apply("cos", B)), power(B, TWO))), "=", num(7)),
        "1/2",
    ),
    "induction": (
        Claim(total(ONE, n, bound(0)), "=", div(mul(n, sub(n, ONE)), TWO)),
        "n*(n + 1)/2",
    ),
}


@pytest.mark.parametrize(("wrong", "right"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_gets_its_correction(wrong, right):
    assert right in [str(term) for term in nearest(wrong)]


@pytest.mark.parametrize("wrong", [w for w, _ in SLIPS.values()], ids=SLIPS.keys())
def test_what_is_offered_is_proved(wrong):
    for right in nearest(wrong):
        repaired = Claim(wrong.left, "=", right, given=wrong.given)
        assert isinstance(check(repaired), Proved)


NOTHING_NEAR = {
    "far-off": Claim(exp(x), "=", apply("sin", mul(x, y))),
    "softmax-scaled": Claim(
        softmax(lambda j: mul(c, elem(X, j))), "=", softmax(lambda j: elem(X, j)), given=IN_RANGE
    ),
    "inequality": Claim(x, "<", neg(x), given=[le(ZERO, x)]),
    "decimal": Claim(log(TWO), "=", num("0.7"), digits=1),
}


@pytest.mark.parametrize("wrong", NOTHING_NEAR.values(), ids=NOTHING_NEAR.keys())
def test_nothing_is_offered_where_nothing_is_near(wrong):
    assert nearest(wrong) == ()
