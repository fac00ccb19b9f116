r"""LaTeX sources: what of them is read, and how they are laid out.

Sections are scopes; the items of lists, theorems with their proofs, and parts such as (a) at the
beginning of a line are items. Comments, the preamble and verbatim text hold no mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...regex import regex
from ..tables.cells import Cell, Row, Table, math_in
from .conditionals import left_out, outermost
from .groups import without_comments
from .page import Page, Place, unused
from .source import Source

_PREAMBLE = regex(r"\\begin\s*\{document\}")
_END = regex(r"\\end\s*\{document\}")
_HIDDEN = regex(
    r"(?<!\\)(?:\\\\)*(?P<comment>%[^\n]*)"
    r"|\\begin\{(?P<env>verbatim\*?|lstlisting|minted|tikzpicture|comment|filecontents\*?)\}"
    r"|\\verb\*?(?P<bar>[^A-Za-z\s*])[^\n]*?(?P=bar)"
    r"|\\(?:includegraphics|url|href|label|ref|cite[a-z]*|input|include|hypersetup)\*?"
    r"(?:\[[^\]]*\])?\{[^{}]*\}"
)
_TABULAR = regex(r"\\begin\{(?P<env>tabular[x*]?|longtable)\}")
_MARK = regex(
    r"\\(?P<level>part|chapter|section|subsection|subsubsection|paragraph)\*?\s*(?:\[[^\]]*\])?\{"
    r"(?P<title>[^{}]*)\}|\\begin\{(?P<begin>[A-Za-z]+\*?)\}|\\end\{(?P<end>[A-Za-z]+\*?)\}"
    r"|\\(?P<item>item|question|part)(?![A-Za-z])\s*(?:\[(?P<label>[^\]]*)\])?"
    r"|(?:^|(?<=\n))\s*(?:\\\w+\{)?\((?P<part>[a-z]|[ivx]{2,4})\)\}?\s"
)
_LEVELS = ("part", "chapter", "section", "subsection", "subsubsection")
_LISTS = frozenset({"enumerate", "itemize", "description", "questions", "parts", "subparts"})
_STATEMENTS = frozenset(
    "theorem lemma proposition corollary definition example exercise problem question solution"
    " remark claim proof answer task".split()
)
_ANSWERS = frozenset({"proof", "solution", "answer"})


def is_latex(name: str, text: str) -> bool:
    r"""Whether a document is a LaTeX source.

    >>> is_latex("notes.tex", ""), is_latex("a.md", "\\begin{document}"), is_latex("a.md", "# A")
    (True, True, False)
    """
    return name.lower().endswith((".tex", ".ltx")) or bool(_PREAMBLE.search(text))


def hidden_ranges(source: Source) -> list[tuple[int, int]]:
    r"""The offsets of what is not read: the preamble, comments, verbatim text, names of labels.

    >>> hidden_ranges(Source("a % b\nc"))
    [(2, 5)]
    """
    text = source.text
    out: list[tuple[int, int]] = []
    opening, closing = _PREAMBLE.search(text), _END.search(text)
    at = 0
    if opening is not None:
        out.append((0, opening.end()))
        at = opening.end()
    stop = closing.start() if closing is not None else len(text)
    while (match := _HIDDEN.search(text, at, stop)) is not None:
        at = match.end()
        start = match.start("comment") if match["comment"] else match.start()
        if match["env"]:
            end = text.find(f"\\end{{{match['env']}}}", at)
            at = stop if end < 0 else end
        out.append((start, at))
    if stop < len(text):
        out.append((stop, len(text)))
    return outermost([*out, *left_out(without_comments(text))])


def plain_words(text: str) -> str:
    r"""The words of a stretch of text, without comments and commands.

    >>> plain_words("\\textit{Let} % not this\nus")
    ' {Let} \nus'
    """
    text = re.sub(r"\\(?:begin|end)\{[A-Za-z]+\*?\}", " ", text)
    return re.sub(r"\\[A-Za-z]+\*?", " ", re.sub(r"(?<!\\)%[^\n]*", "", text))


def latex_tables(source: Source) -> list[Table]:
    r"""The tabular environments, row by row.

    >>> table, = latex_tables(Source("\\begin{tabular}{c|c} $x$ & $= 2$ \\\\ \\end{tabular}"))
    >>> [len(row.cells) for row in table.rows]
    [2]
    """
    out = []
    for match in _TABULAR.finditer(source.text):
        end = source.text.find(f"\\end{{{match['env']}}}", match.end())
        if end >= 0:
            rows = tuple(_rows(source.text, match.end(), end))
            if rows:
                out.append(Table(rows))
    return out


def _rows(text: str, start: int, end: int) -> Iterator[Row]:
    while (group := re.compile(r"\s*[\[{][^{}\[\]]*[\]}]").match(text, start, end)) is not None:
        start = group.end()
    for a, b in _split(
        text, start, end, r"\\\\(?:\s*\[[^\]]*\])?|\\hline|\\(?:top|mid|bottom)rule"
    ):
        cells = [_cell(text, x, y) for x, y in _split(text, a, b, r"(?<!\\)&")]
        if any(cell.end > cell.start for cell in cells):
            yield Row(tuple(cells))


def _split(text: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    at = start
    for match in re.compile(mark).finditer(text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _cell(text: str, a: int, b: int) -> Cell:
    raw = text[a:b]
    start = a + len(raw) - len(raw.lstrip())
    end = max(start, b - (len(raw) - len(raw.rstrip())))
    return Cell(start, end, math_in(text, start, end))


# --- layout ---------------------------------------------------------------------------------------


@dataclass
class _Layout:
    """Where the reading of the source has come to."""

    scope: str = "intro"
    sections: list[tuple[int, str]] = field(default_factory=list)
    outer: dict[str, str] = field(default_factory=dict)
    lists: list[str] = field(default_factory=list)
    statement: str = ""
    last_statement: str = ""
    part: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def item(self) -> tuple[str, ...]:
        """The item: its list's items, its theorem, its part."""
        parts = (self.part, self.statement, *(label for label in self.lists if label))
        return tuple(p for p in parts if p)


