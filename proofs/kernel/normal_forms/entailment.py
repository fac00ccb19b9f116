"""What follows from a normalizer's facts: assuming statements, testing them, simplifying them.

Relations are decided by normal form and sign; other statements by their parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from ..calculus.differentiation import evaluate_derivative, exists_everywhere
from ..enclosures.enclosure import decide
from ..terms import (
    ONE,
    ZERO,
    Term,
    abstract,
    add,
    both,
    either,
    eq,
    forall,
    instantiate,
    le,
    lt,
    ne,
    num,
    sub,
    substitute,
    subterms,
)
from ..terms.definedness import definedness, opposite
from . import signs
from .normal import Normalizer
from .ratio import Ratio, Unsupported, factored, generators_in, minus, plus, reduced
from .root_signs import sign_by_structure
from .signs import NEG, NONNEG, NONPOS, NONZERO, POS, ZERO_SIGN, Fact
from .sums import in_range

MAX_PARTS = 8
"""Most parts of a disjunction that is shown by contradiction."""
MAX_SIMPLIFIED = 12
"""Longest polynomial that is factored when it is assumed to have a sign."""


def assume(n: Normalizer, fact: Term) -> None:
    """Take a statement as true from here on."""
    op, args = fact.op, fact.args
    if op == "and":
        for part in args:
            assume(n, part)
        return
    if op == "defined":
        n.known.add(fact)
        for condition in definedness(args[0]):
            if condition not in n.known:
                assume(n, condition)
        return
    if op not in ("eq", "ne", "lt", "le"):
        n.known.add(fact)
        if op == "or":
            n.known.update(_disjunction(n, fact))
        if op == "forall":
            n.foralls.append(fact)
            n.symmetric.update(_symmetric(fact))
        if op == "isint":
            _assume_whole(n, args[0])
        return
    if op == "eq":
        _assume_value(n, args[0], args[1])
    try:
        gap = _gap(n, fact)
    except Unsupported:
        n.known.add(fact)
        return
    mask = ALLOWED[op]
    if not n.ratio_sign(gap) & mask and not _about_a_range(n, gap):
        n.absurd = True
        return
    if op == "eq":
        _solve(n, gap.num)
        for zero in _without_a_root(n, gap.num):
            _record(n, zero, ZERO_SIGN)
            _solve(n, zero)
        _relate(n, gap.num)
        if not _about_a_range(n, gap):
            n.zeros.append(gap.num)
            _without_zeros(n, gap.num)
    if op in ("eq", "ne"):
        _record(n, gap.num, mask)
    elif n.poly_sign(gap.den) & NONZERO in (POS, NEG):
        flipped = n.poly_sign(gap.den) & NONZERO == NEG
        _record(n, gap.num, signs.flip(mask) if flipped else mask)
    else:
        _record(n, gap.num * gap.den, mask)


def assume_all(n: Normalizer, facts: Sequence[Term]) -> None:
    """Take statements as true, values first; then see what they say of each other.

    A relation holds only where its sides are defined, so it says that, too. A disjunction all of
    whose other parts fail is its last part: a part that fails wherever it is defined does not hold,
    so another one does.
    """
    facts = tuple(dict.fromkeys((*facts, *domains(facts))))
    for fact in sorted(facts, key=lambda f: (f.op != "eq", len(f.free) > 1)):
        n.require_time()
        assume(n, fact)
    disjunctions = sorted((k for k in n.known if k.op == "or"), key=str)
    resolved = [fact for fact in disjunctions if _resolve(n, fact)]
    if resolved:
        n.memo.clear()
        for fact in facts:
            assume(n, fact)
    for place in range(len(n.atoms)):  # 0 < p and p <= t: 0 < t
        n.require_time()
        if not n.is_bound(place):
            n.signs[place] &= signs.by_facts(n.ctx.gen(place), n.signs, n.facts)
    for known in tuple(n.facts):
        n.require_time()
        if not known.bounds:
            _sharpen(n, known)
    for known in tuple(n.facts):
        if not known.bounds and not signs.by_terms(known.poly, n.signs) & known.signs:
            n.absurd = True


def domains(facts: Sequence[Term]) -> Iterator[Term]:
    """The relations that have to hold for the sides of others to be defined: x > 0 of log x = 3."""
    for fact in facts:
        for side in fact.args if fact.op in ("eq", "lt", "le") else ():
            yield from (c for c in definedness(side) if c.op in ("ne", "lt", "le"))


def _without_zeros(n: Normalizer, zero: Any) -> None:
    """From g p + q = 0 with q not 0, for a generator g: g is not 0."""
    if len(zero) > MAX_SIMPLIFIED:
        return
    for place in generators_in(zero):
        if not n.is_bound(place):
            left = n.ctx.from_dict({m: c for m, c in zero.to_dict().items() if m[place] == 0})
            if not n.poly_sign(left) & ZERO_SIGN:
                n.signs[place] &= NONZERO


def _assume_whole(n: Normalizer, a: Term) -> None:
    """Where x plus integers is an integer, x is."""
    try:
        found = n.ratio(a)
    except Unsupported:
        return
    unknown = [g for g, d in enumerate(found.num.degrees()) if d > 0 and not n.is_whole(g)]
    if len(unknown) != 1 or not found.den.is_one():
        return
    (place,) = unknown
    if n.atoms[place].op == "var" and abs(_coefficient(found.num, place) or 0) == 1:
        n.whole.add(n.atoms[place])


def _sharpen(n: Normalizer, fact: signs.Fact) -> None:
    """From x y - q > 0, q >= 0 and y > 0: x > 0."""
    if fact.signs & NEG or len(fact.poly) > MAX_SHARPENED:
        return
    for monomial, top in zip(fact.poly.monoms(), fact.poly.coeffs(), strict=True):
        rest = fact.poly - n.ctx.from_dict({tuple(map(int, monomial)): int(top)})
        below = signs.by_terms(rest, n.signs)
        if top < 0 or below & POS:
            continue
        found = NONNEG if fact.signs & below & ZERO_SIGN else POS
        unknown = [g for g, e in enumerate(monomial) if e and n.signs[g] != POS]
        if len(unknown) == 1 and monomial[unknown[0]] == 1:
            n.signs[unknown[0]] &= found


MAX_SHARPENED = 6


def _resolve(n: Normalizer, disjunction: Term) -> bool:
    """Whether only one part of a disjunction is left, which is then taken as true."""
    left = []
    for part in disjunction.args:
        try:
            if follows(n, opposite(part)):
                continue
        except Unsupported:
            pass
        left.append(part)
    if not left:
        n.absurd = True
    elif len(left) == 1:
        assume(n, left[0])
    return len(left) == 1


def _symmetric(fact: Term) -> dict[Term, Term]:
    """A matrix A with its length, if the fact is that A_ij = A_ji for all i and j up to it."""
    lower, length, inner = fact.args
    if inner.op != "forall" or (lower, inner.args[0]) != (ONE, ONE) or length.loose:
        return {}
    if inner.args[1] is not length or inner.args[2].op != "eq":
        return {}
    one, other = inner.args[2].args
    turned = one.op == other.op == "elem" and one.args[1:] == other.args[:0:-1]
    if not turned or one.args[0] is not other.args[0] or one.args[0].op != "var":
        return {}
    both_bound = {a.value for a in one.args[1:] if a.op == "bound"} == {0, 1}
    return {one.args[0]: length} if both_bound and len(one.args) == 3 else {}


def _assume_value(n: Normalizer, a: Term, b: Term) -> None:
    """x = t, for a variable x not in t, of a sort no narrower: read x as t from here on."""
    width = {"nat": 0, "int": 1, "real": 2}
    for name, value in ((a, b), (b, a)):
        if (
            name.op == "var"
            and name not in value.free
            and not value.free & n.values.keys()
            and name not in n.values
            and not definedness(value)
            and width.get(value.sort.name, 9) <= width.get(name.sort.name, -1)
        ):
            n.values = {n: substitute(v, {name: value}) for n, v in n.values.items()}
            n.values[name] = value
            n.memo.clear()
            return


def _about_a_range(n: Normalizer, a: Ratio) -> bool:
    """Whether an index of a range, which may be empty, occurs."""
    used = (g for side in a for g, d in enumerate(side.degrees()) if d > 0)
    return any(n.is_bound(g) for g in used)


def _solve(n: Normalizer, zero: Any) -> None:
    """Where a polynomial that is 0 gives a variable its value, read the variable as that."""
    for place, degree in enumerate(zero.degrees()):
        name = n.atoms[place] if degree == 1 else None
        if name is None or name.op != "var" or n.is_bound(place) or name in n.values:
            continue
        unit = n.ctx.gen(place)
        top = _coefficient(zero, place)
        if top is None:
            continue
        rest = reduced(unit * top - zero, n.ctx.constant(top))
        value = n.term(rest)
        if name not in value.free and not value.free & n.values.keys():
            _assume_value(n, name, value)
            if name in n.values:
                return


def _without_a_root(n: Normalizer, zero: Any) -> Iterator[Any]:
    """From c r + q = 0, where r^k = p: the polynomial p c^k - (-q)^k, which is 0 too.

    x = sqrt(a) -> a - x^2 = 0
    """
    for place, (index, value) in list(n.relations.items()):
        top = _coefficient(zero, place) if zero.degrees()[place] == 1 else None
        if top is not None and index <= MAX_ROOT:
            rest = n.ctx.gen(place) * top - zero
            yield value.num * top**index - rest**index * value.den


def assume_again(n: Normalizer, facts: Sequence[Term]) -> None:
    """Equations anew, once all facts are known, where they now say more."""
    for fact in facts:
        if fact.op != "eq":
            continue
        try:
            zero = n.settle(n.ratio(sub(*fact.args)))
        except Unsupported:
            continue
        if not zero.num.is_zero() and not _about_a_range(n, zero):
            _record(n, zero.num, ZERO_SIGN)
            _relate(n, zero.num)
            n.zeros.append(zero.num)
            n.memo.clear()


def assume_inside(n: Normalizer, statement: Term) -> None:
    """Take a relation that speaks of the index of a range as true within that range.

    It counts for what mentions the index, and for nothing else: the range may be empty.
    """
    if statement.op == "and":
        for part in statement.args:
            assume_inside(n, part)
    if statement.op not in ALLOWED:
        return
    gap = _gap(n, statement)
    if not _about_a_range(n, gap):
        return
    mask = ALLOWED[statement.op]
    poly = gap.num if statement.op in ("eq", "ne") else gap.num * gap.den
    used = generators_in(poly)
    _record(n, poly, mask)
    if len(used) == 1 and n.is_bound(used[0]) and poly.total_degree() == 1:
        n.signs[used[0]] &= signs.by_facts(n.ctx.gen(used[0]), n.signs, n.facts)


_COMPOUND = ("prod", "sum", "binomial", "factorial", "pow", "max", "min", "elem", "app", "var")
"""Which generator an equation is solved for, if it can be: the most compound one."""


def _relate(n: Normalizer, zero: Any) -> None:
    """An equation c g^d = p, g not in p and c known to be nonzero, lowers g^d to p/c from here on.

    Every generator in it has a value wherever the facts hold, so that the two are equal there.
    """
    used = generators_in(zero)
    if any(n.is_bound(g) for g in used):
        return
    kinds = [(_COMPOUND.index(n.atoms[g].op), -n.atoms[g].depth, g) for g in used
             if n.atoms[g].op in _COMPOUND]  # fmt: skip
    for _, _, place in sorted(kinds):
        degree = int(zero.degrees()[place])
        if place in n.relations or (n.atoms[place].op == "var" and degree == 1):
            continue
        rows = {m: int(c) for m, c in zero.to_dict().items() if m[place]}
        if any(m[place] != degree for m in rows):
            continue
        top = n.ctx.from_dict({(*m[:place], 0, *m[place + 1 :]): c for m, c in rows.items()})
        if n.poly_sign(top) & ZERO_SIGN:
            continue
        value = reduced(top * n.ctx.gen(place) ** degree - zero, top)
        if _leads_back(n, value, place):
            continue
        n.relations[place] = (degree, value)
        return


def _leads_back(n: Normalizer, value: Ratio, place: int) -> bool:
    """Whether relations used one after the other on `value` may bring generator `place` back."""
    waiting, seen = [value], set[int]()
    while waiting:
        for side in waiting.pop():
            for g, d in enumerate(side.degrees()):
                if d > 0 and g == place:
                    return True
                if d > 0 and g not in seen and g in n.relations:
                    seen.add(g)
                    waiting.append(n.relations[g][1])
    return False


def _coefficient(poly: Any, place: int) -> int | None:
    """The coefficient of a generator that occurs only alone; None where it occurs otherwise."""
    rows = [(m, c) for m, c in poly.to_dict().items() if m[place]]
    if len(rows) != 1 or sum(rows[0][0]) != 1:
        return None
    return int(rows[0][1])


def _record(n: Normalizer, poly: Any, mask: int, within: frozenset[int] = frozenset()) -> None:
    """Keep a fact. One that was drawn from a fact about the indices `within` says nothing without
    them: x y_i > 0 for all i gives no x != 0, for there may be no i."""
    if poly.is_zero() or poly.is_constant():
        return
    used = generators_in(poly)
    bounds = frozenset(g for g in used if n.is_bound(g))
    if not _indices(n, within) <= _indices(n, bounds):
        return
    n.facts.append(Fact(poly, mask, bounds))
    for simpler, sign in _simpler(n, poly, mask):
        _record(n, simpler, sign, bounds)
    for place in used:
        if n.atoms[place].op == "abs" and mask in (POS, NEG, NONPOS, NONNEG):
            _bound_both(n, poly, mask, place, bounds)
    if n.is_integral(poly):  # between integers, p > 0 is p - 1 >= 0
        if mask == POS:
            n.facts.append(Fact(poly - 1, NONNEG, bounds))
        elif mask == NEG:
            n.facts.append(Fact(poly + 1, NONPOS, bounds))
    if len(used) == 1 and not bounds and poly.total_degree() == 1:
        n.signs[used[0]] &= n.poly_sign(n.ctx.gen(used[0]))
        _look_inside(n, used[0])


def _indices(n: Normalizer, generators: frozenset[int]) -> set[object]:
    """The indices of ranges that occur in generators."""
    return {v.value for g in generators for v in n.atoms[g].free if v.value in n.levels}


def _simpler(n: Normalizer, poly: Any, mask: int) -> Iterator[tuple[Any, int]]:
    """What a polynomial's sign says of its factors.

    f^3 p has the sign of f, for p > 0; where f g is not 0, f is not; where f g >= 0 and f + g > 0,
    neither is negative.
    """
    rows = _factors(poly) if poly.total_degree() > 1 and len(poly) <= MAX_SIMPLIFIED else None
    if rows is None:
        return
    content, factors = rows
    if len(factors) == 1 and factors[0][1] == 1:
        return
    open_ones = [(f, e) for f, e in factors if n.poly_sign(f) not in (POS, NEG)]
    if not mask & ZERO_SIGN:
        yield from ((f, NONZERO) for f, _ in open_ones)
    odd = [f for f, e in open_ones if e % 2]
    if any(e % 2 == 0 for f, e in open_ones) and mask & ZERO_SIGN:
        return
    for f, e in factors:
        if e % 2 and n.poly_sign(f) == NEG:
            content = -content
    if content < 0 and odd:
        odd[0] = -odd[0]
    if len(odd) == 1:
        yield odd[0], mask
    elif len(odd) == 2 and mask in (POS, NONNEG):
        together = n.poly_sign(odd[0] + odd[1])
        if together in (POS, NEG):
            yield from ((f, mask if together == POS else signs.flip(mask)) for f in odd)


def _bound_both(n: Normalizer, poly: Any, mask: int, place: int, within: frozenset[int]) -> None:
    """c - k |u| > 0, k > 0, gives c - k u > 0 and c + k u > 0."""
    slope = _coefficient(poly, place)
    inside = n.ratio(n.atoms[place].args[0])
    if slope is None or not inside.den.is_one():
        return
    if mask in (NEG, NONPOS):
        poly, slope, mask = -poly, -slope, signs.flip(mask)
    if slope < 0:
        rest = poly - slope * n.ctx.gen(place)
        _record(n, rest + slope * inside.num, mask, within)
        _record(n, rest - slope * inside.num, mask, within)


def _look_inside(n: Normalizer, place: int) -> None:
    """A root that is not 0 says so of what is inside."""
    atom, sign = n.atoms[place], n.signs[place]
    if atom.op != "root" or sign & ZERO_SIGN or place not in n.relations:
        return
    inside = n.relations[place][1]
    _record(n, inside.num * inside.den, POS if atom.value % 2 == 0 else sign)


def _gap(n: Normalizer, relation: Term) -> Ratio:
    """b - a for a relation between a and b; where a real one is compared with 0, without a term for
    that: half of all conditions say that something is not 0."""
    a, b = relation.args
    if b is ZERO and a.sort.name in REALS:
        return minus(n.ratio(a))
    if a is ZERO and b.sort.name in REALS:
        return n.ratio(b)
    return n.ratio(sub(b, a))


REALS = frozenset({"nat", "int", "real"})
"""Sorts of real numbers."""


def follows(n: Normalizer, statement: Term) -> bool:
    """`holds`, for use inside a handler."""
    op, args = statement.op, statement.args
    if statement in n.known or op == "true" or n.absurd:
        return True
    if op in ALLOWED:
        return _relation_follows(n, statement)
    if op == "and":
        return all(follows(n, a) for a in args)
    if op == "or":
        if any(follows(n, a) for a in args):
            return True
        if _covers(n, statement) or any(c in n.known for c in _disjunction(n, statement)):
            return True
        return _fails_otherwise(n, statement)
    if op == "defined":
        if args[0].op == "integral" and exists_everywhere(args[0]):
            ends = (c for end in args[0].args[:2] for c in definedness(end))
            return all(follows(n, c) for c in ends)
        if args[0].op == "deriv" and _differentiable(n, args[0]):
            return True
        needs = definedness(args[0])
        return statement not in needs and all(follows(n, c) for c in needs)
    if op == "forall":
        return _for_all(n, statement)
    if op == "isint":
        found = n.ratio(args[0])
        return found.den.is_one() and n.is_integral(found.num)
    return False


def _relation_follows(n: Normalizer, statement: Term) -> bool:
    op, args = statement.op, statement.args
    if not statement.free and not statement.loose and decide(statement, {}, n.deadline) is True:
        return True
    gap = n.settle(_gap(n, statement))
    if gap.num.is_zero() or (op in ("eq", "le") and n.vanishes(gap.num)):
        return op in ("eq", "le")
    if not n.ratio_sign(gap) & ~ALLOWED[op] or _follows_for_integers(n, op, gap):
        return True
    return not sign_by_structure(n, sub(args[1], args[0])) & ~ALLOWED[op]


def _follows_for_integers(n: Normalizer, op: str, gap: Ratio) -> bool:
    """Of an integer p: p >= 0 where p + 1 > 0, and p > 0 where p - 1 >= 0."""
    if op not in ("le", "lt") or not gap.den.is_constant() or not n.is_integral(gap.num):
        return False
    if op == "le":
        return n.poly_sign(gap.num + 1) == POS
    return not n.poly_sign(gap.num - 1) & ~NONNEG


def bound_floor(n: Normalizer, floor: Ratio, inside: Ratio) -> None:
    """floor(a) <= a < floor(a) + 1, taken as facts; where a divisor in a may be 0, a need not be
    defined, and nothing is."""
    for gap, mask in ((minus(floor), NONNEG), (plus(minus(floor), n.constant(-1)), NEG)):
        above = plus(inside, gap)
        sign = n.poly_sign(above.den)
        if sign in (POS, NEG):
            _record(n, above.num, mask if sign == POS else signs.flip(mask))


MAX_ROOT = 6
"""Roots of a higher index are not taken out of an equation."""

ALLOWED = {"eq": ZERO_SIGN, "ne": NONZERO, "lt": POS, "le": NONNEG}
"""The signs of b - a that a relation between a and b allows."""


def _fails_otherwise(n: Normalizer, disjunction: Term) -> bool:
    """Whether the facts contradict the opposites of all parts, so that one of the parts holds.

    Facts about the index of a range are left out; what follows without them follows.
    """
    if n.searching or len(disjunction.args) > MAX_PARTS:
        return False
    opposites = tuple(opposite(a) for a in disjunction.args)
    n.searching = True
    try:
        return n.beside(opposites).contradictory()
    finally:
        n.searching = False


def _covers(n: Normalizer, disjunction: Term) -> bool:
    """Whether relations between multiples of one quantity leave out none of its signs.

    x > 0 or x = 0 or x < 0
    """
    gap: Ratio | None = None
    covered = 0
    for part in disjunction.args:
        if part.op not in ALLOWED:
            continue
        found = _gap(n, part)
        if gap is None:
            gap = found
        if found == gap:
            covered |= ALLOWED[part.op]
        elif found == minus(gap):
            covered |= signs.flip(ALLOWED[part.op])
    if gap is not None and not n.ratio_sign(gap) & ~covered:
        return True
    return _lists_all(n, disjunction)


def _lists_all(n: Normalizer, disjunction: Term) -> bool:
    """Whether i = 1 or i = 2 or ... or i = k lists all that an integer i may be."""
    if any(p.op != "eq" or p.args[1].op != "num" for p in disjunction.args):
        return False
    quantity = disjunction.args[0].args[0]
    if quantity.sort.name not in ("nat", "int"):
        return False
    if any(p.args[0] is not quantity for p in disjunction.args):
        return False
    values = {p.args[1].value for p in disjunction.args}
    low, high = min(values), max(values)
    if values != {low + j for j in range(len(values))}:
        return False
    return follows(n, both(le(num(low), quantity), le(quantity, num(high))))


def _disjunction(n: Normalizer, statement: Term) -> tuple[Term, ...]:
    """A disjunction with its parts in canonical form, to compare with others."""
    try:
        parts = [both(*canonical(n, a)) for a in statement.args]
    except Unsupported:
        return ()
    return (either(*sorted(set(parts), key=str)),)


def _for_each_alike(n: Normalizer, length: Term, statement: Term) -> bool:
    """Whether a statement holds, or the length is not positive."""
    if follows(n, either(le(length, num(0)), statement)):
        return True
    if any(not isinstance(v.value, str) for v in (*length.free, *statement.free)):
        return False  # the index of another range
    longer = le(ONE, length)
    return not n.is_given(longer) and n.beside((longer,)).holds(statement)


def _differentiable(n: Normalizer, term: Term) -> bool:
    """Whether the rules of differentiation give a derivative's value."""
    point, body = term.args
    try:
        value, conditions = evaluate_derivative(term)
        needs = (*definedness(point), *definedness(instantiate(body, point)), *conditions)
        return all(follows(n, c) for c in (*needs, *definedness(value)))
    except Unsupported:
        return False


