"""Chains: the statements of each sentence, assumptions first, as steps with their claims."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proofs.claim import Claim
from proofs.kernel.terms import Term

from ..derivation import Kind, Step
from .assumptions import Assumption, holding, set_for, subject
from .context import Context
from .defining import define_part, given_by_rule, head_of, note_later
from .errors import EXPECTED, ReadingError
from .givens import statements_of
from .guards import Guard
from .heads import Head, match_head
from .links import Chain, Value, ends, link, step, unjudged_steps, unread_step
from .page import Place
from .relations import Statement
from .source import Source
from .tabulated import PlacedTable, differentiated, series
from .traces import open_trace, read_series
from .units import Part, Unit, parts_of
from .words import asks, defines

Found = tuple[Place, list[Step], Claim | None]


@dataclass
class Reader:
    """Reads the formulas of a page in order; `found` are the chains so far."""

    source: Source
    outer: Mapping[str, str]
    contexts: dict[str, Context]
    page: bool = True
    found: list[Found] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    used: dict[str, set[str]] = field(default_factory=dict)
    later: dict[str, dict[str, int]] = field(default_factory=dict)
    _last: tuple[Part, Chain, int] | None = None

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
                for unit in lines.units:
                    self._sentence(parts_of(unit, self.source, context))
                continue
            if table.trace is None:
                table.trace = open_trace(context, given, differentiated(context))
            for made in read_series(table.trace, lines.trace):
                self.found.append((table.place, made, None))
        self._last = None

    def _columns(self, table: PlacedTable) -> None:
        """Rows of numbers whose heads name the variables of a formula nearby."""

    def _sentence(self, parts: Sequence[Part]) -> None:
        for part in parts:
            if part.statement.problem is None and part.role in ("assumption", "setting"):
                part.steps = self._assume(part)
        for part, following in itertools.pairwise(parts):
            alternative = following.unit.gap.strip(" ,") == "or"
            if alternative and following.role in ("setting", "assumption"):
                self._forget(part, following)
        for part in parts:
            if part.role == "chain" and part.cue == "where" and part.statement.problem is None:
                part.steps = self._defined_by_words(part)
        for part in parts:
            self._take(part)

    def _take(self, part: Part) -> None:
        statement = part.statement
        if part.steps is not None:
            self.found.append((part.unit.place, part.steps, None))
            self._last = None
        elif statement.problem is not None:
            self._unread(part, statement.problem)
        elif part.role == "declaration":
            self._unjudged(part, "assumption")
        elif part.role == "constraint":
            self._unjudged(part, "constraint")
        else:
            self._chain(part)

    # --- what is not judged ------------------------------------------------------------------

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
        self.assumptions = [
            a for a in self.assumptions if (a.place, a.sentence, a.offset) not in places
        ]

    def _add(self, part: Part, given: Sequence[Term]) -> None:
        for condition in given:
            self.assumptions.append(
                Assumption(
                    condition,
                    part.unit.place,
                    part.unit.sentence,
                    part.cue,
                    subject(condition),
                    part.statement.start,
                )
            )

    # --- definitions ---------------------------------------------------------------------------

    def _head(self, part: Part) -> Head | None:
        used = self.used.get(part.unit.place.scope, set())
        return head_of(part, page=self.page, used=used)

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

    def _place(self, part: Part, side: int) -> tuple[int, int]:
        return part.formula.bounds(*part.statement.sides[side])

    # --- chains --------------------------------------------------------------------------------

    def _guard(self, part: Part, given: Sequence[Term]) -> Guard:
        unit = part.unit
        scope = unit.place.scope
        later = {n: at for n, at in self.later.get(scope, {}).items() if at > part.statement.start}
        implied = "beside an arrow: implications are not judged yet"
        around = f"{unit.sentence_text} {unit.after}" if self.page else ""
        return Guard(
            part.formula.context, self.page,
            announced=defines(unit.sentence_text[-200:]), solving=unit.solving,
            asked=asks(around), constrained=implied if part.statement.arrow else "", later=later,
            given=given,
        )  # fmt: skip

    def _chain(self, part: Part) -> None:
        """The links of a chain, one after another."""
        statement, formula = part.statement, part.formula
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
        given = holding(self.assumptions, part.unit.place, part.unit.sentence, self.outer)
        guard = self._guard(part, given)
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
            right = formula.value(sides[k + 1])
            if not chain.values:
                chain.values.append(left)
            made = link(formula, chain, left, relation, right, given=given, guard=guard,
                        single=single, start=begin)  # fmt: skip
            begin = None
            steps.append(made)
            chain.steps.append(made)
            chain.kinds.append(relation.kind)
            chain.values.append(right)
            left = right
        self._remember(part, chain)
        last = ends(formula, chain, given, guard) if not statement.arrow else None
        if new:
            self.found.append((part.unit.place, chain.steps, last))
            index = len(self.found) - 1
        else:
            index = self._last[2] if self._last is not None else len(self.found) - 1
            place, _, _ = self.found[index]
            self.found[index] = (place, chain.steps, last)
        self._last = (part, chain, index)

    def _first(self, part: Part, chain: Chain) -> Value:
        """The first side; where the first link is a definition, its step is made here."""
        formula, statement = part.formula, part.statement
        made = given_by_rule(part)
        if made is None:
            head = self._head(part)
            made = define_part(part, head) if head is not None else None
        left = formula.value(statement.sides[0])
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
        self._last = None
        if len(statement.relations) > 1:
            rest = Statement(
                statement.sides[1:], statement.relations[1:], right.start, arrow="conclusion"
            )
            part.statement = rest
            self._chain(part)

    def _remember(self, part: Part, chain: Chain) -> None:
        used = self.used.setdefault(part.unit.place.scope, set())
        for value in chain.values:
            if value.term is not None:
                used.update(str(v.value) for v in value.term.free)
