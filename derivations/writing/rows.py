"""A derivation as rows to be set: each link with what is left of its relation, if that is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs.claim import Claim
from proofs.verdict import Proved

from ..derivation import Derivation, Side, Step
from ..writeup import WriteupError
from .latex import latex
from .mathematics import MathematicsError, permitted

RELATIONS = {
    "=": "=", "!=": r"\neq", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge",
    "approx": r"\approx", "in": r"\in", "iff": r"\iff", "implies": r"\implies",
    ":=": "=",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One link: `left` is empty where the row above ends in it; `reason` is a text."""

    left: str
    relation: str
    right: str
    reason: str


def rows(derivation: Derivation, verdicts: Mapping[Claim, Proved]) -> tuple[Row, ...]:
    """The links of a derivation (not those of its parts), conditions of verdicts with the reasons.

    Raises WriteupError where a side can't be shown.
    """
    found: list[Row] = []
    before = ""
    for step in derivation.steps:
        left, right = shown_side(step.left), shown_side(step.right)
        reason = "" if step.reason is None else step.reason.text
        notes = _reservations(verdicts.get(step.claim)) if step.claim is not None else []
        text = "; ".join([*([reason] if reason else []), *notes])
        found.append(Row("" if left == before else left, _relation(step.relation), right, text))
        before = right
    return tuple(found)


def shown_side(side: Side) -> str:
    """One side in LaTeX: as it was written where that may be, else as it was understood."""
    try:
        return permitted(side.latex)
    except MathematicsError as error:
        if side.term is None:
            raise WriteupError(f"{side.latex}: {error}") from error
    return latex(side.term)


def shown_link(step: Step) -> str:
    """A whole link in LaTeX."""
    return f"{shown_side(step.left)} {_relation(step.relation)} {shown_side(step.right)}"


def _relation(relation: str) -> str:
    return RELATIONS.get(relation) or permitted(relation)


def _reservations(verdict: Proved | None) -> list[str]:
    """Where a link holds, and the weaker ways in which it does."""
    if verdict is None:
        return []
    where = ", ".join(f"${latex(condition)}$" for condition in verdict.conditions)
    return ([f"where {where}"] if where else []) + list(verdict.caveats)
