"""Mutants of claims: one small change each, of a kind that people make by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from proofs import Claim
from proofs.claim import ClaimError
from proofs.kernel.terms import (
    Term,
    TermError,
    add,
    construct,
    div,
    le,
    limit,
    lt,
    mul,
    neg,
    num,
    power,
    rebuild,
)  # fmt: skip

Path = tuple[int, ...]
Made = tuple[str, Callable[[], Term]]

PARTNERS = {
    "sin": "cos", "cos": "sin", "tan": "atan", "exp": "log", "log": "exp", "tanh": "sinh",
    "sinh": "cosh", "cosh": "sinh", "atan": "tan", "asin": "acos", "acos": "asin",
    "floor": "ceil", "ceil": "floor",
}  # fmt: skip
RANGES = ("sum", "prod", "greatest", "least", "forall")
SIDES = ("both", "left", "right")


@dataclass(frozen=True)
class Mutant:
    """A claim that was changed, and the kinds of changes."""

    claim: Claim
    kinds: tuple[str, ...]


def mutant(claim: Claim, chance: Random) -> Mutant | None:
    """A mutant of a claim, with one change or (one time in four) two; None where none is found."""
    current, kinds = claim.unfolded(), []
    for _ in range(2 if chance.random() < 0.25 else 1):
        found = _changed(current, chance)
        if found is None:
            return None
        current, kind = found
        kinds.append(kind)
    return Mutant(current, tuple(kinds))


def _changed(claim: Claim, chance: Random) -> tuple[Claim, str] | None:
    for _ in range(20):
        way = chance.random()
        try:
            found = _of_claim(claim, chance) if way < 0.15 else _of_side(claim, chance)
        except (TermError, ClaimError, ZeroDivisionError):
            continue
        if found is not None and found[0] != claim:
            return found
    return None


def _claim(claim: Claim, left: Term, relation: str, right: Term, given: tuple[Term, ...]) -> Claim:
    return Claim(left, relation, right, given=given, digits=claim.digits)


def _of_claim(claim: Claim, chance: Random) -> tuple[Claim, str] | None:
    """A change of the relation or of a condition."""
    left, relation, right, given = claim.left, claim.relation, claim.right, claim.given
    turned = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "<="}
    ordered = relation in ("<", "<=", ">", ">=")
    ways = [("strictness", relation in turned), ("swapped sides", ordered),
            ("dropped condition", bool(given)), ("turned condition", bool(given))]  # fmt: skip
    kind = chance.choice([k for k, possible in ways if possible] or ["none"])
    if kind == "strictness" and claim.digits is None:
        return _claim(claim, left, turned[relation], right, given), kind
    if kind == "swapped sides":
        return _claim(claim, right, relation, left, given), kind
    if kind == "dropped condition":
        place = chance.randrange(len(given))
        return _claim(claim, left, relation, right, given[:place] + given[place + 1 :]), kind
    if kind == "turned condition":
        place = chance.randrange(len(given))
        old = given[place]
        if old.op not in ("lt", "le") or len(old.args) != 2:
            return None
        new = chance.choice([lt, le])(*chance.choice([old.args, old.args[::-1]]))
        return _claim(
            claim, left, relation, right, (*given[:place], new, *given[place + 1 :])
        ), kind
    return None


def _of_side(claim: Claim, chance: Random) -> tuple[Claim, str] | None:
    """A change of one node of a side."""
    on_left = chance.random() < 0.5
    side = claim.left if on_left else claim.right
    path = chance.choice(list(_paths(side)))
    ways = list(_ways(_at(side, path), claim, chance))
    if not ways:
        return None
    kind, make = chance.choice(ways)
    new = _put(side, path, make())
    sides = (new, claim.right) if on_left else (claim.left, new)
    return _claim(claim, sides[0], claim.relation, sides[1], claim.given), kind


def _paths(term: Term, path: Path = ()) -> Iterator[Path]:
    yield path
    for place, a in enumerate(term.args):
        yield from _paths(a, (*path, place))


def _at(term: Term, path: Path) -> Term:
    for place in path:
        term = term.args[place]
    return term


def _put(term: Term, path: Path, new: Term) -> Term:
    if not path:
        return new
    args = list(term.args)
    args[path[0]] = _put(args[path[0]], path[1:], new)
    return rebuild(term, tuple(args))


def _ways(node: Term, claim: Claim, chance: Random) -> Iterator[Made]:
    """What may be done to a node."""
    op, args = node.op, node.args
    if op == "num":
        values = (node.value + 1, node.value - 1, -node.value, 2 * node.value, node.value / 2)
        yield "constant", lambda: num(Fraction(chance.choice(values)))
    if op in ("add", "mul") and len(args) > 1:
        place = chance.randrange(len(args))
        rest = (*args[:place], *args[place + 1 :])
        build = add if op == "add" else mul
        missing = "missing term" if op == "add" else "missing factor"
        yield missing, lambda: rest[0] if len(rest) == 1 else build(*rest)
        yield "sign", lambda: build(*rest, neg(args[place]))
        yield "bracket", lambda: _without_bracket(node, place)
    if op in ("neg", "abs"):
        yield "sign", lambda: args[0]
    if op == "div":
        yield "swapped sides", lambda: div(args[1], args[0])
        yield "missing factor", lambda: args[0]
    if op == "pow":
        by = num(chance.choice((1, -1)))
        yield "exponent", lambda: power(args[0], _plus(args[1], by))
        yield "missing factor", lambda: args[0]
    if op == "root":
        yield "exponent", lambda: args[0]
    if len(args) == 1 and op in PARTNERS:
        yield "function", lambda: construct(PARTNERS[op], args, node.value)
        yield "constant", lambda: rebuild(node, (mul(num(2), args[0]),))
        if args[0].op in ("add", "mul"):
            first, *others = args[0].args
            build = add if args[0].op == "add" else mul
            yield "bracket", lambda: build(rebuild(node, (first,)), *others)
    yield from _of_bound(node, chance)
    if op == "elem":
        place = chance.randrange(1, len(args))
        by = num(chance.choice((1, -1)))
        shifted = (*args[:place], add(args[place], by), *args[place + 1 :])
        yield "index", lambda: rebuild(node, shifted)
        if len(args) == 3:
            yield "index", lambda: rebuild(node, (args[0], args[2], args[1]))
    if op == "var" and node.sort.name in ("nat", "int", "real"):
        names = {t for s in (claim.left, claim.right) for t in s.free if t.sort == node.sort}
        others = sorted(names - {node}, key=str)
        if others:
            yield "name", lambda: chance.choice(others)
        yield "sign", lambda: neg(node)
    if op in ("lt", "le"):
        yield "strictness", lambda: (le if op == "lt" else lt)(*args)
        yield "swapped sides", lambda: (lt if op == "lt" else le)(*args[::-1])


def _plus(a: Term, by: Term) -> Term:
    return num(a.value + by.value) if a.op == "num" else add(a, by)


def _without_bracket(node: Term, place: int) -> Term:
    """a (b + c) -> a b + c; and (a + b)^2 stays for the exponent."""
    inner = node.args[place]
    if node.op != "mul" or inner.op != "add":
        raise TermError("no bracket")
    first, *others = inner.args
    rest = (*node.args[:place], *node.args[place + 1 :])
    return add(mul(*rest, first), *others)


def _of_bound(node: Term, chance: Random) -> Iterator[Made]:
    """A change of a range, of an interval, or of where a limit or a derivative is taken."""
    op, args = node.op, node.args
    by = num(chance.choice((1, -1)))
    if op in RANGES or op == "integral":
        place = chance.randrange(2)
        if args[place].op != "oo":
            moved = _plus(args[place], by)
            yield "bound", lambda: rebuild(node, (*args[:place], moved, *args[place + 1 :]))
        if op == "integral":
            yield "swapped sides", lambda: rebuild(node, (args[1], args[0], args[2]))
    if op == "limit":
        side = chance.choice([s for s in SIDES if s != node.value])
        yield "direction", lambda: limit(args[0], args[1], side)
        if args[0].op != "oo":
            yield "limit point", lambda: limit(_plus(args[0], by), args[1], node.value)
        else:
            yield "limit point", lambda: limit(neg(args[0]), args[1], node.value)
    if op == "deriv":
        yield "limit point", lambda: rebuild(node, (_plus(args[0], by), args[1]))


__all__ = ["Mutant", "mutant"]
