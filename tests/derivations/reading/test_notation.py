"""Notation of calculus, vectors and probability: what it is read as, and what it must not claim."""

from __future__ import annotations

import pytest

from derivations import ReadingError, judge, read
from derivations.documents import check_text
from proofs import Proved, Refuted, Undecided

READ = [
    (r"\frac{d^2}{dx^2} x^3", "deriv(i=x 2, i^3)"),
    (r"\frac{\partial^2 (x y)}{\partial x \partial y}", "deriv(i=x, deriv(j=y, i*j))"),
    (r"\frac{\mathrm{d}}{\mathrm{d}x} x^2", "deriv(i=x, i^2)"),
    (r"\frac{\partial}{\partial \theta} \theta^2", "deriv(i=theta, i^2)"),
    (r"\frac{dy}{dx}", r"\partial(y, x)"),
    (r"dy/dx", r"\partial(y, x)"),
    (r"\partial L / \partial a", r"\partial(L, a)"),
    (r"\text{CE}(y) + 1", "CE(y) + 1"),
    (r"\text{rate} t", "rate*t"),
    (r"|\mathbf{v}|", "norm(v)"),
    (r"\mathbf{\sqrt{10}}", "sqrt(10)"),
    (r"\mathbf{u} + \mathbf{v}", "fam(i=d, u[i] + v[i])"),
    (r"\mathbf{i} + \mathbf{j}", "fam(i=2, [1, 0][i] + [0, 1][i])"),
    (r"\langle x, 2, 3 \rangle", "[x, 2, 3]"),
    (r"\langle \mathbf{u}, \mathbf{v} \rangle", "dot(u, v)"),
    (r"\sum_{j \neq 2} x_j", "sum(i=1..size(x), cases(x[i] if i != 2; 0))"),
    (r"\sum_{i=1}^m x^{(i)}", "sum(i=1..m, x^{()}[i])"),
    (r"\mathbb{1}[x > 0]", "cases(1 if 0 < x; 0)"),
    (r"\mathbb{1}_{x = 2}", "cases(1 if x = 2; 0)"),
    (r"p(x | y) p(y | z)", "p(|)(x, y)*p(|)(y, z)"),
    (r"\mathbb{E}[X^2] + 1", "E(X^2) + 1"),
    (r"\text{Var}(X)", "Var(X)"),
    ("x\u200b + 1", "x + 1"),
    (r"\sin x/x", "sin(x)/x"),
    (r"1 - \log t / t^2", "1 - log(t)/t^2"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "term"), READ, ids=[r[0] for r in READ])
def test_is_read_as(latex: str, term: str) -> None:
    assert str(read(latex).tree) == term


PROVED = [
    (r"x^T y = y^T x", []),
    (r"w^T (x + y) = w^T x + w^T y", []),
    (r"\frac{\partial}{\partial x_i} \sum_{j=1}^n x_j^2 = 2 x_i", []),
    (r"\frac{d^2}{dx^2} x^3 = 6x", []),
    (r"\frac{d}{dt} u = 2t", ["u = t^2 + 1"]),
    (r"\mathbb{1}[x > 0] \cdot x = \max(0, x)", []),
    (r"\frac{\partial^2}{\partial x \partial y} (x^2 y) = 2x", []),
]
REFUTED = [
    (r"\frac{\partial}{\partial x_i} \sum_{j=1}^n x_j^2 = 2 x_i + 1", []),
    (r"\frac{d^2}{dx^2} x^3 = 3x^2", []),
    (r"\frac{d}{dt} u = t", ["u = t^2 + 1"]),
    (r"\mathbb{1}[x > 0] = 1", []),
]


@pytest.mark.parametrize(("latex", "definitions"), PROVED, ids=[p[0] for p in PROVED])
def test_is_proved(latex: str, definitions: list[str]) -> None:
    assert isinstance(judge(latex, definitions=definitions, budget=6), Proved)


@pytest.mark.parametrize(("latex", "definitions"), REFUTED, ids=[p[0] for p in REFUTED])
def test_is_refuted(latex: str, definitions: list[str]) -> None:
    assert isinstance(judge(latex, definitions=definitions, budget=6), Refuted)


# Nothing is known of these to the kernel: neither may come out proved or refuted.
OPAQUE = [
    r"\mathbb{E}[X^2] = \mathbb{E}[X]^2",
    r"\mathbb{E}[X + Y] = \mathbb{E}[X] + \mathbb{E}[Y]",
    r"\mathbb{E}[X] = 0",
    r"p(x | y) = p(y | x)",
    r"p(x | y) = p(x) p(y)",
    r"\frac{dy}{dx} = 0",
    r"\frac{dy}{dx} = \frac{dx}{dy}",
    r"\frac{\partial L}{\partial a} = a",
    r"\nabla f = 0",
    r"\text{Var}(X) \geq 0",
    r"u^T v = u v",
    r"u^T = u",
    r"x^T A y = y^T A x",
    r"D_{KL}(p \| q) = D_{KL}(q \| p)",
    r"\gcd(a, b) = 1",
    r"\int x \, dx \geq 0",
]


@pytest.mark.parametrize("latex", OPAQUE)
def test_what_the_kernel_does_not_know_is_left_open(latex: str) -> None:
    try:
        verdict = judge(latex, budget=1)
    except ReadingError:
        return
    assert isinstance(verdict, Undecided)


PAGES_LEFT_OPEN = {
    "vectors given in words": "Vectors: $\\mathbf{u} + \\mathbf{v} = 5\\mathbf{i} - 3\\mathbf{j}$.",
    "an angle between vectors": (
        "We know $\\mathbf{u} \\cdot \\mathbf{v} = |\\mathbf{u}||\\mathbf{v}| \\cos 45^\\circ$."
    ),
    "a capital that may be a matrix": (
        "Let $z = h W + b$. Then $\\frac{\\partial z}{\\partial h} = W$."
    ),
}


@pytest.mark.parametrize("text", PAGES_LEFT_OPEN.values(), ids=PAGES_LEFT_OPEN.keys())
def test_what_a_page_does_not_say_is_left_open(text: str) -> None:
    report = check_text("page.md", text, budget=1)
    assert not {a.verdict for a in report.assertions} & {"proved", "refuted"}
