r"""Links about probabilities: what they claim of all distributions, and of independent variables.

What fails even where all variables are independent is refuted by that: no independence that the
words may tell of saves it. `p(x, z) = p(x | z) p(x)` is such, `p(x, z) = p(x) p(z)` is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from proofs.claim import Claim, ClaimError
from proofs.kernel.enclosures.enclosure import Undetermined, compare, enclose
from proofs.kernel.terms import Term, TermError, subterms
from proofs.kernel.terms.definitions import unfold
from proofs.points import generic_points

from ..errors import UNDEFINED, ReadingError
from ..expressions.distributions import LAW
from ..words.probabilities import supposes
from .chances import as_events
from .claims import make_claim
from .context import Context
from .joint import Tables, as_tables, speaks, varied
from .rewriting import closure

if TYPE_CHECKING:
    from ..sources.units import Part
    from .guards import Guard
    from .sides import Formula, Value


@dataclass(frozen=True)
class Chanced:
    """A claim about distributions; `special` is a case of it, or the whole of it, that refutes it
    where it is refuted. `laws` are the names of the distributions, `note` says how it was read."""

    claim: Claim
    special: Claim | None
    laws: tuple[str, ...]
    note: str


def about_chances(
    formula: Formula, left: Value, relation: str, right: Value, *,
    given: Sequence[Term], guard: Guard,
) -> Chanced | None:  # fmt: skip
    """What a link between two sides claims of distributions; None where it is about others.

    Raises ReadingError where it says how something about distributions varies.
    """
    a, b = left.term, right.term
    if a is None or b is None or not guard.page or guard.asked or guard.constrained:
        return None
    context = formula.context
    opened = _unfolded((a, b), formula) if context.distributions else (a, b)
    if any(varied(side, context) for side in opened):
        raise ReadingError(
            UNDEFINED, "how a distribution depends on what is varied is not told", left.start,
            right.end,
        )  # fmt: skip
    if guard.doubt(left, right) or any(_is_unknown_name(side, context) for side in (a, b)):
        return None
    events = as_events(a, b) if relation == "=" and not context.chained else None
    if events is not None and not context.known(events.name):
        claim = Claim(events.sides[0], "=", events.sides[1], given=events.given)
        sides, between = events.independent
        special = Claim(sides[0], "=", sides[1], given=between)
        told = _is_told(guard, given, {events.name}, formula)
        told = told or not events.plain or any(context.known(name) for name in events.values)
        note = f"{events.name} of a and b, given b, is its part of all that b is"
        return Chanced(claim, None if told else special, (events.name,), note)
    try:
        return _of_tables(formula, left, relation, right, given, guard)
    except (ClaimError, TermError, ReadingError):
        return None


def _of_tables(
    formula: Formula, left: Value, relation: str, right: Value, given: Sequence[Term], guard: Guard
) -> Chanced | None:  # fmt: skip
    context = formula.context
    sides = _unfolded((left.term, right.term), formula)  # type: ignore[arg-type]
    spoken = [side for side in sides if speaks(side, context)]
    others = [side for side in sides if side not in spoken]
    if not spoken or not all(side.free <= spoken[0].free for side in others):
        return None  # p(x) = f(x): what p is
    written = {token.text for token in formula.tokens}
    summed = "\\sum" in written
    if not summed and not _has_sum(sides):
        return None
    about = [g for g in given if speaks(g, context)]
    named = frozenset[Term]().union(*(side.free for side in sides))
    near = [*about, *(g for g in given if g not in about and not g.free.isdisjoint(named))]
    tables = as_tables((*sides, *near), context)
    if tables is None:
        tables, near = as_tables(sides, context), []
    if tables is None:
        return None
    if context.continuous and tables.laws != {LAW} and not (summed and relation == "="):
        return None
    facts = (*left.facts, *right.facts)
    place = (left.start, right.end)
    claim = _claim(tables, relation, formula, facts, place)
    if "H" in written and relation == "=" and _agree(claim.left, claim.right, claim.given):
        context.settled.add("H")
    told = _is_told(guard, given, tables.laws, formula)
    told = told or any(context.known(name) for name in tables.names)
    told = told or not all(speaks(side, context) for side in sides)
    told = told or (tables.numbers and (context.valued or _is_valued(tables, given)))
    told = told or bool(_others(tables, left, right, guard)) or _one_sided(tables)
    special = None
    if not told:
        alone: Tables | None = tables
        if tables.several:  # of random variables, that they are independent isn't said by tables
            together = (*sides, *near)
            alone = None if LAW in tables.laws else as_tables(together, context, independent=True)
        special = None if alone is None else _claim(alone, relation, formula, facts, place)
    note = "a sum over x runs over all values of x; p has a table of values, which add up to 1"
    return Chanced(claim, special, tuple(sorted(tables.laws)), note)


def is_entropy(part: Part) -> bool:
    """Whether the first link says of an entropy, or a divergence, what it is known to be.

    A page may mean something else by H: what differs from the usual meaning is a claim only where
    the page has used H in that meaning before, and a definition otherwise; from there on nothing is
    known of H.
    """
    formula, sides = part.formula, part.statement.sides
    context = formula.context
    name = formula.tokens[sides[0][0]].text
    if not context.distributions:
        return False
    terms = [formula.value(side).term for side in sides[:2]]
    if terms[0] is None or terms[0].op not in ("sum", "neg"):
        return False
    if terms[1] is not None and LAW in {str(v.value) for v in terms[0].free}:
        return speaks(terms[1], context)  # Var(X) = E[X^2] - E[X]^2
    tables = None if terms[1] is None else as_tables((terms[0], terms[1]), context)
    if tables is None:
        return name in context.settled
    if _agree(tables.terms[0], tables.terms[1], tables.given):
        context.settled.add(name)
    elif name not in context.settled:
        context.entropies -= {name}
    return name in context.settled


def _agree(left: Term, right: Term, given: Sequence[Term]) -> bool:
    """Whether two sides seem equal: at some points without a pattern, never a proof."""
    met = 0
    for point in generic_points((left, right), given, monotonic() + 0.2):
        try:
            order = compare(enclose(left, point), enclose(right, point))
        except Undetermined:
            continue
        if order not in (0, None):
            return False
        met += 1
    return met > 0


def _is_unknown_name(side: Term, context: Context) -> bool:
    return side.op == "var" and not context.known(str(side.value))


def _unfolded(sides: tuple[Term, Term], formula: Formula) -> tuple[Term, Term]:
    """The sides with names put in that stand for what is said of distributions."""
    below = closure(sides, formula.context)
    if not any(speaks(d.body, formula.context) for d in below):
        return sides
    left, right = (unfold(side, below) for side in sides)
    return left, right


def _has_sum(sides: Sequence[Term]) -> bool:
    return any(node.op == "sum" for side in sides for node in subterms(side))


def _claim(
    tables: Tables, relation: str, formula: Formula, facts: Sequence[Term], place: tuple[int, int]
) -> Claim:
    left, right, *near = tables.terms
    given = [*near, *tables.given]
    return make_claim(left, relation, right, formula.context, given=given, facts=facts, place=place)


def _is_told(
    guard: Guard, given: Sequence[Term], laws: frozenset[str] | set[str], formula: Formula
) -> bool:
    """Whether more may be told of the distributions than that they are some."""
    context = formula.context
    if context.particular or supposes(guard.sentence):
        return True
    if LAW in laws and len({t.text.lstrip("\\") for t in formula.tokens} & context.random) > 1:
        return True  # the words may tell how one depends on the other
    if not laws.isdisjoint(context.survey.assigned):
        return True
    told = any(speaks(g, formula.context) for g in given)
    return told or not laws.isdisjoint(guard.untold) or not laws.isdisjoint(guard.later)


def _is_valued(tables: Tables, given: Sequence[Term]) -> bool:
    """Whether conditions tell of the values that are drawn."""
    told = {str(v.value).lower() for g in given for v in g.free}
    return not told.isdisjoint(tables.names)


def _others(tables: Tables, left: Value, right: Value, guard: Guard) -> set[str]:
    """The names beside the distributions of which the words may tell more than is read."""
    values = [
        replace(v, side=replace(v.side, term=t), unknown=frozenset())
        for v, t in zip((left, right), tables.terms[:2], strict=True)
    ]
    return set(guard.undefined(*values)) - tables.names


def _one_sided(tables: Tables) -> bool:
    """Whether a name stands on one side only: what it is the words may say."""
    left, right = (
        {v for v in side.free if str(v.value) not in tables.names and not _is_size(v)}
        for side in tables.terms[:2]
    )
    return left != right


def _is_size(name: Term) -> bool:
    return str(name.value).startswith("\\#")
