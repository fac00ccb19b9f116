"""What names are by how a page uses them: vectors, rows, matrices, families of vectors."""

from __future__ import annotations

import pytest

from derivations.documents import check_text
from derivations.reading.kinds import learned
from derivations.reading.sources.layout import flatten
from derivations.reading.sources.tokens import tokenize
from derivations.reading.statements.survey import survey

LEARNED = {
    "transposed": (["a^T b = 3"], {"a": "c", "b": "c"}),
    "an inner product that is an exponent": (
        ["p = \\exp(a_s^T b_t) / \\sum_s \\exp(a_s^T b_t)", "b_r"],
        {"a_{()}": "c", "b_{()}": "c"},
    ),
    "an outer product": (["(g - h) k^T = k (g - h)^T"], {"g": "c", "h": "c", "k": "c"}),
    "perhaps a multiple of a row": (["g k^T = 2 k^T"], {"k": "c"}),
    "a row, a matrix, a row": (
        ["q = s V + d", "V^T V"], {"V": "m", "q": "r", "s": "r", "d": "r"},
    ),
    "a column": (["q = V s + d", "V^T V"], {"V": "m", "q": "c", "s": "c", "d": "c"}),
    "a norm": (["\\|a_s - b\\|^2 = 1", "a_t"], {"a_{()}": "c", "b": "c"}),
    "a gradient": (["\\nabla_{w} f(w) = 0"], {"w": "c"}),
    "least squares": (
        ["(M\\beta - c)^T (M\\beta - c) = c^T c", "M^T c"], {"M": "m", "beta": "c", "c": "c"}
    ),
    "a number may be added to each entry": (["\\|x\\| = 1", "s(x + c) = s(x)"], {"x": "c"}),
    "numbers": (["a b = b a", "\\sum_c v_c v_c = 1"], {}),
    "declared": (["u \\in \\mathbb{R}", "v \\in \\mathbb{R}", "u^T v = v u^T"], {}),
    "a power": (["\\sum_{t=0}^T g^t = s", "g^T s = s g^T"], {}),
    "a capital between vectors": (["x^T S y = 1"], {"x": "c", "y": "c"}),
    "nothing after the capital": (["x^T S y = 2 x^T S y"], {"x": "c"}),
}  # fmt: skip


@pytest.mark.parametrize(("formulas", "kinds"), LEARNED.values(), ids=LEARNED)
def test_is_learned(formulas, kinds):
    found = survey([flatten(tokenize(f)) for f in formulas])
    assert learned(found).kinds == kinds


def test_a_vector_here_and_a_number_there():
    formulas = [flatten(tokenize(f)) for f in ("x^T A^T = 1", "(x + 1)^2 = x^2 + 2x + 1")]
    kinds = survey(formulas).kinds
    assert [kinds.of("x", tokens) for tokens in formulas] == ["c", ""]


def test_lengths_agree_where_they_must():
    found = survey([flatten(tokenize(f)) for f in ("y = W x + b", "W^T y", "g h^T")])
    lengths = {name: found.length(name, 0) for name in "yxbgh"}
    assert lengths["y"] == lengths["b"] == found.length("W", 0)
    assert lengths["x"] == found.length("W", 1)
    assert len({lengths[name] for name in "yxgh"}) == 4


