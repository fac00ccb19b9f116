"""Derivation, Step, and where they stand in the source: a chain of links as it was written.

Every reader makes these, and every judge and writer takes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofs.claim import Claim
from proofs.kernel.terms import Term

Kind = Literal["claim", "definition", "assumption", "constraint", "goal"]


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the source: 1-based lines and columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Diagnostic:
    """Something to tell the person about a place in the source.

    `code` (D followed by digits) never changes meaning; `message` stands alone on one line; `label`
    is what stands under the caret; `notes` are further lines, such as "help: ...".
    """

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    span: Span
    label: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Side:
    """One side of a link: its source as written, where, and the term it was read as (if it was)."""

    latex: str
    span: Span
    term: Term | None = None


@dataclass(frozen=True)
class Step:
    """One link as written: `left relation right`.

    `latex` is the whole link (for a continuation line, the line; its left side is the one before).
    `claim` is what there is to judge: None for what is not judged, or could not be read; then
    `problem` says why. `notes` say how something was read where that was in doubt. `unknown` are
    the names of which the page may say more than is read: a counterexample may not be meant.
    """

    left: Side
    relation: str
    right: Side
    kind: Kind
    latex: str
    span: Span
    claim: Claim | None = None
    notes: tuple[str, ...] = ()
    problem: Diagnostic | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Derivation:
    """Links in a row, A = B = C; `ends` claims first = last where there are two links or more.

    `id` names the chain ("q3", or the heading's slug) and is unique in its document.
    """

    id: str
    steps: tuple[Step, ...]
    ends: Claim | None = None


@dataclass(frozen=True)
class Document:
    """A source as it was read: its chains in order, and what is to be said about the rest."""

    name: str
    text: str
    derivations: tuple[Derivation, ...]
    diagnostics: tuple[Diagnostic, ...]
