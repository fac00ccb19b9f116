"""What the words draw from a condition: "If E, then F", "Suppose E. Hence F".

By itself, `p^2 + 2pq + q^2 = 1` is an equation for p and q; drawn from `p + q = 1` it is a claim.
Where nothing but such words stands between the two, and nothing is said of F after it, F is claimed
for all that meets the condition, and fails if it fails for some. Otherwise F may be meant to follow
from more than the condition.
"""

from __future__ import annotations

import re
from typing import Literal

Drawn = Literal["", "perhaps", "surely"]
"""Whether a formula is drawn from a condition."""

_WORD = (
    r"(?:then|hence|so|thus|therefore|consequently|accordingly|it (?:then |thus )?follows(?: that)?"
    r"|(?:which|this|that) (?:gives|implies|means|yields|shows)(?: us)?(?: that)?"
    r"|we (?:\w+ )?(?:get|have|obtain|find|see|conclude|deduce|know)(?: that)?)"
)
_DRAWN = re.compile(rf"\b{_WORD}\b[^.;:$]{{0,30}}[:\s$,]*\Z", re.IGNORECASE)
_PLAINLY = re.compile(
    rf"[\s$.,;)]*(?:and\s+)?(?:(?:{_WORD}|also|clearly|indeed|must|that)\b[\s,:]*){{1,4}}[\s$]*\Z",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[\s$]*,[\s$]*\Z")
_LISTED = re.compile(r"[\s$]*(?:,|,?\s*(?:and|and (?:so|hence|thus|therefore)))[\s$]*\Z")
_ENDS = re.compile(
    r"[\s$}\]]*(?:\Z|[.;]|\n\s*\n|,?\s*(?:and )?(?:so|hence|thus|therefore)\b|,?\s*and\b"
    r"|,?\s*as (?:claimed|required|desired|stated|asserted|was to be \w+)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:or|if|when|where|unless|provided|only|except|for|iff|in case|with|without|at|near"
    r"|assum\w*|suppos\w*|possibl\w*|perhaps|maybe|either|one of|might|may|can|could|would|should"
    r"|need|want|try|choose|pick|set|let|solv\w+)\b",
    re.IGNORECASE,
)


def is_let(gap: str) -> bool:
    """Whether the words right before a formula let it hold.

    >>> is_let("Now let "), is_let("Let us see that ")
    (True, False)
    """
    return _LET.search(gap) is not None


_LET = re.compile(r"\blet(?: now| us (?:assume|suppose)(?: that)?)?[\s$]*\Z", re.IGNORECASE)


def drawn(gap: str, after: str, *, after_condition: bool, after_drawn: bool) -> Drawn:
    """Whether a formula between two pieces of text is drawn from a condition that stands before it.

    `after_condition`: that condition is the formula right before it, in its sentence;
    `after_drawn`: the formula right before is drawn from it, too.

    >>> drawn(", then ", ".", after_condition=True, after_drawn=False)
    'surely'
    >>> drawn(". Then we may try ", ".", after_condition=False, after_drawn=False)
    'perhaps'
    >>> drawn(", then ", " or ", after_condition=True, after_drawn=False)
    'perhaps'
    >>> drawn(" and ", "", after_condition=True, after_drawn=False)
    ''
    """
    plain = bool(_PLAINLY.match(gap)) or (after_condition and bool(_COMMA.match(gap)))
    plain = plain or (after_drawn and bool(_LISTED.match(gap)))
    if not plain and not _DRAWN.search(gap):
        return ""
    rest = re.split(r"[.;]\s|\n\s*\n", after, maxsplit=1)[0]
    return "surely" if plain and _ENDS.match(after) and not _MORE.search(rest) else "perhaps"
