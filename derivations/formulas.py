r"""read(latex): one formula, as a tree and as SymPy has it.

>>> read(r"\frac{e^{x_i}}{\sum_{j=1}^K e^{x_j}}").expression
exp(x[i])/Sum(exp(x[j]), (j, 1, K))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from proofs.check import check
from proofs.claim import Claim
from proofs.verdict import Verdict

from .reading import ReadingError, read_answer, read_claims
from .reading.errors import NOTATION
from .reading.expressions.values import Value


@dataclass(frozen=True)
class Reading:
    """A formula as it was understood.

    `tree` is a kernel term, or a set, tuple, interval or list (`derivations.reading.values`);
    `notes` say how something in doubt was read, `reader` who read it,
    `bound_names` what its sums and integrals bind (the tree has no names for that).
    """

    latex: str
    tree: Value
    notes: tuple[str, ...] = ()
    bound_names: tuple[tuple[str, str], ...] = ()
    reader: str = "derivations"

    @property
    def expression(self) -> Any:
        """The SymPy expression, unevaluated. Raises TermError for what SymPy has none for."""
        from .expression import expression

        return expression(self.tree, self.bound_names)


def read(latex: str) -> Reading:
    """The formula as it was understood. Raises ReadingError, with the place, where it can't be.

    What our grammar has no place for is tried with latex2sympy2, where that is there.
    """
    try:
        return Reading(latex, *read_answer(latex))
    except ReadingError as error:
        if error.code != NOTATION:
            raise
        from .other_reader import PACKAGE, read_otherwise

        term = read_otherwise(latex)
        if term is None:
            raise
        return Reading(latex, term, (f"read by {PACKAGE}",), reader=PACKAGE)


def judge(
    latex: str, *, definitions: Sequence[str] = (), given: Sequence[str] = (), budget: float = 2.0
) -> Verdict:
    r"""Whether what a formula claims holds; a chain A = B = C claims each of its links.

    `definitions` and `given` are formulas too: what names stand for, and what is assumed. Raises
    ReadingError, with the place, where it can't be read or claims nothing.

    >>> judge(r"\sigma(x) + \sigma(-x) = 1", definitions=[r"\sigma(x) = 1/(1 + e^{-x})"]).method
    'normal form'
    >>> judge(r"\sqrt{x^2} = x", given=["x < 5"]).reason
    'the sides differ at x = -1'
    """
    return check(claimed(latex, definitions, given), budget=budget)


def claimed(latex: str, definitions: Sequence[str] = (), given: Sequence[str] = ()) -> Claim:
    r"""What a formula claims, as one claim. Raises ReadingError, as `judge` does.

    >>> print(claimed("x + x = 2x"))
    x + x = 2*x
    """
    claims = read_claims(latex, definitions, given)
    return claims[0] if len(claims) == 1 else Claim.all_of(claims)


__all__ = ["Reading", "ReadingError", "claimed", "judge", "read"]
