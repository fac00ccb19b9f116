"""How claims and verdicts show themselves in a notebook.

This package knows nothing of LaTeX. Whoever writes it says so by an entry point of the group
`proofs.latex`: a function that takes what is to be shown and gives its LaTeX, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

GROUP = "proofs.latex"


class Showable:
    """What a notebook shows as mathematics, where something that writes LaTeX is installed."""

    def _repr_latex_(self) -> str | None:
        write = _writer()
        return None if write is None else write(self)


@cache
def _writer() -> Callable[[object], str | None] | None:
    """The function that is installed for it, if one is."""
    for point in entry_points(group=GROUP):
        found: Callable[[object], str | None] = point.load()
        return found
    return None
