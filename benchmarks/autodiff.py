"""Automatic differentiation of long and deep traces: `python benchmarks/autodiff.py [NODES]`.

Each line is a trace of so many assignments, and the seconds that it takes to trace the expression
and to sweep over it, in balls; a tenth of the length should take a tenth of the time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

import sympy as sp

from derivations.library.autodiff import Trace, evaluation_trace, forward_sweep, reverse_sweep

Result = TypeVar("Result")
x, y = sp.symbols("x y")


def main(nodes: int) -> None:
    """Print a line for each kind of expression, at a tenth of the length and at all of it."""
    print(f"{'expression':12}{'assignments':>12}{'trace':>9}{'forward':>9}{'reverse':>9}")
    for name, make in KINDS.items():
        for length in (nodes // 10, nodes):
            expression = make(length)
            traced, tracing = timed(lambda e=expression: _traced(e))
            _, forwards = timed(lambda t=traced: forward_sweep(t, "x"))
            _, backwards = timed(lambda t=traced: reverse_sweep(t))
            count = len(traced.assignments)
            print(f"{name:12}{count:12}{tracing:9.2f}{forwards:9.2f}{backwards:9.2f}")


def timed(task: Callable[[], Result]) -> tuple[Result, float]:
    """What a task gives, and how long it takes."""
    start = perf_counter()
    result = task()
    return result, perf_counter() - start


def _traced(expression: object) -> Trace:
    return evaluation_trace(expression, {x: "0.3", y: "0.999"})


def deep(nodes: int) -> object:
    """sin(... sin(x)/2 + y ...)/2 + y: each part stands in the next one."""
    inside = x
    for _ in range(nodes // 3):
        half = sp.Mul(sp.Rational(1, 2), sp.sin(inside, evaluate=False), evaluate=False)
        inside = sp.Add(half, y, evaluate=False)
    return inside


def wide(nodes: int) -> object:
    """A sum of many sines of different angles."""
    parts = [sp.sin(x * k, evaluate=False) for k in range(2, nodes // 3 + 2)]
    return sp.Add(*parts, evaluate=False)


def shared(nodes: int) -> object:
    """Each part stands twice in the next one: written out, it would have 2^(nodes/2) leaves."""
    inside = x
    for _ in range(nodes // 2):
        square = sp.Mul(inside, inside, evaluate=False)
        inside = sp.Add(square, sp.Rational(1, 10), evaluate=False)
    return inside


KINDS: dict[str, Callable[[int], object]] = {"deep": deep, "wide": wide, "shared": shared}

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
