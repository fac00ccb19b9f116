"""Steps of arithmetic with sums, products and fractions of any number of parts.

Each takes a term and gives what it becomes, with the reason; none looks inside the term's parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from math import comb, isqrt

from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import ONE, Term, add, div, exp, mul, neg, num, power, sqrt, subterms
from proofs.kernel.terms.definedness import opposite

from ..writing.latex import latex
from .facts import Facts
from .moves import Move
from .products import E, Product, collected, common_part, product_of
from .replacing import replaced
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
    if _reducible(term):
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


def _reducible(term: Term) -> bool:
    """Whether something in a summand is to be cancelled first: n (1/n)."""
    return any(size(product_of(p).term()) < size(p) for p in term.args)


def _others_stay(term: Term, after: Term, numbers: list[Term]) -> bool:
    kept = {unordered(p) for p in (after.args if after.op == "add" else (after,))}
    return all(unordered(p) in kept for p in term.args if p not in numbers)


def take_out(term: Term, facts: Facts) -> Iterator[Move]:
    """ab + ac -> a (b + c)"""
    if term.op != "add" or _reducible(term):
        return
    products = [product_of(p) for p in term.args]
    common = common_part(products)
    if not common.powers and common.coefficient == 1:
        return
    inner = add(*(p.times(common.inverse()).term() for p in products))
    factor = common.term()
    yield Move(tidy(mul(factor, inner)), "factor out", f"factor {tex(factor)} out", "multiply out")


def take_sum_out(term: Term, facts: Facts) -> Iterator[Move]:
    """n (n + 1)/2 + n + 1 -> (n + 1) (n/2 + 1)"""
    if term.op != "add":
        return
    products = [product_of(p) for p in term.args]
    sums = {unordered(b): b for p in products for b, e in p.powers if b.op == "add" and e is ONE}
    for whole in sums.values():
        rest = _quotients(list(products), whole)
        if rest is not None:
            text = f"factor {tex(whole)} out"
            yield Move(tidy(mul(whole, add(*rest))), "factor out", text, "multiply out")


def _quotients(products: list[Product], whole: Term) -> list[Term] | None:
    """What each summand is over a sum, some of them together being a multiple of it."""
    divisor = Product(Fraction(1), ((whole, ONE),)).inverse()
    parts = [product_of(p) for p in whole.args]
    rest: list[Term] = []
    alone = []
    for p in products:
        if any(unordered(b) is unordered(whole) for b, _ in p.powers):
            rest.append(p.times(divisor).term())
        else:
            alone.append(p)
    if not alone or not rest:
        return None
    while alone:
        times = alone[0].times(parts[0].inverse())
        for part in parts:
            wanted = times.times(part)
            found = next((p for p in alone if p.key == wanted.key
                          and p.coefficient == wanted.coefficient), None)  # fmt: skip
            if found is None:
                return None
            alone.remove(found)
        rest.append(times.term())
    return rest


def factor_polynomial(term: Term, facts: Facts) -> Iterator[Move]:
    """x^2 - 3x + 2 -> (x - 1) (x - 2)"""
    if term.op != "add" or not 2 <= len(term.args) <= 8 or not all(map(_monomial, term.args)):
        return
    if size(collected(term)) < size(term):
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
    if not sums or any(size(product_of(f).term()) < size(f) for f in factors if f.op == "div"):
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


def by_exponentials(term: Term, facts: Facts) -> Iterator[Move]:
    """cosh(x) + sinh(x) -> (e^x + e^(-x))/2 + (e^x - e^(-x))/2"""
    found = {t: _exponentials(t) for t in subterms(term) if t.op in _SIGNS and not t.loose}
    if len({t.op for t in found}) < len(_SIGNS):
        return
    text = r"the definitions of $\cosh$ and $\sinh$"
    yield Move(tidy(replaced(term, found)), "definition of cosh", text, text, "DLMF 4.28", 1.2)


_SIGNS = {"cosh": 1, "sinh": -1}


def _exponentials(term: Term) -> Term:
    x = term.args[0]
    other = exp(neg(x))
    return div(add(exp(x), other if _SIGNS[term.op] > 0 else neg(other)), num(2))


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


def choose(term: Term, facts: Facts) -> Iterator[Move]:
    """1 if x > 0; 0 if x <= 0 -> 1, for x > 0"""
    parts = term.args
    for value, condition in zip(parts[0::2], parts[1::2], strict=False):
        if facts.holds(condition):
            text = f"the case {tex(condition)}"
            yield Move(tidy(value), "case", text, text)
            return
        if not facts.holds(opposite(condition)):
            return
    if len(parts) % 2:
        yield Move(tidy(parts[-1]), "case", "the last case", "the last case")


STEPS: dict[str, tuple[Step, ...]] = {
    "add": (
        collect,
        take_out,
        take_sum_out,
        factor_polynomial,
        take_exponential_out,
        by_exponentials,
    ),
    "mul": (join_powers, multiply_out),
    "neg": (multiply_out,),
    "pow": (multiply_out,),
    "cases": (choose,),
    "root": (square_out_of_root,),
}
"""Which of them there are for what operator."""

__all__ = ["STEPS", "Unsupported", "tex"]
