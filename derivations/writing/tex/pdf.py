"""LaTeX to PDF, by latexmk or tectonic where one is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

MISSING = (
    "no TeX is installed: install latexmk with TeX Live (Debian: apt-get install latexmk"
    " texlive-latex-extra texlive-fonts-recommended lmodern) or tectonic, or write .tex or .html"
)
SECONDS = 120.0
_ERROR = re.compile(r"^(?:! |[^\n]*:\d+: )([^\n]*(?:\n(?:l\.\d+|[^\n!]+l\.\d+)[^\n]*)?)", re.M)
_OVERFULL = re.compile(r"^(Overfull \\hbox \(([\d.]+)pt too wide\)[^\n]*)", re.M)
_TAKEN_AS_FULL = 0.5
"""Points; nobody sees less."""


class PdfError(Exception):
    """There is no PDF; the message says why."""


def overfull(log: str) -> list[str]:
    r"""The lines of a TeX log that tell of boxes wider than their place.

    >>> overfull("Overfull \\hbox (3.1pt too wide) in paragraph at lines 3--4")
    ['Overfull \\hbox (3.1pt too wide) in paragraph at lines 3--4']
    """
    return [line for line, by in _OVERFULL.findall(log) if float(by) > _TAKEN_AS_FULL]


def pdf(document: str, figures: Mapping[str, bytes]) -> tuple[bytes, str]:
    """The PDF of a LaTeX document, and the log; `figures` are files beside it, by name.

    It runs in a folder of its own, without a shell, without anybody's settings, and sees no file
    above that folder. Raises PdfError where no TeX is installed, or TeX finds a fault.
    """
    command = _command()
    with TemporaryDirectory(prefix="derive-") as name:
        folder = Path(name)
        (folder / "document.tex").write_text(document, encoding="utf-8")
        for figure, data in figures.items():
            (folder / figure).write_bytes(data)
        _run(command, folder)
        log_file = folder / "document.log"
        log = log_file.read_text(errors="replace") if log_file.exists() else ""
        made = folder / "document.pdf"
        if not made.exists():
            found = _ERROR.search(log)
            said = " ".join(found.group(1).split()) if found else "it gave no reason"
            raise PdfError(f"TeX could not set the document: {said}")
        return made.read_bytes(), log


def _command() -> list[str]:
    if shutil.which("latexmk") and shutil.which("pdflatex"):
        engine = "pdflatex -no-shell-escape -interaction=nonstopmode -halt-on-error %O %S"
        return ["latexmk", "-norc", "-pdf", "-quiet", f"-pdflatex={engine}", "document.tex"]
    if shutil.which("tectonic"):
        return ["tectonic", "--untrusted", "--keep-logs", "--chatter", "minimal", "document.tex"]
    raise PdfError(MISSING)


def _run(command: list[str], folder: Path) -> None:
    surroundings = {**os.environ, "openin_any": "p", "openout_any": "p", "max_print_line": "1000"}
    surroundings |= {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}  # the same PDF every time
    with subprocess.Popen(
        command, cwd=folder, env=surroundings, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as running:  # fmt: skip
        try:
            running.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            os.killpg(running.pid, 9)
            raise PdfError(f"TeX was not done after {SECONDS:g} s") from error
        except BaseException:
            os.killpg(running.pid, 9)
            raise
