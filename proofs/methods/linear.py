"""Vectors as nonnegative combinations of others, exactly: the first phase of the simplex method.

Source: R. G. Bland, New finite pivoting rules for the simplex method (1977).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction

from flint import fmpq

Vector = Mapping[Hashable, int]
MAX_PIVOTS = 400


def nonnegative_combination(
    columns: Sequence[Vector], target: Vector, stop: Callable[[], bool] = lambda: False
) -> dict[int, Fraction] | None:
    """Numbers c_k > 0, by column, with sum c_k column_k = target; None if none are found.

    >>> nonnegative_combination([{"x": 2}, {"x": 1, "y": -1}, {"y": 1}], {"x": 3, "y": -1})
    {0: Fraction(1, 1), 1: Fraction(1, 1)}
    """
    kept = _useful(columns, target)
    if kept is None:
        return None
    found = _first_phase([columns[k] for k in kept], target, stop)
    return None if found is None else {kept[k]: v for k, v in found.items()}


def _useful(columns: Sequence[Vector], target: Vector) -> list[int] | None:
    """The columns that may be used at all; None where the target cannot be reached.

    Where an entry of the target is 0, and all columns have it of one sign, those are not used.
    """
    kept = list(range(len(columns)))
    while True:
        signs: dict[Hashable, set[bool]] = {}
        for k in kept:
            for key, value in columns[k].items():
                signs.setdefault(key, set()).add(value > 0)
        if any((value > 0) not in signs.get(key, ()) for key, value in target.items() if value):
            return None
        useless = {key for key, ways in signs.items() if len(ways) == 1 and not target.get(key)}
        fewer = [k for k in kept if useless.isdisjoint(columns[k])]
        if len(fewer) == len(kept):
            return kept
        kept = fewer


def _first_phase(
    columns: Sequence[Vector], target: Vector, stop: Callable[[], bool]
) -> dict[int, Fraction] | None:
    keys = list(dict.fromkeys(k for v in (target, *columns) for k in v))
    rows = [[fmpq(c.get(k, 0)) for c in columns] + [fmpq(target.get(k, 0))] for k in keys]
    rows = [[-v for v in row] if row[-1] < 0 else row for row in rows]
    basis: list[int | None] = [None] * len(rows)  # None: the artificial variable of the row
    cost = [sum((row[k] for row in rows), fmpq(0)) for k in range(len(columns) + 1)]
    for _ in range(MAX_PIVOTS):
        if cost[-1] == 0:
            break
        entering = next((k for k in range(len(columns)) if cost[k] > 0), None)
        if entering is None or stop():
            return None
        leaving = _leaving(rows, basis, entering)
        if leaving is None:
            return None
        _pivot(rows, cost, leaving, entering)
        basis[leaving] = entering
    if cost[-1] != 0:
        return None
    found = ((k, row[-1]) for k, row in zip(basis, rows, strict=True) if k is not None)
    return dict(sorted((k, Fraction(int(v.p), int(v.q))) for k, v in found if v != 0))


def _leaving(rows: list[list[fmpq]], basis: list[int | None], entering: int) -> int | None:
    """The row of the least ratio; among equal ones that of the least variable."""
    best: tuple[fmpq, int, int] | None = None
    for i, row in enumerate(rows):
        if row[entering] > 0:
            place = basis[i]
            key = (row[-1] / row[entering], -1 if place is None else place, i)
            if best is None or key < best:
                best = key
    return None if best is None else best[2]


def _pivot(rows: list[list[fmpq]], cost: list[fmpq], leaving: int, entering: int) -> None:
    unit = rows[leaving][entering]
    rows[leaving] = pivot = [v / unit for v in rows[leaving]]
    for i, row in enumerate(rows):
        factor = row[entering]
        if i != leaving and factor != 0:
            rows[i] = [a - factor * b if b else a for a, b in zip(row, pivot, strict=True)]
    factor = cost[entering]
    cost[:] = [a - factor * b if b else a for a, b in zip(cost, pivot, strict=True)]
