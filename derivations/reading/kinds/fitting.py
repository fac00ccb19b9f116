"""Which kinds make sense of a tree: numbers, columns, rows, matrices, as sums and products allow.

>>> from .written import Tree
>>> u, v = Tree("name", key="u"), Tree("name", key="v")
>>> kind_of(Tree("product", (Tree("turned", (u,)), v), signs=("",)), {"u": "c", "v": "c"})
'n'
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from .written import Tree

Kinds = Mapping[str, str]
"""The kind of each name: n a number, c a column, r a row, m a matrix; x a number that is not added
to the entries of a vector."""

MAX_FITS = 729
"""Most combinations of kinds that are tried for one tree."""


class Misfit(Exception):
    """No value is made by such kinds."""


_PRODUCTS = {"cr": "m", "rc": "n", "mc": "c", "rm": "r", "mm": "m"}
_TURNED = {"n": "n", "c": "r", "r": "c", "m": "m"}


def kind_of(tree: Tree, kinds: Kinds) -> str | None:
    """The kind of a tree's value, None where it can't be told. Raises Misfit where it has none."""
    handler = _KINDS.get(tree.op)
    if handler is not None:
        found = [kind_of(part, kinds) for part in tree.parts]
        if tree.op == "sum" and "x" in found and set(found) - {"x", "n", None}:
            raise Misfit
        return handler(tree, ["n" if kind == "x" else kind for kind in found])
    if tree.op == "name":
        return kinds.get(tree.key)
    for part in tree.parts:
        kind_of(part, kinds)
    return "n" if tree.op == "number" else None


Found = Sequence[str | None]


def _sum(tree: Tree, found: Found) -> str | None:
    """Summands are of one kind; a numeral goes with each.

    A number may be added to every entry of a vector, as in `softmax(x + c)`, but not to a product
    of matrices.
    """
    told = {
        kind for kind, part in zip(found, tree.parts, strict=True)
        if kind is not None and next(names_in(part), None) is not None
    }  # fmt: skip
    others = told - {"n"}
    multiplied = any(
        kind not in ("n", None) and part.op == "product" and _is_compound(part)
        for kind, part in zip(found, tree.parts, strict=True)
    )
    if len(others) > 1 or (multiplied and len(told) > 1):
        raise Misfit
    return next(iter(others), None if None in found else "n")


def _is_compound(product: Tree) -> bool:
    """Whether a product has two factors that are more than numerals."""
    return sum(next(names_in(part), None) is not None for part in product.parts) > 1


def _product(tree: Tree, found: Found) -> str | None:
    if None in found:
        return None
    factors = [kind for kind in found if kind is not None]
    signs = list(tree.signs)
    if len([f for f in factors if f != "n"]) == 2 and "\\cdot" in signs:
        pair = [f for f in factors if f != "n"]
        if pair in (["c", "c"], ["r", "r"]):
            return "n"  # u \cdot v
    for rows_first in (False, True):
        value = _multiplied([f for f in factors if f != "n"], rows_first=rows_first)
        if value is not None:
            return value
    raise Misfit


def _multiplied(factors: list[str], *, rows_first: bool) -> str | None:
    """The kind of a product of vectors and matrices, from the left, perhaps after each row has met
    the column that follows it; None where they don't fit."""
    if rows_first:
        kept: list[str] = []
        for factor in factors:
            if factor == "c" and kept[-1:] == ["r"]:
                kept.pop()
            else:
                kept.append(factor)
        factors = kept
    value = "n"
    for factor in factors:
        if value == "n":
            value = factor
            continue
        made = _PRODUCTS.get(value + factor)
        if made is None:
            return None
        value = made
    return value


def _over(tree: Tree, found: Found) -> str | None:
    above, below = found
    if below in (None, "n") or above is None:
        return above
    if above != below:
        raise Misfit
    return above  # entry by entry


