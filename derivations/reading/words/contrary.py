"""What the words of a sentence deny, except or turn round: conditions that are not assumed."""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from proofs.kernel.terms import eq, transpose

from ...regex import regex
from ..errors import AMBIGUOUS, ReadingError
from ..expressions.names import split
from ..sources.page import Place
from ..sources.symbols import CLOSERS, OPENERS
from ..sources.units import Part, Unit
from ..statements.constraints import ConstraintReader
from ..statements.implications import statement_of
from ..statements.links import unjudged_steps
from ..statements.sides import Formula, step
from .adjectives import Told, conditions, stated, worded
from .assumed import Assumption, Assumptions
from .assumptions import subject
from .denials import absurd, contrary, denied, excepts, negation, took_back, turns
from .negations import ANSWERED, DENIED, denials
from .reached import touched
from .sentences import Sentence
from .symmetry import supposed

_TURNS_AFTER = regex(r"[\s$,]*(?:otherwise|else|if not)\b(?! (?:if|noted|stated|specified))")
_JOINS = regex(r"[\s,;]*(?:and|or|nor)?[\s,;]*\Z")
_ASSUMING = frozenset({"assume", "for", "if", "let", "where", "such", "paren"})


def _words_of(part: Part) -> list[str]:
    """The words of a formula outside of brackets and environments."""
    out, depth = [], 0
    for token in part.unit.tokens:
        depth += token.text in OPENERS or token.text.startswith("begin ")
        depth -= token.text in CLOSERS or token.text.startswith("end ")
        if token.kind == "text" and depth <= 0:
            out.append(token.text)
    return out


def _between(before: Part, part: Part) -> str:
    """The words between two statements."""
    return part.statement.words if part.unit is before.unit else part.unit.gap


