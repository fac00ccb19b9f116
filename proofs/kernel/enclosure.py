"""Enclosures: a term at an exact point, as an exact rational or a ball that surely holds its value.

Balls are FLINT's `arb` (F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval
arithmetic, 2017). A ball that straddles an edge (of a floor, a sign, a domain) decides nothing.

>>> from .terms import add, apply, div, num, var
>>> x = var("x")
>>> value = enclose(div(apply("tanh", add(div(x, num(2)), num(1))), num(2)), {x: num(0)})
>>> digits(value)
'0.380797...'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, comb, factorial, floor
from threading import RLock

from flint import arb, ctx, fmpq

from .definedness import power_kind
from .terms import Term, elem, eq, instantiate, num

Value = fmpq | arb
Point = Mapping[Term, Term]
"""Exact closed terms for variables, for entries `x[2]` of families, and for lengths `size(x)`."""

PRECISIONS = (64, 256, 1024)
MAX_BITS = 20_000
MAX_RANGE = 100_000

_LOCK = RLock()  # FLINT's working precision is global


class Undetermined(ValueError):
    """No enclosure: a value is not known there, or lies too close to an edge to tell."""


class Missing(Undetermined):
    """The point gives no value for `key`: a variable, an entry of a family, or a length."""

    def __init__(self, key: Term) -> None:
        super().__init__(f"no value for {key}")
        self.key = key


class Undefined(Undetermined):
    """The term is certainly not defined at this point."""


def enclose(term: Term, point: Point, precision: int = 64) -> Value:
    """The value of a term at a point, exact where arithmetic is rational, else a finite ball.

    Raises Undefined, Missing or Undetermined.
    """
    with _LOCK:
        saved, ctx.prec = ctx.prec, precision
        try:
            value = _Evaluation(point).value(term)
        except (OverflowError, ZeroDivisionError) as error:
            raise Undetermined(str(error)) from error
        finally:
            ctx.prec = saved
    return value


def truth(statement: Term, point: Point, precision: int = 64) -> bool | None:
    """Whether a statement surely holds (True) or surely doesn't (False) at a point; else None.

    A relation one of whose sides is undefined does not hold. Raises Missing.

    >>> from .terms import lt, sqrt, num
    >>> truth(lt(num(1), sqrt(num(2))), {})
    True
    """
    with _LOCK:
        saved, ctx.prec = ctx.prec, precision
        try:
            return _Evaluation(point).truth(statement)
        except Missing:
            raise
        except (Undetermined, OverflowError, ZeroDivisionError):
            return None
        finally:
            ctx.prec = saved


def decide(statement: Term, point: Point) -> bool | None:
    """`truth` at rising precision."""
    for precision in PRECISIONS:
        found = truth(statement, point, precision)
        if found is not None:
            return found
    return None


def compare(a: Value, b: Value) -> int | None:
    """-1, 0, 1 as a < b, a = b, a > b for certain; None where the balls overlap."""
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        return (a > b) - (a < b)
    with _LOCK:
        left, right = _ball(a), _ball(b)
        return -1 if left < right else 1 if left > right else None


def overlap(a: Value, b: Value) -> bool:
    """Whether the enclosures have a point in common."""
    if isinstance(a, fmpq) and isinstance(b, fmpq):
        return bool(a == b)
    with _LOCK:
        return bool(_ball(a).overlaps(_ball(b)))


def digits(value: Value, places: int = 6) -> str:
    """A value in text: an integer or short fraction exactly, else its certain digits and dots."""
    if isinstance(value, fmpq):
        exact = Fraction(int(value.p), int(value.q))
        if exact.denominator == 1 or len(str(exact)) <= 9:
            return str(exact)
    with _LOCK:
        saved, ctx.prec = ctx.prec, 128
        try:
            ball = _ball(value)
            text = str(ball.mid().str(places + 1, radius=False))
        finally:
            ctx.prec = saved
    if "e" in text:
        return text + "..."
    whole, _, tail = text.partition(".")
    return f"{whole}.{tail[:places]}..." if tail else whole


def _ball(value: Value) -> arb:
    return value if isinstance(value, arb) else arb(value)


def _finite(ball: arb) -> arb:
    if not ball.is_finite():
        raise Undetermined("not a finite ball")
    return ball


class _Evaluation:
    """One evaluation at one point and precision; values of closed terms are kept."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self.memo: dict[Term, Value] = {}

    def value(self, term: Term) -> Value:
        found = self.memo.get(term)
        if found is None:
            found = self._value(term)
            if isinstance(found, arb):
                _finite(found)
            self.memo[term] = found
        return found

    def _value(self, term: Term) -> Value:
        op = term.op
        if op == "num":
            exact: Fraction = term.value  # type: ignore[assignment]
            return fmpq(exact.numerator, exact.denominator)
        if op in ("var", "size"):
            given = self.point.get(term)
            if given is None:
                raise Missing(term)
            return self.value(given)
        if op == "elem":
            return self._entry(term)
        if op in ("sum", "prod"):
            return self._range(term)
        if op == "cases":
            return self.value(self._branch(term))
        special = _EXACT.get(op)
        if special is not None:
            return special([self.value(a) for a in term.args])
        if op == "pow":
            return self._power(*term.args)
        if op == "pi":
            return arb.pi()
        if op == "root":
            return _root(self.value(term.args[0]), term.value)  # type: ignore[arg-type]
        function = _FUNCTIONS.get(op)
        if function is None:
            raise Undetermined(f"{op} has no enclosure")
        return function(_ball(self.value(term.args[0])))

    def _entry(self, term: Term) -> Value:
        head, *index = term.args
        places = [num(self.integer(a)) for a in index]
        key = elem(head, *places)
        if head.op != "var":
            raise Undetermined(f"{head} is not a name")
        given = self.point.get(key)
        if given is None:
            raise Missing(key)
        return self.value(given)

    def integer(self, term: Term) -> int:
        value = self.value(term)
        if not isinstance(value, fmpq):
            raise Undetermined(f"{term} is not seen to be an integer")
        if value.q != 1:
            raise Undefined(f"{term} is not an integer")
        return int(value.p)

    def _indices(self, term: Term) -> range:
        lower, upper = (self.integer(a) for a in term.args[:2])
        if upper - lower > MAX_RANGE:
            raise Undetermined("a range too long to go through")
        return range(lower, upper + 1)

    def _range(self, term: Term) -> Value:
        out: Value = fmpq(0) if term.op == "sum" else fmpq(1)
        for k in self._indices(term):
            value = self.value(instantiate(term.args[2], num(k)))
            out = _sum([out, value]) if term.op == "sum" else _product([out, value])
        return out

    def _branch(self, term: Term) -> Term:
        parts = term.args
        for value, condition in zip(parts[0::2], parts[1::2], strict=False):
            holds = self.truth(condition)
            if holds is None:
                raise Undetermined(f"cannot tell whether {condition}")
            if holds:
                return value
        if len(parts) % 2:
            return parts[-1]
        raise Undefined("no case applies")

    def _power(self, base: Term, exponent: Term) -> Value:
        a = self.value(base)
        if power_kind(exponent) == "integer":
            return _integer_power(a, self.integer(exponent))
        b = self.value(exponent)
        if isinstance(a, fmpq) and a == 0:
            if not isinstance(b, fmpq):
                raise Undetermined("a power of 0")
            if b <= 0:
                raise Undefined("0 to a power that is not positive")
            return fmpq(0)
        ball = _ball(a)
        if ball < 0:
            raise Undefined("a real power of a negative number")
        if not ball > 0:
            raise Undetermined("a power of a number that may be 0")
        if isinstance(b, fmpq) and b.q == 1:
            return _integer_power(a, int(b.p))
        return _finite(ball ** _ball(b))

    def truth(self, statement: Term) -> bool | None:
        """True or False where that is certain, else None."""
        op, args = statement.op, statement.args
        if op in ("true", "false"):
            return op == "true"
        if op in ("and", "or"):
            found = [self.truth(a) for a in args]
            decisive = op == "or"
            if decisive in found:
                return decisive
            return None if None in found else not decisive
        if op == "not":
            inner = self.truth(args[0])
            return None if inner is None else not inner
        if op == "forall":
            out = [self.truth(instantiate(args[2], num(k))) for k in self._indices(statement)]
            return False if False in out else None if None in out else True
        try:
            return self._relation(statement)
        except Undefined:
            return False

    def _relation(self, statement: Term) -> bool | None:
        op, args = statement.op, statement.args
        if op == "isint":
            value = self.value(args[0])
            return bool(value.q == 1) if isinstance(value, fmpq) else None
        if op == "defined":
            self.value(args[0])
            return True
        if op not in _OUTCOMES:
            raise Undetermined(f"{op} is not decided at a point")
        order = compare(self.value(args[0]), self.value(args[1]))
        return None if order is None else order in _OUTCOMES[op]


