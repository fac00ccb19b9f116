r"""Sums that leave out one index, `\sum_{i \neq j}`: over i alone, or over both?

Where j stands outside such sums, it is one index, and the sum is over i. Where it stands nowhere
else, a double sum may be meant, and nothing is refuted.
"""

from __future__ import annotations

from collections.abc import Iterable

from proofs.kernel.terms import Term, subterms

_TOTALS = frozenset({"sum", "prod"})


def perhaps_summed(terms: Iterable[Term]) -> set[str]:
    """The indices that some terms have only where another index is kept apart from them.

    >>> from proofs.kernel.terms import NAT, ONE, abstract, cases, ne, num, total, var
    >>> i, j = var("i", NAT), var("j", NAT)
    >>> apart = total(ONE, num(3), abstract(cases(i, ne(i, j), num(0)), i))
    >>> perhaps_summed([apart]), perhaps_summed([apart, j])
    ({'j'}, set())
    """
    seen = list(terms)
    sums = {
        node: kept for side in seen for node in subterms(side)
        if node.op in _TOTALS and (kept := _kept_apart(node))
    }  # fmt: skip
    found = frozenset[Term]().union(*sums.values())
    if not found:
        return set()
    outside = frozenset[Term]().union(*(_outside(side, sums) for side in seen))
    return {str(v.value) for v in found - outside}


def _kept_apart(node: Term) -> frozenset[Term]:
    """The free indices that the index of a sum is not to be."""
    body = node.args[-1]
    return frozenset(
        arg for part in subterms(body) if part.op == "ne" for arg in part.args
        if arg.op == "var" and arg.sort.name in ("nat", "int") and arg in node.free
    )  # fmt: skip


def _outside(term: Term, sums: dict[Term, frozenset[Term]]) -> frozenset[Term]:
    """The names that stand in a term beside some of its parts."""
    if term.op == "var":
        return frozenset({term})
    if term in sums:
        return frozenset[Term]()
    if not term.free:
        return frozenset[Term]()
    return frozenset[Term]().union(*(_outside(arg, sums) for arg in term.args))
