"""Proofs that were kept: what is found again is what was found, and no forgery says more."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest

from proofs import Claim, InferenceError, Proof, Proved, check, replay
from proofs.kept import verdict_of
from proofs.kernel import infer, to_data
from proofs.kernel.rules.claims import conditions_of
from proofs.kernel.terms import (
    NAT,
    ONE,
    REAL,
    TWO,
    ZERO,
    add,
    app,
    apply,
    bound,
    defined,
    div,
    elem,
    eq,
    exp,
    family,
    function,
    judged,
    limit,
    log,
    lt,
    mul,
    ne,
    neg,
    num,
    power,
    somewhere,
    sqrt,
    total,
    var,
)
from proofs.kernel.terms.data import save
from proofs.kernel.terms.definitions import Definition

x, y, c = var("x"), var("y"), var("c")
n = var("n", NAT)
f = var("f", function(1))
SIGMOID = Definition(f, (x,), div(ONE, add(ONE, exp(neg(x)))))
HALF = Definition(f, (x,), div(ONE, TWO))
v = var("v", family(n))
ROOT_AT_EDGE = limit(ZERO, sqrt(bound(0, REAL)))

SQUARES = add(power(x, TWO), power(y, TWO))
ENTRY = elem(v, bound(0))
KEPT = {
    "normal form": Claim(power(add(x, y), TWO), "=", add(SQUARES, mul(TWO, x, y))),
    "where": Claim(div(x, x), "=", ONE),
    "where, two": Claim(div(mul(x, y), mul(x, y)), "=", ONE),
    "given": Claim(apply("abs", x), "=", x, given=[lt(ZERO, x)]),
    "defined": Claim(add(app(f, x), app(f, neg(x))), "=", ONE, definitions=[SIGMOID]),
    "digits": Claim(log(TWO), "=", num("0.6931"), digits=4),
    "last digit cut": Claim(div(TWO, num(3)), "=", num("0.6666"), digits=4),
    "an exact decimal": Claim(div(x, TWO), "=", mul(num("0.5"), x), digits=1),
    "not identically": Claim(power(add(x, y), TWO), "!=", SQUARES),
    "edge of the domain": Claim(ROOT_AT_EDGE, "=", ZERO),
    "conjunction": Claim.all_of([Claim(div(x, x), "=", ONE), Claim(power(x, TWO), ">=", ZERO)]),
    "exists": Claim.exists([y], Claim(mul(TWO, y), "=", x)),
    "a sum": Claim(total(ONE, n, mul(c, ENTRY)), "=", mul(c, total(ONE, n, ENTRY))),
    "equivalence": Claim(eq(power(x, TWO), ONE), "iff", eq(apply("abs", x), ONE)),
}  # fmt: skip


def again(proof: Proof) -> Proof:
    """The proof as it comes back from a file."""
    return replay(json.loads(json.dumps(to_data(proof))))


@pytest.mark.parametrize("claim", KEPT.values(), ids=KEPT)
def test_a_kept_proof_says_what_was_found(claim: Claim) -> None:
    found = check(claim)
    assert isinstance(found, Proved)
    kept = verdict_of(claim, again(found.proof))
    assert isinstance(kept, Proved)
    assert (kept.conditions, kept.caveats, kept.found, kept.trust) == (
        found.conditions, found.caveats, found.found, found.trust,
    )  # fmt: skip


WEAKER = {
    "the last digit, not rounded": (KEPT["last digit cut"], "the last digit shown is not rounded"),
    "not identically": (KEPT["not identically"], "not identically equal"),
    "within the domain": (KEPT["edge of the domain"], "within the domain"),
}


@pytest.mark.parametrize(("claim", "caveat"), WEAKER.values(), ids=WEAKER)
def test_caveats_come_from_the_proof(claim: Claim, caveat: str) -> None:
    found = check(claim)
    assert isinstance(found, Proved)
    kept = verdict_of(claim, again(found.proof))
    assert isinstance(kept, Proved)
    assert any(caveat in told for told in kept.caveats)


def proof_of(claim: Claim) -> Proof:
    found = check(claim)
    assert isinstance(found, Proved)
    return found.proof


CHANGED = {
    "another side": (Claim(x, "=", x), Claim(x, "=", y)),
    "a condition dropped": (KEPT["given"], Claim(apply("abs", x), "=", x)),
    "another condition": (KEPT["given"], Claim(apply("abs", x), "=", x, given=[lt(x, ZERO)])),
    "a condition added, that no point of the proof meets": (
        Claim(x, "=", x), Claim(x, "=", x, given=[lt(x, ZERO), lt(ZERO, x)]),
    ),
    "other definitions": (
        KEPT["defined"],
        Claim(add(app(f, x), app(f, x)), "=", ONE, definitions=[SIGMOID]),
    ),
    "the same name defined otherwise": (
        Claim(app(f, ZERO), "=", app(f, x), definitions=[HALF]),
        Claim(app(f, ZERO), "=", app(f, x), definitions=[SIGMOID]),
    ),
    "a definition dropped": (
        Claim(app(f, ZERO), "=", app(f, x), definitions=[HALF]),
        Claim(app(f, ZERO), "=", app(f, x)),
    ),
    "equal to the digits only": (KEPT["digits"], Claim(log(TWO), "=", num("0.6931"))),
    "not identically, said of equality": (
        KEPT["not identically"], Claim(power(add(x, y), TWO), "=", SQUARES),
    ),
    "one part of two": (KEPT["where"], Claim.all_of([KEPT["where"], Claim(x, "=", ONE)])),
    "the parts of another": (
        KEPT["conjunction"], Claim.all_of([KEPT["where"], Claim(x, ">=", ZERO)]),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("proved", "claimed"), CHANGED.values(), ids=CHANGED)
def test_a_proof_of_something_else_says_nothing(proved: Claim, claimed: Claim) -> None:
    assert not isinstance(verdict_of(claimed, again(proof_of(proved))), Proved)


# --- forged data ----------------------------------------------------------------------------------

Edit = Callable[[dict[str, Any]], None]


def _last(data: dict[str, Any]) -> dict[str, Any]:
    return data["steps"][-1]


def drop_last(data: dict[str, Any]) -> None:
    data["steps"].pop()


def drop_first(data: dict[str, Any]) -> None:
    data["steps"].pop(0)


def turn_round(data: dict[str, Any]) -> None:
    data["steps"].reverse()


def only_last(data: dict[str, Any]) -> None:
    data["steps"] = [_last(data)]


def without_premises(data: dict[str, Any]) -> None:
    _last(data)["premises"] = []


def rests_on_itself(data: dict[str, Any]) -> None:
    _last(data)["premises"] = [len(data["steps"]) - 1] * 4


def other_goal(data: dict[str, Any]) -> None:
    _last(data)["goal"] = save(judged(eq(apply("abs", x), neg(x))))


def no_hypotheses(data: dict[str, Any]) -> None:
    _last(data)["hypotheses"] = []


def no_hypotheses_anywhere(data: dict[str, Any]) -> None:
    for step in data["steps"]:
        step["hypotheses"] = []


def another_rule(data: dict[str, Any]) -> None:
    _last(data)["rule"] = "compound claim"


def an_unknown_rule(data: dict[str, Any]) -> None:
    _last(data)["rule"] = "trust me"


def another_version(data: dict[str, Any]) -> None:
    data["version"] = 0


EDITS: tuple[Edit, ...] = (
    drop_last, drop_first, turn_round, only_last, without_premises, rests_on_itself, other_goal,
    no_hypotheses, no_hypotheses_anywhere, another_rule, an_unknown_rule, another_version,
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edited_proof_proves_nothing_more(edit: Edit) -> None:
    """What replays after an edit is at most another true statement, never the claim's verdict for a
    claim that it does not prove."""
    data = to_data(proof_of(KEPT["given"]))
    edit(data)
    wrong = Claim(apply("abs", x), "=", x)  # false for x < 0
    try:
        proof = replay(copy.deepcopy(data))
    except InferenceError:
        return
    assert not isinstance(verdict_of(wrong, proof), Proved)
    assert edit in (drop_last, drop_first)  # a part of a proof proves a part


def test_steps_of_two_proofs_do_not_go_together() -> None:
    mine, other = (to_data(proof_of(KEPT[k])) for k in ("given", "where"))
    rows = [*other["steps"], *mine["steps"]]  # type: ignore[misc]
    with pytest.raises(InferenceError):
        replay({"version": 1, "steps": rows})


# --- conditions that leave out a point at which both sides are defined ----------------------------

POSITIVE, TWICE_POSITIVE = lt(ZERO, x), lt(ZERO, mul(TWO, x))
WRONG = Claim(apply("abs", x), "=", x)  # proved where x > 0 only, and defined everywhere


def judged_under(*conditions: Any, declared: tuple[Any, ...] = ()) -> Proof:
    """|x| = x under conditions, some of them declared to leave out nothing."""
    proof = proof_of(Claim(WRONG.left, "=", WRONG.right, given=conditions))
    told = {"conditions": declared}
    return infer("claim", conditions, judged(WRONG.statement), proof.premises, told)


def test_a_condition_that_leaves_out_points_is_not_one_of_a_verdict() -> None:
    for declared in ((), (POSITIVE,)):
        with pytest.raises(InferenceError) if declared else nullcontext():
            proof = judged_under(POSITIVE, declared=declared)
            assert not conditions_of(proof)
            assert not isinstance(verdict_of(WRONG, proof), Proved)


def test_two_conditions_do_not_vouch_for_each_other() -> None:
    proof = judged_under(POSITIVE, TWICE_POSITIVE, declared=(TWICE_POSITIVE,))
    with pytest.raises(InferenceError, match="leaves out more than it may"):
        infer("where", proof.sequent.hypotheses, proof.sequent.goal, [proof],
              {"conditions": (POSITIVE,)})  # fmt: skip
    assert not isinstance(verdict_of(WRONG, proof), Proved)


def test_a_rewriting_declares_no_conditions() -> None:
    equal = proof_of(Claim(WRONG.left, "=", WRONG.right, given=[POSITIVE])).premises[0]
    base = proof_of(Claim(x, "=", x, given=[POSITIVE]))
    proof = infer("rewriting", (POSITIVE,), judged(WRONG.statement), [base, equal],
                  {"conditions": (POSITIVE,)})  # fmt: skip
    assert not isinstance(verdict_of(WRONG, proof), Proved)


def test_a_condition_on_which_a_value_rests_is_not_one_of_the_verdict() -> None:
    """lim_{s -> 0} s^2/(s^2 + x^2) is 0 = 0/x where x != 0, and 1 at x = 0."""
    s = bound(0, REAL)
    bump = limit(ZERO, div(power(s, TWO), add(power(s, TWO), power(x, TWO))))
    wrong = Claim(bump, "=", ZERO)
    away = ne(x, ZERO)
    base = check(Claim(div(ZERO, x), "=", ZERO))
    assert isinstance(base, Proved)
    assert base.conditions == (away,)
    value = proof_of(Claim(bump, "=", ZERO, given=[away])).premises[1]
    assert value.sequent.goal is eq(bump, ZERO)
    there = [infer("definedness", (away,), defined(t)) for t in (ZERO, div(ZERO, x))]
    same = infer("normal form", (away,), eq(ZERO, div(ZERO, x)), there)
    equal = infer("rewriting", (away,), eq(bump, div(ZERO, x)), [same, value])
    proof = infer("rewriting", (away,), judged(wrong.statement), [base.proof, equal])
    assert not isinstance(verdict_of(wrong, proof), Proved)
    assert not isinstance(check(wrong), Proved)


def test_a_point_is_no_judgement() -> None:
    point = proof_of(KEPT["given"]).premises[3]
    assert point.sequent.goal is somewhere(WRONG.statement)
    assert not isinstance(verdict_of(WRONG, point), Proved)
