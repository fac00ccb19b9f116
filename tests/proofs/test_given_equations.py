"""What follows from equations that are given, and what does not: solved, cancelled, taken back."""

from __future__ import annotations

import pytest

from proofs import Claim, Proved, Refuted, Undecided, check
from proofs.kernel import InferenceError, infer, replay, to_data
from proofs.kernel.terms import (
    COMPLEX,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    defined,
    div,
    eq,
    exp,
    le,
    log,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    somewhere,
    sqrt,
    sub,
    substitute,
    var,
)
from proofs.settling import eliminated

a, b, c, s, t, u, x, y = map(var, "abcstuxy")
z, w = var("z", COMPLEX), var("w", COMPLEX)
THREE, FOUR, NINE = num(3), num(4), num(9)
sin, cos, tanh = (lambda v, name=name: apply(name, v) for name in ("sin", "cos", "tanh"))
square = lambda v: power(v, TWO)  # noqa: E731
logistic = lambda v: div(ONE, add(ONE, exp(neg(v))))  # noqa: E731
RECIPROCALS = eq(add(x, div(ONE, x)), FOUR)
SYSTEM = (eq(add(mul(THREE, a), b), num(100)), eq(sub(a, b), num(20)))

FOLLOWS = {
    "two lines meet": Claim(a, "=", num(30), given=SYSTEM),
    "beyond small numbers": Claim(add(a, b), "=", num(40), given=SYSTEM),
    "a root of a quadratic": Claim(
        power(x, THREE), "=", add(mul(num(5), x), TWO),
        given=[eq(square(x), add(mul(TWO, x), ONE))],
    ),
    "a surd": Claim(add(square(x), div(ONE, square(x))), "=", num(14), given=[RECIPROCALS]),
    "a logarithm": Claim(log(square(x)), "=", num(6), given=[eq(log(x), THREE)]),
    "an arc": Claim(square(sin(x)), "=", num("144/169"), given=[eq(cos(x), num("5/13"))]),
    "cancelled": Claim(a, "=", b, given=[eq(mul(a, c), mul(b, c)), ne(c, ZERO)]),
    "a square that is the number": Claim(a, "=", ONE, given=[ne(a, ZERO), eq(square(a), a)]),
    "of two roots the positive one": Claim(x, "=", THREE, given=[eq(square(x), NINE), lt(ZERO, x)]),
    "a factor of several names": Claim(
        add(a, b), "=", ONE, given=[eq(sub(square(a), a), sub(square(b), b)), ne(a, b)]
    ),
    "out of an exponential": Claim(x, "=", log(THREE), given=[eq(exp(mul(TWO, x)), NINE)]),
    "out of a power": Claim(x, "=", THREE, given=[eq(power(TWO, x), num(8))]),
    "out of the logistic function": Claim(x, "=", ZERO, given=[eq(logistic(x), div(ONE, TWO))]),
    "out of tanh": Claim(x, "=", y, given=[eq(tanh(x), tanh(y))]),
    "out of a logarithm": Claim(t, "=", exp(neg(s)), given=[eq(s, neg(log(t)))]),
    "into a logarithm": Claim(s, "=", log(div(t, sub(ONE, t))), given=[eq(logistic(s), t)]),
}  # fmt: skip
FAILS = {
    "another meeting": Claim(a, "=", num(25), given=SYSTEM),
    "another power sum": Claim(
        add(square(x), div(ONE, square(x))), "=", num(16), given=[RECIPROCALS]
    ),
    "not cancelled": Claim(a, "=", b, given=[eq(mul(a, c), mul(b, c))]),
    "of two roots one": Claim(x, "=", THREE, given=[eq(square(x), NINE)]),
    "the wrong root": Claim(x, "=", neg(THREE), given=[eq(square(x), NINE), lt(ZERO, x)]),
    "a sign lost": Claim(s, "=", log(t), given=[eq(exp(neg(s)), t)]),
    "a fraction upside down": Claim(
        s, "=", log(div(sub(ONE, t), t)), given=[eq(logistic(s), t)]
    ),
    "sines of other angles": Claim(x, "=", y, given=[eq(sin(x), sin(y))]),
    "squares of opposites": Claim(x, "=", y, given=[eq(square(x), square(y))]),
    "a strict bound at a surd": Claim(x, "<", num(3), given=[RECIPROCALS]),
}  # fmt: skip


@pytest.mark.parametrize("claim", FOLLOWS.values(), ids=FOLLOWS.keys())
def test_follows(claim: Claim) -> None:
    verdict = check(claim, budget=10)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    assert replay(verdict.proof).sequent == verdict.proof.sequent
    assert to_data(verdict.proof)


