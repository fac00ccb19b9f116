r"""Claims about distributions as claims about tables: `p(x, z)` is an entry of one whose sum is 1.

What a distribution is over, x and z, has finitely many values, any number of them; each name p has
one table for all of these together, so that `p(x)` is a sum over the values of z, and `p(x | z)` is
`p(x, z)` divided by such a sum. Sums over x that name no bounds run over all its values.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    ZERO,
    Term,
    abstract,
    app,
    div,
    elem,
    eq,
    family,
    forall,
    instantiate,
    le,
    lt,
    mul,
    rebuild,
    subterms,
    total,
    var,
)

from ..expressions.chances import outcomes, values_of
from .context import Context, is_opaque

MAX_VARIABLES = 3
_FRESH = itertools.count()


@dataclass(frozen=True)
class Tables:
    """Terms in the entries of tables, and what these tables meet; `names` are the names that stand
    for tables, values of variables and indices of values; `several`: some are of more than one
    variable; `numbers`: values stand in the terms as numbers."""

    terms: tuple[Term, ...]
    given: tuple[Term, ...]
    laws: frozenset[str]
    names: frozenset[str]
    several: bool
    numbers: bool


@dataclass
class _Spoken:
    """The variables of each distribution, those that stand free, and those used as numbers."""

    context: Context
    laws: dict[str, set[str]] = field(default_factory=dict)
    free: dict[Term, str] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    plain: set[Term] = field(default_factory=set)
    odd: bool = False


Bound = Mapping[Term, str]
"""Indices that are bound around a term, with the variables whose values they count."""


def as_tables(
    terms: Sequence[Term], context: Context, *, independent: bool = False
) -> Tables | None:
    """The terms in entries of tables; None where they speak of no distribution, or in a way that
    is not known. `independent`: of those distributions only whose variables are independent.

    >>> from proofs.kernel.terms import app
    >>> from .context import function_variable
    >>> px = app(function_variable("p", 1), var("x"))
    >>> found = as_tables((px,), Context(distributions=frozenset({"p"})))
    >>> str(found.terms[0]), str(found.given[-1])
    ('p[x]', 'x <= \\\\#x')
    """
    spoken = _Spoken(context)
    for term in terms:
        _hear(term, {}, spoken)
    axes = {law: tuple(sorted(found)) for law, found in spoken.laws.items()}
    every = sorted({axis for found in axes.values() for axis in found})
    if spoken.odd or not axes or len(every) > MAX_VARIABLES or not _apart(every):
        return None
    if any(e in spoken.plain and e.sort.name in ("nat", "int") for e in spoken.free):
        return None  # the o of p(o | c) is an index of other things, too
    spoken.numbers |= {axis for event, axis in spoken.free.items() if event in spoken.plain}
    made = _Made(context, axes, spoken, independent=independent)
    out = tuple(made.written(term, {}) for term in terms)
    entries = {event.args[0] for event in spoken.free if event.op == "elem"}
    if any(not entries.isdisjoint(term.free) for term in out):
        return None  # z_i p(z_i): what z_i is as a number
    variables = {str(v.value) for term in out for v in term.free} & context.random
    names = frozenset(
        (*variables, *made.tables, *every, *(str(i.value) for i in made.indices.values()))
    )
    several = any(len(found) > 1 for found in axes.values()) or len(variables) > 1
    positive = bool(made.marginals) and any(
        node.op in ("div", "log") for term in out for node in subterms(term)
    )
    given = tuple(made.given(positive=positive))
    return Tables(out, given, frozenset(axes), names, several, bool(spoken.numbers or variables))


def _apart(axes: Sequence[str]) -> bool:
    """Whether these are variables of their own: no two values of one, no vector and its entry."""
    stems = [axis.partition("=")[0] for axis in axes]
    return len(set(stems)) == len(stems) and not any(
        axis.partition("_{")[0] in axes for axis in axes if "_{" in axis
    )


def speaks(term: Term, context: Context) -> bool:
    """Whether a distribution stands in a term."""
    heads = (str(v.value).partition("(")[0] for v in term.free if v.sort.name == "function")
    return any(head in context.distributions for head in heads)


def varied(term: Term, context: Context) -> bool:
    """Whether something about distributions is differentiated, integrated, or has its limit taken:
    how they depend on what varies there is not seen."""
    return any(n.op in _VARYING and speaks(n, context) for n in subterms(term))


_VARYING = frozenset("deriv limit integral gradient jacobian partial".split())


def _law(node: Term, context: Context) -> tuple[str, tuple[Term, ...], tuple[Term, ...]] | None:
    """The name of a distribution, the values that it gives the chance of, and those given."""
    head, *args = node.args
    name, _, marks = str(head.value).partition("(")
    if name not in context.distributions or context.known(name):
        return None
    marks = marks.rstrip(")")
    if not is_opaque(head):
        return name, tuple(args), ()
    if len(marks) != len(args) - 1 or marks.count("|") != 1 or set(marks) - {",", "|"}:
        return None
    cut = marks.index("|") + 1
    return name, tuple(args[:cut]), tuple(args[cut:])


def _hear(term: Term, bound: Bound, spoken: _Spoken) -> None:
    """Note the distributions in a term, and what they are over."""
    if term.op == "app":
        law = _law(term, spoken.context)
        if law is not None:
            name, events, given = law
            found = [_variable(e, bound, spoken) for e in (*events, *given)]
            spoken.odd = spoken.odd or "" in found or len(set(found)) < len(found)
            spoken.laws.setdefault(name, set()).update(found)
            return
        spoken.odd = spoken.odd or is_opaque(term.args[0])
    counted = _counted(term)
    if counted:
        index = var(f"{counted}@{next(_FRESH)}", INT)
        _hear(instantiate(term.args[2], index), {**bound, index: counted}, spoken)
        return
    if term.op == "elem" and str(term.args[0].value) == bound.get(term.args[1]):
        spoken.numbers.add(str(term.args[0].value))
        return
    if term.op == "var":
        spoken.plain.add(term)
    unknown = term.op == "app" and not spoken.context.known(str(term.args[0].value))
    for a in term.args:
        if not (unknown and a.op == "var"):
            _hear(a, bound, spoken)


def _counted(term: Term) -> str:
    """The variable over all of whose values a sum or product runs."""
    if term.op not in ("sum", "prod") or term.args[1].op != "var" or term.args[0] is not ONE:
        return ""
    name = str(term.args[1].value)
    return name.removeprefix("\\#") if name.startswith("\\#") else ""


def _variable(event: Term, bound: Bound, spoken: _Spoken) -> str:
    """The variable of which an event is a value; nothing where that can't be told."""
    if event in bound:
        return bound[event]
    if event.op not in ("var", "elem") or event.loose or not event.free.isdisjoint(bound):
        return ""
    name = str(event.value).rstrip("'") if event.op == "var" else _indexed(event)
    spoken.free[event] = name  # x' is another value of the variable x
    return name