# The page before the last formula, and the verdict on that.
LINKS = {
    "inner products are numbers": ("$a_i^T b_j$", "a_i^T b_j = b_j^T a_i", "proved"),
    "an outer product turned": ("$a_i b_j^T$", "(a_i b_j^T)^T = b_j a_i^T", "proved"),
    "and not turned": ("$a_i b_j^T$", "a_i b_j^T = b_j a_i^T", "refuted"),
    "a number and a matrix": ("$a_i^T a_j$", "a_i^T a_i = a_i a_i^T", "undecided"),
    "numbers of a family": ("", "\\sum_{c=1}^n v_c v_c = \\sum_{c=1}^n v_c^2", "proved"),
    "entries of a vector": ("", "x^T x = \\sum_{i=1}^n x_i^2", "proved"),
    "not their sum": ("", "x^T x = \\sum_{i=1}^n x_i", "refuted"),
    "capitals with entries": ("With $X_i$ and $Y_i$:", "X^T Y = Y^T X", "proved"),
    "twice that": ("With $X_i$ and $Y_i$:", "X^T Y = 2 Y^T X", "refuted"),
    "written as a column": (
        "Let $X = (X_1, \\dots, X_n)^T$ and $Y = (Y_1, \\dots, Y_n)^T$.", "X^T Y = Y^T X", "proved"
    ),
    "capitals with rows": ("With $X_i^T w$ and $Y_i^T w$:", "X^T Y = Y^T X", "undecided"),
    "capitals of which nothing is said": ("", "X^T Y = Y^T X", "undecided"),
    "declared numbers": ("Let $u, v \\in \\mathbb{R}$.", "u^T v = 2 v^T u", "undecided"),
    "a row is no column": ("", "u^T = u", "undecided"),
    "a capital that is either": (
        "", "(x - m)^T A (x - m) = x^T A x - x^T A m - m^T A x + m^T A m", "proved"
    ),
    "a capital twice": ("", "x^T S (u + v) = x^T S u + x^T S v", "proved"),
    "only for numbers": ("", "x^T S (u + v) = u^T S x + x^T S v", "undecided"),
    "for none": ("", "x^T S (u + v) = x^T S u + 2 x^T S v", "undecided"),
    "a capital that may be a number": (
        "Let $u, v \\in \\mathbb{R}^n$.", "u^T \\Sigma v = v^T \\Sigma u", "undecided"
    ),
    "powers of it": (
        "Let $u, v \\in \\mathbb{R}^n$.", "u^T \\Sigma^{-1} v = v^T \\Sigma^{-1} u", "undecided"
    ),
    "years": ("$V = P (1 + r)^T$", "(1 + r)^T (1 + r) = (1 + r)^{T + 1}", "proved"),
    "a matrix and a vector elsewhere": ("$x^T W^T$", "W x = x W", "undecided"),
    "a target here, a vector there": (
        "$y^T y$, $y^T X$", "(y - w^T x) x = y x - (w^T x) x", "undecided"
    ),
    "a power": ("$\\sum_{t=0}^T g^t = s$", "g^T s = s g^T", "proved"),
    "another section": ("$u^T v = 1$\n\n# Two\n", "(u + v)^2 = u^2 + 2uv + v^2", "proved"),
    "a number in this formula": ("$x^T A^T$", "(x + 1)^2 = x^2 + 2x + 1", "proved"),
    "products of matrices": ("$V^T$, $W^T$", "(VW)^T = W^T V^T", "proved"),
    "in the other order": ("$V^T$, $W^T$", "V W = W V", "undecided"),
    "rows": ("$q = s V + d$, $V^T V$", "(s V)^T = V^T s^T", "proved"),
    "rows that don't fit": ("$q = s V + d$, $V^T V$", "(s V)^T = s^T V^T", "undecided"),
    "a product over a sum": ("$q = s V + d$, $V^T V$", "(s + d) V = s V + d V", "proved"),
    "numbered members": ("$u_i^T u_j$", "u_1^T u_2 = u_2^T u_1", "proved"),
    "a sum of members": ("$u_i^T u_j$", "\\sum_{i=1}^2 u_i = u_1 + u_2", "proved"),
    "another sum": ("$u_i^T u_j$", "\\sum_{i=1}^3 u_i = u_1 + u_2", "refuted"),
    "a sum of outer products": (
        "$u_i^T z$", "\\sum_{i=1}^n u_i u_i^T z = \\sum_{i=1}^n (u_i^T z) u_i", "proved"
    ),
    "a shift by a number": (
        "$\\|x\\|$. Let $S(x)_i = e^{x_i}/\\sum_{j=1}^n e^{x_j}$.", "S(x + c)_i = S(x)_i", "proved"
    ),
    "slopes in a member": (
        "", "\\nabla_{w_i} (w_i^T x_j - r_j)^2 = 2(w_i^T x_j - r_j) x_j", "proved"
    ),
    "of the wrong vector": (
        "", "\\nabla_{w_i} (w_i^T x_j - r_j)^2 = 2(w_i^T x_j - r_j) w_i", "refuted"
    ),
    "in another member": ("", "\\nabla_{w_i} w_j^T w_j = 2 w_j", "refuted"),
    "a distance": ("", "\\|a_i - b_j\\|^2 = \\|a_i\\|^2 - 2 a_i^T b_j + \\|b_j\\|^2", "proved"),
    "half its mixed term": (
        "", "\\|a_i - b_j\\|^2 = \\|a_i\\|^2 - a_i^T b_j + \\|b_j\\|^2", "refuted"
    ),
    "members of a meaning that is not read": (
        "Let $u_i = \\mathrm{stuff}(i)$.", "u_i^T u_i = 2 u_i^T u_i", "undecided"
    ),
    "members that steps give": (
        "$$u_{k+1} = u_k + \\beta_k p_k$$ and $p_k^T u_k$", "u_k^T u_k = 2 u_k^T u_k", "undecided"
    ),
    "members in an equation": (
        "$u_i^T u_j = 1$ for all $i$ and $j$.", "u_i^T u_i u_j^T u_j = 2 u_i^T u_j", "undecided"
    ),
    "members of a spectral decomposition": (
        "The spectral decomposition is $A = \\sum_{i=1}^n \\lambda_i u_i u_i^T$.",
        "A u_j = \\lambda_j u_j", "undecided",
    ),
    "vectors of which nothing else is said": ("", "x^T y = 2 x^T y", "undecided"),
    "functions of a family": (
        "For all $i, j$: $$g_i(a_j) := \\exp(-\\|a_j - a_i\\|^2).$$",
        "\\nabla_{a_j} g_i(a_j) = -2(a_j - a_i) g_i(a_j)", "proved",
    ),
    "a product that may be of numbers": ("$k^T k$", "g k^T = k^T g", "undecided"),
    "a number by what is added to it": (
        "$w^T x - s$", "x (s - w^T x) = s x - (w^T x) x", "proved"
    ),
    "with the other sign": (
        "For all $i, j$: $$g_i(a_j) := \\exp(-\\|a_j - a_i\\|^2).$$",
        "\\nabla_{a_j} g_i(a_j) = 2(a_j - a_i) g_i(a_j)", "refuted",
    ),
    "in what the function is told by": (
        "For all $i, j$: $$g_i(a_j) := \\exp(-\\|a_j - a_i\\|^2).$$",
        "\\nabla_{a_i} g_i(a_j) = -2(a_j - a_i) g_i(a_j)", "refuted",
    ),
    "a softmax over a family": (
        "$\\exp(u_w^T v_c)$",
        "\\frac{\\partial}{\\partial v_c} \\log \\sum_{w=1}^W \\exp(u_w^T v_c)"
        " = \\sum_{w=1}^W \\frac{\\exp(u_w^T v_c)}{\\sum_{k=1}^W \\exp(u_k^T v_c)} u_w",
        "proved",
    ),
    "in a member of the family": (
        "$\\exp(u_w^T v_c)$",
        "\\frac{\\partial}{\\partial u_o} \\log \\sum_{w=1}^W \\exp(u_w^T v_c)"
        " = \\frac{\\exp(u_o^T v_c)}{\\sum_{w=1}^W \\exp(u_w^T v_c)} v_c",
        "proved",
    ),
    "centres": (
        "", "\\nabla_{\\mu_k} \\sum_{i=1}^n r_{ik} \\|x_i - \\mu_k\\|^2"
        " = -2 \\sum_{i=1}^n r_{ik} (x_i - \\mu_k)", "proved",
    ),
    "centres, the other way": (
        "", "\\nabla_{\\mu_k} \\sum_{i=1}^n r_{ik} \\|x_i - \\mu_k\\|^2"
        " = 2 \\sum_{i=1}^n r_{ik} (x_i - \\mu_k)", "refuted",
    ),
    "logistic regression": (
        "Let $h(x) = \\sigma(\\theta^T x)$.", "\\nabla_\\theta \\log h(x) = (1 - h(x)) x",
        "proved",
    ),
    "an outer product, as the words say": (
        "The outer product of $u_i$ and $v_i$.", "(u \\otimes v) w = (v^T w) u", "proved"
    ),
    "and turned": (
        "The outer product of $u_i$ and $v_i$.", "u \\otimes v = v \\otimes u", "refuted"
    ),
    "where no words say so": (
        "With $u_i$ and $v_i$.", "(u \\otimes v)^T = u^T \\otimes v^T", "undecided"
    ),
    "a function of two vectors": (
        "Let $\\mathrm{m}(u, v) = -\\log \\sigma(u^T v)$.",
        "\\frac{\\partial}{\\partial v} \\mathrm{m}(u, v) = -(1 - \\sigma(u^T v)) u", "proved",
    ),
    "least squares": (
        "", "\\nabla_\\theta (X\\theta - y)^T (X\\theta - y) = 2 X^T X\\theta - 2 X^T y", "proved"
    ),
    "a layer backwards": (
        "$z = W x + b$, $W^T g$", "W^T (g + \\epsilon) = W^T g + W^T \\epsilon", "proved"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "claim", "expected"), LINKS.values(), ids=LINKS)
