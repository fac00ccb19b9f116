"""Claims that other programs were seen to certify, and the examples that fix what a verdict means.

Each is stated with SymPy, as a person would. None may be proved as it stands.
"""

from __future__ import annotations

import pytest
from sympy import (
    Abs,
    Derivative,
    Eq,
    Float,
    Function,
    IndexedBase,
    Integer,
    Integral,
    Limit,
    MatrixSymbol,
    Ne,
    Piecewise,
    Pow,
    Rational,
    Sum,
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
    tanh,
)

from proofs import Claim, Proved, Refuted, Undecided, check, replay
from proofs.kernel import terms as t

x, y, a, b, h = symbols("x y a b h")
n = symbols("n", integer=True, nonnegative=True)
f = Function("f")
A, B = IndexedBase("A"), IndexedBase("B")
j = symbols("j", integer=True)

NOT_PROVED = {
    "limit-of-0/0": Claim(Limit(((x + h) ** 2 - x**2) / h, h, 0, "+-"), "=", 0),
    "hospital-without-0/0": Claim(Limit((x + 1) / (x + 2), x, 0, "+-"), "=", 1),
    "exp-log-below-0": Claim(exp(log(x), evaluate=False), "=", x, given=[x < 0]),
    "atan-below-0": Claim(atan(1 / x), "=", pi / 2 - atan(x), given=[x < 0]),
    "sine-product": Claim(sin(a) * sin(b), "=", -(cos(a - b) - -cos(a + b)) / 2),
    "divergent-integral": Claim(Integral(1 / (x - 2), (x, 0, 8)), "=", log(3)),
    "powers-of-a-half": Claim(Pow(2, -99), "=", Pow(2, -98)),
    "tanh-rounded": Claim(tanh(30), "=", tanh(40)),
    "one-sided-infinity": Claim(Limit(1 / x, x, 0, "+-"), "=", oo),
    "prime-dropped": Claim(Derivative(f(x), x), "=", f(x)),
    "matrices-commute": Claim(
        Sum(A[1, j] * B[j, 2], (j, 1, 2)), "=", Sum(B[1, j] * A[j, 2], (j, 1, 2))
    ),
    "no-common-domain": Claim(log(x), "=", 5 + log(-x)),
    "domain-of-one-point": Claim(sqrt(-(x**2)) + 7, "=", 7),
    "nowhere": Claim(Pow(x - Abs(x) - x + Abs(x), -1, evaluate=False), "=", 7),
    "surd-divisor": Claim(1 / (sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2)), "=", 7),
    "integral-through-a-pole": Claim(Integral(1 / x, (x, -1, 1)), "=", 0),
    "strict-square": Claim(x**2, ">", 0),
    "atan-antiderivative": Claim(Integral(1 / (2 + cos(x)), (x, 0, 2 * pi)), "=", 0),
    "derivative-of-abs-at-0": Claim(Derivative(Abs(x), x), "=", 0, given=[Claim(x, "=", 0)]),
    "backward-range": Claim(Sum(j, (j, 1, -3)), "=", 3),
    "telescope-minus": Claim(
        Sum((j + 1) / (j + 2) - j / (j + 1), (j, 1, oo)), "=", Rational(-1, 2)
    ),
    "derivative-under-a-condition": Claim(
        Derivative(x**2, x), "=", Derivative(x, x), given=[Claim(x, "=", 1)]
    ),
    "sqrt-square": Claim(sqrt(x**2), "=", x),
    "half": Claim(Rational(1, 2), "=", Integer(1)),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_lesson_is_not_proved(claim):
    assert not isinstance(check(claim), Proved)


STILL_UNDECIDED = {"no-common-domain", "domain-of-one-point"}  # nothing to compare
DECIDED = sorted(NOT_PROVED.keys() - STILL_UNDECIDED)


@pytest.mark.parametrize("name", DECIDED)
def test_lesson_within_reach_is_refuted(name):
    assert isinstance(check(NOT_PROVED[name]), Refuted)


