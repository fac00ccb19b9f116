"""Definitions: `f(x) = ...`, `S(x)_i = ...`, `p_i = ...`, `y = ...`, from their tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proofs.kernel.terms import (
    INT,
    NAT,
    REAL,
    Sort,
    Term,
    TermError,
    abstract,
    eq,
    fam,
    family,
    function,
    size,
    substitute,
    subterms,
    var,
)
from proofs.kernel.terms.definitions import Definition

from ..errors import AMBIGUOUS, LENGTHS, MISFIT, NOTATION, ReadingError
from ..expressions.calls import SHIFTED
from ..expressions.names import (
    NameUse,
    classify,
    group_end,
    key_of,
    scan_name,
    spelled,
    split,
    starts_name,
)
from ..expressions.parser import Parser, whole
from ..expressions.vector_functions import VECTOR_FUNCTIONS
from ..kinds.written import MEMBER
from ..sources.symbols import FUNCTION_LETTERS, WORD_FUNCTIONS
from ..sources.tokens import Token
from .context import Context, Defined, function_variable
from .hidden import labelled, rests_on, revealed


@dataclass(frozen=True)
class Head:
    """The left side of a definition: a name, its parameters, and the indices of its value.

    `called` tells a function from a name for a value. In `\\sigma^2 = ...` it is the square that is
    named, and sigma is its root: `root` is the name of that. `members` are the indices that tell
    functions of a family apart: k of `f_k(x)`.
    """

    key: str
    use: NameUse
    parameters: tuple[NameUse, ...]
    indices: tuple[str, ...]
    called: bool
    root: str = ""
    members: tuple[str, ...] = ()


SQUARED = frozenset({"sigma", "\\hat{\\sigma}", "\\hat{sigma}", "s"})
"""Names of widths, whose squares are named more often than they are."""


def match_head(tokens: Sequence[Token], a: int, b: int, context: Context) -> Head | None:
    r"""The head that the tokens write; None where they write something else.

    >>> from .survey import survey
    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize(r"S(\mathbf{x})_i")
    >>> head = match_head(tokens, 0, len(tokens), Context(survey([tokens])))
    >>> head.key, len(head.parameters), head.indices
    ('S', 1, ('i',))
    """
    if a >= b or not starts_name(tokens[a]):
        return None
    try:
        use = scan_name(tokens, a, b)
        sub = classify(tokens, use.sub, context.survey.indices)
        if sub.kind == "bad" or use.base in WORD_FUNCTIONS:
            return None
        indices: tuple[str, ...] = ()
        if sub.kind == "index":
            indices = tuple(_letter(tokens, *part) for part in sub.parts)
        key = key_of(use.base, sub)
        if use.end == b:
            return _plain(key, use, indices)
        if use.base in SQUARED and spelled(tokens, use.end, b) in ("^2", "^{2}") and not indices:
            return Head(f"{key}^2", use, (), (), called=False, root=key)
        if tokens[use.end].kind != "(":
            return None
        if indices and use.base in FUNCTION_LETTERS and use.base not in VECTOR_FUNCTIONS:
            return _of_family(tokens, use, b, indices)
        return _function(tokens, key, use, b, indices)
    except ReadingError:
        return None


def _plain(key: str, use: NameUse, indices: tuple[str, ...]) -> Head | None:
    if len(set(indices)) != len(indices) or "" in indices:
        return None
    return Head(key, use, (), indices, called=False)


def _letter(tokens: Sequence[Token], a: int, b: int) -> str:
    return tokens[a].text if b - a == 1 and tokens[a].kind == "letter" else ""


def _of_family(
    tokens: Sequence[Token], use: NameUse, b: int, indices: tuple[str, ...]
) -> Head | None:  # fmt: skip
    """The head of `f_k(x) = ...`: one function for each k."""
    if len(indices) != 1 or "" in indices:
        return None
    made = _function(tokens, f"{use.base}{MEMBER}", use, b, ())
    return None if made is None or made.indices else replace(made, members=indices)


def _function(
    tokens: Sequence[Token], key: str, use: NameUse, b: int, before: tuple[str, ...]
) -> Head | None:
    """The head of a function; its index stands `before` the brackets, or after them."""
    if before and (use.base not in VECTOR_FUNCTIONS or "" in before):
        return None
    close = group_end(tokens, use.end, b)
    parameters = []
    for x, y in split(tokens, use.end + 1, close):
        if x >= y or not starts_name(tokens[x]):
            return None
        parameter = scan_name(tokens, x, y)
        if parameter.end != y or parameter.base in WORD_FUNCTIONS:
            return None
        parameters.append(parameter)
    names = [(p.base, p.sub and tuple(t.text for t in tokens[slice(*p.sub)])) for p in parameters]
    if len(set(names)) != len(names):
        return None
    indices = before
    at = close + 1
    if at < b:
        if before or tokens[at].kind != "_" or at + 1 >= b:
            return None
        grouped = tokens[at + 1].kind == "{"
        inner = (at + 2, group_end(tokens, at + 1, b)) if grouped else (at + 1, at + 2)
        if (inner[1] + 1 if grouped else inner[1]) != b or inner[1] - inner[0] != 1:
            return None
        indices = (_letter(tokens, *inner),)
        if indices == ("",):
            return None
    return Head(key, use, tuple(parameters), indices, called=True)


def define(
    head: Head, tokens: Sequence[Token], a: int, b: int, context: Context, offset: int
) -> tuple[Defined, Parser]:
    """The definition of the head as what the tokens from a to b write.

    Raises ReadingError where that cannot be read, TermError where it defines nothing.
    """
    parser = Parser(tokens, context, a, b)
    parameters: list[Term] = []
    for letter in head.members:
        parameters.append(_bound(parser, head, letter, INT))
    for use in head.parameters:
        parameters += _parameter(head, use, tokens, a, b, context, parser)
    index = [var(f"{letter}@{head.key}", NAT) for letter in head.indices]
    for letter, name in zip(head.indices, index, strict=True):
        parser.local[letter] = name
    body = whole(parser)
    if body.sort.name == "function":
        raise TermError("a function as a value")
    if index:
        body = _entries(head, index, body, context, parser, tokens, a)
    if not head.called and head.use.bold and body.sort.name != "family":
        raise ReadingError(
            MISFIT, f"{head.key} is a vector, what follows is a number", tokens[a].start,
            tokens[b - 1].end,
        )  # fmt: skip
    body = _with_unseen(head, body, parameters, context, parser, a)
    name = _head_variable(head, tuple(parameters), body, context)
    if any(p.op != "var" for p in parameters):
        raise TermError("a parameter that is no name")
    facts = tuple(dict.fromkeys([*parser.facts, *_lengths(parameters, body, context)]))
    _refuse_other_index(head, tokens, body)
    for use in head.parameters:
        unseen = labelled(body.free, use.base, context)
        if unseen:
            raise ReadingError(
                AMBIGUOUS, f"how {unseen[0]} depends on {use.base} is not seen here",
                tokens[a].start, tokens[b - 1].end,
            )  # fmt: skip
    letter = head.indices[0] if len(head.indices) == 1 and not head.called else ""
    made = Definition(name, tuple(parameters), body)
    return Defined(made, offset, facts=facts, index=letter), parser


def _lengths(parameters: Sequence[Term], body: Term, context: Context) -> Iterator[Term]:
    """That the vectors which a function takes are as long as its sums over their entries."""
    for parameter in parameters:
        if parameter.sort.name != "family" or parameter.op != "var":
            continue
        base = str(parameter.value).partition("@")[0]
        for axis in range(parameter.sort.rank):
            length = context.length(context.survey.length(base, axis))
            if length is not None and length in body.free:
                yield eq(size(parameter, axis), length)


def _with_unseen(
    head: Head, body: Term, parameters: Sequence[Term], context: Context, parser: Parser, start: int
) -> Term:
    """The body with parameters put into definitions that hide them: J(k) = s(3), for s(x) = k x."""
    if len(parameters) != len(head.parameters):
        return body
    for use, parameter in zip(head.parameters, parameters, strict=True):
        plain = context.scalar(use.base)
        if parameter.sort == plain.sort and parameter.op == "var":
            doubtful = [n for n in subterms(body) if n.op == "app" and parameter in n.free]
            if any(rests_on(n.args[0], plain, context) for n in doubtful):
                raise parser.fault(
                    AMBIGUOUS, f"is {use.base} here the {use.base} in other definitions?", start
                )
            body = substitute(revealed(parser, body, plain, start), {plain: parameter})
    return body


def _refuse_other_index(head: Head, tokens: Sequence[Token], body: Term) -> None:
    """In `f_k(y_l) = ...`, y_l is any vector: the l must not stand anywhere else."""
    for use in head.parameters:
        letters = {t.text for t in tokens[slice(*use.sub)]} if use.sub is not None else set()
        if head.members and letters & {str(v.value) for v in body.free}:
            raise ReadingError(
                NOTATION, "the index of a parameter in what it defines", tokens[use.start].start,
                tokens[use.end - 1].end,
            )  # fmt: skip


def _head_variable(head: Head, parameters: tuple[Term, ...], body: Term, context: Context) -> Term:
    if head.called:
        return function_variable(head.key, len(parameters))
    if body.sort.name == "family":
        return var(head.key, body.sort)
    return var(head.key, context.scalar(head.key).sort)


def _parameter(
    head: Head, use: NameUse, tokens: Sequence[Token], a: int, b: int, context: Context,
    parser: Parser,
) -> list[Term]:  # fmt: skip
    """The variables that a written parameter stands for, bound in the parser."""
    survey = context.survey
    names = survey.tuples.get(use.base)
    if names is not None and use.sub is None:
        out = []
        for name in names:
            rank = survey.rank(name)
            sort = context.scalar(name).sort if rank is None else family(rank=rank)
            out.append(_bound(parser, head, name, sort))
        return out
    sub = classify(tokens, use.sub, survey.indices)
    if sub.kind == "index" and survey.kinds.of(f"{use.base}{MEMBER}", tokens) == "c":
        return [_bound(parser, head, f"{use.base}_{sub.text}", family(rank=1))]
    if sub.kind not in ("none", "number", "label"):
        raise ReadingError(
            NOTATION, "a parameter with an index", tokens[use.start].start,
            tokens[use.end - 1].end,
        )  # fmt: skip
    key = key_of(use.base, sub)
    if sub.kind == "none" and _is_called(use.base, tokens, a, b):
        return [_bound(parser, head, key, function(1))]
    vector = use.bold or survey.entries_in(key, tokens)
    kind = survey.kinds.of(key, tokens)
    if kind == "m":
        return [_bound(parser, head, key, family(rank=2))]
    if survey.is_column(key, tokens) or kind == "c" or (sub.kind == "none" and vector):
        return [_bound(parser, head, key, family(rank=survey.rank(key) or 1))]
    return [_bound(parser, head, key, NAT if key in survey.integers else REAL)]


def _bound(parser: Parser, head: Head, key: str, sort: Sort) -> Term:
    name = var(f"{key}@{head.key}", sort)
    parser.local[key] = name
    return name


def _is_called(base: str, tokens: Sequence[Token], a: int, b: int) -> bool:
    """Whether a parameter is used as a function: `y(x, \\sigma) = \\sigma(x)`."""
    if base not in FUNCTION_LETTERS:
        return False
    return any(
        tokens[i].text.lstrip("\\") == base and tokens[i + 1].kind == "(" for i in range(a, b - 1)
    )


def _length_beside(context: Context, letter: str) -> Term | None:
    r"""How far an index runs in all families that have it and a length: `h_i = \sum_k e^{a_k}`, the
    a_i being K numbers."""
    survey = context.survey
    axes = survey.indexed_by.get(letter, set())
    lengths = {survey.length(*axis) for axis in axes if axis in survey.lengths}
    return context.length(lengths.pop()) if len(lengths) == 1 else None


def _entries(
    head: Head, index: list[Term], body: Term, context: Context, parser: Parser,
    tokens: Sequence[Token], a: int,
) -> Term:  # fmt: skip
    """The vector whose entry at the head's index is the body."""
    if len(index) != 1 or body.sort.name == "family":
        raise ReadingError(NOTATION, "a matrix by its entries", tokens[a].start, tokens[a].end)
    letter = head.indices[0]
    lengths = list(dict.fromkeys(parser.lengths.get(letter, [])))
    declared = context.range_of(letter)
    survey_length = context.length(context.survey.length(head.use.base, 0))
    length = (
        declared if declared is not None
        else lengths[0] if len(lengths) == 1 and lengths[0] is not SHIFTED
        else survey_length or _length_beside(context, letter) if not head.called else None
    )  # fmt: skip
    if length is None:
        raise ReadingError(
            LENGTHS, f"nothing says how far {letter} runs", tokens[a].start, tokens[a].end,
            notes=(f"help: say it, as in 1 \\leq {letter} \\leq n",),
        )  # fmt: skip
    return fam(length, abstract(body, index[0]))
