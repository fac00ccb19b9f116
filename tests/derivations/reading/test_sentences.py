r"""What sentences, headings and rows say of the formulas near them; `\pm`."""

from __future__ import annotations

import pytest

from .pages import verdicts

SENTENCES = {
    "what is asked for in the sentence before": (
        "Show that it is a function of $t$.\n\n#### Answer\n\n$$(t+1)^2 = t^2 + 1$$", ["refuted"]
    ),
    "what is asked for in the same sentence": (
        "Show that there exists $t$ with $(t+1)^2 = t^2 + 1$.", ["goal"]
    ),
    "a heading is no word about solving": (
        "**Solution**\n\n$$(t+1)^2 - t^2 = 2 t + 1$$", ["proved"]
    ),
    "words about solving": ("The solutions are those of $t^2 = 2 t$.", ["constraint"]),
    "letters over an equality": (
        r"$$\lim_{t \to 0} \frac{\sin t}{t} \overset{H}{=} \lim_{t \to 0} \frac{\cos t}{1}"
        r" \stackrel{\text{cont.}}{=} 2$$",
        ["proved", "refuted"],
    ),
    "a condition over an equality": (r"$$a t + t \overset{a=0}{=} t$$", ["proved"]),
    "a row with nothing before it": (
        r"$$\begin{aligned} &= 2 t + t \\ &= 3 t \\ &= 4 t \end{aligned}$$",
        ["D004", "proved", "refuted"],
    ),
    "a display that goes on with signs of the one before": (
        "$$t \\pm 1 = t \\pm 1$$\n\n$$= 1 + t$$", ["proved", "D007"]
    ),
    "two values in one sentence": (
        "$t^2 = 4$ at $t = 2$ and $t^2 = 9$ at $t = 3$, and $t^2 = 17$ at $t = 4$.",
        ["proved", "assumption", "proved", "assumption", "refuted", "assumption"],
    ),
    "values before colons": (
        "- $t = 1$: $t + 1 = 2$.\n- $t = 2$: $t + 1 = 2$.\n\nThen $t = 5$ and $t + 1 = 6$.",
        ["assumption", "proved", "assumption", "refuted", "constraint", "constraint"],
    ),
    "cases with a heading of their own": (
        "**Case 1.** Let $t > 0$. Then $|t| = t$.\n\n**Case 2.** Otherwise $t \\leq 0$, so"
        " $|t| = -t$.",
        ["assumption", "proved", "assumption", "proved"],
    ),
    "an equation for what a definition rests on": (
        "Let $y = 2 t + 1$. Then $y + 1 = 6$, but $y - 1 = 2 t$.",
        ["definition", "constraint", "proved"],
    ),
    "a conclusion that divides": (
        r"$2 y z = t \Rightarrow z = \frac{t}{2 y}$ and $2 y z = t \Rightarrow z = \frac{t}{y}$",
        ["constraint", "proved", "constraint", "refuted"],
    ),
    "logarithms and roots by convention": (
        r"$(-8)^{1/3} = -2$, $\log 1000 = 3$, $\log 2 \approx 0.301$, $\log 8 = 3$, $\log 8 = 4$,"
        r" $\log e = 1$.",
        ["D005", "D005", "D005", "D005", "refuted", "proved"],
    ),
    "values before colons in one sentence": (
        r"With $t = 1$: $t + 1 = 2$; $t = -1$: $t + 1 = 0$.",
        ["assumption", "proved", "assumption", "proved"],
    ),
    "letters and forms over an equality": (
        r"$$\lim_{t \to 0} \frac{1 - \cos t}{t^2} \stackrel{0/0}{=} \lim_{t \to 0}"
        r" \frac{\sin t}{2t} = 1$$",
        ["proved", "refuted"],
    ),
    "lengths of vectors with unknowns": (
        r"Let $\mathbf{v} = \langle s, 1 \rangle$. Then $|\mathbf{v}| = \sqrt{s^2 + 1}$ and we want"
        r" $|\mathbf{v}| = 2s$.",
        ["definition", "proved", "constraint"],
    ),
    "an angle that is given": (
        r"Let $y = r \sin\theta$. For $r = 2$, $\theta = \frac{\pi}{6}$: $y = 1$.",
        ["definition", "assumption", "assumption", "proved"],
    ),
    "a definition at numbers": (
        "Let $y = 2 t + 1$. At that point $y = 2(3) + 1 = 7$.",
        ["definition", "constraint", "proved"],
    ),
    "a function with an unknown in it": (
        "Let $f(x) = k x$. Then $f(2) = 6$. Let $g(x) = x^2$. Then $g(2) = 5$.",
        ["definition", "constraint", "definition", "refuted"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


SIGNS = {
    "both signs": (r"$(a \pm b)^2 = a^2 \pm 2ab + b^2$", ["proved"]),
    "one sign fails": (r"$|5 \pm 3| = 3 \pm 5$", ["refuted"]),
    "opposite signs": (r"$-(a \pm b) = -a \mp b$", ["proved"]),
    "opposite signs that are not": (r"$-(a \pm b) = -a \pm b$", ["refuted"]),
    "rows": (
        r"$$\begin{aligned} \frac{4 \pm \sqrt{4}}{2} &= \frac{4 \pm 2}{2} \\ &= 2 \pm 1 \\"
        r" &= 1 \pm 2 \end{aligned}$$",
        ["proved", "proved", "refuted"],
    ),
    "as solutions": (r"$t^2 = 4 \iff t = \pm 2$", ["constraint", "proved"]),
    "one solution too many": (r"$2 t = 4 \iff t = \pm 2$", ["constraint", "refuted"]),
    "no value for later": (r"1. $t = \pm 2$, $s = 1$. So $t = 2$.", ["D007", "definition",
                                                                     "constraint"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SIGNS.values(), ids=SIGNS.keys())
def test_plus_or_minus(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected


PAGES = {
    "cases, and what holds in all of them": (
        "Case 1: $t \\geq 0$. Then $|t| = t$.\n\nCase 2: $t < 0$. Then $|t| = -t$.\n\n"
        "In both cases $\\sqrt{t^2} = -t$.",
        ["assumption", "proved", "assumption", "proved", "refuted"],
    ),
    "a reason holds for its sentence": (
        "Here $t^2 = 4 \\Rightarrow t = 2$ since $t > 0$. But $t^2 = 4 \\Rightarrow t = 2$.",
        ["constraint", "proved", "assumption", "constraint", "refuted"],
    ),
    "digits under a given value": (
        "Let $p = 0.3$. Then $\\sqrt{p} = 0.5477$ and $\\sqrt{p} = 0.5487$.",
        ["assumption", "proved", "refuted"],
    ),
    "about so much": (
        "So $\\pi \\approx 3.14$ and $\\pi \\approx 3.24$ and $\\pi \\approx 3$.",
        ["proved", "refuted", "undecided"],
    ),
    "what a name is found to be is no definition": (
        "If $\\sigma(t) = 0.5$ then $t = 0$. Now $t^2 = t$.",
        ["assumption", "proved", "undecided"],
    ),
    "an identity that is satisfied": (
        "It satisfies $\\sigma(-t) = 1 - \\sigma(t)$.", ["proved"]
    ),
    "an equation that is satisfied": ("It satisfies $t^2 = 2 t$.", ["constraint"]),
    "a derivative where the page says": (
        "Let $f(t) = |t|$. For $t > 0$, $f'(t) = 1$. For $t < 0$, $f'(t) = 1$.",
        ["definition", "assumption", "proved", "assumption", "refuted"],
    ),
    "a value of a known name, at a value": (
        "Let $y = 3 t + 1$. When $t = 2$, $y = 7$. When $t = 3$, $y = 11$.",
        ["definition", "assumption", "proved", "assumption", "refuted"],
    ),
    "a known name with a condition is not defined anew": (
        "Let $A = \\pi r^2$. With $r = 2$, $A = 5 \\pi$.", ["definition", "assumption", "refuted"]
    ),
    "values in a row": (
        "Let $y = a b + c$. For the weights $a = 1$, $b = 0$ and $c = 2$ we get $y = 3$.",
        ["definition", "assumption", "assumption", "assumption", "refuted"],
    ),
    "if an equation holds": (
        "If $a = 2 b$, then $a^2 = 4 b^2$ and $a^2 = 2 b^2$.",
        ["assumption", "proved", "refuted"],
    ),
    "what follows a condition is said, not assumed": (
        "For all $t \\in \\mathbb{R}$, $t^2 \\geq t$. For $t \\in [0, 1]$, $t^2 \\leq t$.",
        ["assumption", "refuted", "assumption", "proved"],
    ),
    "a value that was given holds no more": (
        "For $n = 1$, $\\sum_{k=1}^n k = 1$. Suppose it holds for $n$. Then $(n+1)^2 = 4 n$.",
        ["assumption", "proved", "refuted"],
    ),
    "a closed link after an arrow": (
        "$e^t = 5 \\Rightarrow t = \\ln 5 \\approx 1.609$",
        ["constraint", "constraint", "proved"],
    ),
    "sigma after a logarithm": (
        "So $\\log \\sigma(t) = -\\log(1 + e^{-t})$ and $2 \\sigma(0) = 2$.", ["proved", "refuted"]
    ),
    "a vector": ("Let $u = (1, 2, 2)$. Then $u_2 = 3$.", ["definition", "refuted"]),
    "matrices, one after another": (
        "With $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$,"
        " $x = \\begin{pmatrix} 1 \\\\ 1 \\end{pmatrix}$,"
        " $y = \\begin{pmatrix} 3 \\\\ 7 \\end{pmatrix}$ we have $A x = y$.",
        ["definition", "definition", "definition", "proved"],
    ),
    "what holds for a value doesn't in general": (
        "For $t = 1$, $t^2 = t$. In general $t^2 = t$.", ["assumption", "proved", "refuted"]
    ),
    "the premise of an arrow ends with its sentence": (
        "So $t = 1 \\Rightarrow t^2 = 1$. And $t^2 = t$.", ["assumption", "proved", "refuted"]
    ),
    "a false conclusion from a value": (
        "So $t = 1 \\Rightarrow t^2 = 2$.", ["assumption", "refuted"]
    ),
    "a value holds for the sentences that go on": (
        "For $t = 1$, $t^2 = t$. Then $t^3 = t$. The rule is $t^3 = t$.",
        ["assumption", "proved", "proved", "refuted"],
    ),
    "a value of a name that the sentence defines": (
        "Put $u = \\sqrt{t}$, and for $t = 4$, $u = 3$.", ["definition", "assumption", "refuted"]
    ),
    "a heading about a solution": (
        "**Solution.** We have $(a + b)^3 = a^3 + b^3$.", ["refuted"]
    ),
    "a section on notation": (
        "## Notation\n\nLet $m = \\frac{1}{n} \\sum_{i=1}^n x_i$.\n\n## One\n\n"
        "So $n m = \\sum_{i=1}^n x_i$.",
        ["definition", "proved"],
    ),
    "a name that another section defines may be meant": (
        "## One\n\nLet $m = 2 t$.\n\n## Two\n\nSo $2 t m = m^2 + 0 t$ and $m + m = 2 m$.",
        ["definition", "undecided", "proved"],
    ),
    "two columns of equations": (
        "$$\\begin{align} 1 + 1 &= 2 & 2 + 2 &= 4 \\\\ 3 + 3 &= 6 & 4 + 4 &= 9 \\end{align}$$",
        ["proved", "proved", "proved", "refuted"],
    ),
    "cases after their claims": (
        "So $|t| = t$ for $t > 0$ and $|t| = -t$ for $t < 0$.",
        ["proved", "assumption", "proved", "assumption"],
    ),
    "cases before their claims": (
        "For $t > 0$ we have $|t| = t$; for $t < 0$ we have $|t| = t$.",
        ["assumption", "proved", "assumption", "refuted"],
    ),
    "an interval in two bounds": (
        "For $t > 0$ and $t < 1$ we have $t^2 < t$.", ["assumption", "assumption", "proved"]
    ),
    "a matrix": (
        "Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$. Then $\\det A = 2$.",
        ["definition", "refuted"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES.keys())
def test_pages_are(text: str, expected: list[str]) -> None:
    assert verdicts(text) == expected
