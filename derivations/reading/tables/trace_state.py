"""What is known while the rows of an evaluation trace are taken: values, expressions, inputs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from proofs.kernel.terms import NAT, ZERO, Term
from proofs.kernel.terms.definitions import Definition

from ..errors import ReadingError
from ..statements.context import Context, Defined
from ..statements.rewriting import closure
from ..statements.samples import closed_value


@dataclass
class Trace:
    """What is known while the rows of a table are taken in order.

    The context's own definitions are the names' values so far; `bodies` the expressions that were
    assigned; `inputs` the names that the words around set; `by` the inputs that the words
    differentiate by; `changed` the names that several rows assign to, `left` the number of rows
    still to come for each name.
    """

    context: Context
    by: frozenset[str] = frozenset()
    inputs: set[str] = field(default_factory=set)
    bodies: dict[str, Term] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    left: dict[str, int] = field(default_factory=dict)

    def set(self, name: Term, body: Term) -> None:
        """The name stands for the body from here on."""
        self.context.definitions[str(name.value)] = Defined(Definition(name, (), body), 0)

    def value(self, name: Term) -> Term | None:
        """What the name stands for; None where nothing has been assigned to it."""
        found = self.context.definitions.get(str(name.value))
        return found.definition.body if found is not None else None

    def number(self, term: Term) -> float | None:
        """About what a term comes to, where all its names have values."""
        try:
            return closed_value(term, closure((term,), self.context))
        except ReadingError:
            return None


def open_trace(context: Context, settings: Iterable[Term], by: Iterable[str] = ()) -> Trace:
    """A trace whose inputs have the values that `name = value` in `settings` say."""
    inner = Context(context.survey, context, context.page, star=context.star)
    trace = Trace(inner, frozenset(by))
    for condition in settings:
        name, value = condition.args if condition.op == "eq" else (ZERO, ZERO)
        if name.op == "var" and name.sort != NAT and not value.free:
            trace.set(name, value)
            trace.inputs.add(str(name.value))
    return trace
