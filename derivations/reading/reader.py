"""A page's statements, sentence by sentence: assumptions, chains, solutions and tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from proofs.kernel.terms import Term

from ..derivation import Kind, Step
from .arrows import read_label
from .assumptions import (
    Assumption,
    Assumptions,
    fixing,
    holding,
    own_case,
    rival_cases,
    set_for,
    subject,
)
from .chains import ChainReader
from .columns import read_columns
from .defining import define_part, given_by_rule, note_later
from .errors import ReadingError
from .givens import statements_of
from .implications import implication, statement_of
from .links import unjudged_steps, unread_step
from .names import spelled
from .relations import Statement
from .rewriting import closure
from .roles import is_simple
from .samples import agree_at_samples
from .sides import Formula, Value, step
from .solutions import Constraint, asked_of, exhibited, is_value, solution_step
from .tabulated import PlacedTable, differentiated, series
from .trace_rows import name_key
from .traces import open_trace, read_series
from .units import Part, Unit, parts_of
from .value_tables import read_values
from .words import DERIVED

_ITEM = re.compile(
    r"(?:\A|\n)\s*(?:[-*+]\s+|\d{1,3}[.)]\s+|\\item\s*)+(?:\*\*)?(?:\([a-z]{1,4}\))?(?:\*\*)?\s*\Z"
    r"|(?:\A|\n)\s*(?:\*\*)?\([a-z]{1,4}\)(?:\*\*)?\s*\Z"
)


@dataclass
class Reader(ChainReader):
    """Reads all formulas of a page in order."""

    _before: Part | None = None

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
            self._sentence([p for group in parts[i:j] for p in group])
            i = j
        for table in waiting:
            self._table(table)
        for table in tables:
            self._columns(table)

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
            self._settings(parts)
            self._after_condition(parts)
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
        for part in parts:
            if part.statement.problem is None and part.role in ("assumption", "setting"):
                part.steps = self._assume(part)
        for part, following in itertools.pairwise(parts):
            alternative = following.unit.gap.strip(" ,") == "or"
            if alternative and following.role in ("setting", "assumption"):
                self._forget(part, following)
        self._own_cases(parts)
        for part in parts:
            if part.role == "chain" and part.cue == "where" and part.statement.problem is None:
                part.steps = self._defined_by_words(part)
        for part in parts:
            self._take(part)
            self._mention(part)
            self._before = part

    def _own_cases(self, parts: Sequence[Part]) -> None:
        """`A for t > 0 and B for t < 0`: each claim is under its own case, not under both."""
        if not parts:
            return
        sentence = parts[0].unit.sentence
        held = self.assumptions.of_sentence(parts[0].unit.place.scope, sentence)
        claims = [p for p in parts if p.role == "chain" and p.steps is None]
        for cases in rival_cases(held):
            if not claims:
                return
            after = claims[0].statement.start < cases[0].offset
            for part in claims:
                own = own_case(cases, part.statement.start, after=after)
                part.without = frozenset(
                    c.statement for c in cases if c is not own
                ) | part.without  # fmt: skip

    def _take(self, part: Part) -> None:
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
            self.found.append((part.unit.place, self._assume(part), None))
            self._last = None
        else:
            self._chain(part)

    def _mention(self, part: Part) -> None:
        """Keep the names of a statement: a number that one of them takes later is no definition."""
        seen = self.mentioned.setdefault(part.unit.place.scope, set())
        for a, b in part.statement.sides:
            at = a
            while at < b:
                found = name_key(part.formula, at, b)
                if found is not None:
                    seen.add(found[0])
                at = max(found[1], at + 1) if found is not None else at + 1

    def _note_growing(self, unit: Unit, parts: Sequence[Part]) -> None:
        r"""`for large $k$`, and `as $k \to \infty$`."""
        context = self.contexts[unit.place.scope]
        formula = Formula(self.source, unit.tokens, context, unit.span.start)
        sides = (0, len(unit.tokens)), (0, 0)
        if parts and not parts[0].statement.relations:
            return
        if parts:
            arrow = unit.tokens[parts[0].statement.relations[0].start - 1 :][:2]
            sides = parts[0].statement.sides[0], parts[0].statement.sides[-1]
            to = spelled(unit.tokens, *sides[1]) in ("\\infty", "+\\infty")
            tends = any(t.text in ("\\to", "\\rightarrow") for t in arrow)
            if not (to and tends and len(parts) == 1 and len(parts[0].statement.sides) == 2):
                return
        elif not re.search(r"\b(?:large|big|growing)\s*$", unit.gap):
            return
        name = formula.value(sides[0]).term
        if name is not None and name.op == "var":
            self.growing.append((str(name.value), unit.place))

    def _after_condition(self, parts: Sequence[Part]) -> None:
        r"""`for all $t \in \mathbb{R}$, $t^2 \geq 0$`: what follows the comma is said."""
        for before, part in itertools.pairwise(parts):
            conditional = before.role in ("assumption", "setting", "declaration")
            comma = part.unit is not before.unit and part.unit.gap.strip() == ","
            context = part.formula.context
            sides = part.statement.sides
            plain = all(is_simple(part.unit.tokens, side, context) for side in sides)
            if conditional and comma and part.role == "assumption" and not plain:
                part.role = "chain"
            told = before.role in ("chain", "constraint") and before.cue == part.cue
            if told and comma and part.role == "setting" and part.cue in ("for", "if"):
                part.role = "constraint"  # `at h'(t) = 20 - 10 t = 0, t = 2`

    def _generic(self, unit: Unit, parts: Sequence[Part]) -> None:
        """`suppose it holds for $n$`: from here on n has no value that it was given before."""
        if parts or unit.cue not in ("for", "let", "assume", "if"):
            return
        context = self.contexts[unit.place.scope]
        formula = Formula(self.source, unit.tokens, context, unit.span.start)
        name = formula.value((0, len(unit.tokens))).term
        if name is not None and name.op == "var":
            self.assumptions.release(name, unit.place.scope)

    # --- values that names are set to --------------------------------------------------------

    def _settings(self, parts: Sequence[Part]) -> None:
        """`k = 8, d = 1` at the beginning of a list item: what holds in it."""
        self._set_in_a_row(parts)
        lead: list[Part] = []
        for part in parts:
            gap = part.unit.gap if not lead or part.unit is not lead[-1].unit else ","
            begins = not lead and bool(_ITEM.search(gap)) and part.statement.start < (
                part.unit.tokens[0].end
            )  # fmt: skip
            follows = bool(lead) and gap.strip(" ,;\n") in ("", "and")
            free = part.role in ("chain", "setting", "constraint") and is_value(part)
            if not (begins or follows) or not free or self._is_defined(part):
                break
            lead.append(part)
        arrow = lead and lead[-1].statement.arrow == "premise"
        if len(lead) > 1 or arrow or (lead and len(lead) < len(parts) and _maps(parts[len(lead)])):
            for part in lead:
                part.role, part.cue = "setting", part.cue or "let"

    def _set_in_a_row(self, parts: Sequence[Part]) -> None:
        """`with w = 1, b = 0, x = 2`: three values or more in a row, none of them derived."""
        run: list[Part] = []
        for part in [*parts, None]:
            beside = part is not None and run and part.unit is run[-1].unit
            gap = "," if beside else part.unit.gap.strip(" ,;\n") if part is not None else "."
            free = part is not None and part.role in ("chain", "setting", "constraint") and (
                part.cue != "solve" and is_value(part) and not self._is_defined(part)
            )  # fmt: skip
            if run and (not free or gap not in ("", "and", ",")):
                if len(run) > 2 and not (run[0].unit.solving or DERIVED.search(run[0].unit.gap)):
                    for one in run:
                        one.role = "setting"
                run = []
            if free and part is not None:
                run.append(part)

    def _is_defined(self, part: Part) -> bool:
        name = part.formula.value(part.statement.sides[0]).term
        return name is None or part.formula.context.known(str(name.value))

    def _is_set_anew(self, part: Part) -> bool:
        """`d = 7` in another item or paragraph than the one that set d before."""
        if not self.page or not is_value(part) or self._is_defined(part):
            return False
        name = part.formula.value(part.statement.sides[0]).term
        place = part.unit.place
        setters = fixing(self.assumptions, name, place, part.unit.sentence, self.outer)
        derived = DERIVED.search(part.unit.gap) is not None
        return bool(setters) and not derived and all(
            (a.place.scope, a.place.item, a.place.paragraph)
            != (place.scope, place.item, place.paragraph)
            for a in setters
        )  # fmt: skip

    # --- constraints ---------------------------------------------------------------------------

    def _constraint(self, part: Part, *, follows: bool = False) -> None:
        self._unjudged(part, "constraint")
        self._keep(part, follows=follows)

    def _keep(self, part: Part, *, follows: bool) -> None:
        made = statement_of(part)
        if made is not None and made.free and not is_value(part):
            start, end = part.formula.bounds(
                part.statement.sides[0][0], part.statement.sides[-1][1]
            )
            latex = self.source.text[start:end]
            self.constraints.append(Constraint(made, part.unit.place, start, latex, follows))

    def _asked(self, part: Part) -> list[Part]:
        r"""`A = B \xrightarrow{p=?} p = 1` as the equation and its solution."""
        statement = part.statement
        for k, relation in enumerate(statement.relations[:-1]):
            if relation.kind == "label" and k and read_label(part.formula, relation).asked:
                first = Statement(
                    statement.sides[: k + 1], statement.relations[:k], statement.start,
                    statement.words, statement.arrow,
                )  # fmt: skip
                start = part.unit.tokens[relation.start].start
                last = Statement(statement.sides[k + 1 :], statement.relations[k + 1 :], start)
                solved = replace(part, statement=last, role="constraint", cue="solve")
                solved.solution = [solved]
                return [replace(part, statement=first), solved]
        return [part]

    def _solution(self, part: Part) -> None:
        """Values that are given as a solution of the equation before them."""
        group = part.solution or []
        of = asked_of(self.constraints, part.unit.place)
        if of is None:
            self._constraint(part)
            return
        if group:
            place, sentence = part.unit.place, part.unit.sentence
            given = holding(self.assumptions, place, sentence, self.outer)
            self.found.append((place, [solution_step(group, of, given)], None))
        self._last = None

    def _beside_arrow(self, part: Part) -> None:
        """A statement before or after an arrow: an identity, a definition, or an equation."""
        place, sentence = part.unit.place, part.unit.sentence
        given = holding(self.assumptions, place, sentence, self.outer)
        before = self._before if self._before and self._before.unit is part.unit else None
        head = self._head(part)
        defines = head is not None and head.called
        hence = before is not None and before.role == "chain" and before.steps is None
        if self.page and (defines or hence or self._is_identity(part)):
            part.role, part.statement = "chain", replace(part.statement, arrow="")
            self._chain(part)
            return
        follows = part.statement.arrow == "conclusion" and before is not None
        equation = before is not None and (
            before.role == "constraint" or (before.role == "setting" and not before.cue)
        )
        if follows and before is not None and equation:
            made = implication(before, part, given)
            if made is not None:
                self.found.append((place, [made], None))
                self._last = None
                self._keep(part, follows=True)
                return
        self._constraint(part, follows=follows)

    def _is_identity(self, part: Part) -> bool:
        """Whether an equation holds for all values of its names, as far as samples tell."""
        place, sentence = part.unit.place, part.unit.sentence
        given = holding(self.assumptions, place, sentence, self.outer)
        values = [part.formula.value(side) for side in part.statement.sides]
        for a, relation, b in zip(values, part.statement.relations, values[1:], strict=False):
            if relation.kind != "=" or a.term is None or b.term is None:
                return False
            if not self._agree(part, a, b, given):
                return False
        return True

    def _agree(self, part: Part, a: Value, b: Value, given: Sequence[Term]) -> bool:
        if a.term is None or b.term is None or "family" in (a.term.sort.name, b.term.sort.name):
            return False
        try:
            definitions = closure((a.term, b.term, *given), part.formula.context)
        except ReadingError:
            return False
        return agree_at_samples(a.term, b.term, given=given, definitions=definitions) is True

    # --- what is not judged --------------------------------------------------------------------

    def _unread(self, part: Part, error: ReadingError) -> None:
        made = unread_step(part.formula, part.statement, error)
        if made is not None:
            self.found.append((part.unit.place, [made], None))
        self._last = None

    def _unjudged(self, part: Part, kind: Kind) -> None:
        steps = unjudged_steps(part.formula, part.statement, kind)
        self.found.append((part.unit.place, steps, None))
        self._last = None
        if part.role == "declaration":
            self._add(part, statements_of(part.formula, part.statement))

    def _assume(self, part: Part) -> list[Step]:
        """An assumption or a setting `k = 8`: given from here on."""
        statement, formula = part.statement, part.formula
        given = statements_of(formula, statement)
        self._add(part, given)
        notes = [] if given else ["not read: it is not used as an assumption"]
        return unjudged_steps(part.formula, part.statement, "assumption", notes)

    def _forget(self, *parts: Part) -> None:
        """Alternatives (`c = 0 or c = 1`) are not assumed."""
        places = {(p.unit.place, p.unit.sentence, p.statement.start) for p in parts}
        self.assumptions = Assumptions(
            a for a in self.assumptions if (a.place, a.sentence, a.offset) not in places
        )

    def _defined_by_words(self, part: Part) -> list[Step] | None:
        """`where y = ...`: known to the whole sentence."""
        head = self._head(part)
        if len(part.statement.relations) != 1:
            return None
        made = given_by_rule(part)
        if made is None and head is not None:
            made = define_part(part, head)
        if made is None:
            return None
        notes, error = made
        left = Value(part.formula.side(part.statement.sides[0]), *self._place(part, 0))
        right = part.formula.value(part.statement.sides[1])
        right.error = None
        return [step(part.formula, left, part.statement.relations[0], right, kind="definition",
                     notes=notes, error=error)]  # fmt: skip


def _maps(part: Part) -> bool:
    """Whether a statement begins with an arrow: what stands before it is set."""
    return part.statement.arrow == "conclusion" or (
        bool(part.statement.relations) and part.statement.sides[0][0] == part.statement.sides[0][1]
    )
