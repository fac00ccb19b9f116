"""Equations to be solved: what looks refuted because it is no identity, though nobody said it was.

A link that is refuted as it stands, but true at the values that the question asks for or that the
answer chooses, is an equation on the way to them: it is right. One about a name that neither the
sheet nor the answer says anything of may be such an equation; that is for a person to see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, substitute
from proofs.kernel.terms.definitions import unfold

from .kinds import VALUES, Asking
from .links import Link


def without_equations(asking: Asking) -> Sequence[Link]:
    """The links, those that are equations to be solved no longer held against the answer."""
    values = VALUES[asking.answer.question.kind](asking)
    return [_seen(asking, link, values) for link in asking.links]


def _seen(asking: Asking, link: Link, values: Sequence[Mapping[Term, Term]]) -> Link:
    claim = link.step.claim
    if claim is None or link.judged.verdict != "refuted" or link.standing not in ("wrong", "open"):
        return link
    if any(_holds(asking, claim, at) for at in values):
        return replace(link, standing="right", why="an equation that its solution meets")
    if link.standing == "wrong" and _foreign(asking, claim) and _alone(asking, link):
        why = "refuted as an identity, but is it an equation to be solved?"
        return replace(link, standing="open", why=why)
    return link


def _holds(asking: Asking, claim: Claim, at: Mapping[Term, Term]) -> bool:
    """Whether a claim is about these values, and true at them."""
    names = {str(name): value for name, value in at.items()}
    definitions = [d for d in claim.definitions if str(d.head) not in names]
    given = [g for g in claim.given if not any(str(name) in names for name in g.free)]
    try:
        sides = [unfold(side, definitions) for side in (claim.left, claim.right)]
        free = sides[0].free | sides[1].free
        chosen = {name: names[str(name)] for name in free if str(name) in names}
        if not chosen:
            return False
        left, right = (substitute(side, chosen) for side in sides)
        made = Claim(left, claim.relation, right, given=given, definitions=definitions,
                     digits=claim.digits)  # fmt: skip
    except (ClaimError, TermError):
        return False
    return asking.verdicts.claim(made).outcome == "proved"


def _foreign(asking: Asking, claim: Claim) -> bool:
    """Whether a claim is about a name that nothing is said of."""
    known = {str(name) for name in asking.answer.names} | {
        str(d.head) for d in (*claim.definitions, *asking.definitions)
    }
    return any(str(name) not in known for name in claim.left.free | claim.right.free)


def _alone(asking: Asking, link: Link) -> bool:
    """Whether a link may be an equation: no part of a longer chain, or its right side a number."""
    claim = link.step.claim
    if claim is not None and not claim.right.free:
        return True
    return any(chain.steps == (link.step,) for chain in asking.answer.derivations)
