"""check: what it proves, refutes, and leaves undecided, each verdict replayed."""

from __future__ import annotations

import pytest

from proofs import Claim, Proved, Refuted, Undecided, check, replay
from proofs.kernel.terms import (
    NAT,
    ONE,
    PI,
    TWO,
    ZERO,
    add,
    apply,
    bound,
    delta,
    div,
    elem,
    eq,
    exp,
    forall,
    le,
    log,
    lt,
    maximum,
    mul,
    ne,
    neg,
    num,
    power,
    root,
    sqrt,
    sub,
    total,
    var,
)

from .claims import (
    IN_RANGE,
    W2,
    K,
    X,
    c,
    half_weights,
    i,
    k,
    n,
    network,
    sigmoid,
    softmax,
    tanh,
    x,
    y,
)

SIZES = (le(ONE, var("M", NAT)), le(ONE, var("D", NAT)))
entry = lambda j: elem(X, j)  # noqa: E731
sine = lambda u: apply("sin", u)  # noqa: E731
cosine = lambda u: apply("cos", u)  # noqa: E731

PROVED = {
    "sigma-by-tanh": Claim(sigmoid(x), "=", div(add(tanh(div(x, TWO)), ONE), TWO)),
    "tanh-by-sigma": Claim(tanh(x), "=", sub(mul(TWO, sigmoid(mul(TWO, x))), ONE)),
    "softmax-shift": Claim(
        softmax(lambda j: add(entry(j), c)), "=", softmax(entry), given=IN_RANGE
    ),
    "softmax-two": Claim(div(exp(x), add(exp(x), exp(y))), "=", sigmoid(sub(x, y))),
    "softmax-minus-first": Claim(
        softmax(entry), "=", softmax(lambda j: sub(entry(j), elem(X, ONE))), given=IN_RANGE
    ),
    "softmax-at-zero": Claim(
        softmax(lambda j: mul(ZERO, entry(j))), "=", div(ONE, K), given=IN_RANGE
    ),
    "softmax-power": Claim(
        softmax(lambda j: mul(c, entry(j))),
        "=",
        div(power(exp(elem(X, i)), c), total(ONE, K, power(exp(elem(X, bound(0))), c))),
        given=IN_RANGE,
    ),
    "network": Claim(
        network(sigmoid, 1, 1, elem(W2, k, ZERO)),
        "=",
        network(tanh, 2, 2, half_weights()),
        given=SIZES,
    ),
    "sum-shift": Claim(
        total(num(0), sub(n, ONE), elem(X, add(bound(0), ONE))),
        "=",
        total(ONE, n, elem(X, bound(0))),
    ),
    "sum-linear": Claim(
        total(ONE, n, add(mul(c, elem(X, bound(0))), ONE)),
        "=",
        add(mul(c, total(ONE, n, elem(X, bound(0)))), n),
    ),
    "sum-concrete": Claim(total(ONE, num(4), power(bound(0), TWO)), "=", num(30)),
    "empty-sum": Claim(total(ONE, num(-3), bound(0)), "=", ZERO),
    "roots": Claim(sqrt(num(12)), "=", mul(TWO, sqrt(num(3)))),
    "nested-exp": Claim(power(exp(x), c), "=", exp(mul(c, x))),
    "log-product": Claim(
        log(mul(x, y)), "=", add(log(x), log(y)), given=[lt(ZERO, x), lt(ZERO, y)]
    ),
    "sqrt-square": Claim(sqrt(power(x, TWO)), "=", x, given=[le(ZERO, x)]),
    "abs": Claim(sqrt(power(x, TWO)), "=", apply("abs", x)),
    "given-value": Claim(power(x, TWO), "=", x, given=[eq(x, ONE)]),
    "layer-size": Claim(add(apply("floor", div(num(248), TWO)), ONE), "=", num(125)),
    "floor-shift": Claim(apply("floor", add(x, n)), "=", add(apply("floor", x), n)),
    "double-angle": Claim(sine(mul(TWO, x)), "=", mul(TWO, sine(x), cosine(x))),
    "product-to-sum": Claim(
        mul(sine(x), sine(y)), "=", div(sub(cosine(sub(x, y)), cosine(add(x, y))), TWO)
    ),
    "power-step": Claim(power(x, add(n, ONE)), "=", mul(x, power(x, n))),
    "cube-root-odd": Claim(root(neg(x), 3), "=", neg(root(x, 3))),
    "sigma-positive": Claim(sigmoid(x), ">", ZERO),
    "sigma-below-one": Claim(sigmoid(x), "<", ONE),
    "square-nonnegative": Claim(power(x, TWO), ">=", ZERO),
    "strict-integers": Claim(n, ">=", ONE, given=[lt(ZERO, n)]),
    "closed-numbers": Claim(power(PI, TWO), "<", num(10)),
    "atan-reciprocal": Claim(
        add(apply("atan", x), apply("atan", div(ONE, x))), "=", div(PI, TWO), given=[lt(ZERO, x)]
    ),
    "atan-reciprocal-below-0": Claim(
        add(apply("atan", x), apply("atan", div(ONE, x))),
        "=",
        neg(div(PI, TWO)),
        given=[lt(x, ZERO)],
    ),
    "atan-of-a-half": Claim(
        apply("atan", div(ONE, TWO)), "=", sub(div(PI, TWO), apply("atan", TWO))
    ),
    "differ-everywhere": Claim(exp(x), "!=", neg(ONE)),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved_by_the_kernel_without_conditions(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    assert verdict.conditions == ()
    assert replay(verdict.proof).sequent == verdict.proof.sequent


WHERE = {
    "cancelled": (Claim(div(sub(power(x, TWO), ONE), sub(x, ONE)), "=", add(x, ONE)), ["x != 1"]),
    "exp-log": (Claim(exp(log(x)), "=", x), ["0 < x"]),
    "log-square": (Claim(log(power(x, TWO)), "=", mul(TWO, log(x))), ["0 < x"]),
    "x-over-x": (Claim(div(x, x), "=", ONE), ["x != 0"]),
    "two-quotients": (Claim(div(x, x), "=", div(y, y)), ["x != 0", "y != 0"]),
    "root-squared": (Claim(power(sqrt(x), TWO), "=", x), ["0 <= x"]),
    "log-of-negatives": (
        Claim(
            log(neg(mul(add(x, ONE), sub(y, TWO)))), "=", add(log(add(x, ONE)), log(sub(TWO, y)))
        ),
        ["-1 < x", "y < 2"],
    ),
    "power-step-down": (Claim(power(x, sub(n, ONE)), "=", div(power(x, n), x)), ["x != 0"]),
    "summand": (Claim(total(ONE, n, div(ONE, x)), "=", div(n, x)), ["x != 0"]),
}


@pytest.mark.parametrize(("claim", "conditions"), WHERE.values(), ids=WHERE.keys())
def test_proved_where_both_sides_are_defined_alike(claim, conditions):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert [str(condition) for condition in verdict.conditions] == conditions
    replay(verdict.proof)


REFUTED = {
    "misplaced-bracket": (
        Claim(sigmoid(x), "=", div(tanh(add(div(x, TWO), ONE)), TWO)),
        {"x": "0"},
    ),
    "sqrt-square": (Claim(sqrt(power(x, TWO)), "=", x), {"x": "-1"}),
    "sqrt-square-below-5": (Claim(sqrt(power(x, TWO)), "=", x, given=[lt(x, num(5))]), {"x": "-1"}),
    "strict-square": (Claim(power(x, TWO), ">", ZERO), {"x": "0"}),
    "binomial-slip": (
        Claim(power(add(x, y), TWO), "=", add(power(x, TWO), power(y, TWO))),
        {"x": "1", "y": "1"},
    ),
    "softmax-scale": (
        Claim(softmax(lambda j: mul(c, entry(j))), "=", softmax(entry), given=IN_RANGE),
        {"K": "2", "i": "1", "c": "0", "x[1]": "0", "x[2]": "1"},
    ),
    "atan-reciprocal": (
        Claim(apply("atan", div(ONE, x)), "=", sub(div(PI, TWO), apply("atan", x))),
        {"x": "-1"},
    ),
    "wrong-power": (Claim(div(ONE, power(TWO, num(99))), "=", div(ONE, power(TWO, num(98)))), {}),
    "tanh-far-out": (Claim(tanh(num(30)), "=", tanh(num(40))), {}),
    "sum-without-factor": (Claim(total(ONE, n, num(2)), "=", n), {"n": "1"}),
    "max": (Claim(maximum(x, ZERO), "=", x), {"x": "-1"}),
}


@pytest.mark.parametrize(("claim", "at"), REFUTED.values(), ids=REFUTED.keys())
def test_refuted_by_the_simplest_witness(claim, at):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    assert verdict.witness is not None
    assert {str(key): str(value) for key, value in verdict.witness.at} == at
    replay(verdict.proof)


@pytest.mark.parametrize(
    "changed",
    [
        network(tanh, 2, 2, half_weights(), hidden_bias=1),
        network(tanh, 2, 2, half_weights(), shift_by=1),
        network(tanh, 2, 2, elem(W2, k, ZERO)),
    ],
    ids=["bias-not-halved", "one-inside", "bias-without-half-sum"],
)
def test_wrong_network_is_refuted_at_the_smallest_sizes(changed):
    verdict = check(Claim(network(sigmoid, 1, 1, elem(W2, k, ZERO)), "=", changed, given=SIZES))
    assert isinstance(verdict, Refuted), verdict
    at = {str(key): str(value) for key, value in verdict.witness.at}
    assert (at["M"], at["D"]) == ("1", "1")


UNDECIDED = {
    "no-common-domain": Claim(log(x), "=", add(num(5), log(neg(x)))),
    "domain-without-interior": Claim(add(sqrt(neg(power(x, TWO))), num(7)), "=", num(7)),
    "contradictory": Claim(x, "=", add(x, ONE), given=[lt(x, ZERO), lt(ONE, x)]),
    "unknown-length": Claim(
        total(ONE, n, bound(0)), "=", div(mul(n, add(n, TWO)), TWO), given=[eq(n, num("1/2"))]
    ),
}


@pytest.mark.parametrize("claim", UNDECIDED.values(), ids=UNDECIDED.keys())
def test_undecided_with_what_was_tried(claim):
    verdict = check(claim, budget=1.0)
    assert isinstance(verdict, Undecided), verdict
    assert verdict.reason


def test_undecided_names_contradictory_conditions():
    assert "contradict" in check(UNDECIDED["contradictory"]).reason


DECIMALS = {
    "right": (log(TWO), "0.6931", 4, "to the digits shown"),
    "last-digit-cut": (div(num(-1), num(81)), "-0.01234", 5, "the last digit shown is not rounded"),
    "wrong": (div(ONE, TWO), "0.6", 1, None),
    "off-in-the-last-place-but-one": (log(TWO), "0.6941", 4, None),
    "sum": (add(div(ONE, num(9)), num(36), cosine(num(3))), "35.1211", 4, "to the digits shown"),
    "sum-wrong": (add(div(ONE, num(9)), num(36), cosine(num(3))), "35.0379", 4, None),
}


@pytest.mark.parametrize(
    ("left", "literal", "places", "caveat"), DECIMALS.values(), ids=DECIMALS.keys()
)
def test_decimals_claim_what_their_digits_show(left, literal, places, caveat):
    verdict = check(Claim(left, "=", num(literal), digits=places))
    if caveat is None:
        assert isinstance(verdict, Refuted)
    else:
        assert isinstance(verdict, Proved)
        assert verdict.caveats == (caveat,)
    replay(verdict.proof)


def test_a_decimal_is_exact_unless_its_digits_are_meant():
    assert isinstance(check(Claim(log(TWO), "=", num("0.6931"))), Refuted)


def test_side_defined_nowhere_is_refuted_as_such():
    nothing = div(ONE, sub(x, x))
    verdict = check(Claim(nothing, "=", div(TWO, sub(x, x))))
    assert isinstance(verdict, Refuted)
    assert verdict.witness is None
    assert "defined nowhere" in verdict.reason


def test_difference_by_one_witness_is_named_so():
    scaled = softmax(lambda j: mul(c, entry(j)))
    verdict = check(Claim(scaled, "!=", softmax(entry), given=IN_RANGE))
    assert isinstance(verdict, Proved)
    assert "not identically equal" in verdict.caveats[0]


def test_difference_is_refuted_by_a_proof_of_equality():
    assert isinstance(
        check(Claim(power(add(x, ONE), TWO), "!=", add(power(x, TWO), mul(TWO, x), ONE))), Refuted
    )


def test_conditions_for_every_index_are_listed():
    quotient = total(ONE, n, div(elem(X, bound(0)), elem(X, bound(0))))
    verdict = check(Claim(quotient, "=", n))
    assert isinstance(verdict, Proved)
    assert verdict.conditions == (forall(ONE, n, ne(elem(X, bound(0)), ZERO)),)


def test_budget_must_be_positive():
    with pytest.raises(ValueError, match="greater than 0"):
        check(PROVED["roots"], budget=0)


def test_a_delta_of_a_real_number_does_not_collapse():
    summed = total(ONE, K, mul(delta(bound(0), x), exp(bound(0))))
    given = [lt(ONE, x), lt(x, TWO), le(TWO, K)]
    assert not isinstance(check(Claim(summed, "=", exp(x), given=given)), Proved)