_OUTCOMES = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0)}


def _sum(values: list[Value]) -> Value:
    out = values[0]
    for v in values[1:]:
        exact = isinstance(out, fmpq) and isinstance(v, fmpq)
        out = _fit(out + v) if exact else _ball(out) + _ball(v)
    return out


def _product(values: list[Value]) -> Value:
    out = values[0]
    for v in values[1:]:
        if isinstance(out, fmpq) and isinstance(v, fmpq):
            out = _fit(out * v)
        elif (isinstance(out, fmpq) and out == 0) or (isinstance(v, fmpq) and v == 0):
            out = fmpq(0)
        else:
            out = _ball(out) * _ball(v)
    return out


def _fit(value: fmpq) -> Value:
    """The number itself, or its ball when it has grown too long to be kept exactly."""
    return value if value.p.bit_length() + value.q.bit_length() <= MAX_BITS else arb(value)


def _quotient(values: list[Value]) -> Value:
    a, b = values
    if isinstance(b, fmpq):
        if b == 0:
            raise Undefined("division by 0")
        if isinstance(a, fmpq):
            return _fit(a / b)
    if isinstance(a, fmpq) and a == 0 and not _ball(b).contains(0):
        return fmpq(0)
    if _ball(b).contains(0):
        raise Undetermined("a divisor that may be 0")
    return _ball(a) / _ball(b)


