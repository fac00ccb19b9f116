"""A small part of the mutation campaign, the same in every run; and that it can find a fault."""

from __future__ import annotations

from itertools import islice
from random import Random

import mpmath
import pytest

from benchmarks.mutants import mutant
from benchmarks.other_values import relation_at
from benchmarks.soundness import examine, judge, mutants
from derivations.library import TOPICS, topic
from proofs import Claim, Proved, Refuted, Undecided, check
from proofs.kernel.terms import (
    NAT,
    ONE,
    REAL,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    bound,
    cases,
    derivative,
    div,
    elem,
    eq,
    exp,
    family,
    limit,
    log,
    lt,
    mul,
    ne,
    neg,
    num,
    power,
    sqrt,
    sub,
    total,
    var,
)  # fmt: skip

x, y = var("x"), var("y")
n = var("n", NAT)
v = var("v", family(n))
LIBRARY = [claim for name in TOPICS for claim in topic(name).claims.values()]


def test_no_mutant_of_the_library_is_judged_wrongly() -> None:
    told = []
    for number, found in islice(mutants(LIBRARY, seed=1), 120):
        _, opinion = judge(found, number, 0.2)
        if opinion.startswith(("WRONG", "CRASH", "LOOK")):
            told.append((found.kinds, str(found.claim), opinion))
    assert not told


def test_a_mutant_is_made_from_its_number_alone() -> None:
    late = next(mutants(LIBRARY, seed=1, start=7))
    assert [m for m in islice(mutants(LIBRARY, seed=1), 12) if m[0] == late[0]] == [late]


def a_proof() -> Proved:
    found = check(Claim(x, "=", x))
    assert isinstance(found, Proved)
    return found


def a_refutation() -> Refuted:
    found = check(Claim(x, "=", ONE))
    assert isinstance(found, Refuted)
    return found


WRONGLY_PROVED = {
    "a sign": Claim(power(sub(x, y), TWO), "=", add(power(x, TWO), power(y, TWO))),
    "a condition dropped": Claim(sqrt(power(x, TWO)), "=", x),
    "a bound": Claim(total(ZERO, n, bound(0)), "=", total(ONE, sub(n, ONE), bound(0))),
    "an index": Claim(total(ONE, n, elem(v, bound(0))), "=", mul(n, elem(v, ONE))),
    "a strict inequality": Claim(power(x, TWO), ">", ZERO),
    "a slope": Claim(derivative(x, power(bound(0, REAL), TWO)), "=", x),
    "a limit": Claim(limit(ZERO, div(apply("sin", bound(0, REAL)), bound(0, REAL))), "=", ZERO),
    "an equivalence": Claim(eq(power(x, TWO), ONE), "iff", eq(x, ONE)),
}


@pytest.mark.parametrize("claim", WRONGLY_PROVED.values(), ids=WRONGLY_PROVED)
def test_a_wrong_proof_would_be_seen(claim: Claim) -> None:
    assert examine(claim, a_proof(), Random(0)).startswith("WRONG")


def test_a_wrong_refutation_would_be_seen() -> None:
    assert examine(Claim(x, "=", x), a_refutation(), Random(0)).startswith("WRONG")
    failing = Claim(x, "=", ONE, given=[lt(num(5), x)])
    assert examine(failing, a_refutation(), Random(0)).startswith("WRONG")


def test_what_holds_agrees() -> None:
    assert examine(Claim(exp(log(x)), "=", x), a_proof(), Random(0)) == "agrees"
    assert examine(Claim(x, "=", ONE), a_refutation(), Random(0)) == "agrees"
    undecided = Undecided(Claim(x, "=", neg(x)), "")
    assert examine(undecided.claim, undecided, Random(0)) == "false"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (eq(div(x, x), ONE), None),
        (eq(log(x), ONE), None),
        (lt(x, ONE), True),
        (lt(ONE, x), False),
        (eq(mul(num(3), div(ONE, num(3))), ONE), True),
    ],
    ids=str,
)
def test_the_other_evaluation(statement: Term, found: bool | None) -> None:
    assert relation_at(statement, {x: 0}) is found


def test_a_branch_beside_a_point_is_told_from_that_at_it() -> None:
    t = bound(0, REAL)
    identity = derivative(ZERO, cases(t, ne(t, ZERO), ZERO))
    assert relation_at(eq(identity, ONE), {}) is True


def test_a_branch_under_an_undefined_condition_has_no_value() -> None:
    assert relation_at(eq(cases(x, lt(log(x), ZERO), x), x), {x: mpmath.mpf(-1)}) is None


def test_two_tiny_values_may_differ() -> None:
    tiny = exp(neg(x))
    strictly = lt(div(tiny, add(ONE, tiny)), tiny)
    assert relation_at(strictly, {x: mpmath.mpf(100)}) is None
    assert relation_at(strictly, {x: mpmath.mpf(5)}) is True


def test_two_rough_values_that_are_small_are_not_the_same() -> None:
    slope = derivative(x, exp(neg(power(bound(0, REAL), TWO))))
    small = {x: mpmath.mpf(5)}
    assert relation_at(eq(slope, exp(num(-20))), small) is None


def test_every_kind_of_change_is_made() -> None:
    chance = Random(0)
    made = {
        k for _ in range(3_000) if (m := mutant(chance.choice(LIBRARY), chance)) for k in m.kinds
    }
    assert {
        "sign", "constant", "exponent", "index", "bound", "bracket", "missing term",
        "swapped sides", "dropped condition", "limit point", "direction",
    } <= made  # fmt: skip


def test_a_decimal_beside_names_is_exact_for_the_other_evaluation_too() -> None:
    x = var("x")
    claim = Claim(div(x, num(3)), "=", div(x, num(4)), digits=1)  # off by less than 0.1 at x = 1
    assert examine(claim, check(claim), Random(0)) == "agrees"