def _for_all(n: Normalizer, statement: Term) -> bool:
    lower, upper, body = statement.args
    if all(level > 0 for level, _ in body.holes):  # the same for every index, if there is one
        return _for_each_alike(n, add(sub(upper, lower), ONE), instantiate(body, lower))
    with in_range(n, lower, upper) as (_, index):
        return follows(n, instantiate(body, index)) or _by_delta(n, body, index)


def _by_delta(n: Normalizer, body: Term, index: Term) -> bool:
    """Whether it holds at the k of a delta_ik in it, and at all other i, where that is 0."""
    from ..rules.derivatives import replace

    inside = instantiate(body, index)
    for node in subterms(inside):
        if node.op == "delta" and index in node.args and not node.loose:
            place = node.args[node.args[0] is index]
            if index.free & place.free or place.sort.name not in ("nat", "int"):
                continue
            apart = replace(inside, {node: num(0)})
            return follows(n, apart) and follows(n, instantiate(body, place))
    return False


def canonical(n: Normalizer, statement: Term) -> tuple[Term, ...]:
    """A relation as simplest statements that together are equivalent to it."""
    op, args = statement.op, statement.args
    if op == "and":
        return tuple(dict.fromkeys(c for a in args for c in canonical(n, a)))
    if op == "or":
        return _disjunction(n, statement) or (statement,)
    if op == "forall":
        return _canonical_forall(n, statement)
    if op not in ("eq", "ne", "lt", "le"):
        return (statement,)
    gap = _gap(n, statement)
    if op == "eq" or gap.num.is_zero() or (op == "ne" and gap.num.is_constant()):
        return (_relation(n, op, gap.num),)
    if op == "ne":
        return _all_nonzero(n, gap.num)
    below = n.poly_sign(gap.den) & NONZERO == POS
    return _ordered(n, op, gap.num if below else gap.num * gap.den)


