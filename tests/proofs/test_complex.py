"""Complex numbers: what is proved, what is refuted by which value, and attacks on the rule."""

from __future__ import annotations

import cmath
import json
import random
from collections.abc import Callable
from functools import lru_cache

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from proofs import Claim, Proved, Refuted, check, replay
from proofs.kernel import InferenceError, infer, to_data
from proofs.kernel.enclosures.enclosure import Undetermined, enclose
from proofs.kernel.normal_forms.complex_parts import ComplexParts, Pair
from proofs.kernel.terms import (
    COMPLEX,
    INT,
    ONE,
    PI,
    TWO,
    ZERO,
    I,
    Term,
    add,
    apply,
    bound,
    derivative,
    div,
    either,
    eq,
    exp,
    judged,
    le,
    log,
    lt,
    mul,
    ne,
    neg,
    negation,
    num,
    power,
    root,
    sqrt,
    sub,
    total,
    var,
)
from proofs.kernel.terms.nodes import REAL

z, w = var("z", COMPLEX), var("w", COMPLEX)
x, y, t = var("x"), var("y"), var("t")
n = var("n", INT)
f = apply


def cis(angle: Term) -> Term:
    """cos angle + i sin angle."""
    return add(f("cos", angle), mul(I, f("sin", angle)))


def root_of_unity(k: int) -> Term:
    """e^(2 pi i/k)."""
    return exp(div(mul(TWO, PI, I), num(k)))


TRUE_CLAIMS: dict[str, tuple[Term, str, Term]] = {
    "e^(i pi) = -1": (exp(mul(I, PI)), "=", num(-1)),
    "Euler": (exp(mul(I, t)), "=", cis(t)),
    "Euler, complex": (exp(mul(I, z)), "=", cis(z)),
    "De Moivre, 4": (power(cis(t), num(4)), "=", cis(mul(num(4), t))),
    "De Moivre, -3": (power(cis(t), num(-3)), "=", cis(mul(num(-3), t))),
    "De Moivre, n": (power(cis(t), n), "=", cis(mul(n, t))),
    "De Moivre, n, clockwise": (
        power(sub(f("cos", t), mul(I, f("sin", t))), n),
        "=",
        cis(neg(mul(n, t))),
    ),
    "polar to cartesian": (
        mul(num(3), exp(div(mul(I, PI), num(3)))),
        "=",
        add(num("1.5"), mul(div(mul(num(3), sqrt(num(3))), TWO), I)),
    ),
    "z conj z = |z|^2": (mul(z, f("conj", z)), "=", power(f("abs", z), TWO)),
    "conj of a quotient": (f("conj", div(z, w)), "=", div(f("conj", z), f("conj", w))),
    "|zw| = |z||w|": (f("abs", mul(z, w)), "=", mul(f("abs", z), f("abs", w))),
    "cos z by e": (f("cos", z), "=", div(add(exp(mul(I, z)), exp(neg(mul(I, z)))), TWO)),
    "sin z by e": (f("sin", z), "=", div(sub(exp(mul(I, z)), exp(neg(mul(I, z)))), mul(TWO, I))),
    "cosh iz = cos z": (f("cosh", mul(I, z)), "=", f("cos", z)),
    "tan ix = i tanh x": (f("tan", mul(I, x)), "=", mul(I, f("tanh", x))),
    "7th root of unity": (power(root_of_unity(7), num(7)), "=", ONE),
    "cube roots sum to 0": (
        add(ONE, root_of_unity(3), power(root_of_unity(3), TWO)),
        "=",
        ZERO,
    ),
    "x^2 + 4 over C": (
        add(power(x, TWO), num(4)),
        "=",
        mul(sub(x, mul(TWO, I)), add(x, mul(TWO, I))),
    ),
    "i^2 = -1": (power(I, TWO), "=", num(-1)),
    "1/i = -i": (div(ONE, I), "=", neg(I)),
    "i^i": (power(I, I), "=", exp(neg(div(PI, TWO)))),
    "sqrt(-9) = 3i": (sqrt(num(-9)), "=", mul(num(3), I)),
    "log(-1) = i pi": (log(num(-1)), "=", mul(I, PI)),
    "log i": (log(I), "=", div(mul(I, PI), TWO)),
    "sqrt(2i) = 1 + i": (sqrt(mul(TWO, I)), "=", add(ONE, I)),
    "(1 - i)^6 = 8i": (power(sub(ONE, I), num(6)), "=", mul(num(8), I)),
    "sqrt(z)^2 = z": (power(sqrt(z), TWO), "=", z),
    "|e^z| = e^(Re z)": (f("abs", exp(z)), "=", exp(f("re", z))),
    "e^z is not 0": (exp(z), "!=", ZERO),
    "triangle inequality": (f("abs", add(z, w)), "<=", add(f("abs", z), f("abs", w))),
    "|Re z| <= |z|": (f("abs", f("re", z)), "<=", f("abs", z)),
    "(e^z)^n": (power(exp(z), n), "=", exp(mul(n, z))),
    "sum of ik": (
        total(ONE, num(4), mul(I, bound(0))),
        "=",
        mul(num(10), I),
    ),
    "slope of e^(ix)": (
        derivative(x, exp(mul(I, bound(0, REAL)))),
        "=",
        mul(I, exp(mul(I, x))),
    ),
    "log sgn z = i arg z": (log(f("sign", z)), "=", mul(I, f("arg", z))),
    "Re x = x for real x": (f("re", x), "=", x),
}

