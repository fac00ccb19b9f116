"""Improper integrals, divergence, and equalities between integrals; each with wrong ones."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    Derivative,
    Heaviside,
    Integral,
    Limit,
    Max,
    Piecewise,
    Rational,
    cos,
    exp,
    factorial,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
)

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.terms import (
    ONE,
    OO,
    PI,
    REAL,
    TRUE,
    TWO,
    ZERO,
    add,
    apply,
    bound,
    defined,
    derivative,
    div,
    eq,
    integral,
    limit,
    lt,
    mul,
    neg,
    negation,
    num,
    power,
    somewhere,
    sub,
    tends,
    var,
)
from proofs.kernel.terms import log as log_
from proofs.kernel.terms import sqrt as sqrt_

x, t, u, a, b, c = symbols("x t u a b c")
n = symbols("n", integer=True, nonnegative=True)


def over(f, lower=0, upper=1, of=x):
    return Integral(f, (of, lower, upper))


def step(z):
    return Heaviside(z, Rational(1, 2))


DIVERGENT = {
    "1/x-at-oo": over(1 / x, 1, oo),
    "1/x-at-0": over(1 / x),
    "1/x-through-0": over(1 / x, -1, 1),
    "pole-inside": over(1 / (x - 2), 0, 8),
    "square-of-a-pole": over(1 / x**2, -1, 1),
    "principal-value": over(x, -oo, oo),
    "constant": over(1, 0, oo),
    "cosine": over(cos(x), 0, oo),
    "growing-wave": over(x * sin(x), 0, oo),
    "log-in-the-divisor": over(1 / (x * log(x)), 2, oo),
    "without-an-elementary-antiderivative": over(exp(x) / x),
    "tan": over(tan(x), 0, pi),
    "backwards": over(1 / x, 1, 0),
}


@pytest.mark.parametrize("term", DIVERGENT.values(), ids=DIVERGENT.keys())
def test_divergent(term):
    verdict = check(Claim.diverges(term), budget=10.0)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    replay(to_data(verdict.proof))
    refused = check(Claim(term, "=", 0), budget=10.0)
    assert isinstance(refused, Refuted), refused
    assert "diverges" in refused.reason or "does not exist" in refused.reason
    replay(to_data(refused.proof))


CONVERGENT = {
    "logarithm": (over(log(x)), -1),
    "x-log-x": (over(x * log(x)), -Rational(1, 4)),
    "x^n-log-x": (over(x**n * log(x)), -1 / (n + 1) ** 2),
    "two-infinite-ends": (over(1 / (1 + x**2), -oo, oo), pi),
    "two-singular-ends": (over(1 / sqrt(1 - x**2), -1, 1), pi),
    "singular-inside": (over(log(x**2), -1, 1), -4),
    "partial-fractions": (over(1 / (x**2 - 1), 2, oo), log(3) / 2),
    "damped-wave": (over(exp(-x) * sin(x), 0, oo), Rational(1, 2)),
    "odd": (over(x * exp(-(x**2)), -oo, oo), 0),
    "absolute-value": (over(Abs(x), -1, 2), Rational(5, 2)),
    "sign": (over(sign(x), -1, 2), 1),
    "piecewise": (over(Piecewise((x, x > 0), (x**2, True)), -1, 1), Rational(5, 6)),
    "by-parts": (over(x * cos(x), 0, pi), -2),
    "step-up-to-x": (over(step(t), -oo, x, of=t), Max(0, x)),
}


@pytest.mark.parametrize(("term", "value"), CONVERGENT.values(), ids=CONVERGENT.keys())
def test_convergent(term, value):
    verdict = check(Claim(term, "=", value), budget=20.0)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    assert verdict.conditions == ()
    replay(to_data(verdict.proof))
    assert not isinstance(check(Claim(term, "=", value + 1), budget=0.5), Proved)
    assert not isinstance(check(Claim.diverges(term), budget=0.5), Proved)


BELL = exp(-(x**2))
PROVED = {
    "rate": Claim(over(exp(-a * x), 0, oo), "=", 1 / a, given=[a > 0]),
    "power": Claim(over(x**a), "=", 1 / (a + 1), given=[a > -1]),
    "arctangent": Claim(over(1 / (x**2 + a**2), 0, oo), "=", pi / (2 * a), given=[a > 0]),
    "infinite": Claim(over(1 / x, 1, oo), "=", oo),
    "infinite-below": Claim(over(-1 / x**2), "=", -oo),
    "diverges-by-a-parameter": Claim.diverges(over(x**a, 1, oo), given=[a > -1]),
    "infinite-through-a-pole": Claim(over(1 / x**2, -1, 1), "=", oo),
    "not-absolutely-convergent": Claim(
        over(cos(x) / x, 1, oo), "=", over(cos(x) / x, 1, 2) + over(cos(x) / x, 2, oo)
    ),
    "waves-cancel": Claim(over(sin(x) / x, 0, oo) - over(sin(x) / x, 0, oo), "=", 0),
    # equalities between integrals that have no elementary value
    "linear": Claim(over(2 * BELL + sin(x)), "=", 2 * over(BELL) + over(sin(x))),
    "cancelling": Claim(over(BELL, 0, oo) - over(BELL, 0, oo), "=", 0),
    "split": Claim(over(BELL, -oo, oo), "=", over(BELL, -oo, 0) + over(BELL, 0, oo)),
    "even": Claim(over(BELL, -oo, 0), "=", over(BELL, 0, oo)),
    "substituted": Claim(over(exp(sqrt(x)) / sqrt(x)), "=", 2 * over(exp(u), of=u)),
    "substituted-improper": Claim(over(exp(-x) / sqrt(x), 0, oo), "=", 2 * over(BELL, 0, oo)),
    "inverted": Claim(
        over(log(x) / (1 + x**2)), "=", -over(log(x) / (1 + x**2), 1, oo)
    ),
    "sine-map": Claim(over(1 / sqrt(1 - x**2)), "=", over(1, 0, pi / 2)),
    "parts": Claim(over(x**2 * BELL, 0, oo), "=", over(BELL, 0, oo) / 2),
    "parts-with-limits": Claim(
        over(log(x) * cos(x)),
        "=",
        Limit(log(x) * sin(x), x, 1, "-") - Limit(log(x) * sin(x), x, 0, "+") - over(sin(x) / x),
    ),
    "reflected": Claim(
        over(sqrt(sin(x)), 0, pi / 2), "=", over(sqrt(cos(x)), 0, pi / 2)
    ),
    "partial-fractions": Claim(
        over(exp(-x) / (x * (x + 1)), 1, oo), "=",
        over(exp(-x) / x, 1, oo) - over(exp(-x) / (x + 1), 1, oo),
    ),
    # values that are theorems
    "gauss": Claim(over(BELL, -oo, oo), "=", sqrt(pi)),
    "normal-density": Claim(
        over(exp(-((x - a) ** 2) / (2 * b**2)) / (b * sqrt(2 * pi)), -oo, oo), "=", 1, given=[b > 0]
    ),
    "completed-square": Claim(
        over(exp(-a * x**2 + b * x), -oo, oo),
        "=",
        sqrt(pi / a) * exp(b**2 / (4 * a)),
        given=[a > 0],
    ),
    "gauss-squared": Claim(over(BELL, 0, oo) ** 2, "=", pi / 4),
    "dirichlet": Claim(over(sin(x) / x, 0, oo), "=", pi / 2),
    "factorial": Claim(over(x**n * exp(-x), 0, oo), "=", factorial(n)),
    "log-cosine": Claim(over(log(cos(x)), 0, pi / 2), "=", -pi * log(2) / 2),
    # under an integral, and limits of integrals
    "derivative-inside": Claim(
        Derivative(over(exp(-a * x**2)), a), "=", -over(x**2 * exp(-a * x**2))
    ),
    "improper-as-a-limit": Claim(Limit(over(BELL, 0, u), u, oo), "=", over(BELL, 0, oo)),
    "limit-of-an-integral": Claim(Limit(over(exp(-x), 0, u), u, oo), "=", 1),
    "parameter-inside": Claim(
        over(exp(-b * x**2), 0, oo), "=", over(BELL, 0, oo) / sqrt(b), given=[b > 0]
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved_by_the_kernel(claim):
    verdict = check(claim, budget=20.0)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    replay(to_data(verdict.proof))


NOT_PROVED = {
    "rate-of-any-sign": Claim(over(exp(-a * x), 0, oo), "=", 1 / a, given=[Claim(a, "!=", 0)]),
    "power-of-any-size": Claim(over(x**a), "=", 1 / (a + 1), given=[Claim(a, "!=", -1)]),
    "convergent": Claim.diverges(over(x**a), given=[a > -1]),
    "either": Claim.diverges(over(x**a, 1, oo)),
    "not-absolutely-convergent-is-not-divergent": Claim.diverges(over(sin(x) / x, 1, oo)),
    "infinite-though-finite": Claim(over(1 / x**2, 1, oo), "=", oo),
    "infinite-both-ways": Claim(over(1 / x, -1, 1), "=", oo),
    "divergent-parts": Claim(
        over(1 / (x * (x + 1)), 1, oo), "=", over(1 / x, 1, oo) - over(1 / (x + 1), 1, oo)
    ),
    "divergent-cancelling": Claim(over(1 / x) - over(1 / u, of=u), "=", 0),
    "wrong-factor": Claim(over(exp(-x) / sqrt(x), 0, oo), "=", over(BELL, 0, oo)),
    "map-not-onto": Claim(over(2 * x * exp(x**2), -1, 1), "=", 2 * over(exp(u), 0, 1, of=u)),
    "through-a-pole-by-inversion": Claim(over(1 / x**2, -1, 1), "=", over(1, -1, 1)),
    "split-of-a-divergent": Claim(over(1 / x, -1, 1), "=", over(1 / x, -1, 0) + over(1 / x)),
    "odd-divergent": Claim(over(sin(x) * x**2, -oo, oo), "=", 0),
    "gauss-turned": Claim(over(exp(x**2), -oo, oo), "=", sqrt(pi)),
    "gauss-of-any-rate": Claim(over(exp(-a * x**2), -oo, oo), "=", sqrt(pi / a)),
    "gauss-over-a-part": Claim(over(BELL, -1, oo), "=", sqrt(pi)),
    "dirichlet-turned": Claim(over(sin(-x) / x, 0, oo), "=", pi / 2),
    "derivative-of-the-ends-left-out": Claim(
        Derivative(over(exp(-a * x**2), 0, a), a), "=", -over(x**2 * exp(-a * x**2), 0, a)
    ),
    "derivative-inside-at-a-corner": Claim(Derivative(over(Abs(x - a)), a), "=", over(sign(a - x))),
    "limit-of-a-divergent": Claim(Limit(over(1 / x, 1, u), u, oo), "=", 1),
    "bound-of-unknown-sign": Claim(over(1 / (x + 1), 0, a), "=", log(1 + a)),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(claim):
    verdict = check(claim, budget=1.0)
    assert not isinstance(verdict, Proved) or verdict.conditions


y = bound(0, REAL)
A, B = var("a"), var("b")
INVERSE = integral(ONE, OO, div(ONE, y))
BELL_TERM = apply("exp", neg(power(y, TWO)))
HALF, WHOLE = integral(ZERO, OO, BELL_TERM), integral(neg(OO), OO, BELL_TERM)


def exists(term):
    return infer("integrable", (), defined(term))


SQUARE = integral(ZERO, ONE, power(y, TWO))
POLE = integral(neg(ONE), ONE, div(ONE, power(y, TWO)))

WRONG_STEPS = {
    "integrable-1/x": ("integrable", defined(INVERSE), (), {}),
    "integrable-through-a-pole": ("integrable", defined(POLE), (), {}),
    "integrable-with-a-cut-at-a-pole": ("integrable", defined(POLE), (), {"cuts": (ZERO,)}),
    "integrable-with-a-cut-outside": (
        "integrable", defined(integral(ONE, TWO, log_(sub(y, ONE)))), (), {"cuts": (num(3),)},
    ),
    "integrable-as-another": ("integrable", defined(INVERSE), (), {"inner": ZERO}),
    "integrable-wave": ("integrable", defined(integral(ZERO, OO, apply("cos", y))), (), {}),
    "integrable-by-a-part-without-a-limit": (
        "integrable", defined(integral(ZERO, OO, apply("cos", y))), (), {"part": apply("sin", y)},
    ),
    "integrable-by-a-part-that-leaves-too-much": (
        "integrable", defined(INVERSE), (), {"part": div(ONE, y)},
    ),
    "infinite-with-a-cut-outside": (
        "infinite integral", tends(integral(ONE, TWO, div(ONE, sub(y, num(3)))), "-oo"), (),
        {"cuts": (num(3),)},
    ),
    "integrable-between-names": ("integrable", defined(integral(A, B, div(ONE, y))), (), {}),
    "antiderivative-through-a-pole": (
        "antiderivative", eq(POLE, neg(TWO)), (), {"antiderivatives": (neg(div(ONE, y)),)},
    ),
    "antiderivative-cut-at-a-pole": (
        "antiderivative", eq(POLE, neg(TWO)), (),
        {"antiderivatives": (neg(div(ONE, y)),) * 2, "cuts": (ZERO,)},
    ),
    "antiderivative-with-a-jump": (
        "antiderivative", eq(integral(neg(ONE), ONE, ZERO), TWO), (),
        {"antiderivatives": (apply("sign", y),)},
    ),
    "antiderivative-of-another": (
        "antiderivative", eq(SQUARE, ONE), (), {"antiderivatives": (power(y, TWO),)},
    ),
    "antiderivative-between-equal-ends": (
        "antiderivative", eq(integral(A, A, div(ONE, sub(y, A))), ZERO), (),
        {"antiderivatives": (log_(apply("abs", sub(y, A))),)},
    ),
    "divergent-at-a-finite-place": (
        "divergent integral", negation(defined(SQUARE)), (), {"at": ZERO, "to": ONE},
    ),
    "divergent-at-an-integrable-pole": (
        "divergent integral", negation(defined(integral(ZERO, ONE, div(ONE, sqrt_(y))))), (),
        {"at": ZERO, "to": ONE},
    ),
    "divergent-outside": (
        "divergent integral", negation(defined(integral(ONE, TWO, div(ONE, y)))), (),
        {"at": ZERO, "to": ONE},
    ),
    "divergent-beyond-the-other-end": (
        "divergent integral", negation(defined(integral(ONE, TWO, div(ONE, y)))), (),
        {"at": ZERO, "to": TWO},
    ),
    "infinite-integral-of-the-other-sign": ("infinite integral", tends(INVERSE, "-oo"), (), {}),
    "infinite-integral-backwards": (
        "infinite integral", tends(integral(ONE, ZERO, div(ONE, y)), "oo"), (), {},
    ),
    "infinite-integral-of-both-signs": (
        "infinite integral", tends(integral(neg(OO), OO, y), "oo"), (), {},
    ),
    "combination-of-what-may-not-exist": (
        "combination", eq(sub(INVERSE, INVERSE), ZERO), (),
        {"parts": (INVERSE,), "antiderivatives": (ZERO,)},
    ),
    "combination-that-is-not-linear": (
        "combination", eq(mul(HALF, HALF), HALF), (exists(HALF),),
        {"parts": (HALF,), "antiderivatives": (ZERO,)},
    ),
    "combination-in-a-divisor": (
        "combination", eq(div(HALF, HALF), ONE), (exists(HALF),),
        {"parts": (HALF,), "antiderivatives": (ZERO,)},
    ),
    "combination-over-other-ends": (
        "combination", eq(HALF, WHOLE), (exists(HALF), exists(WHOLE)),
        {"parts": (HALF, WHOLE), "antiderivatives": (ZERO, ZERO)},
    ),
    "combination-with-a-wrong-change": (
        "combination", eq(SQUARE, ONE), (exists(SQUARE),),
        {"parts": (SQUARE,), "antiderivatives": (div(power(y, num(3)), num(3)),)},
    ),
    "substitution-not-onto": (
        "substitution", eq(SQUARE, integral(ZERO, TWO, power(y, TWO))), (exists(SQUARE),),
        {"map": y},
    ),
    "substitution-not-monotone": (
        "substitution",
        eq(SQUARE, integral(neg(ONE), ONE, mul(TWO, y, power(y, num(4))))), (exists(SQUARE),),
        {"map": power(y, TWO)},
    ),
    "substitution-without-the-derivative": (
        "substitution", eq(SQUARE, integral(ZERO, ONE, power(y, num(4)))), (exists(SQUARE),),
        {"map": power(y, TWO)},
    ),
    "substitution-of-what-may-not-exist": (
        "substitution", eq(INVERSE, INVERSE), (), {"map": y},
    ),
    "substitution-over-a-pole": (
        "substitution", eq(POLE, integral(neg(ONE), ONE, neg(ONE))), (exists(SQUARE),),
        {"map": div(ONE, y)},
    ),
    "split-outside": (
        "interval split",
        eq(SQUARE, add(integral(ZERO, TWO, power(y, TWO)), integral(TWO, ONE, power(y, TWO)))),
        (exists(SQUARE),), {},
    ),
    "split-of-what-may-not-exist": (
        "interval split", eq(POLE, add(
            integral(neg(ONE), ZERO, div(ONE, power(y, TWO))),
            integral(ZERO, ONE, div(ONE, power(y, TWO))),
        )), (), {},
    ),
    "improper-limit-of-both-ends": (
        "improper integral", eq(limit(OO, integral(neg(bound(0, REAL)), bound(0, REAL), y)),
                                integral(neg(OO), OO, y)), (), {},
    ),
    "classical-with-another-value": (
        "classical integral", eq(WHOLE, PI), (), {"theorem": "Gauss"},
    ),
    "classical-over-another-range": (
        "classical integral", eq(HALF, sqrt_(PI)), (), {"theorem": "Gauss"},
    ),
    "classical-with-a-real-parameter": (
        "classical integral", eq(WHOLE, sqrt_(PI)), (),
        {"theorem": "Euler, factorial", "parameter": A},
    ),
    "classical-by-no-theorem": (
        "classical integral", eq(WHOLE, sqrt_(PI)), (), {"theorem": "Cauchy"},
    ),
    "derivative-under-an-infinite-integral": (
        "derivative under an integral",
        eq(derivative(A, integral(ZERO, OO, apply("exp", neg(mul(y, y, bound(1, REAL)))))),
           integral(ZERO, OO, neg(mul(y, y, apply("exp", neg(mul(y, y, A))))))), (), {},
    ),
    "derivative-under-an-integral-through-a-pole": (
        "derivative under an integral",
        eq(derivative(ZERO, integral(ZERO, ONE, div(ONE, add(y, bound(1, REAL))))),
           integral(ZERO, ONE, neg(power(y, num(-2))))), (), {},
    ),
    "limit-of-a-function-that-is-not-equal": (
        "limit of an equal function", eq(limit(ZERO, y), ZERO),
        (infer("expansion", (), eq(limit(ZERO, mul(y, y)), ZERO)),), {"name": A},
    ),
    "existing-by-another": (
        "existing", defined(INVERSE), (infer("definedness", (), defined(ONE)),), {},
    ),
    "infinite-limit-by-an-existing-integral": (
        "infinite limit", negation(defined(SQUARE)), (exists(SQUARE),), {},
    ),
    "contradicted-without-a-point": ("contradicted", somewhere(negation(TRUE)), (), {}),
    "instance-without-existence": (
        "instance", somewhere(eq(INVERSE, INVERSE)), (), {"at": (), "values": ()},
    ),
    "instance-with-a-value-needed": (
        "instance", somewhere(lt(log_(sub(HALF, HALF)), ONE)), (exists(HALF),),
        {"at": (), "values": ()},
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(wrong):
    rule, goal, premises, data = wrong
    with pytest.raises(InferenceError):
        infer(rule, (), goal, premises, data)


def test_a_derivative_of_an_integral_still_works():
    claim = Claim(Derivative(over(exp(-(t**2)), 0, x, of=t), x), "=", exp(-(x**2)))
    assert isinstance(check(claim), Proved)
