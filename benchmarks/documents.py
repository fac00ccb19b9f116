"""How far documents are read and decided: `python benchmarks/documents.py FOLDER [--budget 1]`.

For each Markdown or LaTeX file in FOLDER, and for all together: how many links it has, the share
that is readable (its form is known: what stands over what), the share whose meaning is known too,
and of these the number of claims and the share of them that is decided (proved or refuted).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from derivations.documents import DocumentError, check_document
from derivations.report import Assertion, Report

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
    print(
        f"{'document':40} {'links':>6} {'readable':>9} {'meaning':>8} {'claims':>7} {'decided':>8}"
        f" {'time':>7}"
    )
    for path in sorted(p for p in options.folder.iterdir() if p.suffix in SUFFIXES):
        start = time.perf_counter()
        try:
            report = check_document(path, budget=options.budget)
        except DocumentError as error:
            print(f"{path.name:40} {error}")
            continue
        counts = counted(report)
        total += counts
        reasons.update(
            why(a) for a in report.assertions if a.verdict == "unreadable" or not a.meant
        )
        print(line(path.name, counts, time.perf_counter() - start))
    print(line("all", total))
    for reason, count in reasons.most_common(40) if options.why else ():
        print(f"{count:5}  {reason}")


def why(link: Assertion) -> str:
    """Why a link is unreadable (marked with x), or not judged."""
    return f"{'x ' if link.verdict == 'unreadable' else '  '}{link.message}"


def counted(report: Report) -> Counter[str]:
    """How many links there are, and how many are unreadable, unmeant, claims, and decided."""
    meant = [a.verdict for a in report.assertions if a.meant]
    decided = sum(v in ("proved", "refuted") for v in meant)
    return Counter(
        links=len(report.assertions),
        unreadable=meant.count("unreadable"),
        unmeant=len(report.assertions) - len(meant),
        claims=decided + meant.count("undecided"),
        decided=decided,
    )


def line(name: str, counts: Counter[str], seconds: float | None = None) -> str:
    """The figures of a document."""
    links, claims = counts["links"], counts["claims"]
    readable = share(links - counts["unreadable"], links)
    meant = share(links - counts["unreadable"] - counts["unmeant"], links)
    timed = "" if seconds is None else f"{seconds:6.1f}s"
    decided = share(counts["decided"], claims)
    return f"{name:40} {links:6} {readable:>9} {meant:>8} {claims:7} {decided:>8} {timed:>7}"


def share(part: int, whole: int) -> str:
    """A share in percent."""
    return f"{100 * part / whole:.0f}%" if whole else "-"


if __name__ == "__main__":
    main()
