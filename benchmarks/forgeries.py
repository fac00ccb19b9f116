"""Forged proofs: `python -m benchmarks.forgeries --seconds 600`.

Proofs as data are edited at random: steps left out, swapped, taken from other proofs; premises,
hypotheses, goals, rules and data exchanged; numbers and operators changed in one place or all over.
Most of these do not replay. Where one does, each of its statements is held against an independent
evaluation at many points: what replays has to be true, whoever wrote it.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from collections import Counter
from itertools import islice
from random import Random
from typing import Any

import mpmath

from proofs import InferenceError, Proof, Proved, check, replay
from proofs.kernel import KernelFault, to_data
from proofs.kernel.proof import RULES
from proofs.kernel.terms import Term, TermError
from proofs.kernel.terms.definitions import unfold

from .other_values import DIGITS, Evaluation, Undefined, Unknown, relation_at, truth_at
from .soundness import COMPOUND, points, true_claims

POINTS = 16
RELATIONS = ("eq", "ne", "lt", "le")
SWAPPED = {
    "add": "mul", "mul": "add", "lt": "le", "le": "lt", "exp": "log", "log": "exp", "sin": "cos",
    "cos": "sin", "sum": "prod", "prod": "sum", "max": "min", "min": "max", "and": "or",
    "or": "and", "eq": "le", "tanh": "sinh", "greatest": "least", "least": "greatest",
}  # fmt: skip

Data = dict[str, Any]


def forged(proofs: list[Data], chance: Random) -> Data:
    """One of the proofs with one to three edits."""
    data = copy.deepcopy(chance.choice(proofs))
    for _ in range(chance.randrange(1, 4)):
        chance.choice(EDITS)(data, chance.choice(proofs), chance)
    return data


def _step(data: Data, chance: Random) -> Data:
    step: Data = chance.choice(data["steps"])
    return step


def _drop(data: Data, other: Data, chance: Random) -> None:
    """A step is left out, and what rests on it rests on another."""
    steps = data["steps"]
    if len(steps) > 1:
        gone = chance.randrange(len(steps))
        del steps[gone]
        for step in steps:
            step["premises"] = [max(0, p - (p >= gone)) for p in step["premises"]]


def _swap(data: Data, other: Data, chance: Random) -> None:
    steps = data["steps"]
    a, b = chance.randrange(len(steps)), chance.randrange(len(steps))
    steps[a], steps[b] = steps[b], steps[a]


def _premises(data: Data, other: Data, chance: Random) -> None:
    """Premises are left out, turned round, or exchanged."""
    place = chance.randrange(len(data["steps"]))
    step = data["steps"][place]
    way = chance.randrange(3)
    if way == 0:
        step["premises"] = [p for p in step["premises"] if chance.random() < 0.7]
    elif way == 1:
        step["premises"] = step["premises"][::-1]
    elif place:
        step["premises"] = [chance.randrange(place) for _ in step["premises"]]


def _hypotheses(data: Data, other: Data, chance: Random) -> None:
    """Hypotheses are left out, in one step or in all, or come from elsewhere."""
    way = chance.randrange(3)
    if way == 0:
        step = _step(data, chance)
        step["hypotheses"] = [h for h in step["hypotheses"] if chance.random() < 0.6]
    elif way == 1:
        texts = {json.dumps(h) for s in data["steps"] for h in s["hypotheses"]}
        gone = chance.choice(sorted(texts)) if texts else ""
        for step in data["steps"]:
            step["hypotheses"] = [h for h in step["hypotheses"] if json.dumps(h) != gone]
            told = step["data"].get("conditions")
            if isinstance(told, dict) and "list" in told:
                kept = [c for c in told["list"] if json.dumps(c.get("term")) != gone]
                told["list"] = kept
    else:
        _step(data, chance)["hypotheses"] = copy.deepcopy(_step(other, chance)["hypotheses"])


def _goal(data: Data, other: Data, chance: Random) -> None:
    source = chance.choice((data, other))
    _step(data, chance)["goal"] = copy.deepcopy(_step(source, chance)["goal"])


def _rule(data: Data, other: Data, chance: Random) -> None:
    _step(data, chance)["rule"] = chance.choice(sorted(RULES))


def _told(data: Data, other: Data, chance: Random) -> None:
    """What a rule was told is left out, comes from elsewhere, or names hypotheses as conditions."""
    step = _step(data, chance)
    way = chance.randrange(3)
    if way == 0 and step["data"]:
        del step["data"][chance.choice(sorted(step["data"]))]
    elif way == 1:
        step["data"] |= copy.deepcopy(_step(chance.choice((data, other)), chance)["data"])
    else:
        step["data"]["conditions"] = {"list": [{"term": h} for h in step["hypotheses"]]}


def _splice(data: Data, other: Data, chance: Random) -> None:
    """The end of one proof after the beginning of another."""
    theirs = copy.deepcopy(other["steps"][: chance.randrange(1, len(other["steps"]) + 1)])
    mine = data["steps"]
    for step in mine:
        step["premises"] = [p + len(theirs) for p in step["premises"]]
    data["steps"] = [*theirs, *mine]
    last = mine[-1]
    if chance.random() < 0.5 and last["premises"]:
        last["premises"][chance.randrange(len(last["premises"]))] = chance.randrange(len(theirs))


def _everywhere(data: Data, other: Data, chance: Random) -> None:
    """One number is another, or one operator is another, in all terms or in one."""
    rows = [row for row in _rows(data) if row[0] == "num" or row[0] in SWAPPED]
    if not rows:
        return
    old = list(chance.choice(rows))
    new = chance.choice(("0", "1", "2", "-1", "3", "1/2")) if old[0] == "num" else SWAPPED[old[0]]
    share = chance.choice((1.0, 0.3))
    for row in rows:
        if row[:2] == old[:2] and chance.random() <= share:
            row[1 if old[0] == "num" else 0] = new


def _rows(value: Any) -> list[list[Any]]:
    """The nodes of all terms in a proof as data."""
    if isinstance(value, dict):
        return [row for v in value.values() for row in _rows(v)]
    if not isinstance(value, list):
        return []
    if len(value) == 4 and isinstance(value[0], str) and isinstance(value[3], list):
        return [value]
    return [row for v in value for row in _rows(v)]


EDITS = (
    _drop, _swap, _premises, _hypotheses, _hypotheses, _goal, _rule, _told, _told, _splice,
    _everywhere, _everywhere,
)  # fmt: skip


def false_step(proof: Proof, chance: Random) -> str:
    """A statement in a proof that is seen to be false somewhere, with the point; empty: none."""
    for step in proof.steps():
        said = step.sequent
        inner = said.goal.args[0] if said.goal.op == "judged" else said.goal
        *given, goal = (unfold(t, said.definitions) for t in (*said.hypotheses, inner))
        where = _contradicted(tuple(given), goal, chance)
        if where:
            return f"{step.rule}: {step.sequent} fails at {where}"
    return ""


def _contradicted(given: tuple[Term, ...], inner: Term, chance: Random) -> str:
    if inner.op not in (*RELATIONS, *COMPOUND, "defined"):
        return ""
    for point in islice(points((inner,), given, chance), POINTS):
        if inner.op == "defined":
            failed = _is_undefined(inner.args[0], point)
        elif inner.op in COMPOUND:
            failed = truth_at(inner, point) is False
        else:
            failed = relation_at(inner, point) is False
        if failed:
            return ", ".join(f"{k} = {v}" for k, v in point.items()) or "once"
    return ""


def _is_undefined(term: Term, point: dict[Term, Any]) -> bool:
    found = Evaluation(point)
    with mpmath.workdps(DIGITS):
        try:
            found.value(term)
        except Undefined:
            return not found.rough
        except (Unknown, ValueError, TypeError, OverflowError, ZeroDivisionError):
            return False
    return False


def judge(data: Data, chance: Random) -> str:
    """What comes of a forged proof: refused, replayed, or what is wrong."""
    try:
        proof = replay(data)
    except (InferenceError, TermError):
        return "refused"
    except KernelFault as fault:
        return f"WRONG: {fault}"
    false = false_step(proof, chance)
    return f"WRONG: {false}" if false else "replayed"


def kept_proofs(budget: float = 2.0) -> list[Data]:
    """The proofs of the true claims as data."""
    verdicts = (check(claim, budget=budget) for claim in true_claims(budget))
    return [json.loads(json.dumps(to_data(v.proof))) for v in verdicts if isinstance(v, Proved)]


def main() -> None:
    """Forge proofs for as long as is said."""
    parser = argparse.ArgumentParser(description="Forged proofs")
    parser.add_argument("--seconds", type=float, default=600.0, help="how long (600)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    proofs = kept_proofs()
    counts: Counter[str] = Counter()
    until = time.monotonic() + options.seconds
    number = 0
    while time.monotonic() < until:
        chance = Random(f"{options.seed}/{number}")
        found = judge(forged(proofs, chance), chance)
        counts[found.partition(":")[0]] += 1
        if found.startswith("WRONG"):
            print(number, found, flush=True)
        number += 1
    print(f"{number} forgeries of {len(proofs)} proofs: {dict(counts)}")
    raise SystemExit(int(counts["WRONG"] > 0))


if __name__ == "__main__":
    main()
