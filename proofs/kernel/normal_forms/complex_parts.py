"""Real and imaginary parts: what a term over the complex numbers says in real terms.

Where a complex number occurs, roots, logarithms and powers have their principal values, of real
arguments too: log(-1) is i pi. A complex variable z stands for Re z + i Im z, two real variables. A
term is defined exactly where its real part, its imaginary part and what else is kept with them are.
Which side of a branch cut an argument lies on is taken from the facts; where they do not tell, the
parts are `cases`.
Source: DLMF 4.2 (logarithm, powers), 4.15, 4.21, 4.23, 4.28, 4.35, 4.37.

>>> from ..terms import COMPLEX, I, apply, exp, mul, var
>>> z = var("z", COMPLEX)
>>> x = var("x")
>>> str(ComplexParts().pair(exp(mul(I, x))).re), str(ComplexParts().pair(apply("conj", z)).im)
('cos(x)', '-Im z')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import count
from math import comb

from ..terms import (
    ONE,
    PI,
    TWO,
    ZERO,
    I,
    add,
    apply,
    both,
    cases,
    div,
    elem,
    eq,
    exp,
    le,
    log,
    lt,
    mul,
    ne,
    neg,
    num,
    power,
    root,
    sqrt,
    sub,
    var,
)
from ..terms.binding import abstract, instantiate, rebuild, subterms
from ..terms.definedness import closed_rational, defined_with, definedness, power_kind
from ..terms.nodes import COMPLEX, INT, REAL, Sort, Term, make
from .normal import Normalizer
from .ratio import Unsupported
from .signs import ANY, NEG, NONNEG, NONPOS, POS, ZERO_SIGN

MAX_TIDIED = 30
"""Deepest part that is brought to normal form where a function splits into cases."""
MAX_POWER = 40
"""Highest integer power that is multiplied out."""
_COUNTER = count()
PART_FUNCTIONS = frozenset({"re", "im", "conj", "arg"})


@dataclass(frozen=True)
class Pair:
    """A complex number by its parts; `also` are real terms that have to be defined, too."""

    re: Term
    im: Term = ZERO
    also: tuple[Term, ...] = ()

    @property
    def real(self) -> bool:
        """Whether the imaginary part is 0 as it stands."""
        return self.im is ZERO

    def guarded(self) -> tuple[Term, Term]:
        """Both parts, each defined exactly where the number is."""
        whole = (self.re, self.im, *self.also)
        return defined_with(self.re, whole), defined_with(self.im, whole)


def is_complex(*terms: Term) -> bool:
    """Whether a complex number, or a function for them, occurs."""
    return any(_has_complex(term) for term in terms)


@lru_cache(maxsize=4_096)
def _has_complex(term: Term) -> bool:
    return any(
        t.sort.name == "complex" or t.sort.element == "complex" or t.op in PART_FUNCTIONS
        for t in subterms(term)
    )


# --- arithmetic of real terms, without what is plainly 0 or 1 -------------------------------------


def plus(*parts: Term) -> Term:
    """A sum; summands that are 0 as they stand are left out."""
    return add(*(p for p in parts if p is not ZERO))


def minus(a: Term) -> Term:
    """The negative."""
    if a is ZERO:
        return ZERO
    return a.args[0] if a.op == "neg" else num(-a.value) if a.op == "num" else neg(a)


def times(*factors: Term) -> Term:
    """A product; 0 if a factor is 0 as it stands, without factors that are 1."""
    if any(f is ZERO for f in factors):
        return ZERO
    return mul(*(f for f in factors if f is not ONE))


def over(a: Term, b: Term) -> Term:
    """A quotient; 0 if what is above is 0 as it stands."""
    return a if b is ONE or a is ZERO else div(a, b)


def choose(condition: Term, value: Term, otherwise: Term) -> Term:
    """One of two values by a condition."""
    return value if value is otherwise else cases(value, condition, otherwise)


def squares(u: Term, v: Term) -> Term:
    """v^2 + u^2."""
    return plus(*(power(t, TWO) for t in (v, u) if t is not ZERO))


# --- the parts ------------------------------------------------------------------------------------


class ComplexParts:
    """Parts of terms, under the facts of a normalizer (none: no facts)."""

    def __init__(self, normalizer: Normalizer | None = None) -> None:
        self.normalizer = normalizer or Normalizer()
        self.memo: dict[Term, Pair] = {}
        self.variables: dict[Term, Term] = {}  # Re z: the real part of z, as a term

    def pair(self, term: Term) -> Pair:
        """The parts of a term. Raises Unsupported where none are known."""
        found = self.memo.get(term)
        if found is None:
            found = self.memo[term] = self._covering(term, self._pair(term))
        return found

    def real(self, term: Term) -> Term:
        """The real term that a term is, its imaginary part being 0 as it stands."""
        found = self.pair(term)
        if not found.real:
            raise Unsupported(f"{term} is not seen to be real")
        return found.guarded()[0]

    def _covering(self, term: Term, found: Pair) -> Pair:
        """The parts, with what of the arguments' definedness they do not need kept beside them."""
        if term.op in _BINDING or term.op == "cases" or not term.args:
            return found
        known = {c for t in (found.re, found.im, *found.also) for c in definedness(t)}
        also = list(found.also)
        for a in term.args:
            for t in self._beneath(a):
                needs = definedness(t)
                if not known.issuperset(needs):
                    known.update(needs)
                    also.append(t)
        return Pair(found.re, found.im, tuple(also))

    def _beneath(self, term: Term) -> Iterator[Term]:
        """The real terms that a term's parts were made of; where a rule looked through the term,
        those of what is in it."""
        found = self.memo.get(term)
        if found is not None:
            yield from (found.re, found.im, *found.also)
            return
        for a in term.args:
            yield from self._beneath(a)

    def _pair(self, term: Term) -> Pair:
        rule = _PAIRS.get(term.op)
        if rule is not None:
            return rule(self, term)
        if term.op in _WHOLE:
            return Pair(rebuild(term, tuple(self.real(a) for a in term.args)))
        raise Unsupported(f"no parts of {term.op} are known")

    def sign(self, t: Term) -> int:
        """The sign set of a real term, as far as the facts tell."""
        try:
            return self.normalizer.sign(t)
        except Unsupported:
            return ANY

    def holds(self, statement: Term) -> bool:
        """Whether a real statement follows from the facts."""
        try:
            return self.normalizer.holds(statement)
        except Unsupported:
            return False

    def variable(self, name: Term, kind: str) -> Term:
        """The real variable for the real or imaginary part ("Re", "Im") of a complex name."""
        sort = REAL
        if name.sort.name == "family":
            sort = Sort("family", name.sort.rank, name.sort.dims, "real")
        found = var(f"{kind} {name.value}", sort)
        self.variables[found] = name
        return found

    # --- statements -------------------------------------------------------------------------------

    def statement(self, s: Term) -> Term:
        """What a statement says of real numbers."""
        op, args = s.op, s.args
        if op == "eq":
            a, b = (self.pair(x) for x in args)
            (re, im), (re2, im2) = a.guarded(), b.guarded()
            if a.real and b.real:
                return eq(re, re2)
            return both(eq(re, re2), eq(im, im2))
        if op == "ne":
            a, b = (self.pair(x) for x in args)
            (re, im), (re2, im2) = a.guarded(), b.guarded()
            if a.real and b.real:
                return ne(re, re2)
            if re2 is ZERO and im2 is ZERO:
                return ne(squares(re, im), ZERO)
            return ne(squares(sub(re, re2), sub(im, im2)), ZERO)
        if op in ("lt", "le", "isint"):
            return rebuild(s, tuple(self.real(a) for a in args))
        if op in ("and", "or", "not", "implies", "iff"):
            return rebuild(s, tuple(self.statement(a) for a in args))
        if op == "forall":
            lower, upper, body = args
            name = _index()
            inner = self.statement(instantiate(body, name))
            return rebuild(s, (self.real(lower), self.real(upper), abstract(inner, name)))
        if op in ("true", "false"):
            return s
        raise Unsupported(f"{op} of complex numbers")


