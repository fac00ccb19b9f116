"""Algebraic constants: equal ones are proved equal, near ones are not."""

from __future__ import annotations

import pytest

from proofs import Claim, Proved, Refuted, check, replay
from proofs.kernel.enclosures.algebraic import is_zero
from proofs.kernel.terms import (
    ONE,
    PI,
    TWO,
    Term,
    add,
    apply,
    div,
    exp,
    log,
    mul,
    neg,
    num,
    power,
    root,
    sqrt,
    sub,
)

R2, R17 = sqrt(TWO), sqrt(num(17))
INNER, OUTER = sqrt(sub(num(34), mul(TWO, R17))), sqrt(add(num(34), mul(TWO, R17)))
HEPTADECAGON = div(
    add(
        num(-1),
        R17,
        INNER,
        mul(TWO, sqrt(add(num(17), mul(num(3), R17), neg(INNER), neg(mul(TWO, OUTER))))),
    ),
    num(16),
)


def cosine(angle: Term) -> Term:
    return apply("cos", angle)


EQUAL = {
    "nested-root": (sqrt(add(num(3), mul(TWO, R2))), add(ONE, R2)),
    "cube-roots": (sub(root(add(TWO, sqrt(num(5))), 3), root(sub(sqrt(num(5)), TWO), 3)), ONE),
    "golden-cosine": (cosine(div(PI, num(5))), div(add(ONE, sqrt(num(5))), num(4))),
    "heptadecagon": (cosine(div(mul(TWO, PI), num(17))), HEPTADECAGON),
    "real-power": (
        power(sub(num(19601), mul(num(13860), R2)), num("7/4")),
        power(sub(mul(num(5), R2), num(7)), num(7)),
    ),
    "sum-of-roots": (sqrt(add(num(5), mul(TWO, sqrt(num(6))))), add(R2, sqrt(num(3)))),
}


@pytest.mark.parametrize(("left", "right"), EQUAL.values(), ids=EQUAL.keys())
def test_equal_constants_are_proved_equal(left, right):
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    replay(verdict.proof)


NEAR = {
    "many-digits": (R2, num("1.4142135623730950488016887242096980785696718753769480731766797379")),
    "roots-that-nearly-agree": (
        add(sqrt(num(10**12)), sqrt(num(10**12 + 2))),
        mul(TWO, sqrt(num(10**12 + 1))),
    ),
    "heptadecagon-with-a-sign": (
        neg(cosine(div(mul(TWO, PI), num(17)))),
        HEPTADECAGON,
    ),
}


@pytest.mark.parametrize(("left", "right"), NEAR.values(), ids=NEAR.keys())
def test_near_constants_are_refuted(left, right):
    assert not is_zero(sub(left, right))
    assert isinstance(check(Claim(left, "=", right)), Refuted)


NOT_ALGEBRAIC = {
    "pi": sub(PI, PI),
    "exponential": sub(exp(ONE), exp(ONE)),
    "logarithm": sub(log(TWO), log(TWO)),
    "angle-of-one": sub(cosine(ONE), cosine(ONE)),
    "division-by-0": div(ONE, sub(sqrt(add(num(3), mul(TWO, R2))), add(ONE, R2))),
    "root-below-0": mul(sqrt(sub(ONE, TWO)), num(0)),
}


@pytest.mark.parametrize("term", NOT_ALGEBRAIC.values(), ids=NOT_ALGEBRAIC.keys())
def test_nothing_is_said_of_other_constants(term):
    assert not is_zero(term)
