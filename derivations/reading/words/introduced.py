r"""Names that the words of a page bring in anew: "Let $f$ be a convex function".

What another part of the page defines such a name to be is not meant then, nor what was said of it
before; unless the words say so: "Let $f$ be as above".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import scan_name, starts_name
from ..sources.symbols import RELATIONS
from ..sources.tokens import Token, tokenize

_BEFORE = regex(
    r"\b(?:let|suppose(?: that)?|assume(?: that)?|assuming(?: that)?|consider|take|fix|choose)"
    r"(?:\s+(?:an?|any|some|all|every|the)?(?:\s*[A-Za-z-]+){0,4})?\s*$"
    r"|\b(?:any|every|each|some|arbitrary|all|an?|two|three|both)\s+(?:[A-Za-z-]+\s+){0,3}"
    r"(?:functions?|densit(?:y|ies)|distributions?|maps?|sequences?|vectors?|matri(?:x|ces)|losses"
    r"|loss|variables?|numbers?|scalars?|polynomials?|kernels?)\s*$"
    r"|\b(?:any|every|each|arbitrary|all)\s+(?:[A-Za-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AFTER = regex(
    r"[\s,]*(?:(?:both|each)\s+)?(?:be|is|are|denotes?|represents?)\s+(?:now\s+|again\s+)?"
    r"(?:an?|any|some|arbitrary|two|continuous\w*|differentiable|convex|concave|bounded|smooth"
    r"|increasing|decreasing|monotone|positive|negative|real|integrable|functions?|the (?:density"
    r"|distribution|probability|number|length|loss|set|mean|variance))\b",
    re.IGNORECASE,
)
_ANY = regex(
    r"[\s,]*(?:is|are|be|denotes?)\s+"
    r"(?:an? arbitrary|any|some|arbitrary|an? (?:general|generic))\b",
    re.IGNORECASE,
)
_NAMED = regex(r"\b(?:let|suppose|assume|consider|take|fix|choose)\b", re.IGNORECASE)
_RECALLS = regex(
    r"\b(?:above|earlier|previous\w*|before|recall\w*|again|same|as in|defined (?:in|above|earlier)"
    r"|from (?:part|question|section|problem|exercise|\()|this function|given by|still"
    r"|(?:sigmoid|logistic|softmax|relu|rectifi\w+|unit step|heaviside))\b",
    re.IGNORECASE,
)
_REACH = 120


def lone_names(tokens: Sequence[Token]) -> list[str]:
    r"""The names of a formula that consists of names alone, or says from where to where they map.

    >>> from ..sources.tokens import tokenize
    >>> lone_names(tokenize("f, g")), lone_names(tokenize(r"f \colon A \to B"))
    (['f', 'g'], ['f'])
    >>> lone_names(tokenize("f(x)")), lone_names(tokenize("f g"))
    ([], [])
    """
    out: list[str] = []
    at = 0
    while at < len(tokens) and starts_name(tokens[at]):
        try:
            use = scan_name(tokens, at, len(tokens))
        except ReadingError:
            return []
        if use.sub is not None:
            return []
        out.append(use.base)
        at = use.end
        following = tokens[at].text if at < len(tokens) else ""
        if following in ("", ":", "\\colon"):
            return out
        if following != ",":
            return []
        at += 1
    return []


def introduces(before: str, after: str) -> bool:
    """Whether the words around a name bring it in anew.

    >>> introduces("Let ", " be a convex function."), introduces("Let ", " be as above.")
    (True, False)
    >>> introduces("so for any function ", " we have"), introduces("The minimum of ", " is")
    (True, False)
    """
    here, there = before[-_REACH:], after[:_REACH].split(".")[0]
    sentence = re.split(r"[.!?]\s", here)[-1]
    if _RECALLS.search(sentence) or _RECALLS.search(there):
        return False
    named = _NAMED.search(sentence) is not None and _AFTER.match(there) is not None
    return named or _ANY.match(there) is not None or _BEFORE.search(sentence) is not None


def recalls(around: str) -> bool:
    """Whether the words say that a name is meant as it was before."""
    return _RECALLS.search(around) is not None


def quantified(before: str) -> list[str]:
    r"""The names that are said to be any, right before a formula: "For every real $x$, ".

    >>> quantified("For every real $x$, "), quantified("For $x > 0$, ")
    (['x'], [])
    """
    match = _QUANTIFIED.search(before)
    if match is None:
        return []
    try:
        return lone_names(tokenize(match["names"]))
    except ReadingError:
        return []


_QUANTIFIED = regex(
    r"\b(?:every|any|all|each)\b[^.;:$]{0,40}\$(?P<names>[^$]{1,40})\$"
    r"[\s,]*(?:we (?:have|get)|it holds that|then)?[\s,:]*\$?\Z",
    re.IGNORECASE,
)


def is_function_here(before: str, after: str) -> bool:
    """Whether the words around a name say that it is a function.

    >>> is_function_here("a function ", " of time"), is_function_here("Let ", " be a function.")
    (True, True)
    >>> is_function_here("The function is ", " times the other."), is_function_here("so ", " is")
    (False, False)
    """
    return _FUNCTION.search(before) is not None or _A_FUNCTION.match(after) is not None


_FUNCTION = regex(
    r"\b(?:function|map|mapping)s?\s*\Z|\bthe (?:[\w-]+ )?(?:function|map) be\s*\Z", re.IGNORECASE
)
_A_FUNCTION = regex(
    r"\s*(?:is|be|are|denotes?)\s+(?:an?|the|two|some|any)?\s*(?:[\w-]+\s+){0,3}(?:function|map)s?\b",
    re.IGNORECASE,
)


def called_name(tokens: Sequence[Token]) -> str:
    """The c of a formula that is nothing but `c(t)`."""
    texts = [t.text for t in tokens]
    plain = len(tokens) == 4 and texts[1] == "(" and texts[3] == ")" and tokens[2].kind == "letter"
    return texts[0].lstrip("\\") if plain and starts_name(tokens[0]) else ""


def constant_bound(tokens: Sequence[Token]) -> str:
    r"""The e of `e > 0`, the pi of `\pi \in (0, 1)`: constants, unless words bring them in."""
    if len(tokens) < 3 or tokens[0].text not in ("e", "i", "\\pi"):
        return ""
    order = RELATIONS.get(tokens[1].text) in ("<", "<=", ">", ">=") or tokens[1].text == "\\in"
    return tokens[0].text.lstrip("\\") if order else ""
