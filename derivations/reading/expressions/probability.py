r"""Expectations, probabilities, divergences: read, and opaque to the kernel.

`\mathbb{E}_{x \sim p}[f(x)]`, `p(x | y)`, `\operatorname{Var}(X)`, `D_{KL}(p \| q)`. What stands in
them is read where it is a number or a statement, else kept as it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import Term, app, delta, var

from ..errors import BRACKETS, ReadingError
from ..sources.symbols import CLOSERS, OPENERS, RELATIONS
from ..statements.context import opaque
from . import atoms, expectations, kinded, moments
from .names import group_end, spelled

if TYPE_CHECKING:
    from .parser import Parser

HEADS = frozenset({"E", "Var", "Cov", "Pr", "KL", "D_KL", "Corr", "Tr"})
"""Names that have this meaning wherever brackets follow."""
_BARS = frozenset({"|", "\\mid", "\\|", "\\vert", "\\Vert", "\\parallel", ";"})


_PLAIN_BAR = {"\\mid": "|", "\\vert": "|", "\\Vert": "\\|", "\\parallel": "\\|"}


def opens(p: Parser, key: str) -> bool:
    """Whether the brackets at the place make the name one of these."""
    token = p.peek()
    if token is None or token.text not in ("(", "[", "\\{") or p.context.known(key):
        return False
    if key in HEADS and key not in p.context.survey.heads:
        return key != "E" or token.text == "["
    if token.text != "(":
        return False
    try:
        close = group_end(p.tokens, p.pos, p.end)
    except ReadingError:
        return False
    if p.tokens[p.pos + 1].text in _BARS:  # f(|x| - 1)
        return False
    return len(_split(p, p.pos + 1, close, only_bars=True)) > 1


def value(p: Parser, key: str) -> Term:
    """The value of such a name at what stands in the brackets at the place."""
    start = p.pos
    close = group_end(p.tokens, start, p.end)
    if OPENERS[p.tokens[start].text] != p.tokens[close].text:
        raise p.fault(BRACKETS, "the bracket is closed by one of another kind", start)
    parts = [_part(p, a, b) for a, b in _split(p, start + 1, close) if a < b]
    ends = [p.tokens[b].text for _, b in _split(p, start + 1, close) if b < close]
    bars = [_PLAIN_BAR.get(mark, mark) for mark in ends]
    marks = "".join(bars) if set(bars) - {","} else ""
    p.pos = close + 1
    return app(opaque(f"{key}({marks})" if marks else key, len(parts)), *parts)


def blackboard(p: Parser) -> Term:
    r"""`\mathbb{E}[X]`, `\mathbb{E}_{x \sim p} f(x)`, `\mathbb{P}(A)`, `\mathbb{1}[x > 0]`."""
    start = p.pos
    p.pos += 1
    a, b = atoms.argument_range(p)
    name = spelled(p.tokens, a, b)
    if name == "1":
        return indicator(p, start)
    if name == "I" and indicates(p, p.pos):
        return indicator(p, start)
    if name not in ("E", "P", "V"):
        raise p.unexpected(f"\\mathbb{{{name}}} is no number")
    return operator(p, name)


def operator(p: Parser, name: str) -> Term:
    """An expectation or the like at the place after its name, with its subscript."""
    if name in moments.MOMENTS and moments.is_moment(p, name, p.pos):
        return moments.value(p, name)
    if p.at_text("_"):
        p.pos += 1
        subscript = atoms.argument_range(p)
        if name == "E" and p.context.distributions and not p.context.known("E"):
            found = expectations.expectation(p, subscript)
            if found is not None:
                return found
        name += "_{" + spelled(p.tokens, *subscript) + "}"
    token = p.peek()
    if token is not None and token.text in ("(", "[", "\\{"):
        return value(p, name)
    return app(opaque(name, 1), p.factor())


def indicator(p: Parser, start: int) -> Term:
    r"""`\mathbb{1}[x > 0]` and `\mathbb{1}_{x > 0}`: 1 where it holds, else 0."""
    from proofs.kernel.terms import ONE, ZERO, cases

    from .arrays import statement

    token = p.peek()
    if token is not None and token.kind == "_":
        p.pos += 1
        a, b = atoms.argument_range(p)
    elif token is not None and token.text in ("(", "[", "\\{"):
        close = group_end(p.tokens, p.pos, p.end)
        a, b = p.pos + 1, close
        p.pos = close + 1
    else:
        raise p.unexpected("an indicator without its condition")
    condition = statement(p, a, b)
    if condition.op == "eq" and all(c.sort.name in ("nat", "int") for c in condition.args):
        return p.make(start, delta, *condition.args)
    return p.make(start, lambda: cases(ONE, condition, ZERO))


def indicates(p: Parser, at: int) -> bool:
    r"""Whether a condition stands at a place: `1_{i=j}`, `1\{x > 0\}`."""
    opening = at + 1 if at < p.end and p.tokens[at].kind == "_" else at
    if opening >= p.end or p.tokens[opening].text not in ("{", "\\{", "["):
        return False
    if opening == at and p.tokens[opening].text == "{":
        return False
    try:
        close = group_end(p.tokens, opening, p.end)
    except ReadingError:
        return False
    return any(t.text in RELATIONS for t in p.tokens[opening + 1 : close])


def bold_one(p: Parser) -> int:
    r"""Where the condition of `\mathbf{1}_{x > 0}` stands; 0 where there is no such indicator."""
    grouped = p.pos + 1 < p.end and p.tokens[p.pos + 1].kind == "{"
    at = p.pos + (4 if grouped else 2)
    written = spelled(p.tokens, p.pos + 1, min(at, p.end))
    return at if written in ("1", "{1}") and indicates(p, at) else 0


def _split(p: Parser, a: int, b: int, *, only_bars: bool = False) -> list[tuple[int, int]]:
    out, start, depth = [], a, 0
    for i in range(a, b):
        text = p.tokens[i].text
        if text in OPENERS:
            depth += 1
        elif text in CLOSERS:
            depth -= 1
        elif depth == 0 and (text in _BARS or (text == "," and not only_bars)):
            out.append((start, i))
            start = i + 1
    return [*out, (start, b)]


def _part(p: Parser, a: int, b: int) -> Term:
    """A number or a statement; else the text of what is written, as a name."""
    place, end = p.pos, p.end
    try:
        return kinded.argument(p, a, b) or atoms.inside(p, a, b)
    except ReadingError:
        p.pos, p.end, p.bars, p.listed = place, end, 0, False
        return var(spelled(p.tokens, a, b))


__all__ = ["HEADS", "blackboard", "opens", "operator", "value"]
