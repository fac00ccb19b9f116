"""A term with others for some of its closed parts."""

from __future__ import annotations

from collections.abc import Mapping

from proofs.kernel.terms import Term, rebuild


def replaced(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with a value in place of each part that has one.

    >>> from proofs.kernel.terms import add, exp, num, var
    >>> x = var("x")
    >>> str(replaced(add(exp(x), x), {exp(x): num(2)}))
    '2 + x'
    """
    if term in values:
        return values[term]
    if not term.args:
        return term
    return rebuild(term, tuple(replaced(a, values) for a in term.args))
