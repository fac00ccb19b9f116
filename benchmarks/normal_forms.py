"""Large identities in the normal form, against FLINT alone: `python benchmarks/normal_forms.py`.

FLINT alone is given the polynomials that the identity comes down to; the kernel is given the terms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from math import factorial

from flint import fmpz_mpoly, fmpz_mpoly_ctx

from proofs.kernel.normal_forms.normal import Normalizer
from proofs.kernel.terms import ONE, add, apply, div, exp, mul, neg, num, power, sub, var

Row = tuple[str, Callable[[], bool], Callable[[], bool]]


def main() -> None:
    """Print a line for each identity."""
    print(f"{'identity':36}{'kernel, ms':>12}{'FLINT, ms':>12}{'ratio':>8}")
    for name, ours, alone in rows():
        if not (ours() and alone()):
            raise SystemExit(f"{name}: not seen to hold")
        times = [(seconds(ours), seconds(alone)) for _ in range(15)]
        here, there = map(min, zip(*times, strict=True))  # those least disturbed
        print(f"{name:36}{here * 1e3:12.2f}{there * 1e3:12.2f}{here / there:8.2f}")


def seconds(task: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def rows() -> Iterator[Row]:
    """Each identity with the kernel's way and FLINT's."""
    yield power_of_a_sum(8, 12)
    yield softmax_shift(200)
    yield hidden_units(100)


def _context(count: int) -> fmpz_mpoly_ctx:
    room = next(n for n in (8, 16, 64, 128, 256, 512) if n >= count)
    return fmpz_mpoly_ctx.get(("g", room), "lex")


def power_of_a_sum(count: int, degree: int) -> Row:
    """(x1 + ... + xk)^n, and the same expanded by the multinomial theorem."""
    names = [var(f"x{i}") for i in range(count)]
    table = {
        exponents: factorial(degree) // _product(map(factorial, exponents))
        for exponents in _partitions(degree, count)
    }
    expanded = add(
        *(
            mul(num(c), *(power(x, num(e)) for x, e in zip(names, m, strict=True) if e))
            for m, c in table.items()
        )
    )
    closed = power(add(*names), num(degree))
    ctx = _context(count)
    gens = ctx.gens()[:count]

    def alone() -> bool:
        whole = sum(gens[1:], gens[0]) ** degree
        padding = (0,) * (ctx.nvars() - count)
        return bool(whole == ctx.from_dict({m + padding: c for m, c in table.items()}))

    return f"(x1+...+x{count})^{degree}", lambda: Normalizer().equal(closed, expanded), alone


def softmax_shift(count: int) -> Row:
    """e^(x1+c) / sum_j e^(xj+c), and the same without c."""
    names = [var(f"x{i}") for i in range(count)]
    shift = var("c")
    shifted = div(exp(add(names[0], shift)), add(*(exp(add(x, shift)) for x in names)))
    plain = div(exp(names[0]), add(*map(exp, names)))
    ctx = _context(count + 1)
    *gens, last = ctx.gens()[: count + 1]

    def alone() -> bool:
        below = sum((g * last for g in gens[1:]), gens[0] * last)
        above = gens[0] * last
        common = above.gcd(below)
        total = sum(gens[1:], gens[0])
        return bool((above // common) * total == (below // common) * gens[0])

    return f"softmax shift, K = {count}", lambda: Normalizer().equal(shifted, plain), alone


def hidden_units(count: int) -> Row:
    """sum_j w_j sigma(a_j), and sum_j (w_j/2) tanh(a_j/2) + sum_j w_j/2."""
    inputs, weights = ([var(f"{k}{i}") for i in range(count)] for k in "aw")
    by_sigma = add(
        *(mul(w, div(ONE, add(ONE, exp(neg(a))))) for a, w in zip(inputs, weights, strict=True))
    )
    halves = [div(w, num(2)) for w in weights]
    by_tanh = add(
        *(mul(h, apply("tanh", div(a, num(2)))) for h, a in zip(halves, inputs, strict=True)),
        *halves,
    )
    ctx = _context(2 * count)
    gens = ctx.gens()[: 2 * count]
    pairs = list(zip(gens[:count], gens[count:], strict=True))

    one = ctx.constant(1)

    def alone() -> bool:
        return all(_unit(w, e, one) for w, e in pairs)

    def ours() -> bool:
        return Normalizer().equal(sub(by_sigma, by_tanh), num(0))

    return f"{count} hidden units", ours, alone


def _unit(w: fmpz_mpoly, e: fmpz_mpoly, one: fmpz_mpoly) -> bool:
    """w / (1 + 1/e^2) = (w/2) (e^2 - 1)/(e^2 + 1) + w/2, each quotient in lowest terms."""
    square = e * e
    below = _lowest(square + one, square)
    sigma = _lowest(below[1], below[0])
    left = _lowest(w * sigma[0], sigma[1])
    tanh = _lowest(square - one, square + one)
    half = _lowest(w, 2 * one)
    first = _lowest(half[0] * tanh[0], half[1] * tanh[1])
    above = first[0] * half[1] + half[0] * first[1]
    return bool(left == _lowest(above, first[1] * half[1]))


def _lowest(num: fmpz_mpoly, den: fmpz_mpoly) -> tuple[fmpz_mpoly, fmpz_mpoly]:
    common = num.gcd(den)
    return num // common, den // common


def _partitions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _partitions(total - first, parts - 1):
            yield (first, *rest)


def _product(values: Iterator[int]) -> int:
    out = 1
    for v in values:
        out *= v
    return out


if __name__ == "__main__":
    main()
