"""Move: what a term becomes by one step, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs.kernel.terms import Term

from ..derivation import Reason


@dataclass(frozen=True)
class Move:
    """`term` is what there is after the step; `rule` names the rule that it applies.

    `text` says why the step holds, `back` why the one that undoes it does. `cost` says how large a
    step it is, 1 being a usual one.
    """

    term: Term
    rule: str
    text: str
    back: str = ""
    source: str = ""
    cost: float = 1.0

    def at(self, term: Term) -> Move:
        """The same step within a larger term, which becomes `term`."""
        return replace(self, term=term)

    @property
    def reason(self) -> Reason:
        """Why the step holds."""
        return Reason(self.text, self.rule, self.source)

    @property
    def reason_back(self) -> Reason:
        """Why the step that undoes it holds."""
        return Reason(self.back or self.text, self.rule, self.source)
