"""How times grow with the size of what is asked: `python benchmarks/growth.py`.

The exponent is the slope of the line that fits the logarithms best: 1 is linear.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from derivations.documents import check_text
from derivations.library.autodiff import evaluation_trace, reverse_sweep
from derivations.reading import read_answer
from proofs import Claim, check
from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.terms import ONE, Term, add, apply, div, exp, mul, num, power, sub, var

sys.path.insert(0, str(Path(__file__).parent))
from autodiff import deep

Row = tuple[str, Sequence[int], list[float]]


def main() -> None:
    """Print a line for each."""
    for name, sizes, times in rows():
        pairs = ", ".join(f"{n}: {t * 1e3:.3g} ms" for n, t in zip(sizes, times, strict=True))
        print(f"{name:44}{exponent(sizes, times):6.2f}   {pairs}")


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """The exponent p of the power law t = c n^p that fits best.

    >>> round(exponent([1, 10, 100], [2.0, 20.0, 200.0]), 6)
    1.0
    """
    xs, ys = ([math.log(v) for v in values] for values in (sizes, times))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((a - x) ** 2 for a in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / across


def rows() -> Iterator[Row]:
    """What grows, the sizes, and the least of three times for each."""
    gc.set_threshold(100_000, 20, 20)  # as the command line has it: terms are no cycles
    yield _row("terms of a formula, read", (300, 1200, 4800, 9600), _long_formula)
    yield _row("terms of a sum, normal form", (100, 400, 1600, 6400), _long_sum)
    yield _row("nodes of a nested term, normal form", (12, 24, 48, 96), _nested)
    yield _row("entries of a softmax, shifted", (25, 50, 100, 200), _softmax)
    yield _row("hidden units, sigma to tanh", (25, 50, 100, 200), _network)
    yield _row("length of a sum, by name", (10, 1000, 100_000, 10_000_000), _named_sum)
    yield _row("links of a document", (50, 200, 800, 3200), _document)
    yield _row("conditions of a section", (50, 100, 200, 400), _conditions)
    yield _row("definitions of a document", (50, 200, 800, 1600), _definitions)
    yield _row("rows of a table", (50, 200, 800, 1600), _table)
    yield _row("nodes of a trace, all adjoints", (1000, 4000, 16000, 64000), _trace)


def _row(name: str, sizes: Sequence[int], made: Callable[[int], Callable[[], object]]) -> Row:
    return name, sizes, [_least(made(n)) for n in sizes]


def _least(task: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def _long_formula(size: int) -> Callable[[], object]:
    text = "+".join(["x"] * size)
    return lambda: read_answer(text)


def _long_sum(size: int) -> Callable[[], object]:
    x, y = var("x"), var("y")
    terms = [mul(num(i), x, power(y, num(i % 7))) for i in range(1, size)]
    left, right = add(*terms), add(*reversed(terms))
    return lambda: Normalizer().equal(left, right)


def _nested(size: int) -> Callable[[], object]:
    term: Term = var("x")
    for _ in range(size):
        term = div(ONE, add(ONE, term))
    other = sub(add(term, ONE), ONE)
    return lambda: Normalizer().equal(term, other)


def _softmax(size: int) -> Callable[[], object]:
    names, shift = [var(f"x{i}") for i in range(size)], var("c")
    left = div(exp(add(names[0], shift)), add(*(exp(add(x, shift)) for x in names)))
    right = div(exp(names[0]), add(*map(exp, names)))
    return lambda: Normalizer().equal(left, right)


def _network(size: int) -> Callable[[], object]:
    pairs = [(var(f"w{i}"), var(f"a{i}")) for i in range(size)]
    left = add(*(div(mul(num(2), w), add(ONE, exp(mul(num(-2), a)))) for w, a in pairs))
    right = add(*(mul(w, add(ONE, apply("tanh", a))) for w, a in pairs))
    return lambda: Normalizer().equal(left, right)


def _named_sum(size: int) -> Callable[[], object]:
    import sympy as sp

    i, x = sp.Symbol("i", integer=True), sp.Symbol("x")
    claim = Claim(sp.Sum(2 * x * i, (i, 1, size)), "=", x * sp.Integer(size) * (size + 1))
    return lambda: check(claim)


def _document(size: int) -> Callable[[], object]:
    lines = (
        f"For $t > {i}$ we have $(t + {i})^2 = t^2 + {2 * i} t + {i * i}$." for i in range(size)
    )
    text = "\n\n".join(lines)
    return lambda: check_text("page.md", text)


def _conditions(size: int) -> Callable[[], object]:
    lines = (f"Let $y_{{{i}}} > 0$. Then $\\sqrt{{y_{{{i}}}^2}} = y_{{{i}}}$." for i in range(size))
    text = "\n\n".join(lines)
    return lambda: check_text("page.md", text)


def _definitions(size: int) -> Callable[[], object]:
    lines = (f"Let $f_{{{i}}}(x) = x + {i}$. Then $f_{{{i}}}(0) = {i}$." for i in range(size))
    text = "\n\n".join(lines)
    return lambda: check_text("page.md", text)


def _table(size: int) -> Callable[[], object]:
    rows = (f"| $x + {i}$ | $= {i} + x$ |" for i in range(size))
    text = "\n".join(["| left | right |", "| --- | --- |", *rows])
    return lambda: check_text("page.md", text)


def _trace(size: int) -> Callable[[], object]:
    expression = deep(size)
    return lambda: reverse_sweep(evaluation_trace(expression, {"x": "0.3", "y": "0.999"}))


if __name__ == "__main__":
    main()
