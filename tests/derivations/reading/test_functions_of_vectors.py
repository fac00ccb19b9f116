r"""Functions of which nothing is known, at vectors: `D(\mathbf{x})` is a number, whatever x is."""

from __future__ import annotations

import pytest

from .pages import verdicts

FALSE_OR_OPEN = {
    "one at two points": r"$D(\mathbf{x}) = D(x)$",
    "at a vector and at its letter, in a sum":
        r"$\frac{D(\mathbf{x})}{D(\mathbf{x}) + D(x)} = \frac12$ where $D(x) > 0$.",
    "at two vectors": r"$D(\mathbf{x}) - D(\mathbf{y}) = 0$",
    "an expectation": r"$\mathbb{E}_{\mathbf{x} \sim p}[f(\mathbf{x})] = f(\mathbf{x})$",
    "an expectation of a random vector":
        r"Let $\mathbf{X}$ be a random vector. Then $\mathbb{E}[f(\mathbf{X})] = f(\mathbf{X})$.",
    "a variance": r"Let $\mathbf{X}$ be a random vector. Then $\mathrm{Var}(f(\mathbf{X})) = 0$.",
    "a gradient": r"$\nabla_{\mathbf{x}} (f(\mathbf{x}) + \mathbf{x}^T \mathbf{x}) = 2\mathbf{x}$",
    "a gradient by the letter":
        r"Let $\theta \in \mathbb{R}^n$. $\nabla_\theta (J(\theta) + \theta^T \theta) = 2\theta$",
    "a slope in an entry":
        r"Let $x \in \mathbb{R}^n$. $\frac{\partial}{\partial x_i} (f(x) + x_i^2) = 2x_i$",
    "a slope in an entry of a bold one":
        r"$\frac{\partial}{\partial x_i} (f(\mathbf{x}) + x_i^2) = 2x_i$",
    "a slope in another name":
        r"$\frac{d}{dt} (f(\mathbf{x}) + t) = 1$ where $\mathbf{x}$ moves with $t$.",
    "a sum over the vectors": r"$\sum_{\mathbf{x}} f(\mathbf{x}) = f(\mathbf{x})$",
    "an integral": r"$\int f(\mathbf{x}) \, d\mathbf{x} = f(\mathbf{x})$",
    "an integral over a range":
        r"$\int_0^1 f(\mathbf{x}) \, d\mathbf{x} = f(\mathbf{x})$",
    "an integral over its letter": r"$\int_0^1 f(\mathbf{x}) \, dx = f(\mathbf{x})$",
    "a limit": r"$\lim_{\mathbf{x} \to 0} f(\mathbf{x}) = f(\mathbf{x})$",
    "a limit of its letter": r"$\lim_{x \to 0} f(\mathbf{x}) = f(\mathbf{x})$",
    "a greatest value": r"$\max_{\mathbf{x}} f(\mathbf{x}) = f(\mathbf{x})$",
    "an evaluation bar": r"$f(\mathbf{x}) \big|_{\mathbf{x} = \mathbf{a}} = f(\mathbf{x})$",
    "a sum over members": r"$\sum_{i=1}^n f(\mathbf{x}_i) = n f(\mathbf{x}_i)$",
    "a vector that is defined":
        r"Let $f$ be any function. Let $\mathbf{x} = \mathbf{y}$. Then $f(\mathbf{x}) ="
        r" f(\mathbf{y}) + 1$.",
    "a parameter": r"Let $g(\mathbf{x}) = f(\mathbf{x})^2$. Then $g(\mathbf{a})"
    r" = f(\mathbf{x})^2$.",
    "a derivative by the vector":
        r"$\frac{\partial (f(\mathbf{x}) + \mathbf{x}^T \mathbf{a})}{\partial \mathbf{x}}"
        r" = \mathbf{a}$",
    "a slope, the function on both sides":
        r"$\frac{\partial}{\partial x_i} (f(\mathbf{x}) + x_i^2) + f(\mathbf{x}) = 2x_i +"
        r" f(\mathbf{x})$",
    "a slope by the letter, the function on both sides":
        r"$\frac{\partial}{\partial x} (f(\mathbf{x}) + x^2) + f(\mathbf{x}) = 2x + f(\mathbf{x})$",
    "a gradient, the function on both sides":
        r"$f(\mathbf{x})\nabla_{\mathbf{x}} (f(\mathbf{x}) + \mathbf{x}^T \mathbf{x}) ="
        r" 2f(\mathbf{x})\mathbf{x}$",
    "a gradient of a function of what is defined by it": r"""Let $s = f(\mathbf{x})$.

$s \nabla_{\mathbf{x}} (s + \mathbf{x}^T \mathbf{x}) = 2 s \mathbf{x}$""",
    "an expectation, the function on both sides":
        r"$f(\mathbf{x}) + \mathbb{E}_{\mathbf{x} \sim p}[f(\mathbf{x})] = 2f(\mathbf{x})$",
    "an expectation over the letter, the function on both sides":
        r"$f(\mathbf{x}) + \mathbb{E}_{x \sim p(x)}[f(\mathbf{x})] = 2f(\mathbf{x})$",
    "a slope in what moves it":
        r"$\mathbf{x}$ moves with $t$. $\frac{d}{dt} (f(\mathbf{x}) + t) + f(\mathbf{x})"
        r" = 1 + f(\mathbf{x})$",
    "a slope in what it is given by":
        r"$\mathbf{x}(t) = \mathbf{a} t$. $\frac{d}{dt} (f(\mathbf{x}) + t) +"
        r" f(\mathbf{x}) = 1 + f(\mathbf{x})$",
    "a slope in what each entry is given by":
        r"Let $x_i = t^i$. $\frac{d}{dt} (f(\mathbf{x}) + t) + f(\mathbf{x}) = 1 + f(\mathbf{x})$",
    "a slope in time":
        r"$\mathbf{x}$ is a function of time $t$. $\frac{d}{dt} (f(\mathbf{x}) + t) +"
        r" f(\mathbf{x}) = 1 + f(\mathbf{x})$",
    "the letter in another display":
        "$$D(\\mathbf{x}) = 1 + D(\\mathbf{x}) - 1$$\n\n$$= D(x)$$",
}  # fmt: skip
"""Nothing of this is proved."""

