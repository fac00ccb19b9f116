"""Show: a chain from the left of the claim to its right, every link of it proved.

The sides that the links join make a graph; the claim is shown where its two sides are joined by
proved links alone. Links under conditions of their own (cases) count where the cases cover all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import TRUE, Term, TermError, both, either, rebuild, sub
from proofs.kernel.terms.definitions import unfold

from ...derivation import Step
from ..links import Link
from .asking import Asking, End

Joined = tuple[Term, Term]


def show(asking: Asking) -> list[End]:
    """An end for each claim of the question."""
    return [_shown(asking, step) for step in asking.answer.claims] or [
        End("open", "the claim of the sheet could not be read")
    ]


def _shown(asking: Asking, target: Step) -> End:
    claim = target.claim
    if claim is None:
        return End("open", "the claim of the sheet could not be read")
    ends = _form(claim.left, claim), _form(claim.right, claim)
    if claim.relation != "=" or ends[0] is ends[1]:
        return _stated(asking, claim)
    usual = {unfold(g, claim.definitions) for g in claim.given}
    edges = [_edge(link) for link in asking.links]
    cases = [_extra(asking, link, usual, claim) for link in asking.links]
    right = [
        (edge, case)
        for link, edge, case in zip(asking.links, edges, cases, strict=True)
        if edge is not None and link.standing == "right"
    ]
    direct = {ends, ends[::-1]}
    worked = [(edge, case) for edge, case in right if edge not in direct]
    plain = [edge for edge, case in worked if not case]
    last = asking.links[-1].step.right.span if asking.links else None
    one_step = asking.answer.question.policy.one_step
    if _joined(plain, *ends) or (
        one_step and any(edge in direct and not case for edge, case in right)
    ):
        return End("right", "first and last are joined by proved links", last)
    covered = _by_cases(asking, claim, ends, worked)
    if covered is not None:
        return covered
    if any(edge in direct for edge, _ in right):
        return End("open", "the claim is stated, and true, but no work leads to it", last)
    return _not_shown(asking.links, edges, ends)


def _form(term: Term, claim: Claim) -> Term:
    """A term, unfolded, the parts of its sums and products in one order."""
    return _sorted(unfold(term, claim.definitions))


def _sorted(term: Term) -> Term:
    if not term.args:
        return term
    args = tuple(_sorted(a) for a in term.args)
    if term.op in ("add", "mul"):
        args = tuple(sorted(args, key=str))
    try:
        return rebuild(term, args)
    except TermError:
        return term


def _edge(link: Link) -> Joined | None:
    claim = link.step.claim
    if claim is None or claim.relation != "=" or claim.parts or link.standing == "unjudged":
        return None
    try:
        return _form(claim.left, claim), _form(claim.right, claim)
    except TermError:
        return None


def _extra(asking: Asking, link: Link, usual: set[Term], target: Claim) -> frozenset[Term]:
    """The conditions of a link that the claim does not have, nor implies."""
    claim = link.step.claim
    if claim is None:
        return frozenset()
    mine = {unfold(g, claim.definitions) for g in claim.given} - usual
    return frozenset(g for g in mine if not _implied(asking, g, target))


def _implied(asking: Asking, condition: Term, target: Claim) -> bool:
    try:
        made = Claim(TRUE, "implies", condition, given=target.given,
                     definitions=target.definitions)  # fmt: skip
    except ClaimError:
        return False
    return asking.verdicts.claim(made).outcome == "proved"


def _joined(edges: Iterable[Joined], start: Term, end: Term) -> bool:
    """Whether edges lead from one term to the other."""
    reached = {start}
    waiting = list(edges)
    grown = True
    while grown and end not in reached:
        grown = False
        for edge in waiting:
            if (edge[0] in reached) != (edge[1] in reached):
                reached |= {*edge}
                grown = True
    return end in reached


def _by_cases(
    asking: Asking, claim: Claim, ends: Joined, edges: Sequence[tuple[Joined, frozenset[Term]]]
) -> End | None:
    """What is shown under conditions of the answer's own."""
    groups = {case for _, case in edges if case}
    held = [
        group for group in groups if _joined([e for e, case in edges if case <= group], *ends)
    ]  # fmt: skip
    if not held:
        return None
    stated = either(*(both(*sorted(group, key=str)) for group in held))
    if _implied(asking, stated, claim):
        return End("right", "shown in each of the cases, which cover all")
    return End("open", f"shown only where {stated}", notes=("do the cases cover all?",))