CONDITIONAL: dict[str, tuple[Term, Term, str]] = {
    "z/z = 1": (div(z, z), ONE, "z != 0"),
    "e^(log z) = z": (exp(log(z)), z, "z != 0"),
    "sgn z = z/|z|": (f("sign", z), div(z, f("abs", z)), "z != 0"),
}

FALSE_CLAIMS: dict[str, tuple[Term, str, Term, dict[Term, str]]] = {
    "log z^2 = 2 log z": (log(power(z, TWO)), "=", mul(TWO, log(z)), {z: "-1"}),
    "sqrt z^2 = z": (sqrt(power(z, TWO)), "=", z, {z: "-1"}),
    "sqrt zw = sqrt z sqrt w": (sqrt(mul(z, w)), "=", mul(sqrt(z), sqrt(w)), {}),
    "conj z = z": (f("conj", z), "=", z, {z: "i"}),
    "|z + w| = |z| + |w|": (f("abs", add(z, w)), "=", add(f("abs", z), f("abs", w)), {}),
    "z^2 = |z|^2": (power(z, TWO), "=", power(f("abs", z), TWO), {z: "i"}),
    "sin z by e, without i": (
        f("sin", z),
        "=",
        div(sub(exp(mul(I, z)), exp(neg(mul(I, z)))), TWO),
        {},
    ),
    "e^(ix) = i sin x": (exp(mul(I, x)), "=", mul(I, f("sin", x)), {x: "0"}),
    "log(e^z) = z": (log(exp(z)), "=", z, {}),
    "|sin z| <= 1": (f("abs", f("sin", z)), "<=", ONE, {}),
    "sqrt(-x) = i sqrt x": (sqrt(neg(x)), "=", mul(I, sqrt(x)), {x: "-1"}),
    "De Moivre, one angle wrong": (power(cis(t), n), "=", cis(add(n, t)), {}),
}


@pytest.mark.parametrize(("left", "relation", "right"), TRUE_CLAIMS.values(), ids=TRUE_CLAIMS)
def test_a_true_claim_is_proved(left: Term, relation: str, right: Term) -> None:
    verdict = check(Claim(left, relation, right))
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    assert verdict.caveats == ()
    assert replay(json.loads(json.dumps(to_data(verdict.proof)))).sequent == verdict.proof.sequent


