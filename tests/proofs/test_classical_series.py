"""Series whose values are theorems, series that diverge, and what must not pass for either."""

from __future__ import annotations

import json

import mpmath
import pytest
from sympy import Rational, Sum, cos, exp, factorial, log, oo, pi, sin, sqrt, symbols

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.enclosures.enclosure import enclose
from proofs.kernel.rules.classical_series import SERIES, theorem
from proofs.kernel.rules.series import growth_of_terms
from proofs.kernel.terms import (
    INT,
    ONE,
    OO,
    PI,
    TWO,
    ZERO,
    Term,
    bound,
    defined,
    div,
    eq,
    le,
    mul,
    negation,
    num,
    power,
    substitute,
    tends,
    total,
    var,
)

k, n = symbols("k n", integer=True)
x, lam = symbols("x lambda")

PROVED = {
    "squares": Claim(Sum(1 / n**2, (n, 1, oo)), "=", pi**2 / 6),
    "three times, moved": Claim(Sum(3 / (k + 1) ** 2, (k, 0, oo)), "=", pi**2 / 2),
    "fourth powers": Claim(Sum(1 / n**4, (n, 1, oo)), "=", pi**4 / 90),
    "alternating": Claim(Sum((-1) ** n / n, (n, 1, oo)), "=", -log(2)),
    "odd, alternating": Claim(Sum((-1) ** k / (2 * k + 1), (k, 0, oo)), "=", pi / 4),
    "exponential": Claim(Sum(x**k / factorial(k), (k, 0, oo)), "=", exp(x)),
    "factorials": Claim(Sum(1 / factorial(k), (k, 0, oo)), "=", exp(1)),
    "Poisson": Claim(Sum(lam**k * exp(-lam) / factorial(k), (k, 0, oo)), "=", 1),
    "cosine": Claim(
        Sum((-1) ** k * x ** (2 * k) / factorial(2 * k), (k, 0, oo)), "=", cos(x)
    ),
    "sine": Claim(
        Sum((-1) ** k * x ** (2 * k + 1) / factorial(2 * k + 1), (k, 0, oo)), "=", sin(x)
    ),
    "harmonic is infinite": Claim(Sum(1 / n, (n, 1, oo)), "=", oo),
    "to minus infinity": Claim(Sum(-1 / sqrt(n), (n, 2, oo)), "=", -oo),
}  # fmt: skip


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved(claim: Claim) -> None:
    verdict = check(claim, budget=10)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


REFUTED = {
    "another value": Claim(Sum(1 / n**2, (n, 1, oo)), "=", pi**2 / 8),
    "summed by force": Claim(Sum(n, (n, 1, oo)), "=", Rational(-1, 12)),
    "harmonic": Claim(Sum(1 / n, (n, 1, oo)), "=", 5),
    "terms that tend to 1": Claim(Sum(n / (n + 1), (n, 1, oo)), "=", 0),
}


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED.keys())
def test_refuted(claim: Claim) -> None:
    verdict = check(claim, budget=10)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


NOT_PROVED = {
    "from another term on": Claim(Sum(1 / n**2, (n, 2, oo)), "=", pi**2 / 6),
    "an undefined term": Claim(Sum(1 / n, (n, 0, oo)), "=", oo),
    "convergent, claimed infinite": Claim(Sum(1 / n**2, (n, 1, oo)), "=", oo),
    "the other sign": Claim(Sum(1 / sqrt(n), (n, 2, oo)), "=", -oo),
    "the exponential without its first term": Claim(
        Sum(x**k / factorial(k), (k, 1, oo)), "=", exp(x)
    ),
    "alternating ones": Claim(Sum((-1) ** n, (n, 0, oo)), "=", Rational(1, 2)),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(claim: Claim) -> None:
    assert not isinstance(check(claim), Proved)


@pytest.mark.parametrize("name", SERIES)
def test_theorem_agrees_with_another_program(name: str) -> None:
    row, point = SERIES[name], None if SERIES[name].parameter is None else num("0.75")
    index = var("i0", INT)
    summand, value = theorem(name, index, point)

    with mpmath.workdps(30):
        found = mpmath.nsum(
            lambda i: _number(enclose(substitute(summand, {index: num(int(i))}), {}, 200)),
            [row.lower, mpmath.inf],
        )
        assert mpmath.almosteq(found, _number(enclose(value, {}, 200)), 1e-8)


def _number(value: object) -> mpmath.mpf:
    if hasattr(value, "mid"):
        return mpmath.mpf(value.mid().str(40, radius=False))
    return mpmath.mpf(int(value.p)) / int(value.q)  # type: ignore[attr-defined]


# --- wrong steps ----------------------------------------------------------------------------------

N, K = var("n", INT), bound(0, INT)
SQUARES = total(ONE, OO, div(ONE, power(K, TWO)))
HARMONIC = total(ONE, OO, div(ONE, K))
SIXTH = div(power(PI, TWO), num(6))


def terms(lower: Term, body: Term, summand: Term):
    facts = (le(lower, N),)
    goal = eq(body, mul(ONE, summand))
    known = [infer("definedness", facts, defined(side)) for side in goal.args]
    return infer("normal form", facts, goal, known)


RECIPROCAL = div(ONE, power(N, TWO))
PREMISE = terms(ONE, RECIPROCAL, RECIPROCAL)
LATER = terms(TWO, RECIPROCAL, RECIPROCAL)
DATA = {"theorem": "Basel", "index": N, "factor": ONE}
WRONG = {
    "another value": (eq(SQUARES, mul(ONE, num(2))), PREMISE, DATA),
    "another factor": (eq(SQUARES, mul(TWO, SIXTH)), PREMISE, {**DATA, "factor": TWO}),
    "another series": (eq(HARMONIC, mul(ONE, SIXTH)), PREMISE, DATA),
    "only later terms": (eq(SQUARES, mul(ONE, SIXTH)), LATER, DATA),
    "no such theorem": (eq(SQUARES, mul(ONE, SIXTH)), PREMISE, {**DATA, "theorem": "mine"}),
    "a factor with the index": (eq(SQUARES, mul(N, SIXTH)), PREMISE, {**DATA, "factor": N}),
    "a parameter too many": (eq(SQUARES, mul(ONE, SIXTH)), PREMISE, {**DATA, "parameter": ONE}),
    "a finite sum": (
        eq(total(ONE, num(9), div(ONE, power(K, TWO))), mul(ONE, SIXTH)), PREMISE, DATA
    ),
}  # fmt: skip


@pytest.mark.parametrize("step", WRONG.values(), ids=WRONG.keys())
def test_wrong_step_is_not_accepted(step) -> None:
    goal, premise, data = step
    with pytest.raises(InferenceError):
        infer("classical series", (), goal, (premise,), data)


def test_right_step_is_accepted() -> None:
    proof = infer("classical series", (), eq(SQUARES, mul(ONE, SIXTH)), (PREMISE,), DATA)
    assert replay(proof).sequent == proof.sequent


def test_terms_that_shrink_faster_say_nothing() -> None:
    zero = infer("expansion", (), eq(growth_of_terms(SQUARES), ZERO))
    known = [infer("definedness", (), defined(v)) for v in (ZERO,)]
    for premises in ((zero,), (zero, *known)):
        with pytest.raises(InferenceError):
            infer("divergent series", (), negation(defined(SQUARES)), premises)
    one = infer("expansion", (), eq(growth_of_terms(HARMONIC), ONE))
    with pytest.raises(InferenceError):  # the growth of another series
        infer("divergent series", (), tends(SQUARES, "oo"), (one,))
