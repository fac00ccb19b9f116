"""How far documents are read and decided: `python benchmarks/documents.py FOLDER [--budget 1]`.

For each Markdown or LaTeX file in FOLDER, and for all together: how many links it has, the share
that is readable, and of the links that are claims the share that is decided (proved or refuted).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from derivations.documents import DocumentError, check_document
from derivations.report import Report

SUFFIXES = (".md", ".tex")


def main() -> None:
    """Print a line for each document and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--budget", type=float, default=1.0)
    parser.add_argument("--why", action="store_true", help="count why links can't be read")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    print(f"{'document':40} {'links':>6} {'readable':>9} {'claims':>7} {'decided':>8} {'time':>7}")
    for path in sorted(p for p in options.folder.iterdir() if p.suffix in SUFFIXES):
        start = time.perf_counter()
        try:
            report = check_document(path, budget=options.budget)
        except DocumentError as error:
            print(f"{path.name:40} {error}")
            continue
        counts = counted(report)
        total += counts
        reasons.update(a.message for a in report.assertions if a.verdict == "unreadable")
        print(line(path.name, counts, time.perf_counter() - start))
    print(line("all", total))
    for reason, count in reasons.most_common(40) if options.why else ():
        print(f"{count:5}  {reason}")


def counted(report: Report) -> Counter[str]:
    """How many links there are, and how many are unreadable, claims, and decided."""
    verdicts = [a.verdict for a in report.assertions]
    decided = sum(v in ("proved", "refuted") for v in verdicts)
    return Counter(
        links=len(verdicts),
        unreadable=verdicts.count("unreadable"),
        claims=decided + verdicts.count("undecided"),
        decided=decided,
    )


def line(name: str, counts: Counter[str], seconds: float | None = None) -> str:
    """The figures of a document."""
    links, claims = counts["links"], counts["claims"]
    readable = share(links - counts["unreadable"], links)
    timed = "" if seconds is None else f"{seconds:6.1f}s"
    return (
        f"{name:40} {links:6} {readable:>9} {claims:7} {share(counts['decided'], claims):>8}"
        f" {timed:>7}"
    )


def share(part: int, whole: int) -> str:
    """A share in percent."""
    return f"{100 * part / whole:.0f}%" if whole else "-"


if __name__ == "__main__":
    main()
