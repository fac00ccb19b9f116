r"""Functions made of functions: `(f + g)(x)`, `(f \circ g)(x)`, `(f g)'(x)`; functions by name.

`\frac{dh}{dx}` of a known h is the derivative of h(x), and `f_x` of a known f(x, y) is a partial
derivative.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    REAL,
    Term,
    TermError,
    abstract,
    app,
    bound,
    derivative,
    is_family,
    substitute,
    var,
)

from ..errors import AMBIGUOUS, MISFIT, NOTATION
from ..sources.symbols import FUNCTION_LETTERS
from ..sources.tokens import Token
from ..statements.context import Defined
from ..statements.hidden import differentiated
from . import atoms
from .names import classify, group_end, key_of, scan_name, split, starts_name

if TYPE_CHECKING:
    from .names import NameUse
    from .parser import Parser

_JOINING = frozenset({"+", "-", "*", "/", "\\cdot", "\\circ"})
_ARGUMENT = "\ue150"
"""Stands in for the argument of functions that are put together."""


def combined(p: Parser, close: int) -> Term | None:
    r"""`(f + g)(x)`, its first bracket at the place and closed at `close`; None for others."""
    start, tokens = p.pos, p.tokens
    after = close + 1
    while after < p.end and tokens[after].kind == "'":
        after += 1
    if after >= p.end or tokens[after].kind != "(" or close - start < 3:
        return None
    names = _functions(p, start + 1, close)
    if not names:
        return None
    if any(not known for _, known in names):
        p.pos = after
        raise p.fault(AMBIGUOUS, "the value of a function made of these, or a product?", start)
    end = group_end(tokens, after, p.end)
    arguments = split(tokens, after + 1, end)
    p.pos = end + 1
    if len(arguments) != 1 or tokens[end].kind != ")":
        raise p.fault(NOTATION, "functions of several arguments put together", start)
    point = atoms.inside(p, *arguments[0], listed=True)
    if is_family(point):
        raise p.fault(NOTATION, "functions of a vector put together", start)
    here = var(_ARGUMENT, REAL)
    value = _value(p, start + 1, close, {use.start: use for use, _ in names})
    primes = after - close - 1
    p.unknown = {substitute(u, {here: point}) for u in p.unknown}
    try:
        if primes:
            return derivative(point, abstract(value, here), primes)
        return substitute(value, {here: point})
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error


def _functions(p: Parser, a: int, b: int) -> list[tuple[NameUse, bool]]:
    """The names in brackets, each with whether it is a function; none where none of them is."""
    found: list[tuple[NameUse, bool]] = []
    i = a
    while i < b:
        token = p.tokens[i]
        if token.kind == "number" or token.text in _JOINING:
            i += 1
            continue
        if not starts_name(token) or token.kind == "text":
            return []
        use = scan_name(p.tokens, i, b)
        key = key_of(use.base, classify(p.tokens, use.sub, p.context.survey.indices))
        found.append((use, _is_function(p, key)))
        i = use.end
    return found if any(known for _, known in found) else []


def _is_function(p: Parser, key: str) -> bool:
    if key in p.local:
        return p.local[key].sort.name == "function"
    found = p.context.defined(key)
    if found is not None:
        return found.definition.head.sort.name == "function"
    called = key in p.context.survey.called and key in FUNCTION_LETTERS
    return called or key in p.context.survey.heads


def _value(p: Parser, a: int, b: int, uses: dict[int, NameUse]) -> Term:
    """What stands in the brackets, each function at the argument, or at that of the next one."""
    tokens = _applied(p.tokens[a:b], a, uses)
    p.local[_ARGUMENT], tokens_, place = var(_ARGUMENT, REAL), p.tokens, (p.pos, p.end)
    p.tokens, p.pos, p.end = tokens, 0, len(tokens)
    term = p.expression()
    if p.pos < p.end:
        raise p.unexpected()
    p.tokens, (p.pos, p.end) = tokens_, place
    del p.local[_ARGUMENT]
    return term


def _applied(inside: Sequence[Token], at: int, uses: dict[int, NameUse]) -> list[Token]:
    """The tokens, each function with the argument, or with the next function's value, after it."""
    out: list[Token] = []
    waiting = 0
    i = 0
    while i < len(inside):
        use = uses.get(at + i)
        if use is None:
            out.append(inside[i])
            i += 1
            continue
        token = inside[i]
        out += inside[i : use.end - at]
        i = use.end - at
        opening, closing = (Token(c, c, token.start, token.end) for c in "()")
        if i < len(inside) and inside[i].text == "\\circ":
            out.append(opening)
            waiting += 1
            i += 1
            continue
        out += [opening, Token("letter", _ARGUMENT, token.start, token.end), closing]
        out += [closing] * waiting
        waiting = 0
    return out


