"""From an expression to its evaluation trace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Any, NamedTuple

import sympy as sp

from proofs.kernel.terms import ONE, Term, TermError, num
from proofs.kernel.terms.definedness import closed_rational
from proofs.translation import from_sympy

from . import operations as op
from .errors import AutodiffError
from .expressions import Tree, as_tree, as_variable, read_formula
from .operations import Operation, put_in
from .trace import Assignment, Operand, Trace


def evaluation_trace(expression: object, at: Mapping[Any, object]) -> Trace:
    r"""The trace of an expression at an exact point.

    The expression is LaTeX text, a SymPy expression or a term; `at` gives, in the order in which
    the inputs are to be numbered, each name (text, SymPy symbol or term) its exact value (an
    integer, a Fraction, LaTeX text such as "0.1" or r"\sqrt{2}", a SymPy number, a term). An input
    that doesn't occur is one all the same, with derivative 0.

    Raises AutodiffError where the expression can't be read, a name has no value, a value is not an
    exact real number, or an operation has no known derivative.
    """
    tree = as_tree(expression)
    leaves = _names(tree)
    given = {_input(name, leaves): exact_value(name, value) for name, value in at.items()}
    if len(given) != len(at):
        raise AutodiffError("an input is given twice")
    for name in leaves:
        if name not in given:
            known = ", ".join(map(str, given)) or "nothing"
            raise AutodiffError(f"no value for {name}; the point gives one for {known}")
    return traced(tree, given)


def _names(tree: Tree) -> dict[Term, None]:
    """The variables of a tree, in the order in which they are met."""
    found: dict[Term, None] = {}

    def look(node: Tree, below: list[None]) -> None:
        if node.leaf is not None:
            found.update(dict.fromkeys(sorted(node.leaf.free, key=str)))

    tree.fold(look)
    for name in found:
        if name.sort.name == "function":
            raise AutodiffError(f"{name} is an unknown function: no derivative is known for it")
        if name.op != "var" or name.sort.name not in ("nat", "int", "real"):
            raise AutodiffError(f"not a plain real variable: {name}")
    return found


def _input(name: object, known: Mapping[Term, None]) -> Term:
    """An input as a term, one of those of the expression where it has this name."""
    if isinstance(name, str):
        term = next((v for v in known if v.value == name), None) or read_formula(name)
    else:
        term = name if isinstance(name, Term) else from_sympy(name)
    term = as_variable(term)
    if term.op != "var":
        raise AutodiffError(f"not a name of an input: {name}")
    return next((v for v in known if v.value == term.value), term)


def exact_value(name: object, value: object) -> Term:
    """What is given for a name as a closed term, a real number. Raises AutodiffError."""
    if isinstance(value, float | sp.Float):
        raise AutodiffError(
            f'{name} = {value} is rounded; give an exact value, such as "{value}" or a fraction'
        )
    try:
        term = as_tree(value).term()
    except TermError as error:
        raise AutodiffError(f"{name}: {error}") from error
    if term.free or term.sort.name not in ("nat", "int", "real"):
        raise AutodiffError(f"not an exact real number: {name} = {value}")
    return term


def traced(tree: Tree, given: Mapping[Term, Term]) -> Trace:
    """The trace of a tree, for inputs with their values."""
    inputs = tuple(given)
    maker = _Maker(inputs)
    try:
        output = maker.operand(tree.fold(maker.part))
    except TermError as error:
        raise AutodiffError(str(error)) from error
    if not isinstance(output, int):  # a constant is worked out by no operation
        output = maker.assign(op.COPY, output)
    if not isinstance(output, int):
        raise TypeError("what is copied is a variable")
    try:
        function: Term | None = tree.term()
    except TermError:
        function = None
    return Trace(inputs, tuple(given.values()), tuple(maker.assigned), output, function)


class _Negative(NamedTuple):
    """Minus an operand, for as long as it may still be subtracted from something."""

    of: Operand


_Part = Operand | _Negative


class _Maker:
    """Assignments as they are made; the same operation on the same operands is made once."""

    def __init__(self, inputs: tuple[Term, ...]) -> None:
        self.leaves = {name: k + 1 - len(inputs) for k, name in enumerate(inputs)}
        self.assigned: list[Assignment] = []
        self.known: dict[object, int] = {}

    def part(self, tree: Tree, children: list[_Part]) -> _Part:
        """What a node of the tree comes to, from what its children do."""
        if tree.leaf is not None:
            return self.leaves.get(tree.leaf, tree.leaf)
        if tree.operator == "add":
            return reduce(self._sum, children)
        operands = [self.operand(child) for child in children]
        if tree.operator == "neg":
            return self._minus(operands[0])
        if tree.operator in _FOLDED:
            operation = _FOLDED[tree.operator]
            return reduce(lambda a, b: self.assign(operation, a, b), operands)
        if tree.operator == "div":
            return self.assign(op.DIVIDE, *operands)
        if tree.operator == "pow":
            return self._power(*operands)
        if tree.operator == "root":
            return self.assign(op.root_of(int(str(tree.value))), *operands)
        if tree.operator in op.QUOTIENTS:
            above, below = op.QUOTIENTS[tree.operator]
            top = self.assign(op.FUNCTIONS[above], *operands) if above else ONE
            return self.assign(op.DIVIDE, top, self.assign(op.FUNCTIONS[below], *operands))
        if tree.operator not in op.FUNCTIONS:
            raise AutodiffError(f"no derivative is known for {tree.operator}")
        return self.assign(op.FUNCTIONS[tree.operator], *operands)

    def operand(self, part: _Part) -> Operand:
        """A part as an operand: minus something is assigned now, unless it is constant."""
        return self.assign(op.NEGATE, part.of) if isinstance(part, _Negative) else part

    def _minus(self, operand: Operand) -> _Part:
        if isinstance(operand, Term) and operand.op == "num":
            return num(-operand.value)
        return _Negative(operand)

    def _sum(self, a: _Part, b: _Part) -> _Part:
        if isinstance(b, Term) and b.op == "num" and b.value < 0:
            b = _Negative(num(-b.value))
        if isinstance(b, _Negative):
            return self.assign(op.SUBTRACT, self.operand(a), b.of)
        return self.assign(op.ADD, self.operand(a), b)

    def _power(self, base: Operand, exponent: Operand) -> Operand:
        if isinstance(exponent, Term):
            exact = closed_rational(exponent)
            if exact == 1:
                return base
            return self.assign(op.power_of(exponent if exact is None else num(exact)), base)
        if isinstance(base, Term):
            return self.assign(op.power_from(base), exponent)
        return self.assign(op.POWER, base, exponent)

    def assign(self, operation: Operation, *operands: Operand) -> Operand:
        """The variable that an operation on these operands is assigned to; a constant of theirs."""
        constants = tuple(o for o in operands if isinstance(o, Term))
        if len(constants) == len(operands) and operation is not op.COPY:
            return put_in(operation.value, constants, ONE)
        ordered = frozenset(operands) if operation in _SYMMETRIC else operands
        key = operation, ordered
        found = self.known.get(key)
        if found is None:
            self.assigned.append(Assignment(operation, operands))
            found = self.known[key] = len(self.assigned)
        return found


_FOLDED = {"mul": op.MULTIPLY, "max": op.MAXIMUM, "min": op.MINIMUM}
_SYMMETRIC = frozenset({op.ADD, op.MULTIPLY, op.MAXIMUM, op.MINIMUM})
