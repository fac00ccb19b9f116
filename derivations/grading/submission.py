"""Submission: what a student handed in, and which of its lines answer which question."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..documents import DocumentError
from .sheet import Sheet

MAX_BYTES = 2_000_000
"""The largest file that is read: a thousand pages."""
SUFFIXES = (".md", ".markdown", ".tex", ".ltx", ".ipynb")

_HEADING = re.compile(
    r"^\s*(?:(?P<hashes>#{1,6})\s*|(?P<bold>\*\*|__)\s*|\\(?P<subs>(?:sub)*)section\*?\s*\{\s*)"
    r"(?:\*\*|__)?(?P<title>[^{}\n]*)"
)
_KIND = re.compile(
    r"(?P<kind>Answer|Solution|Ans|Sol|A|Question|Problem|Exercise|Task|Ex|Q)?(?![A-Za-z])\.?\s*"
    r"(?:to\s+)?(?:(?:question|problem|exercise|task|no\.?)\s*)?#?\s*\(?"
    r"(?P<number>\d+(?:\.\d+)*)\)?(?![A-Za-z0-9/=^])",
    re.IGNORECASE,
)
_ANSWERS = ("answer", "solution", "ans", "sol", "a")


@dataclass(frozen=True)
class Part:
    """The answer to a question: lines `start` to `end` (1-based, the end exclusive).

    `opening` is how many characters of the first line are its heading.
    """

    number: str
    start: int
    end: int
    opening: int


@dataclass(frozen=True)
class Submission:
    """A document that was handed in. `parts` are its answers; `loose` tells whether formulas stand
    outside of every answer, so that one may be missing only in appearance; `twice` holds the
    numbers that are answered more than once."""

    name: str
    student: str
    text: str
    parts: tuple[Part, ...]
    loose: bool = False
    twice: frozenset[str] = frozenset()

    @property
    def latex(self) -> bool:
        """Whether it is a LaTeX source."""
        return self.name.lower().endswith((".tex", ".ltx")) or "\\begin{document}" in self.text

    def part(self, number: str) -> Part | None:
        """The answer to a question, if one was found."""
        return next((p for p in self.parts if p.number == number), None)


def read_submission(name: str, text: str, sheet: Sheet, student: str = "") -> Submission:
    r"""A document, with the answers in it: found by heading, number or label.

    >>> from .sheet import read_sheet
    >>> sheet = read_sheet("s.md", "**Question 1** (show, 2 points). Why?\n\nClaim: $1 + 1 = 2$\n")
    >>> read_submission("ann.md", "## Answer 1\n$1 + 1 = 2$", sheet).part("1").start
    1
    """
    if name.lower().endswith(".ipynb"):
        text = _notebook(text)
    lines = text.split("\n")
    heads = _heads(lines, sheet)
    parts = _parts(lines, heads)
    within = {n for p in parts for n in range(p.start, p.end)}
    asked = {n for h in heads if h.question for n in range(h.line, _end(lines, heads, h))}
    begin = next((i for i, row in enumerate(lines, 1) if "\\begin{document}" in row), 0)
    loose = any(
        re.search(r"(?<!\\)\$|\\\(|\\\[|\\begin\{(?:align|equation|gather)", row)
        for i, row in enumerate(lines, 1)
        if i > begin and i not in within and i not in asked
    )
    answers = [h.number for h in heads if h.number and not h.question]
    twice = frozenset(n for n in answers if answers.count(n) > 1)
    return Submission(name, student or Path(name).stem, text, parts, loose, twice)


def _notebook(text: str) -> str:
    """The Markdown cells of a Jupyter notebook, one after another."""
    try:
        cells = json.loads(text)["cells"]
        written = ["".join(cell["source"]) for cell in cells if cell.get("cell_type") == "markdown"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError("is no notebook that can be read") from error
    return "\n\n".join(written)


@dataclass(frozen=True)
class _Head:
    """A heading: its line, level, the question that it names, and whether it repeats the question
    rather than answering it."""

    line: int
    level: int
    number: str | None
    question: bool
    length: int


def _heads(lines: Sequence[str], sheet: Sheet) -> list[_Head]:
    out = []
    fenced = False
    for at, line in enumerate(lines, start=1):
        if re.match(r"\s*(```|~~~)", line):
            fenced = not fenced
        match = None if fenced else _HEADING.match(line)
        if match is None:
            continue
        number, kind, length = _named(match, line, sheet)
        if number is None and match["bold"]:
            continue  # words in bold are a heading only where they name a question
        level = len(match["hashes"] or "") or (9 if match["bold"] else 1 + len(match["subs"]) // 3)
        question = number is not None and kind not in _ANSWERS and kind != ""
        out.append(_Head(at, level, number, question, length))
    answered = {h.number for h in out if h.number and not h.question}
    return [h if h.number in answered else replace(h, question=False) for h in out]


def _named(match: re.Match[str], line: str, sheet: Sheet) -> tuple[str | None, str, int]:
    """The number of the question that a heading names, its word, and how far the heading goes."""
    title = match["title"]
    found = _KIND.match(title)
    numbers = {q.number for q in sheet.questions}
    if found is not None and found["number"] in numbers:
        kind = (found["kind"] or "").lower()
        rest = line[match.start("title") + found.end() :]
        closing = re.match(r"[\s.:)]*(?:\*\*|__|\}|#+\s*$)?[.:]?", rest)
        opened = match.start("title") + found.end() + (closing.end() if closing else 0)
        in_braces = not match["hashes"] and not match["bold"]
        length = len(line) if in_braces and "$" not in line else opened
        return found["number"], kind, length
    words = set(re.findall(r"[\w:.-]+", title.lower()))
    for question in sheet.questions:
        if question.label and question.label.lower() in words:
            end = line.find("**", match.start("title"))
            bold = match["bold"] and end >= 0
            return question.number, "answer", end + 2 if bold else len(line)
    return None, "", 0


def _end(lines: Sequence[str], heads: Sequence[_Head], head: _Head) -> int:
    """The line after the last one of what stands under a heading."""
    for other in heads:
        if other.line > head.line and (other.number is not None or other.level <= head.level):
            return other.line
    return len(lines) + 1


def _parts(lines: Sequence[str], heads: Sequence[_Head]) -> tuple[Part, ...]:
    """The answers; where one number is answered twice, the last one stands for it."""
    found: dict[str, Part] = {}
    for head in heads:
        if head.number is not None and not head.question:
            part = Part(head.number, head.line, _end(lines, heads, head), head.length)
            found[head.number] = part
    return tuple(sorted(found.values(), key=lambda p: p.start))
