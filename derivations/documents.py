"""Documents: from a file to its report."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from proofs.finding import make_ready
from proofs.methods.antiderivatives import may_ask

from .alarm import TooLongError, Within, at_most, unlimited
from .course import Progress
from .derivation import Document
from .judging import Ask, judge_document
from .reading import read_document
from .report import Report

MAX_BYTES = 16 * 2**20
"""Longest document that is read: some 500,000 formulas."""


class DocumentError(Exception):
    """A file that can't be read as text; the message says why, and where."""


def check_document(
    path: str | PathLike[str], *, budget: float = 2.0, progress: Progress | None = None,
    ask: Ask | None = None, memory: int | None = None,
) -> Report:  # fmt: skip
    """The report on the Markdown file at `path`, with at most `budget` seconds for each link.

    `ask` gives a second opinion on each verdict. With `memory`, links are judged in a process of
    its own that takes so many bytes at most, and may die without harm, and the page is to be read
    in its time. Raises DocumentError where there is no such file, it is not UTF-8 text, or takes
    too long to read.
    """
    text = text_of(_bytes_of(path))
    return check_text(str(path), text, budget=budget, progress=progress, ask=ask, memory=memory)


def document_of(path: str, data: bytes | None = None) -> Document:
    """The document in a file, or in `data` that was read elsewhere, as it was understood.

    Raises DocumentError where there is no such file, it is not UTF-8 text, or is not read in its
    time.
    """
    name = path if data is None else "<stdin>"
    return _read(name, text_of(_bytes_of(path) if data is None else data), at_most)


def _read(name: str, text: str, within: Within) -> Document:
    try:
        return read_document(name, text, within=within)
    except TooLongError as error:
        raise DocumentError("takes too long to read: split it") from error


def _bytes_of(path: str | PathLike[str]) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise DocumentError("is a directory: name the documents in it") from error
    except FileNotFoundError as error:
        raise DocumentError("there is no such file") from error
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a name with a NUL in it
        raise DocumentError(f"cannot be read: {error}") from error


def check_text(
    name: str, text: str, *, budget: float = 2.0, progress: Progress | None = None,
    ask: Ask | None = None, memory: int | None = None,
) -> Report:  # fmt: skip
    """The report on a document given as text, called `name` in messages.

    >>> check_text("line.md", "Clearly $1 + 1 = 2$.").count("proved")
    1
    """
    document = _read(name, text, unlimited if memory is None else at_most)
    if memory is None:
        _get_ready(document)
        return judge_document(document, budget=budget, progress=progress, ask=ask)
    from .confined import judge_confined

    return judge_confined(
        document, budget=budget, progress=progress, ask=ask, memory=memory,
        prepare=lambda: _get_ready(document),
    )  # fmt: skip


def _get_ready(document: Document) -> None:
    """Start SymPy, which takes a while to get ready, where what it finds may be needed."""
    claims = (step.claim for derivation in document.derivations for step in derivation.steps)
    if any(may_ask(claim) for claim in claims if claim is not None):
        make_ready()


def text_of(data: bytes) -> str:
    r"""The text of a UTF-8 file, with or without a byte order mark, lines ending in a newline.

    Raises DocumentError where it is too long, or not text, and says at which line and byte.

    >>> text_of(b"\xef\xbb\xbfone\r\ntwo")
    'one\ntwo'
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(f"is longer than {MAX_BYTES // 2**20} MB: split it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError("is not UTF-8 but UTF-16: save it as UTF-8")
    binary = data.find(b"\0")
    if binary >= 0:
        raise DocumentError(f"is not text: {_place(data, binary)} is zero")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(data, error.start)
        raise DocumentError(
            f"is not UTF-8: {place} is 0x{data[error.start]:02x} (if it is Latin-1 or"
            " Windows-1252, save it as UTF-8)"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(data: bytes, offset: int) -> str:
    lines = data[:offset].split(b"\n")
    return f"line {len(lines)}, byte {len(lines[-1]) + 1}"
