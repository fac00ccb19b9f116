"""Gradients of machine learning, for symbolic sizes: networks, batch normalisation, regression."""

from __future__ import annotations

import json

import pytest
from sympy import (
    Abs,
    Derivative,
    Heaviside,
    IndexedBase,
    KroneckerDelta,
    Max,
    Ne,
    Rational,
    Sum,
    exp,
    log,
    sign,
    sqrt,
    symbols,
    tanh,
)

from proofs import Claim, Proved, Refuted, check, replay
from proofs.kernel import to_data
from proofs.kernel.calculus.differentiation import differentiate, unmoved
from proofs.kernel.terms import FALSE, TRUE, add, apply, delta, eq, mul, num, sub, var

D, H, K, n = symbols("D H K n", integer=True, nonnegative=True)
i, j, k, h, d, t = symbols("i j k h d t", integer=True)
c = symbols("c")
eps = symbols("eps", positive=True)
A, B = IndexedBase("A", shape=(H, D)), IndexedBase("B", shape=(K, H))
p, q = IndexedBase("p", shape=(H,)), IndexedBase("q", shape=(K,))
x, y = IndexedBase("x", shape=(D,)), IndexedBase("y", shape=(K,))
v, g, X, w = (
    IndexedBase("v", shape=(n,)),
    IndexedBase("g", shape=(n,)),
    IndexedBase("X", shape=(n, D)),
    IndexedBase("w", shape=(D,)),
)


def sigmoid(u):
    return 1 / (1 + exp(-u))


def before(unit):
    return Sum(A[unit, i] * x[i], (i, 1, D)) + p[unit]


def output(activation, unit):
    return Sum(B[unit, j] * activation(before(j)), (j, 1, H)) + q[unit]


def relu(u):
    return Max(0, u)


SLOPES = {
    "sigmoid": (sigmoid, lambda u: sigmoid(u) * (1 - sigmoid(u))),
    "tanh": (tanh, lambda u: 1 - tanh(u) ** 2),
    "relu": (relu, lambda u: Heaviside(u, Rational(1, 2))),
}
UNITS = [k >= 1, k <= K, h >= 1, h <= H, d >= 1, d <= D]
CLEAR = [Ne(before(h), 0)]
PROVED = {}
for _name, (_f, _slope) in SLOPES.items():
    _given = UNITS + (CLEAR if _name == "relu" else [])
    _loss = Sum((output(_f, t) - y[t]) ** 2, (t, 1, K)) / 2
    _error = Sum((output(_f, t) - y[t]) * B[t, h], (t, 1, K))
    PROVED |= {
        f"{_name}-outer-weight": Claim(
            Derivative(output(_f, k), B[k, h]), "=", _f(before(h)), given=_given
        ),
        f"{_name}-inner-weight": Claim(
            Derivative(output(_f, k), A[h, d]),
            "=",
            B[k, h] * _slope(before(h)) * x[d],
            given=_given,
        ),
        f"{_name}-inner-bias": Claim(
            Derivative(output(_f, k), p[h]), "=", B[k, h] * _slope(before(h)), given=_given
        ),
        f"{_name}-outer-bias": Claim(Derivative(output(_f, k), q[k]), "=", 1, given=_given),
        f"{_name}-loss": Claim(
            Derivative(_loss, A[h, d]), "=", _error * _slope(before(h)) * x[d], given=_given
        ),
    }

MEAN = Sum(v[j], (j, 1, n)) / n
VARIANCE = Sum((v[h] - MEAN) ** 2, (h, 1, n)) / n


def normed(place):
    return (v[place] - MEAN) / sqrt(VARIANCE + eps)


