r"""Where mathematics stands in a Markdown text: `$..$`, `$$..$$`, `\(..\)`, `\[..\]`, environments.

markdown-it says which lines are code or HTML; the dollars are found in the raw source, so that
every place is exact.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ...regex import regex
from ..errors import TOO_BIG, UNCLOSED, ReadingError
from .source import Source
from .symbols import LAYOUT_ENVIRONMENTS

MAX_UNCLOSED = 1_000
"""Most delimiters without a partner that are told of, one by one."""


@dataclass(frozen=True)
class MathSpan:
    """Mathematics in the text: `start` and `end` inside the delimiters, `outer` with them.

    `kind` is inline or display.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: str


_ENVIRONMENTS = "|".join(re.escape(e) for e in sorted(LAYOUT_ENVIRONMENTS, reverse=True))
_OPEN = regex(
    r"\\\\|\\\$|(?P<code>`+)|(?P<double>\$\$)|(?P<single>\$)|\\(?P<round>\()|\\(?P<square>\[)"
    rf"|\\begin\{{(?P<env>{_ENVIRONMENTS})\}}"
)
_CODE = regex(r"```|~~~|(?:\A|\n[ \t]*\n)(?: {4}| {0,3}\t)|<[A-Za-z!?/]")
_DOLLAR = regex(r"(?<!\\)\$")
_PARAGRAPH = regex(r"\n[ \t]*\n|\n(?=\s*(?:[-*+]|\d{1,3}[.)])\s)|\n(?=#)")
_BLANK = regex(r"\n[ \t]*\n")
_COMMANDS = regex(r"\\(?:text|mbox|textrm|tag|label)\s*\{[^{}]*\}|\\[A-Za-z]+|\{[^{}]*\}")
_PROSE = regex(r"(?<![A-Za-z])(?:[A-Za-z]{2,}\s+[A-Za-z]{3,}|[A-Za-z]{3,}\s+[A-Za-z]{2,})")


@dataclass
class _Scan:
    """The text while it is scanned: what was found, where paragraphs end, what never closes."""

    text: str
    breaks: list[int]
    spans: list[MathSpan]
    errors: list[ReadingError]
    never: set[str]

    def paragraph_end(self, at: int) -> int:
        """Where the paragraph around an offset ends."""
        place = bisect_left(self.breaks, at)
        return self.breaks[place] if place < len(self.breaks) else len(self.text)

    def find(self, closing: str, at: int) -> int:
        """Where `closing` stands next, or -1; what isn't there is not looked for again."""
        if closing in self.never:
            return -1
        found = self.text.find(closing, at)
        if found < 0:
            self.never.add(closing)
        return found

    def unclosed(self, opening: str, at: int, help: str) -> None:
        """Note a delimiter without a partner; where there are very many, that there are."""
        if len(self.errors) >= MAX_UNCLOSED:
            if len(self.errors) == MAX_UNCLOSED:
                told = f"more than {MAX_UNCLOSED} delimiters are not closed: no more are told of"
                self.errors.append(ReadingError(TOO_BIG, told, at, at + len(opening)))
            return
        self.errors.append(
            ReadingError(
                UNCLOSED, f"{opening} is not closed", at, at + len(opening), label="opened here",
                notes=(f"help: {help}",),
            )
        )  # fmt: skip


def find_math(
    source: Source, hidden: list[tuple[int, int]] | None = None
) -> tuple[list[MathSpan], list[ReadingError]]:
    """The mathematics of a text in order, and the delimiters without a partner.

    Nothing is found in the `hidden` ranges (by default, code and HTML).

    >>> [s.kind for s in find_math(Source("Let $x$ cost $5.\\n\\n$$y$$"))[0]]
    ['inline', 'display']
    """
    text = source.text
    masked = code_ranges(source) if hidden is None else list(hidden)
    scan = _Scan(text, [m.start() for m in _PARAGRAPH.finditer(text)], [], [], set())
    at = 0
    while (match := _OPEN.search(text, at)) is not None:
        a, b = match.span()
        covered = _inside(masked, a)
        if covered is not None:
            at = covered
        elif match.lastgroup is None:
            at = b
        elif match.lastgroup == "code":
            at = _after_code(scan, match.group(), b)
        elif match.lastgroup == "single":
            at = _inline(scan, a, b)
        else:
            at = _display(scan, match)
    return scan.spans, scan.errors


