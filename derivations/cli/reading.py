"""`derive read`: each formula of documents as it was understood."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .app import COULD_NOT_RUN, MEMORY, REFUTED, STANDARD_INPUT, Format, app, complain, guarded


@app.command()
def read(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Markdown or LaTeX documents; - is standard input."),
    ],
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
) -> None:
    """Show each formula of documents as it was understood, beside its source.

    Exit status: 0 all was read; 1 something was not; 2 it could not run.
    """
    raise typer.Exit(guarded(lambda: _read(files, form), memory=MEMORY))


def _read(files: list[str], form: Format) -> int:
    from ..documents import MAX_BYTES, DocumentError, document_of
    from ..writing.readings import readings, readings_as_data

    status = 0
    for file in files:
        try:
            given = sys.stdin.buffer.read(MAX_BYTES + 1) if file == STANDARD_INPUT else None
            document = document_of(file, given)
        except DocumentError as error:
            complain(f"{file}: {error}")
            status = COULD_NOT_RUN
            continue
        write = readings if form is Format.text else readings_as_data
        typer.echo(write(document), nl=form is Format.json)
        unread = any(s.problem is not None for d in document.derivations for s in d.steps)
        if unread or any(d.severity == "error" for d in document.diagnostics):
            status = max(status, REFUTED)
    sys.stdout.flush()
    return status
