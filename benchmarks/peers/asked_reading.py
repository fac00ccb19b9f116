"""Reads each formula of standard input with the reader that is named; a time for each, as JSON.

It is run in the environment of that reader, which knows nothing of the others.
"""

import json
import sys
import time


def reader(name):
    """The function from LaTeX to an expression."""
    if name == "derivations":
        from derivations.reading import read_answer

        return read_answer
    if name == "latex2sympy2":
        from latex2sympy2 import latex2sympy

        return latex2sympy
    if name == "latex2sympy2_extended":
        from latex2sympy2_extended import latex2sympy

        return latex2sympy
    from sympy.parsing.latex import parse_latex

    if name == "sympy (lark)":
        return lambda formula: parse_latex(formula, backend="lark")
    return parse_latex


def peak():
    """The most memory that this process has had, in kB; 0 where that can't be told."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    except OSError:
        return 0


def main():
    """Each formula once to warm up, then three times; with the most memory so far, in kB."""
    read = reader(sys.argv[1])
    for formula in json.load(sys.stdin):
        seconds = []
        ok = True
        for _ in range(4):
            start = time.perf_counter()
            try:
                read(formula)
            except Exception:  # noqa: BLE001 - whatever it raises, it has no answer
                ok = False
            seconds.append(time.perf_counter() - start)
        row = {"ok": ok, "seconds": sorted(seconds[1:])[1], "peak": peak()}
        print("\n" + json.dumps(row), flush=True)


main()