def _stated(asking: Asking, claim: Claim) -> End:
    """A claim that is no equality between two sides: it has to stand there, by itself or as
    `left - right >= 0`, under no more conditions than the sheet's, be proved, and follow work."""
    one_step = asking.answer.question.policy.one_step
    open_end = End("open", "the claim was not found at the end of the answer")
    for chain in asking.answer.derivations:
        for stated in (chain.ends, *(s.claim for s in chain.steps)):
            if stated is None or not _says(asking, stated, claim):
                continue
            if asking.verdicts.claim(stated).outcome != "proved":
                continue
            span = chain.steps[-1].right.span
            extra = [g for g in stated.given if not _implied(asking, _unfolded(g, stated), claim)]
            if extra:
                shown = " and ".join(map(str, extra))
                open_end = End("open", f"shown only where {shown}", span)
            elif one_step or any(_is_work(link, claim) for link in asking.links):
                return End("right", "the claim stands at the end", span)
            else:
                open_end = End("open", "the claim is stated, and true, but no work leads to it",
                               span)  # fmt: skip
    return open_end


def _unfolded(term: Term, claim: Claim) -> Term:
    try:
        return unfold(term, claim.definitions)
    except TermError:
        return term


def _is_work(link: Link, target: Claim) -> bool:
    """Whether a right link is another than the claim itself."""
    made = link.step.claim
    return link.standing == "right" and made is not None and _whole(made) != _whole(target)


def _says(asking: Asking, stated: Claim, target: Claim) -> bool:
    """Whether a claim is the wanted one, or the same inequality put in another way."""
    if _whole(stated) == _whole(target):
        return True
    sides = [_oriented(c) for c in (stated, target)]
    if sides[0] is None or sides[1] is None or sides[0][0] != sides[1][0]:
        return False
    try:
        made = Claim(sides[0][1], "=", sides[1][1], given=target.given,
                     definitions=target.definitions)  # fmt: skip
    except (ClaimError, TermError):
        return False
    return asking.verdicts.claim(made).outcome == "proved"


def _oriented(claim: Claim) -> tuple[bool, Term] | None:
    """Whether an inequality is strict, and how much its greater side is more than the other."""
    if claim.relation not in ("<", "<=", ">", ">=") or claim.parts:
        return None
    left, right = (_unfolded(t, claim) for t in (claim.left, claim.right))
    more, less = (left, right) if claim.relation[0] == ">" else (right, left)
    try:
        return len(claim.relation) == 1, sub(more, less)
    except TermError:
        return None


def _whole(claim: Claim) -> object:
    try:
        return _sorted(unfold(claim.statement, claim.definitions))
    except TermError:
        return claim


def _not_shown(
    links: Sequence[Link], edges: Sequence[Joined | None], ends: Joined
) -> End:  # fmt: skip
    """No proved links lead to the end: because of a wrong line, or for a reason a person sees."""
    every = [e for e, link in zip(edges, links, strict=True) if e and link.standing != "unjudged"]
    wrong = [link for link in links if link.standing == "wrong"]
    judged = [link for link in links if link.standing != "unjudged"]
    if not judged:
        return End("open", "no step was found that can be judged")
    last = judged[-1]
    if not wrong:
        why = "a step on the way is undecided" if _joined(every, *ends) else (
            "the steps are right as far as they were judged, but do not lead from the left side of"
            " the claim to its right side as they stand"
        )  # fmt: skip
        return End("open", why, last.step.right.span)
    if _joined(every, *ends) or last.standing != "wrong":
        return End("carried", "the end follows from the wrong line", last.step.right.span)
    return End("wrong", "the last line is wrong, so the claim is not reached", last.step.right.span,
               last.step.latex)  # fmt: skip