def _indexed(event: Term) -> str:
    return f"{event.args[0]}_{{{', '.join(map(str, event.args[1:]))}}}"


Places = Sequence[tuple[Term, Term]]
"""Indices, and how many values each has."""


def _everywhere(statement: Term, places: Places) -> Term:
    """A statement for all values of some indices."""
    for index, size in reversed(places):
        statement = forall(ONE, size, abstract(statement, index))
    return statement


def _over(entry: Term, places: Places) -> Term:
    """The sum over all values of some indices."""
    for index, size in reversed(places):
        entry = total(ONE, size, abstract(entry, index))
    return entry


class _Made:
    """Tables for distributions, and terms written in their entries."""

    def __init__(
        self, context: Context, axes: Mapping[str, tuple[str, ...]], spoken: _Spoken, *,
        independent: bool,
    ) -> None:  # fmt: skip
        self.context, self.axes = context, axes
        self.independent = independent
        self.free = spoken.free
        self.tables: dict[str, Term] = {}
        self.marginals: dict[tuple[str, tuple[str, ...]], None] = {}
        self.indices: dict[Term, Term] = {}
        for event, axis in spoken.free.items():
            name = str(event.value) if event.op == "var" else axis
            self.indices[event] = var(f"i_{name}" if axis in spoken.numbers else name, NAT)

    def given(self, *, positive: bool) -> Iterable[Term]:
        """That entries are not negative (`positive`: nor 0, and so their sums over some variables)
        and add up to 1, and that indices are in range."""
        every = dict.fromkeys(a for found in self.axes.values() for a in found)
        for axis in every:
            yield le(ONE, outcomes(axis))
        for table in self.tables.values():
            cells = [var(f"cell@{k}", INT) for k in range(len(table.sort.dims))]
            entry = elem(table, *cells)
            places = list(zip(cells, table.sort.dims, strict=True))
            yield _everywhere((lt if positive else le)(ZERO, entry), places)
            yield eq(_over(entry, places), ONE)
        for law, kept in self.marginals if positive else ():
            at = {axis: var(f"cell@{axis}", INT) for axis in kept}
            places = [(cell, outcomes(axis)) for axis, cell in at.items()]
            yield _everywhere(lt(ZERO, self.joint(law, at)), places)
        for event, index in self.indices.items():
            yield le(ONE, index)
            yield le(index, outcomes(self.free[event]))

    def table(self, name: str, axes: Sequence[str]) -> Term:
        """The table of a distribution over some variables."""
        return self.tables.setdefault(name, var(name, family(*map(outcomes, axes))))

    def joint(self, law: str, at: Mapping[str, Term]) -> Term:
        """The chance that some variables have the values with these indices."""
        axes = self.axes[law]
        if self.independent and len(axes) > 1:
            return mul(*(elem(self.table(f"{law}({a})", (a,)), at[a]) for a in axes if a in at))
        if 0 < len(at) < len(axes):
            self.marginals[law, tuple(a for a in axes if a in at)] = None
        summed = {a: var(f"{a}@{next(_FRESH)}", INT) for a in axes if a not in at}
        entry = elem(self.table(law, axes), *(at[a] if a in at else summed[a] for a in axes))
        return _over(entry, [(index, outcomes(axis)) for axis, index in summed.items()])

    def written(self, term: Term, bound: Bound) -> Term:
        """A term with each chance as what the tables give."""
        if term.op == "app":
            law = _law(term, self.context)
            if law is not None:
                return self.chance(*law, bound)
            return self.applied(term, bound)
        counted = _counted(term)
        if counted:
            index = var(f"{counted}@{next(_FRESH)}", INT)
            body = self.written(instantiate(term.args[2], index), {**bound, index: counted})
            return rebuild(term, (*term.args[:2], abstract(body, index)))
        if term in self.free and term.op == "var":
            return elem(values_of(self.free[term]), self.indices[term])
        if not term.args:
            return term
        return rebuild(term, tuple(self.written(a, bound) for a in term.args))

    def chance(self, law: str, events: Sequence[Term], given: Sequence[Term], bound: Bound) -> Term:
        """`p(x | z)` as `p(x, z)/p(z)`."""
        at = {self.axis(e, bound): self.at(e, bound) for e in (*events, *given)}
        both = self.joint(law, at)
        if not given:
            return both
        known = {self.axis(e, bound) for e in given}
        return div(both, self.joint(law, {a: i for a, i in at.items() if a in known}))

    def axis(self, event: Term, bound: Bound) -> str:
        """The variable of an event."""
        return bound[event] if event in bound else self.free[event]

    def at(self, event: Term, bound: Bound) -> Term:
        """The index of the value that an event is."""
        return event if event in bound else self.indices[event]

    def applied(self, term: Term, bound: Bound) -> Term:
        """A function of which nothing is known takes the index for the value."""
        head, *args = term.args
        unknown = head.op == "var" and not self.context.known(str(head.value))
        written = [
            self.indices[a] if unknown and a in self.free and a.op == "var"
            else self.written(a, bound) for a in args
        ]  # fmt: skip
        return app(head, *written, sort=term.sort)
