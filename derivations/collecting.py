"""Documents as pytest sees them: a file, and an item for each link that is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

from proofs.check import check
from proofs.claim import Claim
from proofs.verdict import Proved, Refuted, Verdict

from . import messages
from .assertions import assertion
from .cache import own_cache
from .derivation import Derivation, Diagnostic, Document, Step
from .docstrings import documents_of
from .documents import DocumentError
from .formulas import judge
from .locks import Lock, LockedJudge, LockError, StaleProofError, lock_path, read_lock
from .marks import Expected, marks_of
from .messages import witness_note
from .reading import ReadingError
from .report import Assertion
from .writing.excerpt import shown
from .writing.terminal import message

Test = Callable[[], None]
MAX_NAME = 160
"""Longest name of an item, in characters."""


class ClaimFailure(Exception):
    """A link is not what it is expected to be; the text says what it is."""


def budget_of(config: pytest.Config) -> float:
    """The seconds that the ini option gives each claim."""
    told = str(config.getini("claims_budget"))
    try:
        seconds = float(told)
    except ValueError:
        seconds = 0.0
    if not (isfinite(seconds) and seconds > 0):
        raise pytest.UsageError(f"claims_budget = {told}: not a number of seconds above 0")
    return seconds


def skips_undecided(config: pytest.Config) -> bool:
    """Whether the ini option says to skip what is undecided."""
    told = str(config.getini("claims_undecided"))
    if told not in ("fail", "skip"):
        raise pytest.UsageError(f"claims_undecided = {told}: it is fail or skip")
    return told == "skip"


def uses_cache(config: pytest.Config) -> bool:
    """Whether proofs that have replayed here before need not be replayed again."""
    told = str(config.getini("claims_cache"))
    if told not in ("yes", "no"):
        raise pytest.UsageError(f"claims_cache = {told}: it is yes or no")
    return told == "yes"


def require_proved(claim: object, *, budget: float, **context: Any) -> Proved:
    """The verdict on a claim, or on a formula in LaTeX; fails the test where it isn't Proved."""
    __tracebackhide__ = True
    if isinstance(claim, str):
        try:
            verdict = judge(claim, budget=budget, **context)
        except ReadingError as error:
            place = f"{claim}\n{' ' * error.start}{'^' * max(1, error.end - error.start)}"
            raise pytest.fail.Exception(f"{error}\n{place}") from None
    elif context:
        raise TypeError(f"a Claim has its own {' and '.join(context)}")
    else:
        verdict = check(claim, budget=budget)  # type: ignore[arg-type]
    if not isinstance(verdict, Proved):
        pytest.fail(_told(verdict, claim))
    return verdict


def _told(verdict: Verdict, claim: object) -> str:
    """What to say of a claim that isn't proved."""
    if isinstance(verdict, Refuted):
        why = witness_note(verdict.witness) if verdict.witness else verdict.reason
        return f"refuted: {claim}\n{why}"
    why = getattr(verdict, "reason", "")
    return f"undecided: {claim}\n{why}"


