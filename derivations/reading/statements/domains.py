"""Where the sides of a chain mean something: what a link says is said where those before it do.

`H''(p) = -1/(p (1 - p)) < 0` with H(p) = -p log p - (1 - p) log(1 - p): of p between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proofs.claim import Claim
from proofs.kernel.terms import Term, instantiate, is_family, rebuild, subterms
from proofs.kernel.terms.definedness import definedness

from .context import Context
from .hidden import unfolded

_RELATIONS = frozenset({"lt", "le", "ne"})
_LARGEST = 400
"""Most parts of a side that is looked through."""


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


def where_defined(
    claim: Claim, before: Iterable[Term | None], context: Context
) -> Sequence[Term]:  # fmt: skip
    """The inequalities about names of a claim that sides before it need, beside its conditions."""
    names = claim.statement.free.union(*(d.body.free for d in claim.definitions))
    found: dict[Term, None] = {}
    for side in before:
        if side is None or is_family(side) or sum(1 for _ in subterms(side)) > _LARGEST:
            continue
        term, _ = unfolded(side, context)
        found.update((c, None) for c in domain_of(term) if c.free <= names)
    return [c for c in found if c not in claim.given]
