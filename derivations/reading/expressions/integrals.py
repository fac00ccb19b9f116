"""Integrals, with or without bounds, their `dx` anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from proofs.indefinite import antiderivative
from proofs.kernel.terms import ONE, REAL, Term, abstract, integral, var

from ..errors import NOTATION
from ..statements.hidden import refuse_moving, revealed
from . import atoms, binders
from .bound_names import bind, release
from .names import group_end, scan_name, spelled, starts_name

if TYPE_CHECKING:
    from ..sources.tokens import Token
    from .parser import Parser


def integral_of(p: Parser) -> Term:
    r"""`\int_a^b f \, dx`, or without bounds, the antiderivatives."""
    start = p.pos
    p.pos += 1
    scripts = {mark: place for mark, place in binders.scripts_of(p).items() if place[0] < place[1]}
    if set(scripts) not in ({"_", "^"}, set()):
        raise p.fault(NOTATION, "an integral with one of its two bounds", start)
    binder = len(p.binders)
    bounds = [binders.bound_of(p, scripts[mark], start) for mark in "_^" if mark in scripts]
    found = _differential(p, start)
    use = scan_name(p.tokens, found.name, found.past)
    if use.sub is not None or use.label is not None or use.bold:
        raise p.fault(NOTATION, "a variable of integration that is not a plain name", start)
    name = var(use.base, REAL)
    if bounds:
        p.binders.insert(binder, ("integral", use.base))
    a, b = found.body
    if a == b:
        body: Term = ONE
    else:
        shadowed, outer = bind(p, use.base, name)
        inner, p.differential = p.differential, (found.at, found.past)
        body = atoms.inside(p, a, b)
        p.differential = inner
        release(p, use.base, shadowed, outer)
        p.doubtful = outer
        body = revealed(p, body, name, start)
    p.pos = found.end
    if any(name in b.free for b in bounds):
        p.notes.append(f"under the integral, {use.base} is the variable of integration")
    refuse_moving(p, body, name, start)
    if not bounds:
        return p.make(start, lambda v: antiderivative(v, name), body)
    lower, upper = bounds
    return p.make(start, lambda v: integral(lower, upper, abstract(v, name)), body)


MARK = 0xE200
"""Where the letters begin that stand in for differentials in a side that is linear in them."""


def is_mark(text: str) -> bool:
    """Whether a letter stands in for a differential."""
    return len(text) == 1 and ord(text) >= MARK


class Differential(NamedTuple):
    """The `dx` of an integral: where it begins, its x, what follows; the body; the whole's end."""

    at: int
    name: int
    past: int
    body: tuple[int, int]
    end: int


def _differential(p: Parser, start: int) -> Differential:
    """The differential of the integral whose body begins at the place."""
    i = p.pos
    while i < p.end:
        name = differential_at(p.tokens, i, p.end)
        if name:
            past = scan_name(p.tokens, name, p.end).end
            return Differential(i, name, past, (p.pos, i), past)
        text = p.tokens[i].text
        if text == "\\frac" or (text in _GROUPS and i == p.pos):
            found = _inner_differential(p, i)
            if found is not None:
                return found
        if text in _GROUPS:
            i = group_end(p.tokens, i, p.end)
        elif text == "\\int":
            i = _inner_end(p, i, start)
            continue
        i += 1
    raise p.fault(NOTATION, "an integral whose dx is not seen", start)


_GROUPS = frozenset({"(", "[", "{", "\\{", "\\lfloor", "\\lvert"})


def _inner_end(p: Parser, at: int, start: int) -> int:
    r"""Where an integral within another ends: `\int \int x y \, dx \, dy`, the inner dx first."""
    begin, p.pos = p.pos, at + 1
    binders.scripts_of(p)
    p.deeper()
    end = _differential(p, start).end
    p.nesting -= 1
    p.pos = begin
    return end


def differential_at(tokens: Sequence[Token], i: int, end: int) -> int:
    """Where the x of a `dx` at i stands; 0 for none."""
    token = tokens[i]
    if token.text == "\\mathrm" and spelled(tokens, i, i + 4) == "\\mathrm{d}":
        return i + 4 if i + 4 < end and starts_name(tokens[i + 4]) else 0
    return i + 1 if token.text == "d" and i + 1 < end and starts_name(tokens[i + 1]) else 0


def _inner_differential(p: Parser, i: int) -> Differential | None:
    r"""The `dx` at the end of a numerator, `\frac{x dx}{2}`, or of brackets around all of it."""
    opening = i + 1 if p.tokens[i].text == "\\frac" else i
    if opening >= p.end or (opening != i and p.tokens[opening].kind != "{"):
        return None
    close = group_end(p.tokens, opening, p.end)
    if any(p.tokens[j].text == "\\int" for j in range(opening + 1, close)):
        return None
    for at in range(opening + 1, close):
        name = differential_at(p.tokens, at, close)
        if name and scan_name(p.tokens, name, close).end == close:
            if opening == i:
                return Differential(at, name, close, (opening + 1, at), close + 1)
            end = close + 1
            if end < p.end and p.tokens[end].kind == "{":
                end = group_end(p.tokens, end, p.end) + 1
                return Differential(at, name, close, (p.pos, end), end)
    return None
