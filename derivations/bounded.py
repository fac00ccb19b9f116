"""A process that takes so much memory and time, and may die without harm: a copy of this one.

It sends what it has made, and says when it will be late; whoever listens ends it then.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import select
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from mmap import mmap
from struct import Struct
from time import monotonic
from typing import Any, NoReturn

from proofs.memory import address_space, limit_memory

GRACE, LOOK = 0.4, 0.1
"""Seconds that a check may take beyond its budget; and between two looks whether it is late."""
START = 60.0
"""Seconds for what comes before the first part."""
LATE = "the time is up"

_OUT_OF_MEMORY = 77
"""The status with which a process ends that has met the limit on memory."""
_LENGTH, _TIME = Struct("Q"), Struct("d")


class ConfinementError(Exception):
    """The process that did some work failed outside of any part; the message says how."""


class Line:
    """The far end: where the process says what it has made, and hears what it is asked."""

    def __init__(self, asked: int, told: int, due: mmap) -> None:
        self._asked, self._told, self._due = asked, told, due
        self._heard = bytearray()

    def expect(self, seconds: float) -> None:
        """Say that what is begun now is to end by itself within so many seconds."""
        _TIME.pack_into(self._due, 0, monotonic() + seconds + GRACE)

    def send(self, kind: str, outcome: object) -> None:
        """Send an outcome, or a word about all of the work."""
        _send(self._told, (kind, outcome))

    def questions(self) -> Iterator[Any]:
        """What the process is asked, until nobody asks any more."""
        while more := os.read(self._asked, 1 << 16):
            self._heard += more
            yield from _whole(self._heard)


class Bounded:
    """A process that does `work`, started at once, with at most `memory` bytes beside this one's.

    Raises ConfinementError where none can be started.
    """

    def __init__(self, work: Callable[[Line], None], *, memory: int) -> None:
        self._memory = memory
        self._due = mmap(-1, _TIME.size)  # shared with it
        self._last = monotonic()
        self.expect(START)
        asked, self._ask = os.pipe()
        self._told, told = os.pipe()
        try:
            self._child = _copy()
        except OSError as error:
            for end in (asked, self._ask, self._told, told):
                os.close(end)
            raise ConfinementError(f"no process could be started: {error}") from error
        if not self._child:
            os.close(self._ask)
            os.close(self._told)
            _serve(work, Line(asked, told, self._due), memory)
        os.close(asked)
        os.close(told)
        with suppress(OSError):  # it does so, too: whoever is first
            os.setpgid(self._child, self._child)
        self._messages = self._hear()

    def expect(self, seconds: float) -> None:
        """Let it be late only after so many seconds."""
        _TIME.pack_into(self._due, 0, monotonic() + seconds)

    def ask(self, question: object) -> None:
        """Send a question; one that has died hears nothing."""
        self._last = monotonic()
        with suppress(BrokenPipeError):
            _send(self._ask, question)

    def hear(self) -> tuple[str, Any] | None:
        """What it sends next; None where it has ended. Raises TimeoutError where it is late."""
        message = next(self._messages, None)
        if message is not None:
            self._last = monotonic()
        return message

    def since(self) -> float:
        """Seconds since it was last heard, or asked."""
        return monotonic() - self._last

    def end(self) -> str:
        """End it, and what it has started; why it died, if it was dead already."""
        with suppress(OSError):
            os.killpg(self._child, signal.SIGKILL)
        status = os.waitpid(self._child, 0)[1]
        os.close(self._ask)
        os.close(self._told)
        return _cause(status, self._memory)

    def _hear(self) -> Iterator[tuple[str, Any]]:
        heard = bytearray()
        ear = select.poll()
        ear.register(self._told, select.POLLIN | select.POLLHUP)
        while True:
            yield from _whole(heard)
            if not ear.poll(1000 * LOOK):
                if _TIME.unpack_from(self._due)[0] <= monotonic():
                    raise TimeoutError
                continue
            more = os.read(self._told, 1 << 16)
            if not more:
                return
            heard += more


def can_be_bounded() -> bool:
    """Whether processes can be copied here."""
    return hasattr(os, "fork")


def _copy() -> int:
    with warnings.catch_warnings():  # what other threads hold is not needed there
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _send(pipe: int, said: object) -> None:
    message = pickle.dumps(said)
    left = memoryview(_LENGTH.pack(len(message)) + message)
    while left:
        left = left[os.write(pipe, left) :]


def _whole(heard: bytearray) -> Iterator[Any]:
    """The messages that are there from beginning to end, which are taken away."""
    while len(heard) >= _LENGTH.size:
        end = _LENGTH.size + _LENGTH.unpack_from(heard)[0]
        if len(heard) < end:
            return
        said = pickle.loads(heard[_LENGTH.size : end])  # of our own process
        del heard[:end]
        yield said


def _cause(status: int, memory: int) -> str:
    """Why a process ended that was not done."""
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _OUT_OF_MEMORY:
        return f"too large: more than {memory / 1e9:g} GB of memory"
    how = f"status {os.WEXITSTATUS(status)}"
    if os.WIFSIGNALED(status):
        how = signal.Signals(os.WTERMSIG(status)).name
    return f"its process died ({how}), perhaps for want of memory ({memory / 1e9:g} GB)"


def _serve(work: Callable[[Line], None], line: Line, memory: int) -> NoReturn:
    """The whole life of the process that does the work."""
    seen = os.environ.get("DERIVE_DEBUG") == "1"
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)  # FLINT says there why it gives up
        if not seen:
            os.dup2(nowhere, 2)
            faulthandler.disable()
        gc.freeze()  # what is there already: to look through it would copy all of it
        limit_memory(memory + address_space())
        work(line)
        line.send("over", None)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except OSError:  # nobody listens any more
        os._exit(1)
    except BaseException as fault:  # noqa: BLE001 -- it is raised at the near end
        if seen:
            from traceback import print_exc

            print_exc()
        notes = getattr(fault, "__notes__", ())
        line.send("fault", "; ".join([f"{type(fault).__name__}: {fault}", *notes]))
    os._exit(0)


__all__ = ["LATE", "START", "Bounded", "ConfinementError", "Line", "can_be_bounded"]
