"""Rules that take an equality back through a function that is one to one.

>>> from ..proof import infer
>>> from ..terms import add, defined, div, eq, num
>>> import proofs.kernel
>>> goal = eq(add(apply("atan", num("1/2")), apply("atan", num("1/3"))), div(PI, num(4)))
>>> sides = [infer("definedness", (), defined(side)) for side in goal.args]
>>> infer("angle", (), goal, tuple(sides), {"times": num(1)}).rule
'angle'
"""

from __future__ import annotations

from fractions import Fraction

from ..enclosures.enclosure import decide
from ..normal_forms.signs import NONNEG, NONPOS
from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import (
    COMPLEX,
    ONE,
    PI,
    TWO,
    ZERO,
    Term,
    apply,
    defined,
    eq,
    exp,
    log,
    lt,
    mul,
    ne,
    neg,
    num,
    power,
    sub,
)
from ..terms.definedness import definedness
from .plain import established, require, rule, sides
from .points import holds_at

MAX_POWER = 12


def _both_defined(s: Sequent, premises: tuple[Proof, ...]) -> tuple[Term, Term]:
    """The sides of an equality of real numbers."""
    require(s.goal.op == "eq", "the goal is an equality")
    for side in s.goal.args:
        require(side.sort.name in ("nat", "int", "real"), "{} is not real", side)
        require(established(s, premises, defined(side)), "{} is not known to be defined", side)
    return sides(s.goal)


def _factor(data: Data, *, constants: bool = False) -> Term:
    """A number other than 0: a fraction, or (`constants`) a real one with an enclosure."""
    times = data.get("times")
    if not isinstance(times, Term):
        raise InferenceError("a number other than 0 is needed")
    exact = times.value if times.op == "num" else None
    closed = constants and not times.free and not times.loose and times.sort != COMPLEX
    if closed and holds_at(ne(times, ZERO), {}):
        return times
    if not isinstance(exact, Fraction) or exact == 0:
        raise InferenceError("a number other than 0 is needed")
    return times


@rule("exponential")
def by_exponential(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B, where e^(c (A - B)) = 1 by a premise or by normal form, for a real number c other
    than 0.

    The exponential function is one to one on the real numbers.
    """
    _both_defined(s, premises)
    scaled = exponential_of(_factor(data, constants=True), s.goal)
    shown_before = established(s, premises, eq(scaled, ONE))
    met = shown_before or w.normalizer(s.hypotheses).equal(scaled, ONE)
    require(met, "the exponentials differ")
    return {}


def exponential_of(factor: Term, goal: Term) -> Term:
    """e^(c (A - B)), for a goal A = B."""
    return exp(mul(factor, sub(*goal.args)))


@rule("logarithm")
def by_logarithm(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B, where log A = log B by normal form, A and B > 0 under H."""
    left, right = _both_defined(s, premises)
    normalizer = w.normalizer(s.hypotheses)
    for side in (left, right):
        require(normalizer.holds(lt(ZERO, side)), "{} is not seen to be positive", side)
    require(normalizer.equal(log(left), log(right)), "the logarithms differ")
    return {}


@rule("factor")
def by_factor(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B, where c (A - B) = 0 by normal form, for a term c that is not 0 under H."""
    left, right = _both_defined(s, premises)
    factor = data.get("factor")
    if not isinstance(factor, Term) or factor.loose:
        raise InferenceError("a factor is needed")
    require(factor.sort.name in ("nat", "int", "real"), "the factor is a real number")
    normalizer = w.normalizer(s.hypotheses)
    for condition in (*definedness(factor), ne(factor, ZERO)):
        require(normalizer.holds(condition), "{} does not follow", condition)
    whole = mul(factor, sub(left, right))
    require(normalizer.equal(whole, ZERO), "the product is not seen to be 0")
    return {}


@rule("angle")
def by_angle(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B, where cos(c (A - B)) = 1 by a premise or by normal form, c is a number other
    than 0, and c (A - B) lies between -2 pi and 2 pi, where only 0 has that cosine."""
    _both_defined(s, premises)
    cosine = cosine_of(_factor(data), s.goal)
    (gap,) = cosine.args
    normalizer = w.normalizer(s.hypotheses)
    shown_before = established(s, premises, eq(cosine, ONE))
    require(shown_before or normalizer.equal(cosine, ONE), "the cosine is not seen to be 1")
    whole = mul(TWO, PI)
    if not s.goal.free:
        within = (lt(neg(whole), gap), lt(gap, whole))
        require(all(decide(e, {}) is True for e in within), "the angle may be a whole turn")
        return {}
    for end, turn in zip(normalizer.turns(gap), (-2, 2), strict=True):
        beyond = end.value is None or abs(end.value) > 2
        require(not beyond and not (end.closed and end.value == turn), "it may be a whole turn")
    return {}


def cosine_of(factor: Term, goal: Term) -> Term:
    """cos(c (A - B)), for a goal A = B."""
    return apply("cos", mul(factor, sub(*goal.args)))


@rule("power")
def by_power(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B, from H |- A^k = B^k: for an odd k always, for an even one where neither side
    is negative, or neither is positive."""
    left, right = _both_defined(s, premises)
    k = data.get("exponent")
    if type(k) is not int or not 2 <= k <= MAX_POWER:
        raise InferenceError("an exponent is needed")
    raised = eq(power(left, num(k)), power(right, num(k)))
    require(established(s, premises, raised), "the powers are not known to be equal")
    if k % 2 == 0:
        normalizer = w.normalizer(s.hypotheses)
        either = normalizer.sign(left) | normalizer.sign(right)
        require(not either & ~NONNEG or not either & ~NONPOS, "the sides may differ in sign")
    return {}


@rule("rearranged")
def by_rearranging(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B, from H |- A' = B', where A - B is a quotient whose numerator is a multiple of
    that of A' - B': a quotient is 0 where its numerator is, and its denominator is not 0."""
    _both_defined(s, premises)
    first = premises[0] if premises else None
    if first is None or first.sequent.goal.op != "eq":
        raise InferenceError("an equality is needed")
    require(established(s, premises, first.sequent.goal), "it has more hypotheses")
    known = first.sequent.goal.args
    normalizer = w.normalizer(s.hypotheses)
    require(normalizer.vanishes_with(sub(*s.goal.args), sub(*known)), "another difference")
    return {}
