"""Links of one chain: its sides as terms, and each pair of neighbours as a claim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

from proofs.claim import Claim
from proofs.kernel.terms import OO, REAL, Term, apply, eq, neg, num, sub, subterms
from proofs.settling import eliminated

from ...derivation import Kind, Step
from ...regex import regex
from ..errors import ARROW, NOTATION, ReadingError, Undetermined
from ..expressions.matrices import beside
from ..expressions.relations import Range, Relation, Statement, is_required, split_sides
from ..expressions.vectors import is_vector, written_entries
from ..sources.symbols import STACKED
from ..sources.tokens import Token
from ..tables.arrows import Label, read_label
from ..tables.sequences import convolved, operations, result_of
from ..tables.shapes import mapped
from .antiderivatives import Integrals, integrated, untold
from .claims import all_equal, digits_shown, make_claim
from .conditional import generic, nowhere, solving
from .conditioned import to_digits
from .context import Context
from .dependence import SLOPE, Slopes, by_slopes, telling_slopes
from .differentials import differentials
from .domains import Domain
from .exemplary import Example, degree, differentiated_by, example, exemplary
from .guards import DEMANDED, MORE, WIDER, Guard
from .hidden import unfolded
from .kinds_in_doubt import under_each_kind
from .landau import vanishing
from .orientation import as_written
from .pieces import inside, rests_on_pieces
from .probabilities import about_chances
from .rewriting import expand, given_by_entries
from .sides import Formula, Value, step
from .signs import has_signs
from .spaces import in_space


@dataclass
class Chain:
    """A chain while it is read: the values met, the steps made, what labels have added.

    `done` is how many of its steps, values and kinds are of rows that were read to their end,
    `tending` how many of its steps need not be asked whether they tend to infinity. `joined`: by
    the links of those rows, first = last. `by` is the name that the first side is a derivative by,
    `domain` what its sides need to be defined. `shortened`: something was put in that one of its
    sides leaves out.
    """

    steps: list[Step] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    given: list[Term] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    mapped: bool = False
    done: tuple[int, int, int] = (0, 0, 0)
    tending: int = 0
    joined: bool = True
    by: tuple[Token, ...] = ()
    shortened: bool = False
    domain: Domain = field(default_factory=Domain)

    def __post_init__(self) -> None:
        self.integrals = Integrals(self.values)

    def end_row(self) -> None:
        """What is asked of all links, asked of those of the row that was read last."""
        steps, _, kinds = self.done
        joins = all(kind in ("=", "label") for kind in self.kinds[kinds:])
        self.joined = self.joined and joins and all(map(_joins, self.steps[steps:]))
        self.done = len(self.steps), len(self.values), len(self.kinds)


def _joins(step: Step) -> bool:
    """Whether the ends of a chain are claimed to be equal for all that this link says.

    What is no claim about all values of its names says nothing of the ends.
    """
    arrow = step.problem is not None and step.problem.code == ARROW
    return not arrow and step.kind != "constraint"


def unread_step(formula: Formula, statement: Statement, error: ReadingError) -> Step | None:
    """A statement as a whole, with the reason why it can't be read; None for an empty one."""
    a, b = statement.sides[0][0], statement.sides[-1][1]
    if a >= b:
        return None
    start, end = formula.bounds(a, b)
    whole = Value(formula.side((a, b)), start, end)
    return step(formula, whole, Relation("other", b - 1, b), whole, kind="claim", error=error)


def unjudged_steps(
    formula: Formula, statement: Statement, kind: Kind, notes: Sequence[str] = ()
) -> list[Step]:
    """The links of a statement that is not judged, each side read where that can be."""
    values = [formula.value(s) for s in statement.sides]
    return [
        step(formula, a, r, b, kind=kind, notes=notes)
        for a, r, b in zip(values, statement.relations, values[1:], strict=False)
    ]


