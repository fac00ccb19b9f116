r"""Bars that close nothing, as signs of evaluation: `\left. F \right|_a^b`, `F \biggr|_a^b`."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Token(NamedTuple):
    r"""One token: `kind` is number, letter, command, text, env, or the character itself.

    `text` is the number, the letter, the command with its backslash, the words of `\text{...}`, or
    the environment's name after `begin ` or `end `.
    """

    kind: str
    text: str
    start: int
    end: int


_LEFT = ("\\left", "\\mleft")
_RIGHT = ("\\right", "\\mright")
_SCRIPTS = ("_", "^")


@dataclass
class Pairs:
    r"""The places of `\left.` and of their `\right`, as positions in a list of tokens."""

    found: list[tuple[int, int, int, int]] = field(default_factory=list)
    _open: list[tuple[int, str, int, int]] = field(default_factory=list)

    def note(self, raw: str, at: int, start: int, end: int) -> None:
        """Note a sign of size before the token at a position."""
        if raw.startswith(_LEFT):
            self._open.append((at, raw, start, end))
        elif raw.startswith(_RIGHT) and self._open:
            opened, sign, a, b = self._open.pop()
            if sign.endswith("."):
                self.found.append((opened, at, a, b))


def evaluated(tokens: list[Token], pairs: Pairs) -> list[Token]:
    r"""The tokens, with bars of evaluation told from those of absolute values.

    `\left. F \right|_a` is a group with a plain bar after it.
    """
    texts = {token.text for token in tokens}
    if "|" not in texts and "\\rvert" not in texts:
        return tokens
    tokens = doubled(tokens)
    if all(t.text != "\\rvert" for t in tokens):
        return tokens
    groups = [p for p in pairs.found if _is_bar(tokens, p[1])]
    marks: dict[int, list[Token]] = {}
    for opened, closed, a, b in groups:
        at = tokens[closed].start
        marks.setdefault(opened, []).append(Token("{", "{", a, b))
        marks.setdefault(closed, []).insert(0, Token("}", "}", at, at))
    bars = {closed for _, closed, _, _ in groups}
    out: list[Token] = []
    for i, token in enumerate(tokens):
        out += marks.get(i, ())
        out.append(Token("|", "|", token.start, token.end) if i in bars else token)
    return _plain(out)


_OPERANDS = frozenset({"letter", "number", ")", "]", "}", "'", "!", "|"})


def doubled(tokens: list[Token]) -> list[Token]:
    r"""The tokens, `||x||` written as `\|x\|`: two pairs of bars, the first one after no value, and
    no bar between them.

    `KL(P || Q)`, `|x||y|` and `||x| - |y||` stay as they are.
    """
    bars = [i for i, t in enumerate(tokens) if t.text == "|"]
    pairs = [i for i, j in pairwise(bars) if j == i + 1 and tokens[i].end == tokens[j].start]
    if not pairs:
        return tokens
    known = set(pairs)
    single = [i for i in bars if i not in known and i - 1 not in known]
    norms: set[int] = set()
    for opening, closing in pairwise(pairs):
        after = (
            opening and tokens[opening - 1].kind in _OPERANDS and not _after_nabla(tokens, opening)
        )
        between = bisect(single, opening) != bisect(single, closing) or opening in norms
        if closing > opening + 2 and not (after or between):
            norms |= {opening, closing}
    out: list[Token] = []
    for i, token in enumerate(tokens):
        if i in norms:
            out.append(Token("command", "\\|", token.start, tokens[i + 1].end))
        elif i - 1 not in norms:
            out.append(token)
    return out


def _after_nabla(tokens: Sequence[Token], at: int) -> bool:
    r"""Whether `\nabla_x` stands right before a place."""
    before = "".join(t.text for t in tokens[max(at - 8, 0) : at])
    return re.search(r"\\nabla_(?:.|\{[^{}]*\})\Z", before) is not None


def _is_bar(tokens: Sequence[Token], at: int) -> bool:
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return at < len(tokens) and tokens[at].text == "\\rvert" and following in _SCRIPTS


def _plain(tokens: list[Token]) -> list[Token]:
    """The tokens, a right bar without its left one, and with bounds, as a plain bar."""
    out, depth = [], 0
    for i, token in enumerate(tokens):
        depth += token.text == "\\lvert"
        if token.text == "\\rvert":
            if not depth and _is_bar(tokens, i):
                token = Token("|", "|", token.start, token.end)
            depth = max(depth - 1, 0)
        out.append(token)
    return out
