"""Facts: what is known of the names in a term, and what follows, as far as steps ask for it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.normal_forms.signs import NEG, POS
from proofs.kernel.terms import ONE, Term, TermError, mul, neg, num, power

from .products import product_of
from .tidying import tidy, unordered


class Facts:
    """Conditions, and questions about what they entail; nothing is answered wrongly, some not at
    all.

    >>> from proofs.kernel.terms import exp, var
    >>> Facts(()).why_not_zero(exp(var("c")))
    ', which is positive'
    """

    def __init__(self, given: tuple[Term, ...]) -> None:
        self.given = given
        self._normalizer = Normalizer(given)
        self._under: dict[tuple[Term, ...], Facts] = {}
        self._held: dict[Term, bool] = {}

    def under(self, *more: Term) -> Facts:
        """These facts and more."""
        if not more:
            return self
        if more not in self._under:
            self._under[more] = Facts((*self.given, *more))
        return self._under[more]

    def holds(self, statement: Term) -> bool:
        """Whether a statement is seen to follow."""
        known = self._held.get(statement)
        if known is None:
            try:
                known = self._normalizer.holds(statement)
            except (Unsupported, TermError):
                known = False
            self._held[statement] = known
        return known

    def sign(self, term: Term) -> int:
        """1 or -1 where a term is seen to be positive or negative, else 0."""
        try:
            found = self._normalizer.sign(term)
        except (Unsupported, TermError):
            return 0
        return 1 if found == POS else -1 if found == NEG else 0

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
        whole = mul(num(abs(number)), *sorted(found[1], key=lambda p: (len(str(p)), str(p))))
        out = tidy(neg(whole) if number < 0 else whole)
        return None if unordered(out) is unordered(term) or out is ONE else out
