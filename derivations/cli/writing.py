"""`derive write`: a worked derivation of the library as a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .app import COULD_NOT_RUN, app, complain, guarded


@app.command()
def write(
    topic: Annotated[str, typer.Argument(help="A topic of the library.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Where to: .tex, .pdf or .html."),
    ],
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A template of your own (jinja2), instead of ours."),
    ] = None,
    fragment: Annotated[
        bool, typer.Option("--fragment", help="LaTeX to \\input, not a whole document.")
    ] = False,
) -> None:
    """Write a worked derivation, every link of it proved, as LaTeX, PDF or HTML.

    Exit status: 0 it is written; 2 it could not be.
    """
    raise typer.Exit(guarded(lambda: _write(topic, output, template, fragment)))


def _write(topic: str, output: Path, template: Path | None, fragment: bool) -> int:
    from ..writeups import WritingError, write

    try:
        write(topic, output, template=template, as_fragment=fragment)
    except WritingError as error:
        complain(str(error))
        return COULD_NOT_RUN
    return 0
