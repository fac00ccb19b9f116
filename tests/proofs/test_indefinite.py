"""Integrals without bounds: equal up to a constant, by their derivatives, or refused."""

from __future__ import annotations

import json

import pytest
from sympy import (
    Abs,
    Derivative,
    Eq,
    Function,
    Heaviside,
    Integral,
    Max,
    Ne,
    Piecewise,
    Rational,
    Sum,
    atan,
    cos,
    exp,
    floor,
    log,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
)

from proofs import Claim, ClaimError, Proved, Refuted, Undecided, check, replay
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.proof import to_data
from proofs.kernel.terms import var
from proofs.kernel.terms.definitions import Definition
from proofs.methods import constants
from proofs.nearest import nearest
from proofs.translation import from_sympy

x, y, a, n, k, C = symbols("x y a n k C")
p = symbols("p", positive=True)
f, g = Function("f"), Function("g")


def of(body, name=x):
    return Integral(body, name)


PROVED = {
    "power": (of(3 * x**2), x**3, [], "up to a constant"),
    "with +C": (of(3 * x**2), x**3 + C, [], "up to a constant"),
    "another constant": (of(3 * x**2), x**3 - 7, [], "up to a constant"),
    "on the right": (x**3, of(3 * x**2), [], "up to a constant"),
    "multiples": (2 * of(cos(x)) - of(1), 2 * sin(x) - x, [], "up to a constant"),
    "by parts": (of(x * cos(x)), x * sin(x) - of(sin(x)), [], "up to a constant"),
    "by parts twice": (
        of(exp(x) * sin(x)), -exp(x) * cos(x) + exp(x) * sin(x) - of(exp(x) * sin(x)), [],
        "up to a constant",
    ),
    "constants that differ": (of(sin(2 * x)), sin(x) ** 2, [], "up to a constant"),
    "log": (of(1 / x), log(x), ["0 < x"], "up to a constant"),
    "log, positive": (of(1 / p, p), log(p), [], "up to a constant"),
    "log|x|": (of(1 / x), log(Abs(x)), ["x != 0"], "up to a constant on each interval"),
    "1/x^2": (of(1 / x**2), -1 / x, [], "up to a constant on each interval"),
    "a constant on each side of 0": (
        of(1 / x**2), sign(x) - 1 / x, [], "up to a constant on each interval",
    ),
    "a parameter": (of(cos(a * x)), sin(a * x) / a, ["a != 0"], "up to a constant"),
    "half angle": (
        of(1 / (2 + cos(x))), 2 / sqrt(3) * atan(tan(x / 2) / sqrt(3)), ["cos(x/2) != 0"],
        "up to a constant on each interval",
    ),
    "continuous with a corner": (
        of(sign(x)), Abs(x), ["x != 0"], "up to a constant on each interval",
    ),
    "ramp": (
        of(Heaviside(x, Rational(1, 2))), Max(0, x), ["x != 0"],
        "up to a constant on each interval",
    ),
    "any function": (of(Derivative(f(x), x)), f(x), [], "up to a constant on each interval"),
    "a definite integral": (of(x), Integral(y, (y, 2, x)), [], "up to a constant"),
    "a finite sum": (Sum(of(x**n), (n, 0, 2)), x + x**2 / 2 + x**3 / 3, [], "up to a constant"),
    "two antiderivatives": (of(2 * x), 2 * of(x), [], "up to a constant"),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right", "where", "caveat"), PROVED.values(), ids=PROVED.keys())
def test_is_proved_up_to_a_constant(left, right, where, caveat) -> None:
    verdict = check(Claim(left, "=", right), budget=5)
    assert isinstance(verdict, Proved), verdict
    assert [str(c) for c in verdict.conditions] == where
    assert verdict.caveats == (caveat,)
    assert verdict.trust == "kernel"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


NOT_PROVED = {
    "another power": (of(3 * x**2), x**2, []),
    "a factor": (of(cos(a * x)), sin(a * x), []),
    "sign": (of(sin(x)), cos(x), []),
    "a lost part": (of(x * cos(x)), x * sin(x) + of(sin(x)), []),
    "a step is no constant": (of(0), sign(x), []),
    "steps are no constant": (of(0), floor(x), []),
    "a jump beside the antiderivative": (of(2 * x), x**2 + sign(x - 1), []),
    "at one value of x": (of(2 * x), 4 * x, [Eq(x, 2)]),
    "between the same bounds": (of(2 * x), 4 * x, [x >= 2, x <= 2]),
    "where a power of x is 0": (of(2 * x), 4 * x, [Eq((x - 2) ** 2, 0)]),
    "another variable": (of(2 * x), y**2, []),
    "one point of the integrand": (of(Piecewise((1, Eq(x, 0)), (0, True))), 0, []),
    "n = -1": (of(p**n, p), p**n * p, []),
}


@pytest.mark.parametrize(("left", "right", "given"), NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_is_not_proved(left, right, given) -> None:
    assert not isinstance(check(Claim(left, "=", right, given=given)), Proved)


def test_a_witness_says_that_the_derivatives_differ() -> None:
    verdict = check(Claim(of(2 * x), "=", x**3))
    assert isinstance(verdict, Refuted)
    assert verdict.reason == "the derivatives differ at x = 1"
    assert verdict.witness is not None
    assert (verdict.witness.left, verdict.witness.right) == ("2", "3")


def test_one_point_of_an_integrand_refutes_nothing() -> None:
    claim = Claim(of(Piecewise((1, Eq(x, 0)), (0, True))), "=", 0)
    assert isinstance(check(claim), Undecided)


def test_the_derivative_of_an_integral_has_no_constant() -> None:
    verdict = check(Claim(Derivative(of(f(x)), x), "=", f(x)))
    assert isinstance(verdict, Proved)
    assert verdict.caveats == ()
    assert isinstance(check(Claim(Derivative(of(x**2), x), "=", x**2 + 1)), Refuted)


def test_a_power_needs_its_exponent() -> None:
    verdict = check(Claim(of(p**n, p), "=", p ** (n + 1) / (n + 1)))
    assert isinstance(verdict, Proved)
    assert [str(c) for c in verdict.conditions] == ["n != -1"]


def test_substitution_by_a_definition() -> None:
    u, t = var("u"), var("x")
    definitions = [Definition(u, (), from_sympy(x**2))]
    eu = of(exp(symbols("u")), symbols("u"))
    first = Claim(of(2 * x * exp(x**2)), "=", eu, definitions=definitions)
    last = Claim(eu, "=", exp(x**2), definitions=definitions)
    assert all(isinstance(check(c), Proved) for c in (first, last))
    wrong = Claim(of(exp(x**2)), "=", eu, definitions=definitions)
    assert isinstance(check(wrong), Refuted)
    assert t in wrong.left.free


def test_substitution_by_a_condition() -> None:
    u = symbols("u")
    claim = Claim(of(2 * x * exp(x**2)), "=", of(exp(u), u), given=[Eq(u, x**2)])
    assert not isinstance(check(claim), Refuted)


def test_two_sides_up_to_a_constant() -> None:
    assert isinstance(check(Claim(x**2, "=", x**2 + 1)), Refuted)
    verdict = check(Claim(x**2, "=", x**2 + 1, constant_in=x))
    assert isinstance(verdict, Proved)
    assert verdict.caveats == ("up to a constant",)
    exact = check(Claim(2 * x, "=", x + x, constant_in=x))
    assert isinstance(exact, Proved)
    assert exact.caveats == ()
    assert isinstance(check(Claim(x**2, "=", x**3, constant_in=x)), Refuted)
    assert not isinstance(check(Claim(sign(x), "=", 0, constant_in=x)), Proved)


def test_a_conjunction_of_integrals() -> None:
    verdict = check(Claim.all_of([Claim(of(2 * x), "=", x**2), Claim(x + x, "=", 2 * x)]))
    assert isinstance(verdict, Proved)
    assert verdict.caveats == ("up to a constant",)


REFUSED = {
    "in an exponent": (exp(of(x)), "=", x, "inside exp"),
    "in an inequality": (of(x), "<", x**2, "a side of = only"),
    "times x": (x * of(x), "=", x**3, "not constant"),
    "a product of two": (of(x) * of(x**2), "=", x, "not constant"),
    "below": (1 / of(x), "=", x, "not constant|inside pow"),
    "inside another": (of(of(x)), "=", x**3, "with and without"),
    "with a definite part": (Integral(x * y, x, (y, 0, 1)), "=", x, "with and without"),
    "in two variables": (of(x) + of(y, y), "=", x**2, "more than one variable"),
    "at a limit": (Sum(of(x**n), (n, 0, symbols("oo"))), "!=", x, "a side of = only"),
}


@pytest.mark.parametrize(
    ("left", "relation", "right", "said"), REFUSED.values(), ids=REFUSED.keys()
)
def test_is_no_claim(left, relation, right, said) -> None:
    with pytest.raises(ClaimError, match=said):
        Claim(left, relation, right)


def test_is_no_claim_with_a_condition_on_nothing() -> None:
    with pytest.raises(ClaimError, match="a real variable"):
        Claim(x, "=", x, constant_in=x + 1)


def test_the_nearest_antiderivative() -> None:
    near = nearest(Claim(of(cos(2 * x)), "=", sin(2 * x)), seconds=5)
    assert near
    assert all(isinstance(check(Claim(of(cos(2 * x)), "=", t)), Proved) for t in near)


def test_conditions_on_other_names_do_not_matter() -> None:
    verdict = check(Claim(of(a * x), "=", 2 * x**2, given=[Eq(a, 4), Ne(y, 0), x >= 0]))
    assert isinstance(verdict, Proved)


def test_time_that_is_up_is_no_fault(monkeypatch):
    def late(*_):
        raise Unsupported("the time is up")

    monkeypatch.setattr(constants, "_are_continuous", late)
    verdict = check(Claim(of(3 * x**2), "=", x**3))
    assert isinstance(verdict, Undecided)
    assert verdict.reason == "the time is up"
