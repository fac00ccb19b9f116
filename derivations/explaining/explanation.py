"""Explanation: the steps that were found, as a derivation every link of which is proved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from proofs.check import check
from proofs.claim import Claim
from proofs.kernel.terms import Term
from proofs.verdict import Proved, Verdict

from ..derivation import NOWHERE, Derivation, Reason, Side, Step
from ..writing.latex import latex

BUDGET = 3.0
"""Most seconds for the proof of one link."""
SIGNS = {
    "=": "=", "!=": r"\neq", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "approx": r"\approx",
    "iff": r"\iff", "implies": r"\implies", "in": r"\in",
}  # fmt: skip
NAME = "explanation"
Wanted = Sequence[tuple[str, str]]


class ExplanationError(ValueError):
    """A claim that can't be explained, for it is not decided; `verdict` is what was found."""

    def __init__(self, message: str, verdict: Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict


class NotProvedError(ValueError):
    """A link that was proposed is not proved by the kernel, or can't be stated."""


@dataclass(frozen=True)
class Row:
    """What a chain goes on to: `relation term`, and why. A claim of its own, where it says more."""

    term: Term
    reason: Reason
    relation: str = "="
    digits: int | None = None


@dataclass(frozen=True)
class Ground:
    """What all links of an explanation stand on: conditions, definitions, letters for binders."""

    claim: Claim
    given: tuple[Term, ...]
    wanted: Wanted = ()

    def under(self, *more: Term) -> Ground:
        """The same under more conditions."""
        return replace(self, given=tuple(dict.fromkeys((*self.given, *more))))

    def state(self, left: Term, relation: str, right: Term, digits: int | None = None) -> Claim:
        """The claim that a link makes here."""
        known = self.claim.definitions
        heads = {d.head for d in known}
        used = not heads.isdisjoint(left.free.union(right.free, *(g.free for g in self.given)))
        return Claim(
            left, relation, right, given=self.given, definitions=known if used else (),
            digits=digits,
        )  # fmt: skip

    def shown(self, term: Term) -> Side:
        """A side of a link."""
        return Side(latex(term, self.wanted), NOWHERE, term)


def proved(claim: Claim) -> Proved | None:
    """The kernel's proof of a claim, or None."""
    verdict = check(claim, budget=BUDGET, strict=True)
    return verdict if isinstance(verdict, Proved) else None


def link(ground: Ground, left: Term, row: Row) -> Step:
    """One link. Raises NotProvedError where the kernel does not prove it."""
    claim = ground.state(left, row.relation, row.term, row.digits)
    if proved(claim) is None:
        raise NotProvedError(f"not proved: {claim}")
    return shown_link(ground, claim, left, row)


def shown_link(ground: Ground, claim: Claim, left: Term, row: Row) -> Step:
    """A link of which it is known that it is proved, as it is shown."""
    sides = ground.shown(left), ground.shown(row.term)
    if row.digits is not None:
        sides = sides[0], replace(sides[1], latex=decimal(row.term, row.digits))
    relation = SIGNS["approx" if row.digits is not None else row.relation]
    text = f"{sides[0].latex} {relation} {sides[1].latex}"
    return Step(sides[0], relation, sides[1], "claim", text, NOWHERE, claim, reason=row.reason)


def decimal(term: Term, places: int) -> str:
    """A rational number by its decimals.

    >>> from proofs.kernel.terms import num
    >>> decimal(num("1/8"), 4)
    '0.1250'
    """
    sign, amount = (-1, term.args[0]) if term.op == "neg" else (1, term)
    value = sign * Decimal(amount.value.numerator) / Decimal(amount.value.denominator)
    return f"{value:.{places}f}"


def chain(
    ground: Ground, name: str, first: Term, rows: Iterable[Row], *, ends: Claim | None = None,
    opening: str = "", closing: str = "",
) -> Derivation:  # fmt: skip
    """A chain from `first` on. Raises NotProvedError where a link or its ends are not proved."""
    steps = []
    left = first
    for row in rows:
        steps.append(link(ground, left, row))
        left = row.term
    if ends is None and len(steps) > 1 and all(s.relation == "=" for s in steps):
        ends = ground.state(first, "=", left)
    if ends is not None and proved(ends) is None:
        raise NotProvedError(f"not proved: {ends}")
    return Derivation(name, tuple(steps), ends if len(steps) > 1 else None, opening, (), closing)


__all__ = [
    "NAME", "SIGNS", "ExplanationError", "Ground", "NotProvedError", "Row", "Wanted", "chain",
    "decimal", "link", "proved",
]  # fmt: skip
