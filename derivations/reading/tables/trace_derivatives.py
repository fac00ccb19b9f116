r"""Derivatives in evaluation traces.

`\partial v_2 / \partial v_0` is the derivative of the expression that v_2's row assigns, the other
names held fixed. In a forward trace `\dot v` is the derivative of v along the dots of the inputs
(by the chain rule); in a reverse trace, `\bar x` of an input x is the derivative by x of the output
whose bar is 1. Source: A. Griewank and A. Walther, Evaluating Derivatives (2008), chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    ONE,
    ZERO,
    Term,
    TermError,
    abstract,
    add,
    derivative,
    mul,
    substitute,
    subterms,
    var,
)

from ..errors import UNDEFINED, ReadingError
from ..expressions.names import group_end
from ..expressions.relations import Range
from ..sources.symbols import CLOSERS, OPENERS
from ..sources.tokens import Token
from ..statements.sides import Formula
from .trace_rows import name_key, stem

if TYPE_CHECKING:
    from .trace_state import Trace

DOT, BAR = "\\dot", "\\bar"
MAX_EXPANDED = 300
"""Most nodes of an output written in its inputs, to be differentiated."""
_FRACTIONS = ("\\frac", "\\dfrac", "\\tfrac")


def partials(
    formula: Formula, place: Range, trace: Trace
) -> tuple[list[Token], int, dict[str, Term]]:
    r"""The tokens with each `\frac{\partial v}{\partial w}` put as one name, and what that is.

    Raises ReadingError where the expression of v is not known.
    """
    tokens = list(formula.tokens[: place[1]])
    local: dict[str, Term] = {}
    at = place[0]
    while at < len(tokens):
        found = _partial(formula, tokens, at)
        if found is None:
            at += 1
            continue
        above, below, end = found
        first, last = tokens[at], tokens[end - 1]
        if above not in trace.bodies or above in trace.changed:
            message = f"no row, or more than one, says what {above} is"
            raise ReadingError(UNDEFINED, message, first.start, last.end)
        mark = chr(0xE000 + len(local))
        name = formula.context.scalar(below)
        local[mark] = derivative(name, abstract(trace.bodies[above], name))
        tokens[at:end] = [Token("letter", mark, first.start, last.end)]
        at += 1
    return tokens, len(tokens), local


def _partial(formula: Formula, tokens: Sequence[Token], at: int) -> tuple[str, str, int] | None:
    """The two names of the partial derivative at a token, and where it ends."""
    if tokens[at].text not in _FRACTIONS or at + 1 >= len(tokens) or tokens[at + 1].kind != "{":
        return None
    here = Formula(formula.source, tokens, formula.context, formula.start)
    middle = group_end(tokens, at + 1, len(tokens))
    if middle + 1 >= len(tokens) or tokens[middle + 1].kind != "{":
        return None
    end = group_end(tokens, middle + 1, len(tokens))
    keys = []
    for a, b in ((at + 2, middle), (middle + 2, end)):
        found = name_key(here, a + 1, b) if tokens[a].text == "\\partial" else None
        if found is None or found[1] != b:
            return None
        keys.append(found[0])
    return keys[0], keys[1], end + 1


def tangent(trace: Trace, name: Term) -> tuple[Term, str] | None:
    r"""What `\dot v` is by the chain rule, and how that is told; None where nothing says it."""
    of = stem(str(name.value), DOT)
    body = trace.bodies.get(of) if of is not None else None
    if of is None or body is None or of in trace.changed:
        return None
    parts = []
    for inner in sorted(body.free, key=str):
        dotted = _dotted(trace, str(inner.value))
        if dotted is None:
            return None
        parts.append(mul(derivative(inner, abstract(body, inner)), dotted))
    total = add(*parts) if len(parts) > 1 else parts[0] if parts else ZERO
    return total, f"{name} is the derivative of {of}, by the chain rule"


def _dotted(trace: Trace, key: str) -> Term | None:
    """The dot of a name, where it has a value; for other inputs than the one that has 1, 0."""
    for known in trace.context.definitions.values():
        head = known.definition.head
        if stem(str(head.value), DOT) == key:
            return head
    return None


def still_inputs(trace: Trace) -> list[str]:
    r"""The dots of the other inputs, which are 0, where the words differentiate by one input."""
    moving = {stem(key, DOT) for key in trace.inputs} - {None}
    if not moving & trace.by or len(moving) != 1:
        return []
    plain = {key for key in trace.inputs if not key.startswith("\\")}
    return [_with_dot(key) for key in sorted(plain - trace.by - moving)]


def _with_dot(key: str) -> str:
    base, _, sub = key.partition("_")
    return f"{DOT}{{{base}}}" + (f"_{{{sub}}}" if sub else "")


def adjoint(trace: Trace, name: Term) -> tuple[Term, str] | None:
    r"""What `\bar x` of an input is: the derivative of the output whose bar was set to 1."""
    of = stem(str(name.value), BAR)
    if of is None or of not in trace.inputs:
        return None
    outputs = [
        out for key in trace.inputs
        if (out := stem(key, BAR)) is not None and trace.value(var(key)) is ONE
    ]  # fmt: skip
    if len(outputs) != 1 or outputs[0] not in trace.bodies:
        return None
    whole = _in_inputs(trace, trace.bodies[outputs[0]])
    by = var(of)
    if whole is None or by not in whole.free:
        return None
    told = f"{name} is the derivative of {outputs[0]} by {of}"
    return derivative(by, abstract(whole, by)), told


def _in_inputs(trace: Trace, term: Term) -> Term | None:
    """The term with the rows' names replaced until only inputs are left."""
    for _ in range(60):
        names = [v for v in term.free if str(v.value) in trace.bodies]
        names = [v for v in names if str(v.value) not in trace.inputs]
        if not names:
            return term
        if any(str(v.value) in trace.changed for v in names):
            return None
        try:
            term = substitute(term, {v: trace.bodies[str(v.value)] for v in names})
        except TermError:
            return None
        if sum(1 for _ in subterms(term)) > MAX_EXPANDED:
            return None
    return None


def other_quotient(tokens: Sequence[Token], place: Range) -> list[Token] | None:
    r"""The tokens of `a / b \times c` with brackets around `b \times c`; None for other sides."""
    a, b = place
    depth, stroke = 0, -1
    for i in range(a, b):
        text = tokens[i].text
        depth += (text in OPENERS) - (text in CLOSERS)
        if depth == 0 and text == "/":
            if stroke >= 0:
                return None
            stroke = i
    if stroke < 0:
        return None
    end = next((i for i in range(stroke, b) if tokens[i].kind in "+-"), b)
    if not any(t.text in ("\\times", "\\cdot", "*") for t in tokens[stroke:end]):
        return None
    at, last = tokens[stroke], tokens[end - 1]
    opening, closing = Token("(", "(", at.end, at.end), Token(")", ")", last.end, last.end)
    return [*tokens[: stroke + 1], opening, *tokens[stroke + 1 : end], closing, *tokens[end:b]]