def lay_out_latex(source: Source) -> Page:
    r"""The places of all lines of a LaTeX source.

    >>> page = lay_out_latex(Source("\\section{One}\n\\begin{enumerate}\n\\item $x$\n"))
    >>> page.places[2].scope, page.places[2].item
    ('one', ('1',))
    """
    layout = _Layout()
    places: list[Place] = []
    paragraph, blank = 0, True
    for number, a in enumerate(source.starts):
        b = source.starts[number + 1] if number + 1 < len(source.starts) else len(source.text)
        line = re.sub(r"(?<!\\)%[^\n]*", "", source.text[a:b])
        closed = None
        for match in _MARK.finditer(line):
            last = match["end"] and not line[match.end() :].strip()
            closed = layout.item() if last else None  # a lemma on one line
            _enter(layout, match)
        if not line.strip():
            blank = True
        elif blank or "\\item" in line or "section" in line:
            paragraph += 1
            blank = False
        item = layout.item() if closed is None else closed
        places.append(Place(layout.scope, item, paragraph))
    return Page(tuple(places), layout.outer)


def _enter(layout: _Layout, match: re.Match[str]) -> None:
    if match["level"] and match["level"] in _LEVELS:
        _section(layout, _LEVELS.index(match["level"]), match["title"] or "")
    elif match["begin"] in _LISTS:
        layout.lists.append("")
    elif match["end"] in _LISTS:
        if layout.lists:
            layout.lists.pop()
    elif match["begin"] in _STATEMENTS:
        _statement(layout, match["begin"])
    elif match["end"] in _STATEMENTS:
        layout.statement = ""
    elif match["item"]:
        _item(layout, match["label"])
    elif match["part"]:
        layout.part = match["part"]


def _section(layout: _Layout, level: int, title: str) -> None:
    layout.sections = [s for s in layout.sections if s[0] < level]
    around = layout.sections[-1][1] if layout.sections else "intro"
    plain = re.sub(r"[^\w]+", "-", re.sub(r"\$[^$]*\$|\\\w+", "", title).lower()).strip("-")[:40]
    slug = unused(plain or "section", layout.outer)
    layout.outer[slug] = around
    layout.sections.append((level, slug))
    layout.scope, layout.lists, layout.part, layout.statement = slug, [], "", ""


def _statement(layout: _Layout, name: str) -> None:
    """A theorem opens an item; its proof goes on in it."""
    if name in _ANSWERS and layout.last_statement:
        layout.statement = layout.last_statement
        return
    layout.counts[name] = layout.counts.get(name, 0) + 1
    layout.statement = layout.last_statement = f"{name}-{layout.counts[name]}"


def _item(layout: _Layout, label: str | None) -> None:
    if not layout.lists:
        layout.lists.append("")
    depth = "/".join((layout.scope, layout.statement, layout.part, *layout.lists[:-1]))
    layout.counts[depth] = layout.counts.get(depth, 0) + 1
    number = str(layout.counts[depth])
    layout.lists[-1] = label.strip("() ") if label and len(label) < 8 else number
