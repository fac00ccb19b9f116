"""A folder of submissions: whose each is, and what can't be marked, with the reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..documents import DocumentError, text_of
from .marks import Mark
from .sheet import Sheet
from .submission import MAX_BYTES, SUFFIXES, Submission, read_submission
from .worker import Job


@dataclass(frozen=True)
class Found:
    """A file that was handed in, by its student, and its place as people are told it."""

    path: Path
    student: str
    shown: str
    root: Path


def found_in(paths: Iterable[Path], *, one: bool = False) -> list[Found]:
    """The files that were handed in: those named, and in a folder, each student's.

    In a folder, a file is its student's by its name (`ada.md`), a folder by its own (`ada/hw.md`).
    With `one`, all that is in a folder is one student's.
    """
    out: list[Found] = []
    for path in paths:
        if path.is_dir():
            out += _of_one(path, path) if one else _in_folder(path)
        else:
            out.append(Found(path, _student(path.stem), str(path), path.parent))
    return out


def _student(name: str) -> str:
    """A student's name: one form of each letter, and nothing that steers a terminal."""
    plain = unicodedata.normalize("NFC", name)
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in plain)


def _in_folder(folder: Path) -> Iterator[Found]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "__")):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _of_one(path, folder)
        else:
            yield Found(path, _student(path.stem), str(path), folder)


def _of_one(path: Path, folder: Path) -> Iterator[Found]:
    """What one student handed in: the documents in a folder."""
    inside = [p for p in sorted(path.rglob("*")) if not p.name.startswith(".")]
    files = [p for p in inside if not p.is_dir()]
    documents = [p for p in files if p.suffix.lower() in SUFFIXES]
    student = _student(path.resolve().name)
    for file in documents or files[:1] or [path]:
        yield Found(file, student, str(file), folder)


def jobs_of(found: Iterable[Found]) -> list[Job | Mark]:
    """What there is to mark; a mark that says why, for what can't be."""
    listed = list(found)
    of: dict[str, list[Found]] = {}
    for one in listed:
        of.setdefault(one.student, []).append(one)
    out: list[Job | Mark] = []
    for student, files in of.items():
        if len(files) > 1:
            names = ", ".join(f.path.name for f in files)
            message = f"{len(files)} submissions of one student ({names}): keep one of them"
            out.append(Mark(student, files[0].path.name, "unreadable", message=message))
            continue
        out.append(_job(files[0]))
    return out


def submission_at(path: Path, sheet: Sheet, student: str = "") -> Submission:
    """The submission in one file. Raises DocumentError where it can't be read, or is too large."""
    job = Job(path.name, student or _student(path.stem), _text(Found(path, "", "", path.parent)))
    return read_submission(job.file, job.text, sheet, job.student)


def _job(found: Found) -> Job | Mark:
    try:
        return Job(found.path.name, found.student, _text(found))
    except DocumentError as error:
        return Mark(found.student, found.path.name, "unreadable", message=str(error))


def _within(path: Path, root: Path) -> bool:
    """Whether a link leads to a place inside of the folder."""
    try:
        end = path.resolve()
    except (OSError, RuntimeError):  # links that lead to each other, before Python 3.13
        return False
    return end.is_relative_to(root.resolve()) and not end.is_symlink()


def _text(found: Found) -> str:
    path = found.path
    if path.is_symlink() and not _within(path, found.root):
        raise DocumentError("is a link to a place outside of the folder")
    return source_of(path)


def source_of(path: Path) -> str:
    """The text of a sheet or a submission. Raises DocumentError where it can't be read as one."""
    if path.is_dir():
        raise DocumentError("is a folder without a file in it")
    if path.exists() and not path.is_file():
        raise DocumentError("is no ordinary file")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"has {size / 1e6:.0f} MB, where at most {MAX_BYTES / 1e6:.0f} are read"
            )
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror or error}") from error
    if data[:4] == b"PK\x03\x04":
        raise DocumentError("is a zip archive: unpack it")
    if data[:5] == b"%PDF-":
        raise DocumentError("is a PDF: what is marked is the Markdown or LaTeX source")
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise DocumentError(
            f"is of a kind that is not read ({path.suffix or 'no suffix'}): {known}"
        )
    return text_of(data)
