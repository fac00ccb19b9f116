"""Conditions in words: "for positive x", "let n be an even integer"."""

from __future__ import annotations

import re

from proofs.kernel.terms import ONE, ZERO, Term, div, is_integer, le, lt, ne, num, sub

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
    "a an any all every each some the two both strictly real rational finite".split()
)
_CUES = {
    "for": "for", "let": "let", "if": "if", "when": "for", "whenever": "for", "where": "where",
    "with": "where", "assume": "assume", "suppose": "assume", "given": "assume", "fix": "assume",
    "take": "if", "since": "since", "because": "since", "as": "since", "provided": "assume",
    "assuming": "assume",
}  # fmt: skip
_NON = re.compile(r"\bnon[- ](?=negative|positive|zero)|\bnot (?=negative|positive|zero\b)", re.I)
_STOP = re.compile(r"[.,;:()$\\\n]|\b(?:and|then|we|so|with|which|such)\b")


def worded(before: str, after: str) -> tuple[str, list[str]]:
    """The cue and the kinds of number that the words around a lone name tell; both may be empty.

    >>> worded("For all positive ", ", we get"), worded("Let ", " be a non-zero real number. Now")
    (('for', ['positive']), ('let', ['nonzero']))
    >>> worded("Since ", " is positive definite"), worded("We see that ", " is positive.")
    (('', []), ('', []))
    """
    if took_back(before) in ("not", "unless"):
        return "", []
    words = re.findall(r"[a-z']+", _STOP.split(_NON.sub("non", before).lower())[-1])
    kinds: list[str] = []
    while words and (words[-1] in _NOUNS or words[-1] in _PLAIN or words[-1] in _KINDS):
        kinds.append(words.pop())
    cue = _cue(words)
    found = _told(kinds) if cue else []
    said = re.match(r"\s*(?:is|are|be)\s+", after)
    if cue and not found and said is not None and not set(kinds) & set(_KINDS):
        rest = _NON.sub("non", after[said.end() : said.end() + 80]).lower()
        phrase = re.findall(r"[a-z']+", _STOP.split(rest)[0])
        if all(w in _NOUNS or w in _PLAIN or w in _KINDS for w in phrase):
            found = _told(phrase)
    return (cue, found) if found else ("", [])


def _cue(words: list[str]) -> str:
    if words[-1:] == ["that"]:
        words = words[:-1]
    return _CUES.get(words[-1], "") if words else ""


def _told(words: list[str]) -> list[str]:
    whole = {"integer", "integers"} & set(words)
    return [w for w in words if w in _KINDS] + ["integer"] * bool(whole)


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
