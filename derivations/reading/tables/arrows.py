r"""Labelled arrows: what the label over `A \xrightarrow{label} B` says.

A reason is shown. Values (`c = 0`) are assumed for what follows. Other equations are claims of
their own. `64, 8 \times 8, s=2, p=0` is a layer that maps shapes, `convolve` maps sequences, and
`p = ?` asks for a value, which what follows gives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from proofs.kernel.terms import Term, eq

from ...regex import regex
from ..errors import ARROW, ReadingError
from ..expressions.names import spelled, split
from ..expressions.relations import Range, Relation, Statement, split_sides
from ..sources.symbols import RELATIONS, WIDE
from ..sources.tokens import Token
from ..statements.indeterminate import is_indeterminate
from ..statements.sides import Formula
from ..words.givens import statements_of
from .shapes import Layer, layer_of

SHAPE_WORDS = regex(r"conv|pool|flatten|stride|pad|layer|reshape|upsampl|relu", re.IGNORECASE)
_SEQUENCE = regex(r"\\?(?:text|mathrm)?\{?(convol\w*|conv|correlat\w*|cross-?correlat\w*)\}?")


@dataclass(frozen=True)
class Label:
    """What a label says; `error` where it can't be told.

    `conditions` hold for what follows, `equations` are claims, `asked` are the names whose values
    are asked for.
    """

    reason: str = ""
    conditions: tuple[Term, ...] = ()
    equations: tuple[Range, ...] = ()
    asked: tuple[str, ...] = ()
    layer: Layer | None = None
    operation: str = ""
    error: ReadingError | None = None
    told: tuple[str, ...] = field(default=())


def read_label(formula: Formula, relation: Relation) -> Label:
    """What the label of an arrow says."""
    tokens = formula.tokens
    a, b = relation.label or (relation.end, relation.end)
    inside = tokens[a:b]
    plain = formula.source.text[inside[0].start : inside[-1].end] if inside else ""
    unknown = ReadingError(
        ARROW, "what this arrow's label says is not judged", tokens[relation.start].start,
        tokens[relation.end - 1].end, label="labelled arrow",
    )  # fmt: skip
    if not inside:
        return Label(error=unknown)
    if is_indeterminate(tokens, (a, b)):
        return Label(reason="an indeterminate form")
    sequence = _SEQUENCE.fullmatch(spelled(tokens, a, b))
    if sequence is not None:
        return Label(operation="correlation" if "corr" in sequence[1] else "convolution")
    layer = layer_of(formula, a, b)
    if layer is not None:
        return Label(layer=layer)
    related = any(t.text in RELATIONS for t in inside)
    if not related:
        words = any(t.kind == "text" for t in inside) and all(t.kind != "," for t in inside)
        if words and not SHAPE_WORDS.search(plain):
            return Label(reason=f"reason: {plain}")
        return Label(error=unknown)
    return _statements(formula, [_trimmed(tokens, *part) for part in split(tokens, a, b)], unknown)


def _trimmed(tokens: Sequence[Token], a: int, b: int) -> Range:
    while a < b and tokens[a].text in WIDE:
        a += 1
    while a < b and tokens[b - 1].text in WIDE:
        b -= 1
    return a, b


def _statements(formula: Formula, parts: Sequence[Range], unknown: ReadingError) -> Label:
    """Values, questions and equations, one after another."""
    tokens = formula.tokens
    conditions: list[Term] = []
    equations: list[Range] = []
    asked: list[str] = []
    told: list[str] = []
    for a, b in parts:
        signs = [i for i in range(a, b) if tokens[i].text in RELATIONS]
        if not signs or any(t.kind == "text" for t in tokens[a:b]):
            return Label(error=unknown)
        if spelled(tokens, signs[-1] + 1, b) == "?" and len(signs) == 1:
            asked.append(spelled(tokens, a, signs[0]))
            continue
        value = _value(formula, a, signs[0], b) if len(signs) == 1 else None
        held = _bounds(formula, a, b) if value is None else [value]
        if not held:
            equations.append((a, b))
        else:
            conditions += held
            told.append(formula.source.text[tokens[a].start : tokens[b - 1].end])
    return Label(conditions=tuple(conditions), equations=tuple(equations), asked=tuple(asked),
                 told=tuple(told))  # fmt: skip


def _value(formula: Formula, a: int, sign: int, b: int) -> Term | None:
    """`c = 0` as a condition; None for another statement."""
    if formula.tokens[sign].text != "=":
        return None
    name, number = formula.value((a, sign)).term, formula.value((sign + 1, b)).term
    if name is None or name.op != "var" or number is None or number.free:
        return None
    if "family" in (name.sort.name, number.sort.name):
        return None
    return eq(name, number)


def _bounds(formula: Formula, a: int, b: int) -> list[Term]:
    """`x > 0` and `0 < x < 1` as conditions; none for other statements."""
    sides, relations = split_sides(formula.tokens, a, b)
    if not {r.kind for r in relations} <= {"<", "<=", ">", ">=", "!="}:
        return []
    terms = [formula.value(side).term for side in sides]
    names = [t for t in terms if t is not None and t.op == "var"]
    if len(names) != 1 or any(t is None or (t.free and t.op != "var") for t in terms):
        return []
    return statements_of(formula, Statement(sides, relations, formula.tokens[a].start))
