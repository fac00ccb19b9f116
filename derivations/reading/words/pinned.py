r"""What the words say of names and is not read: "let $\phi$ be the golden ratio", "for large $x$",
"all variables are positive", "on $[0, \infty)$".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...regex import regex

_NAMES = r"\$(?P<{}>[^$=<>]{{1,30}})\$"
_VALUES = (
    r"(?:(?:golden|silver|aspect|common|plastic) ratio|ratio|roots?|solutions?|zeros?|fixed points?"
    r"|minim(?:um|i[sz]er)|maxim(?:um|i[sz]er)|limit|sum|differences?|product|quotient|remainder"
    r"|average|mean|median|variance|number of|radius|diameter|area|volume|circumference|perimeter"
    r"|hypotenuse|distance|height|length|width|depth|slope|angles?|inverse|reciprocal|square|cube"
    r"|half|double|twice|norm|determinant|trace|eigenvalues?|(?:next|previous|first|last) \w+"
    r"|sides?|legs?|projections?|reflections?|rotations?|idempotents?|involutions?|units?"
    r"|probabilit(?:y|ies)|fractions?|proportions?|percentages?|lengths|ages?|counts?"
    r"|(?:Euler|Golden|Catalan|Feigenbaum)\w*(?:['\u2019]s)? (?:constant|number|ratio|mean))"
)
_IS = r"(?:be|is|are|denotes?|stands? for|means?|represents?)"
_PINNED = regex(
    rf"{_NAMES.format('name')}\s+{_IS}\s+(?:both\s+|defined as\s+)?"
    rf"(?:(?:the|a|an|its|one|half|twice)\s+(?:[\w-]+\s+){{0,2}}?{_VALUES}"
    r"|(?:not|n['\u2019]t|no|never|neither|distinct|different|unequal|coprime)\b"
    r"|of (?:the )?(?:same|opposite|equal|different)"
    r"|(?:either\s+)?\$?-?\d+\$?\s*(?:,|or\b|and\b))"
    rf"|{_NAMES.format('other')}\s+(?:(?:isn|aren|doesn|don)['\u2019]t\b"
    r"|ha(?:s|ve) (?:a |the |no )?(?:\w+ )?signs?\b|(?:odd|even|prime|coprime|irrational)\b)"
    rf"|\b(?:golden ratio|golden mean|silver ratio|probability|fraction|proportion|percentage)\s+"
    rf"{_NAMES.format('after')}"
    r"|\$(?P<row>[^$]{1,20}\\[lc]?dots[^$]{1,20})\$\s+(?:be|are|is)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:positive|non-?negative|negative|non-?zero)\b",
    re.IGNORECASE,
)
_SIZED = regex(
    rf"\b(?:small|large|big|tiny|huge|sufficiently (?:small|large))\s+{_NAMES.format('before')}"
    rf"|{_NAMES.format('name')}\s+(?:is|be|are|being)?\s*(?:chosen |taken |assumed )?"
    r"(?:so |very |sufficiently |infinitely |arbitrarily )?(?:small|large|big|tiny|huge)\b",
    re.IGNORECASE,
)
_COMPARED = regex(
    rf"{_NAMES.format('name')},?\s+(?:(?:is|be|are|being|to|that|which|always|strictly|must|lies?"
    r"|with|of|a|an|any|some|number|real|integer|positive|not|ranges?|ranging|vary|varies|varying"
    r"|taken|chosen|from|runs?|over|stays?|remains?|confined|restricted)\s+){0,4}"
    r"(?:greater|larger|bigger|more|less|smaller|fewer|above|below|exceed\w*|at (?:least|most)"
    r"|bounded|beyond|within|inside|outside|in the (?:unit|open|closed|interior|first|second|third"
    r"|fourth|upper|lower|right|left|interval)|between|no (?:less|more|smaller|larger)"
    r"|(?:in|from|over|on) (?:the (?:\w+ )?interval )?\$\s*(?:\\left)?[\[(\\])",
    re.IGNORECASE,
)


_ONE = regex(r"[A-Za-z]+")


def pinned(words: str) -> set[str]:
    r"""The names of which the words tell what value, or which size, they have.

    >>> sorted(pinned(r"Let $\phi$ be the golden ratio. For large $x$, ..."))
    ['phi', 'x']
    """
    found: set[str] = set()
    for said in (_PINNED, _SIZED, _COMPARED):
        for row in said.finditer(words):
            found.update(name for names in row.groups() if names for name in _ONE.findall(names))
    return found


def restricted(sentence: str) -> bool:
    """Whether a sentence says of which values it speaks in words that are no condition.

    >>> restricted("On the positive half-line, "), restricted("Eventually "), restricted("Then ")
    (True, True, False)
    """
    return _RESTRICTED.search(sentence) is not None


_RESTRICTED = regex(
    r"\bhalf-?(?:line|plane|axis)\b|\bquadrants?\b"
    r"|\b(?:unit|open|closed) (?:interval|ball|disk|disc)\b"
    r"|\b(?:for|of|on|with|among|at) (?:the )?(?:all |any |every |most |only |such )?"
    r"(?:positive|negative|non-?negative|non-?zero|large|small|even|odd|integer|natural|admissible"
    r"|allowed|suitable|certain|other|typical) (?:real |integer )?"
    r"(?:arguments?|inputs?|values?|numbers?|reals|integers?|entries|exponents?|indices|lengths?)\b"
    r"|\b(?:sometimes|occasionally|often|usually"
    r"|(?:may|might|can|could) (?:be|happen|occur|hold|have)|possibl[ey]"
    r"|in (?:some|certain|many|most) cases|other than|distinct|different from"
    r"|apart from|with the exception|leaving aside|does(?: not|n['\u2019]t) vanish|not both)\b"
    r"|\(\s*(?:\$[^$]{1,20}\$)?\s*(?:is |are |an? |any )*"
    r"(?:positive|negative|non-?negative|non-?zero|integer|even|odd|real|small|large|natural)\b"
    r"|\bAM-?GM\b|\bin \$\s*\\mathbb\s*\{?\s*C\b"
    r"|\ball but finitely many\b|\beventually\b|\balmost (?:all|every|everywhere|surely)\b"
    r"|\basymptotically\b|\bgenerically\b|\bfor most\b|\bfor (?:some|certain|suitable)\b"
    r"|\brestrict\w*\b|\b(?:away from|except (?:at|on|for)|outside(?: of)?) "
    r"|(?<!\$)(?<!\$ )\b(?:is|are) (?:always |strictly |all )?"
    r"(?:positive|non-?negative|negative|non-?zero)\b",
    re.IGNORECASE,
)


def restricts_inside(text: str) -> bool:
    """Whether words within a formula say of which values it speaks.

    >>> restricts_inside("for positive"), restricts_inside("and")
    (True, False)
    """
    return _INSIDE.search(text) is not None


_INSIDE = regex(
    r"\b(?:positive|negative|non-?negative|non-?zero|integers?|even|odd|small|large|complex|since"
    r"|because|sufficiently)\b",
    re.IGNORECASE,
)


def demands(before: str, after: str) -> bool:
    """Whether an inequality is asked for by the words of its sentence, or sorts things.

    >>> demands("We need ", ""), demands("", " between the zeros"), demands("Then ", "")
    (True, True, False)
    """
    return _DEMANDS.search(f"{before} {after}") is not None


_DEMANDS = regex(
    r"\b(?:need|want|requir\w*|demand\w*|must|ought|should|condition|constraint|domain|convex\w*"
    r"|concav\w*|increas\w*|decreas\w*|rising|falling|between|zeros|roots?|two solutions|sort\w*"
    r"|order\w*|partition|nodes?|sequence|monoton\w*|pick|select|stable|stability|converg\w*"
    r"|provided|so that|such that|feasib\w*|admissib\w*)\b",
    re.IGNORECASE,
)


class OfAll(NamedTuple):
    """What is told of all variables, at an offset: `kind` is positive, nonnegative, ...; `given`:
    it is said outright, and no condition or question."""

    at: int
    kind: str
    given: bool


_OF_ALL = regex(
    r"(?P<before>[^.$\n]{0,60})\ball\s+(?:the\s+|of the\s+|our\s+|these\s+)?"
    r"(?:(?:free|other|unknown|input)\s+)?(?:variables|quantities|numbers|letters|symbols|unknowns"
    r"|constants|parameters|values|(?:variables|letters|constants) and (?:constants|parameters))"
    r"(?:\s+(?:here|below|involved|that (?:occur|appear)|in this \w+))?\s+"
    r"(?:(?:are|is|be|being|represent|denote|stand for|will be|to be)\s+)?"
    r"(?:(?:assumed|taken|supposed|understood|always|strictly|real|and|to be|as|non-zero)\s+)*"
    r"(?P<kind>positive|negative|non-?negative|non-?zero)\b(?!\s+(?:or|and)\b)",
    re.IGNORECASE,
)
_OUTRIGHT = regex(
    r"[\s*_>#(-]*(?:(?:throughout|here|below|now|in (?:this|the following) \w+|note that"
    r"|recall that|remember that|we (?:will |shall )?(?:now )?(?:assume|suppose)(?: that)?"
    r"|(?:let us )?(?:assume|suppose|assuming)(?: that)?|let|where)[,:]?\s+)*",
    re.IGNORECASE,
)


def of_all(words: str) -> Iterator[OfAll]:
    """What a text says of the sign of all its variables.

    >>> [told[1:] for told in of_all("Assume all variables are positive.")]
    [('positive', True)]
    >>> [told[1:] for told in of_all("It is open whether all quantities are non-negative.")]
    [('nonnegative', False)]
    """
    for said in _OF_ALL.finditer(words) if "all" in words.lower() else ():
        kind = said["kind"].lower().replace("-", "")
        yield OfAll(said.start(), kind, _OUTRIGHT.fullmatch(said["before"]) is not None)


_INTERVAL = regex(
    r"\b(?:on|in|over|within|inside|throughout|for)\s+"
    r"(?:(?:the|an|any|open|closed|half-open|unit|whole|interval|domain|range|region|half-line"
    r"|all of)\s+)*\$\s*(?P<interval>(?:\\left)?[\[(][^$\[\]()]{1,40},[^$\[\]()]{1,40}[\])])\s*\$",
    re.IGNORECASE,
)


def intervals(text: str) -> list[tuple[int, int]]:
    r"""Where the intervals stand that a text says to be on.

    >>> text = r"On $[0, 1)$ we have "
    >>> [text[a:b] for a, b in intervals(text)]
    ['[0, 1)']
    """
    if "$" not in text:
        return []
    return [found.span("interval") for found in _INTERVAL.finditer(text)]


__all__ = [
    "OfAll", "demands", "intervals", "of_all", "pinned", "restricted", "restricts_inside",
]  # fmt: skip
