"""Conditions on an entry at an index of their own, `a_k > 0`: they may be meant of every k."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs.claim import Claim
from proofs.kernel.terms import Term, substitute, subterms

from ...derivation import Step
from .conditioned import with_given


def perhaps_of_every_entry(made: Step) -> Step:
    """A link, with what it claims where such conditions hold of the entries in it as well.

    What fails only without that is left open, and so is what fails where entries at bound indices,
    of sums for instance, are not as the condition says of one.
    """
    claim = made.claim
    if claim is None or claim.parts:
        return made
    own = [n for c in claim.given for n in _entries(c) if any(i.op == "var" for i in n.args[1:])]
    used = {n for side in (claim.left, claim.right) for n in _entries(side)}
    families = {n.args[0] for n in own if n not in used or _others(n, used)}
    if not families:
        return made
    if any(n.loose and n.args[0] in families for n in used) or not families.isdisjoint(
        _whole(claim)
    ):
        return replace(made, unknown=(*made.unknown, *sorted(str(f.value) for f in families)))
    under = made.under if made.under is not None else claim
    more = [c for c in dict.fromkeys(_instances(claim, used)) if c not in under.given]
    return replace(made, under=with_given(under, more)) if more else made


def _entries(term: Term) -> Iterator[Term]:
    """The entries of named families in a term."""
    return (n for n in subterms(term) if n.op == "elem" and n.args[0].op == "var")


def _others(entry: Term, used: set[Term]) -> bool:
    """Whether other entries of the same family stand beside one."""
    return any(n.args[0] is entry.args[0] and n is not entry for n in used)


def _whole(claim: Claim) -> set[Term]:
    """The families that stand in the sides of a claim other than by their entries."""
    return {
        a for side in (claim.left, claim.right) for n in subterms(side)
        for a in n.args[n.op == "elem" :] if a.op == "var" and a.sort.name == "family"
    }  # fmt: skip


def _instances(claim: Claim, used: set[Term]) -> Iterator[Term]:
    """The conditions, said of the entries that stand in the sides."""
    for c in claim.given:
        for one in _entries(c):
            for other in used:
                if other.args[0] is not one.args[0] or other is one or other.loose:
                    continue
                pairs = zip(one.args[1:], other.args[1:], strict=True)
                at = {i: j for i, j in pairs if i.op == "var"}
                if at:
                    yield substitute(c, at)


__all__ = ["perhaps_of_every_entry"]
