"""Assumptions: what a page takes as given, and how far each one reaches."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from proofs.kernel.terms import Term

from ..sources.page import Place
from ..statements.samples import closed_value


@dataclass(frozen=True)
class Assumption:
    """A statement taken as given at a place, from a sentence on; `cue` is what introduced it.

    `subject` is the lone variable that it is about, if there is one. One that stands `aside`, in a
    formula (at that offset) beside what it is for, may reach no further. `case` counts the
    suppositions from which something was drawn before it.
    """

    statement: Term
    place: Place
    sentence: int
    cue: str
    subject: Term | None
    offset: int = 0
    aside: int = -1
    case: int = 0


class Assumptions:
    """The assumptions of a page in order, found by their scope."""

    def __init__(self, held: Iterable[Assumption] = ()) -> None:
        self._by_scope: dict[str, list[Assumption]] = {}
        self._live: dict[str, list[Assumption]] = {}
        self._by_sentence: dict[tuple[str, int], list[Assumption]] = {}
        self.valued: set[str] = set()
        """The names that were given a value, wherever."""
        for assumption in held:
            self.append(assumption)

    def append(self, assumption: Assumption) -> None:
        """Add one, after all others."""
        scope = assumption.place.scope
        if assumption.subject is not None and assumption.statement.op == "eq":
            self.valued.add(str(assumption.subject.value))
        self._by_scope.setdefault(scope, []).append(assumption)
        self._by_sentence.setdefault((scope, assumption.sentence), []).append(assumption)
        live = self._live.get(scope, ())
        self._live[scope] = [a for a in live if not _is_over(a, assumption)] + [assumption]

    def of_sentence(self, scope: str, sentence: int) -> list[Assumption]:
        """Those that a sentence makes."""
        return [*self._by_sentence.get((scope, sentence), ())]

    def recent(self, scope: str) -> list[Assumption]:
        """The last ones of a scope."""
        return self._by_scope.get(scope, [])[-MOST_RECENT:]

    def release(self, name: Term, scope: str) -> None:
        """Forget the values that a name was set to in a scope."""
        rows = [self._by_scope.get(scope, []), self._live.get(scope, [])]
        rows += [row for key, row in self._by_sentence.items() if key[0] == scope]
        for row in rows:
            row[:] = [a for a in row if a.subject is not name or a.statement.op != "eq"]

    def __iter__(self) -> Iterator[Assumption]:
        return (a for held in self._by_scope.values() for a in held)

    def within(self, scopes: Iterable[str]) -> list[Assumption]:
        """Those of some scopes, in the order of their sentences."""
        found = [a for scope in scopes for a in self._by_scope.get(scope, ())]
        return sorted(found, key=lambda a: a.sentence)

    def living(self, scopes: Sequence[str], sentence: int, paragraph: int) -> list[Assumption]:
        """The same at a sentence, without some that can't hold there: long pages have many."""
        here, *around = scopes
        held = self._by_scope.get(here)
        last = held[-1] if held else None
        passed = last and last.sentence <= sentence and last.place.paragraph <= paragraph
        mine = (self._live if passed else self._by_scope).get(here, ())
        return sorted([*mine, *self.within(around)], key=lambda a: a.sentence)


Supposing = Literal["", "once more", "instead"]
"""Whether a sentence supposes something: besides what was assumed before, or in its place."""
_SUPPOSED: dict[Supposing, frozenset[str]] = {
    "": frozenset(), "once more": frozenset({"if"}), "instead": frozenset({"if", "assume"}),
}  # fmt: skip
MOST_RECENT = 60
_MOST_IFS = 8
"""How many sentences an "if" reaches at most, where others follow it."""
_EQUATIONS = frozenset({"assume", "if", "let"})
_CASE = frozenset({"for", "if"})
_SETTING = frozenset({"for", "when", "at", "if", "case", "as"})


def holding(
    assumptions: Assumptions, place: Place, sentence: int, outer: Mapping[str, str],
    *, over: bool = False, anew: bool = False, without: frozenset[Term] = frozenset(),
) -> list[Term]:  # fmt: skip
    """The statements that may be used at a place, in a sentence.

    An assumption reaches to the end of its list item, or of its question outside lists; one that
    "if" introduces, to the end of its paragraph. A later case of the same variable replaces it.
    Those that belong to other claims of the sentence are left out (`without`).
    Where the cases are `over` ("in both cases"), none of them holds; nor does a value of an earlier
    sentence ("for t = 1") where a sentence begins `anew`.
    """
    scopes = _around(place, outer)
    found = [
        a for a in assumptions.living(scopes, sentence, place.paragraph)
        if a.sentence <= sentence and _reaches(a, place, sentence, scopes)
    ]  # fmt: skip
    latest = _latest(found)
    kept = [a for a in found if not _replaced(a, latest) and a.statement not in without]
    if over:
        kept = [a for a in kept if a.sentence == sentence or a.cue not in _SETTING]
    if anew:
        kept = [a for a in kept if a.sentence == sentence or not _is_passing(a)]
    values: dict[Term, set[Term]] = {}
    for a in kept:
        if a.subject is not None and a.statement.op == "eq":
            values.setdefault(a.subject, set()).add(a.statement)
    several = {s for found_values in values.values() if len(found_values) > 1 for s in found_values}
    return [s for s in dict.fromkeys(a.statement for a in kept) if s not in several]


