"""One formula by itself: its chains, or the term that it writes."""

from __future__ import annotations

from collections.abc import Sequence

from proofs.kernel.terms import Term

from ..derivation import Derivation
from .answers import read_value
from .context import Context
from .errors import ReadingError
from .layout import flatten, too_deep
from .markdown import MathSpan
from .page import Place
from .parser import parse
from .reader import Reader
from .source import Source
from .survey import survey
from .tokens import Token, tokenize
from .units import Unit
from .values import Value


def read_formula(latex: str, context: Context | None = None) -> tuple[Derivation, ...]:
    r"""The chains of a formula without delimiters, each link a claim unless it defines something.

    Raises ReadingError at a command that is not known; other faults are problems of their steps.

    >>> read_formula(r"(a + b)^2 = a^2 + 2ab + b^2")[0].steps[0].claim.relation
    '='
    """
    tokens = flatten(tokenize(latex))
    too_deep(tokens)
    scope = context if context is not None else Context(survey([tokens]))
    span = MathSpan(0, len(latex), 0, len(latex), "display")
    unit = Unit(span, tokens, Place("formula", (), 0), "", 0, "", "")
    reader = Reader(Source(latex), {}, {"formula": scope}, page=False)
    reader.read([unit])
    return tuple(
        Derivation(f"formula{i or ''}", tuple(steps), ends)
        for i, (_, steps, ends) in enumerate(reader.found)
    )


def read_answer(latex: str) -> tuple[Value, tuple[str, ...]]:
    r"""What a formula by itself stands for, and how doubts were settled.

    Dollar signs around it may stay. Raises ReadingError where it can't be read.

    >>> value, notes = read_answer(r"$\\{1, 2\\}$")
    >>> value.is_set, len(value.items)
    (True, 2)
    """
    tokens = _tokens_of(latex)
    notes: list[str] = []
    value = read_value(tokens, Context(survey([tokens]), alone=True), notes)
    return value, tuple(notes)


def read_answers(texts: Sequence[str]) -> list[Value]:
    """What several formulas stand for, their names being the same in all of them.

    Raises ReadingError where one can't be read.
    """
    formulas = [_tokens_of(latex) for latex in texts]
    context = Context(survey(formulas), alone=True)
    return [read_value(tokens, context) for tokens in formulas]


def called_in_one(texts: Sequence[str]) -> list[str]:
    r"""The names that one formula by itself uses as a function, and another one as a number.

    >>> called_in_one([r"\sigma(x)", r"\sigma x"]), called_in_one(["a(b + c)", "ab + ac"])
    (['sigma'], [])
    """
    formulas = [_tokens_of(latex) for latex in texts]
    surveys = [survey([tokens]) for tokens in formulas]
    found = set()
    for one, tokens in zip(surveys, formulas, strict=True):
        others = {name for other in surveys if other is not one for name in other.bare}
        for name in one.called & others - one.bare:
            together = Context(survey(formulas), alone=True)
            alone = Context(one, alone=True)
            if str(read_value(tokens, alone)) != str(read_value(tokens, together)):
                found.add(name)
    return sorted(found)


def _tokens_of(latex: str) -> list[Token]:
    start, end = _bare(latex)
    tokens = flatten(tokenize(latex, start, end))
    too_deep(tokens)
    return tokens


_AROUND = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"))


def _bare(latex: str) -> tuple[int, int]:
    """Where the formula stands within its delimiters."""
    end = len(latex.rstrip())
    start = len(latex) - len(latex.lstrip())
    for opening, closing in _AROUND:
        inner = start + len(opening), end - len(closing)
        around = latex.startswith(opening, start) and latex.endswith(closing, 0, end)
        if around and inner[0] < inner[1] and latex[inner[1] - 1] != "\\":
            return inner
    return start, end


def read_expression(latex: str, context: Context | None = None) -> Term:
    r"""The term that a formula without relations writes. Raises ReadingError where it can't be.

    >>> str(read_expression(r"\frac{x}{x}"))
    'x/x'
    """
    tokens = flatten(tokenize(latex))
    too_deep(tokens)
    scope = context if context is not None else Context(survey([tokens]))
    return parse(tokens, scope)[0]


__all__ = [
    "ReadingError",
    "called_in_one",
    "read_answer",
    "read_answers",
    "read_expression",
    "read_formula",
]
