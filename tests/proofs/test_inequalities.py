"""Inequalities: by sign, squares, cases, and the least value of the difference."""

from __future__ import annotations

import pytest

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer
from proofs.kernel.terms import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    exp,
    le,
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

from .claims import c, sigmoid, tanh, x, y, z

CLOSE_CALLS = [
    # what fails only between two roots that are close to each other or irrational
    (lambda v: add(power(v, num(4)), neg(mul(num(3), v)), TWO), "5/6"),
    (lambda v: add(power(v, num(4)), neg(power(v, num(3))), num("1/10")), "3/4"),
    (lambda v: sub(power(v, TWO), sub(mul(num("2/7"), v), num("1/50"))), "1/7"),
]


@pytest.mark.parametrize(("polynomial", "witness"), CLOSE_CALLS, ids=["quartic", "dip", "square"])
def test_a_polynomial_that_is_negative_in_a_gap_is_refuted_there(polynomial, witness):
    verdict = check(Claim(polynomial(x), ">=", ZERO))
    assert isinstance(verdict, Refuted), verdict
    assert str(verdict.witness.at[0][1]) == witness


@pytest.mark.parametrize(
    "polynomial",
    [
        add(power(x, num(4)), neg(power(x, num(3))), num("3/10")),
        add(power(x, num(6)), neg(mul(num(2), power(x, num(3)))), x, num(1)),
    ],
    ids=str,
)
def test_a_polynomial_without_real_roots_is_positive(polynomial):
    verdict = check(Claim(polynomial, ">", ZERO))
    assert isinstance(verdict, Proved), verdict
    replay(verdict.proof)


QUADRATIC = add(power(x, TWO), neg(mul(y, x)), ONE)
"""x^2 - yx + 1, without a real zero where -2 < y < 2."""

BOUNDS = {
    "open": ([lt(num(-2), y), lt(y, TWO)], True),
    "closed": ([le(num(-2), y), le(y, TWO)], False),
    "one-sided": ([lt(y, TWO)], False),
    "elsewhere": ([lt(TWO, y), lt(y, num(4))], False),
}


@pytest.mark.parametrize(("given", "holds"), BOUNDS.values(), ids=BOUNDS.keys())
def test_a_quadratic_by_its_discriminant(given, holds):
    verdict = check(Claim(QUADRATIC, ">", ZERO, given=given))
    assert isinstance(verdict, Proved) is holds, verdict


A, B = ([var(f"{name}{i}") for i in range(3)] for name in "ab")


def dot(u: list[Term], v: list[Term]) -> Term:
    return add(*(mul(p, q) for p, q in zip(u, v, strict=True)))


def cauchy(length: int) -> Claim:
    """(a . b)^2 <= (a . a)(b . b)."""
    a, b = A[:length], B[:length]
    return Claim(power(dot(a, b), TWO), "<=", mul(dot(a, a), dot(b, b)))


def squares(*names: Term) -> Term:
    return add(*(power(v, TWO) for v in names))


def cubes(*names: Term) -> Term:
    return add(*(power(v, num(3)) for v in names))


def size(u: Term) -> Term:
    return apply("abs", u)


NOT_NEGATIVE = [le(ZERO, v) for v in (x, y, z)]

PROVED = {
    "two-squares": Claim(squares(x, y), ">=", mul(TWO, x, y)),
    "three-squares": Claim(squares(x, y, z), ">=", add(mul(x, y), mul(y, z), mul(z, x))),
    "definite": Claim(add(power(x, TWO), x, ONE), ">", ZERO),
    "cauchy-2": cauchy(2),
    "cauchy-3": cauchy(3),
    "three-cubes": Claim(cubes(x, y, z), ">=", mul(num(3), x, y, z), given=NOT_NEGATIVE),
    "exp-tangent": Claim(exp(x), ">=", add(ONE, x)),
    "log-tangent": Claim(log(add(ONE, x)), "<=", x, given=[lt(neg(ONE), x)]),
    "sine": Claim(apply("sin", x), "<=", x, given=[le(ZERO, x)]),
    "tanh": Claim(tanh(x), "<=", x, given=[le(ZERO, x)]),
    "tanh-below-1": Claim(size(tanh(x)), "<", ONE),
    "sine-at-most-1": Claim(size(apply("sin", x)), "<=", ONE),
    "sigma-near-step": Claim(
        size(sub(sigmoid(mul(c, x)), apply("heaviside", x))),
        "<=",
        exp(neg(mul(c, size(x)))),
        given=[lt(ZERO, c)],
    ),
    "triangle": Claim(size(add(x, y)), "<=", add(size(x), size(y))),
    "chained-facts": Claim(x, "<", z, given=[lt(x, y), lt(y, z)]),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    replay(verdict.proof)


def test_log_is_below_its_tangent_where_it_is_defined():
    verdict = check(Claim(log(x), "<=", sub(x, ONE)))
    assert isinstance(verdict, Proved)
    assert [str(condition) for condition in verdict.conditions] == ["0 < x"]


REFUTED = {
    "strict-at-the-square": Claim(squares(x, y), ">", mul(TWO, x, y)),
    "three-times": Claim(squares(x, y), ">=", mul(num(3), x, y)),
    "cubes-of-any-sign": Claim(cubes(x, y, z), ">=", mul(num(3), x, y, z)),
    "strict-tangent": Claim(exp(x), ">", add(ONE, x)),
    "steeper-tangent": Claim(exp(x), ">=", add(ONE, mul(TWO, x))),
    "sine-below-0": Claim(apply("sin", x), "<=", x),
    "indefinite": Claim(add(power(x, TWO), mul(TWO, x), ONE), ">", ZERO),
    "chain-the-wrong-way": Claim(z, "<", x, given=[lt(x, y), lt(y, z)]),
}


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED.keys())
def test_refuted(claim):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


LEAST = "least value"
WRONG_STEPS = {
    "not-the-least": (le(exp(x), add(ONE, x)), x, ZERO),
    "value-below-0": (le(num(2), exp(x)), x, ZERO),
    "slope-of-both-signs": (le(ZERO, apply("sin", x)), x, ZERO),
    "corner": (le(ZERO, size(x)), x, ZERO),
    "outside-the-domain": (le(log(x), sub(x, ONE)), x, ONE),
    "edge-of-the-domain": (le(ZERO, sqrt(x)), x, ZERO),
    "point-that-moves": (le(ZERO, power(sub(x, y), TWO)), x, x),
}


@pytest.mark.parametrize(("goal", "name", "least"), WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_least_value_is_not_accepted(goal, name, least):
    with pytest.raises(InferenceError):
        infer(LEAST, (), goal, (), {"on": name, "at": least})
