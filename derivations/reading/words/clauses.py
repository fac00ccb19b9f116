"""Which claim a condition is one of, and how far: by the words between the two.

"$A = B$ for $x > 0$" has a condition, "$A = B$, which is zero for $x = 1$" a remark; and what is
said "in general" after a case is said of more than that.
"""

from __future__ import annotations

import re

from ...regex import regex


def restricts(before: str, gap: str) -> str:
    """The cue of a condition on names that a sentence has just brought in: "for all $x$, $y$ with".

    `before` are the words of the sentence up to the formula, `gap` those right before it.

    >>> restricts("For all $x$, $y$ with ", " with "), restricts("Find $x$ with ", " with ")
    ('for', '')
    >>> restricts("Let $u$ be a vector such that ", " be a vector such that ")
    'let'
    """
    found = _BRINGS_IN.match(before)
    if found is None or _RESTRICTING.search(gap) is None:
        return ""
    return "for" if found["for"] else "let"


_BRINGS_IN = regex(
    r"[\s*_>#(\d.)-]*(?:(?:now|then|so|hence|thus|again|next|finally|moreover),?\s+)?"
    r"(?:(?P<for>for|given|on|with)\b|(?:let|take|fix|consider|suppose|assume)\b)",
    re.IGNORECASE,
)
_RESTRICTING = regex(
    r"(?:\A|\s)(?:with|such that|so that|satisfying|(?:that|which) (?:satisfy|satisfies)|subject to"
    r"|(?:where|whose|having))\s*\Z"
    r"|\A\s*be\s+(?:an?\s|the\s)?(?![^,]*\b(?:numbers?|reals?|integers?|vectors?|matri(?:x|ces)"
    r"|variables?|points?|scalars?|constants?|given|arbitrary|any|positive|functions?)\b)"
    r"[A-Za-z -]{2,40},\s*(?:(?:so|so that|i\.e\.|that is|meaning),?\s*)?\Z",
    re.IGNORECASE,
)


def concluded(gap: str) -> bool:
    """Whether the words right before a condition draw it from what stands before.

    >>> concluded(", so "), concluded(" so for "), concluded(" where ")
    (True, False, False)
    """
    return _CONCLUDED.search(gap) is not None


_CONCLUDED = regex(
    r"(?:\A|[\s,;])(?:so|thus|hence|therefore|consequently|i\.e\."
    r"|which (?:gives|means|implies|shows)"
    r"|it follows|we (?:get|obtain|find|conclude|see)|giving|implying)(?:\s+that)?,?\s*\Z",
    re.IGNORECASE,
)


def exemplifies(gap: str) -> bool:
    """Whether the words right before a condition give it for an example, or a case among others.

    >>> exemplifies(", e.g. for "), exemplifies(", in particular for "), exemplifies(" for ")
    (True, True, False)
    """
    return _EXAMPLE.search(gap) is not None


_EXAMPLE = regex(
    r"(?:\be\.\s?g\.|\bfor (?:example|instance)|\bin particular|\bespecially|\bnotably"
    r"|\b(?:such as|say|like|including|even|usually|typically|often|sometimes|starting with|namely)"
    r"|\bas (?:one|we|you) (?:can )?sees?)"
    r"[\s,(]*(?:for|when|if|with|at|where|in|the case(?: of)?|\s)*\Z",
    re.IGNORECASE,
)


def belongs(between: str) -> bool:
    """Whether a condition is one of the claim before it, by the text between the two.

    >>> belongs(" for all "), belongs(" and $B = C$ if "), belongs(", which is zero for ")
    (True, True, False)
    >>> belongs(", which holds for "), belongs(" with equality for "), belongs("; if ")
    (True, False, False)
    """
    return len(between) < _FAR and _OF_THE_CLAIM.fullmatch(between) is not None


_FAR = 1_000
"""Characters after which no condition is one of the claim."""


_OF_THE_CLAIM = regex(
    r"(?:[\s,]*+(?:and|or)?[\s,]*+\$++[^$]*+\$++)*+"
    r"(?:\$++[^$]*+\$++(?:[\s,]*(?:and|or)\b)?|[\s,.:(*_~$-]|\\[(\[\])]|\\q?quad|\\text\{"
    r"|\b(?:(?:which|this|that|it|and this|both)\s+)?"
    r"(?:holds?|is (?:true|valid|correct)|are (?:true|valid)|remains? (?:true|valid)|valid|true)\b"
    r"|\b(?:for|if|when|whenever|where|with|on|at|in|as|only|provided|that|assuming|given|since|because"
    r"|case|cases|the|all|any|every|each|some|here|again|also|long|an?|is|are|be|of|number|numbers|real"
    r"|positive|negative|non-?negative|non-?zero|integers?|natural|values|fixed|given|small|large"
    r"|sufficiently|constants?|vectors?|points?|under|condition|assumption"
    r"|interval|range|domain|whose|such|satisfying|exactly|precisely|unless|near|around|than|from|to)\b)*+",
    re.IGNORECASE,
)


