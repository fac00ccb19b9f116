"""Equalities by way of a one-to-one function: what it gives, and what it must not give."""

import json

import pytest

from proofs import Claim, Proved, Refuted, check
from proofs.kernel import InferenceError, infer, replay, to_data
from proofs.kernel.terms import (
    ONE,
    PI,
    TWO,
    ZERO,
    add,
    apply,
    defined,
    div,
    eq,
    le,
    log,
    lt,
    mul,
    neg,
    num,
    power,
    root,
    sqrt,
    sub,
    var,
)

x, y = var("x"), var("y")
HALF_PI = div(PI, TWO)


def function(name):
    return lambda inner: apply(name, inner)


sin, cos, tan, asin, acos, atan = map(function, "sin cos tan asin acos atan".split())
asinh, cosh, acosh = map(function, "asinh cosh acosh".split())


def between(low, middle, high):
    return [le(low, middle), le(middle, high)]


SMALL = [lt(apply("abs", v), ONE) for v in (x, y)]
SUM_OF_ARCS = atan(div(add(x, y), sub(ONE, mul(x, y))))

TRUE = {
    "Euler": Claim(
        add(mul(num(5), atan(num("1/7"))), mul(TWO, atan(num("3/79")))), "=", div(PI, num(4))
    ),
    "Gauss": Claim(
        add(mul(num(12), atan(num("1/18"))), mul(num(8), atan(num("1/57"))),
            mul(num(-5), atan(num("1/239")))), "=", div(PI, num(4)),
    ),
    "arc of a surd": Claim(atan(sub(TWO, sqrt(num(3)))), "=", div(PI, num(12))),
    "asin and atan of constants": Claim(asin(num("5/13")), "=", atan(num("5/12"))),
    "asin sin": Claim(asin(sin(x)), "=", x, given=between(neg(HALF_PI), x, HALF_PI)),
    "asin sin, next branch": Claim(
        asin(sin(x)), "=", sub(PI, x), given=between(HALF_PI, x, mul(num("3/2"), PI))
    ),
    "acos cos": Claim(acos(cos(x)), "=", x, given=between(ZERO, x, PI)),
    "asin by atan": Claim(asin(x), "=", atan(div(x, sqrt(sub(ONE, power(x, TWO)))))),
    "twice an atan": Claim(
        mul(TWO, atan(x)), "=", asin(div(mul(TWO, x), add(ONE, power(x, TWO)))),
        given=between(num(-1), x, ONE),
    ),
    "sum of arcs": Claim(add(atan(x), atan(y)), "=", SUM_OF_ARCS, given=SMALL),
    "asinh is odd": Claim(asinh(neg(x)), "=", neg(asinh(x))),
    "inverse surds": Claim(
        log(add(sqrt(num(7)), sqrt(num(6)))), "=", neg(log(sub(sqrt(num(7)), sqrt(num(6)))))
    ),
    "nested roots": Claim(
        sqrt(add(add(x, ONE), mul(TWO, sqrt(x)))), "=", add(ONE, sqrt(x))
    ),
    "nested roots, a difference": Claim(
        sqrt(sub(add(x, ONE), mul(TWO, sqrt(x)))), "=", apply("abs", sub(ONE, sqrt(x)))
    ),
    "root of a quotient, turned over": Claim(div(ONE, sqrt(div(x, y))), "=", sqrt(div(y, x))),
    "cube roots": Claim(
        root(add(num(26), mul(num(15), sqrt(num(3)))), 3), "=", add(TWO, sqrt(num(3)))
    ),
    "a long power": Claim(
        power(sub(x, y), num(5001)), "=", neg(power(sub(y, x), num(5001)))
    ),
}  # fmt: skip

