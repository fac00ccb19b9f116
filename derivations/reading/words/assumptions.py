"""Assumptions: what a page takes as given, and how far each one reaches."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from proofs.kernel.terms import Term

from ..sources.page import Place
from ..statements.samples import closed_value
from .assumed import EQUATIONS, SETTING, Assumption, Assumptions, is_equation

Supposing = Literal["", "once more", "instead"]
"""Whether a sentence supposes something: besides what was assumed before, or in its place."""
_SUPPOSED: dict[Supposing, frozenset[str]] = {
    "": frozenset(), "once more": frozenset({"if"}), "instead": frozenset({"if", "assume"}),
}  # fmt: skip
_CASE = frozenset({"for", "if"})


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
        if a.sentence <= sentence and (a.lasts or _reaches(a, place, sentence, scopes))
    ]  # fmt: skip
    again = _more_than_once(found)
    kept = found
    if again:
        latest = _latest([a for a in found if a.subject in again])
        kept = [a for a in found if not _replaced(a, latest)]
    if without:
        kept = [a for a in kept if a.statement not in without]
    if over:
        kept = [a for a in kept if a.sentence == sentence or a.cue not in SETTING]
    if anew:
        kept = [a for a in kept if a.sentence == sentence or not a.is_passing]
    values: dict[Term, set[Term]] = {}
    for a in kept if again else ():
        if a.subject in again and a.statement.op == "eq":
            values.setdefault(a.subject, set()).add(a.statement)
    several = {s for found_values in values.values() if len(found_values) > 1 for s in found_values}
    held = dict.fromkeys([a.statement for a in kept])
    return [s for s in held if s not in several] if several else [*held]


def _more_than_once(found: Sequence[Assumption]) -> set[Term]:
    """The variables that several assumptions are about."""
    about = [a.subject for a in found if a.subject is not None]
    if len(set(about)) == len(about):
        return set()
    return {name for name, count in Counter(about).items() if count > 1}


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
    latest_case: dict[Term, int] = {}
    for b in held:
        if b.case and is_equation(b):
            latest_case.update((v, max(b.case, latest_case.get(v, 0))) for v in b.statement.free)
    broken_at = max((b for b in breaks if b < formula), default=-1)
    told = set(given)
    found = [a for a in held if a.statement in told]
    if not (concluding or supposing) and broken_at < 0:
        suspect = {
            a.statement for a in found
            if a.aside != -1 or (latest_case and a.statement.op == "eq")
            or (case and a.place.scope != place.scope)
        }  # fmt: skip
        found = [a for a in found if a.statement in suspect] if suspect else []
    certain = set()
    for a in found:
        apart = a.aside not in (-1, formula)
        broken = a.offset < broken_at
        past = concluding and a.sentence < sentence and a.place.paragraph < place.paragraph
        over = past and any(a in cases for cases in rival_cases(_all_of(assumptions, a)))
        before = a.sentence < sentence and a.cue in _SUPPOSED[supposing]
        before = before or (
            bool(latest_case) and is_equation(a)
            and any(latest_case.get(v, 0) > a.case for v in a.statement.free)
        )  # fmt: skip
        before = before or (a.case < case and a.place.scope != place.scope and a.cue in EQUATIONS)
        if not (apart or broken or over or before):
            certain.add(a.statement)
    doubtful = {a.statement for a in found} - certain
    return [s for s in given if s in doubtful] if doubtful else []


def _all_of(assumptions: Assumptions, a: Assumption) -> list[Assumption]:
    """The assumptions of the same place about the same variable."""
    return [b for b in assumptions.within([a.place.scope]) if b.subject is a.subject]


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
    if a.is_passing:
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
