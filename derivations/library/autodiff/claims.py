r"""What the rows of an autodiff table claim, for the kernel to prove.

That a value is what its operation makes of its operands'; that a derivative is one, of that
operation or of the whole function; and that decimals are rightly rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofs.claim import Claim
from proofs.kernel.terms import ZERO, Term, abstract, add, derivative, mul, num, substitute, var

from ..exact import plus, simplified, times
from .operations import put_in
from .rounding import Shown
from .trace import Operand, Trace
from .values import Accumulation, exact_values

_T = var("t")


def value_claims(worked_out: Term, exact: Term, shown: Shown, places: int) -> Iterator[Claim]:
    """That what is worked out has an exact value, where that is rational, and is rightly rounded.

    Of an irrational value only the digits are claimed, of what is worked out itself: an enclosure
    proves that, however long the value is when it is written out.
    """
    if exact.op == "num" and worked_out is not exact:
        yield Claim(worked_out, "=", exact)
    if not shown.exact:
        digits_of = exact if exact.op == "num" else worked_out
        yield Claim(digits_of, "=", num(shown.text), digits=places)


def at_operands(trace: Trace, number: int) -> Term:
    """An assigned variable's operation at the exact values of its operands."""
    return _operation(trace, number, {})


def tangent_of(trace: Trace, number: int, tangents: Sequence[Term]) -> Term:
    """The derivative of an assigned variable while its operands move along their tangents."""
    values = exact_values(trace)
    moving = {
        k: plus(values[trace.place(k)], times(_T, tangents[trace.place(k)]))
        for k in trace.assignments[number - 1].operands
        if isinstance(k, int)
    }
    return derivative(ZERO, abstract(_operation(trace, number, moving), _T))


def accumulated(trace: Trace, step: Accumulation) -> Term:
    """An adjoint after a step of reverse mode: what it was, and its share as a derivative."""
    by = step.local.by
    inside = abstract(_operation(trace, step.through, {by: _T}), _T)
    share = mul(step.adjoint, derivative(exact_values(trace)[trace.place(by)], inside))
    return share if step.before is None else add(step.before, share)


def _operation(trace: Trace, number: int, moving: dict[int, Term]) -> Term:
    values = exact_values(trace)

    def value(operand: Operand) -> Term:
        if not isinstance(operand, int):
            return simplified(operand)
        return moving.get(operand, values[trace.place(operand)])

    assignment = trace.assignments[number - 1]
    operands = tuple(value(o) for o in assignment.operands)
    return put_in(assignment.operation.value, operands, ZERO)


def whole_value(trace: Trace) -> Term | None:
    """The expression itself at the point; None where it is nested too deep for a term."""
    return None if trace.function is None else substitute(trace.function, dict(trace.given()))


def whole_derivative(trace: Trace, direction: Sequence[Term]) -> Term | None:
    """The derivative of the expression itself along a direction, at the point."""
    if trace.function is None:
        return None
    moved = {
        name: plus(value, times(_T, step))
        for (name, value), step in zip(trace.given(), direction, strict=True)
    }
    return derivative(ZERO, abstract(substitute(trace.function, moved), _T))


__all__ = [
    "accumulated", "at_operands", "tangent_of", "value_claims", "whole_derivative", "whole_value",
]  # fmt: skip
