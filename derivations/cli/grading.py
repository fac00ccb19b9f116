"""`derive grade`: submissions against a problem sheet; `derive cache`: what is kept of verdicts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .app import COULD_NOT_RUN, MEMORY, Format, app, complain, guarded, seconds

if TYPE_CHECKING:
    from ..course import Course
    from ..grading.grading import Plan
    from ..grading.marks import Mark
    from ..grading.sheet import Sheet

LOOK = 1
"""The status where a person has to look at something."""


@app.command()
def grade(
    sheet: Annotated[
        Path, typer.Argument(metavar="SHEET", help="The problem sheet, or a folder with sheet.md.")
    ],
    submissions: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SUBMISSION...", help="Files, or folders of them."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER",
                     help="Where feedback and grades.csv go; what is there is gone on with."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.text,
    budget: Annotated[
        float, typer.Option(callback=seconds, metavar="SECONDS", help="The most time for one step.")
    ] = 2.0,
    limit: Annotated[
        float,
        typer.Option(callback=seconds, metavar="SECONDS", help="The most for one submission."),
    ] = 300.0,
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Worker processes; 0 is one for each core.")
    ] = 0,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler that does the work.")
    ] = "",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Judge everything anew, and keep nothing.")
    ] = False,
    one: Annotated[
        bool, typer.Option("--one", help="The folder is one submission, not one for each file.")
    ] = False,
    gradescope: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write results.json for Gradescope (one submission)."),
    ] = None,
    gradescope_zip: Annotated[
        bool, typer.Option("--gradescope-zip", help="Write an autograder.zip for the sheet.")
    ] = False,
) -> None:  # fmt: skip
    """Mark submissions against a problem sheet, line by line.

    Exit status: 0 all is marked; 1 a person has to look at something; 2 it could not run.
    """

    def work() -> int:
        from ..grading.sheet import SheetError

        try:
            chosen, files = _chosen(sheet, submissions or [])
            read = _sheet(chosen)
            plan = _plan(budget, limit, workers, cluster, no_cache, out)
        except (SheetError, ValueError) as error:
            for line in str(error).split("\n"):
                complain(line)
            return COULD_NOT_RUN
        if gradescope_zip:
            _proofread(read, plan)
            return _zip(read, out)
        return _grade(read, files, plan, form, gradescope, one=one)

    raise typer.Exit(guarded(work))


def _chosen(sheet: Path, submissions: list[Path]) -> tuple[Path, list[Path]]:
    """The file of the sheet, and what is to be marked. Raises ValueError where there is none."""
    if not sheet.is_dir():
        return sheet, submissions
    found = [p for p in (sheet / "sheet.md", sheet / "sheet.tex") if p.is_file()]
    if not found:
        raise ValueError(f"{sheet}: there is no sheet.md or sheet.tex in this folder")
    inside = sheet / "submissions"
    return found[0], submissions or ([inside] if inside.is_dir() else [])


def _sheet(path: Path) -> Sheet:
    from ..documents import DocumentError
    from ..grading.folder import source_of
    from ..grading.sheet import read_sheet

    try:
        return read_sheet(path.name, source_of(path))
    except DocumentError as error:
        raise ValueError(f"{path}: {error}") from error


def _plan(
    budget: float, limit: float, workers: int, cluster: str, no_cache: bool, out: Path | None
) -> Plan:
    from ..cache import default_path
    from ..grading.batch import Limits, run
    from ..grading.grading import Plan

    runner = run
    if cluster:
        from ..grading.cluster import on_cluster

        runner = on_cluster(cluster)
    return Plan(budget, Limits(workers, limit), None if no_cache else default_path(), out, runner)


def _grade(
    sheet: Sheet, files: list[Path], plan: Plan, form: Format, gradescope: Path | None, *, one: bool
) -> int:  # fmt: skip
    from ..cache import CacheError
    from ..grading.grading import grade

    if not files:
        complain("name the submissions: files, or a folder of them")
        return COULD_NOT_RUN
    missing = [file for file in files if not (file.exists() or file.is_symlink())]
    for file in missing:
        complain(f"{file}: there is no such file")
    if missing:
        return COULD_NOT_RUN
    _proofread(sheet, plan)
    with _progress(sheet.title) as progress:
        try:
            marks = grade(sheet, files, plan, progress, one=one)
        except CacheError as error:
            complain(f"{error}; go on with --no-cache")
            return COULD_NOT_RUN
        except OSError as error:
            if plan.out is None:
                raise
            complain(f"{error.filename or plan.out}: cannot be written: {error.strerror or error}")
            return COULD_NOT_RUN
    if gradescope is not None:
        from ..grading.gradescope import results
        from ..grading.outputs import write

        if len(marks) != 1:
            complain(f"--gradescope is for one submission, and here are {len(marks)}")
            return COULD_NOT_RUN
        try:
            write(gradescope, results(sheet, marks[0]))
        except OSError as error:
            complain(f"{gradescope}: cannot be written: {error.strerror or error}")
            return COULD_NOT_RUN
    _show(sheet, marks, form)
    return LOOK if any(mark.needs_person for mark in marks) else 0


def _proofread(sheet: Sheet, plan: Plan) -> None:
    """Tell the teacher what the sheet itself has that can't be read, or is not so."""
    from ..confined import confined

    def do(course: Course) -> list[str]:
        def work() -> list[str]:
            course.expect(inf)
            return _proofread_lines(sheet, plan)

        return course.part(work, lambda why, _: [f"{sheet.name}: it is not proofread: {why}"])

    for line in confined(do, 1, memory=int(MEMORY * 1e9)):
        complain(f"warning: {line}")


