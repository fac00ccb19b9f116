"""SymPy expressions to terms, and back: the one door between the two.

Plain symbols are real; assumptions of a symbol become its sort and, where they bound it,
conditions (`assumptions`). Nothing is evaluated on the way in; what SymPy had evaluated before is
as SymPy left it.

>>> from sympy import Sum, exp, symbols
>>> i, n = symbols("i n", integer=True)
>>> str(from_sympy(Sum(exp(i), (i, 1, n))))
'sum(i=1..n, exp(i))'
>>> to_sympy(from_sympy(Sum(exp(i), (i, 1, n))))
Sum(exp(j), (j, 1, n))
"""

from .extremes import Greatest, Least
from .inward import assumptions, check_names, from_sympy, symbol_sort
from .logic import statement_from_sympy
from .matrix_inward import derivative_in_matrix
from .outward import to_sympy

__all__ = [
    "Greatest",
    "Least",
    "assumptions",
    "check_names",
    "derivative_in_matrix",
    "from_sympy",
    "statement_from_sympy",
    "symbol_sort",
    "to_sympy",
]
