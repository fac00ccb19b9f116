"""A document as it was understood: each formula beside its source, as text or as data."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..derivation import Diagnostic, Document, Step
from .excerpt import shown


def readings(document: Document) -> str:
    """For each link its place and source, and below what was understood, or why it wasn't."""
    lines: list[str] = []
    for step in _steps(document):
        place = f"{document.name}:{step.span.line}:{step.span.column}"
        lines.append(f"{shown(place)}: {shown(' '.join(step.latex.split()))}")
        lines += [f"    {line}" for line in _understood(step)]
    for diagnostic in document.diagnostics:
        lines.append(_told(document, diagnostic))
    return "\n".join(lines) + "\n" if lines else ""


def readings_as_data(document: Document) -> str:
    """The same as JSON: a list with an object for each link."""
    rows = [
        {
            "line": step.span.line,
            "column": step.span.column,
            "latex": step.latex,
            "kind": step.kind,
            "reading": understood(step),
            "notes": list(step.notes),
            "problem": None if step.problem is None else step.problem.message,
        }
        for step in _steps(document)
    ]
    return json.dumps({"schema": 1, "document": document.name, "formulas": rows}, indent=2)


def understood(step: Step) -> str:
    """What a link was read as, in plain text; nothing where it could not be read."""
    if step.claim is not None:
        return str(step.claim)
    if step.left.term is not None and step.right.term is not None:
        return f"{step.left.term} {step.relation} {step.right.term}"
    return step.form


def _steps(document: Document) -> Iterator[Step]:
    found = [step for derivation in document.derivations for step in derivation.steps]
    return iter(sorted(found, key=lambda step: step.span))


def _understood(step: Step) -> list[str]:
    lines = []
    if step.problem is not None:
        how = f"in form only: {step.form}" if step.form else "not read"
        lines.append(f"{how}: {step.problem.message} [{step.problem.code}]")
    else:
        lines.append(f"{step.kind}: {understood(step) or 'kept as it is written'}")
    return [shown(line) for line in (*lines, *(f"({note})" for note in step.notes))]


def _told(document: Document, diagnostic: Diagnostic) -> str:
    place = f"{document.name}:{diagnostic.span.line}:{diagnostic.span.column}"
    return f"{shown(place)}: {diagnostic.severity}: {shown(diagnostic.message)}"
