"""Facts: what is known of the names in a term, and what follows, as far as steps ask for it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.normal_forms.signs import NEG, POS
from proofs.kernel.terms import (
    ONE,
    OO,
    ZERO,
    Term,
    TermError,
    div,
    le,
    lt,
    mul,
    ne,
    neg,
    num,
    power,
    sub,
    substitute,
    subterms,
)  # fmt: skip
from proofs.kernel.terms.definedness import strictly

from .letters import OVER_INTEGERS, Letters
from .products import product_of
from .tidying import tidy, unordered

JUMPS = frozenset({"floor", "ceil", "sign", "heaviside", "cases", "delta", "greatest", "least"})
"""Operators whose values jump."""


def is_infinite(point: Term) -> bool:
    """Whether it is oo or -oo."""
    return point is OO or point is neg(OO)


def _known_inside(term: Term, name: Term) -> tuple[Term, ...]:
    """What holds of a bound name within what binds it: of a limit, as the name tends."""
    if term.op in OVER_INTEGERS and len(term.args) == 3:
        lower, upper = term.args[:2]
        return (le(lower, name), le(name, upper)) if upper is not OO else (le(lower, name),)
    if term.op != "limit":
        return ()
    point = term.args[0]
    if is_infinite(point):
        return (le(ONE, name),) if point is OO else (le(name, neg(ONE)),)
    if term.value == "both":
        return (ne(sub(name, point), ZERO),)
    return (lt(point, name),) if term.value == "right" else (lt(name, point),)


class Facts:
    """Conditions, and questions about what they entail; nothing is answered wrongly, some not at
    all.

    >>> from proofs.kernel.terms import exp, var
    >>> Facts(()).why_not_zero(exp(var("c")))
    ', which is positive'
    """

    def __init__(
        self, given: tuple[Term, ...], letters: Letters = Letters(),  # noqa: B008
        near: tuple[Term, Term, Facts] | None = None,
    ) -> None:  # fmt: skip
        self.given, self.letters, self.near = given, letters, near
        self._normalizer = Normalizer(given)
        self._under: dict[tuple[Term, ...], Facts] = {}
        self._held: dict[Term, bool] = {}
        self._signs: dict[Term, int] = {}

    def under(self, *more: Term) -> Facts:
        """These facts and more."""
        if not more:
            return self
        if more not in self._under:
            self._under[more] = Facts((*self.given, *more), self.letters, self.near)
        return self._under[more]

    def inside(self, term: Term, name: Term) -> Facts:
        """What is known inside a binder, `name` being what it binds."""
        near = None
        if term.op == "limit" and not is_infinite(term.args[0]):
            near = (name, term.args[0], self)
        more = _known_inside(term, name)
        return Facts((*self.given, *more), self.letters.without(name), near)

    def holds(self, statement: Term) -> bool:
        """Whether a statement is seen to follow."""
        known = self._held.get(statement)
        if known is None:
            try:
                known = self._normalizer.holds(statement)
            except (Unsupported, TermError):
                known = False
            self._held[statement] = known = known or self._holds_near(statement)
        return known

    def _holds_near(self, statement: Term) -> bool:
        """Whether a condition holds near the point of a limit: strictly so, at the point."""
        if self.near is None or statement.op not in ("lt", "le", "ne"):
            return False
        name, point, outside = self.near
        if name not in statement.free or any(t.op in JUMPS for t in subterms(statement)):
            return False
        return outside.holds(substitute(strictly(statement), {name: point}))

    def sign(self, term: Term) -> int:
        """1 or -1 where a term is seen to be positive or negative, else 0."""
        if term not in self._signs:
            try:
                found = self._normalizer.sign(term)
            except (Unsupported, TermError):
                found = 0
            self._signs[term] = 1 if found == POS else -1 if found == NEG else 0
        return self._signs[term]

    def equal(self, a: Term, b: Term) -> bool:
        """Whether the normal forms of two terms agree."""
        try:
            return self._normalizer.equal(a, b)
        except (Unsupported, TermError):
            return False

    def why_not_zero(self, factor: Term) -> str:
        """What is added to "cancel u": nothing for a number."""
        if not product_of(factor).powers:
            return ""
        if self.sign(factor) > 0:
            return ", which is positive"
        return ", which is not $0$"

    def factored(self, term: Term) -> Term | None:
        """A polynomial as a product; None where it has no factors, or is none."""
        normalizer = self._normalizer

        def task() -> Any:
            found = normalizer.ratio(term)
            number, factors = found.num.factor()
            if len(factors) < 2 and all(e == 1 for _, e in factors):
                return None
            parts = [power(normalizer.poly_term(p), num(int(e))) for p, e in factors]
            return Fraction(int(number)), parts, found.den

        try:
            found = normalizer.work(task)
        except (Unsupported, TermError, ValueError):
            return None
        if found is None or not found[2].is_constant():
            return None
        number = found[0] / int(found[2].leading_coefficient())
        factors = sorted(found[1], key=lambda p: (len(str(p)), str(p)))
        whole = div(mul(num(abs(number.numerator)), *factors), num(number.denominator))
        out = tidy(neg(whole) if number < 0 else whole)
        return None if unordered(out) is unordered(term) or out is ONE else out
