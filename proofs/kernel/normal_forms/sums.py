"""Finite sums over a symbolic range: a linear operator with a bound name.

Ranges are shifted to start at 1; what does not depend on the bound name is taken out; each kind of
summand that is left is one generator. What is taken out must be defined even if the range is empty,
or the range be proved not to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

from ..terms import (
    INT,
    ONE,
    Term,
    abstract,
    add,
    both,
    instantiate,
    le,
    make,
    num,
    sub,
    substitute,
    total,
)
from ..terms.definedness import definedness
from . import signs
from .normal import Normalizer, handles
from .ratio import (
    Ratio,
    TooLarge,
    Unsupported,
    factored,
    plus,
    rational_value,
    reduced,
    sum_of,
    times,
)
from .signs import NONNEG, POS, ZERO_SIGN

MAX_WRITTEN_OUT = 5_000
"""Longest range of concrete length that is written out term by term."""
MAX_DIVIDED_DEGREE = 60
MAX_NOTED = 12
"""Longest sum, in monomials, of which it is noted that it is not negative."""
MAX_SPLIT = 40
"""Most terms that are split off at the end of a range."""


def range_length(n: Normalizer, lower: Term, upper: Term) -> Ratio:
    """The number of integers from `lower` to `upper`; not positive where there are none."""
    return plus(n.ratio(sub(upper, lower)), n.constant(1))


@contextmanager
def in_range(n: Normalizer, lower: Term, upper: Term) -> Iterator[tuple[Term, Term]]:
    """A fresh index between the bounds: yields a name that counts from 1, and the index itself.

    The facts about the index hold for statements that mention it, and for no others.
    """
    length = n.term(range_length(n, lower, upper))
    if n.term(n.ratio(lower)).sort.name not in ("nat", "int"):
        raise Unsupported(f"{lower} is not seen to be an integer")
    depth = n.depth
    name = make("var", (), ("index", depth, length), INT)
    if name.value not in n.levels:
        n.levels.add(name.value)
        n.ratio(name)
        if name in n.places:  # no fact gives it a value
            n.signs[n.places[name]] = POS
        from .entailment import assume

        assume(n, le(ONE, name))
        assume(n, le(name, length))
    n.depth = depth + 1
    try:
        _recall(n, name, length)
        start = n.ratio(lower)
        yield name, name if start == n.constant(1) else add(name, sub(n.term(start), ONE))
    finally:
        n.depth = depth


def _recall(n: Normalizer, name: Term, length: Term) -> None:
    """What is known of every index of a range of this length, of this one."""
    from .entailment import assume_inside

    new = [f for f in n.foralls if (name, f) not in n.recalled]
    if n.recalling or not new:
        return
    n.recalling = True
    try:
        for fact in new:
            n.recalled.add((name, fact))
            lower, upper, body = fact.args
            try:
                if n.term(range_length(n, lower, upper)) is length:
                    shifted = add(name, sub(n.term(n.ratio(lower)), ONE))
                    assume_inside(n, instantiate(body, shifted))
            except Unsupported:
                continue
    finally:
        n.recalling = False
        n.memo.clear()  # what was met before may come out simpler


def bounds(n: Normalizer, term: Term) -> tuple[Term, Term, Term]:
    """A finite range and its body; raises Unsupported for an infinite one."""
    lower, upper, body = term.args
    for end in (lower, upper):
        if end.op == "oo" or (end.op == "neg" and end.args[0].op == "oo"):
            raise Unsupported("an infinite range")
    return lower, upper, body


def written_out(n: Normalizer, term: Term) -> list[Ratio] | None:
    """The summands one by one, where the length is a number; None where it is not."""
    lower, upper, body = bounds(n, term)
    length = rational_value(range_length(n, lower, upper))
    if length is None:
        return None
    if length.denominator != 1:
        raise Unsupported("a range between numbers that are no integers apart")
    if length > MAX_WRITTEN_OUT:
        raise TooLarge(f"a range of more than {MAX_WRITTEN_OUT}")
    start = n.term(n.ratio(lower))
    if start.sort.name not in ("nat", "int"):
        raise Unsupported(f"{lower} is not seen to be an integer")
    if start.op == "num":
        return [n.ratio(instantiate(body, num(start.value + k))) for k in range(int(length))]
    return [n.ratio(instantiate(body, add(start, num(k)))) for k in range(int(length))]


def last_ones(
    n: Normalizer, length: Ratio, lower: Term, body: Term
) -> tuple[Term, list[Ratio]] | None:
    """Of a range of length N + c, c = 1, 2, ..., its first N and its last c; N >= 0 is proved.

    The new upper end, and the last ones' values.
    """
    constant = length.num.to_dict().get((0,) * n.ctx.nvars(), 0)
    beyond = int(constant)
    if not length.den.is_one() or not 0 < beyond <= MAX_SPLIT:
        return None
    before = plus(length, n.constant(-beyond))
    if n.ratio_sign(before) & ~NONNEG:
        return None
    upper = n.term(plus(plus(before, n.ratio(lower)), n.constant(-1)))
    ends = [n.ratio(instantiate(body, add(upper, num(j)))) for j in range(1, beyond + 1)]
    return upper, ends


@handles("sum")
def _sum(n: Normalizer, term: Term) -> Ratio:
    written = written_out(n, term)
    if written is not None:
        return sum_of(written, n.ctx)
    lower, upper, body = bounds(n, term)
    length = range_length(n, lower, upper)
    split = last_ones(n, length, lower, body)
    if split is not None:
        shorter, ends = split
        return sum_of([n.ratio(total(lower, shorter, body)), *ends], n.ctx)
    filled = n.ratio_sign(length) == POS
    with in_range(n, lower, upper) as (name, index):
        summand = n.settle(n.ratio(instantiate(body, index)))
        found = _linear(n, summand, name, length, filled)
        if len(summand.num) > 1 and not n.ratio_sign(summand) & ~NONNEG:
            _note_nonnegative(n, found)
        return found


def _note_nonnegative(n: Normalizer, whole: Ratio) -> None:
    """A sum of terms that are not negative isn't either, though its parts may be: (x_i - m)^2."""
    if len(n.facts) >= signs.MAX_FACTS or not 1 < len(whole.num) <= MAX_NOTED:
        return
    if n.poly_sign(whole.den) == POS:  # else it says something only where the sum is defined
        used = (g for g, d in enumerate(whole.num.degrees()) if d > 0)
        fact = signs.Fact(whole.num, NONNEG, frozenset(g for g in used if n.is_bound(g)))
        if fact not in n.facts:
            n.facts.append(fact)


