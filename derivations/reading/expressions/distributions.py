r"""Distributions as they are written: `p`, `p(x, z)`, `q(z | x)`, `x \sim p`.

The arguments of such a p are names of variables, or of values: `x`, `z_i`, `y = 1`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import ReadingError
from ..sources.symbols import CLOSERS, OPENERS
from ..sources.tokens import Token
from .names import classify, group_end, key_of, scan_name, split, starts_name

Place = tuple[int, int]
BASES = frozenset({"p", "q", "P", "Q", "Pr"})
"""Letters that name probabilities where a bar stands in their brackets."""
LAW, OUTCOME = "\\Pr", "\\omega"
"""The names of the probabilities of outcomes, and of these, for random variables."""
_BARS = frozenset({"|", "\\mid", "\\vert"})
_FRACTIONS = frozenset({"\\frac", "\\tfrac", "\\dfrac"})
_DOUBLE = frozenset({"\\|", "\\Vert", "\\parallel", "||"})


@dataclass(frozen=True)
class Distribution:
    """`q(z | x)`: its name, the places of what it is a distribution of, and of what is given.

    Both are None where only the name stands, `p`.
    """

    key: str
    events: tuple[tuple[int, int], ...] | None = None
    given: tuple[tuple[int, int], ...] = ()


def arguments(
    tokens: Sequence[Token], at: int, end: int
) -> tuple[tuple[Place, ...], tuple[Place, ...]] | None:
    """The places of the values in brackets before and after the bar; None where others stand."""
    try:
        close = group_end(tokens, at, end)
    except ReadingError:
        return None
    if tokens[at].text != "(" or tokens[close].text != ")":
        return None
    bars = _at_top(tokens, at + 1, close, _BARS)
    if len(bars) > 1:
        return None
    cut = bars[0] if bars else close
    events = split(tokens, at + 1, cut)
    given = split(tokens, cut + 1, close) if bars else []
    if not all(_is_value(tokens, *part) for part in (*events, *given)):
        return None
    return tuple(events), tuple(given)


def _at_top(tokens: Sequence[Token], a: int, b: int, wanted: frozenset[str]) -> list[int]:
    out, depth = [], 0
    for i in range(a, b):
        text = tokens[i].text
        depth += (text in OPENERS) - (text in CLOSERS)
        if depth == 0 and text in wanted:
            out.append(i)
    return out


def divided(tokens: Sequence[Token], a: int, b: int) -> tuple[int, int] | None:
    r"""Where the double bar of `p \| q` begins and ends; None where there is not one."""
    found = [(i, i + 1) for i in _at_top(tokens, a, b, _DOUBLE)]
    single = _at_top(tokens, a, b, _BARS)
    found += [(i, j + 1) for i, j in itertools.pairwise(single) if j == i + 1]
    return found[0] if len(found) == 1 else None


def _is_value(tokens: Sequence[Token], a: int, b: int) -> bool:
    """Whether a name stands at a place, or one with its value: `y = 1`."""
    if a >= b or not starts_name(tokens[a]):
        return False
    try:
        use = scan_name(tokens, a, b)
    except ReadingError:
        return False
    told = use.end + 2 == b and tokens[use.end].text == "=" and _is_plain(tokens[b - 1])
    return use.end == b or told


def _is_plain(token: Token) -> bool:
    return token.kind in ("number", "letter")


def letter_of(tokens: Sequence[Token], place: tuple[int, int]) -> str:
    """The letter that alone stands at a place, perhaps bold; nothing for other values."""
    a, b = place
    use = scan_name(tokens, a, b)
    plain = use.end == b and use.sub is None and use.label is None
    return use.base if plain else ""


def written(tokens: Sequence[Token]) -> tuple[set[str], set[str]]:
    r"""The names that are written as distributions are, `p(x | z)` or `x \sim q`; and, of these and
    others, those of several variables.

    >>> from ..sources.tokens import tokenize
    >>> written(tokenize(r"p(x|z) = q_\theta(x)")), written(tokenize(r"x \sim q"))
    (({'p'}, {'p'}), ({'q'}, set()))
    """
    found: set[str] = set()
    several: set[str] = set()
    for i, token in enumerate(tokens):
        if not starts_name(token) or (i and token.kind == "letter" and _touches(tokens, i)):
            continue
        try:
            use = scan_name(tokens, i, len(tokens))
        except ReadingError:
            continue
        found |= _compared(tokens, i)
        if use.base not in BASES or use.label is not None:
            continue
        key = key_of(use.base, classify(tokens, use.sub, frozenset()))
        drawn = i > 0 and tokens[i - 1].text in ("\\sim", "~")
        parts = None
        if use.end < len(tokens) and tokens[use.end].text == "(":
            parts = arguments(tokens, use.end, len(tokens))
        if drawn or (parts is not None and parts[1]):
            found.add(key)
        if parts is not None and len(parts[0]) + len(parts[1]) > 1:
            several.add(key)
    return found, several


def _compared(tokens: Sequence[Token], at: int) -> set[str]:
    r"""The names in `KL(p \| q)` and `D_{KL}(p \| q)`, where that begins at a place."""
    use = scan_name(tokens, at, len(tokens))
    key, end = key_of(use.base, classify(tokens, use.sub, frozenset())), use.end
    if key == "K" and end < len(tokens) and tokens[end].text == "L":
        key, end = "KL", end + 1
    if key not in ("KL", "D_KL") or end >= len(tokens) or tokens[end].text not in ("(", "["):
        return set()
    try:
        close = group_end(tokens, end, len(tokens))
    except ReadingError:
        return set()
    bar = divided(tokens, end + 1, close)
    found = set()
    for a, b in ((end + 1, bar[0]), (bar[1], close)) if bar is not None else ():
        if a < b and starts_name(tokens[a]):
            try:
                one = scan_name(tokens, a, b)
            except ReadingError:
                continue
            lone = one.end == b or tokens[one.end].text == "("
            if lone and one.base in BASES | {"\\hat{p}", "\\hat{q}"}:
                found.add(key_of(one.base, classify(tokens, one.sub, frozenset())))
    return found


def called(tokens: Sequence[Token]) -> set[str]:
    """The single letters that stand before brackets."""
    return {a.text for a, b in itertools.pairwise(tokens) if a.kind == "letter" and b.text == "("}


def averaged(tokens: Sequence[Token]) -> set[str]:
    r"""The capital letters that stand alone in `E[X]`, `\operatorname{Var}(X)`."""
    found = set()
    texts = [t.text for t in tokens]
    for i in range(1, len(tokens) - 2):
        alone = texts[i] in ("[", "(") and texts[i + 2] in ("]", ")")
        if not alone or not texts[i + 1].isupper():
            continue
        before = "".join(texts[max(i - 4, 0) : i])
        if re.search(r"(?:E|E\}|[Vv]ar|[Vv]ar\})$", before):
            found.add(texts[i + 1])
    return {name for name in found if len(name) == 1}


def given_values(tokens: Sequence[Token]) -> set[str]:
    """The names that take numbers as values at numbers, `p(1) = 0.2` and `P(X = 0) = 0.5`."""
    found = set()
    for i, token in enumerate(tokens[:-3]):
        if token.kind != "letter" or tokens[i + 1].text != "(":
            continue
        try:
            close = group_end(tokens, i + 1, len(tokens))
        except ReadingError:
            continue
        following = tokens[close + 1 : close + 3]
        told = len(following) == 2 and following[0].text in ("=", "\\approx")
        number = told and (following[1].kind == "number" or following[1].text in _FRACTIONS)
        if tokens[close - 1].kind == "number" and number:
            found.add(token.text)
    return found


def gives_moment(tokens: Sequence[Token]) -> bool:
    r"""Whether an expectation or a variance is given: `E[X] = 0`, `Var(X) = \sigma^2`."""
    texts = [t.text for t in tokens]
    for i in range(1, len(texts) - 1):
        if texts[i] not in ("[", "("):
            continue
        named = re.search(
            r"(?:E|E\}|[Vv]ar|[Vv]ar\}|[Cc]ov\}?)$", "".join(texts[max(i - 4, 0) : i])
        )
        if named is None:
            continue
        try:
            close = group_end(tokens, i, len(tokens))
        except ReadingError:
            continue
        following = texts[close + 1 :]
        if following[:1] == ["="] and not {"E", "Var", "Cov", "V", "(", "["} & set(following):
            return True
    return False


def _touches(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i - 1].kind == "letter" and tokens[i - 1].end == tokens[i].start


def other_logarithm(tokens: Sequence[Token]) -> bool:
    r"""Whether a logarithm to a base of its own stands in a formula: `\log_2`, `\lg`."""
    texts = [t.text for t in tokens]
    based = any(a == "\\log" and b == "_" for a, b in itertools.pairwise(texts))
    return based or "\\lg" in texts