def _index() -> Term:
    return make("var", (), ("part", next(_COUNTER)), INT)


# --- rules, operator by operator ------------------------------------------------------------------

Rule = Callable[[ComplexParts, Term], Pair]


def product(a: Pair, b: Pair) -> Pair:
    """(a + bi)(c + di)."""
    return Pair(
        plus(times(a.re, b.re), minus(times(a.im, b.im))),
        plus(times(a.re, b.im), times(a.im, b.re)),
    )


def quotient(a: Pair, b: Pair) -> Pair:
    """a / b; b is not 0."""
    if b.real:
        return Pair(over(a.re, b.re), over(a.im, b.re), (div(ONE, b.re),))
    below = squares(b.re, b.im)
    above = product(a, Pair(b.re, minus(b.im)))
    return Pair(over(above.re, below), over(above.im, below), (div(ONE, below),))


def exponential(a: Pair) -> Pair:
    """e^(a + bi) = e^a (cos b + i sin b)."""
    if a.real:
        return Pair(ONE if a.re is ZERO else exp(a.re))
    size = ONE if a.re is ZERO else exp(a.re)
    return Pair(times(size, apply("cos", a.im)), times(size, apply("sin", a.im)))


def size_of(p: ComplexParts, a: Pair) -> Term:
    """The absolute value."""
    if a.real or a.re is ZERO:
        t = a.re if a.real else a.im
        sign = p.sign(t)
        return t if not sign & ~NONNEG else minus(t) if not sign & ~NONPOS else apply("abs", t)
    return sqrt(squares(a.re, a.im))


