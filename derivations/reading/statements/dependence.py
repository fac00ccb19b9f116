r"""Derivatives of what depends on a name unseen: `\frac{\partial}{\partial \theta} p_G(x)`.

Where the page doesn't show how, each quantity u under the derivative may depend on the name in any
way. By the chain rule only its slope matters: the derivative of F(u, v) is F_u u' + F_v v', and u'
and v' may be any numbers (a constant has slope 0); those of the entries of a vector are the entries
of one, and the derivative of a finite sum is the sum of the derivatives. So the claim is made of u,
v and their slopes. What holds for all slopes holds of those meant; nothing is refuted by choosing
them. A gradient in a vector is the vector of the derivatives in its entries. F must be
differentiable in all of its quantities together, which operators without corners are. A target y
beside what is predicted, `\hat{y}`, is given, and moves with nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from proofs.kernel.calculus.differentiation import differentiate
from proofs.kernel.normal_forms.refusals import Unsupported
from proofs.kernel.terms import (
    INT,
    ONE,
    OO,
    REAL,
    ZERO,
    Sort,
    Term,
    TermError,
    abstract,
    add,
    app,
    delta,
    derivative,
    div,
    elem,
    fam,
    function,
    instantiate,
    mul,
    neg,
    rebuild,
    size,
    substitute,
    subterms,
    total,
    var,
)

from .context import is_opaque

SLOPE = "\\partial"
"""The name of the derivative of what does not show how it depends on a name."""
_SMOOTH = frozenset("add mul neg div exp log sin cos tan sinh cosh tanh pow sum".split())
"""Operators that are differentiable in all of their arguments together, wherever defined."""
_NO_QUANTITY = frozenset({"num", "pi", "size", "delta", "bound"})
_OPENED = "\ue152"
"""Begins the names for the indices of sums that are opened."""
_LEAF = var("\ue151", REAL)
"""Stands in a body for the quantity that it is differentiated in."""


class _Unseen(Exception):
    """What is differentiated can't be written with quantities and their slopes."""


@dataclass
class _Dependent:
    """What is differentiated by, and the names of the quantities that may depend on it.

    Of a gradient, the entry whose turn it is, and `along` its index: so many slopes has a quantity.
    """

    at: Term
    taken: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    names: dict[str, None] = field(default_factory=dict)
    opened: int = 0
    along: tuple[Term, ...] = ()
    vectors: dict[Term, str] = field(default_factory=dict)

    def is_at(self, leaf: Term) -> bool:
        """Whether a quantity is what is differentiated by, or an entry of the same vector."""
        if leaf is self.at:
            return True
        return leaf.op == self.at.op == "elem" and leaf.args[0] is self.at.args[0]

    def slope(self, leaf: Term) -> Term:
        """The slope of a quantity: any number; 1 of what is differentiated by."""
        if self.is_at(leaf):
            pairs = zip(leaf.args[1:], self.at.args[1:], strict=True)
            apart = [delta(i, j) for i, j in pairs if i is not j]
            return mul(*apart) if len(apart) > 1 else apart[0] if apart else ONE
        base = leaf.args[0] if leaf.args else leaf
        name = str(base.value)
        if f"{name}'" in self.taken or (len(name) == 1 and name.isupper()):
            raise _Unseen  # y' is a name of the page's; capitals may be matrices
        if name in self.held and leaf.op != "app":
            return ZERO
        self.names[name] = None
        places = *(leaf.args[1:] if leaf.op == "elem" else ()), *self.along
        if leaf.op == "app" and not self.along:
            return app(var(f"{name}'", function(len(leaf.args) - 1)), *leaf.args[1:])
        if leaf.op == "app":  # a vector for each value of the function that stands there
            if any(str(v.value).startswith(_OPENED) for v in leaf.free):
                raise _Unseen
            name += f"({len(self.vectors)})" if leaf not in self.vectors else ""
            name = self.vectors.setdefault(leaf, name)
        if not places:
            return var(f"{name}'", REAL)
        dims = base.sort.dims if leaf.op == "elem" else ()
        whole = len(places) == len(dims) + len(self.along)
        lengths = (*dims, *(size(self.at.args[0]) for _ in self.along)) if whole else ()
        return elem(var(f"{name}'", Sort("family", len(places), lengths, "real")), *places)

    def fresh(self) -> Term:
        """A name for the index of a sum that is opened."""
        self.opened += 1
        return var(f"{_OPENED}{self.opened}", INT)


@dataclass(frozen=True)
class Slopes:
    """Sides written with slopes, the names of the quantities that may depend in any way, and what
    is known of their slopes."""

    sides: tuple[Term, ...]
    names: tuple[str, ...]
    premises: tuple[Term, ...] = ()


