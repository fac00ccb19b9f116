"""Rows and columns: a derivative in a vector is written as either.

The gradient is a column here; books that write it as a row (the Jacobian of a number) say the same.
So a row on the other side is compared with the gradient laid down. Nothing else is turned round:
a column and a row that are no derivatives are never taken for equal.
"""

from __future__ import annotations

from proofs.kernel.terms import ONE, Term, is_family, shape, subterms, transpose


def as_written(left: Term, right: Term) -> tuple[Term, Term, str]:
    """The two sides, a gradient as a row where the other side is one, and a note that says so.

    >>> from proofs.kernel.terms import dot, family, gradient, var
    >>> u, v = var("u", family(rank=1)), var("v", family(rank=1))
    >>> as_written(gradient(dot(u, v), v), transpose(u))[2]
    'the derivative is written as a row'
    >>> as_written(v, transpose(u))[2]
    ''
    """
    if _is_derivative(left) and _is_row(right):
        return transpose(left), right, "the derivative is written as a row"
    if _is_derivative(right) and _is_row(left):
        return left, transpose(right), "the derivative is written as a row"
    return left, right, ""


def _is_derivative(term: Term) -> bool:
    column = is_family(term) and term.sort.rank == 1
    return column and any(node.op == "deriv" for node in subterms(term))


def _is_row(term: Term) -> bool:
    return is_family(term) and term.sort.rank == 2 and shape(term)[0] is ONE
