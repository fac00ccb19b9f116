"""What a claim that is drawn from equations may be meant to say.

Who writes "so x = 6" under one equation for x and y has another in mind; "x = k pi" is said of
some k, "a_{n+1} = a_n" of all n; and that sqrt(1 - x^2) = cos t where x = sin t, of the range that
arcsin has. Who writes "so v = sqrt(2 g h)" gives a solution of v^2 = 2 g h, if not all.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import TRUE, ZERO, Term, eq, ne, negation, substitute, subterms
from proofs.kernel.terms.definitions import Definition
from proofs.settling import eliminated

_PERIODIC = frozenset("sin cos tan cot sec csc".split())
_BRANCHED = frozenset("asin acos atan root abs".split())
_DEGREES = 10
"""Angles of so much and more are in degrees, perhaps."""


def is_settled(equations: Sequence[Term], sides: Sequence[Term]) -> bool:
    """Whether a statement with some sides, drawn from equations, can be meant as it stands.

    >>> from proofs.kernel.terms import add, eq, num, var
    >>> x, y = var("x"), var("y")
    >>> is_settled([eq(add(x, y), num(10))], [x, num(6)])
    False
    >>> is_settled([eq(add(x, x), num(10))], [x, num(6)])
    True
    """
    tied = frozenset[Term]().union(*(e.free for e in equations))
    named = frozenset[Term]().union(*(side.free for side in sides))
    if not named or any(v.sort.name in ("nat", "int") for v in named ^ tied):
        return False
    if any(not e.free for e in equations):
        return False
    if any(str(v.value) in ("c", "C", "k", "n", "m") for v in named - tied):
        return False
    used = {n.op for term in (*equations, *sides) for n in subterms(term)}
    if not _PERIODIC.isdisjoint(used) and not _BRANCHED.isdisjoint(used):
        return False
    turns = any(n.op == "num" and n.value >= _DEGREES for e in equations for n in subterms(e))
    if turns and not _PERIODIC.isdisjoint(used):
        return False
    pairs = (sides, sides[::-1]) if len(sides) == 2 else ()
    if any(a in tied and a.op == "var" and b.free - tied for a, b in pairs):
        return False  # x = cos t, of some t
    valued = any(a.op == "var" and not b.free for a, b in pairs)
    if valued and "log" in used:
        return False  # to whichever base
    if valued and len(tied) > 1:
        found = eliminated(equations, sorted(tied, key=str))
        return len(found) == len(tied) and not any(v.free for v in found.values())
    return True


def solving(
    equations: Sequence[Term], sides: Sequence[Term], definitions: Sequence[Definition]
) -> tuple[Claim, ...]:
    """That a value which is given to a name solves the equations for it, each beside the others;
    none where a statement gives no value.

    >>> from proofs.kernel.terms import eq, num, power, var
    >>> x = var("x")
    >>> [str(c) for c in solving([eq(power(x, num(2)), num(9))], [x, num(3)], [])]
    ['3^2 = 9']
    """
    out: list[Claim] = []
    for name, value in (tuple(sides), tuple(sides[::-1])) if len(sides) == 2 else ():
        own = [e for e in equations if name in e.free]
        if name.op != "var" or name in value.free or not own:
            continue
        put = [substitute(e, {name: value}) for e in own]
        rest = [e for e in equations if e not in own]
        for k, e in enumerate(put):
            others = [*rest, *put[:k], *put[k + 1 :]]
            try:
                out.append(Claim(e.args[0], "=", e.args[1], given=others, definitions=definitions))
            except ClaimError:
                return ()
        break
    return tuple(out)


def generic(claim: Claim) -> Claim | None:
    """The claim where no name of it is 0: what is divided by is not, though nothing says so.

    >>> from proofs.kernel.terms import eq, mul, var
    >>> a, b, c = map(var, "abc")
    >>> str(generic(Claim(a, "=", b, given=[eq(mul(a, c), mul(b, c))])))
    'a = b  given a*c = b*c, a != 0, b != 0, c != 0'
    """
    told = (claim.statement, *claim.given)
    names = sorted({v for t in told for v in t.free if v.sort.name == "real"}, key=str)
    try:
        return Claim(
            claim.left, claim.relation, claim.right, definitions=claim.definitions,
            given=[*claim.given, *(ne(name, ZERO) for name in names)], digits=claim.digits,
        )  # fmt: skip
    except ClaimError:
        return None


def nowhere(claim: Claim) -> Claim | None:
    """That the sides of an equality are equal at no point.

    >>> from proofs.kernel.terms import num, var
    >>> print(nowhere(Claim(var("x"), "=", num(2))))
    not (x = 2) iff true
    """
    stated = negation(eq(claim.left, claim.right))
    try:
        return Claim(stated, "iff", TRUE, given=claim.given, definitions=claim.definitions)
    except ClaimError:
        return None
