"""Asks the program that is named for the seed claims, and prints answers and times as JSON."""

import json
import sys
import time

MIDDLE = 2
"""Inputs, hidden units and outputs of the network for programs that know no symbolic sizes."""


def our_claims(lengths):
    """As they stand, also for symbolic sizes."""
    import sympy as sp

    from derivations.library import topic
    from derivations.writeup import checked
    from proofs import Claim, Proved, check

    x, c, h = sp.symbols("x c h")
    i, j = sp.symbols("i j", integer=True)
    size = sp.symbols("K", integer=True, positive=True)
    y = sp.IndexedBase("y", shape=(size,))

    def proved(claim):
        return lambda: isinstance(check(claim), Proved)

    yield "sigma by tanh", proved(Claim(1 / (1 + sp.exp(-x)), "=", (sp.tanh(x / 2) + 1) / 2))
    for n in lengths:
        names = sp.symbols(f"x1:{n + 1}")
        shifted = sp.exp(names[0] + c) / sum(sp.exp(w + c) for w in names)
        plain = sp.exp(names[0]) / sum(sp.exp(w) for w in names)
        yield f"softmax shift, n = {n}", proved(Claim(shifted, "=", plain))
    total = [sp.Sum(sp.exp(y[j] + d), (j, 1, size)) for d in (c, 0)]
    yield (
        "softmax shift, any n",
        proved(Claim(sp.exp(y[i] + c) / total[0], "=", sp.exp(y[i]) / total[1])),
    )
    slope = sp.Limit((sp.Max(0, x + h) - sp.Max(0, x)) / h, h, 0, "+-")
    yield "derivative of max(0, x), x > 0", proved(Claim(slope, "=", 1, given=[x > 0]))
    step = sp.Heaviside(x, sp.Rational(1, 2))
    away = [sp.Ne(x, 0)]
    yield "max(0, x)' = H(x)", proved(Claim(sp.Derivative(sp.Max(0, x), x), "=", step, given=away))
    by_sigma, by_tanh = network_of(sp, MIDDLE)
    yield f"network, sizes {MIDDLE}", proved(Claim(by_sigma, "=", by_tanh))
    page = topic("networks").write()
    yield "network, any sizes", lambda: bool(checked(page).verdicts)  # raises where one fails


def network_of(sp, size):
    """One output of a two-layer network by sigma, and by tanh with other parameters."""
    v, w, x = (sp.symbols(f"{k}:{size + 1}:{size + 1}") for k in "vwx")
    at = [v[(size + 1) * j] + sum(v[(size + 1) * j + i] * x[i] for i in range(1, size + 1))
          for j in range(1, size + 1)]  # fmt: skip
    by_sigma = w[0] + sum(w[j + 1] / (1 + sp.exp(-a)) for j, a in enumerate(at))
    by_tanh = w[0] + sum(w[j + 1] / 2 * (1 + sp.tanh(a / 2)) for j, a in enumerate(at))
    return by_sigma, by_tanh


def sympy_claims(lengths):
    """The same by `simplify`, `limit` and `doit`."""
    import sympy as sp
    from sympy import Derivative, Heaviside, Max, exp, limit, simplify, symbols, tanh

    x, c, h = symbols("x c h", real=True)
    p = symbols("p", positive=True)

    def softmax(n):
        names = symbols(f"x1:{n + 1}", real=True)
        shifted = exp(names[0] + c) / sum(exp(w + c) for w in names)
        return shifted - exp(names[0]) / sum(exp(w) for w in names)

    yield "sigma by tanh", lambda: simplify(1 / (1 + exp(-x)) - (tanh(x / 2) + 1) / 2) == 0
    yield (
        "derivative of max(0, x), x > 0",
        lambda: limit((Max(0, p + h) - Max(0, p)) / h, h, 0) == 1,
    )
    yield "max(0, x)' = H(x)", lambda: simplify(Derivative(Max(0, x), x).doit() - Heaviside(x)) == 0
    by_sigma, by_tanh = network_of(sp, MIDDLE)
    yield f"network, sizes {MIDDLE}", lambda: simplify(by_sigma - by_tanh) == 0
    for n in lengths:
        yield f"softmax shift, n = {n}", lambda n=n: simplify(softmax(n)) == 0


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

    def network():
        names = z3.Reals(
            " ".join([*(f"a{j}" for j in range(MIDDLE)), *(f"w{j}" for j in range(3))])
        )
        a, w = names[:MIDDLE], names[MIDDLE:]
        left = w[0] + sum(w[j + 1] / (1 + 1 / (a[j] * a[j])) for j in range(MIDDLE))
        halves = [(t - 1 / t) / (t + 1 / t) for t in a]
        right = w[0] + sum(w[j + 1] / 2 * (1 + halves[j]) for j in range(MIDDLE))
        return proved(left == right, *(t > 0 for t in a))

    yield "sigma by tanh", sigma
    yield f"network, sizes {MIDDLE}", network
    for n in lengths:
        yield f"softmax shift, n = {n}", lambda n=n: softmax(n)


