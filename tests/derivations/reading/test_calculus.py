r"""Differentials, primes after brackets, and terms that vanish faster: claims, and what is left."""

from __future__ import annotations

import pytest

from .pages import verdicts

DIFFERENTIALS = {
    "of a definition beside it": ("Let $u = x^2 + 1, \\quad du = 2x \\, dx$.",
                                  ["definition", "proved"]),
    "a wrong factor": ("Let $u = x^2 + 1$. Then $du = 3x \\, dx$.", ["definition", "refuted"]),
    "the other way round": (r"Let $t = e^x$, so $dx = \frac{dt}{t}$.", ["definition", "proved"]),
    "divided": (r"Let $u = 3 x^2$. Then $\frac{du}{6} = x \, dx$.", ["definition", "proved"]),
    "upright, after a function without brackets": (
        r"Let $x = a \sin t$, $\mathrm{d}x = a \cos t \, \mathrm{d}t$.", ["definition", "proved"]
    ),
    "a sign lost": (r"Let $w = \cos x$. Then $dw = \sin x \, dx$.", ["definition", "refuted"]),
    "in two variables": ("Let $A = xy$. Then $dA = y \\, dx + x \\, dy$.",
                         ["definition", "proved"]),
    "one of two variables left out": ("Let $A = xy$. Then $dA = y \\, dx$.",
                                      ["definition", "constraint"]),
    "after an arrow": (r"$$u = \log x \implies du = \frac{1}{x} \, dx$$",
                       ["constraint", "proved"]),
    "of an unknown function": (r"We have $\frac{dy}{y} = k \, dx$ and $dv = dx$.",
                               ["constraint", "constraint"]),
    "products of differentials": ("Let $x = r^2$. The area is $dA = r \\, dr \\, dx$.",
                                  ["definition", "D007"]),
    "a value for one": ("Let $y = x^2$. With $dx = 2$ it is $dy = 4x$.",
                        ["definition", "D007", "D007"]),
}  # fmt: skip
PRIMES = {
    "of a power": (r"$(x^x)' = x^x (1 + \log x)$", ["proved"]),
    "with constants": ("$(a x^2 + b)' = 2 a x$", ["proved"]),
    "twice": ("$(x^3)'' = 6x$ and $(x^3)'' = 3x^2$", ["proved", "refuted"]),
    "of two variables": ("$(x y)' = y$", ["D007"]),
    "of capitals": ("$(X)' = 1$", ["D005"]),
    "of a defined function": (
        "Let $f(x) = x^2$. Then $(f(x) \\sin x)' = 2x \\sin x + x^2 \\cos x$.",
        ["definition", "proved"],
    ),
}
VANISHING = {
    "near 0": (r"Near 0, $\cos x = 1 - \frac{x^2}{2} + o(x^2)$.", ["proved"]),
    "too good": (r"Near 0, $\cos x = 1 - \frac{x^2}{2} + o(x^4)$.", ["refuted"]),
    "by a limit before": (
        r"Compute $\lim_{x \to 0} \frac{\sin x}{x}$. Use $\sin x = x + o(x)$.", ["proved"]
    ),
    "at infinity": (r"As $x \to \infty$, $x^2 + x = x^2 + o(x^2)$.", ["assumption", "proved"]),
    "a limit elsewhere before": (
        r"Compute $\lim_{x \to \infty} x \sin \frac{1}{x}$. Use $\sin x = x + o(x)$.", ["D005"]
    ),
    "nothing told": ("We have $e^x = 1 + x + o(x)$.", ["D005"]),
    "dropped": (r"As $x \to 0$, $x + o(x) = x$.", ["assumption", "D007"]),
    "on both sides": (
        r"As $x \to 0$, $\log(1 + x) = x + o(x) = x + x^2 + o(x)$.",
        ["assumption", "proved", "proved"],
    ),
    "of two orders": (r"As $x \to 0$, $e^x = 1 + x + o(x) = 1 + o(1)$.",
                      ["assumption", "proved", "D007"]),
}  # fmt: skip
FUNCTIONS = {
    "of known functions": (
        r"Let $f(x) = 2x$ and $g(x) = x^2$. Then $(f + g)(x) = 2x + x^2$, $(f g)(x) = 2x^3$,"
        r" $(f \circ g)(x) = 2x^2$, $(g \circ f)(x) = 2x^2$, $(f g)'(x) = 6x^2$.",
        ["definition", "definition", "proved", "proved", "proved", "refuted", "proved"],
    ),
    "of any functions": (
        "$(f + g)(x) = f(x) + g(x)$ and $(f g)'(x) = f'(x) g(x) + f(x) g'(x)$",
        ["proved", "proved"],  # where f and g have derivatives
    ),
    "of numbers": ("$(a + b)(x) = ax + bx$", ["proved"]),
    "of a function and a number": (
        "Let $f(x) = 2x$. Then $(f + c)(x) = 2x + c$.", ["definition", "D005"]
    ),
    "by name, differentiated": (
        r"Let $h(x) = x^2$. Then $\frac{dh}{dx} = 2x$ and $\frac{dh}{dx} = 3x$.",
        ["definition", "proved", "refuted"],
    ),
    "partial derivatives": (
        r"Let $f(x,y) = x^2 y$. Then $\frac{\partial f}{\partial x} = 2xy$, $f_x = 2xy$,"
        r" $f_{xy} = 2x$, $f_y(1, 2) = 1$, $f_y = x$.",
        ["definition", "proved", "proved", "proved", "proved", "refuted"],
    ),
    "order in brackets": (
        "Let $f(x) = x^3$. Then $f^{(2)}(x) = 6x$, $f^{(2)}(x) = 5x$ and $f^{(n)}(x) = 0$.",
        ["definition", "proved", "refuted", "D011"],
    ),
    "a slope that is a number": (
        r"Let $h(x) = x^2$. Then $\frac{d}{dx} h(x) = 1$.", ["definition", "refuted"]
    ),
    "a slope that is asked for": (
        "Let $h(x) = x^2$. We set $h'(x) = 3$. Now $h'(x) = 0$.",
        ["definition", "constraint", "constraint"],
    ),
}  # fmt: skip
TAGS = {
    "a quotient of zeros": (
        r"$$\lim_{x \to 0} \frac{\sin x}{x} = \frac{0}{0} = \lim_{x \to 0} \frac{\cos x}{1} = 2$$",
        ["constraint", "proved", "refuted"],
    ),
    "in brackets": (
        r"$$\lim_{x \to \infty} x e^{-x} = \left[\infty \cdot 0\right]"
        r" = \lim_{x \to \infty} \frac{x}{e^x} = 0$$",
        ["constraint", "proved", "proved"],
    ),
    "not of a limit": (r"$\frac{0}{0} = 1$", ["refuted"]),
}  # fmt: skip
COMPLEX = {
    "Euler's": (r"$e^{i\pi} = -1$ and $e^{i\theta} = \cos\theta + i\sin\theta$",
                ["proved", "proved"]),
    "conjugates": (
        r"Let $z \in \mathbb{C}$. Then $z \bar z = |z|^2$ and $z - \bar z = 2i \Im(z)$ and"
        r" $z + \bar z = \Re(z)$.",
        ["assumption", "proved", "proved", "refuted"],
    ),
    "in words": ("With complex numbers, $(1 + i)^2 = 2i$.", ["proved"]),
    "an index": (r"Complex numbers: $\sum_{i=1}^2 i^2 = 5$, and $i^2 = -1$.",
                 ["proved", "constraint"]),
    "nothing told": ("We have $2 i = 3$.", ["D005"]),
    "a mean": (r"Here $\bar z = z$.", ["definition"]),
}  # fmt: skip
SLOPES = {
    "in words": (
        "Let $y = x^3$. The derivative is $y' = 3x^2$, $y'' = 6x$, and $y' = 2x$.",
        ["definition", "proved", "proved", "refuted"],
    ),
    "another y": ("Let $y = x^3$ and $y' = 2x + 1$.", ["definition", "definition"]),
    "let": ("The derivative of $y = x^3$ is known. Let $y' = y + 1$. Then $y' = x^3 + 1$.",
            ["definition", "definition", "proved"]),
}  # fmt: skip
NESTED = {
    "side by side": (r"$\int_0^1 x \, dx \int_0^1 y \, dy = \frac14$", ["proved"]),
    "in brackets": (r"$\int_0^1 \left( \int_0^x y \, dy \right) dx = \frac16$", ["undecided"]),
    "one dx too few": (r"$\int_0^1 \int_0^1 xy \, dx = 1$", ["D007"]),
}
SEQUENCES = {
    "by a formula": (
        r"Let $a_n = \frac{n}{n+1}$. Then $a_1 = \frac12$, $\lim_{n \to \infty} a_n = 1$,"
        r" $a_{n+1} - a_n = \frac{1}{(n+1)(n+2)}$, $a_3 = \frac12$.",
        ["definition", "proved", "proved", "proved", "refuted"],
    ),
    "by a sum": (
        r"Let $s_n = \sum_{k=1}^n k$. Then $s_3 = 6$ and $s_n = \frac{n(n+1)}{2}$.",
        ["definition", "proved", "proved"],
    ),
    "of one name in two items": (
        "1. $a_n = n^2$\n2. $a_n = n + 1$", ["D012", "constraint"]
    ),
    "with signs that alternate": (
        r"Let $b_n = (-1)^n$. Then $\lim_{n \to \infty} b_n = 1$.", ["definition", "undecided"]
    ),
    "by recursion": ("Let $a_1 = 1$, $a_{n+1} = 2 a_n$. Then $a_2 = 5$.",
                     ["assumption", "constraint", "constraint"]),
}  # fmt: skip
ALL = {f"{kind}: {name}": case for kind, cases in
       (("d", DIFFERENTIALS), ("prime", PRIMES), ("o", VANISHING), ("f", FUNCTIONS), ("tag", TAGS),
        ("i", COMPLEX), ("slope", SLOPES), ("nested", NESTED), ("seq", SEQUENCES))
       for name, case in cases.items()}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ALL.values(), ids=ALL.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected
