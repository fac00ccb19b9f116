"""Documents as pytest sees them: a file, and an item for each link that is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Any

import pytest

from proofs.check import check
from proofs.claim import Claim
from proofs.verdict import Proved, Refuted, Undecided, Verdict

from .cache import own_cache
from .confined import Respondent
from .course import Course, Instead
from .docstrings import documents_of
from .documents import DocumentError
from .formulas import claimed
from .judging import AFTERWARDS
from .locks import Lock, LockedJudge, LockError, lock_path, read_lock
from .messages import witness_note
from .pages import Answer, ClaimFailure, Page, PageJudge, Question, Test
from .reading import ReadingError

MEMORY = 4_000_000_000
"""The most bytes of memory that judging takes, beside those of the tests."""


class Judges:
    """What judges claims in a run of pytest: a judge for each file that was collected, and `check`
    for the claims of test functions, all in one process that is started when it is first asked."""

    def __init__(self) -> None:
        self._files: list[PageJudge] = []
        self._respondent: Respondent[Any, Any] = Respondent(self._answer, memory=MEMORY)
        self.stop = self._respondent.stop

    def add(self, judge: PageJudge) -> Callable[[Question, Instead[Answer]], Answer]:
        """Take in the judge of a file; what is to be asked in its place."""
        self.stop()  # a process that runs would not know of it
        number = len(self._files)
        self._files.append(judge)
        return lambda question, instead: self._respondent.ask((number, question), instead)

    def check(self, claim: Claim, budget: float) -> Verdict:
        """The verdict on a claim."""

        def instead(why: str, seconds: float) -> Verdict:
            return Undecided(claim, why)

        return self._respondent.ask((None, (claim, budget)), instead)  # type: ignore[no-any-return]

    def _answer(self, question: tuple[int | None, Any], course: Course) -> Any:
        number, asked = question
        if number is not None:
            return self._files[number](asked, course)
        claim, budget = asked
        course.expect(budget)
        verdict = check(claim, budget=budget)
        course.expect(AFTERWARDS)
        return verdict


_JUDGES = pytest.StashKey[Judges]()


def judges_of(config: pytest.Config) -> Judges:
    """What judges claims in this run, which ends with it."""
    if _JUDGES not in config.stash:
        config.stash[_JUDGES] = Judges()
        config.add_cleanup(config.stash[_JUDGES].stop)
    return config.stash[_JUDGES]


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


def require_proved(
    claim: object, config: pytest.Config, *, budget: float, **context: Any
) -> Proved:
    """The verdict on a claim, or on a formula in LaTeX; fails the test where it isn't Proved."""
    __tracebackhide__ = True
    if isinstance(claim, str):
        try:
            stated = claimed(claim, **context)
        except ReadingError as error:
            place = f"{claim}\n{' ' * error.start}{'^' * max(1, error.end - error.start)}"
            raise pytest.fail.Exception(f"{error}\n{place}") from None
    elif context:
        raise TypeError(f"a Claim has its own {' and '.join(context)}")
    elif isinstance(claim, Claim):
        stated = claim
    else:
        raise TypeError(f"neither a Claim nor LaTeX: {claim!r}")
    verdict = judges_of(config).check(stated, budget)
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
        ask = judges_of(self.config).add(PageJudge(documents, prover, budget))
        skips = skips_undecided(self.config)
        names: Counter[str] = Counter()
        for number, document in enumerate(documents):
            named = replace(document, name=self.name)
            page = Page(named, number, budget, prover, ask, skips)
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
