"""The asymptotic expansion of a term, and what holds for all large t.

A limit at a finite point a is one at infinity, by x = a + 1/t (or a - 1/t). Each rule is one of the
algebra of O: where u has an expansion, so has what is made of u, for all large t; that it has one
shows that it is defined for all large t.
Source: N. G. de Bruijn, Asymptotic Methods in Analysis, chapter 1.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial, floor
from typing import NamedTuple

from ..normal_forms.normal import Normalizer
from ..normal_forms.ratio import Ratio, Unsupported, constant, inverse, plus, rational_value, times
from ..normal_forms.signs import NONNEG
from ..terms import (
    ONE,
    PI,
    TWO,
    Term,
    add,
    apply,
    div,
    exp,
    instantiate,
    log,
    mul,
    neg,
    num,
    power,
    root,
    sub,
)
from ..terms.definedness import definedness, opposite, power_kind
from .expansions import Algebra, Expansion
from .scales import Indefinite, Scale, compare_scales, scale_power, sign, unit

MAX_WRITTEN_OUT = 12
MAX_INTEGER_POWER = 64


class Approach(NamedTuple):
    """How the variable goes to its place: `at` + `direction`/t, or (no `at`) `direction` t."""

    at: Term | None
    direction: int


def expand(n: Normalizer, term: Term, name: Term, approach: Approach) -> Expansion:
    """The expansion of a term in `name`, under the normalizer's facts, which don't speak of it.

    For use inside a task of the normalizer. Raises Unsupported (Indefinite) where none is found.
    """
    return _Expander(n, name, approach).expand(term)


def eventually(n: Normalizer, statement: Term, name: Term, approach: Approach) -> bool:
    """Whether a statement about `name` holds near its place; false says that it fails there.

    For use inside a task of the normalizer. Raises Unsupported where neither is seen.
    """
    return _met(_Expander(n, name, approach), statement)


def _met(e: _Expander, statement: Term) -> bool:
    """Whether a condition of definedness is met: of alternatives, one that is seen is enough."""
    if statement.op == "and":
        return all(_met(e, a) for a in statement.args)
    if statement.op != "or":
        return e.holds(statement)
    failed = True
    for a in statement.args:
        try:
            if _met(e, a):
                return True
        except Unsupported:
            failed = False
    if not failed:
        raise Unsupported(f"{statement} is not decided")
    return False


class _Expander(Algebra):
    """Expansions of the parts of one term, each worked out once."""

    def __init__(self, n: Normalizer, name: Term, approach: Approach) -> None:
        super().__init__(n)
        self.name = name
        self.memo: dict[Term, Expansion] = {name: self._variable(approach)}

    def _variable(self, approach: Approach) -> Expansion:
        step = constant(self.n.ctx, approach.direction)
        if approach.at is None:
            return Expansion(((self._t_to(1), step),), None)
        at = self._constant(approach.at)
        return self.sum((at, Expansion(((self._t_to(-1), step),), None)))

    def _t_to(self, exponent: int) -> Scale:
        return Scale((), constant(self.n.ctx, exponent), Fraction(0))

    def expand(self, term: Term) -> Expansion:
        found = self.memo.get(term)
        if found is None:
            found = self.memo[term] = self._expand(term)
        return found

    def _expand(self, term: Term) -> Expansion:
        if self.name not in term.free:
            return self._constant(term)
        special = _EXPANDED.get(term.op)
        if special is not None:
            return special(self, term)
        rewritten = _REWRITTEN.get(term.op)
        if rewritten is not None:
            return self.expand(rewritten(term.args[0]))
        raise Unsupported(f"{term.op} has no expansion")

    def _constant(self, term: Term) -> Expansion:
        """What does not depend on the variable; it has to be seen to be defined."""
        for condition in definedness(term):
            self._require(condition)
        return self.number(self.n.ratio(term))

    def _require(self, condition: Term) -> None:
        if not self.n.follows(condition):
            raise Unsupported(f"{condition} does not follow")

    # --- operators --------------------------------------------------------------------------------

    def inverted(self, a: Expansion) -> Expansion:
        scale, c, rest = self.around(a)
        whole = self.series(self.of_fractions(lambda k: Fraction((-1) ** k)), rest)
        back = scale_power(self.n, scale, constant(self.n.ctx, -1))
        return self.scaled(whole, inverse(c), back)

    def integer_power(self, a: Expansion, exponent: int) -> Expansion:
        if abs(exponent) > MAX_INTEGER_POWER:
            raise Unsupported(f"a power beyond {MAX_INTEGER_POWER}")
        base = a if exponent >= 0 else self.inverted(a)
        out = self.number(self.one)
        for bit in f"{abs(exponent):b}":
            out = self.product(out, out)
            if bit == "1":
                out = self.product(out, base)
        return out

    def real_power(self, a: Expansion, exponent: Term) -> Expansion:
        """a^e, for an a that is positive for large t (not 0, for a whole e), or 0, e > 0."""
        n = self.n
        e = n.ratio(exponent)
        if not a.terms and a.error is None:
            if sign(n, e) > 0:
                return a
            raise Unsupported("0 to a power that is not positive")
        scale, c, rest = self.around(a)
        if power_kind(exponent) != "integer" and sign(n, c) < 0:
            raise Unsupported("a real power of what is negative")
        factor = n.ratio(power(n.term(c), exponent))
        return self.scaled(self._binomial(rest, e), factor, scale_power(n, scale, e))

    def _binomial(self, rest: Expansion, e: Ratio) -> Expansion:
        """(1 + rest)^e."""

        def coefficient(k: int) -> Ratio:
            out = self.one
            for j in range(k):
                factor = plus(e, constant(self.n.ctx, -j))
                out = times(times(out, factor), constant(self.n.ctx, Fraction(1, j + 1)))
            return self.n.settle(out)

        return self.series(coefficient, rest)

    def natural_power(self, a: Expansion, exponent: Term) -> Expansion:
        """(c + e)^m = c^m + m c^(m-1) e + O(e^2), for a natural m >= 1 and any number c."""
        n = self.n
        large, c, rest = self.parts(a)
        if large or n.ratio_sign(plus(n.ratio(exponent), constant(n.ctx, -1))) & ~NONNEG:
            raise Unsupported("a power that is not seen to be smooth")
        base, below = n.term(c), sub(exponent, ONE)
        first = self.number(n.ratio(power(base, exponent)))
        slope = n.ratio(mul(exponent, power(base, below)))
        square = self.product(rest, rest)
        size = self.largest([*(s for s, _ in square.terms[:1]), square.error])
        return self.sum((first, self.scaled(rest, slope), Expansion((), size)))

    def exponential(self, a: Expansion) -> Expansion:
        n = self.n
        large, middle, rest = self.parts(a)
        rates: dict[Fraction, Ratio] = {}
        grown = constant(n.ctx, 0)
        for scale, c in large:
            k = rational_value(scale.power)
            if not scale.rates and scale.logs == 0 and k is not None and k > 0:
                rates[k] = c
            elif not scale.rates and scale.logs == 1 and k == 0:
                grown = c
            else:
                raise Unsupported("an exponential beyond the scales")
        scale = Scale(tuple(sorted(rates.items(), reverse=True)), grown, Fraction(0))
        factor = n.ratio(exp(n.term(middle)))
        whole = self.series(self.of_fractions(lambda k: Fraction(1, factorial(k))), rest)
        return self.scaled(whole, factor, scale)

    def logarithm(self, a: Expansion) -> Expansion:
        n = self.n
        scale, c, rest = self.around(a)
        if sign(n, c) < 0:
            raise Unsupported("the logarithm of what is negative")
        if scale.logs:
            raise Unsupported("a logarithm of a logarithm")
        zero = constant(n.ctx, 0)
        rows = [(Scale((), constant(n.ctx, k), Fraction(0)), r) for k, r in scale.rates]
        if not scale.power.num.is_zero():
            rows.append((Scale((), zero, Fraction(1)), scale.power))
        parts = self.collected(rows, [])
        logs = self.series(
            self.of_fractions(lambda k: Fraction((-1) ** (k + 1), k) if k else Fraction(0)), rest
        )
        return self.sum((parts, self.number(n.ratio(log(n.term(c)))), logs))

    def wave(self, a: Expansion, op: str) -> Expansion:
        """sin or cos: of c + e by the theorem of addition, else only bounded."""
        try:
            large, c, rest = self.parts(a)
        except Indefinite:
            raise
        except Unsupported:  # no limit is known
            return Expansion((), unit(self.n))
        if large:
            return Expansion((), unit(self.n))
        sine = self.series(self.of_fractions(_sine), rest)
        cosine = self.series(self.of_fractions(_cosine), rest)
        middle = self.n.term(c)
        at = {f: self.number(self.n.ratio(apply(f, middle))) for f in ("sin", "cos")}
        if op == "sin":
            return self.sum((self.product(at["sin"], cosine), self.product(at["cos"], sine)))
        return self.sum(
            (self.product(at["cos"], cosine), self.negative(self.product(at["sin"], sine)))
        )

    def arctangent(self, a: Expansion) -> Expansion:
        """At +-oo: +-pi/2 - atan(1/u); at c + e: atan c + atan(e/(1 + c^2 + c e))."""
        n = self.n
        try:
            large, c, rest = self.parts(a)
        except Indefinite:
            raise
        except Unsupported:
            if not a.terms or compare_scales(n, a.terms[0][0], unit(n)) <= 0:
                return Expansion((), unit(n))
            large = [a.terms[0]]
        atan = self.of_fractions(lambda k: Fraction((-1) ** (k // 2), k) if k % 2 else Fraction(0))
        if large:
            side = constant(n.ctx, Fraction(self.sign(a), 2))
            quarter = self.number(times(side, n.ratio(PI)))
            return self.sum((quarter, self.negative(self.series(atan, self.inverted(a)))))
        below = self.sum((self.number(plus(self.one, times(c, c))), self.scaled(rest, c)))
        inside = self.product(rest, self.inverted(below))
        return self.sum((self.number(n.ratio(apply("atan", n.term(c)))), self.series(atan, inside)))

    def floored(self, a: Expansion) -> Expansion:
        n = self.n
        large, c, rest = self.parts(a)
        exact = rational_value(c)
        if large or exact is None:
            return self.sum((a, Expansion((), unit(n))))
        if exact.denominator != 1:
            return self.number(floor(exact))
        return self.number(int(exact) - (1 if self.sign(rest) < 0 else 0))

    def holds(self, statement: Term) -> bool:
        """Whether a statement holds for all large t, or fails for all large t."""
        op, args = statement.op, statement.args
        if self.name not in statement.free:
            for condition in (c for a in args for c in definedness(a)):
                self._require(condition)
            if self.n.follows(statement):
                return True
            if self.n.follows(opposite(statement)):
                return False
            raise Unsupported(f"{statement} is not decided")
        if op in ("and", "or"):
            found = [self.holds(a) for a in args]
            return all(found) if op == "and" else any(found)
        if op == "not":
            return not self.holds(args[0])
        if op not in ("eq", "ne", "lt", "le"):
            raise Unsupported(f"{op} is not decided for large t")
        gap = self.sign(self.expand(sub(args[1], args[0])))
        return {"eq": gap == 0, "ne": gap != 0, "lt": gap > 0, "le": gap >= 0}[op]


def _sine(k: int) -> Fraction:
    return Fraction((-1) ** (k // 2), factorial(k)) if k % 2 else Fraction(0)


def _cosine(k: int) -> Fraction:
    return Fraction(0) if k % 2 else Fraction((-1) ** (k // 2), factorial(k))


def _power(e: _Expander, term: Term) -> Expansion:
    base, exponent = term.args
    if e.name in exponent.free:
        return e.expand(exp(mul(exponent, log(base))))
    exact = rational_value(e.n.ratio(exponent))
    kind = power_kind(exponent)
    e.expand(exponent)  # it is defined
    inside = e.expand(base)
    if kind == "integer" and exact is not None and abs(exact) <= MAX_INTEGER_POWER:
        return e.integer_power(inside, int(exact))
    if exponent.sort.name == "nat":
        try:
            return e.real_power(inside, exponent)
        except Unsupported:
            return e.natural_power(inside, exponent)
    return e.real_power(inside, exponent)


def _root(e: _Expander, term: Term) -> Expansion:
    inside, index = e.expand(term.args[0]), int(term.value)
    if index % 2 and (inside.terms or inside.error is not None) and e.sign(inside) < 0:
        return e.negative(e.real_power(e.negative(inside), num(Fraction(1, index))))
    return e.real_power(inside, num(Fraction(1, index)))


def _size(e: _Expander, term: Term) -> Expansion:
    inside = e.expand(term.args[0])
    return inside if e.sign(inside) >= 0 else e.negative(inside)


def _extreme(e: _Expander, term: Term) -> Expansion:
    out = e.expand(term.args[0])
    for other in map(e.expand, term.args[1:]):
        ahead = e.sign(e.sum((other, e.negative(out)))) > 0
        if ahead == (term.op == "max"):
            out = other
    return out


def _cases(e: _Expander, term: Term) -> Expansion:
    for value, condition in zip(term.args[0::2], term.args[1::2], strict=False):
        if e.holds(condition):
            return e.expand(value)
    if len(term.args) % 2:
        return e.expand(term.args[-1])
    raise Unsupported("no case applies")


def _written_out(e: _Expander, term: Term) -> Expansion:
    lower, upper = (rational_value(e.n.ratio(a)) for a in term.args[:2])
    if lower is None or upper is None or lower.denominator != 1 or upper.denominator != 1:
        raise Unsupported("a range of symbolic length")
    if upper - lower >= MAX_WRITTEN_OUT:
        raise Unsupported("a long range")
    indices = range(int(lower), int(upper) + 1)
    out = e.number(0 if term.op == "sum" else 1)
    for part in (e.expand(instantiate(term.args[2], num(k))) for k in indices):
        out = e.sum((out, part)) if term.op == "sum" else e.product(out, part)
    return out


def _product(e: _Expander, term: Term) -> Expansion:
    out = e.expand(term.args[0])
    for a in term.args[1:]:
        out = e.product(out, e.expand(a))
    return out


_EXPANDED: dict[str, Callable[[_Expander, Term], Expansion]] = {
    "add": lambda e, t: e.sum(tuple(e.expand(a) for a in t.args)),
    "neg": lambda e, t: e.negative(e.expand(t.args[0])),
    "mul": _product,
    "div": lambda e, t: e.product(e.expand(t.args[0]), e.inverted(e.expand(t.args[1]))),
    "pow": _power,
    "root": _root,
    "exp": lambda e, t: e.exponential(e.expand(t.args[0])),
    "log": lambda e, t: e.logarithm(e.expand(t.args[0])),
    "sin": lambda e, t: e.wave(e.expand(t.args[0]), "sin"),
    "cos": lambda e, t: e.wave(e.expand(t.args[0]), "cos"),
    "atan": lambda e, t: e.arctangent(e.expand(t.args[0])),
    "abs": _size,
    "sign": lambda e, t: e.number(e.sign(e.expand(t.args[0]))),
    "heaviside": lambda e, t: e.number(Fraction(1 + e.sign(e.expand(t.args[0])), 2)),
    "max": _extreme,
    "min": _extreme,
    "cases": _cases,
    "floor": lambda e, t: e.floored(e.expand(t.args[0])),
    "ceil": lambda e, t: e.negative(e.floored(e.negative(e.expand(t.args[0])))),
    "sum": _written_out,
    "prod": _written_out,
}


def _ratio_of(above: str, below: str) -> Callable[[Term], Term]:
    return lambda u: div(apply(above, u), apply(below, u))


def _half_sum(u: Term, make: Callable[..., Term]) -> Term:
    return div(make(exp(u), exp(neg(u))), TWO)


_REWRITTEN: dict[str, Callable[[Term], Term]] = {
    "tan": _ratio_of("sin", "cos"),
    "cot": _ratio_of("cos", "sin"),
    "sec": lambda u: div(ONE, apply("cos", u)),
    "csc": lambda u: div(ONE, apply("sin", u)),
    "sinh": lambda u: _half_sum(u, sub),
    "cosh": lambda u: _half_sum(u, add),
    "tanh": _ratio_of("sinh", "cosh"),
    "coth": _ratio_of("cosh", "sinh"),
    "sech": lambda u: div(ONE, apply("cosh", u)),
    "csch": lambda u: div(ONE, apply("sinh", u)),
    "asin": lambda u: apply("atan", div(u, root(sub(ONE, power(u, TWO)), 2))),
    "acos": lambda u: sub(div(PI, TWO), apply("asin", u)),
    "asinh": lambda u: log(add(u, root(add(power(u, TWO), ONE), 2))),
    "acosh": lambda u: log(add(u, root(sub(power(u, TWO), ONE), 2))),
    "atanh": lambda u: div(log(div(add(ONE, u), sub(ONE, u))), TWO),
}
"""Functions that are others, wherever those are defined."""

__all__ = ["Approach", "Expansion", "eventually", "expand"]