def _alike(tree: Tree, found: Found) -> str | None:
    told = {kind for kind in found if kind is not None}
    if len(told) > 1:
        return None  # one of them goes with every row of the other
    if told == {"m"} and any(part.op == "product" and _is_outer(part) for part in tree.parts):
        raise Misfit  # \sigma(u^T v) is a number
    return next(iter(told), None) if None not in found else None


def _is_outer(product: Tree) -> bool:
    """Whether a product is of a small letter and one that is transposed."""
    names = [part.parts[0] if part.op == "turned" else part for part in product.parts]
    turned = [part.op == "turned" for part in product.parts]
    letters = [name.key.lstrip("\\")[:1].islower() for name in names]
    return len(names) == 2 and sum(turned) == 1 and all(letters)


def _outer(tree: Tree, found: Found) -> str | None:
    """The product of each entry of a vector with each of another; of matrices it is not known."""
    if "n" in found:
        raise Misfit
    return "m" if set(found) <= {"c", "r"} else None


def _turned(tree: Tree, found: Found) -> str | None:
    if found[0] == "n":
        raise Misfit
    return None if found[0] is None else _TURNED[found[0]]


def _power(tree: Tree, found: Found) -> str | None:
    if found[0] in ("c", "r"):
        raise Misfit
    return found[0]


def _of_family(tree: Tree, found: Found) -> str | None:
    """The norm, or an entry, of what is no number."""
    if found[0] == "n":
        raise Misfit
    return "n"


def _diagonal(tree: Tree, found: Found) -> str | None:
    if found[0] == "n":
        raise Misfit
    return "m" if found[0] in ("c", "r") else None


def _of_number(tree: Tree, found: Found) -> str | None:
    if found[0] not in ("n", None):
        raise Misfit
    return "n"


_KINDS: dict[str, Callable[[Tree, Found], str | None]] = {
    "sum": _sum, "product": _product, "over": _over, "alike": _alike, "turned": _turned,
    "power": _power, "norm": _of_family, "entry": _of_family, "number of": _of_number,
    "determinant": _of_family, "outer": _outer, "diagonal": _diagonal,
    "diagonal of": lambda tree, found: "m",
    "rows": lambda tree, found: "m" if found[0] == "r" else None,
    "columns": lambda tree, found: "m" if found[0] == "c" else None,
    "beside": lambda tree, found: found[0],
    "gradient": lambda tree, found: found[0] if found[1] == "n" else None,
}  # fmt: skip


def names_in(tree: Tree) -> Iterator[str]:
    """The keys of the names in a tree."""
    if tree.op == "name":
        yield tree.key
    for part in tree.parts:
        yield from names_in(part)


def fitting(trees: Sequence[Tree], candidates: Mapping[str, str]) -> dict[str, str] | None:
    """The kinds of each name with which all the trees have values, the same one; None where none
    of the candidates do, or where there are too many to try.

    >>> x, b = Tree("name", key="x"), Tree("name", key="b")
    >>> tree = Tree("sum", (Tree("product", (x, Tree("name", key="W")), signs=("",)), b))
    >>> fitting([tree], {"x": "ncr", "W": "m", "b": "ncr"})
    {'x': 'r', 'W': 'm', 'b': 'r'}
    """
    names = list(dict.fromkeys(key for tree in trees for key in names_in(tree)))
    choices = [candidates.get(name, "") or "?" for name in names]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > MAX_FITS:
        return {name: candidates.get(name, "") for name in names}
    found: dict[str, set[str]] = {name: set() for name in names}
    for values in itertools.product(*choices):
        kinds = {n: k for n, k in zip(names, values, strict=True) if k != "?"}
        try:
            told = {kind_of(tree, kinds) for tree in trees} - {None}
            told = {"n" if kind == "x" else kind for kind in told}
        except Misfit:
            continue
        if len(told) > 1:
            continue
        for name, kind in kinds.items():
            found[name].add(kind)
    if any(not found[n] for n, c in zip(names, choices, strict=True) if c != "?"):
        return None
    return {n: "".join(k for k in c if k in found[n]) for n, c in zip(names, choices, strict=True)}
