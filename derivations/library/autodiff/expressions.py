r"""Expressions to be traced, from SymPy or LaTeX, as trees that may be of any depth.

>>> as_tree(r"x \cos x - y").children[1].operator
'neg'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any, TypeVar

import sympy as sp

from proofs.kernel.terms import ONE, ZERO, Term, TermError, construct, instantiate, num, var
from proofs.kernel.terms.definedness import closed_rational
from proofs.translation import from_sympy, symbol_sort
from proofs.translation.names import FUNCTIONS as NAMES

from ...reading import ReadingError, read_answer
from .errors import AutodiffError

Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Tree:
    """An operator of the kernel's with its operands, or (without operator) the term `leaf`.

    Trees may share parts; two are the same only where they are one object, so that no depth and no
    sharing costs more than the number of nodes. `value` is the index of a root.
    """

    operator: str = ""
    children: tuple[Tree, ...] = ()
    leaf: Term | None = None
    value: object = None

    def fold(self, work: Callable[[Tree, list[Result]], Result]) -> Result:
        """What `work` makes of the tree, from what it makes of each node's children; without
        recursion, and once for each node."""
        found: Result = _bottom_up(self, lambda tree: tree.children, work)
        return found

    def term(self) -> Term:
        """The tree as a term. Raises TermError where it is nested too deep for one."""
        return self.fold(_term_of)


def _term_of(tree: Tree, children: list[Term]) -> Term:
    if tree.leaf is not None:
        return tree.leaf
    if tree.operator in ("max", "min"):  # two at a time, as they are worked out
        return reduce(lambda a, b: construct(tree.operator, (a, b)), children)
    return construct(tree.operator, tuple(children), tree.value)


def _bottom_up(root: Any, children: Callable[[Any], Iterable[Any]], work: Any) -> Any:
    """`work` for a node and the results of its children, those of every node first.

    A node counts by its identity, so that each is kept for as long as its result is.
    """
    done: dict[int, tuple[Any, Any]] = {}
    waiting: list[tuple[Any, tuple[Any, ...] | None]] = [(root, None)]
    while waiting:
        node, below = waiting.pop()
        if id(node) in done:
            continue
        if below is None:
            below = tuple(children(node))
            waiting.append((node, below))
            waiting += [(child, None) for child in reversed(below) if id(child) not in done]
        else:
            done[id(node)] = node, work(node, [done[id(child)][1] for child in below])
    return done[id(root)][1]


def as_tree(expression: object) -> Tree:
    """The tree of LaTeX text, a SymPy expression, a term or a number. Raises AutodiffError."""
    if isinstance(expression, Tree):
        return expression
    if isinstance(expression, str):
        expression = read_formula(expression)
    try:
        if isinstance(expression, Term):
            return _from_term(expression)
        if isinstance(expression, sp.Basic):
            return _from_sympy(expression)
        return _leaf(from_sympy(expression))
    except TermError as error:
        raise AutodiffError(str(error)) from error


def read_formula(latex: str) -> Term:
    """The one number that a formula stands for, as a term. Raises AutodiffError."""
    try:
        tree = read_answer(latex)[0]
    except ReadingError as error:
        raise AutodiffError(f"{latex}: {error}") from error
    if not isinstance(tree, Term) or tree.sort.name not in ("nat", "int", "real"):
        raise AutodiffError(f"not an expression for a real number: {latex}")
    return tree


def _leaf(term: Term) -> Tree:
    return Tree(leaf=term)


def _node(operator: str, *children: Tree, value: object = None) -> Tree:
    return Tree(operator, children, value=value)


MAX_WRITTEN_OUT = 5_000
"""Longest sum or product over a range that is written out."""
_RANGES = {"sum": ("add", ZERO), "prod": ("mul", ONE)}


def _from_term(term: Term) -> Tree:
    """A term's tree: what has no variables in it stays whole, ranges are written out, and entries
    of vectors are variables."""
    return _bottom_up(term, _parts, _of_term)  # type: ignore[no-any-return]


def _parts(term: Term) -> tuple[Term, ...]:
    if not term.free or term.op == "elem":
        return ()
    if term.op not in _RANGES:
        return term.args
    lower, upper = (closed_rational(end) for end in term.args[:2])
    if lower is None or upper is None or lower.denominator != 1 or upper.denominator != 1:
        raise AutodiffError(f"a range without ends that are numbers: {term}")
    if upper - lower > MAX_WRITTEN_OUT:
        raise AutodiffError(f"a range of more than {MAX_WRITTEN_OUT}: {term}")
    indices = range(int(lower), int(upper) + 1)
    return tuple(instantiate(term.args[2], num(k)) for k in indices)


def _of_term(term: Term, children: list[Tree]) -> Tree:
    if term.op in _RANGES and term.free:
        operator, empty = _RANGES[term.op]
        return _several(operator, children) if children else _leaf(empty)
    if term.op == "elem" and term.free:
        return _leaf(as_variable(term))
    return _node(term.op, *children, value=term.value) if children else _leaf(term)


def as_variable(term: Term) -> Term:
    """An entry of a vector at a number as a variable of its own, x_2; all else stays as it is.

    >>> from proofs.kernel.terms import elem, family
    >>> as_variable(elem(var("x", family(rank=1)), num(2))).value
    'x_2'
    """
    if term.op != "elem" or term.args[0].op != "var":
        return term
    indices = [closed_rational(index) for index in term.args[1:]]
    if None in indices:
        return term
    written = ",".join(map(str, indices))
    return var(f"{term.args[0].value}_" + (written if len(indices) == 1 else f"{{{written}}}"))


# --- SymPy ----------------------------------------------------------------------------------------


def _from_sympy(expression: Any) -> Tree:
    return _bottom_up(expression, _operands, _of_sympy)  # type: ignore[no-any-return]


def _operands(e: Any) -> tuple[Any, ...]:
    """What of a SymPy object is to be turned into trees first."""
    if isinstance(e, sp.Pow):
        return (e.exp,) if e.base is sp.E else (e.base,) if e.exp.is_Rational else (e.base, e.exp)
    if isinstance(e, sp.Mul):
        return tuple(f.base if _is_below(f) else f for f in e.args if not _is_negative_number(f))
    plain = isinstance(e, sp.Add | sp.Max | sp.Min) or type(e) in NAMES
    if plain or isinstance(_definition(e), sp.Lambda):
        return tuple(e.args)
    if isinstance(e, sp.Heaviside):
        return (e.args[0],)
    return ()


def _definition(e: Any) -> Any:
    return getattr(type(e), "definition", None)


def _is_below(factor: Any) -> bool:
    return (
        isinstance(factor, sp.Pow)
        and factor.base is not sp.E
        and bool(factor.exp.is_Rational and factor.exp.is_negative)
    )


def _is_negative_number(factor: Any) -> bool:
    return bool(factor.is_Rational and factor.is_negative)


def _of_sympy(e: Any, children: list[Tree]) -> Tree:
    """The tree of a SymPy object, from those of its operands."""
    if isinstance(e, sp.Symbol):
        return _leaf(var(e.name, symbol_sort(e)))
    if isinstance(e, sp.Add):
        return _node("add", *children)
    if isinstance(e, sp.Mul):
        return _product(e.args, children)
    if isinstance(e, sp.Pow):
        return _power(e, children)
    if isinstance(e, sp.Max | sp.Min):
        return _node(type(e).__name__.lower(), *children)
    if isinstance(e, sp.Heaviside):
        return _node("heaviside", *children)
    if isinstance(_definition(e), sp.Lambda):
        return _by_definition(e, children)
    if type(e) in NAMES:
        return _node(NAMES[type(e)], *children)
    if isinstance(e, sp.Sum | sp.Product | sp.Indexed):
        return _from_term(from_sympy(e))
    if e.free_symbols:
        raise AutodiffError(f"no derivative is known for {type(e).__name__}: {e}")
    return _leaf(from_sympy(e))


def _product(factors: tuple[Any, ...], children: list[Tree]) -> Tree:
    """Factors with negative exponents go below, and the sign of a number before all."""
    above, below, sign = [], [], False
    trees = iter(children)
    for factor in factors:
        if _is_negative_number(factor):
            sign = not sign
            if factor != -1:
                above.append(_leaf(num(Fraction(-int(factor.p), int(factor.q)))))
        elif _is_below(factor):
            below.append(_rational_power(next(trees), -factor.exp))
        else:
            above.append(next(trees))
    top = _several("mul", above)
    out = _node("div", top, _several("mul", below)) if below else top
    return _node("neg", out) if sign else out


def _several(operator: str, trees: list[Tree]) -> Tree:
    return _node(operator, *trees) if len(trees) > 1 else trees[0] if trees else _leaf(ONE)


def _power(e: Any, children: list[Tree]) -> Tree:
    if e.base is sp.E:
        return _node("exp", *children)
    if not e.exp.is_Rational:
        return _node("pow", *children)
    if e.exp.is_negative:
        return _node("div", _leaf(ONE), _rational_power(children[0], -e.exp))
    return _rational_power(children[0], e.exp)


def _rational_power(base: Tree, exponent: Any) -> Tree:
    if exponent == 1:
        return base
    if exponent == sp.Rational(1, 2):
        return _node("root", base, value=2)
    return _node("pow", base, _leaf(num(Fraction(int(exponent.p), int(exponent.q)))))


def _by_definition(e: Any, children: list[Tree]) -> Tree:
    """A function whose class has a `definition`, a Lambda: its body with trees for its names."""
    names = _definition(e).variables
    if len(names) != len(children) or _definition(e).free_symbols:
        raise AutodiffError(f"{_definition(e)} does not define {e}")
    values = {var(n.name, symbol_sort(n)): t for n, t in zip(names, children, strict=True)}

    def put_in(tree: Tree, below: list[Tree]) -> Tree:
        if tree.leaf is not None:
            return values.get(tree.leaf, tree)
        return Tree(tree.operator, tuple(below), value=tree.value)

    return _from_sympy(_definition(e).expr).fold(put_in)


__all__ = ["Tree", "as_tree", "as_variable", "read_formula"]