def tidied(p: ComplexParts, a: Pair) -> Pair:
    """The same parts in normal form, so that conditions and functions of equal ones are equal."""
    return Pair(_tidied(p, a.re), _tidied(p, a.im))


def _tidied(p: ComplexParts, t: Term) -> Term:
    if t.op in ("num", "var") or t.depth > MAX_TIDIED:
        return t
    try:
        return Normalizer(deadline=p.normalizer.deadline).normal_term(t)
    except Unsupported:
        return t


def argument(p: ComplexParts, a: Pair) -> Term:
    """The principal argument, in (-pi, pi], of a number that is not 0."""
    a = tidied(p, a)
    half = div(PI, TWO)
    if a.real:
        sign = p.sign(a.re)
        if not sign & ~NONNEG:
            return ZERO
        return PI if not sign & ~NEG else choose(le(ZERO, a.re), ZERO, PI)
    if a.re is ZERO:
        sign = p.sign(a.im)
        if not sign & ~NONNEG:
            return half
        return neg(half) if not sign & ~NEG else choose(le(ZERO, a.im), half, neg(half))
    right = apply("atan", div(a.im, a.re))
    above = sub(half, apply("atan", div(a.re, a.im)))
    below = sub(neg(half), apply("atan", div(a.re, a.im)))
    if p.sign(a.re) == POS:
        return right
    sign = p.sign(a.im)
    if sign in (POS, NEG):
        return above if sign == POS else below
    if not sign & ~ZERO_SIGN:
        return choose(lt(ZERO, a.re), ZERO, PI)
    beside = choose(lt(ZERO, a.im), above, choose(lt(a.im, ZERO), below, PI))
    return choose(lt(ZERO, a.re), right, beside)


def logarithm(p: ComplexParts, a: Pair) -> Pair:
    """log |a| + i arg a, for a != 0."""
    a = tidied(p, a)
    if a.real or a.re is ZERO:
        return Pair(log(size_of(p, a)), argument(p, a))
    return Pair(div(log(squares(a.re, a.im)), TWO), argument(p, a))


def square_root(p: ComplexParts, a: Pair) -> Pair:
    """The root with nonnegative real part; on the negative axis, with positive imaginary part."""
    a = tidied(p, a)
    if a.real:
        sign = p.sign(a.re)
        if not sign & ~NONNEG:
            return Pair(sqrt(a.re))
        if not sign & ~NONPOS:
            return Pair(ZERO, sqrt(minus(a.re)))
        there = le(ZERO, a.re)
        return Pair(choose(there, sqrt(a.re), ZERO), choose(there, ZERO, sqrt(minus(a.re))))
    size = size_of(p, a)
    half, other = (sqrt(div(t, TWO)) for t in (plus(size, a.re), plus(size, minus(a.re))))
    sign = p.sign(a.im)
    if not sign & ~NONNEG:
        return Pair(half, other)
    if not sign & ~NEG:
        return Pair(half, minus(other))
    return Pair(half, times(choose(le(ZERO, a.im), ONE, num(-1)), other))


def _add(p: ComplexParts, term: Term) -> Pair:
    parts = [p.pair(a) for a in term.args]
    return Pair(plus(*(a.re for a in parts)), plus(*(a.im for a in parts)))