def _under_label(formula: Formula, label: Label) -> list[Term]:
    r"""The equations between numbers in the label of a sign, under which it holds:
    `\overset{ab = 0}{=}`."""
    found = []
    for a, b in label.equations:
        places, relations = split_sides(formula.tokens, a, b)
        terms = [formula.value(place).term for place in places]
        numbers = [t for t in terms if t is not None and t.sort.name in ("nat", "int", "real")]
        if len(numbers) == len(places) == 2 and relations[0].kind == "=":
            found.append(eq(*numbers))
    return found


def link(
    formula: Formula, chain: Chain, left: Value, relation: Relation, right: Value, *,
    given: Sequence[Term], guard: Guard, single: bool, sides: tuple[Range, Range],
    start: int | None = None,
) -> Step:  # fmt: skip
    """The step from one side to the next."""
    places = sides
    if sides[0][0] == sides[0][1] and left.place and left.place[0] == id(formula.tokens):
        places = (left.place[1], sides[1])
    if has_signs(formula.tokens, places) and relation.kind == "=":
        return _both_signs(formula, chain, relation, places, given=given, guard=guard,
                           single=single, start=start)  # fmt: skip
    left, right = _with_units(left, right, formula.context) if guard.page else (left, right)
    notes = [*left.notes, *right.notes]
    kind = "=" if relation.kind == ":=" else relation.kind  # of what is no name: no definition
    spaced = in_space(formula, left, relation, right, places[1], start) if kind == "other" else None
    if spaced is not None:
        return spaced
    label = read_label(formula, relation) if kind == "label" else Label()
    special = _operation(formula, chain, label, left, right, sides, guard)
    if special is not None:
        pairs, how, error = special
        return _entrywise(formula, left, relation, right, pairs, [*notes, *how], error, start)
    unread = left.error or right.error
    if kind == "label":
        if label.error is not None or label.asked or label.layer is not None:
            fault = label.error or _unread_label(formula, relation)
            return step(formula, left, relation, right, kind="claim", notes=notes, error=fault,
                        start=start)  # fmt: skip
        if left.term is not None:
            chain.given += label.conditions
            if formula.tokens[relation.start].text in STACKED:  # an arrow's are steps themselves
                chain.given += _under_label(formula, label)
        notes += [label.reason] if label.reason else []
        notes += [f"under {told}" for told in label.told]
        kind = "="
        families = [v.term is not None and v.term.sort.name == "family" for v in (left, right)]
        if label.reason and unread is None and families[0] != families[1]:
            notes.append("the arrow is read as: hence")
            return step(formula, left, relation, right, kind="constraint", notes=notes,
                        start=start)  # fmt: skip
    if isinstance(unread, Undetermined) and kind == "=" and guard.page:

        def under(one: Formula) -> Step:
            left, right = (one.value(place) for place in places)
            told = replace(guard, context=one.context)
            return link(one, chain, left, relation, right, given=given, guard=told, single=single,
                        sides=places, start=start)  # fmt: skip

        either = under_each_kind(formula, unread.name, under)
        if either is not None:
            return either
    if unread is not None:
        judged = guard.page and not (guard.asked or guard.constrained)
        made = special_step(
            formula, left, relation, right, places, given=[*given, *chain.given], start=start,
            judged=judged, words=guard.words, sentence=guard.sentence,
        ) if kind == "=" else None  # fmt: skip
        return made or step(formula, left, relation, right, kind="claim", error=unread, start=start)
    if kind == "other" or left.term is None or right.term is None:
        a, b = formula.tokens[relation.start].start, formula.tokens[relation.end - 1].end
        fault = ReadingError(
            NOTATION, f"the relation {formula.relation_text(relation)} is not judged yet", a, b
        )
        return step(formula, left, relation, right, kind="claim", error=fault, start=start)
    if kind != "=" and is_required(formula.tokens, relation) and (left.term.free | right.term.free):
        return step(formula, left, relation, right, kind="constraint", notes=notes, start=start)
    try:
        chanced = about_chances(
            formula, left, kind, right, given=[*given, *chain.given], guard=guard
        )  # fmt: skip
    except ReadingError as error:
        return step(formula, left, relation, right, kind="claim", notes=notes, error=error,
                    start=start)  # fmt: skip
    if chanced is not None:
        made = step(formula, left, relation, right, kind="claim", claim=chanced.claim,
                    notes=[*notes, chanced.note], start=start, unknown=chanced.laws)  # fmt: skip
        if guard.wider:
            return replace(made, unknown=(*made.unknown, WIDER))
        return replace(made, special=chanced.special)
    told = replace(guard, given=[*given, *chain.given])
    try:
        verdict = told.judge(
            _expanded(formula, left), kind, _expanded(formula, right), single=single
        )
    except ReadingError as error:
        return step(
            formula, left, relation, right, kind="claim", notes=notes, error=error, start=start
        )
    if verdict.error is not None or verdict.kind != "claim":
        return step(
            formula, left, relation, right, kind=verdict.kind, notes=[*notes, *verdict.notes],
            error=verdict.error, start=start,
        )  # fmt: skip
    first, second, turned = as_written(left.term, right.term)
    notes += [turned] if turned else []
    known_facts: list[Term] = []
    seen = kind == "=" and guard.page
    holding = [*given, *chain.given]
    rates = guard.rates.premises if guard.rates is not None else ()
    slopes = _by_slopes(formula, first, second, rates, known_facts) if seen else None
    if slopes is not None and not any(formula.context.known(name) for name in slopes.names):
        first, second = slopes.sides
        written = telling_slopes(holding, (left.term, right.term)) if slopes.premises else []
        holding = [g for g in holding if g not in written]
        holding += slopes.premises
        names = ", ".join(slopes.names)
        notes.append(f"{names} may depend in any way on what is differentiated by")
    inner = inside((first, second), formula.context)
    digits, rounded = _digits(guard, left, right), True
    shown = digits[0] if digits[1] is None else digits[1]
    if guard.drawn and shown is not None and kind in ("=", "approx") and first.free | second.free:
        notes.append("the decimal claims what its digits show")
        gap = apply("abs", sub(first, second))
        first, kind, second = gap, "<", num(Fraction(1, int(10**shown)))
        digits = None, None
        settled = eliminated([g for g in given if g.op == "eq"], sorted(guard.tied, key=str))
        rounded = guard.tied <= settled.keys()  # else, others may solve the equations, too
    try:
        claim = make_claim(
            first, kind, second, formula.context, given=[*holding, *inner],
            facts=[*left.facts, *right.facts, *known_facts],
            digits=digits,
            place=(left.start, right.end),
            constant_in=integrated(formula.context, (left, right), chain.integrals),
        )  # fmt: skip
    except ReadingError as error:
        return step(formula, left, relation, right, kind="claim", notes=notes, error=error,
                    start=start)  # fmt: skip
    for term in (left.term, right.term):
        notes += given_by_entries(term, formula.context)
    expanded = _expanded(formula, left), _expanded(formula, right)
    unknown = guard.undefined(*expanded)
    case = _special(claim, expanded, guard) if unknown and slopes is None else None
    if slopes is not None:
        unknown = tuple(name for name in unknown if name != SLOPE)
        unknown = (*unknown, *_left_open(slopes, first, second, guard))
    if guard.page:
        unknown = (*unknown, *untold(claim, formula.context, chain.integrals))
    made = step(formula, left, relation, right, kind="claim", claim=claim, notes=notes,
                start=start, unknown=unknown, infinite=_may_be_infinite(left, right),
                partial=rests_on_pieces((first, second), formula.context))  # fmt: skip
    made = replace(made, rounded=to_digits(claim, left.side.latex, right.side.latex))
    if not rounded:
        made = replace(made, unknown=(*made.unknown, MORE))
    if "zeros" in (first.op, second.op):
        made = replace(made, unknown=(*made.unknown, DEMANDED))
    if case is not None and guard.page and not untold(claim, formula.context, chain.integrals):
        made = replace(made, special=case, special_is=EXEMPLARY)
    if guard.drawn and guard.tied:
        equations = [g for g in given if g.op == "eq" and g.free & guard.tied]
        solves = solving(equations, (first, second), claim.definitions)
        made = replace(made, solves=solves, generic=generic(claim))
        if guard.solved and claim.relation == "=" and not claim.parts and claim.digits is None:
            made = replace(made, generic=None, never=nowhere(claim))
    differ = kind == "!=" and "\\equiv" not in made.relation
    return replace(made, everywhere=guard.every) if differ else made


