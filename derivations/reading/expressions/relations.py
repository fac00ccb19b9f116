"""Sides and the relations between them: a statement as token ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...regex import regex
from ..errors import ReadingError
from ..sources.symbols import CLOSERS, LABELLED, OPENERS, OTHER_RELATIONS, RELATIONS, ROMAN, STACKED
from ..sources.tokens import Token
from .names import group_end

Range = tuple[int, int]


@dataclass(frozen=True)
class Relation:
    """A relation sign: its meaning, its tokens, and the range of the label over an arrow.

    `kind` is a relation of claims, or `:=`, `:`, `label`, `other`.
    """

    kind: str
    start: int
    end: int
    label: Range | None = None


@dataclass(frozen=True)
class Statement:
    """Sides and the relations between them, as token ranges; the first or last side may be empty.

    `words` stand before it in the formula; `arrow` is "conclusion" after an arrow, "premise" before
    one; `start` is the offset of the first sign of its row (an alignment mark counts).
    """

    sides: tuple[Range, ...]
    relations: tuple[Relation, ...]
    start: int
    words: str = ""
    arrow: str = ""
    problem: ReadingError | None = None


def split_sides(
    tokens: Sequence[Token], a: int, b: int
) -> tuple[tuple[Range, ...], tuple[Relation, ...]]:
    """The sides and relations of one statement."""
    relations: list[Relation] = []
    depth, i = 0, a
    while i < b:
        token = tokens[i]
        text = token.text
        if text in OPENERS or text.startswith("begin "):
            depth += 1
        elif text in CLOSERS or text.startswith("end "):
            depth -= 1
        elif depth == 0:
            found = _relation(tokens, i, b)
            if found is not None:
                relations.append(found)
                i = found.end
                continue
        i += 1
    if any(t.text in ("\\pmod", "\\mod") for t in tokens[a:b]):  # congruent, not equal
        relations = [
            replace(r, kind="other") if tokens[r.start].text == "\\equiv" else r for r in relations
        ]
    edges = [a, *(x for r in relations for x in (r.start, r.end)), b]
    return tuple(zip(edges[0::2], edges[1::2], strict=True)), tuple(relations)


def _relation(tokens: Sequence[Token], i: int, b: int) -> Relation | None:
    token = tokens[i]
    text = token.text
    following = tokens[i + 1].text if i + 1 < b else ""
    if text == ":":
        return Relation(":=", i, i + 2) if following == "=" else Relation(":", i, i + 1)
    if text == "=" and following == ":" and tokens[i + 1].start == token.end:
        return Relation("=", i, i + 2)  # =: names what stands before it
    if text == "!" and following == "=" and i:  # a != b, but n! = 1
        apart, touching = tokens[i - 1].end < token.start, tokens[i + 1].start == token.end
        if apart and touching:
            return Relation("!=", i, i + 2)
    if text == "\\not" and following in RELATIONS:
        return Relation("!=" if following == "=" else "other", i, i + 2)
    if text in "<>" and following == "=" and tokens[i + 1].start == token.end:
        return Relation(text + "=", i, i + 2)
    if text in RELATIONS:
        return Relation(RELATIONS[text], i, i + 1)
    if text in OTHER_RELATIONS:
        return Relation("other", i, i + 1)
    if text in LABELLED or text in STACKED:
        return _labelled(tokens, i, b)
    return None


def _labelled(tokens: Sequence[Token], i: int, b: int) -> Relation | None:
    r"""`\xrightarrow[below]{above}`, or `\overset{above}{=}`."""
    at = i + 1
    if at < b and tokens[at].text == "[":
        at = group_end(tokens, at, b) + 1
    if at >= b or tokens[at].kind != "{":
        return Relation("label", i, i + 1)
    close = group_end(tokens, at, b)
    label = (at + 1, close)
    if tokens[i].text in LABELLED:
        return Relation("label", i, close + 1, label)
    second = close + 1
    if second < b and tokens[second].text in RELATIONS:
        return Relation(_stacked_kind(tokens, label, tokens[second].text), i, second + 1, label)
    if second < b and tokens[second].kind == "{":
        end = group_end(tokens, second, b)
        if end == second + 2 and tokens[second + 1].text in RELATIONS:
            kind = _stacked_kind(tokens, label, tokens[second + 1].text)
            return Relation(kind, i, end + 1, label)
    return None


def _stacked_kind(tokens: Sequence[Token], label: Range, sign: str) -> str:
    """The meaning of a sign under a label.

    `=` under words, letters or a reference `(a)` is an equality; `=` under "def" defines; a sign
    whose meaning the label changes (equality in distribution) or denies is another relation.
    """
    inside = tokens[label[0] : label[1]]
    word = "".join(t.text for t in inside if t.kind not in ("{", "}"))
    if word.replace("\\mathrm", "").lower() in ("def", "\\triangle", "!", "def."):
        return ":=" if RELATIONS[sign] == "=" else RELATIONS[sign]
    plainly = "".join(t.text for t in inside if not _FONT.fullmatch(t.text) and t.kind not in "{}")
    if _CHANGING.fullmatch(re.sub(r"\s", "", plainly)):
        return "other"
    reference = word.startswith("(") and word.endswith(")") and len(word) <= 5
    named = all(t.kind in ("text", "letter", "'", "{", "}") or t.text in ROMAN for t in inside)
    plain = named or reference or word in ("?",)
    return RELATIONS[sign] if plain else "label"


_FONT = regex(r"\\(?:math|text)[a-z]+|\\rm|\\cal|\\bf")
_CHANGING = regex(
    r"d|D|L|P|p|c|st|m\.?s\.?|i\.?d\.?|(?:in)?(?:law|dist(?:r|rib)?|distribution|prob(?:ability)?|mean)\.?"
    r"|a\.?s\.?|a\.?e\.?|f\.?s\.?|w\.?p\.?1|almost(?:surely|everywhere|always)"
    r"|(?:upto)?(?:an?)?(?:additive|multiplicative)?const(?:ant)?s?\.?|upto.*|\+|(?:\\[bp]?mod|mod).*"
    r"|not|notequal|isnot|wrong|false|incorrect|invalid|no|no!|never|\\neq?|\\not=?|\\times|/",
    re.IGNORECASE,
)
"""Labels under which a sign means something else, or nothing: in distribution, not."""


def is_required(tokens: Sequence[Token], relation: Relation) -> bool:
    r"""Whether a relation is asked for, not claimed: `2x - 1 \overset{!}{>} 0`."""
    if relation.label is None:
        return False
    return [t.text for t in tokens[slice(*relation.label)]] == ["!"]
