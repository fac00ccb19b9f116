r"""Sweeps over a trace of any length, in balls: values, tangents, adjoints.

One pass of the trace each, without recursion, whatever its depth; a ball surely holds its value.
Where a precision does not suffice to tell what an operation does, the next one is tried.

>>> from .tracing import evaluation_trace
>>> found = evaluation_trace(r"x_1 x_2 + \cos x_1", {"x_1": 3, "x_2": 6})
>>> [decimal.text for decimal in gradient_decimals(found, 4)]
['5.8589', '3']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TypeVar

from flint import arb, ctx, fmpq

from proofs.kernel.enclosures.balls import (
    EXACT,
    FUNCTIONS,
    LOCK,
    Undefined,
    Undetermined,
    Value,
    ball,
    compare,
    finite,
    integer_power,
    root_of,
)
from proofs.kernel.enclosures.enclosure import enclose
from proofs.kernel.terms import Term

from .errors import AutodiffError
from .operations import A, B, Operation, R
from .rounding import PRECISIONS, Shown, of_enclosure
from .trace import Trace
from .values import direction_of

Balls = list[Value]
Result = TypeVar("Result")


def value_sweep(trace: Trace, precision: int = 64) -> Balls:
    """The value of each variable, in their order, worked out with this many bits at least.

    Raises AutodiffError where an operation is not defined at the point, or that can't be told.
    """
    return _at_rising_precision(trace, precision, _values)


def forward_sweep(trace: Trace, direction: object, precision: int = 64) -> Balls:
    """The derivative of each variable along a direction: forward mode.

    Raises AutodiffError as `value_sweep`, and where a derivative is not there.
    """
    towards = direction_of(trace, direction)
    return _at_rising_precision(trace, precision, partial(_tangents, direction=towards))


def reverse_sweep(trace: Trace, precision: int = 64) -> Balls:
    """The adjoint of each variable, the derivative of the output in it: reverse mode.

    Raises AutodiffError as `value_sweep`, and where a derivative is not there.
    """
    return _at_rising_precision(trace, precision, _adjoints)


def gradient_decimals(trace: Trace, places: int) -> list[Shown]:
    """The derivative in each input, rightly rounded; raises AutodiffError where that is uncertain.

    Each precision is one reverse sweep for all inputs. A derivative that is rational, but comes
    about by way of irrational numbers, may be uncertain here: `gradient` is exact.
    """
    swept = lru_cache(maxsize=None)(lambda precision: reverse_sweep(trace, precision))
    return [
        of_enclosure(lambda precision, k=k: swept(precision)[k], places, f"d/d{name}")  # type: ignore[misc]
        for k, name in enumerate(trace.inputs)
    ]


def _at_rising_precision(
    trace: Trace, precision: int, sweep: Callable[[Trace, int], Balls]
) -> Balls:  # fmt: skip
    tried = [precision, *(p for p in PRECISIONS if p > precision)]
    for bits in tried:
        with LOCK:
            saved, ctx.prec = ctx.prec, bits
            try:
                return sweep(trace, bits)
            except _Fault as fault:
                if fault.certain or bits == tried[-1]:
                    raise AutodiffError(str(fault)) from fault
            finally:
                ctx.prec = saved
    raise AutodiffError("no precision to work with")


class _Fault(Exception):
    """An operation that has no value or no derivative at the balls of its operands, or none that is
    `certain`."""

    def __init__(self, trace: Trace, number: int, what: str, why: Exception) -> None:
        super().__init__(f"v_{number} = {trace.formula(number)} has no {what}: {why}")
        self.certain = isinstance(why, Undefined)


def _values(trace: Trace, precision: int) -> Balls:
    values = [_given(name, term, precision) for name, term in trace.given()]
    for number in range(1, len(trace.assignments) + 1):
        assignment = trace.assignments[number - 1]
        operands = [
            values[trace.place(o)] if isinstance(o, int) else _constant(o, precision)
            for o in assignment.operands
        ]
        try:
            work = _compiled(assignment.operation.value, precision)
            values.append(_short(work(operands)))
        except (Undetermined, ZeroDivisionError, OverflowError) as error:
            raise _Fault(trace, number, "value", error) from error
    return values


def _given(name: Term, term: Term, precision: int) -> Value:
    try:
        return enclose(term, {}, precision)
    except Undetermined as error:
        raise AutodiffError(f"{name} = {term} has no value: {error}") from error


_FILL = (fmpq(0), fmpq(0))


def _slopes(trace: Trace, number: int, values: Balls, precision: int) -> list[tuple[int, Value]]:
    """The place of each operand that is a variable, with the derivative in it."""
    assignment = trace.assignments[number - 1]
    operation, operands = assignment.operation, assignment.operands
    known = [
        values[trace.place(o)] if isinstance(o, int) else _constant(o, precision) for o in operands
    ]
    at = [*known, *_FILL[len(known) :], values[trace.place(number)]]
    try:
        _require_apart(operation, at, precision)
        return [
            (trace.place(operand), _compiled(slope, precision)(at))
            for operand, slope in zip(operands, operation.partials, strict=True)
            if isinstance(operand, int)
        ]
    except (Undetermined, ZeroDivisionError, OverflowError) as error:
        raise _Fault(trace, number, "derivative", error) from error


def _tangents(trace: Trace, precision: int, direction: Sequence[Term]) -> Balls:
    values = _values(trace, precision)
    tangents: Balls = [enclose(term, {}, precision) for term in direction]
    for number in range(1, len(trace.assignments) + 1):
        total: Value = fmpq(0)
        for place, slope in _slopes(trace, number, values, precision):
            total = _plus(total, slope, tangents[place])
        tangents.append(total)
    return tangents


def _adjoints(trace: Trace, precision: int) -> Balls:
    values = _values(trace, precision)
    adjoints: Balls = [fmpq(0)] * len(values)
    adjoints[trace.place(trace.output)] = fmpq(1)
    for number in range(len(trace.assignments), 0, -1):
        adjoint = adjoints[trace.place(number)]
        for place, slope in _slopes(trace, number, values, precision):
            adjoints[place] = _plus(adjoints[place], slope, adjoint)
    return adjoints


def _plus(total: Value, slope: Value, by: Value) -> Value:
    return _short(EXACT["add"]([total, EXACT["mul"]([slope, by])]))


MAX_EXACT = 256
"""Most bits of a rational number that is kept exactly; a longer one becomes a ball."""


def _short(value: Value) -> Value:
    if isinstance(value, arb):
        return finite(value)
    return value if value.p.bit_length() + value.q.bit_length() <= MAX_EXACT else ball(value)


# --- operations on balls --------------------------------------------------------------------------


@lru_cache(maxsize=1_024)
def _constant(term: Term, precision: int) -> Value:
    return enclose(term, {}, precision)


Work = Callable[[list[Value]], Value]
_PLACES = {A: 0, B: 1, R: 2}


@lru_cache(maxsize=1_024)
def _compiled(term: Term, precision: int) -> Work:
    """A value or partial of an operation, as a function of its operands and result."""
    if term in _PLACES:
        place = _PLACES[term]
        return lambda at: at[place]
    if not term.free:
        value = _constant(term, precision)
        return lambda at: value
    inner = [_compiled(a, precision) for a in term.args]
    if term.op == "pow":
        return _power(term.args[1], *inner)
    if term.op == "root":
        index = term.value
        return lambda at: root_of(inner[0](at), index)
    if term.op in EXACT:
        exact = EXACT[term.op]
        return lambda at: exact([work(at) for work in inner])
    function = FUNCTIONS[term.op]
    return lambda at: function(ball(inner[0](at)))


def _power(exponent: Term, base_of: Work, exponent_of: Work) -> Work:
    """A power with a whole number above it, or one of a base that is surely positive."""
    if exponent.op == "num" and exponent.value.denominator == 1:
        whole = int(exponent.value)
        return lambda at: integer_power(base_of(at), whole)

    def power(at: list[Value]) -> Value:
        base, above = base_of(at), exponent_of(at)
        if base == 0 and isinstance(base, fmpq) and compare(above, base) == 1:
            return base  # 0^y = 0 for y > 0
        _require_positive(base)
        if isinstance(above, fmpq) and above.q == 1:
            return integer_power(base, int(above.p))
        return ball(base) ** ball(above)

    return power


def _require_positive(base: Value) -> None:
    order = compare(base, fmpq(0))
    if order is None:
        raise Undetermined("a power of what may not be positive")
    if order <= 0:
        raise Undefined("a power of what is not positive")


def _require_apart(operation: Operation, at: list[Value], precision: int) -> None:
    """That the statement under which an operation has no derivative surely fails."""
    if operation.apart is None:
        return
    left, right = (_compiled(side, precision)(at) for side in operation.apart.args)
    order = compare(left, right)
    if order is None:
        raise Undetermined("too close to a corner")
    if order == 0 or (operation.apart.op == "le" and order < 0):
        raise Undefined("at a corner, or beyond the domain")


__all__ = ["Balls", "forward_sweep", "gradient_decimals", "reverse_sweep", "value_sweep"]
