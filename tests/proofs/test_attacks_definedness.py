"""Attacks on definedness: what a step drops must still be defined where the claim was."""

from __future__ import annotations

from time import monotonic

import pytest

from proofs import Claim, InferenceError, Proved, Refuted, check
from proofs.kernel import infer
from proofs.kernel.terms import (
    COMPLEX,
    INT,
    NAT,
    ONE,
    TRUE,
    TWO,
    ZERO,
    I,
    Term,
    TermError,
    add,
    app,
    apply,
    bound,
    cases,
    defined,
    det,
    div,
    elem,
    eq,
    exp,
    family,
    function,
    hadamard,
    identity,
    inverse,
    judged,
    log,
    lt,
    matadd,
    matmul,
    matpow,
    mul,
    ne,
    negation,
    num,
    power,
    scaled,
    somewhere,
    sqrt,
    sub,
    total,
    trace,
    transpose,
    var,
)
from proofs.kernel.terms.definitions import Definition
from proofs.kernel.terms.matrices import matrix

x, y, t = var("x"), var("y"), var("t")
w, z = var("w", COMPLEX), var("z", COMPLEX)
n = var("n", NAT)
A = var("A", family(n, n))
f = var("f", function(1))
SIZE_OF_SIGN = apply("abs", apply("sign", x))
k = var("k", NAT)
LOWER = matrix((ONE, x), (ZERO, k))
POLE = matrix((div(ONE, x), ZERO), (ZERO, ONE))
CONSTANT = (Definition(f, (t,), ONE),)
"""1/x, log x and the like are defined for some x only, whatever becomes of them."""


def remainder(u: Term) -> Term:
    """e^u - 1 - u - u^2/2: of the sign of u, as no method here sees."""
    return sub(exp(u), add(ONE, u, div(power(u, TWO), TWO)))


def twice(u: Term) -> tuple[Term, Term]:
    """|g| and g: equal where u >= 0."""
    return apply("abs", remainder(u)), remainder(u)


UNSEEN = twice(power(x, app(f, x)))

