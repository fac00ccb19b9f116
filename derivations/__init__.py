"""Derivations as people write them: read, judged link by link, and shown.

`import derivations` is cheap: what is named here is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .documents import DocumentError, check_document
    from .equality import equal
    from .explaining import ExplanationError, explain
    from .formulas import Reading, judge, read
    from .pairs import equal_many
    from .reading import ReadingError
    from .report import Report

__version__ = "0.1.0"
__all__ = [
    "DocumentError",
    "ExplanationError",
    "Reading",
    "ReadingError",
    "Report",
    "check_document",
    "equal",
    "equal_many",
    "explain",
    "judge",
    "read",
]

_HOME = {
    "DocumentError": "documents",
    "ExplanationError": "explaining",
    "check_document": "documents",
    "equal": "equality",
    "equal_many": "pairs",
    "explain": "explaining",
    "Reading": "formulas",
    "ReadingError": "reading",
    "Report": "report",
    "judge": "formulas",
    "read": "formulas",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{home}", __name__), name)
