r"""Curves of terms in one variable, their values computed in balls.

>>> from fractions import Fraction
>>> from proofs.kernel.terms import num, power, var
>>> x = var("x")
>>> Curve(power(x, num(2)), x).at(Fraction(3))
9.0
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite, nan
from pathlib import Path
from typing import Any

from proofs.kernel.enclosures.balls import Undetermined, ball
from proofs.kernel.enclosures.enclosure import enclose
from proofs.kernel.terms import Term, TermError, add, div, exp, num, substitute

from .drawing import COLOURS, INK, QUIET, Drawn, PictureError, label, new_figure, save, settings

_POINTS = 241
"""Points at which a curve is computed; odd, so that the middle is one of them."""


@dataclass(frozen=True)
class Curve:
    """`term` as a function of `variable`; `name` is a text that is put beside it.

    A `dashed` curve is what others are compared with, such as their limit.
    """

    term: Term
    variable: Term
    name: str = ""
    dashed: bool = False

    def at(self, point: Fraction) -> float:
        """Its value, rounded; nan where it has none, or where it can't be told."""
        try:
            value = float(ball(enclose(self.term, {self.variable: num(point)})).mid())
        except (Undetermined, TermError):
            return nan
        return value if isfinite(value) else nan


@dataclass(frozen=True)
class Mark:
    """A point to look at, with a text beside it."""

    x: Fraction
    y: float
    name: str = ""


@dataclass(frozen=True)
class Curves(Drawn):
    """Curves over a stretch of the horizontal axis, with the points to look at.

    `gaps` join two marks by a line: how far apart they are. Raises PictureError, in `save`, where
    no curve has a value.
    """

    curves: tuple[Curve, ...]
    over: tuple[Fraction, Fraction]
    horizontal: str = "$x$"
    vertical: str = ""
    marks: tuple[Mark, ...] = ()
    gaps: tuple[tuple[Mark, Mark], ...] = ()

    def save(self, path: Path) -> None:
        """Draw it into a file, .svg or .pdf."""
        with settings():
            figure = new_figure(5.6, 3.3)
            axes = figure.add_subplot()
            _frame(axes)
            seen: list[float] = []
            for position, curve in enumerate(self.curves):
                seen += self._draw(axes, curve, COLOURS[position % len(COLOURS)])
            if not seen:
                raise PictureError("none of the curves has a value there")
            self._mark(axes)
            axes.set_xlabel(label(self.horizontal))
            axes.set_ylabel(label(self.vertical))
            axes.set_xlim(float(self.over[0]), float(self.over[1]))
            if any(curve.name for curve in self.curves):
                axes.legend(frameon=False, loc="best", handlelength=1.6)
            save(figure, path)

    def _draw(self, axes: Any, curve: Curve, colour: str) -> list[float]:
        """Draw one curve; the values that it has. A jump is left open, not joined."""
        points = _spread(*self.over)
        values = [curve.at(point) for point in points]
        known = [value for value in values if value == value]
        height = max(known) - min(known) if known else 0.0
        xs: list[float] = []
        ys: list[float] = []
        alone: list[tuple[float, float]] = []
        for position, (point, value) in enumerate(zip(points, values, strict=True)):
            before = _jumps(values, position - 1, height)
            if before:
                xs.append(nan)
                ys.append(nan)
            if before and _jumps(values, position, height) and value == value:
                alone.append((float(point), value))
            xs.append(float(point))
            ys.append(value)
        style = {"color": INK, "linestyle": (0, (4, 2)), "linewidth": 1.5}
        if not curve.dashed:
            style = {"color": colour, "linestyle": "-", "linewidth": 1.7}
        name = label(curve.name).replace(r"\frac", r"\dfrac")
        axes.plot(xs, ys, label=name or None, **style)
        for x, y in alone:  # the value at a jump
            axes.plot([x], [y], "o", color=style["color"], markersize=4)
        return known

    def _mark(self, axes: Any) -> None:
        for one, other in self.gaps:
            axes.plot([one.x, other.x], [one.y, other.y], color=INK, linewidth=1.0, zorder=4)
        for mark in self.marks:
            axes.plot([float(mark.x)], [mark.y], "o", color=INK, markersize=5, zorder=5)
            axes.annotate(
                label(mark.name), (float(mark.x), mark.y), xytext=(7, 0),
                textcoords="offset points", va="center",
            )  # fmt: skip


def _frame(axes: Any) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(QUIET)
    axes.tick_params(colors=QUIET, labelcolor=INK)


def _spread(low: Fraction, high: Fraction) -> list[Fraction]:
    return [low + (high - low) * k / (_POINTS - 1) for k in range(_POINTS)]


def _jumps(values: Sequence[float], position: int, height: float) -> bool:
    """Whether there is a jump after a position: a step much larger than those on both its sides."""
    if not 0 <= position < len(values) - 1:
        return False
    step = abs(values[position + 1] - values[position])
    if not step > 0.2 * height:
        return False
    beside = [
        abs(values[n + 1] - values[n])
        for n in (position - 2, position - 1, position + 1, position + 2)
        if 0 <= n < len(values) - 1
    ]
    return sorted(s for s in beside if s == s)[: len(beside) // 2] < [step / 8]


# --- made from terms ------------------------------------------------------------------------------


def towards_limit(
    term: Term, variable: Term, parameter: Term, values: Sequence[int], limit: Term,
    *, over: tuple[Fraction, Fraction], names: tuple[str, str] = ("$k$", "limit"),
) -> Curves:  # fmt: skip
    """A term for rising values of a parameter, against what it tends to."""
    letter = names[0].strip("$")
    curves = [
        Curve(substitute(term, {parameter: num(value)}), variable, f"${letter} = {value}$")
        for value in values
    ]
    return Curves((*curves, Curve(limit, variable, names[1], dashed=True)), over)


def softmax_against_temperature(
    logits: Sequence[Fraction], temperature: Term, *, up_to: Fraction = Fraction(6)
) -> Curves:
    r"""Each entry of softmax(x / T) against T, for given logits x.

    >>> from proofs.kernel.terms import var
    >>> drawn = softmax_against_temperature([Fraction(1), Fraction(0)], var("T"))
    >>> [curve.name for curve in drawn.curves]
    ['$x_{1} = 1$', '$x_{2} = 0$']
    """
    parts = [exp(div(num(logit), temperature)) for logit in logits]
    curves = tuple(
        Curve(div(part, add(*parts)), temperature, f"$x_{{{k}}} = {_plain(logit)}$")
        for k, (part, logit) in enumerate(zip(parts, logits, strict=True), start=1)
    )
    return Curves(curves, (up_to / 100, up_to), "temperature $T$", "softmax$(x / T)$")


def _plain(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else rf"{value.numerator}/{value.denominator}"
