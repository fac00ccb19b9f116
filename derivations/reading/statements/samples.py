"""Values of terms at sample points, in floating point: to tell an identity from an equation.

Nothing is decided by these numbers but whether the checker is asked at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from proofs.kernel.normal_forms.entries import entry
from proofs.kernel.terms import (
    ZERO,
    Term,
    TermError,
    add,
    mul,
    num,
    rebuild,
    size,
    sqrt,
    subterms,
)
from proofs.kernel.terms.definitions import Definition, unfold

_REALS = (2.0, -1.25, 0.75, 3.5, -2.5, 0.4, 1.7, 5.25, -0.6)
_SIZE = 3
_LONGEST = 10
_LARGEST = 1000
_TOLERANCE = 1e-7
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "=": lambda a, b: abs(a - b) <= _TOLERANCE * max(1.0, abs(a), abs(b)),
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b + _TOLERANCE,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b - _TOLERANCE,
}  # fmt: skip
_STATED = {"eq": "=", "lt": "<", "le": "<="}


def agree_at_samples(
    a: Term, b: Term, *, relation: str = "=", given: Iterable[Term] = (),
    definitions: Sequence[Definition] = (),
) -> bool | None:  # fmt: skip
    """Whether a relation holds at the sample points that meet the conditions; None if none does.

    Where derivatives differ there, that says nothing: wrong ones are written down as claims, too.

    >>> from proofs.kernel.terms import num, sub, var
    >>> agree_at_samples(sub(var("x"), var("x")), num(0)), agree_at_samples(var("x"), num(0))
    (True, False)
    """
    try:
        left, right = (_by_entries(unfold(side, definitions)) for side in (a, b))
        conditions = [unfold(c, definitions) for c in given]
    except TermError:
        return None
    slopes = any(t.op == "deriv" for side in (left, right) for t in subterms(side))
    names = sorted(left.free | right.free | {v for c in conditions for v in c.free}, key=str)
    met = 0
    for point in range(12):
        values = {v: _sample(v, point, place) for place, v in enumerate(names)}
        try:
            at = _Point(values | _fixed(conditions, _Point(values)))
            if not all(_holds(c, at) for c in conditions):
                continue
            x, y = _value(left, at), _value(right, at)
        except (ArithmeticError, ValueError, TypeError):
            continue
        if not _COMPARE[relation](x, y):
            return None if slopes else False
        met += 1
    return True if met else None


def _by_entries(term: Term) -> Term:
    """The term with scalar products and lengths of vectors, of known size, as sums of entries."""
    if all(node.op not in ("dot", "norm") for node in subterms(term)):
        return term
    args = tuple(_by_entries(arg) for arg in term.args)
    lengths = [size(arg) for arg in args] if term.op in ("dot", "norm") else []
    known = [n.op == "num" and int(n.value) <= _LONGEST for n in lengths]
    if not lengths or not all(known) or any(arg.sort.rank != 1 for arg in args):
        return rebuild(term, args) if args else term
    places = [num(i) for i in range(1, int(lengths[0].value) + 1)]
    left, right = args[0], args[-1]
    total = add(ZERO, *(mul(entry(left, i), entry(right, i)) for i in places))
    return total if term.op == "dot" else sqrt(total)


def closed_value(term: Term, definitions: Sequence[Definition] = ()) -> float | None:
    """About what a term without free names comes to; None where that can't be told.

    >>> from proofs.kernel.terms import num, sqrt
    >>> closed_value(sqrt(num(4)))
    2.0
    """
    try:
        return _value(unfold(term, definitions), _Point({}))
    except (TermError, ArithmeticError, ValueError, TypeError, KeyError):
        return None


def _fixed(conditions: Iterable[Term], at: _Point) -> dict[Term, float]:
    """The values of variables that a condition `x = ...` fixes."""
    equalities = [c.args for c in conditions if c.op == "eq" and c.args[0].op == "var"]
    return {a: _value(b, at) for a, b in equalities if a not in b.free}


def _sample(name: Term, point: int, place: int) -> float:
    if name.sort.name == "nat":
        return float(1 + (point + place) % _SIZE)
    return _REALS[(point + 2 * place) % len(_REALS)]


def _holds(statement: Term, at: _Point) -> bool:
    relation = _STATED.get(statement.op)
    if relation is None:
        return True
    a, b = statement.args
    return _COMPARE[relation](_value(a, at), _value(b, at))


def _binomial(n: int, k: int) -> float:
    if n > _LARGEST:
        raise ValueError("too large")
    return float(math.comb(n, k))


_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "exp": math.exp, "log": math.log, "sin": math.sin, "cos": math.cos, "tan": math.tan,
    "asin": math.asin, "acos": math.acos, "atan": math.atan, "sinh": math.sinh,
    "cosh": math.cosh, "tanh": math.tanh, "asinh": math.asinh, "acosh": math.acosh,
    "atanh": math.atanh, "abs": abs, "floor": math.floor, "ceil": math.ceil,
    "factorial": lambda v: math.gamma(round(v) + 1), "cot": lambda v: 1 / math.tan(v),
    "sec": lambda v: 1 / math.cos(v), "csc": lambda v: 1 / math.sin(v),
    "coth": lambda v: 1 / math.tanh(v), "neg": lambda v: -v,
    "sign": lambda v: float((v > 0) - (v < 0)),
}  # fmt: skip
_FOLDS: dict[str, Callable[[list[float]], float]] = {
    "add": math.fsum, "mul": math.prod, "max": max, "min": min,
    "div": lambda v: v[0] / v[1], "binomial": lambda v: _binomial(round(v[0]), round(v[1])),
    "delta": lambda v: float(v[0] == v[1]),
}  # fmt: skip
_STRICT = frozenset({*_FUNCTIONS, *_FOLDS, "pow", "root"})


Bound = tuple[float, ...]
MAX_STEPS = 20_000
"""Most values that are worked out at one point."""


class _Point:
    """A sample point: values of names, and what has been worked out there."""

    def __init__(self, values: Mapping[Term, float]) -> None:
        self.values = values
        self.known: dict[tuple[Term, Bound], float] = {}


def _value(term: Term, at: _Point, bound: Bound = ()) -> float:
    """The value of a term at a point, each part that occurs again worked out once."""
    key = (term, bound[len(bound) - term.loose :])
    if key not in at.known:
        value = _worked_out(term, at, bound)
        if len(at.known) >= MAX_STEPS:
            raise ValueError("too much to work out")
        at.known[key] = value
    return at.known[key]


def _worked_out(term: Term, at: _Point, bound: Bound) -> float:
    op = term.op
    if op == "num":
        return float(Fraction(str(term.value)))
    if op == "var":
        return at.values[term]
    if op == "bound":
        return bound[-1 - int(str(term.value))]
    if op == "pi":
        return math.pi
    if op == "size":
        return float(_SIZE)
    if op == "elem":
        return _entry(term, at, bound)
    if op in ("sum", "prod"):
        return _total(term, at, bound)
    if op == "deriv":
        return _slope(term, at, bound)
    if op == "cases":
        return _branch(term, at, bound)
    if op not in _STRICT:
        raise ValueError(op)
    args = [_value(a, at, bound) for a in term.args]
    return _apply(term, args)


def _apply(term: Term, args: list[float]) -> float:
    op = term.op
    if op in _FUNCTIONS:
        return float(_FUNCTIONS[op](args[0]))
    if op in _FOLDS:
        return float(_FOLDS[op](args))
    if op == "pow":
        out = args[0] ** args[1]
        if isinstance(out, complex):
            raise ArithmeticError("not real")
        return float(out)
    if op == "root":
        n = int(str(term.value))
        if args[0] < 0 and n % 2 == 0:
            raise ArithmeticError("not real")
        return math.copysign(abs(args[0]) ** (1 / n), args[0])
    raise ValueError(op)


def _entry(term: Term, at: _Point, bound: Bound) -> float:
    head = term.args[0]
    for index, length in zip(term.args[1:], head.sort.dims, strict=False):
        if not 1 <= _value(index, at, bound) <= _value(length, at, bound):
            raise ArithmeticError("no entry")
    if head.op == "fam" and len(term.args) == 2:
        return _value(head.args[-1], at, (*bound, _value(term.args[1], at, bound)))
    if head.op != "var":
        raise ValueError(head.op)
    seed = sum(map(ord, str(head.value)))
    for index in term.args[1:]:
        seed = 31 * seed + round(_value(index, at, bound))
    return (seed * 7919 % 1009) / 300.0 - 1.0


_STEP = 1e-3
_STENCIL = ((-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12))


def _slope(term: Term, at: _Point, bound: Bound) -> float:
    """A first derivative, by differences of the fourth order."""
    if term.value != 1:
        raise ValueError("a derivative of higher order")
    point, body = _value(term.args[0], at, bound), term.args[1]
    steps = ((point + k * _STEP, weight / _STEP) for k, weight in _STENCIL)
    return math.fsum(weight * _value(body, at, (*bound, x)) for x, weight in steps)


def _total(term: Term, at: _Point, bound: Bound) -> float:
    low, high = (round(_value(a, at, bound)) for a in term.args[:2])
    if high - low > 50:
        raise ValueError("too many")
    parts = [_value(term.args[2], at, (*bound, float(i))) for i in range(low, high + 1)]
    return math.fsum(parts) if term.op == "sum" else math.prod(parts)


def _branch(term: Term, at: _Point, bound: Bound) -> float:
    for value, condition in zip(term.args[0::2], term.args[1::2], strict=False):
        relation = _STATED.get(condition.op)
        if relation is None:
            raise ValueError(condition.op)
        a, b = (_value(x, at, bound) for x in condition.args)
        if _COMPARE[relation](a, b):
            return _value(value, at, bound)
    if len(term.args) % 2 == 0:
        raise ArithmeticError("no case")
    return _value(term.args[-1], at, bound)
