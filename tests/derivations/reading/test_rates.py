"""Slopes that a page assumes, curves that are differentiated, and slopes of slopes."""

from __future__ import annotations

import pytest

from .pages import report, verdicts

GROWS = r"Suppose $\frac{dr}{dt} = 3$ and $A = \pi r^2$. "
CIRCLE = "Suppose $x^2 + y^2 = 25$"
BALL = r"Suppose $V = \frac{4}{3}\pi r^3$ and $\frac{dV}{dt} = 10$. "

LAST = {
    "a rate": (GROWS + r"Then $\frac{dA}{dt} = 6 \pi r$.", "proved"),
    "a rate, falsely": (GROWS + r"Then $\frac{dA}{dt} = 3 \pi r$.", "refuted"),
    "a rate with a stroke": (
        r"Let $dr/dt = 3$ and $A = \pi r^2$. Then $dA/dt = 6 \pi r$.", "proved"
    ),
    "a rate in words before": (
        r"The radius grows with $\frac{dr}{dt} = 3$. Let $A = \pi r^2$. "
        r"Then $\frac{dA}{dt} = 2\pi r \frac{dr}{dt} = 6\pi r$.", "proved"
    ),
    "at a value": (GROWS + r"When $r = 2$, $\frac{dA}{dt} = 12\pi$.", "proved"),
    "at a value in words": (GROWS + r"When the radius is 1, $\frac{dA}{dt} = 6\pi$.", "undecided"),
    "another name may vary": (
        r"Suppose $A = ab$ and $\frac{da}{dt} = 1$. Then $\frac{dA}{dt} = b$.", "undecided"
    ),
    "out of a rate": (BALL + r"Then $\frac{dr}{dt} = \frac{5}{2\pi r^2}$.", "proved"),
    "out of a rate, falsely": (BALL + r"Then $\frac{dr}{dt} = \frac{5}{4\pi r^2}$.", "refuted"),
    "a curve": (CIRCLE + r". Then $\frac{dy}{dx} = -\frac{x}{y}$.", "proved"),
    "a curve, falsely": (CIRCLE + r". Then $\frac{dy}{dx} = -\frac{y}{x}$.", "refuted"),
    "a curve with a constant": (
        r"Suppose $x^2 + y^2 = r^2$. Then $x + y \frac{dy}{dx} = 0$.", "proved"
    ),
    "a constant that may vary in time": (
        r"Suppose $x^2 + y^2 = r^2$ and $\frac{dx}{dt} = 1$. Then $x + y \frac{dy}{dt} = 0$.",
        "undecided",
    ),
    "a curve in time": (
        CIRCLE + r" and $\frac{dx}{dt} = 2$. Then $\frac{dy}{dt} = -\frac{2x}{y}$.", "proved"
    ),
    "at a point of it": (
        CIRCLE + r" and $\frac{dx}{dt} = 2$. When $x = 3$ and $y = 4$, "
        r"$\frac{dy}{dt} = -\frac{3}{2}$.", "proved"
    ),
    "a value is no curve": (CIRCLE + r". When $y = 4$, $\frac{dy}{dx} = 0$.", "undecided"),
    "nor is a line": (
        CIRCLE + r" and $\frac{dx}{dt} = 2$. When $x = y$, $\frac{dy}{dt} = 2$.", "undecided"
    ),
    "an exponential": (
        r"Suppose $x e^y = 1$. Then $e^y + x e^y \frac{dy}{dx} = 0$.", "proved"
    ),
    "a law of growth": (
        r"Let $\frac{dy}{dx} = 2y$. Then $\frac{d}{dx} y^2 = 4y^2$.", "proved"
    ),
    "a law of growth, falsely": (
        r"Let $\frac{dy}{dx} = 2y$. Then $\frac{d}{dx} y^2 = 2y^2$.", "refuted"
    ),
}  # fmt: skip


@pytest.mark.parametrize("page", LAST)
def test_what_is_drawn_from_slopes(page: str) -> None:
    text, expected = LAST[page]
    assert verdicts(text)[-1] == expected


def test_what_is_taken_for_a_constant_is_told() -> None:
    link = report(LAST["a curve with a constant"][0]).assertions[-1]
    assert "r is taken for a constant" in link.reading


OTHER_ORDERS = {
    "once more": r"$\frac{d^2y}{dx^2} = \frac{dy}{dx}$",
    "a sign alone": r"$\frac{d^2}{dx^2} y = \frac{d}{dx} y$",
    "one after the other": r"$\frac{d}{dx}\frac{dy}{dx} = \frac{dy}{dx}$",
    "the third": r"$\frac{d^3y}{dx^3} = \frac{d^2y}{dx^2}$",
    "by two names": r"$\frac{\partial^2 u}{\partial x \partial y} = \frac{\partial u}{\partial y}$",
    "by the other": r"$\frac{\partial^2 u}{\partial x \partial y} = \frac{\partial u}{\partial x}$",
}


@pytest.mark.parametrize("page", OTHER_ORDERS)
def test_a_second_derivative_is_no_first_one(page: str) -> None:
    assert verdicts(OTHER_ORDERS[page]) == ["undecided"]
