"""Sign charts: a statement about one real quantity, decided on each piece of the real line.

The relations in it are brought to polynomials in the quantity g, by normal form. The real roots of
their factors cut the line into points and open intervals; on each the signs of all factors are
constant, so the statement has one truth value there. Factors with integer coefficients have their
roots isolated by Arb; those of degree 1 may have other constants as coefficients.
Source: the base case of cylindrical algebraic decomposition: S. Basu, R. Pollack, M.-F. Roy,
Algorithms in Real Algebraic Geometry (2006), chapter 11.

>>> from ..terms import either, iff, lt, neg, num, power, var
>>> from .normal import Normalizer
>>> x = var("x")
>>> inside = lt(power(x, num(2)), num(4))
>>> chart = Chart(Normalizer(()), (inside, lt(x, num(2))))
>>> [chart.holds(inside, cell) for cell in chart.cells if cell.root is None]
[False, True, True, False]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key, lru_cache
from itertools import pairwise
from typing import Any

from flint import arb, ctx, fmpz_poly

from ..enclosures.algebraic import is_zero
from ..enclosures.balls import LOCK, ball
from ..enclosures.enclosure import PRECISIONS, Undetermined, connect, decide, enclose
from ..terms import RELATIONS, ZERO, Term, add, div, eq, lt, mul, neg, num, power, sqrt, sub
from ..terms.definedness import definedness
from . import signs
from .entailment import ALLOWED
from .normal import Normalizer
from .ratio import Unsupported
from .signs import POS, ZERO_SIGN

MAX_DEGREE = 60
MAX_FACTORS = 60


@dataclass(frozen=True)
class Root:
    """A real root: the `place`-th of those of the polynomial with these integer `coefficients` (the
    constant first), or a closed term."""

    coefficients: tuple[int, ...] = ()
    place: int = 0
    term: Term | None = None

    def enclosure(self, precision: int) -> arb:
        """A ball that holds the root."""
        if self.term is not None:
            return ball(enclose(self.term, {}, precision))
        return _real_roots(self.coefficients, precision)[self.place]

    def closed(self) -> Term | None:
        """The root as a closed term, where its degree is at most 2."""
        if self.term is not None or len(self.coefficients) > 3:
            return self.term
        c, b, *rest = self.coefficients
        if not rest:
            return num(Fraction(-c, b))
        middle, under = (
            Fraction(-b, 2 * rest[0]),
            Fraction(b * b - 4 * rest[0] * c, 4 * rest[0] ** 2),
        )
        away = sqrt(num(under))
        if middle == 0:
            return neg(away) if self.place == 0 else away
        return sub(num(middle), away) if self.place == 0 else add(num(middle), away)


@dataclass(frozen=True)
class Cell:
    """A point (`root`) or an open interval of the line (root None, with a rational `sample`), and
    the sign of each factor on it."""

    signs: tuple[int, ...]
    root: Root | None = None
    sample: Fraction | None = None


@dataclass(frozen=True)
class _Product:
    """A sign times factors (by number), each with its exponent."""

    sign: int
    factors: tuple[tuple[int, int], ...]


class Chart:
    """The pieces of the line on which each of `statements` is either true or false.

    Under the normalizer's facts the truth values are right wherever those hold. Raises Unsupported
    where the statements are not about one quantity g alone, `quantity` (None: about none).
    """

    def __init__(self, n: Normalizer, statements: tuple[Term, ...]) -> None:
        self.normalizer = n
        self.products: dict[Term, _Product] = {}
        self.factors: list[Any] = []
        self.place: int | None = None
        for statement in statements:
            self._collect(statement)
        if self.place is not None:
            self._factor(n.ctx.gen(self.place))
        self.cells = self._cells()

    @property
    def quantity(self) -> Term | None:
        """What the statements are about."""
        return None if self.place is None else self.normalizer.atoms[self.place]

    def holds(self, statement: Term, cell: Cell) -> bool:
        """Whether a statement is true on a cell; undefined relations are not."""
        op, args = statement.op, statement.args
        if op in ("true", "false"):
            return op == "true"
        if op in ("and", "or"):
            return (all if op == "and" else any)(self.holds(a, cell) for a in args)
        if op == "not":
            return not self.holds(args[0], cell)
        if op in ("implies", "iff"):
            return bool(connect(op, *(self.holds(a, cell) for a in args)))
        if op == "defined":
            return all(self.holds(c, cell) for c in definedness(args[0]))
        if not all(self.holds(c, cell) for side in args for c in definedness(side)):
            return False
        product = self.products[statement]
        found = product.sign
        for factor, exponent in product.factors:
            found = signs.multiply_signs(found, signs.power_signs(cell.signs[factor], exponent))
        return not found & ~ALLOWED[op]

    # --- the factors ------------------------------------------------------------------------------

    def _collect(self, statement: Term) -> None:
        op, args = statement.op, statement.args
        if op in ("and", "or", "not", "implies", "iff"):
            for a in args:
                self._collect(a)
        elif op == "defined":
            for c in definedness(args[0]):
                if c is statement:
                    raise Unsupported(f"{c} is not about signs")
                self._collect(c)
        elif op in RELATIONS:
            for side in args:
                for c in definedness(side):
                    self._collect(c)
            if statement not in self.products:
                self.products[statement] = self._product(statement)
        elif op not in ("true", "false"):
            raise Unsupported(f"{op} is not about signs")

    def _product(self, relation: Term) -> _Product:
        n = self.normalizer
        gap = n.settle(n.ratio(sub(relation.args[1], relation.args[0])))
        sign, factors = POS, []
        for side in gap:  # the sign of p/q is that of pq
            if side.is_zero():
                return _Product(ZERO_SIGN, ())
            if sum(int(d) for d in side.degrees()) > MAX_DEGREE:
                raise Unsupported("a polynomial of too high a degree for a sign chart")
            content, parts = side.factor()
            if content < 0:
                sign = signs.flip(sign)
            factors += [(self._factor(f), int(e)) for f, e in parts]
        return _Product(sign, tuple(factors))

    def _factor(self, factor: Any) -> int:
        n = self.normalizer
        for g, degree in enumerate(factor.degrees()):
            if degree and n.atoms[g].free:
                if self.place not in (None, g):
                    raise Unsupported("a sign chart is about one quantity")
                self.place = g
            if degree and n.atoms[g].loose:
                raise Unsupported("a sign chart is not about a bound name")
        if factor not in self.factors:
            if len(self.factors) >= MAX_FACTORS:
                raise Unsupported("too many factors for a sign chart")
            self.factors.append(factor)
        return self.factors.index(factor)

    # --- the cells --------------------------------------------------------------------------------

    def _cells(self) -> tuple[Cell, ...]:
        groups = _sorted([r for f in self.factors for r in self._roots(f)])
        samples = _between([g[0] for g in groups])
        out = []
        for position, sample in enumerate(samples):
            here = tuple(self._sign_at(f, sample) for f in self.factors)
            out.append(Cell(here, None, sample))
            if position < len(groups):
                group = groups[position]
                at_root = tuple(
                    ZERO_SIGN if any(r in group for r in self._roots(f)) else sign
                    for f, sign in zip(self.factors, here, strict=True)
                )
                out.append(Cell(at_root, group[0]))
        return tuple(cell for cell in out if self._possible(cell))

    def _possible(self, cell: Cell) -> bool:
        """Whether the quantity may have the sign that it has on the cell."""
        if self.place is None:
            return True
        own = self.factors.index(self.normalizer.ctx.gen(self.place))
        return bool(cell.signs[own] & self.normalizer.signs[self.place])

    def _roots(self, factor: Any) -> tuple[Root, ...]:
        """The real roots of a factor that is not constant."""
        rows = self._coefficients(factor)
        if max(rows) == 0:
            return ()
        if all(poly.is_constant() for poly in rows.values()):
            numbers = [0] * (max(rows) + 1)
            for degree, poly in rows.items():
                numbers[degree] = int(poly.leading_coefficient())
            count = len(_real_roots(tuple(numbers), PRECISIONS[0]))
            return tuple(Root(tuple(numbers), k) for k in range(count))
        if max(rows) > 1:
            raise Unsupported("a polynomial with irrational coefficients")
        top, rest = (self.normalizer.poly_term(rows[d]) for d in (1, 0))
        if decide(eq(top, ZERO), {}) is not False:
            raise Unsupported(f"{top} is not seen to be nonzero")
        return (Root(term=div(neg(rest), top)),)

    def _coefficients(self, factor: Any) -> dict[int, Any]:
        """The coefficients of the powers of the quantity, as polynomials in constants."""
        ctx_ = self.normalizer.ctx
        rows: dict[int, dict[tuple[int, ...], int]] = {}
        place = self.place if self.place is not None else 0
        for monomial, coefficient in factor.to_dict().items():
            degree = int(monomial[place]) if self.place is not None else 0
            rest = (*monomial[:place], 0 if self.place is not None else monomial[0],
                    *monomial[place + 1 :])  # fmt: skip
            rows.setdefault(degree, {})[rest] = coefficient
        return {d: ctx_.from_dict(r) for d, r in rows.items()}

    def _sign_at(self, factor: Any, sample: Fraction) -> int:
        """The sign of a factor at a rational number that is no root of it, and of constants."""
        parts = [
            mul(self.normalizer.poly_term(poly), power(num(sample), num(degree)))
            for degree, poly in self._coefficients(factor).items()
        ]
        value = add(*parts)
        for sign, statement in ((POS, lt(ZERO, value)), (signs.NEG, lt(value, ZERO))):
            if decide(statement, {}) is True:
                return sign
        if is_zero(value):
            return ZERO_SIGN
        raise Unsupported(f"the sign of {value} is not seen")


def chart(n: Normalizer, goal: Term, conditions: Sequence[Term]) -> tuple[Chart, tuple[Term, ...]]:
    """The chart of a statement together with those conditions that are about its quantity."""
    quantity = Chart(n, (goal,)).quantity
    used = []
    for condition in conditions:
        try:
            other = Chart(n, (condition,)).quantity
        except Unsupported:
            continue
        if None in (quantity, other) or other is quantity:
            used.append(condition)
            quantity = quantity or other
    return Chart(n, (goal, *used)), tuple(used)


@lru_cache(maxsize=256)
def _real_roots(coefficients: tuple[int, ...], precision: int) -> tuple[arb, ...]:
    """The real roots of an irreducible polynomial in rising order, as disjoint balls."""
    with LOCK:
        saved, ctx.prec = ctx.prec, precision
        try:
            roots: Any = fmpz_poly(list(coefficients)).complex_roots()
            found = [root.real for root, _ in roots if root.imag == 0]
        finally:
            ctx.prec = saved
    return tuple(sorted(found, key=lambda r: r.mid()))


def _compare(a: Root, b: Root) -> int:
    """-1, 0 or 1 as a is less than, equal to or greater than b."""
    if a == b:
        return 0
    for precision in PRECISIONS:
        try:
            first, second = a.enclosure(precision), b.enclosure(precision)
        except Undetermined:
            continue
        if first < second:
            return -1
        if first > second:
            return 1
    known = a.closed(), b.closed()
    if known[0] is not None and known[1] is not None and is_zero(sub(known[0], known[1])):
        return 0
    raise Unsupported("two roots that are not told apart")


def _sorted(roots: list[Root]) -> list[list[Root]]:
    """The roots in rising order, equal ones together."""
    groups: list[list[Root]] = []
    for root in sorted(dict.fromkeys(roots), key=cmp_to_key(_compare)):
        if groups and _compare(groups[-1][0], root) == 0:
            groups[-1].append(root)
        else:
            groups.append([root])
    return groups


def _between(roots: list[Root]) -> list[Fraction]:
    """Rational numbers below the first root, between each two, and above the last."""
    if not roots:
        return [Fraction(0)]
    for precision in PRECISIONS:
        balls = [r.enclosure(precision) for r in roots]
        if all(a < b for a, b in pairwise(balls)):
            break
    else:
        raise Unsupported("two roots that are not told apart")
    ends = [(_fraction(b.lower()), _fraction(b.upper())) for b in balls]
    inner = [_simplest(a[1], b[0]) for a, b in pairwise(ends)]
    return [Fraction(ends[0][0].__floor__() - 1), *inner, Fraction(ends[-1][1].__ceil__() + 1)]


def _fraction(exact: arb) -> Fraction:
    mantissa, exponent = exact.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """The number with the smallest denominator strictly between two others."""
    whole = low.__floor__() + 1
    if whole < high:
        return Fraction(0) if low < 0 < high else Fraction(whole)
    base = low.__floor__()
    if low == base:
        return base + Fraction(1, (1 / (high - base)).__floor__() + 1)
    return base + 1 / _simplest(1 / (high - base), 1 / (low - base))