TRUE_CLAIMS = {
    "A^0 is undefined where A is": Claim(trace(matpow(POLE, 0)), "=", add(ONE, SIZE_OF_SIGN)),
    "f(1/x) for a constant f": Claim(
        app(f, div(ONE, x)), "=", SIZE_OF_SIGN, definitions=CONSTANT
    ),
    "f(log x) for a constant f": Claim(
        app(f, log(x)), "=", apply("sign", x), definitions=CONSTANT
    ),
    "f(1/x) for an unknown f": Claim(
        mul(app(f, div(ONE, x)), apply("sign", sub(exp(x), add(ONE, x)))), "=", app(f, div(ONE, x))
    ),
    "f(sqrt x) for an unknown f": Claim(
        mul(app(f, sqrt(x)), twice(x)[0]), "=", mul(app(f, sqrt(x)), twice(x)[1])
    ),
    "x^f(x) is a real power": Claim(UNSEEN[0], "=", UNSEEN[1]),
    "x^(n/2) is a real power beside a matrix": Claim(
        mul(twice(power(x, div(n, TWO)))[0], trace(A)), "=",
        mul(twice(power(x, div(n, TWO)))[1], trace(A)),
    ),
    "e^(0/x + log w)": Claim(exp(add(div(ZERO, x), log(w))), "=", mul(w, SIZE_OF_SIGN)),
    "e^(arg z + log 2w)": Claim(
        mul(exp(add(apply("arg", z), log(mul(TWO, w)))), sub(apply("abs", apply("sign", z)), ONE)),
        "=", ZERO,
    ),
    "log of the sign of what need not be defined": Claim(
        log(apply("sign", add(apply("arg", z), num(5)))), "=",
        sub(ONE, apply("abs", apply("sign", z))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", TRUE_CLAIMS.values(), ids=TRUE_CLAIMS)
def test_a_claim_is_not_refuted_where_a_side_is_undefined(claim: Claim) -> None:
    assert not isinstance(check(claim), Refuted)


FALSE_CLAIMS = {
    "e^(0 i/x + log 2) = 2": Claim(
        TRUE, "implies", eq(exp(add(div(mul(ZERO, I), x), log(num(2)))), TWO)
    ),
    "e^(0/x + log w) = w": Claim(ne(w, ZERO), "implies", eq(exp(add(div(ZERO, x), log(w))), w)),
    "and the other way": Claim(ne(w, ZERO), "iff", eq(exp(add(div(ZERO, x), log(w))), w)),
    "tr A^0 = 2": Claim(eq(trace(matpow(POLE, 0)), TWO), "iff", TRUE),
    "tr A^0 = 2, but for one x": Claim(ne(x, ONE), "implies", eq(trace(matpow(POLE, 0)), TWO)),
    "f(1/x) = 1 for a constant f": Claim(
        eq(app(f, div(ONE, x)), ONE), "iff", TRUE, definitions=CONSTANT
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", FALSE_CLAIMS.values(), ids=FALSE_CLAIMS)
def test_an_equation_of_what_is_undefined_does_not_hold(claim: Claim) -> None:
    assert not isinstance(check(claim), Proved)


def test_a_defined_function_is_still_proved_where_its_argument_is() -> None:
    claim = Claim(app(f, div(ONE, x)), "=", div(x, x), definitions=CONSTANT)
    assert isinstance(check(claim), Proved)


def test_a_hypothesis_is_not_met_by_a_power_of_another_kind() -> None:
    """(-2)^y = 4 has no real power on its left; (-2)^2 = 4 is one of integers."""
    shown = infer("truth value", (), eq(power(num(-2), num(2)), num(4)))
    at = {"at": (x, y), "values": (num(-2), num(2))}
    given = (eq(power(x, y), num(4)),)
    for rule, goal in (("witness", negation(lt(ZERO, x))), ("instance", lt(x, ZERO))):
        with pytest.raises(InferenceError):
            infer(rule, given, somewhere(goal), (shown,), at)


def test_a_condition_leaves_out_no_point_at_which_it_is_not_defined() -> None:
    """0 < x/x for a condition: it holds wherever it is defined, and leaves out x = 0."""
    condition = lt(ZERO, div(x, x))
    goal = eq(cases(ONE, ne(x, ZERO), num(5)), ONE)
    given = (condition,)
    there, back = (infer("definedness", given, defined(side)) for side in goal.args)
    relation = infer("normal form", given, goal, (there, back))
    point = infer("instance", given, somewhere(goal), (), {"at": (x,), "values": (ONE,)})
    premises = (relation, there, back, point)
    with pytest.raises(InferenceError, match="not defined"):
        infer("claim", given, judged(goal), premises, {"conditions": given})


def test_a_root_among_families_is_no_fault() -> None:
    from proofs.kernel.terms import fam

    sides = (sqrt(power(sub(exp(x), add(ONE, x)), TWO)), sub(exp(x), add(ONE, x)))
    claim = Claim(fam(ONE, sides[0]), "=", fam(ONE, sides[1]))
    assert not isinstance(check(claim, budget=1.0), Refuted)


def halves(upper: Term) -> Term:
    """The sum of x^(i/2) for i from 2: real powers, for x >= 0."""
    return total(TWO, upper, power(x, div(bound(0), TWO)))


OF_RANGES = {
    "sum of x^(i/2) is not negative": Claim(halves(TWO), ">=", ZERO),
    "sum of x^(i/2) is its absolute value": Claim(
        halves(TWO), "=", apply("abs", halves(TWO)), given=[lt(x, ZERO)]
    ),
    "trace of a sum of matrices that fit for n = 2": Claim(
        trace(matadd(identity(n), LOWER)), "=", add(num(3), k)
    ),
    "and with any matrix": Claim(
        trace(matadd(A, LOWER)), "=", add(elem(A, ONE, ONE), elem(A, TWO, TWO), ONE, k)
    ),
    "entry by entry": Claim(trace(hadamard(identity(n), LOWER)), "=", add(ONE, k)),
}  # fmt: skip


@pytest.mark.parametrize("claim", OF_RANGES.values(), ids=OF_RANGES)
def test_an_empty_range_hides_no_condition(claim: Claim) -> None:
    assert not isinstance(check(claim, budget=0.7), Refuted)


OF_SYMBOLIC_SIZE = {
    "a trace": Claim(trace(matadd(A, LOWER)), "<=", num(5)),
    "a determinant": Claim(
        eq(det(matadd(A, LOWER)), ONE), "iff", eq(ONE, det(matadd(A, LOWER)))
    ),
    "the trace of an inverse": Claim(
        eq(trace(inverse(matadd(A, LOWER))), ONE), "iff", eq(ONE, trace(inverse(matadd(A, LOWER))))
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", OF_SYMBOLIC_SIZE.values(), ids=OF_SYMBOLIC_SIZE)
def test_a_matrix_written_out_beside_one_of_symbolic_size(claim: Claim) -> None:
    assert not isinstance(check(claim, budget=0.7), Proved)


Q = var("Q", family(n, n))
MATRIX_EQUATIONS = {
    "an orthogonal matrix": (eq(matmul(transpose(Q), Q), identity(n)),),
    "a skew one": (eq(transpose(Q), scaled(num(-1), Q)),),
    "one that is 0": (eq(Q, scaled(TWO, Q)),),
}


@pytest.mark.parametrize("given", MATRIX_EQUATIONS.values(), ids=MATRIX_EQUATIONS)
def test_an_equation_of_matrices_is_no_fault(given: tuple[Term, ...]) -> None:
    assert not isinstance(check(Claim(power(det(Q), TWO), "=", TWO, given=given)), Proved)
    assert not isinstance(check(Claim(det(Q), "=", ONE, given=given), budget=0.5), Proved)


LATE = {
    "a sine": apply("sin", power(z, num(7))),
    "a root in a power": exp(power(z, div(num(3), TWO))),
    "a power": exp(mul(add(w, z), log(add(ONE, w)))),
}


@pytest.mark.parametrize("term", LATE.values(), ids=LATE)
def test_the_parts_of_complex_numbers_keep_the_budget(term: Term) -> None:
    start = monotonic()
    check(Claim(term, "=", log(exp(term))), budget=0.5)
    assert monotonic() - start < 5.0


j = var("j", INT)
NO_VALUES = {
    "a half for a natural number": Claim.exists(
        {n: div(ONE, TWO)}, Claim(mul(TWO, n), "=", ONE)
    ),
    "a root for an integer": Claim.exists({j: sqrt(TWO)}, Claim(power(j, TWO), "=", TWO)),
    "i for a real number": Claim.exists({x: I}, Claim(power(x, TWO), "=", num(-1))),
    "a real power": Claim.exists({y: TWO}, Claim(power(num(-1), y), "=", ONE)),
}  # fmt: skip


@pytest.mark.parametrize("claim", NO_VALUES.values(), ids=NO_VALUES)
def test_a_value_is_of_the_sort_of_its_unknown(claim: Claim) -> None:
    assert not isinstance(check(claim), Proved)


def test_a_value_that_comes_out_of_that_sort_will_do() -> None:
    halves_of_four = Claim.exists({n: div(num(4), TWO)}, Claim(mul(TWO, n), "=", num(4)))
    assert isinstance(check(halves_of_four), Proved)
    powers = Claim.exists({y: TWO}, Claim(power(TWO, y), "=", num(4)))
    assert isinstance(check(powers), Proved)


@pytest.mark.parametrize("text", ["1e30000000", "1e-99999999", "1e" + "9" * 400, "7" * 10**6])
def test_a_numeral_that_would_take_long_is_refused(text: str) -> None:
    start = monotonic()
    with pytest.raises(TermError):
        num(text)
    assert monotonic() - start < 1.0


class Hiding(tuple):  # type: ignore[type-arg]
    """A tuple that shows nothing when it is gone through."""

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(())


def test_what_a_step_is_told_is_what_is_kept() -> None:
    goal = eq(div(x, x), ONE)
    there, back = (infer("definedness", (ne(x, ZERO),), defined(side)) for side in goal.args)
    relation = infer("normal form", (ne(x, ZERO),), goal, (there, back))
    at = {"at": (x,), "values": (ONE,)}
    point = infer("instance", (ne(x, ZERO),), somewhere(goal), (), at)
    premises = (relation, there, back, point)
    data = {"conditions": Hiding((ne(x, ZERO),))}
    proof = infer("claim", (ne(x, ZERO),), judged(goal), premises, data)
    assert proof.data["conditions"] == ()
    assert type(proof.data["conditions"]) is tuple
