"""Derivation, Step, and where they stand in the source: a chain of links as it was written.

Every reader makes these, and every judge and writer takes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from proofs.claim import Claim
from proofs.kernel.terms import Term
from proofs.kernel.terms.definitions import Definition
from proofs.showing import Showable

Kind = Literal["claim", "definition", "assumption", "constraint", "goal", "conclusion"]


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the source: 1-based lines and columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


NOWHERE = Span(0, 0, 0, 0)
"""The place of what stands in no source: a step that was worked out, not read."""


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
class Reason:
    """Why a link holds, as a reader is told it.

    `text` is a phrase with its mathematics between dollar signs ("factor $e^c$ out of the sum");
    `rule` the name of the rule that it applies, `source` where that rule is stated (DLMF 4.8.2).
    """

    text: str
    rule: str = ""
    source: str = ""


@dataclass(frozen=True)
class Step:
    """One link as written: `left relation right`.

    `latex` is the whole link (for a continuation line, the line; its left side is the one before).
    `claim` is what there is to judge: None for what is not judged, or could not be read; then
    `problem` says why. `notes` say how something was read where that was in doubt. `unknown` are
    the names of which the page may say more than is read: a counterexample may not be meant.
    `reason` is why it holds, where that is said.
    `form` is what stands over what in a link that was read, but whose meaning is not known, for
    the reason that `problem` gives.
    `infinite`: its sides may both be meant as infinite, so that having no value refutes nothing;
    `partial`: nor does it where a function is given for some arguments only.
    `everywhere`: what it says to differ is said to do so at every point, "surely" or "perhaps".
    Where it gives a solution of equations, `solves` claim that it is one, if not the only one;
    `generic` is the claim where no name of it is 0, `never` that it holds nowhere.
    `under` is the claim with what may still be assumed at its place: nothing is refuted that holds
    so. `special` is a case of the claim in which a counterexample is meant, whatever is `unknown`;
    `special_is` says how.
    `readings` are what it claims as each of several readings; it is proved where all of them are.
    `within` is the claim where the sides before it in its chain are defined: nothing is refuted
    that holds there; `nearby` the same under equations that stand near it. `confirmed_by` are links
    beside it: if they are proved, what it leaves out is meant as it is read. `rounded` is what it
    claims of vectors to the digits shown.
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
    reason: Reason | None = None
    form: str = ""
    infinite: bool = False
    partial: bool = False
    under: Claim | None = None
    solves: tuple[Claim, ...] = ()
    generic: Claim | None = None
    never: Claim | None = None
    special: Claim | None = None
    special_is: str = "there all variables are independent; it fails even so"
    everywhere: str = ""
    readings: tuple[Claim, ...] = ()
    within: Claim | None = None
    nearby: Claim | None = None
    confirmed_by: tuple[Claim, ...] = ()
    rounded: Claim | None = None

    @property
    def is_judged(self) -> bool:
        """Whether it gets a verdict: it claims something, or could not be read."""
        if self.problem is not None:
            return self.kind == "claim" or not self.form
        return self.claim is not None


@dataclass(frozen=True)
class Derivation(Showable):
    """Links in a row, A = B = C; `ends` claims first = last where there are two links or more (not
    `ends_sure`: only a proof of it counts, as more may be said of them than is read).

    `id` names the chain ("q3", or the heading's slug) and is unique in its document. What is worked
    out in several chains (a limit from both sides, one case for each sign) has them as `parts`;
    `opening` is what is said before it ("For $x > 0$:") and `closing` what is concluded after it,
    both text with mathematics between dollar signs.
    """

    id: str
    steps: tuple[Step, ...]
    ends: Claim | None = None
    opening: str = ""
    parts: tuple[Derivation, ...] = ()
    closing: str = ""
    ends_sure: bool = True

    def all_steps(self) -> tuple[Step, ...]:
        """Its own links, then those of its parts, in the order in which they are shown."""
        return self.steps + tuple(step for part in self.parts for step in part.all_steps())


@dataclass(frozen=True)
class Document:
    """A source as it was read: its chains in order, and what is to be said about the rest.

    `definitions` are those of its names, an outer scope's before an inner one's.
    """

    name: str
    text: str
    derivations: tuple[Derivation, ...]
    diagnostics: tuple[Diagnostic, ...]
    definitions: tuple[Definition, ...] = ()