def restates(words: str) -> bool:
    """Whether words before an equation draw it from what stands before, and turn to nothing else.

    >>> restates("So "), restates("Expanding the square yields "), restates("The update gives ")
    (True, True, False)
    >>> restates("Tanh "), restates("For the second curve we get ")
    (False, False)
    """
    return _DERIVING.search(words) is not None and _ANEW.search(words) is None


_DERIVING = regex(
    r"\b(?:so|hence|thus|therefore|then|consequently|must|conclude|see|get|gets|obtain|find|have|has"
    r"|give|gives|gave|giving|yield|yields|becomes?|know|note|show|shows|equals?|is|are|also|again"
    r"|that|which|and|or|since|because|as|means|claim\w*|recall"
    r"|(?:expand|simplif|factor|rewrit|comput|calculat|multipl|distribut|rearrang|substitut|collect"
    r"|combin|reduc|evaluat|differentiat|integrat|apply|using|cancel|solv|writ|complet|plug)\w*)\b",
    re.IGNORECASE,
)
_ANEW = regex(
    r"\b(?:second|third|fourth|next|another|other|new|different|example|model|case|experiment|trial"
    r"|run|round|epoch|iteration|step|consider|take|choose|suppose|assume|for|if|let|with|instead"
    r"|alternativ\w*|now|whereas|while|but|updat\w*|after\w*|before|initial\w*|default|hypothesis"
    r"|function|curve|line|loss|activation|version|problem|exercise|task|question|part|item|we use"
    r"|method|approach|choice|option|setting|scenario|population|sample|group|layer|player|team)\b",
    re.IGNORECASE,
)


def of_somebody(before: str) -> bool:
    """Whether the words right before a condition tell that somebody else assumed it, or ask for it.

    >>> of_somebody("The student assumed "), of_somebody("We assumed ")
    (True, False)
    """
    return _SOMEBODY.search(before) is not None


_SOMEBODY = regex(
    r"\b(?:students?|pupils?|learners?|candidates?|authors?|he|she|they|someone|somebody"
    r"|(?:the|this|that|your|his|her|their|an?) (?:\w+ )?(?:attempt|answer|solution|submission))\s+"
    r"(?:\w+ly\s+|has\s+|have\s+|had\s+|just\s+)*(?:assum(?:es?|ed)|suppos(?:es?|ed)|takes?|took"
    r"|sets?|lets?|uses?|used|imagin(?:es?|ed)|thinks?|thought|believe[sd]?|needs?|needed)\b"
    r"[^.!?$]{0,40}\$*\Z"
    r"|\b(?:in the (?:next|following) \w+|later(?: on)?|below|afterwards?),? (?:we|I|one) "
    r"(?:will |shall |then )*(?:assume|suppose|require)\b[^.!?$]{0,30}\$*\Z"
    r"|\b(?:check|determine|decide|ask|see|know|wonder|question|unclear|unknown|find out)\w*,?\s+"
    r"(?:first\s+)?(?:if|when|whether)\b[^.!?$]{0,30}\$*\Z|\bif only\b[\s$]*\Z",
    re.IGNORECASE,
)


def said_of_every(after: str) -> str:
    """The name of which the words right after a claim say that it holds for every value.

    >>> said_of_every(" for any $x$."), said_of_every(" for any $x > 0$")
    ('x', '')
    """
    found = _EVERY.match(after)
    return found["name"].removeprefix("\\") if found else ""


_EVERY = regex(
    r"[\s,$]*(?:(?:which |this |that |it )?(?:holds?|is true|is valid)\s+)?"
    r"for (?:all|any|every|each|arbitrary|general)"
    r"(?: (?:real|possible|other))?(?: numbers?| values?(?: of)?)?"
    r" \$\s*(?P<name>\\?[A-Za-z]+)\s*\$",
    re.IGNORECASE,
)


def tries(before: str) -> bool:
    """Whether the words right before a value only try a claim there.

    >>> tries("Testing $"), tries("We check this at $"), tries("Check it. For $")
    (True, True, False)
    """
    return _TRIED.search(before) is not None


