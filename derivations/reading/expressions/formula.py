"""One formula by itself: its chains, or the term that it writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from proofs.claim import Claim, ClaimError
from proofs.kernel.terms import Term

from ...derivation import Derivation, Span, Step
from ...everywhere import everywhere
from ..errors import EXPECTED, NOTATION, TOO_BIG, ReadingError
from ..reader import Reader
from ..sources.layout import flatten, too_deep
from ..sources.markdown import MathSpan
from ..sources.page import Place
from ..sources.source import Source
from ..sources.tokens import MAX_LENGTH, Token, tokenize
from ..sources.units import Unit
from ..statements.context import Context
from ..statements.survey import survey
from ..words.arithmetics import arithmetics
from ..words.reached import Arithmetics
from .answers import read_value
from .parser import parse
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
        Derivation(f"formula{i or ''}", tuple(steps), ends and ends.claim)
        for i, (_, steps, ends) in enumerate(reader.found)
    )


BoundNames = tuple[tuple[str, str], ...]
"""The operators that bind names, in the order in which they are written, with these names."""


def read_answer(latex: str) -> tuple[Value, tuple[str, ...], BoundNames]:
    r"""What a formula by itself stands for, how doubts were settled, and what its binders bind.

    Dollar signs around it may stay. Raises ReadingError where it can't be read.

    >>> value, notes, names = read_answer(r"$\\{1, 2\\}$")
    >>> value.is_set, len(value.items)
    (True, 2)
    """
    tokens = _tokens_of(latex)
    notes: list[str] = []
    binders: list[tuple[str, str]] = []
    value = read_value(tokens, Context(survey([tokens]), alone=True), notes, binders)
    return value, tuple(notes), tuple(binders)


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
    if end - start > MAX_LENGTH:
        raise ReadingError(
            TOO_BIG, f"a formula of more than {MAX_LENGTH} characters", start, end, label="too long"
        )
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


def read_claims(
    latex: str, definitions: Sequence[str] = (), given: Sequence[str] = ()
) -> list[Claim]:
    r"""The claims that a formula makes, link by link, under definitions and conditions.

    Raises ReadingError, with offsets into `latex`, where one can't be read; of a definition or a
    condition that can't be, the message says which.

    >>> [str(c) for c in read_claims("f(x) = x^2", ["f(t) = t t"], ["x > 0"])]
    ['f(x) = x^2  given 0 < x']
    """
    chains = read_chains(latex, definitions, given)
    return [
        everywhere(step.claim) if step.everywhere == "surely" else step.claim
        for chain in chains for step in chain.steps if step.claim is not None
    ]  # fmt: skip


def read_chains(
    latex: str, definitions: Sequence[str] = (), given: Sequence[str] = ()
) -> list[Derivation]:
    r"""The chains of a formula, with those of their links that claim something.

    Raises ReadingError as `read_claims` does.

    >>> [step.right.latex for step in read_chains("x + x = 2x = 3x - x")[0].steps]
    ['2x', '3x - x']
    """
    pieces = [("let", d) for d in definitions] + [("assume", g) for g in given] + [("", latex)]
    text = "\n".join(piece for _, piece in pieces)
    units: list[Unit] = []
    start = 0
    for number, (cue, piece) in enumerate(pieces):
        begin, end = (start + offset for offset in _bare(piece))
        span = MathSpan(begin, end, begin, end, "display")
        place = Place("formula", (), 0)
        try:
            tokens = flatten(tokenize(text, begin, end))
            too_deep(tokens)
        except ReadingError as error:
            raise _within(error, start, piece, cue) from error
        units.append(Unit(span, tokens, place, cue, number if not cue else 0, "", ""))
        start += len(piece) + 1
    context = Context(survey([u.tokens for u in units]), alone=True)
    told = [(one, Place("formula", (), 0)) for one in arithmetics(text)]
    whole = {unit.sentence: (0, len(text)) for unit in units}
    reader = Reader(Source(text), {}, {"formula": context}, page=False,
                    arithmetics=Arithmetics(told, sentences=whole))  # fmt: skip
    reader.read(units)
    return _claiming(reader, Source(text), units, pieces)


def _claiming(
    reader: Reader, source: Source, units: Sequence[Unit], pieces: Sequence[tuple[str, str]]
) -> list[Derivation]:
    """The links of the last formula that claim something. Raises ReadingError for the unread."""
    chains: list[Derivation] = []
    assumed: list[Claim] = []
    used: set[int] = set()
    begin = len(source.text) - len(pieces[-1][1])
    for _, steps, ends in reader.found:
        claims: list[Step] = []
        for step in steps:
            at, end = (_offset(source, step.span, last=last) for last in (False, True))
            number = max(i for i, u in enumerate(units) if i == 0 or u.span.start <= at)
            cue, piece = pieces[number]
            used.add(number)
            if step.problem is not None:
                a, b = (_offset(source, step.problem.span, last=last) for last in (False, True))
                error = ReadingError(
                    step.problem.code, step.problem.message, a, b, label=step.problem.label,
                    notes=step.problem.notes,
                )  # fmt: skip
                raise _within(error, begin, piece, cue)
            unused = cue == "assume" and any(n.startswith("not read") for n in step.notes)
            if (cue == "let" and step.kind != "definition") or unused:
                kind = "definition" if cue == "let" else "condition"
                error = ReadingError(NOTATION, f"this is not read as a {kind}", at, end)
                raise _within(error, begin, piece, cue)
            if cue == "assume" and step.claim is not None:  # an equation: y = x^2
                assumed.append(step.claim)
            if not cue and step.claim is not None:
                claims.append(_under(step, assumed, begin))
        if claims:
            whole = None if ends is None else _assuming(ends.claim, assumed)
            chains.append(Derivation("formula", tuple(claims), whole))
    for number, (cue, piece) in enumerate(pieces[:-1]):
        if number not in used:
            kind = "definition" if cue == "let" else "condition"
            error = ReadingError(NOTATION, f"this is not read as a {kind}", 0, 0)
            raise _within(error, begin, piece, cue)
    if not chains:
        raise ReadingError(EXPECTED, "no claim is made here", 0, len(pieces[-1][1]))
    return chains


def _under(step: Step, assumed: Sequence[Claim], begin: int) -> Step:
    """A step under equations that are assumed, too. Raises ReadingError where it can't be."""
    if not assumed or step.claim is None:
        return step
    try:
        return replace(step, claim=_assuming(step.claim, assumed))
    except ClaimError as error:
        raise ReadingError(NOTATION, f"not under these conditions: {error}", 0, 0) from error


