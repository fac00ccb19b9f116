"""What cannot be read, with its place: an error of the reader, and the diagnostic made of it.

Codes: D001 a delimiter without its partner, D002 brackets, D003 an unknown command, D004 something
else was expected, D005 two readings, D006 values that do not fit together, D007 a notation that is
not read yet, D008 too long or too deep, D009 a labelled arrow or an implication, D010 a table,
D011 a name without a definition, D012 lengths.
"""

from __future__ import annotations

from ..derivation import Diagnostic
from .sources.source import Source

UNCLOSED, BRACKETS, COMMAND, EXPECTED = "D001", "D002", "D003", "D004"
AMBIGUOUS, MISFIT, NOTATION, TOO_BIG = "D005", "D006", "D007", "D008"
ARROW, TABLE, UNDEFINED, LENGTHS = "D009", "D010", "D011", "D012"


class ReadingError(ValueError):
    """Something that cannot be read: `source[start:end]`, why, and the way out in `notes`."""

    def __init__(
        self,
        code: str,
        message: str,
        start: int,
        end: int,
        *,
        label: str = "",
        notes: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.code, self.start, self.end = code, start, max(start, end)
        self.label, self.notes = label, notes


class Undetermined(ReadingError):
    """A name of which nothing tells whether it is a number, or a vector or matrix."""

    def __init__(self, name: str, start: int, end: int) -> None:
        message = f"is {name} a number, or a vector or matrix?"
        super().__init__(AMBIGUOUS, message, start, end, notes=(f"help: say what {name} is",))
        self.name = name


def diagnostic(error: ReadingError, source: Source) -> Diagnostic:
    """The error as something to tell the person.

    >>> error = ReadingError(COMMAND, "unknown command \\\\foo", 0, 4)
    >>> diagnostic(error, Source("\\\\foo")).span.end_column
    5
    """
    span = source.span(error.start, error.end)
    return Diagnostic(error.code, "error", str(error), span, error.label, error.notes)
