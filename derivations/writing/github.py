"""A report as annotations of GitHub Actions: lines that the runner shows beside the source."""

from __future__ import annotations

from collections.abc import Sequence

from ..report import Report
from .told import Told, told

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
KEPT = 10
"""GitHub keeps so many annotations of each kind a step; what is more stands in the log."""


def github(reports: Sequence[Report]) -> str:
    """A line for each thing to tell, the first of each kind as commands.

    >>> github([Report("empty.md", "", ())])
    ''
    """
    counts: dict[str, int] = {}
    lines = []
    for report in reports:
        for one in told(report):
            command = COMMANDS[one.diagnostic.severity]
            counts[command] = counts.get(command, 0) + 1
            write = _command if counts[command] <= KEPT else _logged
            lines.append(write(report.document, command, one))
    return "".join(f"{line}\n" for line in lines)


def _command(document: str, command: str, one: Told) -> str:
    span = one.diagnostic.span
    fields = {
        "title": f"derive ({one.diagnostic.code})", "file": document, "line": span.line,
        "col": span.column, "endLine": span.end_line, "endColumn": span.end_column,
    }  # fmt: skip
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in fields.items())
    return f"::{command} {shown}::{_data(one.text)}"


def _logged(document: str, command: str, one: Told) -> str:
    """A line of the log; nothing in it may be taken for a command."""
    span = one.diagnostic.span
    said = f"{document}:{span.line}:{span.column}: {command} {one.diagnostic.code}: {one.text}"
    return " ".join(said.split()).replace("::", ": :")


def _data(text: str) -> str:
    """Text as a command takes it.

    >>> _data("50 % of\\nit")
    '50 %25 of%0Ait'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
