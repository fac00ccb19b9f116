"""How a page is laid out: sections, questions with their answers, list items, paragraphs.

A question and the answer of the same number are one scope, and so are their items of one label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...regex import regex
from .source import Source


@dataclass(frozen=True)
class Place:
    """Where a line stands: its scope, its list item, its paragraph, its block of text.

    A display that stands by itself belongs to the paragraph before it.
    """

    scope: str
    item: tuple[str, ...]
    paragraph: int


_QUESTION = regex(
    r"^\s*(?:[-*+]\s+|>\s*)?(?P<mark>#{1,6}\s*|\*\*|__|(?=\w+\s+\d+(?:\.\d+)*\s*(?:[.:)]|$)))"
    r"\s*(?:\*\*)?"
    r"(?P<kind>Question|Answer|Problem|Solution|Exercise|Task|Proof|Ans|Sol|Q|A|Ex)"
    r"\.?\s*(?:to\s+(?:question|problem|exercise)\s*)?(?P<number>\d+(?:\.\d+)*)?(?![A-Za-z])",
    re.IGNORECASE,
)
_HEADING = regex(r"^(#{1,6})\s*+(?P<title>\S.*)$")
_CAPTION = regex(r"^\s*(?:\*\*)?(?:TABLE|Table|Figure|FIGURE|Fig\.)\s*(?P<number>\d+)\b")
_ITEM = regex(
    r"^(?P<indent>\s*)(?:(?P<bullet>[-*+])\s+)?(?:(?P<number>\d{1,3})[.)]\s+)?"
    r"(?:(?:\*\*|__)?(?:[Pp]art\s+)?\((?P<letter>[a-z]|[ivx]{2,4})\)(?:\*\*|__)?\s+)?"
)
_LATEX_HEADING = regex(r"^\s*\\(?:sub)*section\*?\s*\{(?P<title>[^{}]*)\}")


@dataclass
class _State:
    scope: str = "intro"
    back: str = ""
    item: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    paragraph: int = 0
    stack: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """The place of every line (from line 1), and the scope around each scope."""

    places: tuple[Place, ...]
    outer: dict[str, str]


def lay_out(source: Source) -> Page:
    """The places of all lines.

    >>> page = lay_out(Source("**Question 1.** a\\n\\n1. b\\n\\n**Answer 1.**\\n1. c"))
    >>> page.places[2].scope, page.places[2].item, page.places[5].item
    ('q1', ('1',), ('1',))
    """
    state = _State()
    outer: dict[str, str] = {}
    places: list[Place] = []
    blank = True
    in_display = False
    table = False
    for number in range(len(source.starts)):
        a = source.starts[number]
        b = source.starts[number + 1] if number + 1 < len(source.starts) else len(source.text)
        line = source.text[a:b]
        text = line.strip()
        if not text:
            if table:
                state.scope, state.back, table = state.back, "", False
            blank = blank or not in_display
            places.append(Place(state.scope, state.item, state.paragraph))
            continue
        if not in_display:
            table = _table(state, line, outer, table)
            if not state.back:
                _enter(state, line, outer, places)
            starts_text = not text.startswith(("$$", "\\[", "\\begin"))
            if blank and starts_text:
                state.paragraph += 1
        places.append(Place(state.scope, state.item, state.paragraph))
        in_display = in_display ^ (line.count("$$") % 2 == 1)
        blank = False
    return Page(tuple(places), outer)


def _table(state: _State, line: str, outer: dict[str, str], table: bool) -> bool:
    """A caption opens a scope of its own, to the end of the table that follows."""
    match = _CAPTION.match(line)
    if match is not None:
        if not state.back:
            state.back = state.scope
        state.scope = f"table{match.group('number')}"
        outer.setdefault(state.scope, _outermost(state, outer))
        return False
    if state.back and ("\t" in line or line.strip().startswith("|")):
        return True
    if state.back and not table:
        state.scope, state.back = state.back, ""
    return table


def _outermost(state: _State, outer: dict[str, str]) -> str:
    scope = state.back
    while scope in outer:
        scope = outer[scope]
    return scope if scope != state.scope else "intro"


def _enter(state: _State, line: str, outer: dict[str, str], places: list[Place]) -> None:
    question = _QUESTION.match(line)
    if question is not None and (question["number"] or question["kind"].lower() in _CONTINUES):
        _question(state, question, outer)
        return
    heading = _HEADING.match(line) or _LATEX_HEADING.match(line)
    if heading is not None:
        level = len(heading.group(1)) if line.lstrip().startswith("#") else 1
        title = heading["title"].rstrip().rstrip("#")
        _open(state, _slug(title, outer), level, outer)
        return
    _items(state, line, len(places))


_CONTINUES = frozenset({"answer", "solution", "proof", "ans", "sol"})


def _question(state: _State, match: re.Match[str], outer: dict[str, str]) -> None:
    number = match["number"]
    level = match["mark"].count("#") or 7
    state.item, state.levels, state.seen = (), (), {}
    if number is None:
        return
    scope = f"q{number}"
    if scope in outer:
        state.scope = scope
        return
    _open(state, scope, level, outer)


def _open(state: _State, scope: str, level: int, outer: dict[str, str]) -> None:
    stack = tuple(entry for entry in state.stack if entry[0] < level)
    outer[scope] = stack[-1][1] if stack else "intro"
    state.stack = (*stack, (level, scope))
    state.scope = scope
    state.item, state.levels, state.seen = (), (), {}


def _slug(title: str, taken: dict[str, str]) -> str:
    plain = re.sub(r"[^\w]+", "-", re.sub(r"\$[^$]*\$", "", title).lower()).strip("-")[:40]
    return unused(plain or "section", taken)


def unused(slug: str, taken: Mapping[str, str]) -> str:
    """The name of a scope that no other has: the first of slug, slug-2, slug-3, ... but for some,
    where very many have it.

    >>> unused("proof", {"proof": "intro", "proof-2": "intro"}), unused("intro", {})
    ('proof-3', 'intro-2')
    """
    if slug not in taken and slug != "intro":
        return slug
    low, high = 1, 2
    while f"{slug}-{high}" in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{slug}-{middle}" in taken else (low, middle)
    return f"{slug}-{high}"


def _items(state: _State, line: str, number: int) -> None:
    match = _ITEM.match(line)
    if match is None:
        return
    marks: list[tuple[int, str]] = []
    if match["number"]:
        marks.append((1, match["number"]))
    if match["letter"]:
        marks.append((2, match["letter"]))
    if match["bullet"] and not marks:
        indent = len(match["indent"].expandtabs(4))
        marks.append((3 + indent // 2, f"-{number}"))
    for level, label in marks:
        kept = [(o, i) for o, i in zip(state.levels, state.item, strict=True) if o < level]
        item = (*(i for _, i in kept), label)
        count = state.seen[item] = state.seen.get(item, 0) + 1
        state.levels = (*(o for o, _ in kept), level)
        state.item = item if count == 1 else (*item[:-1], f"{label}#{count}")


_BREAK = regex(
    r"^[ \t]*(?:(?:-{3,}|\*{3,}|_{3,})[ \t]*$"
    r"|(?:\*\*|__|\*|_)?(?:Theorem|Lemma|Proposition|Corollary|Remark|Example|Claim|Exercise|Problem"
    r"|Question|Task|Part|Aufgabe)\b[ \t]*(?:[\dA-Z][\w.]*)?[ \t]*(?:\([^)\n]{1,60}\))?"
    r"(?:\*\*|__|\*|_)?[.:)]?(?:\*\*|__|\*|_)?(?:[ \t]|$)"
    r"|(?:\*\*|__)\(?[\da-z]{1,3}[.)]{0,2}(?:\*\*|__)|Q\d{1,2}[.):]"
    r"|[a-z]\)[ \t]|[ivx]{1,4}[.)][ \t]|\d{1,2}\.\d{1,2}[.)]?[ \t])"
    r"|(?:^[ \t]*|(?<=[.!?:)] )|(?<=[.!?]\n))"
    r"(?:Conversely|In general|More generally|Necessity|Sufficiency"
    r"|For the (?:other|converse|reverse) (?:direction|implication)|Now (?:suppose|assume)|If not\b"
    r"|Only if\b|\"Only if\"|\(?\$?\\(?:Left|Right)arrow|\(?\$?\\implied?by|For the second"
    r"|In the second|(?:After|In) (?:one|this|the next|the second) (?:step|case|part)|Next step"
    r"|Later\b)"
    r"|\\(?:(?:sub)?paragraph|hrule|newpage|clearpage|bigskip|footnote|marginpar|caption)\b"
    r"|(?:\\(?:textbf|underline|textit|emph)\s*\{|\{\\(?:bf|large|Large|it)\s)\s*"
    r"(?:(?:Problem|Exercise|Question|Task|Part)\b|\d{1,2}[.)])"
    r"|\\(?:begin|end)\s*\{(?:quot\w+|framed|tcolorbox|abstract|minipage|table|figure|sol|solution"
    r"|problem|exercise|homework|question|example|remark)\*?\}"
    r"|\\end\s*\{(?:theorem|thm|lemma|lem|proposition|prop|corollary|cor|claim|fact)\*?\}"
    r"(?!\s*\\begin\s*\{proof)",
    re.MULTILINE,
)
_ASIDE = regex(
    r"^[ \t]*(?:>[ \t]|(?:\*\*|__|\*|_)?"
    r"(?:For example|For instance|Example|Remark|Hint|E\.g\.|Note)\b"
    r"|<details>).*?(?=\n[ \t]*\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""A paragraph that is an example, a hint, a quotation: what it assumes ends with it."""


