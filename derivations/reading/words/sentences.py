"""Sentences of a page with signs for their formulas, so that the words can be read as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from ...regex import regex
from ..sources.symbols import CLOSERS, OPENERS, OTHER_RELATIONS, RELATIONS
from ..sources.tokens import Token
from .cues import last_sentence, rest_of_sentence

if TYPE_CHECKING:
    from ..sources.units import Unit

STATEMENT, NAME = "\u2021", "\u2020"
"""What stands for a formula with a relation, and for one without."""
CROSSES = frozenset("\u2717\u2718\u274c\u274e\u2715\u2716\u2612\U0001f44e")


@dataclass(frozen=True)
class Sentence:
    """The words of a sentence, with signs for its formulas, and what stands around it.

    `statements` are the first and last offset of each formula with a relation, in order. `before`
    and `after` are the words of the sentences beside it, up to the next formula or the end of the
    paragraph; `answer` those of the paragraph after that. `lead` opens the list that it is in,
    `title` is the heading above.
    """

    words: str = ""
    statements: tuple[tuple[int, int], ...] = ()
    before: str = ""
    after: str = ""
    answer: str = ""
    lead: str = ""
    title: str = ""


def signs_of(tokens: Sequence[Token]) -> tuple[str, list[tuple[int, int]]]:
    r"""A formula as words and signs, with the offsets of its statements.

    >>> from ..sources.tokens import tokenize
    >>> signs_of(tokenize(r"a = b \text{ is never so}"))[0] == f"{STATEMENT} is never so"
    True
    >>> signs_of(tokenize(r"a \stackrel{?}{=} b"))[0] == f"{STATEMENT} ?"
    True
    """
    out: list[str] = []
    places: list[tuple[int, int]] = []
    for run in _runs(tokens):
        if run[0].kind == "text":
            out += [token.text for token in run]
            continue
        texts = [token.text for token in run]
        related = any(text in RELATIONS or text in OTHER_RELATIONS for text in texts)
        if related:
            places.append((run[0].start, run[-1].end))
        out.append(STATEMENT if related else NAME)
        if "\u225f" in texts or ("?" in texts and related):
            out.append("?")
        elif (texts[-1] == "\\times" and texts[-2:-1] != ["^"]) or not CROSSES.isdisjoint(texts):
            out.append("(false)")
    return " ".join(out), places


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The words outside of brackets, each by itself, and what stands between them."""
    run: list[Token] = []
    depth = 0
    for i, token in enumerate(tokens):
        depth += token.text in OPENERS or token.text.startswith("begin ")
        depth -= token.text in CLOSERS or token.text.startswith("end ")
        if token.kind == "text" and (depth <= 0 or _by_itself(tokens, i)):
            if run:
                yield run
            yield [token]
            run = []
        else:
            run.append(token)
    if run:
        yield run


def _by_itself(tokens: Sequence[Token], i: int) -> bool:
    """Whether words are all that stands between two brackets: `(\\text{wrong})`."""
    around = [tokens[k].text for k in (i - 1, i + 1) if 0 <= k < len(tokens)]
    return around in (["(", ")"], ["[", "]"])


