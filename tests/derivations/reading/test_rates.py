"""Slopes that a page assumes, curves that are differentiated, and slopes of slopes."""

from __future__ import annotations

import pytest

from .pages import verdicts

GROWS = r"Suppose $\frac{dr}{dt} = 3$ and $A = \pi r^2$. "
CIRCLE = "Suppose $x^2 + y^2 = 25$"
BALL = r"Suppose $V = \frac{4}{3}\pi r^3$ and $\frac{dV}{dt} = 10$. "

LAST = {
    "a rate": (GROWS + r"Then $\frac{dA}{dt} = 6 \pi r$.", "proved"),
    "a rate, falsely": (GROWS + r"Then $\frac{dA}{dt} = 3 \pi r$.", "refuted"),
    "a rate with a stroke": (
        r"Let $dr/dt = 3$ and $A = \pi r^2$. Then $dA/dt = 6 \pi r$.", "proved"
    ),
    "in a chain": (
        r"Let $\frac{dr}{dt} = 3$. Let $A = \pi r^2$. "
        r"Then $\frac{dA}{dt} = 2\pi r \frac{dr}{dt} = 6\pi r$.", "proved"
    ),
    "in the sentence of the curve": (
        r"If $x^2 + y^2 = 25$, then $\frac{dy}{dx} = -\frac{x}{y}$.", "proved"
    ),
    "at a value": (GROWS + r"When $r = 2$, $\frac{dA}{dt} = 12\pi$.", "proved"),
    "at a value in words": (GROWS + r"When the radius is 1, $\frac{dA}{dt} = 6\pi$.", "constraint"),
    "another name may vary": (
        r"Suppose $A = ab$ and $\frac{da}{dt} = 1$. Then $\frac{dA}{dt} = b$.", "undecided"
    ),
    "out of a rate": (BALL + r"Then $\frac{dr}{dt} = \frac{5}{2\pi r^2}$.", "proved"),
    "out of a rate, falsely": (BALL + r"Then $\frac{dr}{dt} = \frac{5}{4\pi r^2}$.", "refuted"),
    "a curve": (CIRCLE + r". Then $\frac{dy}{dx} = -\frac{x}{y}$.", "proved"),
    "a curve, falsely": (CIRCLE + r". Then $\frac{dy}{dx} = -\frac{y}{x}$.", "refuted"),
    "a name that may vary": (
        r"Suppose $x^2 + y^2 = r^2$. Then $x + y \frac{dy}{dx} = 0$.", "undecided"
    ),
    "a name that may vary in time": (
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


OPEN = {
    "at a time": r"Suppose $\frac{dr}{dt} = 3$ at $t = 2$, and $A = \pi r^2$. {}",
    "at first": r"Suppose $\frac{dr}{dt} = 3$ at first, and $A = \pi r^2$. {}",
    "in a range": r"Suppose $\frac{dr}{dt} = 3$ for $t < 5$. Let $A = \pi r^2$. {}",
    "another example": GROWS + "\n\nA snowball melts. {}",
    "another list item": "(1) " + GROWS + "\n\n(2) Let $A = \\pi r^2$. {}",
    "another rate": GROWS + r"For $\frac{dr}{dt} = 1$ it shrinks. {}",
    "two rates": r"Suppose $\frac{dr}{dt} = 3$ and $\frac{dr}{dt} = r$. Let $A = \pi r^2$. {}",
    "a letter that words explain": GROWS + "{}",
}


@pytest.mark.parametrize("page", OPEN)
def test_what_may_not_hold_all_along_is_left_open(page: str) -> None:
    claims = [r"Then $\frac{dA}{dt} = 6\pi r$.", r"Then $\frac{dA}{dt} = 5\pi r$."]
    if page == "a letter that words explain":
        claims = [r"Then $\frac{dA}{dt} = 3C$, where $C$ is the circumference."]
    for claim in claims:
        assert {"proved", "refuted"}.isdisjoint(verdicts(OPEN[page].replace("{}", claim)))


CURVES = {
    "at one moment": "Suppose that initially $xy = 12$. {}",
    "at one moment, in the formula": r"Suppose $xy = 12 \text{ at first}$. {}",
    "partial derivatives before": (
        r"Suppose $xy = 12$. Then $\frac{\partial y}{\partial x} = 0$. Then {}"
    ),
    "a solution": "Suppose $xy = 12$ has a solution. {}",
    "for a value": "Suppose $xy = 12$ when $x = 3$. {}",
    "another curve": "Suppose $xy = 12$. For the circle $x^2 + y^2 = 4$, {}",
    "other trajectories": "Suppose $xy = 12$. For the orthogonal trajectories, {}",
    "a denial": "Suppose not $xy = 12$. {}",
    "two that fix a point": "Suppose $xy = 12$ and $x + y = 7$. {}",
}


@pytest.mark.parametrize("page", CURVES)
def test_what_is_no_curve_is_not_differentiated(page: str) -> None:
    for claim in (r"$\frac{dy}{dx} = -\frac{y}{x}$.", r"$\frac{dy}{dx} = \frac{y}{x}$."):
        assert {"proved", "refuted"}.isdisjoint(verdicts(CURVES[page].replace("{}", claim)))


TIES = {
    "a fixed volume": r"The volume is fixed: $\pi r^2 h = 10$. Let $S = 2\pi r h + 2\pi r^2$. "
    r"Then $\frac{dS}{dr} = 4\pi r + 2\pi h$.",
    "a fixed volume, put in": r"The volume is fixed: $\pi r^2 h = 10$. "
    r"Let $S = 2\pi r h + 2\pi r^2$. Then $\frac{dS}{dr} = 4\pi r - \frac{20}{r^2}$.",
    "similar triangles": r"Let $V = \frac{1}{3} \pi r^2 h$. As $2r = h$, "
    r"$\frac{dV}{dh} = \frac{1}{3}\pi r^2$.",
    "a circle": r"Suppose $x^2 + y^2 = a^2$ and $A = 4xy$. Then $\frac{dA}{dx} = 4y$.",
    "a parameter": r"Let $x = t^2$ and $y = t^3$. Then $\frac{d}{dx}(xy) = y$.",
}


@pytest.mark.parametrize("page", TIES)
def test_what_is_tied_is_not_held(page: str) -> None:
    assert {"proved", "refuted"}.isdisjoint(verdicts(TIES[page])[-1:])


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
