"""Sums and products over symbolic ranges: taken apart, split, swapped; and wrong ones."""

from __future__ import annotations

import json

import pytest
from sympy import (
    Derivative,
    Eq,
    IndexedBase,
    KroneckerDelta,
    Max,
    Min,
    Product,
    Sum,
    binomial,
    exp,
    factorial,
    log,
    pi,
    sqrt,
    symbols,
)

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.signs import ANY
from proofs.kernel.rules.ranges import reverse_range, split_range
from proofs.kernel.terms import (
    NAT,
    ONE,
    TWO,
    ZERO,
    add,
    apply,
    bound,
    div,
    elem,
    eq,
    family,
    forall,
    le,
    lt,
    mul,
    ne,
    num,
    power,
    sub,
    total,
    var,
)
from proofs.kernel.terms import exp as exp_

n, m, K = symbols("n m K", integer=True, nonnegative=True)
i, j, k = symbols("i j k", integer=True)
a, b, c, r = symbols("a b c r")
u, v, w = IndexedBase("u"), IndexedBase("v", shape=(n,)), IndexedBase("w", shape=(n,))
A = IndexedBase("A")
x, y = IndexedBase("x", shape=(K,)), IndexedBase("y", shape=(K,))
MEAN = Sum(v[j], (j, 1, n)) / n
CROSS_ENTROPY = -Sum(y[i] * log(exp(x[i]) / Sum(exp(x[j]), (j, 1, K))), (i, 1, K))
SOFTMAX_K = exp(x[k]) / Sum(exp(x[j]), (j, 1, K))

