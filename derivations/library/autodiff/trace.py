r"""Trace: an expression as a list of assignments, one elementary operation each.

Inputs are $v_{1-n}, \dots, v_0$, what is worked out $v_1, v_2, \dots$, the last one the value; a
subexpression that occurs twice is worked out once. Source: A. Griewank and A. Walther, Evaluating
Derivatives (2008), section 2.2; A. G. Baydin et al., Automatic differentiation in machine learning:
a survey (2018), section 3.

>>> from .tracing import evaluation_trace
>>> found = evaluation_trace(r"\frac{x_1}{x_2} + \sin\frac{x_1}{x_2}", {"x_1": 1, "x_2": 2})
>>> for line in found.lines(): print(line)
v_-1 = x_1 = 1
v_0 = x_2 = 2
v_1 = v_-1/v_0
v_2 = sin(v_1)
v_3 = v_1 + v_2
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs.kernel.terms import Term, var

from .operations import Operation, put_in

Operand = int | Term
"""The number of a variable of the trace, or a constant."""


@dataclass(frozen=True)
class Assignment:
    """v_k = an operation on earlier variables and constants."""

    operation: Operation
    operands: tuple[Operand, ...]


@dataclass(frozen=True, eq=False)
class Trace:
    """What is worked out, in order, for `inputs` with the exact values of `point`.

    Variables are numbered as they are named: 1 - n to 0 are the inputs, k > 0 is what
    `assignments[k - 1]` gives, and the last of them, `output`, is the value of the whole.
    `function` is the expression itself, None where it is nested too deep for a term. Two traces are
    the same only where they are one object, so that what is known of one is found at once.
    """

    inputs: tuple[Term, ...]
    point: tuple[Term, ...]
    assignments: tuple[Assignment, ...]
    output: int
    function: Term | None = None

    @property
    def numbers(self) -> range:
        """The numbers of all variables."""
        return range(1 - len(self.inputs), len(self.assignments) + 1)

    def place(self, number: int) -> int:
        """Where a variable stands among all: 0 for the first input."""
        return number + len(self.inputs) - 1

    def lines(self) -> Iterator[str]:
        """The trace as text."""
        for number, (name, value) in zip(self.numbers, self.given(), strict=False):
            yield f"v_{number} = {name} = {value}"
        for number in range(1, len(self.assignments) + 1):
            yield f"v_{number} = {self.formula(number)}"

    def given(self) -> list[tuple[Term, Term]]:
        """Each input with its value."""
        return list(zip(self.inputs, self.point, strict=True))

    def named_operands(self, number: int) -> tuple[Term, ...]:
        """The operands of an assigned variable, by their names."""
        return tuple(symbol(o) for o in self.assignments[number - 1].operands)

    def formula(self, number: int) -> Term:
        """The right side of the assignment to a variable, in the names of its operands."""
        value = self.assignments[number - 1].operation.value
        return put_in(value, self.named_operands(number), symbol(number))


def symbol(operand: Operand) -> Term:
    """The name of a variable of a trace, as a term; a constant stands for itself."""
    return var(f"v_{operand}") if isinstance(operand, int) else operand
