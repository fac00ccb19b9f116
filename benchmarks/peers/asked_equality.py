"""Holds each pair of standard input against the other with the program that is named.

Prints an answer (true, false, null) and a time for each, as JSON. It is run in the environment of
that program, which knows nothing of the others.
"""

import json
import sys
import time


def judge(name):
    """The function from two formulas to a verdict."""
    if name == "derivations":
        from derivations import equal
        from proofs import Proved, Refuted

        return lambda a, b: {Proved: True, Refuted: False}.get(type(equal(a, b)))
    if name == "Math-Verify":
        from math_verify import parse, verify

        return lambda a, b: bool(verify(parse(f"${a}$"), parse(f"${b}$")))
    from latex2sympy2_extended import latex2sympy
    from sympy import simplify

    if name == "SymPy equals":
        return lambda a, b: latex2sympy(a).equals(latex2sympy(b))
    return lambda a, b: bool(simplify(latex2sympy(a) - latex2sympy(b)) == 0)


def peak():
    """The most memory that this process has had, in kB; 0 where that can't be told."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        return 0


def main():
    """Each pair once; the first pair is also asked before, to warm up."""
    verdict = judge(sys.argv[1])
    pairs = json.load(sys.stdin)
    for number, (a, b) in enumerate([pairs[0], *pairs]):
        start = time.perf_counter()
        try:
            answer = verdict(a, b)
        except Exception:  # noqa: BLE001 - whatever it raises, it has no answer
            answer = None
        row = {"answer": answer, "seconds": time.perf_counter() - start}
        row["peak"] = peak()
        if number:
            print("\n" + json.dumps(row), flush=True)


main()
