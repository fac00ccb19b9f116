"""Readings against expected ones: `python benchmarks/latex_readings.py FILE [--list]`.

FILE (or latex_readings.jsonl in a folder) has one JSON object a line: latex, expected (SymPy, as a
string), status (good, or must-fail by another word). Each good row is read and compared with what
is expected: the same expression up to the assumptions on its symbols, or else the same values at
points. Prints how many came out as expected, by cause where they did not, and the median time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import statistics
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import sympy as sp
from sympy.parsing.sympy_parser import parse_expr  # noqa: TID251  # expected values, ours to trust

from derivations import read
from derivations.reading import ReadingError

QUIRKS = {"log base 10", "a name spelt otherwise", "mixed fraction"}
POINTS = [sp.Rational(n, d) for n, d in ((7, 5), (11, 8), (17, 9), (5, 3), (23, 12), (29, 20))]


def main() -> None:
    """Print the counts, and with --list every row that came out otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    path = options.file / "latex_readings.jsonl" if options.file.is_dir() else options.file
    warnings.simplefilter("ignore")
    good: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    times = []
    for row in map(json.loads, path.open()):
        read_again(row["latex"])
        start = time.perf_counter()
        tree = read_again(row["latex"])
        times.append(time.perf_counter() - start)
        if row["status"] == "good":
            cause = outcome(row["latex"], row["expected"])
            good[cause] += 1
        else:
            cause = "refused" if isinstance(tree, ReadingError) else "read all the same"
            refused[cause] += 1
        if options.list and cause not in ("as expected", "refused"):
            print(f"{cause}: {row['latex']}  expected {row['expected']}"[:240])
    total = sum(good.values())
    print(f"good rows: {good['as expected']} of {total} ({good['as expected'] / total:.1%})")
    for cause, count in good.most_common():
        print(f"  {count:5} {cause}")
    print(f"must-fail rows: {dict(refused)}")
    print(f"median {statistics.median(times) * 1e3:.3f} ms, slowest {max(times) * 1e3:.1f} ms")


def read_again(latex: str) -> Any:
    """The tree, or the error."""
    try:
        return read(latex).tree
    except ReadingError as error:
        return error


def outcome(latex: str, expected: str | None) -> str:
    """As expected, or the cause for why not."""
    try:
        found = read(latex).expression
    except ReadingError as error:
        return f"{error.code} {error}"
    except Exception as error:  # noqa: BLE001  # a fault of ours is a row of the table
        return f"{type(error).__name__}: {error}"
    if expected is None:
        return "read, nothing expected"
    try:
        wanted = parse_expr(expected, local_dict=NAMES, transformations=())
    except Exception as error:  # noqa: BLE001
        return f"expected value not understood: {type(error).__name__} {error}"
    if same(found, wanted):
        return "as expected"
    return f"differs: {found}"


def same(a: Any, b: Any) -> bool:
    """Whether two values are the same, by form or else at points."""
    a, b = plain(sympified(a)), plain(sympified(b))
    if a == b or str(a) == str(b):
        return True
    if isinstance(a, sp.Rel) and isinstance(b, sp.Rel):
        a, b = (r.reversed if isinstance(r, sp.Gt | sp.Ge) else r for r in (a, b))
    basic = isinstance(a, sp.Basic) and isinstance(b, sp.Basic) and a.args and a.func == b.func
    if basic and len(a.args) == len(b.args) and all(map(same, a.args, b.args)):
        return True
    try:
        if evaluated(a) == evaluated(b):
            return True
        return same_at_points(a, b)
    except Exception:  # noqa: BLE001
        return False


def plain(value: Any) -> Any:
    """With symbols that carry no assumptions."""
    if isinstance(value, list | tuple):
        return type(value)(map(plain, value))
    if not isinstance(value, sp.Basic):
        return value
    entries = {e: sp.Symbol(f"{e.base.label}_{e.indices[0]}") for e in value.atoms(sp.Indexed)}
    value = value.xreplace(entries) if entries else value
    swap = {s: sp.Symbol(named(s.name)) for s in value.atoms(sp.Symbol)}
    return value.xreplace(swap) if swap else value


def named(name: str) -> str:
    """A name without what is a matter of spelling: braces, the accent's place, a checksum."""
    name = re.sub(r"[0-9a-f]{32}$", "", name)
    name = re.sub(r"\\?(?:bar|overline)\{(\w+)\}", r"\1bar", name)
    return re.sub(r"[\\{} ]|_lower|_upper", "", name)


def sympified(value: Any) -> Any:
    """A number of Python's as SymPy has it."""
    return sp.S(value) if isinstance(value, bool | int | float) else value


def evaluated(value: Any) -> Any:
    """Worked out as far as SymPy does it cheaply."""
    return value.doit() if hasattr(value, "doit") else value


def same_at_points(a: Any, b: Any) -> bool:
    """Whether two expressions have the same names and values that agree at points."""
    if isinstance(a, sp.Expr) and isinstance(b, sp.Expr):
        names = sorted(a.free_symbols | b.free_symbols, key=str)
        for shift in range(3):
            at = {n: POINTS[(i + shift) % len(POINTS)] for i, n in enumerate(names)}
            x, y = sp.N(a.subs(at).doit(), 30), sp.N(b.subs(at).doit(), 30)
            if not abs(x - y) <= sp.Float("1e-12", 30) * (1 + abs(x)):
                return False
        return True
    if isinstance(a, sp.MatrixBase) and isinstance(b, sp.MatrixBase) and a.shape == b.shape:
        return all(same(x, y) for x, y in zip(a, b, strict=True))
    return False


def _log(value: Any, base: Any) -> Any:
    return sp.log(value, evaluate=False) / sp.log(base) if base != sp.E else sp.log(value)


NAMES: dict[str, Any] = {name: getattr(sp, name) for name in dir(sp) if not name.startswith("_")}
NAMES |= {letter: sp.Symbol(letter) for letter in "abcdfghijklmnpqrstuvwxyzABCDFGHJKLMPRTUVWXYZ"}
NAMES |= {n: sp.Symbol(n) for n in ("theta", "gamma", "alpha", "epsilon_lower", "epsilon_upper")}
NAMES |= {
    "_Add": lambda *a: sp.Add(*a, evaluate=False), "_Mul": lambda *a: sp.Mul(*a, evaluate=False),
    "_Pow": lambda *a: sp.Pow(*a, evaluate=False), "_Abs": lambda a: sp.Abs(a, evaluate=False),
    "_factorial": lambda a: sp.factorial(a, evaluate=False), "_log": _log, "hashlib": hashlib,
    "sympy": sp, "sp": sp,
}  # fmt: skip

if __name__ == "__main__":
    main()