_OTHER_LABELS = regex(
    r"\\pm\s*1|-1\s*,\s*\+?1|\b(?:binary|sorted|masks?|multi-?hot|different classes)\b",
    re.IGNORECASE,
)
"""Words for labels and vectors that the examples are none of."""
EXEMPLARY = "there the vectors are all that words may say of them; it fails even so"


def _special(claim: Claim, values: tuple[Value, Value], guard: Guard) -> Claim | None:
    """The claim for vectors that fit whatever the words may say of them; None where more than that
    is in doubt, or no slope tells that a vector which stands by its name alone takes all values."""
    members = guard.open_members(*values)
    sides = [v.term for v in values if v.term is not None]
    if members is None or any(degree(side, m) != 1 for side in sides for m in members):
        return None
    vectors = guard.of_unknown_nature(*values)
    slopes = differentiated_by(v.term for v in values if v.term is not None)
    told = {v for v in vectors if str(v.value) in guard.context.ones or guard.is_target(v)}
    general = bool(slopes) or vectors <= told
    if not general or not vectors or any(v.sort.rank != 1 and v in told for v in vectors):
        return None
    if any(v.sort.rank != 1 and v not in slopes for v in vectors):
        return None
    if _OTHER_LABELS.search(guard.words):
        return None
    ones = guard.context.ones
    examples: dict[str, Example] = {
        n: example(n, differentiated=v in slopes, told=n in ones)
        for n, v in ((str(v.value), v) for v in vectors)
    }
    apart = {str(v.value) for v in (vectors - told - slopes) | members}
    return exemplary(claim, examples | dict.fromkeys(sorted(apart), "unit"))


