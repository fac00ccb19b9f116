"""The kernel: the only code that must be right. Only it makes a Proof.

Public names: `infer` and `replay` (proof), the rules by name (rules), terms (terms), `definedness`
(terms.definedness), `Normalizer` (normal_forms.normal), `enclose` and `truth`
(enclosures.enclosure), `Definition` and `unfold` (terms.definitions).
"""

from .normal_forms import (
    arithmetic,
    counting,
    entailment,
    exponentials,
    extremes,
    piecewise,
    powers,
    products,
    sums,
    trigonometry,
)
from .proof import InferenceError, KernelFault, Proof, Sequent, Workspace, infer, replay, to_data
from .rules import (
    claims,
    classical_integrals,
    classical_series,
    complex_numbers,
    derivatives,
    edges,
    induction,
    injective,
    integers,
    integral_algebra,
    integrals,
    limits,
    logic,
    matrices,
    order,
    plain,
    points,
    ranges,
    series,
)

# Importing these is what registers the handlers of operators and the rules.
HANDLERS = (
    arithmetic, counting, entailment, exponentials, extremes, piecewise, powers, products, sums,
    trigonometry,
)  # fmt: skip
RULES = (
    claims, classical_integrals, classical_series, complex_numbers, derivatives, edges, induction,
    injective, integers, integral_algebra, integrals, limits, logic, matrices, order, plain, points,
    ranges, series,
)  # fmt: skip

__all__ = [
    "InferenceError",
    "KernelFault",
    "Proof",
    "Sequent",
    "Workspace",
    "infer",
    "replay",
    "to_data",
]
