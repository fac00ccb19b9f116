"""Refute: a counterexample, values at which the claim means something and fails."""

from __future__ import annotations

from collections.abc import Iterator

from proofs.kernel.terms import NAT, TRUE, Term, TermError, num, shape, substitute

from ...derivation import Span, Step
from .asking import Asking, End, relation_of
from .choose import plain_name, solutions_in


def refute(asking: Asking) -> list[End]:
    """The end of the first counterexample that the answer names in full."""
    return [_refuted(asking, step) for step in asking.answer.claims[:1]] or [
        End("open", "the claim of the sheet could not be read")
    ]


def _refuted(asking: Asking, target: Step) -> End:
    left, right, relation = _sides(target)
    if left is None or right is None or not relation:
        return End("open", "the claim of the sheet could not be read")
    names = {plain_name(str(v)): v for v in (left.free | right.free) if v.sort.name != "function"}
    ends = []
    for values, place in _choices(asking, names):
        try:
            sides = substitute(left, values), substitute(right, values)
            given = [substitute(g, values) for g in _given(asking, target)]
        except TermError:
            continue
        ends.append(_at(asking, sides, relation, given, values, place))
    for reached in ("right", "open", "wrong"):
        for end in ends:
            if end.reached == reached:
                return end
    return End("open", "no values were found for a counterexample")


Place = tuple[Span, str]


def _choices(asking: Asking, names: dict[str, Term]) -> Iterator[tuple[dict[Term, Term], Place]]:
    """The values that an answer names: numbers for all names; else what its steps set."""
    start = asking.answer.part.start - 1
    whole = False
    for solution in solutions_in(asking.answer.text, names):
        if len(solution) == len(names):
            whole = True
            last = max(solution.values(), key=lambda c: (c.line, c.column))
            span = Span(last.line + start, last.column, last.line + start, last.column + 1)
            shown = ", ".join(f"{n} = {c.value}" for n, c in solution.items())
            yield {names[n]: num(str(c.value)) for n, c in solution.items()}, (span, shown)
    if not whole:
        for values, step in _values(asking, frozenset(names.values())):
            yield values, (step.right.span, step.latex)


def _sides(target: Step) -> tuple[Term | None, Term | None, str]:
    if target.claim is not None:
        return target.claim.left, target.claim.right, target.claim.relation
    return target.left.term, target.right.term, relation_of(target)


def _given(asking: Asking, target: Step) -> list[Term]:
    own = target.claim.given if target.claim is not None else ()
    return list(dict.fromkeys((*asking.answer.given, *own)))


def _values(asking: Asking, names: frozenset[Term]) -> Iterator[tuple[dict[Term, Term], Step]]:
    """The values that the answer gives the claim's names, after each of its steps."""
    known = {str(d.head): d for d in asking.definitions}
    wanted = {str(n): n for n in names if str(n) not in known or not known[str(n)].parameters}
    values: dict[Term, Term] = {}
    for step in asking.answer.steps:
        name, value = step.left.term, step.right.term
        if name is None or value is None or step.relation.strip() not in ("=", ":="):
            continue
        changed = False
        for key, number in _pairs(name, value):
            target = wanted.get(str(key))
            if target is None or number.free - {target} & names or target in number.free:
                continue
            values = {**values, **_with_lengths(target, number)}
            changed = True
        if changed:
            yield values, step


def _pairs(name: Term, value: Term) -> Iterator[tuple[Term, Term]]:
    if name.op == "var":
        yield name, value


def _with_lengths(target: Term, value: Term) -> dict[Term, Term]:
    """A vector brings its length: where the claim says x of length n, n is that of its value."""
    out = {target: value}
    if target.sort.name == "family" and value.sort.name == "family":
        for wanted, length in zip(target.sort.dims, shape(value), strict=False):
            if wanted.op == "var" and wanted.sort == NAT:
                out[wanted] = length
    return out


def _at(
    asking: Asking, sides: tuple[Term, Term], relation: str, given: list[Term],
    values: dict[Term, Term], place: Place,
) -> End:  # fmt: skip
    """Whether the claim fails at these values."""
    where = ", ".join(f"{n} = {v}" for n, v in values.items())
    span, latex = place
    for condition in given:
        if condition.free:
            continue
        met = asking.claim(TRUE, "implies", condition, given=()).outcome
        if met == "refuted":
            said = f"at {where} the condition {condition} is not met: nothing is refuted there"
            return End("wrong", said, span, latex)
        if met != "proved":
            return End("open", f"is {condition} met at {where}?", span, latex)
    known = asking.claim(sides[0], relation, sides[1], given=given)
    if known.outcome == "proved":
        return End("wrong", f"at {where} the claim holds: no counterexample", span, latex)
    if known.outcome == "undecided" and not _undefined(asking, sides, given):
        return End("open", f"whether the claim fails at {where} could not be decided", span, latex,
                   (known.note,))  # fmt: skip
    for side in sides:
        defined = asking.claim(side, "=", side, given=given).outcome
        if defined == "refuted":
            return End("wrong", f"at {where} a side is not defined, so nothing is refuted there",
                       span, latex)  # fmt: skip
        if defined != "proved":
            return End("open", f"is {side} defined at {where}?", span, latex)
    free = {v for s in sides for v in s.free} - {d.head for d in asking.definitions}
    if any(v.sort != NAT for v in free):
        left_open = ", ".join(sorted(str(v) for v in free))
        return End("open", f"the claim fails for some {left_open}, which the answer does not name",
                   span, latex, (known.note,))  # fmt: skip
    return End("right", f"a counterexample: {where}", span, latex, (known.note,))


def _undefined(asking: Asking, sides: tuple[Term, Term], given: list[Term]) -> bool:
    """Whether a side is surely not defined."""
    return any(asking.claim(side, "=", side, given=given).outcome == "refuted" for side in sides)
