r"""Conditions that pages leave out: parameters of integrals, widths and rates are positive.

`\int dx / \sqrt{a^2 - x^2} = \arcsin(x/a)` fails at a = -1, and whoever writes it means a > 0. What
is refuted where such a name is not positive, and not where it is, is left open.

>>> from proofs.kernel.terms import TWO, power, root, var
>>> sigma = var("sigma")
>>> [str(c) for c in unwritten(Claim(root(power(sigma, TWO), 2), "=", sigma))]
['0 < sigma']
"""

from __future__ import annotations

import re
from collections.abc import Callable

from proofs.claim import Claim
from proofs.kernel.enclosures.enclosure import decide
from proofs.kernel.terms import ZERO, Term, lt, subterms
from proofs.verdict import Refuted, Undecided, Verdict

from .writing.latex import latex

_POSITIVE = re.compile(r"\\?(?:sigma|epsilon|varepsilon|lambda|tau)(?:_\w+)?")
"""Names of widths, small numbers and rates."""


def as_meant(verdict: Refuted, judge: Callable[[Claim], Verdict]) -> Refuted | Undecided:
    """The verdict; or that it is open, if it holds for what may be meant to be positive."""
    claim = verdict.claim
    if verdict.witness is None or claim.parts or claim.relation not in ("=", "<", "<=", ">", ">="):
        return verdict
    conditions = unwritten(claim)
    at = dict(verdict.witness.at)
    if not any(_is_against(at.get(c.args[1])) for c in conditions):
        return verdict
    again = Claim(
        claim.left, claim.relation, claim.right, given=(*claim.given, *conditions),
        definitions=claim.definitions, digits=claim.digits, constant_in=claim.constant_in,
    )  # fmt: skip
    if isinstance(judge(again), Refuted):
        return verdict
    told = " and ".join(f"${latex(c.args[1])} > 0$" for c in conditions)
    return Undecided(claim, f"it fails, but not where {told}, which may be meant")


def unwritten(claim: Claim) -> tuple[Term, ...]:
    """The conditions that may be meant: that names are positive of which nothing is said."""
    plain = claim.unfolded()
    told = frozenset[Term]().union(*(c.free for c in plain.given))
    sides = (plain.left, plain.right)
    free = frozenset[Term]().union(*(s.free for s in sides)) - told
    meant = {n for n in free if _POSITIVE.fullmatch(str(n.value))} | _parameters(plain)
    names = {n for n in meant & free if n.op == "var" and n.sort.name == "real"}
    names |= {c.args[1] for c in plain.given if _is_count(c)}
    return tuple(lt(ZERO, n) for n in sorted(names, key=str))


def _is_count(condition: Term) -> bool:
    r"""Whether it says `0 <= n` of a whole number: in `n \in \mathbb{N}`, 0 may not be meant."""
    zero, name = (*condition.args, ZERO, ZERO)[:2]
    return condition.op == "le" and zero is ZERO and name.sort.name == "nat"


def _parameters(claim: Claim) -> frozenset[Term]:
    """What stands in integrals, but for what is integrated over."""
    slopes = claim.slopes()
    parts = (t for side in (claim.left, claim.right) for t in subterms(side))
    inside = [t for t in parts if t.op == "integral"]
    indefinite = [] if slopes is None else [*slopes.integrands]
    found = frozenset[Term]().union(*(t.free for t in (*inside, *indefinite)))
    return found if slopes is None else found - {slopes.name}


def _is_against(value: Term | None) -> bool:
    """Whether a value of a witness is not seen to be positive."""
    return value is not None and decide(lt(ZERO, value), {}) is not True


__all__ = ["as_meant", "unwritten"]
