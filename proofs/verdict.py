"""The three verdicts, and the evidence that each carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .claim import Claim
from .kernel.proof import Proof
from .kernel.terms import Term
from .showing import Showable

Trust = Literal["kernel", "sympy"]


@dataclass(frozen=True)
class Witness:
    """Exact values (of variables, entries, lengths) at which the claim fails.

    `left` and `right` are the two sides there, in digits that are certain ("0.3807...").
    """

    at: tuple[tuple[Term, Term], ...]
    left: str
    right: str


@dataclass(frozen=True)
class Proved(Showable):
    """The claim holds wherever its conditions and `conditions` do and both sides are defined.

    `conditions` are those under which one side is defined exactly where the other is (empty: no
    difference). `caveats` name the weaker ways of being proved ("to the digits shown", ...). Of a
    claim that solutions exist, `found` holds the values, in the order of the unknowns.
    """

    claim: Claim
    proof: Proof
    method: str
    conditions: tuple[Term, ...] = ()
    caveats: tuple[str, ...] = ()
    trust: Trust = "kernel"
    found: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Refuted(Showable):
    """The claim fails: at `witness`, or (without one) for the `reason`, which `proof` proves."""

    claim: Claim
    proof: Proof
    method: str
    reason: str
    witness: Witness | None = None
    trust: Trust = "kernel"


@dataclass(frozen=True)
class Undecided(Showable):
    """Neither: what was `tried`, what is left to show, and what numbers say (never a proof)."""

    claim: Claim
    reason: str
    tried: tuple[str, ...] = ()
    remaining: Term | None = None
    evidence: str = ""


Verdict = Proved | Refuted | Undecided