def _with_units(left: Value, right: Value, context: Context) -> tuple[Value, Value]:
    """Two sides, I beside a matrix as the unit matrix."""
    if left.term is None or right.term is None:
        return left, right
    first, second = beside(left.term, right.term, context)
    if first is left.term and second is right.term:
        return left, right
    return (
        replace(left, side=replace(left.side, term=first)),
        replace(right, side=replace(right.side, term=second)),
    )


def _digits(guard: Guard, left: Value, right: Value) -> tuple[int | None, int | None]:
    """How many places decimal sides show, but for those that the words call exact."""
    if guard.exact:
        return None, None
    return digits_shown(left.side.latex), digits_shown(right.side.latex)


def _left_open(slopes: Slopes, first: Term, second: Term, guard: Guard) -> tuple[str, ...]:
    """The quantities whose slopes nothing tells; all, where more may be said of them in words.

    So it may of what no premise speaks of, of a point where a side is a number, and of signs where
    there are roots.
    """
    told = {str(v.value) for p in slopes.premises for v in p.free}
    meant = told | {name.removesuffix("'") for name in told}
    names = {str(v.value) for side in (first, second) for v in side.free if v.sort == REAL}
    varying = all(any(v.sort == REAL for v in side.free) for side in (first, second))
    rooted = any(n.op in _ROOTS for side in (first, second) for n in subterms(side))
    final = guard.rates is not None and guard.rates.final
    return () if final and varying and names <= meant and not rooted else slopes.names


