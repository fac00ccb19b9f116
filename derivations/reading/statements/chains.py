"""Chains: the sides and relations of a statement, as steps with their claims."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from proofs.claim import Claim
from proofs.kernel.terms import REAL, Term, eq, is_family, subterms, var

from ...derivation import Step
from ..errors import EXPECTED, UNDEFINED, ReadingError
from ..expressions.limits import carried
from ..expressions.relations import Range, Relation, Statement, split_sides
from ..sources.page import Place
from ..sources.source import Source
from ..sources.units import Part, Unit
from ..tables.arrows import read_label
from ..tables.trace_rows import names_in
from ..words.arithmetics import DIGITS, EQUALITY
from ..words.assumed import MOST_RECENT, Assumption, Assumptions
from ..words.assumptions import doubted, fixing, holding, subject
from ..words.clauses import belongs, generalizes, said_of_every, stands_last
from ..words.cues import (
    DERIVED,
    asks,
    asks_to_solve,
    concludes,
    defines,
    draws,
    goes_on,
    is_of_other_numbers,
    seeks,
    supposes,
)
from ..words.drawn import Drawn, after_headings, is_let, says_more, tells_of_others
from ..words.givens import statements_of
from ..words.lifted import Lifts
from ..words.quantifiers import Reach, of_every_value
from ..words.rates import reach
from ..words.reached import Arithmetics
from .antiderivatives import told_later
from .conclusions import is_said_to_follow, under_premise
from .conditional import is_settled
from .conditioned import beside_equations, with_given
from .context import Context
from .defining import Made, define_part, given_by_rule, head_of
from .entries import in_recurrence
from .every_entry import perhaps_of_every_entry
from .guards import CASES, MORE, NEAR, Guard, Rates
from .heads import Head, match_head
from .indeterminate import is_indeterminate
from .links import Chain, Ends, ends, link, to_infinity
from .naming import named
from .neighbourhoods import near_limit
from .pieces import domain_declared, interval_after, is_of_unread_arguments, with_value
from .shorthand import confirm, differentiated_by, value_of, with_doubt
from .sides import Formula, Value, step
from .solutions import Constraint, is_value
from .told_of_names import told_of_names
from .trials import Trials


def _is_tag(formula: Formula, left: Value, relation: Relation, side: Range) -> bool:
    r"""`= \frac{0}{0}` after a limit."""
    term = left.term
    limits = term is not None and any(node.op == "limit" for node in subterms(term))
    tags = limits and relation.kind in ("=", "label", "approx", "other", ":=")
    return tags and is_indeterminate(formula.tokens, side)


def _in_each_case(made: Step, cases: Sequence[Term]) -> Step:
    """`A for x > 0 and for x < -1`: the step, claimed in each case."""
    if made.claim is None or made.claim.parts or not cases:
        return made
    each = [with_given(made.claim, [case]) for case in cases]
    if any(one is made.claim for one in each):
        return made
    return replace(made, claim=Claim.all_of(each), notes=(*made.notes, "in each case"))


def _is_of_numbers(*terms: Term) -> bool:
    """Whether terms stand for numbers, with names in them."""
    named = any(term.free for term in terms)
    return named and all(term.sort.name in ("real", "nat", "int") for term in terms)


_COUNTS = frozenset({"n", "m", "k", "N", "M", "K"})
"""Letters for numbers of things, which are whole though nothing may say so."""
_STEPS = 3
"""How many paragraphs after an equation the steps that solve it may stand."""
_ORDER = ("<", "<=", ">", ">=")
_SLOPES = frozenset({"d", "\\mathrm", "\\text", "\\rm"})
_LASTING = frozenset({"let", "assume", "if"})


def _is_value(assumption: Assumption) -> bool:
    """Whether a name is said to have a value: `x = 2`."""
    return assumption.subject is not None and assumption.statement.args[0].op == "var"


Found = tuple[Place, list[Step], Ends | None]


@dataclass
class ChainReader:
    """Reads the chains of a page one after another; `found` are those so far.

    `untold` are the names of conditions that were not read, by their scope, with the sentence if
    they hold for no more; `renewed` those that were brought in anew, with the last sentence that
    does so.
    `constraints` are the equations that were left to be solved, `told` those that stand over a
    relation and were used there, `growing` the names that the words
    let grow, `arithmetics` what they say of the arithmetic that formulas are meant in, `lifts` what
    they take back of assumptions; `contested` are names that were given another value since.
    """

    source: Source
    outer: Mapping[str, str]
    contexts: dict[str, Context]
    page: bool = True
    found: list[Found] = field(default_factory=list)
    assumptions: Assumptions = field(default_factory=Assumptions)
    used: dict[str, set[str]] = field(default_factory=dict)
    later: dict[str, dict[str, int]] = field(default_factory=dict)
    mentioned: dict[str, set[str]] = field(default_factory=dict)
    constraints: list[Constraint] = field(default_factory=list)
    told: list[Constraint] = field(default_factory=list)
    growing: list[tuple[str, Place]] = field(default_factory=list)
    arithmetics: Arithmetics = field(default_factory=Arithmetics)
    lifts: Lifts = field(default_factory=Lifts)
    contested: dict[str, set[str]] = field(default_factory=dict)
    trials: Trials = field(default_factory=Trials)
    chances: bool = False
    breaks: Sequence[int] = ()
    untold: dict[str, set[tuple[str, int | None]]] = field(default_factory=dict)
    _near: tuple[str, int] = ("", -1)
    renewed: dict[str, dict[str, int]] = field(default_factory=dict)
    _case: int = 0
    _drew: bool = False
    _asked_at: Place | None = None
    _given_here: dict[str, int] = field(default_factory=dict)
    _last: tuple[Part, Chain, int] | None = None
    _constrained: set[str] = field(default_factory=set)
    _recurrent: set[str] = field(default_factory=set)
    _looked_at: int = 0
    _every: tuple[Unit, Reach] | None = None
    _updates: tuple[Unit, list[str]] | None = None

    def _add(self, part: Part, given: Sequence[Term]) -> None:
        premise = part.statement.arrow == "premise" and not part.cue
        for condition in given:
            self.assumptions.append(
                Assumption(
                    condition,
                    part.unit.place,
                    part.unit.sentence,
                    "premise" if premise else part.cue,
                    subject(condition),
                    part.statement.start,
                    part.unit.span.start if part.aside else -1,
                    self._case,
                )
            )

    # --- definitions ---------------------------------------------------------------------------

    def _head(self, part: Part) -> Head | None:
        place, sentence = part.unit.place, part.unit.sentence
        given = holding(self.assumptions, place, sentence, self.outer)
        used = self.used.get(place.scope, set())
        head = head_of(part, page=self.page, used=used, given=given) or self._another_piece(part)
        if head is None or head.called or part.statement.relations[0].kind == ":=":
            return head
        left = part.formula.value(part.statement.sides[0]).term
        if part.statement.arrow or (left is not None and left.op == "elem" and not head.indices):
            return None
        derived = DERIVED.search(part.unit.gap) is not None
        tied = self._tied(part.unit, given) if part.drawn and not head.called else ()
        if any(str(v.value) == head.key for v in tied):
            return None  # `if e^x = y, then x = \\log y`
        known = derived or head.key in self.mentioned.get(place.scope, set())
        if known and self.page and part.cue not in ("let", "where") and is_value(part):
            return None  # `then x = 0`: what x is found to be
        name = part.formula.context.scalar(head.key)
        fixed = fixing(self.assumptions, name, place, sentence, self.outer)
        return None if fixed else head

    def _place(self, part: Part, side: int) -> tuple[int, int]:
        return part.formula.bounds(*part.statement.sides[side])

    # --- chains --------------------------------------------------------------------------------

    def _guard(self, part: Part, given: Sequence[Term]) -> Guard:
        unit = part.unit
        scope = unit.place.scope
        later = {n: at for n, at in self.later.get(scope, {}).items() if at > part.statement.start}
        implied = "beside an arrow: implications are not judged yet"
        around = f"{unit.sentence_text} {unit.after}" if self.page else ""
        apart = any(r.kind == "!=" for r in part.statement.relations)
        touches = {told.touches for told in self.arithmetics.of(unit)}
        return Guard(
            part.formula.context, self.page,
            announced=defines(unit.sentence_text[-200:]),
            solving=unit.solving or part.cue == "such",
            asked=asks(around), constrained=implied if part.statement.arrow else "", later=later,
            heads=frozenset(self.later.get(scope, ())),
            constrained_names=self._constrained_names(), recurrent=self._recurrent,
            given=given, words=self._words(part), sought=self.page and seeks(unit.sentence_text),
            sentence=around, chances=self.chances,
            untold=self._untold(scope, unit.sentence),
            wider=EQUALITY in touches, exact=DIGITS in touches,
            every=self._every_of(unit) if apart else "",
            drawn=self._drawn(part, given),
            rates=self._rates(part, given),
            tied=self._tied(unit, given) if self.page else frozenset(),
            solved=self.page and self._is_solving(part),
            ordered=any(r.kind in _ORDER for r in part.statement.relations),
        )  # fmt: skip

    def _rates(self, part: Part, given: Sequence[Term]) -> Rates | None:
        """What is assumed of slopes, and of what varies, in the sentences before a claim, where
        these say no more."""
        sides = part.statement.sides
        here = self.assumptions.recent(part.unit.place.scope) if self.page else []
        tokens = part.unit.tokens[sides[0][0] : sides[-1][1]] if here else []
        if not any(t.text in _SLOPES for t in tokens):
            return None
        span = part.unit.span
        found = reach(self.source.text, span.outer_start, span.outer_end)
        if found is None:
            return None
        told = [a for a in here if a.statement in given and a.offset >= found.start]
        premises = [
            a.statement for a in told
            if a.statement.op == "eq" and a.subject is None and a.cue in _LASTING
        ]  # fmt: skip
        names = frozenset[Term]().union(*(p.free for p in premises))
        values = [a for a in told if a.statement not in premises]
        others = [g for g in given if g not in {a.statement for a in told} and g.free & names]
        ranges = any(a.statement.op != "eq" or a.cue in ("let", "assume") for a in values)
        return None if others or ranges else Rates(tuple(premises), found.final)

    def _drawn(self, part: Part, given: Sequence[Term]) -> Drawn:
        """Whether a statement is drawn from a condition: surely, if nothing more is said around it,
        no other equation is left to be met, and it gives no name a value that is left free."""
        if part.drawn != "surely":
            return part.drawn
        equations = self._equations_near(part.unit, given)
        tied = frozenset[Term]().union(*(e.free for e in equations))
        scope = part.unit.place.scope
        terms = [part.formula.value(side).term for side in part.statement.sides]
        sides = [t for t in terms if t is not None]
        shared = (t.free for t in (*sides, *given))
        names = tied.union(*shared)
        beside = any(
            c.place.scope == scope and c.statement.free & names and c.statement not in equations
            for c in self.constraints[-MOST_RECENT:]
        )
        start = part.statement.start
        told = set(given)
        beside = beside or any(
            a.statement.free & names and a.statement not in told and a.offset < start
            for a in self.assumptions.recent(scope)
        )
        fixed = {subject(g) for g in given if g.op == "eq"}
        unfixed = (str(v.value) for v in names - fixed) if tied else ()
        beside = beside or not self.assumptions.valued.isdisjoint(unfixed)
        end = part.unit.span.outer_end + len(part.unit.after)
        others = tells_of_others(self.source.text[end : end + 120])
        every = re.search(r"\bfor (?:all|any|every|each)\b", part.unit.sentence_text)
        counted = any(v.sort.name == "real" and str(v.value) in _COUNTS for v in names)
        if beside or others or every or counted or says_more(self._told_around(part)):
            return "perhaps"
        return "surely" if not equations or is_settled(equations, sides) else "perhaps"

    def _told_around(self, part: Part) -> str:
        """The words before a statement in its question, as far as a page, and those to the end of
        its sentence."""
        start = part.unit.span.outer_start
        text = self.source.text[max(start - 1_500, 0) : start]
        return f"{after_headings(text)} {part.unit.after}"

    def _tied(self, unit: Unit, given: Sequence[Term]) -> frozenset[Term]:
        """The names in the equations that are assumed right before a formula, not by a value."""
        return frozenset[Term]().union(*(e.free for e in self._equations_near(unit, given)))

    def _equations_near(self, unit: Unit, given: Sequence[Term]) -> list[Term]:
        place = unit.place
        told = {g for g in given if g.op == "eq"}
        if not told:
            return []
        held = self.assumptions.living([place.scope], unit.sentence, place.paragraph)
        return [
            a.statement for a in held
            if place.paragraph - a.place.paragraph <= 1 and a.statement in told and not _is_value(a)
        ]  # fmt: skip

    def _constrained_names(self) -> Set[str]:
        """The families in the equations that were left to be solved so far."""
        for kept in self.constraints[self._looked_at :]:
            self._constrained |= {str(v.value) for v in kept.statement.free if is_family(v)}
            self._recurrent |= in_recurrence(kept.statement)
        self._looked_at = len(self.constraints)
        return self._constrained

    def _every_of(self, unit: Unit) -> Reach:
        """Whether a formula is said of every value of its names; asked once for all its rows."""
        if self._every is None or self._every[0] is not unit:
            self._every = unit, of_every_value(unit.sentence_text, unit.after, unit.tokens)
        return self._every[1]

    def _drop_equations(self, scope: str, since: int) -> None:
        """Forget what was left to be solved in a scope from an offset on."""
        self.constraints = [
            c for c in self.constraints if c.place.scope != scope or c.offset < since
        ]  # fmt: skip
        self._looked_at = min(self._looked_at, len(self.constraints))

    def _untold(self, scope: str, sentence: int) -> frozenset[str]:
        """The names of conditions that were not read, here and in the scopes around."""
        found = set(self.untold.get(scope, ()))
        seen = {scope}
        while scope in self.outer and self.outer[scope] not in seen:
            scope = self.outer[scope]
            seen.add(scope)
            found |= self.untold.get(scope, set())
        return frozenset(key for key, at in found if at is None or at == sentence)

    def _growing(self, part: Part) -> str | None:
        """The name that the words let grow: "for large $k$"."""
        place = part.unit.place
        found = [
            name for name, where in self.growing
            if where.scope == place.scope and place.item[: len(where.item)] == where.item
            and (where.item or where.paragraph == place.paragraph)
        ]  # fmt: skip
        return found[-1] if found else None

    def _words(self, part: Part) -> str:
        """The text of the list item or question around a formula."""
        start, end = part.unit.span.outer_start, part.unit.span.outer_end
        text = self.source.text
        return f"{text[max(start - 1_000, 0) : start]} {text[end : end + 200]}" if self.page else ""

    def _in_label(
        self, part: Part, relation: Relation, left: Value, given: Sequence[Term], guard: Guard
    ) -> None:
        """The equations in an arrow's label, each a claim of its own."""
        if relation.kind != "label":
            return
        formula = part.formula
        for a, b in read_label(formula, relation).equations:
            places, relations = split_sides(part.unit.tokens, a, b)
            values = [formula.value(place) for place in places]
            chain = Chain()
            for k, sign in enumerate(relations):
                around = [*given, *near_limit(left, values[k : k + 2], given)]
                made = link(
                    formula, chain, values[k], sign, values[k + 1], given=around, guard=guard,
                    single=False, sides=(places[k], places[k + 1]),
                )  # fmt: skip
                chain.steps.append(made)
                self._tell(made, part)
            if chain.steps:
                self.found.append((part.unit.place, chain.steps, None))

    def _chain(self, part: Part) -> None:
        """The links of a chain, one after another."""
        statement, formula = part.statement, part.formula
        formula.context.growing = self._growing(part)
        sides = list(statement.sides)
        chain, begin, steps = Chain(), None, []
        new = True
        if sides[0][0] == sides[0][1]:
            continued = self._continued(part)
            if continued is None:
                self._orphan(part)
                return
            chain, begin, new = continued, self._row_start(statement.start), False
            left = chain.values[-1]
        else:
            left = self._first(part, chain)
            if self.page:
                chain.by = differentiated_by(formula.tokens, sides[0])
                if not chain.steps and (chain.by or left.error):
                    left = value_of(formula, sides[0], chain.by, None)
        over = concludes(part.unit.sentence_text)
        place, number = part.unit.place, part.unit.sentence
        anew = not goes_on(part.unit.sentence_text)
        given = holding(self.assumptions, place, number, self.outer, over=over, anew=anew,
                        without=part.without)  # fmt: skip
        doubtful = self._doubted(part, given)
        given = [g for g in given if g not in doubtful] if doubtful else given
        if self.page:
            certain, perhaps = told_of_names(part, given)
            given, doubtful = [*given, *certain], [*doubtful, *perhaps]
        guard = self._guard(part, given)
        if doubtful and any(lift.turned for lift, _ in self.lifts.at(part.unit)):
            names = {str(v.value) for g in doubtful for v in g.free}
            guard = replace(guard, untold=guard.untold | names)
        single = new and len(statement.relations) == 1
        for k, relation in enumerate(statement.relations):
            if new and k == 0 and chain.steps:
                left = chain.values[-1]
                continue
            if chain.steps and chain.steps[-1].kind == "definition" and k == 1:
                more = self._second_definition(part, chain, left)
                if more is not None:
                    left = more
                    continue
            right = self._value(formula, sides[k + 1], chain, left)
            if self._named(part, k, chain, (left, right), given, begin):
                begin, left = None, right
                continue
            if _is_tag(formula, left, relation, sides[k + 1]):
                note = "an indeterminate form, which is no value: not judged"
                tag = step(formula, left, relation, right, kind="constraint", notes=[note],
                           start=begin)  # fmt: skip
                begin = None
                if not chain.values:
                    chain.values.append(left)
                chain.steps.append(tag)
                continue
            if relation.kind in ("=", "label", "approx"):
                right = carried(left, right, [c.args[0] for c in given if c.op == "eq"],
                                formula.tokens[slice(*sides[k + 1])])  # fmt: skip
            if not chain.values:
                chain.values.append(left)
            made = link(formula, chain, left, relation, right, given=given, guard=guard,
                        single=single, sides=(sides[k], sides[k + 1]), start=begin)  # fmt: skip
            made = _in_each_case(made, part.cases)
            if made.claim is not None and self._near == (part.unit.place.scope, part.unit.sentence):
                made = replace(made, unknown=(*made.unknown, NEAR))
            if doubtful and made.claim is not None:
                made = replace(made, under=with_given(made.claim, doubtful))
            made = self._beside_equations(made, part)
            made = perhaps_of_every_entry(with_doubt(made, left, right))
            if self.page:
                made = self._within(made, chain, left, formula.context)
            if part.cue == "since" and relation.kind in _ORDER and made.claim is not None:
                made = replace(made, unknown=(*made.unknown, MORE))  # taken from elsewhere
            contested = self._contested(part)
            if contested and made.claim is not None:  # `dL/dx`, after another L
                made = replace(made, unknown=(*made.unknown, *contested))
            if part.either and made.claim is not None:
                made = replace(made, unknown=(*made.unknown, CASES))
            vague = left.term is not None and left.term.op not in ("var", "app", "elem")
            if made.problem is not None and vague and part.cue in ("let", "assume"):
                self._leave_open(part)
            if single:
                made = self._concluded(part, made, (left, right), given) or made
            self._in_label(part, relation, left, given, guard)
            begin = None
            steps.append(made)
            chain.steps.append(made)
            chain.kinds.append(relation.kind)
            chain.values.append(right)
            chain.shortened = chain.shortened or left.written_out or right.written_out
            left = right
        to_infinity(chain)
        if chain.shortened:
            confirm(chain.steps, chain.values)
        told_later(formula.context, chain.integrals, chain.steps, chain.done[0])
        if self.page and part.cue == "since" and guard.ordered:
            self._add(part, statements_of(formula, statement))
        self._remember(part, chain)
        self._to_solve(part, chain)
        chain.end_row()
        last = ends(formula, chain, given, guard) if not statement.arrow else None
        if new:
            self.found.append((part.unit.place, chain.steps, last))
            index = len(self.found) - 1
        else:
            index = self._last[2] if self._last is not None else len(self.found) - 1
            place, _, _ = self.found[index]
            self.found[index] = (place, chain.steps, last)
        self._last = (part, chain, index)

    def _beside_equations(self, made: Step, part: Part) -> Step:
        """A link with what it claims where the equations hold that stand right before it."""
        if made.claim is None or not self.page:
            return made
        place = part.unit.place
        near = [
            c.statement for c in (*self.told[-MOST_RECENT:], *self.constraints[-MOST_RECENT:])
            if c.place.scope == place.scope and 0 <= place.paragraph - c.place.paragraph <= 1
            and c.offset != part.statement.start  # no other link of the same chain
        ]  # fmt: skip
        ordered = {c.free: c for c in near if c.op in ("lt", "le")}  # the last of each name
        return beside_equations(made, [c for c in near if ordered.get(c.free, c) is c])

    def _tell(self, made: Step, part: Part) -> None:
        """Keep an equation under which something was said."""
        a, b = made.left.term, made.right.term
        if a is not None and b is not None and made.relation == "=" and _is_of_numbers(a, b):
            self.told.append(
                Constraint(eq(a, b), part.unit.place, part.unit.span.start, made.latex)
            )

    def _leave_open(self, part: Part) -> None:
        """Nothing is refuted of the names of a condition that is not read, as far as it holds."""
        lasting = part.cue in ("let", "assume", "where", "")
        names = self.untold.setdefault(part.unit.place.scope, set())
        for a, b in part.statement.sides:
            for key, _ in names_in(part.formula, a, b):
                names.add((key, None if lasting else part.unit.sentence))

    def _within(self, made: Step, chain: Chain, left: Value, context: Context) -> Step:
        """A link, with what it claims where the sides before it are defined."""
        if made.claim is not None and not made.claim.parts:
            told = chain.domain.of(made.claim)
            made = replace(made, within=with_given(made.claim, told)) if told else made
        chain.domain.add(left.term, context)
        return made

    def _value(self, formula: Formula, place: Range, chain: Chain, left: Value) -> Value:
        """A side of a chain after the first one, read."""
        return value_of(formula, place, chain.by, left) if self.page else formula.value(place)

    def _doubted(self, part: Part, given: Sequence[Term]) -> list[Term]:
        """The assumptions that may not reach as far as a statement."""
        if not self.page or not given:
            return []
        unit = part.unit
        scopes = [unit.place.scope, *self._scopes_around(unit.place.scope)]
        held = self.assumptions.living(scopes, unit.sentence, unit.place.paragraph)
        lifted = self.lifts.doubted(held, given, unit)
        lifted += [g for g in self._of_names_renewed(held, given, unit) if g not in lifted]
        lifted += [g for g in self._of_other_clauses(held, part) if g in given and g not in lifted]
        tried = self.trials.of(held, part, self.source.text, self.lifts.sentences)
        lifted += [g for g in tried if g in given and g not in lifted]
        if generalizes(f"{unit.gap} {unit.sentence_text} {unit.after}"):
            before = {a.statement for a in held if a.sentence < unit.sentence}
            lifted += [g for g in given if g in before and g not in lifted]
        return lifted + doubted(
            self.assumptions, unit.place, unit.sentence, self.outer,
            [g for g in given if g not in lifted],
            formula=unit.span.start, concluding=draws(unit.sentence_text), breaks=self.breaks,
            supposing=supposes(unit.sentence_text), case=self._case,
        )  # fmt: skip

    def _of_other_clauses(self, held: Sequence[Assumption], part: Part) -> list[Term]:
        """The conditions after a claim of which the words between say something else: "$A = B$,
        which is zero for $x = 1$"."""
        end = part.unit.span.outer_end
        text, here = self.source.text, part.unit.sentence
        found = [
            a.statement for a in held
            if a.sentence == here and a.offset >= end and not belongs(text[end : a.offset])
        ]  # fmt: skip
        wide = said_of_every(text[end : end + 80])
        if wide:  # "For x > 0, A, and B for any x"
            found += [
                a.statement
                for a in held
                if a.sentence == here
                and a.offset < end
                and wide in {str(v.value) for v in a.statement.free}
            ]
        said = part.unit.sentence_text
        if goes_on(said) or draws(said):
            return found
        for a in held:  # "A for x > 0. Moreover, B"
            if a.sentence < here and a.cue in ("for", "if"):
                begin, _ = self.lifts.sentences.get(a.sentence, (a.offset, a.offset))
                if stands_last(text[begin : a.offset]):
                    found.append(a.statement)
        return found

    def _of_names_renewed(
        self, held: Sequence[Assumption], given: Sequence[Term], unit: Unit
    ) -> list[Term]:
        """The conditions on names that the words have brought in anew since: "let $u$ be any"."""
        anew = self.renewed.get(unit.place.scope)
        if not anew:
            return []
        told: dict[Term, int] = {}
        for a in held:
            told[a.statement] = max(a.sentence, told.get(a.statement, -1))
        since = {g: max((anew.get(str(v.value), -1) for v in g.free), default=-1) for g in given}
        return [g for g in given if g in told and told[g] < since[g] <= unit.sentence]

    def _scopes_around(self, scope: str) -> list[str]:
        """The scopes around one, the nearest first."""
        found: list[str] = []
        while scope in self.outer and self.outer[scope] not in found:
            scope = self.outer[scope]
            found.append(scope)
        return found

    def _concluded(
        self, part: Part, made: Step, sides: tuple[Value, Value], given: Sequence[Term]
    ) -> Step | None:
        """A step that has no meaning by itself, under the equation before, if the words say so."""
        undefined = made.problem is not None and made.problem.code == UNDEFINED
        if not self.page or not undefined or self._last is None or made.relation != "=":
            return None
        before, chain, _ = self._last
        follows = len(chain.values) > 1 and chain.kinds[-1:] == ["="]
        if not follows or before.unit.place.scope != part.unit.place.scope:
            return None
        if before.unit is part.unit or not is_said_to_follow(part.unit.gap):
            return None
        premise = chain.values[-2], chain.values[-1]
        return under_premise(part.formula, made, sides, premise, given)

    def _first(self, part: Part, chain: Chain) -> Value:
        """The first side; where the first link is a definition, its step is made here."""
        formula, statement = part.formula, part.statement
        made = given_by_rule(part)
        if made is None:
            head = self._head(part)
            made = define_part(part, head, self._conditions_on(part, head)) if head else None
        left = formula.value(statement.sides[0])
        if made is None:
            made = self._another_value(part, left)
        if made is None:
            return left
        notes, error = made
        left.error = None
        right = formula.value(statement.sides[1])
        unread = right.error
        right.error = None
        relation = statement.relations[0]
        made_step = step(formula, left, relation, right, kind="definition", notes=notes,
                         error=error)  # fmt: skip
        if (error is not None and unread is not None) or right.term is None:
            right.error = unread
        chain.steps.append(made_step)
        chain.kinds.append(relation.kind if relation.kind != ":=" else "=")
        chain.values += [left, right]
        return right

    def _conditions_on(self, part: Part, head: Head) -> list[Term] | None:
        """What the sentence says of the arguments for which a function is given; None where it says
        more than is read."""
        if not head.called or not self.page:
            return []
        end = part.unit.span.outer_end
        words = self.source.text[end : end + 120]
        if is_of_unread_arguments(part.unit.sentence_text[-200:], words):
            return None
        names = {part.unit.tokens[use.start].text.lstrip("\\") for use in head.parameters}
        known = part.formula.context.defined(head.key)
        several = known is not None and bool(known.pieces)
        held = self.assumptions.of_sentence(part.unit.place.scope, part.unit.sentence)
        found = [
            a.statement for a in held
            if a.statement not in part.without and a.cue != "let"
            and any(str(v.value) in names for v in a.statement.free)
            and (a.statement.op != "eq" or a.cue == "if" or several)
        ]  # fmt: skip
        if len(head.parameters) == 1:
            name = var(next(iter(names)), REAL)
            context = part.formula.context
            start = part.unit.span.start
            before = part.unit.sentence_text + self.source.text[start : min(end, start + 200)]
            found += interval_after(words, name, context) or []
            found += [c for c in domain_declared(before, head.key, name, context) if c not in found]
        if found:
            self._given_here[head.key] = part.unit.sentence
        return found

    def _another_piece(self, part: Part) -> Head | None:
        """The head of `f(x) = -x^2 for x < 0`, after another piece of f."""
        head = match_head(part.unit.tokens, *part.statement.sides[0], part.formula.context)
        known = part.formula.context.defined(head.key) if head is not None else None
        if head is None or known is None or not known.pieces:
            return None
        return head if self._conditions_on(part, head) else None

    def _another_value(self, part: Part, left: Value) -> Made | None:
        """`and f(0) = 1`: the value of a function where the pieces given before say nothing."""
        term, sides = left.term, part.statement.sides
        if term is None or term.op != "app" or term.args[0].op != "var" or len(term.args) != 2:
            return None
        key, context = str(term.args[0].value), part.formula.context
        known = context.defined(key)
        if known is None or self._given_here.get(key) != part.unit.sentence:
            return None
        value = part.formula.value(sides[1]).term
        own = with_value(known, term.args[1], value) if value is not None else None
        if own is None:
            return None
        context.definitions[key] = own
        return ["another piece of it"], None

    def _second_definition(self, part: Part, chain: Chain, left: Value) -> Value | None:
        """`y = f(x) = x^2`: after y, f is defined too."""
        formula, sides = part.formula, part.statement.sides
        rest = Statement(sides[1:], part.statement.relations[1:], left.start)
        head = match_head(part.unit.tokens, *sides[1], formula.context)
        if head is None or not head.called or formula.context.known(head.key):
            return None
        made = define_part(Part(part.unit, formula, rest, "chain", part.cue), head)
        if made is None:
            return None
        right = formula.value(sides[2])
        relation = part.statement.relations[1]
        chain.steps.append(step(formula, left, relation, right, kind="definition", notes=made[0],
                                error=made[1]))  # fmt: skip
        chain.kinds.append("=")
        chain.values.append(right)
        return right

    def _named(
        self, part: Part, k: int, chain: Chain, sides: tuple[Value, Value], given: Sequence[Term],
        begin: int | None,
    ) -> bool:  # fmt: skip
        """Take the link to a new name that stands last as a definition, if it is one."""
        scope = part.unit.place.scope
        seen = self.used.get(scope, set()), self.mentioned.get(scope, set())
        defining = bool(chain.steps) and all(s.kind == "definition" for s in chain.steps)
        made = named(part, k, defining=defining, seen=seen, given=given) if self.page else None
        if made is None or sides[0].term is None:
            return False
        relation = part.statement.relations[k]
        chain.values += [] if chain.values else [sides[0]]
        chain.steps.append(step(part.formula, sides[0], relation, sides[1], kind="definition",
                                notes=made[0], error=made[1], start=begin))  # fmt: skip
        chain.kinds.append("=")
        chain.values.append(sides[1])
        return True

    def _continued(self, part: Part) -> Chain | None:
        """The chain that a row or display without a left side goes on with."""
        if self._last is None or part.statement.relations[0].kind in (":=", ":"):
            return None
        before, chain, _ = self._last
        if not chain.values:
            return None
        if before.unit is part.unit:
            return chain
        adjoining = part.unit.span.kind == "display" and not part.unit.gap.strip(" \t\n\\,;.&")
        return chain if adjoining and before.unit.place.scope == part.unit.place.scope else None

    def _row_start(self, offset: int) -> int:
        """The alignment mark before a row, if there is one."""
        start = max(offset - 50, 0)
        before = self.source.text[start:offset].rstrip(" \t\n")
        return start + len(before) - 1 if before.endswith("&") else offset

    def _orphan(self, part: Part) -> None:
        """A relation with nothing before it; what stands after it may still be a chain."""
        statement, formula = part.statement, part.formula
        left, right = formula.value(statement.sides[0]), formula.value(statement.sides[1])
        a = part.unit.tokens[statement.relations[0].start]
        error = ReadingError(
            EXPECTED, "nothing stands before this relation", a.start, a.end,
            label="what is equal to this?",
        )  # fmt: skip
        arrow = statement.relations[0].kind == "label"
        if arrow:
            made = step(formula, left, statement.relations[0], right, kind="constraint",
                        notes=["beside an arrow: implications are not judged yet"],
                        start=a.start)  # fmt: skip
        else:
            made = step(formula, left, statement.relations[0], right, kind="claim", error=error,
                        start=a.start)  # fmt: skip
        self.found.append((part.unit.place, [made], None))
        full = (k for k, (a, b) in enumerate(statement.sides) if k and a < b)
        first = next(full, len(statement.relations))  # `= = = x`: one is enough said of them
        if len(statement.relations) > first:
            self._last = None
            start = formula.value(statement.sides[first]).start
            rest = Statement(
                statement.sides[first:], statement.relations[first:], start,
                arrow="conclusion" if arrow else "",
            )  # fmt: skip
            part.statement = rest
            self._chain(part)
        else:  # the next row goes on from here
            self._last = (part, Chain([made], [right], kinds=["="]), len(self.found) - 1)

    def _to_solve(self, part: Part, chain: Chain) -> None:
        """Keep the links that turned out to be equations with unknowns."""
        for made in chain.steps[chain.done[0] :]:
            a, b = made.left.term, made.right.term
            if (
                made.kind == "constraint"
                and made.relation == "="
                and a is not None
                and b is not None
            ):
                if "family" in (a.sort.name, b.sort.name) or not (a.free | b.free):
                    continue
                alone = len(part.statement.sides) == 2 and not part.statement.arrow
                if alone and a.op == "var" and not DERIVED.search(part.unit.gap):
                    self._given_anew(part, a)
                kept = Constraint(eq(a, b), part.unit.place, part.statement.start, made.latex)
                self.constraints.append(kept)
                if self.page and (part.cue == "since" or is_let(part.unit.gap)):  # `let p + q = 1`
                    self._add(part, [kept.statement])
                elif self.page and asks_to_solve(part.unit.sentence_text):
                    self._ask(part, kept.statement)

    def _given_anew(self, part: Part, name: Term) -> None:
        """`Model B uses $L = x^3$`, after another L: nothing is refuted of it from here on."""
        if self.page and part.formula.context.known(str(name.value)):
            names = self.untold.setdefault(part.unit.place.scope, set())
            names.add((str(name.value), None))
            self.contested.setdefault(part.unit.place.scope, set()).add(str(name.value))

    def _contested(self, part: Part) -> list[str]:
        """The names in a statement that were given another value since they were defined."""
        names = self.contested.get(part.unit.place.scope)
        if not names:
            return []
        sides = part.statement.sides
        return sorted({key for side in sides for key, _ in names_in(part.formula, *side)} & names)

    def _ask(self, part: Part, equation: Term) -> None:
        """Keep an equation that is to be solved: the steps that follow are drawn from it, if it is
        meant in real numbers."""
        unit = part.unit
        following = self.source.text[unit.span.outer_end : unit.span.outer_end + 60]
        if is_of_other_numbers(f"{unit.sentence_text} {following}"):
            self._asked_at = None
            return
        self._add(replace(part, cue="solve"), [equation])
        self._asked_at = part.unit.place

    def _is_solving(self, part: Part) -> bool:
        """Whether a statement stands among the steps that solve an equation."""
        asked, here = self._asked_at, part.unit.place
        if asked is None or (asked.scope, asked.item) != (here.scope, here.item):
            return False
        return here.paragraph - asked.paragraph <= _STEPS

    def _remember(self, part: Part, chain: Chain) -> None:
        used = self.used.setdefault(part.unit.place.scope, set())
        new = [v.term for v in chain.values[chain.done[1] :] if v.term is not None]
        used.update(str(v.value) for term in new for v in term.free)
        if self.page and new and not any(term.free for term in new):
            self.trials.note(part)
