r"""Derivatives of what depends on a name unseen: `\frac{\partial}{\partial \theta} p_G(x)`.

Where the page doesn't show how, each quantity u under the derivative may depend on the name in any
way. By the chain rule only its slope matters: the derivative of F(u, v) is F_u u' + F_v v', and u'
and v' may be any numbers (a constant has slope 0). So the claim is made of u, v and their slopes.
What holds for all slopes holds of those meant; nothing is refuted by choosing them. F must be
differentiable in all of its quantities together, which operators without corners are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from proofs.kernel.terms import (
    ONE,
    REAL,
    ZERO,
    Term,
    abstract,
    add,
    derivative,
    mul,
    rebuild,
    subterms,
    var,
)

from .context import is_opaque

_SMOOTH = frozenset("add mul neg div exp log sin cos tan sinh cosh tanh num pi".split())
"""Operators that are differentiable in all of their arguments together, wherever defined."""


@dataclass
class _Dependent:
    """What is differentiated by, and the quantities that may depend on it, with their slopes."""

    at: Term
    leaves: dict[Term, tuple[Term, Term]] = field(default_factory=dict)


def by_slopes(*sides: Term) -> tuple[tuple[Term, ...], tuple[str, ...]] | None:
    r"""The sides with slopes for derivatives, and the quantities; None where that can't be.

    >>> from proofs.kernel.terms import app, log
    >>> from .context import opaque
    >>> theta, p = var("theta"), var("p")
    >>> slope = app(opaque("\\partial", 2), log(p), theta)
    >>> sides, names = by_slopes(slope, slope)
    >>> str(sides[0]), names
    ("deriv(i=p, log(i))*p'", ('p',))
    """
    slopes = {n for side in sides for n in subterms(side) if _is_slope(n)}
    places = {n.args[2] for n in slopes}
    derived = any(n.op == "deriv" for side in sides for n in subterms(side))
    if len(places) != 1 or derived or any(n.loose for n in slopes):
        return None
    (at,) = places
    if at.op not in ("var", "elem") or at.sort != REAL:
        return None
    found = _Dependent(at, {at: (var(str(at), REAL), ONE)})
    if not all(_gather(slope.args[1], found) for slope in slopes):
        return None
    made = [_replaced(side, found) for side in sides]
    names = tuple(str(_base(leaf)) for leaf in found.leaves if leaf is not at)
    if any(len(name) == 1 and name.isupper() for name in names):
        return None  # perhaps matrices, whose order matters
    done = tuple(t for t in made if t is not None)
    return (done, names) if len(done) == len(made) else None


def _base(leaf: Term) -> Term:
    """The name that a quantity is made with: p of p(x), y of y_i."""
    return leaf.args[0] if leaf.args else leaf


def _is_slope(node: Term) -> bool:
    unseen = node.op == "app" and is_opaque(node.args[0]) and node.args[0].value == "\\partial"
    return unseen and len(node.args) == 3 and node.sort == REAL


def _gather(body: Term, found: _Dependent) -> bool:
    """Note the quantities in what is differentiated; whether all of it can be read so."""
    if body in found.leaves:
        return True
    unknown = body.op == "app" and not is_opaque(body.args[0])
    if unknown or body.op == "elem" or (body.op == "var" and body.sort == REAL):
        if body.loose or body.sort != REAL:
            return False
        found.leaves[body] = (var(str(body), REAL), var(f"{body}'", REAL))
        return True
    if body.op == "pow":
        whole = body.args[1].op == "num" and body.args[1].sort.name in ("nat", "int")
        return whole and _gather(body.args[0], found)
    return body.op in _SMOOTH and all(_gather(arg, found) for arg in body.args)


def _replaced(term: Term, found: _Dependent) -> Term | None:
    """The term in the quantities and slopes; None where the name hides in something else."""
    if term in found.leaves:
        return found.leaves[term][0]
    if _is_slope(term):
        body = _replaced(term.args[1], found)
        return None if body is None else _total(body, found)
    if not term.args:
        heads = {leaf.args[0] for leaf in found.leaves if leaf.args}
        return None if term in heads else term
    args = [_replaced(arg, found) for arg in term.args]
    if any(arg is None for arg in args):
        return None
    return rebuild(term, tuple(arg for arg in args if arg is not None))


def _total(body: Term, found: _Dependent) -> Term:
    """F_u u' + F_v v'."""
    parts = []
    for value, slope in found.leaves.values():
        if value not in body.free:
            continue
        partial = ONE if body is value else derivative(value, abstract(body, value))
        parts.append(slope if partial is ONE else partial if slope is ONE else mul(partial, slope))
    return add(*parts) if len(parts) > 1 else parts[0] if parts else ZERO


__all__ = ["by_slopes"]
