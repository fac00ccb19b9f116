"""A table as LaTeX: rules as books have them, over as many pages as it takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...writeup import Table
from ..widths import line_width
from .chain import LINE
from .text import tex

_GAP = 1.1
_MOST_ROWS = 20
"""A table of more rows may go on overleaf."""
_NUMBER = re.compile(r"\$?-?\d+(\.\d+)?\$?")
_SIZES = ((r"\normalsize", 1.0), (r"\small", 0.92), (r"\footnotesize", 0.83))


def table(block: Table, line: float = LINE) -> str:
    """The table; smaller where it is too wide, and then with cells of several lines."""
    columns = [[row[n] for row in (block.head, *block.rows)] for n in range(len(block.head))]
    wide = [max(map(line_width, cells)) + _GAP for cells in columns]
    size, factor = next(((name, by) for name, by in _SIZES if sum(wide) * by <= line), _SIZES[-1])
    kinds = _kinds(columns, wide, line / factor)
    head = f"\\toprule\n{_row(block.head)}\n\\midrule\n"
    body = "".join(
        ("\\midrule\n" if position in block.rules else "") + _row(row) + "\n"
        for position, row in enumerate(block.rows)
    )
    kind = f"{{@{{}}{''.join(kinds)}@{{}}}}"
    caption = tex(block.caption)
    if len(block.rows) > _MOST_ROWS:
        above = rf"\caption*{{{caption}}}\\" + f"\n{head}\\endfirsthead\n{head}\\endhead\n"
        return (
            f"{{{size}\n\\begin{{longtable}}{kind}\n{above}{body}\\bottomrule\n\\end{{longtable}}}}"
        )
    above = rf"\captionof*{{table}}{{{caption}}}" + "\n"
    return (
        f"\\begin{{center}}\n{above}{size}\n\\begin{{tabular}}{kind}\n{head}{body}\\bottomrule\n"
        "\\end{tabular}\n\\end{center}"
    )


def _row(cells: Sequence[str]) -> str:
    return " & ".join(map(tex, cells)) + r" \\"


def _kinds(columns: Sequence[Sequence[str]], wide: Sequence[float], line: float) -> list[str]:
    """The kind of each column: numbers to the right; the widest ones in lines, where they must."""
    kinds = ["r" if all(map(_NUMBER.fullmatch, cells[1:])) else "l" for cells in columns]
    left = line
    narrow = sorted(range(len(wide)), key=lambda n: wide[n])
    for done, n in enumerate(narrow):
        share = left / (len(narrow) - done)
        if wide[n] > share:
            kinds[n] = rf">{{\raggedright\arraybackslash}}p{{{share - _GAP:.1f}em}}"
        left -= min(wide[n], share)
    return kinds