def doubted(
    assumptions: Assumptions, place: Place, sentence: int, outer: Mapping[str, str],
    given: Collection[Term], *, formula: int, concluding: bool, breaks: Sequence[int] = (),
    supposing: Supposing = "", case: int = 0,
) -> list[Term]:  # fmt: skip
    """Those of the given statements that may not reach as far as a formula (at an offset).

    What stood aside in another formula; the last of some cases, where a later paragraph concludes;
    what stands before a `break`, such as a line across the page; and an "if" of another sentence,
    where this one has its own (`supposing`), or all that was assumed, where it turns to another;
    and an equation from which something was drawn before another for the same names was assumed;
    what was assumed around a section for something that was drawn there.
    """
    scopes = _around(place, outer)
    held = [
        a for a in assumptions.living(scopes, sentence, place.paragraph) if a.sentence <= sentence
    ]  # fmt: skip
    found = [a for a in held if a.statement in given]
    latest_case: dict[Term, int] = {}
    for b in held:
        if _is_equation(b):
            latest_case.update((v, max(b.case, latest_case.get(v, 0))) for v in b.statement.free)
    certain = set()
    for a in found:
        apart = a.aside not in (-1, formula)
        broken = any(a.offset < b < formula for b in breaks)
        past = concluding and a.sentence < sentence and a.place.paragraph < place.paragraph
        over = past and any(a in cases for cases in rival_cases(_all_of(assumptions, a)))
        before = a.sentence < sentence and a.cue in _SUPPOSED[supposing]
        instead = max((latest_case.get(v, 0) for v in a.statement.free), default=0) > a.case
        before = before or (_is_equation(a) and instead)
        before = before or (a.place.scope != place.scope and a.case < case and a.cue in _EQUATIONS)
        if not (apart or broken or over or before):
            certain.add(a.statement)
    return [s for s in given if s not in certain and any(a.statement is s for a in found)]


def _is_equation(a: Assumption) -> bool:
    """Whether an equation is assumed, so that another one for the same names may come instead."""
    return a.statement.op == "eq" and a.cue in _EQUATIONS


def _all_of(assumptions: Assumptions, a: Assumption) -> list[Assumption]:
    """The assumptions of the same place about the same variable."""
    return [b for b in assumptions.within([a.place.scope]) if b.subject is a.subject]


def _is_passing(a: Assumption) -> bool:
    """Whether an assumption is a value for a sentence or so: "for t = 1", in no list."""
    return a.statement.op == "eq" and a.cue in _SETTING and not a.place.item


def rival_cases(held: Sequence[Assumption]) -> list[list[Assumption]]:
    """Cases of one variable that can't hold together, in their order: `t > 0` and `t < 0`."""
    found: dict[Term, list[Assumption]] = {}
    for a in held:
        if a.subject is not None and a.cue in _CASE:
            found.setdefault(a.subject, []).append(a)
    several = (sorted(cases, key=lambda a: a.offset) for cases in found.values())
    return [cases for cases in several if len(cases) > 1 and _exclude(cases)]


def _exclude(cases: Sequence[Assumption]) -> bool:
    """Whether there is no number that all of the cases allow, as far as floating point tells."""
    lowest, highest = -math.inf, math.inf
    for case in cases:
        if case.statement.op not in ("lt", "le", "eq"):
            return False  # that n is even
        a, b = case.statement.args
        value = closed_value(a if b is case.subject else b)
        if value is None:
            return False
        if case.statement.op == "eq" or b is case.subject:
            lowest = max(lowest, value)
        if case.statement.op == "eq" or a is case.subject:
            highest = min(highest, value)
    return lowest >= highest


def own_case(cases: Sequence[Assumption], offset: int, *, after: bool) -> Assumption:
    """The case that a claim at an offset is under: the next one (`after`), or the last before."""
    if after:
        return next((c for c in cases if c.offset > offset), cases[-1])
    return next((c for c in reversed(cases) if c.offset < offset), cases[0])


