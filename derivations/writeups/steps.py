"""The steps of a claim, as one link."""

from __future__ import annotations

from proofs.claim import Claim
from proofs.kernel.terms import Term

from ..derivation import NOWHERE, Derivation, Side, Step
from ..writing.latex import latex
from ..writing.rows import RELATIONS


def explain(claim: Claim) -> Derivation:
    """The claim as a chain of one link."""
    left, right = (_side(side) for side in (claim.left, claim.right))
    relation = RELATIONS.get(claim.relation, claim.relation)
    written = f"{left.latex} {relation} {right.latex}"
    step = Step(left, claim.relation, right, "claim", written, NOWHERE, claim)
    return Derivation("claim", (step,))


def _side(term: Term) -> Side:
    return Side(latex(term), NOWHERE, term)
