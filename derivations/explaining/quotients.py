"""Steps on fractions: over one denominator, cancelled, split, multiplied above and below."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from proofs.kernel.terms import ONE, Term, add, div, mul, neg, num, power, sub

from .arithmetic import Step, tex
from .facts import Facts
from .moves import Move
from .products import E, Product, common_part, product_of, raised
from .tidying import size, tidy, unordered


def over_one_denominator(term: Term, facts: Facts) -> Iterator[Move]:
    """a/b + c -> (a + cb)/b"""
    if term.op != "add":
        return
    products = [product_of(p) for p in term.args]
    if all(p.below().powers == () and p.coefficient.denominator == 1 for p in products):
        return
    bottom = products[0].below()
    for p in products[1:]:
        bottom = _least_multiple(bottom, p.below())
    tops = [p.times(bottom).term() for p in products]
    if any(product_of(t).below().powers for t in tops):
        return
    under = bottom.term()
    after = tidy(div(add(*tops), under))
    same = all(unordered(p.below().term()) is unordered(under) for p in products)
    text = "add the fractions" if same else f"over the common denominator {tex(under)}"
    yield Move(after, "common denominator", text, "split the fraction")


def _least_multiple(a: Product, b: Product) -> Product:
    powers = {unordered(base): (base, e) for base, e in a.powers}
    for base, e in b.powers:
        key = unordered(base)
        before = powers.get(key)
        if before is None or (e.op == before[1].op == "num" and e.value > before[1].value):
            powers[key] = (base, e)
    number = _lcm(a.coefficient, b.coefficient)
    return Product(number, tuple(powers.values()))


def _lcm(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(lcm(int(a), int(b)))


def multiply_fractions(term: Term, facts: Facts) -> Iterator[Move]:
    """a/b c/d -> (ac)/(bd)"""
    if term.op != "mul" or not any(f.op == "div" for f in term.args):
        return
    tops = [f.args[0] if f.op == "div" else f for f in term.args]
    bottoms = [f.args[1] for f in term.args if f.op == "div"]
    after = tidy(div(_gathered(tops), _gathered(bottoms)))
    many = len([f for f in term.args if f.op == "div"]) > 1
    text = "multiply the fractions" if many else "over one fraction line"
    number = next((f for f in term.args if f.op == "num"), None)
    back = f"write it as {tex(number)} times a fraction" if number else "split into a product"
    yield Move(after, "product of fractions", text, back)


def cancel_across(term: Term, facts: Facts) -> Iterator[Move]:
    """x (1/x) -> 1"""
    if term.op != "mul":
        return
    tops = [f.args[0] if f.op == "div" else f for f in term.args]
    bottoms = [f.args[1] for f in term.args if f.op == "div"]
    for i, top in enumerate(tops):
        for bottom in bottoms:
            if unordered(top) is unordered(bottom) and top is not ONE:
                whole = tops[:i] + tops[i + 1 :]
                left = list(bottoms)
                left.remove(bottom)
                after = tidy(div(mul(*whole), mul(*left)))
                why = facts.why_not_zero(top)
                times = f"multiply and divide by {tex(top)}"
                yield Move(after, "cancel", f"cancel {tex(top)}{why}", times)
                return


def _gathered(factors: list[Term]) -> Term:
    """A product in which equal factors stand as a power."""
    kept: dict[Term, list[Term]] = {}
    for f in tidy(mul(*factors)).args if tidy(mul(*factors)).op == "mul" else (mul(*factors),):
        kept.setdefault(unordered(f), []).append(f)
    plain = all(len(v) == 1 for v in kept.values())
    return tidy(mul(*factors)) if plain else product_of(mul(*factors)).term()


def cancel(term: Term, facts: Facts) -> Iterator[Move]:
    """(ab)/(ac) -> b/c"""
    if term.op != "div":
        return
    (over, under), exponentials = _without_common_exponentials(*term.args)
    common = common_part([product_of(over), product_of(under)])
    factor = tidy(mul(common.term(), *exponentials))
    if factor is ONE:
        return
    inverse = common.inverse()
    tops = [product_of(a).times(inverse).term() if common.powers or common.coefficient != 1 else a
            for a in (over, under)]  # fmt: skip
    why = facts.why_not_zero(factor)
    times = f"multiply above and below by {tex(factor)}"
    yield Move(tidy(div(*tops)), "cancel", f"cancel {tex(factor)}{why}", times + why)


def _without_common_exponentials(over: Term, under: Term) -> tuple[tuple[Term, Term], list[Term]]:
    """Both without the exponentials that stand as factors in both, and these."""
    sides = [list(a.args) if a.op == "mul" else [a] for a in (over, under)]
    common = []
    for factor in list(sides[0]):
        if factor.op == "exp" and factor in sides[1]:
            sides[0].remove(factor)
            sides[1].remove(factor)
            common.append(factor)
    return (tidy(mul(*sides[0])), tidy(mul(*sides[1]))), common


def split(term: Term, facts: Facts) -> Iterator[Move]:
    """(a + b)/c -> a/c + b/c"""
    if term.op != "div" or term.args[0].op != "add":
        return
    over, under = term.args
    parts = [div(p, under) for p in over.args]
    whole = all(tidy(p).op in ("div", "neg") for p in parts)
    back = "add the fractions" if whole else f"over the common denominator {tex(under)}"
    yield Move(tidy(add(*parts)), "split", "split the fraction", back)
    below = product_of(under)
    plain = [product_of(p).times(below.inverse()).term() for p in over.args]
    if [unordered(p) for p in plain] != [unordered(tidy(p)) for p in parts]:
        text = "divide term by term"
        yield Move(tidy(add(*plain)), "divide", text, f"over the common denominator {tex(under)}")


def split_product(term: Term, facts: Facts) -> Iterator[Move]:
    """(ab)/c -> a (b/c)"""
    if term.op != "div" or term.args[0].op not in ("mul", "neg"):
        return
    over, under = term.args
    factors = over.args[0].args if over.op == "neg" else over.args
    if over.op == "mul" and over.args[0].op == "num" and under.op == "num":
        number = num(over.args[0].value / under.value)
        yield Move(
            tidy(mul(number, *over.args[1:])), "number in front", "write the number in front",
            "over one fraction line",
        )  # fmt: skip
    if len(factors) == 2 and over.op == "mul":
        a, b = factors
        yield Move(
            tidy(mul(a, div(b, under))), "split off", "split off a factor", "over one fraction line"
        )


def multiply_above_and_below(term: Term, facts: Facts) -> Iterator[Move]:
    """1/(1 + e^(-x)) -> e^x/(e^x + 1)"""
    if term.op != "div":
        return
    over, under = term.args
    if over.op != "add" and under.op != "add":
        return
    for by in _multipliers(over, under):
        parts = []
        for side in (over, under):
            pieces = side.args if side.op == "add" else (side,)
            parts.append(tidy(add(*(product_of(p).times(product_of(by)).term() for p in pieces))))
        after = tidy(div(*parts))
        if size(after) > size(term) + 4:
            continue
        inverse = product_of(by).inverse().term()
        there, back = (
            f"multiply above and below by {tex(by)}",
            f"divide above and below by {tex(by)}",
        )
        if size(inverse) < size(by):
            there = f"divide above and below by {tex(inverse)}"
            back = f"multiply above and below by {tex(inverse)}"
        yield Move(after, "expand the fraction", there, back)


def by_the_conjugate(term: Term, facts: Facts) -> Iterator[Move]:
    """(sqrt(a) - sqrt(b))/c -> (a - b)/(c (sqrt(a) + sqrt(b)))"""
    if term.op != "div" or term.args[0].op != "add" or len(term.args[0].args) != 2:
        return
    over, under = term.args
    first, second = over.args
    minus = second.op == "neg"
    plain = second.args[0] if minus else second
    if first.op != "root" or first.value != 2 or not (plain.op == "root" or minus):
        return
    other = add(first, plain) if minus else sub(first, plain)
    squares = [_squared(p) for p in (first, plain)]
    after = tidy(div(sub(*squares), mul(under, other)))
    text = f"multiply above and below by {tex(other)}, and $(a - b)(a + b) = a^2 - b^2$"
    yield Move(after, "conjugate", text, text, cost=1.3)


def _squared(term: Term) -> Term:
    return term.args[0] if term.op == "root" and term.value == 2 else power(term, num(2))


def _multipliers(over: Term, under: Term) -> list[Term]:
    found: dict[Term, Term] = {}
    for side in (over, under):
        for piece in side.args if side.op == "add" else (side,):
            product = product_of(piece)
            for base, e in product.powers:
                if base is E:
                    by = raised(base, tidy(neg(e)))
                elif e.op == "num" and e.value < 0:
                    by = raised(base, num(-e.value))
                elif base.op not in ("add",) and (over.op == "add") is (under.op == "add"):
                    by = div(ONE, raised(base, e))
                else:
                    continue
                found.setdefault(unordered(by), by)
    return list(found.values())


STEPS: dict[str, tuple[Step, ...]] = {
    "add": (over_one_denominator,),
    "mul": (multiply_fractions, cancel_across),
    "div": (cancel, split, split_product, multiply_above_and_below, by_the_conjugate),
}
__all__ = ["STEPS"]
