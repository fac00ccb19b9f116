r"""Groups of TeX: how far a definition in braces, an environment or a formula reaches.

In TeX a formula is a group as well; what draws formulas on web pages lets a definition in one reach
those after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...regex import regex
from .conditionals import left_out

_OPENING = frozenset({"{", "\\begingroup", "\\bgroup"})
_CLOSING = frozenset({"}", "\\endgroup", "\\egroup"})
_SHIFT = {"\\)": "\\(", "\\]": "\\["}
_CELLS = regex(r"align|array|tabular|matrix|cases|split|gather")
_GROUP = regex(
    r"(?P<group>\\(?:begin|end|b|e)group(?![A-Za-z])|[{}])"
    r"|\\(?P<side>begin|end)\s*\{(?P<name>[A-Za-z]+\*?)\}"
    r"|(?P<shift>\\[()\[\]]|\$\$?)|(?P<cell>\\\\|&)|\\.|(?P<blank>\n[ \t]*\n)",
    re.DOTALL,
)
_UNSEEN = regex(
    r"(?<![\\\d])%[^\n]*|\\begin\{(?P<env>verbatim\*?|lstlisting|comment|filecontents\*?)\}.*?"
    r"\\end\{(?P=env)\}|(?P<fence>```|~~~).*?(?P=fence)"
    r"|(?P<ticks>`+)[^`\n]+(?P=ticks)",
    re.DOTALL,
)


def without_unseen(text: str) -> str:
    r"""A text with its comments and what is verbatim in it blank, so that offsets stay.

    >>> without_unseen("a % b\nc")
    'a    \nc'
    """
    seen = without_comments(text)
    for a, b in left_out(seen):
        seen = seen[:a] + re.sub(r"[^\n]", " ", seen[a:b]) + seen[b:]
    return seen


def without_comments(text: str) -> str:
    r"""A text with its comments, and what stands verbatim in it, blank.

    >>> without_comments("\\iffalse % \\fi\nb")
    '\\iffalse      \nb'
    """
    return _UNSEEN.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def group_ends(text: str, ends: Iterable[int]) -> dict[int, tuple[int, bool]]:
    r"""Where the innermost group around each place ends, for places in one, and whether that is the
    end of a formula.

    >>> group_ends(r"\begin{center}a\end{center} {b} $c$ d", [15, 30, 34, 37])
    {15: (15, False), 30: (30, False), 34: (34, True)}
    """
    waiting = sorted(ends)
    closed: dict[int, tuple[int, bool]] = {}
    groups: list[tuple[str, list[int]]] = [("", [])]
    at = 0

    def close(kind: str, where: int) -> None:
        """Close the last group of a kind, and those that were left open in it."""
        if all(opened != kind for opened, _ in groups[1:]):
            return
        while True:
            opened, held = groups.pop()
            closed.update(dict.fromkeys(held, (where, opened in _MATH)))
            if opened == kind:
                return

    for match in _GROUP.finditer(text):
        while at < len(waiting) and waiting[at] <= match.start():
            groups[-1][1].append(waiting[at])
            at += 1
        group, side, name, shift = match["group"], match["side"], match["name"], match["shift"]
        if group in _OPENING or side == "begin":
            groups.append(("{" if group else name, []))
        elif group in _CLOSING or side == "end":
            close("{" if group else name, match.start())
        elif shift in _SHIFT:
            close(_SHIFT[shift], match.start())
        elif shift and any(opened == shift for opened, _ in groups):
            close(shift, match.start())
        elif shift:
            groups.append((shift, []))
        elif match["cell"] and _CELLS.search(groups[-1][0]):
            closed.update(dict.fromkeys(groups[-1][1], (match.start(), False)))
            groups[-1][1].clear()
        elif match["blank"]:
            close("$", match.start())  # a lone dollar sign: no formula goes on over a blank line
    return closed


_MATH = frozenset({"$", "$$", "\\(", "\\["})