def fixing(
    assumptions: Assumptions, name: Term | None, place: Place, sentence: int,
    outer: Mapping[str, str],
) -> list[Assumption]:  # fmt: skip
    """The assumptions that give a name its value at a place."""
    scopes = _around(place, outer)
    return [
        a for a in assumptions.living(scopes, sentence, place.paragraph)
        if a.subject is name and name is not None and a.statement.op == "eq"
        and a.sentence <= sentence and _reaches(a, place, sentence, scopes)
    ]  # fmt: skip


def _around(place: Place, outer: Mapping[str, str]) -> list[str]:
    scopes = [place.scope]
    while scopes[-1] in outer:
        scopes.append(outer[scopes[-1]])
    return scopes


def set_for(
    assumptions: Assumptions, place: Place, sentence: int, outer: Mapping[str, str]
) -> list[Term]:
    """The values that hold for a table: also those of its caption and the paragraph before it."""
    near = [
        a for a in assumptions.within([place.scope])
        if a.sentence < sentence and a.subject is not None
        and a.statement.op == "eq" and a.place.item == place.item
        and (place.scope.startswith("table") or a.place.paragraph >= place.paragraph - 1)
    ]  # fmt: skip
    last = {a.subject: a.statement for a in near}
    return list(dict.fromkeys([*holding(assumptions, place, sentence, outer), *last.values()]))


def _is_over(a: Assumption, later: Assumption) -> bool:
    """Whether an assumption reaches no sentence after that of a later one, or is replaced there."""
    if later.sentence <= a.sentence:
        return False
    if a.cue in ("since", "premise"):
        return True
    if a.cue == later.cue == "solve":
        return True  # another one is asked for
    if a.cue == later.cue == "if" and later.sentence > a.sentence + _MOST_IFS:
        return True
    shared = a.statement.free & later.statement.free
    if later.case > a.case + 1 and _is_equation(a) and _is_equation(later) and shared:
        return True
    if (a.statement, a.cue, a.place.item) == (later.statement, later.cue, later.place.item):
        return a.place.paragraph <= later.place.paragraph
    plain = "eq" not in (a.statement.op, later.statement.op)
    if a.cue == later.cue == "for" and plain and a.subject is not None:
        return a.subject is later.subject and a.place.item == later.place.item
    lasting = later.cue not in _SETTING | {"since", "premise"}
    values = a.statement.op == later.statement.op == "eq" and a.subject is not None
    if values and lasting and (a.subject, a.place.item) == (later.subject, later.place.item):
        return True
    value = a.statement.op == "eq" and a.cue in _SETTING and not a.place.item
    return (a.cue in ("if", "case") or value) and a.place.paragraph < later.place.paragraph


def _reaches(a: Assumption, place: Place, sentence: int, scopes: Sequence[str]) -> bool:
    if a.place.scope not in scopes:
        return False
    if a.place.scope != place.scope:
        return not a.place.item
    if a.cue in ("since", "premise"):
        return a.sentence == sentence
    if a.cue in ("case", "solve"):
        return (a.place.item, a.place.paragraph) == (place.item, place.paragraph)
    if a.cue == "if" and a.sentence != sentence:
        inside = place.item[: len(a.place.item)] == a.place.item
        return inside and a.place.paragraph == place.paragraph
    if a.statement.op == "eq" and a.cue in _SETTING and not a.place.item:
        return a.place.paragraph == place.paragraph
    return place.item[: len(a.place.item)] == a.place.item


def _latest(found: Sequence[Assumption]) -> dict[tuple[Term, str], int]:
    """The last sentence with an assumption about each variable: any, a value, or a case."""
    out: dict[tuple[Term, str], int] = {}
    for a in found:
        if a.subject is None:
            continue
        for kind, met in (("any", True), ("eq", a.statement.op == "eq"), ("case", a.cue in _CASE)):
            if met:
                out[a.subject, kind] = max(a.sentence, out.get((a.subject, kind), a.sentence))
    return out


def _replaced(a: Assumption, latest: Mapping[tuple[Term, str], int]) -> bool:
    """Whether another case of the same variable comes later: `for x < 0` after `for x > 0`."""
    if a.subject is None:
        return False
    kinds = ("any",) if a.statement.op == "eq" else ("eq", "case") if a.cue in _CASE else ("eq",)
    return any(latest.get((a.subject, kind), a.sentence) > a.sentence for kind in kinds)


def subject(statement: Term) -> Term | None:
    """The variable that a statement compares with something closed, if it does.

    >>> from proofs.kernel.terms import ZERO, lt, var
    >>> subject(lt(ZERO, var("x"))) is var("x")
    True
    """
    if len(statement.args) != 2:
        return None
    a, b = statement.args
    if a.op == "var" and not b.free:
        return a
    if b.op == "var" and not a.free:
        return b
    return None
