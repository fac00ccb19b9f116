"""Columns of a table: which hold numbers, and stand to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..writeup import Table

_NUMBER = re.compile(r"\$?[-+]?\d+(\.\d+)?\$?")


def columns(table: Table) -> list[list[str]]:
    """The cells of each column, its head first."""
    return [[row[n] for row in (table.head, *table.rows)] for n in range(len(table.head))]


def is_numeric(cells: Sequence[str]) -> bool:
    """Whether the cells of a column, below its head, are decimal numbers or empty.

    >>> is_numeric(["value", "$-0.5$", "", "3"]), is_numeric(["n", "$v_1$"]), is_numeric(["n", ""])
    (True, False, False)
    """
    filled = [cell for cell in cells[1:] if cell]
    return bool(filled) and all(map(_NUMBER.fullmatch, filled))
