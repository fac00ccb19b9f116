"""Values that the page gives a name before or after a formula with it: no witness goes against."""

from __future__ import annotations

import pytest

from .pages import verdicts

LINE = "The line is $y = kx + c$. "

NOT_REFUTED = {
    "after the formula": r"$s(t) = ut - \frac12 q t^2$, $u = 12$, $q = 4$. $s'(t) = 12 - 4t$.",
    "taken": "$p(x) = ax^2 + bx$. Take $a = 3$ and $b = -1$. $p'(x) = 6x - 1$.",
    "found": "$p(x) = ax^2 + bx$. From $a + b = 2$ and $b = -1$ we get $a = 3$. $p'(x) = 6x - 1$.",
    "in the end": r"$\frac{d}{dx}(kx) = 7$. Here $k = 7$.",
    "before the formula": r"The slope is $k = 3$. " + LINE + r"$\frac{dy}{dx} = 3$.",
    "worked out": LINE + r"The slope is $k = \frac{8 - 2}{4 - 2} = 3$. $\frac{dy}{dx} = 3$.",
    "a data point": "$J(w) = (wu - v)^2$. The point is $u = 1$ and $v = 3$. $J'(w) = 2(w - 3)$.",
    "below a definition": r"$q(x) = r(x) + c$, $r(x) = x^2$, $c = 4$. $q(x) = x^2 + 4$.",
}
REFUTED = {
    "no value": LINE + r"$\frac{dy}{dx} = x$.",
    "a case alone": LINE + r"For $k = 3$ it is steep. $\frac{dy}{dx} = 2k$.",
    "an index that runs": r"For $k = 1, \dots, n$: $(k + x)^2 = k^2 + x^2$.",
    "itself": r"$|x| = x$, and $x = x \cdot 1$. $(x + 1)^2 = x^2 + 1$.",
    "another section": "# A\nTake $k = 3$.\n\n# B\n" + LINE + r"$\frac{dy}{dx} = 2k$.",
    "known where it stands": r"Let $k = 3$. $\frac{d}{dx}(kx) = 4$.",
}


@pytest.mark.parametrize("page", NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_no_witness_against_a_value(page: str) -> None:
    assert "refuted" not in verdicts(page)


@pytest.mark.parametrize("page", REFUTED.values(), ids=REFUTED)
def test_other_values_are_free(page: str) -> None:
    assert verdicts(page)[-1] == "refuted"
