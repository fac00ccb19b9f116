"""The largest and the smallest of a family, as SymPy expressions: its own `Max` takes no index.

>>> from sympy import IndexedBase, symbols
>>> i, n = symbols("i n", integer=True)
>>> Greatest(IndexedBase("x")[i], (i, 1, n))
Greatest(x[i], (i, 1, n))
"""

from __future__ import annotations

from sympy.concrete.expr_with_limits import ExprWithLimits


class Greatest(ExprWithLimits):  # type: ignore[misc]
    """The largest value of an expression for an index from a lower to an upper end."""


class Least(ExprWithLimits):  # type: ignore[misc]
    """The smallest value of an expression for an index from a lower to an upper end."""
