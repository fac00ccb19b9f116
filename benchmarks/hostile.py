"""What documents from strangers cost: `python -m benchmarks.hostile [--budget SECONDS] [NAME ...]`.

For each, the time by the clock and the most memory of `derive read` and `derive check`, with all
their processes, and the verdicts. None may take more memory than it is allowed, or end by a signal,
and one hostile link may take its budget and half a second beyond what reading takes. Small ones
stand in the tests (`tests/test_hostile.py`, `tests/derivations/test_confined.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

LETTERS = "abcghpqrsuvwxyz"
SUM = " + ".join(LETTERS)
FRACTION, ROOT = r"\frac{1}{1 + ", r"\sqrt{1 + "
PLAIN = "Clearly $2 + 2 = 4$.\n\n"


def lines(line: str, count: int) -> str:
    """A line again and again, with its number where it has #."""
    return "".join(line.replace("#", str(k)) + "\n" for k in range(1, count + 1))


def nested(before: str, inside: str, after: str, depth: int) -> str:
    """Something within itself."""
    return before * depth + inside + after * depth


def determinant(size: int) -> str:
    """A determinant of names, and that of the transpose."""

    def rows(name: Callable[[int, int], str]) -> str:
        return r" \\ ".join(" & ".join(name(i, j) for j in range(size)) for i in range(size))

    a = rows(lambda i, j: f"a_{{{i},{j}}}")
    b = rows(lambda i, j: f"a_{{{j},{i}}}")
    return (
        rf"\det \begin{{pmatrix}} {a} \end{{pmatrix}} = \det \begin{{pmatrix}} {b} \end{{pmatrix}}"
    )


def doubling(step: str) -> str:
    """Sixty definitions, each made of two of the one before."""
    made = [f"Let $f_{{{k}}}(x) = {step.replace('#', f'f_{{{k - 1}}}(x)')}$." for k in range(1, 61)]
    return "\n\n".join(["Let $f_{0}(x) = x^2 + 1$.", *made, "Then $f_{60}(x) = f_{60}(-x) + x$."])


DOCUMENTS: dict[str, Callable[[], str]] = {
    "100,000 formulas, all the same": lambda: lines("Then $x + 1 = 1 + x$.", 100_000),
    "100,000 formulas": lambda: lines("Then $x + # = # + x$.", 100_000),
    "16 MB of words": lambda: "word " * (16 * 2**20 // 5),
    "16 MB of names": lambda: "$a$ " * (16 * 2**20 // 4),
    "1 MB of braces": lambda: "$" + "{" * 2**20 + "$",
    "200 MB": lambda: "$a = a$\n" * (200 * 2**20 // 8),
    "a chain of 20,000": lambda: f"$$ x {lines('= x + # - #', 20_000)} $$",
    "5,000 definitions": lambda: (
        "Let $f_0(x) = x$.\n" + lines("Let $f_{#}(x) = x f_0(#)$.", 5_000) + "Then $f_7(1) = 1$."
    ),
    "a tower": lambda: "$9^{9^{9^{9^{9}}}} = 9^{9^{9^{9}}}$",
    "300 nested fractions": lambda: f"${nested(FRACTION, 'x', '}', 300)} = x$",
    "1,000 nested roots": lambda: f"${nested(ROOT, 'x', '}', 1_000)} = x$",
    "50 nested roots": lambda: f"${nested(ROOT, 'x', '}', 50)} = x + 1$",
    "a product of 3,000": lambda: (
        f"$({lines('(x + #)', 3_000)})^2 + 1 = ({lines('(# - x)', 3_000)})^2$"
    ),
    "a determinant of 40 rows": lambda: f"Then ${determinant(40)}$.",
    "a determinant of 8 rows": lambda: f"Then ${determinant(8)}$.",
    "60 definitions that double": lambda: doubling("# # + #"),
    "60 definitions of sines": lambda: doubling(r"\sin(# + x) + \cos(#)"),
    "millions of terms": lambda: f"Then $({SUM} + 1)^{{9}} ({SUM})^{{2}} = ({SUM})^{{11}} + 1$.",
    "millions of terms in roots": lambda: (
        "Then $(" + " + ".join(rf"\sqrt{{{a} + 2}}" for a in LETTERS) + f")^{{12}} = {SUM}$."
    ),
    "denominators of millions of terms": lambda: (
        f"Then $\\frac{{1}}{{({SUM})^7 - 1}} + \\frac{{1}}{{({SUM} + 1)^7}} = 1$."
    ),
    "a sum of 5,000 fractions": lambda: (
        r"Then $\sum_{k=1}^{5000} \frac{1}{x + k} = \sum_{k=1}^{5000} \frac{1}{x - k}$."
    ),
    "a derivative of the twentieth order": lambda: (
        r"Then $\frac{d^{20}}{dx^{20}} e^{\sin(x^2)} \tan(x) = 0$."
    ),
    "an integral of a tower": lambda: r"Then $\int_0^{10^9} \sin(x^{x^x}) \, dx = 1$.",
}  # fmt: skip


def watched(command: list[str]) -> tuple[float, int, int, str]:
    """Seconds, peak memory in MB (of all its processes together), the status, and the output."""
    start, peak = time.monotonic(), 0
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, _family(process.pid))))
            time.sleep(0.02)
        seconds = time.monotonic() - start
        out.seek(0)
        return seconds, peak >> 20, process.returncode, out.read()


def _family(pid: int) -> list[int]:
    """A process and those that it has started, and these theirs."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return [pid]
    return [pid, *(p for child in text.split() for p in _family(int(child)))]


def _memory(pid: int) -> int:
    """The bytes of a process that are its own: pages shared with its copy count for one."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def told(output: str) -> str:
    """What came of it: verdicts by their number, and the bounds that were met."""
    try:
        report = json.loads(output[output.index("{") :].split("\n}\n")[0] + "\n}")
    except ValueError:
        return " ".join(output.split())[-90:]
    verdicts = Counter(a["verdict"] for a in report["assertions"] if a["verdict"])
    return ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items())


def main() -> None:
    """Print a line for each document."""
    parser = argparse.ArgumentParser(description="Documents from strangers")
    parser.add_argument("--budget", type=float, default=2.0)
    parser.add_argument("--memory", type=float, default=4.0, help="GB")
    parser.add_argument("names", nargs="*", help="only those in which one of these occurs")
    options = parser.parse_args()
    derive = [sys.executable, "-m", "derivations.cli"]
    limits = ["--budget", str(options.budget), "--memory", str(options.memory)]
    for name, make in DOCUMENTS.items():
        if options.names and not any(part in name for part in options.names):
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.md")
            Path(path).write_text(PLAIN + make())
            read = watched([*derive, "read", path])
            check = watched([*derive, "check", "--format", "json", *limits, path])
        cells = " ".join(f"{s:8.1f} s {mb:6} MB {status:3}" for s, mb, status, _ in (read, check))
        print(f"{name:36} {cells}  {told(check[3])}", flush=True)


if __name__ == "__main__":
    main()
