"""Equalities between integrals: taken together, substituted, split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from time import monotonic

from ..kernel import Proof
from ..kernel.calculus.differentiation import differentiate
from ..kernel.calculus.integration import integrand, is_infinite
from ..kernel.proof import Sequent
from ..kernel.rules.derivatives import fresh, replace
from ..kernel.rules.integral_algebra import coefficients, grouped, slots_of
from ..kernel.terms import ZERO, Term, abstract, add, defined, eq, integral, mul, neg, substitute
from ..problem import Problem
from .antiderivatives import antiderivatives
from .existence import FAILURES, existence, inside, strictly_inside
from .limits import infer
from .substitutions import substituted


@dataclass
class Balance:
    """An equality between expressions with integrals, and what is known of those.

    No other form of it is sought after `patience` (of `time.monotonic`); `seen` holds the forms
    that were tried.
    """

    problem: Problem
    hyps: tuple[Term, ...]
    statement: Term
    existing: dict[Term, Proof] = field(default_factory=dict)
    hints: tuple[Term, ...] = ()
    patience: float = 0.0
    seen: set[Term] = field(default_factory=set)

    def parts(self) -> tuple[Term, ...]:
        """The integrals in the statement that no bound name reaches into."""
        return integrals_of(self.statement)

    def exist(self) -> bool:
        """Whether all integrals are proved to exist; the proofs are kept."""
        ends = [e for p in self.parts() for e in p.args[:2]]
        for part in self.parts():
            if part not in self.existing:
                found = existence(self.problem, self.hyps, part, ends)
                if found is None:
                    return False
                self.existing[part] = found
        return True

    def proofs(self) -> tuple[Proof, ...]:
        """That the integrals of the statement exist."""
        return tuple(self.existing[p] for p in self.parts())

    def proof(self, ask: bool = True) -> Proof | None:
        """A proof of the statement by taking together what is between the same ends."""
        parts = self.parts()
        if not parts:
            return None
        here = self.problem.workspace.normalizer(self.hyps)
        try:
            slots = slots_of(Sequent(self.hyps, self.statement), parts)
            factors = coefficients(self.statement, parts, slots)[2]
            groups = grouped(here, parts)
            choices = [self._wholes(g, parts, factors, ask) for g in groups]
        except FAILURES:
            return None
        if any(not c for c in choices):
            return None
        wholes = tuple(c[0] for c in choices)
        for k, others in enumerate(choices):
            for other in others[1:]:
                found = self._combined(parts, (*wholes[:k], other, *wholes[k + 1 :]))
                if found is not None:
                    return found
        return self._combined(parts, wholes)

    def _combined(self, parts: tuple[Term, ...], wholes: tuple[Term, ...]) -> Proof | None:
        data: dict[str, object] = {"parts": parts, "antiderivatives": wholes}
        goal, premises = self.statement, self.proofs()
        return infer(self.problem, "combination", self.hyps, goal, premises, data)

    def _wholes(
        self, group: list[int], parts: tuple[Term, ...], factors: list[Term], ask: bool
    ) -> list[Term]:
        name = fresh(self.statement, *self.hyps, *self.hints)
        i = inside(self.problem, self.hyps, parts[group[0]], name)
        if i is None:
            return []
        total = add(*(mul(factors[k], integrand(parts[k], name)) for k in group))
        if i.inside.equal(total, ZERO):
            return [ZERO]
        if not ask:
            return []
        out = []
        hints = (substitute(h, {HINT: name}) for h in self.hints)
        for whole in antiderivatives(self.problem, i, total, hints):
            try:
                slope = differentiate(whole, name)[0]
                for sign, candidate in ((1, whole), (-1, neg(whole))):
                    if i.inside.equal(slope if sign > 0 else neg(slope), total):
                        out.append(abstract(candidate, name))
            except FAILURES:
                continue
            if out:
                break
        return out


HINT = fresh()
"""The variable of the functions that are given as hints."""


def integrals_of(statement: Term) -> tuple[Term, ...]:
    """The outermost integrals that no bound name reaches into."""
    out: dict[Term, None] = {}
    waiting = [statement]
    while waiting:
        node = waiting.pop()
        if node.op == "integral" and not node.loose:
            out[node] = None
        else:
            waiting.extend(reversed(node.args))
    return tuple(out)


def rewritten(balance: Balance) -> Iterator[tuple[Balance, Proof]]:
    """The statement with one integral replaced by an equal expression, and that equality."""
    left, right = (set(integrals_of(side)) for side in balance.statement.args)
    pairs = [(a, b) for a in left - right for b in right - left]
    pairs += [(b, a) for a, b in pairs]
    rest = [(a, b) for a in left ^ right for b in left | right if a is not b]
    for term in sorted(left ^ right, key=str):
        for split in _splits(balance, term):
            yield _put_in(balance, split), split
    for term, other in dict.fromkeys((*pairs, *rest)):
        if monotonic() > balance.patience:
            return
        exists = balance.existing[term]
        found = substituted(balance.problem, exists, term, other, balance.patience)
        if found is not None:
            yield _put_in(balance, found), found


def _put_in(balance: Balance, equality: Proof) -> Balance:
    before, after = equality.sequent.goal.args
    statement = replace(balance.statement, {before: after})
    known = dict(balance.existing)
    for part in integrals_of(after):
        exists = infer(balance.problem, "existing", balance.hyps, defined(part), [equality])
        if exists is not None:
            known[part] = exists
    return changed(balance, statement=statement, existing=known)


def _splits(balance: Balance, term: Term) -> Iterator[Proof]:
    """An integral in two, at an end of another that lies inside."""
    name = fresh(balance.statement, *balance.hyps)
    i = inside(balance.problem, balance.hyps, term, name)
    if i is None:
        return
    ends = [e for p in balance.parts() for e in p.args[:2]]
    for point in dict.fromkeys(ends):
        try:
            if is_infinite(point) or not strictly_inside(i, point):
                continue
        except FAILURES:
            continue
        lower, upper, body = term.args
        parts = (integral(lower, point, body), integral(point, upper, body))
        premises = [p for t, p in balance.existing.items() if t is term]
        goal = eq(term, add(*parts))
        found = infer(balance.problem, "interval split", balance.hyps, goal, premises)
        if found is not None:
            yield found
            return


MAX_REWRITTEN = 3


def balanced(balance: Balance, depth: int = MAX_REWRITTEN) -> tuple[Proof, list[Proof]] | None:
    """A proof of a statement that follows from the given one by equalities, and those."""
    if balance.statement in balance.seen or not balance.exist():
        return None
    balance.seen.add(balance.statement)
    direct = balance.proof(ask=False)
    if direct is not None:
        return direct, []
    if depth:
        for ahead, equality in rewritten(balance):
            if len(ahead.parts()) > len(balance.parts()) + 2:
                continue
            found = balanced(ahead, depth - 1) if ahead.exist() else None
            if found is not None:
                return found[0], [equality, *found[1]]
    if depth == MAX_REWRITTEN:
        direct = balance.proof()
        if direct is not None:
            return direct, []
    return None
