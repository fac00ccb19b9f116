"""The names that a question asks for: in `N = X = Y`, N stands for the teacher's value.

So the first link of such a chain is judged like every other, and a slip in it is charged to its own
line rather than to the end of the chain. A value that stands alone, `N = v`, is the answer and no
working: only the question's end is counted for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from proofs.claim import ClaimError
from proofs.kernel.terms import Term, TermError
from proofs.kernel.terms.definitions import Definition

from ..derivation import Derivation, Step
from ..reading.statements.claims import digits_shown
from .composing import Answer, name_of, plain_latex, value_of
from .kinds import Asking
from .links import Link
from .verdicts import Verdicts

_EQUAL = ("=", "\\approx")


def with_values(answer: Answer, verdicts: Verdicts) -> Answer:
    """The answer, its chains that begin with a name that is asked for judged by its value."""
    if answer.question.kind != "find":
        return answer
    golds = dict(_golds(answer))
    begun = [(chain, golds.get(plain_latex(chain.steps[0].left.latex)))
             for chain in answer.derivations]  # fmt: skip
    values = {}
    for chain, gold in begun:
        head = chain.steps[0].left.term
        if gold is not None and chain.steps[0].claim is None and _is_name(head, gold):
            values[head] = Definition(head, (), gold)  # type: ignore[arg-type]
    asking = Asking(replace(answer, values=tuple(values.values())), (), verdicts)
    made: list[Step] = []
    chains = [c if gold is None else _judged(asking, c, gold, made) for c, gold in begun]
    return replace(asking.answer, derivations=tuple(chains), by_value=tuple(made))


def _golds(answer: Answer) -> Iterator[tuple[str, Term]]:
    """The accepted values by their names; a rounded value is none that a link could be held to."""
    for formula, step in zip(answer.question.stated("Answer"), answer.accepted, strict=True):
        name, gold = plain_latex(name_of(formula)), step.right.term if step is not None else None
        if name and gold is not None and digits_shown(value_of(formula)) is None:
            yield name, gold


def _is_name(head: Term | None, gold: Term) -> bool:
    return head is not None and head.op == "var" and head not in gold.free


def _judged(asking: Asking, chain: Derivation, gold: Term, made: list[Step]) -> Derivation:
    """The chain, each of its links a claim; the first says what its name is equal to."""
    first, *others = chain.steps
    if first.claim is not None or first.problem is not None or _relation(first) is None:
        return chain
    known = any(d.head is first.left.term for d in asking.answer.values)
    left = first.left.term if known else gold
    right = first.right.term or (others[0].left.term if others else None)
    steps = [_with_claim(asking, first, left, right)]
    for step in others:
        steps.append(_with_claim(asking, step, step.left.term, step.right.term))
    if steps[0].claim is not None:
        made.append(steps[0])
    return replace(chain, steps=tuple(steps))


def _relation(step: Step) -> str | None:
    relation = step.relation.strip()
    return relation if relation in _EQUAL else None


def _with_claim(asking: Asking, step: Step, left: Term | None, right: Term | None) -> Step:
    if step.claim is not None or step.problem is not None or left is None or right is None:
        return step
    digits = digits_shown(step.right.latex)
    if _relation(step) is None or (_relation(step) != "=" and digits is None):
        return step
    known = {str(v) for v in asking.answer.names} | {str(d.head) for d in asking.definitions}
    if any(str(v) not in known for v in left.free | right.free):
        return step  # a name of the answer's own, as y in x = 2y = 4: whatever it stands for
    try:
        claim = asking.stated(left, "=", right, digits=digits)
    except (ClaimError, TermError):
        return step
    return replace(step, claim=claim, kind="claim", notes=())


def weighed(asking: Asking) -> Sequence[Link]:
    """The links, answers that stand alone and the task said again not counted as working.

    Those that differ from the accepted value are left open where that may be for another reason
    than a slip in their line.
    """
    alone = [c.steps[0] for c in asking.answer.derivations if len(c.steps) == 1]
    counted = []
    for link in asking.links:
        if _is_by_value(asking, link):
            bare = any(link.step is step for step in alone)
            told = link.standing == "right" and _is_told(asking, link.step)
            link = replace(link, counts=not (bare or told))
        counted.append(link)
    asking = replace(asking, links=counted)
    return [_weighed(asking, link) if _is_by_value(asking, link) else link for link in counted]


def _is_by_value(asking: Asking, link: Link) -> bool:
    return any(link.step is step for step in asking.answer.by_value)


def _is_told(asking: Asking, step: Step) -> bool:
    """Whether a step only says what the question says."""
    return step.right.term is not None and asking.is_task(step.left.latex, step.right.term)


def _weighed(asking: Asking, link: Link) -> Link:
    if link.standing != "wrong":
        return link
    name = plain_latex(link.step.left.latex)
    twins = [
        other for other in asking.links
        if any(other.step is step for step in asking.answer.by_value)
        and plain_latex(other.step.left.latex) == name
    ]  # fmt: skip
    if any(twin.standing == "right" for twin in twins):
        why = f"not what {name} is elsewhere in the answer: does it stand for the same here?"
        return replace(link, standing="open", why=why)
    term = link.step.right.term
    line = 0 if term is None else asking.wrong_before(name, term, link.step)
    if line:
        return replace(link, standing="carried", from_line=line)
    line = asking.wrong_elsewhere(link.step)
    if line:
        why = f"not the answer: is it right work from line {line}, which is wrong?"
        return replace(link, standing="open", why=why)
    return link


__all__ = ["weighed", "with_values"]
