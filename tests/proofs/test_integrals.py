"""Integrals: by the fundamental theorem, by continuity, refuted by enclosures, or refused."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proofs import Claim, InferenceError, Proved, Refuted, check, replay
from proofs.finding import ask
from proofs.kernel import infer
from proofs.kernel.enclosures.enclosure import Undetermined, digits, enclose
from proofs.kernel.terms import (
    ONE,
    OO,
    PI,
    REAL,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    bound,
    cases,
    defined,
    derivative,
    div,
    eq,
    exp,
    instantiate,
    integral,
    log,
    lt,
    mul,
    neg,
    num,
    power,
    sqrt,
    sub,
)

from .claims import x

t = bound(0, REAL)
BELL = exp(neg(power(t, TWO)))


def sine(u: Term) -> Term:
    return apply("sin", u)


PROVED = {
    "square": Claim(integral(ZERO, ONE, power(t, TWO)), "=", div(ONE, num(3))),
    "up-to-x": Claim(integral(ZERO, x, power(t, TWO)), "=", div(power(x, num(3)), num(3))),
    "by-parts": Claim(integral(ZERO, ONE, mul(t, exp(t))), "=", ONE),
    "arctangent": Claim(
        integral(ZERO, ONE, div(ONE, add(ONE, power(t, TWO)))), "=", div(PI, num(4))
    ),
    "reciprocal": Claim(integral(ONE, TWO, div(ONE, t)), "=", log(TWO)),
    "reciprocal-below-0": Claim(integral(num(-2), num(-1), div(ONE, t)), "=", neg(log(TWO))),
    "ends-swapped": Claim(integral(ONE, ZERO, t), "=", neg(div(ONE, TWO))),
    "improper": Claim(integral(ZERO, OO, exp(neg(t))), "=", ONE),
    "improper-power": Claim(integral(ONE, OO, div(ONE, power(t, TWO))), "=", ONE),
    "unbounded-at-an-end": Claim(integral(ZERO, ONE, div(ONE, sqrt(t))), "=", TWO),
    "sine-squared": Claim(integral(ZERO, PI, power(sine(t), TWO)), "=", div(PI, TWO)),
    "same-integrand": Claim(
        integral(ZERO, ONE, BELL), "=", integral(ZERO, ONE, exp(neg(mul(t, t))))
    ),
    "slope-of-an-integral": Claim(
        derivative(x, integral(ZERO, t, BELL)), "=", exp(neg(power(x, TWO)))
    ),
    "slope-with-inner-function": Claim(
        derivative(x, integral(ZERO, power(t, TWO), BELL)),
        "=",
        mul(TWO, x, exp(neg(power(x, num(4))))),
    ),
}


@pytest.mark.parametrize("claim", PROVED.values(), ids=PROVED.keys())
def test_proved_by_the_kernel(claim):
    verdict = check(claim, budget=20.0)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    replay(verdict.proof)


REFUTED = {
    "wrong-value": Claim(integral(ZERO, ONE, power(t, TWO)), "=", div(ONE, TWO)),
    "antiderivative-with-a-jump": Claim(
        integral(ZERO, mul(TWO, PI), div(ONE, add(TWO, apply("cos", t)))), "=", ZERO
    ),
    "bell": Claim(integral(ZERO, ONE, BELL), "=", div(num(3), num(4))),
}


@pytest.mark.parametrize("claim", REFUTED.values(), ids=REFUTED.keys())
def test_refuted_by_an_enclosure(claim):
    verdict = check(claim, budget=20.0)
    assert isinstance(verdict, Refuted), verdict
    replay(verdict.proof)


UNDEFINED_INSIDE = {
    "root-below-0": integral(num(-1), ONE, power(sqrt(t), TWO)),
    "log-below-0": integral(num(-2), num(-1), exp(log(t))),
    "pole": integral(num(-1), ONE, div(ONE, t)),
}


@pytest.mark.parametrize("term", UNDEFINED_INSIDE.values(), ids=UNDEFINED_INSIDE.keys())
def test_no_enclosure_of_an_integral_that_does_not_exist(term):
    with pytest.raises(Undetermined):
        enclose(term, {})


ENCLOSED = {
    "sqrt": (integral(ZERO, ONE, sqrt(t)), "0.666666..."),
    "log": (integral(ONE, TWO, log(t)), "0.386294..."),
    "atan": (integral(ZERO, ONE, apply("atan", t)), "0.438824..."),
    "asin": (integral(ZERO, div(ONE, TWO), apply("asin", t)), "0.127824..."),
    "real-power": (integral(ONE, TWO, power(t, num("3/2"))), "1.862741..."),
}


@pytest.mark.parametrize(("term", "shown"), ENCLOSED.values(), ids=ENCLOSED.keys())
def test_an_enclosure_of_an_integral(term, shown):
    assert digits(enclose(term, {})) == shown


NOT_PROVED = {
    "through-a-pole": Claim(integral(num(-1), ONE, div(ONE, t)), "=", ZERO),
    "log-of-sizes-through-a-pole": Claim(
        integral(ZERO, num(8), div(ONE, sub(t, TWO))), "=", log(num(3))
    ),
    "divergent": Claim(integral(ONE, OO, div(ONE, t)), "=", ZERO),
    "divergent-at-0": Claim(integral(ZERO, ONE, div(ONE, t)), "=", ZERO),
    "same-integrand-off-its-domain": Claim(
        integral(num(-1), ONE, power(sqrt(t), TWO)), "=", integral(num(-1), ONE, t)
    ),
}


@pytest.mark.parametrize("claim", NOT_PROVED.values(), ids=NOT_PROVED.keys())
def test_not_proved(claim):
    assert not isinstance(check(claim), Proved)


def branch(u: Term) -> Term:
    """2/sqrt 3 atan(tan(u/2)/sqrt 3), which jumps at pi."""
    return mul(div(TWO, sqrt(num(3))), apply("atan", div(apply("tan", div(u, TWO)), sqrt(num(3)))))


WRONG_STEPS = {
    "antiderivative-that-jumps": (
        integral(ZERO, mul(TWO, PI), div(ONE, add(TWO, apply("cos", t)))),
        branch(t),
    ),
    "antiderivative-with-a-pole": (
        integral(num(-1), ONE, div(ONE, power(t, TWO))),
        neg(div(ONE, t)),
    ),
    "another-derivative": (integral(ZERO, ONE, t), power(t, TWO)),
    "step-function": (integral(num(-1), ONE, apply("sign", t)), apply("abs", t)),
    "corner": (
        integral(num(-1), ONE, cases(ONE, lt(ZERO, t), neg(ONE))),
        apply("abs", t),
    ),
}


@pytest.mark.parametrize(("term", "whole"), WRONG_STEPS.values(), ids=WRONG_STEPS.keys())
def test_wrong_antiderivative_is_not_accepted(term, whole):
    lower, upper, _ = term.args
    value = sub(instantiate(whole, upper), instantiate(whole, lower))
    with pytest.raises(InferenceError):
        infer("fundamental theorem", (), eq(term, value), (), {"antiderivative": whole})


def test_an_unbounded_integrand_is_not_continuous():
    with pytest.raises(InferenceError):
        infer("continuous integrand", (), defined(integral(ZERO, ONE, div(ONE, t))))


def test_a_finder_that_is_late_has_found_nothing():
    body = power(sine(power(x, num(7))), num(9))
    assert ask("antiderivative", body, x, seconds=0.01) is None
    assert ask("antiderivative", x, x, seconds=20.0) is not None


def test_finding_does_not_run_the_callers_script_again(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "print('run')\n"
        "from proofs.finding import ask\n"
        "from proofs.kernel.terms import var\n"
        "print(ask('antiderivative', var('x'), var('x'), seconds=20.0))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, cwd="."
    )
    assert done.stdout.splitlines() == ["run", "1/2*x^2"]
