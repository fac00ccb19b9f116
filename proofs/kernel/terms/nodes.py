"""Nodes of terms: an operator, its arguments, and (for leaves) a value; equal terms are one object.

Source: J.-C. Filliatre and S. Conchon, Type-safe modular hash-consing (2006).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any, NamedTuple
from weakref import WeakValueDictionary, ref

MAX_DEPTH = 200
"""Deepest nesting of a term; deeper input is refused where it is built."""


class TermError(ValueError):
    """A term that cannot be built: wrong number or sort of arguments, or a size bound exceeded."""


class TooDeep(TermError):
    """A term that would be nested deeper than any may be."""


class Sort(NamedTuple):
    """What a term ranges over.

    `name` is one of nat, int, real, complex, bool, set, family, function. A family of rank r is an
    array with r integer indices, each from 1; `dims` are its lengths where they are known (else
    empty), `element` the sort of its entries. A function of rank r takes r arguments; one whose
    `element` is opaque has a meaning that is not known here: no values may be chosen for it.
    """

    name: str
    rank: int = 0
    dims: tuple[Term, ...] = ()
    element: str = "real"


NAT, INT, REAL, COMPLEX, BOOL, SET = (
    Sort(n) for n in ("nat", "int", "real", "complex", "bool", "set")
)
_WIDTH = {"nat": 0, "int": 1, "real": 2, "complex": 3}


def family(*dims: Term, rank: int | None = None, element: str = "real") -> Sort:
    """The sort of arrays with the given lengths, or of `rank` indices with lengths unknown.

    >>> family(make("var", (), "K", NAT)).rank, family(rank=2).dims
    (1, ())
    """
    return Sort("family", len(dims) if rank is None else rank, dims, element)


def function(arity: int) -> Sort:
    """The sort of unknown functions of `arity` real arguments."""
    return Sort("function", arity)


class Term:
    """One node; made by the constructors below, never directly. Equal terms are one object, so that
    they are compared and hashed as objects are.

    `free` holds the free variables (as terms), `holes` the bound indices that reach out of the term
    with the names of their sorts, `loose` one more than the highest of them (0: there are none),
    `depth` the nesting.
    """

    __slots__ = (
        "__weakref__",
        "args",
        "depth",
        "free",
        "holes",
        "loose",
        "op",
        "sort",
        "value",
    )

    op: str
    args: tuple[Term, ...]
    value: Any
    sort: Sort
    free: frozenset[Term]
    holes: frozenset[tuple[int, str]]
    loose: int
    depth: int

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("terms are immutable")

    def __str__(self) -> str:
        return str(self.value) if self.op == "var" else _writer()(self)

    __repr__ = __str__

    def __reduce__(self) -> tuple[Callable[[list[object]], Term], tuple[list[object]]]:
        from .data import load, save

        return load, (save(self),)


@cache
def _writer() -> Callable[[Term], str]:
    """What writes terms: it needs their constructors."""
    from .text import text

    return text


_TABLE: WeakValueDictionary[tuple[object, ...], Term] = WeakValueDictionary()
# What that keeps its references in, and what forgets a dead one: asked often, so without calls.
_KEPT: dict[tuple[object, ...], ref[Term]] = vars(_TABLE)["data"]
_FORGET: Callable[[ref[Term]], None] = vars(_TABLE)["_remove"]
_MAKING = Lock()


class _Kept(ref[Term]):
    """A reference of the table with its key, as `weakref.KeyedRef` is, but made without calls."""

    __slots__ = ("key",)

    key: tuple[object, ...]


_EMPTY: frozenset[Term] = frozenset()
_NO_HOLES: frozenset[tuple[int, str]] = frozenset()

# Operators that bind one name in their last argument.
BINDERS = frozenset(
    "sum prod greatest least integral forall exists fam fun limit deriv set".split()
)
_BOUND_SORTS = {
    "sum": "int", "prod": "int", "forall": "int", "fam": "int", "greatest": "int", "least": "int",
    "integral": "real", "limit": "real", "deriv": "real", "set": "real",
}  # fmt: skip


def make(op: str, args: tuple[Term, ...] = (), value: Any = None, sort: Sort = REAL) -> Term:
    """The one term with this operator, arguments, value and sort. Used by the constructors."""
    key = (op, args, value, sort)
    kept = _KEPT.get(key)
    found = kept() if kept is not None else None
    if found is not None:
        return found
    depth = 1
    for a in args:
        if a.depth >= depth:
            depth = a.depth + 1
    if depth > MAX_DEPTH:
        raise TooDeep(f"nested more than {MAX_DEPTH} deep")
    term = object.__new__(Term)
    put = object.__setattr__
    put(term, "op", op)
    put(term, "args", args)
    put(term, "value", value)
    put(term, "sort", sort)
    put(term, "depth", depth)
    free, holes = _names(op, args, value, sort, term)
    put(term, "free", free)
    put(term, "holes", holes)
    put(term, "loose", 1 + max(level for level, _ in holes) if holes else 0)
    with _MAKING:  # two threads must not keep one term each
        kept = _KEPT.get(key)
        found = kept() if kept is not None else None
        if found is not None:
            return found
        reference = _Kept(term, _FORGET)
        reference.key = key
        _KEPT[key] = reference
        return term


def _names(
    op: str, args: tuple[Term, ...], value: Any, sort: Sort, term: Term
) -> tuple[frozenset[Term], frozenset[tuple[int, str]]]:
    """The free variables and the holes of a term."""
    if op == "bound":
        return _EMPTY, frozenset(((value, sort.name),))
    if op == "var":
        own = frozenset((term,))
        return own.union(*(d.free for d in sort.dims)) if sort.dims else own, _NO_HOLES
    if len(args) == 1 and op not in BINDERS:
        return args[0].free, args[0].holes
    free, holes = _EMPTY, _NO_HOLES
    for a in args:
        if a.free and a.free is not free:
            free = free | a.free if free else a.free
        if a.holes and a.holes is not holes:
            holes = holes | a.holes if holes else a.holes
    if op not in BINDERS:
        return free, holes
    wanted = value if op == "exists" else _BOUND_SORTS.get(op)
    inner = args[-1].holes
    if wanted is not None and any(level == 0 and name != wanted for level, name in inner):
        raise TermError(f"the name that {op} binds is of sort {wanted}")
    lowered = frozenset((level - 1, name) for level, name in inner if level > 0)
    return free, lowered.union(*(a.holes for a in args[:-1]))