_ROOTS = frozenset({"sqrt", "root", "abs"})


def _by_slopes(
    formula: Formula, first: Term, second: Term, given: Sequence[Term], facts: list[Term]
) -> Slopes | None:
    """The sides with slopes for derivatives of what depends on a name unseen; the `facts` of what
    is written out for that are added."""

    def unfold(body: Term) -> Term:
        term, known = unfolded(body, formula.context)
        facts.extend(known)
        return term

    return by_slopes(first, second, unfold=unfold, given=given)


def _may_be_infinite(left: Value, right: Value) -> bool:
    """Whether both sides may be meant as infinite: a bar with an open end, 2 times an integral."""
    terms = [v.term for v in (left, right) if v.term is not None]
    for one, other in (terms, terms[::-1]):
        if other in (OO, neg(OO)) and one.op not in _TENDING:
            return True  # 2 \int_1^\infty dx/x = \infty
    if len(terms) == 2 and all(any(_is_series(n) for n in subterms(t)) for t in terms):
        return True
    grow = [any(n.op in _IMPROPER for n in subterms(t)) for t in terms]
    return (left.improper or right.improper) and all(grow)


def special_step(
    formula: Formula, left: Value, relation: Relation, right: Value, sides: tuple[Range, Range], *,
    given: Sequence[Term], start: int | None = None, judged: bool = True,
    premise: tuple[Term, Term] | None = None, words: str = "", sentence: str = "",
) -> Step | None:  # fmt: skip
    r"""The step of `du = 2x \, dx`, or of `e^x = 1 + x + o(x)`; None where it is another link."""
    place = (left.start, right.end)
    try:
        found = differentials(formula, sides, given, place, premise)
        found = found or vanishing(formula, sides, given, place, words, sentence)
    except ReadingError as error:
        return step(formula, left, relation, right, kind="claim", error=error, start=start)
    if found is None:
        return None
    judged = judged and found.claim is not None
    notes = [found.note] if found.note else []
    return step(
        formula, left, relation, right, kind="claim" if judged else "constraint",
        claim=found.claim if judged else None, notes=notes, start=start,
    )  # fmt: skip


_IMPROPER = frozenset({"integral", "limit", "oo"})


def _both_signs(
    formula: Formula, chain: Chain, relation: Relation, places: tuple[Range, Range], *,
    given: Sequence[Term], guard: Guard, single: bool, start: int | None,
) -> Step:  # fmt: skip
    r"""A link with `\pm` in it: both that with the upper signs and that with the lower ones."""
    made = []
    for one in formula.each_sign:
        left, right = (one.value(place) for place in places)
        made.append(link(one, chain, left, relation, right, given=given, guard=guard,
                         single=single, sides=places, start=start))  # fmt: skip
    upper, lower = made
    if upper.claim is None or lower.claim is None:
        return lower if upper.claim is not None else upper
    both = Claim.all_of([upper.claim, lower.claim])
    return replace(upper, claim=both, notes=(*upper.notes, "both signs"))


Pairs = list[tuple[Term, Term]]


def _operation(
    formula: Formula, chain: Chain, label: Label, left: Value, right: Value,
    sides: tuple[Range, Range], guard: Guard,
) -> tuple[Pairs, tuple[str, ...], ReadingError | None] | None:  # fmt: skip
    """What a layer or a convolution gives, against what is written; None for other links."""
    place = (left.start, right.end)
    try:
        if label.layer is not None:
            chain.mapped = True
            pairs, how = mapped(formula, label.layer, *sides)
            return pairs, how, None
        sequences = convolved(formula, sides[0])
        if sequences is None or right.term is None or not is_vector(right.term):
            return None
        allowed = operations(label.operation, guard.words)
        written = written_entries(right.term)
        if written is None or not allowed:
            return None
        entries, note = result_of(*sequences, written, allowed, place)
        return list(zip(entries, written, strict=True)), (note,), None
    except ReadingError as error:
        return [], (), error


