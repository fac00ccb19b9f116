"""Inequalities that rest on simpler ones: monotone functions, combinations, sums term by term."""

from __future__ import annotations

import json

import pytest
from sympy import (
    Abs,
    E,
    IndexedBase,
    Max,
    Rational,
    Sum,
    cos,
    exp,
    factorial,
    log,
    sqrt,
    symbols,
    tanh,
)

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    TWO,
    ZERO,
    apply,
    bound,
    div,
    elem,
    eq,
    fam,
    family,
    le,
    lt,
    mul,
    num,
    power,
    sub,
    total,
    var,
)
from proofs.kernel.terms import exp as exp_
from proofs.kernel.terms import log as log_

n, K = symbols("n K", integer=True, nonnegative=True)
i, j = symbols("i j", integer=True)
a, b, c, t, x, y = symbols("a b c t x y")
v, w, z = IndexedBase("v", shape=(n,)), IndexedBase("w", shape=(n,)), IndexedBase("z", shape=(K,))
NORMALIZER = Sum(exp(z[j]), (j, 1, K))
SHARE = exp(z[i]) / NORMALIZER
IN_RANGE = [i >= 1, i <= K]
POSITIVE = [a > 0, b > 0, c > 0]
NOT_NEGATIVE = [a >= 0, b >= 0, c >= 0]

PROVED = {
    "three-means": Claim((a + b + c) / 3, ">=", (a * b * c) ** Rational(1, 3), given=NOT_NEGATIVE),
    "three-means-cubed": Claim(((a + b + c) / 3) ** 3, ">=", a * b * c, given=NOT_NEGATIVE),
    "nesbitt": Claim(a / (b + c) + b / (a + c) + c / (a + b), ">=", Rational(3, 2), given=POSITIVE),
    "bernoulli": Claim((1 + x) ** n, ">=", 1 + n * x, given=[x >= -1]),
    "factorial-grows": Claim(factorial(n), ">=", 2 ** (n - 1), given=[n >= 1]),
    "powers-of-2": Claim(2**n, ">", n),
    "cauchy-schwarz": Claim(
        Sum(v[i] * w[i], (i, 1, n)) ** 2,
        "<=",
        Sum(v[i] ** 2, (i, 1, n)) * Sum(w[i] ** 2, (i, 1, n)),
    ),
    "mean-of-squares": Claim(Sum(v[i], (i, 1, n)) ** 2, "<=", n * Sum(v[i] ** 2, (i, 1, n))),
    "triangle": Claim(Abs(Sum(v[i], (i, 1, n))), "<=", Sum(Abs(v[i]), (i, 1, n))),
    "term-by-term": Claim(Sum(v[i], (i, 1, n)), "<=", Sum(v[i] ** 2 + Rational(1, 4), (i, 1, n))),
    "one-of-them": Claim(log(NORMALIZER), ">=", z[i], given=IN_RANGE),
    "softmax-at-most-1": Claim(SHARE, "<=", 1, given=IN_RANGE),
    "entropy": Claim(-Sum(SHARE * log(SHARE), (i, 1, K)), ">=", 0),
    "exp-rises": Claim(exp(x), "<", exp(y), given=[x < y]),
    "log-rises": Claim(log(x), "<", log(y), given=[x > 0, x < y]),
    "tanh-rises": Claim(tanh(x), "<=", tanh(y), given=[x <= y]),
    "cubes-rise": Claim(x**3, "<", y**3, given=[x < y]),
    "sigma-rises": Claim(1 / (1 + exp(-x)), "<", 1 / (1 + exp(-y)), given=[x < y]),
    "jensen-exp": Claim(
        exp(t * x + (1 - t) * y), "<=", t * exp(x) + (1 - t) * exp(y), given=[t >= 0, t <= 1]
    ),
    "jensen-log": Claim(log((x + y) / 2), ">=", (log(x) + log(y)) / 2, given=[x > 0, y > 0]),
    "log-from-below": Claim(log(x), ">=", 1 - 1 / x, given=[x > 0]),
    "exp-by-its-pole": Claim(exp(x), "<=", 1 / (1 - x), given=[x < 1]),
    "exp-to-order-2": Claim(exp(x), ">=", 1 + x + x**2 / 2, given=[x >= 0]),
    "steepest-line": Claim(exp(x), ">=", E * x),
    "cos-to-order-2": Claim(cos(x), ">=", 1 - x**2 / 2),
    "entropy-term": Claim(x * log(x), ">=", -1 / E, given=[x > 0]),
    "log-by-x": Claim(log(x) / x, "<=", 1 / E, given=[x > 0]),
    "softplus-above": Claim(log(1 + exp(x)), ">", x),
    "softplus-above-relu": Claim(log(1 + exp(x)), ">=", Max(0, x)),
    "softplus-below-relu-and-log-2": Claim(log(1 + exp(x)), "<=", Max(0, x) + log(2)),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim):
    verdict = check(claim, budget=10.0)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    assert verdict.trust == "kernel"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


