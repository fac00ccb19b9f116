"""Normal forms of floor, sign, step, maximum, cases, Kronecker's delta.

Where the facts decide the case it is taken; else the whole is one generator.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from ..terms import Term, add, apply, cases, delta, maximum, minimum, mul, sub, substitute
from ..terms.definedness import definedness, opposite
from .exponentials import monomials_over
from .normal import Normalizer, handles
from .ratio import Ratio, Unsupported, minus, plus, rational_value, sum_of
from .signs import ANY, NEG, NONNEG, NONPOS, NONZERO, POS, ZERO_SIGN, Fact


@handles("floor", "ceil")
def _floor(n: Normalizer, term: Term) -> Ratio:
    inside = n.ratio(term.args[0])
    if term.op == "ceil":
        return minus(_floored(n, minus(inside)))
    return _floored(n, inside)


def _floored(n: Normalizer, a: Ratio) -> Ratio:
    """floor(a): whole parts leave it, floor(x + n) = floor(x) + n."""
    value = rational_value(a)
    if value is not None:
        return n.constant(floor(value))
    whole, rest = [], []
    for atom, coefficient, _ in monomials_over(n, a):
        part = n.ratio(atom)
        integral = part.den.is_one() and n.is_integral(part.num)
        integer = Fraction(floor(coefficient)) if integral else Fraction(0)
        whole.append(_scaled(n, part, integer))
        rest.append(_scaled(n, part, coefficient - integer))
    left = sum_of(rest, n.ctx)
    value = rational_value(left)
    if value is not None:
        return sum_of([*whole, n.constant(floor(value))], n.ctx)
    atom = apply("floor", n.term(left))
    new = atom not in n.places
    part = n.generator(atom)
    if new:
        from .entailment import bound_floor

        bound_floor(n, part, left)
    return plus(sum_of(whole, n.ctx), part)


def _scaled(n: Normalizer, a: Ratio, by: Fraction) -> Ratio:
    from .ratio import times

    return times(a, n.constant(by))


@handles("sign", "heaviside")
def _sign(n: Normalizer, term: Term) -> Ratio:
    inside = n.ratio(term.args[0])
    sign = n.ratio_sign(inside)
    middle = Fraction(1, 2) if term.op == "heaviside" else Fraction(0)
    values = {POS: Fraction(1), ZERO_SIGN: middle, NEG: 2 * middle - 1}
    if term.op == "heaviside":
        values[NEG] = Fraction(0)
    if sign in values:
        return n.constant(values[sign])
    mask = NONNEG if term.op == "heaviside" else sign or ANY
    return n.generator(apply(term.op, n.term(inside)), mask)


@handles("max", "min")
def _extreme(n: Normalizer, term: Term) -> Ratio:
    """The largest (smallest), those left out that are proved not to be beyond another."""
    kept: list[Ratio] = []
    keep_low = NONNEG if term.op == "max" else NONPOS
    for a in (n.ratio(x) for x in term.args):
        if any(not n.ratio_sign(plus(k, minus(a))) & ~keep_low for k in kept):
            continue
        kept = [k for k in kept if n.ratio_sign(plus(a, minus(k))) & ~keep_low]
        kept.append(a)
    if len(kept) == 1:
        return kept[0]
    make = maximum if term.op == "max" else minimum
    return n.generator(make(*sorted({n.term(k) for k in kept}, key=str)))


@handles("cases")
def _cases(n: Normalizer, term: Term) -> Ratio:
    """The branch that the facts choose; else all of it as it stands."""
    parts = term.args
    for value, condition in zip(parts[0::2], parts[1::2], strict=False):
        if n.follows(condition):
            return n.ratio(value)
        if not n.follows(opposite(condition)):
            break
    else:
        if len(parts) % 2:
            return n.ratio(parts[-1])
        raise Unsupported("no case applies")
    by_index = _by_index(n, parts)
    if by_index is not None:
        return by_index
    return n.generator(substitute(cases(*parts), n.values))


def _by_index(n: Normalizer, parts: tuple[Term, ...]) -> Ratio | None:
    """(v if i = j; w) = w + delta_ij (v - w), v - w taken at i = j; for v, w defined everywhere."""
    values, conditions = parts[0::2], parts[1::2]
    if any(definedness(v) for v in values):
        return None
    out = values[-1]  # where the term is defined and no other case applies, the last one does
    for value, condition in reversed(list(zip(values[:-1], conditions, strict=False))):
        if condition.op != "eq" or any(a.sort.name not in ("nat", "int") for a in condition.args):
            return None
        gap = sub(value, out)
        for name, place in (condition.args, condition.args[::-1]):
            if name.op == "var" and name not in place.free:
                gap = substitute(gap, {name: place})
                break
        out = add(out, mul(delta(*condition.args), gap))
    return n.ratio(out)


@handles("delta")
def _delta(n: Normalizer, term: Term) -> Ratio:
    gap = plus(n.ratio(term.args[0]), minus(n.ratio(term.args[1])))
    sign = n.ratio_sign(gap)
    if not sign & ~ZERO_SIGN:
        return n.constant(1)
    if not sign & ~NONZERO:
        return n.constant(0)
    if gap.num.leading_coefficient() < 0:
        gap = minus(gap)
    first, second = sorted((n.term(n.ratio(a)) for a in term.args), key=str)
    name = n.generator(delta(first, second), NONNEG)
    place = n.places[delta(first, second)]
    if place not in n.relations:
        n.relations[place] = (2, name)
        bounds = frozenset((place,)) if n.is_bound(place) else frozenset()
        n.facts.append(Fact(1 - name.num, NONNEG, bounds))
    return name
