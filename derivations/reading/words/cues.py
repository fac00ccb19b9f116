"""What the words before a formula say that it is: assumed, defined, asked for, or claimed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...regex import regex

if TYPE_CHECKING:
    from .assumptions import Supposing

_CUES = {
    "assume": "assume", "assuming": "assume", "suppose": "assume", "given": "assume",
    "wlog": "assume", "generality": "assume", "provided": "assume", "fix": "assume",
    "assumed": "assume", "whenever": "for",
    "let": "let", "lets": "", "define": "let", "defined": "let", "denote": "let", "set": "let",
    "setting": "let", "put": "let", "take": "if", "taking": "let", "choose": "let",
    "defining": "let", "where": "where", "with": "where", "here": "where", "convention": "let",
    "for": "for", "at": "for", "if": "if", "when": "for", "case": "for", "as": "for",
    "unless": "unless", "since": "since", "because": "since", "notation": "let",
    "solution": "solve", "solutions": "solve", "solve": "solve", "solving": "solve",
    "find": "solve", "satisfy": "solve", "satisfies": "solve", "satisfying": "solve",
    "forall": "forall", "unknown": "solve", "root": "solve", "roots": "solve", "minimum": "solve",
    "optimum": "solve", "iff": "solve", "such": "such",
    "near": "near", "around": "near", "neighbourhood": "near", "neighborhood": "near",
    "close": "near", "left": "near", "right": "near", "away": "near", "from": "near",
    "between": "near", "about": "near", "beyond": "near", "past": "near",
}  # fmt: skip
_WORD = regex(r"[A-Za-z']+|[,;:.()!?]")
_FILLERS = frozenset(
    "and or a an the is are be we have that then to by also both , ; scalar scalars constant"
    " constants variable variables vector vectors any all every some each real positive large"
    " small number numbers integer integers first second both now it its us use using are"
    " possible one two following of in on point points value values index indices dimension"
    " length range size parameter parameters further again instead consider sufficiently".split()
)
_HEADED = regex(
    r"(?:\A|\n)[#*_> \t-]*(?:solutions?|answers?|proofs?|check|verify)\b"
    r"(?:[\s\d.:*_()]*|[^\n.]{0,40}(?:\*\*|__|:)[ \t]*)(?=\n|\Z)",
    re.IGNORECASE,
)
"""A line that is a heading such as "**Solution**"."""
_CASE = regex(
    r"\bcase\b[^.\n]{0,12}[:.)]?[\s*_]*(?:(?:let|assume|suppose|if|when|here|now)\s*)?$"
    r"|(?<!or )\botherwise\s*$",
    re.IGNORECASE,
)
_DEFINED_BY = regex(r"\b(?:define|denote)s?\b[^.$\\\n]{1,60}\b(?:by|as)[\s:$]*$", re.IGNORECASE)
"""`Define the softmax by`."""
_OF_A_THING = regex(
    r"\b(?:suppose|assume)(?: that)? (?:the|an?|its|our) (?:[a-z-]+ ){1,5}"
    r"(?:is|are|equals?)[\s$:]*$",
    re.IGNORECASE,
)
"""`Suppose that the learning rate is`."""
_NEUTRAL = frozenset(", and or ; as well both ( that also".split())
REACH = 6
"""How many words before a formula may say what it is."""


def cue(gap: str, before: str) -> str:
    """What the text right before a formula says; `before` is what was said of the one before it.

    One of assume, let, where, for, if, since, solve, paren, or nothing.

    >>> cue("For large ", ""), cue(" and ", "for"), cue(" and so we get ", "for")
    ('for', 'for', '')
    """
    gap = _NAMED_SOLUTION.sub("\n\n", _HEADED.sub("\n\n", gap))
    words = [w.lower() for w in _WORD.findall(gap)]
    if all(w in _NEUTRAL for w in words) and (words or not gap.strip()) and before:
        return "paren" if words[-1:] == ["("] else before
    if _CASE.search(gap):
        return "for"
    if _DEFINED_BY.search(gap):
        return "let"
    if _OF_A_THING.search(gap):
        return "assume"
    if words == ["to"] and before == "near":  # from x = 0 to x = 1
        return "near"
    for distance, word in enumerate(reversed(words)):
        found = _CUES.get(word)
        if word == "find" and words[-distance - 2 : -distance - 1] in (["we"], ["i"], ["you"]):
            return ""
        if found:
            return found
        if word == "(" and distance == 0:
            return "paren"
        if word in ".!?:" or distance >= REACH or (word not in _FILLERS and distance > 0):
            break
    last = gap.lower().rpartition(". ")[2][-80:]
    return "solve" if re.search(r"\bsolutions?\b|\bsolve\b", last) else ""


# A stretch of white space is looked at once, from its start, however long it is.
_ABBREVIATED = "".join(
    rf"(?<!\b{word})"
    for word in (
        r"i\.e",
        r"e\.g",
        r"w\.r\.t",
        r"s\.t",
        "cf",
        "resp",
        "vs",
        "approx",
        "[Ee]q",
        "[Ee]qs",
    )
)
_SENTENCE_END = regex(
    rf"(?:{_ABBREVIATED}\.|[!?])(?=\s|$)(?!\s*[a-z])"
    r"|(?<!\s)(?=\s*\n[ \t]*\n)\s++(?=[A-Z#*\-\d(|]|\\item)"
)
_ITEM_START = regex(
    r"(?<!\s)[^\S\n]*\n\s*+(?:[-*+]|\d{1,3}[.)])(?=\s)|\\item(?![a-z])|\\(?:begin|end)\{"
)


def new_sentence(gap: str, tail: str) -> bool:
    """Whether a sentence ends between two formulas; `tail` is the end of the first formula.

    >>> new_sentence(" for all ", "x"), new_sentence(". Then ", "x")
    (False, True)
    """
    if _SENTENCE_END.search(gap) or _ITEM_START.search(gap):
        return True
    return tail.rstrip().endswith(".") and not re.match(r"\s*[a-z]", gap)


def last_sentence(gap: str) -> int:
    """Where the last sentence of the text between two formulas begins.

    >>> last_sentence("Show it. Then we get ")
    8
    """
    ends = [m.end() for mark in (_SENTENCE_END, _ITEM_START) for m in mark.finditer(gap)]
    return max(ends, default=0)


def rest_of_sentence(text: str) -> str:
    """The text up to the end of its first sentence.

    >>> rest_of_sentence(" holds. Then")
    ' holds'
    """
    found = _SENTENCE_END.search(text) or _ITEM_START.search(text)
    return text[: found.start()] if found else text


def solves(text: str) -> bool:
    """Whether equations are being solved in a text."""
    text = _NAMED_SOLUTION.sub("\n", _HEADED.sub("\n", text))
    return bool(_SOLVING.search(text.lower()))


_NAMED_SOLUTION = regex(
    r"(?:\A|\n)#+[ \t](?![^\n]*\b(?:of|equation)\b)[^\n]*\bsolutions?\b[^\n]*"
    r"|\\(?:title|chapter|(?:sub)*section)\*?\{(?![^}]*\b(?:of|equation)\b)[^}]*\bsolutions?\b[^}]*\}"
    r"|\\(?:begin|end)\{solution\*?\}"
    r"|(?:\A|(?<!\s)[^\S\n]*\n)[\s*_{]*+(?:\\\w+\{)?solutions?[.:](?:\}|\*\*|\*|__)?",
    re.IGNORECASE,
)
"""A solution that is announced: "Solution." at the beginning of a line, or in a heading."""


_SOLVING = regex(
    r"\bsolv|\bsolution|\bunknown|\broots?\b|\bequations?\b|\bfind\b|\bsatisf|\bintersect|\bminimi"
)


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something, or says that it exists: no claim about all.

    >>> asks("There is an $a$ at which $a^2 = a$."), asks("Then $a^2 = a$.")
    (True, False)
    """
    return bool(_ASKING.search(sentence))


