r"""read(latex): one formula, as a tree and as SymPy has it.

>>> read(r"\frac{e^{x_i}}{\sum_{j=1}^K e^{x_j}}").expression
exp(x[i])/Sum(exp(x[j]), (j, 1, K))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .reading import ReadingError, read_answer
from .reading.values import Value


@dataclass(frozen=True)
class Reading:
    """A formula as it was understood.

    `tree` is a kernel term, or a set, tuple, interval or list (`derivations.reading.values`);
    `notes` say how something in doubt was read.
    """

    latex: str
    tree: Value
    notes: tuple[str, ...] = ()

    @property
    def expression(self) -> Any:
        """The SymPy expression, unevaluated. Raises TermError for what SymPy has none for."""
        from .expression import expression

        return expression(self.tree)


def read(latex: str) -> Reading:
    """The formula as it was understood. Raises ReadingError, with the place, where it can't be."""
    return Reading(latex, *read_answer(latex))


__all__ = ["Reading", "ReadingError", "read"]
