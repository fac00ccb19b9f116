"""A source text: from offsets to lines and columns, and back to what was written there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from ...derivation import Span
from ...regex import regex

_NEWLINE = regex(r"\r\n?|\n")


@dataclass(frozen=True)
class Source:
    """A text with the places where its lines begin.

    >>> Source("a\\nbc").span(2, 4)
    Span(line=2, column=1, end_line=2, end_column=3)
    """

    text: str
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts = (0, *(m.end() for m in _NEWLINE.finditer(self.text)))
        object.__setattr__(self, "starts", starts)

    def line(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def span(self, start: int, end: int) -> Span:
        """Lines and columns (1-based, code points, end exclusive) of `text[start:end]`."""
        first, last = self.line(start), self.line(end)
        return Span(
            first, start - self.starts[first - 1] + 1, last, end - self.starts[last - 1] + 1
        )