_MARKED = regex(
    r"<!--.*?-->|[(\[]\s*expected:?[ \t]+(?:refuted|undecided)\b[^)\]\n]*[)\]]?"
    r"|\\(?:label|ref|eqref|cite|tag)\*?\{[^}]*\}",
    re.DOTALL | re.IGNORECASE,
)
_MATH = regex(r"\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_FONTS = regex(r"\\(?:emph|textbf|textit|underline|text|textsc)\s*\{([^{}]*)\}")
_SIGNS = regex(rf"[*_~`{STATEMENT}{NAME}]|^[ \t]*(?:#+|>)[ \t]*", re.MULTILINE)


def plain(text: str) -> str:
    """Words without emphasis, comments and marks of layout.

    >>> plain("This is *never*  so"), plain("(expected refuted)").strip()
    ('This is never so', '')
    """
    text = _FONTS.sub(r"\1", _MARKED.sub(" ", text)).replace("\u2019", "'")
    text = _SIGNS.sub(" ", _MATH.sub("\0", text)).replace("\0", NAME)
    for cross in CROSSES:
        text = text.replace(cross, "(false)")
    return re.sub(r"[^\S\n]+", " ", text)


_HEADING = regex(
    r"(?:\A|\n)[ \t]*(?:#{1,6}[ \t]+(?P<hashes>[^\n]*)"
    r"|(?:\*\*|__)(?P<bold>[^*_\n]+)(?:\*\*|__)[ \t]*(?=\n|\Z)"
    r"|\\(?:chapter|(?:sub)*section|paragraph)\*?\{(?P<latex>[^{}\n]*)\})"
)
_ITEM = regex(r"(?:\A|\n)[ \t]*(?:[-*+]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)])[ \t]|\\item\b")
_BREAK = regex(r"\n[ \t]*\n|\n[ \t]*\|")
_LIST_ENDS = regex(r"\n[ \t]*\n(?=[^\s\-*+\d(\\])|\\end\{(?:itemize|enumerate)\}")
_COMMENT = regex(r"(?<!\\)%[^\n]*")
_NEAR = 400
_LONGEST = 4_000
"""How many characters are read after a formula, and before one."""


def tell_sentences(units: Sequence[Unit], text: str, *, latex: bool = False) -> None:
    """Tell each formula which sentence it stands in."""
    if latex:
        text = _COMMENT.sub(lambda found: " " * len(found.group()), text)
    groups = [list(group) for _, group in groupby(units, key=lambda unit: unit.sentence)]
    surroundings, end = _Surroundings(), 0
    for group, following in zip_longest(groups, groups[1:]):
        stop = following[0].span.outer_start if following else len(text)
        start = group[0].span.outer_start
        gap = text[max(end, start - _LONGEST) : start]
        cut = surroundings.pass_over(gap, group[0], last_sentence(gap))
        opens = not end or _BREAK.search(gap[:cut]) is not None
        words, statements = _words_of(group, text, plain(gap[cut:]))
        end = group[-1].span.outer_end
        rest, ended = text[end : min(stop, end + _NEAR)], text[: group[-1].span.end].rstrip()
        over = ended.endswith(".") and not re.match(r"\s*[a-z]", rest)
        tail = "" if over else _BREAK.split(rest_of_sentence(rest))[0]
        mark = rest[len(tail) : len(tail) + 1]
        beyond = _BREAK.split(rest[len(tail) :].lstrip("."), maxsplit=1)
        near = beyond[0].lstrip("?!").strip()
        if group[-1].span.kind == "display" and not (tail.strip() or near):
            near = "".join(beyond[1:2])
        said = Sentence(
            f"{words}{plain(tail)}{mark if mark in ('?', '!') else ''}".strip(),
            tuple(statements),
            plain(_BREAK.split(gap[:cut])[-1]).strip() if opens else "",
            plain(near).strip(),
            plain(beyond[1]).strip() if len(beyond) > 1 else "",
            surroundings.lead,
            surroundings.title,
        )
        for unit in group:
            unit.said = said


def _words_of(group: Sequence[Unit], text: str, words: str) -> tuple[str, list[tuple[int, int]]]:
    """The words from the first formula of a sentence to the last, with signs for the formulas."""
    statements: list[tuple[int, int]] = []
    for before, unit in zip((None, *group), group, strict=False):
        if before is not None:
            words += plain(text[before.span.outer_end : unit.span.outer_start])
        signs, found = signs_of(unit.tokens)
        following = text[unit.span.outer_end : unit.span.outer_end + 20].lstrip()[:1]
        ends = unit.span.kind == "display" and following.isupper()
        words += f" {signs} ; " if ends else f" {signs} "
        statements += found
    return words, statements


@dataclass
class _Surroundings:
    """The heading above, and the words that open the list that is being read."""

    title: str = ""
    lead: str = ""
    scope: str = ""
    depth: int = 0

    def pass_over(self, gap: str, unit: Unit, cut: int) -> int:
        """Take in the words before a sentence, which begins at `cut`, or after a heading there."""
        headings = list(_HEADING.finditer(gap))
        if headings:
            self.title = plain(next(filter(None, headings[-1].groups()), ""))
            self.lead, cut = "", max(cut, headings[-1].end())
        scope, depth = unit.place.scope, len(unit.place.item)
        item = _ITEM.search(gap, headings[-1].end() if headings else 0)
        if scope != self.scope or depth < self.depth:
            self.lead = ""
        opening = gap[: item.start()].rstrip() if item else ""
        if item and opening:
            ends_list = opening.rstrip("*_ ").endswith(":")
            said = opening[last_sentence(opening) :] if ends_list else ""
            self.lead, self.scope, self.depth = plain(said).strip(), scope, depth
        marks = [found.end() for found in _ITEM.finditer(gap)]
        if _LIST_ENDS.search(gap, max(marks, default=0)):
            self.lead = ""
        return cut
