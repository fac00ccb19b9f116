"""Course: how the parts of judging a document are done, one after another.

The plain course does each part where it stands. Another may do them in a process that can be
stopped (`confined.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Told of each part: how many are done, and how many there are."""
Instead = Callable[[str, float], T]
"""What stands for a part that was stopped: for which reason, and after how many seconds."""


class Course:
    """The plain course: each part is done when it is its turn.

    >>> Course(1, print).part(lambda: "judged", lambda why, seconds: f"stopped: {why}")
    1 1
    'judged'
    """

    def __init__(self, total: int, progress: Progress | None = None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def part(self, work: Callable[[], T], instead: Instead[T]) -> T:
        """What comes of a part: of `work`, or, where that had to be stopped, `instead` of it."""
        made = work()
        self.tell(self._done + 1)
        return made

    def tell(self, done: int) -> None:
        """Tell how many parts are done."""
        self._done = done
        if self._progress is not None:
            self._progress(done, self._total)

    def expect(self, seconds: float) -> None:
        """Say that what is begun now is to end by itself within so many seconds."""


__all__ = ["Course", "Instead", "Progress"]
