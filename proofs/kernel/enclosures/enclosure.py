"""Enclosures: a term at an exact point, as an exact rational or a ball that surely holds its value.

Balls are FLINT's `arb` (F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval
arithmetic, 2017). A ball that straddles an edge (of a floor, a sign, a domain) decides nothing.

>>> from ..terms import add, apply, div, num, var
>>> x = var("x")
>>> value = enclose(div(apply("tanh", add(div(x, num(2)), num(1))), num(2)), {x: num(0)})
>>> digits(value)
'0.380797...'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import count
from time import monotonic

from flint import arb, ctx, fmpq

from ..terms import (
    Term,
    TermError,
    elem,
    instantiate,
    le,
    make,
    num,
    picked,
    substitute,
    subterms,
)
from ..terms.definedness import definedness, power_kind
from .balls import (
    EXACT,
    FUNCTIONS,
    LOCK,
    MAX_BITS,
    Beyond,
    Undefined,
    Undetermined,
    Value,
    ball,
    compare,
    finite,
    integer_power,
    overlap,
    product_of_two,
    root_of,
    sum_of_two,
)
from .quadrature import integrate

Point = Mapping[Term, Term]
"""Exact closed terms for variables, for entries `x[2]` of families, and for lengths `size(x)`."""

PRECISIONS = (64, 256, 1024)
MAX_RANGE = 5_000
MAX_STEPS = 20_000
STEPS_OF_AN_INTEGRAL = 2_000
"""Most values that one evaluation works out."""


class Missing(Undetermined):
    """The point gives no value for `key`: a variable, an entry of a family, or a length."""

    def __init__(self, key: Term) -> None:
        super().__init__(f"no value for {key}")
        self.key = key


def enclose(term: Term, point: Point, precision: int = 64) -> Value:
    """The value of a term at a point, exact where arithmetic is rational, else a finite ball.

    Raises Undefined, Missing or Undetermined.
    """
    return encloser(point, precision)(term)


def encloser(point: Point, precision: int = 64) -> Callable[[Term], Value]:
    """`enclose` at one point, for several terms: what is in more than one is worked out once.

    >>> from ..terms import ONE, add, var
    >>> x = var("x")
    >>> value = encloser({x: ONE})
    >>> value(x), value(add(x, x))
    (1, 2)
    """
    return _encloser(_Evaluation(point), precision)


def kept_encloser(point: Point, precision: int = 64) -> Callable[[Term], Value]:
    """`encloser`, for rules that look at the same point one after the other."""
    return _encloser(_kept_evaluation(tuple(point.items()), precision), precision)


@lru_cache(maxsize=4)
def _kept_evaluation(point: tuple[tuple[Term, Term], ...], precision: int) -> _Evaluation:
    return _Evaluation(dict(point))


def _encloser(evaluation: _Evaluation, precision: int) -> Callable[[Term], Value]:
    def value(term: Term) -> Value:
        evaluation.steps = 0
        with LOCK:
            saved, ctx.prec = ctx.prec, precision
            try:
                return evaluation.value(term)
            except (OverflowError, ZeroDivisionError) as error:
                raise Undetermined(str(error)) from error
            finally:
                ctx.prec = saved

    return value


def truth(statement: Term, point: Point, precision: int = 64) -> bool | None:
    """Whether a statement surely holds (True) or surely doesn't (False) at a point; else None.

    A relation one of whose sides is undefined does not hold. Raises Missing.

    >>> from ..terms import lt, sqrt, num
    >>> truth(lt(num(1), sqrt(num(2))), {})
    True
    """
    with LOCK:
        saved, ctx.prec = ctx.prec, precision
        try:
            return _Evaluation(point).truth(statement)
        except Missing:
            raise
        except (Undetermined, OverflowError, ZeroDivisionError):
            return None
        finally:
            ctx.prec = saved


def contradicted(relation: Term, point: Point) -> bool:
    """Whether both sides of a relation have values at a point which do not stand in it, by what the
    rule "instance" worked out there, else by `decide`.

    >>> from ..terms import ONE, TWO, eq, exp
    >>> contradicted(eq(exp(ONE), exp(TWO)), {}), contradicted(eq(exp(ONE), exp(ONE)), {})
    (True, False)
    """
    value = kept_encloser(point, PRECISIONS[1])
    try:
        order = compare(*(value(side) for side in relation.args))
    except Undetermined:
        order = None
    if order is not None:
        return order not in _OUTCOMES[relation.op]
    return decide(relation, point) is False


def decide(statement: Term, point: Point, deadline: float | None = None) -> bool | None:
    """`truth` at rising precision; none is begun after `deadline` (of `time.monotonic`)."""
    for precision in PRECISIONS:
        if deadline is not None and monotonic() > deadline:
            return None
        found = truth(statement, point, precision)
        if found is not None:
            return found
    return None


def digits(value: Value, places: int = 6) -> str:
    """A value in text: an integer or short fraction exactly, else its certain digits and dots."""
    if isinstance(value, fmpq):
        short = value.p.bit_length() + value.q.bit_length() <= 100
        if short and (value.q == 1 or len(str(value)) <= 9):
            return str(value)
    with LOCK:
        saved, ctx.prec = ctx.prec, 128
        try:
            text = str(ball(value).mid().str(places + 6, radius=False))
        finally:
            ctx.prec = saved
    if "e" in text:
        return text + "..."
    whole, _, tail = text.partition(".")
    return f"{whole}.{tail[:places]}..." if tail else whole


_COUNTER = count()  # names of variables of integration, each used once


class _Evaluation:
    """One evaluation at one point and precision; values of closed terms are kept."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self.memo: dict[Term, Value] = {}
        self.steps = 0

    def value(self, term: Term) -> Value:
        found = self.memo.get(term)
        if found is None:
            self.steps += 1
            if self.steps > MAX_STEPS:
                raise Beyond(f"more than {MAX_STEPS} values to work out")
            found = self._value(term)
            if isinstance(found, arb):
                finite(found)
            self.memo[term] = found
        return found

    def _value(self, term: Term) -> Value:
        op = term.op
        if op == "num":
            exact: Fraction = term.value
            return fmpq(exact.numerator, exact.denominator)
        if op in ("var", "size"):
            given = self.point.get(term)
            if given is None:
                raise Missing(term)
            return self.value(given)
        special = EXACT.get(op)
        if special is not None:
            return special([self.value(a) for a in term.args])
        function = FUNCTIONS.get(op)
        if function is not None:
            return function(ball(self.value(term.args[0])))
        if op == "elem":
            return self._entry(term)
        if op in ("sum", "prod"):
            return self._range(term)
        if op in ("greatest", "least"):
            return self._extreme(term)
        if op == "cases":
            return self.value(self._branch(term))
        if op == "integral":
            return self._integral(term)
        if op == "deriv":
            return self._derivative(term)
        if op == "pow":
            return self._power(*term.args)
        if op == "pi":
            return arb.pi()
        if op == "root":
            return root_of(self.value(term.args[0]), term.value)
        raise Undetermined(f"{op} has no enclosure")

    def _entry(self, term: Term) -> Value:
        head, *index = term.args
        if head.op == "fam":
            return self._written_entry(head, index)
        places = [num(self.integer(a)) for a in index]
        key = elem(head, *places)
        if head.op != "var":
            raise Undetermined(f"{head} is not a name")
        given = self.point.get(key)
        if given is None:
            raise Missing(key)
        return self.value(given)

    def _written_entry(self, head: Term, index: list[Term]) -> Value:
        place = self.integer(index[0])
        if not 1 <= place <= self.integer(head.args[0]):
            raise Undefined("an entry beyond the length")
        self._require_power(head.args[1], num(place))
        return self.value(picked(head, num(place), *index[1:]))

    def _at(self, body: Term, k: int) -> Value:
        """The value of what a range says, at one index of it."""
        place = num(k)
        self._require_power(body, place)
        return self.value(instantiate(body, place))

    def _require_power(self, body: Term, place: Term) -> None:
        """Of a body with x^(i/2), a real power whatever i is, that it is defined at an index: with
        2 for i it would be read as one with an integer for exponent, defined for all x."""
        for condition in _of_real_powers(body):
            held = self.truth(instantiate(condition, place))
            if held is False:
                raise Undefined("a real power of what has none")
            if held is None:
                raise Undetermined("a real power of what may have none")

    def integer(self, term: Term) -> int:
        value = self.value(term)
        if not isinstance(value, fmpq):
            if value.abs_lower() > arb(2) ** MAX_BITS:
                raise Beyond(f"an integer of more than {MAX_BITS} bits")
            raise Undetermined(f"{term} is not seen to be an integer")
        if value.q != 1:
            raise Undefined(f"{term} is not an integer")
        return int(value.p)

    def _indices(self, term: Term) -> range:
        lower, upper = (self.integer(a) for a in term.args[:2])
        if upper - lower > MAX_RANGE:
            raise Beyond(f"a range of more than {MAX_RANGE}")
        return range(lower, upper + 1)

    def _range(self, term: Term) -> Value:
        out: Value = fmpq(0) if term.op == "sum" else fmpq(1)
        for k in self._indices(term):
            value = self._at(term.args[2], k)
            out = sum_of_two(out, value) if term.op == "sum" else product_of_two(out, value)
        return out

    def _extreme(self, term: Term) -> Value:
        values = [self._at(term.args[2], k) for k in self._indices(term)]
        if not values:
            raise Undefined("the largest or smallest of none")
        return EXACT["max" if term.op == "greatest" else "min"](values)

    def _integral(self, term: Term) -> Value:
        lower, upper, body = term.args
        ends = self.value(lower), self.value(upper)
        name = make("var", (), ("integral", next(_COUNTER)))
        inside = instantiate(body, name)
        self._require_domain(inside, name, lower, upper)
        self.steps += STEPS_OF_AN_INTEGRAL
        if self.steps > MAX_STEPS:
            raise Beyond(f"more than {MAX_STEPS} values to work out")
        return integrate(inside, name, ends, self.value, MAX_STEPS)

    def _derivative(self, term: Term) -> Value:
        """By the rules of differentiation, whose conditions, and that the function has a value
        there, surely hold."""
        found = _slope(term)
        if isinstance(found, str):
            raise Undetermined(found)
        value, needs = found
        if not all(self.truth(c) for c in needs):
            raise Undetermined("a derivative whose rules may not apply")
        return self.value(value)

    def _require_domain(self, inside: Term, name: Term, lower: Term, upper: Term) -> None:
        """That the integrand is a real one between the ends: complex roots and logarithms have
        values beyond their real domains. A divisor that is 0 shows by itself."""
        from ..normal_forms.normal import Normalizer
        from ..normal_forms.ratio import Unsupported

        needs = [c for c in definedness(inside) if c.op != "ne"]
        if not needs:
            return
        point = {k: v for k, v in self.point.items() if k.op == "var"}
        if any(k.op != "var" for k in self.point):
            raise Undetermined("an integrand with entries of a vector has no enclosure")
        low, high = (substitute(e, point) for e in (lower, upper))
        ordered = self.truth(le(low, high))
        if ordered is None:
            raise Undetermined("ends whose order is not seen")
        if not ordered:
            low, high = high, low
        facts = (le(low, high), le(low, name), le(name, high))
        try:
            normalizer = Normalizer(facts)
            if not normalizer.contradictory() and all(
                normalizer.holds(substitute(c, point)) for c in needs
            ):
                return
        except Unsupported as error:
            raise Undetermined(str(error)) from error
        raise Undetermined("an integrand that is not seen to be defined between the ends")

    def _branch(self, term: Term) -> Term:
        parts = term.args
        for value, condition in zip(parts[0::2], parts[1::2], strict=False):
            holds = self.sure(condition)
            if holds:
                return value
        if len(parts) % 2:
            return parts[-1]
        raise Undefined("no case applies")

    def _power(self, base: Term, exponent: Term) -> Value:
        a = self.value(base)
        if power_kind(exponent) == "integer":
            return integer_power(a, self.integer(exponent))
        b = self.value(exponent)
        if isinstance(a, fmpq) and a == 0:
            if not isinstance(b, fmpq):
                raise Undetermined("a power of 0")
            if b <= 0:
                raise Undefined("0 to a power that is not positive")
            return fmpq(0)
        here = ball(a)
        if here < 0:
            raise Undefined("a real power of a negative number")
        if not here > 0:
            raise Undetermined("a power of a number that may be 0")
        if isinstance(b, fmpq) and b.q == 1:
            return integer_power(a, int(b.p))
        return finite(here ** ball(b))

    def sure(self, condition: Term) -> bool:
        """Whether a condition of cases holds; it has to be defined for the cases to be."""
        if condition.op in ("and", "or"):
            found = [self.sure(a) for a in condition.args]
            return all(found) if condition.op == "and" else any(found)
        if condition.op == "not":
            return not self.sure(condition.args[0])
        held = self.truth(condition) if condition.op == "forall" else self._relation(condition)
        if held is None:
            raise Undetermined(f"cannot tell whether {condition}")
        return held

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
        if op in ("implies", "iff"):
            return connect(op, *(self.truth(a) for a in args))
        if op == "var":
            return self._proposition(statement)
        if op == "forall":
            out = [self._holds_at(args[2], k) for k in self._indices(statement)]
            return False if False in out else None if None in out else True
        try:
            return self._relation(statement)
        except Undefined:
            return False

    def _holds_at(self, body: Term, k: int) -> bool | None:
        """`truth` of what is said of every index, at one of them."""
        try:
            self._require_power(body, num(k))
        except Undefined:
            return False
        return self.truth(instantiate(body, num(k)))

    def _proposition(self, name: Term) -> bool:
        found = self.point.get(name)
        if found is None or found.op not in ("true", "false"):
            raise Missing(name)
        return found.op == "true"

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


