"""What stands in brackets, braces, bars, floors and ceilings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from proofs.kernel.terms import Term, apply, binomial, dot, is_family, norm

from ..errors import AMBIGUOUS, BRACKETS, NOTATION
from ..sources.symbols import CLOSERS, OPENERS
from . import arrays, atoms, braced, composed, matrices
from .names import group_end, split

if TYPE_CHECKING:
    from .parser import Parser


def bracket(p: Parser) -> Term:
    """Brackets around an expression, or around a list."""
    start = p.pos
    close = group_end(p.tokens, start, p.end)
    together = composed.combined(p, close) if p.tokens[start].kind == "(" else None
    if together is not None:
        return together
    if p.tokens[close].text not in (")", "]", "}"):
        raise p.fault(BRACKETS, "a bracket is closed by one of another kind", start)
    kinds = p.tokens[start].text + p.tokens[close].text
    if kinds not in ("()", "[]", "{}"):
        p.pos = close + 1
        raise p.fault(BRACKETS, f"{kinds[0]} is closed by {kinds[1]}", start)
    parts = split(p.tokens, start + 1, close)
    p.pos = close + 1
    called = braced.application(p, start, close) if kinds == "{}" else None
    if called is not None:
        return called
    if kinds == "[]" and start > 0:
        before = p.tokens[start - 1]
        if before.kind in ("letter", "text") and before.end == p.tokens[start].start:
            message = f"{before.text}[...] may be an operator, an entry or a product"
            raise p.fault(AMBIGUOUS, message, start)
    if len(parts) > 1:
        return arrays.listing(p, parts, start)
    chosen = _chosen(p, start + 1, close) if kinds == "{}" else None
    return atoms.inside(p, start + 1, close, listed=kinds != "{}") if chosen is None else chosen


def one_argument(p: Parser) -> Term:
    """The brackets at the place, around the argument of a function that takes one."""
    start = p.pos
    close = group_end(p.tokens, start, p.end)
    numeral = close == start + 2 and p.tokens[start + 1].kind == "number"
    if numeral and OPENERS[p.tokens[start].text] == p.tokens[close].text:
        p.pos = close + 1
        return atoms.inside(p, start + 1, close)
    return atoms.atom(p)


def braces(p: Parser) -> Term:
    r"""`\{a + b\}` where a number is needed: braces for brackets."""
    start = p.pos
    close = group_end(p.tokens, start, p.end)
    p.pos = close + 1
    if p.tokens[close].text != "\\}":
        raise p.fault(BRACKETS, r"\{ is closed by a bracket of another kind", start)
    if len(split(p.tokens, start + 1, close)) > 1:
        raise p.fault(NOTATION, "a set where a number is needed", start)
    p.notes.append("braces are read as brackets")
    return atoms.inside(p, start + 1, close, listed=True)


def angle(p: Parser) -> Term:
    r"""`\langle 1, 2, 3 \rangle`, a vector by its components; of two vectors, their product."""
    start = p.pos
    close = group_end(p.tokens, start, p.end)
    p.pos = close + 1
    if p.tokens[close].text != "\\rangle":
        raise p.fault(BRACKETS, r"\langle is closed by a bracket of another kind", start)
    parts = split(p.tokens, start + 1, close)
    values = [atoms.inside(p, a, b, listed=True) for a, b in parts]
    vectors = [v for v in values if is_family(v)]
    if len(values) == 2 and len(vectors) == 2 and all(v.sort.rank == 1 for v in vectors):
        return p.make(start, lambda: dot(*values))
    if vectors or len(values) < 2:
        raise p.fault(NOTATION, r"what stands in \langle \rangle", start)
    if len(values) == 2 and all(v.op == "var" for v in values):
        raise p.fault(AMBIGUOUS, "a vector by two components, or a product of two vectors?", start)
    return arrays.listing(p, parts, start)


def _chosen(p: Parser, a: int, b: int) -> Term | None:
    """`{n \\choose k}`, or None."""
    depth = 0
    for i in range(a, b):
        text = p.tokens[i].text
        depth += (text in OPENERS) - (text in CLOSERS)
        if text == "\\choose" and depth == 0:
            above = atoms.inside(p, a, i)
            return p.make(a, binomial, above, atoms.inside(p, i + 1, b))
    return None


def between(close: str, name: str) -> Callable[[Parser], Term]:
    """Reads brackets that are a function of what stands in them, as floors are."""

    def read(p: Parser) -> Term:
        start = p.pos
        end = group_end(p.tokens, start, p.end)
        p.pos = end + 1
        if p.tokens[end].text != close:
            raise p.fault(BRACKETS, f"{p.tokens[start].text} without {close}", start)
        return p.make(start, lambda a: apply(name, a), atoms.inside(p, start + 1, end))

    return read


def bars(p: Parser) -> Term:
    """`|x|`: the bar opens where a value is expected, and closes after one."""
    start = p.pos
    p.pos += 1
    if p.at_text("|"):
        raise p.fault(NOTATION, "two bars for a norm", start, help="write \\|x\\|")
    p.bars += 1
    value = p.expression()
    p.bars -= 1
    token = p.peek()
    if token is None or token.text not in ("|", "\\vert"):
        raise p.fault(BRACKETS, "| is not closed", start)
    p.pos += 1
    return _absolute(p, value, start)


def _absolute(p: Parser, value: Term, start: int) -> Term:
    if value.sort.name == "family" and value.sort.rank == 2:
        return matrices.determinant(p, value, start)
    if value.sort.name == "family":
        p.notes.append("bars around a vector are read as its norm")
        return p.make(start, lambda: norm(value))
    return p.make(start, lambda a: apply("abs", a), value)


def sided_bars(p: Parser) -> Term:
    """`\\left| x \\right|`: the absolute value."""
    start = p.pos
    end = group_end(p.tokens, start, p.end)
    p.pos = end + 1
    return _absolute(p, atoms.inside(p, start + 1, end), start)
