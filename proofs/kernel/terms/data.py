"""Terms as plain data (lists, strings, numbers) and back, for proofs that are saved."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .. import terms
from . import Sort, Term, TermError


def save(term: Term) -> list[object]:
    """A list of nodes, children first; a node is [op, value, sort, child positions].

    >>> from . import exp, var
    >>> load(save(exp(var("x")))) is exp(var("x"))
    True
    """
    rows: list[object] = []
    place: dict[Term, int] = {}
    for node in terms.subterms(term):
        place[node] = len(rows)
        rows.append([node.op, _value(node), _sort(node), [place[a] for a in node.args]])
    return rows


def load(rows: object) -> Term:
    """The term that `save` wrote. Raises TermError where the data is not such a list."""
    if not isinstance(rows, list) or not rows:
        raise TermError("not a saved term")
    return load_all(rows)[-1]


def load_all(rows: list[Any]) -> list[Term]:
    """The term at every node of a list of nodes, children first.

    Every node goes through the public constructors, so that a sort can't be forged.
    """
    built: list[Term] = []
    for row in rows:
        try:
            op, value, sort, places = row
            if any(not isinstance(p, int) or p < 0 for p in places):
                raise TermError("not a saved term: bad position")
            built.append(_node(op, value, sort, tuple(built[p] for p in places)))
        except (TypeError, ValueError, IndexError, KeyError, ZeroDivisionError) as error:
            raise TermError(f"not a saved term: {error}") from error
    return built


def _value(node: Term) -> object:
    return str(node.value) if isinstance(node.value, Fraction) else node.value


def _sort(node: Term) -> object:
    if node.op not in ("var", "bound", "app"):
        return None
    sort: Sort = node.sort
    return [sort.name, sort.rank, [save(d) for d in sort.dims], sort.element]


_SORT_NAMES = frozenset({"nat", "int", "real", "complex", "bool", "family", "function"})

_ELEMENTS = _SORT_NAMES | {"opaque"}


def _load_sort(data: object) -> Sort:
    if not isinstance(data, list) or len(data) != 4:
        raise TermError("not a saved sort")
    name, rank, dims, element = data
    if name not in _SORT_NAMES or type(rank) is not int or element not in _ELEMENTS:
        raise TermError(f"no such sort: {name}")
    return Sort(name, rank, tuple(load(d) for d in dims), element)


_LEAVES = {"pi": terms.PI, "oo": terms.OO, "i": terms.I, "true": terms.TRUE, "false": terms.FALSE}


def _node(op: str, value: object, sort: object, args: tuple[Term, ...]) -> Term:
    if op == "num":
        return terms.num(str(value))
    if op == "var":
        return terms.var(str(value), _load_sort(sort))
    if op == "bound":
        if not isinstance(value, int) or value < 0:
            raise TermError("a bound index is a natural number")
        return terms.bound(value, _load_sort(sort))
    if op == "app":
        return terms.app(*args, sort=_load_sort(sort))
    if op in _LEAVES:
        return _LEAVES[op]
    return terms.construct(op, args, value)
