"""Solutions that are exhibited: "one possible solution is p = 3, s = 2" of an equation before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError

from ...derivation import Side, Step
from ..errors import MISFIT, UNDEFINED, ReadingError, diagnostic
from ..sources.page import Place
from ..sources.units import Part
from .rewriting import closure

_ANNOUNCED = re.compile(
    r"\bsolutions?\b[^.;]*?\b(?:is|are|would be|could be|can be)\b[^.;]*$|\bsatisfied (?:by|for)\b"
    r"[^.;]*$|\bsolved by\b[^.;]*$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|only|all|every|exactly|unless)\b", re.IGNORECASE)


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
    here = [c for c in constraints if (c.place.scope, c.place.item) == (place.scope, place.item)]
    if not here:
        return None
    at = len(here) - 1
    while at > 0 and here[at].follows:
        at -= 1
    return here[at]


def solution_step(group: Sequence[Part], of: Constraint, given: Sequence[Term]) -> Step:
    """The claim that the values of a group solve an equation, by putting them in."""
    first, last = group[0], group[-1]
    formula = first.formula
    start, _ = formula.bounds(*first.statement.sides[0])
    _, end = last.formula.bounds(*last.statement.sides[-1])
    source = formula.source
    values = _values(group)
    left = formula.value(first.statement.sides[0])
    right = formula.value(first.statement.sides[1])
    claim, problem = None, None
    try:
        claim = _claim(values, of, given, first, (start, end))
    except ReadingError as error:
        problem = diagnostic(error, source)
    note = f"put into {of.latex}"
    return Step(
        Side(left.side.latex, left.side.span, left.term), "=", right.side, "claim",
        source.text[start:end], source.span(start, end), claim, (note,), problem,
    )  # fmt: skip


def _values(group: Sequence[Part]) -> dict[Term, Term]:
    out: dict[Term, Term] = {}
    for part in group:
        *names, value = (part.formula.value(side).term for side in part.statement.sides)
        for name in names:
            if name is not None and value is not None:
                out[name] = value
    return out


def _claim(
    values: dict[Term, Term], of: Constraint, given: Sequence[Term], part: Part,
    place: tuple[int, int],
) -> Claim:  # fmt: skip
    used = {name: value for name, value in values.items() if name in of.statement.free}
    context = part.formula.context
    definitions = closure((of.statement,), context, place)
    fixed = {
        c.args[0] for c in given if c.op == "eq" and c.args[0].op == "var" and not c.args[1].free
    }
    known = {d.head for d in definitions} | {p for d in definitions for p in d.parameters}
    open_names = of.statement.free - used.keys() - fixed - known
    if not used or open_names:
        name = min(map(str, open_names or values))
        message = f"{name} has no value in this solution" if used else f"{name} is no unknown here"
        raise ReadingError(UNDEFINED, message, *place)
    about = [c for c in given if c.free <= of.statement.free - used.keys() and c.free]
    try:
        return Claim.exists(used, of.statement, given=about, definitions=definitions)
    except (ClaimError, TermError) as error:
        raise ReadingError(MISFIT, str(error), *place) from error
