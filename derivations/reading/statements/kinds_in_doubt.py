"""Links with a name of which nothing tells whether it is a number, or a vector or matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, substitute, var
from proofs.kernel.terms.definitions import Definition

from ...derivation import Step
from .sides import Formula


def under_each_kind(
    formula: Formula, name: str, link: Callable[[Formula], Step]
) -> Step | None:  # fmt: skip
    """The link where the name is of each kind in turn that it may have: it claims all of these.

    Where it fails for one of them nothing is said, as another may be meant. None where one of them
    can't be read.
    """
    made: list[Step] = []
    for kind in formula.context.survey.kinds.open.get(name, ""):
        context = formula.context.assuming(name, kind)
        if context is None:
            return None
        made.append(link(replace(formula, context=context)))
    if len(made) < 2 or any(one.claim is None for one in made):
        return None
    claims = [part for one in made if one.claim for part in one.claim.parts or (one.claim,)]
    try:
        both = Claim.all_of(apart(claims))
    except ClaimError:
        return None
    note = f"{name} may be a number, or a vector or matrix: judged for each"
    unknown = tuple(sorted({name}.union(*(one.unknown for one in made))))
    return replace(made[-1], claim=both, notes=(*made[-1].notes, note), unknown=unknown,
                   readings=tuple(claims))  # fmt: skip


def apart(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in which no name stands for two things: of another sort, it has another name.

    >>> from proofs.kernel.terms import family, size
    >>> one, other = (Claim(x, "=", x) for x in (var("x"), size(var("x", family(rank=1)))))
    >>> [str(c) for c in apart([one, other])]
    ['x = x', 'size(x_{2}) = size(x_{2})']
    """
    sorts: dict[str, Term] = {}
    out = []
    for number, claim in enumerate(claims, start=1):
        terms = (claim.left, claim.right, *claim.given, *(d.body for d in claim.definitions))
        names = {v for term in terms for v in term.free}
        other = {
            v: var(f"{v.value}_{{{number}}}", v.sort)
            for v in names if sorts.setdefault(str(v.value), v) is not v
        }  # fmt: skip
        out.append(_renamed(claim, other) if other else claim)
    return out


def _renamed(claim: Claim, other: dict[Term, Term]) -> Claim:
    definitions = [
        Definition(d.head, d.parameters, substitute(d.body, other)) for d in claim.definitions
    ]
    left, right = (substitute(side, other) for side in (claim.left, claim.right))
    given = [substitute(g, other) for g in claim.given]
    return Claim(left, claim.relation, right, given=given, definitions=definitions)
