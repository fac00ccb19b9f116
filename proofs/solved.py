"""Points at which equations hold and that no fractions make: x = log 2, (3 + sqrt 5)/2.

What `points` tries are fractions. Here each equation is solved for one of its names, the others
being given small values. What is found counts once the kernel has shown that the equations hold.

>>> from .kernel.terms import ONE, eq, exp, var
>>> x = var("x")
>>> [str(value) for value in solutions(eq(exp(x), TWO), x)]
['log(2)']
>>> [str(value) for value in solutions(eq(add(x, div(ONE, x)), num(3)), x)]
['3/2 - sqrt(5/4)', '3/2 + sqrt(5/4)']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from .kernel import InferenceError, Proof
from .kernel.enclosures.enclosure import Undetermined, decide, enclose
from .kernel.normal_forms.normal import Normalizer
from .kernel.normal_forms.ratio import Unsupported
from .kernel.terms import (
    TWO,
    Term,
    add,
    apply,
    div,
    mul,
    neg,
    num,
    power,
    sqrt,
    sub,
    substitute,
    subterms,
)
from .problem import Problem

Point = dict[Term, Term]

FEW = tuple(num(v) for v in ("1", "2", "1/2", "0", "-1", "3"))
"""What the other names of an equation are given."""
MAX_NAMES = 6
MAX_POINTS = 60
_INVERSE = {
    "exp": ("log",), "log": ("exp",), "sin": ("asin",), "cos": ("acos",), "tan": ("atan",),
    "asin": ("sin",), "acos": ("cos",), "atan": ("tan",), "sinh": ("asinh",), "tanh": ("atanh",),
    "asinh": ("sinh",), "atanh": ("tanh",), "cosh": ("acosh",),
}  # fmt: skip


def solved_points(
    problem: Problem, terms: Sequence[Term], given: Sequence[Term]
) -> Iterator[Point]:
    """Points at which conditions with equations among them may hold, each name with a value."""
    equations = [g for g in given if g.op == "eq"]
    names = frozenset[Term]().union(*(t.free for t in (*terms, *given)))
    plain = all(v.op == "var" and v.sort.name in ("nat", "int", "real") for v in names)
    lengths = any(node.op == "size" for t in (*terms, *given) for node in subterms(t))
    if not equations or not plain or lengths or len(names) > MAX_NAMES:
        return
    seen: set[tuple[Term, ...]] = set()
    for point in islice(_meeting(equations, {}), MAX_POINTS):
        rest = sorted((n for n in names if n not in point), key=str)
        for values in islice(product(FEW, repeat=len(rest)), len(FEW) ** 2):
            if problem.time_left() < 0:
                return
            whole = {**point, **dict(zip(rest, values, strict=True))}
            key = tuple(whole[n] for n in sorted(names, key=str))
            if (
                key not in seen
                and all(map(_fits, whole, whole.values()))
                and _may_hold(given, whole)
            ):
                seen.add(key)
                yield whole


def shown_there(problem: Problem, given: Sequence[Term], point: Point) -> tuple[Proof, ...] | None:
    """Proofs of what conditions say at a point, of those that enclosures can't tell; None if one of
    them isn't proved."""
    proofs = []
    for condition in given:
        if not _holds(condition, point):
            try:
                proofs.append(problem.infer("truth value", (), substitute(condition, point)))
            except InferenceError:
                return None
    return tuple(proofs)


def solutions(equation: Term, name: Term) -> list[Term]:
    """Closed terms for which an equation in one name may hold."""
    left, right = equation.args
    for side, other in ((left, right), (right, left)):
        if name not in other.free and _occurrences(side, name) == 1:
            return _inverted(side, other, name)
    try:
        chart, _ = Normalizer(()).chart(equation, ())
    except Unsupported:
        return []
    if chart.quantity is not name:
        return []
    cells = (c for c in chart.cells if chart.holds(equation, c))
    found = (num(c.sample) if c.root is None and c.sample is not None else c.root.closed()
             for c in cells if c.root is not None or c.sample is not None)  # fmt: skip
    return [value for value in found if value is not None]


def _meeting(equations: Sequence[Term], point: Point) -> Iterator[Point]:
    """Values for the names of some equations, one equation after another, those first that have
    fewest names left."""
    left = [e for e in (substitute(e, point) for e in equations) if e.free]
    if not left:
        yield point
        return
    equation = min(left, key=lambda e: len(e.free))
    left.remove(equation)
    names = sorted(equation.free, key=lambda n: (_occurrences(equation, n), str(n)))
    for name in names:
        others = [n for n in names if n is not name]
        for values in islice(product(FEW, repeat=len(others)), len(FEW)):
            chosen = dict(zip(others, values, strict=True))
            for value in solutions(substitute(equation, chosen), name):
                yield from _meeting(left, {**point, **chosen, name: value})


def _occurrences(term: Term, name: Term) -> int:
    if name not in term.free:
        return 0
    return 1 if term is name else sum(_occurrences(a, name) for a in term.args)


def _inverted(side: Term, value: Term, name: Term) -> list[Term]:
    """The values of a name that stands once in a side, for which that has a closed value."""
    if side is name:
        return [value]
    at = next(i for i, a in enumerate(side.args) if name in a.free)
    inner, others = side.args[at], [a for i, a in enumerate(side.args) if i != at]
    wanted: tuple[Term, ...] = ()
    if side.op == "neg":
        wanted = (neg(value),)
    elif side.op == "add":
        wanted = (sub(value, add(*others) if len(others) > 1 else others[0]),)
    elif side.op == "mul":
        wanted = (div(value, mul(*others) if len(others) > 1 else others[0]),)
    elif side.op == "div":
        wanted = (mul(value, others[0]),) if at == 0 else (div(others[0], value),)
    elif side.op == "root" and isinstance(side.value, int):
        wanted = (power(value, num(side.value)),)
    elif side.op == "pow" and at == 0 and others[0] is TWO:
        wanted = (sqrt(value), neg(sqrt(value)))
    elif side.op in _INVERSE:
        wanted = tuple(apply(name, value) for name in _INVERSE[side.op])
    return [found for one in wanted for found in _inverted(inner, _plain(one), name)]


def _plain(value: Term) -> Term:
    """A closed value in its normal form, where it has one."""
    try:
        return Normalizer(()).normal_term(value)
    except Unsupported:
        return value


def _fits(name: Term, value: Term) -> bool:
    """Whether a value is of the sort of its name, and has an enclosure."""
    whole = value.op == "num" and value.value.denominator == 1
    if name.sort.name != "real" and not (whole and (name.sort.name == "int" or value.value >= 0)):
        return False
    try:
        enclose(value, {})
    except Undetermined:
        return False
    return True


def _holds(condition: Term, point: Point) -> bool:
    try:
        return decide(condition, point) is True
    except Undetermined:
        return False


def _may_hold(given: Sequence[Term], point: Point) -> bool:
    """Whether no condition fails at a point, and all hold there that are no equations."""
    for condition in given:
        try:
            found = decide(condition, point)
        except Undetermined:
            return False
        if found is False or (found is None and condition.op != "eq"):
            return False
    return True
