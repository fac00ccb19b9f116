"""`derive write`: a worked derivation of the library, or of a document, to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .app import COULD_NOT_RUN, MEMORY, REFUTED, app, complain, guarded


@app.command()
def write(
    source: Annotated[
        str,
        typer.Argument(
            metavar="TOPIC|FILE", help="A topic of the library, or a document with marked claims."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to: .tex, .pdf or .html; of a document, also what it is itself.",
        ),
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

    Claims of a document that are marked (<!-- derive: prove --> after one, in LaTeX a comment
    % derive: prove) get their steps filled in, where the output is a document of the same kind.

    Exit status: 0 it is written; 1 a claim is not proved; 2 it could not be written.
    """
    raise typer.Exit(guarded(lambda: _write(source, output, template, fragment)))


def _write(source: str, output: Path, template: Path | None, fragment: bool) -> int:
    from ..writeups import WritingError, write

    try:
        write(source, output, template=template, as_fragment=fragment, memory=int(MEMORY * 1e9))
    except WritingError as error:
        complain(str(error))
        return REFUTED if error.unproved else COULD_NOT_RUN
    return 0
