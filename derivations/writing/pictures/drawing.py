"""What pictures share: paper and ink, text with mathematics, and files that are always the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..prose import Formula, pieces

INK, QUIET, PAPER = "#1d1f21", "#73787e", "#ffffff"
COLOURS = ("#1f5fa8", "#c2571a", "#2f7d4f", "#8a4b9c", "#8a6d00", "#3d8a99")
"""Apart from each other in hue and in lightness, also for most who see few hues."""

_SETTINGS: Any = {
    "svg.hashsalt": "derivations", "svg.fonttype": "path", "mathtext.fontset": "cm",
    "font.family": "serif", "font.serif": ["cmr10", "DejaVu Serif"], "font.size": 11.0,
    "axes.formatter.use_mathtext": True, "axes.unicode_minus": False, "path.simplify": True,
}  # fmt: skip
_NO_DATE: dict[str, dict[str, None]] = {
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None, "ModDate": None},
}


class PictureError(ValueError):
    """A picture that can't be drawn, and why."""


class Drawn(ABC):
    """What can be drawn into a file, and so is shown by a notebook."""

    @abstractmethod
    def save(self, path: Path) -> None:
        """Draw it into a file, .svg or .pdf."""

    def _repr_svg_(self) -> str:
        with TemporaryDirectory(prefix="derive-") as folder:
            path = Path(folder) / "picture.svg"
            self.save(path)
            return path.read_text(encoding="utf-8")


def settings() -> Any:
    """matplotlib's settings for our pictures, in force while they are entered."""
    from matplotlib import rc_context

    return rc_context(_SETTINGS)


def new_figure(width: float, height: float) -> Any:
    """A figure of so many inches, kept by nobody else, with room for what stands at its axes."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def new_canvas(left: float, bottom: float, right: float, top: float) -> tuple[Any, Any]:
    """A figure, and axes that are not seen and fill it, on which an inch is an inch."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(right - left, top - bottom))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    return figure, axes


def save(figure: Any, path: Path) -> None:
    """Write a figure as .svg or .pdf, the same file every time. Raises PictureError."""
    if path.suffix not in _NO_DATE:
        raise PictureError(f"{path}: a picture is written as .svg or .pdf")
    figure.savefig(path, metadata=_NO_DATE[path.suffix], transparent=True)


def label(text: str) -> str:
    r"""A text as matplotlib sets it: its mathematics where it knows all of it, else as typed.

    >>> label(r"softmax of $\frac{x}{T}$ for \$5")
    'softmax of $\\frac{x}{T}$ for \\$5'
    """
    return "".join(
        _formula(piece.latex) if isinstance(piece, Formula) else piece.text.replace("$", r"\$")
        for piece in pieces(text)
    )


def _formula(latex: str) -> str:
    from matplotlib.mathtext import MathTextParser

    known = latex.replace(r"\top", r"T").replace(r"\text{", r"\mathrm{").replace(r"\le ", r"\leq ")
    try:
        MathTextParser("path").parse(f"${known}$")
    except ValueError:
        return latex.replace("$", r"\$")
    return f"${known}$"
