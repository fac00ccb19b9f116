"""Equations that are solved for what is asked: the line in which the solution is lost.

`2x + 3 = 11`, `2x = 14`, `x = 7`, where x = 4 was asked for: the first equation that the right
value does not meet, and the value given does, is the slip. What stands before it is right, and the
value given follows from it. Where this is not so, nothing is said here of the equations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proofs.kernel.terms import Term, TermError, substitute

from .composing import name_of, plain_latex
from .kinds import Asking
from .kinds.candidates import candidates
from .links import Link


def with_lost_solutions(asking: Asking) -> Sequence[Link]:
    """The links, an equation that loses the solution charged, those around it as they stand."""
    answer = asking.answer
    links = list(asking.links)
    if answer.question.kind != "find":
        return links
    for formula, accepted in zip(answer.question.stated("Answer"), answer.accepted, strict=True):
        gold = accepted.right.term if accepted is not None else None
        name = plain_latex(name_of(formula))
        chosen = next((c for c in candidates(asking, name) if c.named), None) if name else None
        if gold is None or chosen is None or chosen.step is None or chosen.term is None:
            continue
        name_term = chosen.step.left.term
        if name_term is not None and name_term.op == "var" and not chosen.term.free & {name_term}:
            links = _charged(asking, links, name_term, gold, chosen.term)
    return links


def _charged(asking: Asking, links: list[Link], name: Term, gold: Term, given: Term) -> list[Link]:
    equations = [at for at, link in enumerate(links) if _is_equation(asking, link, name)]
    met = {at: _meets(asking, links[at], name, gold) for at in equations}
    lost = next((at for at in equations if met[at] != "proved"), None)
    if (
        lost is None
        or met[lost] != "refuted"
        or (_meets(asking, links[lost], name, given) != "proved")
    ):
        return links
    out = list(links)
    line = links[lost].step.right.span.line
    for at in equations:
        if at < lost:
            out[at] = replace(links[at], standing="right", why="the solution meets this equation")
        elif at > lost and _meets(asking, links[at], name, given) == "proved":
            out[at] = replace(links[at], standing="carried", from_line=line)
    why = "the solution asked for does not meet this equation"
    out[lost] = replace(links[lost], standing="wrong", why=why)
    for at in range(lost + 1, len(links)):
        step = links[at].step
        if step.left.term is name and step.right.term is given:
            out[at] = replace(links[at], standing="carried", from_line=line)
    return out


def _is_equation(asking: Asking, link: Link, name: Term) -> bool:
    """Whether a link is an equation about the name alone, and not its value."""
    left, right = link.step.left.term, link.step.right.term
    if link.standing != "unjudged" or link.step.relation.strip() != "=":
        return False
    if left is None or right is None or name in (left, right):
        return False
    known = {d.head for d in asking.definitions} - {name}
    return (left.free | right.free) - known == {name}


def _meets(asking: Asking, link: Link, name: Term, value: Term) -> str:
    """What is known of the equation at a value."""
    left, right = link.step.left.term, link.step.right.term
    if left is None or right is None:
        return "undecided"
    try:
        sides = substitute(left, {name: value}), substitute(right, {name: value})
    except TermError:
        return "undecided"
    return asking.claim(sides[0], "=", sides[1]).outcome


__all__ = ["with_lost_solutions"]