def by_slopes(
    *sides: Term, unfold: Callable[[Term], Term] | None = None, given: Iterable[Term] = ()
) -> Slopes | None:
    r"""The sides with slopes for derivatives, and the quantities; None where that can't be.

    `unfold` puts in what names that are differentiated stand for. Of the equations that are
    `given`, which hold while what they speak of varies, those about slopes are written with them;
    others are differentiated.

    >>> from proofs.kernel.terms import log
    >>> from .context import opaque
    >>> theta, p = var("theta"), var("p")
    >>> slope = app(opaque("\\partial", 2), log(p), theta)
    >>> found = by_slopes(slope, slope)
    >>> str(found.sides[0]), found.names
    ("deriv(i=p, log(i))*p'", ('p',))
    """
    sides = tuple(_written_out(side, unfold) for side in sides)
    slopes = {n for side in sides for n in subterms(side) if _is_slope(n)}
    places = {n.args[2] for n in slopes}
    if len(places) != 1:
        return None
    (at,) = places
    vector = at.op == "var" and (at.sort.name, at.sort.rank) == ("family", 1)
    if at.op not in ("var", "elem") or not (at.sort == REAL or vector) or at.loose:
        return None
    base = at.args[0] if at.op == "elem" else at
    if any(n.op == "deriv" and base in n.free for side in sides for n in subterms(side)):
        return None  # with what depends on it held
    taken = frozenset(str(v.value) for side in sides for v in side.free)
    held = frozenset(name for name in taken if f"\\hat{{{name}}}" in taken)
    found = _Dependent(at, taken, held)
    try:
        made = tuple(_replaced(side, found) for side in sides)
    except _Unseen:
        return None
    names = tuple(found.names)
    equations = [g for g in given if g.op == "eq"]
    told = [rebuild(e, tuple(_written_out(a, unfold) for a in e.args)) for e in equations]
    return Slopes(made, names, _known_of(found, told))


def telling_slopes(given: Iterable[Term], sides: Iterable[Term]) -> list[Term]:
    """The equations that are about slopes by what something in the sides is differentiated by."""
    places = {n.args[2] for side in sides for n in subterms(side) if _is_slope(n)}
    if not places:
        return []
    return [
        g for g in given
        if g.op == "eq" and any(_is_slope(n) and n.args[2] in places for n in subterms(g))
    ]  # fmt: skip


def _known_of(found: _Dependent, equations: Sequence[Term]) -> tuple[Term, ...]:
    """What equations say of the slopes of quantities; nothing, where one can't be used, as it
    speaks of another name, or where there are more than these can meet while they vary."""
    if found.at.op != "var":
        return ()
    out, dependent = [], set(found.names)
    for equation in equations:
        rates = [n for n in subterms(equation) if _is_slope(n)]
        if any(n.args[2] is not found.at for n in rates):
            return ()
        dependent |= {str(v.value) for n in rates for v in n.args[1].free if v.sort == REAL}
        if any(n.op == "deriv" for n in subterms(equation)):
            return ()
    for equation in equations:
        names = {str(v.value) for v in equation.free if v.sort == REAL}
        if not names <= dependent | {str(found.at.value)}:
            return ()
        read = _replaced if any(_is_slope(n) for n in subterms(equation)) else _slope_of
        try:
            sides = tuple(_worked_out(read(side, found)) for side in equation.args)
        except _Unseen:
            return ()
        out.append(rebuild(equation, sides))
    return tuple(out) if len(out) <= len(dependent) else ()


def _worked_out(term: Term) -> Term:
    """The term with the derivatives of smooth operators in it worked out, where the kernel can."""
    if term.op != "deriv" or term.value != 1:
        return rebuild(term, tuple(_worked_out(a) for a in term.args)) if term.args else term
    try:
        name = var("\ue153", REAL)
        slope, _ = differentiate(instantiate(term.args[1], name), name)
    except (TermError, Unsupported):
        return term
    return _tidied(substitute(slope, {name: term.args[0]}))


def _tidied(term: Term) -> Term:
    """The term without zeros that are added, ones that are multiplied, and first powers."""
    args = tuple(_tidied(a) for a in term.args)
    if term.op == "pow" and args[1] is ONE:
        return args[0]
    if term.op in ("add", "mul"):
        kept = [a for a in args if a is not (ZERO if term.op == "add" else ONE)]
        if term.op == "mul" and ZERO in kept:
            return ZERO
        if len(kept) < 2:
            return kept[0] if kept else (ZERO if term.op == "add" else ONE)
        args = tuple(kept)
    return rebuild(term, args) if args else term


def _is_slope(node: Term) -> bool:
    unseen = node.op == "app" and is_opaque(node.args[0]) and node.args[0].value == SLOPE
    if not unseen or len(node.args) != 3 or node.args[1].sort != REAL:
        return False
    return node.sort == REAL or (node.sort.name, node.sort.rank) == ("family", 1)


def _written_out(term: Term, unfold: Callable[[Term], Term] | None) -> Term:
    """The term with what is differentiated in it written out."""
    if unfold is None or not any(_is_slope(n) for n in subterms(term)):
        return term
    if _is_slope(term):
        head, body, at = term.args
        return term if body.loose else rebuild(term, (head, unfold(body), at))
    return rebuild(term, tuple(_written_out(a, unfold) for a in term.args))


