"""A class of a thousand: `python benchmarks/grade_class.py [--count 1000] [--kill]`.

Submissions are made from those of examples/sheet by mixing their answers and changing letters and
numbers in them. Printed: seconds for each submission with one worker and with all, how many times
as fast that is and how many cores it keeps busy, the memory of all processes at several points of
the run, and how long a second run takes that finds all in the cache. With --kill, workers are
killed at random all the while, and every mark is compared with that of the quiet run.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from threading import Event, Thread

from derivations.grading.batch import Limits, cores, run
from derivations.grading.grading import Plan, grade
from derivations.grading.marks import Mark
from derivations.grading.sheet import Sheet, read_sheet
from derivations.grading.worker import Job, Result, Setting, Worker

EXAMPLE = Path(__file__).parents[1] / "examples" / "sheet"
SOURCES = ("solution.md", "submissions/ada.md", "submissions/ben.md", "submissions/dee.md")
ANSWER = re.compile(r"^(?:\*\*|#+ *)(?:Answer|Question) (\d)[^\n]*?(?:\*\*|$)", re.MULTILINE)


def main() -> None:
    """Print how a class of many is graded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--kill", action="store_true", help="kill workers at random, too")
    parser.add_argument("--workers", type=int, default=cores())
    options = parser.parse_args()
    sheet = read_sheet("sheet.md", (EXAMPLE / "sheet.md").read_text())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "class"
        made_class(folder, options.count)
        few = sorted(folder.iterdir())[: max(40, options.count // 10)]
        alone = timed(sheet, few, Plan(limits=Limits(workers=1)))[0] / len(few)
        before = processor()
        whole = timed(sheet, few, Plan(limits=Limits(options.workers)))[0]
        busy, side_by_side = (processor() - before) / whole, whole / len(few)
        print(
            f"{len(few)} submissions without a cache: {alone:.3f} s each with 1 worker, "
            f"{side_by_side:.3f} s with {options.workers}: {alone / side_by_side:.2f} times as "
            f"fast, {busy:.2f} cores busy"
        )
        plan = Plan(limits=Limits(options.workers), cache=Path(place) / "cache" / "v.sqlite")
        memory: list[int] = []
        first, marks = timed(sheet, [folder], plan, memory)
        print(
            f"{len(marks)} submissions with an empty cache: {first:.1f} s, "
            f"{first / len(marks):.3f} s each"
        )
        print("memory of all processes, MB: " + ", ".join(str(m) for m in memory))
        second, again = timed(sheet, [folder], plan)
        print(
            f"again, from the cache: {second:.2f} s, {first / second:.0f} times as fast; "
            f"marks that differ: {differing(marks, again)}"
        )
        if options.kill:
            spent, killed, found = with_killing(sheet, folder, options.workers)
            stopped = sum(m.status != "marked" for m in found)
            print(
                f"with {killed} workers killed: {spent:.1f} s, {len(found)} accounted for, "
                f"{stopped} stopped, marks that differ: {differing(marks, found)}"
            )


def timed(
    sheet: Sheet, paths: Sequence[Path], plan: Plan, memory: list[int] | None = None
) -> tuple[float, list[Mark]]:
    """How long it takes, and the marks; `memory` gets what is used at ten points of the run."""
    seen = set()

    def progress(done: int, total: int) -> None:
        point = 10 * done // max(total, 1)
        if memory is not None and point not in seen:
            seen.add(point)
            memory.append(used())

    start = time.perf_counter()
    marks = grade(sheet, paths, plan, progress)
    return time.perf_counter() - start, marks


def differing(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """How many students have other points."""
    points = {m.student: (m.status, [q.points for q in m.questions]) for m in one}
    return sum(points.get(m.student) != (m.status, [q.points for q in m.questions]) for m in other)


# --- a class -------------------------------------------------------------------------------------


def made_class(folder: Path, count: int) -> None:
    """Write so many submissions, each other than all others."""
    folder.mkdir()
    answers = [dict(answers_in((EXAMPLE / name).read_text())) for name in SOURCES]
    chance = random.Random(7)
    for number in range(count):
        parts = []
        for question in "1234567":
            written = [a[question] for a in answers if question in a]
            text = changed(chance.choice(written), chance)
            parts.append(f"**Answer {question}.** {text.strip()}\n")
        (folder / f"student{number:04}.md").write_text("\n".join(parts))


def answers_in(text: str) -> Iterator[tuple[str, str]]:
    """The answers of a submission by number."""
    heads = list(ANSWER.finditer(text))
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        yield head[1], text[head.end() : following.start() if following else len(text)]


def changed(text: str, chance: random.Random) -> str:
    """An answer, some of its numbers and signs other than they were."""
    spots = list(re.finditer(r"(?<=[ {(])[1-9](?=[ })\\,])| [+-] ", text))
    for match in chance.sample(spots, min(len(spots), chance.choice((0, 0, 1, 1, 2)))):
        old = match[0]
        new = {" + ": " - ", " - ": " + "}.get(old, str(chance.randint(1, 9)))
        text = text[: match.start()] + new.ljust(len(old))[: len(old)] + text[match.end() :]
    return text


def processor() -> float:
    """Seconds that this process and those that it ended have had a processor."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


# --- memory, and murder --------------------------------------------------------------------------


def used() -> int:
    """The memory of this process and all below it, in MB (Linux)."""
    children: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry.name))
        sizes[int(entry.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    waiting, total = [os.getpid()], 0
    while waiting:
        pid = waiting.pop()
        total += sizes.get(pid, 0)
        waiting += children.get(pid, [])
    return total // 1_000_000


def with_killing(sheet: Sheet, folder: Path, workers: int) -> tuple[float, int, list[Mark]]:
    """A run in which workers are killed at random: how long, how many, and the marks."""
    alive: list[Worker] = []
    over, killed = Event(), [0]
    thread = Thread(target=kill, args=(alive, over, killed))
    thread.start()
    runner: Callable[[Setting, Sequence[Job], Limits], Iterator[tuple[Job, Result]]]
    runner = partial(run, started=alive.append)
    try:
        spent, marks = timed(sheet, [folder], Plan(limits=Limits(workers), runner=runner))
    finally:
        over.set()
        thread.join()
    return spent, killed[0], marks


def kill(alive: Sequence[Worker], over: Event, killed: list[int]) -> None:
    """Kill one of the workers every few seconds."""
    chance = random.Random(11)
    while not over.wait(chance.uniform(1, 5)):
        pid = chance.choice(alive).pid if alive else None
        if pid is not None:
            try:
                os.kill(pid, signal.SIGKILL)
                killed[0] += 1
            except ProcessLookupError:
                continue


if __name__ == "__main__":
    main()
