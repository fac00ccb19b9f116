r"""Our reading against that of latex2sympy2, and of SymPy's `parse_latex` (by Lark).

Compared is what both understand. Each difference is explained in a table; what stands in the table
has to differ.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from importlib import util
from pathlib import Path

import pytest

from derivations import ReadingError, read
from proofs import Claim, ClaimError, Proved, check
from proofs.kernel.terms import BOOL, Term
from proofs.kernel.terms.data import load

ROOT = Path(__file__).parents[3]
READERS = ("latex2sympy2", "lark")
FORMULAS = [
    r"x+1",
    r"2x",
    r"-x^2",
    r"(-x)^2",
    r"2^3^2",
    r"x^{y^2}",
    r"\frac{x}{x}",
    r"\frac{1}{2}x",
    r"\frac12 x",
    r"x/y z",
    r"x/2y",
    r"a/b/c",
    r"a - b - c",
    r"a - (b - c)",
    r"2 \cdot 3",
    r"2 \times x",
    r"x y z",
    r"\sqrt{x}",
    r"\sqrt[3]{x}",
    r"\sin x",
    r"\sin(x)",
    r"\sin x y",
    r"\sin 2x",
    r"\sin x^2",
    r"\sin^2 x",
    r"\sin^2(x)",
    r"\sin^{-1} x",
    r"\sin^{-1}(x)",
    r"\arcsin x",
    r"\cos(x) y",
    r"\cos x + 1",
    r"\sin x \cos x",
    r"\log x",
    r"\ln x",
    r"\log_2 x",
    r"\log_{10} x",
    r"\log(x)^2",
    r"e^x",
    r"e^{x+1}",
    r"e^{-x^2/2}",
    r"\exp(x)",
    r"\exp x",
    r"|x|",
    r"|x - y|",
    r"|x||y|",
    r"x!",
    r"2x!",
    r"(2x)!",
    r"x!^2",
    r"\binom{n}{k}",
    r"\pi r^2",
    r"\alpha\beta",
    r"x_1 + x_2",
    r"x_{12}",
    r"a_n",
    r"1.5 x",
    r"0.1",
    r"1,000",
    r"\lfloor x \rfloor",
    r"\lceil x \rceil",
    r"\max(x, y)",
    r"\min(x, y)",
    r"\sum_{k=1}^{n} k",
    r"\sum_{k=1}^n k^2 + 1",
    r"\sum_{k=1}^{3} k x",
    r"\prod_{k=1}^{n} k",
    r"\int x \, dx",
    r"\int_0^1 x \, dx",
    r"\int_0^1 x^2 + 1 \, dx",
    r"\int_0^{\pi} \sin(x) dx",
    r"\lim_{x \to 0} \frac{\sin x}{x}",
    r"\lim_{x \to 0^+} \frac{1}{x}",
    r"\lim_{x \to \infty} \frac{1}{x}",
    r"\frac{d}{dx} x^2",
    r"\frac{d}{dx} \sin(x)",
    r"\frac{d}{dx} x^2 + 1",
    r"\frac{\partial}{\partial x} x y",
    r"\frac{d^2}{dx^2} x^3",
    r"x = y",
    r"x < y",
    r"x \le y",
    r"x \neq y",
    r"x \ge 1",
    r"\tanh x",
    r"\sinh(x)",
    r"\tan^2 x",
    r"\sec x",
    r"\infty",
    r"x \div y",
    r"x^{-1}",
    r"x^\frac12",
    r"x^12",
    r"(x+1)(x-1)",
    r"x(y+1)",
    r"f(x)",
    r"f(x+1)",
    r"\left(x\right)^2",
    r"{x}^2",
    r"\frac{x+1}{y-1}",
    r"\cfrac{1}{x}",
    r"\dfrac{1}{x}",
    r"3 \frac{1}{2}",
    r"i",
    r"E",
    r"I",
    r"d",
    r"dx",
    r"\overline{z}",
    r"\det(A)",
    r"x'",
    r"f'(x)",
    r"A^T",
    r"x^{(2)}",
    r"5 \% x",
    r"x \bmod 3",
    r"\gcd(x,y)",
    r"\mathrm{d}x",
    r"\left|x\right|",
    r"-2^2",
    r"--x",
    r"+x",
    r"x \pm y",
    r"\sqrt 2",
    r"\sqrt x y",
    r"\tan x / 2",
    r"\cos(2 \pi x)",
    r"\sin(x)^2",
    r"\sin (x) (y)",
    r"\log_x y",
    r"\log 10",
    r"\ln(x y)",
    r"\ln x y",
    r"\ln |x|",
    r"\exp(-x) y",
    r"x \cdot -y",
    r"x^{1/2}",
    r"10^{-3}",
    r"2 \sin x",
    r"x \ast y",
    r"\left[ x + 1 \right] y",
    r"\{x\}",
    r"\operatorname{sech} x",
    r"\operatorname{arcsinh}(x)",
    r"\arctan(y/x)",
    r"\coth x",
]
NO_ROOT = "a power with a fraction, which is a root of x >= 0 only; an odd root is one of any x"
NAME = "a name with a subscript; here n is an index, and a a sequence"
GOES_ON = "the function takes in what stands after its brackets"
E_A_NAME = "e is a name, not the number"
DIFFERENCES = {
    ("latex2sympy2", r"\sqrt[3]{x}"): NO_ROOT,
    ("latex2sympy2", "x!^2"): "the square is dropped",
    ("latex2sympy2", "a_n"): NAME,
    ("latex2sympy2", "x = y"): "the left side is dropped",
    ("latex2sympy2", "f(x+1)"): "a product of f and x + 1",
    ("latex2sympy2", "I"): "the imaginary unit; here i is",
    ("latex2sympy2", "x'"): "the prime is dropped",
    ("latex2sympy2", "f'(x)"): "the prime is dropped, and f is a factor",
    ("latex2sympy2", "A^T"): "the transpose is dropped",
    ("latex2sympy2", "x^{(2)}"): "a power; here a label, as in layers and samples",
    ("latex2sympy2", r"\coth x"): "the cotangent of h x",
    ("lark", r"\frac{x}{x}"): "worked out, and x = 0 is lost",
    ("lark", r"\sqrt[3]{x}"): NO_ROOT,
    ("lark", r"\cos(x) y"): GOES_ON,
    ("lark", r"\sin (x) (y)"): GOES_ON,
    ("lark", r"\exp(-x) y"): GOES_ON,
    ("lark", "e^x"): E_A_NAME,
    ("lark", "e^{x+1}"): E_A_NAME,
    ("lark", "e^{-x^2/2}"): E_A_NAME,
    ("lark", "a_n"): NAME,
    ("lark", r"\overline{z}"): "the conjugate; here a name, where nothing says that z is complex",
    ("lark", "A^T"): "a power of A",
    ("lark", "x^{(2)}"): "a power; here a label, as in layers and samples",
    ("lark", r"\coth x"): "the cotangent of h x",
}
"""By reader and formula, what the other one does."""


@cache
def others(reader: str) -> dict[str, Term | None]:
    """What another reader makes of each formula."""
    if util.find_spec(reader) is None or not hasattr(os, "fork"):
        pytest.skip(f"{reader} is not installed, or there is no fork here")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("asked_reader.py")), reader],
        input=json.dumps(FORMULAS), capture_output=True, text=True, timeout=300, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines() if line[:1] in ("[", "n")]
    found = [None if row is None else load(row) for row in rows]
    return dict(zip(FORMULAS, found, strict=True))


def ours(formula: str) -> Term | None:
    """What we make of it; None where it is refused, or is no expression."""
    try:
        found = read(formula).tree
    except ReadingError:
        return None
    return found if isinstance(found, Term) else None


def same(mine: Term, theirs: Term) -> bool:
    """Whether two readings say the same: are written so, or proved equal without a condition."""
    apart = (mine.sort.name == "family") != (theirs.sort.name == "family")
    if not apart and _text(mine) == _text(theirs):
        return True
    if BOOL in (mine.sort, theirs.sort):
        return False
    try:
        verdict = check(Claim(mine, "=", theirs), budget=2.0)
    except ClaimError:
        return False
    return isinstance(verdict, Proved) and not verdict.conditions and not verdict.caveats


def _text(term: Term) -> str:
    return str(term).replace("{", "").replace("}", "")


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("reader", READERS)
def test_readings_are_the_same_but_for_what_is_explained(reader: str, formula: str) -> None:
    theirs, mine = others(reader)[formula], ours(formula)
    if theirs is None or mine is None:
        assert (reader, formula) not in DIFFERENCES
        return
    assert same(mine, theirs) != ((reader, formula) in DIFFERENCES), f"{mine}; {theirs}"


def test_most_are_read_by_all() -> None:
    for reader in READERS:
        both = [f for f, theirs in others(reader).items() if theirs is not None and ours(f)]
        assert len(both) > len(FORMULAS) / 2
