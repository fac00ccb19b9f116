"""A known function's name without its argument: f for f(x), f' for f'(x), x-dot of x(t)."""

from __future__ import annotations

import pytest

from .pages import verdicts

FG = "Let $f(x) = x^3$ and $g(x) = e^x$. "
XY = "Let $x(t) = t^4$ and $y(t) = \\sin t$. "
S = "Let $s(z) = \\frac{1}{1 + e^{-z}}$. "

RIGHT = {
    "product rule": FG + "$(fg)' = f'g + fg'$",
    "quotient rule": FG + r"$\left(\frac{f}{g}\right)' = \frac{f'g - fg'}{g^2}$",
    "product rule by d/dx": FG + r"$\frac{d}{dx}(fg) = f'g + fg'$",
    "chain rule": FG + "$(f^4)' = 4f^3f'$",
    "second derivative": FG + "$(fg)'' = f''g + 2f'g' + fg''$",
    "logarithm": FG + r"$(\ln g)' = g'/g$",
    "by x itself": FG + "$(xf)' = f + xf'$",
    "dots": XY + r"$\frac{d}{dt}(xy) = \dot{x}y + x\dot{y}$",
    "two dots": XY + r"$\ddot y = -y$",
    "by what it is": FG + "$f' = 3x^2$",
    "in an integral": XY + r"$\int x'\,dt = x$",
    "a product with itself": S + "$s' = s(1 - s)$",
    "a derivative times what it stands in": S + "$s'' = s'(1 - 2s)$",
}
WRONG = {
    "product rule": FG + "$(fg)' = f'g'$",
    "quotient rule": FG + r"$\left(\frac{f}{g}\right)' = \frac{f'g + fg'}{g^2}$",
    "chain rule": FG + "$(f^4)' = 4f^3$",
    "dots": XY + r"$\frac{d}{dt}(xy) = \dot{x}\dot{y}$",
    "two dots": XY + r"$\ddot y = y$",
    "by what it is": FG + "$f' = 2x^2$",
    "a product with itself": S + "$s' = s(1 + s)$",
}
OPEN = {
    "a prime that is no derivative": FG + "Let $f' = 7$. $f' = 8$",
    "a dot of a function of no time": r"Let $x(k) = k^2$. $\dot x = 2k$",
}


@pytest.mark.parametrize("page", RIGHT.values(), ids=RIGHT)
def test_right(page: str) -> None:
    assert verdicts(page)[-1] == "proved"


@pytest.mark.parametrize("page", WRONG.values(), ids=WRONG)
def test_wrong(page: str) -> None:
    assert verdicts(page)[-1] == "refuted"


@pytest.mark.parametrize("page", OPEN.values(), ids=OPEN)
def test_open(page: str) -> None:
    assert not {"proved", "refuted"} & set(verdicts(page))
