r"""Rows that define: a name in one cell, what it stands for in another, as the head says.

| Symbol | Definition |
| ------ | ---------- |
| $z$    | $w x + b$  |
"""

from __future__ import annotations

import re

from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import scan_name, starts_name
from ..expressions.relations import split_sides
from ..sources.layout import flatten
from ..sources.source import Source
from ..sources.tokens import Token, tokenize
from .cells import Cell, Row

_NAME = regex(r"\W*(?:symbol|name|variable|quantity|notation|term|node)s?\W*", re.IGNORECASE)
_MEANING = regex(r"\W*(?:definition|formula|expression|equation)s?\W*", re.IGNORECASE)


def defined_in_row(row: Row, head: Row | None, source: Source) -> list[Token] | None:
    """The tokens of `name = formula` for a row below such a head; None for other rows.

    >>> from .cells import find_tables
    >>> text = "| Symbol | Definition |\\n|---|---|\\n| the logit $z$ | $w x + b$ |\\n"
    >>> head, row = find_tables(Source(text))[0].rows
    >>> "".join(t.text for t in defined_in_row(row, head, Source(text)))
    'z=wx+b'
    """
    columns = _columns(head, source.text)
    if columns is None or max(columns) >= len(row.cells):
        return None
    name, value = (_formula(row.cells[column], source) for column in columns)
    if not name or not value or not _is_name(name) or split_sides(value, 0, len(value))[1]:
        return None
    if row.cells[columns[1]].math[0][0] - row.cells[columns[1]].start > len("$$"):
        return None  # words before the formula: it may be part of what is said
    at = name[-1].end
    return [*name, Token("=", "=", at, at), *value]


def _columns(head: Row | None, text: str) -> tuple[int, int] | None:
    """The columns of the names and of what they stand for."""
    if head is None:
        return None
    heads = [text[c.start : c.end] for c in head.cells]
    names = [i for i, said in enumerate(heads) if _NAME.fullmatch(said)]
    meanings = [i for i, said in enumerate(heads) if _MEANING.fullmatch(said)]
    one = len(names) == len(meanings) == 1
    return (names[0], meanings[0]) if one and names[0] < meanings[0] else None


def _formula(cell: Cell, source: Source) -> list[Token]:
    """The only formula of a cell."""
    if len(cell.math) != 1:
        return []
    try:
        return flatten(tokenize(source.text, *cell.math[0]))
    except ReadingError:
        return []


def _is_name(tokens: list[Token]) -> bool:
    try:
        return starts_name(tokens[0]) and scan_name(tokens, 0, len(tokens)).end == len(tokens)
    except ReadingError:
        return False
