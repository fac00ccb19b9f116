"""The kernel of a convolution as it slides along a sequence, one row for each output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .drawing import (
    COLOURS,
    INK,
    PAPER,
    QUIET,
    Drawn,
    PictureError,
    label,
    new_canvas,
    save,
    settings,
)

_CELL, _STEP = 0.46, 0.86
_MOST_ROWS = 10


@dataclass(frozen=True)
class SlidingWindow(Drawn):
    """A sequence, and where the kernel lies on it for each output; all entries are texts.

    `kernel` is as it lies on the sequence: turned round already for a convolution, as it is for a
    cross-correlation. `padding` zeros stand on each side. Raises PictureError, in `save`, where the
    number of outputs is not what those sizes give.

    >>> SlidingWindow(("1", "2", "3"), ("$w_1$", "$w_0$"), ("$y_0$", "$y_1$")).starts()
    (0, 1)
    """

    sequence: tuple[str, ...]
    kernel: tuple[str, ...]
    outputs: tuple[str, ...]
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    def starts(self) -> tuple[int, ...]:
        """The cell, counted in the padded sequence, at which the kernel begins for each output."""
        span = self.dilation * (len(self.kernel) - 1) + 1
        room = len(self.sequence) + 2 * self.padding - span
        if min(self.stride, self.dilation, len(self.kernel)) < 1 or self.padding < 0 or room < 0:
            raise PictureError("the kernel has no place on the sequence")
        return tuple(range(0, room + 1, self.stride))

    def save(self, path: Path) -> None:
        """Draw it into a file, .svg or .pdf."""
        starts = self.starts()
        if len(starts) != len(self.outputs):
            raise PictureError(
                f"{len(self.outputs)} outputs are given, but there are {len(starts)}"
            )
        cells = len(self.sequence) + 2 * self.padding
        rows = min(len(starts), _MOST_ROWS)
        wide, high = _CELL * cells + 1.4, _STEP * rows + 0.1
        with settings():
            figure, axes = new_canvas(-0.1, -high, wide - 0.1, 0.1)
            for row in range(rows):
                self._row(axes, -_STEP * row - _CELL, starts[row], self.outputs[row])
            save(figure, path)

    def _row(self, axes: Any, y: float, start: int, output: str) -> None:
        covered = {start + self.dilation * k: entry for k, entry in enumerate(self.kernel)}
        cells = len(self.sequence) + 2 * self.padding
        for position in range(cells):
            inside = self.padding <= position < self.padding + len(self.sequence)
            entry = self.sequence[position - self.padding] if inside else "0"
            over = position in covered
            _cell(axes, _CELL * position, y, entry, over=over, padded=not inside)
            if over:
                axes.text(
                    _CELL * (position + 0.5), y - 0.05, label(covered[position]), ha="center",
                    va="top", color=COLOURS[1], fontsize=9,
                )  # fmt: skip
        x = _CELL * cells
        axes.annotate(
            "", (x + 0.62, y + _CELL / 2), (x + 0.12, y + _CELL / 2),
            arrowprops={"arrowstyle": "-|>", "color": QUIET},
        )  # fmt: skip
        axes.text(x + 0.95, y + _CELL / 2, label(output), ha="center", va="center", color=INK)


def _cell(axes: Any, x: float, y: float, entry: str, *, over: bool, padded: bool) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle(
            (x, y), _CELL, _CELL, facecolor="#f8e3d4" if over else PAPER, edgecolor=INK,
            linewidth=0.9, linestyle=(0, (3, 2)) if padded else "-", zorder=2 + over,
        )
    )  # fmt: skip
    colour = QUIET if padded else INK
    middle = x + _CELL / 2, y + _CELL / 2
    axes.text(*middle, label(entry), ha="center", va="center", color=colour, zorder=4)
