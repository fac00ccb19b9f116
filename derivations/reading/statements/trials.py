"""Values at which a claim is only tried: "Testing $x = 1$ gives $4 = 4$, so ...".

What was put in says nothing of the other values. Where the name is written again after that, the
value is in doubt: it proves nothing, and nothing is refuted that holds under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from proofs.kernel.terms import Term

from ..sources.units import Part
from ..words.assumed import SETTING, Assumption
from ..words.clauses import confirms, draws_between, tries

_BEFORE, _FAR = 200, 2_000
"""How many characters before a value, and after it, are looked at."""
_SAID = ("let", "assume")


@dataclass
class Trials:
    """Where each scope last made a claim of numbers alone, as after putting in a value."""

    _numbers: dict[str, int] = field(default_factory=dict)

    def note(self, part: Part) -> None:
        """Keep where a claim of numbers stands."""
        self._numbers[part.unit.place.scope] = part.statement.start

    def of(
        self, held: Sequence[Assumption], part: Part, text: str,
        sentences: Mapping[int, tuple[int, int]],
    ) -> list[Term]:  # fmt: skip
        """The values among what is held that a claim may be tried at only."""
        values = [
            a for a in held
            if a.statement.op == "eq" and a.subject is not None and a.cue not in _SAID
            and a.sentence <= part.unit.sentence
        ]  # fmt: skip
        return [a.statement for a in values if self._is_tried(a, part, text, sentences)]

    def _is_tried(
        self, a: Assumption, part: Part, text: str, sentences: Mapping[int, tuple[int, int]]
    ) -> bool:
        start, end = part.unit.span.outer_start, part.unit.span.outer_end
        if a.offset >= end:
            return confirms(text[end : a.offset][:_BEFORE])
        if a.offset >= start:
            return False
        numbers = a.offset < self._numbers.get(a.place.scope, -1) < start
        begin, _ = sentences.get(a.sentence, (a.offset, a.offset))
        tried = tries(text[max(begin, a.offset - _BEFORE) : a.offset])
        setting = a.cue in SETTING and a.sentence < part.unit.sentence
        if not (numbers or tried or setting):
            return False
        between = text[a.offset : start]
        return len(between) > _FAR or draws_between(between) or (tried and "." in between)


__all__ = ["Trials"]