@pytest.mark.parametrize(("left", "right", "condition"), CONDITIONAL.values(), ids=CONDITIONAL)
def test_where_one_side_is_undefined_is_a_condition(
    left: Term, right: Term, condition: str
) -> None:
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, Proved), verdict
    assert [str(c) for c in verdict.conditions] == [condition]
    replay(verdict.proof)


@pytest.mark.parametrize(
    ("left", "relation", "right", "at"), FALSE_CLAIMS.values(), ids=FALSE_CLAIMS
)
def test_a_wrong_claim_is_refuted_by_a_simple_value(
    left: Term, relation: str, right: Term, at: dict[Term, str]
) -> None:
    verdict = check(Claim(left, relation, right))
    assert isinstance(verdict, Refuted), verdict
    replay(json.loads(json.dumps(to_data(verdict.proof))))
    assert verdict.witness is not None
    found = dict(verdict.witness.at)
    assert all(str(found[name]) == value for name, value in at.items())


SYMPY_Z, SYMPY_X = sp.Symbol("z", complex=True), sp.Symbol("x")
SYMPY_N = sp.Symbol("n", integer=True)
SYMPY_CLAIMS = {
    "Euler": (sp.exp(sp.I * SYMPY_X), sp.cos(SYMPY_X) + sp.I * sp.sin(SYMPY_X), Proved),
    "De Moivre": (
        (sp.cos(SYMPY_X) + sp.I * sp.sin(SYMPY_X)) ** SYMPY_N,
        sp.cos(SYMPY_N * SYMPY_X) + sp.I * sp.sin(SYMPY_N * SYMPY_X),
        Proved,
    ),
    "modulus": (SYMPY_Z * sp.conjugate(SYMPY_Z), sp.Abs(SYMPY_Z) ** 2, Proved),
    "parts": (sp.re(SYMPY_Z) + sp.I * sp.im(SYMPY_Z), SYMPY_Z, Proved),
    "log": (sp.log(SYMPY_Z**2), 2 * sp.log(SYMPY_Z), Refuted),
    "root": (sp.sqrt(SYMPY_Z**2), SYMPY_Z, Refuted),
    "argument": (sp.arg(SYMPY_Z) + sp.arg(sp.conjugate(SYMPY_Z)), 0, Refuted),
    "polar": (
        sp.Rational(3, 2) * sp.exp(sp.I * sp.pi / 4, evaluate=False),
        3 * sp.sqrt(2) / 4 * (1 + sp.I),
        Proved,
    ),
}


@pytest.mark.parametrize(("left", "right", "expected"), SYMPY_CLAIMS.values(), ids=SYMPY_CLAIMS)
def test_a_claim_with_complex_numbers_of_sympy(left: object, right: object, expected: type) -> None:
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, expected), verdict
    replay(verdict.proof)


def test_a_complex_power_of_0_is_left_open() -> None:
    assert not isinstance(check(Claim(power(ZERO, z), "=", ZERO)), Proved | Refuted)


CONDITIONS: dict[str, tuple[Term, Term, tuple[Term, ...], type]] = {
    "log x^2, x > 0": (log(mul(x, x, ONE)), mul(TWO, log(x)), (lt(ZERO, x),), Proved),
    "log xz, x > 0": (log(mul(x, z)), add(log(x), log(z)), (lt(ZERO, x), ne(z, ZERO)), Proved),
    "log xz, x < 0": (log(mul(x, z)), add(log(x), log(z)), (lt(x, ZERO), ne(z, ZERO)), Refuted),
    "sqrt(-x), x > 0": (sqrt(neg(x)), mul(I, sqrt(x)), (lt(ZERO, x),), Proved),
    "sqrt z^2, Re z > 0": (sqrt(power(z, TWO)), z, (lt(ZERO, f("re", z)),), object),
    "z = i": (power(z, TWO), num(-1), (eq(z, I),), Proved),
    "z + 1 = 0": (power(z, TWO), num(-1), (eq(z, neg(ONE)),), Refuted),
}