def by_name(p: Parser, a: int, b: int, keys: list[str]) -> Term | None:
    r"""What a function's name alone stands for in `\frac{dh}{dx}`: its value; None for others."""
    if a >= b or not starts_name(p.tokens[a]):
        return None
    use = scan_name(p.tokens, a, b)
    found = p.context.defined(use.base) if use.sub is None and use.label is None else None
    if use.end != b or found is None or not found.parameters:
        return None
    if len(found.parameters) == 1 and len(set(keys)) == 1:
        return app(found.definition.head, p.local[keys[0]])
    names = _parameter_names(found)
    if names is None or not set(keys) <= set(names):
        return None
    return app(found.definition.head, *(p.local.get(n, var(n, REAL)) for n in names))


def at_own_names(p: Parser, a: int, b: int) -> Term | None:
    r"""What a function's name alone stands for in `\frac{\partial L}{\partial w_j}`, with
    `L(w) = ...`: its value at the names that it was defined with; None for others."""
    if a >= b or not starts_name(p.tokens[a]):
        return None
    use = scan_name(p.tokens, a, b)
    found = p.context.defined(use.base) if use.sub is None and use.label is None else None
    if use.end != b or found is None or not found.parameters:
        return None
    own = []
    for parameter in found.definition.parameters:
        name = str(parameter.value).partition("@")[0]
        if parameter.sort.name == "family":
            own.append(var(name, p.context.sort_of_family(name, parameter.sort.rank)))
        elif parameter.sort == REAL:
            own.append(p.local.get(name, var(name, REAL)))
        else:
            return None
    return app(found.definition.head, *own)


def slope_of_function(p: Parser, key: str) -> Term | None:
    r"""`f'` and `\dot{x}`, of a known f(x) or x(t): its derivative at the name that it was defined
    with; None for others."""
    found = None if p.context.alone else differentiated(p.context, key)
    if found is None:
        return None
    definition, order = found
    name = str(definition.parameters[0].value).partition("@")[0]
    at = p.local.get(name, var(name, REAL))
    value = app(definition.head, bound(0, REAL))
    return derivative(at, value, order) if at.sort == REAL and not is_family(value) else None


def _parameter_names(found: Defined) -> list[str] | None:
    """The names of a definition's parameters as they were written, all of them real numbers."""
    parameters = found.definition.parameters
    if any(v.sort != REAL for v in parameters):
        return None
    return [str(v.value).partition("@")[0] for v in parameters]


def partial_of(p: Parser, base: str, letters: str) -> tuple[Defined, list[int]] | None:
    """The function of several arguments, and by which of them `f_{xy}` differentiates it."""
    found = p.context.defined(base)
    names = _parameter_names(found) if found is not None else None
    if found is None or names is None or len(names) < 2 or not letters:
        return None
    if any(letter not in names for letter in letters):
        return None
    return found, [names.index(letter) for letter in letters]


def partial_value(p: Parser, found: Defined, places: list[int], start: int) -> Term:
    """`f_x(1, 2)`, or `f_x` at the names of f's own arguments."""
    names = _parameter_names(found) or []
    values = [p.local.get(n, var(n, REAL)) for n in names]
    if p.at_text("("):
        close = group_end(p.tokens, p.pos, p.end)
        ranges = split(p.tokens, p.pos + 1, close)
        p.pos = close + 1
        values = [atoms.inside(p, a, b, listed=True) for a, b in ranges]
    if len(values) != len(names) or any(map(is_family, values)):
        raise p.fault(MISFIT, f"{found.definition.head} takes {len(names)} arguments", start)
    own = [var(f"{n}@slot", REAL) for n in names]
    body = app(found.definition.head, *own)
    for place in places:
        body = derivative(own[place], abstract(body, own[place]))
    return p.make(start, lambda v: substitute(v, dict(zip(own, values, strict=True))), body)
