"""write(): the one door from a topic, or a document with marked claims, to what a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..documents import DocumentError, check_text, text_of
from ..library import TOPICS, UnknownTopicError, topic
from ..writeup import WriteupError, checked
from ..writing.template import TemplateFaultError
from ..writing.tex.pdf import PdfError
from .files import OutputError, put, writable
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


def write(
    source: str, output: Path, *, template: Path | None = None, as_fragment: bool = False
) -> None:
    """Write a topic of the library, or a document, into `output`, whose suffix says as what.

    A document of the same kind has the steps of its marked claims filled in; as HTML it is its
    report; else what is written are the marked claims with their steps, by themselves. `template`
    is a person's own, in place of ours; a fragment goes into a document of theirs. The figures of
    LaTeX are put beside it. Raises WritingError; then nothing is written.
    """
    try:
        _check_options(source, output, template, as_fragment)
        for path, data in _made(source, output, template, as_fragment).items():
            put(path, data)
    except MarkError as error:
        unproved = isinstance(error, UnprovedError)
        raise WritingError(f"{source}:{error.line}: {error}", unproved=unproved) from error
    except DocumentError as error:
        raise WritingError(f"{source}: {error}") from error
    except WriteupError as error:
        raise WritingError(str(error), unproved=True) from error
    except (OutputError, UnknownTopicError, TemplateFaultError, PdfError) as error:
        raise WritingError(str(error)) from error


def _check_options(source: str, output: Path, template: Path | None, as_fragment: bool) -> None:
    kinds = [*HOW, *(() if source in TOPICS else _DOCUMENTS)]
    if output.suffix not in kinds:
        shown = ", ".join(dict.fromkeys(kinds))
        raise WritingError(f"{output}: what to write is told by its suffix, one of {shown}")
    if as_fragment and (output.suffix != ".tex" or template is not None):
        raise WritingError("a fragment is LaTeX (.tex), and has no template")
    writable(output)


def _made(
    source: str, output: Path, template: Path | None, as_fragment: bool
) -> Mapping[Path, bytes]:
    """The files to be put, by their paths."""
    if source in TOPICS:
        writeup = topic(source).write()
        return HOW[output.suffix](checked(writeup), output, template, as_fragment)
    data = _read(source)
    text = text_of(data)
    whole = template is None and not as_fragment
    if output.suffix == ".html":
        return {output: page([check_text(source, text)], template).encode()}
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
