"""proofs: a checker for claims of mathematics. SymPy (or terms) in, a verdict out.

>>> from sympy import exp, symbols, tanh
>>> from proofs import Claim, Proved, check
>>> x = symbols("x")
>>> isinstance(check(Claim(1 / (1 + exp(-x)), "=", (tanh(x / 2) + 1) / 2)), Proved)
True
"""

from .check import check
from .claim import Claim, ClaimError
from .kernel import InferenceError, KernelFault, Proof, replay
from .verdict import Proved, Refuted, Undecided, Verdict, Witness

__all__ = [
    "Claim", "ClaimError", "InferenceError", "KernelFault", "Proof", "Proved", "Refuted",
    "Undecided", "Verdict", "Witness", "check", "replay",
]  # fmt: skip
