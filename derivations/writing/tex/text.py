r"""Prose as LaTeX: what stands between dollars is mathematics, all else is escaped.

>>> print(tex(r"50% of $x_1$ & {more}"))
50\% of $x_1$ \& \{more\}
"""

from __future__ import annotations

import unicodedata

from ..prose import Formula, pieces

_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "^": r"\textasciicircum{}", "_": r"\_", "~": r"\textasciitilde{}", "%": r"\%",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
    "“": "``", "”": "''", "‘": "`", "’": "'", "–": "--", "—": "---", "…": r"\ldots{}",
    "\u00a0": "~", "•": r"\textbullet{}",
}  # fmt: skip


def escaped(text: str) -> str:
    r"""Words in which TeX sees nothing but words; a letter that its fonts lack, as its number.

    >>> print(escaped(r"\input{x} $5 né 设"))
    \textbackslash{}input\{x\} \$5 né [U+8BBE]
    >>> print(escaped('a "word" or two'))
    a ``word'' or two
    """
    out: list[str] = []
    opened = False
    for character in text:
        if character == '"':
            out.append("''" if opened else "``")
            opened = not opened
        else:
            out.append(_escaped(character))
    return "".join(out)


def _escaped(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    if character.isascii():
        return character if character.isprintable() else " "
    if ord(character) < 0x180 and unicodedata.category(character).startswith("L"):
        return character  # Latin letters with accents: the T1 fonts have them
    return f"[U+{ord(character):04X}]"


def tex(text: str) -> str:
    """A text with its mathematics, in LaTeX. Raises MathematicsError, as `pieces` does."""
    return "".join(
        f"${piece.latex}$" if isinstance(piece, Formula) else escaped(piece.text)
        for piece in pieces(text)
    )
