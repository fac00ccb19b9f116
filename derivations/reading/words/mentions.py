r"""Conditions that a sentence only speaks of: "the case $x > 0$ is excluded".

They hold for nothing that follows with certainty.
"""

from __future__ import annotations

import re

from ...regex import regex

_DONE = (
    r"excluded|ruled out|dealt|treated|handled|done|left|discussed|covered|trivial|clear|obvious"
    r"|similar|analogous|easy|impossible|irrelevant|not|unknown|shown|proved|proven|postponed"
    r"|ignored|omitted|skipped|immediate|known|symmetric|elementary"
)
_DISMISSED = regex(
    rf"[\s,]*(?:(?:which|this|that|it)\s+)?(?:(?:is|was|are|were|will be|can be|has been|have been"
    rf"|needs to be)\s+(?:\w+ly\s+)?(?:{_DONE})\b|see\b|follows\b|we are done\b|there is nothing\b"
    r"|later\b|above\b|below\b|(?:the|this) (?:claim|result|statement|assertion|case|formula|proof)"
    rf" (?:is (?:\w+ly )?(?:{_DONE})|follows)\b|it (?:would|is|was) (?:be )?(?:simple|simpler"
    rf"|{_DONE})\b)",
    re.IGNORECASE,
)
_OTHERS = regex(
    r"\b(?:had (?:we|one|I|they) (?:\w+ )?(?:assum|suppos|requir|tak|restrict)\w*"
    r"|(?!(?:We|I|Let|Now|Here|If|So|Then|Thus|Hence|One|Also|It|This|Is|Be|Further|First)\b)"
    r"[A-Z]\w+ (?:assum|suppos|requir|consider|treat)\w*(?: that)?"
    r"|\b(?:they|he|she|authors?|books?|papers?|people|texts?) (?:\w+ )?"
    r"(?:assum|suppos|requir|consider|treat)\w*(?: that)?)[\s$]*\Z"
)
_SAID = regex(
    r"\b(?:is|are|has|have|holds|exists?|converges?|diverges?|increases?|decreases?|vanish\w*)\b"
    r"[^.;:]*\b(?:if|for|when|whenever|provided(?: that)?)(?: all| every| any)?[\s$]*\Z",
    re.IGNORECASE,
)
_TAKEN = regex(
    r"\b(?:consider|assum|suppos|let|restrict|work|tak|case|now|only|given|want|need|ask|claim|show"
    r"|solution|solv|find)\w*",
    re.IGNORECASE,
)
_REST = regex(r"[\s$.,;:)]*\Z")


def only_mentioned(before: str, after: str, *, claims: bool) -> bool:
    """Whether a condition is no more than spoken of; `claims`: its sentence claims something.

    >>> only_mentioned("The case $", " is excluded", claims=False)
    True
    >>> only_mentioned("Consider the case $", "", claims=False)
    False
    >>> only_mentioned("The function is smooth for $", ".", claims=False)
    True
    """
    if _OTHERS.search(before):
        return True
    if claims:
        return False
    if _DISMISSED.match(after.lstrip("$")):
        return True
    said = _SAID.search(before) is not None and _TAKEN.search(before) is None
    return said and _REST.match(after) is not None