def _neg(p: ComplexParts, term: Term) -> Pair:
    a = p.pair(term.args[0])
    return Pair(minus(a.re), minus(a.im))


def _mul(p: ComplexParts, term: Term) -> Pair:
    out = p.pair(term.args[0])
    for a in term.args[1:]:
        out = product(out, p.pair(a))
    return out


def _div(p: ComplexParts, term: Term) -> Pair:
    a, b = (p.pair(x) for x in term.args)
    return quotient(a, b)


def _root(p: ComplexParts, term: Term) -> Pair:
    a, index = p.pair(term.args[0]), int(term.value)
    if index == 2:
        return square_root(p, a)
    if a.real and not p.sign(a.re) & ~NONNEG:
        return Pair(root(a.re, index))
    if term.args[0].sort != COMPLEX and index % 2:
        raise Unsupported("the odd root of a real number among complex ones: which is meant?")
    return _to_real_power(p, a, div(ONE, num(index)))


def _pow(p: ComplexParts, term: Term) -> Pair:
    base, exponent = term.args
    if power_kind(exponent) == "integer":
        return _to_integer_power(p, base, exponent)
    given = p.pair(exponent)
    a = p.pair(base)
    if given.real:
        return _to_real_power(p, a, given.re)
    if a.real and not p.sign(a.re) & ~ZERO_SIGN:
        raise Unsupported("a complex power of 0: some say 0, some that there is none")
    if a.real and p.sign(a.re) == POS:
        size = log(a.re)
        return exponential(Pair(times(given.re, size), times(given.im, size)))
    whole = exponential(product(given, logarithm(p, a)))
    return Pair(whole.re, whole.im, (div(ONE, a.re if a.real else squares(a.re, a.im)),))


def _to_integer_power(p: ComplexParts, base: Term, exponent: Term) -> Pair:
    exact = closed_rational(exponent)
    a = p.pair(base)
    if base.op == "root" and base.value == 2 and exact is not None and exact >= 2:
        half, left = divmod(int(exact), 2)  # sqrt(w)^2 = w
        inner = base.args[0] if half == 1 else power(base.args[0], num(half))
        return product(p.pair(inner), a) if left else p.pair(inner)
    if a.real:
        raised = power(a.re, p.real(exponent))
        if power_kind(raised.args[1]) != "integer":
            raise Unsupported("an exponent that is not seen to stay an integer")
        return Pair(raised)
    if exact is not None and abs(exact) <= MAX_POWER:
        k = abs(int(exact))
        up = _binomial_power(a, k)
        return up if exact >= 0 else quotient(Pair(ONE), up)
    polar = in_polar_form(base)
    if polar is None:
        raise Unsupported("a symbolic power of a complex number")
    radius, angle = polar
    p.pair(exponent)
    return product(
        p.pair(power(radius, exponent)) if radius is not ONE else Pair(ONE),
        p.pair(exp(mul(exponent, angle))),
    )


def _binomial_power(a: Pair, k: int) -> Pair:
    """(u + iv)^k by the binomial theorem."""
    if k == 0:
        return Pair(ONE)
    parts: tuple[list[Term], list[Term]] = ([], [])
    for j in range(k + 1):
        coefficient = num(comb(k, j) * (-1 if j % 4 in (2, 3) else 1))
        factors = [power(t, num(e)) for t, e in ((a.re, k - j), (a.im, j)) if e]
        parts[j % 2].append(
            times(coefficient, *(ZERO if f.args[0] is ZERO else f for f in factors))
        )
    return Pair(plus(*parts[0]), plus(*parts[1]))


def _to_real_power(p: ComplexParts, a: Pair, y: Term) -> Pair:
    """a^y for a real y: e^(y log a), and 0^y = 0 for y > 0."""
    exact = closed_rational(y)
    if exact is not None and exact.denominator == 1:
        raise Unsupported("a power that turns out to be an integer one")
    if exact == Fraction(1, 2):
        return square_root(p, a)
    if a.real:
        sign = p.sign(a.re)
        if not sign & ~NONNEG:
            return Pair(power(a.re, y))
        size, turn = power(minus(a.re), y), times(PI, y)
        left = Pair(times(size, apply("cos", turn)), times(size, apply("sin", turn)))
        if not sign & ~NEG:
            return left
        there = le(ZERO, a.re)
        return Pair(choose(there, power(a.re, y), left.re), choose(there, ZERO, left.im))
    below = squares(a.re, a.im)
    turn = times(y, argument(p, a))
    size = power(below, div(y, TWO))
    return Pair(times(size, apply("cos", turn)), times(size, apply("sin", turn)))


