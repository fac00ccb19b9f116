"""LaTeX expressions, and the terms that they are read as."""

from __future__ import annotations

import pytest

from derivations.reading import ReadingError, read_expression

READ = [
    (r"2x + 3y", "2*x + 3*y"),
    (r"\frac{1}{1+e^{-x}}", "1/(1 + exp(-x))"),
    (r"\frac12 x", "1/2*x"),
    (r"\frac x2", "x/2"),
    (r"-x^2", "-x^2"),
    (r"2^{10}", "2^10"),
    (r"0.25 a", "1/4*a"),
    (r"1{,}500", "1500"),
    (r"a \cdot -3", "a*(-3)"),
    (r"a / b \times c", "a/b*c"),
    (r"x / x", "x/x"),
    (r"\sqrt{a} + \sqrt[3]{b}", "sqrt(a) + root3(b)"),
    (r"\sin 2x \cos y", "sin(2*x)*cos(y)"),
    (r"\cos u_0 \times w", "cos(u_0)*w"),
    (r"\cos x \, e^{y}", "cos(x)*exp(y)"),
    (r"\log^2 x", "log(x)^2"),
    (r"\log_2 x", "log(x)/log(2)"),
    (r"\sin^{-1} x", "asin(x)"),
    (r"\ln|x|", "log(abs(x))"),
    (r"|x| + |y - |z||", "abs(x) + abs(y - abs(z))"),
    (r"\left| x \right| y", "abs(x)*y"),
    (r"\lfloor \frac{n}{2} \rfloor + \lceil x \rceil", "floor(n/2) + ceil(x)"),
    (r"\max\{0, x\} - \min(a, b)", "max(0, x) - min(a, b)"),
    (r"n! + \binom{n}{k}", "factorial(n) + binomial(n, k)"),
    (r"v_{-1} + x_1", "v_{-1} + x_1"),
    (r"\tilde{w}^{(2)}_{kj}", r"\tilde{w}^{(2)}[k, j]"),
    (r"\sum_{i=1}^n i^2", "sum(i=1..n, i^2)"),
    (r"\sum_j p_j q_j", "sum(i=1..d, p[i]*q[i])"),
    (r"\prod_{k=1}^{3} k", "prod(i=1..3, i)"),
    (r"\sum_{i=1}^n \sum_{j=1}^i j", "sum(i=1..n, sum(j=1..i, j))"),
    (r"e^{x_i} / \sum_j e^{x_j}", "exp(x[i])/sum(j=1..size(x), exp(x[j]))"),
    (r"\mathbf{x}_i + x_1", "x[i] + x[1]"),
    (r"c\mathbf{x}", "fam(i=size(x), c*x[i])"),
    (r"\mathbf{x} - 1", "fam(i=size(x), x[i] - 1)"),
    (r"[a, b]^\top", "[a, b]"),
    (r"[x_1, x_2, \dots, x_K]", "fam(i=K, x[i])"),
    (r"[0, y_1, \dots, y_{K-1}]", "fam(i=K, cases(0 if i = 1; y[i - 1]))"),
    (r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}", "[1, 2]"),
    (
        r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
        "cases(x if 0 < x; 0)",
    ),
    (r"\lim_{h \to 0^+} \frac{h}{2}", "limit(i=0 right, i/2)"),
    (r"\lim_{n \to \infty} \frac1n", "limit(i=oo, 1/i)"),
    (r"\int_0^1 t^2 \, dt", "integral(i=0..1, i^2)"),
    (r"\frac{d}{dx} \sin x", "deriv(i=x, sin(i))"),
    (r"\sigma(x)", "1/(1 + exp(-x))"),
    (r"\sigma'(x)", "deriv(i=x, 1/(1 + exp(-i)))"),
    (r"f(x+1)", "f(x + 1)"),
    (r"d(k-1) + d", "d*(k - 1) + d"),
    (r"1(k-1)", "1*(k - 1)"),
    (r"out + in", "out + in"),
    (r"\mathrm{loss} + 1", "loss + 1"),
    ("θ − 2·π", "theta - 2*pi"),
]


@pytest.mark.parametrize(("latex", "term"), READ, ids=[r[0] for r in READ])
def test_is_read_as(latex: str, term: str) -> None:
    assert str(read_expression(latex)) == term


REFUSED = [
    (r"a/bc", "D005", "bc"),
    (r"1/2x", "D005", "2x"),
    (r"x^10", "D005", "10"),
    (r"x^{a}^{b}", "D004", "^"),
    (r"x 2", "D004", "2"),
    (r"AB", "D005", "AB"),
    (r"abc", "D005", "abc"),
    (r"q(2)", "D005", "q"),
    (r"1 + \nosuch", "D003", r"\nosuch"),
    (r"\sum_i x_i + x_i", "D005", "i"),
    (r"\sum_j 1", "D012", r"\sum_j"),
    (r"\sum_j (x_{j+1} - x_j)", "D012", r"\sum_j (x_{j+1} - x_j)"),
    (r"\lim_{+\infty} 2", "D007", r"\lim_{+\infty}"),
    (r"\mathbf{w} \mathbf{x}", "D007", r"\mathbf{w}"),
    (r"e^{\mathbf{x}}", "D007", r"e^{\mathbf{x}"),
    (r"\|2\|", "D007", r"\|"),
    (r"\sin x / 2", "D005", r"\sin x"),
    (r"\delta_{ij} x_j", "D005", r"\delta_{ij}"),
    (r"a * b + ab", "D005", "a * b"),
    (r"\pm x", "D007", r"\pm"),
    (r"f(1,000)", "D005", "1,000"),
    (r"(x", "D002", "("),
    (r"dx", "D007", "dx"),
    (r"e^{i t}", "D005", "i"),
]


@pytest.mark.parametrize(("latex", "code", "place"), REFUSED, ids=[r[0] for r in REFUSED])
def test_is_refused_with_its_place(latex: str, code: str, place: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_expression(latex)
    assert caught.value.code == code
    assert latex[caught.value.start : caught.value.end].startswith(place)
