r"""An explanation for the terminal, as LaTeX, and as data: each link with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from rich.text import Text

from ..derivation import Derivation, Step
from ..writeup import Block, Chain, Display, Paragraph, Writeup, checked
from .excerpt import shown
from .plain import plain, plain_text
from .tex.writeup import fragment

Outcome = Literal["proved", "refuted", "undecided"]
_STYLES = {"proved": "bold green", "refuted": "bold red", "undecided": "bold cyan"}
_REASON = "dim"
_INDENT, _GAP = "  ", "   "
_RELATIONS = " =≠<≤>≥≈⇔⇒∈"
_LONG = 24
"""Longest left side that is not put in a line of its own."""


@dataclass(frozen=True)
class Explained:
    """A claim in LaTeX, what was found, and how it is explained (nothing, where it is undecided).

    `conditions` are those under which the claim holds, in LaTeX; `message` says more in words.
    """

    latex: str
    outcome: Outcome
    derivation: Derivation | None = None
    conditions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    message: str = ""


def explanation_text(explained: Explained, *, width: int = 100) -> Text:
    """The verdict, then the steps, their reasons in a column.

    >>> print(explanation_text(Explained("x = x", "proved")), end="")
    proved: x = x
    """
    out = Text()
    out.append(explained.outcome, _STYLES[explained.outcome])
    out.append(f": {shown(plain(explained.latex))}\n")
    if explained.conditions:
        out.append(f"where {', '.join(map(plain, explained.conditions))}\n")
    if explained.caveats:
        out.append(f"({'; '.join(explained.caveats)})\n")
    if explained.message:
        out.append(f"{plain_text(explained.message)}\n")
    if explained.derivation is not None:
        out.append("\n")
        out.append_text(_derivation(explained.derivation, width, _INDENT))
    return out


def _derivation(derivation: Derivation, width: int, indent: str) -> Text:
    out = Text()
    if derivation.opening:
        out.append(f"{indent}{plain_text(derivation.opening)}\n")
    inner = indent + (_INDENT if derivation.opening else "")
    rows = [(lead, shown(plain(s.right.latex)), _reason(s)) for lead, s in _leads(derivation)]
    if derivation.steps and not rows[0][0].strip(_RELATIONS):
        out.append(f"{inner}{shown(plain(derivation.steps[0].left.latex))}\n")
    column = max((cell_len(inner + lead + " " + right) for lead, right, _ in rows), default=0)
    for lead, right, reason in rows:
        line = f"{inner}{lead} {right}"
        out.append(line)
        if reason and column + len(_GAP) + cell_len(reason) <= width:
            out.append(" " * (column - cell_len(line)) + _GAP)
            out.append(reason, _REASON)
        elif reason:
            out.append(f"\n{inner}    ")
            out.append(f"({reason})", _REASON)
        out.append("\n")
    for part in derivation.parts:
        out.append_text(_derivation(part, width, inner))
    if derivation.closing:
        out.append(f"{indent}{plain_text(derivation.closing)}\n")
    return out


def _leads(derivation: Derivation) -> Iterator[tuple[str, Step]]:
    """What stands before each right side: the first left side with its relation, then relations."""
    room = 0
    for place, step in enumerate(derivation.steps):
        relation = plain(step.relation)
        first = shown(plain(step.left.latex))
        if place == 0 and cell_len(first) > _LONG:
            room = len(_INDENT)
            yield " " * room + relation, step
        elif place == 0:
            room = cell_len(first) + 1
            yield f"{first} {relation}", step
        else:
            yield " " * room + relation, step


def _reason(step: Step) -> str:
    return plain_text(step.reason.text) if step.reason is not None else ""


def explanation_latex(explained: Explained) -> str:
    r"""A fragment to \input: the claim, and its chains with their reasons.

    Raises WriteupError where a link is not proved, or the claim can't be written.
    """
    blocks: list[Block] = [Display(explained.latex), *_blocks(explained)]
    return fragment(checked(Writeup(explained.outcome, tuple(blocks))), {})


def _blocks(explained: Explained) -> Iterator[Block]:
    said = [explained.outcome.capitalize()]
    if explained.conditions:
        said.append(" where " + ", ".join(f"${c}$" for c in explained.conditions))
    said += [f" ({caveat})" for caveat in explained.caveats]
    yield Paragraph("".join(said) + ".")
    if explained.derivation is not None:
        yield Chain(explained.derivation)


def explanation_json(explained: Sequence[Explained]) -> str:
    """The same as JSON: an object, of a chain of several claims a list of them."""
    rows = [_object(one) for one in explained]
    return json.dumps(rows[0] if len(rows) == 1 else rows, indent=2, ensure_ascii=False)


def _object(explained: Explained) -> dict[str, object]:
    return {
        "schema": 1,
        "claim": explained.latex,
        "verdict": explained.outcome,
        "conditions": list(explained.conditions),
        "caveats": list(explained.caveats),
        "message": explained.message,
        "explanation": None if explained.derivation is None else _data(explained.derivation),
    }


def _data(derivation: Derivation) -> dict[str, object]:
    return {
        "opening": derivation.opening,
        "steps": [
            {
                "left": step.left.latex,
                "relation": step.relation,
                "right": step.right.latex,
                "reason": step.reason.text if step.reason is not None else "",
                "rule": step.reason.rule if step.reason is not None else "",
                "source": step.reason.source if step.reason is not None else "",
            }
            for step in derivation.steps
        ],
        "parts": [_data(part) for part in derivation.parts],
        "closing": derivation.closing,
    }
