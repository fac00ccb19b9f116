"""Sets as values: named ones, in braces or brackets, joined by union, intersection, difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proofs.kernel.terms import FALSE, OO, TRUE, neg

from ..errors import AMBIGUOUS, EXPECTED, NOTATION
from ..sources.symbols import DOTS, GROUPING, OPENERS, RELATIONS
from . import answers, atoms
from .names import group_end, spelled, split
from .parser import Parser
from .values import Bracketed, NamedSet, SetOperation, Value

_SET_SIGNS = {"\\cup": "union", "\\cap": "intersection", "\\setminus": "difference",
              "\\backslash": "difference"}  # fmt: skip
_NAMED = {
    "R": "reals", "Q": "rationals", "Z": "integers", "N": "naturals", "C": "complexes",
}  # fmt: skip
_TRUTH = {"true": TRUE, "false": FALSE, "True": TRUE, "False": FALSE}
_INFINITE = {"\\infty": OO, "+\\infty": OO, "-\\infty": neg(OO)}
_MOST_TOKENS = 4
"""Of how many tokens these are, and the names of sets: `\\mathbb{R}`."""


def outside(p: Parser, a: int, b: int, wanted: Callable[[int], bool]) -> list[int]:
    """The places outside all brackets that are wanted."""
    found, depth = [], 0
    for i in range(a, b):
        token = p.tokens[i]
        if token.text in GROUPING or token.kind == "env":
            depth += 1 if token.text in OPENERS or token.text.startswith("begin ") else -1
        elif depth == 0 and wanted(i):
            found.append(i)
    return found


def between(a: int, b: int, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges before, between and after marks."""
    edges = [a, *(x for mark in marks for x in mark), b]
    return list(zip(edges[0::2], edges[1::2], strict=True))


def nothing(p: Parser, side: tuple[int, int]) -> Value:
    """Raise the error that nothing stands at a place."""
    p.pos = max(side[0] - 1, 0)
    raise p.fault(EXPECTED, "nothing stands on this side", p.pos)


def set_or_value(p: Parser, a: int, b: int, *, in_set: bool = False) -> Value:
    """Sets joined by their operations, a bracket with several values, or an expression."""
    marks = []
    if not _SET_SIGNS.keys().isdisjoint([token.text for token in p.tokens[a:b]]):
        marks = outside(p, a, b, lambda i: p.tokens[i].text in _SET_SIGNS)
    if not marks:
        return _primary(p, a, b, in_set=in_set)
    kinds = [_SET_SIGNS[p.tokens[i].text] for i in marks]
    if len(set(kinds)) > 1 or (kinds[0] == "difference" and len(kinds) > 1):
        p.pos = marks[1] + 1
        raise p.fault(
            AMBIGUOUS, "which of these operations comes first?", marks[0], help="put brackets"
        )
    ranges = between(a, b, [(i, i + 1) for i in marks])
    values = [_primary(p, *r, in_set=True) for r in ranges]
    value = values[0]
    for kind, right in zip(kinds, values[1:], strict=True):
        value = SetOperation(kind, value, right)
    return value


def _primary(p: Parser, a: int, b: int, *, in_set: bool) -> Value:
    tokens = p.tokens
    if a >= b:
        return nothing(p, (a, b))
    if tokens[a].text == "\\$" and b - a == 2:  # \$\infty
        a += 1
    text = spelled(tokens, a, b) if b - a <= _MOST_TOKENS else ""
    if text in _INFINITE:
        return _INFINITE[text]
    named = _named(text)
    if named is not None:
        return named
    if b - a == 1 and tokens[a].kind == "text" and tokens[a].text in _TRUTH:
        return _TRUTH[tokens[a].text]
    if tokens[a].kind == "(" and _around_statement(p, a, b):
        return answers.value_at(p, a + 1, b - 1)
    bracketed = _bracketed(p, a, b, in_set=in_set)
    if bracketed is not None:
        return bracketed
    p.listed = False
    return atoms.inside(p, a, b)


def _around_statement(p: Parser, a: int, b: int) -> bool:
    """Whether brackets stand around a relation."""
    if group_end(p.tokens, a, b) != b - 1 or p.tokens[b - 1].kind != ")":
        return False
    signs = outside(p, a + 1, b - 1, lambda i: p.tokens[i].text in _LOGIC)
    commas = outside(p, a + 1, b - 1, lambda i: p.tokens[i].text in (",", ";"))
    return bool(signs) and not commas


_LOGIC = frozenset(RELATIONS) | {"\\in", "\\land", "\\lor", "\\neg"}


def _named(text: str) -> Value | None:
    if text in ("\\emptyset", "\\{\\}"):
        return NamedSet("empty")
    if text.startswith("\\mathbb{") and text.endswith("}"):
        name = _NAMED.get(text[8:-1])
        return NamedSet(name) if name else None
    return None


def _bracketed(p: Parser, a: int, b: int, *, in_set: bool) -> Value | None:
    """Brackets around it all, with several values in them or around a set."""
    tokens = p.tokens
    opening, closing = tokens[a].text.lstrip("\\"), tokens[b - 1].text.lstrip("\\")
    if opening not in ("(", "[", "{") or closing not in (")", "]", "}"):
        return None
    if group_end(tokens, a, b) != b - 1 or (opening == "{") != (closing == "}"):
        return None
    commas = split(tokens, a + 1, b - 1)
    semicolons = split(tokens, a + 1, b - 1, ";")
    if len(commas) > 1 and len(semicolons) > 1:
        p.pos = b
        raise p.fault(AMBIGUOUS, "commas and semicolons in one pair of brackets", a)
    ranges = commas if len(commas) > 1 else semicolons
    if len(ranges) == 1 and not (opening == "{" and (in_set or tokens[a].text == "\\{")):
        inner = outside(p, a + 1, b - 1, lambda i: tokens[i].text in _SET_SIGNS)
        return set_or_value(p, a + 1, b - 1) if inner else None
    if any(x >= y for x, y in ranges):
        p.pos = b
        raise p.fault(EXPECTED, "nothing stands between two commas", a)
    if any(tokens[i].text in ("\\mid", "|", ":") for i in range(a, b)) and opening == "{":
        raise p.fault(NOTATION, "a set by what holds for its elements", a)
    dots = any(tokens[i].text in DOTS for x, y in ranges for i in range(x, y))
    if dots and opening != "{":
        return None
    listed, p.listed = p.listed, True
    items = tuple(answers.value_at(p, x, y) for x, y in ranges)
    p.listed = listed
    if len(items) == 2 and not in_set and opening == "[" and closing == "]":
        p.notes.append("[a, b] is read as an interval or a pair, as the use tells")
    return Bracketed(opening, items, closing)
