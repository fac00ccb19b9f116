"""Symmetric matrices, in words: "where $A$ is a symmetric matrix", "with $A$ symmetric"."""

from __future__ import annotations

import re

from ...regex import regex
from .adjectives import CUES, LISTED
from .denials import took_back

_CUE = (
    r"\b(?P<cue>let|where|with|for|if|when|assume|suppose|given|assuming|fix|since|because)"
    r"(?:\s+that)?(?:\s+(?:an?|any|all|every|the|some|real|square|invertible))*\s*"
)
_DEFINITE = r"(?:,?\s*(?:and\s+)?positive[- ](?:semi-?)?definite)?"
_NOUN = r"(?:\s+(?:real\s+)?matri(?:x|ces))"
_END = r"(?=\s*(?:[.,;:()\n$]|\Z|and\b|then\b|with\b|so\b|we\b))"
_AFTER = regex(
    r"\s*(?:(?:is|are|be|being)\s+)?(?:(?:an?|both|real|square|invertible)\s+)*"
    rf"symmetric{_DEFINITE}{_NOUN}?{_END}",
    re.IGNORECASE,
)
_BEFORE = regex(rf"{_CUE}symmetric{_DEFINITE}{_NOUN}?\s*\Z", re.IGNORECASE)
_ENDS = regex(rf"{_CUE}\Z", re.IGNORECASE)


def supposed(before: str, after: str, held: str = "") -> str:
    """The cue with which the words around a name suppose that it is symmetric; else nothing.

    `held` is the cue before the names that stand with it in a row.

    >>> supposed("where ", " is a symmetric matrix and"), supposed("for a symmetric matrix ", ", ")
    ('where', 'for')
    >>> supposed("Hence ", " is symmetric."), supposed("Let ", " be symmetric about the axis.")
    ('', '')
    >>> supposed("with ", " skew-symmetric."), supposed("for a non-symmetric matrix ", ".")
    ('', '')
    >>> supposed("Let ", " and $B$ be symmetric."), supposed(" and ", " be symmetric.", "let")
    ('let', 'let')
    """
    if took_back(before):
        return ""
    after = LISTED.sub("", after)
    if held and before.strip(" ,\n") in ("", "and"):
        return held if _AFTER.match(after) else ""
    found = _BEFORE.search(before)
    if found is None and _AFTER.match(after):
        found = _ENDS.search(before)
    return CUES[found["cue"].lower()] if found else ""
