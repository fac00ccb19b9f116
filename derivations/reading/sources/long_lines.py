"""Lines that are too long to be read: nobody writes such, and a page of nothing else would take
minutes. They are left out before anything is looked for, and told of.
"""

from __future__ import annotations

from ...regex import regex
from ..errors import TOO_BIG, ReadingError

MAX_LINE = 100_000
"""Longest line of a document, in characters; it may be a paragraph, or a page, written on one."""

_LINE = regex(r"[^\r\n]+")
_PICTURE = regex(r"\s*!\[[^\]]{0,1000}\]\(data:image/[^()\s]*\)\s*")


def without_long_lines(text: str) -> tuple[str, list[ReadingError]]:
    r"""The text with too long lines empty, and what is to be told of them at their places in it.

    Nothing is told of a line that is a picture.

    >>> long = "x" * (MAX_LINE + 1)
    >>> text, (error,) = without_long_lines(f"a\n{long}\nb")
    >>> text, str(error), error.start
    ('a\n\nb', 'a line of more than 100000 characters, which is not read', 2)
    """
    if len(text) <= MAX_LINE:
        return text, []
    parts: list[str] = []
    errors: list[ReadingError] = []
    at = length = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        if end - start <= MAX_LINE:
            continue
        parts.append(text[at:start])
        length += start - at
        at = end
        if _PICTURE.fullmatch(text, start, end) is None:
            errors.append(_told(length))
    return "".join([*parts, text[at:]]), errors


def _told(at: int) -> ReadingError:
    message = f"a line of more than {MAX_LINE} characters, which is not read"
    return ReadingError(TOO_BIG, message, at, at, label="break it into lines")