def _linear(n: Normalizer, summand: Ratio, name: Term, length: Ratio, filled: bool) -> Ratio:
    """The sum of a quotient over the index `name`, taken apart monomial by monomial."""
    stays = dependent(n, name, filled)
    outside, inside = _split_denominator(n, summand.den, stays, filled)
    out = []
    for above, den in _divided(n, summand.num, inside):
        for inner, rows in _by_inner_part(above, stays).items():
            part = reduced(n.ctx.from_dict({inner: 1}), den)
            factor = Ratio(n.ctx.from_dict(rows), n.ctx.constant(1))
            out.append(times(factor, _summed(n, part, name, length, filled)))
    return times(sum_of(out, n.ctx), Ratio(n.ctx.constant(1), outside))


def _divided(n: Normalizer, num: Any, den: Any) -> list[tuple[Any, Any]]:
    """num/den as quotient and proper part, so that w E/(E+1) + w/(E+1) and w come out alike.

    Division by one polynomial is linear and has one remainder, so it may be done term by term.
    """
    if len(den) == 1 or max(num.degrees()) > MAX_DIVIDED_DEGREE:
        return [(num, den)]
    scale = int(den.leading_coefficient()) ** (1 + max(num.degrees()))
    whole, proper = divmod(num * scale, den)
    one = n.ctx.constant(1)
    return [(whole, one * scale), (proper, den * scale)]


def _by_inner_part(num: Any, stays: Any) -> dict[tuple[int, ...], dict[tuple[int, ...], int]]:
    """The monomials of a polynomial, by the part of each that stays under the sum."""
    groups: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
    for exponents, coefficient in num.to_dict().items():
        inner = tuple(e if stays(g) else 0 for g, e in enumerate(exponents))
        outer = tuple(0 if stays(g) else e for g, e in enumerate(exponents))
        groups.setdefault(inner, {})[outer] = int(coefficient)
    return groups


def dependent(n: Normalizer, name: Term, filled: bool) -> Any:
    """Which generators stay inside: those with the index in them, and (in a range that may be
    empty) those that are not defined everywhere."""

    def stays(g: int) -> bool:
        if g >= len(n.atoms):
            return False
        atom = n.atoms[g]
        return name in atom.free or not (filled or not definedness(atom))

    return stays


def _split_denominator(n: Normalizer, den: Any, stays: Any, filled: bool) -> tuple[Any, Any]:
    """(outside, inside): the factors that don't depend on the index, if they may leave."""
    one = n.ctx.constant(1)
    if den.is_constant():
        return den, one
    if not any(stays(g) for g, d in enumerate(den.degrees()) if d):
        if filled or not n.poly_sign(den) & ZERO_SIGN:
            return den, one
        return one, den
    found = factored(den)
    if found is None:
        return one, den
    content, rows = found
    outside, inside = n.ctx.constant(int(content)), one
    for factor, e in rows:
        depends = any(stays(g) for g, d in enumerate(factor.degrees()) if d)
        if depends or not (filled or not n.poly_sign(factor) & ZERO_SIGN):
            inside = inside * factor ** int(e)
        else:
            outside = outside * factor ** int(e)
    return outside, inside


def _collapsed(n: Normalizer, part: Ratio, name: Term, length: Ratio) -> Ratio | None:
    """The sum of delta_{j,e} f(j) is f(e), for an integer e that is proved to be in the range."""
    for place, degree in enumerate(part.num.degrees()):
        if degree != 1 or n.atoms[place].op != "delta":
            continue
        ends = n.atoms[place].args
        chosen = next((b for a, b in (ends, ends[::-1]) if a is name and name not in b.free), None)
        if chosen is None or chosen.sort.name not in ("nat", "int"):
            continue
        if not n.follows(both(le(ONE, chosen), le(chosen, n.term(length)))):
            continue
        rest = n.term(Ratio(part.num // n.ctx.gen(place), part.den))
        return n.ratio(substitute(rest, {name: chosen}))
    return None


def _summed(n: Normalizer, part: Ratio, name: Term, length: Ratio, filled: bool) -> Ratio:
    """The generator for the sum of one kind of summand."""
    collapsed = _collapsed(n, part, name, length)
    if collapsed is not None:
        return collapsed
    nonnegative = filled or not n.ratio_sign(length) & ~NONNEG
    value = rational_value(part)
    if value is not None and nonnegative:
        return times(length, n.constant(value))
    sign = n.ratio_sign(part) | (0 if filled else ZERO_SIGN)
    sign = signs.add_signs(sign, sign)
    content, den = part.den.primitive()
    atom = total(ONE, n.term(length), abstract(n.term(Ratio(part.num, den)), name))
    return times(n.generator(atom, sign), n.constant(Fraction(1, int(content))))
