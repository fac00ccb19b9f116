"""Numbers as they are written: thousands, powers of ten, and what makes one doubtful."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from proofs.kernel.terms import Term, num

from ...regex import regex
from ..errors import AMBIGUOUS, ReadingError
from ..sources.tokens import Token
from . import atoms

if TYPE_CHECKING:
    from .parser import Parser


def number(p: Parser, token: Token) -> Term:
    """An exact number; `1,000` only where the comma can't separate two numbers; `1E-3`."""
    text = token.text
    if "," in text:
        text = text.replace("{,}", "")
    if "," in text:
        if p.listed:
            raise ReadingError(
                AMBIGUOUS, f"{text}: one number, or several?", token.start, token.end,
                notes=("help: write 1{,}000 for a thousand, or a space after the comma",),
            )  # fmt: skip
        text = text.replace(",", "")
    doubt = _doubt(p, token)
    if doubt is not None:
        raise ReadingError(AMBIGUOUS, doubt, token.start, token.end)
    return num(int(text) if text.isdecimal() and text.isascii() else text)


_MIXED = regex(r"(?:\{(?P<a>\d+)\}|(?P<b>\d))(?:\{(?P<c>\d+)\}|(?P<d>\d))")


def _doubt(p: Parser, token: Token) -> str | None:
    """What makes a number, just taken, doubtful: `1.5e-3`, or a mixed fraction."""
    if p.pos >= p.end or p.tokens[p.pos].text not in ("e", "\\frac"):
        return None
    after = p.tokens[p.pos : min(p.pos + 7, p.end)]
    texts = [t.text for t in after]
    if texts[:1] == ["e"] and after[0].start == token.end:
        rest = after[1:3] if texts[1:2] in (["-"], ["+"]) else after[1:2]
        touching = all(a.end == b.start for a, b in pairwise([after[0], *rest]))
        if rest and rest[-1].kind == "number" and touching:
            return f"{token.text}e{''.join(t.text for t in rest)}: a power of ten, or Euler's e?"
    if token.text.isdecimal() and texts[:1] == ["\\frac"]:
        mixed = _MIXED.match("".join(texts[1:]))
        above, below = (int(n) for n in mixed.groups() if n) if mixed is not None else (1, 1)
        if 0 < above < below:
            return f"{token.text} {above}/{below}: a mixed fraction, or a product without its sign?"
    return None


def currency(p: Parser) -> Term:
    r"""`\$1{,}000`: the unit is left to the reader."""
    p.pos += 1
    following = p.peek()
    if following is None or (following.kind != "number" and following.text != "\\infty"):
        raise p.unexpected()
    p.notes.append("the unit $ is left out")
    return atoms.atom(p)
