r"""How far what is assumed of slopes reaches: "Suppose $dr/dt = 3$ and $A = \pi r^2$. Then ...".

A slope may be assumed for a moment only, and an equation may hold at one point. Both are taken to
hold all along where the words say no more than that they are assumed, and that something follows,
from the beginning of a paragraph to the claim.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ...regex import regex

MOST = 1500
"""Most characters between a premise and what is drawn from it."""


class Reach(NamedTuple):
    """Where the premises of a claim begin; `final`: its sentence ends with it."""

    start: int
    final: bool


_F = "\ue160"
_MATHEMATICS = regex(
    r"\$\$.*?\$\$|\$[^$]*\$|\\\[.*?\\\]|\\\(.*?\\\)"
    r"|\\begin\{(equation|align|gather)\*?\}.*?\\end\{\1\*?\}", re.DOTALL,
)  # fmt: skip
_LIST = rf"{_F}(?:(?:,|,?\s+and|,?\s+and\s+that)\s+{_F})*"
_PREMISE = regex(rf"(?:suppose|assume|let|given)\s+(?:that\s+)?{_LIST}\s*\.\s+", re.IGNORECASE)
_DRAWN = (
    r"(?:(?:then|so|hence|thus|therefore|consequently|implicit\s+differentiation\s+gives"
    r"|differentiating(?:\s+(?:both\s+sides|implicitly|this))*\s+(?:gives|yields)"
    r"|(?:by|using)\s+(?:the\s+chain\s+rule|implicit\s+differentiation)|we|have|get|obtain|find"
    r"|it\s+follows|that|and)[\s,]+)*"
)
_STEP = regex(
    rf"{_DRAWN}{_F}(?:,?\s+(?:and|so|hence|thus|therefore|and\s+so|and\s+hence)\s+{_F})*\s*[.,;]\s+",
    re.IGNORECASE,
)
_CLAIM = regex(
    rf"(?:when\s+{_F}(?:\s+and\s+{_F})*\s*,\s*)?{_DRAWN}"
    rf"(?:{_F},?\s+(?:and|so|hence|thus|therefore|and\s+so|and\s+hence)\s+)*",
    re.IGNORECASE,
)
_INLINE = regex(rf"if\s+{_LIST}\s*,\s+", re.IGNORECASE)
_BEGINS = regex(r"(?:^|\n[ \t]*\n|\n#[^\n]*\n)\s*(?=(?:suppose|assume|let|given|if)\b)",
                     re.IGNORECASE)  # fmt: skip
_IN_FORMULAS = regex(r"\\(?:text[a-z]*|mbox|intertext|partial)(?![A-Za-z])")
_ENDS = regex(rf"\s*(?:[.;!]|$|\n|,?\s+(?:and|so|hence|thus|therefore)\s+{_F})", re.IGNORECASE)


def reach(text: str, start: int, end: int) -> Reach | None:
    """Where the premises begin of the formula that stands at a place of a text; None where the
    words between say more, in formulas too, or where `\\partial` holds other names.

    >>> text = r"Suppose $dr/dt = 3$ and $A = \\pi r^2$. Then $dA/dt = 6$."
    >>> reach(text, text.index("$dA"), len(text) - 1)
    Reach(start=0, final=True)
    >>> reach(text.replace(" and", " at first, and"), 58, 69) is None
    True
    """
    begin = text.find("\n\n", start - MOST, start) if start > MOST else 0
    if begin < 0:
        return None
    shown, places = _shown(text[begin:start])
    for begun in _BEGINS.finditer(shown):
        at = begin + places[begun.end()]
        if _holds(shown, begun.end()) and not _IN_FORMULAS.search(text, at, end):
            after = _shown(text[end : end + MOST])[0]
            return Reach(at, _ENDS.match(after) is not None)
    return None


def _holds(text: str, at: int) -> bool:
    """Whether premises, then what is drawn from them, are all there is from a place on."""
    premise = _PREMISE.match(text, at)
    inline = None if premise else _INLINE.match(text, at)
    if premise is None and inline is None:
        return False
    while premise is not None:
        at, premise = premise.end(), _PREMISE.match(text, premise.end())
    if inline is not None:
        at = inline.end()
    while (step := _STEP.match(text, at)) is not None and step.end() > at:
        at = step.end()
    return _CLAIM.fullmatch(text, at) is not None


def _shown(text: str) -> tuple[str, list[int]]:
    """The text with a sign for each formula, and where each of its characters stands."""
    out: list[str] = []
    places: list[int] = []
    last = 0
    for found in _MATHEMATICS.finditer(text):
        out += text[last : found.start()]
        places += range(last, found.start())
        out.append(_F)
        places.append(found.start())
        last = found.end()
    out += text[last:]
    places += range(last, len(text) + 1)
    return "".join(out), places
