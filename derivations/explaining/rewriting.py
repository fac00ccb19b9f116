"""Rewriting: everything that a term becomes by one step, at any place in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from proofs.kernel.terms import (
    BINDERS,
    ZERO,
    Term,
    TermError,
    abstract,
    construct,
    instantiate,
    is_integer,
    le,
    neg,
    rebuild,
)

from ..writing.latex import latex
from . import arithmetic, differentiation, integration, limits, quotients, ranges
from .arithmetic import Step
from .facts import Facts
from .matching import instance, matches
from .moves import Move
from .products import worked
from .rules import ALL, Rule
from .tidying import tidy, unordered

MAX_MATCHES = 4


@dataclass(frozen=True)
class _Directed:
    """A rule read one way: from `left` to `right`."""

    rule: Rule
    left: Term
    right: Term
    text: str
    back: str
    cost: float


def directed(rules: Sequence[Rule] = ALL) -> dict[str, tuple[_Directed, ...]]:
    """Rules by the operator at which they begin, both ways where they are read so."""
    out: dict[str, tuple[_Directed, ...]] = {}
    for rule in rules:
        back = rule.back or rule.text
        ways = [_Directed(rule, rule.left, rule.right, rule.text, back, rule.cost)]
        if rule.reversible:
            cost = rule.cost + 0.3
            ways.append(_Directed(rule, rule.right, rule.left, back, rule.text, cost))
        for way in ways:
            out[way.left.op] = (*out.get(way.left.op, ()), way)
    return out


_BY_OPERATOR = directed()
_SUBJECTS = (arithmetic, quotients, differentiation, integration, limits, ranges)
_STEPS: dict[str, tuple[Step, ...]] = {
    op: tuple(step for subject in _SUBJECTS for step in subject.STEPS.get(op, ()))
    for op in {op for subject in _SUBJECTS for op in subject.STEPS}
}


class Rewriter:
    """The steps from a term, under what is known; steps of equal parts are found once.

    `more` are further steps by operator, such as unfolding a definition.
    """

    def __init__(
        self, facts: Facts, more: Sequence[Step] = (), without: frozenset[str] = frozenset()
    ) -> None:
        self.facts, self.more, self.without = facts, tuple(more), without
        self._known: dict[Term, tuple[Move, ...]] = {}
        self._inner: dict[object, Rewriter] = {}

    def without_rules(self, names: frozenset[str]) -> Rewriter:
        """The same without some rules."""
        return Rewriter(self.facts, self.more, self.without | names)

    def moves(self, term: Term) -> tuple[Move, ...]:
        """All that a term becomes by one step at one place, or by one rule at several places."""
        found = self._known.get(term)
        if found is None:
            rows = [*self._worked_out(term)] or [*self._at_root(term), *self._inside(term)]
            found = self._known[term] = tuple(_distinct(term, rows))
        return found

    def _worked_out(self, term: Term) -> Iterator[Move]:
        """Numbers put in, as they are written after it: 1^3/3 - 0^3/3 -> 1/3."""
        plain = tidy(term)
        if unordered(plain) is not unordered(term):
            plain = worked(plain)
            yield Move(plain, "arithmetic", "work it out", "work it out", cost=0.5)

    def _at_root(self, term: Term) -> Iterator[Move]:
        for way in _BY_OPERATOR.get(term.op, ()):
            if way.rule.name not in self.without:
                yield from self._by_rule(way, term)
        for step in (*_STEPS.get(term.op, ()), *self.more):
            try:
                yield from (m for m in step(term, self.facts) if m.rule not in self.without)
            except (TermError, ZeroDivisionError):
                continue

    def _by_rule(self, way: _Directed, term: Term) -> Iterator[Move]:
        found = 0
        for match in matches(way.left, term):
            if found >= MAX_MATCHES:
                return
            try:
                if not self._fits(way.rule, match.values):
                    continue
                new = instance(way.right, match.values)
            except TermError:
                continue
            if match.rest:
                new = construct(term.op, (new, *match.rest))
            found += 1
            text, back = (_filled(t, match.values) for t in (way.text, way.back))
            yield Move(tidy(new), way.rule.name, text, back, way.rule.source, way.cost)

    def _fits(self, rule: Rule, values: Mapping[Term, Term]) -> bool:
        """Whether the values are of the sorts of a rule's variables and meet its conditions."""
        for name, value in values.items():
            kind, known = name.sort.name, value.sort.name
            whole = kind not in ("nat", "int") or known in ("nat", "int")
            if not whole and (value.loose or not self.facts.holds(is_integer(value))):
                return False
            if kind == "nat" != known and not self.facts.holds(le(ZERO, value)):
                return False
        return all(self.facts.holds(instance(c, values)) for c in rule.conditions)

    def _inside(self, term: Term) -> Iterator[Move]:
        if not term.args:
            return
        if term.op in BINDERS:
            yield from self._under_binder(term)
            return
        at_once: dict[str, list[tuple[int, Move]]] = {}
        for place, part in enumerate(term.args):
            if part.sort.name == "bool" and term.op == "cases":
                continue
            for move in self.moves(part):
                yield move.at(_with(term, {place: move.term}))
                at_once.setdefault(move.rule, []).append((place, move))
        for rows in at_once.values():
            places: dict[int, Move] = {}
            for place, move in rows:
                places.setdefault(place, move)
            if len(places) > 1:
                first = next(iter(places.values()))
                text = _joined([m.text for m in places.values()])
                back = _joined([m.back for m in places.values()])
                new = _with(term, {p: m.term for p, m in places.items()})
                cost = first.cost + 0.1 * (len(places) - 1)
                yield replace(first, term=new, text=text, back=back, cost=cost)

    def _under_binder(self, term: Term) -> Iterator[Move]:
        *outer, body = term.args
        for place, part in enumerate(outer):
            for move in self.moves(part):
                yield move.at(_with(term, {place: move.term}))
        if body.loose == 0:
            for move in self.moves(body):
                yield move.at(_with(term, {len(outer): move.term}))
            return
        name = self.facts.letters.name(term)
        for move in self._rewriter(term, name).moves(tidy(instantiate(body, name))):
            yield move.at(_with(term, {len(outer): abstract(move.term, name)}))

    def _rewriter(self, term: Term, name: Term) -> Rewriter:
        """What rewrites inside a binder, `name` being what it binds."""
        key = (name, term.op, term.value, *term.args[:-1])
        if key not in self._inner:
            self._inner[key] = Rewriter(self.facts.inside(term, name), self.more, self.without)
        return self._inner[key]


def _with(term: Term, changed: dict[int, Term]) -> Term:
    args = tuple(changed.get(i, a) for i, a in enumerate(term.args))
    return tidy(rebuild(term, args))


def _distinct(term: Term, moves: Sequence[Move]) -> Iterator[Move]:
    """The cheapest step to each different term."""
    best: dict[Term, Move] = {}
    start = unordered(term)
    for move in moves:
        key = unordered(move.term)
        if key is not start and (key not in best or best[key].cost > move.cost):
            best[key] = move
    yield from best.values()


def _joined(texts: Sequence[str]) -> str:
    different = list(dict.fromkeys(texts))
    if len(different) == 1:
        return different[0]
    return ", and ".join(different) if len(different) == 2 else ", ".join(different)


def _filled(text: str, values: Mapping[Term, Term]) -> str:
    """A rule's text with what stands for its variables."""
    if "<" not in text:
        return text
    for name, value in values.items():
        mark = f"<{name.value}>"
        if mark in text and not value.loose:
            text = text.replace(mark, latex(value))
        minus = f"<-{name.value}>"
        if minus in text and not value.loose:
            text = text.replace(minus, latex(tidy(neg(value))))
    return text


__all__ = ["Rewriter", "directed"]
