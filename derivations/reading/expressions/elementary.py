"""Elementary functions and extremes: `\\sin 2x`, `\\log^2 (x)`, `\\max\\{a, b\\}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    REAL,
    Term,
    app,
    apply,
    bound,
    derivative,
    div,
    lifted,
    log,
    maximum,
    minimum,
    mul,
    neg,
    num,
    power,
)

from ..errors import AMBIGUOUS, NOTATION
from ..sources.symbols import FUNCTIONS
from ..statements.context import opaque
from . import atoms, brackets, integrals
from .names import group_end, spelled, split, starts_name

if TYPE_CHECKING:
    from .parser import Parser


_INVERSE = {"sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "cosh": "acosh",
            "tanh": "atanh"}  # fmt: skip


_ENTRY_BY_ENTRY = frozenset({"tanh", "exp", "log", "sinh", "cosh", "sin", "cos", "atan"})


def builtin(p: Parser, function: str) -> Term:
    r"""An elementary function with its argument, in brackets or not: `\sin 2x`, `\log^2 (x)`."""
    start = p.pos
    p.pos += 1
    exponent, base = _function_scripts(p, function, start)
    if exponent is not None and spelled(p.tokens, *exponent) == "-1":
        if function not in _INVERSE:
            raise p.fault(NOTATION, f"{function} to the power -1", start)
        function, exponent = _INVERSE[function], None
        p.notes.append(f"the superscript -1 is read as the inverse function {function}")
    primes = _primes(p, start)
    argument = _function_argument(p, start)
    if argument.sort.name == "family":
        plain = exponent is None and base is None and not primes
        if not plain or argument.sort.rank != 1 or function not in _ENTRY_BY_ENTRY:
            raise p.fault(NOTATION, f"{function} of a vector", start)
        p.notes.append(f"{function} of a vector is taken entry by entry")
        return lifted(lambda v: apply(function, v), argument)
    if primes:
        return derivative(argument, apply(function, bound(0, REAL)), primes)
    value = p.make(start, lambda a: apply(function, a), argument)
    if base is not None:
        value = p.make(start, lambda a: div(a, log(base)), value)
    elif p.context.bases and p.tokens[start].text == "\\log":
        raise p.fault(
            AMBIGUOUS, "which base has this logarithm?", start, help="write \\ln, or \\log_{10}"
        )
    if exponent is not None:
        value = p.make(start, power, value, atoms.inside(p, *exponent))
    return value


def _primes(p: Parser, start: int) -> int:
    r"""How many primes stand at the place, before brackets: `\tanh'(x)`."""
    primes = 0
    while p.at_text("'"):
        p.pos, primes = p.pos + 1, primes + 1
    if primes and not p.at_text("("):
        raise p.fault(NOTATION, f"a prime on {p.tokens[start].text} without brackets", start)
    return primes


def _function_scripts(
    p: Parser, function: str, start: int
) -> tuple[tuple[int, int] | None, Term | None]:
    exponent: tuple[int, int] | None = None
    base: Term | None = None
    while (token := p.peek()) is not None and token.kind in ("^", "_"):
        p.pos += 1
        place = atoms.argument_range(p)
        if token.kind == "^" and exponent is None:
            exponent = place
        elif token.kind == "_" and base is None and function == "log":
            base = atoms.inside(p, *place)
        else:
            raise p.fault(NOTATION, f"these scripts on {function}", start)
    return exponent, base


def _function_argument(p: Parser, start: int) -> Term:
    token = p.peek()
    if token is None or token.text in (",", ")", "}", "]", "="):
        raise p.fault(NOTATION, f"{p.tokens[start].text} without its argument", start)
    if token.text in ("(", "[", "{", "\\{"):
        value = brackets.one_argument(p)
        if p.at_text("^"):
            p.notes.append(f"the power is that of {p.tokens[start].text}(...), not of its argument")
        return value
    minus = token.kind == "-"
    if minus:
        p.pos += 1
    begin = p.pos
    factors = [p.factor()]
    while (token := p.peek()) is not None and p.starts_factor(token):
        if _may_go_on(p, start, begin):
            raise p.fault(
                AMBIGUOUS, f"how far does {p.tokens[start].text} reach?", start,
                help="put its argument in brackets",
            )  # fmt: skip
        if token.text in FUNCTIONS or token.text in ("\\sum", "\\prod", "\\int", "\\lim"):
            break
        if integrals.is_mark(token.text):
            break
        following = p.tokens[p.pos + 1].text if p.pos + 1 < p.end else ""
        if token.text == "e" and following == "^":
            break
        if token.start - p.tokens[p.pos - 1].end > 1:
            raise p.fault(
                AMBIGUOUS, f"how far does {p.tokens[start].text} reach?", start,
                help="put its argument in brackets",
            )  # fmt: skip
        if not (starts_name(token) or token.text == "\\pi"):
            raise p.fault(
                AMBIGUOUS, f"how far does {p.tokens[start].text} reach?", start,
                help="put its argument in brackets",
            )  # fmt: skip
        factors.append(p.factor())
    if p.at_text("/") and not _divided_by_itself(p, begin):
        raise p.fault(
            AMBIGUOUS, f"is the quotient taken before {p.tokens[start].text}, or after?", start,
            help="put its argument in brackets",
        )  # fmt: skip
    value = p.make(start, mul, *factors) if len(factors) > 1 else factors[0]
    if value.sort.name == "family":
        raise p.fault(NOTATION, "a function of a vector", start)
    return neg(value) if minus else value


def _may_go_on(p: Parser, start: int, begin: int) -> bool:
    r"""`\log \frac{1}{Z} e^{-x}`: the exponential may belong to the argument."""
    logarithm = FUNCTIONS.get(p.tokens[start].text) == "log"
    power = p.at_text("e") and p.pos + 1 < p.end and p.tokens[p.pos + 1].kind == "^"
    return logarithm and p.tokens[begin].text in _FRACTIONS and (power or p.at_text("\\exp"))


_FRACTIONS = frozenset({"\\frac", "\\tfrac", "\\dfrac", "\\prod"})


def complex_part(p: Parser) -> Term:
    r"""`\Re(z)`, `\Im z`: the real and the imaginary part."""
    start = p.pos
    name = "re" if p.tokens[start].text == "\\Re" else "im"
    p.pos += 1
    token = p.peek()
    if token is None:
        raise p.fault(NOTATION, f"{p.tokens[start].text} without its argument", start)
    brackets_ = token.text in ("(", "[", "{", "\\{")
    value = brackets.one_argument(p) if brackets_ else p.factor()
    return p.make(start, lambda a: apply(name, a), value)


def _divided_by_itself(p: Parser, begin: int) -> bool:
    r"""`\sin x / x`: the argument, a single letter, is what is divided by, so that comes after."""
    alone = p.pos == begin + 1 and p.tokens[begin].kind == "letter"
    return alone and p.pos + 1 < p.end and p.tokens[p.pos + 1].text == p.tokens[begin].text


def extreme(p: Parser) -> Term:
    r"""`\max\{a, b\}` and `\min(a, b)`."""
    start = p.pos
    op = maximum if p.tokens[start].text == "\\max" else minimum
    p.pos += 1
    token = p.peek()
    if token is None or token.text not in ("\\{", "(", "["):
        raise p.fault(NOTATION, f"{p.tokens[start].text} over an index", start)
    values = listed_values(p)
    if any(v.sort.name == "family" for v in values):
        raise p.fault(NOTATION, f"{p.tokens[start].text} of vectors", start)
    return p.make(start, op, *values)


def listed_values(p: Parser) -> list[Term]:
    """The values between commas in the brackets at the place; it moves past them."""
    close = group_end(p.tokens, p.pos, p.end)
    ranges = split(p.tokens, p.pos + 1, close)
    p.pos = close + 1
    a, b = ranges[0]
    if len(ranges) == 1 and b - a == 1 and p.tokens[a].kind == "number":
        parts = p.tokens[a].text.split(",")  # \\gcd(6,321,429): nothing else has three
        if len(parts) > 1 and not any("{" in part for part in parts):
            return [num(part) for part in parts]
    return [atoms.inside(p, a, b, listed=True) for a, b in ranges]


def common(p: Parser, word: str = "") -> Term:
    r"""`\\gcd(a, b)` and `\\lcm(a, b)`: functions of which nothing else is known here."""
    start = p.pos
    name = word or p.tokens[start].text[1:]
    p.pos += 1
    if not p.at_text("("):
        raise p.fault(NOTATION, f"{name} without brackets", start)
    values = listed_values(p)
    if any(v.sort.name == "family" for v in values):
        raise p.fault(NOTATION, f"{name} of vectors", start)
    return p.make(start, lambda *a: app(opaque(name, len(a)), *a), *values)
