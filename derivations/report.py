"""Report: every link with its verdict. Each output format is written from this one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .derivation import Diagnostic, Kind, Span

Outcome = Literal["proved", "refuted", "undecided", "unreadable"]
SecondOpinion = Literal["agrees", "disagrees", "silent"]
SECOND_OPINIONS: tuple[SecondOpinion, ...] = ("agrees", "disagrees", "silent")


@dataclass(frozen=True)
class Witness:
    """Where the two sides differ: exact values by name, and both sides there, in digits."""

    at: dict[str, str]
    left: str
    right: str


@dataclass(frozen=True)
class Assertion:
    """One link as written, and what was found; the fields are those of the JSON report.

    `right_span` is where the right side (what the caret is put under) stands. `tried` and
    `diagnostic` serve the writers of text: what was tried for an undecided link, and what to tell
    the person about a link that isn't proved. `message` is the first line of that. `meant` is false
    where nothing says what something in the link stands for: only its form could be read, or it
    rests on a name such as E that the kernel knows nothing of. `second_opinion` is what another
    program says of the verdict, where it was asked.
    """

    id: str
    span: Span
    latex: str
    left: str
    relation: str
    right: str
    right_span: Span
    reading: str
    kind: Kind
    verdict: Outcome | None
    conditions: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    method: str | None = None
    trust: Literal["kernel", "sympy"] | None = None
    witness: Witness | None = None
    nearest: str | None = None
    message: str = ""
    seconds: float = 0.0
    tried: tuple[str, ...] = ()
    diagnostic: Diagnostic | None = None
    meant: bool = True
    second_opinion: SecondOpinion | None = None


@dataclass(frozen=True)
class Chain:
    """The links of one chain by id, and the verdict on first = last (None: not judged).

    `conclusion` is that equality as an assertion of its own, where it is proved. No link, it counts
    for none.
    """

    assertions: tuple[str, ...]
    first_equals_last: Outcome | None
    conclusion: Assertion | None = None


@dataclass(frozen=True)
class Report:
    """A document's links with their verdicts, its chains, and what could not be read."""

    document: str
    text: str
    assertions: tuple[Assertion, ...]
    chains: tuple[Chain, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def count(self, verdict: Outcome) -> int:
        """How many links have this verdict.

        >>> Report("empty.md", "", ()).count("proved")
        0
        """
        return sum(a.verdict == verdict for a in self.assertions)

    def second_opinions(self) -> dict[SecondOpinion, int]:
        """How many links each second opinion is on; empty where none was asked for.

        >>> Report("empty.md", "", ()).second_opinions()
        {}
        """
        told = [a.second_opinion for a in self.assertions if a.second_opinion is not None]
        return {says: told.count(says) for says in SECOND_OPINIONS} if told else {}
