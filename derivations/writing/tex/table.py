"""A table as LaTeX: rules as books have them, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence

from ...writeup import Table
from ..columns import columns, is_numeric
from ..widths import line_width
from .chain import LINE
from .text import tex

_GAP = 1.1
_MOST_ROWS = 20
"""A table of more rows may go on overleaf."""
_SIZES = ((r"\normalsize", 1.0), (r"\small", 0.92), (r"\footnotesize", 0.83))


def table(block: Table, line: float = LINE) -> str:
    """The table; smaller where it is too wide, and then with cells of several lines."""
    cells = columns(block)
    wide = [max(map(line_width, column)) + _GAP for column in cells]
    size, factor = next(((name, by) for name, by in _SIZES if sum(wide) * by <= line), _SIZES[-1])
    kinds = _kinds(cells, wide, line / factor)
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
        f"\\begin{{center}}\n\\begin{{minipage}}{{\\linewidth}}\\centering\n{above}{size}\n"
        f"\\begin{{tabular}}{kind}\n{head}{body}\\bottomrule\n"
        "\\end{tabular}\n\\end{minipage}\n\\end{center}"
    )


def _row(cells: Sequence[str]) -> str:
    return " & ".join(map(tex, cells)) + r" \\"


def _kinds(cells: Sequence[Sequence[str]], wide: Sequence[float], line: float) -> list[str]:
    """The kind of each column: numbers to the right; the widest ones in lines, where they must."""
    kinds = ["r" if is_numeric(column) else "l" for column in cells]
    left = line
    narrow = sorted(range(len(wide)), key=lambda n: wide[n])
    for done, n in enumerate(narrow):
        share = left / (len(narrow) - done)
        if wide[n] > share:
            kinds[n] = rf">{{\raggedright\arraybackslash}}p{{{share - _GAP:.1f}em}}"
        left -= min(wide[n], share)
    return kinds
