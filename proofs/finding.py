"""SymPy as a finder: asked in a process of its own, with a time limit; never believed.

What it answers is a proposal that the kernel has to accept. A worker that is late is killed and
replaced. It imports SymPy when it is first asked, so that who never asks never waits for it.

>>> from proofs.kernel.terms import power, num, var
>>> x = var("x")
>>> str(ask("antiderivative", power(x, num(2)), x, seconds=20.0))
'1/3*x^3'
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import sys
from threading import Lock, Thread
from time import monotonic
from typing import IO, Any

from .kernel.terms import Term, TermError
from .kernel.terms.data import load, save

MEMORY = 2_000_000_000
"""The most bytes of memory that the worker may use."""
_START = """
import json, sys, types
sys.path[:], places = json.loads(sys.argv[1])
for name in ("proofs", "proofs.kernel"):  # of these packages, terms are all that is needed
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = places[name]
from proofs.finding import serve
serve()
"""


def ask(question: str, *terms: Term, seconds: float) -> Term | None:
    """SymPy's answer as a term; None if it has none, is late, or its answer has no term."""
    line = json.dumps([question, [save(t) for t in terms]])
    due = monotonic() + max(seconds, 0.0)
    if not _LOCK.acquire(timeout=max(seconds, 0.0)):  # another thread is asking
        return None
    try:
        answer = _POOL.ask(line, due - monotonic())
    finally:
        _LOCK.release()
    if answer is None:
        return None
    try:
        found = json.loads(answer)
        return None if found is None else load(found)
    except (TermError, ValueError):
        return None


def make_ready() -> None:
    """Start the worker, if none is running, so that it gets ready while others work."""
    with _LOCK:
        _POOL.start()


class _Worker:
    """A process that answers questions, a line each; a thread takes its answers in.

    The first line that it gives says that it is ready: until then it is not asked, nor killed.
    """

    def __init__(self) -> None:
        self.ready = False
        packages = ("proofs", "proofs.kernel")
        places = {name: list(sys.modules[name].__path__) for name in packages}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps([sys.path, places])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        Thread(target=self._take_in, args=(self.process.stdout,), daemon=True).start()

    def _take_in(self, lines: IO[str]) -> None:
        for line in lines:
            self.answers.put(line)
        self.answers.put("")


class _Pool:
    """The worker, if one is running."""

    def __init__(self) -> None:
        self.running: _Worker | None = None

    def start(self) -> _Worker:
        if self.running is None or self.running.process.poll() is not None:
            self.discard()
            self.running = _Worker()
        return self.running

    def ask(self, line: str, seconds: float) -> str | None:
        worker, due = self.start(), monotonic() + max(seconds, 0.0)
        try:
            if not worker.ready:
                worker.ready = bool(worker.answers.get(timeout=max(seconds, 0.0)))
        except queue.Empty:
            return None
        try:
            if worker.process.stdin is None:
                return None
            worker.process.stdin.write(line + "\n")
            worker.process.stdin.flush()
            answer = worker.answers.get(timeout=max(due - monotonic(), 0.0))
        except (OSError, ValueError, queue.Empty):
            self.discard()
            self.running = _Worker()  # it gets ready while others work
            return None
        return answer or None

    def discard(self) -> None:
        if self.running is not None:
            self.running.process.kill()
            self.running.process.wait()
            self.running = None


_LOCK = Lock()
_POOL = _Pool()
atexit.register(_POOL.discard)


def _leave_to_the_other() -> None:
    """In a copy of this process: the worker that is running is that of the other one."""
    global _LOCK
    _LOCK = Lock()
    _POOL.running = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_the_other)


def serve() -> None:
    """The worker's work: an answer for each line, until there are no more."""
    import sympy.integrals.manualintegrate

    from . import translation
    from .memory import limit_memory

    limit_memory(MEMORY)

    del sympy, translation  # imported ahead of the first question
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        for line in sys.stdin:
            question, saved = json.loads(line)
            answer = _answer(question, [load(s) for s in saved])
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    except (KeyboardInterrupt, BrokenPipeError):
        return


def _answer(question: str, terms: list[Term]) -> Any:
    try:
        found = {"antiderivative": _antiderivative}[question](*terms)
        return None if found is None else save(found)
    except Exception:  # noqa: BLE001 -- whatever SymPy raises, and where memory is short, it has found nothing
        return None


def _antiderivative(body: Term, name: Term) -> Term | None:
    """A function whose derivative in `name` is `body`, as far as SymPy knows, where it is general.

    The parameters are taken to be positive: what comes of it has to be accepted without that.
    """
    import sympy as sp
    from sympy.integrals.manualintegrate import manualintegrate

    from .translation import from_sympy, to_sympy

    expression, variable = to_sympy(body), to_sympy(name)
    assumed = {
        s: sp.Symbol(s.name, **{"real" if s == variable else "positive": True})
        for s in expression.free_symbols | {variable}
        if s.is_real is None
    }
    expression, variable = expression.subs(assumed), assumed.get(variable, variable)
    for integrate in (manualintegrate, sp.integrate):
        try:
            found = integrate(expression, variable)
        except (NotImplementedError, ValueError, TypeError):
            continue
        found = found.replace(lambda e: isinstance(e, sp.Piecewise), lambda e: e.args[0][0])
        if not found.has(sp.Integral):
            return from_sympy(found)
    return None
