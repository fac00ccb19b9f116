"""Solutions that are exhibited: "one possible solution is p = 3, s = 2" of an equation before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, both, either

from ...derivation import Side, Step
from ...regex import regex
from ..errors import AMBIGUOUS, MISFIT, UNDEFINED, ReadingError, diagnostic
from ..sources.page import Place
from ..sources.units import Part
from .rewriting import closure

_ANNOUNCED = regex(
    r"\bsolutions?\b[^.;]*?\b(?:is|are|would be|could be|can be)\b[^.;]*$|\bsatisfied (?:by|for)\b"
    r"[^.;]*$|\bsolved by\b[^.;]*$",
    re.IGNORECASE,
)
_NOT = regex(r"\b(?:not|no|only|all|every|exactly|unless)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Constraint:
    """An equation to be solved, where it stands, and whether it follows from the one before."""

    statement: Term
    place: Place
    offset: int
    latex: str
    follows: bool = False


def exhibited(parts: Sequence[Part]) -> list[list[Part]]:
    """The groups of values that a sentence gives as solutions: those between "or" apart."""
    groups: list[list[Part]] = []
    unit = None
    for part in parts:
        gap = part.unit.gap if part.unit is not unit else ","
        unit = part.unit
        told = bool(_ANNOUNCED.search(gap)) and not _NOT.search(gap)
        between = gap.strip(" ,;\n").lower()
        if not is_value(part):
            groups.append([])
        elif told or (groups and groups[-1] and between == "or"):
            groups.append([part])
        elif groups and groups[-1] and between in ("", "and", "with"):
            if _names(part) & {name for one in groups[-1] for name in _names(one)}:
                groups.append([part])  # `x = 1 and x = 3`: another solution
            else:
                groups[-1].append(part)
        else:
            groups.append([])
    return [group for group in groups if group]


def _names(part: Part) -> set[Term]:
    """The names that a statement gives a value."""
    terms = [part.formula.value(side).term for side in part.statement.sides[:-1]]
    return {t for t in terms if t is not None}


def is_value(part: Part) -> bool:
    """Whether a statement is `p = 3`, or `k = s = 4`: names, and a number last."""
    if part.statement.problem is not None or not part.statement.relations:
        return False
    if any(r.kind != "=" for r in part.statement.relations):
        return False
    *names, last = part.statement.sides
    if any(t.text in _WORKED_OUT for a, b in names for t in part.unit.tokens[a:b]):
        return False
    terms = (part.formula.value(side).term for side in names)
    if not all(t is not None and t.op == "var" for t in terms):
        return False
    value = part.formula.value(last).term
    return value is not None and not value.free and value.sort.name != "family"


_WORKED_OUT = frozenset(
    "+ / \\frac \\tfrac \\dfrac \\lim \\sum \\prod \\int \\sqrt \\cdot \\times \\exp \\log".split()
)
"""What stands in no name, so that a side with it need not be read to see that it is none."""


def asked_of(constraints: Sequence[Constraint], place: Place) -> Constraint | None:
    """The equation that a solution solves: where several follow from each other, the first."""
    here = [
        c for c in constraints
        if (c.place.scope, c.place.item) == (place.scope, place.item) and not _is_found(c)
    ]  # fmt: skip
    if not here:
        return None
    at = len(here) - 1
    while at > 0 and here[at].follows:
        at -= 1
    return here[at]


def _is_found(constraint: Constraint) -> bool:
    """Whether it is no equation but what solves one: `x = 0`."""
    statement = constraint.statement
    return statement.op == "eq" and statement.args[0].op == "var" and not statement.args[1].free


_KIND = regex(
    r"\b(?:integers?|negative|positive|natural|rational|irrational|non-?zero|odd|even|whole)\b",
    re.IGNORECASE,
)
"""Words for the numbers that are asked for, right before an equation."""


def beside(constraints: Sequence[Constraint], of: Constraint) -> list[Constraint]:
    """The other equations at the place of one, which a solution of a system has to meet too."""
    return [
        c for c in constraints
        if c is not of and not c.follows and not _is_found(c) and c.statement is not of.statement
        and (c.place.scope, c.place.item) == (of.place.scope, of.place.item)
        and abs(c.place.paragraph - of.place.paragraph) <= 1
    ]  # fmt: skip


_ELSEWHERE = regex(
    r"\b(?:first|second|third|fourth|last|latter|former|original|initial|other|respectively|back"
    r"|answers?|solutions?:|results?)\b|\([a-z]{1,4}\)|(?<![\w.(])[a-z]\)|(?<![\w.(])\d{1,2}[.)]\s",
    re.IGNORECASE,
)
"""Words and labels that may send a reader back to an equation that isn't the last."""


