r"""What chains leave out: `\frac{g' h - h' g}{h^2}`, the primes meaning the chain's derivative."""

from __future__ import annotations

import pytest

from derivations.reading.expressions.names import spelled
from derivations.reading.sources.tokens import tokenize
from derivations.reading.statements.shorthand import differentiated_by

from .pages import verdicts

BY = {
    r"\frac{\partial}{\partial w_k} L": "w_k",
    r"\frac{\partial y}{\partial x}": "x",
    r"\frac{d f}{d t}": "t",
    r"\frac{d^2 f}{d t^2}": "",
    r"\frac{\partial^2 f}{\partial x \partial y}": "",
    r"\frac{a}{b}": "",
    "f'(x)": "x",
    "f''(x)": "x",
    "f(x)": "",
    "": "",
}


@pytest.mark.parametrize(("latex", "name"), BY.items(), ids=BY)
def test_what_a_side_is_the_derivative_by(latex: str, name: str) -> None:
    tokens = tokenize(latex)
    found = differentiated_by(tokens, (0, len(tokens)))
    assert spelled(found, 0, len(found)) == name


QUOTIENT = r"""Let $u_i = e^{z_i}$ and $v_i = \sum_{k=1}^K e^{z_k}$.

$$\frac{\partial}{\partial z_j} \frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}} = %s$$
"""
NUMBERS = r"""Let $u = x^2$ and $v = 1 + x^4$.

$$\frac{d}{dx} \frac{u}{v} = %s$$
"""

NOT_PROVED = {
    "the other sign": QUOTIENT % r"\frac{u' v + v' u}{v^2}",
    "no square": QUOTIENT % r"\frac{u' v - v' u}{v}",
    "turned round": QUOTIENT % r"\frac{v' u - u' v}{v^2}",
    "numbers, the other sign": NUMBERS % r"\frac{u' v + v' u}{v^2}",
    "another prime": NUMBERS % r"\frac{u' v - v' w'}{v^2}",
    "an index that a sum runs over": QUOTIENT % r"\sum_i \frac{u' v - v' u}{v^2}",
    "a vector":
        r"Let $\mathbf{u}$ be a vector."
        r" $\frac{d}{dx} \mathbf{u}' \mathbf{u} = \mathbf{u}' \mathbf{v}$",
}  # fmt: skip

NOT_REFUTED = {
    "a chain rule": r"Let $z = x^2$ and $x = t^3$. $$\frac{dz}{dt} = z' x'$$",
    "a slope by a parameter": r"Let $y = t^2$ and $x = t^3$. $$\frac{dy}{dx} = \frac{y'}{x'}$$",
    "an entry at the other letter": QUOTIENT.replace("e^{z_i}}{", "e^{z_j}}{")
    % r"\frac{u' v - v' u}{v^2} = \frac{u_i}{v_i}(\delta_{ij} - \frac{u_j}{v_j})",
    "a new point": r"Let $x = 3t$. $$\frac{d}{dt} x^2 = x' + 1$$ where $x'$ is the next point.",
}  # fmt: skip

PROVED = {
    "entries": QUOTIENT % r"\frac{u' v - v' u}{v^2}",
    "to the end": QUOTIENT
    % r"\frac{u' v - v' u}{v^2} = \frac{u_i}{v_i} (\delta_{ij} - \frac{u_j}{v_j})",
    "numbers": NUMBERS % r"\frac{u' v - v' u}{v^2} = \frac{2x - 2x^5}{(1 + x^4)^2}",
    "two sides": NUMBERS % r"\frac{u' v}{v^2} - \frac{v' u}{v^2} = \frac{u'}{v} - \frac{v' u}{v^2}",
    "a prime before": r"Let $p = x^3$ and $q = \sin x$. Let $f(x) = pq$."
    r" $$f'(x) = p' q + p q' = 3x^2 \sin x + x^3 \cos x$$",
    "rows": r"""Let $u = x^2$ and $v = 1 + x^4$.

\begin{align}
\frac{d}{dx} \frac{u}{v} &= \frac{u' v - v' u}{v^2} \\
&= \frac{2x - 2x^5}{(1 + x^4)^2}
\end{align}""",
}  # fmt: skip

WRONG = {
    "after what holds": NUMBERS % r"\frac{u' v - v' u}{v^2} = \frac{2x + 2x^5}{(1 + x^4)^2}",
    "before what holds": NUMBERS % r"\frac{u' v + v' u}{v^2} = \frac{2x + 6x^5}{(1 + x^4)^2}",
    "entries": QUOTIENT
    % r"\frac{u' v - v' u}{v^2} = \frac{u_i}{v_i} (\delta_{ij} + \frac{u_j}{v_j})",
}
"""A side beside it shows that it is meant so."""


@pytest.mark.parametrize("page", NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_is_not_proved(page: str) -> None:
    assert "proved" not in verdicts(page)[:4]


@pytest.mark.parametrize("page", NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_what_is_not_refuted(page: str) -> None:
    assert "refuted" not in verdicts(page)


@pytest.mark.parametrize("page", PROVED.values(), ids=PROVED)
def test_what_is_proved(page: str) -> None:
    assert set(verdicts(page)) == {"definition", "proved"}


@pytest.mark.parametrize("page", WRONG.values(), ids=WRONG)
def test_what_is_refuted(page: str) -> None:
    assert sorted(verdicts(page)[2:]) == ["proved", "refuted"]


NAMED = {
    "after a definition": (r"Let $h = \sum_{k=1}^n w_k = S$. Then $S - h = 0$.", "proved"),
    "wrongly used": (r"Let $h = x^2 + 1 = S$ for real $x$. Then $S + x = x^2 + x + 2$.", "refuted"),
    "by a sign": (r"$a^2 + b^2 =: N$. $N - a^2 = b^2$", "proved"),
    "by a sign, in a chain": (r"$(a + b)^2 = a^2 + 2ab + b^2 =: N$. $N = (b + a)^2$", "proved"),
    "a name that is used before": (
        r"For $c > 0$, $c + 1 > c$. Let $h = x + 1 = c$. Then $c - x = 1$.", "constraint",
    ),
    "a name that is declared": (
        r"Let $c \in \mathbb{R}$. Let $h = x + 1 = c$. Then $c - x = 1$.", "constraint",
    ),
    "a name on both sides": (r"$c^2 + 1 =: c$. $c^2 - c = -1$", "constraint"),
    "no definition before": (r"$x + 1 = c$. Then $c - x = 1$.", "constraint"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "word"), NAMED.values(), ids=NAMED)
def test_a_name_that_stands_last(page: str, word: str) -> None:
    assert verdicts(page)[-1] == word
