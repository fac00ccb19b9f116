"""What names are by how formulas use them: numbers, columns, rows, matrices, families."""

from .learning import Kinds, learned

__all__ = ["Kinds", "learned"]
