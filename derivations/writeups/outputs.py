"""A checked writeup as the files that a person gets: LaTeX with its figures, PDF, HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from ..writeup import CheckedWriteup, Figure
from ..writing.html.page import html, inline_svg, plain, style
from ..writing.html.writeup import body as html_body
from ..writing.template import filled
from ..writing.tex.pdf import pdf
from ..writing.tex.text import tex
from ..writing.tex.writeup import MACROS, PACKAGES, body, fragment

Files = Mapping[Path, bytes]


def _latex(writeup: CheckedWriteup, output: Path, template: Path | None, part: bool) -> Files:
    figures = _figures(writeup, ".pdf", output.stem)
    names = {name: file for name, (file, _) in figures.items()}
    text = fragment(writeup, names) if part else latex_document(writeup, names, template)
    beside = {output.parent / file: data for file, data in figures.values()}
    return beside | {output: text.encode()}


def _pdf(writeup: CheckedWriteup, output: Path, template: Path | None, part: bool) -> Files:
    figures = _figures(writeup, ".pdf", "figure")
    names = {name: file for name, (file, _) in figures.items()}
    made, _ = pdf(latex_document(writeup, names, template), dict(figures.values()))
    return {output: made}


def latex_document(
    writeup: CheckedWriteup, figures: Mapping[str, str], template: Path | None = None
) -> str:
    """A whole document in LaTeX; `figures` are the files of its figures, by their names."""
    title = tex(writeup.writeup.title)
    values = {
        "title": title, "body": body(writeup, figures), "packages": PACKAGES, "macros": MACROS,
    }  # fmt: skip
    return filled(template, "tex", values)


def _figures(writeup: CheckedWriteup, suffix: str, stem: str) -> dict[str, tuple[str, bytes]]:
    """The figures by name: the name of a file for each, and what is in it."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", stem)
    found: dict[str, tuple[str, bytes]] = {}
    with TemporaryDirectory(prefix="derive-") as folder:
        for block in writeup.writeup.blocks:
            if isinstance(block, Figure):
                file = f"{stem}-{block.name}{suffix}"
                path = Path(folder) / file
                block.picture.save(path)
                found[block.name] = file, path.read_bytes()
    return found


def _html(writeup: CheckedWriteup, output: Path, template: Path | None, part: bool) -> Files:
    figures = _figures(writeup, ".svg", "figure")
    drawings = {name: inline_svg(name, data.decode()) for name, (_, data) in figures.items()}
    return {output: html_document(writeup, drawings, template).encode()}


def html_document(
    writeup: CheckedWriteup, drawings: Mapping[str, str], template: Path | None = None
) -> str:
    """A whole page; `drawings` are the SVG of its figures, by their names."""
    title = writeup.writeup.title
    values = {
        "title": Markup(html(title)), "plain_title": Markup(plain(title)),
        "body": Markup(html_body(writeup, drawings)), "style": Markup(style()),
    }  # fmt: skip
    return filled(template, "html", values)


HOW: dict[str, Callable[[CheckedWriteup, Path, Path | None, bool], Files]] = {
    ".tex": _latex,
    ".pdf": _pdf,
    ".html": _html,
}
"""What makes the files, by the suffix that is asked for."""
