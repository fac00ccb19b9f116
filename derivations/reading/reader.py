"""A page's statements, sentence by sentence: assumptions, chains, solutions and tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from proofs.kernel.terms import Term

from ..alarm import Within, unlimited
from ..derivation import Step
from ..faults import FAILED, HELP, raise_where_sought
from ..regex import regex
from .errors import ReadingError
from .expressions.relations import Statement
from .sources.tokens import tokenize
from .sources.units import Part, Unit, parts_of
from .statements.conditioned import beside_equations
from .statements.defining import define_part, given_by_rule, note_later
from .statements.links import unjudged_steps, unread_step
from .statements.sides import Formula, Value, step
from .statements.solutions import exhibited, is_value
from .tables.columns import read_columns
from .tables.tabulated import PlacedTable, differentiated, series
from .tables.trace_rows import names_in
from .tables.trace_state import open_trace
from .tables.traces import read_series
from .tables.value_tables import read_values
from .words.assumed import Assumption
from .words.assumptions import set_for, subject
from .words.clauses import begins_step, concluded, exemplifies, of_somebody, restricts
from .words.contrary import ContraryReader
from .words.cues import begins_case, says_any
from .words.declarations import updated
from .words.drawn import drawn, is_let, mixes
from .words.givens import statements_of
from .words.introduced import lone_names
from .words.mentions import only_mentioned
from .words.roles import is_call, is_simple

SENTENCE, PER_CHARACTER = 10.0, 1e-3
"""Seconds for a sentence, and for each character of its formulas, where its time is limited."""


@dataclass
class Reader(ContraryReader):
    """Reads all formulas of a page in order."""

    within: Within = unlimited
    _one_of_some: tuple[str, int] = ("", -1)

    def read(self, units: Sequence[Unit], tables: Sequence[PlacedTable] = ()) -> None:
        """Read all formulas, sentence by sentence, and each table where it stands."""
        waiting = list(tables)
        parts = [parts_of(unit, self.source, self.contexts[unit.place.scope]) for unit in units]
        note_later((p for group in parts for p in group), self.later, page=self.page)
        i = 0
        while i < len(units):
            j = i
            while waiting and waiting[0].sentence < units[i].sentence:
                self._table(waiting.pop(0))
            while j < len(units) and units[j].sentence == units[i].sentence:
                j += 1
            for unit, group in zip(units[i:j], parts[i:j], strict=True):
                self._note_growing(unit, group)
                self._generic(unit, group)
                self._introduced(unit)
                self._worded(unit, group)
            self._safely(units[i:j], [p for group in parts[i:j] for p in group])
            i = j
        for table in waiting:
            self._table(table)
        for table in tables:
            self._columns(table)

    def _safely(self, units: Sequence[Unit], parts: Sequence[Part]) -> None:
        """Read a sentence; a fault of ours costs that one."""
        known = len(self.found)
        size = sum(unit.span.end - unit.span.start for unit in units)
        try:
            with self.within(SENTENCE + size * PER_CHARACTER):
                self._sentence(parts)
        except Exception as fault:  # noqa: BLE001 -- whatever it is, the other sentences are read
            raise_where_sought(fault)
            del self.found[known:]
            self._last = None
            what = f"the reader failed here ({type(fault).__name__}: {fault})"
            for unit in units:
                formula = Formula(self.source, unit.tokens, self.contexts[unit.place.scope],
                                  unit.span.start)  # fmt: skip
                error = ReadingError(FAILED, what, unit.span.start, unit.span.end, notes=HELP)
                whole = Statement(((0, len(unit.tokens)),), (), unit.span.start)
                made = unread_step(formula, whole, error)
                if made is not None:
                    self.found.append((unit.place, [made], None))

    def _table(self, table: PlacedTable) -> None:
        """The rows of a table: a trace, or formulas."""
        context = self.contexts[table.place.scope]
        given = set_for(self.assumptions, table.place, table.sentence, self.outer)
        for lines in series(table, self.source, context):
            if lines.trace is None:
                self._hold(given, table)
                for unit in lines.units:
                    self._sentence(parts_of(unit, self.source, context))
                continue
            if table.trace is None:
                table.trace = open_trace(context, given, differentiated(context))
            for made in read_series(table.trace, lines.trace):
                self.found.append((table.place, made, None))
        self._last = None

    def _hold(self, given: Sequence[Term], table: PlacedTable) -> None:
        """The values of a caption hold for the rows of its table."""
        for condition in given:
            held = Assumption(
                condition, table.place, table.sentence, "let", subject(condition),
                table.table.start,
            )  # fmt: skip
            self.assumptions.append(held)

    def _columns(self, table: PlacedTable) -> None:
        """Rows of numbers whose heads name the variables of a formula nearby."""
        context = self.contexts[table.place.scope]
        for made in itertools.chain(
            read_columns(table.table, self.source, context),
            read_values(table.table, self.source, context),
        ):
            self.found.append((table.place, [made], None))

    def _sentence(self, parts: Sequence[Part]) -> None:
        parts = [p for part in parts for p in self._asked(part)]
        if self.page:
            self._begin(parts)
            self._restrict(parts)
            self._respectively(parts)
            self._let_too(parts)
            self._settings(parts)
            self._after_condition(parts)
            self._of_every(parts)
            said: set[Term | None] = set()
            for part in parts:
                if part.role == "chain" and part.statement.relations:
                    said.add(part.formula.value(part.statement.sides[0]).term)
                known = part.role == "setting" and is_value(part) and (
                    self._is_defined(part)
                    or part.formula.value(part.statement.sides[0]).term in said
                )  # fmt: skip
                if known and part.cue in ("for", "where", "paren"):
                    part.role = "chain"  # `when x = 2, y = 7` for a y that is known
            for group in exhibited(parts):
                for part in group:
                    part.role, part.solution = "constraint", []
                group[0].solution = group
            self._deny(parts)
        self._meant_otherwise(parts)
        _set_aside(parts)
        for part in parts:
            if part.cue == "near" and is_value(part):
                self._near = part.unit.place.scope, part.unit.sentence
        self._leave_implied(parts)
        for part in parts:
            self._condition(part)
        self._draw(parts)
        found, equations = len(self.found), len(self.constraints)
        for k, (part, following) in enumerate(itertools.pairwise(parts)):
            apart = following.unit is not part.unit
            between = following.unit.gap if apart else following.statement.words
            alternative = between.strip(" ,") in ("or", "and/or")
            after = parts[k + 2] if k + 2 < len(parts) else None
            leads = after is not None and after.unit is following.unit
            if alternative and leads and after is not None:  # `A => B or C => D`
                alternative = after.statement.arrow != "conclusion"
            leader = part.leader or part
            another = between.strip(" ,;") in ("", "and") and _another_value(leader, following)
            if (
                (alternative or another)
                and (leader.statement.arrow == "conclusion" or leader.drawn)
                and part.steps is None
            ):
                following.leader = leader
                leader.alternatives.append(following)
            if alternative:
                part.either = following.either = True
            if alternative and following.role in ("setting", "assumption"):
                self._forget(*_listed_before(parts, following))
        for part in parts:
            lone = part.either and part.role == "chain" and is_value(part) and not part.drawn
            if lone and part.steps is None and self._head(part) is not None:
                part.role = "constraint"  # `x = 1 or x = 2`
            for other in part.alternatives:
                self._set_aside(other, "one of several cases")
        self._own_cases(parts)
        for part in parts:
            if part.role == "chain" and part.cue == "where" and part.statement.problem is None:
                part.steps = self._defined_by_words(part)
        of_unit: dict[int, list[Part]] = {}
        for part in parts:
            of_unit.setdefault(id(part.unit), []).append(part)
        for part in parts:
            if self.page and (self._before is None or part.unit is not self._before.unit):
                self._other_case(part, parts)
                self._quantify(of_unit[id(part.unit)])
            self._take(part)
            self._mention(part)
            self._before = part
        self._where_later(found, equations)

    def _restrict(self, parts: Sequence[Part]) -> None:
        """`For all $x$, $y$ with $x + y = 1$`: an equation for names that were just brought in."""
        unit = None
        for part in parts:
            first, unit = part.unit is not unit, part.unit
            if part.role not in ("chain", "constraint") or part.statement.arrow:
                continue
            said = part.unit.sentence_text
            cue = restricts(said, part.unit.gap) if first else ""
            sides = part.statement.sides
            context = part.formula.context
            lone = any(known(part.unit.tokens, sides[0], context) for known in (is_simple, is_call))
            if not cue or lone or len(sides) != 2 or part.statement.problem is not None:
                continue
            names = {key for side in sides for key, _ in names_in(part.formula, *side)}
            if names & set(self._brought_in(part)) and part.statement.relations[0].kind == "=":
                part.role, part.cue = "assumption", cue

    def _let_too(self, parts: Sequence[Part]) -> None:
        r"""`Let $A v = \lambda v$ and $A w = \mu w$`: the second is given like the first."""
        for before, part in itertools.pairwise(parts):
            both = all(p.cue == "let" and p.role == "chain" for p in (before, part))
            apart = part.unit is not before.unit and part.unit.gap.strip(" ,\n") in ("", "and")
            if both and apart and all(self._is_equation(p) for p in (before, part)):
                before.role = part.role = "assumption"

    def _is_equation(self, part: Part) -> bool:
        """Whether a statement equates what is no name by itself, and no value of a function."""
        sides, context = part.statement.sides, part.formula.context
        lone = any(known(part.unit.tokens, sides[0], context) for known in (is_simple, is_call))
        plain = len(sides) == 2 and part.statement.relations[0].kind == "="
        read = plain and not lone and part.statement.problem is None
        return read and bool(statements_of(part.formula, part.statement))

    def _brought_in(self, part: Part) -> list[str]:
        """The names that stand by themselves, or in a set, in the sentence before a formula."""
        found: list[str] = []
        for formula in _FORMULA.findall(part.unit.sentence_text):
            with suppress(ReadingError):
                found += lone_names(tokenize(_MEMBER.split(formula)[0]))
        return found

    def _where_later(self, found: int, equations: int) -> None:
        """`A holds where x + y = 1`: an equation after a claim, in the same sentence."""
        told = [c.statement for c in self.constraints[equations:]] if self.page else []
        for k in range(found, len(self.found)) if told else ():
            place, steps, last = self.found[k]
            steps[:] = [beside_equations(step, told) for step in steps]
            self.found[k] = place, steps, last

    def _begin(self, parts: Sequence[Part]) -> None:
        """Count the suppositions from which something was drawn before this sentence, and note the
        names that it brings in anew."""
        if not parts:
            return
        scope = parts[0].unit.place.scope
        left = self._before is not None and self._before.unit.place.scope != scope
        if self._drew and (left or begins_case(parts[0].unit.sentence_text)):
            self._case, self._drew = self._case + 1, False
        if parts[0].formula.context.inductive and begins_step(parts[0].unit.sentence_text):
            number = parts[0].unit.sentence
            sides = [(p.formula, side) for p in parts for side in p.statement.sides]
            step = {key: number for formula, side in sides for key, _ in names_in(formula, *side)}
            self.renewed.setdefault(scope, {}).update(step)
        for part in parts:
            every = part.role == "assumption" and _EVERY.search(part.unit.gap) is not None
            told = part.role == "declaration" and (says_any(part.unit.gap) or part.cue == "for")
            if told or every:
                names = [key for key, _ in names_in(part.formula, *part.statement.sides[0])]
                self.renewed.setdefault(scope, {}).update(dict.fromkeys(names, part.unit.sentence))

    def _draw(self, parts: Sequence[Part]) -> None:
        """Which statements the words draw from the condition before them."""
        before = self._before
        told_after = _after_cases(parts)
        if mixes([_gap_before(parts, k) for k in range(1, len(parts))]):
            return
        for k, part in enumerate(parts):
            unit = part.unit
            gap = _gap_before(parts, k) if k else unit.gap
            after = told_after[k]
            if self.page and before is not None and _is_near(before, part):
                conditional = (
                    before.role in _CONDITIONS
                    or before.cue == "since"
                    or is_let(before.unit.gap)
                    or self._is_solving(part)
                )
                same = before.unit.sentence == unit.sentence
                if conditional or before.drawn:
                    alone = k + 1 == len(parts) and before.cue in ("if", "for", "since")
                    part.drawn = drawn(
                        gap, after, after_condition=conditional and same and alone,
                        after_drawn=bool(before.drawn) and same,
                    )  # fmt: skip
                    if part.drawn and before.drawn == "perhaps":
                        part.drawn = "perhaps"
                    self._drew = self._drew or bool(part.drawn)
            if part.drawn and part.role == "constraint" and part.solution is None:
                plain = not part.statement.arrow and part.cue != "solve" and part.steps is None
                part.role = "chain" if plain else part.role
            before = part

    def _condition(self, part: Part) -> None:
        """Take what a statement assumes as given in the whole of its sentence."""
        if part.statement.problem is not None and part.statement.relations:
            a, b = part.statement.sides[0]
            if is_simple(part.unit.tokens, (a, b), part.formula.context):  # `for x = 0, 1`
                self._leave_open_here(part)
        if part.statement.problem is not None or part.steps is not None or part.cue == "forall":
            return
        if self.page and part.role in _CONDITIONS:
            why = "an example, which is not assumed" if exemplifies(part.unit.gap) else ""
            why = why or ("it is not assumed here" if of_somebody(part.unit.gap) else "")
            if why:
                self._leave_open(replace(part, cue=""))
                part.steps = unjudged_steps(part.formula, part.statement, "assumption", [why])
                return
        if self.page and part.role == "declaration" and concluded(part.unit.gap):
            self._leave_open(part)
            part.steps = unjudged_steps(part.formula, part.statement, "assumption")
            return
        if part.role in ("assumption", "setting"):
            if self.page and self._is_one_of(part):
                self._leave_open(part)
                part.steps = unjudged_steps(
                    part.formula, part.statement, "assumption", ["one of several conditions"]
                )
                return
            part.steps = self._assume(part)
        elif part.role == "declaration" and self.page:
            told = statements_of(part.formula, part.statement)
            if part.cue in ("if", "assume", "let", "where", "for") or _is_of_names(part):
                self._add(part, told)
            if not told and not self._is_of_numbers(part):
                self._leave_open(part)
            part.steps = unjudged_steps(part.formula, part.statement, "assumption")

    def _leave_implied(self, parts: Sequence[Part]) -> None:
        """`if $A$ implies $B$`, `if $A$ whenever $B$`: neither is assumed."""
        for part, following in itertools.pairwise(parts) if self.page else ():
            order = any(r.kind in ("<", "<=", ">", ">=") for r in part.statement.relations)
            said = part.role in ("chain", "constraint") and order
            if said and _SAYS_THAT.match(following.unit.gap):
                for one in (part, following):
                    if one.steps is None:
                        self._set_aside(one, "an implication in words is not judged")
            if part.role not in _CONDITIONS or not _IMPLIES.match(following.unit.gap):
                continue
            for one in (part, following):
                if one.steps is None and one.statement.problem is None:
                    self._leave_open(one)
                    told = ["a condition made of two is not used"]
                    one.steps = unjudged_steps(one.formula, one.statement, "assumption", told)

    def _is_one_of(self, part: Part) -> bool:
        """Whether a condition is one of some, of which not all need to hold: "one of A and B"."""
        if _ONE_OF.search(part.unit.gap):
            self._one_of_some = part.unit.place.scope, part.unit.sentence
        elif not re.fullmatch(r"[\s$,]*(?:and|or)?[\s$]*", part.unit.gap):
            self._one_of_some = "", -1
        return self._one_of_some == (part.unit.place.scope, part.unit.sentence)

    def _is_of_numbers(self, part: Part) -> bool:
        """Whether a declaration says no more than which kind of number its names are, or gives a
        range or a shape: `x \\in \\mathbb{R}^n`, `f: A \\to B`, `x \\to 0`."""
        signs = {part.formula.relation_text(r) for r in part.statement.relations}
        if not signs <= {"\\in", "∈"}:
            return signs.isdisjoint({"\\notin", "∉"})
        a, b = part.statement.sides[-1]
        named = "".join(t.text for t in part.unit.tokens[a:b] if t.text not in "{}")
        return _OF_NUMBERS.match(named) is not None if a < b else True

    def _update(self, part: Part) -> None:
        r"""`x \leftarrow x + 1`: what x is after that is not followed."""
        context = part.formula.context
        if self._updates is None or self._updates[0] is not part.unit:
            self._updates = part.unit, updated(part.unit.tokens)
        for key in self._updates[1] if self.page else ():
            self.assumptions.release(context.scalar(key), part.unit.place.scope)
            found = context.defined(key)
            if found is not None:
                context.define(key, replace(found, contested=True))

    def _take(self, part: Part) -> None:
        self._update(part)
        statement = part.statement
        if part.steps is not None:
            self.found.append((part.unit.place, part.steps, None))
            self._last = None
        elif statement.problem is not None:
            self._unread(part, statement.problem)
        elif part.role == "declaration":
            self._unjudged(part, "assumption")
        elif part.solution is not None:
            self._solution(part)
        elif part.role == "constraint" and statement.arrow:
            self._beside_arrow(part)
        elif part.role == "constraint" and part.cue == "solve" and self._is_identity(part):
            part.role = "chain"
            self._chain(part)
        elif part.role == "constraint":
            self._constraint(part)
        elif self._is_set_anew(part):
            name = part.formula.value(part.statement.sides[0]).term
            if name is not None:
                self.assumptions.release(name, part.unit.place.scope)
            self.found.append((part.unit.place, self._assume(part), None))
            self._last = None
        elif self._is_found_anew(part):
            self._constraint(part)
        elif not self._one_of(part):
            self._chain(part)

    def _mention(self, part: Part) -> None:
        """Keep the names of a statement: a number that one of them takes later is no definition."""
        seen = self.mentioned.setdefault(part.unit.place.scope, set())
        for a, b in part.statement.sides:
            seen.update(key for key, _ in names_in(part.formula, a, b))

    def _defined_by_words(self, part: Part) -> list[Step] | None:
        """`where y = ...`: known to the whole sentence."""
        head = self._head(part)
        if len(part.statement.relations) != 1:
            return None
        made = given_by_rule(part)
        if made is None and head is not None:
            made = define_part(part, head, self._conditions_on(part, head))
        if made is None:
            return None
        notes, error = made
        left = Value(part.formula.side(part.statement.sides[0]), *self._place(part, 0))
        right = part.formula.value(part.statement.sides[1])
        right.error = None
        return [step(part.formula, left, part.statement.relations[0], right, kind="definition",
                     notes=notes, error=error)]  # fmt: skip


def _is_of_names(part: Part) -> bool:
    """Whether what is said to lie in a set are names, or their entries: not n/2."""
    a, b = part.statement.sides[0]
    return not any(
        t.kind in "+-*/" or t.text in ("\\frac", "\\cdot") or t.kind == "number"
        for t in part.unit.tokens[a:b]
    )


def _set_aside(parts: Sequence[Part]) -> None:
    r"""Note the conditions in the formula of what they are for, `A = B \\quad (x > 0)`, and those
    that are only spoken of."""
    claiming: set[int] = set()
    claims = any(part.role == "chain" for part in parts)
    for part in parts:
        if part.role == "chain":
            claiming.add(id(part.unit))
        elif part.role in ("assumption", "setting"):
            said = part.unit.sentence_text, part.unit.after
            part.aside = id(part.unit) in claiming or only_mentioned(*said, claims=claims)


def _gap_before(parts: Sequence[Part], k: int) -> str:
    """The words between a statement and the one before it in its sentence."""
    part = parts[k]
    return part.statement.words or "," if parts[k - 1].unit is part.unit else part.unit.gap


def _after_cases(parts: Sequence[Part]) -> list[str]:
    """The text after each statement, and after those beside it: `x = 2 or x = -2`."""
    out = [part.unit.after for part in parts]
    for k in range(len(parts) - 2, -1, -1):
        following = parts[k + 1]
        apart, between = following.unit is not parts[k].unit, _gap_before(parts, k + 1)
        if between.strip(" ,$") in ("or", "and", ""):
            out[k] = out[k + 1]
        elif not apart:
            out[k] = between
    return out


_FORMULA = regex(r"\$([^$]{1,60})\$")
_EVERY = regex(r"\b(?:all|any|every|each)\b[^.$]{0,40}\$*\Z", re.IGNORECASE)
_MEMBER = regex(r"\\in(?![a-z])")
_SAYS_THAT = regex(r"[\s$]*(?:implies|imply|only if|iff|whenever)\b", re.IGNORECASE)
_OF_NUMBERS = regex(r"\\mathbb[RCNZ](?:\Z|\^(?![+*]))")
"""Sets of numbers, vectors and matrices of which a membership says no more than that."""
_IMPLIES = regex(
    r"[\s$]*(?:whenever|implies|imply|only if|iff|if and only if|exactly when|as long as)\b",
    re.IGNORECASE,
)
_ONE_OF = regex(
    r"\b(?:(?:one|any|some|none|either|neither) of(?: the)?|either|neither)[\s$]*\Z",
    re.IGNORECASE,
)
_CONDITIONS = ("assumption", "setting", "declaration")


def _is_near(before: Part, part: Part) -> bool:
    """Whether what a statement says may be drawn from another: of its item, or the one before."""
    here, there = part.unit.place, before.unit.place
    near = here.paragraph - there.paragraph <= 1
    return near and (here.scope, here.item) == (there.scope, there.item)


def _listed_before(parts: Sequence[Part], last: Part) -> list[Part]:
    """The conditions of a list, `A, B or C`, up to the last."""
    k = next(i for i, part in enumerate(parts) if part is last)
    out = [last, parts[k - 1]]
    k -= 1
    while k and _gap_before(parts, k).strip(" ,$") in ("", "or") and parts[k - 1].role == last.role:
        k -= 1
        out.append(parts[k])
    return out


def _another_value(part: Part, following: Part) -> bool:
    """`x = 2, x = 3`: another value of the same name, so that one of the two is meant."""
    if not (is_value(part) and is_value(following)):
        return False
    sides = part.statement.sides[0], following.statement.sides[0]
    names = [p.formula.value(s).term for p, s in zip((part, following), sides, strict=True)]
    return names[0] is names[1]
