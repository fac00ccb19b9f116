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
import multiprocessing
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from .kernel.data import load, save
from .kernel.terms import Term, TermError


def ask(question: str, *terms: Term, seconds: float) -> Term | None:
    """SymPy's answer as a term; None if it has none, is late, or its answer has no term."""
    with _LOCK:
        worker = _POOL.worker()
        try:
            worker.pipe.send((question, [save(t) for t in terms]))
            if not worker.pipe.poll(max(seconds, 0.0)):
                _POOL.discard()
                return None
            answer = worker.pipe.recv()
        except (OSError, EOFError):
            _POOL.discard()
            return None
    try:
        return None if answer is None else load(answer)
    except TermError:
        return None


class _Worker:
    """A process that answers questions one after the other."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_answer_all, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()


class _Pool:
    """The worker, if one is running."""

    def __init__(self) -> None:
        self.running: _Worker | None = None

    def worker(self) -> _Worker:
        if self.running is None or not self.running.process.is_alive():
            self.running = _Worker()
        return self.running

    def discard(self) -> None:
        if self.running is not None:
            self.running.process.kill()
            self.running.pipe.close()
            self.running = None


_LOCK = Lock()
_POOL = _Pool()
atexit.register(_POOL.discard)


def _answer_all(pipe: Connection) -> None:
    """The worker's work: answers until the pipe is closed."""
    while True:
        try:
            question, saved = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pipe.send(_answer(question, [load(s) for s in saved]))


def _answer(question: str, terms: list[Term]) -> Any:
    try:
        found = {"antiderivative": _antiderivative}[question](*terms)
        return None if found is None else save(found)
    except Exception:  # noqa: BLE001 -- whatever SymPy raises, it has found nothing
        return None


def _antiderivative(body: Term, name: Term) -> Term | None:
    """A function whose derivative in `name` is `body`, as far as SymPy knows."""
    import sympy as sp
    from sympy.integrals.manualintegrate import manualintegrate

    from .translation import from_sympy, to_sympy

    expression = to_sympy(body)
    real = {s: sp.Symbol(s.name, real=True) for s in expression.free_symbols if s.is_real is None}
    expression = expression.subs(real)
    variable = real.get(to_sympy(name), to_sympy(name))
    for integrate in (manualintegrate, sp.integrate):
        try:
            found = integrate(expression, variable)
        except (NotImplementedError, ValueError, TypeError):
            continue
        if not found.has(sp.Integral):
            return from_sympy(found)
    return None
