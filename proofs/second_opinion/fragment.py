"""Terms as formulas of z3: rational functions, exp of sums as positive numbers, floors, cases.

What z3 does not know (a logarithm, an entry at a symbolic index, a sum of symbolic length) becomes
a number of which nothing is known. A formula that has no model in spite of that has none at all; a
model of it may be none of what was meant, and then `exact` is false.
"""

from __future__ import annotations

from collections.abc import Callable
from math import lcm
from typing import Any

import z3

from ..kernel.terms import INT, NAT, REAL, Term, instantiate, num
from ..kernel.terms.definedness import closed_rational, definedness
from .exponents import Product, TooLong, products

MAX_POWER, MAX_RANGE, MAX_DEPTH, MAX_TERMS = 24, 12, 120, 2_000
RELATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
}
HYPERBOLIC: dict[str, Callable[[Any], Any]] = {
    "sinh": lambda e: (e - 1 / e) / 2,
    "cosh": lambda e: (e + 1 / e) / 2,
    "tanh": lambda e: (e * e - 1) / (e * e + 1),
    "coth": lambda e: (e * e + 1) / (e * e - 1),
    "sech": lambda e: 2 * e / (e * e + 1),
    "csch": lambda e: 2 * e / (e * e - 1),
}


class NotSpoken(ValueError):
    """A term that has no formula here: complex numbers, whole families, what is too long."""


class _Finer(Exception):
    """An exponential of a smaller part of an exponent is needed than there is."""


