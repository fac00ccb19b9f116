"""What the words draw from a condition: "If E, then F", "Suppose E. Hence F".

By itself, `p^2 + 2pq + q^2 = 1` is an equation for p and q; drawn from `p + q = 1` it is a claim.
Where nothing but such words stands between the two, and nothing is said of F after it, F is claimed
for all that meets the condition, and fails if it fails for some. Otherwise F may be meant to follow
from more than the condition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ...regex import regex

Drawn = Literal["", "perhaps", "surely"]
"""Whether a formula is drawn from a condition."""

_WORD = (
    r"(?:then|hence|so|thus|therefore|consequently|accordingly|it (?:then |thus )?follows(?: that)?"
    r"|(?:which|this|that) (?:gives|implies|means|yields|shows)(?: us)?(?: that)?"
    r"|we (?:\w+ )?(?:get|have|obtain|find|conclude|deduce)(?: that)?)"
)
_DRAWN = regex(rf"\b{_WORD}\b[^.;:$]{{0,30}}[:\s$,]*\Z", re.IGNORECASE)
_PLAINLY = regex(
    rf"[\s$.,;)]*(?:(?:and|clearly|indeed)\b[\s,]*)?{_WORD}\b[\s,:]*"
    rf"(?:(?:{_WORD}|also|clearly|indeed|must|that)\b[\s,:]*){{0,3}}[\s$]*\Z",
    re.IGNORECASE,
)
_BEGINS = regex(
    r"[\s$)}]*[.;][\s*_]*(?:(?:clearly|indeed|and)\b[\s,]*)?(?:we|which|this|that)\b", re.IGNORECASE
)
_COMMA = regex(r"[\s$]*,[\s$]*\Z")
_LISTED = regex(r"[\s$]*(?:,|,?\s*(?:and|and (?:so|hence|thus|therefore)))[\s$]*\Z")
_ENDS = regex(
    r"[\s$}\]]*(?:\Z|[.;]|\n\s*\n|,?\s*(?:and )?(?:so|hence|thus|therefore)\b|,?\s*and\b"
    r"|,?\s*as (?:claimed|required|desired|stated|asserted|was to be \w+)\b)",
    re.IGNORECASE,
)
_MORE = regex(
    r"\b(?:or|if|when|where|unless|provided|only|except|for|iff|in case|with|without|at|near"
    r"|assum\w*|suppos\w*|possibl\w*|perhaps|maybe|either|one of|might|may|can|could|would|should"
    r"|need|want|try|choose|pick|set|let|solv\w+)\b",
    re.IGNORECASE,
)


def mixes(gaps: Sequence[str]) -> bool:
    """Whether "or" stands between formulas, and not between all of them: how they go together is
    not read.

    >>> mixes([" and ", " or ", " and "]), mixes([" or ", " or "]), mixes([", then ", " or "])
    (True, False, False)
    """
    told = [gap.strip(" ,$").lower() for gap in gaps]
    if not any(re.match(r"or\b|either\b", gap) for gap in told):
        return False
    since = next((k for k, gap in enumerate(told) if re.search(r"\b(?:then|so|hence)\b", gap)), -1)
    return any(gap in ("", "and") for gap in told[since + 1 :])


def says_more(words: str) -> bool:
    """Whether words around a conditional claim say more than how it is drawn: of what its names
    are, perhaps, or what else they meet.

    >>> says_more("# Question 2 Suppose that $p + q = 1$ holds. Then we get "), says_more("If ")
    (False, False)
    >>> says_more("A square has side $s$. If $s^2 = 9$, then ")
    True
    """
    told = re.sub(
        r"^#.*$|^[-*>\s]*|\*+|\$\$?[^$]*\$\$?|\\\w+|\([a-z0-9]{1,3}\)", " ", words, flags=re.M
    )
    return any(word.lower() not in _PLAIN for word in re.findall(r"[^\W\d_]{2,}", told))


_PLAIN = frozenset(
    "solve solving solutions"
    " if suppose assume assuming supposing given let since because as when then hence so thus"
    " therefore it follows follow that this which we get have has obtain find see know also"
    " and or both either be is are was real number numbers all any every each with for implies"
    " implying means gives yields conclude deduce now again but where by the an of to in on"
    " equation equations identity claim claims show shows shown prove proof solution answer"
    " question problem exercise example part step steps note indeed clearly obviously here"
    " there hold holds consequently accordingly from above below next"
    " last same side sides left right us must consider statement true equal"
    " equals value values what how why compute calculate simplify expand satisfy satisfies"
    " satisfying such finally similarly too well still yet namely ie eg etc not"
    .split()
)  # fmt: skip
"""Words that draw a claim from another and say nothing of what its names are."""


def after_headings(text: str) -> str:
    """The text after the last heading in it.

    >>> after_headings("one\\n## Question 2\\ntwo")
    '\\ntwo'
    """
    heads = list(_HEADING.finditer(text))
    return text[heads[-1].end() :] if heads else text


_HEADING = regex(r"^#{1,6} .*$|\\(?:sub)*section\*?\{[^}]*\}", re.MULTILINE)


def tells_of_others(following: str) -> bool:
    """Whether the text after a sentence speaks of other solutions.

    >>> tells_of_others(" (The other root is 2.)"), tells_of_others(" So we are done.")
    (True, False)
    """
    return _OTHERS.search(following) is not None


_OTHERS = regex(
    r"\b(?:other|another|second|remaining|negative|positive|reject\w*|discard\w*)\b[^.$]{0,40}"
    r"\b(?:roots?|solutions?|cases?|values?|possibilit\w+)\b",
    re.IGNORECASE,
)


def is_let(gap: str) -> bool:
    """Whether the words right before a formula let it hold.

    >>> is_let("Now let "), is_let("Let us see that ")
    (True, False)
    """
    return _LET.search(gap) is not None


_LET = regex(r"\blet(?: now| us (?:assume|suppose)(?: that)?)?[\s$]*\Z", re.IGNORECASE)


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
    if re.search(r"\b(?:also|moreover|further\w*|in addition)\b", gap, re.IGNORECASE):
        return "perhaps"
    if _BEGINS.match(gap):  # "Suppose E. We have F": which may be told beside E
        return "perhaps"
    rest = re.split(r"[.;]\s|\n\s*\n|\w\s*(?:\$|\s\s)", after, maxsplit=1)[0]
    return "surely" if plain and _ENDS.match(after) and not _MORE.search(rest) else "perhaps"