def _replaced(term: Term, found: _Dependent) -> Term:
    """The term with the derivatives in it written with slopes."""
    if not any(_is_slope(n) for n in subterms(term)):
        return term
    if _is_slope(term) and term.sort == REAL:
        return _slope_of(term.args[1], found)
    if _is_slope(term):
        return _gradient_of(term.args[1], found)
    if term.op in ("sum", "prod"):
        lower, upper, body = term.args
        index = found.fresh()
        inner = abstract(_replaced(instantiate(body, index), found), index)
        return rebuild(term, (_replaced(lower, found), _replaced(upper, found), inner))
    if term.op == "fam":
        length, body = term.args
        index = found.fresh()
        inner = abstract(_replaced(instantiate(body, index), found), index)
        return rebuild(term, (length, inner))
    if any(a.loose > term.loose for a in term.args):
        raise _Unseen
    return rebuild(term, tuple(_replaced(a, found) for a in term.args))


def _gradient_of(body: Term, found: _Dependent) -> Term:
    """The slopes of a body in each entry of a vector."""
    vector, index = found.at, found.fresh()
    found.at, found.along = elem(vector, index), (index,)
    inner = _slope_of(body, found)
    found.at, found.along = vector, ()
    return fam(size(vector), abstract(inner, index))


def _slope_of(body: Term, found: _Dependent) -> Term:
    """The derivative of a body: F_u u' + F_v v'."""
    _require_smooth(body)
    if not any(n.op == "sum" for n in subterms(body)):
        leaves = dict.fromkeys(n for n in _quantities(body))
        parts = [part for leaf in leaves if (part := _part(body, leaf, found)) is not ZERO]
        return add(*parts) if len(parts) > 1 else parts[0] if parts else ZERO
    if body.op == "sum":
        lower, upper, summand = body.args
        index = found.fresh()
        inner = _slope_of(instantiate(summand, index), found)
        return ZERO if inner is ZERO else total(lower, upper, abstract(inner, index))
    if body.op == "neg":
        inner = _slope_of(body.args[0], found)
        return ZERO if inner is ZERO else neg(inner)
    parts = []
    for k, arg in enumerate(body.args):
        slope = _slope_of(arg, found)
        if slope is not ZERO:
            parts.append(_by_argument(body, k, slope))
    return add(*parts) if len(parts) > 1 else parts[0] if parts else ZERO


def _by_argument(body: Term, k: int, slope: Term) -> Term:
    """What one argument of an operator adds to its derivative."""
    before, arg, after = body.args[:k], body.args[k], body.args[k + 1 :]
    if body.op == "add":
        return slope
    if body.op == "mul":
        return mul(*before, slope, *after)
    if body.op == "div" and k == 0:
        return div(slope, after[0])
    return mul(derivative(arg, abstract(rebuild(body, (*before, _LEAF, *after)), _LEAF)), slope)


def _part(body: Term, leaf: Term, found: _Dependent) -> Term:
    """What one quantity adds to the derivative of a body without sums."""
    slope = found.slope(leaf)
    if body is leaf:
        return slope
    if slope is ZERO:
        return ZERO
    partial = derivative(leaf, abstract(_with(body, leaf, _LEAF), _LEAF))
    return partial if slope is ONE else mul(partial, slope)


def _with(body: Term, leaf: Term, name: Term) -> Term:
    if body is leaf:
        return name
    if leaf.op == "var":
        return substitute(body, {leaf: name})
    return rebuild(body, tuple(_with(a, leaf, name) for a in body.args))


def _is_quantity(node: Term) -> bool:
    unknown = node.op == "app" and not is_opaque(node.args[0])
    return unknown or node.op == "elem" or (node.op == "var" and node.sort == REAL)


def _quantities(body: Term) -> list[Term]:
    """The quantities in a body without sums, in the order in which they stand."""
    if _is_quantity(body):
        return [body]
    return [leaf for arg in body.args for leaf in _quantities(arg)]


def _require_smooth(body: Term) -> None:
    """Raises _Unseen where the derivative is not that of smooth operators on quantities."""
    if _is_quantity(body):
        named = body.op == "var" or body.args[0].op == "var"
        if body.sort != REAL or not named or any(a.loose for a in body.args[1:]):
            raise _Unseen
        return
    if body.op in _NO_QUANTITY or (body.op == "var" and body.sort.name in ("nat", "int")):
        return
    if body.op not in _SMOOTH:
        raise _Unseen
    if body.op == "pow" and not _whole(body.args[1]):
        raise _Unseen
    if body.op == "sum":
        lower, upper, _ = body.args
        if upper is OO or any(_quantities(bound) for bound in (lower, upper)):
            raise _Unseen
        return  # its summand is looked at when it is opened
    for arg in body.args:
        _require_smooth(arg)


def _whole(exponent: Term) -> bool:
    return exponent.op == "num" and exponent.sort.name in ("nat", "int")


__all__ = ["Slopes", "by_slopes", "telling_slopes"]