def _proofread_lines(sheet: Sheet, plan: Plan) -> list[str]:
    from ..cache import Cache, CacheError
    from ..grading.proofreading import proofread
    from ..grading.verdicts import Verdicts

    try:
        store = Cache(plan.cache) if plan.cache is not None else None
    except CacheError:
        return []  # said when the class is begun
    try:
        return proofread(sheet, Verdicts(plan.budget, store))
    finally:
        if store is not None:
            store.close()


def _show(sheet: Sheet, marks: list[Mark], form: Format) -> None:
    if form is Format.json:
        import json

        data = {"schema": 1, "sheet": sheet.title, "marks": [m.as_data() for m in marks]}
        typer.echo(json.dumps(data, indent=1))
        return
    from rich.console import Console

    from ..grading.summary import for_a_person, table

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(table(sheet, marks))
    listed = for_a_person(marks)
    if listed:
        console.print("\n* for a person:", markup=False)
        for line in listed:
            console.print(f"  {line}", markup=False, soft_wrap=True)
    sys.stdout.flush()


def _zip(sheet: Sheet, out: Path | None) -> int:
    from ..grading.gradescope import autograder

    path = out or Path("autograder.zip")
    try:
        path.write_bytes(autograder(sheet))
    except OSError as error:
        complain(f"{path}: cannot be written: {error.strerror or error}")
        return COULD_NOT_RUN
    typer.echo(f"{path}: setup.sh, run_autograder, the sheet and the checker")
    return 0


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time that is left, on a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn(), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


cache = typer.Typer(no_args_is_help=True, help="What is kept of verdicts, in a file of your own.")
app.add_typer(cache, name="cache")


@cache.command("clear")
def clear_cache() -> None:
    """Delete what is kept of verdicts."""

    def work() -> int:
        from ..cache import clear, default_path

        path = default_path()
        typer.echo(f"{path}: {'deleted' if clear(path) else 'there was none'}")
        return 0

    raise typer.Exit(guarded(work))


@cache.command("path")
def cache_path() -> None:
    """Say where what is kept of verdicts is."""

    def work() -> int:
        from ..cache import default_path

        typer.echo(str(default_path()))
        return 0

    raise typer.Exit(guarded(work))
