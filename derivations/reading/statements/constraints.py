"""Equations to be solved: kept for the solutions and the arrows that speak of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from proofs.kernel.terms import REAL, Term

from ...derivation import Step
from ..errors import ReadingError
from ..expressions.relations import Statement
from ..sources.units import Part
from ..tables.arrows import read_label
from ..words.assumed import MOST_RECENT
from ..words.assumptions import holding
from ..words.conditions import ConditionReader
from .implications import implication, one_of, statement_of
from .links import special_step
from .rewriting import closure
from .samples import agree_at_samples
from .sides import Value
from .signs import has_signs
from .solutions import Constraint, asked_of, beside, is_value, perhaps_of, solution_step


@dataclass
class ConstraintReader(ConditionReader):
    """Reads equations with unknowns, what follows from them, and what solves them."""

    _before: Part | None = None
    _answered: list[int] = field(default_factory=list)

    def _constraint(self, part: Part, *, follows: bool = False) -> None:
        self._unjudged(part, "constraint")
        self._keep(part, follows=follows)
        if self.page and part.cue == "solve" and not follows and not is_value(part):
            made = statement_of(part)
            if made is not None and made.op == "eq":
                self._ask(part, made)

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
            given = self._not_asked(given)
            others = beside(self.constraints, of)
            start = part.unit.span.outer_start
            told = self.source.text[of.offset + len(of.latex) : start]
            perhaps = perhaps_of(self.constraints, of, self._answered, told, place)
            self._answered.append(start)
            self.found.append((place, [solution_step(group, of, others, given, perhaps)], None))
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
        made = self._differential(before, part, given) if follows and before is not None else None
        if made is not None:
            self.found.append((place, [made], None))
            self._last = None
            return
        equation = before is not None and (
            before.role == "constraint" or (before.role == "setting" and not before.cue)
        )
        if follows and before is not None and equation:
            made = implication(before, part, given)
            if made is not None:
                self.found.append((place, [made], None))
                self._last = None
                if not part.alternatives:
                    self._keep(part, follows=True)
                return
        if part.alternatives:  # one of several cases
            self._unjudged(part, "constraint")
        else:
            self._constraint(part, follows=follows)

    def _one_of(self, part: Part) -> bool:
        r"""Read a statement that is drawn as one of several, `x = \pm 2`; False for others."""
        signs = [has_signs(part.unit.tokens, [side]) for side in part.statement.sides]
        several = bool(part.alternatives) or (any(signs) and not all(signs))
        if not (part.drawn and several) or len(part.statement.sides) != 2:
            return False
        place, sentence = part.unit.place, part.unit.sentence
        given = holding(self.assumptions, place, sentence, self.outer, without=part.without)
        doubtful = self._doubted(part, given)
        given = [g for g in given if g not in doubtful]
        values = [part.formula.value(side) for side in part.statement.sides]
        guard = self._guard(part, given)
        terms = [value.term for value in values]
        settled = guard.drawn == "surely" and not guard.unsettled(*values) and not guard.asked
        settled = settled and not any(t and guard.perhaps_complex(t, t) for t in terms)
        texts = [
            one.formula.side(place).latex
            for one in (part, *part.alternatives) for place in one.statement.sides
        ]  # fmt: skip
        unsure = (re.search(r"\d\.\d|\\mp", t) or t.strip(" -") == "I" for t in texts)
        settled = settled and not any(unsure)
        near = self._equations_near(part.unit, given) if settled else []
        made = one_of(part, near, given, solved=guard.solved)
        if made is None:
            self._unjudged(part, "constraint")
        else:
            self.found.append((part.unit.place, [made], None))
            self._last = None
        return True

    def _differential(self, before: Part, part: Part, given: Sequence[Term]) -> Step | None:
        r"""`u = \log x \Rightarrow du = \frac{dx}{x}`: what is said of u's derivative, or None."""
        formula, statement = part.formula, part.statement
        if not self.page or len(statement.relations) != 1 or statement.relations[0].kind != "=":
            return None
        if len(before.statement.sides) != 2 or before.statement.relations[0].kind != "=":
            return None
        name, body = (before.formula.value(side).term for side in before.statement.sides)
        plain = name is not None and name.op == "var" and name.sort == REAL
        if not plain or name is None or body is None or name in body.free:
            return None
        left, right = (formula.value(side) for side in statement.sides)
        if left.error is None and right.error is None:
            return None
        sides = statement.sides[0], statement.sides[1]
        return special_step(
            formula, left, statement.relations[0], right, sides, given=given, premise=(name, body)
        )

    def _not_asked(self, given: Sequence[Term]) -> list[Term]:
        """Conditions without the equations that are to be solved."""
        asked = {c.statement for c in self.constraints[-MOST_RECENT:]}
        return [g for g in given if g not in asked]

    def _is_identity(self, part: Part) -> bool:
        """Whether an equation holds for all values of its names, as far as samples tell."""
        place, sentence = part.unit.place, part.unit.sentence
        given = self._not_asked(holding(self.assumptions, place, sentence, self.outer))
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
