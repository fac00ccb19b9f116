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
        r"For $c > 0$, $c + 1 > c$. Let $h = x + 1 = c$.", "constraint",
    ),
    "a name that is declared": (
        r"Let $c \in \mathbb{R}$. Let $h = x + 1 = c$.", "constraint",
    ),
    "a name on both sides": (r"$c^2 + 1 =: c$. $c^2 - c = -1$", "constraint"),
    "no definition before": (r"$x + 1 = c$. Then $c - x = 1$.", "constraint"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "word"), NAMED.values(), ids=NAMED)
def test_a_name_that_stands_last(page: str, word: str) -> None:
    assert verdicts(page)[-1] == word


SOFTMAX = r"""Let $S(z)_i = \frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}}$ for $i = 1, \dots, K$.

%s
"""
OF_A_VECTOR = {
    "all entries": (
        SOFTMAX % r"$$\frac{\partial S_i}{\partial z_j} = S_i (\delta_{ij} - S_j)$$", "proved",
    ),
    "entries, wrongly": (
        SOFTMAX % r"$$\frac{\partial S_i}{\partial z_j} = S_i (\delta_{ij} + S_j)$$", "refuted",
    ),
    "one entry": (SOFTMAX % r"$$\frac{\partial S_i}{\partial z_i} = S_i (1 - S_i)$$", "proved"),
    "another vector": (
        SOFTMAX % r"$$\frac{\partial}{\partial a_j} \frac{e^{a_i}}{\sum_{k=1}^K e^{a_k}}"
        r" = S_i (1_{i=j} - S_j)$$",
        "proved",
    ),
    "another vector, which may be meant otherwise": (
        SOFTMAX % r"$$\frac{\partial}{\partial a_j} \frac{e^{a_i}}{\sum_{k=1}^K e^{a_k}}"
        r" = S_i (1_{i=j} + S_j)$$",
        "undecided",
    ),
    "what moves the vector": (
        SOFTMAX % r"Let $z = W x$. $$\frac{\partial S_i}{\partial x_j} = \sum_{k=1}^K S_i"
        r" (\delta_{ik} - S_k) W_{kj}$$",
        "undecided",
    ),
    "the usual softmax": (
        r"$$\frac{\partial}{\partial a_j} \text{softmax}(a)_i = \text{softmax}_i"
        r" (\delta_{ij} - \text{softmax}_j)$$",
        "proved",
    ),
    "called": (
        SOFTMAX % r"$$\frac{\partial S_i(z)}{\partial z_j} = S_i(z) (\delta_{ij} - S_j(z))$$",
        "proved",
    ),
    "a vector of its own": (
        r"Let $S_i = z_i^2$ for $i = 1, \dots, n$. $$\frac{\partial S_i}{\partial z_i} = 2 z_i$$",
        "proved",
    ),
    "an indicator as a factor": (r"$x 1_{x > 0} = \max(0, x)$", "proved"),
    "a number as a factor": (r"$x 1 = x$", "D004"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "word"), OF_A_VECTOR.values(), ids=OF_A_VECTOR)
def test_a_function_without_its_vector(page: str, word: str) -> None:
    found = verdicts(page)[-1]
    assert found == word or (word == "undecided" and found.startswith("D0"))


ELSEWHERE = r"""# Outputs

$$\sigma(\mathbf{z})_i = \frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}}$$

# Slopes

$$%s$$
"""
OF_ANOTHER_SECTION = {
    "a vector": (
        r"\frac{\partial [\sigma(\mathbf{a})]_i}{\partial a_j} = \sigma_i (1_{i=j} - \sigma_j)",
        "proved",
    ),
    "a vector, wrongly": (
        r"\frac{\partial [\sigma(\mathbf{a})]_i}{\partial a_j} = \sigma_i (1_{i=j} + \sigma_j)",
        "undecided",
    ),
    "a vector, as the logistic function is meant": (
        r"\sum_{i=1}^K \sigma(\mathbf{a})_i = \sum_{i=1}^K \frac{1}{1 + e^{-a_i}}", "undecided",
    ),
    "a number": (r"\sigma(x) \sigma(-x) = \frac{e^x}{(1 + e^x)^2}", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("link", "word"), OF_ANOTHER_SECTION.values(), ids=OF_ANOTHER_SECTION)
def test_a_function_of_another_section(link: str, word: str) -> None:
    assert verdicts(ELSEWHERE % link)[-1] == word


LENGTHS = r"""Let $S(z)_i = \frac{e^{z_i}}{\sum_{k=1}^K e^{z_k}}$ and $N(w) = \sum_{k=1}^m w_k^2$.

$$%s$$
"""
OF_ANOTHER_LENGTH = {
    "a vector of no known length": (
        r"\frac{\partial S(a)_i}{\partial a_j} = S(a)_i (\delta_{ij} - S(a)_j)", "proved",
    ),
    "a sum": (r"\sum_{i=1}^K S(\mathbf{a})_i = 1", "proved"),
    "a sum that is too short": (r"\sum_{i=2}^K S(\mathbf{a})_i = 1", "constraint"),
    "a number": (r"N(2\mathbf{v}) = 4 N(\mathbf{v})", "proved"),
    "a number, wrongly": (r"N(2\mathbf{v}) = 2 N(\mathbf{v})", "undecided"),
    "entries": (r"N([3, 4]) = 25", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("link", "word"), OF_ANOTHER_LENGTH.values(), ids=OF_ANOTHER_LENGTH)
def test_a_function_of_vectors_knows_their_length(link: str, word: str) -> None:
    assert verdicts(LENGTHS % link)[-1] == word
