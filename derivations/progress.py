"""A progress bar on standard error: only on a terminal, and only for what takes a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before the bar appears."""


@contextmanager
def progress_bar(name: str) -> Iterator[Callable[[int, int], None]]:
    """A function of (done, total) that shows how far the judging of `name` is.

    >>> with progress_bar("homework.md") as progress:
    ...     progress(1, 2)
    """
    start = monotonic()
    bar: Progress | None = None
    task: TaskID | None = None

    def progress(done: int, total: int) -> None:
        nonlocal bar, task
        if bar is None and monotonic() - start > PATIENCE and sys.stderr.isatty():
            bar = _bar()
            task = bar.add_task(name, total=total)
            bar.start()
        if bar is not None and task is not None:
            bar.update(task, completed=done, total=total)

    try:
        yield progress
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
