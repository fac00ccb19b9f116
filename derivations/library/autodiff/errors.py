"""AutodiffError: why an expression has no evaluation trace, or no derivative, at a point."""

from __future__ import annotations


class AutodiffError(ValueError):
    """One line that says what is wrong: a point outside the domain, a name without a value, ..."""
