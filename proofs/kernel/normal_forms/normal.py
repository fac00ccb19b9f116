"""Normal form: a term as a quotient of two integer polynomials in generators.

A generator stands for a term (its *atom*) that is defined, under the facts of the sequent, wherever
the terms it came from are; every denominator that appears was written, or is proved nonzero. So two
terms with the same normal form are equal wherever both are defined. Different normal forms mean
nothing.

>>> from ..terms import ONE, TWO, add, apply, div, exp, neg, var
>>> x = var("x")
>>> sigma = div(ONE, add(ONE, exp(neg(x))))
>>> Normalizer().equal(sigma, div(add(apply("tanh", div(x, TWO)), ONE), TWO))
True
>>> Normalizer().equal(sigma, div(apply("tanh", add(div(x, TWO), ONE)), TWO))
False
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import groupby
from math import lcm
from time import monotonic
from typing import Any

from ..terms import ONE, Term, TermError, add, div, mul, neg, num, power
from ..terms.text import order_key
from . import signs
from .ideals import is_combination
from .intervals import ALL, End, Interval, bounds_of, meet, sign_by_intervals
from .ratio import (
    Ratio,
    TooLarge,
    Unsupported,
    constant,
    context,
    generators_in,
    minus,
    plus,
    sum_of,
    times,
    to_power,
)
from .signs import ANY, NEG, NONNEG, NONZERO, POS, ZERO_SIGN, Fact
from .summands import cancels_in_groups, summands
from .time_limit import require_time, within

MAX_RESTARTS = 40
MAX_SIGN_PRODUCT = 60
MAX_ROOT_SIGN_TERMS = 16
"""Longest polynomial whose sign is sought by comparing a root in it with the rest."""
PER_MONOMIAL = 4e-5
"""Seconds, at most, that it takes to write a monomial as a term."""
PER_LOWERED = 6e-6
"""Seconds, at most, that it takes to replace the powers of a root in a term of a polynomial."""
MAX_BOUNDED_DEGREE = 8
"""Highest degree of a polynomial whose sign is sought by intervals."""

Handler = Callable[["Normalizer", Term], Ratio]
HANDLERS: dict[str, Handler] = {}
"""How each operator is brought to normal form; filled by the modules of this package."""


def handles(*operators: str) -> Callable[[Handler], Handler]:
    """Register a function as the handler of some operators."""

    def register(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(operators, handler))
        return handler

    return register


@cache
def _entailment() -> Any:
    """The module of what follows from facts: it needs the normalizer."""
    from . import entailment

    return entailment


class _Again(Exception):
    """More room or a finer exponential is needed: begin again with what was learnt."""


class Normalizer:
    """Normal forms under facts (truth-valued terms that are assumed to hold).

    `facts` are used for signs and, where one gives a variable's value, for substitution. Public
    methods may raise Unsupported; they do once `deadline` (of `time.monotonic`) has passed.
    """

    def __init__(
        self, facts: Sequence[Term] = (), room: int = 8, deadline: float | None = None
    ) -> None:
        self._facts = tuple(facts)
        self.conditional = bool(facts)  # whether there are any
        self.deadline = deadline
        self._room = room
        self.scales: dict[tuple[str, Term], int] = {}  # exp(t/q), sin(t/q): t -> q, see `scale`
        self.searching = False  # within a proof by contradiction
        self._lowest: dict[Term, int] = {}  # (t + c)! -> the least c, see `lowest_factorial`
        self._answers: dict[object, Any] = {}
        self._held: set[Term] = set()  # statements that were seen to follow from the facts alone
        self._working = False  # within a task
        self.kept_for = ""  # the bound for which a power was not written out
        self._reset()

    def is_under(self, facts: Sequence[Term]) -> bool:
        """Whether these are the facts that it was made with."""
        return self._facts == tuple(facts)

    def is_given(self, fact: Term) -> bool:
        """Whether a statement is one of the facts, as it stands."""
        return fact in self._facts

    # --- questions --------------------------------------------------------------------------

    def equal(self, a: Term, b: Term) -> bool:
        """Whether the two normal forms agree. False says nothing."""

        self._make_room(len(a.free | b.free))

        def task() -> bool:
            if self.absurd or a is b:
                return True
            in_groups = cancels_in_groups(self, a, b)
            if in_groups is not None:
                return in_groups
            p, q = self.ratio(a), self.ratio(b)
            if p == q:
                return True
            return self.vanishes(self.settle(plus(p, minus(q))).num)

        return bool(self._run(task))

    def vanishes_with(self, a: Term, b: Term) -> bool:
        """Whether a is 0 wherever b is: the numerator of b divides that of a."""

        def task() -> bool:
            if self.absurd:
                return True
            above, below = self.settle(self.ratio(a)).num, self.settle(self.ratio(b)).num
            if below.is_zero() or above.is_zero():
                return bool(above.is_zero())
            return bool(divmod(above, below)[1].is_zero())

        return bool(self._run(task))

    def contradictory(self) -> bool:
        """Whether the facts are seen to contradict each other: then everything follows."""
        return bool(self._run(lambda: self.absurd))

    def sign(self, a: Term) -> int:
        """The sign set of a term wherever it is defined."""
        return int(self._run(lambda: self.ratio_sign(self.ratio(a))))

    def holds(self, statement: Term) -> bool:
        """Whether a statement about defined terms follows, by normal form and sign."""
        if self._working:  # there may be more facts for a while
            return bool(self._run(lambda: self.follows(statement)))
        if statement in self._held:
            return True
        found = bool(self._run(lambda: self.follows(statement)))
        if found:
            self._held.add(statement)
        return found

    def fails(self, statement: Term) -> bool:
        """Whether the opposite of a statement about defined terms follows from the facts."""
        from ..terms.definedness import opposite

        return self.holds(opposite(statement))

    def canonical(self, statement: Term) -> tuple[Term, ...]:
        """A relation as simplest statements that together are equivalent to it.

        `x*y != 0` gives x != 0 and y != 0; `2x - 2 != 0` gives x != 1.
        """
        from .entailment import canonical

        return tuple(self._run(lambda: canonical(self, statement)))

    def chart(self, goal: Term, conditions: Sequence[Term]) -> tuple[Any, tuple[Term, ...]]:
        """The sign chart of a statement, and of those conditions that are about the same quantity
        as it is."""
        from .sign_chart import chart

        found: tuple[Any, tuple[Term, ...]] = self._run(lambda: chart(self, goal, conditions))
        return found

    def factors(self, relation: Term) -> tuple[Term, ...]:
        """The factors, as terms, on whose signs a relation depends."""
        from .entailment import factors

        return tuple(self._run(lambda: factors(self, relation)))

    def normal_term(self, a: Term) -> Term:
        """The normal form written as a term again."""
        found: Term = self._run(lambda: self.term(self.ratio(a)))
        return found

    def turns(self, a: Term) -> tuple[End, End]:
        """The ends, in multiples of pi, between which a term lies by the arcs in it."""
        from .trigonometry import turns_within

        found: tuple[End, End] = self._run(lambda: turns_within(self, self.ratio(a)))
        return found

    def ratios(self, *terms: Term) -> tuple[Ratio, ...]:
        """The normal forms of several terms, over the same generators, for who looks for proofs."""

        def task() -> tuple[Ratio, ...]:
            found = [self.settle(self.ratio(a)) for a in terms]
            return tuple(self.settle(a) for a in found)

        return tuple(self._run(task))

    def used_atoms(self, *terms: Term) -> tuple[Term, ...]:
        """The terms that the generators of these terms' normal forms, which have been compared,
        stand for."""
        if self.absurd:
            return ()
        parts = [p for a in terms for p in (a, *self._parts(a)) if p in self.memo]
        used: set[int] = set()
        for ratio, _ in groupby([self.memo[p] for p in parts]):  # often twice the same
            for side in ratio:
                if not side.is_one():
                    used.update(generators_in(side))
        return tuple([self.atoms[g] for g in sorted(used)])

    def work(self, task: Callable[[], Any]) -> Any:
        """What a task in normal forms gives; it is begun again when they have to be made anew."""
        return self._run(task)

    def remembered(self, question: object, task: Callable[[], Any]) -> Any:
        """What a task gives, or raises as Unsupported, whose answer has no generators in it: it
        depends on the question and the facts alone, and is worked out once."""
        if question not in self._answers:
            try:
                self._answers[question] = self._run(task)
            except Unsupported as refusal:
                self.require_time()
                self._answers[question] = refusal
        answer = self._answers[question]
        if isinstance(answer, Unsupported):
            raise answer.with_traceback(None)
        return answer

    def beside(self, more: Sequence[Term]) -> Normalizer:
        """Normal forms under these facts and more, which start no such search of their own."""
        other = Normalizer((*self._facts, *more), deadline=self.deadline)
        other.searching = True
        return other

    def _make_room(self, names: int) -> None:
        """Generators for as many names before any is made."""
        if names + 4 > self._room and not self.busy:
            self._room = names + 4
            self._reset()

    # --- machinery for handlers ----------------------------------------------------------------

    def _reset(self) -> None:
        self.ctx = context(self._room)
        self.one = self.ctx.constant(1)
        self.atoms: list[Term] = []
        self.places: dict[Term, int] = {}
        self.signs: list[int] = [ANY] * self.ctx.nvars()
        self.relations: dict[int, tuple[int, Ratio]] = {}
        self.whole: set[Term] = set()  # real names of which the facts say that they are integers
        self.facts: list[Fact] = []
        self._ends: dict[int, Interval] = {}  # bounds of generators, from the first facts
        self._bounded = 0  # how many facts that is
        self.zeros: list[Any] = []  # polynomials that the facts say are 0
        self.exponentials: dict[Term, tuple[int, Ratio]] = {}  # a -> q and exp(a/q)
        self.compared: set[int] = set()  # exponentials that were compared with 1
        self.known: set[Term] = set()
        self.foralls: list[Term] = []  # statements about every index of a range
        self.symmetric: dict[Term, Term] = {}  # matrices with A_ij = A_ji, with their length
        self.recalling = False
        self.recalled: set[tuple[Term, Term]] = set()  # which index has had which of them
        self.memo: dict[Term, Ratio] = {}
        self.values: dict[Term, Term] = {}
        self.levels: set[object] = set()
        self.nested = 0  # signs by roots within signs by roots
        self.depth = 0
        self.absurd = False  # the facts contradict each other: everything follows
        self.busy = False

    def _run(self, task: Callable[[], Any]) -> Any:
        self.require_time()
        outer, self._working = self._working, True
        try:
            return self._begun_again(task)
        finally:
            self._working = outer

    def _begun_again(self, task: Callable[[], Any]) -> Any:
        for _ in range(MAX_RESTARTS):
            try:
                with within(self.deadline):
                    if not self.busy:
                        self.busy = True
                        if self._facts:
                            self._assume_facts()
                    return task()
            except _Again:
                self._reset()
            except (TermError, OverflowError) as error:  # FLINT sorts factors by C integers
                raise Unsupported(str(error)) from error
        raise Unsupported("the generators did not settle")

    def _assume_facts(self) -> None:
        entailment = _entailment()
        entailment.assume_all(self, self._facts)
        self.memo.clear()  # what was met before the last fact may come out simpler
        entailment.assume_again(self, self._facts)

    def generator(
        self, atom: Term, sign: int = ANY, relation: tuple[int, Ratio] | None = None
    ) -> Ratio:
        """The generator that stands for an atom; made if there is none yet.

        `relation` (n, r) states that its n-th power is r.
        """
        place = self.places.get(atom)
        if place is None:
            if atom.sort.name not in ("nat", "int", "real"):
                raise Unsupported(f"{atom} is of sort {atom.sort.name}")
            place = len(self.atoms)
            if place >= self.ctx.nvars():
                self._room = self.ctx.nvars() + self.ctx.nvars() // 2 + 1
                raise _Again
            self.atoms.append(atom)
            self.places[atom] = place
            if relation is not None:
                self.relations[place] = relation
        self.signs[place] &= sign  # more may be known of it than when it was first met
        return Ratio(self.ctx.gen(place), self.one)

    def scale(self, kind: str, atom: Term, coefficient: Fraction | int) -> int:
        """The common denominator q for exp(atom/q) (kind "exp") or sin(atom/q) (kind "trig")."""
        key = (kind, atom)
        old = self.scales.get(key)
        new = lcm(old or 1, coefficient.denominator)
        if new > 10_000:
            raise TooLarge("a fraction in an exponent with too large a denominator")
        if old is None:  # not met before, so that nothing rests on it yet
            self.scales[key] = new
        elif new != old:
            self.scales[key] = new
            raise _Again
        return new

    def lowest_factorial(self, atom: Term, offset: int, least: Ratio) -> int:
        """The least l for which (atom + l)! has been met, or 0 where that is nearer to hand."""
        old = self._lowest.get(atom)
        if old is None:
            natural = offset > 0 and not self.ratio_sign(least) & ~NONNEG
            self._lowest[atom] = old = 0 if natural else offset
        if offset < old and not self.ratio_sign(plus(least, self.constant(offset))) & ~NONNEG:
            self._lowest[atom] = offset
            raise _Again
        return self._lowest[atom]

    def constant(self, value: Fraction | int) -> Ratio:
        """A number as a quotient."""
        return constant(self.ctx, value)

    def ratio(self, term: Term) -> Ratio:
        """The normal form of a term."""
        found = self.memo.get(term)
        if found is None:
            if self.deadline is not None and monotonic() > self.deadline:
                self.require_time()
            handler = HANDLERS.get(term.op)
            if handler is None:
                raise Unsupported(f"{term.op} has no normal form")
            found = handler(self, term)
            if self.relations:
                found = self.settle(found)
            self.memo[term] = found
        return found

    def _parts(self, a: Term) -> tuple[Term, ...]:
        """The summands of a term that was not brought to one quotient."""
        return () if a in self.memo else tuple(part for _, part in summands(a))

    def require_time(self) -> None:
        """That the deadline has not passed. Raises Unsupported."""
        if self.deadline is not None and monotonic() > self.deadline:
            raise TooLarge("the time is up")

    def settle(self, a: Ratio) -> Ratio:
        """The quotient with all relations of generators (r^n = p) used up."""
        if not self.relations:
            return a
        for _ in range(200):
            for place, (n, value) in self.relations.items():
                if a.num.degrees()[place] >= n or (a.den.degrees()[place] > 0):
                    changed = self._use(a, place, n, value)
                    if changed is not None:
                        a = changed
                        break
            else:
                return a
        raise Unsupported("the relations between roots did not settle")

    def _use(self, a: Ratio, place: int, n: int, value: Ratio) -> Ratio | None:
        """One generator's relation used on both parts; None where it changes nothing."""
        num, den = a
        top = den.degrees()[place]
        if top > 0:
            least = min(m[place] for m in den.monoms())
            if (
                least and least < n
            ):  # a divisor r^least: nonzero, so r is; r^(n-least) brings it to value
                lift = self.ctx.gen(place) ** (n - least)
                num, den = num * lift, den * lift
        if num.degrees()[place] < n and den.degrees()[place] < n:
            return None
        above = self._lower(num, place, n, value)
        below = self._lower(den, place, n, value)
        if below.num.is_zero():
            raise Unsupported("a divisor is identically zero")
        return times(above, Ratio(below.den, below.num))

    def _lower(self, poly: Any, place: int, n: int, value: Ratio) -> Ratio:
        """The polynomial with r^(nk+s) replaced by value^k r^s."""
        require_time(len(poly) * PER_LOWERED)
        groups: dict[int, dict[tuple[int, ...], int]] = {}
        for monomial, coefficient in poly.to_dict().items():
            k, s = divmod(int(monomial[place]), n)
            rest = (*monomial[:place], s, *monomial[place + 1 :])
            groups.setdefault(k, {})[rest] = coefficient
        parts = []
        for k, rows in groups.items():
            base = Ratio(self.ctx.from_dict(rows), self.ctx.constant(1))
            parts.append(times(base, to_power(value, k)) if k else base)
        return sum_of(parts, self.ctx)

    def vanishes(self, poly: Any) -> bool:
        """Whether a polynomial is 0, or a combination of what the facts say is 0."""
        if poly.is_zero() or not self.zeros:
            return bool(poly.is_zero())
        one = self.ctx.constant(1)
        settled = [self.settle(Ratio(z, one)).num for z in self.zeros]
        return is_combination(poly, [z for z in (*settled, *self.zeros) if not z.is_zero()])

    # --- signs and statements -----------------------------------------------------------------

    def poly_sign(self, poly: Any) -> int:
        """The sign set of a polynomial in the generators."""
        self.require_time()
        made = len(self.atoms)
        if self.signs[:made] == [POS] * made:
            found = signs.of_positive(poly)
            if found in (NEG, ZERO_SIGN, POS):
                return found
        found = signs.sign_of(poly, self.signs, self.facts)
        if found in (NEG, ZERO_SIGN, POS) or len(poly) > MAX_ROOT_SIGN_TERMS:
            return found
        if self.facts and len(poly) > 1 and 1 < poly.total_degree() <= MAX_BOUNDED_DEGREE:
            found &= sign_by_intervals(poly, self.signs, self._bounds())
            if found in (NEG, ZERO_SIGN, POS):
                return found
        from .root_signs import sign_by_enclosure, sign_by_roots

        found &= sign_by_enclosure(self, poly)
        return found if found in (NEG, POS) else found & sign_by_roots(self, poly)

    def _bounds(self) -> dict[int, Interval]:
        """What the facts so far say of single generators."""
        for place, interval in bounds_of(self.facts[self._bounded :]):
            self._ends[place] = meet(self._ends.get(place, ALL), interval)
        self._bounded = len(self.facts)
        return self._ends

    def ratio_sign(self, a: Ratio) -> int:
        """The sign set of a quotient; its denominator is nonzero."""
        if a.num.is_zero():
            return ZERO_SIGN
        if a.den.is_one():
            return self.poly_sign(a.num)
        below = self.poly_sign(a.den) & NONZERO
        found = signs.multiply_signs(self.poly_sign(a.num), below)
        if found in (POS, NEG) or len(a.num) * len(a.den) > MAX_SIGN_PRODUCT:
            return found
        return found & self.poly_sign(a.num * a.den)  # p/q has the sign of pq

    def sign_of_term(self, a: Term) -> int:
        """The sign set of a term, for use inside a handler."""
        return self.ratio_sign(self.ratio(a))

    def follows(self, statement: Term) -> bool:
        """`holds`, for use inside a handler."""
        return bool(_entailment().follows(self, statement))

    def is_bound(self, place: int) -> bool:
        """Whether a generator's atom has the index of a range in it."""
        return any(v.value in self.levels for v in self.atoms[place].free)

    def is_integral(self, poly: Any) -> bool:
        """Whether a polynomial's values are integers."""
        return all(d <= 0 or self.is_whole(g) for g, d in enumerate(poly.degrees()))

    def is_whole(self, place: int) -> bool:
        """Whether a generator's values are integers, by its sort or by a fact."""
        atom = self.atoms[place]
        return atom.sort.name in ("nat", "int") or atom in self.whole

    # --- back to terms --------------------------------------------------------------------------

    def term(self, a: Ratio) -> Term:
        """A quotient as a term, its parts in an order that does not depend on the generators'."""
        above = self.poly_term(a.num)
        return above if a.den.is_one() else div(above, self.poly_term(a.den))

    def poly_term(self, poly: Any) -> Term:
        """A polynomial as a term: a sum of monomials."""
        require_time(len(poly) * PER_MONOMIAL)
        rows = []
        for monomial, coefficient in poly.to_dict().items():
            rows.append((self.monomial(monomial), int(coefficient)))
        if len(rows) > 1:
            rows.sort(key=lambda row: (row[0] is ONE, order_key(row[0])))
        parts = []
        for body, c in rows:
            if body is ONE:
                parts.append(num(c))
            elif abs(c) == 1:
                parts.append(neg(body) if c < 0 else body)
            else:
                whole = mul(num(abs(c)), *(body.args if body.op == "mul" else (body,)))
                parts.append(neg(whole) if c < 0 else whole)
        return add(*parts)

    def monomial(self, exponents: Iterable[int]) -> Term:
        """A monomial as a term."""
        factors = []
        for g, e in enumerate(exponents):
            if e:
                atom = self.atoms[g]
                factors.append(atom if e == 1 else power(atom, num(int(e))))
        if len(factors) > 1:
            factors.sort(key=order_key)
        return mul(*factors)
