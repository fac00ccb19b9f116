"""Steps of arithmetic with sums, products and fractions of any number of parts.

Each takes a term and gives what it becomes, with the reason; none looks inside the term's parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from math import comb, isqrt, lcm

from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import ONE, Term, add, div, mul, neg, num, power, sqrt

from ..writing.latex import latex
from .facts import Facts
from .moves import Move
from .products import E, Product, collected, common_part, product_of, raised
from .tidying import signed, size, tidy, unordered

MAX_EXPANDED = 24
"""Most summands that multiplying out may give."""
MAX_POWER = 4
Step = Callable[[Term, Facts], Iterator[Move]]


def tex(term: Term) -> str:
    """A term between dollar signs."""
    return f"${latex(term)}$"


# --- sums -----------------------------------------------------------------------------------------


def collect(term: Term, facts: Facts) -> Iterator[Move]:
    """2x + x -> 3x, 1 + x - 1 -> x"""
    if term.op != "add":
        return
    after = collected(term)
    count = len(after.args) if after.op == "add" else 1
    if count >= len(term.args) or unordered(after) is unordered(term):
        return
    numbers = [p for p in term.args if product_of(p).powers == ()]
    lost = len(term.args) - count
    if len(numbers) > 1 and lost <= len(numbers) and _others_stay(term, after, numbers):
        total = tidy(collected(add(*numbers)))
        text = f"${latex(add(*numbers))} = {latex(total)}$"
    else:
        text = "collect like terms"
    yield Move(after, "collect", text, _undone(term, after))


def _undone(term: Term, after: Term) -> str:
    """What collecting is from right to left: adding and subtracting what cancels, or splitting."""
    kept = Counter(unordered(p) for p in (after.args if after.op == "add" else (after,)))
    parts = [p for p in term.args if not kept[unordered(p)]]
    minus = {unordered(signed(tidy(neg(p)))) for p in parts}
    gone = [p for p in parts if p.op != "neg" and unordered(p) in minus]
    if len(gone) == 1:
        return f"add and subtract {tex(gone[0])}"
    numbers = [p for p in term.args if product_of(p).powers == ()]
    if len(numbers) > 1 and _others_stay(term, after, numbers):
        return f"${latex(tidy(collected(add(*numbers))))} = {latex(add(*numbers))}$"
    return "split a term in two"


def _others_stay(term: Term, after: Term, numbers: list[Term]) -> bool:
    kept = {unordered(p) for p in (after.args if after.op == "add" else (after,))}
    return all(unordered(p) in kept for p in term.args if p not in numbers)


def take_out(term: Term, facts: Facts) -> Iterator[Move]:
    """ab + ac -> a (b + c)"""
    if term.op != "add":
        return
    products = [product_of(p) for p in term.args]
    common = common_part(products)
    if not common.powers and common.coefficient == 1:
        return
    inner = add(*(p.times(common.inverse()).term() for p in products))
    factor = common.term()
    yield Move(tidy(mul(factor, inner)), "factor out", f"factor {tex(factor)} out", "multiply out")


def over_one_denominator(term: Term, facts: Facts) -> Iterator[Move]:
    """a/b + c -> (a + cb)/b"""
    if term.op != "add":
        return
    products = [product_of(p) for p in term.args]
    if all(p.below().powers == () for p in products):
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


def factor_polynomial(term: Term, facts: Facts) -> Iterator[Move]:
    """x^2 - 3x + 2 -> (x - 1) (x - 2)"""
    if term.op != "add" or not 2 <= len(term.args) <= 8 or not all(map(_monomial, term.args)):
        return
    found = facts.factored(term)
    if found is not None and found.op in ("mul", "pow", "neg"):
        yield Move(found, "factor", "factor", "multiply out")


def _monomial(term: Term) -> bool:
    """Whether it is a product of powers of names."""
    powers = product_of(term).powers
    return all(b.op in ("var", "elem") and e.op == "num" and e.value > 0 for b, e in powers)


def take_exponential_out(term: Term, facts: Facts) -> Iterator[Move]:
    """1 + e^x -> e^x (e^(-x) + 1)"""
    if term.op != "add":
        return
    products = [product_of(p) for p in term.args]
    exponents = {unordered(e): e for p in products for b, e in p.powers if b is E}
    for e in exponents.values():
        factor = Product(Fraction(1), ((E, e),))
        inner = add(*(p.times(factor.inverse()).term() for p in products))
        text = f"factor {tex(factor.term())} out"
        after = tidy(mul(factor.term(), inner))
        yield Move(after, "factor out", text, "multiply out", cost=1.5)


# --- products -------------------------------------------------------------------------------------


def multiply_out(term: Term, facts: Facts) -> Iterator[Move]:
    """a (b + c) -> ab + ac; (a + b)^2 -> a^2 + 2ab + b^2"""
    if term.op == "pow":
        yield from _expand_power(term)
        return
    minus = term.op == "neg" and term.args[0].op == "add"
    factors = term.args if term.op in ("mul", "neg") else ()
    sums = [f for f in factors if f.op == "add"]
    if not sums:
        return
    rows: list[Term] = [mul(*(f for f in factors if f.op != "add"))]
    for s in sums:
        rows = [mul(r, p) for r in rows for p in s.args]
        if len(rows) > MAX_EXPANDED:
            return
    parts = [product_of(r).term() for r in rows]
    if minus:
        after = tidy(add(*(neg(p) for p in parts)))
        yield Move(after, "minus a sum", "take the minus sign inside", "take the minus sign out")
        return
    outer = tidy(rows[0]) if len(sums) == 1 else None
    back = "factor" if outer is None else f"factor {tex(_other(factors))} out"
    yield Move(tidy(add(*parts)), "multiply out", "multiply out", back)


def _other(factors: tuple[Term, ...]) -> Term:
    return tidy(mul(*(f for f in factors if f.op != "add")))


def _expand_power(term: Term) -> Iterator[Move]:
    base, exponent = term.args
    if base.op != "add" or exponent.op != "num" or exponent.value.denominator != 1:
        return
    n = int(exponent.value)
    if not 2 <= n <= MAX_POWER or len(base.args) > 3 or (n > 2 and len(base.args) > 2):
        return
    if len(base.args) == 2:
        a, b = (product_of(p) for p in base.args)
        rows = []
        for k in range(n + 1):
            row = Product(Fraction(comb(n, k)), ())
            for p, times in ((a, n - k), (b, k)):
                for _ in range(times):
                    row = row.times(p)
            rows.append(row.term())
        names = {2: "square", 3: "cube"}
        text = f"expand the {names.get(n, 'power')}"
        yield Move(
            tidy(add(*rows)), "binomial formula", text, f"a {names.get(n, 'power')} of a sum"
        )
        return
    squares = [tidy(power(p, num(2))) for p in base.args]
    mixed = [product_of(mul(num(2), p, q)).term() for p, q in combinations(base.args, 2)]
    yield Move(
        tidy(add(*squares, *mixed)), "square of a sum", "expand the square", "a square of a sum"
    )


def join_powers(term: Term, facts: Facts) -> Iterator[Move]:
    """x x^2 -> x^3, e^a e^b -> e^(a + b)"""
    if term.op != "mul":
        return
    for kind, name, text in (
        (True, "product of exponentials", "$e^{a} e^{b} = e^{a + b}$"),
        (False, "product of powers", "$x^{m} x^{n} = x^{m + n}$"),
    ):
        touched = [f for f in term.args if (f.op == "exp") is kind and f.op not in ("num", "div")]
        product = product_of(mul(*touched)) if touched else None
        if product is None or len(product.powers) >= len(touched):
            continue
        rest = [f for f in term.args if f not in touched]
        after = tidy(mul(*rest[: _numbers(rest)], product.term(), *rest[_numbers(rest) :]))
        yield Move(after, name, text, text)


def _numbers(parts: list[Term]) -> int:
    return len([p for p in parts if p.op == "num"])


# --- fractions ------------------------------------------------------------------------------------


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
    yield Move(tidy(add(*parts)), "split", "split the fraction", "add the fractions")
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


def square_out_of_root(term: Term, facts: Facts) -> Iterator[Move]:
    """sqrt(12) -> 2 sqrt(3)"""
    inside = term.args[0]
    if term.value != 2 or inside.op != "num" or inside.value.denominator != 1 or inside.value < 1:
        return
    value = int(inside.value)
    square = max(d for d in range(1, min(isqrt(value), 1000) + 1) if value % (d * d) == 0)
    if square > 1:
        after = tidy(mul(num(square), sqrt(num(value // square**2))))
        text = rf"${value} = {square}^2 \cdot {value // square**2}$"
        if value == square**2:
            text, after = f"${value} = {square}^2$", num(square)
        yield Move(after, "square out of a root", text, text)


STEPS: dict[str, tuple[Step, ...]] = {
    "add": (collect, take_out, over_one_denominator, factor_polynomial, take_exponential_out),
    "mul": (multiply_fractions, join_powers, multiply_out),
    "neg": (multiply_out,),
    "pow": (multiply_out,),
    "root": (square_out_of_root,),
    "div": (cancel, split, split_product, multiply_above_and_below),
}
"""Which of them there are for what operator."""

__all__ = ["STEPS", "Unsupported", "tex"]
