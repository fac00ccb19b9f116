"""An alarm for what may not end: a span of work that is broken off after so many seconds.

It takes the clock signal of Unix, in the main thread, and only where nobody else has it; elsewhere
a span lasts as long as it does.

>>> with at_most(60.0):
...     1 + 1
2
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import current_thread, main_thread
from time import monotonic
from types import FrameType

Within = Callable[[float], AbstractContextManager[None]]
"""A span of work that is to end within so many seconds."""

AGAIN = 0.1
"""Seconds after which an alarm for an outer span is heard again: an inner one may have taken it."""


class TooLongError(Exception):
    """A span of work was broken off."""


def unlimited(seconds: float) -> AbstractContextManager[None]:
    """A span that lasts as long as it does."""
    return nullcontext()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """A span that is broken off after so many seconds, or with the span that it is in.

    Raises TooLongError.
    """
    if not _is_free():
        yield
        return
    start, left = monotonic(), signal.getitimer(signal.ITIMER_REAL)[0]
    before = signal.signal(signal.SIGALRM, _break_off)
    signal.setitimer(signal.ITIMER_REAL, min(seconds, left) if left else seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:  # what is left of the outer span: at once and until it ends, where that is over
            rest = left - (monotonic() - start)
            signal.setitimer(signal.ITIMER_REAL, max(rest, 1e-6), 0 if rest > 0 else AGAIN)


def _is_free() -> bool:
    """Whether the clock signal is ours, or nobody's."""
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        return False
    now = signal.getsignal(signal.SIGALRM)
    return now is _break_off or (
        now is signal.SIG_DFL and not signal.getitimer(signal.ITIMER_REAL)[0]
    )


def _break_off(number: int, frame: FrameType | None) -> None:
    raise TooLongError("the time is up")


__all__ = ["TooLongError", "Within", "at_most", "unlimited"]
