"""Verdicts while marking: each claim judged once, and kept where it can be found again.

What is kept of a verdict is its outcome and what a person is told of it, under a key made of the
claim as data, everything that it rests on, the time allowed, and the version of the program.
A claim that ran out of time is judged again when it is next met, and so is one that was stopped.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any, Protocol

from proofs.check import check
from proofs.claim import Claim
from proofs.kernel.terms.data import save
from proofs.verdict import Proved, Refuted, Verdict

from ..assertions import assertion
from ..assertions import stopped as link_stopped
from ..cache import Store
from ..confined import Respondent
from ..course import Course, Instead
from ..derivation import Diagnostic, Span, Step
from ..judging import AFTERWARDS
from ..messages import witness_note
from ..report import Assertion, Outcome, Witness
from ..writing.latex import latex


@dataclass(frozen=True)
class Known:
    """The outcome of a claim: its verdict, where it holds, and why not."""

    outcome: Outcome
    conditions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    note: str = ""


class Judges(Protocol):
    """What judges claims, and links by their names, for at most `budget` seconds each.

    `stopped` tells whether the last one was broken off.
    """

    stopped: bool

    def claim(self, claim: Claim, budget: float) -> Known:
        """The outcome of a claim."""

    def link(self, name: str, step: Step, budget: float) -> Assertion:
        """A link with its verdict."""


class JudgesHere:
    """Judges in this process."""

    stopped = False

    def claim(self, claim: Claim, budget: float) -> Known:
        """The outcome of a claim."""
        return _claim(claim, budget, Course(1))

    def link(self, name: str, step: Step, budget: float) -> Assertion:
        """A link with its verdict."""
        return _link(name, step, budget, Course(1))


class JudgesApart:
    """Judges in a process that takes at most `memory` bytes, and may die: that costs what it was
    at, which is undecided for that reason, and a new process takes the next."""

    def __init__(self, memory: int) -> None:
        self.stopped = False  # the last one
        self._respondent: Respondent[_Question, Any] = Respondent(_answer, memory=memory)

    def claim(self, claim: Claim, budget: float) -> Known:
        """The outcome of a claim."""
        asked = (None, claim, budget)
        found: Known = self._ask(asked, lambda why, _: Known("undecided", note=why))
        return found

    def link(self, name: str, step: Step, budget: float) -> Assertion:
        """A link with its verdict."""
        asked = (name, step, budget)
        found: Assertion = self._ask(
            asked, lambda why, seconds: link_stopped(name, step, why, seconds, budget)
        )
        return found

    def stop(self) -> None:
        """End the process, if there is one."""
        self._respondent.stop()

    def _ask(self, question: _Question, instead: Instead[Any]) -> Any:
        self.stopped = False

        def broken_off(why: str, seconds: float) -> Any:
            self.stopped = True
            return instead(why, seconds)

        return self._respondent.ask(question, broken_off)


_Question = tuple[str | None, Any, float]
"""The name of a link, the link or a claim, and the seconds for it."""


def _answer(question: _Question, course: Course) -> Known | Assertion:
    name, asked, budget = question
    if name is None:
        return _claim(asked, budget, course)
    return _link(name, asked, budget, course)


def _claim(claim: Claim, budget: float, course: Course) -> Known:
    return _known(_checked(claim, budget, course))


def _link(name: str, step: Step, budget: float, course: Course) -> Assertion:
    return assertion(name, step, lambda claim: _checked(claim, budget, course), budget)


def _checked(claim: Claim, budget: float, course: Course) -> Verdict:
    course.expect(budget)
    verdict = check(claim, budget=budget)
    course.expect(AFTERWARDS)
    return verdict


class Verdicts:
    """Judges links and claims, each for at most `budget` seconds; `late` once one ran out of it, or
    was stopped."""

    def __init__(
        self, budget: float = 2.0, store: Store | None = None, judges: Judges | None = None
    ) -> None:
        self.budget = budget
        self.store = store
        self.late = False
        self._judges = JudgesHere() if judges is None else judges
        self._known: dict[str, str] = {}

    def claim(self, claim: Claim) -> Known:
        """The outcome of a claim."""
        key = key_of("claim", self.budget, _claim_data(claim))
        data = self._get(key)
        if data is not None:
            return Known(data["outcome"], tuple(data["conditions"]), tuple(data["caveats"]),
                         data["note"])  # fmt: skip
        start = perf_counter()
        known = self._judges.claim(claim, self.budget)
        self._put(key, asdict(known), known.outcome, perf_counter() - start)
        return known

    def link(self, name: str, step: Step) -> Assertion:
        """A link with its verdict, as a report has it."""
        if step.claim is None or step.problem is not None:
            return assertion(name, step, _no_judge, self.budget)
        words = (
            step.left.latex,
            step.right.latex,
            step.notes,
            step.unknown,
            step.infinite,
            step.everywhere,
        )
        key = key_of("link", self.budget, _claim_data(step.claim), words, step.kind)
        data = self._get(key)
        if data is not None:
            return _recalled(name, step, data)
        made = self._judges.link(name, step, self.budget)
        self._put(key, _kept(made), made.verdict, made.seconds)
        return made

    def _get(self, key: str) -> Any:
        text = self._known.get(key)
        if text is None and self.store is not None:
            text = self.store.get(key)
        return None if text is None else json.loads(text)

    def _put(self, key: str, data: Any, outcome: Outcome | None, seconds: float) -> None:
        text = json.dumps(data)
        self._known[key] = text
        if self._judges.stopped or (outcome == "undecided" and seconds >= 0.9 * self.budget):
            self.late = True
        elif self.store is not None:
            self.store.put(key, text)


def _no_judge(claim: Claim) -> Verdict:
    raise AssertionError("a link without a claim is not judged")


def key_of(*parts: object) -> str:
    """The key of what is given by plain data."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _claim_data(claim: Claim) -> list[object]:
    return [
        claim.relation,
        claim.digits,
        None if claim.constant_in is None else save(claim.constant_in),
        *(save(t) for t in (claim.left, claim.right)),
        [save(t) for t in claim.given],
        [[save(d.head), [save(p) for p in d.parameters], save(d.body)] for d in claim.definitions],
        [_claim_data(part) for part in claim.parts],
        [None if v is None else save(v) for v in claim.values],
    ]


