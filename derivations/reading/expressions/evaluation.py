r"""Evaluation bars and brackets: `F(x) \Big|_a^b`, `\left. F(x) \right|_{x=2}`, `[F(x)]_a^b`.

Between two bounds it is F(b) - F(a), what the variable is being told by the bounds (`x=0`), by a
`dx` in the formula, or by the only name there is. At infinity, and at an end where F is certain to
be undefined (`[t \log t - t]_0^1`), it is the limit from within, as a note says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from proofs.kernel.enclosures.enclosure import Undetermined, decide
from proofs.kernel.terms import (
    OO,
    REAL,
    Term,
    TermError,
    abstract,
    limit,
    lt,
    neg,
    sub,
    substitute,
    subterms,
)
from proofs.kernel.terms.definedness import definedness

from ..errors import AMBIGUOUS, NOTATION
from ..statements.hidden import revealed
from . import atoms, binders, integrals
from .names import scan_name, split
from .relations import Range

if TYPE_CHECKING:
    from .parser import Parser

BARS = frozenset({"|", "\\vert", "\\rvert"})
_MOST = 4
"""Most names that one bar gives values."""


def at_bar(p: Parser) -> bool:
    """Whether a bar with bounds stands at the place, and no absolute value is open."""
    at = p.pos
    if at + 1 >= p.end or p.bars or p.tokens[at].text not in BARS:
        return False
    return p.tokens[at + 1].kind in ("_", "^")


def at_bounds(p: Parser) -> bool:
    """Whether bounds stand after a bracket that was just closed: `[F]_a^b`, `[F]^b_a`."""
    if not p.pos or p.tokens[p.pos - 1].text != "]":
        return False
    here, end = p.pos, p.pos
    found: list[str] = []
    while end < p.end and p.tokens[end].kind in ("_", "^") and len(found) < 2:
        found.append(p.tokens[end].kind)
        p.pos = end + 1
        atoms.argument_range(p)
        end = p.pos
    p.pos = here
    return set(found) == {"_", "^"} or (found == ["_"] and _equation(p, here + 1))


def _equation(p: Parser, at: int) -> bool:
    """Whether the group at a place is `{x = 2}`."""
    if p.tokens[at].kind != "{":
        return False
    return at + 2 < p.end and any(t.kind == "=" for t in p.tokens[at + 2 : at + 6])


class _Bound(NamedTuple):
    """One bound: the name that it names, if it does, and the tokens of the value."""

    name: str
    value: Range


def after_bar(p: Parser, body: Term, start: int) -> Term:
    """The value of what stands before the bar at the place, which moves past its bounds."""
    p.pos += 1
    return at_values(p, body, start)


def before(p: Parser, read: Callable[[], Term], start: int) -> Term:
    """The value of what is read after the bar at the place and its bounds."""
    p.pos += 1
    bounds = p.pos
    binders.scripts_of(p)
    body = read()
    after, p.pos = p.pos, bounds
    value = at_values(p, body, start)
    p.pos = after
    return value


def at_values(p: Parser, body: Term, start: int) -> Term:
    """The value of the body between the bounds at the place, or at the one value there."""
    scripts = binders.scripts_of(p)
    if "_" not in scripts:
        raise p.fault(NOTATION, "a bar with an upper bound alone", start)
    if "^" not in scripts:
        return _at(p, body, [_bound(p, *r) for r in split(p.tokens, *scripts["_"])], start)
    lower, upper = (_bound(p, *scripts[mark]) for mark in "_^")
    if upper.name not in ("", lower.name):
        raise p.fault(AMBIGUOUS, "the two bounds are of different names", start)
    name = _named(p, lower.name, start) if lower.name else _variable(p, body, start)
    body = _known(p, body, name, start)
    low, high = (binders.bound_of(p, b.value, start) for b in (lower, upper))
    p.evaluated = name, bool(lower.name) or bool(_integrated(p))
    p.notes.append(f"the difference of the values at {name} = {high} and at {name} = {low}")
    sides = [_side(p, body, name, end, other, start) for end, other in ((low, high), (high, low))]
    from_, to = (_put(p, body, {name: end}, start) if not side else body
                 for end, side in ((low, sides[0]), (high, sides[1])))  # fmt: skip
    if all(sides):
        from_ = _limit(p, from_, name, low, sides[0], start)
        return p.make(start, sub, _limit(p, to, name, high, sides[1], start), from_)
    difference = p.make(start, sub, to, from_)
    for end, side in zip((low, high), sides, strict=True):
        if side:
            return _limit(p, difference, name, end, side, start)
    return difference


def _bound(p: Parser, a: int, b: int) -> _Bound:
    sign = next((i for i in range(a, b) if p.tokens[i].kind == "="), None)
    if sign is None:
        return _Bound("", (a, b))
    use = binders.real_name(p, a, sign, a)
    if use.end != sign:
        raise p.fault(NOTATION, "a bound of more than a plain name", a)
    return _Bound(use.base, (sign + 1, b))


def _at(p: Parser, body: Term, bounds: list[_Bound], start: int) -> Term:
    """The value at `x = 2`, or at `x = 2, y = 3`."""
    if not all(b.name for b in bounds) or len(bounds) > _MOST:
        raise p.fault(
            NOTATION, "which name has this value?", start, help=r"write \Big|_{x = 2}"
        )  # fmt: skip
    values: dict[Term, Term] = {}
    for bound in bounds:
        name = _named(p, bound.name, start)
        body = _known(p, body, name, start)
        values[name] = binders.bound_of(p, bound.value, start)
        p.evaluated = name, True
    if any(v in (OO, neg(OO)) for v in values.values()):
        raise p.fault(NOTATION, "a value at infinity", start, help="write a limit")
    return _put(p, body, values, start)


def _named(p: Parser, key: str, start: int) -> Term:
    """The variable of a name that a bound names."""
    found = p.local.get(key, p.context.scalar(key))
    if found.sort != REAL:
        raise p.fault(NOTATION, f"a bar in {key}, which is no real number", start)
    return found


def _known(p: Parser, body: Term, name: Term, start: int) -> Term:
    """The body with all in it that depends on the name in sight."""
    body = revealed(p, body, name, start)
    for node in subterms(body):
        hidden = node.op == "app" and node.args[0].sort.element == "opaque"
        if hidden and name in node.free:
            raise p.fault(NOTATION, f"how {node} depends on {name} is not seen here", start)
    if name not in body.free:
        raise p.fault(AMBIGUOUS, f"{name} does not stand before the bar", start)
    return body


def _variable(p: Parser, body: Term, start: int) -> Term:
    """The variable between bounds that name none."""
    names = [v for v in body.free if v.sort == REAL]
    told = _integrated(p)
    if told:
        names = [v for v in names if str(v.value) in told]
    if len(names) != 1:
        raise p.fault(
            AMBIGUOUS, "which name runs between these bounds?", start, help="write |_{x=a}^{x=b}"
        )
    return names[0]


def _integrated(p: Parser) -> set[str]:
    """The names that the formula integrates over."""
    if all(t.text != "\\int" for t in p.tokens):
        return set()
    places = (integrals.differential_at(p.tokens, i, len(p.tokens)) for i in range(len(p.tokens)))
    return {scan_name(p.tokens, at, len(p.tokens)).base for at in places if at}


def _side(p: Parser, body: Term, name: Term, end: Term, other: Term, start: int) -> str:
    """From which side the limit is taken at an end; empty where the value there is put in."""
    if end in (OO, neg(OO)):
        p.improper = True
        p.notes.append(f"at {end}, the limit")
        return "both"
    if not _nowhere(_put(p, body, {name: end}, start)):
        return ""
    below = _is_less(end, other)
    if below is None:
        raise p.fault(AMBIGUOUS, f"before the bar nothing is defined at {end}", start)
    p.improper = True
    p.notes.append(f"at {end}, where it is not defined, the limit from within")
    return "right" if below else "left"


def _limit(p: Parser, body: Term, name: Term, end: Term, side: str, start: int) -> Term:
    return p.make(start, lambda v: limit(end, abstract(v, name), side), body)


def _put(p: Parser, body: Term, values: dict[Term, Term], start: int) -> Term:
    return p.make(start, lambda v: substitute(v, values), body)


def _nowhere(value: Term) -> bool:
    """Whether a value is certain to be undefined."""
    for condition in definedness(value):
        if condition.free or condition.loose:
            continue
        try:
            if decide(condition, {}) is False:
                return True
        except (Undetermined, TermError):
            continue
    return False


def _is_less(a: Term, b: Term) -> bool | None:
    """Whether one end is certain to lie below the other; None where neither is."""
    if b in (OO, neg(OO)):
        return b is OO
    if a.free or b.free:
        return None
    try:
        return decide(lt(a, b), {})
    except (Undetermined, TermError):
        return None