def in_polar_form(term: Term) -> tuple[Term, Term] | None:
    """(r, u) with the term being r e^u, r real; None where that is not seen.

    >>> from ..terms import add, apply, mul, var
    >>> x = var("x")
    >>> str(in_polar_form(add(apply("cos", x), mul(I, apply("sin", x)))))
    '(1, i*x)'
    """
    op, args = term.op, term.args
    if op == "exp":
        return ONE, args[0]
    if term is I:
        return ONE, mul(I, div(PI, TWO))
    if op == "mul":
        radius, angle = [], []
        for a in args:
            inner = (a, ZERO) if a.sort != COMPLEX else in_polar_form(a)
            if inner is None:
                return None
            radius.append(inner[0])
            angle.append(inner[1])
        return times(*radius), plus(*angle)
    if op == "neg":
        inner = in_polar_form(args[0])
        return None if inner is None else (minus(inner[0]), inner[1])
    return _from_cosine_and_sine(args) if op == "add" and len(args) == 2 else None


def _from_cosine_and_sine(args: tuple[Term, ...]) -> tuple[Term, Term] | None:
    """cos t + i sin t, in either order: e^(it); cos t - i sin t: e^(-it)."""
    for first, second in (args, args[::-1]):
        sign = ONE
        if second.op == "neg":
            second, sign = second.args[0], num(-1)
        if first.op != "cos" or second.op != "mul" or len(second.args) != 2:
            continue
        for unit, wave in (second.args, second.args[::-1]):
            if unit is I and wave.op == "sin" and wave.args == first.args:
                return ONE, times(sign, I, first.args[0])
    return None


def _by_function(rule: Callable[[ComplexParts, Pair], Pair]) -> Rule:
    return lambda p, term: rule(p, p.pair(term.args[0]))


def _waves(a: Pair) -> tuple[Pair, Pair]:
    """(cos, sin) of a + bi: DLMF 4.21.37, 4.21.38."""
    c, s = apply("cos", a.re), apply("sin", a.re)
    if a.re is ZERO:
        c, s = ONE, ZERO
    if a.real:
        return Pair(c), Pair(s)
    ch, sh = apply("cosh", a.im), apply("sinh", a.im)
    return (
        Pair(times(c, ch), minus(times(s, sh))),
        Pair(times(s, ch), times(c, sh)),
    )


def _hyperbolics(a: Pair) -> tuple[Pair, Pair]:
    """(cosh, sinh) of a + bi, by cosh z = cos iz and sinh z = -i sin iz."""
    cosine, sine = _waves(Pair(minus(a.im), a.re))
    return cosine, Pair(sine.im, minus(sine.re))


def _trigonometric(name: str) -> Rule:
    makers: dict[str, Callable[[Pair, Pair], Pair]] = {
        "cos": lambda c, s: c, "sin": lambda c, s: s, "tan": lambda c, s: quotient(s, c),
        "cot": lambda c, s: quotient(c, s), "sec": lambda c, s: quotient(Pair(ONE), c),
        "csc": lambda c, s: quotient(Pair(ONE), s),
    }  # fmt: skip

    def rule(p: ComplexParts, term: Term) -> Pair:
        a = p.pair(term.args[0])
        return Pair(apply(term.op, a.re)) if a.real else makers[name](*_waves(a))

    return rule


def _hyperbolic(name: str) -> Rule:
    makers: dict[str, Callable[[Pair, Pair], Pair]] = {
        "cosh": lambda c, s: c, "sinh": lambda c, s: s, "tanh": lambda c, s: quotient(s, c),
        "coth": lambda c, s: quotient(c, s), "sech": lambda c, s: quotient(Pair(ONE), c),
        "csch": lambda c, s: quotient(Pair(ONE), s),
    }  # fmt: skip

    def rule(p: ComplexParts, term: Term) -> Pair:
        a = p.pair(term.args[0])
        return Pair(apply(term.op, a.re)) if a.real else makers[name](*_hyperbolics(a))

    return rule


