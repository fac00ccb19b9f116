"""Atoms: what stands between the operators of an expression."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from proofs.kernel.terms import ONE, PI, Term, binomial, div, elem, exp, num, power, root

from ..errors import AMBIGUOUS, EXPECTED, NOTATION, ReadingError
from ..sources.symbols import (
    ARROWS,
    BOLD,
    DOTS,
    FUNCTIONS,
    GREEK,
    LABELLED,
    OTHER_RELATIONS,
    RELATIONS,
    ROMAN,
)
from . import (
    arrays,
    binders,
    brackets,
    calls,
    derivatives,
    elementary,
    gradients,
    integrals,
    kinded,
    matrices,
    numerals,
    probability,
)
from .names import group_end, split, starts_name

if TYPE_CHECKING:
    from ..sources.tokens import Token
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
    if p.pos >= p.end:
        raise p.unexpected()
    token = p.tokens[p.pos]
    if token.kind == "letter":
        return calls.name(p)
    if token.kind == "number":
        if token.text == "1" and probability.indicates(p, p.pos + 1):
            p.pos += 1
            return probability.indicator(p, p.pos - 1)
        p.pos += 1
        return numerals.number(p, token)
    if starts_name(token) and token.text not in ("\\rm",):
        if token.text in BOLD and (digit := probability.bold_one(p)):
            start, p.pos = p.pos, digit
            return probability.indicator(p, start)
        if (token.text in BOLD and _emphasised(p)) or (token.text in ROMAN and _upright(p)):
            p.pos += 1
            return argument(p)
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


def _emphasised(p: Parser) -> bool:
    r"""Whether bold type stands around an expression, not a name: `\mathbf{\sqrt{10}}`."""
    if p.pos + 1 >= p.end or p.tokens[p.pos + 1].kind != "{":
        return False
    close = group_end(p.tokens, p.pos + 1, p.end)
    inside_ = p.tokens[p.pos + 2 : close]
    vectors = {"0", "1"}  # \mathbf{0} is a vector
    return (
        bool(inside_)
        and not starts_name(inside_[0])
        and (len(inside_) > 1 or inside_[0].text not in vectors)
    )


def _upright(p: Parser) -> bool:
    r"""Whether upright type stands around a name with its argument: `\mathrm{z(u)}`."""
    if p.pos + 1 >= p.end or p.tokens[p.pos + 1].kind != "{":
        return False
    close = group_end(p.tokens, p.pos + 1, p.end)
    inside_ = p.tokens[p.pos + 2 : close]
    return len(inside_) > 3 and inside_[0].kind == "letter" and inside_[1].kind == "("


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
    if token.kind == "number" and len(token.text) > 1 and not _whole_power(p, token):
        raise ReadingError(
            AMBIGUOUS, f"only the first digit of {token.text} is taken here", token.start,
            token.end, label="braces are missing", notes=(f"help: write {{{token.text}}}",),
        )  # fmt: skip
    start = p.pos
    p.pos = _after(p, start)
    return start, p.pos


_ARGUMENTS = {
    "\\frac": 2, "\\sqrt": 1, "\\mathbf": 1, "\\mathrm": 1, "\\bar": 1, "\\hat": 1, "\\tilde": 1,
}  # fmt: skip


def _after(p: Parser, at: int) -> int:
    r"""Where the argument at a place ends, nothing of it being read: `\sqrt\frac12`."""
    missing = 1  # so many arguments are to come
    while missing:
        if at >= p.end:
            raise p.fault(EXPECTED, "something is missing here", p.end - 1)
        token = p.tokens[at]
        at += 1
        missing += _ARGUMENTS.get(token.text, 0) - 1
        if token.text == "{":
            at = group_end(p.tokens, at - 1, p.end) + 1
        elif token.text == "\\sqrt" and at < p.end and p.tokens[at].text == "[":
            at = group_end(p.tokens, at, p.end) + 1
        elif token.kind == "number" and len(token.text) == 2:  # \frac12
            missing = max(0, missing - 1)
    return at


def _whole_power(p: Parser, token: Token) -> bool:
    """`10^20` alone, nothing after it: the digits can't be a power and a factor of their own."""
    following = p.tokens[p.pos + 1] if p.pos + 1 < p.end else None
    if not p.context.alone or p.tokens[p.pos - 1].kind != "^" or not token.text.isdecimal():
        return False
    if following is not None and p.starts_factor(following):
        return False
    p.notes.append(f"all of {token.text} is read as the exponent")
    return True