@pytest.mark.parametrize(
    ("left", "right", "given", "expected"), CONDITIONS.values(), ids=CONDITIONS
)
def test_a_claim_under_conditions(
    left: Term, right: Term, given: tuple[Term, ...], expected: type
) -> None:
    verdict = check(Claim(left, "=", right, given=given))
    assert isinstance(verdict, expected), verdict
    if isinstance(verdict, Proved):
        replay(verdict.proof)


EQUIVALENCES: dict[str, tuple[Term, Term, type]] = {
    "z^2 = -1": (eq(power(z, TWO), num(-1)), either(eq(z, I), eq(z, neg(I))), Proved),
    "z^2 = -1, one root": (eq(power(z, TWO), num(-1)), eq(z, I), Refuted),
    "zw = 0": (eq(mul(z, w), ZERO), either(eq(z, ZERO), eq(w, ZERO)), Proved),
    "|z| = 0": (eq(f("abs", z), ZERO), eq(z, ZERO), Proved),
    "z = conj z": (eq(z, f("conj", z)), eq(f("im", z), ZERO), Proved),
    "x^2 = -9, undeclared": (
        eq(power(x, TWO), num(-9)),
        either(eq(x, mul(num(3), I)), eq(x, mul(num(-3), I))),
        Proved,
    ),
    "x/i = y, undeclared": (eq(div(x, I), y), eq(x, mul(I, y)), Proved),
    "x/i = y, wrong sign": (eq(div(x, I), y), eq(x, neg(mul(I, y))), Refuted),
    "x(1 + 2i) = y": (
        eq(mul(x, add(ONE, mul(TWO, I))), y),
        eq(x, div(mul(y, sub(ONE, mul(TWO, I))), num(3))),
        Refuted,
    ),
}


@pytest.mark.parametrize(("one", "other", "expected"), EQUIVALENCES.values(), ids=EQUIVALENCES)
def test_an_equivalence_of_equations(one: Term, other: Term, expected: type) -> None:
    verdict = check(Claim(one, "iff", other))
    assert isinstance(verdict, expected), verdict
    replay(json.loads(json.dumps(to_data(verdict.proof))))


def test_unknowns_of_equations_with_i_are_complex_unless_said_otherwise() -> None:
    real = sp.Symbol("x", real=True)
    unit = Claim(sp.Eq(real, sp.I, evaluate=False), "iff", sp.Eq(real**2, -1, evaluate=False))
    assert {v.sort for v in unit.left.free} == {REAL}
    wide = Claim(eq(x, I), "implies", eq(power(x, TWO), num(-1)))
    assert {v.sort for v in wide.left.free} == {COMPLEX}
    sized = Claim(eq(x, I), "implies", eq(f("abs", x), ONE))
    assert {v.sort for v in sized.left.free} == {REAL}


def test_no_real_number_has_the_square_minus_one() -> None:
    assert isinstance(check(Claim(power(x, TWO), "!=", num(-1))), Proved)
    assert isinstance(check(Claim(power(z, TWO), "!=", num(-1), given=[eq(z, I)])), Refuted)


def test_the_odd_root_of_a_negative_number_among_complex_ones_is_left_open() -> None:
    cubic = add(ONE, mul(I, sqrt(num(3))))
    assert not isinstance(check(Claim(root(num(-8), 3), "=", cubic)), Proved | Refuted)
    assert isinstance(check(Claim(power(num(-8), div(ONE, num(3))), "=", cubic)), Proved)


# --- against another's complex arithmetic ---------------------------------------------------------

