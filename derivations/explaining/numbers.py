"""Numbers worked out from the inside: one operation after the other, all of one depth at a time."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from proofs.kernel.enclosures.balls import ball
from proofs.kernel.enclosures.enclosure import Undetermined, enclose
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.normal_forms.ratio import Unsupported
from proofs.kernel.terms import (
    BINDERS,
    ONE,
    Term,
    TermError,
    add,
    instantiate,
    mul,
    neg,
    num,
    rebuild,
    subterms,
)  # fmt: skip

from ..derivation import Reason
from ..writing.latex import latex
from .explanation import Row, Wanted
from .tidying import signed

MAX_ROWS, MAX_WRITTEN, MAX_SHOWN = 16, 8, 2
_TEXTS = {"floor": "round down", "ceil": "round up"}


def evaluation(term: Term, wanted: Wanted = ()) -> list[Row]:
    """The rows of the chain from a closed term to its value, as far as that is rational.

    >>> from proofs.kernel.terms import apply, div, num, sub
    >>> size = add(apply("floor", div(sub(num(9), num(2)), num(2))), num(1))
    >>> [str(row.term) for row in evaluation(size)]
    ['floor(7/2) + 1', '3 + 1', '4']
    """
    rows: list[Row] = []
    for _ in range(MAX_ROWS):
        found = _step(term, wanted)
        if found is None or found.term is term:
            return rows
        rows.append(found)
        term = found.term
    return rows


def _step(term: Term, wanted: Wanted) -> Row | None:
    """All innermost operations on numbers, done at once."""
    done: dict[Term, Term] = {}
    for part in subterms(term):
        if part.loose or _is_number(part) or part.op in ("var", "pi", "oo", "i"):
            continue
        value = _written_range(part)
        if value is None and all(map(_is_number, part.args)) and part.op not in BINDERS:
            value = rational(part)
        if value is not None and value is not part:
            done[part] = value
    if not done:
        whole = rational(term)
        if whole is None or _is_number(term):
            return None
        done[term] = whole
        return Row(whole, Reason("work it out", "arithmetic"))
    return Row(_replaced(term, done), Reason(_text(done, wanted), "arithmetic"))


def _is_number(term: Term) -> bool:
    if term.op == "neg":
        return term.args[0].op == "num"
    if term.op == "div":
        return all(a.op == "num" for a in term.args) and _in_lowest_terms(term)
    return term.op == "num"


def _in_lowest_terms(term: Term) -> bool:
    top, bottom = (a.value for a in term.args)
    if bottom == 0 or top.denominator != 1 or bottom.denominator != 1:
        return False
    value = Fraction(top, bottom)
    return bool(value.denominator == bottom and bottom > 1)


def rational(term: Term) -> Term | None:
    """The value of a closed term, where it is seen to be rational."""
    try:
        found = Normalizer(()).normal_term(term)
    except (Unsupported, TermError):
        return None
    if found.op == "div" and all(a.op == "num" or a.op == "neg" for a in found.args):
        try:
            found = Normalizer(()).normal_term(found)
        except (Unsupported, TermError):
            return None
        top, bottom = found.args if found.op == "div" else (found, num(1))
        sign = -1 if top.op == "neg" else 1
        amount = top.args[0] if top.op == "neg" else top
        if amount.op == bottom.op == "num":
            return signed(num(sign * amount.value / bottom.value))
    if found.op == "neg" and found.args[0].op == "num":
        return found
    return signed(found) if found.op == "num" else None


def _written_range(term: Term) -> Term | None:
    """A sum or product over a range of few known numbers, written out."""
    if term.op not in ("sum", "prod") or not all(a.op == "num" for a in term.args[:2]):
        return None
    lower, upper = (a.value for a in term.args[:2])
    if not 0 <= upper - lower < MAX_WRITTEN:
        return None
    parts = [instantiate(term.args[2], num(j)) for j in range(int(lower), int(upper) + 1)]
    return (add if term.op == "sum" else mul)(*parts)


def _replaced(term: Term, values: dict[Term, Term]) -> Term:
    if term in values:
        return values[term]
    if not term.args:
        return term
    args = tuple(_replaced(a, values) for a in term.args)
    if term.op == "mul" and ONE in args:  # 1 e^2 -> e^2
        return mul(*(a for a in args if a is not ONE))
    return rebuild(term, args)


def _text(done: dict[Term, Term], wanted: Wanted) -> str:
    if any(part.op in ("sum", "prod") for part in done):
        return "write it out"
    if {part.op for part in done} <= set(_TEXTS):
        return _TEXTS[next(iter(done)).op]
    if len(done) <= MAX_SHOWN:
        shown = [f"${latex(a, wanted)} = {latex(b, wanted)}$" for a, b in done.items()]
        return " and ".join(shown)
    return "work out each part"


def rounded(term: Term, places: int) -> Term | None:
    """A closed term rounded to so many places; None where it can't be enclosed.

    >>> from proofs.kernel.terms import apply
    >>> str(rounded(apply("cos", num(3)), 4))
    '-(99/100)'
    """
    try:
        value = ball(enclose(term, {}, 128))
    except Undetermined:
        return None
    shifted = (value * 10**places + arb(1) / 2).floor()
    whole = shifted.unique_fmpz()
    if whole is None:
        return None
    exact = Fraction(int(whole), 10**places)
    return neg(num(-exact)) if exact < 0 else num(exact)


__all__ = ["evaluation", "rational", "rounded"]
