"""What is to be told of a report, one by one: the diagnostics of its links, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..derivation import Diagnostic
from ..report import Assertion, Report


@dataclass(frozen=True)
class Told:
    """A diagnostic, and the link that it is about, if it is about one."""

    diagnostic: Diagnostic
    link: Assertion | None = None

    @property
    def text(self) -> str:
        """All that is said, in lines."""
        said = self.diagnostic.message
        if self.diagnostic.label:
            said += f": {self.diagnostic.label}"
        return "\n".join((said, *self.diagnostic.notes))


CODES = {
    "D001": ("delimiter", "a delimiter, such as a dollar sign, without its partner"),
    "D002": ("brackets", "brackets or braces that do not match"),
    "D003": ("unknown-command", "an unknown command"),
    "D004": ("expected", "something else was expected here"),
    "D005": ("ambiguous", "two readings are possible"),
    "D006": ("misfit", "values that do not fit together"),
    "D007": ("notation", "a notation that is not read yet"),
    "D008": ("too-big", "too long, or nested too deep"),
    "D009": ("arrow", "a labelled arrow, or an implication"),
    "D010": ("table", "a table"),
    "D011": ("no-definition", "a name without a definition"),
    "D012": ("lengths", "lengths that do not agree"),
    "D104": ("refuted", "a step is refuted"),
    "D105": ("ends-differ", "the first and the last side of a chain differ"),
    "D201": ("undecided", "a step could not be decided"),
    "D301": ("disagreement", "a second opinion on a verdict disagrees with it"),
    "D302": ("fault", "the program itself failed at a step or formula"),
}
"""For each code a name, and what it means."""


def told(report: Report) -> Iterator[Told]:
    """Everything that a report has to tell, in the order of the document.

    >>> list(told(Report("empty.md", "", ())))
    []
    """
    found = [Told(a.diagnostic, a) for a in report.assertions if a.diagnostic is not None]
    found += [Told(d) for d in report.diagnostics]
    yield from sorted(found, key=lambda t: t.diagnostic.span)
