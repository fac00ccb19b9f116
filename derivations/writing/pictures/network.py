"""A graph as a picture: laid out by graphviz where that is installed, else by its ranks."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...graph import Edge, Graph, Node
from ..widths import line_width
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

_EM = 11 / 72
"""Inches."""
_MOST_NODES = 200
_SECONDS = 20.0
_HEIGHT = 0.36
_FILLED = {"input": "#dce8f6", "operation": PAPER, "output": "#f8e3d4"}

Point = tuple[float, float]


@dataclass(frozen=True)
class _Layout:
    """Where nodes stand, in inches, and how edges run: points of Bezier curves, end to end."""

    width: float
    height: float
    places: Mapping[str, Point]
    ways: Mapping[tuple[str, str], tuple[Point, ...]]


@dataclass(frozen=True)
class GraphPicture(Drawn):
    """A graph from left to right, with the labels of its nodes and edges.

    Raises PictureError, in `save`, where it is too large to be looked at.
    """

    graph: Graph

    def save(self, path: Path) -> None:
        """Draw it into a file, .svg or .pdf."""
        if len(self.graph.nodes) > _MOST_NODES:
            raise PictureError(f"a graph of {len(self.graph.nodes)} nodes is too large to draw")
        sizes = {node.name: _size(node) for node in self.graph.nodes}
        laid = _by_graphviz(self.graph, sizes) or _by_ranks(self.graph, sizes)
        with settings():
            figure, axes = new_canvas(-0.1, -0.25, laid.width + 0.1, laid.height + 0.15)
            for edge in self.graph.edges:
                _draw_edge(axes, edge, laid)
            for node in self.graph.nodes:
                _draw_node(axes, node, laid.places[node.name], sizes[node.name])
            save(figure, path)


def _size(node: Node) -> Point:
    return max(0.45, (line_width(node.label) + 1.2) * _EM), _HEIGHT


# --- layout ---------------------------------------------------------------------------------------


def _by_graphviz(graph: Graph, sizes: Mapping[str, Point]) -> _Layout | None:
    """The layout of dot; None where there is no dot, or it does not do it."""
    dot = shutil.which("dot")
    if dot is None:
        return None
    number = {node.name: f"n{k}" for k, node in enumerate(graph.nodes)}
    lines = [
        f"{number[name]} [width={width:.3f}, height={height:.3f}];"
        for name, (width, height) in sizes.items()
    ]
    lines += [
        f'{number[e.start]} -> {number[e.end]} [label="{"m" * round(line_width(e.label))}"];'
        for e in graph.edges
    ]
    head = "rankdir=LR; nodesep=0.35; ranksep=0.55;"
    head += " node [shape=box, fixedsize=true]; edge [arrowhead=none];"
    try:
        done = subprocess.run(
            [dot, "-Tplain"], input=f"digraph {{ {head} {' '.join(lines)} }}", text=True,
            capture_output=True, timeout=_SECONDS, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return _read(done.stdout, {code: name for name, code in number.items()})


def _read(plain: str, names: Mapping[str, str]) -> _Layout:
    """What dot says in its plain format."""
    width = height = 0.0
    places: dict[str, Point] = {}
    ways: dict[tuple[str, str], tuple[Point, ...]] = {}
    for line in plain.splitlines():
        kind, *words = line.split()
        if kind == "graph":
            width, height = float(words[1]), float(words[2])
        elif kind == "node":
            places[names[words[0]]] = float(words[1]), float(words[2])
        elif kind == "edge":
            count = int(words[2])
            numbers = [float(word) for word in words[3 : 3 + 2 * count]]
            ways[names[words[0]], names[words[1]]] = tuple(
                zip(numbers[::2], numbers[1::2], strict=True)
            )
    return _Layout(width, height, places, ways)


def _by_ranks(graph: Graph, sizes: Mapping[str, Point]) -> _Layout:
    """Each rank a column; in it, nodes in the order of what leads to them."""
    columns: dict[int, list[str]] = {}
    for name, rank in graph.ranks().items():
        columns.setdefault(rank, []).append(name)
    tallest = max(map(len, columns.values()))
    step = _HEIGHT + 0.45
    height = max(step * tallest, 1.0)
    into: dict[str, list[str]] = {}
    for edge in graph.edges:
        into.setdefault(edge.end, []).append(edge.start)
    places: dict[str, Point] = {}
    at = 0.0
    for rank in sorted(columns):
        column = columns[rank]
        wide = max(sizes[name][0] for name in column)
        column.sort(key=lambda name: -_mean([places[start][1] for start in into.get(name, ())]))
        for position, name in enumerate(column):
            spare = (height - step * len(column)) / 2
            places[name] = at + wide / 2, height - spare - step * (position + 0.5)
        at += wide + 0.6
    ways = {}
    for edge in graph.edges:
        (x1, y1), (x2, y2) = places[edge.start], places[edge.end]
        start, end = x1 + sizes[edge.start][0] / 2, x2 - sizes[edge.end][0] / 2
        middle = (start + end) / 2
        ways[edge.start, edge.end] = ((start, y1), (middle, y1), (middle, y2), (end, y2))
    return _Layout(at - 0.6, height, places, ways)


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


# --- drawing --------------------------------------------------------------------------------------


def _draw_node(axes: Any, node: Node, at: Point, size: Point) -> None:
    from matplotlib.patches import FancyBboxPatch

    (x, y), (width, height) = at, size
    axes.add_patch(
        FancyBboxPatch(
            (x - width / 2 + 0.05, y - height / 2 + 0.05), width - 0.1, height - 0.1,
            boxstyle="round,pad=0.05", facecolor=_FILLED[node.kind], edgecolor=INK, linewidth=1.0,
            zorder=3,
        )
    )  # fmt: skip
    axes.text(x, y, label(node.label), ha="center", va="center", color=INK, zorder=4)
    if node.note:
        axes.text(
            x, y - height / 2 - 0.03, label(node.note), ha="center", va="top", color=COLOURS[1],
            fontsize=8.5, zorder=4,
        )  # fmt: skip


def _draw_edge(axes: Any, edge: Edge, laid: _Layout) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path as Curve

    points = laid.ways[edge.start, edge.end]
    codes = [Curve.MOVETO, *(Curve.CURVE4 for _ in points[1:])]
    axes.add_patch(
        FancyArrowPatch(
            path=Curve(points, codes), arrowstyle="-|>", mutation_scale=9, color=QUIET,
            linewidth=1.0, zorder=2,
        )
    )  # fmt: skip
    if edge.label:
        x, y = _midpoint(points)
        axes.text(
            x, y, label(edge.label), ha="center", va="center", color=INK, zorder=5,
            fontsize=12.0 if "frac" in edge.label else 9.0,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.0},
        )  # fmt: skip


def _midpoint(points: tuple[Point, ...]) -> Point:
    """The middle of the middle piece of a curve in Bezier pieces."""
    pieces = (len(points) - 1) // 3
    start = 3 * (pieces // 2) if pieces % 2 else 3 * (pieces // 2 - 1)
    a, b, c, d = points[start : start + 4]
    weights = (1, 3, 3, 1) if pieces % 2 else (0, 0, 0, 8)
    x, y = (
        sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) / 8 for axis in (0, 1)
    )
    return x, y