def test_links(before, claim, expected):
    link = check_text("page.md", f"{before}\n\nThen $${claim}$$").assertions[-1]
    assert link.verdict == expected, link


def test_sizes_that_do_not_fit_are_told():
    page = "$q = s V + d$, $V^T V$. Then $$(s V)^T = s^T V^T$$"
    message = check_text("page.md", page).assertions[-1].message
    assert message.endswith("the sizes do not fit: p × 1 on one side and D × D on one side")


def test_a_letter_that_is_a_number_here_and_a_row_there():
    formulas = [
        flatten(tokenize(f))
        for f in ("s(x) = s(x) (1 - s(x)) + x^2", "q = x V + d", "V^T", "f(q - g)", "(g - x^3) h")
    ]
    kinds = survey(formulas).kinds
    assert [kinds.of("x", tokens) for tokens in formulas[:2]] == ["", "r"]
    assert (kinds.of("q", formulas[1]), kinds.of("d", formulas[1])) == ("r", "r")


def test_an_entry_in_one_case_is_no_definition():
    page = (
        "Here $\\delta_{kz}$ is Kronecker's delta. If $\\delta_{oz} = 1$ then $\\delta_{kz} = 0$."
        " So $$v_k \\delta_{kz} = 0.$$"
    )
    assert check_text("page.md", page).assertions[-1].verdict != "proved"


ROWS = {
    "a softmax of a row": ("\\mathrm{softmax}(q V)^T = \\mathrm{softmax}((q V)^T)", "proved"),
    "a sigmoid of a row": ("\\sigma(q V)^T = \\sigma(V^T q^T)", "proved"),
    "without the transpose": ("\\sigma(q V)^T = \\sigma(V q^T)", "undecided"),
    "products by entries": ("(q V) \\odot \\sigma(q V) = \\sigma(q V) \\odot (q V)", "proved"),
    "an entry of a row": ("[q - p]_i = q_i - p_i", "proved"),
}


@pytest.mark.parametrize(("claim", "expected"), ROWS.values(), ids=ROWS)
def test_rows(claim, expected):
    page = f"With $r = q V + d$ and $V^T V$, $p + d$, $q_i$ and $p_i$:\n\n$${claim}$$"
    link = check_text("page.md", page).assertions[-1]
    assert link.verdict == expected, link
