"""A report as text for the terminal: a message for each link that isn't proved, then the count."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from ..derivation import Diagnostic, Span
from ..report import Assertion, Outcome, Report
from .excerpt import excerpt, shown

_SEVERITY = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_OUTCOME: dict[Outcome, str] = {
    "proved": "green",
    "refuted": "red",
    "undecided": "cyan",
    "unreadable": "yellow",
}
_GUTTER = "blue"
_MOST_LINES = 4


def terminal(report: Report, *, width: int = 100, verbose: bool = False) -> Text:
    """The whole report, lines ending in newlines; `verbose` adds a line for every link.

    >>> print(terminal(Report("empty.md", "", ())), end="")
    empty.md: nothing to judge: the document is empty
    """
    out = Text()
    lines = report.text.split("\n")
    for diagnostic in _diagnostics(report):
        out.append_text(message(diagnostic, report.document, lines, width=width))
        out.append("\n")
    if verbose and report.assertions:
        out.append_text(_every_link(report, width))
        out.append("\n")
    out.append_text(_weaker(report))
    out.append_text(_summary(report))
    return out


def message(diagnostic: Diagnostic, document: str, lines: list[str], *, width: int = 100) -> Text:
    """One diagnostic in the manner of rustc: what, where, the line with a caret, and the notes."""
    style = _SEVERITY[diagnostic.severity]
    span = diagnostic.span
    out = Text()
    out.append(f"{diagnostic.severity}[{diagnostic.code}]", style)
    out.append(f": {shown(diagnostic.message)}\n", "bold")
    out.append(" --> ", _GUTTER)
    out.append(f"{shown(document)}:{span.line}:{span.column}\n")
    margin = " " * (len(str(span.end_line)) + 1)
    stretches = list(_stretches(span, lines))
    if stretches:
        out.append(f"{margin}|\n", _GUTTER)
        room = max(20, width - len(margin) - 2)
        for position, (number, start, end) in enumerate(stretches):
            if position and number > stretches[position - 1][0] + 1:
                out.append("...\n", _GUTTER)
            label = diagnostic.label if position == len(stretches) - 1 else ""
            out.append(f"{number:>{len(margin) - 1}} | ", _GUTTER)
            found = excerpt(lines[number - 1], start, end, width=room)
            out.append(found.text.rstrip() + "\n")
            _caret(out, f"{margin}| ", found.caret, found.caret_width, shown(label), style, room)
    for note in diagnostic.notes:
        out.append(f"{margin}= ", _GUTTER)
        out.append(f"{shown(note)}\n")
    return out


def _stretches(span: Span, lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """A span's lines as (number, start, end), 0-based; the middle of a long span is left out."""
    numbers = range(span.line, min(span.end_line, len(lines)) + 1)
    for number in numbers:
        if len(numbers) >= _MOST_LINES and numbers[1] < number < numbers[-1]:
            continue
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
        end = span.end_column - 1 if number == span.end_line else len(line.rstrip())
        if start < end or len(numbers) == 1:
            yield number, start, end


def _caret(
    out: Text, gutter: str, start: int, length: int, label: str, style: str, room: int
) -> None:
    out.append(gutter, _GUTTER)
    out.append(" " * start + "^" * length, style)
    if label and start + length + 1 + cell_len(label) > room:
        out.append(f"\n{gutter}", _GUTTER)
        out.append(" " * max(0, min(start, room - cell_len(label))) + label, style)
    elif label:
        out.append(f" {label}", style)
    out.append("\n")


def _diagnostics(report: Report) -> list[Diagnostic]:
    found = [a.diagnostic for a in report.assertions if a.diagnostic is not None]
    return sorted(dict.fromkeys([*found, *report.diagnostics]), key=lambda told: told.span)


def _every_link(report: Report, width: int) -> Text:
    out = Text()
    places = [f"{a.span.line}:{a.span.column}" for a in report.assertions]
    wide = max(map(len, places))
    for place, assertion in zip(places, report.assertions, strict=True):
        verdict = assertion.verdict
        out.append(f"{verdict or assertion.kind:<12}", _OUTCOME[verdict] if verdict else "dim")
        one_line = " ".join(assertion.latex.split())
        text = excerpt(one_line, 0, 0, width=max(20, width - wide - 14)).text
        out.append(f"{place:<{wide}}  {text}\n")
    return out


def _weaker(report: Report) -> Text:
    """The links proved with a condition or a caveat, gathered by what it is."""
    places: dict[str, list[str]] = {}
    for assertion in report.assertions:
        if assertion.verdict == "proved":
            for how in _reservations(assertion):
                at = places.setdefault(how, [])
                if str(assertion.span.line) not in at:
                    at.append(str(assertion.span.line))
    out = Text()
    for how, at in places.items():
        out.append("proved", _OUTCOME["proved"])
        out.append(f" {shown(how)}: {'line' if len(at) == 1 else 'lines'} {', '.join(at)}\n")
    return out.append("\n") if places else out


def _reservations(assertion: Assertion) -> Iterator[str]:
    if assertion.conditions:
        yield f"where {', '.join(assertion.conditions)}"
    yield from (f"({caveat})" for caveat in assertion.caveats)


def _summary(report: Report) -> Text:
    out = Text(f"{shown(report.document)}: ")
    if not report.assertions:
        why = "found no mathematics to judge" if report.text.strip() else "the document is empty"
        return out.append(f"nothing to judge: {why}\n")
    for position, (outcome, style) in enumerate(_OUTCOME.items()):
        count = report.count(outcome)
        out.append(", " if position else "")
        out.append(f"{count} {outcome}", style if count else "")
    told = report.second_opinions()
    if told:
        out.append("; z3 agrees on {agrees}, disagrees on {disagrees}".format(**told))
        out.append(", is silent on {silent}".format(**told))
    others = sum(a.verdict is None for a in report.assertions)
    if others:
        out.append(f"; {others} not judged (definitions, assumptions, goals)")
    return out.append("\n")
