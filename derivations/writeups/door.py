"""write(): the one door from a topic, or a document with marked claims, to what a person reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from pathlib import Path

from ..confined import confined
from ..course import Course
from ..documents import DocumentError, check_text, text_of
from ..library import TOPICS, UnknownTopicError, topic
from ..writeup import WriteupError, checked
from ..writing.template import TemplateFaultError
from ..writing.tex.pdf import PdfError
from .files import OutputError, put_all, writable
from .filling import UnprovedError, as_writeup, filled_in
from .marks import MarkError, style_of
from .outputs import HOW
from .pages import page
from .steps import steps_of

_DOCUMENTS = (".md", ".markdown", ".txt", ".tex", ".ltx")
_MARK = b"\xef\xbb\xbf"


class WritingError(Exception):
    """What was asked for can't be written; the message says why in one line.

    `unproved` tells that it is a claim that is not proved, and nothing else.
    """

    def __init__(self, message: str, *, unproved: bool = False) -> None:
        super().__init__(message)
        self.unproved = unproved


@dataclass(frozen=True)
class _Fault:
    """Why nothing can be written, and whether it is that a claim is not proved."""

    message: str
    unproved: bool = False


def write(
    source: str, output: Path, *, template: Path | None = None, as_fragment: bool = False,
    memory: int | None = None,
) -> None:  # fmt: skip
    """Write a topic of the library, or a document, into `output`, whose suffix says as what.

    A document of the same kind has the steps of its marked claims filled in; as HTML it is its
    report; else what is written are the marked claims with their steps, by themselves. `template`
    is a person's own, in place of ours; a fragment goes into a document of theirs. The figures of
    LaTeX are put beside it. With `memory`, claims are judged in a process that takes so many bytes
    at most, and may die without harm. Raises WritingError; then nothing is written.
    """
    try:
        _check_options(source, output, template, as_fragment)
    except OutputError as error:
        raise WritingError(str(error)) from error
    made = partial(_files, source, output, template, as_fragment, memory)
    if memory is None or _is_report(source, output):
        found = made()
    else:
        found = confined(partial(_in_one_part, source, made), 1, memory=memory)
    if isinstance(found, _Fault):
        raise WritingError(found.message, unproved=found.unproved)
    try:
        put_all(found)
    except OutputError as error:
        raise WritingError(str(error)) from error


def _in_one_part(
    source: str, made: Callable[[], Mapping[Path, bytes] | _Fault], course: Course
) -> Mapping[Path, bytes] | _Fault:
    """What is made, each claim in its own time; a fault where the process died over it."""

    def work() -> Mapping[Path, bytes] | _Fault:
        course.expect(inf)
        return made()

    return course.part(work, lambda why, seconds: _Fault(f"{source}: {why}"))


def _files(
    source: str, output: Path, template: Path | None, as_fragment: bool, memory: int | None
) -> Mapping[Path, bytes] | _Fault:
    """The files to be put, by their paths; or why there are none."""
    try:
        return _made(source, output, template, as_fragment, memory)
    except MarkError as error:
        return _Fault(f"{source}:{error.line}: {error}", isinstance(error, UnprovedError))
    except DocumentError as error:
        return _Fault(f"{source}: {error}")
    except WriteupError as error:
        return _Fault(str(error), unproved=True)
    except (OutputError, UnknownTopicError, TemplateFaultError, PdfError) as error:
        return _Fault(str(error))


def _check_options(source: str, output: Path, template: Path | None, as_fragment: bool) -> None:
    kinds = [*HOW, *(() if source in TOPICS else _DOCUMENTS)]
    if output.suffix not in kinds:
        shown = ", ".join(dict.fromkeys(kinds))
        raise WritingError(f"{output}: what to write is told by its suffix, one of {shown}")
    if as_fragment and (output.suffix != ".tex" or template is not None):
        raise WritingError("a fragment is LaTeX (.tex), and has no template")
    writable(output)


def _is_report(source: str, output: Path) -> bool:
    """Whether what is written is the report on a document, link by link."""
    return source not in TOPICS and output.suffix == ".html"


def _made(
    source: str, output: Path, template: Path | None, as_fragment: bool, memory: int | None
) -> Mapping[Path, bytes]:
    if source in TOPICS:
        writeup = topic(source).write()
        return HOW[output.suffix](checked(writeup), output, template, as_fragment)
    data = _read(source)
    text = text_of(data)
    whole = template is None and not as_fragment
    if _is_report(source, output):
        return {output: page([check_text(source, text, memory=memory)], template).encode()}
    if output.suffix in _DOCUMENTS and style_of(output.name) is style_of(source) and whole:
        return {output: _as_it_was(data, filled_in(source, text, steps_of))}
    if output.suffix not in HOW:
        raise WritingError(f"{output}: {source} is filled in as what it is, or written as .tex")
    writeup = as_writeup(source, text, steps_of)
    return HOW[output.suffix](checked(writeup), output, template, as_fragment)


def _read(source: str) -> bytes:
    path = Path(source)
    if not path.exists() and not path.suffix:
        topic(source)  # raises, and says which there are
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError("there is no such file") from error
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror or error}") from error


def _as_it_was(data: bytes, text: str) -> bytes:
    """The text with the byte order mark and the ends of lines that the file had."""
    ends = "\r\n" if b"\r\n" in data else "\n"
    mark = _MARK if data.startswith(_MARK) else b""
    return mark + text.replace("\n", ends).encode()