def _inverse(p: ComplexParts, term: Term) -> Pair:
    """Inverse functions: as for reals where the argument lies in the real domain, by their
    logarithms elsewhere (DLMF 4.23.19, 4.23.22, 4.23.26, 4.37.16, 4.37.19, 4.37.24)."""
    (z,) = term.args
    a = p.pair(z)
    if a.real:
        there = apply(term.op, a.re)
        if all(p.holds(c) for c in definedness(there) if c not in definedness(a.re)):
            return Pair(there)
    return p.pair(_LOGARITHMIC[term.op](z))


def _iz(z: Term) -> Term:
    return mul(I, z)


_LOGARITHMIC: dict[str, Callable[[Term], Term]] = {
    "atan": lambda z: mul(div(I, TWO), sub(log(sub(ONE, _iz(z))), log(add(ONE, _iz(z))))),
    "asin": lambda z: neg(mul(I, log(add(_root_of_complement(z), _iz(z))))),
    "acos": lambda z: add(div(PI, TWO), mul(I, log(add(_root_of_complement(z), _iz(z))))),
    "asinh": lambda z: log(add(z, sqrt(add(power(z, TWO), ONE)))),
    "acosh": lambda z: log(add(z, mul(sqrt(add(z, ONE)), sqrt(sub(z, ONE))))),
    "atanh": lambda z: div(sub(log(add(ONE, z)), log(sub(ONE, z))), TWO),
}


def _root_of_complement(z: Term) -> Term:
    return sqrt(sub(ONE, power(z, TWO)))


def _abs(p: ComplexParts, term: Term) -> Pair:
    return Pair(size_of(p, p.pair(term.args[0])))


def _sign(p: ComplexParts, term: Term) -> Pair:
    a = p.pair(term.args[0])
    if a.real:
        return Pair(apply("sign", a.re))
    size = size_of(p, a)
    absent = eq(size, ZERO)
    return Pair(choose(absent, ZERO, over(a.re, size)), choose(absent, ZERO, over(a.im, size)))


def _arg(p: ComplexParts, term: Term) -> Pair:
    """The principal argument; that of 0 is not defined."""
    a = p.pair(term.args[0])
    return Pair(argument(p, a), ZERO, (div(ONE, a.re if a.real else squares(a.re, a.im)),))


def _log(p: ComplexParts, term: Term) -> Pair:
    (inside,) = term.args
    if inside.op == "sign":  # z/|z| has the argument of z, and the absolute value 1
        a = p.pair(inside.args[0])
        nonzero = div(ONE, a.re if a.real else squares(a.re, a.im))
        return Pair(ZERO, argument(p, a), (nonzero,))
    return logarithm(p, p.pair(term.args[0]))


def _exp(p: ComplexParts, term: Term) -> Pair:
    """e^u; e^(c log w) is w^c, for w != 0, and e^(u + c log w) is e^u w^c."""
    summands = term.args[0].args if term.args[0].op == "add" else term.args
    factors = [_power_of_logarithm(p, a) for a in summands]
    if all(f is None for f in factors):
        return exponential(p.pair(term.args[0]))
    out = Pair(ONE)
    also: list[Term] = []
    for a, f in zip(summands, factors, strict=True):
        here = exponential(p.pair(a)) if f is None else f
        out = product(out, here)
        also += here.also
    return Pair(out.re, out.im, tuple(also))


def _power_of_logarithm(p: ComplexParts, u: Term) -> Pair | None:
    """e^(c log w) = w^c, if u is c log w."""
    sign = u.op == "neg"
    u = u.args[0] if sign else u
    below = u.args[1] if u.op == "div" else None
    factors = u.args[0].args if below is not None and u.args[0].op == "mul" else u.args[:1]
    factors = u.args if u.op == "mul" else factors if below is not None else (u,)
    logs = [f for f in factors if f.op == "log"]
    if len(logs) != 1:
        return None
    inside = logs[0].args[0]
    exponent = mul(*(f for f in factors if f is not logs[0]))
    exponent = exponent if below is None else div(exponent, below)
    base = p.pair(inside)
    raised = power(inside, neg(exponent) if sign else exponent)
    whole = p.pair(inside if raised.args[1] is ONE else raised)
    nonzero = div(ONE, base.re if base.real else squares(base.re, base.im))
    return Pair(whole.re, whole.im, (*whole.also, *base.also, nonzero))