def inside(p: Parser, a: int, b: int, *, listed: bool = False) -> Term:
    """The expression that the tokens from a to b write; `listed`: commas may separate there."""
    place, end, bars, outer = p.pos, p.end, p.bars, p.listed
    p.pos, p.end, p.bars, p.listed = a, b, 0, listed
    if a >= b:
        p.pos, p.end = min(a, len(p.tokens) - 1), b
        raise p.fault(EXPECTED, "an empty group", p.pos)
    alone = b == a + 1 and p.tokens[a].kind in _ALONE and not p.summed and a != p.differential[0]
    term = p.lone() if alone else p.expression()
    if p.pos < b:
        raise p.unexpected()
    p.pos, p.end, p.bars, p.listed = place, end, bars, outer
    return term


_ALONE = frozenset({"letter", "number"})


def argument(p: Parser) -> Term:
    """The expression in the argument at the place."""
    a, b = argument_range(p)
    return inside(p, a, b)


def _fraction(p: Parser) -> Term:
    start = p.pos
    found = derivatives.derivative(p)
    if found is not None:
        return found
    p.pos += 1
    token = p.peek()
    digits = token.text if token is not None and token.kind == "number" else ""
    if len(digits) == 2 and digits.isdigit():  # \frac12
        p.pos += 1
        return p.make(start, div, num(digits[0]), num(digits[1]))
    above = argument(p)
    return p.make(start, div, above, argument(p))


def _root(p: Parser) -> Term:
    start, index = p.pos, 2
    p.pos += 1
    if p.at_text("["):
        close = group_end(p.tokens, p.pos, p.end)
        only = p.tokens[p.pos + 1]
        if close != p.pos + 2 or not only.text.isdigit():
            order = inside(p, p.pos + 1, close)
            p.pos = close + 1
            return p.make(start, lambda a: power(a, div(ONE, order)), argument(p))
        index = int(only.text)
        if index < 2:
            raise p.fault(NOTATION, "a root whose index is not at least 2", start)
        p.pos = close + 1
    return p.make(start, lambda a: root(a, index), argument(p))


def _binomial(p: Parser) -> Term:
    start = p.pos
    p.pos += 1
    above = argument(p)
    return p.make(start, binomial, above, argument(p))


def _variable(p: Parser) -> Term:
    r"""`\variable{name}`, as latex2sympy2 has it: any text as a name."""
    start = p.pos
    p.pos += 1
    a, b = argument_range(p)
    if a >= b:
        raise p.fault(EXPECTED, "a name without letters", start)
    marks = [i for i in range(a, b) if p.tokens[i].kind == "_"]
    if marks and not (marks == [b - 2] or p.tokens[marks[-1] + 1].kind == "{"):
        raise p.fault(AMBIGUOUS, "how far does the subscript reach?", start, help="use braces")
    text = "".join(f"{t.text} " if t.text in GREEK else t.text for t in p.tokens[a:b])
    return p.context.scalar(text)


def _determinant(p: Parser) -> Term:
    p.pos += 1
    return matrices.of_matrix(p, "det", p.pos - 1)


def _pi(p: Parser) -> Term:
    p.pos += 1
    if p.at_text("_") or (p.at_text("(") and "pi" in p.context.survey.heads):
        raise p.fault(NOTATION, r"\pi as a name", p.pos - 1)
    return p.context.scalar("pi") if p.context.is_new("pi") else PI


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
    if len(parts) == 1 and b - a == 1:
        base = kinded.laid_down(base)
    if len(parts) == 1 and base.sort.rank == b - a > 1:
        parts = [(i, i + 1) for i in range(a, b)]
    return calls.entry_at(p, base, parts, start)


_HANDLERS: dict[str, Callable[[Parser], Term]] = {
    "\\frac": _fraction, "\\sqrt": _root, "\\binom": _binomial, "\\choose": _binomial,
    "(": brackets.bracket, "[": brackets.bracket, "{": brackets.bracket,
    "\\{": brackets.braces, "\\$": numerals.currency, "\\variable": _variable,
    "\\gcd": elementary.common, "\\lcm": elementary.common,
    "\\langle": brackets.angle,
    "\\lfloor": brackets.between("\\rfloor", "floor"),
    "\\lceil": brackets.between("\\rceil", "ceil"), "|": brackets.bars,
    "\\vert": brackets.bars, "\\lvert": brackets.sided_bars, "\\pi": _pi,
    "\\infty": _infinity, "\\|": matrices.norm_of, "\\Vert": matrices.norm_of,
    "\\Re": elementary.complex_part, "\\Im": elementary.complex_part,
    "\\lVert": matrices.norm_of, "\\det": _determinant,
    "\\partial": derivatives.with_stroke, "\\nabla": gradients.nabla,
    "\\mathbb": probability.blackboard,
    "\\boxed": _boxed, "\\sum": binders.summation, "\\prod": binders.summation,
    "\\lim": binders.limit_of, "\\int": integrals.integral_of,
    "\\max": elementary.extreme, "\\min": elementary.extreme,
}  # fmt: skip

__all__ = ["E", "argument", "argument_range", "atom", "elem", "entry", "inside", "starts"]
