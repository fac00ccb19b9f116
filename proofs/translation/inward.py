"""SymPy expressions to terms."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import count
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from ..indefinite import antiderivative
from ..kernel import terms as t
from ..kernel.terms import Term, TermError
from .extremes import Greatest, Least
from .names import FUNCTIONS
from .special import SPECIAL

_RELATIONS: dict[type, Callable[[Term, Term], Term]] = {
    sp.Eq: t.eq, sp.Ne: t.ne, sp.Lt: t.lt, sp.Le: t.le,
    sp.Gt: lambda a, b: t.lt(b, a), sp.Ge: lambda a, b: t.le(b, a),
}  # fmt: skip

_DIRECTIONS = {"+": "right", "-": "left", "+-": "both"}


def from_sympy(value: object) -> Term:
    """The term that a SymPy expression, relation, or Python number stands for.

    Raises TermError for what has no term: matrices, sets, non-commutative symbols, floats, ...
    """
    if isinstance(value, bool):
        return t.TRUE if value else t.FALSE
    if isinstance(value, int | Fraction):
        return t.num(value)
    value = _immutable(value)
    if isinstance(value, sp.Basic):
        return convert(value, {})
    raise TermError(f"neither a SymPy expression nor a term: {value!r}")


def _immutable(value: Any) -> Any:
    """A matrix that can be changed is no expression; its copy is one."""
    return value.as_immutable() if isinstance(value, sp.MatrixBase) else value


def symbol_sort(symbol: sp.Symbol) -> t.Sort:
    """The sort that a symbol's assumptions give it; real where they say nothing."""
    if not symbol.is_commutative:
        raise TermError(f"{symbol} does not commute; symbols stand for numbers")
    _refuse_unknown(symbol)
    if symbol.is_integer:
        return t.NAT if symbol.is_nonnegative else t.INT
    if symbol.is_real is False or (symbol.is_complex and symbol.is_real is None):
        return t.COMPLEX
    return t.REAL


_NO_SORT = (
    "even", "odd", "prime", "composite", "irrational", "transcendental", "noninteger", "imaginary",
)  # fmt: skip


def _refuse_unknown(symbol: Any) -> None:
    """Assumptions that no sort and no condition states would be lost."""
    for name in _NO_SORT:
        if getattr(symbol, f"is_{name}", None):
            raise TermError(f"{symbol}: the assumption {name} cannot be stated here")
    if symbol.is_rational and not symbol.is_integer:
        raise TermError(f"{symbol}: the assumption rational cannot be stated here")


def check_names(values: Any) -> None:
    """Raise TermError where two different symbols, or families, have one name."""
    seen: dict[str, Any] = {}
    for value in map(_immutable, values):
        if not isinstance(value, sp.Basic):
            continue
        for node in sp.preorder_traversal(value):
            plain = isinstance(node, sp.Symbol | sp.MatrixSymbol)
            plain = plain and not isinstance(node, sp.Dummy)
            if plain and seen.setdefault(node.name, node) != node:
                raise TermError(f"two different symbols are called {node.name}")


def assumptions(value: object) -> tuple[Term, ...]:
    """The bounds that the assumptions of an expression's symbols state, as conditions."""
    value = _immutable(value)
    if not isinstance(value, sp.Basic):
        return ()
    out: list[Term] = []
    for symbol in sorted(value.free_symbols, key=str):
        if not isinstance(symbol, sp.Symbol) or isinstance(symbol, sp.Idx):
            continue
        name = t.var(symbol.name, symbol_sort(symbol))
        if symbol.is_extended_positive:
            out.append(t.lt(t.ZERO, name))
        elif symbol.is_extended_negative:
            out.append(t.lt(name, t.ZERO))
        elif symbol.is_extended_nonnegative and not symbol.is_integer:
            out.append(t.le(t.ZERO, name))
        elif symbol.is_extended_nonpositive:
            out.append(t.le(name, t.ZERO))
        elif symbol.is_zero is False:
            out.append(t.ne(name, t.ZERO))
    return tuple(out)


Names = dict[Any, Any]
COUNTER = count()  # names of bound variables while they are being bound


def convert(e: Any, bound: Names) -> Term:
    """The term of a SymPy object; `bound` says what the names that are bound here stand for."""
    if e in bound:
        found: Term = bound[e]
        return found
    if isinstance(e, sp.Symbol):
        if isinstance(e, sp.Dummy):
            return t.var(f"{e.name}_{e.dummy_index}", symbol_sort(e))
        return t.var(e.name, symbol_sort(e))
    if isinstance(e, sp.Rational):
        return t.num(Fraction(int(e.p), int(e.q)))
    if isinstance(e, sp.Float):
        return t.num(str(e)) if "e" not in str(e) else t.num(Fraction(str(e)))
    constant = _constant(e)
    if constant is not None:
        return constant
    for kind, make in KINDS:
        if isinstance(e, kind):
            return make(e, bound)
    name = FUNCTIONS.get(type(e))
    if name is not None and len(e.args) == 1:
        return t.apply(name, convert(e.args[0], bound))
    count, make_special = SPECIAL.get(type(e), (0, None))
    if make_special is not None and len(e.args) == count:
        return make_special(*(convert(a, bound) for a in e.args))
    relation = _RELATIONS.get(type(e))
    if relation is not None:
        return relation(*(convert(a, bound) for a in e.args))
    if isinstance(getattr(type(e), "definition", None), sp.Lambda):
        return _by_definition(e, bound)
    raise TermError(f"no term for {type(e).__name__}: {e}")


