"""How `check` keeps to its budget on hostile claims: `python benchmarks/budget.py [SECONDS...]`.

For each claim and budget, the time that it took over the budget: of the clock, and of the processor
(which tells more on a machine that is busy). Nothing should be above 1.1.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from proofs import Claim, check
from proofs.kernel import terms as t
from proofs.kernel.terms import NAT, ONE, OO, TWO, ZERO, Term, abstract, num, power, var

x, y, z = (var(name) for name in "xyz")
k = var("k", NAT)


def names(count: int) -> list[Term]:
    """Different names."""
    return [var(f"v{i}") for i in range(count)]


def dense(count: int, degree: int, more: Term = ONE) -> Term:
    """(v0 + v1 + ... + 1)^degree + more."""
    return t.add(power(t.add(*names(count), ONE), num(degree)), more)


def matrix(size: int) -> Term:
    """A square matrix of different names."""
    rows = range(size)
    return t.matrix(*[[var(f"a{i}_{j}") for j in rows] for i in rows])


def nested(levels: int, change: Callable[[Term, int], Term], start: Term = x) -> Term:
    """A change made again and again."""
    for level in range(levels):
        start = change(start, level + 2)
    return start


def root(inner: Term, level: int) -> Term:
    """sqrt(level + inner)."""
    return t.sqrt(t.add(num(level), inner))


def size_of_difference(inner: Term, level: int) -> Term:
    """|inner - level|."""
    return t.apply("abs", t.sub(inner, num(level)))


def summed(body: Term, upper: int) -> Term:
    """The sum of a term in k from 1 on."""
    return t.total(ONE, num(upper), abstract(body, k))


HOSTILE: dict[str, Callable[[], Claim]] = {
    "power of a sum of 6": lambda: Claim(dense(6, 40), "=", dense(6, 39)),
    "power of a sum of 3": lambda: Claim(dense(3, 200), "=", t.mul(dense(3, 199), dense(3, 1))),
    "product of dense powers": lambda: Claim(dense(12, 12), "=", t.mul(dense(12, 6), dense(12, 6))),
    "common factor of dense ones": lambda: Claim(
        t.div(t.mul(dense(5, 14), dense(5, 13, x)), t.mul(dense(5, 13, x), dense(5, 12))), "=", ZERO
    ),
    "dense ones without a factor": lambda: Claim(
        t.div(dense(6, 12, x), dense(6, 11, y)), "=", ONE
    ),
    "thousands of factors below": lambda: Claim(
        t.div(ONE, t.mul(*(t.add(x, num(i)) for i in range(3000)))), "=",
        t.div(ONE, t.mul(*(t.add(x, num(i)) for i in range(1, 3001)))),
    ),
    "thousands of denominators": lambda: Claim(
        t.add(*(t.div(ONE, t.add(x, num(i), t.mul(y, num(i * i)))) for i in range(1500))), "=", ZERO
    ),
    "tower of exponentials": lambda: Claim(
        nested(40, lambda e, _: t.exp(e)), "=", nested(39, lambda e, _: t.exp(e))
    ),
    "tower of powers": lambda: Claim(
        power(num(9), power(num(9), power(num(9), num(9)))), "=", ONE
    ),
    "factorial of a billion": lambda: Claim(t.apply("factorial", num(10**9)), ">", ONE),
    "binomial of a million": lambda: Claim(t.binomial(num(10**6), num(5 * 10**5)), "=", ONE),
    "nested roots": lambda: Claim(nested(30, root), "=", t.add(nested(29, root), ONE)),
    "nested roots of numbers": lambda: Claim(
        nested(25, root, TWO), "=", nested(24, root, num(3))
    ),
    "power of a sum of roots": lambda: Claim(
        power(t.add(*(t.sqrt(t.add(v, TWO)) for v in names(10))), num(10)), "=", ZERO
    ),
    "sum of 10^12 fractions": lambda: Claim(summed(t.div(ONE, k), 10**12), "=", num(28)),
    "sum of 10^12 powers": lambda: Claim(summed(power(k, num(40)), 10**12), "=", num(28)),
    "determinant of 40 rows": lambda: Claim(t.det(matrix(40)), "=", ZERO),
    "inverse of 6 rows": lambda: Claim(
        t.matmul(matrix(6), t.inverse(matrix(6))), "=", t.identity(num(6))
    ),
    "power of a matrix": lambda: Claim(t.matpow(matrix(4), 12), "=", t.matpow(matrix(4), 11)),
    "sines of multiples": lambda: Claim(
        power(
            t.add(*(t.apply("sin", t.mul(num(i + 1), v)) for i, v in enumerate(names(8)))), num(9)
        ), "=", ZERO,
    ),
    "oscillating integral": lambda: Claim(
        t.integral(ZERO, num(1000), abstract(t.apply("sin", power(x, num(9))), x)), "=", ONE
    ),
    "eighth derivative": lambda: Claim(
        t.derivative(
            x, abstract(t.exp(t.apply("sin", t.exp(power(t.add(x, ONE), num(20))))), x), 8
        ), "=", ZERO,
    ),
    "limit of many scales": lambda: Claim(
        t.limit(OO, abstract(t.div(
            power(t.add(*(power(x, t.div(num(i), num(7))) for i in range(1, 12))), num(20)),
            t.exp(t.sqrt(x)),
        ), x)), "=", ONE,
    ),
    "chain of 60 squares": lambda: Claim(
        t.add(*(power(v, TWO) for v in names(60))), ">=",
        t.add(*(t.mul(a, b) for a, b in zip(names(60), names(60)[1:], strict=False))),
    ),
    "means of 6": lambda: Claim(
        power(t.add(*names(6)), num(6)), ">=", t.mul(num(6**6), *names(6))
    ),
    "nested absolute values": lambda: Claim(
        nested(25, size_of_difference), "=", nested(24, size_of_difference)
    ),
    "largest of 14": lambda: Claim(
        t.maximum(*(t.add(v, num(i)) for i, v in enumerate(names(14)))), ">=", names(14)[13]
    ),
}  # fmt: skip


def main() -> None:
    """Print a line for each claim."""
    budgets = [float(text) for text in sys.argv[1:]] or [0.2, 1.0, 2.0]
    print(f"{'claim':32}" + "".join(f"{f'{b:g} s: verdict, clock, work':>34}" for b in budgets))
    for name, state in HOSTILE.items():
        cells = []
        for budget in budgets:
            verdict, clock, work = spent(state(), budget)
            cells.append(f"{verdict:>16}{clock / budget:9.2f}{work / budget:9.2f}")
        print(f"{name:32}" + "".join(cells), flush=True)


def spent(claim: Claim, budget: float) -> tuple[str, float, float]:
    """The verdict, and the seconds by the clock and of the processor that it took."""
    clock, work = time.perf_counter(), time.process_time()
    verdict = type(check(claim, budget=budget)).__name__
    return verdict.lower(), time.perf_counter() - clock, time.process_time() - work


if __name__ == "__main__":
    main()
