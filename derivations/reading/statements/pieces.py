r"""Definitions that hold for some arguments only: `f(x) = x for x \neq 0 and f(0) = 1`.

What is said of the arguments in the sentence of a definition, or after "on", belongs to it: beyond
that, the function has no value until another piece gives it one. A condition that the formula needs
anyway (`\log x` for x > 0) adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from proofs.kernel.enclosures.enclosure import Undefined, Undetermined, decide, enclose
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import (
    REAL,
    Term,
    TermError,
    both,
    cases,
    eq,
    instantiate,
    is_family,
    le,
    lt,
    num,
    substitute,
    subterms,
    var,
)
from proofs.kernel.terms.definedness import closed_rational, strictly
from proofs.kernel.terms.definitions import Definition

from ...regex import regex
from ..errors import ReadingError
from ..expressions.parser import parse
from ..sources.tokens import tokenize
from .context import Context, Defined

_SAMPLES = tuple(num(v) for v in ("-3", "-2", "-1", "-1/2", "0", "1/2", "1", "2", "3"))
_ON = regex(
    r"[\s,]*(?:is |are )?(?:defined )?(?:on|over)\s+(?:the )?(?:(?:open|closed|half-open|unit) )?"
    r"(?:interval )?\$(?P<left>\\?[\[(\]])(?P<low>[^$,]*),(?P<high>[^$,\])\[]*)(?P<right>[\])\[])\$"
)
_DOMAIN = regex(
    r"(?<![A-Za-z\\])\\?(?P<key>[A-Za-z]+)\s*(?::|\\colon(?![a-z]))\s*(?:"
    r"\\mathbb\s*\{?R\}?\s*_\s*(?P<sign>\+|\{\+\}|\{>(?=\s*0\})|\{\\geq?(?:slant)?\s*(?=0\}))[\s0}]*"
    r"|(?P<left>\\?(?:left\s*)?[\[(\]])(?P<low>[^$,]*),(?P<high>[^$,\])\[]*?)(?:\\right\s*)?"
    r"(?P<right>[\])\[]))\s*\\(?:long)?(?:to|rightarrow)(?![a-z])"
)
"""A function with the interval that it is declared on: `f \\colon [0, 1] \\to`."""
_UNREAD = regex(r"\bperiodic\b", re.IGNORECASE)
_IN_PART = regex(r"[\s,]*(?:in|for) (?:part|case|question|exercise|item)\b", re.IGNORECASE)
_INFINITE = regex(r"\s*[+-]?\s*\\infty\s*")


def is_of_unread_arguments(before: str, after: str) -> bool:
    """Whether the words limit what a definition holds for in a way that is not read.

    >>> is_of_unread_arguments("the periodic function with", ""), is_of_unread_arguments("", "")
    (True, False)
    >>> is_of_unread_arguments("Let", " in part (a)")
    True
    """
    return _UNREAD.search(f"{before} {after}") is not None or _IN_PART.match(after) is not None


def interval_after(words: str, name: Term, context: Context) -> list[Term] | None:
    r"""The conditions on a name that "on $[0, 1]$" says right after a formula; None where nothing
    of that kind stands there.

    >>> x = var("x")
    >>> [str(c) for c in interval_after(" on $[0, 1)$.", x, Context()) or ()]
    ['0 <= x', 'x < 1']
    """
    match = _ON.match(words)
    return None if match is None else _interval(match, name, context)


def domain_declared(words: str, key: str, name: Term, context: Context) -> list[Term]:
    r"""The conditions on a function's argument that the words before its definition declare.

    >>> before, x = r"Let $f \colon [0, \infty) \to \mathbb{R}$, $", var("x")
    >>> [str(c) for c in domain_declared(before, "f", x, Context())]
    ['0 <= x']
    """
    found: list[Term] = []
    for match in _DOMAIN.finditer(words):
        if match["key"] == key:
            sign = match["sign"]
            found = _interval(match, name, context) or [] if sign is None else [
                (lt if sign.strip("{}") == ">" else le)(num(0), name)
            ]  # fmt: skip
    return found


def _interval(match: re.Match[str], name: Term, context: Context) -> list[Term] | None:
    """The conditions that a name lies between two ends."""
    out = []
    ends = (("low", match["left"][-1] == "["), ("high", match["right"] == "]"))
    for which, closed in ends:
        if _INFINITE.fullmatch(match[which]):
            continue
        try:
            end, _ = parse(tokenize(match[which]), context)
        except ReadingError:
            return None
        order = le if closed else lt
        out.append(order(end, name) if which == "low" else order(name, end))
    return out


def restricted(defined: Defined, conditions: Sequence[Term]) -> Defined | None:
    """A definition with what its parameters have to meet; None where that can't be written."""
    definition = defined.definition
    names = {var(str(p.value).partition("@")[0], REAL): p for p in definition.parameters}
    own = [substitute(c, names) for c in conditions]
    if not own or _is_domain(definition.body, own):
        return defined
    if is_family(definition.body):
        return None
    return _of_pieces(defined, ((definition.body, both(*own)),))


