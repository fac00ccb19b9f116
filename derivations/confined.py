"""Judging in a process of its own, which takes so much memory and time and may die without harm.

The process is a copy of this one and sends the outcome of each part (a link, the ends of a chain).
Where it dies, meets the limit on memory, or is long over its time, the part that it was at is
undecided for that reason, and a new process goes on with the next.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from mmap import mmap
from struct import Struct
from time import monotonic
from typing import Any, NoReturn, TypeVar, cast

from proofs.memory import limit_memory

from .course import Course, Instead, Progress
from .derivation import Document
from .judging import AFTERWARDS, Ask, judge_document, number_of_parts
from .report import Report

T = TypeVar("T")

GRACE, LOOK = 0.4, 0.1
"""Seconds that a check may take beyond its budget; and between two looks whether it is late."""
START = 60.0
"""Seconds for what comes before the first part."""
LATE = "the time is up"

_OUT_OF_MEMORY = 77
"""The status with which a process ends that has met the limit on memory."""
_LENGTH, _TIME = Struct("Q"), Struct("d")


class ConfinementError(Exception):
    """The process that judged a document failed outside of any part; the message says how."""


@dataclass(frozen=True)
class _Stop:
    """Why a process was stopped, and how many seconds after the last part it had done."""

    reason: str
    seconds: float


def judge_confined(
    document: Document, *, memory: int, budget: float = 2.0, progress: Progress | None = None,
    ask: Ask | None = None, prepare: Callable[[], None] = lambda: None,
) -> Report:  # fmt: skip
    """`judge_document` in processes of at most `memory` bytes, each of which calls `prepare` first.

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
    """What comes of some work of so many parts, done in processes of at most `memory` bytes.

    The parts are done there, in their order, and their outcomes sent; `do` is called once more, to
    put them together. Where processes can't be copied, all is done in this one. Raises
    ConfinementError.

    >>> confined(lambda course: course.part(lambda: 6 * 7, lambda why, seconds: 0), 1, memory=10**9)
    42
    """
    if not hasattr(os, "fork"):
        prepare()
        return do(Course(parts, progress))
    recalled = _Recalled(parts, progress)
    stop: _Stop | None = None
    while True:
        before = len(recalled.outcomes)

        def work(sent: _Sent) -> None:
            prepare()
            do(sent)

        again = _run(work, recalled, stop, memory)
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


# --- the near end ---------------------------------------------------------------------------------


def _run(
    work: Callable[[_Sent], None], recalled: _Recalled, stop: _Stop | None, memory: int
) -> _Stop | None:
    """Go on with the work in a new process; why it was stopped, if it was."""
    due = mmap(-1, _TIME.size)  # shared with the process, which says there when it will be late
    _TIME.pack_into(due, 0, monotonic() + START)
    ours, theirs = os.pipe()
    try:
        child = os.fork()
    except OSError as error:
        os.close(ours)
        os.close(theirs)
        raise ConfinementError(f"no process could be started: {error}") from error
    if not child:
        os.close(ours)
        _serve(work, _Sent(recalled.outcomes, stop, theirs, due), memory)
    os.close(theirs)
    with suppress(OSError):  # it does so, too: whoever is first
        os.setpgid(child, child)
    last, reason = monotonic(), ""
    try:
        for kind, outcome in _messages(ours, due):
            if kind == "fault":
                raise ConfinementError(outcome)
            if kind == "over":
                return None
            recalled.add(outcome)
            last = monotonic()
    except TimeoutError:
        reason = LATE
    finally:
        with suppress(OSError):
            os.killpg(child, signal.SIGKILL)  # and what it has started
        status = os.waitpid(child, 0)[1]
        os.close(ours)
    return _Stop(reason or _cause(status, memory), monotonic() - last)


def _messages(pipe: int, due: mmap) -> Iterator[tuple[str, Any]]:
    """What the process sends, until its end. Raises TimeoutError where it is late."""
    heard = bytearray()
    ear = select.poll()
    ear.register(pipe, select.POLLIN | select.POLLHUP)
    while True:
        while len(heard) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(heard)[0]
            if len(heard) < end:
                break
            yield pickle.loads(heard[_LENGTH.size : end])  # of our own process
            del heard[:end]
        if not ear.poll(1000 * LOOK):
            if _TIME.unpack_from(due)[0] <= monotonic():
                raise TimeoutError
            continue
        more = os.read(pipe, 1 << 16)
        if not more:
            return
        heard += more


def _cause(status: int, memory: int) -> str:
    """Why a process ended that was not done."""
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _OUT_OF_MEMORY:
        return f"too large: more than {memory / 1e9:g} GB of memory"
    how = f"status {os.WEXITSTATUS(status)}"
    if os.WIFSIGNALED(status):
        how = signal.Signals(os.WTERMSIG(status)).name
    return f"its process died ({how}), perhaps for want of memory ({memory / 1e9:g} GB)"


# --- the far end ----------------------------------------------------------------------------------


class _Sent(Course):
    """Each part is sent when it is done. The first are `known`; at the next one, the process before
    may have been stopped."""

    def __init__(self, known: list[object], stop: _Stop | None, pipe: int, due: mmap) -> None:
        super().__init__(0)
        self._known, self._stop, self._pipe, self._due = iter(known), stop, pipe, due

    def part(self, work: Callable[[], T], instead: Instead[T]) -> T:
        known = next(self._known, self)
        if known is not self:
            return cast(T, known)
        stop, self._stop = self._stop, None
        self.expect(AFTERWARDS)
        made = work() if stop is None else instead(stop.reason, stop.seconds)
        self.send("part", made)
        return made

    def expect(self, seconds: float) -> None:
        _TIME.pack_into(self._due, 0, monotonic() + seconds + GRACE)

    def send(self, kind: str, outcome: object) -> None:
        """Send an outcome, or a word about all of the work."""
        message = pickle.dumps((kind, outcome))
        left = memoryview(_LENGTH.pack(len(message)) + message)
        while left:
            left = left[os.write(self._pipe, left) :]


def _serve(work: Callable[[_Sent], None], course: _Sent, memory: int) -> NoReturn:
    """The whole life of the process that does the work."""
    seen = os.environ.get("DERIVE_DEBUG") == "1"
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)  # FLINT says there why it gives up
        if not seen:
            os.dup2(nowhere, 2)
        gc.freeze()  # what is there already: to look through it would copy all of it
        limit_memory(memory)
        course.expect(START)
        work(course)
        course.send("over", None)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except OSError:  # nobody listens any more
        os._exit(1)
    except BaseException as fault:  # noqa: BLE001 -- it is raised at the near end
        if seen:
            from traceback import print_exc

            print_exc()
        notes = getattr(fault, "__notes__", ())
        course.send("fault", "; ".join([f"{type(fault).__name__}: {fault}", *notes]))
    os._exit(0)


__all__ = ["ConfinementError", "confined", "judge_confined"]
