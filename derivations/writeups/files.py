"""Files that are written whole, or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile


class OutputError(OSError):
    """A file that can't be written; the message names it and says why."""


def writable(path: Path) -> None:
    """Raises OutputError where a file could not be put at `path`."""
    if path.is_dir():
        raise OutputError(f"{path}: is a directory")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise OutputError(f"{path}: the folder {path.parent} is not writable")
    if path.exists() and not os.access(path, os.W_OK):
        raise OutputError(f"{path}: is not writable")


def put(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees a part of it; one that is the same stays untouched.

    Raises OutputError where it can't be written.
    """
    writable(path)
    path = path.resolve()  # of a link, what it leads to
    try:
        if path.exists() and path.read_bytes() == data:
            return
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as made:
            new = Path(made.name)
            try:
                made.write(data)
                made.flush()
                os.fsync(made.fileno())
                new.chmod(_mode(path))
                new.replace(path)
            except BaseException:
                new.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def put_all(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together; where that is broken off, the new ones are taken away.

    Raises OutputError where one can't be written.
    """
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += [] if path.exists() else [path]
            put(path, data)
    except BaseException:  # an interrupt, too
        for path in made:
            path.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that was there, or those of any new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
