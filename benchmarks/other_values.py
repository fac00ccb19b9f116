"""Values and truth of terms by a route that shares nothing with the kernel's: mpmath, 50 digits.

Finite sums are added up, entry by entry. Limits, derivatives, integrals are numerical: their values
are `rough`, and a difference counts only where it is large.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import mpmath

from proofs.kernel.terms import Term, subterms

DIGITS = 50
MAX_RANGE = 60
MAX_DERIVATIVES = 2
"""Most derivatives in each other: each takes 15 digits."""
Number = Any
"""An mpf; where functions stand for unknown ones, a Python function of such."""


class Undefined(ValueError):
    """The term has no real value here."""


class Unknown(ValueError):
    """This evaluation cannot tell."""


FUNCTIONS: dict[str, Callable[[Number], Number]] = {
    "exp": mpmath.exp, "log": mpmath.log, "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan,
    "tanh": mpmath.tanh, "sinh": mpmath.sinh, "cosh": mpmath.cosh, "atan": mpmath.atan,
    "asin": mpmath.asin, "acos": mpmath.acos, "asinh": mpmath.asinh, "acosh": mpmath.acosh,
    "atanh": mpmath.atanh, "abs": abs, "floor": mpmath.floor, "ceil": mpmath.ceil,
    "sign": mpmath.sign, "factorial": mpmath.factorial, "erf": mpmath.erf,
}  # fmt: skip
DOMAINS: dict[str, Callable[[Number], bool]] = {
    "log": lambda u: u > 0, "asin": lambda u: -1 <= u <= 1, "acos": lambda u: -1 <= u <= 1,
    "acosh": lambda u: u >= 1, "atanh": lambda u: -1 < u < 1,
    "factorial": lambda u: u >= 0 and u == int(u),
}  # fmt: skip
JUMPS = {"abs", "floor", "ceil", "sign", "max", "min", "cases", "delta", "heaviside"}


@dataclass
class Evaluation:
    """Values at a point: numbers for names, lists for families, functions for unknown ones."""

    point: Mapping[Term, Any]
    rough: bool = False
    bound: list[Number] = field(default_factory=list)

    def value(self, term: Term) -> Number:
        """The value of a term. Raises Undefined or Unknown."""
        found = self._value(term)
        if isinstance(found, mpmath.mpf) and not mpmath.isfinite(found):
            raise Unknown("not finite")
        return found

    def _value(self, term: Term) -> Number:
        op, args = term.op, term.args
        if op == "num":
            return mpmath.mpf(term.value.numerator) / term.value.denominator
        if op == "pi":
            return +mpmath.pi
        if op == "var":
            if term not in self.point:
                raise Unknown(f"no value of {term}")
            return self.point[term]
        if op == "bound":
            return self.bound[-1 - term.value]
        special = getattr(self, f"_{op}", None)
        if special is not None:
            return special(term)
        if op not in FUNCTIONS or len(args) != 1:
            raise Unknown(op)
        u = self.value(args[0])
        if op in DOMAINS and not DOMAINS[op](u):
            raise Undefined(op)
        if op in ("exp", "sinh", "cosh") and abs(u) > 10_000:
            raise Unknown("large")
        return FUNCTIONS[op](u)

    def under(self, value: Number, term: Term) -> Number:
        """The value of a body with its bound name put as a number."""
        self.bound.append(value)
        try:
            return self.value(term)
        finally:
            self.bound.pop()

    # --- arithmetic -------------------------------------------------------------------------------

    def _add(self, term: Term) -> Number:
        return mpmath.fsum([self.value(a) for a in term.args])

    def _mul(self, term: Term) -> Number:
        return mpmath.fprod([self.value(a) for a in term.args])

    def _neg(self, term: Term) -> Number:
        return -self.value(term.args[0])

    def _div(self, term: Term) -> Number:
        above, below = (self.value(a) for a in term.args)
        if below == 0:
            raise Undefined("division by 0")
        if abs(below) < mpmath.mpf(10) ** -30:
            raise Unknown("division by what may be 0")
        return above / below

    def _pow(self, term: Term) -> Number:
        base, exponent = (self.value(a) for a in term.args)
        if term.args[1].sort.name in ("nat", "int"):
            if base == 0 and exponent < 0:
                raise Undefined("0 to a negative power")
            if abs(exponent) > 1_000:
                raise Unknown("large")
            return mpmath.mpf(1) if exponent == 0 else base ** int(exponent)
        if base < 0 or (base == 0 and exponent <= 0):
            raise Undefined("a real power")
        return mpmath.power(base, exponent)

    def _root(self, term: Term) -> Number:
        base, index = self.value(term.args[0]), term.value
        if base < 0 and index % 2 == 0:
            raise Undefined("an even root")
        found = mpmath.root(abs(base), index)
        return -found if base < 0 else found

    def _max(self, term: Term) -> Number:
        return max(self.value(a) for a in term.args)

    def _min(self, term: Term) -> Number:
        return min(self.value(a) for a in term.args)

    def _binomial(self, term: Term) -> Number:
        n, k = (self.value(a) for a in term.args)
        if n < 0 or k < 0 or n != int(n) or k != int(k):
            raise Unknown("a binomial")
        return mpmath.mpf(math.comb(int(n), int(k)))

    def _delta(self, term: Term) -> Number:
        i, j = (self.value(a) for a in term.args)
        return mpmath.mpf(int(i == j))

    def _cases(self, term: Term) -> Number:
        args = list(term.args)
        while len(args) > 1:
            value, condition, *args = args
            plain = condition.op in ("eq", "ne", "lt", "le")  # has to be defined itself
            found = self.relation(condition) if plain else self.truth(condition)
            if found is None:
                raise Unknown("a branch")
            if found:
                return self.value(value)
        if not args:
            raise Undefined("no branch")
        return self.value(args[0])

    # --- families and ranges ----------------------------------------------------------------------

    def _elem(self, term: Term) -> Number:
        found = self.value_of_family(term.args[0])
        for place in term.args[1:]:
            index = self.value(place)
            if not isinstance(found, list):
                raise Unknown("no family")
            if index != int(index) or not 1 <= index <= len(found):
                raise Unknown("an index out of range")
            found = found[int(index) - 1]
        return found

    def value_of_family(self, term: Term) -> Any:
        """A family as a list."""
        if term.op == "var":
            return self.point.get(term)
        raise Unknown(term.op)

    def _app(self, term: Term) -> Number:
        head, *args = term.args
        function = self.point.get(head)
        if not callable(function):
            raise Unknown("an unknown function")
        return function(*(self.value(a) for a in args))

    def _size(self, term: Term) -> Number:
        found = self.value_of_family(term.args[0])
        for _ in range(term.value or 0):
            found = found[0]
        return mpmath.mpf(len(found))

    def _in_range(self, term: Term) -> list[Number]:
        lower, upper, body = term.args
        if upper.op == "oo" or (lower.op == "neg" and lower.args[0].op == "oo"):
            raise Unknown("an infinite range")
        low, high = self.value(lower), self.value(upper)
        if low != int(low) or high != int(high) or high - low > MAX_RANGE:
            raise Unknown("a range")
        return [self.under(mpmath.mpf(k), body) for k in range(int(low), int(high) + 1)]

    def _sum(self, term: Term) -> Number:
        return mpmath.fsum(self._in_range(term))

    def _prod(self, term: Term) -> Number:
        return mpmath.fprod(self._in_range(term))

    def _greatest(self, term: Term) -> Number:
        values = self._in_range(term)
        if not values:
            raise Undefined("an empty range")
        return max(values)

    def _least(self, term: Term) -> Number:
        values = self._in_range(term)
        if not values:
            raise Undefined("an empty range")
        return min(values)

    # --- calculus, roughly ------------------------------------------------------------------------

    def _limit(self, term: Term) -> Number:
        point, body = term.args
        self.rough = True
        infinite = point.op == "oo" or (point.op == "neg" and point.args[0].op == "oo")
        if infinite:
            sign = 1 if point.op == "oo" else -1
            far = [lambda k: self.under(sign * mpmath.mpf(10) ** k, body)]
            return self._settled(far, (3, 5, 7))
        at = self.value(point)
        signs = {"both": (1, -1), "right": (1,), "left": (-1,)}[term.value]
        ways = [(lambda k, s=s: self.under(at + s * mpmath.mpf(10) ** -k, body)) for s in signs]
        return self._settled(ways, (6, 9, 12))

    def _settled(self, ways: list[Callable[[int], Number]], steps: tuple[int, ...]) -> Number:
        try:
            values = [[way(k) for k in steps] for way in ways]
        except Undefined as absent:
            raise Unknown("an edge") from absent
        for row in values:
            if abs(row[-1] - row[-2]) > 1e-4 * (1 + abs(row[-1])):
                raise Unknown("no limit is seen")
        if any(abs(row[-1] - values[0][-1]) > 1e-2 for row in values):
            raise Undefined("two one-sided limits")
        if any(abs(row[-1] - values[0][-1]) > 1e-4 for row in values):
            raise Unknown("no limit is seen")
        return values[0][-1]

    def _deriv(self, term: Term) -> Number:
        if term.value != 1:
            raise Unknown("a higher derivative")
        if sum(t.op == "deriv" for t in subterms(term)) > MAX_DERIVATIVES:
            raise Unknown("derivatives in derivatives: too few digits are left")
        at, body = self.value(term.args[0]), term.args[1]
        self.rough = True
        middle = self.under(at, body)
        step = mpmath.mpf(10) ** -15
        right = (self.under(at + step, body) - middle) / step
        left = (middle - self.under(at - step, body)) / step
        if abs(right - left) > 1e-3 * (1 + abs(left)):
            raise Undefined("a corner")
        return (right + left) / 2

    def _integral(self, term: Term) -> Number:
        lower, upper, body = term.args
        if any(t.op == "oo" or (t.op == "neg" and t.args[0].op == "oo") for t in (lower, upper)):
            raise Unknown("an improper integral")
        self.rough = True
        low, high = self.value(lower), self.value(upper)
        pieces = [low + (high - low) * k / 7 for k in range(8)]
        try:
            with mpmath.workdps(20):
                found, error = mpmath.quad(lambda t: self.under(t, body), pieces, error=True)
        except Undefined as absent:
            raise Unknown("a singularity") from absent
        if error > 1e-6 * (1 + abs(found)):
            raise Unknown("a quadrature that does not settle")
        return found

    # --- statements -------------------------------------------------------------------------------

    def truth(self, statement: Term) -> bool | None:
        """Whether a statement holds; None where this can't tell."""
        op, args = statement.op, statement.args
        if op in ("true", "false"):
            return op == "true"
        if op == "var":
            return self.point.get(statement)
        if op in ("and", "or"):
            found = [self.truth(a) for a in args]
            decisive = op == "or"
            return decisive if decisive in found else None if None in found else not decisive
        if op in ("implies", "iff"):
            a, b = (self.truth(x) for x in args)
            if op == "implies":
                return True if a is False or b is True else None if None in (a, b) else False
            return None if a is None or b is None else a == b
        if op == "not":
            inner = self.truth(args[0])
            return None if inner is None else not inner
        if op == "forall":
            try:
                return self._for_all(statement)
            except (Undefined, Unknown):
                return None
        if op == "isint":
            try:
                u = self.value(args[0])
            except Undefined:
                return False
            return None if self.rough else bool(u == int(u))
        try:
            return self.relation(statement)
        except Undefined:
            return False

    def _for_all(self, statement: Term) -> bool | None:
        lower, upper, body = statement.args
        low, high = int(self.value(lower)), int(self.value(upper))
        found: list[bool | None] = []
        for k in range(low, min(high, low + MAX_RANGE) + 1):
            self.bound.append(mpmath.mpf(k))
            try:
                found.append(self.truth(body))
            finally:
                self.bound.pop()
        return False if False in found else None if None in found else True

    def relation(self, statement: Term) -> bool | None:
        """Whether a relation between two values holds. Raises Undefined or Unknown."""
        if statement.op not in ("eq", "ne", "lt", "le", "shown", "near"):
            raise Unknown(statement.op)
        around, self.rough = self.rough, False
        try:
            left, right = (self.value(a) for a in statement.args[:2])
            rough = self.rough
        finally:
            self.rough = self.rough or around
        gap = left - right
        scale = 1 + abs(left) + abs(right)
        small, large = (1e-6, 1e-3) if rough else (1e-35, 1e-25)
        if rough and abs(gap) > small * max(abs(left), abs(right)) and abs(gap) < large * scale:
            return None  # both are small: that does not tell whether they are the same
        if statement.op in ("shown", "near"):
            unit = mpmath.mpf(10) ** -statement.value
            return None if abs(abs(gap) - unit) < unit / 1000 else bool(abs(gap) < unit)
        same = abs(gap) <= small * scale
        apart = abs(gap) >= large * scale
        if not (same or apart):
            return None
        if statement.op in ("ne", "lt") and same and (gap or 0 < abs(left) < 1e-9):
            return None  # as near as that, they may differ all the same
        if statement.op in ("eq", "ne"):
            return same == (statement.op == "eq")
        if same:
            return None if rough else statement.op == "le"
        return bool(gap < 0)


def truth_at(statement: Term, point: Mapping[Term, Any]) -> bool | None:
    """Whether a statement holds at a point, its undefined relations being false; None: unknown."""
    with mpmath.workdps(DIGITS):
        try:
            return Evaluation(point).truth(statement)
        except (Unknown, OverflowError, ValueError, TypeError, ZeroDivisionError, RecursionError):
            return None


def relation_at(statement: Term, point: Mapping[Term, Any]) -> bool | None:
    """Whether a relation holds at a point at which both its sides are defined; else None."""
    with mpmath.workdps(DIGITS):
        try:
            return Evaluation(point).relation(statement)
        except (Undefined, Unknown, OverflowError, ValueError, TypeError, ZeroDivisionError):
            return None


__all__ = ["Evaluation", "Undefined", "Unknown", "relation_at", "truth_at"]