def with_piece(known: Defined, more: Defined) -> Defined | None:
    """A function with one more piece; None where its pieces may overlap."""
    old, new = known.definition, more.definition
    if not (known.pieces and more.pieces) or len(old.parameters) != len(new.parameters):
        return None
    names = dict(zip(new.parameters, old.parameters, strict=True))
    added = tuple((substitute(b, names), substitute(c, names)) for b, c in more.pieces)
    for _, here in added:
        if any(not _exclude(here, there) for _, there in known.pieces):
            return None
    return _of_pieces(known, (*known.pieces, *added))


def with_value(known: Defined, argument: Term, value: Term) -> Defined | None:
    """A function of one number with its value at one that no piece reaches; None for others."""
    exact = closed_rational(argument)
    if exact is None or len(known.definition.parameters) != 1 or not known.pieces or value.free:
        return None
    (name,) = known.definition.parameters
    if any(decide(substitute(c, {name: argument}), {}) is not False for _, c in known.pieces):
        return None
    return _of_pieces(known, (*known.pieces, (value, eq(name, argument))))


def inside(terms: Iterable[Term], context: Context) -> list[Term]:
    """For derivatives of functions that are given for some arguments: that these are none at an
    edge, where there is no derivative from both sides."""
    out: dict[Term, None] = {}
    for node in dict.fromkeys(n for term in terms for n in subterms(term)):
        if node.op != "deriv" or node.loose or node.args[0].op != "var":
            continue
        for value in subterms(instantiate(node.args[1], node.args[0])):
            known = _known(value, context)
            if known is not None and len(known.pieces) == 1:
                (name,) = known.definition.parameters
                out[strictly(substitute(known.pieces[0][1], {name: value.args[1]}))] = None
    return list(out)


def rests_on_pieces(terms: Iterable[Term], context: Context) -> bool:
    """Whether a function that is given for some arguments only stands in some terms, or in what
    they are defined by."""
    heads = {v for term in terms for v in term.free if v.sort.name == "function"}
    seen: set[Term] = set()
    while heads - seen:
        head = (heads - seen).pop()
        seen.add(head)
        found = context.defined(str(head.value))
        if found is not None and found.pieces:
            return True
        if found is not None:
            heads |= {v for v in found.definition.body.free if v.sort.name == "function"}
    return False


def _known(value: Term, context: Context) -> Defined | None:
    if value.op != "app" or value.args[0].op != "var" or len(value.args) != 2:
        return None
    return context.defined(str(value.args[0].value))


def _of_pieces(defined: Defined, pieces: tuple[tuple[Term, Term], ...]) -> Defined | None:
    try:
        body = cases(*(part for piece in pieces for part in piece))
    except TermError:
        return None
    old = defined.definition
    return replace(defined, definition=Definition(old.head, old.parameters, body), pieces=pieces)


def _exclude(a: Term, b: Term) -> bool:
    """Whether two conditions can't both be met."""
    try:
        return Normalizer((a, b)).contradictory()
    except Unsupported:
        return False


def _is_domain(body: Term, conditions: Sequence[Term]) -> bool:
    """Whether a body has no value where the conditions of its one name fail, as far as is seen."""
    names = set().union(*(c.free for c in conditions))
    if len(names) != 1 or body.free - names:
        return False
    (name,) = names
    outside = 0
    for value in _SAMPLES:
        at = {name: value}
        if all(decide(c, at) is not False for c in conditions):
            continue
        outside += 1
        try:
            enclose(body, at)
            return False
        except Undefined:
            continue
        except Undetermined:
            return False
    return outside > 0