@pytest.mark.parametrize("claim", FAILS.values(), ids=FAILS.keys())
def test_does_not_follow(claim: Claim) -> None:
    verdict = check(claim, budget=10)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


def test_conditions_that_contradict_each_other_prove_nothing() -> None:
    for given in (
        [eq(square(x), neg(ONE))],
        [eq(exp(x), neg(TWO))],
        [eq(x, y), eq(x, add(y, ONE))],
    ):
        assert isinstance(check(Claim(x, "=", num(7), given=given), budget=2), Undecided)


def sides(goal: Term, hypotheses: tuple[Term, ...]) -> list:
    return [infer("definedness", hypotheses, defined(side)) for side in goal.args]


FORGED = {
    "a factor that may be 0": ("factor", eq(a, b), (eq(mul(a, c), mul(b, c)),), {"factor": c}),
    "the factor 0": ("factor", eq(a, b), (), {"factor": ZERO}),
    "a factor that is not defined": (
        "factor", eq(a, b), (eq(mul(a, c), mul(b, c)),), {"factor": div(c, c)}
    ),
    "no factor": ("factor", eq(a, b), (eq(mul(a, c), mul(b, c)), ne(c, ZERO)), {}),
    "logarithms of what may be negative": (
        "logarithm", eq(a, b), (eq(log(square(a)), log(square(b))),), {}
    ),
    "another logarithm": ("logarithm", eq(a, b), (eq(log(a), log(add(b, ONE))),), {}),
    "a power of complex numbers": (
        "power", eq(z, w), (eq(power(z, THREE), power(w, THREE)),), {"exponent": 3}
    ),
    "an exponential of complex numbers": (
        "exponential", eq(z, w), (eq(exp(z), exp(w)),), {"times": ONE}
    ),
    "an exponential with factor 0": (
        "exponential", eq(a, b), (), {"times": sub(log(TWO), log(TWO))}
    ),
    "an exponential with a factor that has a name": (
        "exponential", eq(a, b), (eq(c, ZERO),), {"times": c}
    ),
    "an exponential that is another": ("exponential", eq(a, b), (), {"times": log(TWO)}),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "goal", "given", "data"), FORGED.values(), ids=FORGED.keys())
def test_what_the_kernel_refuses(rule: str, goal: Term, given: tuple, data: dict) -> None:
    with pytest.raises(InferenceError):
        infer(rule, given, goal, tuple(sides(goal, given)), data)


def test_a_point_meets_only_what_is_proved_of_it() -> None:
    """At x = sqrt 2, x^2 = 2 needs a proof, and x^2 = 3 has none."""
    point = {"at": (x,), "values": (sqrt(TWO),)}
    met, other = eq(square(x), TWO), eq(square(x), THREE)
    goal = somewhere(eq(x, x))
    shown = infer("truth value", (), substitute(met, {x: sqrt(TWO)}))
    infer("instance", (met,), goal, (shown,), point)
    for hypotheses, premises in (((met,), ()), ((met, other), (shown,)), ((other,), (shown,))):
        with pytest.raises(InferenceError):
            infer("instance", hypotheses, goal, premises, point)
    elsewhere = infer("truth value", (le(square(x), TWO), le(TWO, square(x))), met)
    with pytest.raises(InferenceError):
        infer("instance", (met,), goal, (elsewhere,), point)


@pytest.mark.parametrize(
    "cases",
    [
        (le(log(x), ZERO), negation(le(log(x), ZERO))),
        (eq(log(x), ZERO), negation(eq(log(x), ZERO))),
        (le(log(x), ZERO), lt(ZERO, log(x))),
    ],
    ids=["an inequality", "an equation", "its opposite"],
)
def test_where_a_case_has_no_value_it_is_no_case(cases: tuple[Term, Term]) -> None:
    """log x <= 0 gives x > 0, and so does log x > 0; but for x <= 0 neither of them holds."""
    goal = eq(apply("abs", x), x)
    shown = []
    for case in cases:
        try:
            shown.append(infer("normal form", (case,), goal, tuple(sides(goal, (case,)))))
        except InferenceError:
            continue
    assert shown
    for rule, data in (("excluded middle", {"on": cases[0]}), ("cases", {"on": log(x)})):
        with pytest.raises(InferenceError):
            infer(rule, (), goal, tuple(shown), data)
    assert isinstance(check(Claim(apply("abs", x), "=", x), budget=2), Refuted)


def test_eliminated_names_meet_the_equations() -> None:
    found = eliminated(SYSTEM, [a, b])
    assert {str(n) for n in found} == {"a", "b"}
    assert eliminated([eq(mul(a, b), ONE)], [a, b]) == {}
