"""A term as LaTeX: with the brackets that precedence asks for, and no others.

Bound names are chosen anew: i, j, k, ... for integers, t, u, s, ... for reals, none of them free in
the term.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from proofs.kernel.terms import ONE, Term, subterms

from .latex_matrices import (
    ATOM,
    MATRIX_WRITERS,
    POWER,
    PRODUCT,
    STATEMENT,
    SUM,
    Piece,
    written_matrix,
)
from .latex_names import BOUND_INTEGERS, BOUND_REALS, LEAVES, function_latex, name_latex

_INFIX = {
    "eq": "=", "ne": r"\neq", "lt": "<", "le": r"\le", "approx": r"\approx", "shown": "=",
    "near": r"\approx",
}  # fmt: skip
_CONNECTIVES = ("and", "or", "implies", "iff")
_NEGATED = {"eq": r"\neq", "ne": "=", "lt": r"\ge", "le": ">"}
_FENCES = {"abs": ("|", "|"), "floor": (r"\lfloor ", r"\rfloor"), "ceil": (r"\lceil ", r"\rceil")}
_TALL = (r"\frac", r"\sum", r"\prod", r"\int", r"\begin", r"\binom", r"\lim", r"\left")


MAX_PIECES = 20_000
"""Longer terms are cut short with dots: what a page defines may stand for 2^60 pieces."""


@dataclass(frozen=True)
class Names:
    """The names bound so far, the innermost last; those that are free; and letters wanted by
    operator. `left` counts down the pieces that may still be written."""

    bound: tuple[str, ...] = ()
    free: frozenset[str] = frozenset()
    wanted: tuple[tuple[str, str], ...] = ()
    left: list[int] = field(default_factory=lambda: [MAX_PIECES])

    def and_(self, name: str) -> Names:
        """These, and one bound within."""
        return replace(self, bound=(*self.bound, name))


def latex(term: Term, wanted: Sequence[tuple[str, str]] = ()) -> str:
    r"""One line of LaTeX for a term; `wanted` are letters for what binders bind, each with the
    operator that binds it, and taken where they are not taken already.

    >>> from proofs.kernel.terms import NAT, ONE, bound, div, elem, exp, family, total, var
    >>> K = var("K", NAT)
    >>> x = var("x", family(K))
    >>> print(latex(div(exp(elem(x, ONE)), total(ONE, K, exp(elem(x, bound(0)))))))
    \frac{e^{x_{1}}}{\sum_{i=1}^{K} e^{x_{i}}}
    """
    free = frozenset(name_latex(str(v.value)) for v in term.free)
    return _piece(term, Names((), free, tuple(wanted)))[0]


def _piece(term: Term, names: Names) -> Piece:
    names.left[0] -= 1
    if names.left[0] < 0:
        return r"\ldots", ATOM
    write = _WRITERS.get(term.op)
    if write is not None:
        return write(term, names)
    matrix = MATRIX_WRITERS.get(term.op)
    if matrix is not None:
        return matrix(term, lambda a, level: _at(a, level, names))
    if term.op in LEAVES:
        return LEAVES[term.op], ATOM
    return _call(function_latex(term.op), [_at(a, SUM, names) for a in term.args]), ATOM


def _at(term: Term, level: int, names: Names) -> str:
    return _within(_piece(term, names), level)


def _within(piece: Piece, level: int) -> str:
    out, own = piece
    return _bracket(out) if own < level else out


def _bracket(inside: str) -> str:
    if any(mark in inside for mark in _TALL):
        return rf"\left({inside}\right)"
    return f"({inside})"


def _call(head: str, arguments: Sequence[str]) -> str:
    return head + _bracket(", ".join(arguments))


# --- arithmetic -----------------------------------------------------------------------------------


def _number(term: Term, names: Names) -> Piece:
    value = term.value
    if not isinstance(value, Fraction):
        return str(value), ATOM
    sign = "-" if value < 0 else ""
    if value.denominator == 1:
        return str(value), SUM if sign else ATOM
    return (
        rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}",
        SUM if sign else PRODUCT,
    )


def _add(term: Term, names: Names) -> Piece:
    out = _at(term.args[0], SUM, names)
    for a in term.args[1:]:
        if a.op == "neg":
            out += f" - {_at(a.args[0], PRODUCT, names)}"
        else:
            piece = _piece(a, names)
            out += f" + {_within(piece, PRODUCT if piece[0].startswith('-') else SUM)}"
    return out, SUM


def _neg(term: Term, names: Names) -> Piece:
    return f"-{_at(term.args[0], PRODUCT, names)}", SUM


def _mul(term: Term, names: Names) -> Piece:
    out = ""
    for position, a in enumerate(term.args):
        last = position == len(term.args) - 1
        # A sum or a limit takes everything to its right, so only the last factor may be bare.
        factor = _at(a, POWER if _is_open(a) and not last else PRODUCT, names)
        if not out:
            out = factor
        else:
            dot = factor[0].isdigit() or (factor.startswith(r"\frac") and out[-1].isdigit())
            called = (
                factor.startswith(_BRACKETS) and _last_factor(term.args[position - 1]).op in _NAMES
            )
            out += (r" \cdot " if dot or called else " ") + factor
    return out, PRODUCT


def _last_factor(term: Term) -> Term:
    return _last_factor(term.args[-1]) if term.op == "mul" else term


def _is_open(term: Term) -> bool:
    """Whether a product would go on within it."""
    return _last_factor(term).op in _OPEN_RIGHT


_BRACKETS = ("(", r"\left(")
_NAMES = frozenset({"var", "bound", "elem"})
"""Before a bracket, these may be taken for functions."""
_OPEN_RIGHT = frozenset({"sum", "prod", "limit", "deriv", "greatest", "least"})


def _div(term: Term, names: Names) -> Piece:
    over, under = (_at(a, SUM, names) for a in term.args)
    return rf"\frac{{{over}}}{{{under}}}", PRODUCT


def _pow(term: Term, names: Names) -> Piece:
    base, exponent = term.args
    if base.op in _POWERED and _is_count(exponent):  # sin^2(x)
        inside = _bracket(_at(base.args[0], SUM, names))
        return f"{function_latex(base.op)}^{{{exponent.value}}}{inside}", POWER
    under = _at(base, ATOM, names)
    if base.op in ("var", "fam") and "^" in under:  # w^{(1)}: two superscripts are no LaTeX
        under = _bracket(under)
    return f"{under}^{{{_at(exponent, SUM, names)}}}", POWER


def _is_count(term: Term) -> bool:
    return term.op == "num" and term.value > 1 and term.value.denominator == 1


_POWERED = frozenset("sin cos tan cot sec csc sinh cosh tanh coth".split())
"""Functions whose powers are written sin^2(x)."""


def _exp(term: Term, names: Names) -> Piece:
    if term.args[0] is ONE:
        return "e", ATOM
    return f"e^{{{_at(term.args[0], SUM, names)}}}", POWER


def _root(term: Term, names: Names) -> Piece:
    index = "" if term.value == 2 else f"[{term.value}]"
    return rf"\sqrt{index}{{{_at(term.args[0], SUM, names)}}}", ATOM


def _fence(term: Term, names: Names) -> Piece:
    opening, closing = _FENCES[term.op]
    inside = _at(term.args[0], SUM, names)
    bars_meet = closing == "|" and "|" in (inside[0], inside[-1])
    if bars_meet or any(mark in inside for mark in _TALL):
        return rf"\left{opening}{inside}\right{closing}", ATOM
    return f"{opening}{inside}{' ' if closing[0] != '|' else ''}{closing}", ATOM


def _conjugate(term: Term, names: Names) -> Piece:
    return rf"\overline{{{_at(term.args[0], SUM, names)}}}", ATOM


def _factorial(term: Term, names: Names) -> Piece:
    return f"{_at(term.args[0], ATOM, names)}!", POWER


def _binomial(term: Term, names: Names) -> Piece:
    n, k = (_at(a, SUM, names) for a in term.args)
    return rf"\binom{{{n}}}{{{k}}}", ATOM


def _delta(term: Term, names: Names) -> Piece:
    return rf"\delta_{{{', '.join(_at(a, SUM, names) for a in term.args)}}}", ATOM


# --- names, families, functions -------------------------------------------------------------------


def _var(term: Term, names: Names) -> Piece:
    return name_latex(str(term.value)), ATOM


def _bound(term: Term, names: Names) -> Piece:
    index = term.value
    if isinstance(index, int) and index < len(names.bound):
        return names.bound[-1 - index], ATOM
    return rf"\#_{{{index}}}", ATOM  # a term that is not closed: a part of a larger one


def _elem(term: Term, names: Names) -> Piece:
    head = _at(term.args[0], ATOM, names)
    if "_" in head or "^" in head:  # {x_{1}}_{i}: two subscripts on one letter are no LaTeX
        head = f"{{{head}}}"
    return f"{head}_{{{', '.join(_at(a, SUM, names) for a in term.args[1:])}}}", ATOM


def _app(term: Term, names: Names) -> Piece:
    head = _at(term.args[0], ATOM, names)
    return _call(head, [_at(a, SUM, names) for a in term.args[1:]]), ATOM


def _cases(term: Term, names: Names) -> Piece:
    args = term.args
    rows = [
        rf"{_at(value, SUM, names)} & \text{{if }} {_at(condition, STATEMENT, names)}"
        for value, condition in zip(args[0::2], args[1::2], strict=False)
    ]
    if len(args) % 2:
        rows.append(rf"{_at(args[-1], SUM, names)} & \text{{otherwise}}")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", ATOM


# --- binders --------------------------------------------------------------------------------------


def _fresh(term: Term, names: Names, pool: str) -> str:
    taken = {*names.free, *names.bound}
    taken |= {"i"} if any(t.op == "i" for t in subterms(term)) else set()
    for op, letter in names.wanted:
        if op == term.op and letter not in taken:
            return letter
    for suffix in ("", *(f"_{{{n}}}" for n in range(1, 1000))):
        for letter in pool:
            if letter + suffix not in taken:
                return letter + suffix
    return r"\ast"


def _big(operator: str) -> Callable[[Term, Names], Piece]:
    def write(term: Term, names: Names) -> Piece:
        lower, upper = (_at(a, SUM, names) for a in term.args[:2])
        name = _fresh(term, names, BOUND_INTEGERS)
        inner = term.args[2]  # how far a product reaches has to be seen, that of a sum is known
        apart = operator == "prod" and _last_factor(inner) is not inner
        body = _at(inner, POWER if apart else PRODUCT, names.and_(name))
        return rf"\{operator}_{{{name}={lower}}}^{{{upper}}} {body}", PRODUCT

    return write


def _extreme(operator: str) -> Callable[[Term, Names], Piece]:
    def write(term: Term, names: Names) -> Piece:
        lower, upper = (_at(a, SUM, names) for a in term.args[:2])
        name = _fresh(term, names, BOUND_INTEGERS)
        body = _at(term.args[2], PRODUCT, names.and_(name))
        return rf"\{operator}_{{{lower} \le {name} \le {upper}}} {body}", PRODUCT

    return write


def _integral(term: Term, names: Names) -> Piece:
    lower, upper = (_at(a, SUM, names) for a in term.args[:2])
    name = _fresh(term, names, BOUND_REALS)
    body = _at(term.args[2], PRODUCT, names.and_(name))
    return rf"\int_{{{lower}}}^{{{upper}}} {body} \, d{name}", PRODUCT


def _limit(term: Term, names: Names) -> Piece:
    name = _fresh(term, names, BOUND_REALS)
    side = {"left": "^{-}", "right": "^{+}"}.get(str(term.value), "")
    point = _at(term.args[0], ATOM if side else SUM, names)
    body = _at(term.args[1], PRODUCT, names.and_(name))
    return rf"\lim_{{{name} \to {point}{side}}} {body}", PRODUCT


def _derivative(term: Term, names: Names) -> Piece:
    point, body = term.args
    order = "" if term.value == 1 else f"^{{{term.value}}}"
    if point.op == "var" and point not in body.free:  # d/dx f(x), and no other name is needed
        name = name_latex(str(point.value))
        inside = _at(body, PRODUCT, names.and_(name))
        return rf"\frac{{d{order}}}{{d{name}{order}}} {inside}", PRODUCT
    name = _fresh(term, names, BOUND_REALS)
    inside = _at(body, PRODUCT, names.and_(name))
    at = f"{name} = {_at(point, SUM, names)}"
    return rf"\left.\frac{{d{order}}}{{d{name}{order}}} {inside}\right|_{{{at}}}", POWER


def _family(term: Term, names: Names) -> Piece:
    written = written_matrix(term, lambda a, level: _at(a, level, names))
    if written is not None:
        return written
    name = _fresh(term, names, BOUND_INTEGERS)
    body = _at(term.args[1], SUM, names.and_(name))
    return rf"{_bracket(body)}_{{{name}=1}}^{{{_at(term.args[0], SUM, names)}}}", ATOM


def _function(term: Term, names: Names) -> Piece:
    name = _fresh(term, names, BOUND_REALS)
    return rf"{name} \mapsto {_at(term.args[0], SUM, names.and_(name))}", STATEMENT


# --- statements -----------------------------------------------------------------------------------


def _joined(mark: str) -> Callable[[Term, Names], Piece]:
    def write(term: Term, names: Names) -> Piece:
        parts = (_at(a, SUM if a.op in _CONNECTIVES else STATEMENT, names) for a in term.args)
        return f" {mark} ".join(parts), STATEMENT

    return write


def _not(term: Term, names: Names) -> Piece:
    inner = term.args[0]
    if inner.op in _NEGATED:
        left, right = (_at(a, SUM, names) for a in inner.args)
        return f"{left} {_NEGATED[inner.op]} {right}", STATEMENT
    return rf"\lnot {_at(inner, SUM, names)}", STATEMENT


def _word(term: Term, names: Names) -> Piece:
    return rf"\text{{{term.op}}}", ATOM


def _exists(term: Term, names: Names) -> Piece:
    name = _fresh(term, names, BOUND_INTEGERS if term.value == "int" else BOUND_REALS)
    domain = r"\mathbb{Z}" if term.value == "int" else r"\mathbb{R}"
    body = _at(term.args[0], STATEMENT, names.and_(name))
    return rf"\exists {name} \in {domain}:\ {body}", STATEMENT


def _set(term: Term, names: Names) -> Piece:
    name = _fresh(term, names, BOUND_REALS)
    return rf"\{{{name} : {_at(term.args[0], STATEMENT, names.and_(name))}\}}", ATOM


def _is_integer(term: Term, names: Names) -> Piece:
    return rf"{_at(term.args[0], SUM, names)} \in \mathbb{{Z}}", STATEMENT


def _defined(term: Term, names: Names) -> Piece:
    return rf"{_at(term.args[0], SUM, names)} \text{{ is defined}}", STATEMENT


def _forall(term: Term, names: Names) -> Piece:
    lower, upper = (_at(a, SUM, names) for a in term.args[:2])
    name = _fresh(term, names, BOUND_INTEGERS)
    body = _at(term.args[2], STATEMENT, names.and_(name))
    return rf"{body} \text{{ for }} {lower} \le {name} \le {upper}", STATEMENT


def _relation(term: Term, names: Names) -> Piece:
    left, right = (_at(a, SUM, names) for a in term.args)
    return f"{left} {_INFIX[term.op]} {right}", STATEMENT


def _shown(term: Term, names: Names) -> Piece:
    left, right = (_at(a, SUM, names) for a in term.args)
    literal, places = term.args[1].value, term.value
    if isinstance(literal, Fraction) and isinstance(places, int):
        digits = Decimal(literal.numerator) / Decimal(literal.denominator)
        right = f"{digits:.{places}f}"
    return f"{left} {_INFIX[term.op]} {right}", STATEMENT


_WRITERS: dict[str, Callable[[Term, Names], Piece]] = {
    "eq": _relation, "ne": _relation, "lt": _relation, "le": _relation, "approx": _relation,
    "num": _number, "var": _var, "bound": _bound, "add": _add, "neg": _neg, "mul": _mul,
    "div": _div, "pow": _pow, "exp": _exp, "root": _root, "abs": _fence, "floor": _fence,
    "ceil": _fence, "factorial": _factorial, "binomial": _binomial, "delta": _delta,
    "conj": _conjugate, "elem": _elem, "app": _app, "cases": _cases, "sum": _big("sum"),
    "prod": _big("prod"), "greatest": _extreme("max"), "least": _extreme("min"),
    "integral": _integral, "limit": _limit, "deriv": _derivative, "fam": _family,
    "fun": _function, "and": _joined(r"\land"), "or": _joined(r"\lor"), "not": _not,
    "implies": _joined(r"\Rightarrow"), "iff": _joined(r"\Leftrightarrow"), "exists": _exists,
    "set": _set, "true": _word, "false": _word,
    "isint": _is_integer, "defined": _defined, "forall": _forall, "shown": _shown, "near": _shown,
}  # fmt: skip