def _constant(e: Any) -> Term | None:
    values = [
        (sp.pi, t.PI), (sp.E, t.exp(t.ONE)), (sp.oo, t.OO), (-sp.oo, t.neg(t.OO)), (sp.I, t.I),
        (sp.true, t.TRUE), (sp.false, t.FALSE),
    ]  # fmt: skip
    return next((term for known, term in values if e is known), None)


def _all(e: Any, bound: Names) -> list[Term]:
    return [convert(a, bound) for a in e.args]


def _add(e: Any, bound: Names) -> Term:
    return t.add(*(convert(a, bound) for a in e.args))


def _mul(e: Any, bound: Names) -> Term:
    """A product; factors with negative exponents go below, as SymPy prints them."""
    if e.args and e.args[0] is sp.S.NegativeOne:
        return t.neg(_mul_of(e.args[1:], bound))
    return _mul_of(e.args, bound)


def _mul_of(factors: Any, bound: Names) -> Term:
    above, below = [], []
    for f in factors:
        if isinstance(f, sp.Pow) and f.exp.is_Rational and f.exp.is_negative:
            below.append(_power(f.base, -f.exp, bound))
        else:
            above.append(convert(f, bound))
    top = t.mul(*above)
    return t.div(top, t.mul(*below)) if below else top


def _pow(e: Any, bound: Names) -> Term:
    if e.exp.is_Rational and e.exp.is_negative:
        return t.div(t.ONE, _power(e.base, -e.exp, bound))
    return _power(e.base, e.exp, bound)


def _power(base: Any, exponent: Any, bound: Names) -> Term:
    inside = convert(base, bound)
    if exponent == 1:
        return inside
    if exponent == sp.Rational(1, 2):
        return t.sqrt(inside)
    if base is sp.E:
        return t.exp(convert(exponent, bound))
    return t.power(inside, convert(exponent, bound))


def _range(make: Callable[[Term, Term, Term], Term]) -> Callable[[Any, Names], Term]:
    """Sums and products, several indices nested, the last limit outermost."""

    def convert(e: Any, bound: Names) -> Term:
        return _ranged(make, e.function, list(e.limits), bound)

    return convert


def _ranged(make: Any, body: Any, limits: list[Any], bound: Names) -> Term:
    if not limits:
        return convert(body, bound)
    index, lower, upper = limits[-1]
    name = t.make("var", (), ("bound", next(COUNTER)), t.INT)
    inner = _ranged(make, body, limits[:-1], {**bound, index: name})
    ends = convert(lower, bound), convert(upper, bound)
    return make(*ends, t.abstract(inner, name))  # type: ignore[no-any-return]


def _integral(e: Any, bound: Names) -> Term:
    if [len(limit) for limit in e.limits] == [1]:
        return antiderivative(convert(e.function, bound), convert(e.limits[0][0], bound))
    if any(len(limit) != 3 for limit in e.limits):
        raise TermError(f"an integral with and without bounds, or twice without: {e}")
    return _bound_real(e.function, list(e.limits), bound)


def _bound_real(body: Any, limits: list[Any], bound: Names) -> Term:
    if not limits:
        return convert(body, bound)
    name, lower, upper = limits[-1]
    fresh = t.make("var", (), ("bound", next(COUNTER)), t.REAL)
    inner = _bound_real(body, limits[:-1], {**bound, name: fresh})
    return t.integral(convert(lower, bound), convert(upper, bound), t.abstract(inner, fresh))


def _limit(e: Any, bound: Names) -> Term:
    body, name, point, direction = e.args
    fresh = t.make("var", (), ("bound", next(COUNTER)), t.REAL)
    inner = convert(body, {**bound, name: _running(e, fresh)})
    side = "both" if point in (sp.oo, -sp.oo) else _DIRECTIONS[str(direction)]
    return t.limit(convert(point, bound), t.abstract(inner, fresh), side)


_ALTERNATING = (
    sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc, sp.floor, sp.ceiling, sp.Mod, sp.frac, sp.I,
)  # fmt: skip
"""What may have a limit over the integers and none over the real numbers."""


def _running(e: Any, fresh: Term) -> Term:
    """What the name of a limit stands for: where it is an integer that grows and that matters, the
    whole part of a real number that does, so that sin(pi n) is 0 throughout."""
    body, name, point, _ = e.args
    whole = name.is_integer and point in (sp.oo, -sp.oo)
    signs = any(p.base.is_negative for p in body.atoms(sp.Pow))
    return t.apply("floor", fresh) if whole and (signs or body.has(*_ALTERNATING)) else fresh


