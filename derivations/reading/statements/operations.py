r"""Operations that a page defines between two values: `a * b = ab + a + b`, `\oplus`, `\star`.

Elsewhere on the page the sign stands for that; how it binds beside sums and products is not told,
so there brackets are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proofs.kernel.terms import REAL, Term, TermError, app, var
from proofs.kernel.terms.definitions import Definition

from ..errors import MISFIT, ReadingError
from ..sources.tokens import Token
from .context import Context, Defined, function_variable

_STARS = frozenset({"*", "\\ast"})
SIGNS = frozenset("* \\ast \\oplus \\otimes \\star \\bullet \\circ".split())


@dataclass(frozen=True)
class Operation:
    """`first sign second` is what the tokens from a to b write."""

    sign: str
    first: str
    second: str
    tokens: Sequence[Token]
    a: int
    b: int
    offset: int


def operation_of(
    tokens: Sequence[Token], left: tuple[int, int], right: tuple[int, int], context: Context,
    *, announced: bool = False,
) -> Operation | None:  # fmt: skip
    r"""The operation that `left = right` defines; None where it defines none.

    That a star is no product has to be told, in words (`context.star`) or by `let` (`announced`).

    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize(r"x \oplus y = x + y - 1")
    >>> operation_of(tokens, (0, 3), (4, 9), Context()).sign
    '\\oplus'
    >>> operation_of(tokenize("a * b = -1"), (0, 3), (4, 6), Context(star=False)) is None
    True
    >>> tokens = tokenize("a * b = a + b + ab")
    >>> operation_of(tokens, (0, 3), (4, 10), Context(), announced=True).sign
    '*'
    """
    a, b = left
    if b - a != 3 or tokens[a + 1].text not in SIGNS:
        return None
    first, sign, second = tokens[a:b]
    if first.kind != "letter" or second.kind != "letter" or first.text == second.text:
        return None
    if sign.text in _STARS and context.star and not announced:
        return None
    written = [t.text for t in tokens[slice(*right)]]
    signs = _STARS if sign.text in _STARS else {sign.text}
    if not signs.isdisjoint(written) or not {first.text, second.text} <= set(written):
        return None
    written_as = "*" if sign.text in _STARS else sign.text
    return Operation(written_as, first.text, second.text, tokens, *right, first.start)


def note(context: Context, found: Operation) -> None:
    """Keep an operation; two different ones of the same sign are none."""
    known = context.operations.get(found.sign)
    if known is None and found.sign not in context.operations:
        context.operations[found.sign] = found
    elif known is not None and _written(known) != _written(found):
        context.operations[found.sign] = None


def _written(operation: Operation) -> list[str]:
    names = {operation.first: "first", operation.second: "second"}
    inside = operation.tokens[operation.a : operation.b]
    return [names.get(t.text, t.text) for t in inside]


def applied(context: Context, operation: Operation, left: Term, right: Term) -> Term:
    """The operation between two values; it is defined in the scope when it is first met."""
    from ..expressions.parser import parse

    key = f"operation {operation.sign}"
    start, end = operation.offset, operation.tokens[operation.b - 1].end
    if not context.known(key):
        names = {n: var(f"{n}@{key}", REAL) for n in (operation.first, operation.second)}
        body, parser = parse(operation.tokens, context, operation.a, operation.b, local=names)
        if parser.facts or parser.unknown or body.sort.name == "family":
            raise ReadingError(MISFIT, f"what {operation.sign} gives is not read", start, end)
        head = function_variable(key, 2)
        made = Definition(head, tuple(names.values()), body)
        context.define(key, Defined(made, operation.offset))
    try:
        return app(function_variable(key, 2), left, right)
    except TermError as error:
        raise ReadingError(MISFIT, str(error), start, end) from error
