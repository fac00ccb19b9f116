"""A second opinion by z3: it agrees with what is right, and sees what is wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from derivations.library import TOPICS, topic
from derivations.reading import read_document
from proofs import Claim, Proved, Refuted, Undecided, check
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    PI,
    TWO,
    ZERO,
    I,
    Term,
    add,
    apply,
    bound,
    cases,
    delta,
    div,
    either,
    elem,
    eq,
    exp,
    family,
    is_integer,
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
from proofs.second_opinion import NoSolver, require_solver, second_opinion
from proofs.second_opinion.exponents import products
from proofs.verdict import Verdict, Witness

try:
    require_solver()
except NoSolver as missing:
    pytestmark = pytest.mark.skip(str(missing))

ROOT = Path(__file__).parents[2]
x, y, z = var("x"), var("y"), var("z")
n, k = var("n", INT), var("m", NAT)
v = var("v", family(num(3)))
E = exp


def tanh(a: Term) -> Term:
    return apply("tanh", a)


def sigma(a: Term) -> Term:
    return div(ONE, add(ONE, exp(neg(a))))


def floor(a: Term) -> Term:
    return apply("floor", a)


SUM = total(ONE, num(3), exp(elem(v, bound(0))))
RIGHT = {
    "a quotient": Claim(div(sub(power(x, TWO), ONE), sub(x, ONE)), "=", add(x, ONE)),
    "x over x": Claim(div(x, x), "=", ONE),
    "sigma and tanh": Claim(sigma(x), "=", div(add(ONE, tanh(div(x, TWO))), TWO)),
    "a shift": Claim(
        div(exp(add(elem(v, ONE), y)), total(ONE, num(3), exp(add(elem(v, bound(0)), y)))),
        "=",
        div(exp(elem(v, ONE)), SUM),
    ),
    "a square root": Claim(sqrt(power(x, TWO)), "=", apply("abs", x)),
    "a cube root": Claim(root(power(x, num(3)), 3), "=", x),
    "an odd root below 0": Claim(root(neg(ONE), 3), "=", neg(ONE)),
    "exp of a logarithm": Claim(exp(mul(TWO, log(x))), "=", power(x, TWO)),
    "a floor": Claim(floor(div(sub(mul(TWO, n), ONE), TWO)), "=", sub(n, ONE)),
    "an inequality": Claim(mul(TWO, x, y), "<=", add(power(x, TWO), power(y, TWO))),
    "growth": Claim(exp(x), ">", ONE, given=[lt(ZERO, x)]),
    "a maximum": Claim(maximum(x, neg(x)), "=", apply("abs", x)),
    "cases": Claim(cases(x, lt(ZERO, x), ZERO), "=", maximum(x, ZERO)),
    "delta": Claim(mul(delta(n, ONE), n), "=", delta(n, ONE)),
    "solutions": Claim(eq(power(x, TWO), ONE), "iff", either(eq(x, ONE), eq(x, neg(ONE)))),
    "an implication": Claim(lt(ONE, x), "implies", lt(ONE, power(x, TWO))),
    "a natural number": Claim(neg(k), "<=", ZERO),
    "a wrong root": Claim(sqrt(power(x, TWO)), "=", x),
    "a wrong square": Claim(power(add(x, y), TWO), "=", add(power(x, TWO), power(y, TWO))),
    "a wrong exponential": Claim(exp(add(x, y)), "=", add(exp(x), exp(y))),
    "a wrong floor": Claim(floor(div(n, TWO)), "=", div(n, TWO)),
    "an undefined solution": Claim(eq(div(power(x, TWO), x), ZERO), "iff", eq(x, ZERO)),
    "a side without meaning": Claim(div(ONE, sub(x, x)), "=", div(TWO, sub(x, x))),
}


@pytest.mark.parametrize("claim", RIGHT.values(), ids=RIGHT)
def test_it_agrees_with_what_is_right(claim: Claim) -> None:
    verdict = check(claim)
    assert not isinstance(verdict, Undecided)
    assert second_opinion(verdict).says == "agrees"


def proved(claim: Claim, *conditions: Term) -> Proved:
    true = check(Claim(x, "=", x))
    assert isinstance(true, Proved)
    return Proved(claim, true.proof, "a wrong method", conditions)


def refuted(claim: Claim, *at: tuple[Term, Term]) -> Refuted:
    false = check(Claim(x, "=", ONE))
    assert isinstance(false, Refuted)
    return Refuted(claim, false.proof, "a wrong method", "", Witness(at, "0", "1"))


WRONG: dict[str, Verdict] = {
    "a root proved": proved(Claim(sqrt(power(x, TWO)), "=", x)),
    "a power of e proved": proved(Claim(exp(mul(TWO, x)), "=", mul(TWO, exp(x)))),
    "tanh proved": proved(Claim(tanh(mul(TWO, x)), "=", mul(TWO, tanh(x)))),
    "a floor proved": proved(Claim(floor(add(x, y)), "=", add(floor(x), floor(y)))),
    "a strict inequality proved": proved(Claim(power(x, TWO), ">", ZERO)),
    "nothing to compare": proved(Claim(sqrt(sub(neg(ONE), power(x, TWO))), "=", num(7))),
    "conditions that contradict": proved(Claim(x, "=", y), lt(x, y), lt(y, x)),
    "undefined counted as a solution": proved(Claim(eq(div(x, x), ONE), "iff", eq(x, x))),
    "entries taken for one": proved(Claim(elem(v, ONE), "=", elem(v, TWO))),
    "an equality refuted": refuted(Claim(div(x, x), "=", ONE), (x, ONE)),
    "a bound refuted": refuted(Claim(exp(x), ">", ZERO), (x, ZERO)),
    "a witness that holds": refuted(Claim(sqrt(power(x, TWO)), "=", x), (x, TWO)),
    "a witness against a condition": refuted(
        Claim(power(x, TWO), "=", x, given=[lt(ONE, x)]), (x, neg(ONE))
    ),
    "a witness with a side undefined": refuted(Claim(div(ONE, x), "=", x), (x, ZERO)),
}


@pytest.mark.parametrize("verdict", WRONG.values(), ids=WRONG)
def test_it_disagrees_with_what_is_wrong(verdict: Verdict) -> None:
    assert second_opinion(verdict).says == "disagrees"


SILENT: dict[str, Verdict] = {
    "true of exp only": proved(Claim(exp(x), ">=", add(ONE, x))),
    "true of logarithms only": proved(Claim(log(exp(x)), "=", x)),
    "true of pi only": proved(Claim(PI, "<", num("3.14159266"))),
    "true of sums only": proved(
        Claim(total(ONE, n, bound(0)), "=", div(mul(n, add(n, ONE)), TWO), given=[le(ONE, n)])
    ),
    "entries at indices": proved(Claim(elem(v, n), "=", elem(v, k), given=[eq(n, k)])),
    "complex numbers": check(Claim(mul(I, I), "=", neg(ONE))),
    "undecided": Undecided(Claim(x, "=", y), ""),
    "a large power": proved(Claim(power(x, num(10**6)), ">=", ZERO)),
}


@pytest.mark.parametrize("verdict", SILENT.values(), ids=SILENT)
def test_it_is_silent_on_what_it_cannot_tell(verdict: Verdict) -> None:
    assert second_opinion(verdict).says == "silent"


def test_it_ends_in_time() -> None:
    hard = Claim(
        add(power(x, num(3)), power(y, num(3)), power(z, num(3))), "!=", num(42),
        given=[is_integer(x), is_integer(y), is_integer(z), ne(x, y)],
    )  # fmt: skip
    assert second_opinion(proved(hard), seconds=0.5).says == "silent"


def test_exponents_are_worked_out() -> None:
    square = mul(add(x, ONE), sub(x, ONE))
    assert products(square) == {(x, x): 1, (): -1}
    assert products(sub(mul(x, y), mul(y, x))) == {}
    assert products(power(sub(x, ONE), TWO)) == {(x, x): 1, (x,): -2, (): 1}
    assert products(div(x, num(0))) == {(div(x, num(0)),): 1}


def test_it_disagrees_with_nothing_in_the_library_and_the_examples() -> None:
    claims = [c for name in TOPICS for c in topic(name).write().claims()]
    claims += [c for name in TOPICS for c in topic(name).claims.values()]
    for page in sorted((ROOT / "examples").glob("*.md")):
        for derivation in read_document(page.name, page.read_text()).derivations:
            claims += [step.claim for step in derivation.steps if step.claim is not None]
    says: Counter[str] = Counter()
    for claim in dict.fromkeys(claims):
        told = second_opinion(check(claim, budget=2.0), seconds=1.0)
        assert told.says != "disagrees", f"{claim}: {told.reason}"
        says[told.says] += 1
    assert says["agrees"] > 200, says