_ASKING = regex(
    r"\bexists?\b|\bfunctions? of\b|\bfor (?:some|at least one)\b"
    r"|\bthere (?:is|are)\b(?! no)[^.:$]*\$[^.:]*?"
    r"\b(?:with|such that|so that|for which|at which|satisfying)\b"
    r"|\bat some (?:point|moment|time|place)\b|\bexactly once\b|\bfor which \$"
    r"|\bwhen (?:does|do|is|are)\b"
    r"|\bhas (?:an?|one|two|exactly one) (?:\w+ )?(?:solution|root)s?\b",
    re.IGNORECASE,
)


def seeks(sentence: str) -> bool:
    """Whether a sentence asks for values that meet what it says.

    >>> seeks("Find $x$, $y$ such that $x = 2y = 4$."), seeks("We find $x$ such that $x = 2y = 4$.")
    (True, False)
    """
    return bool(_SEEKING.match(sentence))


_SEEKING = regex(
    r"[^A-Za-z]*(?:[a-z][.)]\s*)?(?:please\s+)?(?:find|determine)\b[^.:;]*"
    r"\b(?:such that|so that|for which|satisfying)\b",
    re.IGNORECASE,
)


DERIVED = regex(
    r"\b(?:so|hence|thus|therefore|then|get|gets|gives|obtain|yields?|find|is|are|that)\b[\s,:]*$",
    re.IGNORECASE,
)
"""Words right before what was derived."""


def speaks_of_chance(text: str) -> bool:
    """Whether a text speaks of vectors whose entries sum to 1.

    >>> speaks_of_chance("where y is one-hot"), speaks_of_chance("where y is long")
    (True, False)
    """
    return bool(_CHANCE.search(text))


