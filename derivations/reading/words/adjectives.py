"""Conditions in words: "for positive x", "let n be an even integer"."""

from __future__ import annotations

import re

from proofs.kernel.terms import ONE, ZERO, Term, div, is_integer, le, lt, ne, num, sub

from ...regex import regex
from .denials import took_back

_TWO = num(2)
_KINDS = {
    "positive": lambda x: [lt(ZERO, x)],
    "negative": lambda x: [lt(x, ZERO)],
    "nonnegative": lambda x: [le(ZERO, x)],
    "nonpositive": lambda x: [le(x, ZERO)],
    "nonzero": lambda x: [ne(x, ZERO)],
    "even": lambda x: [is_integer(div(x, _TWO))],
    "odd": lambda x: [is_integer(div(sub(x, ONE), _TWO))],
}
_NOUNS = frozenset(
    "number numbers scalar scalars constant constants parameter parameters value values quantity"
    " quantities integer integers variable variables real reals".split()
)
_PLAIN = frozenset(
    "a an any all every each some the two both strictly real rational finite whole integral".split()
)
CUES = {
    "for": "for", "let": "let", "if": "if", "when": "for", "whenever": "for", "where": "where",
    "with": "where", "assume": "assume", "suppose": "assume", "given": "assume", "fix": "assume",
    "take": "if", "since": "since", "because": "since", "as": "since", "provided": "assume",
    "assuming": "assume",
}  # fmt: skip
_NON = regex(r"\bnon[- ](?=negative|positive|zero)|\bnot (?=negative|positive|zero\b)", re.I)
LISTED = regex(r"\A(?:\s*(?:,|,? ?\band)\s*\$[^$]{1,40}\$)+")
_GOES_ON = regex(r"(?:,|\b(?:and|but|while))\s*[a-z -]*\Z", re.IGNORECASE)
_IS = regex(r"\s*(?:is|are|be)\s+")
_OR = regex(r"[a-z -]{1,20},[a-z -]{1,20}\bor\b|[a-z -]{1,20}\bor\b")
_STOP = regex(r"[.,;:()$\\\n]|\b(?:and|then|we|so|with|which|such)\b")


Told = tuple[str, list[str]]
"""A cue, and kinds of number."""


def worded(before: str, after: str, held: Told = ("", [])) -> Told:
    """The cue and the kinds of number that the words around a lone name tell; both may be empty.

    `held` is what was told of the name before it in the sentence, which "and" may go on with.

    >>> worded("For all positive ", ", we get"), worded("Let ", " be a non-zero real number. Now")
    (('for', ['positive']), ('let', ['nonzero']))
    >>> worded("Since ", " is positive definite"), worded("We see that ", " is positive.")
    (('', []), ('', []))
    >>> worded(" and negative ", ",", ("for", ["positive"])), worded(" and ", ",", ("let", ["odd"]))
    (('for', ['negative']), ('let', ['odd']))
    >>> worded("If ", " and $b$ are positive"), worded(" is even and ", " is odd", ("if", ["even"]))
    (('if', ['positive']), ('if', ['odd']))
    """
    after = LISTED.sub("", after)
    if took_back(before) in ("not", "unless"):
        return "", []
    words = re.findall(r"[a-z']+", _STOP.split(_NON.sub("non", before).lower())[-1])
    kinds: list[str] = []
    while words and (words[-1] in _NOUNS or words[-1] in _PLAIN or words[-1] in _KINDS):
        kinds.append(words.pop())
    cue = _cue(words)
    goes_on = _GOES_ON.search(before) if held[0] and not cue and not words else None
    if goes_on is not None:
        cue = held[0]
        if not before[: goes_on.start()].strip() and not kinds and not _IS.match(after):
            return held
    found = _told(kinds) if cue else []
    said = _IS.match(after)
    if cue and not found and said is not None and not set(kinds) & set(_KINDS):
        rest = _NON.sub("non", after[said.end() : said.end() + 80]).lower()
        phrase = re.findall(r"[a-z']+", _STOP.split(rest)[0])
        if not _OR.match(rest) and all(w in _NOUNS or w in _PLAIN or w in _KINDS for w in phrase):
            found = _told(phrase)
    return (cue, found) if found else ("", [])