def _assuming(claim: Claim, assumed: Sequence[Claim]) -> Claim:
    if not assumed:
        return claim
    if claim.relation not in ("=", "!=", "<", "<=", ">", ">=", "approx", "iff", "implies"):
        raise ClaimError(f"an equation is no condition of this: {claim}")
    known = {d: None for c in (claim, *assumed) for d in c.definitions}
    return Claim(
        claim.left, claim.relation, claim.right, given=(*claim.given, *assumed),
        definitions=tuple(known), digits=claim.digits, constant_in=claim.constant_in,
    )  # fmt: skip


def _within(error: ReadingError, begin: int, piece: str, cue: str) -> ReadingError:
    """The error with its place in the formula that is judged; of another formula, with its text."""
    if not cue:
        start, end = error.start - begin, error.end - begin
        return ReadingError(
            error.code, str(error), max(start, 0), max(end, 0), label=error.label,
            notes=error.notes,
        )  # fmt: skip
    what = "definition" if cue == "let" else "condition"
    return ReadingError(error.code, f"in the {what} {piece}: {error}", 0, 0, notes=error.notes)


def _offset(source: Source, span: Span, *, last: bool) -> int:
    line, column = (span.end_line, span.end_column) if last else (span.line, span.column)
    return source.starts[line - 1] + column - 1


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
    "read_chains",
    "read_claims",
    "read_expression",
    "read_formula",
]