FUNCTIONS = {
    "exp": cmath.exp, "log": cmath.log, "sin": cmath.sin, "cos": cmath.cos, "tan": cmath.tan,
    "sinh": cmath.sinh, "cosh": cmath.cosh, "tanh": cmath.tanh, "asin": cmath.asin,
    "acos": cmath.acos, "atan": cmath.atan, "asinh": cmath.asinh, "acosh": cmath.acosh,
    "atanh": cmath.atanh, "abs": abs, "conj": lambda v: v.conjugate(), "arg": cmath.phase,
    "re": lambda v: v.real, "im": lambda v: v.imag,
}  # fmt: skip
VALUES = [
    complex(a, b) / 4
    for a in (-7, -4, -2, 0, 1, 4, 6)
    for b in (-6, -4, -1, 0, 2, 4, 9)
    if (a, b) != (0, 0)
]


@lru_cache
def _parts(term: Term) -> tuple[ComplexParts, Pair]:
    parts = ComplexParts()
    return parts, parts.pair(term)


def _value(term: Term, number: complex) -> complex | None:
    """A term of z at a number, by its parts; None where it is not known there."""
    parts, pair = _parts(term)
    at = {
        v: num(str(number.real if str(v.value).startswith("Re") else number.imag))
        for v in parts.variables
    }
    try:
        return complex(*(float(enclose(p, at)) for p in (pair.re, pair.im)))
    except Undetermined:
        return None


@pytest.mark.parametrize("name", FUNCTIONS)
def test_parts_agree_with_the_standard_library(name: str) -> None:
    term, compared = apply(name, z), 0
    for number in VALUES:
        edge = number.imag == 0 and abs(number.real) >= 1  # signed zeros choose a side there
        if name in ("asin", "acos", "atanh", "acosh") and edge:
            continue
        if name in ("atan", "asinh") and number.real == 0 and abs(number.imag) >= 1:
            continue
        found = _value(term, number)
        if found is not None:
            compared += 1
            assert cmath.isclose(found, FUNCTIONS[name](number), rel_tol=1e-9, abs_tol=1e-9)
    assert compared >= 20


@pytest.mark.parametrize("exponent", ["0.5", "1/3", "-0.75", "2.5", "3", "-2"])
def test_powers_agree_with_the_standard_library(exponent: str) -> None:
    e = num(exponent)
    for number in VALUES:
        found = _value(power(z, e), number)
        if found is not None:
            assert cmath.isclose(found, number ** float(e.value), rel_tol=1e-9, abs_tol=1e-9)


def test_powers_with_complex_exponents_agree_with_the_standard_library() -> None:
    choose = random.Random(1)
    for _ in range(40):
        number = choose.choice(VALUES)
        u = complex(choose.randint(-3, 3), choose.choice([-2, -1, 1, 2])) / 2
        exponent = add(num(str(u.real)), mul(num(str(u.imag)), I))
        found = _value(power(z, exponent), number)
        if found is not None:
            assert cmath.isclose(found, number**u, rel_tol=1e-9, abs_tol=1e-9)


Value = tuple[Term, Callable[[complex], complex]]


