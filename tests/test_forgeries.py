"""No proof is made but by inference, and none that was edited replays as something false."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from random import Random
from types import MappingProxyType
from typing import Any

import pytest

from benchmarks.forgeries import false_step, forged, judge
from proofs import Claim, InferenceError, Proof, Proved, check, replay
from proofs.kernel import infer, to_data
from proofs.kernel.proof import RULES, Sequent, Workspace
from proofs.kernel.terms import (
    NAT,
    ONE,
    REAL,
    TWO,
    ZERO,
    add,
    apply,
    bound,
    derivative,
    div,
    either,
    eq,
    exp,
    le,
    limit,
    lt,
    mul,
    num,
    power,
    sub,
    total,
    var,
)

x, n = var("x"), var("n", NAT)
t = bound(0, REAL)
CLAIMS = {
    "a condition": Claim(apply("abs", x), "=", x, given=[lt(ZERO, x)]),
    "a quotient": Claim(div(sub(power(x, TWO), ONE), sub(x, ONE)), "=", add(x, ONE)),
    "a sum": Claim(total(ONE, n, bound(0)), "=", div(mul(n, add(n, ONE)), TWO)),
    "a limit": Claim(limit(ZERO, div(apply("sin", t), t)), "=", ONE),
    "a slope": Claim(derivative(x, exp(power(t, TWO))), "=", mul(TWO, x, exp(power(x, TWO)))),
    "solutions": Claim(eq(power(x, TWO), ONE), "iff", either(eq(x, ONE), eq(x, num(-1)))),
    "an inequality": Claim(sub(mul(TWO, x), ONE), "<=", power(x, TWO)),
}
FALSE = eq(ZERO, ONE)


def proof_of(claim: Claim) -> Proof:
    found = check(claim)
    assert isinstance(found, Proved)
    return found.proof


# --- the public interface -------------------------------------------------------------------------


class MyProof(Proof):
    """Says of itself what it likes."""

    sequent = Sequent((), FALSE)
    premises = ()
    rule = "normal form"
    data: Any = MappingProxyType({})
    evidence: Any = MappingProxyType({})

    def __init__(self) -> None:
        pass


def edited_pickle() -> Proof:
    data = to_data(infer("normal form", (), eq(x, x)))
    text = json.dumps(data).replace('"eq"', '"lt"')

    class Edited:
        def __reduce__(self) -> Any:
            return replay, (json.loads(text),)

    found: Proof = pickle.loads(pickle.dumps(Edited()))
    return found


def another_goal(way: Callable[[Proof], None]) -> Proof:
    proof = infer("normal form", (), eq(x, x))
    way(proof)
    return proof


def _set(proof: Proof) -> None:
    proof.sequent = Sequent((), FALSE)


def _put_data(proof: Proof) -> None:
    proof.data["goal"] = FALSE  # type: ignore[index]


MADE: dict[str, Callable[[], object]] = {
    "called": lambda: Proof(None, "normal form", Sequent((), FALSE), (), {}, {}),
    "called with a seal of one's own": lambda: Proof(
        object(), "normal form", Sequent((), FALSE), (), {}, {}
    ),
    "a subclass as a premise": lambda: infer("restated", (), FALSE, (MyProof(),)),
    "a subclass replayed": lambda: replay(MyProof()),
    "an empty one as a premise": lambda: infer("restated", (), FALSE, (Proof.__new__(Proof),)),
    "an attribute set": lambda: another_goal(_set),
    "data put in": lambda: another_goal(_put_data),
    "a rule that there is not": lambda: infer("trust me", (), FALSE),
    "a pickle that was edited": edited_pickle,
    "a workspace of another kind": lambda: infer(
        "normal form", (), FALSE, (), None, type("W", (Workspace,), {})()
    ),
}


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_a_proof_is_made_by_inference_only(make: Callable[[], object]) -> None:
    with pytest.raises((InferenceError, AttributeError, TypeError)):
        make()


COPIES: dict[str, Callable[[Proof], Proof]] = {
    "copied": copy.copy,
    "copied deep": copy.deepcopy,
    "pickled": lambda proof: pickle.loads(pickle.dumps(proof)),
    "as JSON": lambda proof: replay(json.loads(json.dumps(to_data(proof)))),
}


@pytest.mark.parametrize("way", COPIES.values(), ids=COPIES)
def test_a_copy_of_a_proof_is_made_by_replaying_it(
    way: Callable[[Proof], Proof], monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = proof_of(CLAIMS["a condition"])
    assert way(proof).sequent == proof.sequent

    def refuse(*_: object) -> None:
        raise InferenceError("this rule is not what it was")

    for step in proof.steps():
        monkeypatch.setitem(RULES, step.rule, refuse)
    with pytest.raises(InferenceError):
        way(proof)


# --- edits at random ------------------------------------------------------------------------------


def test_no_forged_proof_replays_as_something_false() -> None:
    proofs = [json.loads(json.dumps(to_data(proof_of(claim)))) for claim in CLAIMS.values()]
    told = []
    for number in range(250):
        chance = Random(number)
        told.append(judge(forged(proofs, chance), chance))
    assert set(told) == {"refused", "replayed"}, [found for found in told if ":" in found]


def test_a_false_step_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "trust me", lambda *_: {})
    false = infer("trust me", (lt(x, ONE), le(ZERO, x)), eq(power(x, TWO), x))
    assert "fails at" in false_step(false, Random(0))