class Fragment:
    """Formulas for the terms of one question, and the facts that hold of what stands in them."""

    def __init__(self, parts: dict[Product, int] | None = None) -> None:
        self.parts = {} if parts is None else parts
        """exp of which part of each product in exponents is a number by itself: exp(x/2) for 2."""
        self.facts: list[Any] = []
        self.exact = True
        self.names: dict[Term, Any] = {}
        self.exponentials: dict[Product, Any] = {}
        self.known: dict[Term, Any] = {}
        self.depth = 0

    # --- numbers ----------------------------------------------------------------------------------

    def number(self, term: Term) -> Any:
        """The formula of a number. Raises NotSpoken."""
        found = self.known.get(term)
        if found is None:
            self.depth += 1
            if self.depth > MAX_DEPTH or len(self.known) > MAX_TERMS:
                raise NotSpoken("too long, or nested too deep")
            found = self.known[term] = self._number(term)
            self.depth -= 1
        return found

    def _number(self, term: Term) -> Any:
        if term.sort not in (NAT, INT, REAL):
            raise NotSpoken(f"of sort {term.sort.name}: {term}")
        if term.op == "num":
            return z3.Q(term.value.numerator, term.value.denominator)
        special = getattr(self, f"_{term.op}", None)
        if special is not None:
            return special(term)
        if term.op in HYPERBOLIC:
            return HYPERBOLIC[term.op](self._exponential(term.args[0]))
        return self._opaque(term)

    def _opaque(self, term: Term) -> Any:
        """A number of which only the kind is known."""
        self.exact = False
        return self._named(term)

    def _named(self, term: Term) -> Any:
        name = f"{len(self.names)}: {term}"
        if term.sort == REAL:
            out = self.names[term] = z3.Real(name)
            return out
        whole = self.names[term] = z3.Int(name)
        if term.sort == NAT:
            self.facts.append(whole >= 0)
        return z3.ToReal(whole)

    def _var(self, term: Term) -> Any:
        return self._named(term)

    def _elem(self, term: Term) -> Any:
        plain = term.args[0].op == "var" and all(a.op == "num" for a in term.args[1:])
        return self._named(term) if plain else self._opaque(term)

    def _pi(self, term: Term) -> Any:
        found = self._opaque(term)
        self.facts += [found > z3.Q(314159, 100000), found < z3.Q(314160, 100000)]
        return found

    def _add(self, term: Term) -> Any:
        return z3.Sum([self.number(a) for a in term.args])

    def _mul(self, term: Term) -> Any:
        return z3.Product([self.number(a) for a in term.args])

    def _neg(self, term: Term) -> Any:
        return -self.number(term.args[0])

    def _div(self, term: Term) -> Any:
        return self.number(term.args[0]) / self.number(term.args[1])

    def _pow(self, term: Term) -> Any:
        exponent = closed_rational(term.args[1])
        if exponent is None:
            return self._opaque(term)
        if abs(exponent.numerator) > MAX_POWER or exponent.denominator > MAX_POWER:
            return self._opaque(term)
        base = self.number(term.args[0])
        if exponent.denominator != 1:
            base = self._root_of(term.args[0], base, exponent.denominator)
        return _power(base, exponent.numerator)

    def _root(self, term: Term) -> Any:
        if term.value > MAX_POWER:
            return self._opaque(term)
        return self._root_of(term.args[0], self.number(term.args[0]), term.value)

    def _root_of(self, radicand: Term, base: Any, index: int) -> Any:
        """A number whose power is the base, where the base has a root."""
        found = z3.Real(f"root {index} of {radicand}")
        if index % 2:
            self.facts.append(_power(found, index) == base)
        else:
            self.facts += [found >= 0, z3.Implies(base >= 0, _power(found, index) == base)]
        return found

    def _abs(self, term: Term) -> Any:
        inner = self.number(term.args[0])
        return z3.If(inner >= 0, inner, -inner)

    def _sign(self, term: Term) -> Any:
        inner = self.number(term.args[0])
        return z3.If(inner > 0, z3.Q(1, 1), z3.If(inner < 0, z3.Q(-1, 1), z3.Q(0, 1)))

    def _floor(self, term: Term) -> Any:
        return z3.ToReal(z3.ToInt(self.number(term.args[0])))

    def _ceil(self, term: Term) -> Any:
        return -z3.ToReal(z3.ToInt(-self.number(term.args[0])))

    def _max(self, term: Term) -> Any:
        return self._extreme(term, lambda a, b: a >= b)

    def _min(self, term: Term) -> Any:
        return self._extreme(term, lambda a, b: a <= b)

    def _extreme(self, term: Term, before: Callable[[Any, Any], Any]) -> Any:
        first, *rest = (self.number(a) for a in term.args)
        for other in rest:
            first = z3.If(before(first, other), first, other)
        return first

    def _delta(self, term: Term) -> Any:
        first, second = (self.number(a) for a in term.args)
        return z3.If(first == second, z3.Q(1, 1), z3.Q(0, 1))

    def _cases(self, term: Term) -> Any:
        parts = list(term.args)
        out = self.number(parts.pop()) if len(parts) % 2 else z3.FreshReal("no branch")
        for value, condition in reversed(list(zip(parts[0::2], parts[1::2], strict=True))):
            out = z3.If(self.relation(condition), self.number(value), out)
        return out

    def _sum(self, term: Term) -> Any:
        parts = self._written_out(term)
        return self._opaque(term) if parts is None else z3.Sum([z3.Q(0, 1), *parts])

    def _prod(self, term: Term) -> Any:
        parts = self._written_out(term)
        return self._opaque(term) if parts is None else z3.Product([z3.Q(1, 1), *parts])

    def _written_out(self, term: Term) -> list[Any] | None:
        low, high = (closed_rational(a) for a in term.args[:2])
        if low is None or high is None or low.denominator * high.denominator != 1:
            return None
        if high - low > MAX_RANGE:
            return None
        places = range(int(low), int(high) + 1)
        return [self.number(instantiate(term.args[2], num(k))) for k in places]

    # --- exponentials -----------------------------------------------------------------------------

    def _exp(self, term: Term) -> Any:
        return self._exponential(term.args[0])

    def _exponential(self, exponent: Term) -> Any:
        """exp of a sum, as a product of powers of exp of its products; exp(k log x) is x^k."""
        try:
            found = products(exponent)
        except TooLong as error:
            raise NotSpoken(str(error)) from error
        out = z3.Q(1, 1)
        for product, coefficient in found.items():
            if len(product) == 1 and product[0].op == "log" and coefficient.denominator == 1:
                out = out * _power(self.number(product[0].args[0]), int(coefficient))
                continue
            parts = self.parts.get(product, 1)
            if parts % coefficient.denominator:
                self.parts[product] = lcm(parts, coefficient.denominator)
                raise _Finer
            power = int(coefficient * parts)
            if abs(power) > MAX_POWER:
                raise NotSpoken(f"a large power of exp({'*'.join(map(str, product))})")
            out = out * _power(self._part(product), power)
        return out

    def _part(self, product: Product) -> Any:
        found = self.exponentials.get(product)
        if found is None:
            found = z3.Real(f"exp({'*'.join(map(str, product))}/{self.parts.get(product, 1)})")
            self.exponentials[product] = found
            self.facts.append(found > 0)
        return found

    def settle(self) -> None:
        """State what is known of the exponentials, once all is translated.

        Where an exponent is a name that stands nowhere else, its exponential may be any positive
        number; else what is known is that it grows with the exponent.
        """
        free = [p for p in self.exponentials if len(p) == 1 and p[0].op == "var" and _is_real(p[0])]
        for product in [p for p in self.exponentials if p not in free or p[0] in self.names]:
            self.exact = False
            found = self.exponentials[product]
            if not product:
                whole = _power(found, self.parts.get(product, 1))
                self.facts += [whole > z3.Q(27182, 10000), whole < z3.Q(27183, 10000)]
                continue
            exponent = z3.Product([self.number(part) for part in product])
            self.facts += [(found > 1) == (exponent > 0), (found < 1) == (exponent < 0)]

    # --- statements -------------------------------------------------------------------------------

    def truth(self, statement: Term) -> Any:
        """A statement, whose relations are false where a side of theirs is undefined."""
        if statement.op in (*RELATIONS, "isint"):
            domain = [c for a in statement.args for c in definedness(a)]
            return z3.And(*(self.relation(c) for c in domain), self.relation(statement))
        return self._made_of_others(statement, self.truth)

    def relation(self, statement: Term) -> Any:
        """A statement all of whose parts are taken to be defined."""
        op, args = statement.op, statement.args
        if op in RELATIONS and all(a.sort in (NAT, INT, REAL) for a in args):
            return RELATIONS[op](*(self.number(a) for a in args))
        if op == "isint":
            return z3.IsInt(self.number(args[0]))
        return self._made_of_others(statement, self.relation)

    def _made_of_others(self, statement: Term, inner: Callable[[Term], Any]) -> Any:
        op = statement.op
        if op in ("true", "false"):
            return z3.BoolVal(op == "true")
        made: dict[str, Callable[..., Any]] = {
            "and": z3.And, "or": z3.Or, "not": z3.Not, "implies": z3.Implies,
            "iff": lambda a, b: a == b,
        }  # fmt: skip
        if op in made:
            return made[op](*(inner(a) for a in statement.args))
        if statement not in self.names:
            self.names[statement] = z3.Bool(f"{len(self.names)}: {statement}")
            self.exact = self.exact and op == "var"
        return self.names[statement]


def _power(base: Any, exponent: int) -> Any:
    out = z3.Product([base] * abs(exponent)) if exponent else z3.Q(1, 1)
    return 1 / out if exponent < 0 else out


def _is_real(term: Term) -> bool:
    return term.sort == REAL


def translated(make: Callable[[Fragment], list[Any]]) -> tuple[Fragment, list[Any]]:
    """A fragment with the formulas that `make` makes in it, its exponentials fine enough."""
    parts: dict[Product, int] = {}
    while True:
        fragment = Fragment(parts)
        try:
            formulas = make(fragment)
            fragment.settle()
        except _Finer:
            continue
        return fragment, formulas


__all__ = ["Fragment", "NotSpoken", "translated"]
