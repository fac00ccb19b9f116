r"""A derivation for a document of somebody else's: in plain amsmath, without commands of our own.

It can stand between dollar signs, and is read again as the chain that it is.

>>> from .rows import Row
>>> print("\n".join(aligned([Row("2x", "=", "x + x", "what $2x$ is")])))
2x &= x + x && \text{what $2x$ is}
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .prose import Formula, pieces
from .rows import Row
from .tex.text import escaped
from .widths import broken, line_width, width

LINE = 38.0
"""The width of a line, in em, that is counted on."""
_WIDEST_LEFT = 10.0
_GAP = 3.0


def aligned(rows: Sequence[Row]) -> list[str]:
    """The lines of an `aligned` or `align*`, without the ends of lines."""
    apart = max(width(row.left) for row in rows if row.left) > _WIDEST_LEFT
    indent = r"\quad " if apart else ""
    room = LINE - (1.0 if apart else max(width(row.left) for row in rows if row.left))
    lines: list[str] = []
    for row in rows:
        if apart and row.left:
            lines += [f"&{indent * (n > 0)}{part}" for n, part in enumerate(broken(row.left, room))]
        first, *others = broken(f"{{}}{row.relation} {row.right}", room)
        left = "" if apart else f"{row.left} "
        lines.append(f"{left}&{indent}{first.removeprefix('{}')}".lstrip())
        lines += [rf"&\quad {indent}{part}" for part in others]
        if not row.reason:
            continue
        last = others[-1] if others else first
        if width(last) + _GAP + line_width(row.reason) <= room:
            lines[-1] += f" {_beside(row.reason)} {words(row.reason)}"
        else:
            lines.append(rf"&\qquad {words(row.reason)}")
    return lines


def words(text: str) -> str:
    r"""A text as part of a formula, in a form that no reader takes for mathematics of the chain.

    Formulas without braces stay between dollar signs among the words. Others stand between pieces
    of words, each of which has more than letters in it, so that it is no name.

    >>> print(words("cancel $e^{c}$, which is positive"))
    \text{cancel $e^c$, which is positive}
    >>> print(words("cancel $e^{-c}$ and $c$ by $x$"))
    \text{(cancel } e^{-c} \text{ and\ } c \text{ by\ } x \text{)}
    """
    found = [
        Formula(_BRACED.sub(r"\1\2", piece.latex)) if isinstance(piece, Formula) else piece
        for piece in pieces(text)
    ]
    if not any("{" in piece.latex for piece in found if isinstance(piece, Formula)):
        inside = "".join(
            f"${piece.latex}$" if isinstance(piece, Formula) else escaped(piece.text)
            for piece in found
        )
        return rf"\text{{{inside}}}"
    out: list[str] = []
    held = "("
    for piece in found:
        if isinstance(piece, Formula):
            out += [_spelt(held or ","), piece.latex]
            held = ""
        else:
            held += piece.text
    return " ".join([*out, _spelt(held + ")")])


def _beside(reason: str) -> str:
    """What stands before a reason: a column of its own, but where it would be read as a link."""
    spelt = any("{" in p.latex for p in pieces(reason) if isinstance(p, Formula))
    relations = any(_RELATION.search(p.latex) for p in pieces(reason) if isinstance(p, Formula))
    return r"\qquad" if spelt and relations else "&&"


_BRACED = re.compile(r"([_^])\{([A-Za-z0-9])\}")
_RELATION = re.compile(r"[=<>]|\\(?:le|ge|ne|leq|geq|neq|to|approx)(?![A-Za-z])")


def _spelt(held: str) -> str:
    if held.strip().isalpha() and held.endswith(" "):
        return rf"\text{{{escaped(held.rstrip())}\ }}"
    return rf"\text{{{escaped(held)}}}"
