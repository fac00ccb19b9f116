"""Exact points to try, the simplest first: 0, 1, -1, 2, 1/2 before anything else.

A coordinate is a variable, a length, or an entry of a family; which entries matter is found by
evaluating once and noting what was asked for.

>>> from proofs.kernel.terms import var
>>> from itertools import islice, product
>>> x = var("x")
>>> [str(p[x]) for p in islice(points((x,), ()), 5)]
['0', '1', '-1', '2', '1/2']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from time import monotonic

from flint import fmpq

from .kernel.enclosures.enclosure import Missing, Undetermined, decide, enclose, truth
from .kernel.terms import (
    FALSE,
    ONE,
    REAL,
    TRUE,
    TWO,
    ZERO,
    Term,
    bound,
    fun,
    num,
    operators,
    power,
    subterms,
)
from .settling import SHARES, eliminated, last_entries, settle, totals

REALS = tuple(
    num(v) for v in ("0", "1", "-1", "2", "1/2", "-2", "3", "-1/2", "-3", "1/3", "5", "-5")
)
INTEGERS = tuple(num(v) for v in (0, 1, -1, 2, -2, 3, -3, 4, 5, -5))
NATURALS = tuple(num(v) for v in (0, 1, 2, 3, 4, 5, 6, 8))
_POOLS = {"nat": NATURALS, "int": INTEGERS, "real": REALS, "bool": (TRUE, FALSE)}
MAX_COST = 14
MAX_CANDIDATES = 64
"""Most values of one coordinate that are kept: of more, none is reached at the costs above."""
MAX_TRIED = 4_000
"""Most choices that are looked at in the search for points at which the conditions hold."""
FEW = 8
"""Of more coordinates, fewer choices are gone through, and one is sought first name by name."""
MAX_COORDINATES = 1_000
SHORT = 3
"""How many of the smallest values a length has at points without a pattern."""


_ARGUMENT = bound(0, REAL)
FUNCTIONS = tuple(map(fun, (_ARGUMENT, ONE, power(_ARGUMENT, TWO), ZERO)))
"""t -> t, 1, t^2, 0: total, and as smooth as may be asked."""
MAX_FUNCTIONS = 12


def particular_functions(names: Iterable[Term]) -> Iterator[dict[Term, Term]]:
    """Simple functions for all unknown functions among some names; none where one is opaque."""
    unknown = sorted((v for v in names if v.sort.name == "function"), key=str)
    if not unknown or any(v.sort.rank != 1 or v.sort.element == "opaque" for v in unknown):
        return
    for chosen in islice(product(FUNCTIONS, repeat=len(unknown)), MAX_FUNCTIONS):
        yield dict(zip(unknown, chosen, strict=True))


class Recording(dict[Term, Term]):
    """A point that gives one value to every entry it is asked for, 0 unless another is chosen, and
    remembers which."""

    value = ZERO

    def get(self, key: Term, default: object = None) -> Term | None:  # type: ignore[override]
        """The value; an entry that has none yet gets that of all."""
        if key not in self and key.op == "elem":
            self[key] = self.value
        return super().get(key)


def points(
    terms: Sequence[Term], given: Sequence[Term], deadline: float | None = None
) -> Iterator[dict[Term, Term]]:
    """Points at which all of `given` surely hold, by rising total cost.

    Every free variable, length and entry that evaluating `terms` and `given` asks for has a value.
    None are sought after `deadline` (of `time.monotonic`).
    """
    free = _unbound(terms) if not given else None
    if free is not None:
        yield from _anywhere(free, deadline)
        return
    whole = (*terms, *given)
    base, derived = _coordinates(whole, given)
    if base is None or len(base) > MAX_COORDINATES:
        return
    candidates = [_candidates(key, given, deadline) for key in base]
    wide = len(base) > FEW
    choices = [list(more) if wide else [] for more in candidates]
    args = (base, derived, choices, whole, given, deadline)
    if wide and not all(choices):
        return
    if wide:
        yield from _one_by_one(*args)
    found = False
    for point in _by_cost(*args, candidates):
        found = True
        yield point
    if not found and not wide:
        for chosen, more in zip(choices, candidates, strict=True):
            chosen.extend(more)
        yield from _one_by_one(*args)


def _by_cost(
    base: Sequence[Term], derived: Mapping[Term, Term], choices: Sequence[list[Term]],
    whole: Sequence[Term], given: Sequence[Term], deadline: float | None,
    candidates: Sequence[Iterator[Term]],
) -> Iterator[dict[Term, Term]]:  # fmt: skip
    """Points by rising total cost: how far down its choices the value of each coordinate stands.

    Of the candidates no more are looked at, and put among the choices, than are asked for.
    """
    most = MAX_TRIED * FEW // max(len(base), FEW)
    entries: dict[tuple[int, ...], tuple[Term, ...] | None] = {}
    plain = [g for g in given if "elem" not in operators(g)]
    tried = 0
    for cost in range(MAX_COST):
        for chosen, more in zip(choices, candidates, strict=True):
            chosen.extend(islice(more, 1))  # none is asked for further than its cost
        if not all(choices):
            return
        found = False
        for spent in range(cost + 1):
            for ranks in _ranks(tuple(map(len, choices)), spent):
                found = True
                tried += 1
                if tried > most or (deadline is not None and monotonic() > deadline):
                    return
                point = {k: c[r] for k, c, r in zip(base, choices, ranks, strict=True)}
                if ranks not in entries:
                    complete = _derive(point, derived) if plain else None
                    allowed = complete is None or holds(plain, complete)
                    entries[ranks] = _entries(point, derived, whole) if allowed else None
                keys = entries[ranks]
                if keys is not None:
                    yield from _filled(point, derived, keys, cost - spent, given, deadline)
        if not found and cost > 0:
            break


def _unbound(terms: Sequence[Term]) -> list[Term] | None:
    """The names in terms, where all of them are of numbers and truth values."""
    names = frozenset[Term]().union(*[term.free for term in terms])
    if len(names) > MAX_COORDINATES or any(n.sort.name not in _POOLS for n in names):
        return None
    return sorted(names, key=_in_order)


def _anywhere(names: Sequence[Term], deadline: float | None) -> Iterator[dict[Term, Term]]:
    """Points for names of which nothing is known, by rising total cost."""
    pools = [_POOLS[name.sort.name] for name in names]
    lengths = tuple(map(len, pools))
    tried = met = 0
    for cost in range(MAX_COST):
        tried += met  # as where the points before are looked at again
        before = met
        for ranks in _ranks(lengths, cost):
            met += 1
            tried += 1
            if tried > MAX_TRIED or (deadline is not None and monotonic() > deadline):
                return
            yield {name: pool[rank] for name, pool, rank in zip(names, pools, ranks, strict=True)}
        if met == before and cost > 0:
            break


def _one_by_one(
    base: Sequence[Term], derived: Mapping[Term, Term], choices: Sequence[Sequence[Term]],
    whole: Sequence[Term], given: Sequence[Term], deadline: float | None,
) -> Iterator[dict[Term, Term]]:  # fmt: skip
    """A point whose coordinates are chosen one after another, in the order in which the conditions
    speak of them, so that each condition holds as soon as all of its names have values.

    A value is one of the choices, or beside a value of those in the same conditions: in
    x_1 < x_2 < ... < x_99 each name has the next number.
    """
    known, spoken = set(base), dict.fromkeys(n for g in given for n in subterms(g))
    order = [*(n for n in spoken if n in known), *(b for b in base if b not in spoken)]
    place, pool = {key: i for i, key in enumerate(order)}, dict(zip(base, choices, strict=True))
    ready: list[list[Term]] = [[] for _ in order]
    for g in given:
        if g.free and all(name in place for name in g.free):
            ready[max(place[name] for name in g.free)].append(g)
    if not any(len(g.free) > 1 for conditions in ready for g in conditions):
        return
    point: dict[Term, Term] = {}
    left = [iter(_values(order[0], pool, ready[0], point))]
    for _ in range(MAX_TRIED):
        at = len(left) - 1
        value = next(left[-1], None)
        if value is None:
            left.pop()
            point.pop(order[at], None)
            if not left:
                return
            continue
        if deadline is not None and monotonic() > deadline:
            return
        point[order[at]] = value
        if not holds(ready[at], point):
            continue
        if at + 1 < len(order):
            point.pop(order[at + 1], None)
            left.append(iter(_values(order[at + 1], pool, ready[at + 1], point)))
            continue
        keys = _entries(point, derived, whole)
        if keys is not None:
            yield from _filled(dict(point), derived, keys, 0, given, deadline)
        return


def _values(
    key: Term, pool: Mapping[Term, Sequence[Term]], conditions: Sequence[Term],
    point: Mapping[Term, Term],
) -> dict[Term, None]:  # fmt: skip
    """The choices for a coordinate, and what is beside the values of those in its conditions."""
    out = dict.fromkeys(pool[key])
    for name in dict.fromkeys(name for g in conditions for name in g.free):
        value = point.get(name)
        if value is None or value.op != "num" or key.op != "var" or key.sort.name == "bool":
            continue
        for by in (1, -1) if key.sort.name != "real" else (1, -1, Fraction(1, 2), Fraction(-1, 2)):
            beside: Fraction = value.value + by
            if (
                key.sort.name == "real"
                or (beside.denominator == 1 and beside >= 0)
                or (key.sort.name == "int" and beside.denominator == 1)
            ):
                out[num(beside)] = None
    return out


def generic_points(
    terms: Sequence[Term], given: Sequence[Term], deadline: float | None = None
) -> Iterator[dict[Term, Term]]:
    """A few points without any pattern, at which all of `given` hold: to see that sides differ."""
    base, derived = _coordinates((*terms, *given), given)
    if base is None:
        return
    choices = [list(_candidates(key, given, deadline)) for key in base]
    if not all(choices):
        return
    choices = [c[:SHORT] if k.sort.name == "nat" else c for k, c in zip(base, choices, strict=True)]
    for seed in range(12):
        if deadline is not None and monotonic() > deadline:
            return
        scattered = [c[(7 * i + 5 * seed + 1 + seed * i) % len(c)] for i, c in enumerate(choices)]
        point = dict(zip(base, scattered, strict=True))
        keys = _entries(point, derived, (*terms, *given))
        if keys is None:
            continue
        summed = totals(given)
        among = {e.family for e in summed}
        for i, key in enumerate(keys):
            pool = SHARES[:5] if key.args[0] in among else REALS[1:]
            pool = pool if key.sort.name == "real" else INTEGERS
            point[key] = pool[(5 * i + 2 * seed + i * seed) % len(pool)]
        settled = settle(summed, point, keys)
        complete = None if settled is None else _derive(settled, derived)
        if complete is not None and holds(given, complete):
            yield complete


def holds(given: Iterable[Term], point: Mapping[Term, Term]) -> bool:
    """Whether all statements surely hold at the point."""
    try:
        return all(decide(g, point) is True for g in given)
    except Undetermined:
        return False


def _coordinates(
    terms: Sequence[Term], given: Sequence[Term]
) -> tuple[list[Term] | None, dict[Term, Term]]:
    """Variables and lengths to choose, and those that an equation of `given` settles."""
    names: dict[Term, None] = {}
    for term in terms:
        for node in subterms(term):
            if node.op == "var":
                if node.sort.name in ("nat", "int", "real", "bool"):
                    names[node] = None
                elif node.sort.name == "family":
                    names.update(dict.fromkeys(v for d in node.sort.dims for v in d.free))
                else:
                    return None, {}
            elif node.op == "size" and node.args[0].op == "var":
                names[node] = None
    derived = eliminated([g for g in given if g.op == "eq"], list(names))
    free = sorted((n for n in names if n not in derived), key=_in_order)
    return free, derived


def _in_order(name: Term) -> tuple[str, str]:
    return name.sort.name, str(name.value if name.op == "var" else name)


def _candidates(key: Term, given: Sequence[Term], deadline: float | None) -> Iterator[Term]:
    """Values to try for one coordinate, those that its own conditions allow."""
    if key.sort.name == "bool":
        own = [g for g in given if g is key]
        return (value for value in (TRUE, FALSE) if holds(own, {key: value}))
    pool = _POOLS[key.sort.name]
    if not given:
        return iter(pool)
    own = [g for g in given if g.free == {key} and key.op == "var"]
    if key.op == "size":
        own = [g for g in given if key in set(subterms(g)) and len(g.free) == 1]
    return _allowed(key, pool, own, deadline) if own else iter(pool)


def _allowed(
    key: Term, pool: Sequence[Term], own: Sequence[Term], deadline: float | None
) -> Iterator[Term]:
    """Those of some values, and of those beside the numbers in conditions, that these allow."""
    near: dict[Term, None] = {}
    for g in own:
        for node in subterms(g):
            if node.op == "num" and abs(node.value) < 10**9:
                exact: Fraction = node.value
                for by in (0, 1, -1, Fraction(1, 2), Fraction(-1, 2)):
                    beside = exact + by
                    if key.sort.name == "real" or beside.denominator == 1:
                        near[num(beside)] = None
    if key.sort.name == "nat":
        near = {v: None for v in near if v.value >= 0}
    first, kept = [*reversed(own)], 0  # asked first: what refused last, refuses more
    for value in dict.fromkeys((*pool, *near)):
        if kept >= MAX_CANDIDATES or (deadline is not None and monotonic() > deadline):
            break
        refused = next((i for i, g in enumerate(first) if not holds([g], {key: value})), None)
        if refused is None:
            kept += 1
            yield value
        else:
            first.insert(0, first.pop(refused))


def _ranks(lengths: tuple[int, ...], cost: int) -> Iterator[tuple[int, ...]]:
    """All choices of ranks with the given total, each below its length.

    >>> list(_ranks((2, 1, 3), 2))
    [(0, 0, 2), (1, 0, 1)]
    """
    most = [0]  # what the places from each on can add up to, from the last
    for length in reversed(lengths):
        most.append(most[-1] + length - 1)
    most.reverse()
    ranks = [0] * len(lengths)

    def from_place(place: int, left: int) -> Iterator[tuple[int, ...]]:
        while place < len(ranks) and (left == 0 or most[place] == most[place + 1]):
            place += 1  # nothing to choose there
        if place == len(ranks) or left == 0:
            if left == 0:
                yield tuple(ranks)
            return
        for rank in range(max(0, left - most[place + 1]), min(left, lengths[place] - 1) + 1):
            ranks[place] = rank
            yield from from_place(place + 1, left - rank)
        ranks[place] = 0

    yield from from_place(0, cost)


def _derive(point: Mapping[Term, Term], derived: Mapping[Term, Term]) -> dict[Term, Term] | None:
    """The point with the settled coordinates filled in; None where they are not rational there."""
    if not derived:
        return dict(point)
    out = dict(point)
    for name, value in derived.items():
        try:
            found = enclose(value, out)
        except Undetermined:
            return None
        if not isinstance(found, fmpq):
            return None
        exact = num(Fraction(int(found.p), int(found.q)))
        width = {"nat": 0, "int": 1, "real": 2}
        if width[exact.sort.name] > width[name.sort.name]:
            return None
        out[name] = exact
    return out


def _entries(
    point: Mapping[Term, Term], derived: Mapping[Term, Term], terms: Sequence[Term]
) -> tuple[Term, ...] | None:
    """The entries of families that matter once the rest of the point is fixed."""
    if not any("elem" in operators(term) for term in terms):
        return ()
    complete = _derive(point, derived)
    if complete is None:
        complete = dict(point)
    found: dict[Term, None] = {}
    waiting = list(terms)
    for value in _EVERYWHERE:
        asked = Recording(complete)
        asked.value = value
        undefined = []
        for term in waiting:
            try:
                if term.sort.name == "bool":
                    truth(term, asked)
                else:
                    enclose(term, asked)
            except Missing:
                return None
            except Undetermined:  # 1/x_1 at x_1 = 0: what else would be asked for isn't seen
                undefined.append(term)
        found.update(dict.fromkeys(k for k in asked if k not in complete))
        waiting = undefined
    return tuple(found)


_EVERYWHERE = (ZERO, ONE, num("1/2"))
"""Values that are tried for all entries, until the terms have values themselves."""


def _filled(
    point: dict[Term, Term], derived: Mapping[Term, Term], keys: tuple[Term, ...], cost: int,
    given: Sequence[Term], deadline: float | None,
) -> Iterator[dict[Term, Term]]:  # fmt: skip
    if not keys and not given:  # nothing to choose, and nothing to be met
        complete = None if cost else _derive(point, derived)
        if complete is not None:
            yield complete
        return
    summed = totals(given)
    among, last = {e.family for e in summed}, last_entries(summed, keys)
    pools = [_pool(k, shared=k.args[0] in among, settled=k in last) for k in keys]
    for ranks in islice(_ranks(tuple(map(len, pools)), cost), 2_000):
        if deadline is not None and monotonic() > deadline:
            return
        entries = {k: p[r] for k, p, r in zip(keys, pools, ranks, strict=True)}
        settled = settle(summed, {**point, **entries}, keys)
        complete = None if settled is None else _derive(settled, derived)
        if complete is not None and holds(given, complete):
            yield complete


def _pool(key: Term, *, shared: bool, settled: bool) -> tuple[Term, ...]:
    """Values to try for one entry, which may be one of some with a given sum, or settled by it."""
    if key.sort.name != "real":
        return INTEGERS
    return (ZERO,) if settled else SHARES if shared else REALS
