"""A limit on time that calls of FLINT keep: none is begun that may not end before it.

No such call can be interrupted, so that what it takes is estimated first, from the sizes.

>>> from time import monotonic
>>> with within(monotonic() + 1.0):
...     require_time(0.5)
...     require_time(60.0)
Traceback (most recent call last):
    ...
proofs.kernel.normal_forms.refusals.TooLarge: the time left is too short for so large a quantity
"""

from __future__ import annotations

from threading import local
from time import monotonic

from .refusals import TooLarge


class _Clock(local):
    due: float | None = None


_CLOCK = _Clock()


class within:
    """A span of this thread's work that ends by `due` (of `time.monotonic`; None: whenever); where
    spans are nested, the one that ends first counts."""

    __slots__ = ("before", "due")

    def __init__(self, due: float | None) -> None:
        self.due = due
        self.before: float | None = None

    def __enter__(self) -> None:
        before = self.before = _CLOCK.due
        if self.due is not None:
            _CLOCK.due = self.due if before is None else min(before, self.due)

    def __exit__(self, *raised: object) -> None:
        _CLOCK.due = self.before


def require_time(seconds: float) -> None:
    """That so much time is left. Raises TooLarge."""
    if _CLOCK.due is not None and seconds > _CLOCK.due - monotonic():
        raise TooLarge("the time left is too short for so large a quantity")


__all__ = ["require_time", "within"]
