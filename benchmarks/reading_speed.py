"""How fast formulas and documents are read: `python benchmarks/reading_speed.py [FILE]`.

Prints the time for a long sum, for documents of rising length (time per megabyte should stay the
same), and for input made to be hard; with FILE (one JSON object with "latex" a line) the median
time of its formulas, each read once before.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from derivations import ReadingError, read
from derivations.reading import read_document

PARAGRAPH = (
    "Let $x > 0$. Then $$(x + 1)^2 = x^2 + 2x + 1$$ and $\\frac{1}{1+e^{-x}} = "
    "\\frac{e^x}{1+e^x}$, so the claim of the lemma holds for every such x.\n\n"
)
HARD: dict[str, Callable[[], str]] = {
    "5,000 nested braces": lambda: "{" * 5_000 + "x" + "}" * 5_000,
    "5,000 opening braces": lambda: "{" * 5_000,
    "5,000 nested fractions": lambda: r"\frac{1}{" * 5_000 + "x" + "}" * 5_000,
    "5,000 signs": lambda: "-" * 5_000 + "x",
    "5,000 powers": lambda: "x^{" * 5_000 + "x" + "}" * 5_000,
    "5,000 environments": lambda: r"\begin{matrix}" * 5_000,
    "5,000 bars": lambda: "|" * 5_000 + "x",
    "1 MB of x + x": lambda: "x+" * 500_000 + "x",
    "1 MB of letters": lambda: "x" * 1_000_000,
    "1 MB of digits": lambda: "7" * 1_000_000,
    "1 MB of backslashes": lambda: "\\" * 1_000_000,
    "null bytes": lambda: "x\0+\0y",
    "a recursive macro": lambda: r"\def\a{\a\a}\a",
    "a macro bomb": lambda: bomb(),
    "a large power of ten": lambda: "1E999999999",
    "a tower of powers": lambda: "9^{9^{9^{9^{9}}}}",
}


def main() -> None:
    """Print the table."""
    text = "x+" * 5_000 + "x"
    print(f"10 kB of x+x+...: {spent(lambda: tried(text)) * 1e3:.1f} ms")
    for kilobytes in (64, 256, 1024):
        page = document(kilobytes * 1024)
        seconds = spent(lambda page=page: read_document("page.md", page))
        print(
            f"a document of {kilobytes} kB: {seconds:.2f} s, {seconds / kilobytes * 1024:.2f} s/MB"
        )
    for name, make in HARD.items():
        hard = make()
        result: list[str] = []
        seconds = spent(lambda hard=hard, result=result: result.append(tried(hard)))
        print(f"{name}: {seconds * 1e3:.0f} ms, {result[0]}")
    if len(sys.argv) > 1:
        rows = [json.loads(line)["latex"] for line in Path(sys.argv[1]).read_text().splitlines()]
        for latex in rows:
            tried(latex)
        times = [spent(lambda latex=latex: tried(latex)) for latex in rows]
        print(f"{len(rows)} formulas: median {statistics.median(times) * 1e3:.3f} ms")


def document(length: int) -> str:
    """A document of about that many characters, in sections of a few paragraphs."""
    sections = length // (10 * len(PARAGRAPH)) + 1
    return "".join(f"## Section {n}\n\n{PARAGRAPH * 10}" for n in range(sections))[:length]


def bomb() -> str:
    """Macros that each double the one before."""
    names = [f"\\a{chr(97 + i)}" for i in range(26)]
    lines = [f"\\newcommand{{{names[0]}}}{{x}}"]
    lines += [f"\\newcommand{{{b}}}{{{a}{a}}}" for a, b in pairwise(names)]
    return "".join(lines) + names[-1]


def spent(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tried(latex: str) -> str:
    """What came of reading a formula."""
    try:
        read(latex)
    except ReadingError as error:
        return f"{error.code} {error}"[:80]
    return "read"


if __name__ == "__main__":
    main()
