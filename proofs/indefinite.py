r"""Integrals without bounds: functions fixed up to a constant, and equalities between such.

`\int f dx = F` says that F has the derivative f, and so for sums and multiples of such integrals:
what is claimed is that both sides have the same derivative in x. An integral of another kind of
place, such as an exponent, where a constant would matter, has no meaning.

>>> from .kernel.terms import TWO, mul, num, power, var
>>> x = var("x")
>>> found = same_slope(antiderivative(mul(TWO, x), x), power(x, TWO))
>>> print(found.left, "=", found.right)
2*x = deriv(i=x, i^2)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .kernel.terms import (
    OO,
    ZERO,
    Sort,
    Term,
    TermError,
    abstract,
    add,
    app,
    derivative,
    div,
    fun,
    instantiate,
    mul,
    neg,
    rebuild,
    substitute,
    subterms,
    total,
    var,
)
from .kernel.terms.definitions import Definition, unfold

INTEGRAL = var("\\int", Sort("function", 2, element="opaque"))
"""Stands for the integral without bounds of a function, at a point: any antiderivative of it."""


class NoDerivative(TermError):
    """An integral without bounds stands where only a number has a meaning."""


def antiderivative(body: Term, name: Term) -> Term:
    r"""`\int f dx` without bounds, at x."""
    return app(INTEGRAL, fun(abstract(body, name)), name)


def is_indefinite(*terms: Term, definitions: Iterable[Definition] = ()) -> bool:
    """Whether an integral without bounds occurs, perhaps in what a name is defined to be."""
    return any(INTEGRAL in t.free for t in (*terms, *(d.body for d in definitions)))


@dataclass(frozen=True)
class SameSlope:
    """Two sides that are equal up to a constant in `name` where `left` and `right` are equal.

    `sides` are these with definitions put in, `integrands` those of the integrals, `rests` what
    stands beside the integrals on the two sides. Where nothing but derivatives of integrals was
    there, the equality is `exact`, one of numbers.
    """

    left: Term
    right: Term
    name: Term
    sides: tuple[Term, ...]
    exact: bool = False
    integrands: tuple[Term, ...] = ()
    rests: tuple[Term, ...] = ()


def same_slope(
    left: Term, right: Term, *, name: Term | None = None,
    given: Sequence[Term] = (), definitions: Sequence[Definition] = (),
) -> SameSlope | None:  # fmt: skip
    """What an equality between sides with integrals without bounds says of their derivatives; None
    where there are none.

    `name` is the variable, where no integral tells it. Raises NoDerivative where an integral stands
    inside something else than sums and multiples, or no one variable is found.
    """
    sides = _unfolded((left, right), definitions)
    if name is None and not is_indefinite(*sides):
        return None
    sides = tuple(_slopes_of_integrals(side) for side in sides)
    if name is None and not is_indefinite(*sides):
        return SameSlope(sides[0], sides[1], var("x"), sides, exact=True)
    sides, name = _in_one_variable(sides, name, given)
    slopes: list[Term] = []
    integrands: list[Term] = []
    rests: list[Term] = []
    for side in sides:
        inside, beside = _parts(side, name)
        integrands += inside
        beside = [b for b in beside if name in b.free or not _is_constant(b)]
        if beside:
            rests.append(add(*beside))
            inside = [*inside, derivative(name, abstract(rests[-1], name))]
        slopes.append(add(*inside) if inside else ZERO)
    return SameSlope(
        slopes[0], slopes[1], name, sides, integrands=tuple(integrands), rests=tuple(rests)
    )


def _is_constant(term: Term) -> bool:
    """Whether a term is a number or a name, perhaps with a minus: one that is always defined."""
    return term.op in ("num", "var") or (term.op == "neg" and _is_constant(term.args[0]))


def _unfolded(sides: tuple[Term, ...], definitions: Sequence[Definition]) -> tuple[Term, ...]:
    """The sides with defined names unfolded, but for a variable of integration that is defined by
    names which do not occur beside it: after "let u = a x", `\\int u du = u^2/2` is about u."""
    names = _variables(sides)
    others = [d for d in definitions if d.head not in names]
    own = [d for d in definitions if d.head in names]
    kept = tuple(unfold(side, others) for side in sides)
    free = frozenset[Term]().union(*(side.free for side in kept))
    if len(own) == 1 and own[0].body.free.isdisjoint(free):
        return kept
    return tuple(unfold(side, definitions) for side in sides)


def integrated_in(term: Term, definitions: Sequence[Definition] = ()) -> list[Term]:
    """The variables of the integrals without bounds in a term, its defined names unfolded."""
    if not is_indefinite(term, definitions=definitions):
        return []
    try:
        return _variables((unfold(term, definitions),))
    except TermError:
        return []


def _variables(sides: Iterable[Term]) -> list[Term]:
    """The names at which the integrals without bounds stand."""
    return list(dict.fromkeys(p for p in _points(sides) if p.op == "var"))


def _points(sides: Iterable[Term]) -> list[Term]:
    found = (t.args[2] for side in sides for t in subterms(side) if _is_integral(t))
    return [point for point in found if not point.loose]


def _is_integral(term: Term) -> bool:
    return term.op == "app" and term.args[0] is INTEGRAL


def _in_one_variable(
    sides: tuple[Term, ...], name: Term | None, given: Sequence[Term]
) -> tuple[tuple[Term, ...], Term]:
    """The sides with what a condition u = g(x) says put in for u; and the variable."""
    names = _variables(sides)
    if name is None and len(names) > 1:
        for condition in given:
            if condition.op == "eq" and condition.args[0] in names:
                at, value = condition.args
                if at not in value.free and not value.free.isdisjoint(names):
                    sides = tuple(substitute(side, {at: value}) for side in sides)
        names = _variables(sides)
    if name is not None:
        names = [name]
    elif not names:
        free = frozenset[Term]().union(*(p.free for p in _points(sides)))
        names = [v for v in free if v.sort.name == "real"]
    if len(names) != 1:
        told = " and ".join(sorted(map(str, names))) or "none"
        raise NoDerivative(f"integrals without bounds in more than one variable: {told}")
    return sides, names[0]


def _slopes_of_integrals(term: Term) -> Term:
    r"""The term with `d/dx \int f dx` as f."""
    if not is_indefinite(term):
        return term
    if term.op == "deriv" and term.value == 1:
        point, body = term.args
        name = _fresh(term)
        inside, beside = _parts(instantiate(body, name), name)
        if beside:
            inside = [*inside, derivative(name, abstract(add(*beside), name))]
        return substitute(add(*inside), {name: _slopes_of_integrals(point)})
    if term.op in ("add", "neg", "mul", "div"):
        return rebuild(term, tuple(map(_slopes_of_integrals, term.args)))
    return term


def _fresh(term: Term) -> Term:
    taken = {v.value for v in term.free}
    return var(next(n for n in (f"t{i}" for i in range(len(taken) + 1)) if n not in taken))


def _parts(term: Term, name: Term) -> tuple[list[Term], list[Term]]:
    """The derivatives of the integrals without bounds in a sum, and what stands beside them."""
    if not is_indefinite(term):
        return [], [term]
    if _is_integral(term):
        _, function, point = term.args
        slope = instantiate(function.args[0], point)
        if is_indefinite(slope) or is_indefinite(point):
            raise NoDerivative("an integral without bounds inside another one")
        if name not in point.free:
            raise NoDerivative(f"an integral without bounds that is no function of {name}")
        if point is not name:
            slope = mul(slope, derivative(name, abstract(point, name)))
        return [slope], []
    if term.op == "add":
        found = [_parts(a, name) for a in term.args]
        return [s for inside, _ in found for s in inside], [
            r for _, beside in found for r in beside
        ]
    if term.op == "neg":
        inside, beside = _parts(term.args[0], name)
        return [neg(s) for s in inside], [neg(r) for r in beside]
    if term.op in ("mul", "div"):
        return _multiple(term, name)
    if term.op == "sum" and term.args[1] is not OO and name not in term.args[0].free:
        return _summed(term, name)
    told = "in a product that depends on it" if term.op == "mul" else f"inside {term.op}"
    raise NoDerivative(f"an integral without bounds {told}: it is fixed up to a constant only")


def _multiple(term: Term, name: Term) -> tuple[list[Term], list[Term]]:
    places = [i for i, a in enumerate(term.args) if is_indefinite(a)]
    others = [a for i, a in enumerate(term.args) if i not in places]
    if len(places) != 1 or any(name in a.free for a in others) or (term.op, places) == ("div", [1]):
        raise NoDerivative(
            "an integral without bounds is multiplied by what is not constant: "
            "it is fixed up to a constant only"
        )
    place = places[0]

    def put(part: Term) -> Term:
        args = (*term.args[:place], part, *term.args[place + 1 :])
        return mul(*args) if term.op == "mul" else div(*args)

    inside, beside = _parts(term.args[place], name)
    return [put(s) for s in inside], [put(r) for r in beside]


def _summed(term: Term, name: Term) -> tuple[list[Term], list[Term]]:
    """A finite sum of integrals, term by term."""
    lower, upper, body = term.args
    if name in upper.free or is_indefinite(lower, upper):
        raise NoDerivative("a sum of integrals without bounds over a range that depends on them")
    index = var(str(_fresh(term)), Sort("int"))
    inside, beside = _parts(instantiate(body, index), name)

    def over(part: Term) -> Term:
        return total(lower, upper, abstract(part, index))

    return [over(s) for s in inside], [over(r) for r in beside]


__all__ = [
    "INTEGRAL", "NoDerivative", "SameSlope", "antiderivative", "integrated_in", "is_indefinite",
    "same_slope",
]  # fmt: skip
