"""Other programs and this one, side by side: `python benchmarks/table.py` (10 to 20 minutes).

Each program is asked the same, in an environment of its own (made in build/peers), in one run; what
can't be installed is left out with a word. The table is printed, and written to
benchmarks/RESULTS.md. Times are of this machine; the ratios are what to look at.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
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

import growth  # noqa: E402
import normal_forms  # noqa: E402
from peers.tasks import FORMULAS, LENGTHS, PAIRS  # noqa: E402


@dataclass(frozen=True)
class Peer:
    """A program by name, what it is installed from, and the script that asks it.

    Without packages it is run by this very Python; `needs` is a command that has to be there.
    """

    name: str
    packages: tuple[str, ...]
    script: str
    needs: str = ""

    def python(self) -> Path | None:
        """The Python of its environment; None where it can't be installed."""
        if not self.packages:
            return Path(sys.executable) if not self.needs or shutil.which(self.needs) else None
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


EXTENDED = ("latex2sympy2_extended[antlr4_13_2]",)
READERS = (
    Peer("derivations", (), "asked_reading.py"),
    Peer("latex2sympy2", ("latex2sympy2==1.9.1", "setuptools<81"), "asked_reading.py"),
    Peer("latex2sympy2_extended", EXTENDED, "asked_reading.py"),
    Peer("sympy (antlr)", ("sympy==1.14", "antlr4-python3-runtime==4.11"), "asked_reading.py"),
    Peer("sympy (lark)", ("sympy==1.14", "lark"), "asked_reading.py"),
)
EQUALITIES = (
    Peer("derivations", (), "asked_equality.py"),
    Peer("Math-Verify", ("math-verify[antlr4_13_2]",), "asked_equality.py"),
    Peer("SymPy simplify", EXTENDED, "asked_equality.py"),
    Peer("SymPy equals", EXTENDED, "asked_equality.py"),
    Peer("Maxima radcan", (), "asked_maxima.py", "maxima"),
    Peer("Maxima ratsimp", (), "asked_maxima.py", "maxima"),
)
SEEDS = (
    Peer("derivations", (), "asked_seeds.py"),
    Peer("SymPy simplify", ("sympy==1.14",), "asked_seeds.py"),
    Peer("z3", ("z3-solver",), "asked_seeds.py"),
    Peer("egglog", ("egglog",), "asked_seeds.py"),
)


def reading() -> Iterator[str]:
    """How long one formula takes."""
    yield from _compared(READERS, FORMULAS, lambda rows: f"{sum(r['ok'] for r in rows)}")


def equality() -> Iterator[str]:
    """The same for two answers, with how many are right."""
    truths = [truth for _, _, truth in PAIRS]

    def told(rows: list[Any]) -> str:
        pairs = list(zip((r["answer"] for r in rows), truths, strict=False))
        right = sum(a is b for a, b in pairs)
        wrong = sum(a is not None and a is not b for a, b in pairs)
        return f"{right}, {wrong} wrong"

    plain = [pair[:2] for pair in PAIRS]
    yield from _compared(EQUALITIES[:4], plain, told)
    own = EQUALITIES[0].ask(plain)
    yield from _compared(EQUALITIES[4:], [[_maxima(a) for a in p] for p in plain], told, own)


def _maxima(formula: str) -> str:
    """A formula in Maxima's syntax."""
    from derivations import read

    written = str(read(formula).expression).replace("**", "^")
    return re.sub(r"\b(pi|E|I)\b", lambda m: f"%{m[0].lower()}", written).replace("Abs", "abs")


