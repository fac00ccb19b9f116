"""What a statement of a page stands on: the conditions that hold there, and those in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proofs.kernel.terms import Term

from ...derivation import Step
from ...regex import regex
from ..sources.page import Place
from ..sources.source import Source
from ..sources.units import Part, Unit
from ..tables.trace_rows import names_in
from ..words.assumed import Assumption, Assumptions
from ..words.assumptions import doubted, subject
from ..words.clauses import belongs, generalizes, said_of_every, stands_last
from ..words.cues import (
    draws,
    goes_on,
    supposes,
)
from ..words.lifted import Lifts
from ..words.quantifiers import Reach, of_every_value
from ..words.reached import Arithmetics
from .context import Context
from .links import Ends
from .trials import Trials

Found = tuple[Place, list[Step], Ends | None]


@dataclass
class Grounds:
    """What was said so far, and what of it holds at a statement; `found` are the steps so far.

    `untold` are the names of conditions that were not read, by their scope, with the sentence if
    they hold for no more; `renewed` those that were brought in anew, with the last sentence that
    does so; `contested` those that were given another value since. `trials` are the values at which
    a claim is only tried. `growing` are the names that the words let grow, `arithmetics` what they
    say of the arithmetic that formulas are meant in, `lifts` what they take back of assumptions.
    """

    source: Source
    outer: Mapping[str, str]
    contexts: dict[str, Context]
    page: bool = True
    found: list[Found] = field(default_factory=list)
    assumptions: Assumptions = field(default_factory=Assumptions)
    growing: list[tuple[str, Place]] = field(default_factory=list)
    arithmetics: Arithmetics = field(default_factory=Arithmetics)
    lifts: Lifts = field(default_factory=Lifts)
    contested: dict[str, set[str]] = field(default_factory=dict)
    trials: Trials = field(default_factory=Trials)
    chances: bool = False
    breaks: Sequence[int] = ()
    untold: dict[str, set[tuple[str, int | None]]] = field(default_factory=dict)
    renewed: dict[str, dict[str, int]] = field(default_factory=dict)
    _case: int = 0
    _every: tuple[Unit, Reach] | None = None

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

    def _every_of(self, unit: Unit) -> Reach:
        """Whether a formula is said of every value of its names; asked once for all its rows."""
        if self._every is None or self._every[0] is not unit:
            self._every = unit, of_every_value(unit.sentence_text, unit.after, unit.tokens)
        return self._every[1]

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

    def _leave_open(self, part: Part) -> None:
        """Nothing is refuted of the names of a condition that is not read, as far as it holds."""
        lasting = part.cue in ("let", "assume", "where", "")
        names = self.untold.setdefault(part.unit.place.scope, set())
        for a, b in part.statement.sides:
            for key, _ in names_in(part.formula, a, b):
                names.add((key, None if lasting else part.unit.sentence))

    def _leave_open_here(self, part: Part) -> None:
        """Nothing is refuted of the first names of a statement in its sentence, or after a "let" as
        far as that holds."""
        until = None if part.cue in ("let", "assume") else part.unit.sentence
        names = names_in(part.formula, *part.statement.sides[0])
        here = self.untold.setdefault(part.unit.place.scope, set())
        here.update((key, until) for key, _ in names)

    def _contested(self, part: Part) -> list[str]:
        """The names in a statement that were given another value since they were defined."""
        names = self.contested.get(part.unit.place.scope)
        if not names:
            return []
        sides = part.statement.sides
        return sorted({key for side in sides for key, _ in names_in(part.formula, *side)} & names)

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
        rows = self._of_other_rows(held, part)
        lifted += [g for g in rows if g in given and g not in lifted]
        if generalizes(unit.gap):
            lifted += [g for g in given if g not in lifted and self._is_before(held, g, unit)]
        if generalizes(f"{unit.gap} {unit.sentence_text} {unit.after}"):
            before = {a.statement for a in held if a.sentence < unit.sentence}
            lifted += [g for g in given if g in before and g not in lifted]
        return lifted + doubted(
            self.assumptions, unit.place, unit.sentence, self.outer,
            [g for g in given if g not in lifted],
            formula=unit.span.start, concluding=draws(unit.sentence_text), breaks=self.breaks,
            supposing=supposes(unit.sentence_text), case=self._case,
        )  # fmt: skip

    def _is_before(self, held: Sequence[Assumption], given: Term, unit: Unit) -> bool:
        """Whether a condition was only told before a formula."""
        return all(a.offset < unit.span.start for a in held if a.statement is given)

    def _of_other_rows(self, held: Sequence[Assumption], part: Part) -> list[Term]:
        r"""The conditions in other rows of the same formula, and those outside of it on names for
        which it has a quantifier: `\forall x \in \mathbb{R}: |x| = x`."""
        span, text = part.unit.span, self.source.text
        found = []
        every = set(_QUANTIFIED.findall(text[span.start : span.end]))
        for a in held:
            names = {str(v.value) for v in a.statement.free}
            if not span.start <= a.offset < span.end:
                if every & names:
                    found.append(a.statement)
            elif _ROW.search(text[slice(*sorted((a.offset, part.statement.start)))]):
                found.append(a.statement)
        return found

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
        for a in held:  # "We have (for x > 0) A. We have B"
            beside = _BRACKETED.search(text[max(a.offset - 20, 0) : a.offset])
            if a.sentence < here and beside and a.cue in ("for", "if", "where", "paren"):
                found.append(a.statement)
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


_ROW = regex(r"\\\\(?![A-Za-z])|\\qquad[^=]*=")
_QUANTIFIED = regex(r"\\forall\s*\\?([A-Za-z]+)")
_BRACKETED = regex(r"\(\s*(?:for|if|when|where|with|assuming)\s*\$*\Z", re.IGNORECASE)
