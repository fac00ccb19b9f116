"""Another reader's terms for the formulas on standard input.

One bad input of latex2sympy2 breaks every later call in its process, so each has its own there. A
line of JSON for each: the term as data, or null where it raises, or makes what is no term here.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from proofs.inputs import as_statement, as_term
from proofs.kernel.terms.data import save


def reader(name: str) -> Callable[[str], Any]:
    """The function from LaTeX to a SymPy expression."""
    if name == "latex2sympy2":
        from latex2sympy2 import latex2sympy

        return latex2sympy  # type: ignore[no-any-return]
    from sympy.parsing.latex import parse_latex

    return lambda formula: parse_latex(formula, backend="lark")


def answer(read: Callable[[str], Any], formula: str) -> object:
    """The term that it reads, as data."""
    try:
        found = read(formula)
        try:
            return save(as_term(found))
        except ValueError:
            return save(as_statement(found))
    except BaseException:  # noqa: BLE001  whatever it raises, it has no answer
        return None


def main() -> None:
    """Answer for each formula."""
    read = reader(sys.argv[1])
    answer(read, "x + 1")  # loads its grammar
    for formula in json.load(sys.stdin):
        if sys.argv[1] != "latex2sympy2":
            sys.stdout.write("\n" + json.dumps(answer(read, formula)) + "\n")
            continue
        there, here = os.pipe()
        sys.stdout.flush()
        if os.fork() == 0:
            os.write(here, json.dumps(answer(read, formula)).encode())
            os._exit(0)
        os.close(here)
        with os.fdopen(there, encoding="utf-8") as told:
            sys.stdout.write("\n" + (told.read() or "null") + "\n")
        os.wait()


if __name__ == "__main__":
    main()