def test_a_chain_through_a_smaller_domain_does_not_close():
    middle = sqrt(x) ** 2
    assert isinstance(
        check(Claim(Abs(x), "=", Pow(sqrt(x), 2, evaluate=False), given=[x >= 0])), Proved
    )
    assert middle == x  # SymPy has already simplified it; the term keeps the root
    assert isinstance(check(Claim(Abs(x), "=", x)), Refuted)


def eq(left, right) -> Eq:
    return Eq(left, right, evaluate=False)


N, p, s = symbols("N p s", integer=True, positive=True)
S, T = MatrixSymbol("S", N, N), MatrixSymbol("T", N, N)
z = symbols("z", complex=True)
u = t.var("x")
SQUARE_OVER_ITSELF = t.eq(t.div(t.power(u, t.TWO), u), t.ZERO)
LAYER = floor((64 + 2 * p - 8) / s)
AS_SAID = {
    "matrices do not commute": (Claim(S * T, "=", T * S), Refuted),
    "an undefined equation has no solution": (
        Claim(SQUARE_OVER_ITSELF, "iff", t.eq(u, t.ZERO)),
        Refuted,
    ),
    "both without solution": (Claim(eq(1 / x, 0), "iff", eq(1 / y, 0)), Undecided),
    "an inequality solved": (Claim(-2 * x < 4, "iff", x > -2), Proved),
    "a floor equation that lost its 1": (
        Claim(eq(32, LAYER + 1), "implies", eq(32, LAYER)),
        Refuted,
    ),
    "a decimal": (Claim(log(2), "=", Float("0.6931"), digits=4), Proved),
    "a decimal that is cut": (Claim(Rational(-1, 81), "=", Float("-0.01234"), digits=5), Proved),
    "a decimal that is wrong": (Claim(Rational(1, 2), "=", Float("0.6"), digits=1), Refuted),
    "logarithm of a square, complex": (Claim(log(z**2), "=", 2 * log(z)), Refuted),
    "logarithm of a square, real": (
        Claim(t.log(t.power(u, t.TWO)), "=", t.mul(t.TWO, t.log(u))),
        Proved,
    ),
    "a limit at an edge": (Claim(Limit(sqrt(x), x, 0, "+-"), "=", 0), Proved),
    "a branch for one point": (
        Claim(Derivative(Piecewise((x, Ne(x, 0)), (0, True)), x), "=", 1, given=[eq(x, 0)]),
        Proved,
    ),
    "a limit by continuity": (
        Claim(Limit((x + 1) / (x + 2), x, 0, "+-"), "=", Rational(1, 2)),
        Proved,
    ),
    "an infinite telescope": (
        Claim(Sum((j + 1) / (j + 2) - j / (j + 1), (j, 1, oo)), "=", Rational(1, 2)),
        Proved,
    ),
    "a fact about x": (Claim(x**2, "=", x, given=[eq(x, 1)]), Proved),
}


@pytest.mark.parametrize(("claim", "kind"), AS_SAID.values(), ids=AS_SAID.keys())
def test_it_comes_out_as_said(claim, kind):
    verdict = check(claim)
    assert isinstance(verdict, kind), verdict
    if not isinstance(verdict, Undecided):
        replay(verdict.proof)


@pytest.mark.parametrize(
    ("name", "caveat"),
    [
        ("a decimal", "to the digits shown"),
        ("a decimal that is cut", "the last digit shown is not rounded"),
        ("a limit at an edge", "limit(i=0, sqrt(i)) is taken from the right, within the domain"),
    ],
)
def test_a_weaker_proof_says_so(name, caveat):
    assert check(AS_SAID[name][0]).caveats == (caveat,)


def test_a_logarithm_of_a_square_is_proved_where_it_may_be():
    verdict = check(AS_SAID["logarithm of a square, real"][0])
    assert [str(c) for c in verdict.conditions] == ["0 < x"]