def _after_code(scan: _Scan, ticks: str, at: int) -> int:
    """The end of inline code, if it is closed in its paragraph."""
    end = scan.paragraph_end(at)
    if scan.never and ticks in scan.never:
        return at
    place = at
    while (found := scan.text.find(ticks, place)) >= 0:
        stop = found + len(ticks)
        if found < end and scan.text[stop : stop + 1] != "`" and scan.text[found - 1] != "`":
            return stop
        if found >= end:
            return at
        while stop < len(scan.text) and scan.text[stop] == "`":
            stop += 1
        place = stop
    scan.never.add(ticks)
    return at


def _display(scan: _Scan, match: re.Match[str]) -> int:
    """Note the display that opens at the match; where to go on."""
    a, b = match.span()
    kind = match.lastgroup or ""
    closing = {"double": "$$", "round": "\\)", "square": "\\]"}.get(
        kind, f"\\end{{{match.group('env')}}}"
    )
    close = scan.find(closing, b)
    if close < 0 or (kind != "env" and _looks_like_prose(scan.text[b:close], kind)):
        scan.unclosed(match.group(), a, f"close it with {closing}")
        return b
    shown = "inline" if kind == "round" else "display"
    end = close + len(closing)
    inner = (a, end) if kind == "env" else (b, close)
    scan.spans.append(MathSpan(*inner, a, end, shown))
    return end


def _looks_like_prose(inner: str, kind: str) -> bool:
    if kind == "double" and _DOLLAR.search(_COMMANDS.sub(" ", inner)):
        return True
    return bool(_BLANK.search(inner)) and bool(_PROSE.search(_COMMANDS.sub(" ", inner)))


def _inline(scan: _Scan, a: int, b: int) -> int:
    text = scan.text
    close = _DOLLAR.search(text, b, scan.paragraph_end(b))
    inner = text[b : close.start()] if close else ""
    if close is None or not inner.strip() or _PROSE.search(_COMMANDS.sub(" ", inner)):
        if not (b < len(text) and text[b].isdigit()):  # no price
            scan.unclosed("$", a, "close it with $, or write \\$ for a dollar sign")
        return b
    scan.spans.append(MathSpan(b, close.start(), a, close.end(), "inline"))
    return close.end()


def _inside(ranges: list[tuple[int, int]], at: int) -> int | None:
    """Where the code that hides the offset ends; ranges that lie behind are dropped."""
    while ranges and ranges[0][1] <= at:
        ranges.pop(0)
    return ranges[0][1] if ranges and ranges[0][0] <= at else None


def code_ranges(source: Source) -> list[tuple[int, int]]:
    """The offsets of code blocks and HTML blocks, in order.

    >>> code_ranges(Source("a\\n```\\n$x$\\n```\\n"))
    [(2, 14)]
    """
    plain = _hidden_inline(source.text)
    if not _CODE.search(source.text):
        return plain
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark").use(dollarmath_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    starts = (*source.starts, len(source.text))
    out = []
    for token in parser.parse(source.text):
        indented = token.type == "code_block" and "\t" not in token.content.strip().split("\n")[0]
        hidden = (
            token.type == "fence"
            or indented
            or (token.type == "html_block" and "$" in token.content and "<" in token.content[:200])
        )
        if hidden and token.map is not None:
            first, last = token.map
            out.append((starts[first], starts[min(last, len(starts) - 1)]))
    return _merged([*out, *plain])


_HIDDEN = (("<!--", "-->"), ("<code", "</code>"), ("<pre", "</pre>"), ("](http", ")"))


def _hidden_inline(text: str) -> list[tuple[int, int]]:
    """The offsets of comments, code elements, and targets of links."""
    out = []
    for opens, closes in _HIDDEN:
        at = text.find(opens)
        while at >= 0:
            end = text.find(closes, at + len(opens))
            if end < 0:
                break
            out.append((at, end + len(closes)))
            at = text.find(opens, end)
    return _merged(out)


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out
