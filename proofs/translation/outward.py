"""Terms to SymPy expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial, reduce
from itertools import count
from typing import Any

import sympy as sp

from ..kernel.terms import Term, TermError
from .extremes import Greatest, Least
from .matrices import OPERATORS, back_family, picked
from .names import FUNCTIONS


def to_sympy(term: Term, bound_names: Sequence[tuple[str, str]] = ()) -> Any:
    """The SymPy expression for a term, unevaluated where SymPy lets it be so.

    `bound_names` are names for what its binders bind, in the order in which they are written, each
    with the operator that binds it; where they don't fit, or would be confused with another name,
    some other name is taken. Raises TermError for what SymPy has no expression for.

    >>> from ..kernel.terms import ONE, NAT, bound, total, var
    >>> to_sympy(total(ONE, var("n", NAT), bound(0)), [("sum", "i")])
    Sum(i, (i, 1, n))
    """
    return _back(term, [], _BoundNames({str(v.value) for v in term.free}, list(bound_names)))


@dataclass
class _BoundNames:
    """Names for what is bound: those wanted, in order, as long as they fit; `taken` stand free."""

    taken: set[str]
    wanted: list[tuple[str, str]]

    def pick(self, op: str, around: list[Any]) -> str:
        """A name for what this operator binds, other than those around it and those free."""
        used = self.taken | {str(s) for s in around}
        if self.wanted:
            wanted_op, name = self.wanted.pop(0)
            if wanted_op == op and name not in used:
                return name
            if wanted_op != op:
                self.wanted.clear()
        plain = next((n for n in "jkilmnpqrstuvw" if n not in used), None)
        return plain or next(f"t{k}" for k in count() if f"t{k}" not in used)


_RANGES = {"sum": sp.Sum, "prod": sp.Product, "greatest": Greatest, "least": Least}
_SYMPY_SORTS = {
    "nat": {"integer": True, "nonnegative": True},
    "int": {"integer": True},
    "real": {},
    "complex": {"complex": True},
}


def _back(term: Term, names: list[Any], fresh: _BoundNames) -> Any:
    op, args = term.op, term.args
    if term.sort.name == "family" or op in OPERATORS:
        return back_family(term, lambda a: _back(a, names, fresh))
    if op == "num":
        exact: Fraction = term.value
        return sp.Rational(exact.numerator, exact.denominator)
    if op == "var":
        return sp.Symbol(str(term.value), **_SYMPY_SORTS.get(term.sort.name, {}))
    if op == "bound":
        return names[-1 - term.value]
    if op in (*_RANGES, "integral", "limit", "deriv"):
        return _back_binder(term, names, fresh)
    if op == "elem":
        if args[0].op != "var":
            return _back(picked(args[0], args[1:]), names, fresh)
        base = sp.IndexedBase(str(args[0].value))
        return base[tuple(_back(a, names, fresh) for a in args[1:])]
    if op == "app":
        return _back_application(term, names, fresh)
    modulus = _modulus(term)
    if modulus is not None:
        return sp.Mod(*(_back(a, names, fresh) for a in modulus), evaluate=False)
    parts = [_back(a, names, fresh) for a in args]
    maker = _BACK.get(op)
    if maker is None:
        raise TermError(f"SymPy has no expression for {op}")
    return maker(parts, term.value)


def _back_application(term: Term, names: list[Any], fresh: _BoundNames) -> Any:
    head, *args = term.args
    if head.sort.element != "opaque":
        return sp.Function(str(head.value))(*(_back(a, names, fresh) for a in args))
    if head.value == "\\int":  # an antiderivative: of which function, in which variable
        variable = _back(args[1], names, fresh)
        return sp.Integral(_back(args[0].args[0], [*names, variable], fresh), variable)
    made = _KNOWN.get(str(head.value))
    parts = [_back(a, names, fresh) for a in args]
    return made(parts) if made is not None else sp.Function(str(head.value))(*parts)


def _modulus(term: Term) -> tuple[Term, Term] | None:
    """a and b of a - b floor(a/b)."""
    if term.op != "add" or len(term.args) != 2 or term.args[1].op != "neg":
        return None
    a, whole = term.args[0], term.args[1].args[0]
    if whole.op != "mul" or len(whole.args) != 2 or whole.args[1].op != "floor":
        return None
    b, quotient = whole.args[0], whole.args[1].args[0]
    return (a, b) if quotient.op == "div" and quotient.args == (a, b) else None


def _back_binder(term: Term, names: list[Any], fresh: _BoundNames) -> Any:
    *outer, body = term.args
    name = fresh.pick(term.op, names)
    if term.op == "deriv" and outer[0].op == "var" and outer[0] not in body.free:
        symbol = _back(outer[0], names, fresh)  # d/dx f(x), at x
        return sp.Derivative(_back(body, [*names, symbol], fresh), (symbol, term.value))
    whole = term.op in _RANGES
    symbol = sp.Symbol(name, integer=True) if whole else sp.Symbol(name)
    ends = [_back(a, names, fresh) for a in outer]
    inside = _back(body, [*names, symbol], fresh)
    if term.op in _RANGES:
        return _RANGES[term.op](inside, (symbol, *ends))
    if term.op == "integral":
        return sp.Integral(inside, (symbol, *ends))
    if term.op == "limit":
        side = {"both": "+-", "left": "-", "right": "+"}[str(term.value)]
        return sp.Limit(inside, symbol, ends[0], side)
    return sp.Subs(sp.Derivative(inside, (symbol, term.value)), symbol, ends[0])


def _unevaluated(function: Any, parts: list[Any], _: Any) -> Any:
    return function(parts[0], evaluate=False)


def _folded(function: Any, parts: list[Any]) -> Any:
    """SymPy has no unevaluated gcd: it is worked out (of polynomials, where names are in it)."""
    values = [p.doit() if isinstance(p, sp.Expr) else p for p in parts]
    return reduce(function, values[1:], values[0] if len(values) > 1 else sp.Abs(values[0]))


_KNOWN: dict[str, Callable[[list[Any]], Any]] = {
    "gcd": partial(_folded, sp.gcd),
    "lcm": partial(_folded, sp.lcm),
}
_INVERSE = {name: function for function, name in FUNCTIONS.items()}
_BACK: dict[str, Callable[[list[Any], Any], Any]] = {
    "pi": lambda p, _: sp.pi,
    "oo": lambda p, _: sp.oo,
    "i": lambda p, _: sp.I,
    "true": lambda p, _: sp.true,
    "false": lambda p, _: sp.false,
    "add": lambda p, _: sp.Add(*p, evaluate=False),
    "mul": lambda p, _: sp.Mul(*p, evaluate=False),
    "neg": lambda p, _: -p[0] if p[0].is_Number else sp.Mul(-1, p[0], evaluate=False),
    "div": lambda p, _: sp.Mul(p[0], sp.Pow(p[1], -1, evaluate=False), evaluate=False),
    "pow": lambda p, _: sp.Pow(*p, evaluate=False),
    "root": lambda p, n: (
        sp.Pow(p[0], sp.Rational(1, n), evaluate=False) if n == 2 else sp.real_root(p[0], n)
    ),
    "max": lambda p, _: sp.Max(*p),
    "min": lambda p, _: sp.Min(*p),
    "binomial": lambda p, _: sp.binomial(*p, evaluate=False),
    "delta": lambda p, _: sp.KroneckerDelta(*p),
    "heaviside": lambda p, _: sp.Heaviside(p[0], sp.Rational(1, 2)),
    "eq": lambda p, _: sp.Eq(*p, evaluate=False),
    "ne": lambda p, _: sp.Ne(*p, evaluate=False),
    "lt": lambda p, _: sp.Lt(*p, evaluate=False),
    "le": lambda p, _: sp.Le(*p, evaluate=False),
    "and": lambda p, _: sp.And(*p),
    "or": lambda p, _: sp.Or(*p),
    "not": lambda p, _: sp.Not(*p),
    "cases": lambda p, _: sp.Piecewise(
        *zip(p[0::2], p[1::2], strict=False), *([(p[-1], True)] if len(p) % 2 else [])
    ),
    **{name: partial(_unevaluated, function) for name, function in _INVERSE.items()},
}