PLACES = [k >= 1, k <= n, i >= 1, i <= n]
RESIDUAL = Sum(X[i, j] * w[j], (j, 1, D)) - v[i]
PROVED |= {
    "batch-mean": Claim(Derivative(MEAN, v[k]), "=", 1 / n, given=PLACES[:2]),
    "batch-variance": Claim(
        Derivative(VARIANCE, v[k]), "=", 2 * (v[k] - MEAN) / n, given=PLACES[:2]
    ),
    "batch-normalised": Claim(
        Derivative(normed(i), v[k]),
        "=",
        (KroneckerDelta(i, k) - 1 / n - normed(i) * normed(k) / n) / sqrt(VARIANCE + eps),
        given=PLACES,
    ),
    "through-batch-normalisation": Claim(
        Derivative(Sum(g[t] * normed(t), (t, 1, n)), v[k]),
        "=",
        (g[k] - Sum(g[t], (t, 1, n)) / n - normed(k) * Sum(g[t] * normed(t), (t, 1, n)) / n)
        / sqrt(VARIANCE + eps),
        given=PLACES[:2],
    ),
    "mean-squared-error": Claim(
        Derivative(Sum(RESIDUAL**2, (i, 1, n)) / n, w[d]),
        "=",
        2 * Sum(RESIDUAL * X[i, d], (i, 1, n)) / n,
        given=[d >= 1, d <= D, n >= 1],
    ),
    "ridge": Claim(
        Derivative(Sum(RESIDUAL**2, (i, 1, n)) + c * Sum(w[j] ** 2, (j, 1, D)), w[d]),
        "=",
        2 * Sum(RESIDUAL * X[i, d], (i, 1, n)) + 2 * c * w[d],
        given=[d >= 1, d <= D],
    ),
    "lasso": Claim(
        Derivative(Sum(Abs(w[j]), (j, 1, D)), w[d]), "=", sign(w[d]),
        given=[d >= 1, d <= D, Ne(w[d], 0)],
    ),
    "mean-is-best": Claim(
        Sum((v[i] - c) ** 2, (i, 1, n)), ">=", Sum((v[i] - MEAN) ** 2, (i, 1, n)), given=[n >= 1]
    ),
    "variance-of-a-batch": Claim(
        Sum(v[i] ** 2, (i, 1, n)) / n - MEAN**2, ">=", 0, given=[n >= 1]
    ),
    "gibbs": Claim(
        eps * log(eps / c) - eps + c, ">=", 0, given=[c > 0]
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim):
    verdict = check(claim, budget=10.0)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    assert verdict.trust == "kernel"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


REFUTED = {
    "slope-of-another-kind": Claim(
        Derivative(output(tanh, k), A[h, d]), "=", B[k, h] * tanh(before(h)) * x[d], given=UNITS
    ),
    "relu-without-its-slope": Claim(
        Derivative(output(relu, k), A[h, d]), "=", B[k, h] * x[d], given=UNITS + CLEAR
    ),
    "normalised-as-if-independent": Claim(
        Derivative(normed(i), v[k]), "=", KroneckerDelta(i, k) / sqrt(VARIANCE + eps), given=PLACES
    ),
    "ridge-without-its-2": Claim(
        Derivative(c * Sum(w[j] ** 2, (j, 1, D)), w[d]), "=", c * w[d], given=[d >= 1, d <= D]
    ),
}


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED.keys())
def test_refuted(claim):
    verdict = check(claim, budget=10.0)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


NOT_PROVED = {
    "relu-at-the-kink": Claim(
        Derivative(output(relu, k), A[h, d]),
        "=",
        B[k, h] * Heaviside(before(h), Rational(1, 2)) * x[d],
        given=UNITS,
    ),
    "absolute-values-at-0": Claim(
        Derivative(Sum(Abs(w[j]), (j, 1, D)), w[d]), "=", sign(w[d]), given=[d >= 1, d <= D]
    ),
    "all-units-move": Claim(
        Derivative(Sum(Abs(w[j] + c), (j, 1, D)), c), "=", Sum(sign(w[j] + c), (j, 1, D))
    ),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved_as_it_stands(claim):
    verdict = check(claim)
    assert not isinstance(verdict, Proved) or verdict.conditions


# --- what stays the same --------------------------------------------------------------------------

T, U = var("t"), var("u")
I_, J_ = (var(name) for name in "ij")
GAP = mul(delta(num(1), num(2)), sub(T, U))


@pytest.mark.parametrize(
    ("term", "when"),
    [
        (U, TRUE),
        (T, FALSE),
        (add(U, GAP), eq(delta(num(1), num(2)), num(0))),
        (add(T, GAP), FALSE),
        (mul(T, T), FALSE),
        (mul(U, T), eq(U, num(0))),
    ],
    ids=str,
)
def test_when_a_term_stays_the_same(term, when):
    assert unmoved(term, T) is when


def test_a_corner_that_moves_keeps_its_condition():
    _, conditions = differentiate(apply("abs", T), T)
    assert [str(condition) for condition in conditions] == ["t != 0"]


@pytest.mark.parametrize("size", [60, 61, 200])
def test_the_shift_of_a_written_out_softmax_of_any_size(size: int) -> None:
    logits = symbols(f"z1:{size + 1}")
    shifted = exp(logits[0] + c) / sum(exp(z + c) for z in logits)
    plain = exp(logits[0]) / sum(exp(z) for z in logits)
    assert isinstance(check(Claim(shifted, "=", plain)), Proved)
    assert isinstance(check(Claim(shifted, "=", plain * exp(c))), Refuted)
