"""A person's own line as it can be shown: escaped, cut to a width, and where the caret goes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rich.cells import cell_len

DOTS = "..."
_TAB = "    "


@dataclass(frozen=True)
class Excerpt:
    """A line to show, and the cells under which the caret goes."""

    text: str
    caret: int
    caret_width: int


def shown(text: str) -> str:
    r"""Text with what would steer a terminal, or turn the order of letters round, made visible.

    >>> shown("a\x1b[2Jb\tc\u202ed")
    'a␛[2Jb    c\\u{202e}d'
    """
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if character == "\t":
        return _TAB
    if code < 0x20 or code == 0x7F:
        return chr(0x2421 if code == 0x7F else 0x2400 + code)
    if unicodedata.category(character) == "Zs":
        return " "
    return f"\\u{{{code:x}}}"


def excerpt(line: str, start: int, end: int, *, width: int) -> Excerpt:
    """The line in at most `width` cells, with a caret under the code points [start, end).

    Cut, where it is too long, around the caret; an empty stretch gets a caret of one cell.

    >>> excerpt("S = sum of all the terms", 4, 7, width=80)
    Excerpt(text='S = sum of all the terms', caret=4, caret_width=3)
    >>> excerpt("a" * 30 + " = b = " + "c" * 30, 33, 34, width=20)
    Excerpt(text='...aaa = b = cccc...', caret=9, caret_width=1)
    """
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    far = 2 * width  # of a long line, to which many messages may belong, no more is looked at
    low, high = max(0, start - far), min(end, start + far) + far
    pieces = [_shown(character) for character in line[low:high]]
    sizes = [cell_len(piece) for piece in pieces]
    start, end = start - low, min(end, high) - low
    first, last = 0, len(pieces)
    if sum(sizes) > width:
        first, last = _window(sizes, start, end, width - 2 * len(DOTS))
    before = DOTS if low + first > 0 else ""
    after = DOTS if low + last < len(line) else ""
    return Excerpt(
        before + "".join(pieces[first:last]) + after,
        len(before) + sum(sizes[first:start]),
        max(1, sum(sizes[start : min(end, last)])),
    )


def _window(sizes: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """The stretch of code points to show: [start, end) first, then as much on both sides."""
    first = last = start
    while last < end and sizes[last] <= room:
        room -= sizes[last]
        last += 1
    half = room // 2
    while first > 0 and sizes[first - 1] <= half:
        first -= 1
        half -= sizes[first]
        room -= sizes[first]
    while last < len(sizes) and sizes[last] <= room:
        room -= sizes[last]
        last += 1
    while first > 0 and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    return first, last