NOT_REFUTED = {
    "equal vectors": r"Let $f$ be any function and let $\mathbf{x} = \mathbf{y}$."
    r" Then $f(\mathbf{x}) = f(\mathbf{y})$.",
    "vectors that are supposed to be equal":
        r"Suppose $\mathbf{x} = \mathbf{y}$. For any function $f$, $f(\mathbf{x}) ="
        r" f(\mathbf{y})$.",
    "of a function that words may tell more of": r"$f(\mathbf{x}) + f(\mathbf{y}) = f(\mathbf{z})$",
    "even in words": r"$f$ is even: $f(\mathbf{x}) = f(-\mathbf{x})$",
}  # fmt: skip

PROVED = {
    "a quotient":
        r"$\frac{D(\mathbf{x})}{D(\mathbf{x}) + G(\mathbf{x})} = 1 -"
        r" \frac{G(\mathbf{x})}{D(\mathbf{x}) + G(\mathbf{x})}$",
    "a greek vector": r"Let $\boldsymbol\theta \in \mathbb{R}^n$. "
    r"$(J(\boldsymbol\theta) + 1)^2 = J(\boldsymbol\theta)^2 + 2J(\boldsymbol\theta) + 1$",
    "a vector by its declaration":
        r"Let $w \in \mathbb{R}^d$. $(L(w) - 1)(L(w) + 1) = L(w)^2 - 1$",
    "beside numbers": r"$\log(p(\mathbf{x})^2) = 2 \log |p(\mathbf{x})|$",
}  # fmt: skip


@pytest.mark.parametrize("page", FALSE_OR_OPEN.values(), ids=FALSE_OR_OPEN)
def test_nothing_is_proved(page: str) -> None:
    assert "proved" not in verdicts(page)


