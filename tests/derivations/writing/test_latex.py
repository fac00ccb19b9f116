from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.writing.latex import latex
from derivations.writing.latex_names import name_latex
from proofs.kernel import terms as t

x, y, a, b = (t.var(name) for name in "xyab")
i, n, K = t.var("i", t.INT), t.var("n", t.NAT), t.var("K", t.NAT)
v = t.var("v", t.family(n))
W = t.var("W", t.family(rank=2))
f = t.var("f", t.function(1))
g = t.var("g", t.function(2))
i0, i1, r0 = t.bound(0), t.bound(1), t.bound(0, t.REAL)

ARITHMETIC = [
    (t.num(3), "3"),
    (t.num(-3), "-3"),
    (t.num("0.25"), r"\frac{1}{4}"),
    (t.num(Fraction(-1, 4)), r"-\frac{1}{4}"),
    (t.add(x, y, t.ONE), "x + y + 1"),
    (t.sub(x, y), "x - y"),
    (t.sub(x, t.add(y, t.ONE)), "x - (y + 1)"),
    (t.sub(x, t.num(-2)), "x - (-2)"),
    (t.add(x, t.num(-2)), "x + (-2)"),
    (t.neg(t.add(x, y)), "-(x + y)"),
    (t.neg(t.neg(x)), "-(-x)"),
    (t.neg(t.mul(x, y)), "-x y"),
    (t.mul(t.TWO, x), "2 x"),
    (t.mul(x, t.TWO), r"x \cdot 2"),
    (t.mul(t.TWO, t.num(3)), r"2 \cdot 3"),
    (t.mul(t.num("0.5"), t.num(3)), r"\frac{1}{2} \cdot 3"),
    (t.mul(t.TWO, t.div(x, y)), r"2 \cdot \frac{x}{y}"),
    (t.mul(x, t.neg(y)), r"x \cdot (-y)"),  # x(-y) might be a function of -y
    (t.mul(t.TWO, t.neg(y)), "2 (-y)"),
    (t.mul(t.add(x, t.ONE), y), "(x + 1) y"),
    (t.div(t.add(x, t.ONE), t.neg(y)), r"\frac{x + 1}{-y}"),
    (t.power(x, t.add(n, t.ONE)), "x^{n + 1}"),
    (t.power(t.power(x, n), t.TWO), "(x^{n})^{2}"),
    (t.power(t.neg(x), t.TWO), "(-x)^{2}"),
    (t.neg(t.power(x, t.TWO)), "-x^{2}"),
    (t.power(t.div(x, y), t.TWO), r"\left(\frac{x}{y}\right)^{2}"),
    (t.power(t.num("0.5"), t.TWO), r"\left(\frac{1}{2}\right)^{2}"),
    (t.power(t.exp(x), t.TWO), "(e^{x})^{2}"),
    (t.exp(t.neg(t.div(x, t.TWO))), r"e^{-\frac{x}{2}}"),
    (t.sqrt(t.add(x, t.ONE)), r"\sqrt{x + 1}"),
    (t.root(x, 3), r"\sqrt[3]{x}"),
    (t.apply("abs", x), "|x|"),
    (t.apply("abs", t.apply("abs", x)), r"\left||x|\right|"),
    (t.apply("abs", t.div(x, y)), r"\left|\frac{x}{y}\right|"),
    (t.apply("floor", x), r"\lfloor x \rfloor"),
    (t.apply("ceil", t.div(x, y)), r"\left\lceil \frac{x}{y}\right\rceil"),
    (t.apply("factorial", t.add(n, t.ONE)), "(n + 1)!"),
    (t.binomial(n, t.TWO), r"\binom{n}{2}"),
    (t.delta(i, n), r"\delta_{i, n}"),
    (t.maximum(t.ZERO, x), r"\max(0, x)"),
    (t.apply("tanh", t.div(x, t.TWO)), r"\tanh\left(\frac{x}{2}\right)"),
    (t.apply("asin", x), r"\arcsin(x)"),
    (t.apply("sech", x), r"\operatorname{sech}(x)"),
    (t.mul(t.PI, t.I), r"\pi i"),
]

