"""The marks in a document: which claims are to be worked out, and where that was done before.

They are comments, of HTML in Markdown: `derive: prove` after a claim; what is filled in stands
between `derive: begin` and `derive: end`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+|\s*")


class MarkError(ValueError):
    """A mark that can't be followed; `line` is where it stands."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Style:
    """How a mark is written, and a formula put on lines of its own."""

    before: str
    after: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]

    def mark(self, word: str) -> str:
        """The mark with this word.

        >>> MARKDOWN.mark("prove"), LATEX.mark("prove")
        ('<!-- derive: prove -->', '% derive: prove')
        """
        return f"{self.before} derive: {word} {self.after}".rstrip()

    def pattern(self, word: str) -> str:
        """A regular expression for the mark, with blanks anywhere."""
        end = rf"\s*{re.escape(self.after)}" if self.after else r"(?=[ \t]*$)"
        return rf"{re.escape(self.before)}[ \t]*derive:[ \t]*{word}{end}"


MARKDOWN = Style("<!--", "-->", ("$$", r"\begin{aligned}"), (r"\end{aligned}", "$$"))
LATEX = Style("%", "", (r"\begin{align*}",), (r"\end{align*}",))


def style_of(name: str) -> Style:
    """How marks are written in a document of this name."""
    return LATEX if name.lower().endswith((".tex", ".ltx")) else MARKDOWN


@dataclass(frozen=True)
class Mark:
    """A mark in a text: its 1-based line and column, and how far what is put below is set in."""

    line: int
    column: int
    indent: str


def cleared(text: str, style: Style) -> str:
    """The text without what was filled in before. Raises MarkError where its end is missing."""
    begin, end = style.pattern("begin"), style.pattern("end")
    block = re.compile(rf"\n[ \t]*{begin}[ \t]*\n(?:.*?\n)??[ \t]*{end}[ \t]*$", re.DOTALL | re.M)
    left = block.sub("", text)
    for word in (begin, end):
        for match in re.finditer(rf"^[ \t]*{word}", left, re.M):
            line = text.count("\n", 0, text.find(match.group())) + 1
            raise MarkError(line, "what was filled in has a beginning or an end only")
    return left


def marks(text: str, style: Style) -> Iterator[Mark]:
    """The marks that ask for steps, but for those in code."""
    wanted = re.compile(style.pattern("prove"))
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _FENCE.match(line) if style is MARKDOWN else None
        if found is not None and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else found.group(1)
        match = wanted.search(line)
        if match is None or fence or line[: match.start()].endswith(("`", "\\")):
            continue
        bullet = _BULLET.match(line)
        yield Mark(number, match.start() + 1, " " * bullet.end() if bullet else "")


def put_below(text: str, blocks: Mapping[Mark, Sequence[str]], style: Style) -> str:
    """The text with each block below the line of its mark, set in as that is, between marks."""
    below = {mark.line: (mark.indent, block) for mark, block in blocks.items()}
    out: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        out.append(line)
        if number in below:
            indent, block = below[number]
            lines = (style.mark("begin"), *block, style.mark("end"))
            out += [indent + one for one in lines]
    return "\n".join(out)
