"""What the words of a whole sentence deny or question: "neither ... nor", "Is ...? No.".

`denials.py` knows the words right beside a formula. Here the clause around it is read, for the word
that denies may stand anywhere in it, and what is said of it right before and after. Where it is not
clear whether a formula is denied, nothing is claimed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ...regex import regex
from .sentences import NAME, STATEMENT, Sentence, plain

DENIED = "the words deny it"
DOUBTED = "the words here deny something, or suppose it: is this claimed?"
ANSWERED = "asked, and answered with no"

_ADVERBS = (
    r"(?:(?:\w+ly|at all|too|so|very|that|even|always|in general|ever|be|been|a|an|the|to"
    r"|quite|all)\s+){0,3}?"
)
_HOLDING = (
    r"(?:true|hold\w*|correct|right|valid|so\b|the case|equal\w*|identit\w+|equalit\w+|satisf\w+"
    r"|follow\w*|possible|work\w*|exist\w*|theorem|prov\w+|allowed|legitimate|legal|justified|sound"
    r"|accurate|have|got|get|obtain|conclude\w*|write|written|claim\w*|believe\w*|think|happen"
    r"|in general|as (?:\w+ )?claimed)"
)
_FALSE = (
    r"(?:false(?:ly|hood)?|wrong(?:ly)?|incorrect(?:ly)?|invalid|erroneous(?:ly)?|absurd|an? lie"
    r"|un(?:true|satisf\w+|justified|proved|proven|sound|tenable)|inconsistent|meaningless|at odds"
    r"|retract\w*|disagree\w*|inaccurate|too good to be"
    r"|impossible|nonsens\w+|myths?|fallac\w+|misconceptions?|mistaken(?:ly)?|bogus|refut\w+"
    r"|disprov\w+|falsif\w+|contradict(?:s|ed|ing)|rul(?:e|ed|ing) out|fail(?:s|ed)?|violat\w+"
    r"|reject\w*|deny|denie[sd]|doubt\w*|dubious|counter-?examples?|opposite of|negation of|sic"
    r"|falsch|faux|fausse|falso|falsa|(?:a|an|common|typical|classic|usual|frequent)"
    r" (?:mistakes?|errors?|trap)|far from|by no means|in no way|only in (?:\w+ )?dreams?)"
)
_PARTLY = r"(?:only|sometimes|roughly|approximately|almost|nearly|partly|rarely|half)"
_STRICT = regex(
    rf"\b{_FALSE}\b|\b(?:not|never|hardly|nor|neither|no longer) {_ADVERBS}{_HOLDING}\b"
    rf"|\b{_HOLDING} (?:for|at|in|on|under) no\b|\bnowhere\b|\bnone\b[^{STATEMENT}]*\b{_HOLDING}\b"
    r"|\bno\b[^,;:]{0,40}\b(?:with|such that|so that|for which|satisf\w+|fulfil\w*|obeys?)\b"
    r"|\bnobody\b|\bno one\b|错误|不成立|不正确",
    re.IGNORECASE,
)
_WIDE = regex(
    rf"{_STRICT.pattern}|\b(?:not|never|neither|nor|no|none|nothing|hardly|scarcely|barely|seldom"
    r"|rarely|nicht|niemals|jamais)\b|\bbeware\b|\btempt(?:ed|ing)\b|\bpretend\w*|\ballegedly\b"
    r"|\bavoid(?: (?:\w+ing|the \w+))?\s*\Z|\b(?:might|could|may) (?:\w+ )?(?:think|believe)\b"
    rf"|\bavoid (?:\w+ing )?{STATEMENT}|\b{_HOLDING} {_PARTLY}\b"
    rf"|\b{_PARTLY} (?:\w+ly )?{_HOLDING}\b|\bwhether\b|\breplac\w+ {STATEMENT}",
    re.IGNORECASE,
)
"""What may deny a formula of its clause; of `_STRICT`, what denies wherever it is said of one."""
_HARMLESS = regex(
    r"\b(?:not|never) (?:(?:\w+ly|at all|too|so|very|that|be|a|an|particularly|even) ){0,3}?"
    r"(?:hard|difficult|surpris\w+|astonish\w+|unexpected\w*|unreasonable|only|just|merely|simply"
    r"|solely|necessary|trivial|needed|used|shown|drawn|depend\w*|matter|need|involve|require|change"
    r"|affect\w*|alter|influence|contain|include|appear|contribute|rely|lose|care|worry|mind|forget"
    r"|deny|denied|doubt\w*|refut\w+|overlook|miss|confuse|mix|distinct|identical|independent"
    r"|differentiable|continuous|zero|0|negative|positive|constant|unique|symmetric|invertible"
    r"|singular|square|wrong|false|incorrect|mistaken|fails?|impossible|contradict|absurd|invariant"
    r"|integers?|multiple|coincidence|surprise|accident|normali[sz]ed|linear|convex|flipped|vanish\w*"
    rf"|infinite|empty|divide|be said|yet|hesitate|{NAME})\b"
    r"|\bno (?:matter|wonder|doubt|loss|surprise|need|coincidence|problem|harm|difficulty|effect"
    r"|exceptions?|restrictions?|other|further|less|more|fewer|longer need\w*|errors?"
    r"|reason to doubt|contradiction|assumptions?|accident|padding|dilation|bias)\b"
    r"|\b(?:beyond|without)(?: an?y?)? doubt\b"
    r"|\bfalse (?:positives?|negatives?|alarms?|discover\w+)"
    r"|\bnothing (?:but|else|more|less|new|other|changes)\b|\bfail(?:s|ed)? to (?:see|notice)\b"
    r"|\bimpossible to (?:avoid|miss|overlook|deny)\b|\bor (?:disprove|refute|not)\b"
    r"|\b(?:true|right|correct) or (?:false|wrong|incorrect)\b|\bwhether or not\b|\bcontrary to\b"
    r"|\bif not\b",
    re.IGNORECASE,
)
_LISTED = regex(
    rf"{STATEMENT}(?:\s*(?:,\s*(?:and|or|nor)|,|\band\b|\bor\b|\bnor\b|\bas well as\b)\s*"
    rf"(?:both\s+|that\s+|of\s+)?{STATEMENT})+"
)
_BETWEEN = regex(
    r"([,;:()\[\]\u2014\u2013]|\s--?-?\s|---|\b(?:but|and|so(?! that)|then|since|because|whereas"
    r"|while|where|when|whenever|if|unless|hence|thus|therefore|although|though|yet|as|which|except"
    r"|provided|until|otherwise|instead)\b)",
    re.IGNORECASE,
)
_OF_IT = regex(
    r"\W*(?:(?:but|and|however|alas|unfortunately|yet|sadly|of course|in fact|actually|clearly"
    r"|still)\b\W*)*(?:this|that|it|they|these|those|both|neither|which|such"
    r"|the (?:above|last|previous|first|second|latter|former|identity|claim|equality|equation"
    r"|formula|statement|line|step|result|inequality|conclusion|assertion)\w*|is|are|was|were|does|fails?|holds?|never"
    r"|not|no|nonsense|wrong|false|incorrect|invalid|untrue|absurd|impossible"
    r"|sic|a (?:mistake|fallacy|myth|misconception|common))\b",
    re.IGNORECASE,
)
_ALONE = regex(
    r"\W*(?:(?:that's|this is|it's|\w+ly|quite|which is|of course) )?"
    r"(?:false|wrong|incorrect|nonsense|untrue|invalid|absurd|impossible|not (?:so|true)"
    r"|nope|no|never|not|f|falsch|faux)\W*(?:\Z|[.!,;:?)\u2014])",
    re.IGNORECASE,
)
_LABEL = regex(r"\W*f\W*", re.IGNORECASE)
"""Before a statement: the name of a question; after it: false."""
_OF_BEFORE = regex(r"\W*(?:no\b|this|that|it|which)", re.IGNORECASE)
_YES = regex(
    r"\W*(?:yes|true|indeed|correct|right|sure|absolutely|it (?:is|does|holds)|this (?:is|holds)"
    r"|\u2713|of course|certainly)\b(?! not)",
    re.IGNORECASE,
)
_NO = regex(
    r"\W*(?:no|nope|not|never|false|wrong|incorrect|hardly|of course not|certainly not"
    r"|in general not|(?:it|this|that|they|these) (?:is|does|do|are|can|need) not)\b",
    re.IGNORECASE,
)
_WHETHER = regex(
    r"\b(?:true or false|right or wrong|correct or \w+|prove or disprove|whether|is it true)\b",
    re.IGNORECASE,
)
_TITLED = regex(
    r"\bmistakes?\b|\b(?:wrong|false|incorrect|invalid|bogus) (?:\w+ )?(?:claim|proof|identit"
    r"|statement|argument|step|answer|solution|derivation|equation|formula|rule|reasoning)\w*"
    r"|\A\W*(?:wrong|false|incorrect)\W*\Z|\bmisconceptions?\b|\bfallac\w+|\bmyths?\b"
    r"|\bnon-?identit\w+|\b(?:not|never) (?:hold|true)",
    re.IGNORECASE,
)
_FAR = 6
"""How many words may stand between a formula and the end of its sentence."""
_NOTS = regex(r"(\w)n't\b|\bcannot\b", re.IGNORECASE)


class _Clause(NamedTuple):
    """A piece of a sentence, and the sign or word before it."""

    sign: str
    words: str
    start: int
    """The number of its first statement."""

    @property
    def statements(self) -> int:
        return self.words.count(STATEMENT)


def denials(sentence: Sentence) -> list[str]:
    """For each statement of a sentence why it is not claimed; empty where nothing denies it.

    >>> said = Sentence(f"Neither {STATEMENT} nor {STATEMENT} holds")
    >>> denials(said) == [DOUBTED, DOUBTED]
    True
    >>> denials(Sentence(f"It is not hard to see that {STATEMENT}"))
    ['']
    """
    out = [""] * sentence.words.count(STATEMENT)
    if not out:
        return out
    everywhere = _of_all(sentence)
    if everywhere:
        return [everywhere] * len(out)
    clauses = _clauses(sentence.words)
    for i, clause in enumerate(clauses):
        if clause.statements:
            found = _of(clauses, i)
            for k in range(clause.start, min(clause.start + clause.statements, len(out))):
                out[k] = found
    if _denied_after(sentence):
        last = [clause for clause in clauses if clause.statements][-1]
        for k in range(last.start, len(out)):
            out[k] = DENIED
    return out


def plainly(words: str) -> str:
    """Words without contractions, and without what sounds like a denial but is none.

    >>> plainly("No wonder that"), plainly("It isn't so")
    ('  that', 'It is not so')
    """
    return _HARMLESS.sub(" ", _NOTS.sub(lambda m: f"{m[1] or 'can'} not", words))


def _clauses(words: str) -> list[_Clause]:
    joined = _LISTED.sub(lambda m: re.sub(r"\s*,\s*|\band\b", " ", m.group()), plainly(words))
    parts = ["", *_BETWEEN.split(joined)]
    out, first = [], 0
    for sign, text in zip(parts[::2], parts[1::2], strict=True):
        if text.strip():
            out.append(_Clause(sign.strip().lower(), " ".join(text.split()), first))
            first += text.count(STATEMENT)
        elif sign.strip() == ":" and out:
            out.append(_Clause(":", "", first))
    return out


def _of(clauses: list[_Clause], i: int) -> str:
    """Why the statements of a clause are not claimed."""
    here = clauses[i].words
    if _STRICT.search(here):
        return DENIED if clauses[i].statements == 1 else DOUBTED
    if _WIDE.search(here):
        return DOUBTED
    before = clauses[i - 1] if i else None
    if before is not None and not before.statements and here.startswith(STATEMENT):
        leads = clauses[i].sign == ":" and (
            _STRICT.search(before.words) or _ALONE.fullmatch(before.words)
        )
        said = before.words.lower()
        adverb = re.fullmatch(r"(?:wrong|false|incorrect|mistaken|erroneous)ly", said)
        if adverb or said == "false" or (leads and not _OF_BEFORE.match(before.words)):
            return DENIED
    if re.match(r"that\b", here) and any(_STRICT.search(c.words) for c in clauses[:i]):
        return DOUBTED
    after = clauses[i + 1] if i + 1 < len(clauses) else None
    if after is not None and _rejects(clauses, after):
        return ""
    if after is not None and not after.statements and _STRICT.search(after.words):
        short = len(after.words.split()) <= 2 or after.sign == "which"
        if short or _OF_IT.match(after.words):
            return DENIED
    alone = after is not None and not after.statements and NAME not in after.words
    return DENIED if alone and after is not None and _ALONE.fullmatch(after.words) else ""


def says_no(words: str) -> bool:
    """Whether some words say no more than that something is false.

    >>> says_no(" **no** "), says_no("none"), says_no("\u2717")
    (True, False, True)
    """
    return _ALONE.fullmatch(plain(words).strip()) is not None


def _rejects(clauses: list[_Clause], clause: _Clause) -> bool:
    """`x = -2: |x| = 2 (invalid)`: it is the value tried that is no solution."""
    tried = len(clauses) > 1 and clauses[0].words == STATEMENT and clauses[1].sign == ":"
    return tried and re.match(r"(?:invalid|reject|extraneous)", clause.words.lower()) is not None


def _of_all(sentence: Sentence) -> str:
    """Why nothing in a sentence is claimed, for what is said around it."""
    words, before = sentence.words.strip(), plainly(sentence.before)
    _, asked, said = words.rpartition("?")
    asked = asked if STATEMENT not in said else ""
    whether = _WHETHER.search(f"{sentence.title} {sentence.lead} {sentence.before} {words}")
    if asked or whether:
        reply = ((said if asked else "") + sentence.after).strip() or sentence.answer
        first = re.split(r"[.!]\s", _NOTS.sub(lambda m: f"{m[1] or 'can'} not", reply))[0]
        if not _YES.match(first):
            short = len(first.split()) <= 8 and STATEMENT not in first and NAME not in first
            if _NO.match(first) or (short and _WIDE.search(_HARMLESS.sub(" ", first))):
                return ANSWERED
    last = re.split(r"[.!?]\s+", before.strip())[-1]
    if _ALONE.match(last) and not _OF_BEFORE.match(last) and not _LABEL.fullmatch(last):
        return DOUBTED
    if sentence.lead and not whether and _STRICT.search(plainly(sentence.lead)):
        return DENIED
    if sentence.title and not whether and _TITLED.search(plainly(sentence.title)):
        return DOUBTED
    return ""


def _denied_after(sentence: Sentence) -> bool:
    """Whether the sentence after says that this was wrong: "This is false."."""
    if len(sentence.words.rpartition(STATEMENT)[2].split()) > _FAR:
        return False
    first, *more = re.split(r"(?<=[.!?;])(?:\s|\Z)", plainly(sentence.after).strip())
    if first.endswith("?") and more:  # Is that right? No.
        return STATEMENT not in first and NAME not in first and bool(_NO.match(more[0]))
    if _ALONE.match(first):
        return True
    return bool(_OF_IT.match(first) and NAME not in first and _STRICT.search(first))