def _integer_power(a: Value, k: int) -> Value:
    if k == 0:
        return fmpq(1)
    if isinstance(a, fmpq):
        if a == 0:
            if k < 0:
                raise Undefined("0 to a negative power")
            return fmpq(0)
        if a in (1, -1):
            return fmpq(1) if a == 1 or k % 2 == 0 else fmpq(-1)
        if (a.p.bit_length() + a.q.bit_length()) * abs(k) <= MAX_BITS:
            return a**k
    if abs(k).bit_length() > 10_000:
        raise Undetermined("a power too large to enclose")
    ball = _ball(a)
    if k < 0 and ball.contains(0):
        raise Undetermined("a divisor that may be 0")
    return _finite(ball ** arb(k)) if not ball.contains(0) and ball > 0 else _finite(ball**k)


def _root(a: Value, index: int) -> Value:
    if isinstance(a, fmpq):
        if a < 0 and index % 2 == 0:
            raise Undefined("an even root of a negative number")
        exact = _exact_root(abs(a), index)
        if exact is not None:
            return -exact if a < 0 else exact
    ball = _ball(a)
    if ball < 0:
        if index % 2 == 0:
            raise Undefined("an even root of a negative number")
        return -((-ball).root(index))
    if not ball >= 0:
        raise Undetermined("a root of a number that may be negative")
    return ball.root(index)


def _exact_root(a: fmpq, index: int) -> fmpq | None:
    top, bottom = a.p.root(index), a.q.root(index)
    return fmpq(top, bottom) if top**index == a.p and bottom**index == a.q else None


def _rounded(down: bool) -> Callable[[list[Value]], Value]:
    def apply_to(values: list[Value]) -> Value:
        (a,) = values
        if isinstance(a, fmpq):
            exact = Fraction(int(a.p), int(a.q))
            return fmpq(floor(exact) if down else ceil(exact))
        whole = (a.floor() if down else a.ceil()).unique_fmpz()
        if whole is None:
            raise Undetermined("a floor at the edge of an integer")
        return fmpq(whole)

    return apply_to


def _sign(values: list[Value], middle: fmpq, low: fmpq) -> Value:
    order = compare(values[0], fmpq(0))
    if order is None:
        raise Undetermined("a sign at the edge of 0")
    return (low, middle, fmpq(1))[order + 1]


