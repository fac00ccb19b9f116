r"""Expectations of random variables: `\mathbb{E}[X^2]`, `\operatorname{Var}(X)`, `Cov(X, Y)`.

A random variable is a number for each of finitely many outcomes, which have probabilities: the
expectation of what is made of some is the sum of its values, weighted by these.
"""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    INT,
    ONE,
    TWO,
    Term,
    TermError,
    abstract,
    elem,
    family,
    mul,
    power,
    sub,
    substitute,
    total,
    var,
)

from ..errors import AMBIGUOUS, MISFIT, ReadingError
from ..statements.hidden import written_out_for
from . import atoms, chances
from .bound_names import bind, release
from .distributions import LAW, OUTCOME
from .names import NameUse, group_end, split

if TYPE_CHECKING:
    from collections.abc import Callable

    from .parser import Parser

MOMENTS = {"E": 1, "Var": 1, "Cov": 2}
"""What is read, with its number of arguments."""
_BARS = frozenset({"|", "\\mid", "\\vert", ";"})
_FRESH = itertools.count()


def opens(p: Parser, use: NameUse) -> bool:
    """Whether a name is one of these, its brackets after it."""
    plain = use.base in MOMENTS and use.sub is None and use.label is None
    return plain and is_moment(p, use.base, use.end)


def is_moment(p: Parser, name: str, at: int) -> bool:
    """Whether brackets at a place hold as many values as this moment is of."""
    if not p.context.random or p.context.known(name) or at >= p.end:
        return False
    if p.tokens[at].text not in ("(", "[", "\\{"):
        return False
    try:
        close = group_end(p.tokens, at, p.end)
    except ReadingError:
        return False
    if any(token.text in _BARS for token in p.tokens[at:close]):
        return False  # a condition, or an absolute value
    return len(split(p.tokens, at + 1, close)) == MOMENTS[name]


def value(p: Parser, name: str) -> Term:
    """The moment, the place being at its brackets."""
    start, close = p.pos, group_end(p.tokens, p.pos, p.end)
    places = split(p.tokens, start + 1, close)
    p.pos = close + 1
    if name == "E":
        return _mean(p, partial(atoms.inside, p, *places[0]), start)
    means = [_mean(p, partial(atoms.inside, p, *place), start) for place in places]

    def product() -> Term:
        apart = [
            sub(atoms.inside(p, *place), mean) for place, mean in zip(places, means, strict=True)
        ]
        return power(apart[0], TWO) if name == "Var" else mul(*apart)

    return _mean(p, product, start)


def _mean(p: Parser, body_of: Callable[[], Term], start: int) -> Term:
    """The sum of a body over all outcomes, weighted by their probabilities."""
    names = sorted(name for name in p.context.random if name not in p.context.definitions)
    index = var(f"{OUTCOME}@{next(_FRESH)}", INT)
    at = {name: elem(values_of(name), index) for name in names}
    doubtful = p.doubtful
    undo = [(name, *bind(p, name, value)) for name, value in at.items()]
    place = p.pos
    try:
        body = body_of()
    finally:
        p.pos = place
        for name, shadowed, outer in reversed(undo):
            release(p, name, shadowed, outer)
        p.doubtful = doubtful
    body = written_out_for(p, body, names, start)
    try:
        body = substitute(body, {p.context.scalar(name): term for name, term in at.items()})
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error
    values = {term.args[0] for term in at.values()}
    others = {
        v for v in body.free - values - {index}
        if v.sort.name != "function" and not str(v.value).startswith("\\#")
    }  # fmt: skip
    drawn = not body.free or not values.isdisjoint(body.free)
    if body.sort.name == "family" or chances.may_vary(p, others) or not drawn:
        raise p.fault(AMBIGUOUS, "what is random in this expectation?", start)
    weight = chances.chance(p, LAW, [index])
    p.unknown.discard(weight)
    return total(ONE, chances.outcomes(OUTCOME), abstract(mul(weight, body), index))


def values_of(name: str) -> Term:
    """The values of a random variable, one for each outcome."""
    return var(name, family(chances.outcomes(OUTCOME)))
