"""Statements that are taken as given, as truth-valued terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofs.kernel.normal_forms.entries import entry
from proofs.kernel.terms import (
    NAT,
    ONE,
    OO,
    ZERO,
    Term,
    TermError,
    both,
    either,
    eq,
    is_integer,
    le,
    lt,
    ne,
    neg,
    num,
    size,
)
from proofs.kernel.terms.definedness import closed_rational

from ...regex import regex
from ..errors import ReadingError
from ..expressions.matrices import beside
from ..expressions.names import group_end, scan_name, spelled, split, starts_name
from ..expressions.relations import Range, Statement
from ..statements.sides import Formula
from ..statements.signs import has_signs

_MAKE: dict[str, Callable[[Term, Term], Term]] = {
    "=": eq, ":=": eq, "!=": ne, "<": lt, "<=": le, ">": lambda a, b: lt(b, a),
    ">=": lambda a, b: le(b, a),
}  # fmt: skip
_SETS: dict[str, Callable[[Term], list[Term]]] = {
    "\\mathbb{R}^+": lambda x: [lt(ZERO, x)],
    "\\mathbb{R}^{+}": lambda x: [lt(ZERO, x)],
    "\\mathbb{R}_{>0}": lambda x: [lt(ZERO, x)],
    "\\mathbb{R}_{++}": lambda x: [lt(ZERO, x)],
    "\\mathbb{R}_+": lambda x: [le(ZERO, x)],
    "\\mathbb{R}_{+}": lambda x: [le(ZERO, x)],
    "\\mathbb{R}_{\\geq0}": lambda x: [le(ZERO, x)],
    "\\mathbb{Z}": lambda x: [is_integer(x)],
    "\\mathbb{N}": lambda x: [is_integer(x), le(ZERO, x)],
}
_SIGNED_SET = regex(
    r"\\mathbb\{(?P<of>[RZNQ])\}(?:(?P<zero>_\{?0\}?(?:\^\{?\+\}?)?|\^\{?\+\}?_\{?0\}?"
    r"|_\{(?:\\geq?|\\geqslant|>=)0\})|\^\{?\+\}?|_\{?\+\}?|_\{>0\}|(?<=N\})\^\{?(?:\*|\\ast)\}?)"
)
"""Sets of numbers of one sign, as they are written: `\\mathbb{N}_0`, `\\mathbb{Z}^+`."""


def _of_one_sign(text: str, x: Term) -> list[Term] | None:
    """What membership in a set of numbers of one sign says; None of other sets."""
    found = _SIGNED_SET.fullmatch(text)
    if found is None:
        return None
    whole = [is_integer(x)] if found["of"] in "ZN" else []
    return [*whole, le(ZERO, x) if found["zero"] else lt(ZERO, x)]


def statements_of(formula: Formula, statement: Statement) -> list[Term]:
    """The statements that a chain of relations or a membership makes; none if it can't be read.

    >>> from ..statements.context import Context
    >>> from ..sources.rows import statements
    >>> from ..sources.source import Source
    >>> from ..sources.tokens import tokenize
    >>> text = "0 < x < 1"
    >>> tokens = tokenize(text)
    >>> formula = Formula(Source(text), tokens, Context(), 0)
    >>> [str(t) for t in statements_of(formula, statements(tokens)[0])]
    ['0 < x', 'x < 1']
    """
    if len(statement.relations) == 1 and statement.relations[0].kind == "other":
        relation = statement.relations[0]
        sign = spelled(formula.tokens, relation.start, relation.end)
        if sign == "\\in":
            return _membership(formula, statement.sides[0], statement.sides[1])
        return _range(formula, statement) if sign == "=" else []
    pairs = _tuples(formula, statement)
    if pairs is not None:
        return [c for pair in pairs for c in statements_of(formula, pair)]
    if has_signs(formula.tokens, statement.sides):
        upper, lower = (statements_of(one, statement) for one in formula.each_sign)
        return [either(both(*upper), both(*lower))] if upper and lower else []
    values = [formula.value(side) for side in statement.sides]
    out: list[Term] = []
    for left, relation, right in zip(values, statement.relations, values[1:], strict=False):
        made = _MAKE.get(relation.kind)
        if made is None or left.term is None or right.term is None:
            return []
        if left.unknown or right.unknown or OO in (left.term, right.term):
            return []
        if neg(OO) in (left.term, right.term):
            return []
        try:
            sides = beside(left.term, right.term, formula.context)
            out += _related(*sides, relation.kind)
        except TermError:
            return []
    return out


def _tuples(formula: Formula, statement: Statement) -> list[Statement] | None:
    """`(x_1, x_2) = (2, 5)` as `x_1 = 2` and `x_2 = 5`; None for other statements."""
    tokens, inner = formula.tokens, []
    if len(statement.relations) != 1 or statement.relations[0].kind not in ("=", ":="):
        return None
    for a, b in statement.sides:
        if b - a < 5 or tokens[a].kind != "(" or group_end(tokens, a, b) != b - 1:
            return None
        inner.append(split(tokens, a + 1, b - 1))
    if len(inner[0]) != len(inner[1]) or len(inner[0]) < 2:
        return None
    return [replace(statement, sides=sides) for sides in zip(*inner, strict=True)]


def _related(left: Term, right: Term, kind: str) -> list[Term]:
    families = [t.sort.name == "family" for t in (left, right)]
    if not any(families):
        return [_MAKE[kind](left, right)]
    if not all(families) or kind not in ("=", ":="):
        return []
    if left.sort.rank == right.sort.rank == 2:
        return [eq(left, right)]
    if any(t.sort.rank != 1 for t in (left, right)):
        return []
    length = size(right)
    if length.op != "num" or int(str(length.value)) > 20:
        return []
    places = [num(i) for i in range(1, int(str(length.value)) + 1)]
    return [eq(entry(left, i), entry(right, i)) for i in places]


def _membership(formula: Formula, name: Range, members: Range) -> list[Term]:
    a, b = members
    value = formula.value(name)
    if value.term is None or value.term.sort.name == "family" or value.unknown:
        return []
    text = spelled(formula.tokens, a, b)
    if text in _SETS:
        return _SETS[text](value.term)
    signed = _of_one_sign(text, value.term)
    if signed is not None:
        return signed
    if _WITHOUT_ZERO.fullmatch(text):
        whole = _SETS.get(text[: text.index("}") + 1])
        return [*(whole(value.term) if whole else ()), ne(value.term, ZERO)]
    try:
        return _one_of(formula, value.term, a, b) or interval(formula, value.term, a, b)
    except (ReadingError, TermError):
        return []


_WITHOUT_ZERO = regex(
    r"\\mathbb\{[RCZQ]\}(?:(?:\\setminus|\\backslash|-|\\)\\?\{0\\?\}|\^\{?(?:\*|\\ast|\\times)\}?)"
)
MAX_LISTED = 6


def _one_of(formula: Formula, name: Term, a: int, b: int) -> list[Term]:
    r"""`x \in \{0, 1\}`, the braces perhaps without their strokes: x = 0 or x = 1."""
    tokens = formula.tokens
    if b - a < 3 or tokens[a].text not in ("\\{", "{", "\\lbrace"):
        return []
    if group_end(tokens, a, b) != b - 1:
        return []
    places = split(tokens, a + 1, b - 1)
    values = [formula.value(place).term for place in places] if len(places) <= MAX_LISTED else []
    if name.free.isdisjoint({name}) or not values:
        return []
    known = [v for v in values if v is not None and closed_rational(v) is not None]
    return [either(*(eq(name, v) for v in known))] if len(known) == len(values) else []


def interval(formula: Formula, name: Term, a: int, b: int) -> list[Term]:
    """What it says of a name that it lies in an interval; nothing where that can't be read."""
    tokens = formula.tokens
    if b - a < 5 or tokens[a].kind not in ("(", "[") or group_end(tokens, a, b) != b - 1:
        return []
    parts = split(tokens, a + 1, b - 1)
    if len(parts) != 2:
        return []
    low, high = (formula.value(p).term for p in parts)
    if low is None or high is None:
        return []
    out = []
    if low.op not in ("oo", "neg") or (low.args and low.args[0].op != "oo"):
        out.append((le if tokens[a].kind == "[" else lt)(low, name))
    if high.op != "oo":
        out.append((le if tokens[b - 1].kind == "]" else lt)(name, high))
    return out


def _range(formula: Formula, statement: Statement) -> list[Term]:
    r"""`i = 1, \dots, K`: 1 <= i <= K."""
    tokens = formula.tokens
    (a, b), (c, d) = statement.sides
    parts = split(tokens, c, d)
    if b - a < 1 or not starts_name(tokens[a]) or scan_name(tokens, a, b).end != b:
        return []
    name, last = formula.value((a, b)).term, formula.value(parts[-1]).term
    first = formula.value(parts[0]).term
    if name is None or last is None or first is None or name.sort != NAT:
        return []
    return [le(first if first is not None else ONE, name), le(name, last)]
