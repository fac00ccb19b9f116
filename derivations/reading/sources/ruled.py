r"""The lines that show what the rows or columns of a matrix are: `- x_1^T -`, `| & & |`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .tokens import Token

_BARS = frozenset({"|", "\\vert", "\\mid", "\\bigg|", "\\uparrow", "\\downarrow"})
_LINES = frozenset({"-", "—", "–", "\\hrulefill", "\\leftarrow", "\\rightarrow"})


def is_ruled(tokens: Sequence[Token], cells: Iterable[tuple[int, int]]) -> bool:
    r"""Whether a row has nothing but lines down its columns.

    >>> from .tokens import tokenize
    >>> is_ruled(tokenize("| & |"), [(0, 1), (2, 3)]), is_ruled(tokenize("| & 0"), [(0, 1), (2, 3)])
    (True, False)
    """
    full = [(a, b) for a, b in cells if a < b]
    return bool(full) and all(b - a == 1 and tokens[a].text in _BARS for a, b in full)


def within_lines(tokens: Sequence[Token], a: int, b: int) -> tuple[int, int]:
    r"""The place of a row without the lines before and after it.

    >>> from .tokens import tokenize
    >>> within_lines(tokenize("- x -"), 0, 3), within_lines(tokenize("- x"), 0, 2)
    ((1, 2), (0, 2))
    """
    ends = b - a > 2 and {tokens[a].text, tokens[b - 1].text} <= _LINES
    return (a + 1, b - 1) if ends else (a, b)