_STATED = regex(
    r"\\begin\s*\{(?:theorem|thm|lemma|lem|proposition|prop|corollary|cor|example|exercise|problem"
    r"|claim|fact|frame|question)\*?\}"
)
"""Where a statement of its own begins, with its own conditions."""


def breaks(text: str) -> list[int]:
    """Where another part of a page seems to begin, without a heading or a list: `Remark.`, `b)`, a
    line across the page.

    >>> breaks("a\\n\\nRemark. b\\n\\n---\\nPartly c")
    [3, 12, 14]
    """
    ends = (m.end() for m in _ASIDE.finditer(text))
    stated = (m.start() for m in _STATED.finditer(text))
    return sorted({*(m.start() for m in _BREAK.finditer(text)), *ends, *stated})


_GENERAL = regex(
    r"(?:\d+-)?(?:notations?|set-?up|preliminar\w*|definitions?|background|conventions?"
    r"|assumptions?|problem-(?:statement|setting)|model|setting)(?:-|\Z)"
)


def with_notation(page: Page) -> Page:
    r"""The page, with what sections such as "Notation" say holding for those after them.

    >>> page = lay_out(Source("# Notation\n\n# One\n"))
    >>> with_notation(page).outer["one"]
    'notation'
    """
    general: dict[str, str] = {}
    outer: dict[str, str] = {}
    for scope, around in page.outer.items():
        outer[scope] = general.get(around, around)
        if _GENERAL.match(scope):
            general[around] = scope
    return Page(page.places, outer)
