"""Atoms: what stands between the operators of an expression."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    ONE,
    PI,
    Term,
    apply,
    binomial,
    div,
    elem,
    exp,
    num,
    root,
)

from . import arrays, binders, calls, elementary
from .errors import AMBIGUOUS, BRACKETS, EXPECTED, NOTATION, ReadingError
from .names import group_end, split, starts_name
from .symbols import ARROWS, DOTS, FUNCTIONS, LABELLED, OTHER_RELATIONS, RELATIONS
from .tokens import Token

if TYPE_CHECKING:
    from .parser import Parser

E = exp(ONE)
"""Euler's number; with a superscript it is the exponential function."""


def starts(text: str, excluded: frozenset[str]) -> bool:
    """Whether a command begins a factor."""
    return not (
        text in excluded or text in RELATIONS or text in OTHER_RELATIONS or text in ARROWS
        or text in LABELLED or text in DOTS
    )  # fmt: skip


def atom(p: Parser) -> Term:
    """The number, name, bracket, function or large operator at the parser's place."""
    token = p.peek()
    if token is None:
        raise p.unexpected()
    if token.kind == "number":
        p.pos += 1
        return number(p, token)
    if starts_name(token) and token.text not in ("\\rm",):
        return calls.name(p)
    handler = _HANDLERS.get(token.text)
    if handler is not None:
        return handler(p)
    if token.kind == "env":
        return arrays.environment(p)
    if token.text in FUNCTIONS:
        return elementary.builtin(p, FUNCTIONS[token.text])
    if token.kind == "text":
        return calls.worded(p)
    if token.kind == "command" and starts(token.text, frozenset()):
        raise ReadingError(
            NOTATION, f"{token.text} is not read yet", token.start, token.end, label="not read yet"
        )
    raise p.unexpected()


def number(p: Parser, token: Token) -> Term:
    """An exact number; `1,000` only where the comma can't separate two numbers."""
    text = token.text.replace("{,}", "")
    if "," in text:
        if p.nesting > 1:
            raise ReadingError(
                AMBIGUOUS, f"{text}: one number, or several?", token.start, token.end,
                notes=("help: write 1{,}000 for a thousand, or a space after the comma",),
            )  # fmt: skip
        text = text.replace(",", "")
    doubt = _doubt(p, token)
    if doubt is not None:
        raise ReadingError(AMBIGUOUS, doubt, token.start, token.end)
    return num(int(text) if text.isdecimal() and text.isascii() else text)


_MIXED = re.compile(r"(?:\{(?P<a>\d+)\}|(?P<b>\d))(?:\{(?P<c>\d+)\}|(?P<d>\d))")


def _doubt(p: Parser, token: Token) -> str | None:
    """What makes a number, just taken, doubtful: `1.5e-3`, or a mixed fraction."""
    after = p.tokens[p.pos : min(p.pos + 7, p.end)]
    texts = [t.text for t in after]
    if texts[:1] == ["e"] and after[0].start == token.end:
        rest = after[1:3] if texts[1:2] in (["-"], ["+"]) else after[1:2]
        touching = all(a.end == b.start for a, b in pairwise([after[0], *rest]))
        if rest and rest[-1].kind == "number" and touching:
            return f"{token.text}e{''.join(t.text for t in rest)}: a power of ten, or Euler's e?"
    if token.text.isdecimal() and texts[:1] and texts[0] in ("\\frac", "\\dfrac", "\\tfrac"):
        mixed = _MIXED.match("".join(texts[1:]))
        above, below = (int(n) for n in mixed.groups() if n) if mixed is not None else (1, 1)
        if 0 < above < below:
            return f"{token.text} {above}/{below}: a mixed fraction, or a product without its sign?"
    return None


def argument_range(p: Parser) -> tuple[int, int]:
    """The tokens of the argument at the place (a group or one token); the place moves past it."""
    token = p.peek()
    if token is None:
        raise p.unexpected()
    if token.kind == "{":
        close = group_end(p.tokens, p.pos, p.end)
        a = p.pos + 1
        p.pos = close + 1
        return a, close
    if token.kind == "number" and len(token.text) > 1:
        raise ReadingError(
            AMBIGUOUS, f"only the first digit of {token.text} is taken here", token.start,
            token.end, label="braces are missing", notes=(f"help: write {{{token.text}}}",),
        )  # fmt: skip
    p.pos += 1
    if token.text in ("\\frac", "\\sqrt", "\\mathbf", "\\mathrm", "\\bar", "\\hat", "\\tilde"):
        a = p.pos - 1
        p.pos = a
        atom(p)
        return a, p.pos
    return p.pos - 1, p.pos


def inside(p: Parser, a: int, b: int) -> Term:
    """The expression that the tokens from a to b write; the place stays."""
    place, end, bars = p.pos, p.end, p.bars
    p.pos, p.end, p.bars = a, b, 0
    if a >= b:
        p.pos, p.end = min(a, len(p.tokens) - 1), b
        raise p.fault(EXPECTED, "an empty group", p.pos)
    term = p.expression()
    if p.pos < b:
        raise p.unexpected()
    p.pos, p.end, p.bars = place, end, bars
    return term


def argument(p: Parser) -> Term:
    """The expression in the argument at the place."""
    a, b = argument_range(p)
    return inside(p, a, b)


