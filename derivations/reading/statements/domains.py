"""Where the sides of a chain mean something: what a link says is said where those before it do.

`H''(p) = -1/(p (1 - p)) < 0` with H(p) = -p log p - (1 - p) log(1 - p): of p between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofs.claim import Claim
from proofs.kernel.terms import Term, instantiate, is_family, rebuild, subterms
from proofs.kernel.terms.definedness import definedness

from .context import Context
from .hidden import unfolded

_RELATIONS = frozenset({"lt", "le", "ne"})
_LARGEST = 400
"""Most parts of a side that is looked through."""
MOST = 12
"""Most inequalities of a chain that are kept, but for those of one side."""


def domain_of(term: Term) -> list[Term]:
    """The inequalities that have to hold for a term, and what is differentiated in it, to be
    defined; those about names that it binds are left out.

    >>> from proofs.kernel.terms import abstract, derivative, log, var
    >>> p = var("p")
    >>> [str(c) for c in domain_of(derivative(p, abstract(log(p), p)))]
    ['0 < p']
    """
    parts = definedness(_at_points(term))
    return [c for c in parts if c.op in _RELATIONS and c.free and not c.loose]


def _at_points(term: Term) -> Term:
    """A term with what is differentiated put for its derivatives."""
    if not any(node.op == "deriv" for node in subterms(term)):
        return term
    if term.op == "deriv":
        return _at_points(instantiate(term.args[1], term.args[0]))
    return rebuild(term, tuple(_at_points(arg) for arg in term.args)) if term.args else term


class Domain:
    """The inequalities that the sides of a chain need, so far as it is read; no more than MOST."""

    def __init__(self) -> None:
        self.found: dict[Term, None] = {}

    def add(self, side: Term | None, context: Context) -> None:
        """Take in what a side needs."""
        if side is None or is_family(side) or len(self.found) >= MOST:
            return
        if sum(1 for _ in subterms(side)) <= _LARGEST:
            self.found.update((c, None) for c in domain_of(unfolded(side, context)[0]))

    def of(self, claim: Claim) -> Sequence[Term]:
        """The inequalities about names of a claim, beside its conditions."""
        if not self.found:
            return ()
        names = claim.statement.free.union(*(d.body.free for d in claim.definitions))
        return [c for c in self.found if c.free <= names and c not in claim.given]