def connect(op: str, a: bool | None, b: bool | None) -> bool | None:
    """An implication or equivalence of two statements, as far as their truth is known.

    >>> connect("implies", False, None), connect("iff", True, None)
    (True, None)
    """
    if op == "implies":
        return True if a is False or b is True else None if None in (a, b) else False
    return None if None in (a, b) else a == b


@lru_cache(maxsize=4_096)
def _of_real_powers(body: Term) -> tuple[Term, ...]:
    """What a body of a range asks for, where it has real powers with the index in the exponent."""
    turning = any(
        node.op == "pow" and node.args[1].loose and power_kind(node.args[1]) == "real"
        for node in subterms(body)
    )
    return definedness(body) if turning else ()


@lru_cache(maxsize=4_096)
def _slope(term: Term) -> tuple[Term, tuple[Term, ...]] | str:
    """A derivative's value by rules, and what has to hold for them; or why there is none."""
    from ..calculus.differentiation import evaluate_derivative
    from ..normal_forms.ratio import Unsupported

    point, body = term.args
    try:
        value, conditions = evaluate_derivative(term)
        return value, (*definedness(point), *definedness(instantiate(body, point)), *conditions)
    except (Unsupported, TermError) as error:
        return str(error)


_OUTCOMES = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0)}

__all__ = [
    "PRECISIONS", "Missing", "Point", "Undefined", "Undetermined", "Value", "compare", "connect",
    "decide", "digits", "enclose", "overlap", "truth",
]  # fmt: skip