def _derivative(e: Any, bound: Names) -> Term:
    if any(getattr(name, "is_Matrix", False) for name, _ in e.variable_count):
        from .matrix_inward import derivative_in_matrix

        return derivative_in_matrix(e, bound)
    out = e.expr
    term: Term | None = None
    for name, order in e.variable_count:
        if term is not None:
            raise TermError(f"a derivative in several variables: {e}")
        fresh = t.make("var", (), ("bound", next(COUNTER)), t.REAL)
        inner = convert(out, {**bound, **_moved(name, fresh, bound)})
        if not isinstance(order, int | sp.Integer):
            raise TermError(f"a derivative of order {order}")
        term = t.derivative(convert(name, bound), t.abstract(inner, fresh), int(order))
    if term is None:
        raise TermError(f"a derivative in no variable: {e}")
    return term


def _moved(name: Any, fresh: Term, bound: Names) -> Names:
    """What varies in a derivative: a symbol, or one entry of a family."""
    if isinstance(name, sp.Indexed):
        return {("moved", name.base): (fresh, convert(name, bound))}
    if not isinstance(name, sp.Symbol):
        raise TermError(f"a derivative in {name}")
    return {name: fresh}


def _indexed(e: Any, bound: Names) -> Term:
    """An entry; x_j + delta_jk (t - x_k) where the entry x_k varies as t."""
    plain = _entry(e, bound)
    moved = bound.get(("moved", e.base))
    if moved is None:
        return plain
    fresh, entry = moved
    same = t.mul(*(t.delta(a, b) for a, b in zip(plain.args[1:], entry.args[1:], strict=True)))
    return t.add(plain, t.mul(same, t.sub(fresh, entry)))


def _entry(e: Any, bound: Names) -> Term:
    base = e.base
    if not isinstance(base, sp.IndexedBase):
        raise TermError(f"{base} is not a family of numbers")
    shape = base.shape or ()
    dims = tuple(convert(d, {}) for d in shape)
    sort = t.Sort("family", len(e.indices), dims, _element(base))
    head = t.var(str(base.label), sort)
    return t.elem(head, *(convert(i, bound) for i in e.indices))


def _element(base: Any) -> str:
    """The sort of a family's entries."""
    facts = base.assumptions0
    if facts.get("zero") is not None:
        raise TermError(f"{base}: an assumption about 0 cannot be stated here")
    for name in ("positive", "negative", *_NO_SORT):
        if facts.get(name):
            raise TermError(f"{base}: the assumption {name} cannot be stated here")
    if not facts.get("integer"):
        return "real"
    return "nat" if facts.get("nonnegative") else "int"


def _applied(e: Any, bound: Names) -> Term:
    for name in ("integer", "nonnegative", "nonpositive", "nonzero", *_NO_SORT):
        if getattr(e, f"is_{name}"):
            raise TermError(f"{e.func}: the assumption {name} cannot be stated here")
    if e.is_complex and not e.is_real:
        raise TermError(f"{e.func}: the values of unknown functions are real here")
    return t.app(t.var(e.func.__name__, t.function(len(e.args))), *_all(e, bound))


def _piecewise(e: Any, bound: Names) -> Term:
    parts: list[Term] = []
    for value, condition in e.args:
        if condition is sp.true:
            return t.cases(*parts, convert(value, bound)) if parts else convert(value, bound)
        parts += [convert(value, bound), convert(condition, bound)]
    return t.cases(*parts)


def _heaviside(e: Any, bound: Names) -> Term:
    if len(e.args) > 1 and e.args[1] != sp.Rational(1, 2):
        raise TermError("Heaviside's step has the value 1/2 at 0 here")
    return t.apply("heaviside", convert(e.args[0], bound))


def _by_definition(e: Any, bound: Names) -> Term:
    """A function whose class has a `definition`, a Lambda: its body at the arguments."""
    definition = type(e).definition
    parameters = definition.variables
    if len(parameters) != len(e.args) or definition.free_symbols:
        raise TermError(f"{definition} does not define {e}")
    return convert(definition.expr, dict(zip(parameters, _all(e, bound), strict=True)))


KINDS: list[tuple[Any, Callable[[Any, Names], Term]]] = [
    (sp.Idx, lambda e, bound: convert(e.label, bound)),
    (sp.Add, _add),
    (sp.Mul, _mul),
    (sp.Pow, _pow),
    (sp.Sum, _range(t.total)),
    (sp.Product, _range(t.product)),
    (Greatest, _range(t.greatest)),
    (Least, _range(t.least)),
    (sp.Integral, _integral),
    (sp.Limit, _limit),
    (sp.Derivative, _derivative),
    (sp.Indexed, _indexed),
    (AppliedUndef, _applied),
    (sp.Piecewise, _piecewise),
    (sp.Heaviside, _heaviside),
    (sp.Max, lambda e, bound: t.maximum(*_all(e, bound))),
    (sp.Min, lambda e, bound: t.minimum(*_all(e, bound))),
    (sp.binomial, lambda e, bound: t.binomial(*_all(e, bound))),
    (sp.KroneckerDelta, lambda e, bound: t.delta(*_all(e, bound)[:2])),
]
