"""Search: the shortest way by single steps from one term to another, from both ends at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from time import monotonic

from proofs.kernel.terms import Term, subterms

from .moves import Move
from .rewriting import Rewriter
from .tidying import size, tidy, unordered

MAX_STATES, MAX_STEPS, MAX_STAGES = 4_000, 5, 16
_DISTANCE, _SIZE, _WEIGHT = 0.12, 0.08, 20


@dataclass(frozen=True)
class Link:
    """One step of a way that was found: what it comes to, and the step by which."""

    term: Term
    move: Move
    back: bool = False


@dataclass
class _End:
    """One of the two searches: what it has reached, from where, and what it looks at next."""

    start: Term
    goal: Term
    parts: _Parts
    reached: dict[Term, tuple[float, Term, Term | None, Move | None]] = field(default_factory=dict)
    waiting: list[tuple[float, int, float, Term]] = field(default_factory=list)
    done: set[Term] = field(default_factory=set)

    def put(self, term: Term, cost: float, before: Term | None, move: Move | None, n: int) -> None:
        key = unordered(term)
        known = self.reached.get(key)
        if known is not None and known[0] <= cost:
            return
        self.reached[key] = (cost, term, before, move)
        guess = cost + _DISTANCE * self.parts.distance(term, self.goal) + _SIZE * size(term)
        heappush(self.waiting, (guess, n, cost, key))

    def way(self, key: Term) -> list[tuple[Term, Move]]:
        """Terms and steps from the start to a term that was reached."""
        out: list[tuple[Term, Move]] = []
        while True:
            _, term, before, move = self.reached[key]
            if before is None or move is None:
                return out[::-1]
            out.append((term, move))
            key = before


def way(
    start: Term, goal: Term, rewriter: Rewriter, *, seconds: float = 20.0, states: int = MAX_STATES
) -> list[Link] | None:
    """The steps from `start` to `goal`, each by one rule; None where none are found in time.

    >>> from proofs.kernel.terms import add, exp, mul, var
    >>> from .facts import Facts
    >>> x, c = var("x"), var("c")
    >>> found = way(exp(add(x, c)), mul(exp(c), exp(x)), Rewriter(Facts(())))
    >>> [(str(link.term), link.move.rule) for link in found]
    [('exp(c)*exp(x)', 'product of exponentials')]
    """
    start, goal = tidy(start), tidy(goal)
    number = count()
    parts = _Parts()
    ends = (_End(start, goal, parts), _End(goal, start, parts))
    for end in ends:
        end.put(end.start, 0.0, None, None, next(number))
    until = monotonic() + seconds
    best: tuple[float, Term] | None = None
    for looked in range(states):
        if monotonic() > until:
            break
        end, other = ends if _cheaper(*ends) else ends[::-1]
        if not end.waiting:
            end, other = other, end
            if not end.waiting:
                break
        _, _, cost, key = heappop(end.waiting)
        if key in end.done or end.reached[key][0] < cost:
            continue
        end.done.add(key)
        if best is not None and cost >= best[0]:
            continue
        met = other.reached.get(key)
        if met is not None and (best is None or cost + met[0] < best[0]):
            best = (cost + met[0], key)
            if looked == 0:
                break
        if best is not None and _least(ends) >= best[0]:
            break
        term = end.reached[key][1]
        for move in rewriter.moves(term):
            new = unordered(move.term)
            end.put(move.term, cost + move.cost, key, move, next(number))
            met = other.reached.get(new)
            if met is not None and (best is None or end.reached[new][0] + met[0] < best[0]):
                best = (end.reached[new][0] + met[0], new)
    return None if best is None else _joined(ends, best[1], goal)


def staged(
    start: Term, goal: Term, rewriter: Rewriter, operator: str, rules: frozenset[str], *,
    states: int = MAX_STATES,
) -> list[Link] | None:  # fmt: skip
    """The steps that first do away with an operator, by its rules, and then lead on."""
    term = tidy(start)
    out: list[Link] = []
    while any(t.op == operator for t in subterms(term)):
        moves = [m for m in rewriter.moves(term) if m.rule in rules]
        if not moves or len(out) > MAX_STAGES:
            return None
        move = min(moves, key=lambda m: (_inside(m.term, operator), size(m.term)))
        out.append(Link(move.term, move))
        term = move.term
    rest = way(term, goal, rewriter, states=states) if out else None
    return None if rest is None else out + rest


def _inside(term: Term, operator: str) -> int:
    """How much stands inside an operator."""
    if term.op == operator:
        return size(term)
    return sum(_inside(a, operator) for a in term.args)


def nearby(term: Term, rewriter: Rewriter, *, states: int = 60) -> list[Term]:
    """Terms that a few steps lead to, the shortest first."""
    number = count()
    waiting = [(size(term), next(number), 0, term)]
    found: dict[Term, Term] = {}
    for _ in range(states):
        if not waiting:
            break
        _, _, steps, here = heappop(waiting)
        if unordered(here) in found:
            continue
        found[unordered(here)] = here
        if steps < MAX_STEPS:
            for move in rewriter.moves(here):
                heappush(waiting, (size(move.term), next(number), steps + 1, move.term))
    return sorted(found.values(), key=size)


def simplest(
    term: Term, rewriter: Rewriter, without: frozenset[str], *, states: int = 400
) -> list[Link] | None:
    """The steps to a form of a term in which none of these operators stands; None where none is
    found soon."""
    number = count()
    start = tidy(term)
    waiting = [(0, next(number), start)]
    before: dict[Term, tuple[Term, Move] | None] = {unordered(start): None}
    for _ in range(states):
        if not waiting:
            return None
        _, _, here = heappop(waiting)
        if not any(t.op in without for t in subterms(here)):
            return _traced(here, before)
        for move in rewriter.moves(here):
            key = unordered(move.term)
            if key not in before:
                before[key] = (here, move)
                left = sum(_WEIGHT for t in subterms(move.term) if t.op in without)
                steps = int(10 * (len(_traced(here, before)) + move.cost))
                guess = steps + left + size(move.term)
                heappush(waiting, (guess, next(number), move.term))
    return None


def _traced(term: Term, before: dict[Term, tuple[Term, Move] | None]) -> list[Link]:
    out: list[Link] = []
    while (found := before[unordered(term)]) is not None:
        out.append(Link(term, found[1]))
        term = found[0]
    return out[::-1]


def _cheaper(a: _End, b: _End) -> bool:
    if not a.waiting or not b.waiting:
        return bool(a.waiting)
    return a.waiting[0][0] <= b.waiting[0][0]


def _least(ends: tuple[_End, _End]) -> float:
    """What a way that is not known yet costs at least, roughly."""
    return sum(min((w[2] for w in end.waiting[:1]), default=0.0) for end in ends)


def _joined(ends: tuple[_End, _End], key: Term, goal: Term) -> list[Link]:
    there, back = ends[0].way(key), ends[1].way(key)
    out = [Link(term, move) for term, move in there]
    terms = [ends[1].start, *(term for term, _ in back)]
    for place in range(len(back) - 1, -1, -1):
        out.append(Link(terms[place], back[place][1], back=True))
    if out and unordered(out[-1].term) is unordered(goal):
        out[-1] = Link(goal, out[-1].move, out[-1].back)
    return out


class _Parts:
    """How far terms are from each other; parts are counted once in a search."""

    def __init__(self) -> None:
        self._known: dict[Term, Counter[Term]] = {}

    def of(self, term: Term) -> Counter[Term]:
        """How often each part occurs, whatever the order of summands and factors."""
        found = self._known.get(term)
        if found is None:
            found = Counter((unordered(term),)) if term.op != "num" else Counter()
            for a in term.args:
                found += self.of(a)
            self._known[term] = found
        return found

    def distance(self, a: Term, b: Term) -> int:
        """How many parts of two terms are not shared."""
        p, q = self.of(a), self.of(b)
        return sum(((p - q) + (q - p)).values())


__all__ = ["Link", "nearby", "simplest", "staged", "way"]