@dataclass
class Page:
    """A document whose links are judged when they are asked for, each claim once."""

    document: Document
    budget: float
    prover: LockedJudge
    skips: bool
    known: dict[Claim, Verdict] = field(default_factory=dict)
    held: dict[Claim, bool] = field(default_factory=dict)
    told: dict[int, Assertion] = field(default_factory=dict)

    def tests(self) -> Iterator[tuple[str, int, Test]]:
        """A name, a line and a test for each link, and for each fault of the page."""
        marks = marks_of(self.document)
        for fault in (*self.document.diagnostics, *marks.loose):
            if fault.severity == "error":
                yield fault.message, fault.span.line, partial(self.fail, fault)
        for derivation in self.document.derivations:
            for step in derivation.steps:
                if step.is_judged:
                    expected = marks.by_link.get(step.span)
                    test = partial(self.judge_link, derivation, step, expected)
                    yield name_of(step), step.span.line, test

    def fail(self, diagnostic: Diagnostic) -> None:
        """Raise what a diagnostic says."""
        raise ClaimFailure(self.shown(diagnostic))

    def judge_link(self, derivation: Derivation, step: Step, expected: Expected | None) -> None:
        """Judge a link; after the last of a chain, its ends too. Raises ClaimFailure."""
        if expected != "refuted" and all(map(self.holds, self._up_to_ends(derivation, step))):
            return
        found = self.assertion(step)
        told = self.shown(found.diagnostic) if found.diagnostic is not None else ""
        if expected == "refuted":
            if found.verdict != "refuted":
                raise ClaimFailure(f"expected refuted, but it is {found.verdict}\n{told}".rstrip())
            return
        if found.verdict in ("refuted", "unreadable"):
            raise ClaimFailure(told)
        if step is derivation.steps[-1]:
            self.judge_ends(derivation)
        if found.verdict == "undecided" and expected != "undecided":
            if self.skips:
                pytest.skip(found.message)
            raise ClaimFailure(told)

    def _up_to_ends(self, derivation: Derivation, step: Step) -> tuple[Step, ...]:
        """The links that a link's test is about: at the end of a chain, all of them."""
        return derivation.steps if step is derivation.steps[-1] else (step,)

    def holds(self, step: Step) -> bool:
        """Whether a link has a proof in the lock that holds."""
        if step.claim is None or step.problem is not None:
            return False
        if step.claim not in self.held:
            with _told_of_stale(step.claim):
                self.held[step.claim] = self.prover.holds(step.claim)
        return self.held[step.claim]

    def judge_ends(self, derivation: Derivation) -> None:
        """First = last, where a link between them is undecided: if it fails, that one is wrong."""
        if derivation.ends is None or not derivation.ends_sure or len(derivation.steps) < 2:
            return
        links = [self.assertion(step).verdict for step in derivation.steps if step.is_judged]
        if "undecided" in links and "refuted" not in links:
            verdict = self.verdict(derivation.ends)
            if isinstance(verdict, Refuted):
                self.fail(messages.ends_differ(derivation, verdict, all_proved=False))

    def assertion(self, step: Step) -> Assertion:
        """The verdict on a link, with what there is to say of it."""
        if id(step) not in self.told:
            self.told[id(step)] = assertion("", step, self.verdict, self.budget)
        return self.told[id(step)]

    def verdict(self, claim: Claim) -> Verdict:
        """What the prover says of a claim. Raises ClaimFailure for a proof that does not hold."""
        if claim not in self.known:
            with _told_of_stale(claim):
                self.known[claim] = self.prover(claim)
        return self.known[claim]

    def shown(self, diagnostic: Diagnostic) -> str:
        """A diagnostic as plain text, with the line that it is about."""
        lines = self.document.text.split("\n")
        return message(diagnostic, self.document.name, lines).plain.rstrip()


@contextmanager
def _told_of_stale(claim: Claim) -> Iterator[None]:
    """A proof in the lock that does not hold is a failure."""
    try:
        yield
    except StaleProofError as error:
        raise ClaimFailure(f"{error}\n{claim}\nhelp: derive lock writes new proofs") from error


def name_of(step: Step) -> str:
    """What a link says, on one line."""
    parts = (step.left.latex, step.relation, step.right.latex) if step.relation else (step.latex,)
    name = shown(" ".join(" ".join(parts).split()))
    return name if len(name) <= MAX_NAME else name[: MAX_NAME - 3] + "..."


class ClaimsFile(pytest.File):
    """A document, or a Python file with docstrings: an item for each link that is judged, and for
    each fault of a page."""

    def collect(self) -> Iterable[pytest.Item]:
        """The items, in the order of the file."""
        path = lock_path(self.path)
        try:
            documents = documents_of(self.path)
            seen = own_cache() if uses_cache(self.config) and path.is_file() else None
            lock = read_lock(path, seen)
        except (DocumentError, LockError) as error:
            raise self.CollectError(f"{self.name}: {error}") from error
        budget = budget_of(self.config)
        prover = LockedJudge(lock or Lock(), lambda claim: check(claim, budget=budget), seen)
        skips = skips_undecided(self.config)
        names: Counter[str] = Counter()
        for document in documents:
            page = Page(replace(document, name=self.name), budget, prover, skips)
            for name, line, test in page.tests():
                names[name] += 1
                unique = name if names[name] == 1 else f"{name} [{names[name]}]"
                yield ClaimItem.from_parent(self, name=unique, line=line, test=test)


class ClaimItem(pytest.Item):
    """A link, or a fault of a page."""

    def __init__(self, *, line: int, test: Test, **given: Any) -> None:
        super().__init__(**given)
        self.line, self.test = line, test

    def runtest(self) -> None:
        """Judge it. Raises ClaimFailure where it is not what is expected."""
        self.test()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *more: Any) -> Any:
        """What the person is told of a failure: the line with a caret, and the reason."""
        if isinstance(excinfo.value, ClaimFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *more)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it stands, lines counted from 0, and what it is called."""
        return self.path, self.line - 1, self.name


__all__ = ["ClaimFailure", "ClaimItem", "ClaimsFile", "budget_of", "require_proved"]
