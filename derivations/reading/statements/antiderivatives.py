r"""Integrals without bounds in documents: antiderivatives, or over a range that is left unwritten.

`\int f dx = F(x) + C` is about antiderivatives. `\int p(x) dx = 1` is not: no x stands on the
right, and a range is meant that only the words tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from proofs.claim import Claim
from proofs.indefinite import (
    INTEGRAL,
    NoDerivative,
    integrated_in,
    is_indefinite,
    same_slope,
)
from proofs.kernel.terms import Term, TermError, substitute
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


@dataclass
class Integrals:
    """What the values of a chain, as they come, tell of its integrals without bounds.

    Each value is looked at once, however long the chain. `waiting` are the places of steps that are
    in doubt until an antiderivative in their variable is met.
    """

    values: Sequence[Value] = ()
    waiting: dict[Term, list[int]] = field(default_factory=dict)
    _variables: set[Term] = field(default_factory=set)
    _beside: set[Term] = field(default_factory=set)
    _seen: list[int] = field(default_factory=lambda: [0, 0])

    def variables(self, context: Context) -> set[Term]:
        """The variables of the integrals."""
        for term, definitions in self._new(context, 0):
            self._variables.update(integrated_in(term, definitions))
        return self._variables

    def beside(self, context: Context) -> set[Term]:
        """The names that stand beside integrals: an antiderivative in them is known."""
        for term, definitions in self._new(context, 1):
            self._beside |= _beside_integrals(term, definitions)
        return self._beside

    def _new(self, context: Context, use: int) -> Iterator[tuple[Term, Sequence[Definition]]]:
        """The values that this use has not looked at yet."""
        values = self.values[self._seen[use] :]
        self._seen[use] = len(self.values)
        for value in values:
            term, definitions = _understood(context, value)
            if term is not None:
                yield term, definitions


def integrated(context: Context, sides: Sequence[Value], around: Integrals) -> Term | None:
    r"""The variable of an integral without bounds elsewhere in a chain: the sides of
    `\int f dx = F + C = G + C` need be equal up to a constant only. None where a side has its own.
    """
    names = around.variables(context)
    if len(names) != 1:
        return None
    for side in sides:
        term, definitions = _understood(context, side)
        if term is None or is_indefinite(term, definitions=definitions):
            return None
    return next(iter(names))


def untold(claim: Claim, context: Context, around: Integrals) -> tuple[str, ...]:
    r"""What only the words may tell about a claim with integrals without bounds: a y that stands in
    an integrand only may depend on x; and `\int f dx = \int g dx`, with no antiderivative in the
    chain, may be over a range that is not written."""
    slopes = claim.slopes()
    if slopes is None or slopes.exact or not slopes.integrands:
        return ()
    beside = frozenset[Term]().union(*(r.free for r in (*slopes.rests, *claim.given)))
    inside = frozenset[Term]().union(*(f.free for f in slopes.integrands))
    names = {str(v.value) for v in inside - beside - {slopes.name}}
    if slopes.name not in beside and slopes.name not in around.beside(context):
        names.add(UNTOLD)
    return tuple(sorted(names))


def told_later(context: Context, around: Integrals, steps: list[Step], begin: int) -> None:
    """Steps that are in no doubt any more, an antiderivative having come after them; those from
    `begin` on are new."""
    for at in range(begin, len(steps)):
        claim = steps[at].claim
        slopes = claim.slopes() if UNTOLD in steps[at].unknown and claim is not None else None
        if slopes is not None:
            around.waiting.setdefault(slopes.name, []).append(at)
    if not around.waiting:
        return
    for name in around.beside(context) & around.waiting.keys():
        for at in around.waiting.pop(name):
            left = tuple(n for n in steps[at].unknown if n != UNTOLD)
            steps[at] = replace(steps[at], unknown=left)


def _beside_integrals(term: Term, definitions: Sequence[Definition]) -> frozenset[Term]:
    """The names that a term depends on beside its integrals."""
    try:
        plain = [unfold(part, definitions) for part in _summands(term)]
    except TermError:
        return frozenset()
    return frozenset[Term]().union(*(p.free for p in plain if not is_indefinite(p)))


def _summands(term: Term) -> list[Term]:
    if term.op in ("add", "neg"):
        return [s for a in term.args for s in _summands(a)]
    return [term]


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


__all__ = ["Integrals", "integrated", "told_later", "untold", "untold_ranges"]
