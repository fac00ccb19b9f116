"""Rule: an equality that a step may name, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs.kernel.terms import Term


@dataclass(frozen=True)
class Rule:
    r"""`left = right` for all values of its variables that meet the conditions.

    `text` says why a step from left to right holds, `back` why one from right to left does;
    `<a>` in them is what stands for the variable a, `<-a>` minus that. `needs` are the conditions,
    each with values at which the equality fails without it (one side is undefined there, or the
    two differ). With `reversible`, it is tried from right to left, too. `cost` says how large a
    step it is, 1 being a usual one. What is `derived` from others is shown so, where it is all
    there is to show. `source` is where it is stated.
    """

    name: str
    left: Term
    right: Term
    text: str
    back: str = ""
    needs: tuple[tuple[Term, Mapping[Term, Term]], ...] = field(default=(), hash=False)
    source: str = ""
    reversible: bool = False
    cost: float = 1.0
    derived: bool = False

    @property
    def conditions(self) -> tuple[Term, ...]:
        """What has to hold of its variables."""
        return tuple(condition for condition, _ in self.needs)
