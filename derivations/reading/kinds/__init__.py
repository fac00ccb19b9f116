"""What names are by how formulas use them: numbers, columns, rows, matrices, families."""

from .learning import Kinds, learned
from .written import counts_with_t

__all__ = ["Kinds", "counts_with_t", "learned"]