_CHANCE = regex(
    r"one[- ]?hot|probabilit|distribution|cross[- ]?entropy|softmax|normali[sz]ed|"
    r"sums? to (?:one|1)\b|stochastic",
    re.IGNORECASE,
)


def supposes(sentence: str) -> Supposing:
    """Whether a sentence begins with a supposition of its own.

    >>> supposes("If $y > 0$, then "), supposes("Alternatively, assume "), supposes("Moreover, if ")
    ('once more', 'instead', '')
    """
    found = _SUPPOSES.match(sentence)
    if found is None or _BESIDES.search(sentence):
        return ""
    return "instead" if found["instead"] else "once more"


_SUPPOSES = regex(
    r"[\s*_>-]*(?:\(?(?:[ivx]{1,4}|\d{1,2}|[a-z])[.)]\s*)?"
    r"(?P<instead>(?:alternatively|instead|conversely|on the other hand|otherwise)\b,?\s*)?"
    r"(?:(?:and|but|now|next|finally|similarly|likewise|so),?\s+)?"
    r"(?:let us\s+)?(?:if|when|suppose|assume|consider the case)\b",
    re.IGNORECASE,
)


def begins_case(sentence: str) -> bool:
    """Whether a sentence supposes something of its own, whatever words lead to that.

    >>> begins_case("Next, let "), begins_case("Then we get "), begins_case("Also let ")
    (True, False, False)
    """
    if _BESIDES.search(sentence):
        return False
    return re.search(r"\b(?:suppose|assume|let)\b", sentence, re.IGNORECASE) is not None


_BESIDES = regex(r"\b(?:also|moreover|further\w*|too|again|in addition)\b", re.IGNORECASE)


def says_any(gap: str) -> bool:
    """Whether the words before a name take any value for it.

    >>> says_any("Now let "), says_any("for every "), says_any("where ")
    (True, True, False)
    """
    said = r"\b(?:let|any|all|every|each|arbitrary)\b[^.$]{0,40}(?:\$[^$]{0,20}\$(?:,| and) )?\$*\Z"
    return re.search(said, gap, re.IGNORECASE) is not None


def asks_to_solve(before: str) -> bool:
    """Whether the words before a formula ask to solve it.

    >>> asks_to_solve("Solve for $x$: "), asks_to_solve("We solved it. Then ")
    (True, False)
    """
    return re.search(r"\bsolve\b[^.;]{0,40}\Z", before, re.IGNORECASE) is not None


def is_of_other_numbers(sentence: str) -> bool:
    """Whether an equation is to be solved in other than real numbers.

    >>> is_of_other_numbers("Solve the congruence mod 8"), is_of_other_numbers("Solve for x")
    (True, False)
    """
    return _OTHER_NUMBERS.search(sentence) is not None


_OTHER_NUMBERS = regex(
    r"\bmod(?:ulo)?\b|\bcongruen|\bcomplex\b|\\pmod|\bfinite field"
    r"|\bin \$?\s*(?:\\math(?:bb|bf)\s*\{?[^R\s]|\\left\s*[\[(]|[\[(])",
    re.IGNORECASE,
)


def goes_on(sentence: str) -> bool:
    """Whether a sentence goes on with what the one before it supposed.

    >>> goes_on("Then we get "), goes_on("The sum is ")
    (True, False)
    """
    return bool(_GOES_ON.match(sentence))


_GOES_ON = regex(
    r"[\s*_>-]*(?:then|so|thus|hence|therefore|this|that|these|here|it|which"
    r"|we (?:get|have|find|see)|also|and|in (?:this|that) case|but|now|that is)\b",
    re.IGNORECASE,
)


def draws(sentence: str) -> bool:
    """Whether a sentence draws a conclusion from what stands before it.

    >>> draws("So $x = 1$"), draws("Then $x = 1$")
    (True, False)
    """
    return bool(_DRAWS.match(sentence))


_DRAWS = regex(
    r"[\s*_>-]*(?:so|hence|thus|therefore|consequently|altogether|overall|in conclusion"
    r"|we conclude|it follows|finally)\b",
    re.IGNORECASE,
)


def concludes(sentence: str) -> bool:
    """Whether a sentence speaks of all cases together.

    >>> concludes("In both cases "), concludes("In this case ")
    (True, False)
    """
    return bool(_CONCLUDES.match(sentence))


_CONCLUDES = regex(
    r"[\s*_>-]*(?:(?:so|thus|hence|therefore),?\s+)?(?:in (?:both|all|either|any|each|every)\b|"
    r"combin|altogether|overall|in (?:general|conclusion|summary)|together|putting|"
    r"for (?:all|any)\b)",
    re.IGNORECASE,
)


def defines(words: str) -> bool:
    """Whether words before a formula announce a definition."""
    return bool(re.search(r"\bdefin|\bdenote|\blet\b|\bwhere\b|\bnotation", words.lower()))