LAWS = """
(datatype Num (One) (Name String) (Add Num Num) (Mul Num Num) (Inv Num) (Exp Num))
(rewrite (Add a b) (Add b a))
(rewrite (Mul a b) (Mul b a))
(birewrite (Add a (Add b c)) (Add (Add a b) c))
(birewrite (Mul a (Mul b c)) (Mul (Mul a b) c))
(birewrite (Mul a (Add b c)) (Add (Mul a b) (Mul a c)))
(birewrite (Inv (Mul a b)) (Mul (Inv a) (Inv b)))
(rewrite (Inv (Inv a)) a)
(rewrite (Mul a (Inv a)) (One))
(rewrite (Mul a (One)) a)
(rewrite (Exp (Add a b)) (Mul (Exp a) (Exp b)))
"""
"""A field and the exponential; no denominator here is 0, so that cancelling needs no condition."""


def egglog_claims(lengths):
    """Equality saturation, round by round, for ten seconds."""
    from egglog.bindings import EGraph

    def proved(left, right):
        graph = EGraph()

        def run(text):
            return graph.run_program(*graph.parse_program(text))

        run(f"{LAWS}(let $left {left})(let $right {right})")
        until = time.perf_counter() + 10
        while time.perf_counter() < until:
            run("(run 1)")
            try:
                run("(check (= $left $right))")
            except Exception:  # noqa: BLE001 - not yet
                continue
            return True
        return False

    def total(terms):
        return terms[0] if len(terms) == 1 else f"(Add {total(terms[:-1])} {terms[-1]})"

    def softmax(n):
        names = [f'(Name "x{i}")' for i in range(n)]
        shifted = [f'(Exp (Add {x} (Name "c")))' for x in names]
        plain = [f"(Exp {x})" for x in names]
        sides = [f"(Mul {terms[0]} (Inv {total(terms)}))" for terms in (shifted, plain)]
        return proved(*sides)

    def sigma():  # for a = e^(x/2) and (tanh(x/2) + 1)/2 = a/(a + 1/a), worked out by hand
        a = '(Name "a")'
        left = f"(Inv (Add (One) (Inv (Mul {a} {a}))))"
        return proved(left, f"(Mul {a} (Inv (Add {a} (Inv {a}))))")

    yield "sigma by tanh", sigma
    for n in lengths:
        yield f"softmax shift, n = {n}", lambda n=n: softmax(n)


CLAIMS = {
    "derivations": our_claims, "SymPy simplify": sympy_claims, "z3": z3_claims,
    "egglog": egglog_claims,
}  # fmt: skip


def peak():
    """The most memory that this process has had, in kB; 0 where that can't be told."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        return 0


def main():
    """Each claim with what was found, and how long it took; ours is quick, so the best of three."""
    own = sys.argv[1] == "derivations"
    for name, ask in CLAIMS[sys.argv[1]](json.load(sys.stdin)):
        seconds = []
        for _ in range(4 if own else 1):
            start = time.perf_counter()
            try:
                answer = bool(ask())
            except Exception:  # noqa: BLE001 - whatever it raises, it has no answer
                answer = None
            seconds.append(time.perf_counter() - start)
        row = {"name": name, "answer": answer, "seconds": min(seconds)}
        row["peak"] = peak()
        print("\n" + json.dumps(row), flush=True)


main()