@pytest.mark.parametrize("page", NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_nothing_is_refuted(page: str) -> None:
    assert "refuted" not in verdicts(page)


@pytest.mark.parametrize("page", PROVED.values(), ids=PROVED)
def test_what_holds_for_all_functions(page: str) -> None:
    assert verdicts(page)[-1] == "proved"


BRACES = {
    "for brackets": (r"Let $g(x) = x^2 + 1$. Then $g{x} - 1 = x^2$.", "proved"),
    "for brackets, wrongly": (r"Let $g(x) = x^2 + 1$. Then $g{x} = x^2$.", "refuted"),
    "no function": (r"$a{b} = b a$", "proved"),
    "a factor": (r"Let $g = 3$. Then $g{x} = 3x$.", "proved"),
    "a factor elsewhere": (r"$p(x) = 2$ and $3p = q$. $p{x} = 3x$", "constraint"),
    "around a name": (r"Let $g(x) = x^2$. Then ${g}(3) = 9$.", "proved"),
    "around a name, wrongly": (r"Let $g(x) = x^2$. Then ${g}(3) = 3$.", "refuted"),
    "around a name that is a number": (r"Let $g = 3$. Then ${g}(x + 1) = 3x + 3$.", "proved"),
    "around a power": (r"For $x > 0$: $x^{g}(x + 1) = x^{g} x + x^g$", "proved"),
    "around a part of a fraction": (r"Let $g(x) = x^2$. $\frac{1}{c}(3) = \frac 3c$", "proved"),
    "around brackets": (r"Let $g(x) = x^2$. Then $g{(x)} = x^2$.", "proved"),
}


@pytest.mark.parametrize(("page", "word"), BRACES.values(), ids=BRACES)
def test_braces(page: str, word: str) -> None:
    assert verdicts(page)[-1] == word


FOLLOWS = r"""Let $w(x) = \frac{r(x)}{q{x}}$ be the weights, where $q(x)$ and $r(x)$ are densities.
If the classifier $\frac{1}{1 + e^{-b(x)}}$ is best, then

$$\frac{1}{1 + e^{-b(x)}} = \frac{r(\mathbf{x})}{r(\mathbf{x}) + q(\mathbf{x})}$$

and it follows that

$$w(x) = %s$$
"""


@pytest.mark.parametrize(
    ("value", "word"),
    [(r"e^{b(x)}", "proved"), (r"e^{-b(x)}", "undecided"), (r"1 + e^{b(x)}", "undecided")],
)
def test_a_conclusion_for_a_vector_and_its_letter(value: str, word: str) -> None:
    assert verdicts(FOLLOWS % value)[-1] == word


NETWORK = r"Let $z = Wx + b$, $a = \tanh(z)$, $L = \frac{1}{2}\|a - t\|^2$. "
LIKELIHOOD = (
    r"Let $h_\theta(x) = \sigma(\theta^T x)$. The log-likelihood of one example is"
    r" $$\ell(\theta) = y \log h_\theta(x) + (1-y) \log (1 - h_\theta(x)).$$ "
)
ENTRY_BY_ENTRY = {
    "tanh": (NETWORK + r"Then $\frac{\partial a_i}{\partial z_i} = 1 - a_i^2$.", "proved"),
    "tanh, wrongly": (NETWORK + r"Then $\frac{\partial a_i}{\partial z_i} = 1 - a_i$.", "refuted"),
    "tanh of a matrix": (
        r"Let $A \in \mathbb{R}^{n \times n}$. Then $\exp(A + A) = \exp(A) \exp(A)$.",
        "D007",
    ),
    "what is defined by a parameter": (
        LIKELIHOOD + r"$$\frac{\partial \ell}{\partial \theta_j} = (y - h_\theta(x)) x_j$$",
        "proved",
    ),
    "what is defined by a parameter, wrongly": (
        LIKELIHOOD + r"$$\frac{\partial \ell}{\partial \theta_j} = (h_\theta(x) - y) x_j$$",
        "refuted",
    ),
    "weights of attention": (
        r"Let $\alpha_i = \frac{e^{q^T k_i}}{\sum_{j=1}^n e^{q^T k_j}}$."
        r" Then $\sum_{i=1}^n \alpha_i = 1$.",
        "proved",
    ),
    "normalised entries": (
        r"Let $\mu = \frac{1}{d}\sum_{i=1}^d x_i$ and"
        r" $\sigma^2 = \frac{1}{d}\sum_{i=1}^d (x_i - \mu)^2$. With"
        r" $\hat x_i = \frac{x_i - \mu}{\sigma}$ we get $\frac{1}{d}\sum_{i=1}^d \hat x_i^2 = 1$.",
        "proved",
    ),
    "normalised entries, wrongly": (
        r"Let $\mu = \frac{1}{d}\sum_{i=1}^d x_i$ and"
        r" $\sigma^2 = \frac{1}{d}\sum_{i=1}^d (x_i - \mu)^2$. With"
        r" $\hat x_i = \frac{x_i - \mu}{\sigma}$ we get $\sum_{i=1}^d \hat x_i^2 = 1$.",
        "constraint",
    ),
    "a trace as a text": (
        r"For $A, B \in \mathbb{R}^{n \times n}$, $\text{tr}(AB) = \text{tr}(BA)$.",
        "proved",
    ),
    "a value of a function": (r"Let $g(x) = x^2$. $g(s) = 4$. Then $g(t) = 4$.", "constraint"),
}


@pytest.mark.parametrize(("page", "word"), ENTRY_BY_ENTRY.values(), ids=ENTRY_BY_ENTRY)
def test_entry_by_entry(page: str, word: str) -> None:
    assert verdicts(page)[-1] == word
