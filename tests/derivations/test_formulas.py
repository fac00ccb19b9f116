"""Formulas by themselves: what `read` makes of them, as trees and as SymPy has them."""

from __future__ import annotations

import pytest
import sympy as sp

from derivations import ReadingError, read

x, y, a, b, n = sp.symbols("x y a b n")

EXPRESSIONS = [
    (r"\frac{3 - x}{y}", (3 - x) / y),
    (r"$x^{\left\{a + 1\right\}}$", x ** (a + 1)),
    (r"\lvertx + y\rvert", sp.Abs(x + y)),
    (r"\mleft\lgroup x\mright\rgroup y", x * y),
    (r"\ulcorner 2.5 \urcorner", 3),
    (r"\operatorname{floor}(1,250.5)", 1250),
    (r"31E-2", sp.Rational(31, 100)),
    (r"40\%", sp.Rational(2, 5)),
    (r"\$2,500", 2500),
    (r"\cos(60^\circ)", sp.Rational(1, 2)),
    (r"\sqrt[n]{x}", x ** (1 / n)),
    (r"3!4!", 144),
    (r"{n \choose 3}", sp.binomial(n, 3)),
    (r"\tanh^{-1}(x)", sp.atanh(x)),
    (r"\exponentialE^{x}", sp.exp(x)),
    (r"\gcd(6,120,450)", 6),
    (r"\gcd(4, 6) + \lcm(4, 6)", 14),
    (r"7x \mod a", sp.Mod(7 * x, a)),
    (r"1 + 17 \mod 5", 3),
    (r"-7 \mod 4", 1),
    (r"\int \frac{2 dx}{x}", sp.Integral(2 / x, x)),
    (r"\int [a dx]", sp.Integral(a, x)),
    (r"\int_a^b x \, dx", sp.Integral(x, (x, a, b))),
    (r"\frac{d}{dx} x^2", 2 * x),
    (r"\lim_{x \to 2^-} a x", 2 * a),
    (r"\frac{d}{da} (3 q(a))", 3 * sp.Derivative(sp.Function("q")(a), a)),
    (r"\boxed{(1, x)}", sp.Tuple(1, x)),
    (r"\{a, b\}", sp.FiniteSet(a, b)),
    (r"{4,5}", sp.FiniteSet(4, 5)),
    (r"2 \pm x", sp.FiniteSet(2 + x, 2 - x)),
    (r"(1, 4]", sp.Interval.Lopen(1, 4)),
    (r"[0,2] \cap (1,3)", sp.Interval.Lopen(1, 2)),
    (r"\mathbb{Z} \setminus \{0\}", sp.Complement(sp.S.Integers, sp.FiniteSet(0))),
    ("∅", sp.S.EmptySet),
    (r"-\infty", -sp.oo),
    (r"\begin{pmatrix} 1 \\ x \end{pmatrix}", sp.Matrix([1, x])),
    (r"\variable{rate_1} x", sp.Symbol("rate_1") * x),
    (r"2^10 - 1", 1023),
    (r"\begin{bmatrix} 1 & x \\ 0 & 2 \end{bmatrix}", sp.Matrix([[1, x], [0, 2]])),
    (r"\begin{vmatrix} a & b \\ 1 & 2 \end{vmatrix}", 2 * a - b),
    (
        r"x \begin{pmatrix} 1 \\ 2 \end{pmatrix} - \begin{pmatrix} 0 \\ 1 \end{pmatrix}",
        sp.Matrix([x, 2 * x - 1]),
    ),
    (r"\begin{pmatrix} 1 & 2 \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix}", x + 2 * y),
    (
        r"\begin{pmatrix} 2 & 0 \\ 0 & 1 \end{pmatrix}^{-1}",
        sp.Matrix([[sp.Rational(1, 2), 0], [0, 1]]),
    ),
    (r"a \neq b", sp.Ne(a, b)),
    (r"a != b", sp.Ne(a, b)),
    (r"0 < x \leq 1", sp.Lt(0, x) & (x <= 1)),
]


def settled(value: object) -> object:
    """Worked out, with symbols that carry no assumptions."""
    value = sp.S(value)
    plain = {s: sp.Symbol(s.name) for s in value.atoms(sp.Symbol)}
    value = value.xreplace(plain).doit()
    return sp.simplify(value) if isinstance(value, sp.Expr) and not value.has(sp.Mod) else value


@pytest.mark.parametrize(("latex", "expected"), EXPRESSIONS, ids=[e[0] for e in EXPRESSIONS])
def test_expression(latex: str, expected: object) -> None:
    assert settled(read(latex).expression) == settled(expected)


def test_an_expression_is_not_worked_out() -> None:
    found = read(r"\frac{x}{x}").expression
    assert found != 1
    assert str(found) == "x/x"


REFUSED = [
    "(", "{", "}", "!", "^", "@", "#", "$", "&", "\\", "", r"\int", r"\int x", r"\frac{}{3}",
    r"\lfloor x", r"\lfloor x \rceil", r"||x|", r"x\%", r"\%5", r"\lim_{\pi \to 2} x",
    r"\frac{d}{dx} + 1", r"(\frac{d}{dx}) x", r"\{1, 2; 3\}", r"[1, 2", r"3 \frac{1}{2}", r"1/2x",
    r"x2", r"10^20x", r"{1,2} \cup {3} \cap {1}", r"a \implies b \implies c", r"\nosuchx",
    r"\variable{x_yz}", r"\sqrt[1]{x}", r"1 = ", r"\{1,,2\}", r"\{x \mid x > 0\}",
]  # fmt: skip


@pytest.mark.parametrize("latex", REFUSED)
def test_is_refused_with_a_place(latex: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read(latex)
    assert 0 <= caught.value.start <= caught.value.end <= max(len(latex), 1)


def test_a_factorial_that_equals() -> None:
    """`n!=1` is said of n!, `n != 1` of n."""
    assert str(read("n!=1").tree) == "factorial(n) = 1"
    assert str(read("n != 1").tree) == "n != 1"


def test_the_meaning_of_a_doubt_is_told() -> None:
    assert read(r"x \mod 3").notes
    assert not read(r"x + 3").notes