def _variable(p: ComplexParts, term: Term) -> Pair:
    if term.sort == COMPLEX:
        return Pair(p.variable(term, "Re"), p.variable(term, "Im"))
    if term.sort.name not in ("nat", "int", "real"):
        raise Unsupported(f"{term} is no number")
    return Pair(term)


def _entry(p: ComplexParts, term: Term) -> Pair:
    head, *index = term.args
    places = tuple(p.real(i) for i in index)
    if head.op != "var":
        raise Unsupported("an entry of what is written out")
    if head.sort.element != "complex":
        return Pair(elem(head, *places))
    re, im = (elem(p.variable(head, kind), *places) for kind in ("Re", "Im"))
    return Pair(re, im)


def _application(p: ComplexParts, term: Term) -> Pair:
    if term.sort == COMPLEX:
        raise Unsupported("an unknown function with complex values")
    head, *args = term.args
    return Pair(rebuild(term, (head, *(p.real(a) for a in args))))


def _cases(p: ComplexParts, term: Term) -> Pair:
    conditions = [p.statement(c) for c in term.args[1::2]]
    values = [p.pair(v).guarded() for v in (*term.args[0::2],)]
    out = []
    for part in (0, 1):
        mixed: list[Term] = []
        for value, condition in zip(values, conditions, strict=False):
            mixed += [value[part], condition]
        out.append(cases(*mixed, *([values[-1][part]] if len(term.args) % 2 else [])))
    real = all(p.pair(v).real for v in term.args[0::2])
    return Pair(out[0], ZERO if real else out[1])


def _sum(p: ComplexParts, term: Term) -> Pair:
    lower, upper, body = term.args
    if upper.op == "oo" or lower.op == "neg":
        raise Unsupported("an infinite sum of complex numbers")
    ends = p.real(lower), p.real(upper)
    name = _index()
    inside = p.pair(instantiate(body, name))
    re, im = inside.guarded()
    if term.op == "prod" and not inside.real:
        raise Unsupported("a product of complex numbers")
    real, imaginary = (rebuild(term, (*ends, abstract(t, name))) for t in (re, im))
    return Pair(real, ZERO if inside.real else imaginary)


def _real_binder(p: ComplexParts, term: Term) -> Pair:
    """Derivatives, limits and integrals over a real variable: part by part."""
    *outer, body = term.args
    name = make("var", (), ("part", next(_COUNTER)), REAL)
    inside = p.pair(instantiate(body, name))
    re, im = inside.guarded()
    ends = tuple(e if e.op == "oo" or e.args[:1] == (_OO,) else p.real(e) for e in outer)
    real, imaginary = (rebuild(term, (*ends, abstract(t, name))) for t in (re, im))
    return Pair(real, ZERO if inside.real else imaginary)


_OO = make("oo")
_BINDING = frozenset({"sum", "prod", "deriv", "limit", "integral"})
_WHOLE = frozenset("floor ceil factorial binomial delta heaviside max min".split())

_PAIRS: dict[str, Rule] = {
    "num": lambda p, t: Pair(t),
    "pi": lambda p, t: Pair(t),
    "size": lambda p, t: Pair(t),
    "i": lambda p, t: Pair(ZERO, ONE),
    "var": _variable,
    "elem": _entry,
    "app": _application,
    "add": _add,
    "neg": _neg,
    "mul": _mul,
    "div": _div,
    "pow": _pow,
    "root": _root,
    "exp": _exp,
    "log": _log,
    "abs": _abs,
    "sign": _sign,
    "re": _by_function(lambda p, a: Pair(a.re)),
    "im": _by_function(lambda p, a: Pair(a.im)),
    "conj": _by_function(lambda p, a: Pair(a.re, minus(a.im))),
    "arg": _arg,
    "cases": _cases,
    "sum": _sum,
    "prod": _sum,
    **dict.fromkeys(("deriv", "limit", "integral"), _real_binder),
    **{name: _trigonometric(name) for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{name: _hyperbolic(name) for name in ("sinh", "cosh", "tanh", "coth", "sech", "csch")},
    **dict.fromkeys(_LOGARITHMIC, _inverse),
}