PROVED = {
    "binomial-row": Claim(Sum(binomial(n, k), (k, 0, n)), "=", 2**n),
    "binomial-theorem": Claim(
        Sum(binomial(n, k) * a**k * b ** (n - k), (k, 0, n)), "=", (a + b) ** n
    ),
    "alternating-row": Claim(Sum((-1) ** k * binomial(n, k), (k, 0, n)), "=", 0, given=[n >= 1]),
    "hockey-stick": Claim(Sum(binomial(k, 2), (k, 2, n)), "=", binomial(n + 1, 3), given=[n >= 2]),
    "pascal": Claim(
        binomial(n + 1, k + 1), "=", binomial(n, k) + binomial(n, k + 1), given=[k >= 0]
    ),
    "binomial-symmetry": Claim(binomial(n, k), "=", binomial(n, n - k), given=[k >= 0, k <= n]),
    "absorption": Claim(
        k * binomial(n, k), "=", n * binomial(n - 1, k - 1), given=[k >= 1, k <= n]
    ),
    "product-of-exponentials": Claim(Product(exp(v[i]), (i, 1, n)), "=", exp(Sum(v[i], (i, 1, n)))),
    "constant-factor": Claim(Product(c * v[i], (i, 1, n)), "=", c**n * Product(v[i], (i, 1, n))),
    "product-of-products": Claim(
        Product(v[i] * w[i], (i, 1, n)), "=", Product(v[i], (i, 1, n)) * Product(w[i], (i, 1, n))
    ),
    "normal-likelihood": Claim(
        log(Product(exp(-((v[i] - a) ** 2) / 2) / sqrt(2 * pi), (i, 1, n))),
        "=",
        -n * log(2 * pi) / 2 - Sum((v[i] - a) ** 2, (i, 1, n)) / 2,
    ),
    "coin-likelihood": Claim(
        log(Product(r ** v[i] * (1 - r) ** (1 - v[i]), (i, 1, n))),
        "=",
        Sum(v[i], (i, 1, n)) * log(r) + (n - Sum(v[i], (i, 1, n))) * log(1 - r),
        given=[r > 0, r < 1],
    ),
    "factorial": Claim(Product(k, (k, 1, n)), "=", factorial(n)),
    "odd-numbers": Claim(
        Product(2 * k - 1, (k, 1, n)), "=", factorial(2 * n) / (2**n * factorial(n))
    ),
    "telescoping-product": Claim(Product((k + 1) / k, (k, 1, n)), "=", n + 1),
    "from-2": Claim(Product(1 - 1 / k**2, (k, 2, n)), "=", (n + 1) / (2 * n), given=[n >= 1]),
    "shift": Claim(Sum(u[k + 1], (k, 0, n - 1)), "=", Sum(u[k], (k, 1, n))),
    "reversed": Claim(Sum(u[n - k], (k, 0, n)), "=", Sum(u[k], (k, 0, n))),
    "first-term": Claim(Sum(u[k], (k, 1, n)), "=", u[1] + Sum(u[k], (k, 2, n)), given=[n >= 1]),
    "first-factor": Claim(
        Product(u[k], (k, 1, n)), "=", u[1] * Product(u[k], (k, 2, n)), given=[n >= 1]
    ),
    "last-factor": Claim(
        Product(u[k], (k, 1, n)), "=", Product(u[k], (k, 1, n - 1)) * u[n], given=[n >= 1]
    ),
    "split-inside": Claim(
        Sum(u[k], (k, 1, n)),
        "=",
        Sum(u[k], (k, 1, m)) + Sum(u[k], (k, m + 1, n)),
        given=[m <= n],
    ),
    "swap": Claim(Sum(A[i, j], (i, 1, n), (j, 1, m)), "=", Sum(A[i, j], (j, 1, m), (i, 1, n))),
    "swap-triangle": Claim(
        Sum(A[i, j], (j, 1, i), (i, 1, n)), "=", Sum(A[i, j], (i, j, n), (j, 1, n))
    ),
    "swap-strict-triangle": Claim(
        Sum(A[i, j], (j, i + 1, n), (i, 1, n)), "=", Sum(A[i, j], (i, 1, j - 1), (j, 1, n))
    ),
    "delta-twice": Claim(
        Sum(KroneckerDelta(i, j) * x[i] * y[j], (j, 1, K), (i, 1, K)),
        "=",
        Sum(x[i] * y[i], (i, 1, K)),
    ),
    "convolution-turned-round": Claim(
        Sum(u[i] * A[1, n - i + 1], (i, Max(1, n - m + 1), Min(n, K))),
        "=",
        Sum(u[n - i + 1] * A[1, i], (i, Max(1, n - K + 1), Min(n, m))),
    ),
    "split-at-the-smaller": Claim(
        Sum(u[k], (k, 1, Max(m, n))),
        "=",
        Sum(u[k], (k, 1, Min(m, n))) + Sum(u[k], (k, Min(m, n) + 1, Max(m, n))),
    ),
    "deviations-of-none": Claim(Sum(v[i] - MEAN, (i, 1, n)), "=", 0),
    "cross-entropy-gradient": Claim(
        Derivative(CROSS_ENTROPY, x[k]),
        "=",
        SOFTMAX_K - y[k],
        given=[k >= 1, k <= K, Eq(Sum(y[i], (i, 1, K)), 1)],
    ),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    assert verdict.trust == "kernel"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


def test_the_logarithm_of_a_product_is_a_sum_where_every_factor_is_positive():
    verdict = check(Claim(log(Product(v[i], (i, 1, n))), "=", Sum(log(v[i]), (i, 1, n))))
    assert isinstance(verdict, Proved)
    assert [str(condition) for condition in verdict.conditions] == ["forall(i=1..n, 0 < v[i])"]
    replay(verdict.proof)


def met(first, last):
    """Products of entries of u and A[1, .] whose numbers add up to n + 1."""
    return Sum(u[i] * A[1, n - i + 1], (i, first, last))


def met_turned_round(first, last):
    return Sum(u[n - i + 1] * A[1, i], (i, first, last))


REFUTED = {
    "other-ends-of-a-convolution": (
        Claim(
            met(Max(1, n - m + 1), Min(n, K)),
            "=",
            met_turned_round(Max(1, n - m + 1), Min(n, K)),
        ),
        "K = 1, m = 2, n = 2",
    ),
    "a-convolution-from-2": (
        Claim(
            met(Max(1, n - m + 1), Min(n, K)),
            "=",
            met_turned_round(Max(2, n - K + 1), Min(n, m)),
        ),
        "n = 1",
    ),
    "backwards-is-not-empty": (
        Claim(Sum(u[k], (k, Min(m, n), Max(m, n))), "=", Sum(u[k], (k, Max(m, n), Min(m, n)))),
        "m = 0, n = 1",
    ),
    "row-one-less": (Claim(Sum(binomial(n, k), (k, 0, n)), "=", 2**n - 1), "n = 0"),
    "row-from-1": (Claim(Sum(binomial(n, k), (k, 1, n)), "=", 2**n), "n = 0"),
    "constant-once": (
        Claim(Product(c * v[i], (i, 1, n)), "=", c * Product(v[i], (i, 1, n))),
        "n = 0, c = 0",
    ),
    "product-of-sums": (
        Claim(
            Product(v[i] + w[i], (i, 1, n)),
            "=",
            Product(v[i], (i, 1, n)) + Product(w[i], (i, 1, n)),
        ),
        "n = 0",
    ),
    "shift-lost": (
        Claim(Sum(u[k + 1], (k, 0, n - 1)), "=", Sum(u[k], (k, 0, n - 1))),
        "n = 1, u[1] = 0, u[0] = 1",
    ),
    "first-term-of-none": (
        Claim(Sum(u[k], (k, 1, n)), "=", u[1] + Sum(u[k], (k, 2, n))),
        "n = 0, u[1] = 1",
    ),
    "triangle-upside-down": (
        Claim(Sum(A[i, j], (j, 1, i), (i, 1, n)), "=", Sum(A[i, j], (i, 1, j), (j, 1, n))),
        "n = 2",
    ),
    "gradient-of-any-targets": (
        Claim(Derivative(CROSS_ENTROPY, x[k]), "=", SOFTMAX_K - y[k], given=[k >= 1, k <= K]),
        "k = 1, K = 1",
    ),
}


@pytest.mark.parametrize(("claim", "where"), REFUTED.values(), ids=REFUTED.keys())
def test_refuted_by_a_small_witness(claim, where):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    assert where in verdict.reason
    replay(verdict.proof)


# --- what must not be proved ----------------------------------------------------------------------

N, M = var("n", NAT), var("m", NAT)
X, Y = var("x"), var("y")
V, J = var("v", family(rank=1)), bound(0)

NOT_PROVED = {
    "positive-if-any": (apply("abs", X), X, (forall(ONE, N, lt(ZERO, X)),)),
    "index-that-cancels": (
        apply("abs", X),
        X,
        (forall(ONE, N, lt(ZERO, add(X, sub(J, J)))),),
    ),
    "another-range": (
        total(ONE, N, apply("abs", elem(V, J))),
        total(ONE, N, elem(V, J)),
        (forall(ONE, M, lt(ZERO, elem(V, J))),),
    ),
    "shifted-range": (
        total(ONE, N, apply("abs", elem(V, J))),
        total(ONE, N, elem(V, J)),
        (forall(TWO, add(N, ONE), lt(ZERO, elem(V, J))),),
    ),
    "factor-that-may-be-0": (elem(V, ONE), Y, (eq(mul(X, elem(V, ONE)), mul(X, Y)),)),
    "power-of-0": (power(X, N), mul(X, power(X, sub(N, ONE))), ()),
}


@pytest.mark.parametrize(("left", "right", "given"), NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(left, right, given):
    assert not isinstance(check(Claim(left, "=", right, given=given)), Proved)


NOTHING_OF_X = {
    "product-not-0": ne(mul(X, elem(V, J)), ZERO),
    "product-positive": lt(ZERO, mul(X, exp_(elem(V, J)))),
    "index-that-cancels": lt(apply("abs", add(elem(V, J), X)), add(elem(V, J), ONE)),
    "size-bounded": lt(add(apply("abs", X), power(elem(V, J), TWO)), ONE),
}


@pytest.mark.parametrize("inside", NOTHING_OF_X.values(), ids=NOTHING_OF_X.keys())
def test_a_range_that_may_be_empty_says_nothing_of_what_is_outside(inside):
    normalizer = Normalizer((forall(ONE, N, inside),))
    normalizer.normal_term(total(ONE, N, mul(X, elem(V, J))))
    assert normalizer.sign(X) == ANY
    assert not normalizer.holds(lt(apply("abs", X), ONE))


WHOLE = total(ONE, N, elem(V, J))
UNDEFINED = total(ZERO, N, div(ONE, J))
ROW = total(ONE, N, total(ONE, bound(0), elem(var("a", family(rank=2)), bound(1), bound(0))))
COLUMN = total(ONE, N, total(ONE, bound(0), elem(var("a", family(rank=2)), bound(0), bound(1))))

WRONG_STEPS = {
    "split-beyond-the-end": ("splitting a range", (), split_range(WHOLE, M), {"at": M}),
    "split-before-the-start": (
        "splitting a range",
        (),
        split_range(WHOLE, num(-1)),
        {"at": num(-1)},
    ),
    "first-term-of-none": ("splitting a range", (), split_range(WHOLE, ONE), {"at": ONE}),
    "split-at-a-half": (
        "splitting a range",
        (le(ONE, N),),
        split_range(WHOLE, num("1/2")),
        {"at": num("1/2")},
    ),
    "split-undefined": ("splitting a range", (), split_range(UNDEFINED, ZERO), {"at": ZERO}),
    "reverse-undefined": ("reversing a range", (), reverse_range(UNDEFINED), {}),
    "reverse-to-another": ("reversing a range", (), eq(WHOLE, total(ONE, M, elem(V, J))), {}),
    "swap-triangle-as-square": ("swapping ranges", (), eq(ROW, COLUMN), {}),
}


@pytest.mark.parametrize("step", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(step):
    rule, hypotheses, goal, data = step
    with pytest.raises(InferenceError):
        infer(rule, hypotheses, goal, (), data)


def test_a_lemma_under_more_hypotheses_is_not_accepted():
    given = (le(ONE, N),)
    lemma = infer("splitting a range", given, split_range(WHOLE, ONE), (), {"at": ONE})
    with pytest.raises(InferenceError):
        infer("lemmas", (), lemma.sequent.goal, (lemma, lemma))


def test_an_equation_is_used_only_where_its_coefficient_is_not_0():
    assert Normalizer((eq(mul(X, power(Y, TWO)), X), lt(ZERO, X))).equal(power(Y, TWO), ONE)
    assert not Normalizer((eq(mul(X, power(Y, TWO)), X),)).equal(power(Y, TWO), ONE)
