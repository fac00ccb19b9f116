"""stepwise(): a derivation whose sides are terms, each link claiming what it says.

>>> from proofs.kernel.terms import add, mul, num
>>> found = stepwise("sum", add(mul(num(2), num(3)), num(1)), (num(7), "work it out"))
>>> print(found.steps[0].latex, "|", found.steps[0].claim)
2 \\cdot 3 + 1 = 7 | 2*3 + 1 = 7
"""

from __future__ import annotations

from collections.abc import Iterable

from proofs.claim import Claim
from proofs.kernel.terms import Term

from ..derivation import NOWHERE, Derivation, Reason, Side, Step
from ..writing.latex import latex


def stepwise(
    name: str, first: Term, *links: tuple[Term, str], given: Iterable[object] = (),
    opening: str = "", closing: str = "", left: str = "",
) -> Derivation:  # fmt: skip
    """The chain first = ... = ..., each link a term and the reason for it.

    `left` is LaTeX for a name of what is worked out ("o"), shown in place of the first side.
    """
    conditions = tuple(given)
    steps: list[Step] = []
    before, shown = first, left or latex(first)
    for term, reason in links:
        after = latex(term)
        claim = Claim(before, "=", term, given=conditions)
        sides = Side(shown, NOWHERE, before), Side(after, NOWHERE, term)
        text = f"{shown} = {after}"
        steps.append(Step(sides[0], "=", sides[1], "claim", text, NOWHERE, claim,
                          reason=Reason(reason)))  # fmt: skip
        before, shown = term, after
    ends = Claim(first, "=", before, given=conditions) if len(steps) > 1 else None
    return Derivation(name, tuple(steps), ends, opening, (), closing)


__all__ = ["stepwise"]
