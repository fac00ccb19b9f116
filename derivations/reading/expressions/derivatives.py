r"""Derivatives: as fractions, with a stroke (`\partial L / \partial a`), and gradients.

What is differentiated in a plain name, or in one entry of a vector, is a derivative that the kernel
knows. Where the page does not show how what is differentiated depends on the name, the derivative
stays opaque: it is read, and nothing is claimed to be known of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from proofs.kernel.terms import (
    REAL,
    Sort,
    Term,
    TermError,
    abstract,
    app,
    gradient,
    is_family,
    jacobian,
    partial,
    shape,
    subterms,
    transpose,
    var,
)
from proofs.kernel.terms import derivative as derivative_term

from ..errors import AMBIGUOUS, MISFIT, NOTATION, TOO_BIG
from ..statements.context import opaque
from ..statements.dependence import SLOPE
from ..statements.hidden import moving, refuse_moving, revealed, revealed_names
from . import atoms, composed, evaluation, kinded, reach
from .bound_names import bind, release
from .names import NameUse, classify, group_end, key_of, scan_name, spelled, starts_name
from .vector_arguments import has_vectors, stands_as_number

if TYPE_CHECKING:
    from .parser import Parser

_SIGNS = ("d", "\\partial", "\\mathrm")
MAX_ORDER, MAX_GRADIENTS = 10, 4


class _Below(NamedTuple):
    """What is differentiated by: the tokens of a name, and how often."""

    a: int
    b: int
    order: int


def derivative(p: Parser) -> Term | None:
    r"""`\frac{d}{dx} f(x)` and `\frac{\partial f(x, y)}{\partial x}`; None for other fractions."""
    start, tokens = p.pos, p.tokens
    if start + 1 >= p.end or tokens[start + 1].kind != "{":
        return None
    if start + 2 < p.end and tokens[start + 2].text not in _SIGNS:
        return None
    close = group_end(tokens, start + 1, p.end)
    if close + 1 >= p.end or tokens[close + 1].kind != "{":
        return None
    end = group_end(tokens, close + 1, p.end)
    above, order = _sign(p, start + 2, close)
    if not above or not _sign(p, close + 2, end)[0]:
        return None
    p.pos = end + 1
    names = _below(p, close + 2, end, start)
    if sum(n.order for n in names) != order:
        raise p.fault(NOTATION, "a derivative whose orders above and below differ", start)
    if above == close and evaluation.at_bar(p):  # \frac{d}{dx} \Big|_{x=0} f(x)
        return evaluation.before(p, lambda: _taken(p, (above, close), names, start), start)
    return _taken(p, (above, close), names, start)


def with_stroke(p: Parser) -> Term:
    r"""`\partial L / \partial a`, `dy/dx`: one name above, one below."""
    start = p.pos
    above, order = _sign(p, start, p.end)
    if not above or above >= p.end or not starts_name(p.tokens[above]):
        p.pos += 1
        raise p.fault(NOTATION, f"{p.tokens[start].text} is not read yet", start)
    use = scan_name(p.tokens, above, p.end)
    slash = use.end
    if slash < p.end and p.tokens[slash].kind == "(":
        slash = group_end(p.tokens, slash, p.end) + 1
    below, below_order = _sign(p, slash + 1, p.end) if slash + 1 < p.end else (0, 1)
    divided = slash < p.end and p.tokens[slash].kind == "/"
    if not divided or not below or below >= p.end or not starts_name(p.tokens[below]):
        p.pos = min(above + 1, p.end)
        raise p.fault(NOTATION, f"the differential d{p.tokens[above].text}", start)
    last = scan_name(p.tokens, below, p.end)
    p.pos = last.end
    if order != 1 or below_order != 1:
        raise p.fault(NOTATION, "a derivative of higher order with a stroke", start)
    return _taken(p, (above, slash), [_Below(below, last.end, 1)], start)


def _sign(p: Parser, a: int, b: int) -> tuple[int, int]:
    """Where what follows a sign of differentiation begins (0: there is none), and its order."""
    tokens = p.tokens
    if a >= b or tokens[a].text not in _SIGNS:
        return 0, 1
    at = a + 1
    if tokens[a].text == "\\mathrm":
        if "".join(t.text for t in tokens[a + 1 : min(a + 4, b)]) != "{d}":
            return 0, 1
        at = a + 4
    if at + 1 < b and tokens[at].kind == "^":
        grouped = tokens[at + 1].kind == "{"
        power = tokens[at + 2] if grouped and at + 2 < b else tokens[at + 1]
        if power.kind != "number" or not power.text.isdecimal() or len(power.text) > 2:
            return 0, 1
        return at + (4 if grouped else 2), int(power.text)
    return at, 1


def _below(p: Parser, a: int, b: int, start: int) -> list[_Below]:
    """The names under a fraction: `\\partial x \\partial y`, `dx^2`."""
    out: list[_Below] = []
    while a < b:
        at, order = _sign(p, a, b)
        while at and at < b and p.tokens[at].kind == "{":  # \partial {x}
            b = b if group_end(p.tokens, at, b) != b - 1 else b - 1
            at += 1
        if not at or order != 1 or at >= b or not starts_name(p.tokens[at]):
            raise p.fault(NOTATION, "a derivative by more than a name", start)
        use = scan_name(p.tokens, at, b)
        end, times = use.end, 1
        named = _square(p, use, b)
        if named:  # \\partial \\sigma^2, where the page defines that
            out.append(_Below(at, named, 1))
            a = named
            continue
        if end + 1 < b and p.tokens[end].kind == "^":
            _, times = _sign_power(p, end, b)
            end += 4 if p.tokens[end + 1].kind == "{" else 2
        if not 1 <= times <= MAX_ORDER:
            raise p.fault(NOTATION, "a derivative of this order", start)
        out.append(_Below(at, use.end, times))
        a = end
    return out


def _square(p: Parser, use: NameUse, b: int) -> int:
    """Where a name ends whose square the page defines, and that is squared here; else 0."""
    written = spelled(p.tokens, use.end, min(use.end + 4, b))
    long = {"^2": 2, "^{2}": 4}.get(written, 0)
    known = p.context.defined(f"{use.base}^2") is not None and use.sub is None
    return use.end + long if long and known else 0


def _sign_power(p: Parser, at: int, b: int) -> tuple[int, int]:
    grouped = p.tokens[at + 1].kind == "{"
    power = p.tokens[at + 2] if grouped and at + 2 < b else p.tokens[at + 1]
    return at, int(power.text) if power.kind == "number" and power.text.isdecimal() else 0


def _taken(p: Parser, above: tuple[int, int], names: list[_Below], start: int) -> Term:
    """The derivative of what stands above, or after the fraction, by the names in turn."""
    first = names[-1]
    plain = [_plain_name(p, n) for n in names]
    if all(plain):
        return _in_names(p, above, names, [k or "" for k in plain], start)
    if len(names) > 1 or first.order > 1:
        raise p.fault(NOTATION, "a derivative of higher order by entries", start)
    body = composed.at_own_names(p, *above) or _body(p, above, names)
    return _in_entry(p, body, first, start)


def _plain_name(p: Parser, name: _Below) -> str | None:
    """The key of a name for a number; None for vectors and their entries."""
    use = scan_name(p.tokens, name.a, name.b)
    survey = p.context.survey
    sub = classify(p.tokens, use.sub, survey.indices)
    if name.b > use.end:
        return f"{use.base}^2"
    if use.bold or sub.kind in ("index", "bad"):
        return None
    key = key_of(use.base, sub)
    if survey.is_column(key, p.tokens) or survey.kinds.of(key, p.tokens):
        return None
    if sub.kind == "number" and survey.rank(use.base) is not None:
        return None
    found = p.context.defined(use.base)
    family = found is not None and found.definition.head.sort.name == "family"
    if family or survey.rank(use.base) is not None or survey.declared.get(use.base) == "matrix":
        return None
    return key


def _in_names(
    p: Parser, above: tuple[int, int], names: list[_Below], keys: list[str], start: int
) -> Term:
    """The derivative in plain names, of whatever order."""
    for key in keys:
        if key in p.local and p.local[key].sort != REAL:
            raise p.fault(NOTATION, f"a derivative by {key}, which is bound here", start)
        if key in p.context.survey.integers:
            raise p.fault(NOTATION, f"a derivative by the integer {key}", start)
    held = []
    distinct = list(dict.fromkeys(keys))
    for key in distinct:
        p.binders.append(("deriv", key))
        held.append((key, *bind(p, key, var(key, REAL))))
    derived, p.derived = p.derived, p.derived | set(distinct)
    body = composed.by_name(p, *above, keys) or _body(p, above, names)
    p.derived = derived
    partly = any(t.text == "\\partial" for t in p.tokens[start : names[0].a])
    for key, shadowed, outer in reversed(held):
        release(p, key, shadowed, outer)
        p.doubtful = outer
    for name, key in zip(reversed(names), reversed(keys), strict=True):
        x = var(key, REAL)
        known = body if is_family(body) else revealed(p, body, x, start)
        if (
            is_family(known) or x not in known.free or _has_slope(known)
            or _beside_capital(p, known, x) or moving(p, known, x)
            or (not partly and any(p.context.ties(v, x) for v in known.free))
            or (not partly and has_vectors(p, known))
        ):  # fmt: skip
            for _ in range(name.order):
                body = unknown(p, body, x)
            continue
        if partly:
            _refuse_both_ways(p, x, body, start)
        else:
            _refuse_moving(p, x, known, start)
        body = p.make(start, _derived(x, name.order), known)
    return body


def _has_slope(body: Term) -> bool:
    """Whether a derivative stands in a body that is not seen: `dy/dx` under another sign."""
    return any(node.op == "app" and node.args[0] is _UNSEEN for node in subterms(body))


def _refuse_moving(p: Parser, x: Term, body: Term, start: int) -> None:
    """`dy/du` with u = t^2 and y = u t, or y = t^3 and u y: whether t is held cannot be told."""
    found = p.context.defined(str(x.value))
    if found is None or found.parameters or found.definition.head is not x:
        return
    below = revealed_names(p, found.definition.body)
    moving = below & body.free - {x}
    moving |= {v for v in body.free - {x} if below & revealed_names(p, v)}
    if moving:
        raise p.fault(
            AMBIGUOUS, f"{x} rests on {min(map(str, moving))}, which stands here beside it", start,
            help="write \\partial where the other names are held",
        )  # fmt: skip


def _refuse_both_ways(p: Parser, x: Term, body: Term, start: int) -> None:
    r"""`\\partial y / \\partial x` with y = x^2 + z and z = 3x: is z held?"""
    found = p.context.defined(str(body.value)) if body.op == "var" else None
    if found is None or found.parameters or found.definition.head is not body:
        return
    inside = found.definition.body.free
    through = [v for v in inside - {x} if x in revealed_names(p, v)]
    if x in inside and through:
        raise p.fault(
            AMBIGUOUS, f"is {min(map(str, through))} held here, or does it move with {x}?", start,
            help="write d for the total derivative",
        )  # fmt: skip


def _beside_capital(p: Parser, body: Term, x: Term) -> bool:
    """Whether, on a page, x is multiplied by a capital that may be a matrix: `h W + b`."""
    if p.context.alone:
        return False
    for node in subterms(body):
        names = [str(f.value) for f in node.args if f.op == "var"] if node.op == "mul" else []
        capital = any(n[:1].isupper() and not p.context.known(n) for n in names)
        if capital and any(x in f.free for f in node.args):
            return True
    return False


def _derived(x: Term, order: int) -> Callable[[Term], Term]:
    return lambda v: derivative_term(x, abstract(v, x), order)


def _body(p: Parser, above: tuple[int, int], names: list[_Below]) -> Term:
    a, b = above
    if a < b:
        return atoms.inside(p, a, b)
    return reach.differentiated(p, {p.tokens[n.a].text for n in names})


def _in_entry(p: Parser, body: Term, name: _Below, start: int) -> Term:
    """The derivative in an entry of a vector or matrix, or in all of them."""
    at = atoms.inside(p, name.a, name.b)
    column = kinded.laid_down(at)
    if column is not at and not is_family(body):
        slope = _in_vector(p, body, column, start)
        return transpose(slope) if is_family(slope) and slope.sort.rank == 1 else slope
    return _in_vector(p, body, at, start)


def _in_vector(p: Parser, body: Term, at: Term, start: int) -> Term:
    """The derivative in an entry of a family, a member of one, or all of its entries."""
    place = kinded.place_of(at)
    family = at.args[0] if at.op == "elem" else at if place is None else place[0]
    if family.op == "var":
        body = revealed(p, body, family, start)
    if at.op == "elem" and str(family) in p.context.survey.recurrent:
        raise p.fault(NOTATION, f"{family} is given by its own entries", start)
    within = at.op == "elem" or is_family(at)
    if stands_as_number(body, family) or (
        within and not is_family(body) and moving(p, body, family)
    ):
        return unknown(p, body, at)
    known = differentiable_by(p, body, family)
    if known and _most_derivatives(body, {}) >= MAX_GRADIENTS:  # each is twice as long
        raise p.fault(TOO_BIG, f"more than {MAX_GRADIENTS} derivatives of each other", start)
    try:
        if known and at.op == "elem" and not is_family(body):
            return partial(body, family, *at.args[1:])
        if known and at.op == "elem" and body.sort.rank == 1:
            raise TermError("the derivative of a vector in one entry")
        if known and is_family(at) and not is_family(body):
            return gradient(body, family) if family is at else kinded.gradient_at(body, at)
        if known and family is at and body.sort.rank == at.sort.rank == 1:
            return jacobian(body, family)
    except TermError as error:
        raise p.fault(MISFIT, str(error), start) from error
    return unknown(p, body, at)


def differentiable_by(p: Parser, body: Term, family: Term) -> bool:
    """Whether the entries of a family stand in the body; as a length of sums alone, none does."""
    return family.op == "var" and _stands_in(family, body, {})


def _stands_in(name: Term, term: Term, known: dict[Term, bool]) -> bool:
    """Whether a name stands in a term by more than its size."""
    if term is name:
        return True
    if term.op == "size" or name not in term.free:
        return False
    if term not in known:
        known[term] = any(_stands_in(name, arg, known) for arg in term.args)
    return known[term]


def _most_derivatives(term: Term, known: dict[Term, int]) -> int:
    """The most derivatives that stand one within another."""
    if term not in known:
        inner = max((_most_derivatives(a, known) for a in term.args), default=0)
        known[term] = inner + (term.op == "deriv")
    return known[term]


def unknown(p: Parser, body: Term, at: Term) -> Term:
    """The derivative of what does not show how it depends on the name."""
    p.notes.append(f"how {body} depends on {at} is not seen here")
    if is_family(at) and not is_family(body):
        return app(_UNSEEN, body, at, sort=Sort("family", at.sort.rank, shape(at)))
    sort = body.sort if is_family(body) and not is_family(at) else REAL
    return app(_UNSEEN, body, at, sort=sort)


_UNSEEN = opaque(SLOPE, 2)


_CONSTANTS = frozenset("a b c k m n p q r alpha beta gamma lambda mu omega".split())
"""Names that are taken for constants beside the one name that a prime differentiates by."""


_INDEPENDENT = frozenset("x t s z r theta phi tau xi".split())
"""Names that a prime after brackets may differentiate by, unless they vary with others."""


def primed(p: Parser, body: Term, start: int) -> Term:
    r"""`(x^2 + 1)'`: the derivative in the only name that is no constant by its letter."""
    times = 0
    while p.at_text("'"):
        p.pos, times = p.pos + 1, times + 1
    names = [v for v in body.free if v.sort.name != "function"]
    varying = [v for v in names if str(v.value) not in _CONSTANTS]
    round_ = p.tokens[p.pos - times - 1].text == ")"
    if not round_ or is_family(body) or len(varying) != 1 or varying[0].sort != REAL:
        raise p.fault(NOTATION, "a prime after an expression", start)
    (x,) = varying
    name = str(x.value)
    dependent = p.context.known(name) or p.context.survey.varying.get(name)
    if not p.context.alone and (dependent or name not in _INDEPENDENT or p.context.told.get(name)):
        raise p.fault(AMBIGUOUS, f"is the prime the derivative in {name}?", start)
    refuse_moving(p, body, x, start)
    if any(str(v.value).isupper() for v in names):
        raise p.fault(AMBIGUOUS, "is the prime a derivative, or a transpose?", start)
    body = revealed(p, body, x, start)
    p.notes.append(f"the prime is read as the derivative in {x}")
    return p.make(start, _derived(x, times), body)
