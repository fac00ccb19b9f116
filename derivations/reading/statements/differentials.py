r"""Equations between differentials: `u = x^2, du = 2x \, dx` claims what the derivative of u is.

Each side is linear in differentials. Those of names that the page defines are written out by the
derivatives in the names that they rest on; for each of those the two sides' factors are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from proofs.claim import Claim
from proofs.kernel.terms import (
    ONE,
    REAL,
    Term,
    TermError,
    abstract,
    add,
    derivative,
    div,
    mul,
    neg,
    var,
)
from proofs.kernel.terms.definitions import unfold

from ..errors import MISFIT, ReadingError
from ..expressions.integrals import MARK, differential_at
from ..expressions.names import group_end, scan_name
from ..expressions.parser import parse
from ..expressions.relations import Range
from ..sources.tokens import Token
from .claims import Claimed, make_claim
from .context import Context
from .rewriting import closure
from .sides import Formula

Linear = dict[str, Term]
"""A sum of differentials: the factor of each, by its name."""


def differentials(
    formula: Formula, sides: tuple[Range, Range], given: Sequence[Term], place: tuple[int, int],
    premise: tuple[Term, Term] | None = None,
) -> Claimed | None:  # fmt: skip
    """What an equation between differentials says; None where the sides are something else.

    `premise` is a name and what it stands for by the words before. Raises ReadingError where the
    two sides cannot be compared.
    """
    made = [_linear_side(formula, side) for side in sides]
    if made[0] is None or made[1] is None:
        return None
    told = "how these names depend on each other is not said before this"
    written = made[0].keys() | made[1].keys()
    told_of = [str(premise[0].value)] if premise is not None else []
    if not any(formula.context.known(name) or name in told_of for name in written):
        return Claimed(None, told)
    try:
        left, right = (
            _written_out(f, written, formula.context, premise) for f in made if f is not None
        )
    except TermError as error:
        raise ReadingError(MISFIT, str(error), *place) from error
    if left is None or right is None or left.keys() != right.keys() or not left:
        return Claimed(None, told)
    claims = [
        make_claim(left[n], "=", right[n], formula.context, given=given, place=place)
        for n in sorted(left)
    ]
    return Claimed(claims[0] if len(claims) == 1 else Claim.all_of(claims))


def _linear_side(formula: Formula, side: Range) -> Linear | None:
    """A side that is linear in differentials; None for any other."""
    tokens, names = _marked(formula.tokens, *side)
    if not names:
        return None
    marks = {var(mark, REAL): name for mark, name in names.items()}
    try:
        term, parser = parse(
            tokens, formula.context, 0, len(tokens), local={m: var(m, REAL) for m in names}
        )
    except ReadingError:
        return None
    if parser.facts or parser.unknown or term.sort.name == "family":
        return None
    found = _linear(term, marks)
    if found is None or None in found:
        return None
    return {name: factor for name, factor in found.items() if name is not None}


def _marked(tokens: Sequence[Token], a: int, b: int) -> tuple[list[Token], dict[str, str]]:
    """The tokens of a side with a letter of its own for each `dx`, and what these stand for."""
    out: list[Token] = []
    names: dict[str, str] = {}
    i = a
    while i < b:
        token = tokens[i]
        if token.text == "\\int":
            return [], {}
        past = _derivative_end(tokens, i, b) if token.text == "\\frac" else i
        if past > i:
            out += tokens[i:past]
            i = past
            continue
        at = differential_at(tokens, i, b)
        if not at:
            out.append(token)
            i += 1
            continue
        use = scan_name(tokens, at, b)
        if use.sub is not None or use.label is not None or use.bold:
            return [], {}
        known = {name: mark for mark, name in names.items()}
        mark = known.get(use.base, chr(MARK + len(names)))
        names[mark] = use.base
        out.append(Token("letter", mark, token.start, tokens[use.end - 1].end))
        i = use.end
    return out, names


def _derivative_end(tokens: Sequence[Token], i: int, b: int) -> int:
    r"""Where a `\frac{dy}{dx}` at i ends; i for any other fraction."""
    if i + 1 >= b or tokens[i + 1].kind != "{":
        return i
    close = group_end(tokens, i + 1, b)
    if close + 1 >= b or tokens[close + 1].kind != "{":
        return i
    above, below = tokens[i + 2].text, tokens[close + 2].text
    return group_end(tokens, close + 1, b) + 1 if above == below == "d" else i


def _linear(term: Term, marks: dict[Term, str]) -> dict[str | None, Term] | None:
    """The factors of the differentials in a term (under None, what has none); None: not linear."""
    if not term.free & marks.keys():
        return {None: term}
    if term in marks:
        return {marks[term]: ONE}
    if term.op == "neg":
        inner = _linear(term.args[0], marks)
        return None if inner is None else {n: neg(f) for n, f in inner.items()}
    if term.op == "add":
        return _sum([_linear(a, marks) for a in term.args])
    if term.op == "mul":
        within = [a for a in term.args if a.free & marks.keys()]
        inner = _linear(within[0], marks) if len(within) == 1 else None
        others = [a for a in term.args if a is not within[0]]
        return None if inner is None else {n: mul(*others, f) for n, f in inner.items()}
    if term.op == "div" and not term.args[1].free & marks.keys():
        inner = _linear(term.args[0], marks)
        return None if inner is None else {n: div(f, term.args[1]) for n, f in inner.items()}
    return None


def _sum(parts: Sequence[dict[str | None, Term] | None]) -> dict[str | None, Term] | None:
    out: dict[str | None, Term] = {}
    for part in parts:
        if part is None:
            return None
        for name, factor in part.items():
            out[name] = add(out[name], factor) if name in out else factor
    return out


_VARYING = frozenset("x y z t u v w s theta".split())
"""Letters that are not taken for constants where no differential of theirs is written."""


def _written_out(
    form: Linear, written: set[str], context: Context, premise: tuple[Term, Term] | None
) -> Linear | None:
    """The form in the differentials of names without a definition; None where that is in doubt."""
    out: Linear = {}
    for name, factor in form.items():
        body = _body(name, context, premise)
        within: Linear = {name: ONE}
        if body is not None:
            below = {str(v.value): v for v in body.free if v.sort == REAL}
            if any(n in _VARYING and n not in written for n in below):
                return None
            within = {n: derivative(v, abstract(body, v)) for n, v in below.items() if n in written}
        for inner, slope in within.items():
            product = slope if factor is ONE else factor if slope is ONE else mul(factor, slope)
            out[inner] = add(out[inner], product) if inner in out else product
    return out


def _body(name: str, context: Context, premise: tuple[Term, Term] | None) -> Term | None:
    """What a name stands for, all definitions in it written out; None for a name without one."""
    if premise is not None and premise[0].value == name:
        return unfold(premise[1], closure((premise[1],), context))
    found = context.defined(name)
    if found is None or found.parameters or found.definition.head.sort != REAL:
        return None
    head = found.definition.head
    return unfold(head, closure((head,), context))
