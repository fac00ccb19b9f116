r"""Integrals without bounds in documents: antiderivatives, or over a range that is left unwritten.

`\int f dx = F(x) + C` is about antiderivatives. `\int p(x) dx = 1` is not: no x stands on the
right, and a range is meant that only the words tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proofs.claim import Claim
from proofs.indefinite import (
    INTEGRAL,
    NoDerivative,
    integrated_in,
    is_indefinite,
    same_slope,
)
from proofs.kernel.terms import Term, substitute
from proofs.kernel.terms.definitions import Definition, unfold

from ...derivation import Step
from ..errors import ReadingError
from .context import Context, opaque
from .rewriting import closure, expand
from .sides import Value

RANGED = opaque("\\int_D", 2)
"""Stands for the integral over a range that is not written."""

UNTOLD = str(INTEGRAL.value)
"""Among what is unknown of a step: whether its integrals are antiderivatives."""

Told = tuple[Term, Term, list[Definition]]


def untold_ranges(
    left: Term, relation: str, right: Term, given: Sequence[Term],
    definitions: Sequence[Definition],
) -> Told:  # fmt: skip
    """Both sides and the definitions; where the integrals in them can't be antiderivatives, over
    ranges that are not told."""
    told = list(definitions)
    if not is_indefinite(left, right, definitions=told) or (
        relation == "=" and _are_antiderivatives((left, right), given, told)
    ):
        return left, right, told
    changed = {INTEGRAL: RANGED}
    bodies = [Definition(d.head, d.parameters, substitute(d.body, changed)) for d in told]
    return substitute(left, changed), substitute(right, changed), bodies


def _are_antiderivatives(
    sides: tuple[Term, Term], given: Sequence[Term], definitions: Sequence[Definition]
) -> bool:
    """Whether each side is a function of the variable of integration, as far as can be seen."""
    try:
        found = same_slope(*sides, given=given, definitions=definitions)
    except NoDerivative:
        return False
    if found is None or found.exact:
        return True
    return all(INTEGRAL in side.free or found.name in side.free for side in found.sides)


def integrated(context: Context, sides: Sequence[Value], around: Sequence[Value]) -> Term | None:
    r"""The variable of an integral without bounds elsewhere in a chain: the sides of
    `\int f dx = F + C = G + C` need be equal up to a constant only. None where a side has its own.
    """
    for side in sides:
        term, definitions = _understood(context, side)
        if term is None or is_indefinite(term, definitions=definitions):
            return None
    names = {name for value in around for name in _variables(context, value)}
    return names.pop() if len(names) == 1 else None


def untold(claim: Claim, context: Context, around: Sequence[Value]) -> tuple[str, ...]:
    r"""What only the words may tell about a claim with integrals without bounds: a y that stands in
    an integrand only may depend on x; and `\int f dx = \int g dx`, with no antiderivative in the
    chain, may be over a range that is not written."""
    slopes = claim.slopes()
    if slopes is None or slopes.exact or not slopes.integrands:
        return ()
    beside = frozenset[Term]().union(*(r.free for r in (*slopes.rests, *claim.given)))
    inside = frozenset[Term]().union(*(f.free for f in slopes.integrands))
    names = {str(v.value) for v in inside - beside - {slopes.name}}
    known = slopes.name in beside
    if not known and not any(_is_antiderivative(context, v, slopes.name) for v in around):
        names.add(UNTOLD)
    return tuple(sorted(names))


def told_later(context: Context, chain: Sequence[Value], steps: list[Step]) -> None:
    """Steps that are in no doubt any more, an antiderivative having come after them."""
    for at, step in enumerate(steps):
        if UNTOLD not in step.unknown or step.claim is None:
            continue
        if UNTOLD not in untold(step.claim, context, chain):
            left = tuple(name for name in step.unknown if name != UNTOLD)
            steps[at] = replace(step, unknown=left)


def _is_antiderivative(context: Context, value: Value, name: Term) -> bool:
    """Whether a value depends on the variable of integration beside its integrals."""
    term, definitions = _understood(context, value)
    if term is None:
        return False
    plain = (unfold(part, definitions) for part in _summands(term))
    return any({name} & part.free and not is_indefinite(part) for part in plain)


def _summands(term: Term) -> list[Term]:
    if term.op in ("add", "neg"):
        return [s for a in term.args for s in _summands(a)]
    return [term]


def _variables(context: Context, value: Value) -> list[Term]:
    term, definitions = _understood(context, value)
    return [] if term is None else integrated_in(term, definitions)


def _understood(context: Context, value: Value) -> tuple[Term | None, Sequence[Definition]]:
    """A value's term with the definitions that it rests on."""
    if value.term is None:
        return None, ()
    place = (value.start, value.end)
    try:
        term = expand(value.term, context, place)
        return term, closure((term,), context, place)
    except ReadingError:
        return None, ()


__all__ = ["integrated", "told_later", "untold", "untold_ranges"]
