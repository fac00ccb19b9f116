"""Limits by asymptotic expansions: finite, infinite, none; each wrong one is not proved."""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    E,
    Limit,
    Piecewise,
    Rational,
    atan,
    cos,
    exp,
    floor,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
    tan,
    tanh,
)

from proofs import Claim, ClaimError, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.terms import (
    OO,
    REAL,
    ZERO,
    apply,
    bound,
    defined,
    div,
    eq,
    limit,
    mul,
    negation,
    num,
    tends,
    var,
)

x, a, h = symbols("x a h")
n = symbols("n", integer=True, nonnegative=True)


def lim(f, point=0, side="+-", of=x):
    return Limit(f, of, point, side)


PROVED = {
    # infinite
    "1/x^2-at-0": Claim(lim(1 / x**2), "=", oo),
    "oo-on-the-left-of-=": Claim(oo, "=", lim(1 / x**2)),
    "1/x-right-of-0": Claim(lim(1 / x, side="+"), "=", oo),
    "1/x-left-of-0": Claim(lim(1 / x, side="-"), "=", -oo),
    "square-at-oo": Claim(lim(x**2, oo), "=", oo),
    "cube-at--oo": Claim(lim(x**3, -oo), "=", -oo),
    "exp-at-oo": Claim(lim(exp(x), oo), "=", oo),
    "log-at-oo": Claim(lim(log(x), oo), "=", oo),
    "log-at-0": Claim(lim(log(x), side="+"), "=", -oo),
    "x-log-x-at-oo": Claim(lim(x * log(x), oo), "=", oo),
    "tan-left-of-a-pole": Claim(lim(tan(x), pi / 2, "-"), "=", oo),
    "positive-parameter": Claim(lim(a * x - x**2 / 2, -oo), "=", -oo, given=[a > 0]),
    "scaled-by-a-square": Claim(lim((1 + a**2) * x, oo), "=", oo),
    # none
    "1/x-diverges": Claim.diverges(lim(1 / x)),
    "abs(x)/x-diverges": Claim.diverges(lim(Abs(x) / x)),
    "infinite-is-divergent": Claim.diverges(lim(exp(x), oo)),
    "sin(1/x)-diverges": Claim.diverges(lim(sin(1 / x))),
    "cos-diverges-at-oo": Claim.diverges(lim(cos(x), oo)),
    "x-sin-x-diverges": Claim.diverges(lim(x * sin(x), oo)),
    "step-diverges": Claim.diverges(lim(floor(x), 1)),
    # growth, squeeze, 0/0 and the like
    "power-against-exp": Claim(lim(x**7 * exp(-x), oo), "=", 0),
    "symbolic-power-against-exp": Claim(lim(x**a * exp(-x), oo), "=", 0),
    "log-against-power": Claim(lim(log(x) / x**a, oo), "=", 0, given=[a > 0]),
    "x-log-x-at-0": Claim(lim(x * log(x), side="+"), "=", 0),
    "bell": Claim(lim(x**2 * exp(-(x**2) + 3 * x), oo), "=", 0),
    "squeezed": Claim(lim(x * sin(1 / x)), "=", 0),
    "wave-over-x": Claim(lim((x + sin(x)) / x, oo), "=", 1),
    "sine-quotient": Claim(lim(sin(3 * x) / (2 * x)), "=", Rational(3, 2)),
    "cosine-quotient": Claim(lim((1 - cos(x)) / x**2), "=", Rational(1, 2)),
    "third-order": Claim(3 * lim((tan(x) - x) / x**3), "=", 1),
    "exponential-quotient": Claim(lim((exp(x) - 1) / x), "=", 1),
    "any-base": Claim(lim((a**x - 1) / x), "=", log(a), given=[a > 0]),
    "e-as-a-limit": Claim(lim((1 + 1 / x) ** x, oo), "=", E),
    "e^a-as-a-limit": Claim(lim((1 + a / x) ** x, oo), "=", exp(a)),
    "x^x": Claim(lim(x**x, side="+"), "=", 1),
    "oo-minus-oo": Claim(2 * lim(sqrt(x**2 + x) - x, oo), "=", 1),
    "atan-at-oo": Claim(lim(atan(x), oo), "=", pi / 2),
    "atan-of-1/x": Claim(lim(atan(1 / x), side="-"), "=", -pi / 2),
    "flat-at-0": Claim(lim(exp(-1 / x), side="+"), "=", 0),
    "removable": Claim(lim((x**2 - 4) / (x - 2), 2), "=", 4),
    "piecewise": Claim(lim(Piecewise((x**2, x > 0), (sin(x), True))), "=", 0),
    "piecewise-off-the-point": Claim(lim(Piecewise((7, x <= 0), (1, True)), side="+"), "=", 1),
    "slope-of-x^n": Claim(
        lim(((x + h) ** n - x**n) / h, of=h), "=", n * x ** (n - 1), given=[n >= 1, x > 0]
    ),
    "by-cases-on-a-sign": Claim(lim(tanh(a * x), oo) ** 2, "=", 1, given=[Claim(a, "!=", 0)]),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved_by_the_kernel(claim):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    assert verdict.conditions == ()
    assert replay(to_data(verdict.proof)).sequent == verdict.proof.sequent


AT_AN_EDGE = {
    "root": (Claim(lim(sqrt(x)), "=", 0), "right"),
    "x-log-x": (Claim(lim(x * log(x)), "=", 0), "right"),
    "log": (Claim(lim(log(x)), "=", -oo), "right"),
    "log-from-the-left": (Claim(lim(log(1 - x), 1), "=", -oo), "left"),
}


@pytest.mark.parametrize(("claim", "side"), AT_AN_EDGE.values(), ids=AT_AN_EDGE.keys())
def test_a_limit_at_an_edge_is_taken_within_the_domain(claim, side):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    (caveat,) = verdict.caveats
    assert f"from the {side}, within the domain" in caveat
    replay(to_data(verdict.proof))


REFUTED = {
    "sides-differ": (Claim(lim(1 / x), "=", oo), "tends to -oo from the left"),
    "other-infinity": (Claim(lim(1 / x, side="-"), "=", oo), "tends to -oo"),
    "infinite-is-not-finite": (Claim(lim(1 / x**2), "=", 0), "tends to oo"),
    "finite-is-not-infinite": (Claim(lim(sin(x) / x), "=", oo), "is 1"),
    "convergent-does-not-diverge": (Claim.diverges(lim(sin(x) / x)), "is 1"),
    "oscillating-is-not-0": (Claim(lim(sin(1 / x)), "=", 0), "it oscillates"),
    "oscillating-is-not-oo": (Claim(lim(x * sin(x), oo), "=", oo), "it oscillates"),
    "pole": (Claim(lim(1 / (x - 2), 2), "=", 0), "from the left"),
    "sign": (Claim(lim(Abs(x) / x), "=", 1), "from the left -1, from the right 1"),
    "wrong-value": (Claim(lim((1 + 1 / x) ** x, oo), "=", 1), "the sides differ"),
}


@pytest.mark.parametrize(("claim", "reason"), REFUTED.values(), ids=REFUTED.keys())
def test_refuted(claim, reason):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    assert reason in verdict.reason
    replay(to_data(verdict.proof))


NOT_PROVED = {
    "sign-of-a-parameter": Claim(lim(a * x, oo), "=", oo),
    "zero-parameter": Claim(lim(a / x**2), "=", oo, given=[a >= 0]),
    "rate-of-unknown-sign": Claim(lim(x * exp(-a * x), oo), "=", 0),
    "rate-that-may-be-0": Claim(lim(exp(-a * x), oo), "=", 0, given=[a >= 0]),
    "power-that-may-be-0": Claim(lim(log(x) / x**a, oo), "=", 0, given=[a >= 0]),
    "outside-the-domain": Claim(lim(log(x), side="-"), "=", -oo),
    "root-of-negatives": Claim(lim(sqrt(-x), oo), "=", oo),
    "contradictory": Claim(lim(1 / x, side="+"), "=", oo, given=[a > 0, a < 0]),
    "constant-without-value": Claim(lim(x + log(-(a**2)), oo), "=", oo),
    "even-wave-does-not-oscillate": Claim.diverges(lim(sin(x) ** 2 + cos(x) ** 2, oo)),
    "phase-at-rest": Claim.diverges(lim(sin(1 + 1 / x), oo)),
    "diverges-undefined-beside": Claim.diverges(lim(sqrt(-(x**2)))),
    "edge-of-two-domains": Claim(lim(sqrt(x) + sqrt(-x)), "=", 0),
    "edge-with-another-value": Claim(lim(sqrt(x)), "=", 1),
    "jump-is-no-edge": Claim(lim(Piecewise((1, x > 0), (0, True))), "=", 1),
    "infinite-both-ways": Claim(lim(1 / x**3), "=", oo),
    "no-number": Claim(oo, "=", oo),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(claim):
    assert not isinstance(check(claim), Proved)


def test_only_a_limit_or_an_integral_diverges():
    with pytest.raises(ClaimError, match="diverges"):
        Claim.diverges(x + 1)


t = bound(0, REAL)
WAVE = apply("sin", div(num(1), t))
y = var("y")

WRONG_STEPS = {
    "expansion-to-another-value": ("expansion", eq(limit(ZERO, t), num(1)), {}),
    "expansion-of-a-pole": ("expansion", eq(limit(ZERO, div(num(1), t)), ZERO), {}),
    "one-side-only": ("expansion", tends(limit(ZERO, div(num(1), t)), "oo"), {}),
    "finite-as-infinite": ("expansion", tends(limit(OO, div(num(1), t)), "oo"), {}),
    "another-inner-function": ("expansion", eq(limit(ZERO, t), num(1)), {"inner": num(1)}),
    "sign-of-a-name": ("expansion", tends(limit(OO, mul(y, t)), "oo"), {}),
    "wave-at-rest": (
        "oscillation", negation(defined(limit(OO, WAVE))), {"phase": div(num(1), t)},
    ),
    "squeezed-wave": (
        "oscillation", negation(defined(limit(ZERO, mul(t, WAVE)))), {"phase": div(num(1), t)},
    ),
    "wave-elsewhere": (
        "oscillation", negation(defined(limit(ZERO, WAVE))), {"phase": div(num(2), t)},
    ),
    "phase-with-gaps": (
        "oscillation", negation(defined(limit(OO, apply("sin", apply("floor", t))))),
        {"phase": apply("floor", t)},
    ),
    "infinite-without-a-premise": ("infinite limit", negation(defined(limit(ZERO, t))), {}),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_step_is_not_accepted(wrong):
    rule, goal, data = wrong
    with pytest.raises(InferenceError):
        infer(rule, (), goal, (), data)


def test_a_limit_of_one_side_does_not_deny_the_other():
    right = infer("expansion", (), tends(limit(ZERO, div(num(1), t), "right"), "oo"))
    left = limit(ZERO, div(num(1), t), "left")
    with pytest.raises(InferenceError):
        infer("infinite limit", (), negation(tends(left, "-oo")), (right,))
