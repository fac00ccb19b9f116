"""Faults of our own: each costs the formula or step that it is met at, and no more."""

from __future__ import annotations

import os

FAILED = "D302"
HELP = ("note: please report it, with this formula", "help: DERIVE_DEBUG=1 shows where it happened")


def raise_where_sought(fault: Exception) -> None:
    """Let a fault go on where memory is short, or where it is being looked for.

    >>> raise_where_sought(MemoryError())
    Traceback (most recent call last):
    MemoryError
    """
    if isinstance(fault, MemoryError) or os.environ.get("DERIVE_DEBUG") == "1":
        raise fault
