"""Gibbs' inequality for distributions of any length, and what is said of every index at one."""

from __future__ import annotations

import json

import pytest

from proofs import Claim, InferenceError, Proved, Refuted, Undecided, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    REAL,
    TWO,
    ZERO,
    Term,
    abstract,
    add,
    div,
    elem,
    eq,
    family,
    forall,
    le,
    log,
    lt,
    mul,
    neg,
    sub,
    total,
    var,
)

N, K, INDEX, X = var("n", NAT), var("k", NAT), var("i", INT), var("x", REAL)
P, Q = var("p", family(N)), var("q", family(N))
p, q = elem(P, INDEX), elem(Q, INDEX)


def over(summand: Term) -> Term:
    """The sum of a term in i."""
    return total(ONE, N, abstract(summand, INDEX))


def every(statement: Term) -> Term:
    """That a statement in i holds for all of them."""
    return forall(ONE, N, abstract(statement, INDEX))


def distribution(entry: Term) -> list[Term]:
    """That entries are not negative and add up to 1."""
    return [le(ONE, N), every(le(ZERO, entry)), eq(over(entry), ONE)]


DIVERGENCE = over(mul(p, log(div(p, q))))
ENTROPY = neg(over(mul(p, log(p))))
CROSS = neg(over(mul(p, log(q))))
BOTH = [*distribution(p), *distribution(q)]

PROVED = {
    "a divergence": (ZERO, DIVERGENCE, BOTH),
    "a cross entropy": (ENTROPY, CROSS, BOTH),
    "a difference": (ZERO, sub(CROSS, ENTROPY), BOTH),
    "the largest entropy": (ENTROPY, log(N), distribution(p)),
    "weights that add up to less": (
        ZERO, DIVERGENCE, [*distribution(p), every(le(ZERO, q)), le(over(q), ONE)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("low", "high", "given"), PROVED.values(), ids=PROVED)
def test_is_proved(low: Term, high: Term, given: list[Term]) -> None:
    verdict = check(Claim(low, "<=", high, given=given), budget=20)
    assert isinstance(verdict, Proved)
    assert replay(verdict.proof)
    assert replay(json.loads(json.dumps(to_data(verdict.proof))))


REFUTED = {
    "turned round": (DIVERGENCE, ZERO, BOTH),
    "strictly more": (add(ZERO, over(p)), DIVERGENCE, BOTH),
    "weights of any sum": (ZERO, DIVERGENCE, [*distribution(p), every(le(ZERO, q))]),
    "the other one too": (CROSS, ENTROPY, BOTH),
}  # fmt: skip


@pytest.mark.parametrize(("low", "high", "given"), REFUTED.values(), ids=REFUTED)
def test_is_refuted(low: Term, high: Term, given: list[Term]) -> None:
    assert isinstance(check(Claim(low, "<=", high, given=given), budget=5), Refuted)


def test_nothing_is_said_where_there_is_no_distribution() -> None:
    given = [*BOTH, eq(over(p), TWO)]
    assert isinstance(check(Claim(ZERO, "<=", DIVERGENCE, given=given), budget=2), Undecided)


POSITIVE = every(lt(ZERO, p))
RANGE = (le(ONE, K), le(K, N))
AT_K = lt(ZERO, elem(P, K))


def test_what_holds_for_every_index_holds_for_one() -> None:
    data: dict[str, object] = {"all": POSITIVE, "index": K}
    proof = infer("one of all", (POSITIVE, *RANGE), AT_K, (), data)
    assert replay(proof)


WRONG = {
    "out of range": ((POSITIVE, le(ONE, K)), AT_K, POSITIVE, K),
    "below the range": ((POSITIVE, le(K, N)), AT_K, POSITIVE, K),
    "nothing known": (RANGE, AT_K, POSITIVE, K),
    "another entry": ((POSITIVE, *RANGE), lt(ZERO, elem(P, ONE)), POSITIVE, K),
    "another family": ((POSITIVE, *RANGE), lt(ZERO, elem(Q, K)), POSITIVE, K),
    "the other way": ((POSITIVE, *RANGE), lt(elem(P, K), ZERO), POSITIVE, K),
    "an empty range": ((POSITIVE, eq(N, ZERO)), lt(ZERO, elem(P, ONE)), POSITIVE, ONE),
    "no statement about all": ((POSITIVE, *RANGE), AT_K, AT_K, K),
    "no integer": (
        (every(lt(ZERO, INDEX)), le(ONE, X), le(X, N)), lt(ZERO, X), every(lt(ZERO, INDEX)), X,
    ),
    "undefined in between": (
        RANGE, eq(div(elem(P, K), elem(P, K)), ONE), every(eq(div(p, p), ONE)), K,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "goal", "whole", "index"), WRONG.values(), ids=WRONG)
def test_one_of_all_refuses(given: tuple[Term, ...], goal: Term, whole: Term, index: Term) -> None:
    with pytest.raises(InferenceError):
        infer("one of all", given, goal, (), {"all": whole, "index": index})


def test_one_of_all_needs_its_data() -> None:
    for data in ({}, {"all": POSITIVE}, {"all": "p", "index": K}):
        with pytest.raises(InferenceError):
            infer("one of all", (POSITIVE, *RANGE), AT_K, (), dict(data))
