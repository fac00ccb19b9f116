"""Answers against answers: `python benchmarks/equal_answers.py FILE [--list] [--budget SECONDS]`.

FILE has one JSON object a line: gold and pred in LaTeX, and truth: T (equal), F (not), or D (equal
except on the domain: proved under conditions or undecided is right). Prints how many verdicts were
right, wrong, or neither.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

from derivations import ReadingError, equal
from proofs import Proved, Refuted


def main() -> None:
    """Print the counts, and with --list every row that is not right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--budget", type=float, default=2.0)
    options = parser.parse_args()
    count: Counter[str] = Counter()
    slowest = 0.0
    for row in map(json.loads, options.file.open()):
        gold, pred, truth = fields(row)
        start = time.perf_counter()
        found, why = verdict(gold, pred, options.budget)
        slowest = max(slowest, time.perf_counter() - start)
        result = judged(found, truth)
        count[result] += 1
        if options.list and result != "right":
            print(f"{result:7} {truth} {found:10} {gold}  |  {pred}: {why}"[:260])
    total = sum(count.values())
    print(f"{count['right']} of {total} right, {count['wrong']} wrong, slowest {slowest:.1f} s")


def fields(row: dict[str, object]) -> tuple[str, str, str]:
    """Gold, prediction and truth of a row, in either of two layouts."""
    if "gold" in row:
        truth = row.get("truth", "T" if row.get("expected") else "F")
        return str(row["gold"]), str(row["pred"]), str(truth)
    truth = "T" if row["math_truth"] else "F"
    return str(row["teacher_latex"]), str(row["student_latex"]), truth


def verdict(gold: str, pred: str, budget: float) -> tuple[str, str]:
    """Proved, refuted, undecided or unreadable, and why."""
    try:
        found = equal(gold, pred, budget=budget)
    except ReadingError as error:
        return "unreadable", str(error)
    if isinstance(found, Proved):
        return "where" if found.conditions else "proved", str(found.conditions)
    return ("refuted" if isinstance(found, Refuted) else "undecided"), found.reason


def judged(found: str, truth: str) -> str:
    """Whether a verdict is right, wrong, or neither."""
    if truth == "D":
        return "right" if found in ("where", "proved", "undecided") else "wrong"
    if found in ("undecided", "unreadable"):
        return "neither"
    return "right" if (found in ("proved", "where")) == (truth == "T") else "wrong"


if __name__ == "__main__":
    main()
