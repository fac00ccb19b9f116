"""Other programs and this one, side by side: `python benchmarks/table.py` (10 to 20 minutes).

Each program is asked the same, in an environment of its own (made in build/peers), in one run; what
can't be installed is left out with a word. The table is printed, and written to
benchmarks/RESULTS.md. Times are of this machine; the ratios are what to look at.
"""

from __future__ import annotations

import json
import platform
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BUILD = HERE.parent / "build" / "peers"
LONGEST = 120.0
"""Seconds after which a program is asked no further."""
sys.path.insert(0, str(HERE))

from peers.tasks import FORMULAS, LENGTHS, PAIRS  # noqa: E402


@dataclass(frozen=True)
class Peer:
    """A program by name, what it is installed from, and the script that asks it."""

    name: str
    packages: tuple[str, ...]
    script: str

    def python(self) -> Path | None:
        """The Python of its environment; None where it can't be installed."""
        place = BUILD / "".join(c if c.isalnum() else "-" for c in "-".join(self.packages))
        python = place / "bin" / "python"
        if not (place / "installed").exists():
            venv.create(place, with_pip=True, clear=True)
            install = [python, "-m", "pip", "install", "--quiet", *self.packages]
            if subprocess.run(install, check=False, capture_output=True).returncode:
                return None
            (place / "installed").touch()
        return python

    def ask(self, tasks: object) -> list[Any] | None:
        """What it says, line by line; None where it can't be asked."""
        python = self.python()
        if python is None:
            return None
        command = [python, HERE / "peers" / self.script, self.name]
        try:
            done = subprocess.run(
                command, input=json.dumps(tasks), capture_output=True, text=True, check=False,
                timeout=LONGEST, cwd=BUILD,
            )  # fmt: skip
            out = done.stdout
        except subprocess.TimeoutExpired as late:
            out = (late.stdout or b"").decode()
        rows = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
        return rows or None


READERS = (
    Peer("latex2sympy2", ("latex2sympy2==1.9.1", "setuptools<81"), "asked_reading.py"),
    Peer("latex2sympy2_extended", ("latex2sympy2_extended[antlr4_13_2]",), "asked_reading.py"),
    Peer("sympy (antlr)", ("sympy==1.14", "antlr4-python3-runtime==4.11"), "asked_reading.py"),
    Peer("sympy (lark)", ("sympy==1.14", "lark"), "asked_reading.py"),
)
EQUALITIES = (
    Peer("Math-Verify", ("math-verify[antlr4_13_2]",), "asked_equality.py"),
    Peer("SymPy simplify", ("latex2sympy2_extended[antlr4_13_2]",), "asked_equality.py"),
    Peer("SymPy equals", ("latex2sympy2_extended[antlr4_13_2]",), "asked_equality.py"),
)
SEEDS = (
    Peer("SymPy simplify", ("sympy==1.14",), "asked_seeds.py"),
    Peer("z3", ("z3-solver",), "asked_seeds.py"),
)


def reading() -> Iterator[str]:
    """Median and 95th percentile of the time for one formula."""
    from derivations.reading import ReadingError, read_answer

    def ours(formula: str) -> bool:
        try:
            read_answer(formula)
        except ReadingError:
            return False
        return True

    here = [(ours(formula), median(lambda f=formula: ours(f))) for formula in FORMULAS]
    yield from _speed("derivations", [s for _, s in here], sum(ok for ok, _ in here), len(here))
    for peer in READERS:
        found = peer.ask(FORMULAS)
        if found is None:
            yield f"| {peer.name} | can't be installed | | | |"
            continue
        own = statistics.median(s for _, s in here)
        read = sum(r["ok"] for r in found)
        yield from _speed(peer.name, [r["seconds"] for r in found], read, len(FORMULAS), own)


def equality() -> Iterator[str]:
    """The same for two answers, with how many are right."""
    from derivations import equal
    from proofs import Proved, Refuted

    def ours(pair: tuple[str, str, bool]) -> tuple[bool | None, float]:
        start = time.perf_counter()
        verdict = equal(pair[0], pair[1])
        said = {Proved: True, Refuted: False}.get(type(verdict))
        return said, time.perf_counter() - start

    ours(PAIRS[0])
    here = [ours(pair) for pair in PAIRS]
    truths = [truth for _, _, truth in PAIRS]
    right, wrong = _counts([said for said, _ in here], truths)
    yield from _speed("derivations", [s for _, s in here], right, len(PAIRS), wrong=wrong)
    for peer in EQUALITIES:
        found = peer.ask([pair[:2] for pair in PAIRS])
        if found is None:
            yield f"| {peer.name} | can't be installed | | | |"
            continue
        own = statistics.median(s for _, s in here)
        right, wrong = _counts([r["answer"] for r in found], truths)
        seconds = [r["seconds"] for r in found]
        yield from _speed(peer.name, seconds, right, len(PAIRS), own, wrong=wrong)


def _counts(said: Sequence[bool | None], truths: Sequence[bool]) -> tuple[int, int]:
    """How many are right, and how many true ones are denied or false ones accepted."""
    pairs = list(zip(said, truths, strict=False))  # one that was late says less
    return sum(a is b for a, b in pairs), sum(a is not None and a is not b for a, b in pairs)


