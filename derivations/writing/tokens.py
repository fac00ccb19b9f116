r"""Tokens of a formula in LaTeX, and the groups that braces make of them.

>>> tokens(r"\frac{a}{2} + x_1")
('\\frac', '{', 'a', '}', '{', '2', '}', '+', 'x', '_', '1')
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)
TEXT = frozenset(("\\text", "\\textrm", "\\textbf", "\\textit"))
"""Commands whose argument is words, in which blanks count."""


def tokens(latex: str) -> tuple[str, ...]:
    r"""Control words, control symbols and characters of a formula; blanks only in its words.

    >>> tokens(r"x \text{ if } y")
    ('x', '\\text', '{', ' ', 'i', 'f', ' ', '}', 'y')
    """
    found: list[str] = []
    words = False
    for token in _TOKEN.findall(latex):
        if token == "{" and found and found[-1] in TEXT:
            words = True
        elif token == "}":
            words = False
        if token.isspace():
            if words:
                found.append(" ")
        else:
            found.append(token)
    return tuple(found)


def group_end(parts: Sequence[str], start: int) -> int:
    """The position after the argument at `start`: a group in braces, or one token.

    >>> group_end(tokens("{a{b}}c"), 0), group_end(tokens("abc"), 0)
    (6, 1)
    """
    depth = 0
    for position in range(start, len(parts)):
        depth += {"{": 1, "}": -1}.get(parts[position], 0)
        if depth <= 0:
            return position + 1
    return len(parts)


def joined(parts: Sequence[str]) -> str:
    r"""The tokens as one formula again; a blank only where a control word would run on.

    >>> joined([r"\cdot", "x", "+", r"\pi", "2"])
    '\\cdot x+\\pi2'
    """
    out = ""
    for part in parts:
        if out and part[0].isalpha() and re.search(r"\\[A-Za-z]+$", out):
            out += " "
        out += part
    return out
