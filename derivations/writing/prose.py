r"""Prose with its mathematics between dollar signs, cut into the one and the other.

>>> pieces(r"the slope of $\sigma$ at $0$")
(Words(text='the slope of '), Formula(latex='\\sigma'), Words(text=' at '), Formula(latex='0'))
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .mathematics import MathematicsError, permitted


@dataclass(frozen=True)
class Words:
    """Text as it is to be read, nothing in it escaped."""

    text: str


@dataclass(frozen=True)
class Formula:
    """Mathematics in LaTeX, of which each command is one that may be written."""

    latex: str


Piece = Words | Formula
_DOLLAR = re.compile(r"(?<!\\)\$")


def pieces(text: str) -> tuple[Piece, ...]:
    r"""The words and formulas of a text, in order; `\$` is a dollar.

    Raises MathematicsError where a dollar sign has no partner, or a formula may not be written.

    >>> pieces(r"it costs \$5")
    (Words(text='it costs $5'),)
    """
    cut = _DOLLAR.split(text)
    if len(cut) % 2 == 0:
        raise MathematicsError(f"a dollar sign has no partner in: {text}")
    found: list[Piece] = []
    for position, piece in enumerate(cut):
        if position % 2:
            found.append(Formula(permitted(piece.strip())))
        elif piece:
            found.append(Words(piece.replace(r"\$", "$")))
    return tuple(found)