BINDERS = [
    (t.total(t.ONE, n, t.elem(v, i0)), r"\sum_{i=1}^{n} v_{i}"),
    (t.total(t.ONE, n, t.mul(i, i0)), r"\sum_{j=1}^{n} i j"),
    (t.total(t.ONE, n, t.add(i0, t.ONE)), r"\sum_{i=1}^{n} (i + 1)"),
    (t.add(t.total(t.ONE, n, i0), t.ONE), r"\sum_{i=1}^{n} i + 1"),
    (t.mul(t.total(t.ONE, n, i0), x), r"\left(\sum_{i=1}^{n} i\right) x"),
    (t.mul(x, t.total(t.ONE, n, i0)), r"x \sum_{i=1}^{n} i"),
    (
        t.mul(t.mul(x, t.total(t.ONE, n, i0)), t.TWO),
        r"\left(x \sum_{i=1}^{n} i\right) \cdot 2",
    ),
    (t.product(t.ONE, n, t.mul(x, i0)), r"\prod_{i=1}^{n} (x i)"),
    (
        t.power(t.derivative(t.ZERO, t.exp(r0)), t.TWO),
        r"\left(\left.\frac{d}{dt} e^{t}\right|_{t = 0}\right)^{2}",
    ),
    (t.power(t.total(t.ONE, n, i0), t.TWO), r"\left(\sum_{i=1}^{n} i\right)^{2}"),
    (
        t.total(t.ONE, n, t.total(t.ONE, i0, t.elem(W, i1, i0))),
        r"\sum_{i=1}^{n} \sum_{j=1}^{i} W_{i, j}",
    ),
    (t.product(t.ZERO, n, x), r"\prod_{i=0}^{n} x"),
    (t.integral(t.ZERO, x, t.exp(r0)), r"\int_{0}^{x} e^{t} \, dt"),
    (t.limit(t.ZERO, t.div(t.ONE, r0), "right"), r"\lim_{t \to 0^{+}} \frac{1}{t}"),
    (t.limit(t.OO, t.exp(t.neg(r0))), r"\lim_{t \to \infty} e^{-t}"),
    (t.derivative(x, t.power(r0, t.TWO)), r"\frac{d}{dx} x^{2}"),
    (
        t.derivative(t.ZERO, t.power(r0, t.TWO), 2),
        r"\left.\frac{d^{2}}{dt^{2}} t^{2}\right|_{t = 0}",
    ),
    (t.derivative(x, t.mul(x, r0)), r"\left.\frac{d}{dt} x t\right|_{t = x}"),
    (t.fam(n, t.power(i0, t.TWO)), "(i^{2})_{i=1}^{n}"),
    (t.fun(t.apply("tanh", r0)), r"t \mapsto \tanh(t)"),
]

NAMES = [
    (t.elem(v, t.ONE), "v_{1}"),
    (t.power(t.elem(v, i), t.TWO), "v_{i}^{2}"),
    (t.elem(t.var("x_1", t.family(n)), i), "{x_{1}}_{i}"),
    (t.power(t.var("w^{(1)}"), t.TWO), "(w^{(1)})^{2}"),
    (t.app(f, t.add(x, t.ONE)), "f(x + 1)"),
    (t.app(g, x, t.div(x, y)), r"g\left(x, \frac{x}{y}\right)"),
    (t.var("sigma"), r"\sigma"),
    (t.var("omega_kj"), r"\omega_{kj}"),
    (t.var("theta_alpha"), r"\theta_{\alpha}"),
    (t.var("x1"), "x_{1}"),
    (t.var("out"), r"\mathrm{out}"),
    (t.var("f'"), "f'"),
    (t.var(r"\tilde{\omega}"), r"\tilde{\omega}"),
    (t.size(t.var("v", t.family(rank=1))), r"\operatorname{length}(v)"),
]

STATEMENTS = [
    (t.ne(x, t.ZERO), r"x \neq 0"),
    (t.le(t.ZERO, t.add(x, t.ONE)), r"0 \le x + 1"),
    (t.negation(t.lt(x, t.ZERO)), r"x \ge 0"),
    (t.negation(t.le(x, t.ZERO)), "x > 0"),
    (t.negation(t.eq(x, y)), r"x \neq y"),
    (t.both(t.lt(t.ZERO, x), t.lt(x, t.ONE)), r"0 < x \land x < 1"),
    (
        t.either(t.both(t.lt(x, a), t.lt(x, b)), t.eq(x, y)),
        r"(x < a \land x < b) \lor x = y",
    ),
    (t.is_integer(t.div(x, t.TWO)), r"\frac{x}{2} \in \mathbb{Z}"),
    (t.forall(t.ONE, n, t.ne(t.elem(v, i0), t.ZERO)), r"v_{i} \neq 0 \text{ for } 1 \le i \le n"),
    (t.shown(t.log(t.TWO), t.num("0.6931"), 4), r"\log(2) = 0.6931"),
    (t.shown(t.num("0.5"), t.num("0.50"), 2), r"\frac{1}{2} = 0.50"),
    (t.approx(t.PI, t.num(3)), r"\pi \approx 3"),
    (
        t.cases(x, t.lt(t.ZERO, x), t.ZERO),
        r"\begin{cases} x & \text{if } 0 < x \\ 0 & \text{otherwise} \end{cases}",
    ),
]