def _fraction(p: Parser) -> Term:
    start = p.pos
    found = binders.derivative(p)
    if found is not None:
        return found
    p.pos += 1
    token = p.peek()
    if token is not None and token.kind == "number" and len(token.text) == 2:  # \frac12
        p.pos += 1
        return p.make(start, div, num(token.text[0]), num(token.text[1]))
    above = argument(p)
    return p.make(start, div, above, argument(p))


def _root(p: Parser) -> Term:
    start, index = p.pos, 2
    p.pos += 1
    if p.at_text("["):
        close = group_end(p.tokens, p.pos, p.end)
        only = p.tokens[p.pos + 1]
        if close != p.pos + 2 or not only.text.isdigit() or int(only.text) < 2:
            raise p.fault(NOTATION, "a root whose index is not a number of at least 2", start)
        index = int(only.text)
        p.pos = close + 1
    return p.make(start, lambda a: root(a, index), argument(p))


def _binomial(p: Parser) -> Term:
    start = p.pos
    p.pos += 1
    above = argument(p)
    return p.make(start, binomial, above, argument(p))


def _bracket(p: Parser) -> Term:
    """Brackets around an expression, or around a list."""
    start = p.pos
    close = group_end(p.tokens, start, p.end)
    if p.tokens[close].text not in (")", "]", "}"):
        raise p.fault(BRACKETS, "a bracket is closed by one of another kind", start)
    kinds = p.tokens[start].text + p.tokens[close].text
    if kinds not in ("()", "[]", "{}"):
        p.pos = close + 1
        raise p.fault(BRACKETS, f"{kinds[0]} is closed by {kinds[1]}", start)
    parts = split(p.tokens, start + 1, close)
    p.pos = close + 1
    if kinds == "[]" and start > 0:
        before = p.tokens[start - 1]
        if before.kind in ("letter", "text") and before.end == p.tokens[start].start:
            message = f"{before.text}[...] may be an operator, an entry or a product"
            raise p.fault(AMBIGUOUS, message, start)
    if len(parts) > 1:
        return arrays.listing(p, parts, start)
    return inside(p, start + 1, close)


def _between(close: str, name: str) -> Callable[[Parser], Term]:
    def read(p: Parser) -> Term:
        start = p.pos
        end = group_end(p.tokens, start, p.end)
        p.pos = end + 1
        if p.tokens[end].text != close:
            raise p.fault(BRACKETS, f"{p.tokens[start].text} without {close}", start)
        return p.make(start, lambda a: apply(name, a), inside(p, start + 1, end))

    return read


def _bars(p: Parser) -> Term:
    """`|x|`: the bar opens where a value is expected, and closes after one."""
    start = p.pos
    p.pos += 1
    if p.at_text("|"):
        raise p.fault(NOTATION, "a norm", start)
    p.bars += 1
    value = p.expression()
    p.bars -= 1
    token = p.peek()
    if token is None or token.text not in ("|", "\\vert"):
        raise p.fault(BRACKETS, "| is not closed", start)
    p.pos += 1
    return _absolute(p, value, start)


def _absolute(p: Parser, value: Term, start: int) -> Term:
    if value.sort.name == "family":
        raise p.fault(NOTATION, "bars around a vector or matrix", start)
    return p.make(start, lambda a: apply("abs", a), value)


def _sided_bars(p: Parser) -> Term:
    start = p.pos
    end = group_end(p.tokens, start, p.end)
    p.pos = end + 1
    return _absolute(p, inside(p, start + 1, end), start)


def _pi(p: Parser) -> Term:
    p.pos += 1
    if p.at_text("_") or (p.at_text("(") and "pi" in p.context.survey.heads):
        raise p.fault(NOTATION, r"\pi as a name", p.pos - 1)
    return PI


def _infinity(p: Parser) -> Term:
    p.pos += 1
    raise p.fault(
        NOTATION, "infinity as a number", p.pos - 1, label="no number",
        help="write a limit",
    )  # fmt: skip


def _boxed(p: Parser) -> Term:
    p.pos += 1
    return argument(p)


def entry(p: Parser, base: Term, start: int) -> Term:
    """A subscript after an expression: the entry of a vector, `S(x)_i`."""
    if base.sort.name != "family":
        p.pos += 1
        raise p.fault(NOTATION, "a subscript after what is no vector", start)
    p.pos += 1
    a, b = argument_range(p)
    parts = split(p.tokens, a, b)
    if len(parts) == 1 and base.sort.rank == b - a > 1:
        parts = [(i, i + 1) for i in range(a, b)]
    return calls.entry_at(p, base, parts, start)


_HANDLERS: dict[str, Callable[[Parser], Term]] = {
    "\\frac": _fraction, "\\dfrac": _fraction, "\\tfrac": _fraction, "\\cfrac": _fraction,
    "\\sqrt": _root, "\\binom": _binomial, "\\dbinom": _binomial, "\\tbinom": _binomial,
    "(": _bracket, "[": _bracket, "{": _bracket,
    "\\lfloor": _between("\\rfloor", "floor"), "\\lceil": _between("\\rceil", "ceil"),
    "|": _bars, "\\vert": _bars, "\\lvert": _sided_bars, "\\pi": _pi, "\\infty": _infinity,
    "\\boxed": _boxed, "\\sum": binders.summation, "\\prod": binders.summation,
    "\\lim": binders.limit_of, "\\int": binders.integral_of,
    "\\max": elementary.extreme, "\\min": elementary.extreme,
}  # fmt: skip

__all__ = ["E", "argument", "argument_range", "atom", "elem", "entry", "inside", "starts"]
