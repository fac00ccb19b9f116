r"""Probabilities of values: `p(x)`, `p(x, z)`, `q(z | x)`, where the page tells that p is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from proofs.kernel.terms import INT, NAT, Term, app, elem, family, rebuild, var

from ..errors import AMBIGUOUS, ReadingError
from ..statements.context import function_variable, opaque
from . import atoms
from .distributions import Distribution, arguments, letter_of
from .names import classify, group_end, key_of, scan_name, spelled, starts_name

if TYPE_CHECKING:
    from .parser import Parser


def is_chance(p: Parser, key: str) -> bool:
    """Whether the brackets at the place hold values that the name is a distribution of."""
    if key not in p.context.distributions or p.context.known(key) or key in p.local:
        return False
    return arguments(p.tokens, p.pos, p.end) is not None


def value(p: Parser, key: str) -> Term:
    """The probability of what stands in the brackets at the place."""
    found = arguments(p.tokens, p.pos, p.end)
    p.pos = group_end(p.tokens, p.pos, p.end) + 1
    events, given = found or ((), ())
    return chance(p, key, [event(p, *e) for e in events], [event(p, *g) for g in given])


def chance(p: Parser, key: str, events: Sequence[Term], given: Sequence[Term] = ()) -> Term:
    """The probability of some values, given others."""
    if given:
        marks = "," * (len(events) - 1) + "|" + "," * (len(given) - 1)
        return app(opaque(f"{key}({marks})", len(events) + len(given)), *events, *given)
    term = app(function_variable(key, len(events)), *events)
    p.unknown.add(term)
    return term


def distribution(p: Parser, a: int, b: int) -> Distribution | None:
    """The distribution that stands at a place, with its arguments; None for anything else."""
    if a >= b or not starts_name(p.tokens[a]):
        return None
    try:
        use = scan_name(p.tokens, a, b)
    except ReadingError:
        return None
    key = key_of(use.base, classify(p.tokens, use.sub, p.context.survey.indices))
    if key not in p.context.distributions or p.context.known(key) or key in p.local:
        return None
    if use.end == b:
        return Distribution(p.context.masses.get(key, key))
    if p.tokens[use.end].text != "(" or group_end(p.tokens, use.end, b) != b - 1:
        return None
    found = arguments(p.tokens, use.end, b)
    return None if found is None else Distribution(key, *found)


def event(p: Parser, a: int, b: int) -> Term:
    """A value that stands between the brackets: a bound index, a name, or a name with its value."""
    letter = letter_of(p.tokens, (a, b))
    if letter in p.doubtful and letter not in p.local:
        raise p.fault(
            AMBIGUOUS, f"{letter} after what ranges over {letter}: how far does that reach?", a,
            help="put brackets around what it ranges over",
        )  # fmt: skip
    if letter in p.local and p.local[letter].sort.name in ("int", "nat"):
        return p.local[letter]
    if letter and letter not in p.local:
        return p.context.scalar(letter)
    place, end = p.pos, p.end
    try:
        return atoms.inside(p, a, b)
    except ReadingError:
        p.pos, p.end, p.bars, p.listed = place, end, 0, False
        return var(spelled(p.tokens, a, b))


def outcomes(letter: str) -> Term:
    """How many values a variable has; `x'` is another value of x."""
    return var("\\#" + letter.rstrip("'"), NAT)


def values_of(letter: str) -> Term:
    """The numbers that are the values of a variable."""
    return var(letter.rstrip("'"), family(outcomes(letter)))


def index_of(letter: str) -> Term:
    """The index that a sum over the values of a variable runs over."""
    return var(letter, INT)


def takes(p: Parser, body: Term, index: Term) -> bool:
    """Whether an index stands in a body as what a distribution is one of."""
    if index not in body.free:
        return False
    if body.op == "app" and index in body.args:
        return distribution_key(body) in p.context.distributions
    return any(takes(p, a, index) for a in body.args)


_NOISE = frozenset({"epsilon", "varepsilon", "xi", "eta", "zeta", "omega", "noise"})
"""Letters for what is random, even where nothing says so."""


def may_vary(p: Parser, names: Iterable[Term]) -> bool:
    r"""Whether one of some names may stand for what is random, or depends on it, unseen: X, X_1,
    `\bar{x}`, `\hat{y}`, epsilon, of which the page says nothing else."""
    told = (str(v.value) for v in names if not p.context.known(str(v.value)))
    return any(name in _NOISE or re.search(r"[A-Z]|\\", name) for name in told)


def outside(p: Parser, body: Term) -> frozenset[Term]:
    """The variables that stand in a body elsewhere than as what chances are of."""
    if body.op == "app" and distribution_key(body) in p.context.distributions:
        return frozenset()
    if body.op == "var":
        return frozenset({body})
    return frozenset[Term]().union(*(outside(p, a) for a in body.args))


def distribution_key(node: Term) -> str:
    """The name of the function that is applied, without the marks of what is given."""
    return str(node.args[0].value).partition("(")[0]


def with_values(p: Parser, body: Term, index: Term, letter: str) -> Term:
    """A body in which an index stands for a value of its variable, where it is a number."""
    if index not in body.free:
        return body
    if body is index:
        return elem(values_of(letter), index)
    kept: frozenset[int] = frozenset()
    if body.op == "app":
        head = str(body.args[0].value)
        unknown = body.args[0].op == "var" and not p.context.known(head)
        if distribution_key(body) in p.context.distributions or unknown:
            kept = frozenset(i for i, a in enumerate(body.args) if a is index)
    args = tuple(
        a if i in kept else with_values(p, a, index, letter) for i, a in enumerate(body.args)
    )
    return rebuild(body, args)


def summed_letter(p: Parser) -> str:
    r"""The x of `\sum p(x) \log p(x)`: the one letter that distributions have in what follows."""
    stop = p.pos
    if p.pos < p.end and p.tokens[p.pos].text in ("{", "("):
        stop = group_end(p.tokens, p.pos, p.end)
    while stop < p.end and p.tokens[stop].text not in ("+", "-", "="):
        stop += 1
    found = set()
    for i in range(p.pos, stop):
        if p.tokens[i].text == "(" and i > p.pos and p.tokens[i - 1].kind == "letter":
            law = distribution(p, i - 1, group_end(p.tokens, i, p.end) + 1)
            for place in law.events or () if law is not None else ():
                found.add(letter_of(p.tokens, place))
    return found.pop() if len(found) == 1 and found.isdisjoint(p.local) else ""