def _terms() -> st.SearchStrategy[Value]:
    """Terms of z without branch cuts, each with the standard library's way to its value."""
    leaves = st.sampled_from(
        [(z, lambda v: v), (I, lambda v: 1j), (num("-0.5"), lambda v: -0.5 + 0j)]
    )

    def grow(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
        name = st.sampled_from(["exp", "sin", "cos", "sinh", "cosh", "tanh", "conj", "re", "abs"])
        pair, power_of = st.tuples(inner, inner), st.tuples(inner, st.integers(-2, 3))
        return st.one_of(
            st.tuples(name, inner).map(
                lambda p: (apply(p[0], p[1][0]), lambda v: complex(FUNCTIONS[p[0]](p[1][1](v))))
            ),
            pair.map(lambda p: (add(p[0][0], p[1][0]), lambda v: p[0][1](v) + p[1][1](v))),
            pair.map(lambda p: (mul(p[0][0], p[1][0]), lambda v: p[0][1](v) * p[1][1](v))),
            pair.map(lambda p: (div(p[0][0], p[1][0]), lambda v: p[0][1](v) / p[1][1](v))),
            power_of.map(lambda p: (power(p[0][0], num(p[1])), lambda v: p[0][1](v) ** p[1])),
        )

    return st.recursive(leaves, grow, max_leaves=5)


@given(_terms(), st.sampled_from(VALUES))
def test_parts_of_any_term_agree_with_the_standard_library(term: Value, number: complex) -> None:
    try:
        expected = term[1](number)
        found = _value(term[0], number)
    except (ArithmeticError, ValueError):
        return
    if found is not None and abs(expected) < 1e6:
        assert cmath.isclose(found, expected, rel_tol=1e-6, abs_tol=1e-6)


# --- attacks on the rule --------------------------------------------------------------------------

SAME = eq(z, f("conj", z))
PARTS = (var("Re z"), var("Im z"))


def _proof(left: Term, right: Term, given: tuple[Term, ...] = ()) -> object:
    verdict = check(Claim(left, "=", right, given=given))
    assert isinstance(verdict, Proved)
    return verdict.proof


def test_the_real_part_alone_proves_nothing() -> None:
    premise = _proof(PARTS[0], PARTS[0])
    with pytest.raises(InferenceError):
        infer("complex parts", (), judged(SAME), (premise,))
    with pytest.raises(InferenceError):
        infer("complex parts", (), judged(SAME), (premise, premise))


def test_a_judgement_of_parts_is_no_judgement_of_the_opposite() -> None:
    whole = eq(z, z)
    premises = [_proof(p, p) for p in PARTS]
    assert infer("complex parts", (), judged(whole), premises)
    with pytest.raises(InferenceError):
        infer("complex parts", (), judged(negation(whole)), premises)


def test_what_is_said_of_real_numbers_keeps_its_meaning() -> None:
    """sqrt(-1)^2 = -1 is so among complex numbers; said of real ones, the root means nothing."""
    inner = _proof(num(-1), num(-1))
    with pytest.raises(InferenceError):
        infer("complex parts", (), judged(eq(power(sqrt(num(-1)), TWO), num(-1))), (inner,))
    assert not isinstance(check(Claim(power(sqrt(num(-1)), TWO), "=", num(-1))), Proved)


def test_a_hypothesis_of_a_premise_is_not_lost() -> None:
    real = (eq(PARTS[1], ZERO),)
    premises = [_proof(PARTS[0], PARTS[0]), _proof(PARTS[1], neg(PARTS[1]), real)]
    with pytest.raises(InferenceError):
        infer("complex parts", (), judged(SAME), premises)
    condition = eq(f("im", z), ZERO)
    with pytest.raises(InferenceError):
        infer("complex parts", (condition,), judged(SAME), premises, {"conditions": (condition,)})


def test_a_name_for_a_part_that_is_in_use_is_refused() -> None:
    claim = eq(mul(z, PARTS[0]), mul(PARTS[0], z))
    assert not isinstance(check(Claim(*claim.args[:1], "=", claim.args[1])), Proved | Refuted)


def test_every_argument_has_to_be_defined() -> None:
    """0 times 1/(z - w) is 0 only where z is not w, in both parts."""
    verdict = check(Claim(mul(ZERO, div(ONE, sub(z, w))), "=", ZERO))
    assert isinstance(verdict, Proved)
    assert verdict.conditions
    assert isinstance(check(Claim(f("im", div(ONE, x)), "=", ZERO)), Proved)
    assert check(Claim(f("im", div(ONE, x)), "=", ZERO)).conditions == (ne(x, ZERO),)
    beside = check(Claim(f("abs", div(I, x)), "=", div(ONE, f("abs", x)), given=[le(x, ZERO)]))
    assert isinstance(beside, Proved)
