"""Replay against search: `python benchmarks/replay.py [DOCUMENT ...]`.

For the claims of the library and of documents: how long their proofs take to be found; to be read
from a lock, replayed and bound to their claims; and to be read again where all of them replayed
before on this machine. Each of the three runs in a process of its own, as in a run of tests, so
that SymPy's start counts where a search needs it; reading documents and making claims count for
none. The rows split the claims by how long their search takes: a claim whose normal forms agree is
found as fast as it is replayed, for both compute these.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from derivations.cache import Cache
from derivations.docstrings import documents_of
from derivations.locks import Lock, LockedJudge, data_of, lock_of, read_lock, write_lock
from proofs import Claim, Proved, check

CLASSES = ((0.0, 0.002), (0.002, 0.01), (0.01, 0.1), (0.1, float("inf")))


def library_claims() -> list[Claim]:
    """What the library claims, and every link of its derivations."""
    from derivations.library import TOPICS, topic

    found = [topic(name) for name in TOPICS]
    return list(dict.fromkeys(c for t in found for c in (*t.claims.values(), *t.write().claims())))


def document_claims(path: Path) -> list[Claim]:
    """The links of a document."""
    steps = (s for document in documents_of(path) for d in document.derivations for s in d.steps)
    return list(dict.fromkeys(step.claim for step in steps if step.claim is not None))


def claims_of(source: str) -> list[Claim]:
    """The claims of the library, or of a document."""
    return library_claims() if source == "library" else document_claims(Path(source))


def search(source: str, lock: Path) -> list[tuple[str, float]]:
    """Seconds for each claim that is proved, by its text; the proofs go into a lock."""
    proofs = {}
    rows = []
    for claim in claims_of(source):
        start = time.perf_counter()
        verdict = check(claim, budget=10.0)
        seconds = time.perf_counter() - start
        if isinstance(verdict, Proved):
            proofs[claim] = data_of(verdict.proof)
            rows.append((str(claim), seconds))
    write_lock(lock, lock_of(proofs))
    return rows


def replay(source: str, lock: Path) -> list[tuple[str, float]]:
    """Seconds for each claim that has a proof in the lock; in the first, reading it counts.

    What has replayed is remembered, so that a second run is one that finds all of it again.
    """
    claims = claims_of(source)
    start = time.perf_counter()
    seen = Cache(lock.parent / "cache" / "verdicts.sqlite")
    judge = LockedJudge(read_lock(lock, seen) or Lock(), check, seen)
    rows = []
    for claim in claims:
        if judge.holds(claim):
            rows.append((str(claim), time.perf_counter() - start))
        start = time.perf_counter()
    return rows


def in_a_process(task: str, source: str, lock: Path) -> dict[str, float]:
    """What a task measures, in a process of its own."""
    command = [sys.executable, __file__, "--task", task, source, str(lock)]
    return dict(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def compare(source: str) -> None:
    """Print a table for the library, or a document."""
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder) / "claims.lock"
        found = in_a_process("search", source, lock)
        replayed, again = (in_a_process("replay", source, lock) for _ in range(2))
        size = lock.stat().st_size
    if not found.keys() == replayed.keys() == again.keys():
        raise SystemExit(f"{source}: not every proof that was found was replayed")
    print(f"{source}: {len(found)} proofs, {size / 1e3:.0f} kB")
    head = ("search of a claim takes", "claims", "search, s", "replay, s", "ratio", "again, s",
            "ratio")  # fmt: skip
    print("  {:26}{:>7}{:>11}{:>11}{:>7}{:>11}{:>7}".format(*head))
    for low, high in (*CLASSES, (0.0, float("inf"))):
        chosen = [claim for claim, seconds in found.items() if low <= seconds < high]
        if not chosen:
            continue
        theirs, ours, last = (sum(t[c] for c in chosen) for t in (found, replayed, again))
        whole = (low, high) == (0.0, float("inf"))
        name = "all" if whole else f"{low:g} s to {high:g} s"
        print(
            f"  {name:26}{len(chosen):7}{theirs:11.3f}{ours:11.3f}{theirs / ours:7.1f}"
            f"{last:11.3f}{theirs / last:7.1f}"
        )


def main() -> None:
    """Print the tables."""
    if sys.argv[1:2] == ["--task"]:
        task, source, lock = sys.argv[2:5]
        rows = (search if task == "search" else replay)(source, Path(lock))
        print(json.dumps(rows))
        return
    example = Path(__file__).parent.parent / "examples" / "homework.md"
    for source in ("library", *(sys.argv[1:] or [str(example)])):
        compare(source)


if __name__ == "__main__":
    main()