REFUTED = {
    "bernoulli-below-minus-1": (Claim((1 + x) ** n, ">=", 1 + n * x), "x = -3"),
    "cauchy-schwarz-turned": (
        Claim(
            Sum(v[i] * w[i], (i, 1, n)) ** 2,
            ">=",
            Sum(v[i] ** 2, (i, 1, n)) * Sum(w[i] ** 2, (i, 1, n)),
        ),
        "n = 2",
    ),
    "strict-triangle": (
        Claim(Abs(Sum(v[i], (i, 1, n))), "<", Sum(Abs(v[i]), (i, 1, n))),
        "n = 0",
    ),
    "below-1-alone": (Claim(SHARE, "<", 1, given=IN_RANGE), "K = 1"),
    "squares-rise": (Claim(x**2, "<=", y**2, given=[x <= y]), "x = -1, y = 0"),
    "jensen-outside": (
        Claim(exp(t * x + (1 - t) * y), "<=", t * exp(x) + (1 - t) * exp(y)),
        "t = -1",
    ),
    "softplus-below-relu": (Claim(log(1 + exp(x)), "<=", Max(0, x)), "x = 0"),
    "means-turned": (Claim((a + b) / 2, "<=", sqrt(a * b), given=[a >= 0, b >= 0]), "a = 0, b = 1"),
}


@pytest.mark.parametrize(("claim", "where"), REFUTED.values(), ids=REFUTED.keys())
def test_refuted_by_a_small_witness(claim, where):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    assert where in verdict.reason
    replay(verdict.proof)


# --- wrong steps ----------------------------------------------------------------------------------

X, Y, T = var("x"), var("y"), var("t")
N, AT, V = var("n", NAT), var("i", INT), var("v", family(rank=1))
J = bound(0)


def given(*facts):
    """Each fact, proved from itself."""
    return tuple(infer("sign", facts, f, _defined(facts, f)) for f in facts)


def _defined(facts, goal):
    from proofs.kernel.terms import defined

    return tuple(infer("definedness", facts, defined(side)) for side in goal.args)


BELOW = given(lt(X, Y))
NEGATIVE = given(lt(X, ZERO))
SQUARES = given(le(power(X, TWO), power(Y, TWO)))
TERMS = given(le(ONE, AT), le(AT, N), le(elem(V, AT), ZERO))[2:]
GENERAL = given(lt(ZERO, X))

