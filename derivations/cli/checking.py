"""`derive check`: every link of documents judged."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .app import (
    COULD_NOT_RUN,
    MEMORY,
    REFUTED,
    STANDARD_INPUT,
    app,
    complain,
    gigabytes,
    guarded,
    seconds,
)

if TYPE_CHECKING:
    from ..judging import Ask
    from ..report import Report


class ReportFormat(StrEnum):
    """How a report is written."""

    text = "text"
    json = "json"
    html = "html"
    junit = "junit"
    sarif = "sarif"
    github = "github"


@app.command()
def check(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Markdown or LaTeX documents; - is standard input."),
    ],
    form: Annotated[
        ReportFormat, typer.Option("--format", help="How to write it.")
    ] = ReportFormat.text,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to, for all but text."),
    ] = None,
    budget: Annotated[
        float,
        typer.Option(callback=seconds, metavar="SECONDS", help="The most time for one step."),
    ] = 2.0,
    memory: Annotated[
        float,
        typer.Option(callback=gigabytes, metavar="GB", help="The most memory."),
    ] = MEMORY,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show the proved steps too, one a line.")
    ] = False,
    second_opinion: Annotated[
        bool, typer.Option("--second-opinion", help="Ask z3, too (pip install 'derivations[smt]').")
    ] = False,
) -> None:
    """Judge every link of documents.

    Exit status: 0 nothing is refuted, undecided or unreadable; 1 something is; 2 it could not run.
    """
    if output is not None and form is ReportFormat.text:
        raise typer.BadParameter("-o is for all formats but text")
    ask = _second_opinion() if second_opinion else None
    judge = partial(_judge, budget=budget, ask=ask, memory=int(memory * 1e9))
    work = partial(_check, files, form, output, verbose, judge)
    raise typer.Exit(guarded(work, memory=memory))


def _second_opinion() -> Ask:
    from proofs.second_opinion import NoSolver, require_solver
    from proofs.second_opinion import second_opinion as ask

    try:
        require_solver()
    except NoSolver as error:
        complain(str(error))
        raise typer.Exit(COULD_NOT_RUN) from error
    return ask


def _check(
    files: list[str], form: ReportFormat, output: Path | None, verbose: bool,
    judge: Callable[[str], Report],
) -> int:  # fmt: skip
    from ..documents import DocumentError

    status = 0
    reports: list[Report] = []
    for file in files:
        try:
            report = judge(file)
        except DocumentError as error:
            complain(f"{file}: {error}")
            status = COULD_NOT_RUN
            continue
        reports.append(report)
        if _has_fault(report):
            status = max(status, REFUTED)
        if form is ReportFormat.text:
            _write_text(report, verbose)
        elif form is ReportFormat.json:
            _write_diagnostics(report)
    if form is not ReportFormat.text and (reports or len(files) > 1):
        status = max(status, _write_data(reports, form, output, several=len(files) > 1))
    sys.stdout.flush()
    return status


def _write_data(
    reports: list[Report], form: ReportFormat, output: Path | None, *, several: bool
) -> int:
    """Write JSON, a page and the like, to a file or standard output; the status."""
    data = _data(reports, form, several=several)
    if output is None:
        typer.echo(data, nl=False)
        return 0
    from ..writeups.files import OutputError, put

    try:
        put(output, data.encode())
    except OutputError as error:
        complain(str(error))
        return COULD_NOT_RUN
    return 0


def _data(reports: list[Report], form: ReportFormat, *, several: bool) -> str:
    if form is ReportFormat.html:
        from ..writeups.pages import page

        return page(reports)
    if form is ReportFormat.junit:
        from ..writing.junit import junit

        return junit(reports)
    if form is ReportFormat.sarif:
        from ..writing.sarif import sarif

        return sarif(reports)
    if form is ReportFormat.github:
        from ..writing.github import github

        return github(reports)
    from ..writing.json_report import json_report

    return json_report(reports, several=several) + "\n"


def _judge(file: str, budget: float, ask: Ask | None, memory: int) -> Report:
    from ..documents import MAX_BYTES, check_document, check_text, text_of
    from ..progress import progress_bar

    with progress_bar(file) as progress:
        if file == STANDARD_INPUT:
            text = text_of(sys.stdin.buffer.read(MAX_BYTES + 1))
            return check_text(
                "<stdin>", text, budget=budget, progress=progress, ask=ask, memory=memory
            )
        return check_document(file, budget=budget, progress=progress, ask=ask, memory=memory)


def _has_fault(report: Report) -> bool:
    return any(a.verdict not in ("proved", None) for a in report.assertions) or any(
        d.severity == "error" for d in report.diagnostics
    )


def _write_text(report: Report, verbose: bool) -> None:
    from rich.console import Console

    from ..writing.terminal import terminal

    console = Console(highlight=False)
    width = console.width if console.is_terminal else 120
    console.print(terminal(report, width=width, verbose=verbose), soft_wrap=True, end="")


def _write_diagnostics(report: Report) -> None:
    """What the JSON has no place for, what is said of no one link, goes to standard error."""
    if not report.diagnostics:
        return
    from rich.console import Console

    from ..writing.terminal import message

    console = Console(highlight=False, stderr=True)
    lines = report.text.split("\n")
    for diagnostic in report.diagnostics:
        console.print(message(diagnostic, report.document, lines), soft_wrap=True)
