"""Pages: which links are claims, under which conditions, and which are something else."""

from __future__ import annotations

import pytest

from derivations.derivation import Document, Step
from derivations.reading import read_document


def steps(document: Document) -> list[Step]:
    return [step for derivation in document.derivations for step in derivation.steps]


def told(step: Step) -> str:
    """The claim, or the code of the problem, or the kind."""
    if step.claim is not None:
        return str(step.claim)
    return step.problem.code if step.problem is not None else step.kind


PAGES = {
    "an inequality in an assumption is given": (
        "For $x > 0$ we have $|x| = x$.",
        ["assumption", "abs(x) = x  given 0 < x"],
    ),
    "a condition after the claim reaches back in its sentence": (
        "We get $|x| = x$ for $x \\geq 0$. So $|x| = |-x|$.",
        ["abs(x) = x  given 0 <= x", "assumption", "abs(x) = abs(-x)  given 0 <= x"],
    ),
    "a later case replaces an earlier one": (
        "For $x > 0$, $|x| = x$. For $x < 0$, $|x| = -x$.",
        ["assumption", "abs(x) = x  given 0 < x", "assumption", "abs(x) = -x  given x < 0"],
    ),
    "an assumption ends with its list item": (
        "1. Let $x > 0$. Then $|x| = x$.\n2. Now $|x| = |-x|$.",
        ["assumption", "abs(x) = x  given 0 < x", "abs(x) = abs(-x)"],
    ),
    "alternatives are not assumed together": (
        "Take $c = 0$ or $c = 1$: then $c x + x = x + c x$.",
        ["assumption", "assumption", "c*x + x = x + c*x"],
    ),
    "the first equation of a function defines it, the second is a claim": (
        "Let $f(x) = x^2$. Then $f(x) = x \\cdot x$.",
        ["definition", "f(x) = x*x"],
    ),
    "a chain whose first link defines": (
        "Put $g(x) = (x + 1)^2 = x^2 + 2x + 1$.",
        ["definition", "(x + 1)^2 = x^2 + 2*x + 1"],
    ),
    "a value and its function are defined in one chain": (
        "Consider $y = f(u, v) = u v + \\sin(u)$.",
        ["definition", "definition"],
    ),
    "where, after the formula": (
        "Hence $$y + 1 = 2 + a$$ where $y = 1 + a$.",
        ["y + 1 = 2 + a", "definition"],
    ),
    "a name of another kind in another question": (
        "**Question 1.** Let $h(x) = 2x$.\n\n**Question 2.** Let $h(x) = 3x$. Then $h(1) = 3$.",
        ["definition", "definition", "h(1) = 3"],
    ),
    "an answer stands in the scope of its question": (
        "**Question 4.** Let $h(x) = 2x$.\n\n**Answer 4.** So $h(3) = 6$.",
        ["definition", "h(3) = 6"],
    ),
    "sigma of another question is not used": (
        "**Question 1.** Let $\\sigma(x) = \\frac{1}{1 + e^{-kx}}$.\n\n"
        "**Question 2.** Show that $\\sigma(0) = \\frac12$.",
        ["definition", "1/(1 + exp(-0)) = 1/2"],
    ),
    "softmax: vectors, and a sum over all entries": (
        "Define $S(\\mathbf{x})_i = e^{x_i} / \\sum_j e^{x_j}$."
        " Show $S(\\mathbf{x} + c) = S(\\mathbf{x})$.",
        [
            "definition",
            "S(fam(j=size(x), x[j] + c))[i] = S(x)[i]"
            "  given 1 <= i, i <= size(x), 1 <= size(x)",
        ],
    ),
    "an equation that is to be solved": (
        "Solve $2x + 3 = 7$. One solution is $x = 2$.",
        ["constraint", "exists(i, 2*i + 3 = 7)"],
    ),
    "equations with unknowns are no claims": (
        "The size is $32 = \\lfloor \\frac{64 + 2p}{s} \\rfloor + 1$.",
        ["constraint"],
    ),
    "different names on the two sides": ("So $a + b = 2 q$.", ["constraint"]),
    "a sphere": ("The surface $x^2 + y^2 = 16x - 12$ is round.", ["constraint"]),
    "a wrong identity is a claim": ("Clearly $(a + b)^2 = a^2 + b^2$.", ["(a + b)^2 = a^2 + b^2"]),
    "a decimal": ("Thus $\\ln 2 = 0.6931$.", ["log(2) = 6931/10000"]),
    "declarations": (
        "Let $f : \\mathbb{R} \\to \\mathbb{R}$ and $i \\in \\{1, \\dots, n\\}$.",
        ["assumption", "assumption"],
    ),
    "an interval is a condition": (
        "For $t \\in (0, 1)$ we have $|t| = t$.",
        ["assumption", "abs(t) = t  given 0 < t, t < 1"],
    ),
    "a goal": (
        "Show that there exists $z$ such that $\\sigma(z) = \\frac{1}{2} + z$.",
        ["goal"],
    ),
    "an arrow with a reason is an equality": (
        "$$2x + x \\xrightarrow{\\text{collect}} 3x$$",
        ["2*x + x = 3*x"],
    ),
    "an arrow with a condition assumes it": (
        "$$a x + x \\xrightarrow{a=0} x$$",
        ["a*x + x = x  given a = 0"],
    ),
    "other labelled arrows are not judged": (
        "$$5 \\cdot 5 \\xrightarrow{conv, s=2} 2 \\cdot 2 = 4$$",
        ["D009", "2*2 = 4"],
    ),
    "rows of a table are chains": ("$v_1$\t$= 2$\t$= 1 + 1$", ["definition", "2 = 1 + 1"]),
    "a limit that is dropped on the way": (
        "$$\\lim_{h \\to 0} \\frac{h}{h} = \\frac{h}{h} = 1$$",
        ["limit(i=0, i/i) = limit(i=0, i/i)", "limit(i=0, i/i) = 1"],
    ),
    "an unknown function": ("Then $F(x) = x + G(x)$ and $2G(x) = 3$.", ["definition", "D011"]),
    "a dropped index is doubtful": (
        "So $a_k b_k = c$ and $x_k = y_k z_k$.", ["D005", "definition"]
    ),
    "the inverse of a function is no reciprocal": (
        "Let $f(x) = x^3$. Then $f^{-1}(8) = 2$ and $f^2(2) = 64$.", ["definition", "D005", "D005"]
    ),
    "two factorial signs": ("So $5!! = 15$.", ["D005"]),
    "a sum of tuples is a claim": (
        "Then $(1, 2) + (3, 4) = (4, 7)$.",
        ["fam(j=2, [1, 2][j] + [3, 4][j])[i] = [4, 7][i]  given 1 <= i, i <= 2"],
    ),
    "one unreadable formula leaves its neighbours": (
        "We have $1 + 1 = 2$, $\\foo = 3$ and $2 + 2 = 4$.",
        ["1 + 1 = 2", "D003", "2 + 2 = 4"],
    ),
    "entries given further down": (
        "$$\\sum_{j=1}^M b_{kj} = \\sum_{j=1}^M \\frac{a_{kj}}{2}$$\n\n"
        "Here $b_{kj} = \\frac{a_{kj}}{2}$.",
        [
            "sum(i=1..M, a[k, i]/2) = sum(i=1..M, a[k, i]/2)"
            "  given 1 <= M, 1 <= d, 1 <= k, k <= d",
            "definition",
        ],
    ),
    "a letter before a square bracket may be an operator": ("So $F[x] = x$.", ["D005"]),
    "a value of a function is not its definition": (
        "We have $f(2) = 4$ and $f(x) = x^2$. So $f(3) = 4$.",
        ["D011", "definition", "f(3) = 4"],
    ),
    "another part's formula for a function may be a wrong step": (
        "1. Let $f(x) = (x+1)^2$.\n2. Expanding, $f(x) = x^2 + 1$.\n3. So $f(2) = 5$.",
        ["definition", "D005", "D005"],
    ),
    "another part gives a function anew where it says so": (
        "1. $f(x) = x^2$. Then $f(3) = 9$.\n2. Let $f(x) = x^3$. Then $f(3) = 27$.",
        ["definition", "f(3) = 9", "definition", "f(3) = 27"],
    ),
    "another part may restate a function": (
        "1. $f(x) = x^2$. Then $f(3) = 9$.\n2. $f(x) = x x$. Then $f(3) = 9$.",
        ["definition", "f(3) = 9", "f(x) = x*x", "f(3) = 9"],
    ),
    "in one part a second formula is a claim": (
        "1. $f(x) = x^2$. Then $f(x) = x^3$.",
        ["definition", "f(x) = x^3"],
    ),
    "an assumption ends with its bold part": (
        "**(a)** Let $x > 0$. Then $|x| = x$.\n\n**(b)** Now $|x| = |-x|$.",
        ["assumption", "abs(x) = x  given 0 < x", "abs(x) = abs(-x)"],
    ),
    "a value that a name is set to ends with the paragraph": (
        "For $x = 2$, $x^2 = 4$.\n\nNow $x^2 = x x$.",
        ["assumption", "x^2 = 4  given x = 2", "x^2 = x*x"],
    ),
    "the derivative of a known function is no definition": (
        "Let $f(x) = x^2$. Then $f'(x) = 3x$, so $f'(2) = 6$.",
        ["definition", "deriv(i=x, f(i)) = 3*x", "deriv(i=2, f(i)) = 6"],
    ),
    "a mixed fraction is no product": (
        r"So $3\frac{1}{2} = \frac{3}{2}$, $3\frac12 = \frac32$ and $3\frac{4}{2} = 6$.",
        ["D005", "D005", "3*(4/2) = 6"],
    ),
    "a power of ten is no product with e": (
        "So $1.5e-3 = x$ and $2e - 3 = 2e - 3$.",
        ["D005", "2*exp(1) - 3 = 2*exp(1) - 3"],
    ),
    "what a reader doesn't see is not read": (
        "So <!-- $1 = 2$ --> <code>$1 = 3$</code> [here](https://a.org/$1=4$) $1 + 1 = 2$.",
        ["1 + 1 = 2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES.keys())
def test_links_are(text: str, expected: list[str]) -> None:
    assert [told(step) for step in steps(read_document("page.md", text))] == expected


def test_rows_continue_a_chain() -> None:
    text = "$$\\begin{aligned} (a+b)^2 &= a^2 + 2ab + b^2 \\\\ &= b^2 + 2ab + a^2 \\end{aligned}$$"
    document = read_document("page.md", text)
    (derivation,) = document.derivations
    assert [s.latex for s in derivation.steps] == [
        "(a+b)^2 &= a^2 + 2ab + b^2",
        "&= b^2 + 2ab + a^2",
    ]
    assert derivation.steps[1].left.latex == "a^2 + 2ab + b^2"
    assert str(derivation.ends) == "(a + b)^2 = b^2 + 2*a*b + a^2"


def test_a_row_is_the_rest_of_the_one_before() -> None:
    document = read_document("page.md", "$$x + y = y \\\\ + x$$")
    assert [told(s) for s in steps(document)] == ["x + y = y + x"]


def test_a_display_continues_the_one_before() -> None:
    document = read_document("page.md", "$$2 + 2 = 4$$\n\n$$= 1 + 3$$\n")
    assert [told(s) for s in steps(document)] == ["2 + 2 = 4", "4 = 1 + 3"]


def test_words_between_displays_end_a_chain() -> None:
    document = read_document("page.md", "$$2 + 2 = 4$$\n\nNow look:\n\n$$= 1 + 3$$\n")
    assert [told(s) for s in steps(document)] == ["2 + 2 = 4", "D004"]


def test_names_of_chains() -> None:
    text = "$1=1$\n\n**Question 3.** $2=2$ and $3=3$\n\n## Some Words\n\n$4=4$"
    names = [d.id for d in read_document("page.md", text).derivations]
    assert names == ["intro", "q3", "q3b", "some-words"]


def test_digits() -> None:
    (step,) = steps(read_document("page.md", "Thus $\\ln 2 = 0.6931$."))
    assert step.claim is not None
    assert step.claim.digits == 4


def test_a_network_with_its_parameters() -> None:
    text = (
        "**Question 1.** Consider\n\n"
        "$$y(x, \\Theta, \\sigma)_k = \\sum_{j=1}^M w^{(2)}_{kj} \\sigma\\left(\\sum_{i=1}^D"
        " w^{(1)}_{ji} x_i\\right)$$\n\nfor $1 \\leq k \\leq K$, with parameters"
        " $\\Theta = (w^{(1)}, w^{(2)})$.\n\n**Answer 1.** Then\n\n"
        "$$y(x, \\Theta, \\tanh)_k = \\sum_{j=1}^M w^{(2)}_{kj} \\tanh\\left(\\sum_{i=1}^D"
        " w^{(1)}_{ji} x_i\\right)$$\n"
    )
    found = steps(read_document("page.md", text))
    assert [s.kind for s in found] == [
        "definition", "assumption", "assumption", "definition", "claim"
    ]  # fmt: skip
    assert found[-1].claim is not None
    assert str(found[-1].claim.left) == "y(x, w^{(1)}, w^{(2)}, fun(i, tanh(i)))[k]"