WRONG_STEPS = {
    "negative-multiplier": (
        "sum of inequalities",
        (lt(X, Y),),
        lt(Y, X),
        BELOW,
        {"multipliers": (num(-1),)},
    ),
    "multiplier-of-any-sign": (
        "sum of inequalities",
        (lt(X, Y),),
        le(mul(T, X), mul(T, Y)),
        BELOW,
        {"multipliers": (T,)},
    ),
    "strict-by-a-multiplier-of-0": (
        "sum of inequalities",
        (lt(X, Y),),
        lt(X, X),
        BELOW,
        {"multipliers": (ZERO,)},
    ),
    "undefined-multiplier": (
        "sum of inequalities",
        (lt(X, Y),),
        le(X, Y),
        BELOW,
        {"multipliers": (div(X, X),)},
    ),
    "squares-of-any-sign": ("monotone", (lt(X, Y),), lt(power(X, TWO), power(Y, TWO)), BELOW, {}),
    "steps-strictly": (
        "monotone",
        (lt(X, Y),),
        lt(apply("floor", X), apply("floor", Y)),
        BELOW,
        {},
    ),
    "reciprocals": ("monotone", (lt(X, Y),), lt(div(ONE, X), div(ONE, Y)), BELOW, {}),
    "logarithms-undefined": ("monotone", (lt(X, Y),), lt(log_(X), log_(Y)), BELOW, {}),
    "tangents-with-poles": (
        "monotone",
        (lt(X, Y),),
        lt(apply("tan", X), apply("tan", Y)),
        BELOW,
        {},
    ),
    "turned": ("monotone", (lt(X, Y),), lt(exp_(Y), exp_(X)), BELOW, {}),
    "back-from-squares": (
        "monotone, back",
        (le(power(X, TWO), power(Y, TWO)),),
        le(X, Y),
        SQUARES,
        {},
    ),
    "another-range": (
        "term by term",
        (le(ONE, AT), le(AT, N)),
        le(total(ONE, N, elem(V, J)), total(ONE, N, ZERO)),
        TERMS,
        {"index": AT},
    ),
    "special-case-not-met": (
        "special case",
        (),
        lt(ZERO, Y),
        GENERAL,
        {"names": (X,), "values": (Y,)},
    ),
    "special-case-undefined": (
        "special case",
        (),
        eq(div(ONE, Y), div(ONE, Y)),
        (),
        {"names": (X,), "values": (div(ONE, Y),)},
    ),
    "special-case-of-an-integer": (
        "special case",
        (lt(ZERO, N),),
        lt(ZERO, num("1/2")),
        given(lt(ZERO, N)),
        {"names": (N,), "values": (num("1/2"),)},
    ),
    "lemma-of-nobody": ("lemmas", (), lt(X, Y), BELOW, {}),
}


@pytest.mark.parametrize("step", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(step):
    rule, hypotheses, goal, premises, data = step
    with pytest.raises(InferenceError):
        infer(rule, hypotheses, goal, premises, data)


def test_a_special_case_keeps_the_kind_of_a_power():
    whole = power(X, Y)
    facts = (lt(ZERO, X),)
    general = infer("sign", facts, lt(ZERO, whole), _defined(facts, lt(ZERO, whole)))
    with pytest.raises(InferenceError):
        infer(
            "special case",
            (),
            lt(ZERO, power(X, TWO)),
            (general,),
            {"names": (Y,), "values": (TWO,)},
        )


def test_sums_are_compared_over_the_range_that_the_terms_were():
    facts = (le(ONE, AT), le(AT, sub(N, ONE)))
    premise = infer("sign", facts, le(ZERO, ONE), _defined(facts, le(ZERO, ONE)))
    goal = le(total(ONE, N, ZERO), total(ONE, N, ONE))
    with pytest.raises(InferenceError):
        infer("term by term", (), goal, (premise,), {"index": AT})


def test_entries_of_families_are_compared_as_numbers():
    vector, place = var("v", family(N)), var("p", INT)
    entries = fam(N, exp_(elem(vector, bound(0))))
    sums = fam(N, total(ONE, place, exp_(elem(vector, bound(0)))))
    within = [le(ONE, place), le(place, N)]
    claim = Claim(elem(entries, place), "<=", elem(sums, place), given=within)
    assert not isinstance(check(claim, budget=1.0), Refuted)
    turned = Claim(elem(sums, place), "<=", elem(entries, place), given=[*within, lt(TWO, place)])
    assert not isinstance(check(turned, budget=1.0), Proved)
