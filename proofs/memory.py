"""The most memory that a process of ours takes: one that needs more fails, and not the machine.

>>> with memory_of(None):
...     len(bytes(10**6))
1000000
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


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


__all__ = ["limit_memory", "memory_of"]
