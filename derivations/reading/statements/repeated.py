r"""The summation convention: an index that stands twice in a product is summed over.

`y_i \log \hat{y}_i` is a sum over i on a page that says so ("in Einstein notation", "summation
over repeated indices is implied"), where i is no index of what is claimed: one of a link's sides
has that once in each of its terms. What is summed in one term of a side is summed in its others.

Source: A. Einstein, Die Grundlage der allgemeinen Relativitätstheorie, Annalen der Physik 49
(1916), paragraph 5.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from ...regex import regex
from ..expressions.names import group_end
from ..sources.symbols import RELATIONS
from ..sources.tokens import Token

Range = tuple[int, int]
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_SAYS = regex(
    r"\bEinstein(?:['\u2019]s)?\s+(?:summation\s+)?(?:notation|convention|summation)"
    r"|\bsummation convention\b"
    r"|\bsum(?:mation|s)?\b[^.\n]{0,40}\brepeated ind(?:ex|ices)\b[^.\n]{0,20}"
    r"\b(?:implied|understood)"
    r"|\brepeated ind(?:ex|ices)\b[^.\n]{0,20}\b(?:are|is) summed",
    re.IGNORECASE,
)
_DENIES = regex(
    r"\b(?:no|not|without|never|avoid\w*)\s+(?:\w+\s+){0,3}"
    r"(?:Einstein|summation (?:convention|over|implied)|sum(?:med)? over|implied sum)"
    r"|\bdo(?:n['\u2019]t| not) (?:use|adopt|follow|sum)\b[^.;\n]{0,40}"
    r"(?:Einstein|summation|repeated)",
    re.IGNORECASE,
)
_BOUND_BY = frozenset({"\\sum", "\\prod", "\\max", "\\min", "\\int", "\\lim"})


def is_spoken_of(words: str) -> bool:
    """Whether a page says that it leaves out signs of summation, and nowhere that it doesn't.

    >>> is_spoken_of("In Einstein notation the sum is implied."), is_spoken_of("Einstein was born")
    (True, False)
    >>> is_spoken_of("We use Einstein notation, but there is no summation over k here.")
    False
    """
    return _SAYS.search(words) is not None and _DENIES.search(words) is None


def summed(
    tokens: Sequence[Token], sides: Sequence[Range], indices: Collection[str]
) -> frozenset[str]:
    r"""The indices of a statement that the convention sums over.

    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize("c_k = a_i b_i d_k + a_i e_k")
    >>> sorted(summed(tokens, [(0, 4), (5, len(tokens))], "ijk"))
    ['i']
    """
    twice: set[str] = set()
    once: set[str] = set()
    for a, b in sides:
        bound = set(_bound(tokens, a, b))
        counts = [
            Counter(letters_at(tokens, *term, indices).values()) for term in _terms(tokens, a, b)
        ]
        for letter in set().union(*counts) - bound if counts else ():
            if any(c[letter] > 1 for c in counts):
                twice.add(letter)
            if all(c[letter] == 1 for c in counts):
                once.add(letter)
    return frozenset(twice - once)


def letters_at(tokens: Sequence[Token], a: int, b: int, indices: Collection[str]) -> dict[int, str]:
    r"""The letters that stand as indices between two places: i and j of `W_{ij} x_j`."""
    found: dict[int, str] = {}
    for at in range(a, b - 1):
        if tokens[at].kind != "_" or (at > a and tokens[at - 1].text in _BOUND_BY):
            continue
        first, last = at + 1, at + 2
        if tokens[first].kind == "{":
            first, last = first + 1, group_end(tokens, first, b)
        inside = [t for t in tokens[first:last] if t.text != ","]
        if inside and all(t.kind == "letter" and t.text in indices for t in inside):
            found.update({i: tokens[i].text for i in range(first, last) if tokens[i].text != ","})
    return found


def _bound(tokens: Sequence[Token], a: int, b: int) -> Iterator[str]:
    r"""The letters that signs such as `\sum_i` bind between two places."""
    for at in range(a, b - 2):
        if tokens[at].text in _BOUND_BY and tokens[at + 1].kind == "_":
            yield tokens[at + 2].text if tokens[at + 2].kind != "{" else tokens[at + 3].text


def _terms(tokens: Sequence[Token], a: int, b: int) -> Iterator[Range]:
    """The terms of a side, between signs that stand outside all brackets."""
    start, depth = a, 0
    for at in range(a, b):
        kind = tokens[at].kind
        depth += (kind in _OPENING) - (kind in _CLOSING)
        if depth == 0 and kind in ("+", "-"):
            if at > start:
                yield start, at
            start = at + 1
    if b > start:
        yield start, b


def stands_beside(
    tokens: Sequence[Token], start: int, letters: Mapping[int, str]
) -> frozenset[str]:
    r"""The indices among `letters` that stand beside the brackets around a term, in the term that
    these are part of: i beside `y_i [ x_i \delta_{ij} - z_j ]`, for its term that starts at x."""
    first, last = _inside(tokens, start)
    if first == 0:
        return frozenset()
    a, b = _term_around(tokens, first, last)
    return frozenset(
        letter for at, letter in letters.items() if a <= at < b and not first <= at < last
    )


def _inside(tokens: Sequence[Token], start: int) -> Range:
    """The range between the brackets around a place."""
    first, depth = start, 0
    while first > 0 and depth >= 0:
        first -= 1
        depth += (tokens[first].kind in _CLOSING) - (tokens[first].kind in _OPENING)
    last, depth = start, 0
    while last < len(tokens) and depth >= 0:
        depth += (tokens[last].kind in _OPENING) - (tokens[last].kind in _CLOSING)
        last += depth >= 0
    return (first + 1 if tokens[first].kind in _OPENING else 0), last


def _term_around(tokens: Sequence[Token], first: int, last: int) -> Range:
    """The term that a pair of brackets is part of."""
    a, depth = first - 1, 0
    while a > 0:
        kind = tokens[a - 1].kind
        depth += (kind in _CLOSING) - (kind in _OPENING)
        if depth < 0 or (depth == 0 and _parts(tokens[a - 1])):
            break
        a -= 1
    b, depth = last + 1, 0
    while b < len(tokens):
        kind = tokens[b].kind
        depth += (kind in _OPENING) - (kind in _CLOSING)
        if depth < 0 or (depth == 0 and _parts(tokens[b])):
            break
        b += 1
    return a, b


def _parts(token: Token) -> bool:
    """Whether a token stands between two terms, or two sides."""
    return token.kind in ("+", "-", "row", "&") or token.text in RELATIONS
