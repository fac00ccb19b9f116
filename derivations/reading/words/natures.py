r"""What words say that names stand for: vectors, matrices, operators, permutations, strings, ...

"Let $A$ and $B$ be square matrices", "for operators $A$, $B$", "For vectors, ...": such a name is
no number, and what holds of numbers need not hold of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...regex import regex
from ..errors import ReadingError
from ..expressions.names import INDEX_LETTERS, classify, key_of, scan_name, starts_name
from ..kinds.written import MEMBER
from ..sources.symbols import DOTS
from ..sources.tokens import tokenize


class Nature(NamedTuple):
    """What some names stand for (none: all names, up to the offset `end`), told at an offset.

    `kind` is number, vector, row, matrix, factor (which need not commute) or other.
    """

    at: int
    end: int
    names: frozenset[str]
    kind: str
    noun: str


_NOUNS = {
    "row": r"(?:row[- ]vectors?)",
    "vector": r"(?:(?:column[- ])?vectors?)",
    "matrix": r"(?:matrix(?: units?)?|matrices)",
    "factor": (
        r"(?:operators?|linear (?:maps?|mappings?|transformations?)|permutations?|quaternions?"
        r"|octonions?|(?:elements?|members?) of (?:an? |the |some )?(?:[\w-]+ ){0,2}?"
        r"(?:ring|group|algebra|monoid|semigroup|field|module)|residue class(?:es)?"
        r"|endomorphisms?|automorphisms?|homomorphisms?"
        r"|non-?commut\w+(?: (?:variables?|quantities|elements?|symbols?|indeterminates?))?)"
    ),
    "other": (
        r"(?:strings?|(?:finite |infinite |countable |open |closed )?(?:sub)?sets?|events?|tensors?"
        r"|propositions?|tuples?|multisets?|languages?|ordinals?|cardinals?|concatenation"
        r"|(?:regular )?expressions|graphs?)"
    ),
    "number": r"(?:scalars?|(?:real |complex |positive )?numbers?|constants?|reals|integers?)",
}
_NOUN = "|".join(f"(?P<{kind}>{noun})" for kind, noun in _NOUNS.items())
_FORMULA = r"\${1,2}+[^$\n]{1,80}+\${1,2}+"
_CAPITAL = r"(?<![A-Za-z$\\])[A-Z](?![A-Za-z'.-])"
_NAME = rf"(?:{_FORMULA}|{_CAPITAL})"
_LIST = rf"{_NAME}(?:\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+)\s*{_NAME}){{0,7}}+"
_STOP = r"(?!(?:of|in|with|that|which|by|for|to|not|no|and|from|on|whose|where)\b)"
_MODIFIERS = rf"(?:{_STOP}(?:[\w'-]+|\$[^$\n]{{1,30}}\$)\s+){{0,5}}?"
_AFTER = (
    r"(?=\s*(?:[,.;:()!?$\n]|\Z|(?:of|in|with|that|which|such|and|or|whose|where|over|on|from|for"
    r"|then|satisfying|having|as|is|are|acting|we|so|but)\b))"
)
_SAID = regex(
    rf"(?P<names>{_LIST})\s+(?:(?:now|both|each|all|will)\s+)?"
    r"(?:is|are|be|being|denotes?|represents?|stands? for|means)\s+(?:both\s+|all\s+|again\s+)?"
    rf"{_MODIFIERS}(?:{_NOUN}){_AFTER}",
    re.IGNORECASE,
)
_NAMED = regex(rf"\b(?:{_NOUN})\s+(?P<names>{_LIST})", re.IGNORECASE)
_GENERAL = regex(
    rf"\b(?:for|with|given|between)\s+(?:(?:all|any|two|arbitrary|general|most)\s+){{0,2}}"
    rf"{_MODIFIERS}(?:{_NOUN})\s*(?:,|:|we\b)",
    re.IGNORECASE,
)
_ALSO = regex(
    rf"(?:\b(?:and|by|with|for|let|call|write)|,)\s+(?P<names>{_LIST})\s+(?:for\s+)?"
    rf"(?:an?|another|the|two|some)\s+{_MODIFIERS}(?:{_NOUN}){_AFTER}",
    re.IGNORECASE,
)
_SUBJECT = regex(
    rf"\b(?:the|these|those|such|our|all)\s+{_MODIFIERS}"
    rf"(?:(?P<matrix>matrices)|(?P<factor>operators|permutations|quaternions|generators))\s+"
    r"(?:(?:also|all|do|now|always|then)\s+)?(?:satisfy|obey|fulfill?|(?:anti)?commute|multiply)\b",
    re.IGNORECASE,
)
_LISTED = regex(
    rf"\b(?:{_NOUN})\s+(?:is|are|(?:is |are )?(?:called|named|denoted(?: by)?|written(?: as)?))\s+"
    rf"(?P<names>{_LIST})",
    re.IGNORECASE,
)
_CAPITALS_LISTED = (
    r"\$(?:\\(?:mathbf|boldsymbol|bm)\s*\{\s*)?(?:[A-Z]|\\(?:Sigma|Lambda|Omega))\}?"
    r"(?:_\{?\w\}?)?\$"
)
_OF_MATRICES = (
    r"(?:symmetric|positive[- ](?:semi-?)?definite|invertible|non-?singular|diagonali[sz]able)"
)
_ADJECTIVE = regex(
    rf"(?:{_OF_MATRICES}\s+(?P<after>{_CAPITALS_LISTED})|(?P<names>{_CAPITALS_LISTED}"
    rf"(?:\s*(?:,|,?\s*and)\s*{_CAPITALS_LISTED})*)\s+(?:(?:is|are|be|being)\s+)?"
    rf"(?:both\s+|not\s+|real\s+|square\s+)*{_OF_MATRICES}\b"
    r"(?!\s+(?:about|around|with respect|group|difference|function|relation)))",
)
"""What is said of matrices, in texts that speak of such."""
_OPERATION = regex(
    r"\$(?P<names>[^$\n=]{3,30})\$\s+(?:denotes?|be|is|stands? for|means)\s+(?:the\s+)?"
    r"(?:\w+\s+){0,2}?(?P<noun>concatenation|composition|convolution|union"
    r"|intersection|symmetric difference)\b",
    re.IGNORECASE,
)
_ROWS = regex(r"\bvectors (?:here )?(?:are|as)\b[^.$]{0,30}\brows?\b", re.IGNORECASE)
_CROSS = regex(r"\b(?:cross|vector)[- ]products?\b", re.IGNORECASE)
_SMALL = regex(
    r"\bvectors (?:are |will be )?(?:\w+ )?(?:in |by |with )?(?:lower|small)[- ]?(?:case|letters)"
    r"|\b(?:lower[- ]?case|small) (?:\w+ )?letters (?:\w+ ){0,3}vectors\b",
    re.IGNORECASE,
)
_CAPITALS = regex(
    r"\bmatrices (?:are |will be )?(?:\w+ )?(?:in |by |with )?(?:upper|capital)"
    r"[- ]?(?:case|letters)|\b(?:upper[- ]?case|capital) (?:\w+ )?letters (?:\w+ ){0,3}matrices\b",
    re.IGNORECASE,
)
_APART = regex(rf"(?P<names>{_LIST})\s+(?:do not|don't|need not|may not) commute", re.IGNORECASE)
_SETS = regex(
    r"\$(?P<names>[^$\n]{1,40}?)\\in\s*\\?(?:mathrm|operatorname|mathfrak|mathbb|mathcal|text|rm)?\s*"
    r"\{?\s*(?P<set>GL|SL|SO|SU|Sp|Mat|M(?=_)|S(?=_)|Aut|End|Hom|H(?=\})|G(?=\s*[$,]))"
)
_MATRIX = regex(r"\bmatri(?:x|ces)\b|\\nabla|\^\{?(?:T|\\top)\b", re.IGNORECASE)
_END = regex(r"[.!?](?:\s|\Z)|\n[ \t]*\n")


def natures(words: str) -> list[Nature]:
    """What a text says that names stand for, in order.

    >>> [(sorted(n.names), n.kind) for n in natures("Let $A$ and $B$ be square matrices.")]
    [(['A', 'B'], 'matrix')]
    >>> [(sorted(n.names), n.kind) for n in natures("Let $n$ be the size of the matrix $A$.")]
    [(['A'], 'matrix')]
    >>> [n.kind for n in natures("For vectors, this holds. The vector length $n$ is 2.")]
    ['vector']
    """
    found = [*_named(words), *_general(words), *_members(words), *_everywhere(words)]
    return sorted(found, key=lambda nature: nature.at)


def kinds_of(told: Sequence[Nature]) -> dict[str, str]:
    """The names that are numbers, vectors, or matrices, wherever a text speaks of them; of matrices
    capital letters, of vectors small ones ("the Jacobian in $x$ is a diagonal matrix").

    >>> kinds_of(natures("Let $A$ be a matrix and $x$ a vector. For a number $c$, a vector $c$."))
    {'A': 'matrix', 'x': 'vector'}
    >>> kinds_of(natures("Let $M$ be a matrix and $t$ a number."))
    {'M': 'matrix', 't': 'scalar'}
    """
    found: dict[str, set[str]] = {}
    for nature in told:
        for name in nature.names:
            found.setdefault(name, set()).add(nature.kind)
    declared = {"vector": "vector", "matrix": "matrix", "number": "scalar"}
    return {
        name: declared[kind] for name, kinds in sorted(found.items()) for kind in kinds
        if len(kinds) == 1 and kind in declared and _is_usual(name, kind)
    }  # fmt: skip


def _is_usual(name: str, kind: str) -> bool:
    letter = name.lstrip("\\")[:1]
    return kind == "number" or letter.isupper() == (kind == "matrix")


def _named(words: str) -> Iterator[Nature]:
    for pattern in (_SAID, _NAMED, _ALSO, _LISTED, _APART):
        for said in pattern.finditer(words):
            kind, noun = _kind(said) if pattern is not _APART else ("factor", "non-commuting")
            names = frozenset(_names(said["names"], noun=kind))
            if names:
                yield Nature(said.start(), said.start(), names, kind, noun)
    for said in _ADJECTIVE.finditer(words) if _MATRIX.search(words) else ():
        names = frozenset(_names(said["names"] or said["after"], noun="matrix"))
        yield Nature(said.start(), said.start(), names, "matrix", "matrix")


def _general(words: str) -> Iterator[Nature]:
    """Of the names of a sentence without saying which: "For permutations, ..."."""
    for said in (*_GENERAL.finditer(words), *_SUBJECT.finditer(words)):
        kind, noun = _kind(said)
        stop = _END.search(words, said.end())
        if kind != "number":
            yield Nature(
                said.start(), stop.start() if stop else len(words), frozenset(), kind, noun
            )


def _everywhere(words: str) -> Iterator[Nature]:
    """What is said once of a whole text."""
    end = len(words)
    for said in _OPERATION.finditer(words):
        names = frozenset(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", said["names"]))
        yield Nature(said.start(), said.start(), names, "other", said["noun"].lower())
    for said in _ROWS.finditer(words):
        yield Nature(said.start(), end, frozenset(), "row", "row vectors")
    for said in _CROSS.finditer(words):
        yield Nature(said.start(), end, frozenset(), "cross", "cross product")
    for said in _SMALL.finditer(words):
        yield Nature(said.start(), said.start(), frozenset("abpqrsuvwxyz"), "vector", "vectors")
    for said in _CAPITALS.finditer(words):
        yield Nature(said.start(), said.start(), _UPPER, "matrix", "matrices")


_UPPER = frozenset("ABCDEFGHJKLMNOPQRSTUVWXYZ")


def _members(words: str) -> Iterator[Nature]:
    r"""Of the names that a formula puts in a group, or a set of matrices: `\sigma \in S_n`."""
    for said in _SETS.finditer(words):
        names = frozenset(_names(f"${said['names']}$", noun="factor"))
        if names:
            yield Nature(said.start(), said.start(), names, "factor", f"in {said['set']}")


def _kind(said: re.Match[str]) -> tuple[str, str]:
    groups = said.groupdict()
    return next((kind, groups[kind].lower()) for kind in _NOUNS if groups.get(kind))


def _names(text: str, *, noun: str) -> Iterator[str]:
    """The names of a list of formulas and capitals; of `x = (1, 2)`, the x."""
    for piece in re.findall(_NAME, text):
        formula = piece.strip("$")
        head = re.split(r"=|\\in(?![a-z])|\\sub|:|\\colon", formula)[0]
        if noun == "other" and head != formula and "=" not in formula:
            continue
        yield from _listed(head)


def _listed(formula: str) -> Iterator[str]:
    r"""The names that a formula lists, `A, B_1`; with an index as families: `A_1, \dots, A_k`.

    Other formulas list none.
    """
    try:
        tokens = tokenize(formula)
        at, keys = 0, list[str]()
        while at < len(tokens):
            if tokens[at].text in DOTS and tokens[at + 1 : at + 2] and tokens[at + 1].text == ",":
                at += 2
                continue
            if not starts_name(tokens[at]):
                return
            use = scan_name(tokens, at, len(tokens))
            sub = classify(tokens, use.sub, set(INDEX_LETTERS))
            keys.append(f"{use.base}{MEMBER}" if sub.kind == "index" else key_of(use.base, sub))
            at = use.end
            if [t.kind for t in tokens[at : at + 2]] == ["^", "command"]:
                at += 2  # of \gamma^\mu, a^\dagger
            if at < len(tokens) and tokens[at].text != ",":
                return
            at += 1
    except ReadingError:
        return
    yield from keys