def _extreme(values: list[Value], largest: bool) -> Value:
    out = values[0]
    for v in values[1:]:
        if isinstance(out, fmpq) and isinstance(v, fmpq):
            out = max(out, v) if largest else min(out, v)
        else:
            a, b = _ball(out), _ball(v)
            out = a.max(b) if largest else a.min(b)
    return out


def _whole(value: Value, what: str) -> int:
    if not isinstance(value, fmpq):
        raise Undetermined(f"{what} of a number not seen to be an integer")
    if value.q != 1 or value < 0:
        raise Undefined(f"{what} of a number that is not a natural number")
    if value > MAX_BITS:
        raise Undetermined(f"{what} of a number that is too large")
    return int(value.p)


def _logarithm(a: arb) -> Value:
    if a <= 0:
        raise Undefined("the logarithm of a number that is not positive")
    if not a > 0:
        raise Undetermined("the logarithm of a number that may not be positive")
    return a.log()


def _within(function: Callable[[arb], arb], low: int, high: int | None, strict: bool) -> Callable[[arb], Value]:
    """A function defined between two ends only."""

    def apply_to(a: arb) -> Value:
        inside = a > low if strict else a >= low
        if high is not None:
            inside = inside and (a < high if strict else a <= high)
        if not inside:
            outside = (a < low) or (high is not None and a > high)
            raise Undefined("outside its domain") if outside else Undetermined("at an edge")
        return function(a)

    return apply_to


def _pole(function: Callable[[arb], arb], zero: Callable[[arb], arb]) -> Callable[[arb], Value]:
    def apply_to(a: arb) -> Value:
        if a.is_zero() and zero(a).is_zero():
            raise Undefined("at a pole")
        return function(a)

    return apply_to


_EXACT: dict[str, Callable[[list[Value]], Value]] = {
    "add": _sum,
    "mul": _product,
    "neg": lambda v: -v[0],
    "div": _quotient,
    "abs": lambda v: abs(v[0]),
    "floor": _rounded(True),
    "ceil": _rounded(False),
    "max": lambda v: _extreme(v, True),
    "min": lambda v: _extreme(v, False),
    "sign": lambda v: _sign(v, fmpq(0), fmpq(-1)),
    "heaviside": lambda v: _sign(v, fmpq(1, 2), fmpq(0)),
    "delta": lambda v: _delta(v),
    "factorial": lambda v: fmpq(factorial(_whole(v[0], "the factorial"))),
    "binomial": lambda v: fmpq(comb(_whole(v[0], "a binomial"), _whole(v[1], "a binomial"))),
}


def _delta(values: list[Value]) -> Value:
    order = compare(*values)
    if order is None:
        raise Undetermined("indices not seen to be equal or different")
    return fmpq(int(order == 0))


def _exponential(a: arb) -> Value:
    return fmpq(1) if a.is_zero() else a.exp()


_FUNCTIONS: dict[str, Callable[[arb], Value]] = {
    "exp": _exponential,
    "log": _logarithm,
    "sin": lambda a: a.sin(),
    "cos": lambda a: a.cos(),
    "tan": lambda a: a.tan(),
    "cot": _pole(lambda a: a.cot(), lambda a: a.sin()),
    "sec": lambda a: a.sec(),
    "csc": _pole(lambda a: a.csc(), lambda a: a.sin()),
    "sinh": lambda a: a.sinh(),
    "cosh": lambda a: a.cosh(),
    "tanh": lambda a: a.tanh(),
    "coth": _pole(lambda a: a.coth(), lambda a: a.sinh()),
    "sech": lambda a: a.sech(),
    "csch": _pole(lambda a: a.csch(), lambda a: a.sinh()),
    "asin": _within(lambda a: a.asin(), -1, 1, False),
    "acos": _within(lambda a: a.acos(), -1, 1, False),
    "atan": lambda a: a.atan(),
    "asinh": lambda a: a.asinh(),
    "acosh": _within(lambda a: a.acosh(), 1, None, False),
    "atanh": _within(lambda a: a.atanh(), -1, 1, True),
}

__all__ = [
    "Missing", "Point", "Undefined", "Undetermined", "Value", "compare", "decide", "digits",
    "enclose", "eq", "overlap", "truth",
]  # fmt: skip