def _entrywise(
    formula: Formula, left: Value, relation: Relation, right: Value, pairs: Pairs,
    notes: Sequence[str], error: ReadingError | None, start: int | None,
) -> Step:  # fmt: skip
    """The step that claims each of some equations between numbers."""
    claim = None
    try:
        if error is None:
            claim = all_equal(pairs, formula.context, (left.start, right.end))
    except ReadingError as fault:
        error = fault
    return step(formula, left, relation, right, kind="claim", claim=claim, notes=notes,
                error=error, start=start)  # fmt: skip


def _unread_label(formula: Formula, relation: Relation) -> ReadingError:
    a, b = formula.tokens[relation.start].start, formula.tokens[relation.end - 1].end
    return ReadingError(ARROW, "what this arrow's label says is not judged", a, b,
                        label="labelled arrow")  # fmt: skip


def _is_series(term: Term) -> bool:
    return term.op == "sum" and term.args[1] is OO


_TENDING = frozenset({"limit", "integral"})


def to_infinity(chain: Chain) -> None:
    """`lim A = lim B = +oo`: A is claimed to tend there, and so is B; they are no numbers."""
    last = chain.values[-1].term if chain.values else None
    if last is not OO and last is not neg(OO):
        return
    for at in range(chain.tending, len(chain.steps)):
        one = chain.steps[at]
        a, b = one.left.term, one.right.term
        ops = {t.op for t in (a, b) if t is not None}
        if one.claim is None or a is None or b is None or not ops <= _TENDING:
            continue
        told = one.claim
        left = Claim(told.left, "=", last, given=told.given, definitions=told.definitions)
        notes = (*one.notes, f"claimed to tend to {last}, as the end of the chain")
        chain.steps[at] = replace(one, claim=left, notes=notes)
    chain.tending = len(chain.steps)


def _expanded(formula: Formula, value: Value) -> Value:
    """The value with entries that the page gives replaced by what they stand for."""
    if value.term is None:
        return value
    place = (value.start, value.end)
    term = expand(value.term, formula.context, place)
    return value if term is value.term else replace(value, side=replace(value.side, term=term))


class Ends(NamedTuple):
    """What a chain claims of its ends; where it is not `sure` that all is read that is said of
    them, only a proof of it counts."""

    claim: Claim
    sure: bool = True


def ends(formula: Formula, chain: Chain, given: Sequence[Term], guard: Guard) -> Ends | None:
    """First = last, for a chain of two equalities or more."""
    if len(chain.values) < 3 or chain.mapped or not chain.joined or chain.given:
        return None  # what a label says holds from there on only
    first, last = chain.values[0], chain.values[-1]
    if first.term is None or last.term is None or first.term is last.term:
        return None
    if _may_be_infinite(first, last):
        return None
    holding = [*given, *chain.given]
    try:
        chanced = about_chances(formula, first, "=", last, given=holding, guard=guard)
    except ReadingError:
        return None
    if chanced is not None:
        return Ends(chanced.claim) if chanced.claim == chanced.special else None
    families = "family" in (first.term.sort.name, last.term.sort.name)
    told = replace(guard, given=holding)
    try:
        verdict = told.judge(_expanded(formula, first), "=", _expanded(formula, last), single=False)
        if verdict.error is not None or verdict.kind != "claim":
            return None
        claim = make_claim(
            first.term, "=", last.term, formula.context, given=[*given, *chain.given],
            facts=[*first.facts, *last.facts],
            digits=_digits(guard, first, last),
            place=(first.start, last.end),
            constant_in=integrated(formula.context, (first, last), chain.integrals),
        )  # fmt: skip
        if guard.page and untold(claim, formula.context, chain.integrals):
            return None
        return Ends(claim, sure=not (families or guard.undefined(first, last)))
    except ReadingError:
        return None
