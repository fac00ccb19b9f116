"""From two terms and a relation to a claim: indices in range, lengths, definitions, digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from proofs.claim import Claim, ClaimError
from proofs.indefinite import INTEGRAL
from proofs.kernel.normal_forms.entries import entry
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    PI,
    ZERO,
    Term,
    TermError,
    abstract,
    elem,
    eq,
    family,
    le,
    neg,
    num,
    shape,
    size,
    substitute,
    subterms,
    total,
    var,
    vector,
)
from proofs.kernel.terms.definitions import Definition
from proofs.kernel.terms.matrices import rows_and_columns

from ...regex import regex
from ..errors import LENGTHS, MISFIT, ReadingError
from ..expressions.vectors import is_vector, same_length
from .antiderivatives import untold_ranges
from .context import Context, is_opaque
from .rewriting import closure, expand

Digits = tuple[int | None, int | None]
_DECIMAL = regex(
    r"\s*-?\s*\d*(?:\{?,\}?\d{3})*(?:\.(\d+)\s*\.?|(?:\.(?P<tenths>\d+))?\s*(?P<percent>\\?%))\s*$"
)


@dataclass(frozen=True)
class Claimed:
    """What a link of a form of its own claims; without a claim, why there is nothing to judge."""

    claim: Claim | None
    note: str = ""


def digits_shown(latex: str) -> int | None:
    """The number of places of a side that is a bare decimal; None for all other sides.

    >>> digits_shown("-0.1534"), digits_shown("12"), digits_shown("2 x")
    (4, None, None)
    >>> digits_shown(r"33.3\\%")
    3
    """
    match = _DECIMAL.match(latex)
    if match is None:
        return None
    return len(match["tenths"] or "") + 2 if match["percent"] else len(match[1])


def make_claim(
    left: Term, relation: str, right: Term, context: Context, *,
    given: Sequence[Term] = (), facts: Iterable[Term] = (), digits: Digits = (None, None),
    place: tuple[int, int] = (0, 0), constant_in: Term | None = None,
) -> Claim:  # fmt: skip
    """The claim `left relation right`; two vectors are compared at an index of their own.

    With `constant_in`, an equality is claimed up to a constant in that variable. Raises
    ReadingError where the two sides cannot be compared.
    """
    try:
        claim = _claim(left, relation, right, context, given, list(facts), digits, place)
        if constant_in is None or claim.digits is not None or claim.relation != "=":
            return claim
        return Claim(
            claim.left, "=", claim.right, given=claim.given, definitions=claim.definitions,
            constant_in=constant_in,
        )  # fmt: skip
    except (TermError, ClaimError) as error:
        raise ReadingError(MISFIT, str(error), *place) from error


def all_equal(
    pairs: Iterable[tuple[Term, Term]], context: Context, place: tuple[int, int]
) -> Claim:
    """The claim that the two numbers of each pair are equal, as vectors of them."""
    sides = tuple(zip(*pairs, strict=True))
    try:
        left, right = (vector(*(expand(t, context, place) for t in side)) for side in sides)
        return Claim(left, "=", right, definitions=closure((left, right), context, place))
    except (TermError, ClaimError) as error:
        raise ReadingError(MISFIT, str(error), *place) from error


def _claim(
    left: Term, relation: str, right: Term, context: Context, given: Sequence[Term],
    facts: list[Term], digits: tuple[int | None, int | None], place: tuple[int, int],
) -> Claim:  # fmt: skip
    left, right = (expand(t, context, place) for t in (left, right))
    families = [t.sort.name == "family" for t in (left, right)]
    if any(families):
        if not all(families):
            raise ReadingError(
                MISFIT, "a vector is compared with a number", *place, label="vector and number"
            )
        if left.sort.rank != right.sort.rank:
            sizes = " and ".join(_size_of(t) for t in (left, right))
            raise ReadingError(MISFIT, f"the sizes do not fit: {sizes}", *place, label="sizes")
        if relation != "=":
            raise ReadingError(MISFIT, f"two vectors compared by {relation}", *place)
        if is_vector(left):
            left, right, facts = _entrywise(left, right, facts, place)
        else:
            facts = [*facts, *_same_sizes(left, right, context)]
    definitions = [d for d in closure((left, right), context, place) if not _is_opaque(d)]
    facts = [*facts, *_facts_of(definitions, context)]
    ones = _sums_to_one((left, right), context, place[0])
    left, right, *facts = (substitute(t, ones) for t in (left, right, *facts))
    facts += [eq(_total(v), ONE) for v in ones.values()]
    conditions = [*facts, *_not_against(index_ranges((left, right), context), given)]
    linked = _by_definitions((left, right, *conditions), given, context)
    conditions = relevant((left, right, *conditions, *linked), [*conditions, *given], definitions)
    used = frozenset[Term]().union(*(c.free for c in conditions))
    if any(context.known(str(v.value)) for v in used - {d.head for d in definitions}):
        told = closure((left, right, *conditions), context, place)  # q = 1/4 of p + q = 1, p = 3q
        definitions = [d for d in told if not _is_opaque(d)]
        facts = [*conditions, *_facts_of(definitions, context)]
        conditions = relevant((left, right, *facts), [*facts, *given], definitions)
    shown = digits[1] if relation in ("=", "approx") else None
    if relation in ("=", "approx") and shown is None and digits[0] is not None:
        left, right, shown = right, left, digits[0]
    if shown is not None or any(PI in subterms(c) for c in conditions if c.op == "eq"):
        conditions, definitions = _put_in(conditions, definitions)
    left, right, definitions = untold_ranges(left, relation, right, conditions, definitions)
    same = _one_letter(conditions, context)
    if same:
        left, right = (substitute(side, same) for side in (left, right))
        conditions = [c for c in (substitute(c, same) for c in conditions) if not _is_trivial(c)]
        definitions = [_with_letters(d, same) for d in definitions]
    return Claim(
        left, relation, right, given=conditions, definitions=definitions, digits=shown
    )  # fmt: skip


def _size_of(term: Term) -> str:
    """How many rows and columns a vector or matrix has, in words."""
    return f"{' × '.join(str(d) for d in rows_and_columns(term))} on one side"


def _same_sizes(left: Term, right: Term, context: Context) -> list[Term]:
    """That two matrices are of one size, where the page does not name their sizes."""
    pairs = zip(shape(left), shape(right), strict=True)
    unnamed = context.survey.invented
    return [
        eq(a, b) for a, b in pairs
        if a is not b and ({str(a), str(b)} & unnamed or "size" in (a.op, b.op))
    ]  # fmt: skip


def _by_definitions(about: Sequence[Term], given: Sequence[Term], context: Context) -> list[Term]:
    """The conditions on what is defined by names that stand in some terms: D < 0, D = b^2 - 4ac."""
    names = frozenset[Term]().union(*(t.free for t in about))
    out = []
    apart = [c for c in given if c.free.isdisjoint(names)]
    known = context.known_among(frozenset[Term]().union(*(c.free for c in apart)))
    for c in apart if known else ():
        if not c.free.isdisjoint(known):
            try:
                bodies = [d.body.free for d in closure((c,), context)]
            except ReadingError:
                continue
            out += [c] if names & frozenset[Term]().union(*bodies) else []
    return out


def _one_letter(conditions: Sequence[Term], context: Context) -> dict[Term, Term]:
    """One letter for lengths that have to be equal, of which the page names one at most."""
    out: dict[Term, Term] = {}
    for c in conditions:
        if c.op != "eq" or any(side.op != "var" or side.sort != NAT for side in c.args):
            continue
        a, b = (substitute(side, out) for side in c.args)
        for made_up, other in ((a, b), (b, a)):
            if made_up is not other and str(made_up.value) in context.survey.invented:
                out = {name: substitute(v, {made_up: other}) for name, v in out.items()}
                out[made_up] = other
                break
    return out


def _is_trivial(condition: Term) -> bool:
    return condition.op == "eq" and condition.args[0] is condition.args[1]


def _with_letters(definition: Definition, same: dict[Term, Term]) -> Definition:
    head, *parameters = (substitute(v, same) for v in (definition.head, *definition.parameters))
    return Definition(head, tuple(parameters), substitute(definition.body, same))


def _is_opaque(definition: Definition) -> bool:
    """Whether what a name stands for rests on a function that the kernel doesn't know, as p(o|c):
    what holds whatever the name is holds; nothing is refuted, for `Guard.undefined` tells of it."""
    return any(is_opaque(name) and name is not INTEGRAL for name in definition.body.free)


def _facts_of(definitions: Iterable[Definition], context: Context) -> list[Term]:
    """The lengths that are equal for the names that have a value to be defined."""
    names = (context.defined(str(d.head.value)) for d in definitions if not d.parameters)
    return [fact for found in names if found is not None for fact in found.facts]


def _sums_to_one(terms: Iterable[Term], context: Context, at: int) -> dict[Term, Term]:
    """The vectors whose entries add up to 1, as the words say of what stands at a place; each as
    one that has a length."""
    names = sorted({v for term in terms for v in term.free}, key=str)
    taken = {str(v.value) for v in names}
    fresh = (letter for letter in "KNnmdL" if letter not in taken)
    out: dict[Term, Term] = {}
    for v in names:
        told = is_vector(v) and at >= context.ones.get(str(v.value), at + 1)
        if told and not context.known(str(v.value)):
            length = next(fresh, None) if not v.sort.dims else None
            sort = v.sort if length is None else family(var(length, NAT))
            out[v] = var(str(v.value), sort)
    return out


def _total(vector: Term) -> Term:
    """The sum of the entries of a vector."""
    index = var("i@ones", INT)
    return total(ONE, size(vector), abstract(elem(vector, index), index))


def _put_in(
    conditions: Sequence[Term], definitions: Sequence[Definition]
) -> tuple[list[Term], list[Definition]]:
    """Conditions `p = 0.3` as definitions, so that what a decimal is claimed for is a number."""
    defined = {d.head for d in definitions}
    values = {
        c.args[0]: c for c in conditions
        if c.op == "eq" and c.args[0].op == "var" and not c.args[1].free
        and c.args[0] not in defined and c.args[1].sort.name != "family"
    }  # fmt: skip
    fixed = [Definition(name, (), c.args[1]) for name, c in values.items()]
    kept = [c for c in conditions if c not in values.values()]
    return kept, [*fixed, *definitions]


def _entrywise(
    left: Term, right: Term, facts: list[Term], place: tuple[int, int]
) -> tuple[Term, Term, list[Term]]:
    taken = {str(v.value) for v in left.free | right.free}
    letter = next(c for c in ("i", "j", "k", "l", "m", "i'") if c not in taken or c == "i'")
    index = var(letter, NAT)
    length = size(left)
    noted = list(facts)
    try:
        same_length(length, size(right), noted)
    except TermError as error:
        raise ReadingError(LENGTHS, str(error), *place, label="lengths differ") from error
    entries = elem(left, index), elem(right, index)
    if any(node.op == "deriv" for side in (left, right) for node in subterms(side)):
        entries = _entry_of(left, index), _entry_of(right, index)
    return *entries, [*noted, le(ONE, index), le(index, length)]


def _entry_of(vector: Term, index: Term) -> Term:
    """An entry of a vector; of one that is given by its entries, what it is given as, so that a
    derivative in it is seen."""
    given = vector.op == "fam" and vector.args[0].op != "num"
    return entry(vector, index) if given else elem(vector, index)


def index_ranges(terms: Iterable[Term], context: Context) -> list[Term]:
    """`1 <= i <= size(x)` for entries at free indices, `2 <= size(x)` for x_2, and lengths of at
    least 1."""
    found: dict[Term, None] = {}
    for term in terms:
        for node in subterms(term):
            if node.op == "elem":
                for axis, index in enumerate(node.args[1:]):
                    length = size(node.args[0], axis)
                    if not index.loose and not length.loose:
                        found.update(dict.fromkeys(_in_range(index, length)))
            elif _is_length(node, context):
                found[le(ONE, node)] = None
            for dim in node.sort.dims or ():
                if dim.op == "var" and dim.sort == NAT:
                    found[le(ONE, dim)] = None
    return list(found)


def _in_range(index: Term, length: Term) -> list[Term]:
    """That an index lies in its range."""
    if index.free:
        return [le(ONE, index), le(index, length)]
    positive = index.op == "num" and index.value >= 1
    return [le(index, length)] if positive and length.op != "num" else []


def _not_against(ranges: Iterable[Term], given: Sequence[Term]) -> list[Term]:
    """The ranges without those of lengths that the page says may be 0: "for every n >= 0"."""
    lowest = (("le", ZERO), ("lt", num(-1)), ("lt", neg(ONE)))
    spoken = {c.args[1] for c in given if c.args and (c.op, c.args[0]) in lowest}
    return [r for r in ranges if r.args[0] is not ONE or r.args[1] not in spoken]


def _is_length(node: Term, context: Context) -> bool:
    if node.op == "size":
        return not node.loose
    return node.op == "var" and node.sort == NAT and node.value in context.survey.upper


def relevant(
    about: Iterable[Term], conditions: Sequence[Term], definitions: Sequence[Definition]
) -> list[Term]:
    """The conditions that share a variable with the claim, or with another such condition."""
    names = {v for term in about for v in term.free}
    for definition in definitions:
        names |= definition.body.free
    left = list(dict.fromkeys(conditions))
    kept: list[Term] = []
    while True:
        more = [c for c in left if not c.free.isdisjoint(names)]
        if not more:
            return kept
        kept += more
        left = [c for c in left if c.free.isdisjoint(names)]
        for condition in more:
            names |= condition.free
