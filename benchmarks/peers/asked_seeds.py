"""Asks the program that is named for the seed claims, and prints answers and times as JSON."""

import json
import sys
import time


def sympy_claims(lengths):
    """sigma by tanh, softmax's shift, the derivative of max(0, x), by `simplify`."""
    from sympy import Derivative, Heaviside, Max, exp, limit, simplify, symbols, tanh

    x, c, h = symbols("x c h", real=True)
    p = symbols("p", positive=True)

    def softmax(n):
        names = symbols(f"x1:{n + 1}", real=True)
        shifted = exp(names[0] + c) / sum(exp(w + c) for w in names)
        return shifted - exp(names[0]) / sum(exp(w) for w in names)

    yield "sigma by tanh", lambda: simplify(1 / (1 + exp(-x)) - (tanh(x / 2) + 1) / 2) == 0
    for n in lengths:
        yield f"softmax shift, n = {n}", lambda n=n: simplify(softmax(n)) == 0
    yield (
        "derivative of max(0, x), x > 0",
        lambda: limit((Max(0, p + h) - Max(0, p)) / h, h, 0) == 1,
    )
    yield "max(0, x)' = H(x)", lambda: simplify(Derivative(Max(0, x), x).doit() - Heaviside(x)) == 0


def z3_claims(lengths):
    """The same where z3 can say it: exponentials are positive unknowns, by their laws."""
    import z3

    def proved(claim, *known):
        solver = z3.Solver()
        solver.set("timeout", 10_000)
        solver.add(*known, z3.Not(claim))
        return solver.check() == z3.unsat

    def sigma():
        a = z3.Real("a")  # e^(x/2)
        left = 1 / (1 + 1 / (a * a))
        right = ((a - 1 / a) / (a + 1 / a) + 1) / 2
        return proved(left == right, a > 0)

    def softmax(n):
        e, *xs = z3.Reals(" ".join(["e", *(f"x{i}" for i in range(n))]))
        left = xs[0] * e / sum(x * e for x in xs)
        return proved(left == xs[0] / sum(xs), e > 0, *(x > 0 for x in xs))

    yield "sigma by tanh", sigma
    for n in lengths:
        yield f"softmax shift, n = {n}", lambda n=n: softmax(n)


CLAIMS = {"SymPy simplify": sympy_claims, "z3": z3_claims}


def main():
    """Each claim once, and what was found so far after each, for one that never ends."""
    for name, ask in CLAIMS[sys.argv[1]](json.load(sys.stdin)):
        start = time.perf_counter()
        try:
            answer = bool(ask())
        except Exception:  # noqa: BLE001 - whatever it raises, it has no answer
            answer = None
        row = {"name": name, "answer": answer, "seconds": time.perf_counter() - start}
        print("\n" + json.dumps(row), flush=True)


main()