@dataclass
class ContraryReader(ConstraintReader):
    """Takes back what the words around formulas deny, before their sentence is read.

    `_supposed` is where something was supposed for a contradiction, and in which sentence; `_told`
    what the words told of the last name, and in which sentence; `_row`: whether it is symmetric.
    """

    _supposed: tuple[Place, int] | None = None
    _quantified: bool = False
    _told: tuple[int, Told] = (-1, ("", []))
    _row: tuple[int, str] = (-1, "")

    def _worded(self, unit: Unit, parts: Sequence[Part]) -> None:
        """`for positive $x$`: given from here on."""
        after = self.source.text[unit.span.outer_end : unit.span.outer_end + 120]
        self._symmetric(unit, parts, after)
        if parts or unit.struck or not self.page:
            self._told = (-1, ("", []))
            return
        held = self._told[1] if self._told[0] == unit.sentence else ("", [])
        cue, kinds = worded(unit.gap, after, held)
        self._told = (unit.sentence, (cue, kinds))
        if not kinds:
            begun = unit.sentence_text[: -(unit.span.start - unit.span.outer_start) or None]
            cue, kinds = "let", stated(begun, after)
        formula = Formula(
            self.source, unit.tokens, self.contexts[unit.place.scope], unit.span.start
        )
        for side in split(unit.tokens, 0, len(unit.tokens)) if kinds else ():
            name = formula.value(side).term
            if name is None or name.op != "var" or name.sort.name in ("family", "function"):
                continue
            for given in conditions(kinds, name):
                self.assumptions.append(
                    Assumption(given, unit.place, unit.sentence, cue, name, unit.span.start)
                )

    def _symmetric(self, unit: Unit, parts: Sequence[Part], after: str) -> None:
        """`where $A$ is a symmetric matrix`: $A^T = A$ is given from here on."""
        held = self._row[1] if self._row[0] == unit.sentence else ""
        cue = supposed(unit.gap, after, held) if self.page and not unit.struck else ""
        self._row = unit.sentence, cue
        if not cue or len(parts) > 1:
            return
        statement = parts[0].statement if parts else None
        if statement is not None and (len(statement.relations) != 1 or statement.arrow):
            return
        whole = (0, len(unit.tokens)) if statement is None else statement.sides[0]
        formula = Formula(
            self.source, unit.tokens, self.contexts[unit.place.scope], unit.span.start
        )
        for side in split(unit.tokens, *whole):
            name = formula.value(side).term
            if name is not None and name.op == "var" and name.sort.name == "family":
                given = eq(transpose(name), name) if name.sort.rank == 2 else None
                if given is not None and not formula.context.known(str(name.value)):
                    self.assumptions.append(
                        Assumption(given, unit.place, unit.sentence, cue, name, unit.span.start)
                    )

    def _quantify(self, parts: Sequence[Part]) -> None:
        r"""`\forall x > 0`: holds for its formula, and for no other."""
        if self._quantified:
            self.assumptions = Assumptions(a for a in self.assumptions if a.cue != "forall")
            self._quantified = False
        for part in parts:
            held = part.role in ("assumption", "setting", "declaration") and part.cue == "forall"
            if held and part.statement.problem is None:
                part.steps = self._assume(part)
                self._quantified = True

    def _deny(self, parts: Sequence[Part]) -> None:
        excepted: list[Part] = []
        back, before = "", None
        for k, part in enumerate(parts):
            unit = part.unit
            first = before is None or unit is not before.unit
            gap = unit.gap if first else part.statement.words
            if first:
                self._suppose(part)
            joined = re.search("[a-z]", gap) or part.role != "chain"
            goes_on = bool(k and joined and _JOINS.match(gap))
            back = took_back(gap) or (back if goes_on else "")
            last = k + 1 == len(parts) or parts[k + 1].unit is not unit
            if unit.struck:
                self._set_aside(part, "struck out")
            elif denied(gap, unit.after if last else ""):
                self._set_aside(part, "the words deny it")
            elif back == "unless":
                excepted.append(part)
                self._set_aside(part, "an exception")
            elif back == "not" and part.cue in _ASSUMING | {""}:
                self._unassume(part)
                self._set_aside(part, "not assumed")
            elif back == "iff":
                if gap and before is not None:
                    self._set_aside(before, "an equivalence in words is not judged")
                self._set_aside(part, "an equivalence in words is not judged")
            elif self._supposed and part.role == "chain" and self._head(part) is None:
                self._set_aside(part, "supposed for a contradiction")
            before = part
        self._deny_sentence(parts)
        self._except(excepted, parts)

    def _deny_sentence(self, parts: Sequence[Part]) -> None:
        """Leave open what the sentence denies as a whole."""
        said, found = Sentence(), list[str]()
        for part in parts:
            if part.unit.said is not said:
                said = part.unit.said
                found = denials(said)
            if part.steps is not None or not part.statement.relations or not any(found):
                continue
            at = bisect(said.statements, (part.statement.start, math.inf)) - 1
            why = found[at] if 0 <= at < len(found) else ""
            if why in (DENIED, ANSWERED) or (why and part.role == "constraint"):
                self._set_aside(part, why)
            elif why and part.role == "chain" and not self._is_given(part):
                self._leave_undecided(part, why)

    def _is_given(self, part: Part) -> bool:
        """Whether the words give a name a value: "Let"."""
        return part.cue in ("let", "where") and self._head(part) is not None

    def _leave_undecided(self, part: Part, why: str) -> None:
        """A claim that is made, or not: that is in doubt."""
        if part.statement.problem is not None:
            return
        values = [part.formula.value(side) for side in part.statement.sides]
        a, b = part.formula.bounds(part.statement.sides[0][0], part.statement.sides[-1][1])
        part.steps = [
            step(part.formula, left, relation, right, kind="claim",
                 error=ReadingError(AMBIGUOUS, why, a, b))
            for left, relation, right in zip(
                values, part.statement.relations, values[1:], strict=False
            )
        ]  # fmt: skip

    def _meant_otherwise(self, parts: Sequence[Part]) -> None:
        """What is meant in another arithmetic is not judged by that of the real numbers."""
        for part in parts:
            statement = part.statement
            judged = part.role == "chain" or part.solution is not None or bool(statement.arrow)
            compared = any(r.kind != "other" for r in statement.relations)
            if not (judged and compared) or part.steps is not None or statement.problem is not None:
                continue
            tokens = part.unit.tokens[statement.sides[0][0] : statement.sides[-1][1]]
            found = [t for t in self.arithmetics.of(part.unit) if touched(t, tokens)]
            if found:
                told = f"the words speak of {found[0].what}, which is not judged"
                part.role, part.solution = "constraint", None
                self._leave_undecided(part, told)

    def _set_aside(self, part: Part, note: str) -> None:
        """Not judged, and not used."""
        if part.statement.problem is None and part.statement.relations:
            part.role, part.solution = "constraint", None
            part.steps = unjudged_steps(part.formula, part.statement, "constraint", [note])

    def _suppose(self, part: Part) -> None:
        """From `suppose for contradiction that ...` to where it is reached, or its item ends."""
        place, sentence = part.unit.place, part.unit.sentence
        if contrary(part.unit.gap):
            self._supposed = place, sentence
        elif self._supposed is not None:
            since, start = self._supposed
            left = (since.scope, since.item) != (place.scope, place.item)
            if left or absurd(part.unit.gap):
                self.assumptions = Assumptions(
                    a for a in self.assumptions
                    if a.place.scope != since.scope or not start <= a.sentence <= sentence
                )  # fmt: skip
                self._drop_equations(since.scope, self.lifts.sentences.get(start, (0, 0))[0])
                self._supposed = None

    def _unassume(self, part: Part) -> None:
        """Forget what is no longer assumed."""
        made = statement_of(part) if part.statement.problem is None else None
        self.assumptions = Assumptions(a for a in self.assumptions if a.statement is not made)

    def _except(self, excepted: Sequence[Part], parts: Sequence[Part]) -> None:
        """`unless x = 0`: in this sentence, x is not 0."""
        told = any(excepts(f"{p.unit.sentence_text} {p.unit.after}") for p in parts)
        if not excepted:
            if told:
                self._doubt(parts, "an exception in words: which one?")
            return
        together = all(
            _between(before, part).strip(" ,;\n") == "or" for before, part in pairwise(excepted)
        )
        made = [statement_of(part) for part in excepted]
        turned = [negation(statement) if statement is not None else None for statement in made]
        if not together or any(statement is None for statement in turned):
            self._doubt(parts, "how far does the exception reach?")
            return
        for part, statement in zip(excepted, turned, strict=True):
            if statement is not None:
                self.assumptions.append(
                    Assumption(
                        statement, part.unit.place, part.unit.sentence, "since", None,
                        part.statement.start,
                    )
                )  # fmt: skip

    def _doubt(self, parts: Sequence[Part], told: str) -> None:
        for part in parts:
            statement = part.statement
            if part.role != "chain" or part.steps is not None or statement.problem is not None:
                continue
            if statement.relations:
                a, b = part.formula.bounds(statement.sides[0][0], statement.sides[-1][1])
                part.statement = replace(statement, problem=ReadingError(AMBIGUOUS, told, a, b))

    def _other_case(self, part: Part, parts: Sequence[Part]) -> None:
        """`otherwise`: the condition of the case before does not hold."""
        if any(turns(words) for words in _words_of(part)):
            unit = [p for p in parts if p.unit is part.unit]
            self._doubt(unit, "otherwise: which case?")
            return
        if _TURNS_AFTER.match(part.unit.after) and parts[-1].unit is part.unit:
            self._doubt([p for p in parts if p.unit is part.unit], "otherwise: which case?")
            return
        if not turns(part.unit.gap):
            return
        place, at = part.unit.place, part.statement.start
        near = [
            a for a in self.assumptions.within([place.scope])
            if (a.place.item, a.place.paragraph) == (place.item, place.paragraph)
            and a.cue in ("if", "for") and a.offset < at
        ]  # fmt: skip
        cases = [a for a in near if a.cue == "if"] or near
        if not cases:
            return
        self.assumptions.without(cases)
        turned = negation(cases[0].statement) if len(cases) == 1 else None
        if turned is None:
            self._doubt([p for p in parts if p.statement.start >= at], "otherwise: which case?")
            return
        self.assumptions.append(
            Assumption(turned, place, part.unit.sentence, cases[0].cue, subject(turned), at)
        )
