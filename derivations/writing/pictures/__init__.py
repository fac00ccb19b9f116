"""Pictures of what a writeup is about, as vectors: curves, both sides of a claim, graphs, windows.

Each is a small value that is made from terms and data, and has `save(path)` for .svg and .pdf. What
is drawn is computed in balls by the kernel's enclosures; no picture decides anything.
"""

from __future__ import annotations

from .both_sides import both_sides
from .curves import Curve, Curves, Mark, softmax_against_temperature, towards_limit
from .drawing import PictureError
from .network import GraphPicture
from .window import SlidingWindow

__all__ = [
    "Curve", "Curves", "GraphPicture", "Mark", "PictureError", "SlidingWindow", "both_sides",
    "softmax_against_temperature", "towards_limit",
]  # fmt: skip
