"""Steps of limits: putting in, what vanishes or grows at infinity, and l'Hopital's rule."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.kernel.terms import (
    ONE,
    OO,
    PI,
    TWO,
    ZERO,
    Term,
    abstract,
    derivative,
    div,
    instantiate,
    limit,
    neg,
    subterms,
)
from proofs.kernel.terms.definedness import definedness

from ..writing.latex import latex
from .differentiation import worked_out
from .facts import JUMPS, Facts, is_infinite
from .moves import Move
from .products import with_powers, worked
from .replacing import replaced
from .tidying import tidy

_ENDS = {"tanh": (ONE, neg(ONE)), "atan": (div(PI, TWO), neg(div(PI, TWO)))}


def put_in(term: Term, facts: Facts) -> Iterator[Move]:
    """lim_{h -> 0} (2 x + h) -> 2 x"""
    point, body = term.args
    if is_infinite(point) or not body.loose:
        if not body.loose:
            text = "the limit of a constant"
            yield Move(tidy(body), "limit of a constant", text, text)
        return
    name = facts.letters.name(term)
    inside = instantiate(body, name)
    if any(name in part.free for part in subterms(inside) if part.op in JUMPS):
        return
    after = instantiate(body, point)
    if not all(c.op != "defined" and facts.holds(c) for c in definedness(after)):
        return
    text = f"it is continuous there: put in ${latex(name)} = {latex(point)}$"
    yield Move(with_powers(worked(after)), "continuity", text, text)


def at_infinity(term: Term, facts: Facts) -> Iterator[Move]:
    """lim_{k -> oo} 1/(1 + e^(-k x)) -> 1, for x > 0"""
    point, body = term.args
    if not is_infinite(point) or not body.loose:
        return
    name = facts.letters.name(term)
    tends = _Tendencies(name, point, facts.inside(term, name))
    inside = instantiate(body, name)
    rows = tends.settled(inside)
    if not rows:
        return
    found = dict(rows)
    after = replaced(inside, found)
    if not all(c.op != "defined" and facts.holds(c) for c in definedness(after)):
        return
    said = ", ".join(rf"${latex(t)} \to {latex(v)}$" for t, v in found.items())
    text = said + _since(body, facts)
    yield Move(worked(after), "limit laws", text, text)


def _since(body: Term, facts: Facts) -> str:
    """The conditions under which a limit is what it is: of the names in it, that they are < 0."""
    said = [f for f in facts.given if f.op == "lt" and f.free and f.free <= body.free]
    return "" if not said else ", since " + ", ".join(f"${latex(f)}$" for f in said)


class _Tendencies:
    """What terms tend to: a number, oo or -oo; None where that is not seen."""

    def __init__(self, name: Term, point: Term, facts: Facts) -> None:
        self.name, self.point, self.facts = name, point, facts
        self._ends: dict[Term, Term | None] = {}
        self._rows: dict[Term, list[tuple[Term, Term]] | None] = {}

    def of(self, term: Term) -> Term | None:
        """What a term tends to."""
        if term not in self._ends:
            self._ends[term] = self._of(term)
        return self._ends[term]

    def _of(self, term: Term) -> Term | None:
        if self.name not in term.free:
            return term
        if term is self.name:
            return self.point
        way = getattr(self, f"_{term.op}", None)
        found: Term | None = way(term) if way is not None else None
        if found is None:
            found = self._finite(term)
        if found is None and term.op in _ENDS:
            inner = self.of(term.args[0])
            if inner is not None and is_infinite(inner):
                return _ENDS[term.op][inner is not OO]
        return found

    def _finite(self, term: Term) -> Term | None:
        """What a term comes to, whose parts tend to numbers."""
        if any(self.name in a.free and self.settled(a) is None for a in term.args):
            return None
        rows = [row for a in term.args for row in self.settled(a) or ()]
        value = tidy(replaced(term, dict(rows)))
        known = all(c.op != "defined" and self.facts.holds(c) for c in definedness(value))
        return value if known and term.op not in JUMPS else None

    def settled(self, term: Term) -> list[tuple[Term, Term]] | None:
        """The innermost parts that tend to numbers, with these, so that the variable is gone; None
        where it isn't."""
        if term not in self._rows:
            self._rows[term] = self._settled(term)
        return self._rows[term]

    def _settled(self, term: Term) -> list[tuple[Term, Term]] | None:
        if self.name not in term.free:
            return []
        if term is self.name or term.loose:
            return None
        inner = [self.settled(a) for a in term.args]
        if all(rows is not None for rows in inner) and term.op not in JUMPS:
            return [row for rows in inner for row in rows or ()]
        value = self.of(term)
        return None if value is None or is_infinite(value) else [(term, value)]

    def _neg(self, term: Term) -> Term | None:
        inner = self.of(term.args[0])
        return None if inner is None else tidy(neg(inner))

    def _exp(self, term: Term) -> Term | None:
        inner = self.of(term.args[0])
        if inner is OO:
            return OO
        return ZERO if inner is neg(OO) else None

    def _log(self, term: Term) -> Term | None:
        return OO if self.of(term.args[0]) is OO else None

    def _root(self, term: Term) -> Term | None:
        return OO if self.of(term.args[0]) is OO else None

    def _pow(self, term: Term) -> Term | None:
        base, exponent = term.args
        inner = self.of(base)
        if exponent.op != "num" or inner is None or not is_infinite(inner):
            return None
        if exponent.value < 0:
            return ZERO
        whole = exponent.value.denominator == 1
        if inner is OO or (whole and exponent.value % 2 == 0):
            return OO
        return neg(OO) if whole else None

    def _add(self, term: Term) -> Term | None:
        found = [self.of(a) for a in term.args]
        if any(f is None for f in found):
            return None
        ends = {f for f in found if f is not None and is_infinite(f)}
        return ends.pop() if len(ends) == 1 else None

    def _mul(self, term: Term) -> Term | None:
        sign = 1
        grows = False
        for a in term.args:
            found = self.of(a)
            if found is None or (not is_infinite(found) and self.name in a.free):
                return None
            if is_infinite(found):
                grows, sign = True, sign if found is OO else -sign
            else:
                of_factor = self.facts.sign(a)
                if not of_factor:
                    return None
                sign *= of_factor
        if not grows:
            return None
        return OO if sign > 0 else neg(OO)

    def _div(self, term: Term) -> Term | None:
        over, under = term.args
        below = self.of(under)
        if below is not None and is_infinite(below):
            above = self.of(over)
            return ZERO if above is not None and not is_infinite(above) else None
        if self.name in under.free:
            return None
        above, sign = self.of(over), self.facts.sign(under)
        if above is None or not is_infinite(above) or not sign:
            return None
        return above if sign > 0 else tidy(neg(above))


def l_hopital(term: Term, facts: Facts) -> Iterator[Move]:
    """lim_{x -> 0} sin(x)/x -> lim_{x -> 0} cos(x)/1"""
    point, body = term.args
    if body.op != "div" or is_infinite(point):
        return
    over, under = body.args
    if not all(facts.equal(instantiate(a, point), ZERO) for a in (over, under)):
        return
    name = facts.letters.name(term)
    slopes = [
        worked_out(derivative(name, abstract(instantiate(a, name), name)), facts)
        for a in (over, under)
    ]
    if any(s is None for s in slopes):
        return
    top, bottom = (s for s in slopes if s is not None)
    after = limit(point, abstract(tidy(div(top, bottom)), name), term.value)
    text = "l'Hôpital's rule: both tend to $0$"
    yield Move(after, "l'Hopital", text, text, cost=2.0)


STEPS = {"limit": (put_in, at_infinity, l_hopital)}
__all__ = ["STEPS"]
