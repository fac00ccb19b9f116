"""`derive lock`: the proofs of documents as data beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .app import COULD_NOT_RUN, MEMORY, REFUTED, app, complain, guarded, seconds

_MOST = int(MEMORY * 1e9)


@app.command()
def lock(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Markdown, LaTeX or Python files.")
    ],
    only_check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing, search for nothing: is the lock right?"),
    ] = False,
    no_cache: Annotated[
        bool,
        typer.Option("--no-cache", help="With --check: replay what replayed here before, too."),
    ] = False,
    budget: Annotated[
        float,
        typer.Option(callback=seconds, metavar="SECONDS", help="The most time for one step."),
    ] = 10.0,
) -> None:
    """Write the proof of every link of FILE to FILE.lock, to be replayed in place of a search.

    Exit status: 0 each link has a proof; 1 one has none; 2 it could not run.
    """
    raise typer.Exit(
        guarded(lambda: _lock(files, only_check, budget, cached=not no_cache), memory=MEMORY)
    )


def _lock(files: list[str], only_check: bool, budget: float, *, cached: bool) -> int:
    from ..documents import DocumentError
    from ..locks import LockError

    status = 0
    for file in files:
        try:
            whole = _check(file, cached=cached) if only_check else _write(file, budget)
        except (DocumentError, LockError, OSError) as error:
            complain(f"{file}: {error}")
            status = COULD_NOT_RUN
            continue
        if not whole:
            status = max(status, REFUTED)
    return status


def _write(file: str, budget: float) -> bool:
    from ..docstrings import documents_of
    from ..locking import lock_documents
    from ..locks import Lock, LockError, lock_path, read_lock, write_lock
    from ..progress import progress_bar

    path = lock_path(file)
    documents = documents_of(Path(file))
    try:
        former = read_lock(path) or Lock()
    except LockError as error:
        complain(f"{error}; it is written anew")
        former = Lock()
    with progress_bar(file) as progress:
        found = lock_documents(documents, former, budget=budget, progress=progress, memory=_MOST)
    write_lock(path, found.lock)
    typer.echo(
        f"{file}: {found.kept} proofs kept, {found.found} new, {found.gone} gone,"
        f" {len(found.troubles)} missing"
    )
    for trouble in found.troubles:
        complain(f"{file}:{trouble.line}: {_shown(trouble.latex)}: {trouble.reason}")
    return not found.troubles


def _check(file: str, *, cached: bool) -> bool:
    from ..cache import own_cache
    from ..docstrings import documents_of
    from ..locking import check_lock
    from ..locks import LockError, lock_path, read_lock
    from ..progress import progress_bar

    documents = documents_of(Path(file))
    seen = own_cache() if cached else None
    kept = read_lock(lock_path(file), seen)
    if kept is None:
        raise LockError(f"there is no lock: derive lock {file} writes it")
    with progress_bar(file) as progress:
        found = check_lock(documents, kept, progress=progress, seen=seen, memory=_MOST)
    typer.echo(f"{file}: {found.kept} proofs hold, {len(found.troubles)} missing")
    for trouble in found.troubles:
        complain(f"{file}:{trouble.line}: {_shown(trouble.latex)}: {trouble.reason}")
    if found.gone:
        complain(f"{file}: {found.gone} proofs in the lock are of no link: derive lock {file}")
    return not found.troubles and not found.gone


def _shown(latex: str) -> str:
    return " ".join(latex.split())
