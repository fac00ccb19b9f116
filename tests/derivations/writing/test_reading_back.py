"""What is written in LaTeX is read back as the same expression."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations import read
from derivations.writing.latex import latex
from proofs.kernel.terms import (
    INT,
    ONE,
    OO,
    PI,
    REAL,
    TWO,
    ZERO,
    Term,
    add,
    apply,
    binomial,
    bound,
    derivative,
    div,
    exp,
    integral,
    limit,
    maximum,
    minimum,
    mul,
    neg,
    num,
    power,
    product,
    rebuild,
    root,
    sub,
    total,
    var,
)
from tests.proofs.test_properties import terms

x, y, n = var("x"), var("y"), var("n", INT)
NAMES = "exp log sin cos tan asin atan tanh sinh cosh abs floor ceil factorial sech".split()
leaves = st.sampled_from(
    [x, y, n, PI, ZERO, ONE, num(7), num(-2), num("1/2"), num(Fraction(-5, 3)), num("0.125")]
)


def grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    index, real = st.just(bound(0)), st.just(bound(0, REAL))
    within = st.one_of(inner, index.map(lambda i: add(mul(i, x), ONE)))
    under = st.one_of(inner, real.map(lambda t: mul(exp(t), y)))
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda a: add(*a)),
        st.lists(inner, min_size=2, max_size=3).map(lambda a: mul(*a)),
        st.builds(sub, inner, inner),
        st.builds(div, inner, inner),
        st.builds(neg, inner),
        st.builds(power, inner, inner),
        st.builds(root, inner, st.integers(2, 5)),
        st.builds(apply, st.sampled_from(NAMES), inner),
        st.builds(maximum, inner, inner),
        st.builds(minimum, inner, inner),
        st.builds(binomial, st.just(n), st.sampled_from([ONE, TWO])),
        st.builds(total, st.sampled_from([ZERO, ONE]), st.sampled_from([n, num(3)]), within),
        st.builds(product, st.sampled_from([ZERO, ONE]), st.sampled_from([n, num(3)]), within),
        st.builds(integral, st.just(ZERO), inner, under),
        st.builds(limit, st.sampled_from([ZERO, ONE, OO]), under),
        st.builds(
            derivative, st.just(x), real.flatmap(lambda t: inner.map(lambda a: mul(exp(t), a)))
        ),
    )


more_terms = st.recursive(leaves, grow, max_leaves=8)


def plain(term: Term) -> Term:
    """The same with what has two spellings in one: fractions as quotients, sums in sums as one."""
    if term.op == "num":
        if term.value < 0:
            return neg(plain(num(-term.value)))
        over, under = term.value.numerator, term.value.denominator
        return term if under == 1 else div(num(over), num(under))
    args = [plain(a) for a in term.args]
    if term.op in ("add", "mul"):
        flat = [b for a in args for b in (a.args if a.op == term.op else (a,))]
        return (add if term.op == "add" else mul)(*flat)
    return rebuild(term, tuple(args)) if args else term


@given(terms)
def test_what_is_proved_about_is_read_back(term: Term) -> None:
    found = read(latex(term)).tree
    assert isinstance(found, Term)
    assert plain(found) is plain(term)


@given(more_terms)
def test_what_is_written_is_read_back(term: Term) -> None:
    found = read(latex(term)).tree
    assert isinstance(found, Term)
    assert str(plain(found)) == str(plain(term)), latex(term)  # sorts: as a page has them


BY_HAND = {
    "a product of a bracket": (r"\prod_{i=1}^{n} (y y)", "prod(i=1..n, y*y)"),
    "an absolute value first": (r"f(|x| - 1)", "f(abs(x) - 1)"),
    "absolute values in each other": (r"\left||x|\right|", "abs(abs(x))"),
}


@pytest.mark.parametrize(("source", "expected"), BY_HAND.values(), ids=BY_HAND)
def test_what_once_was_not_read_so(source: str, expected: str) -> None:
    assert str(read(source).tree) == expected