def _compared(
    peers: Sequence[Peer], tasks: Sequence[object], told: Callable[[list[Any]], str],
    own: list[Any] | None = None,
) -> Iterator[str]:  # fmt: skip
    """A row for each program: times, ratios to ours, what it told, the most memory it had."""
    for peer in peers:
        found = peer.ask(tasks)
        if found is None:
            yield f"| {peer.name} | can't be installed | | | |"
            continue
        own = own or found
        middle, late = (_share(found, part) for part in (0.5, 0.95))
        ratios = (middle / max(_share(own, 0.5), 1e-7), late / max(_share(own, 0.95), 1e-7))
        yield (
            f"| {peer.name} | {middle * 1e3:.2f} ms | {late * 1e3:.2f} ms"
            f" | {ratios[0]:.3g}, {ratios[1]:.3g} | {told(found)} of {len(tasks)}"
            f" | {max(r['peak'] for r in found) / 1024:.0f} MB |"
        )


def _share(rows: list[Any], part: float) -> float:
    ordered = sorted(r["seconds"] for r in rows)
    return ordered[int(part * (len(ordered) - 1))] if part != 0.5 else statistics.median(ordered)


def seeds() -> Iterator[str]:
    """Each seed claim: ours, and the peers'."""
    said = {peer.name: {r["name"]: r for r in peer.ask(LENGTHS) or ()} for peer in SEEDS}
    for name, ours in said["derivations"].items():
        cells = []
        for peer in SEEDS:
            row = said[peer.name].get(name)
            if row is None:
                cells.append("not said" if said[peer.name] else "can't be installed")
                continue
            answer = {True: "proved", False: "not proved", None: "failed"}[row["answer"]]
            ratio = "" if row is ours else f" ({row['seconds'] / ours['seconds']:.0f} times)"
            cells.append(f"{answer}, {row['seconds'] * 1e3:.2f} ms{ratio}")
        yield f"| {name} | {' | '.join(cells)} |"
    peaks = [max((r["peak"] for r in said[peer.name].values()), default=0) for peer in SEEDS]
    yield f"| memory at the peak | {' | '.join(f'{p / 1024:.0f} MB' for p in peaks)} |"


def beside_flint() -> Iterator[str]:
    """The normal form against FLINT alone, on the polynomials that it comes down to."""
    for name, ours, alone in normal_forms.rows():
        own, other = (min(normal_forms.seconds(t) for _ in range(15)) for t in (ours, alone))
        yield f"| {name} | {own * 1e3:.2f} ms | {other * 1e3:.2f} ms | {own / other:.2f} |"


def growing() -> Iterator[str]:
    """How times grow with size, and the exponent that fits best."""
    for name, sizes, times in growth.rows():
        pairs = ", ".join(f"{n}: {t * 1e3:.3g} ms" for n, t in zip(sizes, times, strict=True))
        yield f"| {name} | {pairs} | {growth.exponent(sizes, times):.2f} |"


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
        for _ in range(7):
            own, other = (_seconds(c) for c in (command, bare))
            ratios.append(own / other)
        yield f"| {name} | {_seconds(command):.2f} s | {statistics.median(ratios):.2f} |"


def _seconds(command: Sequence[str]) -> float:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()  # after the first run there is bytecode, as anyone has it
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env=kept)
    return time.perf_counter() - start


_SPEED = "| program | median | 95th percentile | times ours: median, 95th | {} | memory |"
TABLES = (
    ("Reading a formula", _SPEED.format("read"), 6, reading),
    ("Equality of two answers", _SPEED.format("right"), 6, equality),
    ("The seed claims", "| claim | derivations | SymPy | z3 | egglog |", 5, seeds),
    ("The normal form", "| identity | kernel | FLINT alone | ratio |", 4, beside_flint),
    ("Growth", "| what grows | size: time | exponent |", 3, growing),
    ("Start-up", "| command | time | times `import sympy` |", 3, start_up),
)  # fmt: skip


_OURS = ("derivations", "sympy", "python-flint")


def main() -> None:
    """Print the tables, and write them down."""
    BUILD.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Speed, side by side", "",
        "Written by `python benchmarks/table.py`; every figure is from one run on one machine."
        " Of a program that only simplifies, a difference not brought to 0 is a no.", "",
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
