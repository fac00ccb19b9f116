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

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from time import monotonic

from .refusals import TooLarge


class _Clock(local):
    due: float | None = None


_CLOCK = _Clock()


@contextmanager
def within(due: float | None) -> Iterator[None]:
    """A span of this thread's work that ends by `due` (of `time.monotonic`; None: whenever); where
    spans are nested, the one that ends first counts."""
    before = _CLOCK.due
    if due is not None:
        _CLOCK.due = due if before is None else min(before, due)
    try:
        yield
    finally:
        _CLOCK.due = before


def require_time(seconds: float) -> None:
    """That so much time is left. Raises TooLarge."""
    if _CLOCK.due is not None and seconds > _CLOCK.due - monotonic():
        raise TooLarge("the time left is too short for so large a quantity")


__all__ = ["require_time", "within"]
