"""Matching: for which values of a rule's variables one side of it is a given term.

Sums and products match in any order. A variable that is an entry or a value of a bound name,
`f[i]` under the sum over i, stands for any summand (Miller's patterns).

Source: D. Miller, A logic programming language with lambda-abstraction (1991).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from proofs.kernel.terms import BINDERS, Term, construct, instantiate, rebuild, shift

Values = Mapping[Term, Term]
MAX_PARTS = 7
"""Sums and products of more parts are matched in the order in which they stand only."""


@dataclass(frozen=True)
class Match:
    """Values of the variables, and the summands or factors that the side does not take up."""

    values: Values
    rest: tuple[Term, ...] = ()


def matches(pattern: Term, term: Term) -> Iterator[Match]:
    """Every way in which a term is an instance of the pattern, or a sum or product that has one.

    >>> from proofs.kernel.terms import add, exp, mul, var
    >>> a, b, x, y = (var(n) for n in "abxy")
    >>> [str(m.values[a]) for m in matches(mul(exp(a), exp(b)), mul(exp(x), y, exp(y)))]
    ['x', 'y']
    """
    if pattern.op in ("add", "mul") and pattern.op == term.op:
        for values, rest in _parts(pattern.args, term.args, {}, pattern.op, whole=False):
            yield Match(values, rest)
    else:
        for values in _match(pattern, term, {}, 0):
            yield Match(values)


def _match(pattern: Term, term: Term, values: Values, depth: int) -> Iterator[Values]:
    if pattern.op == "var":
        yield from _variable(pattern, term, values, depth)
        return
    if pattern.op in ("elem", "app") and pattern.args[0].op == "var":
        if all(a.op == "bound" for a in pattern.args[1:]) and depth == 1:
            yield from _bind(pattern.args[0], term, values)
            return
        if depth:
            return
    if pattern.op != term.op or pattern.value != term.value:
        return
    if pattern.op in ("add", "mul"):
        for found, _ in _parts(pattern.args, term.args, values, pattern.op, depth=depth):
            yield found
        return
    if len(pattern.args) != len(term.args):
        return
    yield from _all(pattern.args, term.args, values, depth, pattern.op in BINDERS)


def _all(
    patterns: Sequence[Term], terms: Sequence[Term], values: Values, depth: int, binder: bool
) -> Iterator[Values]:
    if not patterns:
        yield values
        return
    inner = depth + 1 if binder and len(patterns) == 1 else depth
    for found in _match(patterns[0], terms[0], values, inner):
        yield from _all(patterns[1:], terms[1:], found, depth, binder)


def _variable(name: Term, term: Term, values: Values, depth: int) -> Iterator[Values]:
    """A variable outside of all binders of the pattern: nothing bound there may occur in it."""
    if any(level < depth for level, _ in term.holes):
        return
    outer = shift(term, -depth) if depth else term
    if outer.sort.name in ("bool", "set", "family", "function"):
        return
    yield from _bind(name, outer, values)


def _bind(name: Term, term: Term, values: Values) -> Iterator[Values]:
    known = values.get(name)
    if known is None:
        yield {**values, name: term}
    elif known is term:
        yield values


def _parts(
    patterns: Sequence[Term], terms: tuple[Term, ...], values: Values, op: str, *,
    whole: bool = True, depth: int = 0,
) -> Iterator[tuple[Values, tuple[Term, ...]]]:  # fmt: skip
    """Summands or factors against those of a pattern, in any order. With `whole`, none is left
    over; the pattern's last variable takes several, where there are more."""
    if len(terms) < len(patterns):
        return
    first, *rest = patterns
    if not rest and whole:
        if len(terms) == 1 or first.op == "var":
            for found in _match(first, construct_of(op, terms), values, depth):
                yield found, ()
        return
    choices = range(len(terms)) if len(terms) <= MAX_PARTS else range(1)
    for at in choices:
        left = (*terms[:at], *terms[at + 1 :])
        for found in _match(first, terms[at], values, depth):
            if rest:
                yield from _parts(rest, left, found, op, whole=whole, depth=depth)
            else:
                yield found, left


def construct_of(op: str, terms: Sequence[Term]) -> Term:
    """The sum or product of terms; of one, that term."""
    return terms[0] if len(terms) == 1 else construct(op, tuple(terms))


def instance(pattern: Term, values: Values) -> Term:
    """A side of a rule with values for its variables."""
    return _instance(pattern, values, 0)


def _instance(pattern: Term, values: Values, depth: int) -> Term:
    if pattern.op == "var":
        found = values.get(pattern)
        return pattern if found is None else shift(found, depth)
    if pattern.op in ("elem", "app") and pattern.args[0] in values:
        body = shift(values[pattern.args[0]], depth, 1)
        return instantiate(body, _instance(pattern.args[1], values, depth))
    if pattern.op in BINDERS:
        *outer, body = pattern.args
        args = (*(_instance(a, values, depth) for a in outer), _instance(body, values, depth + 1))
    else:
        args = tuple(_instance(a, values, depth) for a in pattern.args)
    return rebuild(pattern, args)


__all__ = ["Match", "instance", "matches"]
