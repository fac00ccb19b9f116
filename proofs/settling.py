"""What an equation settles: a name, or the last of the entries that add up to 1, from the others.

>>> from proofs.kernel.terms import INT, NAT, abstract, elem, eq, family, total, var
>>> p, i = var("p", family(var("n", NAT))), var("i", INT)
>>> whole = eq(total(ONE, var("n", NAT), abstract(elem(p, i), i)), ONE)
>>> first, second = elem(p, num(1)), elem(p, num(2))
>>> found = settle(totals([whole]), {var("n", NAT): num(2), first: num("1/3")}, (first, second))
>>> str(found[second])
'2/3'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from .kernel.enclosures.enclosure import Undetermined, enclose
from .kernel.terms import ONE, ZERO, Term, add, div, is_family, mul, neg, num, sub, substitute
from .kernel.terms.definedness import closed_rational

SHARES = tuple(num(v) for v in ("1/2", "1/3", "2/3", "1/4", "1", "0", "1/5", "3/4", "2", "-1"))
"""What is tried for entries with a given sum: what parts of a whole are, before other numbers."""


@dataclass(frozen=True)
class Settled:
    """An equation between sums, which settles one entry of `family` where the others are known."""

    family: Term
    difference: Term


def totals(given: Iterable[Term]) -> tuple[Settled, ...]:
    """The equations among some conditions that a sum over one family is a number."""
    found = {}
    for condition in given:
        for side, other in (condition.args, condition.args[::-1]) if condition.op == "eq" else ():
            families = [v for v in side.free if v.sort.name == "family"]
            if side.op == "sum" and other.op == "num" and len(families) == 1:
                found[families[0]] = Settled(families[0], sub(side, other))
    return tuple(found.values())


def settle(
    equations: Sequence[Settled], point: Mapping[Term, Term], keys: Sequence[Term]
) -> dict[Term, Term] | None:
    """The point with the last entry of each such family as the equation wants it.

    None where an equation doesn't say what that is. It is taken to be of the first degree: whether
    it holds at the point in the end is for the conditions to say.
    """
    out = dict(point)
    for equation in equations:
        own = [k for k in keys if k.args[0] is equation.family]
        if not own:
            continue
        try:
            at = [enclose(equation.difference, {**out, own[-1]: value}) for value in (ZERO, ONE)]
        except Undetermined:
            return None
        zero, one = at
        if not (isinstance(zero, fmpq) and isinstance(one, fmpq)) or zero == one:
            return None
        value = zero / (zero - one)
        out[own[-1]] = num(Fraction(int(value.p), int(value.q)))
    return out


def last_entries(equations: Iterable[Settled], keys: Sequence[Term]) -> frozenset[Term]:
    """The entries that are settled by the others."""
    own = ([k for k in keys if k.args[0] is e.family] for e in equations)
    return frozenset(entries[-1] for entries in own if entries)


def eliminated(equations: Iterable[Term], names: Collection[Term]) -> dict[Term, Term]:
    """The names that equations settle, each with its value in terms of the others.

    An equation settles a name that stands alone on a side, or else one of which it is of the first
    degree; the values of those before it are put in.

    >>> from .kernel.terms import add, eq, mul, num, sub, var
    >>> a, b, ten = var("a"), var("b"), num(10)
    >>> found = eliminated([eq(add(a, b), ten), eq(mul(num(3), sub(a, b)), num(6))], [a, b])
    >>> from .kernel.enclosures.enclosure import enclose
    >>> {str(name): str(enclose(value, {})) for name, value in found.items()}
    {'a': '6', 'b': '4'}
    """
    found: dict[Term, Term] = {}
    for equation in equations:
        if is_family(equation.args[0]):
            continue
        left, right = (substitute(side, found) for side in equation.args)
        solved = _alone(left, right, names) or _alone(right, left, names)
        solved = solved or _of_first_degree(sub(left, right), names)
        if solved is None:
            continue
        name, value = solved
        found = {n: substitute(v, {name: value}) for n, v in found.items()} | {name: value}
    return found


Solved = tuple[Term, Term]


def _alone(side: Term, other: Term, names: Collection[Term]) -> Solved | None:
    return (side, other) if side in names and side not in other.free else None


def _of_first_degree(difference: Term, names: Collection[Term]) -> Solved | None:
    """A name for which a difference is 0 at one value only: a real one, where there are several."""
    for name in sorted(names, key=lambda n: (n.sort.name != "real", str(n))):
        split = _affine(difference, name) if name in difference.free else None
        if split is not None and split[0] != 0:
            return name, div(neg(split[1]), num(split[0]))
    return None


def _affine(term: Term, name: Term) -> tuple[Fraction, Term] | None:
    """c and r with c name + r for the term, the name not in r; None where it is not of that form.

    >>> from .kernel.terms import mul, num, var
    >>> c, r = _affine(sub(mul(num(2), var("x")), var("y")), var("x"))
    >>> str(c), str(r)
    ('2', '0 - y')
    """
    if name not in term.free:
        return Fraction(0), term
    if term is name:
        return Fraction(1), ZERO
    if term.op not in ("add", "neg", "mul", "div"):
        return None
    if term.op == "mul":
        others = [a for a in term.args if name not in a.free]
        if len(others) + 1 != len(term.args):
            return None
        inner = _affine(next(a for a in term.args if name in a.free), name)
        scale = closed_rational(mul(*others)) if len(others) > 1 else closed_rational(others[0])
        if inner is None or scale is None:
            return None
        return inner[0] * scale, ZERO if inner[1] is ZERO else mul(num(scale), inner[1])
    parts = [_affine(a, name) for a in (term.args[:1] if term.op == "div" else term.args)]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if term.op == "neg":
        return -known[0][0], neg(known[0][1])
    if term.op == "div":
        by = closed_rational(term.args[1])
        return None if not by else (known[0][0] / by, div(known[0][1], term.args[1]))
    return sum((c for c, _ in known), Fraction(0)), add(*(r for _, r in known))