def _all_nonzero(n: Normalizer, poly: Any) -> tuple[Term, ...]:
    """poly != 0, factor by factor; that a root or an absolute value is not 0, by what is inside."""
    rows = _factors(poly)
    if rows is None:
        return (_relation(n, "ne", poly),)
    out: list[Term] = []
    for factor, _ in rows[1]:
        used = generators_in(factor)
        atom = n.atoms[used[0]] if len(factor) == 1 and len(used) == 1 else None
        if atom is not None and atom.op in ("root", "abs"):
            out += _all_nonzero(n, n.ratio(atom.args[0]).num)
        elif n.poly_sign(factor) & ZERO_SIGN:
            out.append(_relation(n, "ne", factor))
    return tuple(dict.fromkeys(out))


def _ordered(n: Normalizer, op: str, poly: Any) -> tuple[Term, ...]:
    """0 < poly or 0 <= poly, factor by factor: f^2 g > 0 where f != 0 and g > 0."""
    rows = _factors(poly)
    if rows is None:
        return (_relation(n, op, poly),)
    content, factors = rows
    out: list[Term] = []
    rest = n.ctx.constant(1 if content > 0 else -1)
    for factor, e in factors:
        sign = n.poly_sign(factor)
        if sign in (POS, NEG):
            rest = rest if sign == POS or e % 2 == 0 else -rest
        elif op == "lt" and not sign & NEG:
            out += _all_nonzero(n, factor)
        elif e % 2:
            rest = rest * factor
        elif op == "lt":
            out += _all_nonzero(n, factor)
        else:
            rest = rest * factor**2
    if not (rest.is_one() and out):
        out.append(_relation(n, op, rest))
    return tuple(out)


