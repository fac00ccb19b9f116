"""Pages in a browser: printed, nothing of them is cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from derivations.library import TOPICS, topic
from derivations.writeup import Writeup, checked
from derivations.writeups.outputs import html_document

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"[^>]*>(.*?)</word>')
_WIDTH = re.compile(r'<page width="([\d.]+)"')
EDGE = 20.0
"""Points of white that a printed page has on each side."""


@pytest.mark.skipif(BROWSER is None, reason="no chromium is installed here")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext is installed here")
def test_the_library_prints_within_the_page(tmp_path: Path) -> None:
    blocks = tuple(
        block for name in TOPICS for block in topic(name).write().blocks if not has_picture(block)
    )
    page = tmp_path / "page.html"
    page.write_text(html_document(checked(Writeup("All", blocks)), {}), encoding="utf-8")
    printed = tmp_path / "page.pdf"
    command = [str(BROWSER), *OPTIONS, f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        [*command, f"--print-to-pdf={printed}", page.as_uri()],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    seen = subprocess.run(
        ["pdftotext", "-bbox", str(printed), "-"], capture_output=True, text=True, check=True
    ).stdout
    right = max(map(float, _WIDTH.findall(seen))) - EDGE
    words = [(float(a), float(b), word) for a, b, word in _WORD.findall(seen)]
    assert len(words) > 1000
    assert [word for a, b, word in words if a < EDGE or b > right] == []


def has_picture(block: object) -> bool:
    return hasattr(block, "picture")
