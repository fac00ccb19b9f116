"""Speed, as ratios measured in one run: `python benchmarks/speed.py [DOCUMENT]`.

1. The kernel on single identities, warm, against SymPy's `simplify` of the difference.
2. `derive check DOCUMENT`, start-up included, against `python -c "import sympy"`, run in turn.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from proofs import Claim, Proved, check
from proofs.translation import from_sympy


def median_seconds(task: Callable[[], object], runs: int) -> float:
    """The median of several runs, after one that does not count."""
    task()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def identities() -> None:
    """Warm kernel against SymPy, row by row."""
    import sympy as sp

    x, c = sp.symbols("x c")
    xs = sp.symbols("x1:4")
    shift = sp.exp(xs[0] + c) / sum(sp.exp(w + c) for w in xs)
    plain = sp.exp(xs[0]) / sum(sp.exp(w) for w in xs)
    rows = {
        "sigma by tanh": (1 / (1 + sp.exp(-x)), (sp.tanh(x / 2) + 1) / 2),
        "tanh by sigma": (sp.tanh(x), 2 / (1 + sp.exp(-2 * x)) - 1),
        "softmax shift, n = 3": (shift, plain),
    }
    print(
        f"{'identity':24}{'verdict':>10}{'check, ms':>12}{'simplify, ms':>14}{'0?':>6}{'ratio':>9}"
    )
    for name, (left, right) in rows.items():
        claim = Claim(from_sympy(left), "=", from_sympy(right))
        verdict = "proved" if isinstance(check(claim), Proved) else "not proved"
        ours = median_seconds(lambda claim=claim: check(claim), 50)
        start = time.perf_counter()
        zero = sp.simplify(left - right) == 0
        theirs = time.perf_counter() - start
        print(
            f"{name:24}{verdict:>10}{ours * 1e3:12.3f}{theirs * 1e3:14.1f}"
            f"{'yes' if zero else 'no':>6}{theirs / ours:9.0f}"
        )


def whole_command(document: Path, pairs: int = 7) -> None:
    """`derive check` against importing SymPy, in turn, so that both see the same machine; both with
    their modules compiled, as installed packages have them."""
    derive = [sys.executable, "-m", "derivations.cli", "check", str(document), "--format", "json"]
    bare = [sys.executable, "-c", "import sympy"]
    rows = []
    for _ in range(pairs + 1):
        ours, theirs = (_timed(command) for command in (derive, bare))
        rows.append((*ours, *theirs, ours[0] / theirs[0], ours[1] / theirs[1]))
    wall, work, bare_wall, bare_work, ratio, by_work = (
        statistics.median(column) for column in zip(*rows[1:], strict=True)
    )
    print(f"derive check {document.name}: {wall:.2f} s, of which the processor works {work:.2f} s")
    print(f"import sympy: {bare_wall:.2f} s, {bare_work:.2f} s")
    print(f"ratio, median of {pairs} pairs: {ratio:.2f}; of the processor's work: {by_work:.2f}")


def _timed(command: list[str]) -> tuple[float, float]:
    """How long a command takes, and how long the processor works for it."""
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before, start = _work(), time.perf_counter()
    subprocess.run(
        command, env=surroundings, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - start, _work() - before


def _work() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print both tables."""
    default = Path(__file__).parent.parent / "examples" / "homework.md"
    identities()
    print()
    whole_command(Path(sys.argv[1]) if len(sys.argv) > 1 else default)


if __name__ == "__main__":
    main()
