"""Lemmas on what occurs in an inequality: exponentials, logarithms, and sums term by term."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, islice

from ..kernel import InferenceError, Proof, infer
from ..kernel.normal_forms.ratio import Unsupported
from ..kernel.rules.derivatives import replace
from ..kernel.rules.ranges import fresh_indices
from ..kernel.terms import (
    ONE,
    ZERO,
    Term,
    abstract,
    add,
    delta,
    div,
    exp,
    instantiate,
    le,
    log,
    lt,
    mul,
    neg,
    num,
    power,
    sub,
    subterms,
    total,
    var,
)
from ..kernel.terms.definedness import definedness
from ..problem import Problem
from .proving import prove

Bound = Callable[..., Proof | None]
"""Proves an inequality under further hypotheses, or gives None."""
MAX_LEMMAS, MAX_ATOMS = 14, 5


def with_lemmas(
    problem: Problem, hypotheses: tuple[Term, ...], conclusion: Proof, lemmas: list[Proof]
) -> Proof:
    """The conclusion without the lemmas among its hypotheses."""
    if not lemmas:
        return conclusion
    return problem.infer("lemmas", hypotheses, conclusion.sequent.goal, (conclusion, *lemmas))


def lemmas_on(
    problem: Problem, hypotheses: tuple[Term, ...], goal: Term, bound: Bound
) -> Iterator[Proof]:
    """What may help, proved."""
    normalizer = problem.workspace.normalizer(hypotheses)
    atoms = normalizer.used_atoms(*goal.args)
    source = _Lemmas(problem, hypotheses, goal, bound)
    written = [t for t in subterms(goal) if t.op == "exp" and not t.loose]
    raised = [t.args[0] for t in written or (a for a in atoms if a.op == "exp")]
    exponents = list(dict.fromkeys(raised))[:MAX_ATOMS]
    split = [t for t in subterms(goal) if t.op == "log" and t.args[0].op in ("mul", "div")]
    logs = (*(t for t in split if not t.loose), *(a for a in atoms if a.op == "log"))
    inside = list(dict.fromkeys(t.args[0] for t in logs))[:MAX_ATOMS]
    parts = dict.fromkeys(t for a in atoms for t in subterms(a))
    extremes = [t for t in parts if t.op == "greatest" and not t.loose][:MAX_ATOMS]
    ways = (
        source.on_extremes(extremes),
        source.on_sums_and_extremes(extremes),
        source.on_sums(),
        source.on_exponentials(exponents),
        source.on_logarithms(inside, [*_linear(goal), *(a for a in atoms if a.op != "log")]),
    )
    for way in ways:
        yield from islice(way, MAX_LEMMAS)


def _linear(goal: Term) -> list[Term]:
    """The numbers in a goal."""
    return [t for t in subterms(goal) if t.op == "num"][:2]


class _Lemmas:
    """Where the lemmas on one goal come from."""

    def __init__(
        self, problem: Problem, hypotheses: tuple[Term, ...], goal: Term, bound: Bound
    ) -> None:
        self.problem, self.hypotheses, self.goal, self.bound = problem, hypotheses, goal, bound

    def _infer(
        self, rule: str, goal: Term, premises: tuple[Proof, ...], data: dict[str, object] | None
    ) -> Proof | None:
        try:
            return self.problem.infer(rule, self.hypotheses, goal, premises, data)
        except InferenceError:
            return None

    def _prove(self, goal: Term, *more: Term) -> Proof | None:
        try:
            return prove(self.problem, (*self.hypotheses, *more), goal)
        except InferenceError:
            return None

    # --- exponentials and logarithms --------------------------------------------------------

    def on_exponentials(self, exponents: list[Term]) -> Iterator[Proof]:
        """u <= v gives e^u <= e^v; and e^v lies above the tangents of e at 0 and at u."""
        for u, v in combinations(dict.fromkeys((ZERO, *exponents)), 2):
            for low, high in ((u, v), (v, u)):
                for relation in (lt, le):
                    premise = self._prove(relation(low, high))
                    if premise is not None:
                        found = self._infer(
                            "monotone", relation(exp(low), exp(high)), (premise,), None
                        )
                        if found is not None:
                            yield found
                        break
        for u in exponents:
            for place in (ZERO, *exponents):
                for way in (u, neg(u)) if place is ZERO else (u,):
                    if way is not place:
                        yield from self._special(tangent(), (place, way))

    def _raised(self, low: Term, high: Term) -> Iterator[Proof]:
        for relation in (lt, le):
            premise = self._prove(relation(low, high))
            if premise is not None:
                goal = relation(exp(low), exp(high))
                found = self._infer("monotone", goal, (premise,), None)
                if found is not None:
                    yield found
                return

    def on_logarithms(self, inside: list[Term], values: list[Term]) -> Iterator[Proof]:
        """1 - 1/p <= log p <= p - 1; p <= q gives log p <= log q; e^t <= p gives t <= log p."""
        for p in inside:
            yield from self._special(log_above(), (p,))
            yield from self._special(log_below(), (p,))
        for h in self.hypotheses:
            if h.op in ("lt", "le") and any(p in h.args for p in inside):
                yield from self._logs(*h.args)
        for p, q in combinations(inside, 2):
            for low, high in ((p, q), (q, p)):
                yield from self._logs(low, high)
        for p in inside:
            for t in values[: 2 * MAX_ATOMS]:
                if t.op not in ("exp", "sum", "pow") and t not in inside:
                    yield from self._logs(exp(t), p)
                    yield from self._logs(p, exp(t))

    def _logs(self, low: Term, high: Term) -> Iterator[Proof]:
        for relation in (lt, le):
            premise = self._prove(relation(low, high)) or self.bound(relation(low, high))
            if premise is not None:
                found = self._infer("monotone", relation(log(low), log(high)), (premise,), None)
                if found is not None:
                    yield found
                return

    def _special(self, theorem: Proof, values: tuple[Term, ...]) -> Iterator[Proof]:
        names = NAMES[: len(values)]
        chosen = dict(zip(names, values, strict=True))
        try:
            goal = replace(theorem.sequent.goal, chosen)
        except Unsupported:
            return
        data: dict[str, object] = {"names": names, "values": values}
        found = self._infer("special case", goal, (theorem,), data)
        if found is not None:
            yield found

    # --- largest terms ----------------------------------------------------------------------

    def on_extremes(self, extremes: list[Term]) -> Iterator[Proof]:
        """f(k) <= max f, for the first index and those that occur."""
        for whole in extremes:
            lower, upper, body = whole.args
            indices = sorted((v for v in self.goal.free if v.sort.name in ("nat", "int")), key=str)
            for k in (lower, *(v for v in indices if v not in upper.free)):
                goal = le(instantiate(body, k), whole)
                found = self._infer("greatest term", goal, (), {"index": k})
                if found is not None:
                    yield found

    def on_sums_and_extremes(self, extremes: list[Term]) -> Iterator[Proof]:
        """A sum, compared with that of the same terms where each x_i is the largest of them."""
        sums = [t for t in subterms(self.goal) if t.op == "sum" and not t.loose]
        for whole in dict.fromkeys(sums):
            for largest in (e for e in extremes if e.args[:2] == whole.args[:2]):
                (index,) = fresh_indices(1, self.goal, *self.hypotheses)
                one, other = (instantiate(t.args[2], index) for t in (whole, largest))
                values = {other: largest}
                if other.op == "neg":  # minus the smallest of them
                    values[other.args[0]] = neg(largest)
                same = replace(one, values)
                if same is not one:
                    flat = total(whole.args[0], whole.args[1], abstract(same, index))
                    found = self._termwise(whole, flat) or self._termwise(flat, whole)
                    if found is not None:
                        yield found

    # --- sums -------------------------------------------------------------------------------

    def on_sums(self) -> Iterator[Proof]:
        """Sums compared term by term with 0, with each other, and with one of their terms."""
        sums = [t for t in subterms(self.goal) if t.op == "sum" and not t.loose]
        sums = [t for t in dict.fromkeys(sums) if t.args[1].op != "oo"][:MAX_ATOMS]
        for whole in sums:
            none = total(whole.args[0], whole.args[1], ZERO)
            signed = self._termwise(none, whole) or self._termwise(whole, none)
            if signed is not None:
                yield signed
                if signed.sequent.goal.args[0] is none:
                    yield from self._single_terms(whole)
        for first, second in combinations(sums, 2):
            if first.args[:2] == second.args[:2]:
                minus = total(first.args[0], first.args[1], neg(first.args[2]))
                for low, high in ((first, second), (second, first), (minus, second)):
                    found = self._termwise(low, high)
                    if found is not None:
                        yield found
        yield from self._divergences(sums)
        yield from self._pairs(sums)

    def _divergences(self, sums: list[Term]) -> Iterator[Proof]:
        """sum (p - q) <= sum p log(p/q), Gibbs' inequality, for p and q as they stand beside and in
        logarithms; and for q divided by the sum of all q.

        Source: T. Cover, J. Thomas, Elements of Information Theory, theorem 2.6.3.
        """
        (index,) = fresh_indices(1, self.goal, *self.hypotheses)
        for lower, upper in dict.fromkeys(s.args[:2] for s in sums):
            bodies = [instantiate(s.args[2], index) for s in sums if s.args[:2] == (lower, upper)]
            weights = dict.fromkeys(w for b in bodies for w in _weights(b))
            inside = dict.fromkeys(a for b in bodies for a in _in_logarithms(b, index))
            shares = [div(a, total(lower, upper, abstract(a, index))) for a in inside]
            shares += [div(ONE, upper)] if lower is ONE else []  # all alike
            for p in islice(weights, MAX_ATOMS):
                for q in (q for q in (*inside, *shares) if q is not p):
                    found = self._divergence(p, q, index, (lower, upper))
                    if found is not None:
                        yield found

    def _divergence(self, p: Term, q: Term, index: Term, ends: tuple[Term, Term]) -> Proof | None:
        facts = (*self.hypotheses, le(ends[0], index), le(index, ends[1]))
        known = self._at_index(facts, index, ends)
        low, high = sub(p, q), mul(p, log(div(p, q)))
        data: dict[str, object] = {"names": NAMES, "values": (p, q)}
        there = (*facts, *(k.sequent.goal for k in known))
        try:
            each = self.problem.infer("special case", there, le(low, high), (gibbs(),), data)
            each = with_lemmas(self.problem, facts, each, known)
        except (InferenceError, Unsupported):
            return None
        whole = le(*(total(*ends, abstract(side, index)) for side in (low, high)))
        return self._infer("term by term", whole, (each,), {"index": index})

    def _at_index(
        self, facts: tuple[Term, ...], index: Term, ends: tuple[Term, Term]
    ) -> list[Proof]:
        """What the hypotheses say of every index of a range, at this one."""
        stated = dict.fromkeys(
            c for h in self.hypotheses
            for c in (definedness(h.args[0]) if h.op == "defined" else (h,)) if c.op == "forall"
        )  # fmt: skip
        out = []
        for every in stated:
            if every.args[:2] != ends or every.args[2].op == "forall":
                continue
            goal, data = instantiate(every.args[2], index), {"all": every, "index": index}
            try:
                out.append(self.problem.infer("one of all", facts, goal, (), dict(data)))
            except (InferenceError, Unsupported):
                continue
        return out

    def _termwise(self, low: Term, high: Term, *, further: bool = True) -> Proof | None:
        (index,) = fresh_indices(1, low, high, self.goal, *self.hypotheses)
        lower, upper, _ = low.args
        facts = (le(lower, index), le(index, upper))
        goal = le(instantiate(low.args[2], index), instantiate(high.args[2], index))
        premise = self._prove(goal, *facts)
        if premise is None and further:
            premise = self.bound(goal, *facts)
        if premise is None:
            return None
        return self._infer("term by term", le(low, high), (premise,), {"index": index})

    def _single_terms(self, whole: Term) -> Iterator[Proof]:
        """f(k) <= sum f, as 0 <= sum (1 - delta_jk) f(j)."""
        lower, upper, body = whole.args
        indices = sorted((v for v in self.goal.free if v.sort.name in ("nat", "int")), key=str)
        (index,) = fresh_indices(1, self.goal, *self.hypotheses)
        for k in (v for v in indices if v not in upper.free):
            inside = all(self._prove(fact) for fact in (le(lower, k), le(k, upper)))
            if inside:
                other = mul(sub(ONE, delta(index, k)), instantiate(body, index))
                rest = total(lower, upper, abstract(other, index))
                found = self._termwise(total(lower, upper, ZERO), rest, further=False)
                if found is not None:
                    yield found

    def _pairs(self, sums: list[Term]) -> Iterator[Proof]:
        """0 <= sum_i sum_j (f_i g_j - f_j g_i)^2: Lagrange's identity, for Cauchy-Schwarz."""
        for lower, upper in dict.fromkeys(s.args[:2] for s in sums):
            if upper.sort.name not in ("nat", "int"):
                continue
            bodies = [s.args[2] for s in sums if s.args[:2] == (lower, upper)]
            roots = [b.args[0] for b in bodies if b.op == "pow" and b.args[1] is num(2)]
            i, j = fresh_indices(2, self.goal, *self.hypotheses)
            for f, g in combinations(dict.fromkeys((*roots, ONE)), 2):
                f_i, f_j, g_i, g_j = (instantiate(b, k) for b in (f, g) for k in (i, j))
                square = power(sub(mul(f_i, g_j), mul(f_j, g_i)), num(2))
                inner = total(lower, upper, abstract(square, j))
                whole = total(lower, upper, abstract(inner, i))
                found = self._termwise(total(lower, upper, ZERO), whole)
                if found is not None:
                    yield found