WRONG = {
    "arc and its complement, no sign known": Claim(add(atan(x), atan(div(ONE, x))), "=", HALF_PI),
    "sum of arcs, too large": Claim(
        add(atan(x), atan(y)), "=", SUM_OF_ARCS, given=[lt(ZERO, x), lt(ZERO, y)]
    ),
    "twice an atan, too large": Claim(
        mul(TWO, atan(x)), "=", asin(div(mul(TWO, x), add(ONE, power(x, TWO)))),
        given=[le(ZERO, x)],
    ),
    "a whole turn apart": Claim(
        add(add(atan(ONE), atan(TWO)), atan(num(3))), "=", mul(num(3), PI)
    ),
    "half a turn apart": Claim(add(add(atan(ONE), atan(TWO)), atan(num(3))), "=", ZERO),
    "asin sin, too far": Claim(asin(sin(x)), "=", x, given=between(neg(HALF_PI), x, num(2))),
    "acos cos, negative": Claim(acos(cos(x)), "=", x, given=between(num("-1/2"), x, PI)),
    "atan tan, no bounds": Claim(atan(tan(x)), "=", x),
    "asinh is even": Claim(asinh(neg(x)), "=", asinh(x)),
    "acosh cosh": Claim(acosh(cosh(x)), "=", x),
    "nested roots, wrong branch": Claim(
        sqrt(sub(add(x, ONE), mul(TWO, sqrt(x)))), "=", sub(ONE, sqrt(x))
    ),
    "square of a negative": Claim(sqrt(power(sub(x, ONE), TWO)), "=", sub(x, ONE)),
    "a long even power": Claim(power(sub(x, y), num(5000)), "=", neg(power(sub(y, x), num(5000)))),
    "a long power, one off": Claim(
        power(add(x, ONE), num(5000)), "=", power(add(x, ONE), num(5001))
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", TRUE.values(), ids=TRUE.keys())
def test_is_proved_and_replays(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    replay(json.loads(json.dumps(to_data(verdict.proof))))


@pytest.mark.parametrize("claim", WRONG.values(), ids=WRONG.keys())
def test_is_refuted(claim):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict


def sides_of(goal, hypotheses=()):
    return tuple(infer("definedness", hypotheses, defined(side)) for side in goal.args)


def powers(left, right, k, hypotheses=()):
    goal = eq(power(left, num(k)), power(right, num(k)))
    return infer("normal form", hypotheses, goal, sides_of(goal, hypotheses))


def refused(rule, goal, premises, data, hypotheses=()):
    with pytest.raises(InferenceError):
        infer(rule, hypotheses, goal, (*premises, *sides_of(goal, hypotheses)), data)


def test_equal_squares_of_opposite_signs_give_nothing():
    refused("power", eq(num(-1), ONE), [powers(num(-1), ONE, 2)], {"exponent": 2})


def test_equal_squares_of_unknown_signs_give_nothing():
    size = apply("abs", x)
    refused("power", eq(x, size), [powers(x, size, 2)], {"exponent": 2})


def test_another_exponent_than_that_of_the_premise():
    refused("power", eq(num(-1), ONE), [powers(num(-1), ONE, 2)], {"exponent": 3})


@pytest.mark.parametrize("exponent", [0, 1, -1, 13, "2", None])
def test_exponent_that_is_none(exponent):
    refused("power", eq(TWO, TWO), [powers(TWO, TWO, 2)], {"exponent": exponent})


@pytest.mark.parametrize("rule", ["angle", "exponential"])
@pytest.mark.parametrize("times", [ZERO, PI, 1, None])
def test_factor_that_is_no_number_but_0(rule, times):
    refused(rule, eq(ONE, TWO), [], {"times": times})


def test_angle_of_unknown_size():
    refused("angle", eq(mul(x, mul(TWO, PI)), ZERO), [], {"times": ONE})


def test_angle_of_a_whole_turn():
    refused("angle", eq(mul(TWO, PI), ZERO), [], {"times": ONE})


def test_other_equality_rearranged():
    hypotheses = (eq(x, y),)
    known = infer("normal form", hypotheses, eq(x, y), sides_of(eq(x, y), hypotheses))
    refused("rearranged", eq(x, add(y, ONE)), [known], {}, hypotheses=())
    trivial = infer("normal form", (), eq(x, x), sides_of(eq(x, x)))
    refused("rearranged", eq(x, y), [trivial], {})
    twice = eq(mul(TWO, x), mul(TWO, y))
    refused("rearranged", twice, [known], {})  # more hypotheses than allowed
