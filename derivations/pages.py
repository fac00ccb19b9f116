"""Pages as tests: each link of a document is judged when it is asked for, each claim once.

What is said of links comes from a process that may die without harm (`confined.py`): there they are
judged, by the proofs that were kept or by a search; here it is told what that means for a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, NamedTuple

import pytest

from proofs.check import check
from proofs.claim import Claim
from proofs.verdict import Refuted, Verdict

from . import messages
from .assertions import assertion, stopped
from .course import Course, Instead
from .derivation import Derivation, Diagnostic, Document, Step
from .judging import AFTERWARDS, REPLAYING
from .locks import LockedJudge, StaleProofError
from .marks import Expected, marks_of
from .report import Assertion
from .writing.excerpt import shown
from .writing.terminal import message

Test = Callable[[], None]
MAX_NAME = 160
"""Longest name of an item, in characters."""


class ClaimFailure(Exception):
    """A link is not what it is expected to be; the text says what it is."""


class Question(NamedTuple):
    """What is asked of a page: whether a link has a proof that holds, what is found of a link, or
    what there is to tell of the ends of a chain. Derivations and their steps count from 0."""

    about: Literal["kept", "link", "ends"]
    page: int
    derivation: int
    step: int = -1


Answer = bool | Assertion | Diagnostic | ClaimFailure | None


@dataclass
class PageJudge:
    """The far end: answers questions about pages."""

    documents: Sequence[Document]
    prover: LockedJudge
    budget: float
    known: dict[Claim, Verdict] = field(default_factory=dict)

    def __call__(self, question: Question, course: Course) -> Answer:
        """The answer to a question; a ClaimFailure where a proof that was kept does not hold."""
        derivation = self.documents[question.page].derivations[question.derivation]
        step = derivation.steps[question.step]
        claim = derivation.ends if question.about == "ends" else step.claim
        try:
            if question.about == "kept":
                course.expect(REPLAYING)
                return claim is not None and self.prover.kept(claim) is not None
            if question.about == "link":
                return assertion("", step, partial(self._verdict, course), self.budget)
            return None if claim is None else self._ends(derivation, self._verdict(course, claim))
        except StaleProofError as error:
            return _stale(claim, str(error))

    def _ends(self, derivation: Derivation, verdict: Verdict) -> Diagnostic | None:
        if not isinstance(verdict, Refuted):
            return None
        return messages.ends_differ(derivation, verdict, all_proved=False)

    def _verdict(self, course: Course, claim: Claim) -> Verdict:
        if claim not in self.known:
            course.expect(max(self.budget, REPLAYING if self.prover.has(claim) else 0))
            self.known[claim] = self.prover(claim)
            course.expect(AFTERWARDS)
        return self.known[claim]


def _stale(claim: Claim | None, why: str) -> ClaimFailure:
    return ClaimFailure(f"{why}\n{claim}\nhelp: derive lock writes new proofs")


@dataclass
class Page:
    """A document whose links are asked for one by one; `number` is its place among the pages."""

    document: Document
    number: int
    budget: float
    prover: LockedJudge
    ask: Callable[[Question, Instead[Answer]], Answer]
    skips: bool
    held: dict[Claim, bool | ClaimFailure] = field(default_factory=dict)
    told: dict[tuple[int, int], Assertion] = field(default_factory=dict)

    def tests(self) -> Iterator[tuple[str, int, Test]]:
        """A name, a line and a test for each link, and for each fault of the page."""
        marks = marks_of(self.document)
        for fault in (*self.document.diagnostics, *marks.loose):
            if fault.severity == "error":
                yield fault.message, fault.span.line, partial(self.fail, fault)
        for place, derivation in enumerate(self.document.derivations):
            for number, step in enumerate(derivation.steps):
                if step.is_judged:
                    expected = marks.by_link.get(step.span)
                    test = partial(self.judge_link, place, number, expected)
                    yield name_of(step), step.span.line, test

    def fail(self, diagnostic: Diagnostic) -> None:
        """Raise what a diagnostic says."""
        raise ClaimFailure(self.shown(diagnostic))

    def judge_link(self, place: int, number: int, expected: Expected | None) -> None:
        """Judge a link; after the last of a chain, its ends too. Raises ClaimFailure."""
        steps = self.document.derivations[place].steps
        is_last = number == len(steps) - 1
        about = range(len(steps)) if is_last else [number]
        if expected != "refuted" and all(self.holds(place, n) for n in about):
            return
        found = self.assertion(place, number)
        told = self.shown(found.diagnostic) if found.diagnostic is not None else ""
        if expected == "refuted":
            if found.verdict != "refuted":
                raise ClaimFailure(f"expected refuted, but it is {found.verdict}\n{told}".rstrip())
            return
        if found.verdict in ("refuted", "unreadable"):
            raise ClaimFailure(told)
        if is_last:
            self.judge_ends(place)
        if found.verdict == "undecided" and expected != "undecided":
            if self.skips:
                pytest.skip(found.message)
            raise ClaimFailure(told)

    def holds(self, place: int, number: int) -> bool:
        """Whether a link has a proof in the lock that holds. Raises ClaimFailure for one that
        doesn't."""
        step = self.document.derivations[place].steps[number]
        claim = step.claim
        if claim is None or step.problem is not None:
            return False
        if claim not in self.held:
            self.held[claim] = self._kept(Question("kept", self.number, place, number), claim)
        found = self.held[claim]
        if isinstance(found, ClaimFailure):
            raise found
        return found

    def _kept(self, question: Question, claim: Claim) -> bool | ClaimFailure:
        if not self.prover.has(claim):
            return False
        if self.prover.remembers(claim):
            return True

        def instead(why: str, seconds: float) -> Answer:
            return _stale(claim, f"the proof that was kept could not be replayed: {why}")

        found = self.ask(question, instead)
        if isinstance(found, ClaimFailure):
            return found
        self.prover.remember(claim)
        return True

    def judge_ends(self, place: int) -> None:
        """First = last, where a link between them is undecided: if it fails, that one is wrong."""
        derivation = self.document.derivations[place]
        steps = derivation.steps
        if derivation.ends is None or not derivation.ends_sure or len(steps) < 2:
            return
        judged = [number for number, step in enumerate(steps) if step.is_judged]
        links = [self.assertion(place, number).verdict for number in judged]
        if "undecided" in links and "refuted" not in links:
            question = Question("ends", self.number, place)
            told = self.ask(question, lambda why, seconds: None)
            if isinstance(told, ClaimFailure):
                raise told
            if isinstance(told, Diagnostic):
                self.fail(told)

    def assertion(self, place: int, number: int) -> Assertion:
        """The verdict on a link, with what there is to say of it. Raises ClaimFailure."""
        if (place, number) not in self.told:
            self.told[place, number] = self._found(Question("link", self.number, place, number))
        return self.told[place, number]

    def _found(self, question: Question) -> Assertion:
        step = self.document.derivations[question.derivation].steps[question.step]
        if step.claim is None:
            return assertion("", step, check, self.budget)

        def instead(why: str, seconds: float) -> Answer:
            return stopped("", step, why, seconds, self.budget)

        found = self.ask(question, instead)
        if isinstance(found, ClaimFailure):
            raise found
        if not isinstance(found, Assertion):
            raise TypeError(f"no answer: {found!r}")
        return found

    def shown(self, diagnostic: Diagnostic) -> str:
        """A diagnostic as plain text, with the line that it is about."""
        lines = self.document.text.split("\n")
        return message(diagnostic, self.document.name, lines).plain.rstrip()


def name_of(step: Step) -> str:
    """What a link says, on one line."""
    parts = (step.left.latex, step.relation, step.right.latex) if step.relation else (step.latex,)
    name = shown(" ".join(" ".join(parts).split()))
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - 3] + "..."


__all__ = ["Answer", "ClaimFailure", "Page", "PageJudge", "Question", "Test"]
