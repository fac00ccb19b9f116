r"""equal_many: pairs of answers in bulk, in this thread or side by side in processes.

>>> [type(v).__name__ for v in equal_many([("2x", "x + x"), ("1", "2"), ("1", "(")])]
['Proved', 'Refuted', 'ReadingError']
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import sys
from collections.abc import Iterable, Sequence
from itertools import count
from queue import Empty, SimpleQueue
from threading import Thread

from proofs.claim import Claim
from proofs.kernel import InferenceError
from proofs.kernel.terms import var
from proofs.memory import limit_memory
from proofs.verdict import Undecided, Verdict

from .equality import Decimals, equal
from .reading import ReadingError
from .workers import LineProcess, ProcessDiedError, ProcessLateError, answering, reply

GRACE = 20.0
"""Seconds beyond its time after which a pair's process is ended, what it starts with included."""
MEMORY = 4_000_000_000
"""The most bytes of memory that a process may use."""
_START = "from derivations.pairs import serve; serve({memory})"
_UNSTATED = Claim(var("gold"), "=", var("pred"))

Found = Verdict | ReadingError


def equal_many(
    pairs: Iterable[tuple[str, str]], *, decimals: Decimals = "exact", budget: float = 2.0,
    workers: int = 1, memory: int = MEMORY,
) -> list[Found]:  # fmt: skip
    """`equal` for each pair; where an answer can't be read, the error stands in the list.

    With `workers`, that many processes do it side by side (0: one for each core), each with so many
    bytes of `memory` at most. Proofs that they send are replayed here. A pair whose process dies,
    hangs or runs out of memory is undecided, and the rest goes on.
    """
    listed = list(pairs)
    if workers < 0:
        raise ValueError("workers are a number of processes, or 0 for one on each core")
    if workers == 1:
        return [_equal(gold, pred, decimals, budget) for gold, pred in listed]
    number = min(workers or os.cpu_count() or 1, len(listed))
    found: dict[int, Found] = {}
    waiting: SimpleQueue[int] = SimpleQueue()
    for position in range(len(listed)):
        waiting.put(position)
    threads = [
        Thread(target=_work, args=(listed, waiting, found, decimals, budget, memory), daemon=True)
        for _ in range(number)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [found[position] for position in range(len(listed))]


def _equal(gold: str, pred: str, decimals: Decimals, budget: float) -> Found:
    try:
        return equal(gold, pred, decimals=decimals, budget=budget)
    except ReadingError as error:
        return error


def _work(
    pairs: Sequence[tuple[str, str]], waiting: SimpleQueue[int], found: dict[int, Found],
    decimals: Decimals, budget: float, memory: int,
) -> None:  # fmt: skip
    process: LineProcess | None = None
    try:
        while True:
            try:
                position = waiting.get_nowait()
            except Empty:
                return
            line = json.dumps([*pairs[position], decimals, budget])
            for attempt in count(1):
                try:
                    process = process or LineProcess(_START.format(memory=memory))
                    found[position] = _unpacked(process.ask(line, budget + GRACE))
                except ProcessLateError:
                    process = None
                    found[position] = Undecided(_UNSTATED, "the time is up: it was stopped")
                except ProcessDiedError:
                    process = None
                    if attempt < 3:
                        continue
                    found[position] = Undecided(_UNSTATED, "the process that judged it died")
                break
    finally:
        if process is not None:
            process.stop()


def serve(memory: int = MEMORY) -> None:
    """The work of a process: an answer for each line, until there are no more."""
    out = answering()
    _equal("1", "1", "exact", 1.0)  # what all pairs need is at hand before there is a limit
    limit_memory(memory)
    for line in iter(sys.stdin.readline, ""):
        gold, pred, decimals, budget = json.loads(line)
        try:
            found = _equal(gold, pred, decimals, budget)
        except MemoryError:
            found = Undecided(_UNSTATED, "it ran out of memory")
        reply(out, base64.b64encode(pickle.dumps(_packed(found))).decode())


def _packed(found: Found) -> object:
    if isinstance(found, ReadingError):
        return (found.code, str(found), found.start, found.end, found.label, found.notes)
    return found


def _unpacked(answer: str) -> Found:
    """What our own process sent; proofs are replayed as they are loaded."""
    try:
        found = pickle.loads(base64.b64decode(answer))
    except InferenceError as error:
        return Undecided(_UNSTATED, f"its proof did not replay: {error}")
    if isinstance(found, tuple):
        code, message, start, end, label, notes = found
        return ReadingError(code, message, start, end, label=label, notes=notes)
    return found  # type: ignore[no-any-return]


__all__ = ["equal_many", "serve"]
