"""What stands on the pages of a PDF, as poppler sees it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

POINTS_A_MILLIMETRE = 72 / 25.4
MARGIN = 25 * POINTS_A_MILLIMETRE
PUNCTUATION = 4
"""Points by which a comma or quotation mark at the end of a line may hang over."""
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"[^>]*>(.*?)</word>')
_WIDTH = re.compile(r'<page width="([\d.]+)"')

needs_tex = pytest.mark.skipif(
    not ((shutil.which("latexmk") and shutil.which("pdflatex")) or shutil.which("tectonic")),
    reason="no TeX is installed here (latexmk or tectonic)",
)
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed here"
)


def beyond_the_margins(pdf: bytes, folder: Path) -> list[str]:
    """The words that stand outside of the text block, also where TeX was not told of them."""
    file = folder / "pages.pdf"
    file.write_bytes(pdf)
    seen = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    right = max(map(float, _WIDTH.findall(seen))) - MARGIN
    words = [(float(a), float(b), word) for a, b, word in _WORD.findall(seen)]
    return [word for a, b, word in words if a < MARGIN - PUNCTUATION or b > right + PUNCTUATION]
