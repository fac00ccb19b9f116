"""An equality, as a chain from its left side to its right side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proofs.kernel.normal_forms.entries import written_out
from proofs.kernel.terms import Term, TermError, subterms
from proofs.kernel.terms.definedness import definedness
from proofs.kernel.terms.definitions import unfold

from ..derivation import Reason
from ..writing.latex_names import name_latex
from .differentiation import RULES as DIFFERENTIATION
from .explanation import Ground, Row
from .facts import Facts
from .letters import letters_of
from .rewriting import Rewriter
from .rules import ALL
from .search import Link, staged, way
from .tidying import tidy, unordered

QUICK, LONG = 250, 1_200
"""How many terms a search looks at: with so many, not so many seconds, it ends alike everywhere."""
LAST_RESORT = frozenset({"l'Hopital"})
DERIVED = frozenset(rule.name for rule in ALL if rule.derived)
Way = Callable[[Term, Term, Rewriter], "list[Row] | None"]


def rows_between(
    ground: Ground, left: Term, right: Term, find: Way | None = None
) -> list[Row] | None:
    """The rows of the chain left = ... = right; None where no steps are found."""
    find = by_search if find is None else find
    inner = [opened(ground, side) for side in (left, right)]
    known = [opened(ground, g) for g in ground.given]
    where = [c for side in inner for c in definedness(side) if c.op != "defined"]
    letters = letters_of((*inner, left, right, *ground.given), ground.wanted)
    facts = Facts(tuple(dict.fromkeys((*known, *where))), letters)
    rows = find(inner[0], inner[1], Rewriter(facts))
    if rows is None:
        return None
    if not rows and inner == [left, right]:
        return [Row(right, Reason("the same, put in order", "order"))]
    before = [Row(inner[0], definition_of(ground, left))] if inner[0] is not left else []
    if inner[1] is not right:
        again = definition_of(ground, right)
        if before and unordered(tidy(inner[0])) is unordered(tidy(inner[1])) and not rows:
            return [before[0], Row(right, again)]
        rows = [*rows, Row(right, again)]
    rows = [*before, *rows]
    return _without_repeats(left, rows)


def between(ground: Ground, left: Term, right: Term) -> list[Row] | None:
    """The rows of left = ... = right, defined names being kept as they are."""
    letters = letters_of((left, right, *ground.given), ground.wanted)
    return quickly(left, right, Rewriter(Facts(ground.given, letters)))


def _without_repeats(first: Term, rows: Sequence[Row]) -> list[Row]:
    """The rows without those that say the same as the one before."""
    out: list[Row] = []
    for row in rows:
        last = out[-1].term if out else first
        if row.term is not last:
            out.append(row)
    return out


def opened(ground: Ground, term: Term) -> Term:
    """A term with its defined names replaced by what they stand for."""
    known = ground.claim.definitions
    if term.free.isdisjoint(d.head for d in known):
        return term
    try:
        return tidy(written_out(unfold(term, known)))
    except TermError:
        return tidy(unfold(term, known))


def definition_of(ground: Ground, term: Term) -> Reason:
    """The reason of the step that puts in what names stand for."""
    heads = [d.head for d in ground.claim.definitions if d.head in term.free]
    names = [f"${name_latex(str(h.value))}$" for h in heads]
    listed = " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
    return Reason(f"the definition of {listed}", "definition")


def quickly(left: Term, right: Term, rewriter: Rewriter) -> list[Row] | None:
    """The steps between two terms that are found at once, unless they name the claim itself."""
    found = way(left, right, rewriter.without_rules(LAST_RESORT), states=QUICK)
    if found is None or (len(found) == 1 and found[0].move.rule in DERIVED):
        return None
    return [row(link) for link in found]


def by_search(left: Term, right: Term, rewriter: Rewriter) -> list[Row] | None:
    """The steps between two terms, as the search finds them."""
    found = way(left, right, rewriter.without_rules(LAST_RESORT), states=LONG)
    if found is None:
        found = by_stages(left, right, rewriter)
    if found is None and any(t.op == "limit" for t in subterms(left)):
        found = way(left, right, rewriter, states=LONG)
    if found is not None and len(found) == 1 and found[0].move.rule in DERIVED:
        plainer = rewriter.without_rules(LAST_RESORT | {found[0].move.rule})
        found = way(left, right, plainer, states=2 * LONG) or found
    return None if found is None else [row(link) for link in found]


def by_stages(left: Term, right: Term, rewriter: Rewriter) -> list[Link] | None:
    """The steps that first differentiate, and then lead to the other side."""
    if not any(t.op == "deriv" for t in subterms(left)):
        return None
    return staged(left, right, rewriter, "deriv", DIFFERENTIATION, states=LONG)


def row(link: Link) -> Row:
    """A step that was found, as a row."""
    return Row(link.term, link.move.reason_back if link.back else link.move.reason)


__all__ = [
    "between", "by_search", "by_stages", "definition_of", "opened", "quickly", "row",
    "rows_between",
]  # fmt: skip
