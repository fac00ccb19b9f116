r"""Names that stand last: `h_i = \sum_k e^{a_k} = S` where h is defined, `\sum_k e^{a_k} =: S`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from proofs.kernel.terms import Term

from ..expressions.relations import Relation, Statement
from ..sources.units import Part
from .defining import Made, define_part
from .heads import Head, match_head


def is_naming(part: Part, relation: Relation) -> bool:
    """Whether a sign is `=:`, which names what stands before it."""
    signs = part.unit.tokens[relation.start : relation.end]
    return [token.text for token in signs] == ["=", ":"]


def named(
    part: Part, k: int, *, defining: bool, seen: Iterable[Collection[str]], given: Sequence[Term]
) -> Made | None:
    """The definition that link k makes of a new name after it: what stands before it.

    A name is new where nothing defines or declares it, and it is not among those `seen` before;
    that it is given a meaning so is certain after a sign `=:`, and where all links before are
    `defining`. None where nothing is defined.
    """
    sides, relations = part.statement.sides, part.statement.relations
    relation, before = relations[k], sides[k]
    told = is_naming(part, relation)
    last = k + 1 == len(relations) and relation.kind == "=" and defining and k > 0
    if not (told or last) or before[0] >= before[1]:
        return None
    head = match_head(part.unit.tokens, *sides[k + 1], part.formula.context)
    if head is None or head.called or head.indices or head.root or not _is_new(part, head, given):
        return None
    if any(head.key in names for names in seen) or head.use.base in _written(
        part, sides[0][0], before[1]
    ):
        return None
    turned = Statement((sides[k + 1], before), (Relation(":=", relation.start, relation.end),),
                       part.statement.start)  # fmt: skip
    return define_part(Part(part.unit, part.formula, turned, "chain", part.cue), head)


def _is_new(part: Part, head: Head, given: Sequence[Term]) -> bool:
    context, survey = part.formula.context, part.formula.context.survey
    declared = head.key in survey.declared or head.key in survey.bound | survey.used_indices
    told = any(str(v.value) == head.key for condition in given for v in condition.free)
    return not (context.known(head.key) or context.is_new(head.key) or declared or told)


def _written(part: Part, a: int, b: int) -> set[str]:
    """The letters in some tokens."""
    return {token.text.lstrip("\\") for token in part.unit.tokens[a:b]}
