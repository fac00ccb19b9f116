"""The kernel: the only code that must be right. Only it makes a Proof.

Public names: `infer` and `replay` (proof), the rules by name (rules), terms (terms), `definedness`,
`Normalizer` (normal), `enclose` and `truth` (enclosure), `Definition` and `unfold` (definitions).
"""

from . import (
    arithmetic,
    calculus_rules,
    claim_rules,
    counting,
    entailment,
    exponentials,
    induction_rules,
    integral_rules,
    limit_rules,
    logic_rules,
    matrix_rules,
    piecewise,
    point_rules,
    powers,
    products,
    range_rules,
    rules,
    sums,
    trigonometry,
)
from .proof import InferenceError, KernelFault, Proof, Sequent, Workspace, infer, replay, to_data

__all__ = [
    "InferenceError",
    "KernelFault",
    "Proof",
    "Sequent",
    "Workspace",
    "arithmetic",
    "calculus_rules",
    "claim_rules",
    "counting",
    "entailment",
    "exponentials",
    "induction_rules",
    "infer",
    "integral_rules",
    "limit_rules",
    "logic_rules",
    "matrix_rules",
    "piecewise",
    "point_rules",
    "powers",
    "products",
    "range_rules",
    "replay",
    "rules",
    "sums",
    "to_data",
    "trigonometry",
]