def _known(verdict: Verdict) -> Known:
    if isinstance(verdict, Proved):
        conditions = tuple(latex(c) for c in verdict.conditions)
        return Known("proved", conditions, verdict.caveats)
    if isinstance(verdict, Refuted):
        note = witness_note(verdict.witness) if verdict.witness else verdict.reason
        return Known("refuted", note=note)
    return Known("undecided", note=verdict.reason)


_KEPT = tuple("verdict conditions caveats method trust nearest message tried meant reading".split())


def _kept(made: Assertion) -> dict[str, Any]:
    told, seen = made.diagnostic, made.witness
    return {
        **{name: getattr(made, name) for name in _KEPT},
        "witness": None if seen is None else asdict(seen),
        "told": None if told is None else [told.code, told.severity, told.message, told.label,
                                           told.notes],
    }  # fmt: skip


def _recalled(name: str, step: Step, data: dict[str, Any]) -> Assertion:
    plain = assertion(name, replace(step, claim=None), _no_judge, 1.0)
    kept: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in _KEPT
    }
    told, seen = data["told"], data["witness"]
    return replace(
        plain,
        **kept,
        witness=None if seen is None else Witness(seen["at"], seen["left"], seen["right"]),
        diagnostic=None if told is None else _diagnostic(told, step.right.span),
    )


def _diagnostic(told: list[Any], span: Span) -> Diagnostic:
    code, severity, message, label, notes = told
    return Diagnostic(code, severity, message, span, label, tuple(notes))


__all__ = ["Judges", "JudgesApart", "JudgesHere", "Known", "Verdicts", "key_of"]
