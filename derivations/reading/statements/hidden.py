r"""Names that a definition hides: with `s(x) = 1/(1 + e^{-kx})`, k stands in `s(x)` unseen.

Where such a name is bound (`\lim_{k \to \infty} s(x)`, or `\frac{dy}{dx}` with y known), what
depends on it is written out first, so that the binder sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.kernel.terms import (
    INT,
    NAT,
    REAL,
    Term,
    TermError,
    abstract,
    derivative,
    is_family,
    var,
)
from proofs.kernel.terms.definitions import Definition, unfold

from ...regex import regex
from ..errors import AMBIGUOUS, MISFIT
from ..expressions.names import derived_stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..expressions.parser import Parser
    from .context import Context, Defined


def revealed(p: Parser, body: Term, name: Term, start: int) -> Term:
    """The body with all definitions unfolded that the name stands in.

    Raises ReadingError where a definition has a name of the same letter but of another sort.
    """
    for _ in range(20):
        heads = [d for d in _definitions(body, p.context) if _depends(d, name, p.context, set())]
        if not heads:
            return body
        _settled(p, heads[0], start)
        found = p.context.defined(str(heads[0].head.value))
        if found is not None and not found.parameters:
            p.facts += found.facts
        try:
            body = unfold(body, [heads[0]])
        except TermError as error:
            raise p.fault(MISFIT, str(error), start) from error
        if any(v is not name and v.value == name.value for v in body.free):
            raise p.fault(
                AMBIGUOUS, f"is {name} here the {name} in the definition of {heads[0].head}?", start
            )
    raise p.fault(MISFIT, "definitions that rest on each other", start)


def written_out_for(p: Parser, body: Term, names: Iterable[str], start: int) -> Term:
    """The body with all definitions unfolded that names of these letters stand in."""
    wanted = [var(name, REAL) for name in names]
    for _ in range(20):
        heads = [
            d for d in _definitions(body, p.context)
            if any(_depends(d, name, p.context, set()) for name in wanted)
        ]  # fmt: skip
        if not heads:
            return body
        _settled(p, heads[0], start)
        try:
            body = unfold(body, heads[:1])
        except TermError as error:
            raise p.fault(MISFIT, str(error), start) from error
    raise p.fault(MISFIT, "definitions that rest on each other", start)


def _settled(p: Parser, definition: Definition, start: int) -> None:
    """Raises ReadingError where a name is given by two formulas, and it is open which is meant."""
    found = p.context.defined(str(definition.head.value))
    if found is not None and found.contested:
        raise p.fault(AMBIGUOUS, f"{definition.head} is given by two different formulas", start)


def labelled(names: Iterable[Term], letter: str, context: Context) -> list[str]:
    r"""The names without a definition that have a letter as their subscript: `p_\theta` may depend
    on theta in any way.

    >>> from .context import Context, function_variable
    >>> labelled([function_variable("p_theta", 1), var("p_data")], "theta", Context())
    ['p_theta']
    """
    ends = (f"_{letter}", f"_{{{letter}}}", f"_{{\\{letter}}}")
    found = {str(v.value) for v in names if str(v.value).endswith(ends)}
    return sorted(name for name in found if "@" not in name and not context.known(name))


def rests_on(head: Term, name: Term, context: Context) -> bool:
    """Whether a name of this letter stands in the definition of a function, or below that."""
    found = context.defined(str(head.value))
    return found is not None and _depends(found.definition, name, context, set())


def revealed_names(p: Parser, body: Term) -> frozenset[Term]:
    """The names that a body rests on: those in it, and in what defines them."""
    seen: set[Term] = set()
    waiting = set(body.free)
    while waiting:
        name = waiting.pop()
        seen.add(name)
        found = p.context.defined(str(name.value))
        if found is not None and found.definition.head is name:
            definition = found.definition
            waiting |= definition.body.free - set(definition.parameters) - seen
    return frozenset(seen)


def moving(p: Parser, body: Term, x: Term) -> list[str]:
    """The names beside x in a body that vary with it, unseen."""
    names = [v for v in body.free if v is not x and (v.sort == REAL or is_family(v))]
    if x.sort in (NAT, INT):  # sum_i (c - c_i)
        families = {v.value for v in names if is_family(v)}
        names = [v for v in names if v.value not in families]
    return sorted(str(v.value) for v in names if p.context.varies(v, x))


def refuse_moving(p: Parser, body: Term, x: Term, start: int) -> None:
    """Raises ReadingError where a name that varies with x stands in a sum, an integral, a limit."""
    found = moving(p, body, x)
    if found:
        raise p.fault(AMBIGUOUS, f"{found[0]} varies with {x}, unseen", start,
                      help=f"write {found[0]}({x})")  # fmt: skip


def unfolded(body: Term, context: Context) -> tuple[Term, tuple[Term, ...]]:
    """A body with what the names in it are defined to be put in, and the facts that go with that;
    the body as it is where definitions rest on each other, or one stands for many values."""
    facts: list[Term] = []
    out = body
    try:
        for _ in range(20):
            below = _definitions(out, context)
            if not below:
                return out, tuple(facts)
            found = context.defined(str(below[0].head.value))
            if found is not None and not found.parameters:
                facts += found.facts
            out = unfold(out, below[:1])
    except TermError:
        pass
    return body, ()


def slope(context: Context, key: str) -> Term | None:
    """`y'`, y being defined in one name: its derivative, if the page speaks of such."""
    stem, order = derived_stem(key)
    found = context.defined(stem) if order else None
    if found is None or found.parameters or found.contested or context.known(key):
        return None
    body = found.definition.head
    try:
        for _ in range(20):
            below = _definitions(body, context)
            body = unfold(body, below[:1])
    except TermError:
        return None
    free = list(body.free)
    if body.sort.name == "family" or len(free) != 1 or free[0].sort != REAL:
        return None
    return derivative(free[0], abstract(body, free[0]), order)


_DOTTED = regex(r"\\(d{1,2})ot\{(\w+)\}")


def differentiated(context: Context, key: str) -> tuple[Definition, int] | None:
    r"""The known function of one number whose derivative a name without argument is, and of which
    order: of `f'`, `f^{(3)}`, and `\dot{x}` with x(t)."""
    stem, order = derived_stem(key)
    dotted = _DOTTED.fullmatch(key)
    if dotted is not None:
        stem, order = dotted[2], len(dotted[1])
    found = context.defined(stem) if order else None
    if (
        found is None
        or found.contested
        or context.known(key)
        or [s.name for s in found.parameters] != ["real"]
    ):
        return None
    in_time = str(found.definition.parameters[0].value).partition("@")[0] == "t"
    return (found.definition, order) if dotted is None or in_time else None


def _definitions(term: Term, context: Context) -> list[Definition]:
    """The definitions of the names that stand in a term."""
    out = []
    for head in sorted(term.free, key=str):
        found = context.defined(str(head.value))
        if found is None and head.sort.name == "family":
            found = context.vector_elsewhere(head)
        if found is not None and found.definition.head is head:
            out.append(found.definition)
    return out


def _depends(definition: Definition, name: Term, context: Context, seen: set[Term]) -> bool:
    """Whether a name of this letter stands in a definition, or in those that it rests on."""
    if definition.head in seen:
        return False
    seen.add(definition.head)
    free = definition.body.free - set(definition.parameters)
    if any(v.value == name.value or _varies(v, name, context) for v in free):
        return True
    below = _definitions(definition.body, context)
    return any(_depends(d, name, context, seen) for d in below)


def _varies(v: Term, name: Term, context: Context) -> bool:
    return (v.sort == REAL or is_family(v)) and context.varies(v, name)


def hides_argument(found: Defined, context: Context, *, derived: bool) -> str:
    """A name in a function's definition, other than its parameters, that rests on one of these:
    a of `f(x) = a x` with `a = x^2`; nothing where there is none.

    `derived`: a derivative is taken, where what may vary is no constant either.
    """
    parameters = found.definition.parameters
    letters = [var(letter_of(x), x.sort) for x in parameters]
    for v in sorted(found.definition.body.free - set(parameters), key=str):
        below = context.defined(str(v.value))
        known = below is not None and below.definition.head is v
        for x in letters:
            if below is not None and known and _depends(below.definition, x, context, set()):
                return str(v.value)
            if v.sort.name == "function" or known or v.value == x.value:
                continue
            if _varies(v, x, context) if derived else context.given_by(str(v.value), x):
                return str(v.value)
    return ""


def letter_of(parameter: Term) -> str:
    """The letter that a function's parameter is written with: x of `x@f`."""
    return str(parameter.value).partition("@")[0]
