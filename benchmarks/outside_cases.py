"""Agreement with cases that others wrote: `python benchmarks/outside_cases.py FOLDER [--list]`.

Reads answer_pairs.jsonl, formula_database.jsonl and calculation_steps.jsonl in FOLDER,
as far as they are there, and prints for each how many were proved, refuted, left undecided, or
could not be stated; with --list each refuted row, and each that goes against its label.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from answers import compared
from expressions import read_expression, read_with_conditions

from proofs import Claim, ClaimError, Proved, Refuted, check
from proofs.kernel.terms import Term, TermError

Case = tuple[str, bool, Callable[[], Claim]]


def main() -> None:
    """Print a line for each file, and the rows asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--open", action="store_true", help="list what is not as labelled")
    parser.add_argument("--only", help="the name of one file")
    parser.add_argument("--budget", type=float, default=1.0)
    options = parser.parse_args()
    for name, kind, cases in CASES:
        path = options.folder / name
        if path.exists() and options.only in (None, name):
            run(f"{name}, {kind}", cases(map(json.loads, path.open())), options)


def run(name: str, cases: Iterable[Case | None], options: argparse.Namespace) -> None:
    """Judge the cases of one file and print what came of them."""
    count: Counter[str] = Counter()
    times = []
    for case in cases:
        if case is None:
            count["not stated"] += 1
            continue
        label, expected, state = case
        start = time.perf_counter()
        try:
            claim = state()
            verdict = check(claim, budget=options.budget)
        except (ClaimError, TermError, KeyError, ValueError) as error:
            if options.open:
                print(f"  {label}: not stated, {error}"[:400])
            count["not stated"] += 1
            continue
        times.append(time.perf_counter() - start)
        proved, refuted = isinstance(verdict, Proved), isinstance(verdict, Refuted)
        if isinstance(verdict, Proved) and not expected and verdict.conditions:
            proved = False  # equal on a part of the domain only: what the label denies
        outcome = "proved" if proved else "refuted" if refuted else "undecided"
        right_way = proved if expected else refuted
        count[outcome] += 1
        count["as labelled"] += right_way
        against = (proved and not expected) or (refuted and expected)
        count["against the label"] += against
        if options.list and against:
            why = verdict.reason if isinstance(verdict, Refuted) else verdict.method
            print(f"  {label}: {outcome}, {claim}: {why}"[:400])
        elif options.open and not right_way:
            print(f"  {label}: {outcome}, {claim}"[:400])
    total = sum(count[k] for k in ("proved", "refuted", "undecided", "not stated"))
    spent = f"median {statistics.median(times) * 1e3:.2f} ms, " if times else ""
    print(f"{name}: {total} rows, {dict(count)}, {spent}slowest {max(times, default=0):.1f} s")


def scalars(rows: Iterable[dict[str, Any]]) -> Iterator[Case | None]:
    """Pairs of numbers, equal or not."""
    return (_pair(row) for row in rows if row["kind"] == "scalar")


def other_kinds(rows: Iterable[dict[str, Any]]) -> Iterator[Case | None]:
    """Pairs of equations, inequalities, sets, lists, matrices, ..., equal or not."""
    return (_pair(row) for row in rows if row["kind"] != "scalar")


def _pair(row: dict[str, Any]) -> Case:
    given = row.get("assumptions") or []
    given = [given] if isinstance(given, str) else given

    def state() -> Claim:
        sides = (row[k] for k in ("student_sympy", "teacher_sympy"))
        return compared(*sides, [_condition(g) for g in given])

    return row["id"], bool(row["math_truth"]), state


def formulas(rows: Iterable[dict[str, Any]]) -> Iterator[Case | None]:
    """True formulas; rows that lost a condition are left out."""
    relations = {"Equal": "=", "Less": "<", "LessEqual": "<=", "Greater": ">", "GreaterEqual": ">="}
    for row in rows:
        if row["untranslated_conditions"] or row["relation"] not in relations:
            continue

        def state(row: dict[str, Any] = row) -> Claim:
            left, right = (read_with_conditions(row[k]) for k in ("lhs_srepr", "rhs_srepr"))
            more = map(read_expression, row["side_conditions_srepr"])
            given = [*left[1], *right[1], *more]
            return Claim(left[0], relations[row["relation"]], right[0], given=given)

        yield row["id"], True, state


def calculations(rows: Iterable[dict[str, Any]]) -> Iterator[Case | None]:
    """Steps of worked calculations, taken to be true under their conditions."""
    for row in rows:
        before, after = row.get("before_srepr"), row.get("after_srepr")
        if row["relation"] != "=" or not before or not after or "Function(" in before + after:
            continue

        def state(row: dict[str, Any] = row, before: str = before, after: str = after) -> Claim:
            given = [_condition(c) for c in row["conditions"]]
            return Claim(read_expression(before), "=", read_expression(after), given=given)

        yield f"{row['problem'][:40]} {row['path']}/{row['step']}", True, state


def _condition(text: str) -> Term:
    """A condition such as `a > 0` or `b != 1`."""
    found = re.fullmatch(r"\s*(.+?)\s*(<=|>=|!=|<|>|=)\s*(.+?)\s*", text.replace("^", "**"))
    if found is None:
        raise TermError(f"not a relation: {text}")
    left, relation, right = found.groups()
    return Claim(read_expression(left), relation, read_expression(right)).statement


CASES = (
    ("answer_pairs.jsonl", "scalars", scalars),
    ("answer_pairs.jsonl", "other kinds", other_kinds),
    ("formula_database.jsonl", "formulas", formulas),
    ("calculation_steps.jsonl", "steps", calculations),
)

if __name__ == "__main__":
    main()
