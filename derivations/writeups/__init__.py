"""Writeups as files: from a topic of the library to LaTeX, PDF or HTML."""

from __future__ import annotations

from .door import WritingError, write

__all__ = ["WritingError", "write"]