def _factors(poly: Any) -> tuple[int, list[tuple[Any, int]]] | None:
    """The content and the irreducible factors with their exponents; None if it is too large."""
    if len(poly) > signs.MAX_FACTOR_TERMS or poly.total_degree() > signs.MAX_FACTOR_DEGREE:
        return None
    return factored(poly)


def factors(n: Normalizer, relation: Term) -> tuple[Term, ...]:
    """The factors of the difference of a relation's sides that are not constant."""
    gap = n.settle(_gap(n, relation))
    out: list[Term] = []
    for side in gap:
        if len(side) > signs.MAX_FACTOR_TERMS or side.total_degree() > signs.MAX_FACTOR_DEGREE:
            out.append(n.poly_term(side))
        elif not side.is_constant():
            out += [n.poly_term(f) for f, _ in side.factor()[1]]
    return tuple(dict.fromkeys(out))


def _canonical_forall(n: Normalizer, statement: Term) -> tuple[Term, ...]:
    lower, upper, body = statement.args
    length = n.term(n.ratio(add(sub(upper, lower), ONE)))
    with in_range(n, lower, upper) as (name, index):
        parts = canonical(n, instantiate(body, index))
        return tuple(forall(ONE, length, abstract(p, name)) for p in parts)


def _relation(n: Normalizer, op: str, poly: Any) -> Term:
    """`poly` op 0 from the left (0 op poly for the orders), constants moved to the right."""
    _, poly = poly.primitive() if not poly.is_zero() else (0, poly)
    make = {"eq": eq, "ne": ne, "lt": lt, "le": le}[op]
    shift = int(poly.to_dict().get((0,) * n.ctx.nvars(), 0)) if not poly.is_zero() else 0
    rest = poly - shift
    if not rest.is_zero() and rest.leading_coefficient() < 0:
        rest, shift = -rest, -shift
        flipped = True
    else:
        flipped = False
    if rest.is_zero():
        return make(num(0), num(shift))
    content, prim = rest.primitive()
    side = n.term(Ratio(prim, n.ctx.constant(1)))
    value = num(Fraction(-shift, int(content)))
    if op in ("eq", "ne"):
        return make(side, value)
    return make(side, value) if flipped else make(value, side)