_TRIED = regex(
    r"\b(?:test(?:s|ed|ing)?|try(?:ing)?|tried|check(?:s|ed|ing)?|verif(?:y|ies|ied|ying)"
    r"|plug(?:s|ged|ging)?|substitut(?:e|es|ed|ing)|insert(?:s|ed|ing)?|confirm(?:s|ed|ing)?"
    r"|sanity|spot|(?:put|set)(?:ting)? in|evaluat(?:e|es|ed|ing)|numerically|example)\b"
    r"[^.!?]{0,60}\Z",
    re.IGNORECASE,
)


def puts_in(after: str) -> bool:
    """Whether the words right after a value say what comes of it.

    >>> puts_in(" gives $"), puts_in(" and so")
    (True, False)
    """
    return _PUT_IN.match(after) is not None


_PUT_IN = regex(
    r"\s*(?:this |it |that |into it |in )?(?:gives?|yields?|makes?|leads? to|results? in|works?"
    r"|is fine|we (?:get|obtain|find|have))\b",
    re.IGNORECASE,
)


def draws_between(between: str) -> bool:
    """Whether a conclusion is drawn somewhere between a value and a claim.

    >>> draws_between(" gives $4 = 4$, so "), draws_between(" we have ")
    (True, False)
    """
    return _DRAWN.search(between) is not None


_DRAWN = regex(
    r"\b(?:so|hence|thus|therefore|consequently|it follows|we conclude|this (?:shows|proves|means)"
    r"|which (?:shows|proves|means)|that proves|proving|showing)\b",
    re.IGNORECASE,
)


def confirms(between: str) -> bool:
    """Whether a claim is only said to hold at a value, by the words between the two.

    >>> confirms(", true for "), confirms(" (valid when "), confirms(" for ")
    (True, True, False)
    """
    return _CONFIRMED.match(between) is not None


_CONFIRMED = regex(
    r"[\s$]*[,;(-]+\s*(?:(?:and|which|this|that|it)\s+)*(?:(?:is|was)\s+)?(?:indeed |clearly )?"
    r"(?:true|valid|correct|right|ok|okay|holds?|holding|works?|checked|verified|confirmed|tested)\b",
    re.IGNORECASE,
)


def stands_last(before: str) -> bool:
    """Whether a condition comes after what is claimed under it, by its sentence up to there.

    >>> stands_last("We have $|x| = x$ for $"), stands_last("For $")
    (True, False)
    """
    return _CLAIMED.search(before) is not None


_CLAIMED = regex(r"\$[^$]*(?:=|<|>|\\leq?\b|\\geq?\b)[^$]*\$\s*(?:,?\s*(?:for|if|when|whenever)\b)")


def begins_step(sentence: str) -> bool:
    """Whether a sentence of a proof by induction begins its step.

    >>> begins_step("Assume that "), begins_step("Then ")
    (True, False)
    """
    return _STEP.match(sentence) is not None


_STEP = regex(
    r"[^A-Za-z]*(?:(?:now|next|so|then),?\s+)?(?:let us\s+)?(?:assume|suppose|let|step|inductive"
    r"|induction|fix|consider|for the (?:induction|inductive)?\s*step)\b",
    re.IGNORECASE,
)


def generalizes(text: str) -> bool:
    """Whether a sentence speaks of more than the case before it.

    >>> generalizes("The general case: "), generalizes("So generally "), generalizes("So ")
    (True, True, False)
    """
    return _GENERAL.search(text) is not None


_GENERAL = regex(
    r"\b(?:the )?general (?:case|result|formula|statement|identity|claim|rule)\b|\bgenerally\b"
    r"|\bin general\b|\bin all cases\b|\beverywhere\b|\belsewhere\b|\b(?:the )?other cases?\b"
    r"|\bfor the (?:others?|rest)\b|\bby (?:mirror )?symmetry\b|\bboth cases\b"
    r"|\bin (?:actual )?fact\b|\bactually\b|\bin reality\b"
    r"|\bfor (?:any|all|every) (?:real|integers?|numbers?|natural|values?)\b|\bby continuity\b"
    r"|\bin(?:duction|ductive) step\b|\binduction\b|\bon \$\\mathbb|\\to\s*[nkm]\s*\+\s*1",
    re.IGNORECASE,
)


__all__ = [
    "begins_step",
    "belongs",
    "concluded",
    "confirms",
    "draws_between",
    "exemplifies",
    "generalizes",
    "of_somebody",
    "puts_in",
    "restates",
    "restricts",
    "said_of_every",
    "stands_last",
    "tries",
]