def _cue(words: list[str]) -> str:
    if words[-1:] == ["that"]:
        words = words[:-1]
    return CUES.get(words[-1], "") if words else ""


def _told(words: list[str]) -> list[str]:
    whole = {"integer", "integers", "whole", "integral"} & set(words)
    return [w for w in words if w in _KINDS] + ["integer"] * bool(whole)


_STATED = regex(
    r"[\s*_>#-]*(?:\d+\.\s+)?(?:(?:note|recall|remember|observe) that |here,? |note: )?"
    r"(?:(?:the|a|its|our) (?:[a-z]+ ){1,3})?\s*",
    re.IGNORECASE,
)


def stated(sentence: str, after: str) -> list[str]:
    """The kinds of number that a sentence of its own states: "The width $w$ is positive."

    `sentence` are its words before the formula, without another formula among them.

    >>> stated("The width ", " is positive, so"), stated("Then ", " is positive.")
    (['positive'], [])
    """
    said = re.match(r"\s*(?:is|are)\s+(?:always\s+|a\s+|an\s+)?", after)
    if said is None or "$" in sentence or not _STATED.fullmatch(sentence):
        return []
    rest = _NON.sub("non", after[said.end() : said.end() + 80]).lower()
    phrase = re.findall(r"[a-z']+", _STOP.split(rest)[0])
    plain = all(w in _NOUNS or w in _PLAIN or w in _KINDS for w in phrase)
    return _told(phrase) if plain else []


_ADJECTIVES = "|".join(_KINDS)
_IN_A_ROW = r"\$[^$]{1,20}\$(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)\$[^$]{1,20}\$)*"
_SAID = regex(
    rf"(?P<names>{_IN_A_ROW})\s+(?:is|are|must be|has to be|be)\s+"
    rf"(?:\w+\s+){{0,3}}?(?:non-?)?(?:{_ADJECTIVES}|integers?|natural)\b"
    rf"|\b(?:{_ADJECTIVES})\b[^.$]{{0,40}}(?P<after>{_IN_A_ROW})",
    re.IGNORECASE,
)


_HINTS = ("positiv", "negativ", "zero", "even", "odd", "integer", "natural")
_TAKEN_BACK = regex(
    r"\b(?:not|without|whether|unless|never)\b|n't\b|definite|\b(?:and|or) (?:negative|positive)"
    r"|\bor \$",
    re.IGNORECASE,
)


def spoken_of(words: str) -> set[str]:
    """The names whose sign, or kind of number, the words speak of.

    >>> sorted(spoken_of("We see that $x$ is positive for nonzero $\\\\mu$ and $b$."))
    ['b', 'mu', 'x']
    """
    found: set[str] = set()
    lowered = words.lower()
    if not any(word in lowered for word in _HINTS):
        return found
    for match in _SAID.finditer(words):
        if _TAKEN_BACK.search(words[max(match.start() - 40, 0) : match.end() + 15]):
            continue
        names = match["names"] or match["after"] or ""
        found |= {name.strip().lstrip("\\") for name in re.findall(r"\$([^$]+)\$", names)}
    return found


def between(words: str) -> set[str]:
    """The names of which the words tell where they lie: between two numbers, in a quadrant.

    >>> between(r"Let $x$ be an angle between $0$ and $\\pi$.")
    {'x'}
    """
    return {name.lstrip("\\") for name in _LIES.findall(words)}


_LIES = regex(
    r"\$\s*(\\?[A-Za-z]+)\s*\$[^.$]{0,60}\b(?:between|quadrants?|acute|obtuse|semicircle)\b",
    re.IGNORECASE,
)


def conditions(kinds: list[str], name: Term) -> list[Term]:
    """What the kinds of number say of a name.

    >>> from proofs.kernel.terms import var
    >>> [str(c) for c in conditions(["positive", "integer"], var("x"))]
    ['0 < x', 'isint(x)']
    """
    whole = name.sort.name in ("nat", "int")
    out: list[Term] = []
    for kind in kinds:
        if kind == "integer":
            out += [] if whole else [is_integer(name)]
        else:
            out += _KINDS[kind](name)
    return out
