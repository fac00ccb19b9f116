"""Definitions, and unfolding them: the rule that replaces a defined name by its meaning.

>>> from . import add, app, exp, function, num, var
>>> x, f = var("x"), var("f", function(1))
>>> square_plus = Definition(f, (x,), add(x, num(1)))
>>> str(unfold(exp(app(f, num(2))), (square_plus,)))
'exp(2 + 1)'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import Term, TermError, abstract, fun, rebuild, size, substitute
from .definedness import defined_with

MAX_NODES = 20_000
"""Most distinct nodes that unfolding may build."""


@dataclass(frozen=True)
class Definition:
    """`head(parameters) = body`; without parameters, a name for a number, a vector or a function.

    `head` is a variable (of function sort where there are parameters); the free variables of `body`
    that are not parameters are those of the place where it is used.
    """

    head: Term
    parameters: tuple[Term, ...]
    body: Term

    def __post_init__(self) -> None:
        if self.head.op != "var" or any(p.op != "var" for p in self.parameters):
            raise TermError("a definition's head and parameters are variables")
        if len(set(self.parameters)) != len(self.parameters) or self.head in self.parameters:
            raise TermError(f"the parameters of {self.head} are not all different")
        if self.body.loose:
            raise TermError(f"the definition of {self.head} has a bound name without a binder")
        if self.parameters and self.head.sort.rank != len(self.parameters):
            raise TermError(f"{self.head} takes {self.head.sort.rank} arguments")
        if self.head in self.body.free:
            raise TermError(f"the definition of {self.head} uses {self.head} itself")


def unfold(term: Term, definitions: Sequence[Definition]) -> Term:
    """The term with every defined name replaced, again and again, until none is left.

    A body is unfolded by the definitions before it. Raises TermError where it uses one that comes
    after it, and where the result would have more than MAX_NODES nodes or be nested too deep.
    """
    if not definitions:
        return term
    table: dict[Term, Definition] = {}
    budget = [MAX_NODES]
    later = {d.head for d in definitions}
    for definition in definitions:
        outer = table
        if not table.keys().isdisjoint(definition.parameters):
            outer = {h: d for h, d in table.items() if h not in definition.parameters}
        ahead = (definition.body.free & later) - outer.keys() - {*definition.parameters}
        if ahead:
            raise TermError(f"{min(map(str, ahead))} is used before it is defined")
        body = _unfold(definition.body, outer, {}, budget)
        table[definition.head] = Definition(definition.head, definition.parameters, body)
    return _unfold(term, table, {}, budget)


def _unfold(
    term: Term, table: dict[Term, Definition], memo: dict[Term, Term], budget: list[int]
) -> Term:
    if term.free.isdisjoint(table):
        return term
    found = memo.get(term)
    if found is None:
        budget[0] -= 1
        if budget[0] < 0:
            raise TermError(f"unfolding the definitions takes more than {MAX_NODES} nodes")
        found = memo[term] = _unfolded(term, table, memo, budget)
    return found


def _unfolded(
    term: Term, table: dict[Term, Definition], memo: dict[Term, Term], budget: list[int]
) -> Term:
    if term.op == "var":
        return _name(term, table)
    definition = table.get(term.args[0]) if term.op == "app" else None
    if definition is not None and definition.parameters:
        values = [_unfold(a, table, memo, budget) for a in term.args[1:]]
        value = substitute(definition.body, _bindings(definition.parameters, values))
        return defined_with(value, values)
    return rebuild(term, tuple(_unfold(a, table, memo, budget) for a in term.args))


def _bindings(parameters: Sequence[Term], values: Sequence[Term]) -> dict[Term, Term]:
    """What each parameter stands for; a vector's length too, where the parameter names it."""
    out = dict(zip(parameters, values, strict=True))
    for parameter, value in zip(parameters, values, strict=True):
        for axis, length in enumerate(parameter.sort.dims):
            if length.op == "var" and value.sort.name == "family":
                out.setdefault(length, size(value, axis))
    return out


def _name(name: Term, table: dict[Term, Definition]) -> Term:
    """A defined name by itself: its body, or the function (of one argument) that it stands for."""
    definition = table.get(name)
    if definition is None:  # a family whose lengths are defined
        return substitute(name, {h: d.body for h, d in table.items() if not d.parameters})
    if not definition.parameters:
        return definition.body
    if len(definition.parameters) > 1:
        raise TermError(f"{name} is used without its arguments")
    return fun(abstract(definition.body, definition.parameters[0]))
