r"""Exact values of a trace: what each variable is at the point, and its derivatives, as terms.

A value that is rational is a rational number; another one stays what it is, $\cos 3$.

>>> from .tracing import evaluation_trace
>>> found = evaluation_trace(r"x_1 x_2 + \cos x_1", {"x_1": 3, "x_2": 6})
>>> [str(v) for v in exact_values(found)]
['3', '6', '18', 'cos(3)', '18 + cos(3)']
>>> [str(v) for v in gradient(found)]
['-sin(3) + 6', '3']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from proofs.kernel.enclosures.enclosure import decide
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import ONE, ZERO, Term, TermError, apply, neg
from proofs.kernel.terms.definedness import definedness, opposite

from ..exact import plus, simplified, times
from .errors import AutodiffError
from .operations import Operation, put_in
from .trace import Operand, Trace, symbol

# --- values ---------------------------------------------------------------------------------------


def exact_values(trace: Trace) -> tuple[Term, ...]:
    """The value of each variable, in their order.

    Raises AutodiffError where an operation is not defined at the point, or that can't be told, and
    where a value is nested too deep for a term.
    """
    return _exact_values(trace)


@lru_cache(maxsize=64)
def _exact_values(trace: Trace) -> tuple[Term, ...]:
    values: list[Term] = []
    for name, given in trace.given():
        for condition in definedness(given):
            _require(condition, condition, f"{name} = {given} is not defined")
        values.append(simplified(given))
    for number, assignment in enumerate(trace.assignments, start=1):
        operands = tuple(_value(o, trace, values) for o in assignment.operands)
        value = assignment.operation.value
        try:
            _check(trace, number, definedness(value), operands, ZERO, "is not defined")
            values.append(simplified(put_in(value, operands, ZERO)))
        except TermError as error:
            raise _too_deep(error) from error
    return tuple(values)


def _value(operand: Operand, trace: Trace, values: Sequence[Term]) -> Term:
    return values[trace.place(operand)] if isinstance(operand, int) else simplified(operand)


def _check(
    trace: Trace, number: int, conditions: Sequence[Term], operands: tuple[Term, ...],
    result: Term, otherwise: str,
) -> None:  # fmt: skip
    """That the conditions of an operation surely hold for its operands and result."""
    for condition in conditions:
        shown = put_in(condition, trace.named_operands(number), symbol(number))
        here = f"v_{number} = {trace.formula(number)} {otherwise} at {_where(trace)}"
        _require(put_in(condition, operands, result), shown, here)


def _require(condition: Term, shown: Term, otherwise: str) -> None:
    """Raise AutodiffError unless a closed condition surely holds."""
    held = decide(condition, {})
    if held is None:
        normalizer = Normalizer()
        try:
            held = normalizer.holds(condition)
            if not held and not normalizer.fails(condition):
                raise AutodiffError(f"{otherwise}, as far as is seen: it needs {shown}")
        except Unsupported as error:
            raise AutodiffError(f"{otherwise}, as far as is seen: {error}") from error
    if not held:
        raise AutodiffError(f"{otherwise}: it needs {shown}")


def _where(trace: Trace) -> str:
    return ", ".join(f"{name} = {value}" for name, value in trace.given())


def _too_deep(error: TermError) -> AutodiffError:
    return AutodiffError(f"no exact value: {error}; `value_sweep` works in balls, at any depth")


# --- derivatives ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Local:
    """The derivative of a variable in one of its operands, `by` its number: as a `formula` in the
    names of the trace, and its exact `value`."""

    by: int
    formula: Term
    value: Term


def locals_of(trace: Trace, number: int) -> tuple[Local, ...]:
    """The derivatives of an assigned variable in the variables that it is made of, each once.

    Raises AutodiffError where there is none.
    """
    values = exact_values(trace)
    assignment = trace.assignments[number - 1]
    operation = assignment.operation
    operands = tuple(_value(o, trace, values) for o in assignment.operands)
    result = values[trace.place(number)]
    out: dict[int, Local] = {}
    for operand, partial in zip(assignment.operands, operation.partials, strict=True):
        if not isinstance(operand, int):
            continue
        needed = (*definedness(partial), *_apart(operation))
        _check(trace, number, needed, operands, result, "has no derivative")
        formula = _tidy(put_in(partial, trace.named_operands(number), symbol(number)))
        value = simplified(put_in(partial, operands, result))
        before = out.get(operand)
        if before is not None:  # v_k = v_j v_j
            formula = plus(before.formula, formula)
            value = simplified(plus(before.value, value))
        out[operand] = Local(operand, formula, value)
    return tuple(out.values())


def _tidy(formula: Term) -> Term:
    """A step H(v - 0) as H(v), one H(0 - v) as H(-v)."""
    if formula.op != "heaviside":
        return formula
    ahead, behind = formula.args[0].args[0], formula.args[0].args[1].args[0]
    if behind is ZERO:
        return apply("heaviside", ahead)
    return apply("heaviside", neg(behind)) if ahead is ZERO else formula


def _apart(operation: Operation) -> tuple[Term, ...]:
    return () if operation.apart is None else (opposite(operation.apart),)


def exact_tangents(trace: Trace, direction: Sequence[Term]) -> tuple[Term, ...]:
    """The derivative of each variable along a direction: forward mode."""
    exact_values(trace)
    tangents = list(direction)
    try:
        for number in range(1, len(trace.assignments) + 1):
            total = ZERO
            for local in locals_of(trace, number):
                total = plus(total, times(local.value, tangents[trace.place(local.by)]))
            tangents.append(simplified(total))
    except TermError as error:
        raise _too_deep(error) from error
    return tuple(tangents)


@dataclass(frozen=True)
class Accumulation:
    """One step of reverse mode: the adjoint of the operand `local.by` gains its share through the
    variable `through`; it was `before` (None: nothing yet) and is `after`."""

    through: int
    local: Local
    before: Term | None
    adjoint: Term
    after: Term


def accumulations(trace: Trace) -> tuple[Accumulation, ...]:
    """The steps of reverse mode, from the output back to the inputs."""
    adjoints: dict[int, Term] = {trace.output: ONE}
    out: list[Accumulation] = []
    try:
        for number in range(len(trace.assignments), 0, -1):
            adjoint = adjoints[number]
            for local in locals_of(trace, number):
                before = adjoints.get(local.by)
                share = times(adjoint, local.value)
                after = simplified(share if before is None else plus(before, share))
                adjoints[local.by] = after
                out.append(Accumulation(number, local, before, adjoint, after))
    except TermError as error:
        raise _too_deep(error) from error
    return tuple(out)


def gradient(trace: Trace) -> tuple[Term, ...]:
    """The derivative of the value in each input, exactly: reverse mode.

    Raises AutodiffError where there is none at the point.
    """
    exact_values(trace)
    adjoints = {trace.output: ONE}
    adjoints.update((step.local.by, step.after) for step in accumulations(trace))
    return tuple(adjoints.get(k, ZERO) for k in trace.numbers[: len(trace.inputs)])


def directional_derivative(trace: Trace, direction: object) -> Term:
    """The derivative of the value along a direction, exactly: forward mode; see `direction_of`."""
    return exact_tangents(trace, direction_of(trace, direction))[trace.place(trace.output)]


def direction_of(trace: Trace, direction: object) -> tuple[Term, ...]:
    """A direction as terms: an exact number for each input, or an input's name for that alone.

    Raises AutodiffError where it is neither.
    """
    from .tracing import exact_value

    names = [str(v) for v in trace.inputs]
    if isinstance(direction, Sequence) and not isinstance(direction, str):
        if len(direction) != len(names):
            raise AutodiffError(
                f"a direction of {len(direction)} numbers, for {len(names)} inputs: "
                + ", ".join(names)
            )
        return tuple(
            simplified(exact_value(f"the direction in {name}", value))
            for name, value in zip(names, direction, strict=True)
        )
    if str(direction) not in names:
        raise AutodiffError(f"{direction} is not an input; there are: {', '.join(names)}")
    return tuple(ONE if name == str(direction) else ZERO for name in names)


__all__ = [
    "Accumulation", "Local", "accumulations", "direction_of", "directional_derivative",
    "exact_tangents", "exact_values", "gradient", "locals_of",
]  # fmt: skip