def seeds() -> Iterator[str]:
    """Each seed claim: ours, and the peers'."""
    from proofs import Proved, check

    theirs = {peer.name: {r["name"]: r for r in peer.ask(LENGTHS) or ()} for peer in SEEDS}
    for name, claim in _seed_claims():
        verdict = check(claim)
        own = median(lambda claim=claim: check(claim))
        cells = [f"{'proved' if isinstance(verdict, Proved) else 'not proved'}, {own * 1e3:.2f} ms"]
        for peer in SEEDS:
            row = theirs[peer.name].get(name)
            if row is None:
                cells.append("not said" if theirs[peer.name] else "can't be installed")
                continue
            said = {True: "proved", False: "not proved", None: "failed"}[row["answer"]]
            cells.append(
                f"{said}, {row['seconds'] * 1e3:.1f} ms ({row['seconds'] / own:.0f} times)"
            )
        yield f"| {name} | {' | '.join(cells)} |"


def _seed_claims() -> Iterator[tuple[str, Any]]:
    import sympy as sp

    from proofs import Claim

    x, c, h = sp.symbols("x c h")
    yield "sigma by tanh", Claim(1 / (1 + sp.exp(-x)), "=", (sp.tanh(x / 2) + 1) / 2)
    for n in LENGTHS:
        names = sp.symbols(f"x1:{n + 1}")
        shifted = sp.exp(names[0] + c) / sum(sp.exp(w + c) for w in names)
        plain = sp.exp(names[0]) / sum(sp.exp(w) for w in names)
        yield f"softmax shift, n = {n}", Claim(shifted, "=", plain)
    size = sp.symbols("K", integer=True, positive=True)
    i, j = sp.symbols("i j", integer=True)
    y = sp.IndexedBase("y", shape=(size,))
    total = [sp.Sum(sp.exp(y[j] + d), (j, 1, size)) for d in (c, 0)]
    yield (
        "softmax shift, any n",
        Claim(sp.exp(y[i] + c) / total[0], "=", sp.exp(y[i]) / total[1]),
    )
    slope = sp.Limit((sp.Max(0, x + h) - sp.Max(0, x)) / h, h, 0, "+-")
    yield "derivative of max(0, x), x > 0", Claim(slope, "=", 1, given=[x > 0])
    yield (
        "max(0, x)' = H(x)",
        Claim(
            sp.Derivative(sp.Max(0, x), x), "=", sp.Heaviside(x, sp.Rational(1, 2)),
            given=[sp.Ne(x, 0)],
        ),
    )  # fmt: skip


def start_up() -> Iterator[str]:
    """Whole commands against `import sympy`, in turn."""
    page = BUILD / "one line.md"
    page.write_text("$x + x = 2x$\n")
    derive = [sys.executable, "-m", "derivations.cli"]
    commands = {
        "derive --version": [*derive, "--version"],
        "derive check, one line": [*derive, "check", str(page)],
        "derive check, the example": [*derive, "check", str(HERE.parent / "examples/homework.md")],
    }
    bare = [sys.executable, "-c", "import sympy"]
    for name, command in commands.items():
        ratios = []
        for _ in range(6):
            own, other = (_seconds(c) for c in (command, bare))
            ratios.append(own / other)
        yield f"| {name} | {_seconds(command):.2f} s | {statistics.median(ratios):.2f} |"


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def median(task: Callable[[], object], runs: int = 7) -> float:
    """The median time of several runs, after one that does not count."""
    task()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _speed(
    name: str, seconds: Sequence[float], right: int, of: int, own: float | None = None,
    *, wrong: int | None = None,
) -> Iterator[str]:  # fmt: skip
    ordered = sorted(seconds)
    middle, late = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    times = f"{middle / own:.0f}" if own else "1"
    told = f"{right} of {of}" + ("" if wrong is None else f", {wrong} wrong")
    yield f"| {name} | {middle * 1e3:.2f} ms | {late * 1e3:.2f} ms | {times} | {told} |"


TABLES = (
    ("Reading a formula", "| reader | median | 95th percentile | times ours | read |", 5, reading),
    ("Equality of two answers",
     "| program | median | 95th percentile | times ours | right |", 5, equality),
    ("The seed claims", "| claim | proofs | SymPy simplify | z3 |", 4, seeds),
    ("Start-up", "| command | time | times `import sympy` |", 3, start_up),
)  # fmt: skip


_OURS = ("derivations", "sympy", "python-flint")


def main() -> None:
    """Print the tables, and write them down."""
    BUILD.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Speed, side by side", "",
        "Written by `python benchmarks/table.py`; every figure is from one run on one machine.", "",
        f"- {date.today()}, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}",
        f"- {', '.join(f'{name} {metadata.version(name)}' for name in _OURS)}",
    ]  # fmt: skip
    print("\n".join(lines))
    for title, head, columns, rows in TABLES:
        table = ["", f"## {title}", "", head, "|" + " --- |" * columns]
        print("\n".join(table), flush=True)
        for row in rows():
            print(row, flush=True)
            table.append(row)
        lines += table
    (HERE / "RESULTS.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
