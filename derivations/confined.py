"""Judging in a process of its own, which takes so much memory and time and may die without harm.

The process is a copy of this one and sends the outcome of each part (a link, the ends of a chain).
Where it dies, meets the limit on memory, or is long over its time, the part that it was at is
undecided for that reason, and a new process goes on with the next. A respondent is such a process
that does not go through its work by itself, but answers what it is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, NoReturn, TypeVar, cast

from .bounded import LATE, START, Bounded, ConfinementError, Line, can_be_bounded
from .course import Course, Instead, Progress
from .derivation import Document
from .judging import AFTERWARDS, Ask, judge_document, number_of_parts
from .report import Report

T = TypeVar("T")
Q = TypeVar("Q")


@dataclass(frozen=True)
class _Stop:
    """Why a process was stopped, and how many seconds after the last part it had done."""

    reason: str
    seconds: float


def judge_confined(
    document: Document, *, memory: int, budget: float = 2.0, progress: Progress | None = None,
    ask: Ask | None = None, prepare: Callable[[], None] = lambda: None,
) -> Report:  # fmt: skip
    """`judge_document` in processes that take at most `memory` bytes; each calls `prepare` first.

    Where processes can't be copied, it is done in this one. Raises ConfinementError.
    """

    def judge(course: Course) -> Report:
        return judge_document(document, budget=budget, ask=ask, course=course)

    total = number_of_parts(document)
    return confined(judge, total, memory=memory, progress=progress, prepare=prepare)


def confined(
    do: Callable[[Course], T], parts: int, *, memory: int, progress: Progress | None = None,
    prepare: Callable[[], None] = lambda: None,
) -> T:  # fmt: skip
    """What comes of work of so many parts, done in processes that take at most `memory` bytes.

    The parts are done there, in their order, and their outcomes sent; `do` is called once more, to
    put them together. Where processes can't be copied, all is done in this one. Raises
    ConfinementError.

    >>> confined(lambda course: course.part(lambda: 6 * 7, lambda why, seconds: 0), 1, memory=10**9)
    42
    """
    if not can_be_bounded():
        prepare()
        return do(Course(parts, progress))
    recalled = _Recalled(parts, progress)
    stop: _Stop | None = None
    while True:
        before = len(recalled.outcomes)

        def work(line: Line, stop: _Stop | None = stop) -> None:
            prepare()
            do(_Sent(recalled.outcomes, stop, line))

        again = _run(work, recalled, memory)
        if again is None:
            return do(recalled)
        if stop is not None and len(recalled.outcomes) == before:
            raise ConfinementError(f"it could not be judged: {again.reason}")
        stop = again


class _Recalled(Course):
    """Parts that were done elsewhere, in their order."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        super().__init__(total, progress)
        self.outcomes: list[object] = []
        self._next = 0

    def add(self, outcome: object) -> None:
        """Keep what came of the next part."""
        self.outcomes.append(outcome)
        self.tell(len(self.outcomes))

    def part(self, work: Callable[[], T], instead: Instead[T]) -> T:
        self._next += 1
        return cast(T, self.outcomes[self._next - 1])


class _Sent(Course):
    """Each part is sent when it is done. The first are `known`; at the next one, the process before
    may have been stopped."""

    def __init__(self, known: list[object], stop: _Stop | None, line: Line) -> None:
        super().__init__(0)
        self._known, self._stop, self._line = iter(known), stop, line

    def part(self, work: Callable[[], T], instead: Instead[T]) -> T:
        known = next(self._known, self)
        if known is not self:
            return cast(T, known)
        stop, self._stop = self._stop, None
        self.expect(AFTERWARDS)
        made = work() if stop is None else instead(stop.reason, stop.seconds)
        self._line.send("part", made)
        return made

    def expect(self, seconds: float) -> None:
        self._line.expect(seconds)


def _run(work: Callable[[Line], None], recalled: _Recalled, memory: int) -> _Stop | None:
    """Go on with the work in a new process; why it was stopped, if it was."""
    process = Bounded(work, memory=memory)
    stop, late = None, False
    try:
        while message := process.hear():
            kind, outcome = message
            if kind == "fault":
                raise ConfinementError(outcome)
            if kind == "over":
                return None
            recalled.add(outcome)
    except TimeoutError:
        late = True
    finally:
        cause = process.end()
        stop = _Stop(LATE if late else cause, process.since())
    return stop


class Respondent(Generic[Q, T]):
    """Answers questions one by one in a process that takes at most `memory` bytes.

    The process is started when it is first asked, and knows what is there at that time; a question
    at which it has to be stopped is answered by `instead`, and the next by a new one. Where
    processes can't be copied, answers are made in this one.

    >>> respondent = Respondent(lambda number, course: number + 1, memory=10**9)
    >>> respondent.ask(41, lambda why, seconds: 0)
    42
    >>> respondent.stop()
    """

    def __init__(self, answer: Callable[[Q, Course], T], *, memory: int) -> None:
        self._answer, self._memory = answer, memory
        self._process: Bounded | None = None

    def ask(self, question: Q, instead: Instead[T]) -> T:
        """The answer to a question. Raises ConfinementError."""
        if not can_be_bounded():
            return self._answer(question, Course(1))
        process = self._process = self._process or Bounded(self._respond, memory=self._memory)
        late, message = False, None
        try:
            process.expect(START)
            process.ask(question)
            message = process.hear()
        except TimeoutError:
            late = True
        finally:
            if message is None or message[0] != "part":
                cause = self._end(process)
        if message is None:
            return instead(LATE if late else cause, process.since())
        kind, outcome = message
        if kind != "part":
            raise ConfinementError(outcome)
        return cast(T, outcome)

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._end(self._process)

    def _end(self, process: Bounded) -> str:
        self._process = None
        return process.end()

    def _respond(self, line: Line) -> None:
        course = _Sent([], None, line)
        for question in line.questions():
            course.part(partial(self._answer, question, course), _not_here)


def _not_here(why: str, seconds: float) -> NoReturn:
    """What stands for a question that was stopped is for who asked."""
    raise ConfinementError(why)


__all__ = ["ConfinementError", "Respondent", "confined", "judge_confined"]
