"""Where a function ends: no derivative there, and antiderivatives up to there."""

from __future__ import annotations

import pytest
from sympy import Abs, Derivative, Eq, Integral, Rational, acos, asin, exp, floor, sqrt, symbols

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel import terms as t

x, a, C = symbols("x a C", real=True)
v = t.var("x")
AT_0, AT_1 = t.eq(v, t.ZERO), t.eq(v, t.ONE)
HALVES = t.div(t.num(3), t.TWO)

EDGES = {
    "x^(3/2) at 0": (t.power(v, HALVES), AT_0, ["left"]),
    "x^(3/2) at 1": (t.power(v, HALVES), AT_1, []),
    "x^(3/2), nothing known of x": (t.power(v, HALVES), t.TRUE, []),
    "log at 0": (t.log(v), AT_0, ["left"]),
    "log |x| at 0": (t.log(t.apply("abs", v)), AT_0, []),
    "1/x at 0": (t.div(t.ONE, v), AT_0, []),
    "|x| at 0": (t.apply("abs", v), AT_0, []),
    "sqrt(1 - x^2) at 1": (t.root(t.sub(t.ONE, t.power(v, t.TWO)), 2), AT_1, ["right"]),
    "a pole on one side only": (t.div(t.ONE, t.sub(v, t.ONE)), AT_0, []),
}


@pytest.mark.parametrize(("term", "given", "sides"), EDGES.values(), ids=EDGES)
def test_there_is_no_derivative_where_one_side_is_outside(term, given, sides):
    goal = t.negation(t.defined(t.derivative(v, t.abstract(term, v))))
    for side in ("left", "right"):
        if side in sides:
            infer("edge of the domain", (given,), goal, (), {"side": side})
        else:
            with pytest.raises(InferenceError):
                infer("edge of the domain", (given,), goal, (), {"side": side})


PROVED = {
    "a power": (Derivative(x ** Rational(3, 2), x), Rational(3, 2) * sqrt(x)),
    "any power": (Derivative(x**a, x), a * x ** (a - 1)),
    "a product": (Derivative(x * sqrt(x), x), Rational(3, 2) * sqrt(x)),
}


@pytest.mark.parametrize(("left", "right"), PROVED.values(), ids=PROVED)
def test_derivatives_hold_inside(left, right):
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, Proved), verdict
    assert [str(c) for c in verdict.conditions] == ["0 < x"]
    replay(to_data(verdict.proof))


def test_a_derivative_at_an_edge_is_not_refuted():
    claim = Claim(Derivative(x ** Rational(3, 2), x), "=", 0, given=[Eq(x, 0)])
    assert not isinstance(check(claim), Refuted)


INTEGRATED = {
    "sqrt x": (sqrt(x), Rational(2, 3) * x ** Rational(3, 2) + C),
    "sqrt(1 - x)": (sqrt(1 - x), -Rational(2, 3) * (1 - x) ** Rational(3, 2)),
    "two ends": (x * sqrt(4 - x**2), -((4 - x**2) ** Rational(3, 2)) / 3),
    "asin": (asin(x), x * asin(x) + sqrt(1 - x**2)),
    "acos": (acos(x), x * acos(x) - sqrt(1 - x**2)),
    "exp sqrt x": (exp(sqrt(x)), 2 * (sqrt(x) - 1) * exp(sqrt(x))),
    "any power": (x**a, x ** (a + 1) / (a + 1)),
}


@pytest.mark.parametrize(("body", "result"), INTEGRATED.values(), ids=INTEGRATED)
def test_antiderivatives_reach_to_the_edge(body, result):
    verdict = check(Claim(Integral(body, x), "=", result))
    assert isinstance(verdict, Proved), verdict


NOT_PROVED = {
    "a wrong factor": (sqrt(x), x ** Rational(3, 2)),
    "wrong where all of an interval is an edge": (sqrt(Abs(x) - x), sqrt(Abs(x) - x) + x),
    "a jump": (sqrt(x), Rational(2, 3) * x ** Rational(3, 2) + floor(sqrt(x))),
    "an edge inside": (0 ** sqrt(x**2), x - x + C),
}


@pytest.mark.parametrize(("body", "result"), NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_fails_beside_the_edge_is_not_proved(body, result):
    assert not isinstance(check(Claim(Integral(body, x), "=", result)), Proved)
