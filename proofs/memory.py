"""The most memory that a process of ours takes: one that needs more fails, and not the machine.

>>> with memory_of(None):
...     len(bytes(10**6))
1000000
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def limit_memory(most: int) -> None:
    """Let this process fail to get memory rather than take more than so many bytes; where less is
    allowed, it stays at that."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    least = min(n for n in (most, soft, hard) if n != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (least, hard))


def address_space() -> int:
    """The bytes that this process has to do with already, used or not; 0 where that isn't told.

    >>> address_space() >= 0
    True
    """
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


@contextmanager
def memory_of(most: int | None) -> Iterator[None]:
    """A span of this process's work with such a limit, after which there is the one before it."""
    try:
        import resource
    except ImportError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    if most is not None:
        limit_memory(most)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


__all__ = ["address_space", "limit_memory", "memory_of"]
