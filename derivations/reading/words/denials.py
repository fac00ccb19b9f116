"""Words that take back what a formula says: denied, struck out, excepted, supposed to be absurd."""

from __future__ import annotations

import re

from proofs.kernel.terms import Term, eq, le, lt, ne

from ...regex import regex
from .negations import plainly

_NEGATORS = frozenset(
    "not never no without cannot can't don't doesn't neither nor rather instead longer".split()
)
_CLAUSE = regex(r"[.,;:!?()$]|\b(?:but|and|then|so)\b")
_EXCEPTED = regex(
    r"\b(?:unless|except(?:ing)?|excluding|other than|apart from)"
    r"(?:\s+(?:perhaps|possibly|for|at|when|if|where|in|the|cases?|points?|that))*\s*\Z",
    re.IGNORECASE,
)
_DROPPED = regex(
    r"\b(?:drop|remov|lift|discard|relax|abandon|forget|no longer (?:assum|requir|suppos))\w*\b"
    r"[^.;:!?$]{0,50}\Z",
    re.IGNORECASE,
)
_THAT = regex(r"\bthat:?\s*\Z")
_EQUIVALENT = regex(
    r"\b(?:if,? and only if|iff|(?:exactly|precisely|only) (?:if|when|for))\s*\Z", re.IGNORECASE
)


def took_back(gap: str) -> str:
    """How the words right before a formula turn its condition round: unless, not, iff, or nothing.

    >>> took_back("holds unless "), took_back("without assuming "), took_back("if and only if ")
    ('unless', 'not', 'iff')
    >>> took_back("We do not assume "), took_back("It is not hard: for ")
    ('not', '')
    """
    if _EXCEPTED.search(gap):
        return "unless"
    if _EQUIVALENT.search(gap):
        negated = re.search(r"\bnot (?:only|exactly) (?:if|when|for)\s*\Z", gap, re.IGNORECASE)
        return "not" if negated else "iff"
    told = gap.replace("\u2019", "'")
    told = plainly(told) if _THAT.search(told) else told
    if re.search(r"\b(?:when|if|where|whenever|even if) not\s*\Z", told, re.IGNORECASE):
        return "not"
    if _DROPPED.search(told) or re.search(r"\bbut not\s*\Z", gap):
        return "not"
    clause = _CLAUSE.split(told)[-1].lower().replace("without loss of generality", "")
    words = re.findall(r"[a-z']+", clause)
    return "not" if words and _NEGATORS & set(words[-4:-1]) else ""


_ABSURD = r"(?:false|wrong|incorrect|absurd|impossible|untrue|not (?:true|correct|valid))"
_DENIED_BEFORE = regex(
    rf"\b(?:{_ABSURD}(?:,? in general,?)? that|not the case that|never have|not have(?: that)?"
    r"|(?:common|typical|usual|classic|frequent) (?:mistake|misconception|fallacy|error)s?"
    r"(?: is(?: that)?| here is| would be)?:?"
    r"|(?:incorrect|wrong|false|bad):|(?:wrongly|falsely|incorrectly) (?:claim|writ|stat)\w*:?"
    r"|and not|rather than|instead of)[\s*_]*\Z|[,;(]\s*not[\s*_]*\Z",
    re.IGNORECASE,
)
_DENIED_AFTER = regex(
    rf"\s*(?:,?\s*(?:which|this|but this|that)\s+)?(?:(?:is|are|would be)\s+)"
    rf"(?:(?:in general|always|clearly|just|simply|obviously|of course)\s+)?"
    rf"(?:{_ABSURD}\b|a (?:common )?(?:mistake|error|contradiction|fallacy|misconception)\b)"
    r"|\s*,?\s*(?:(?:which|this)\s+)?(?:(?:does|do|need|must|can) ?not (?:hold|be true)\b"
    r"|cannot (?:hold|be true|be)\b|doesn't hold|fails\b|a contradiction\b)",
    re.IGNORECASE,
)
_CONTRARY = regex(
    r"\b(?:suppos|assum)\w{0,10}\b[^.$]{0,80}\bcontra(?:diction|ry)\b"
    r"|\bcontra(?:diction|ry)\b[^.$]{0,80}\b(?:suppos|assum)",
    re.IGNORECASE,
)
_REACHED = regex(r"\bcontradict|\babsurd|\bimpossible", re.IGNORECASE)
_OTHERWISE = regex(
    r"(?<!or )\b(?:otherwise|else|in the (?:other|opposite|contrary) case|if not(?=,| then\b)"
    r"|if this (?:fails|is not (?:so|the case)|does not hold|is false))\b"
    r"(?!,?\s*(?:if\b|for\b|when\b|stated|noted|specified|mentioned|said|indicated|known|would|than))",
    re.IGNORECASE,
)


def denied(gap: str, after: str) -> bool:
    """Whether the words around a formula say that it does not hold.

    >>> denied("It is not true that ", "."), denied("We get ", ", which is wrong")
    (True, True)
    >>> denied("We get ", " is"), denied(", not ", ".")
    (False, True)
    """
    return bool(_DENIED_BEFORE.search(gap) or _DENIED_AFTER.match(after))


def contrary(gap: str) -> bool:
    """Whether what follows is supposed for a contradiction."""
    return bool(_CONTRARY.search(gap))


def absurd(gap: str) -> bool:
    """Whether a contradiction is said to be reached, and none opened."""
    return bool(_REACHED.search(gap)) and not contrary(gap)


def excepts(text: str) -> bool:
    """Whether a sentence makes an exception, or leaves its condition in words.

    >>> excepts("unless x is negative"), excepts("for all x")
    (True, False)
    """
    return bool(re.search(r"\b(?:unless|except|excluding)\b", text, re.IGNORECASE))


def turns(gap: str) -> bool:
    """Whether what follows is said of the other case.

    >>> turns(". Otherwise, "), turns(" else if "), turns("unless otherwise stated, ")
    (True, False, False)
    """
    return bool(_OTHERWISE.search(gap))


_STRUCK = regex(
    r"~~(?=\S)(?:[^~\n]|\n(?!\s*\n))+?~~|<(?P<tag>del|s|strike)>[^<]{0,2000}</(?P=tag)>"
    r"|\\(?:sout|st|xout)\{(?:[^{}]|\{[^{}]*\})*\}",
    re.DOTALL,
)


def struck_out(text: str) -> list[tuple[int, int]]:
    """The offsets of what is struck out.

    >>> struck_out("so ~~$x$~~ $y$")
    [(3, 10)]
    """
    return [match.span() for match in _STRUCK.finditer(text)]


def negation(statement: Term) -> Term | None:
    """A relation turned round; None for other statements."""
    if len(statement.args) != 2:
        return None
    a, b = statement.args
    if statement.op == "eq":
        return ne(a, b)
    if statement.op == "ne":
        return eq(a, b)
    if statement.op in ("lt", "le"):
        return (le if statement.op == "lt" else lt)(b, a)
    return None
