"""Reading takes work that grows with the length of a page, and no faster: calls are counted."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from derivations.reading import read_document


def chain(side: str, sign: str = " = ") -> Callable[[int], str]:
    """A display with one chain; `#` stands for the number of the side."""
    return lambda n: f"$${sign.join(side.replace('#', str(k)) for k in range(n))}$$\n"


def rows(side: str, sign: str = "=") -> Callable[[int], str]:
    """A display with one chain, each side in a row of its own."""

    def page(n: int) -> str:
        sides = [side.replace("#", str(k)) for k in range(n)]
        lines = [f"{sides[0]} &{sign} {sides[1]}", *(f"&{sign} {s}" for s in sides[2:])]
        return "\\begin{align}\n" + " \\\\\n".join(lines) + "\n\\end{align}\n"

    return page


def lines(line: str, before: str = "") -> Callable[[int], str]:
    """One line after another."""
    return lambda n: before + "".join(line.replace("#", str(k)) for k in range(n))


PAGES = {
    "x+k-k = ...": chain("x+#-#"),
    "x = x = ...": chain("x"),
    "x <= x+1 <= ...": chain("x+#", r" \le "),
    "x+-1 = x+-2 = ...": chain(r"x\pm #"),
    "integrals = ...": chain(r"\int x+#-# dx"),
    "integral = F + k + C = ...": chain(r"\int x dx = x^2/2+#-#+C"),
    "limits = ... = oo": lambda n: chain(r"\lim_{x \to \infty} x+#")(n)[:-3] + r" = \infty$$",
    "x = 1 => x = 2 => ...": chain("x = #", r" \implies "),
    "rows of x+k-k": rows("x+#-#"),
    "rows of integrals": rows(r"\int x+#-# \, dx"),
    "rows of infinity": rows(r"\lim_{x \to \infty} x+# = \infty"),
    "rows of equations": rows("2^x", "= x+1 ="),
    "a chain over displays": lines("$$= x+#-#$$\n", "$$x = x + 0$$\n"),
    "f(x)+k-k = ...": lambda n: "Let $f(x) = x^2$.\n" + chain("f(x)+#-#")(n),
    "sentences": lines("Then $x+# = #+x$.\n"),
    "conditionals": lines("If $x+# = y$, then $2x+2*# = 2y$.\n"),
    "suppositions": lines("Suppose $x+# = y$. Then $2x+2*# = 2y$.\n\n"),
    "paragraphs": lines("Then $x+# = #+x$.\n\n"),
    "items": lines("1. $x+# = #+x$\n"),
    "sections": lines("## Question #\n\n$x+# = #+x$\n\n"),
    "definitions": lines("Let $f_{#}(x) = x+#$. Then $f_{#}(x) = #+x$.\n\n"),
    "assumptions": lines("For $x > #$, $x+# = #+x$.\n\n"),
    "settings": lines("Let $x = #$. Then $x+1 = 1+x$.\n\n"),
    "declared names": lines("Let $y_{#} > 0$.\n\n"),
    "values of names": lines("Let $a_{#} = #$.\n\n"),
    "kinds of names": lines("Suppose that $k_{#}$ is a positive integer.\n\n"),
    "assumed equations": lines("Assume $a_{#} + b_{#} = #$.\n\n"),
    "other cases": lines("If $x > #$, then $x + 1 > #$. Otherwise $x \\le #$.\n\n"),
    "what is taken back": lines("Suppose $x > #$. Now drop this assumption.\n\n"),
    "names": lines("$a_{#} + b = b + a_{#}$.\n\n"),
    "rows of a table": lines("| $x+#$ | $#+x$ |\n", "| a | b |\n| --- | --- |\n"),
    "tables": lines("| a | b |\n| --- | --- |\n| $x+#$ | $#+x$ |\n\nWords.\n\n"),
    "rows of numbers": lines("| # | # |\n", "| a | b |\n| --- | --- |\n"),
    "words": lines("Words and no formula, but 3 < 4 dollars $x$.\n"),
}


def work(page: str) -> int:
    """The number of calls that reading a page takes, of functions in Python or not."""
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_document("page.md", page)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_twice_as_long_takes_twice_the_work(page: Callable[[int], str]) -> None:
    read_document("page.md", page(4))  # what is compiled and kept on first use
    short, long = work(page(100)), work(page(200))
    assert long < 2.2 * short


USED = {
    "conditions": lines("Let $y_{#} > 0$. Then $\\sqrt{y_{#}^2} = y_{#}$.\n\n"),
    "values": lines("Let $a_{#} = #$. Then $a_{#} + 1 = 1 + #$.\n\n"),
}


@pytest.mark.parametrize("page", USED.values(), ids=USED.keys())
def test_each_claim_looks_at_all_that_holds_but_at_next_to_no_cost(
    page: Callable[[int], str],
) -> None:
    read_document("page.md", page(4))
    assert work(page(200)) < 2.5 * work(page(100))


def test_a_trace_of_very_many_rows_is_read() -> None:
    """Definitions that rest on each other, deeper than calls may be nested."""
    rows = "".join(
        f"| $v_{{{k}}}$ | $= v_{{{k - 1}}} + 1$ | $= {k + 1}$ |\n" for k in range(1, 1_200)
    )
    page = "| $v_0$ | $= x$ | $= 1$ |\n| --- | --- | --- |\n" + rows
    assert len(read_document("page.md", page).derivations) == 1_200
