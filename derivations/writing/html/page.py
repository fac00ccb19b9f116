"""Text as HTML, and what every page of ours shares: its style, and that it needs nothing else."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from ..prose import Formula, pieces
from ..widths import segments
from .mathml import mathml

_TEMPLATES = Path(__file__).parent.parent / "templates"


def html(text: str) -> str:
    """A text with its mathematics. Raises MathematicsError, as `pieces` and `mathml` do.

    >>> html("a < b for $x$")
    'a &lt; b for <math alttext="x"><mrow><mi>x</mi></mrow></math>'
    """
    return "".join(
        mathml(piece.latex) if isinstance(piece, Formula) else escape(piece.text)
        for piece in pieces(text)
    )


def plain(text: str) -> str:
    """A text with its mathematics as it is typed, for where no mathematics can be shown."""
    return escape("".join(p.latex if isinstance(p, Formula) else p.text for p in pieces(text)))


def breakable(latex: str) -> str:
    """A formula in the style of displays, in pieces between which a line may end."""
    return "<wbr>".join(mathml(part, display=True) for part in segments(latex))


_PROLOGUE = re.compile(r"^.*?(?=<svg[\s>])", re.DOTALL)
_NAMES = re.compile(r"""(\bid="|href="#|url\(#)""")


def inline_svg(name: str, svg: str) -> str:
    """A drawing as it can stand in a page with others: without prologue, its names its own.

    >>> inline_svg("dot", '<?xml version="1.0"?><svg><g id="a"/><use href="#a"/></svg>')
    '<svg><g id="dot-a"/><use href="#dot-a"/></svg>'
    """
    return _NAMES.sub(rf"\g<1>{name}-", _PROLOGUE.sub("", svg, count=1)).strip()


@cache
def style() -> str:
    """The style sheet of our pages."""
    return (_TEMPLATES / "style.css").read_text(encoding="utf-8")
