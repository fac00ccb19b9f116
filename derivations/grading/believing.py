"""Believing a wrong line: whether a later one is right work from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term, TermError, rebuild, substitute, subterms
from proofs.kernel.terms.definitions import Definition, unfold

from ..derivation import Step
from .verdicts import Verdicts

MAX_INSTANCES = 12
"""Most names and numbers of which a wrong identity is believed."""


def follows(claim: Claim, earlier: Step, verdicts: Verdicts) -> bool:
    """Whether a claim is proved once an earlier, wrong line is believed."""
    if claim.relation != "=":
        return _follows_from_its_start(claim, earlier, verdicts)
    return any(
        made is not None and verdicts.claim(made).outcome == "proved"
        for made in (_believing(claim, earlier), _mended(claim, earlier))
    )


def follows_from_all(claim: Claim, earlier: Sequence[Step], verdicts: Verdicts) -> bool:
    """Whether an equality is proved once several wrong lines are believed, one after another."""
    made = claim
    for step in earlier if len(earlier) > 1 else ():
        made = _believing(made, step) or made
    return made != claim and verdicts.claim(made).outcome == "proved"


def _follows_from_its_start(claim: Claim, earlier: Step, verdicts: Verdicts) -> bool:
    """Whether an inequality is proved of the left side of an earlier, wrong equality whose right
    side it is about."""
    wrong = earlier.claim
    if wrong is None or wrong.relation != "=":
        return False
    try:
        if unfold(claim.left, claim.definitions) is not unfold(wrong.right, wrong.definitions):
            return False
        definitions = list(dict.fromkeys((*claim.definitions, *wrong.definitions)))
        made = Claim(wrong.left, claim.relation, claim.right, given=claim.given,
                     definitions=definitions)  # fmt: skip
    except (ClaimError, TermError):
        return False
    return verdicts.claim(made).outcome == "proved"


def _believing(claim: Claim, earlier: Step) -> Claim | None:
    """The claim with the wrong right side of an earlier equality in place of its left side."""
    wrong = earlier.claim
    if wrong is None or wrong.relation != "=" or claim.constant_in or wrong.constant_in:
        return None
    try:
        return _redefined(claim, wrong) or _replaced(claim, wrong)
    except (ClaimError, TermError):
        return None


def _mended(claim: Claim, earlier: Step) -> Claim | None:
    """The claim with the left side of an earlier, wrong equality where its right side was used.

    # after det A = 3, the 1/3 in B = 1/3 M comes from there
    """
    wrong = earlier.claim
    if wrong is None or wrong.relation != "=" or claim.relation != "=" or claim.constant_in:
        return None
    try:
        used = unfold(wrong.right, wrong.definitions)
        right = unfold(claim.right, claim.definitions)
        made = _put(right, used, unfold(wrong.left, wrong.definitions))
        if used.op == "var" or used.loose or made in (right, claim.left):
            return None
        return _with(claim, claim.left, made, claim.definitions)
    except (ClaimError, TermError):
        return None


def _redefined(claim: Claim, wrong: Claim) -> Claim | None:
    """With f(x) = W believed, for a name f that the claim has a definition of."""
    head, names = wrong.left, []
    if head.op == "app":
        head, *names = head.args
    if head.op != "var" or any(n.op != "var" for n in names) or len(set(names)) != len(names):
        return None
    known = [d for d in claim.definitions if d.head is head]
    if not known or head in wrong.right.free:
        return None
    fixed = [g for g in wrong.given if not g.free.isdisjoint(names)]
    if fixed:  # believed for some x only
        return None
    body = unfold(wrong.right, wrong.definitions)
    if names and len(known[0].parameters) != len(names):
        return None
    made = Definition(head, tuple(names), body)
    others = [d for d in claim.definitions if d.head is not head]
    at = claim.definitions.index(known[0])
    before = [d for d in claim.definitions[:at] if d.head is not head]
    after = [d for d in others if d not in before]
    return _with(claim, claim.left, claim.right, (*before, made, *after))


def _replaced(claim: Claim, wrong: Claim) -> Claim | None:
    """With A = W believed, for an expression A that occurs in the claim once that is unfolded."""
    old = unfold(wrong.left, wrong.definitions)
    new = unfold(wrong.right, wrong.definitions)
    if old.op in ("num", "var") or old.loose:
        return None
    plain = unfold(claim.left, claim.definitions), unfold(claim.right, claim.definitions)
    for before, after in _instances(old, new, wrong.given, plain):
        left, right = (_put(side, before, after) for side in plain)
        if (left, right) != plain:
            break
    else:
        return None
    if claim.digits is None and wrong.digits is not None and new in (left, right):
        other = left if right is new else right  # y = v, where v was rounded in the wrong line
        return Claim(other, "=", new, given=claim.given, digits=wrong.digits)
    return _with(claim, left, right, claim.definitions)


def _instances(
    old: Term, new: Term, given: Sequence[Term], sides: Sequence[Term]
) -> Iterator[tuple[Term, Term]]:
    """An identity as it was written, then with another name or number for one of its names:
    f'(w) = W(w), believed for every w, is believed of f'(w_0)."""
    yield old, new
    told = frozenset[Term]().union(*(g.free for g in given))
    names = {name for side in sides for name in side.free}
    numbers = {t for side in sides for t in subterms(side) if t.op == "num"}
    others = sorted(names | numbers, key=str)[:MAX_INSTANCES]
    for name in sorted(old.free - told, key=str):
        for other in others:
            if other is not name and other.sort.name in ("nat", "int", "real"):
                try:
                    yield substitute(old, {name: other}), substitute(new, {name: other})
                except TermError:
                    continue


def _put(term: Term, old: Term, new: Term) -> Term:
    if term is old:
        return new
    if not term.args or term.depth < old.depth:
        return term
    args = tuple(_put(a, old, new) for a in term.args)
    return term if args == term.args else rebuild(term, args)


def _with(claim: Claim, left: Term, right: Term, definitions: Sequence[Definition]) -> Claim:
    return Claim(left, claim.relation, right, given=claim.given, definitions=definitions,
                 digits=claim.digits)  # fmt: skip


__all__ = ["follows", "follows_from_all"]
