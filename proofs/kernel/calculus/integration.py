"""What the rules of integration share: an interval, its ends, and integrands on it.

An integral is from one end to another, in either order; inside means strictly between them. At an
end, an integrand is either continuous or has an asymptotic expansion whose largest scale decides
whether it has a finite integral up to there.
Source: W. Rudin, Principles of Mathematical Analysis, chapter 6; improper integrals are limits.
"""

from __future__ import annotations

from typing import NamedTuple

from ..normal_forms.normal import Normalizer
from ..normal_forms.ratio import Unsupported, constant
from ..proof import InferenceError, Sequent, Workspace
from ..rules.derivatives import follow
from ..rules.limits import tendency
from ..rules.plain import require
from ..terms import OO, Term, eq, instantiate, le, lt, substitute
from ..terms.definedness import definedness
from .differentiation import continuity
from .expanding import Approach, expand
from .scales import Scale, integrable, scale_product, sign


class Interval(NamedTuple):
    """The points between two ends, as facts about `name`; `forward`: the lower end comes first.

    `proper`: the ends are proved to differ. `here` knows the hypotheses, `inside` also that the
    name is strictly between the ends.
    """

    lower: Term
    upper: Term
    name: Term
    forward: bool
    proper: bool
    here: Normalizer
    inside: Normalizer

    def at(self, end: Term) -> Approach:
        """How the name goes to an end from inside."""
        if end is OO or is_low(end):
            return Approach(None, 1 if end is OO else -1)
        return Approach(end, 1 if (end is self.lower) == self.forward else -1)


def is_low(end: Term) -> bool:
    """Whether an end is minus infinity."""
    return end.op == "neg" and end.args[0] is OO


def is_infinite(end: Term) -> bool:
    """Whether an end is oo or -oo."""
    return end is OO or is_low(end)


def interval(s: Sequent, w: Workspace, lower: Term, upper: Term, name: Term) -> Interval:
    """The interval between two ends, whose order has to follow from the hypotheses."""
    here = w.normalizer(s.hypotheses)
    for end in (lower, upper):
        if not is_infinite(end):
            follow(here, definedness(end))
    require(lower is not upper or not is_infinite(lower), "an interval of no points")
    forward, proper = _order(here, lower, upper)
    first, last = (lower, upper) if forward else (upper, lower)
    facts = []
    if not is_infinite(first):
        facts.append(lt(first, name))
    if not is_infinite(last):
        facts.append(lt(name, last))
    inside = w.normalizer((*s.hypotheses, *facts))
    return Interval(lower, upper, name, forward, proper, here, inside)


def _order(here: Normalizer, lower: Term, upper: Term) -> tuple[bool, bool]:
    if upper is OO or is_low(lower):
        return True, True
    if lower is OO or is_low(upper):
        return False, True
    for forward, (a, b) in ((True, (lower, upper)), (False, (upper, lower))):
        if here.holds(lt(a, b)):
            return forward, True
    for forward, (a, b) in ((True, (lower, upper)), (False, (upper, lower))):
        if here.holds(le(a, b)):
            return forward, False
    raise InferenceError("the order of the ends is not known")


def follow_inside(i: Interval, conditions: tuple[Term, ...]) -> None:
    """Raise InferenceError unless the conditions hold at every point inside."""
    if not i.proper and i.inside.contradictory():
        return
    follow(i.inside, conditions)


def require_continuous(i: Interval, f: Term) -> None:
    """That f is defined and continuous inside."""
    follow_inside(i, (*definedness(f), *continuity(f, (i.name,))))


def closed_at(i: Interval, f: Term, end: Term) -> bool:
    """Whether f is defined at an end, and continuous there from inside."""
    if is_infinite(end):
        return False
    at_end = {i.name: end}
    try:
        needs = (*definedness(f), *continuity(f, (i.name,), within=True))
        return all(i.here.holds(substitute(c, at_end)) for c in needs)
    except Unsupported:
        return False


def end_value(i: Interval, whole: Term, end: Term) -> Term:
    """What a function goes to at an end: its value if it is continuous there, else its limit."""
    if closed_at(i, whole, end):
        return substitute(whole, {i.name: end})
    require(i.proper, "the ends may be the same")
    found = tendency(i.here, whole, i.name, i.at(end))
    if isinstance(found, str):
        raise InferenceError(f"{whole} tends to {found} at {end}")
    return found


def growth(i: Interval, f: Term, end: Term) -> tuple[bool, int]:
    """Whether |f| has a finite integral up to an end; and, where it hasn't, the sign of f there.

    Raises Unsupported where neither is seen. In t = 1/|x - end|, dx is dt/t^2.
    """
    approach = i.at(end)

    def task() -> tuple[bool, int]:
        n = i.here
        found = expand(n, f, i.name, approach)
        if not found.terms and found.error is None:
            return True, 0
        largest = found.terms[0][0] if found.terms else found.error
        if largest is None:
            raise Unsupported("an expansion without a known first term")
        if approach.at is not None:
            step = Scale((), constant(n.ctx, -2), largest.logs * 0)
            largest = scale_product(n, largest, step)
        if integrable(n, largest):
            return True, 0
        if not found.terms:
            raise Unsupported("a bound that is not integrable decides nothing")
        side = sign(n, found.terms[0][1])
        if not side:
            raise Unsupported("a first term that is 0")
        return False, side

    answer: tuple[bool, int] = i.here.work(task)
    return answer


def same_ends(n: Normalizer, a: Term, b: Term) -> bool:
    """Whether two integrals are between the same ends."""
    pairs = zip(a.args[:2], b.args[:2], strict=True)
    return all(
        x is y or (not is_infinite(x) and not is_infinite(y) and n.holds(eq(x, y)))
        for x, y in pairs
    )


def integrand(term: Term, name: Term) -> Term:
    """An integral's function of `name`."""
    return instantiate(term.args[2], name)