def perhaps_of(
    constraints: Sequence[Constraint], of: Constraint, answered: Sequence[int], told: str,
    place: Place,
) -> list[Constraint]:  # fmt: skip
    """The equations that a solution may be meant to solve, the one that it is put into among them.

    Those after the last solution (`answered`: where these stood) that came before the equation; all
    of the section where what is `told` in between sends the reader back, or the solution stands in
    another paragraph than an equation of a list.
    """
    anywhere = bool(_ELSEWHERE.search(told)) or (
        bool(of.place.item) and of.place.paragraph != place.paragraph
    )
    since = -1 if anywhere else max((at for at in answered if at < of.offset), default=-1)
    return [
        c for c in constraints
        if c is of or (
            not c.follows and not _is_found(c) and c.offset > since
            and c.place.scope == of.place.scope and (anywhere or c.place.item == of.place.item)
        )
    ]  # fmt: skip


def solution_step(
    group: Sequence[Part], of: Constraint, others: Sequence[Constraint], given: Sequence[Term],
    perhaps: Sequence[Constraint] = (),
) -> Step:  # fmt: skip
    """The claim that the values of a group solve an equation, by putting them in.

    They have to meet what else is asked of their names; nothing is refuted by that alone, nor where
    they solve another equation that is `perhaps` meant.
    """
    first, last = group[0], group[-1]
    formula = first.formula
    start, _ = formula.bounds(*first.statement.sides[0])
    _, end = last.formula.bounds(*last.statement.sides[-1])
    source = formula.source
    values = _values(group)
    left = formula.value(first.statement.sides[0])
    right = formula.value(first.statement.sides[1])
    claim, under, problem = None, None, None
    note = f"put into {of.latex}"
    try:
        alone = _claim(values, of.statement, given, first, (start, end))
        more = [c for c in others if _is_about(c.statement, values, given)]
        asked = [c for c in given if _is_about(c, values, given) and not _is_given(c, values)]
        claim = alone
        told = source.text[max(of.offset - 60, 0) : of.offset].rpartition(".")[2]
        if _KIND.search(told) and not asked:
            raise ReadingError(
                AMBIGUOUS, "which numbers are asked for is told in words", start, end
            )
        meant = [c.statement for c in perhaps if _is_about(c.statement, values, given)]
        meant += [c for c in asked if c.op == "eq"]
        either_of = list(dict.fromkeys([of.statement, *meant]))
        if more or asked or len(either_of) > 1:
            whole = both(of.statement, *(c.statement for c in more), *asked)
            claim = _claim(values, whole, given, first, (start, end))
            under = _claim(values, either(*either_of), given, first, (start, end))
            note = "; ".join([note, *(f"and into {c.latex}" for c in more)])
    except ReadingError as error:
        problem = diagnostic(error, source)
    return Step(
        Side(left.side.latex, left.side.span, left.term), "=", right.side, "claim",
        source.text[start:end], source.span(start, end), claim, (note,), problem, under=under,
    )  # fmt: skip


def _is_about(statement: Term, values: dict[Term, Term], given: Sequence[Term]) -> bool:
    """Whether a statement speaks of the names that have values, and of no other unknown."""
    fixed = {c.args[0] for c in given if c.op == "eq" and not c.args[1].free}
    return bool(statement.free & values.keys()) and statement.free <= values.keys() | fixed


def _is_given(statement: Term, values: dict[Term, Term]) -> bool:
    """Whether a condition gives a name the value that it has in the solution."""
    return statement.op == "eq" and values.get(statement.args[0]) is statement.args[1]


def _values(group: Sequence[Part]) -> dict[Term, Term]:
    out: dict[Term, Term] = {}
    for part in group:
        *names, value = (part.formula.value(side).term for side in part.statement.sides)
        for name in names:
            if name is not None and value is not None:
                out[name] = value
    return out


def _claim(
    values: dict[Term, Term], statement: Term, given: Sequence[Term], part: Part,
    place: tuple[int, int],
) -> Claim:  # fmt: skip
    used = {name: value for name, value in values.items() if name in statement.free}
    context = part.formula.context
    definitions = closure((statement,), context, place)
    fixed = {
        c.args[0] for c in given if c.op == "eq" and c.args[0].op == "var" and not c.args[1].free
    }
    known = {d.head for d in definitions} | {p for d in definitions for p in d.parameters}
    open_names = statement.free - used.keys() - fixed - known
    if not used or open_names:
        name = min(map(str, open_names or values))
        message = f"{name} has no value in this solution" if used else f"{name} is no unknown here"
        raise ReadingError(UNDEFINED, message, *place)
    about = [c for c in given if c.free <= statement.free - used.keys() and c.free]
    try:
        return Claim.exists(used, statement, given=about, definitions=definitions)
    except (ClaimError, TermError) as error:
        raise ReadingError(MISFIT, str(error), *place) from error
