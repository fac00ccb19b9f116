"""Conditions that leave a name a few values, and entries that add up to a given number."""

from __future__ import annotations

import pytest
from sympy import Eq, Or, log, symbols

from proofs import Claim, Proved, Refuted, Undecided, check, replay
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    ZERO,
    Term,
    abstract,
    elem,
    eq,
    family,
    forall,
    le,
    mul,
    neg,
    num,
    power,
    sub,
    total,
    var,
)
from proofs.kernel.terms import log as logarithm

x, p = symbols("x p", real=True)
BIT = Or(Eq(x, 0), Eq(x, 1))
BETWEEN = [p > 0, p < 1]

PROVED = {
    "a bit is its square": (x**2, x, [BIT]),
    "a bit picks one of two": (p**x * (1 - p) ** (1 - x), x * p + (1 - x) * (1 - p),
                               [BIT, *BETWEEN]),
    "the logarithm of a likelihood": (
        log(p**x * (1 - p) ** (1 - x)), x * log(p) + (1 - x) * log(1 - p), [BIT, *BETWEEN],
    ),
    "a sign is its cube": (x**3, x, [Or(Eq(x, -1), Eq(x, 0), Eq(x, 1))]),
    "an absolute value": (abs(x), 3, [Or(Eq(x, -3), Eq(x, 3))]),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right", "given"), PROVED.values(), ids=PROVED)
def test_is_proved_for_each_value(left: object, right: object, given: list[object]) -> None:
    verdict = check(Claim(left, "=", right, given=given))
    assert isinstance(verdict, Proved)
    assert replay(verdict.proof)


REFUTED = {
    "a bit is not its complement": (x, 1 - x, [BIT]),
    "a value too many": (x**2, x, [Or(Eq(x, 0), Eq(x, 1), Eq(x, 2))]),
    "a sign lost": (
        -log(p**x * (1 - p) ** (1 - x)), -x * log(p) + (1 - x) * log(1 - p), [BIT, *BETWEEN],
    ),
    "a number that is no bit": (x**2, x, [x >= 0, x <= 1]),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right", "given"), REFUTED.values(), ids=REFUTED)
def test_is_refuted_at_one_value(left: object, right: object, given: list[object]) -> None:
    assert isinstance(check(Claim(left, "=", right, given=given)), Refuted)


def test_alternatives_that_contradict_the_rest_prove_nothing() -> None:
    assert isinstance(check(Claim(x, "=", x + 1, given=[BIT, x > 1])), Undecided)


n = var("n", NAT)
i = var("i", INT)
P, Q = var("p", family(n)), var("q", family(n))


def over(summand: Term) -> Term:
    """The sum of a term in i."""
    return total(ONE, n, abstract(summand, i))


def distribution(vector: Term) -> list[Term]:
    """That the entries of a vector are not negative and add up to 1."""
    entry = elem(vector, i)
    return [le(ONE, n), forall(ONE, n, abstract(le(ZERO, entry), i)), eq(over(entry), ONE)]


a, b = elem(P, i), elem(Q, i)
SUMS = {
    "entries are not all 1": (over(power(a, num(2))), ONE, distribution(P)),
    "two that are equal": (over(mul(a, b)), over(power(a, num(2))), distribution(P)
                           + distribution(Q)),
    "an entropy without its sign": (
        over(mul(a, logarithm(a))), neg(over(mul(a, logarithm(a)))), distribution(P),
    ),
    "a cross entropy": (
        sub(over(mul(a, logarithm(b))), over(mul(a, logarithm(a)))),
        sub(over(mul(b, logarithm(a))), over(mul(b, logarithm(b)))),
        distribution(P) + distribution(Q),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right", "given"), SUMS.values(), ids=SUMS)
def test_a_witness_is_found_among_entries_that_add_up(
    left: Term, right: Term, given: list[Term]
) -> None:
    verdict = check(Claim(left, "=", right, given=given))
    assert isinstance(verdict, Refuted)
    assert verdict.witness is not None
    found = [v.value for k, v in verdict.witness.at if k.op == "elem" and k.args[0] is P]
    assert sum(found) == 1


def test_entries_whose_sum_is_not_of_the_first_degree_are_found_or_left() -> None:
    given = [le(ONE, n), eq(over(power(a, num(2))), ONE)]
    assert isinstance(check(Claim(over(a), "=", num(5), given=given)), Refuted)
