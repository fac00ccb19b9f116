"""Explanations, as a person has read them; no step of any is more than the kernel proves."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
from sympy import Eq, Heaviside, Limit, Or, exp, oo, symbols
from syrupy.assertion import SnapshotAssertion

from derivations import ExplanationError, explain
from derivations.derivation import Derivation
from derivations.reading import read_chains
from derivations.writeup import Chain, Writeup, checked
from derivations.writeups.steps import steps_of
from derivations.writing.explanation import Explained, explanation_text
from proofs import Claim, Proved, replay
from proofs.kernel.terms import ONE, add, apply, num, var

from .claims import PROVED, REFUTED, Case

LIMIT = 10.0
"""Seconds of the processor for one explanation, on a busy machine."""


@cache
def _explained(case: Case) -> Derivation:
    (chain,) = read_chains(case.claim, case.define, case.given)
    (step,) = chain.steps
    assert step.claim is not None
    start = time.process_time()
    found = steps_of(step, budget=10.0)
    assert time.process_time() - start < LIMIT
    return found


def _ids(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", [*PROVED, *REFUTED], ids=_ids)
def test_steps_as_they_are_read(case: Case, snapshot: SnapshotAssertion) -> None:
    outcome = "refuted" if case in REFUTED else "proved"
    found = _explained(case)
    text = explanation_text(Explained(case.claim, outcome, found))  # type: ignore[arg-type]
    assert str(text) == snapshot


@pytest.mark.parametrize("case", [*PROVED, *REFUTED], ids=_ids)
def test_every_link_is_proved_by_the_kernel_and_replays(case: Case) -> None:
    found = _explained(case)
    shown = checked(Writeup("Explained", (Chain(found),)))
    for verdict in shown.verdicts.values():
        assert isinstance(verdict, Proved)
        assert verdict.trust == "kernel"
        replay(verdict.proof)
    assert all(step.reason is not None and step.reason.text for step in found.all_steps())


@pytest.mark.parametrize("case", PROVED, ids=_ids)
def test_what_is_proved_goes_from_one_side_to_the_other(case: Case) -> None:
    found = _explained(case)
    if found.parts or not found.steps:
        return
    claims = [step.claim for step in found.steps]
    for one, two in pairwise(claims):
        assert one is not None
        assert two is not None
        assert one.right is two.left


def test_solutions_of_an_equation(snapshot: SnapshotAssertion) -> None:
    x = symbols("x")
    found = explain(Claim(Eq(x**2 - 3 * x, -2), "iff", Or(Eq(x, 1), Eq(x, 2))))
    assert str(explanation_text(Explained("x^2 - 3x = -2", "proved", found))) == snapshot


def test_steps_of_claims_that_are_written_with_sympy(snapshot: SnapshotAssertion) -> None:
    x, k = symbols("x k")
    found = explain(Claim(Limit(1 / (1 + exp(-k * x)), k, oo), "=", Heaviside(x)))
    assert str(explanation_text(Explained("sigma becomes H", "proved", found))) == snapshot


def test_an_undecided_claim_is_not_explained() -> None:
    n, f = var("n"), var("a")
    with pytest.raises(ExplanationError, match="undecided") as raised:
        explain(Claim(add(n, ONE), "=", n, given=[Claim(f, "<", f)]))
    assert raised.value.verdict.reason


def test_without_small_steps_the_method_is_named() -> None:
    x, y = var("x"), var("y")
    found = explain(Claim(apply("tanh", x), "<", num(1), given=[Claim(y, ">", x)]))
    assert [step.reason.text for step in found.steps if step.reason] == [
        "proved by the kernel (sign)"
    ]