A, B = t.var("A", t.family(n, n)), t.var("B", t.family(n, n))
MATRICES = [
    (t.transpose(t.matmul(A, B)), r"(A B)^{\top}"),
    (t.matmul(t.transpose(v), A, v), r"v^{\top} A v"),
    (t.matmul(A, t.matadd(A, B)), "A (A + B)"),
    (t.matadd(A, t.scaled(t.num(-1), B)), "A - B"),
    (t.scaled(t.TWO, t.matmul(A, t.inverse(B))), "2 A B^{-1}"),
    (t.matmul(A, t.scaled(t.TWO, B)), "A (2 B)"),
    (t.inverse(t.transpose(A)), r"(A^{\top})^{-1}"),
    (t.matpow(A, 2), "A^{2}"),
    (t.hadamard(A, B), r"A \odot B"),
    (t.trace(t.identity(n)), r"\operatorname{tr}(I_{n})"),
    (t.det(t.zeros(n, n)), r"\det(0_{n \times n})"),
    (t.power(t.norm(v), t.TWO), r"\lVert v \rVert^{2}"),
    (t.dot(v, t.matadd(v, v)), r"v \cdot (v + v)"),
    (t.matrix((a, b), (x, y)), r"\begin{pmatrix} a & b \\ x & y \end{pmatrix}"),
    (t.elem(t.matmul(A, B), t.ONE, t.TWO), "(A B)_{1, 2}"),
    (t.gradient(t.matmul(t.transpose(v), A, v), v), r"\nabla_{v} (v^{\top} A v)"),
    (t.gradient(t.trace(t.matmul(A, B)), A), r"\nabla_{A} \operatorname{tr}(A B)"),
    (t.gradient(t.power(t.norm(v), t.TWO), v), r"\nabla_{v} \lVert v \rVert^{2}"),
    (t.apply("conj", t.var("z", t.COMPLEX)), r"\overline{z}"),
    (t.apply("re", t.var("z", t.COMPLEX)), r"\operatorname{Re}(z)"),
    (t.total(t.ONE, n, t.mul(t.I, i0)), r"\sum_{j=1}^{n} i j"),
]


@pytest.mark.parametrize(
    ("term", "expected"),
    ARITHMETIC + BINDERS + NAMES + STATEMENTS + MATRICES,
    ids=lambda case: str(case),
)
def test_a_term_as_latex(term: t.Term, expected: str) -> None:
    assert latex(term) == expected


def test_a_bound_name_avoids_every_free_name() -> None:
    letters = [t.var(letter, t.INT) for letter in "ijklmnpqr"]
    assert latex(t.total(t.ONE, t.TWO, t.mul(*letters, i0))).startswith(r"\sum_{i_{1}=1}^{2}")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x", "x"),
        ("x'", "x'"),
        ("Gamma", r"\Gamma"),
        ("v_-1", "v_-1"),
        ("x_1_2", "x_{1, 2}"),
        ("loss_val", r"\mathrm{loss}_{val}"),
        ("θ", "θ"),
    ],
)
def test_a_name_as_latex(name: str, expected: str) -> None:
    assert name_latex(name) == expected


def _numbers() -> st.SearchStrategy[t.Term]:
    leaves = st.sampled_from([x, y, t.ONE, t.num(-2), t.num("0.5")])

    def grow(inner: st.SearchStrategy[t.Term]) -> st.SearchStrategy[t.Term]:
        pair = st.tuples(inner, inner)
        return st.one_of(
            pair.map(lambda p: t.add(*p)),
            pair.map(lambda p: t.sub(*p)),
            pair.map(lambda p: t.mul(*p)),
            pair.map(lambda p: t.div(*p)),
            inner.map(t.neg),
            inner.map(t.exp),
            inner.map(lambda a: t.power(a, t.TWO)),
            inner.map(lambda a: t.total(t.ONE, n, a)),
        )

    return st.recursive(leaves, grow, max_leaves=12)


@given(_numbers())
def test_brackets_are_balanced_and_no_sign_follows_a_sign(term: t.Term) -> None:
    out = latex(term)
    assert out.count("{") == out.count("}")
    assert out.count("(") == out.count(")")
    assert out.count(r"\left") == out.count(r"\right")
    for pair in ("+ -", "- -", "--", "+ +", r"\cdot -", "^{2}^"):
        assert pair not in out


def test_a_term_of_2_to_60_pieces_is_cut_short() -> None:
    term: t.Term = t.var("x")
    for _ in range(60):
        term = t.exp(t.add(term, t.mul(t.num(2), term)))
    written = latex(term)
    assert r"\ldots" in written
    assert len(written) < 500_000


def test_sums_within_sums_are_written_once() -> None:
    term: t.Term = t.var("x")
    for _ in range(90):
        term = t.add(t.ONE, t.exp(term))
    assert latex(term).count("e^{") == 90