def _weights(body: Term) -> Iterator[Term]:
    """What stands beside logarithms in the products of a body."""
    for node in subterms(body):
        if node.op == "mul" and any(a.op == "log" for a in node.args):
            rest = [a for a in node.args if a.op != "log"]
            yield mul(*rest) if len(rest) > 1 else rest[0] if rest else ONE


def _in_logarithms(body: Term, index: Term) -> Iterator[Term]:
    """The arguments of logarithms in a body, and the two sides of those that are quotients."""
    for node in subterms(body):
        if node.op == "log" and index in node.free:
            inside = node.args[0]
            yield from (a for a in (inside, *inside.args) if inside.op == "div" and index in a.free)
            if inside.op != "div":
                yield inside


# --- theorems, each proved once -------------------------------------------------------------------

P, Q = var("p"), var("q")
NAMES = (P, Q)


def _least(goal: Term, hypotheses: tuple[Term, ...], name: Term, place: Term) -> Proof:
    return infer("least value", hypotheses, goal, (), {"on": name, "at": place})


@lru_cache(maxsize=1)
def tangent() -> Proof:
    """e^p (1 + q - p) <= e^q."""
    gap = sub(Q, P)
    at_0 = le(add(ONE, P), exp(P))
    general = _least(at_0, (), P, ZERO)
    shifted = infer(
        "special case",
        (),
        le(add(ONE, gap), exp(gap)),
        (general,),
        {"names": (P,), "values": (gap,)},
    )
    goal = le(mul(exp(P), add(ONE, gap)), exp(Q))
    return infer("sum of inequalities", (), goal, (shifted,), {"multipliers": (exp(P),)})


@lru_cache(maxsize=1)
def log_above() -> Proof:
    """log p <= p - 1 for p > 0."""
    return _least(le(log(P), sub(P, ONE)), (lt(ZERO, P),), P, ONE)


@lru_cache(maxsize=1)
def log_below() -> Proof:
    """1 - 1/p <= log p for p > 0."""
    return _least(le(sub(ONE, div(ONE, P)), log(P)), (lt(ZERO, P),), P, ONE)


@lru_cache(maxsize=1)
def gibbs() -> Proof:
    """p - q <= p log(p/q) for p > 0 and q > 0."""
    given, ratio = (lt(ZERO, P), lt(ZERO, Q)), div(P, Q)
    data: dict[str, object] = {"names": (P,), "values": (ratio,)}
    goal = le(sub(ONE, div(ONE, ratio)), log(ratio))
    below = infer("special case", given, goal, (log_below(),), data)
    goal = le(sub(P, Q), mul(P, log(ratio)))
    return infer("sum of inequalities", given, goal, (below,), {"multipliers": (P,)})


__all__ = ["lemmas_on", "with_lemmas"]
