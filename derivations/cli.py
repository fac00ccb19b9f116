"""The command `derive`. What takes long to import is imported where it is used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from . import __version__

if TYPE_CHECKING:
    from .report import Report

REFUTED, COULD_NOT_RUN, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141
STANDARD_INPUT = "-"

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"


def _seconds(value: float) -> float:
    if not (isfinite(value) and value > 0):
        raise typer.BadParameter(f"{value:g} is not a number of seconds above 0")
    return value


@app.callback(invoke_without_command=True)
def derive(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say which it is.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="With --version: what it runs on, too.")
    ] = False,
) -> None:
    """Judge every step of a mathematical derivation: proved, refuted, or undecided."""
    if version:
        typer.echo(f"derive {__version__}")
        for line in _surroundings() if verbose else ():
            typer.echo(line)
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.BadParameter("a command is missing: check or read; derive --help tells more")


def _surroundings() -> list[str]:
    """What it runs on, a line each."""
    from importlib import metadata

    from .other_reader import availability

    versions = [f"{name} {metadata.version(name)}" for name in ("sympy", "python-flint")]
    return [f"Python {sys.version.split()[0]}", *versions, availability()]


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
    raise typer.Exit(_guarded(lambda: _read(files, form)))


def _read(files: list[str], form: Format) -> int:
    from .documents import DocumentError, document_of
    from .writing.readings import readings, readings_as_data

    status = 0
    for file in files:
        try:
            document = document_of(
                file, sys.stdin.buffer.read() if file == STANDARD_INPUT else None
            )
        except DocumentError as error:
            _complain(f"{file}: {error}")
            status = COULD_NOT_RUN
            continue
        write = readings if form is Format.text else readings_as_data
        typer.echo(write(document), nl=form is Format.json)
        unread = any(s.problem is not None for d in document.derivations for s in d.steps)
        if unread or any(d.severity == "error" for d in document.diagnostics):
            status = max(status, REFUTED)
    sys.stdout.flush()
    return status


@app.command()
def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Markdown or LaTeX documents; - is standard input."),
    ],
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
    budget: Annotated[
        float,
        typer.Option(callback=_seconds, metavar="SECONDS", help="The most time for one step."),
    ] = 2.0,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the proved steps too, one a line.")
    ] = False,
) -> None:
    """Judge every link of documents.

    Exit status: 0 nothing is refuted, undecided or unreadable; 1 something is; 2 it could not run.
    """
    raise typer.Exit(_guarded(lambda: _check(files, form, budget, verbose)))


def _check(files: list[str], form: Format, budget: float, verbose: bool) -> int:
    from .documents import DocumentError

    status = 0
    reports: list[Report] = []
    for file in files:
        try:
            report = _judge(file, budget)
        except DocumentError as error:
            _complain(f"{file}: {error}")
            status = COULD_NOT_RUN
            continue
        reports.append(report)
        if _has_fault(report):
            status = max(status, REFUTED)
        if form is Format.text:
            _write_text(report, verbose)
        else:
            _write_diagnostics(report)
    if form is Format.json and (reports or len(files) > 1):
        from .writing.json_report import json_report

        typer.echo(json_report(reports, several=len(files) > 1))
    sys.stdout.flush()
    return status


def _judge(file: str, budget: float) -> Report:
    from .documents import check_document, check_text, text_of
    from .progress import progress_bar

    with progress_bar(file) as progress:
        if file == STANDARD_INPUT:
            text = text_of(sys.stdin.buffer.read())
            return check_text("<stdin>", text, budget=budget, progress=progress)
        return check_document(file, budget=budget, progress=progress)


def _has_fault(report: Report) -> bool:
    return any(a.verdict not in ("proved", None) for a in report.assertions) or any(
        d.severity == "error" for d in report.diagnostics
    )


def _write_text(report: Report, verbose: bool) -> None:
    from rich.console import Console

    from .writing.terminal import terminal

    console = Console(highlight=False)
    width = console.width if console.is_terminal else 120
    console.print(terminal(report, width=width, verbose=verbose), soft_wrap=True, end="")


def _write_diagnostics(report: Report) -> None:
    """What the JSON has no place for, what is said of no one link, goes to standard error."""
    if not report.diagnostics:
        return
    from rich.console import Console

    from .writing.terminal import message

    console = Console(highlight=False, stderr=True)
    lines = report.text.split("\n")
    for diagnostic in report.diagnostics:
        console.print(message(diagnostic, report.document, lines), soft_wrap=True)


def _complain(what: str) -> None:
    from .writing.excerpt import shown

    typer.echo(f"derive: {shown(what)}", err=True)


def _guarded(work: Callable[[], int]) -> int:
    """The status that `work` returns; whatever stops it ends in one line, not in a traceback."""
    try:
        return work()
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as fault:  # the last stop before a traceback
        if os.environ.get("DERIVE_DEBUG") == "1":
            raise
        what = "; ".join([f"{type(fault).__name__}: {fault}", *getattr(fault, "__notes__", ())])
        _complain(f"internal fault, please report it: {what}")
        _complain("DERIVE_DEBUG=1 shows where it happened")
        return COULD_NOT_RUN


def main() -> None:
    """Run the command line and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the terminal can't show is escaped, not fatal
            stream.reconfigure(errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
