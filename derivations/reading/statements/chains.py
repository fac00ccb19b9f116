"""Chains: the sides and relations of a statement, as steps with their claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from proofs.claim import Claim
from proofs.kernel.terms import Term, subterms

from ...derivation import Step
from ..errors import EXPECTED, UNDEFINED, ReadingError
from ..expressions.limits import carried
from ..expressions.relations import Range, Relation, Statement, split_sides
from ..sources.units import Part, Unit
from ..tables.arrows import read_label
from ..words.arithmetics import DIGITS, EQUALITY
from ..words.assumed import MOST_RECENT
from ..words.assumptions import holding, subject
from ..words.clauses import generalizes
from ..words.cues import (
    asks,
    concludes,
    defines,
    goes_on,
    seeks,
)
from ..words.drawn import Drawn, after_headings, says_more, tells_of_others
from ..words.givens import statements_of
from ..words.pinned import demands, restricted, restricts_inside
from ..words.rates import reach
from .antiderivatives import told_later
from .conclusions import is_said_to_follow, under_premise
from .conditional import is_settled
from .conditioned import with_given
from .context import Context
from .every_entry import perhaps_of_every_entry
from .first_links import DefinitionReader
from .guards import CASES, LOOSE, MORE, NEAR, Guard, Rates
from .indeterminate import is_indeterminate
from .links import Chain, ends, link, to_infinity
from .neighbourhoods import near_limit
from .shorthand import confirm, differentiated_by, value_of, with_doubt
from .sides import Formula, Value, step
from .told_of_names import told_of_names

_COUNTS = frozenset({"n", "m", "k", "N", "M", "K"})
"""Letters for numbers of things, which are whole though nothing may say so."""
_ORDER = ("<", "<=", ">", ">=")
_SLOPES = frozenset({"d", "\\mathrm", "\\text", "\\rm"})
_LASTING = frozenset({"let", "assume", "if"})


@dataclass
class ChainReader(DefinitionReader):
    """Reads the chains of a page one after another.

    `later` are names whose entries or values the page gives further on, with where.
    """

    later: dict[str, dict[str, int]] = field(default_factory=dict)
    _near: tuple[str, int] = ("", -1)
    _drew: bool = False
    _last: tuple[Part, Chain, int] | None = None
    _updates: tuple[Unit, list[str]] | None = None

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
        loose: bool | None = None
        over_all = self.page and generalizes(f"{part.unit.gap} {part.unit.sentence_text}")
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
            claimed = k == 0 and new and made.claim is not None
            if claimed and self._is_another(part, left, right, given):
                self._contest_head(part)
                made = self._left_open(made)
            if over_all and made.claim is not None and self._has_value(made, part):
                made = self._left_open(made)  # `x = 1, ... In general, x^2 = x`
            contested = self._contested(part)
            if contested and made.claim is not None:  # `dL/dx`, after another L
                made = replace(made, unknown=(*made.unknown, *contested))
            if self.page and made.claim is not None and made.claim.statement.free:
                loose = _is_restricted(part) if loose is None else loose
                order = relation.kind in _ORDER
                bound = order and not single and _is_bound(left, right)
                asked = order and demands(part.unit.sentence_text, part.unit.after)
                if loose or bound or asked:
                    made = replace(made, unknown=(*made.unknown, LOOSE))
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

    def _remember(self, part: Part, chain: Chain) -> None:
        used = self.used.setdefault(part.unit.place.scope, set())
        new = [v.term for v in chain.values[chain.done[1] :] if v.term is not None]
        used.update(str(v.value) for term in new for v in term.free)
        if self.page and new and not any(term.free for term in new):
            self.trials.note(part)


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


def _is_restricted(part: Part) -> bool:
    """Whether words around a statement, or in its formula, say of which values it speaks."""
    inside = (t.text for t in part.formula.tokens if t.kind == "text")
    around = f"{part.unit.sentence_text} {part.unit.after}"
    return restricted(around) or any(restricts_inside(text) for text in inside)


def _is_bound(left: Value, right: Value) -> bool:
    """Whether a name, or its absolute value, is compared with a number, or with another name."""
    terms = [v.term for v in (left, right)]
    plain = [t is not None and _is_plain(t) for t in terms]
    closed = [t is not None and not t.free for t in terms]
    return all(plain) or (any(plain) and any(closed))


def _is_plain(term: Term) -> bool:
    term = term.args[0] if term.op == "abs" else term
    return term.op in ("var", "elem") and bool(term.free)
