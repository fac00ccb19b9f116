"""Vectors and matrices, of numbers and of symbolic size."""

from __future__ import annotations

import json

import pytest

from proofs import Claim, Proved, Refuted, check, replay
from proofs.kernel import InferenceError, infer, to_data
from proofs.kernel.normal_forms.entries import entry, written_out
from proofs.kernel.terms import (
    INT,
    NAT,
    ONE,
    TWO,
    ZERO,
    Term,
    TermError,
    add,
    apply,
    bound,
    det,
    diag,
    div,
    dot,
    elem,
    eq,
    fam,
    family,
    gradient,
    hadamard,
    identity,
    inverse,
    jacobian,
    judged,
    le,
    log,
    matadd,
    matmul,
    matpow,
    matrix,
    mul,
    neg,
    negation,
    norm,
    num,
    ones,
    outer,
    power,
    scaled,
    somewhere,
    sub,
    trace,
    transpose,
    var,
    vector,
    zeros,
)

a, b, c, d = (var(name) for name in "abcd")
m, n = var("m", NAT), var("n", NAT)
A, B, C = (var(name, family(n, n)) for name in "ABC")
R = var("R", family(m, n))
x, y = var("x", family(n)), var("y", family(n))
P = matrix((a, b), (c, d))
Q = matrix((TWO, ONE), (num(5), num(3)))
DET = sub(mul(a, d), mul(b, c))

TRUE_CLAIMS: dict[str, tuple[Term, Term]] = {
    "(AB)^T = B^T A^T": (transpose(matmul(A, B)), matmul(transpose(B), transpose(A))),
    "(RA)^T = A^T R^T": (transpose(matmul(R, A)), matmul(transpose(A), transpose(R))),
    "A^TT = A": (transpose(transpose(A)), A),
    "x^TT = x": (transpose(transpose(x)), x),
    "A(B + C) = AB + AC": (matmul(A, matadd(B, C)), matadd(matmul(A, B), matmul(A, C))),
    "(A + B)^2 in full": (
        matpow(matadd(A, B), 2),
        matadd(matpow(A, 2), matmul(A, B), matmul(B, A), matpow(B, 2)),
    ),
    "tr AB = tr BA": (trace(matmul(A, B)), trace(matmul(B, A))),
    "tr (A + B)": (trace(matadd(A, B)), add(trace(A), trace(B))),
    "tr A^T = tr A": (trace(transpose(A)), trace(A)),
    "tr xy^T = x.y": (trace(outer(x, y)), dot(x, y)),
    "x^T y = y^T x": (matmul(transpose(x), y), matmul(transpose(y), x)),
    "I A = A": (matmul(identity(n), A), A),
    "A 0 = 0": (matmul(A, zeros(n, n)), zeros(n, n)),
    "A^0 = I": (matpow(A, 0), identity(n)),
    "A o B = B o A": (hadamard(A, B), hadamard(B, A)),
    "diag(x) y = x o y": (matmul(diag(x), y), hadamard(x, y)),
    "x . 1 = sum x": (dot(x, ones(n)), written_out(dot(ones(n), x))),
    "|cx| = |c||x|": (norm(scaled(c, x)), mul(apply("abs", c), norm(x))),
    "2x2 product": (matmul(Q, Q), matrix((num(9), num(5)), (num(25), num(14)))),
    "2x2 inverse": (inverse(Q), matrix((num(3), num(-1)), (num(-5), TWO))),
    "2x2 determinant": (det(P), DET),
    "inverse by cofactors": (inverse(P), scaled(div(ONE, DET), matrix((d, neg(b)), (neg(c), a)))),
    "det of a product": (det(matmul(P, Q)), mul(det(P), det(Q))),
    "entry of a product": (elem(matmul(Q, P), ONE, TWO), add(mul(TWO, b), d)),
}
RESIDUAL = matadd(matmul(R, x), scaled(num(-1), var("z", family(m))))
LOSS = power(norm(RESIDUAL), TWO)
GRADIENTS: dict[str, tuple[Term, Term]] = {
    "of b.x": (gradient(dot(y, x), x), y),
    "of x^T A x": (gradient(matmul(transpose(x), A, x), x), matmul(matadd(A, transpose(A)), x)),
    "of |x|^2": (gradient(power(norm(x), TWO), x), scaled(TWO, x)),
    "of |Rx - z|^2": (gradient(LOSS, x), scaled(TWO, matmul(transpose(R), RESIDUAL))),
    "of tr AB in A": (gradient(trace(matmul(A, B)), A), transpose(B)),
    "of |A|^2 in A": (gradient(power(norm(A), TWO), A), scaled(TWO, A)),
    "Jacobian of Rx": (jacobian(matmul(R, x), x), R),
}
TRUE_CLAIMS.update(GRADIENTS)
CONDITIONAL: dict[str, tuple[Term, Term, str]] = {
    "P P^-1 = I": (matmul(P, inverse(P)), identity(TWO), "a*d - b*c != 0"),
    "[a/a, 1] = [1, 1]": (vector(div(a, a), ONE), ones(TWO), "a != 0"),
    "tr of a matrix with 1/c": (
        trace(matrix((ONE, div(ONE, c)), (ZERO, TWO))),
        num(3),
        "c != 0",
    ),
    "x_i/x_i": (
        fam(n, div(elem(x, bound(0)), elem(x, bound(0)))),
        ones(n),
        "forall(i=1..n, x[i] != 0)",
    ),
}
FALSE_CLAIMS: dict[str, tuple[Term, Term]] = {
    "AB = BA": (matmul(A, B), matmul(B, A)),
    "(AB)^T = A^T B^T": (transpose(matmul(A, B)), matmul(transpose(A), transpose(B))),
    "(A + B)^2 with 2AB": (
        matpow(matadd(A, B), 2),
        matadd(matpow(A, 2), scaled(TWO, matmul(A, B)), matpow(B, 2)),
    ),
    "A^T = A": (transpose(A), A),
    "tr AB = tr A tr B": (trace(matmul(A, B)), mul(trace(A), trace(B))),
    "AB = A o B": (matmul(A, B), hadamard(A, B)),
    "tr I = 1": (trace(identity(n)), ONE),
    "a product, one entry off": (matmul(Q, Q), matrix((num(9), num(5)), (num(25), num(15)))),
    "inverse transposed": (inverse(Q), matrix((num(3), num(-5)), (num(-1), TWO))),
    "inverse without 1/det": (inverse(P), matrix((d, neg(b)), (neg(c), a))),
    "det(2P) = 2 det P": (det(scaled(TWO, P)), mul(TWO, det(P))),
    "gradient of x^T A x is 2Ax": (
        gradient(matmul(transpose(x), A, x), x),
        scaled(TWO, matmul(A, x)),
    ),
    "gradient of |Rx - z|^2 without 2": (gradient(LOSS, x), matmul(transpose(R), RESIDUAL)),
    "gradient of |x| is x": (gradient(norm(x), x), x),
    "2x2 = 2x3": (Q, matrix((TWO, ONE, ONE), (num(5), num(3), ONE))),
    "|x + y| = |x| + |y|": (norm(matadd(x, y)), add(norm(x), norm(y))),
}


@pytest.mark.parametrize(("left", "right"), TRUE_CLAIMS.values(), ids=TRUE_CLAIMS.keys())
def test_a_true_claim_is_proved(left: Term, right: Term) -> None:
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, Proved), verdict
    assert verdict.conditions == ()
    assert replay(json.loads(json.dumps(to_data(verdict.proof)))).sequent == verdict.proof.sequent


@pytest.mark.parametrize(
    ("left", "right", "condition"), CONDITIONAL.values(), ids=CONDITIONAL.keys()
)
def test_an_entry_that_may_be_undefined_is_a_condition(
    left: Term, right: Term, condition: str
) -> None:
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, Proved)
    assert [str(c) for c in verdict.conditions] == [condition]
    replay(verdict.proof)


@pytest.mark.parametrize(("left", "right"), FALSE_CLAIMS.values(), ids=FALSE_CLAIMS.keys())
def test_a_wrong_claim_is_refuted(left: Term, right: Term) -> None:
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, Refuted), verdict
    assert verdict.proof.sequent.goal.op == "somewhere"
    replay(json.loads(json.dumps(to_data(verdict.proof))))


def test_a_witness_against_commuting_has_two_rows_and_small_integers() -> None:
    verdict = check(Claim(matmul(A, B), "=", matmul(B, A)))
    assert isinstance(verdict, Refuted)
    at = dict(verdict.witness.at)
    assert at[n] is TWO
    assert sum(value is not ZERO for key, value in at.items() if key.op == "elem") == 2


def test_a_larger_product_of_numbers() -> None:
    size = range(15)
    one = [[(3 * i + j * j) % 11 - 5 for j in size] for i in size]
    two = [[(i * i + 2 * j) % 7 - 3 for j in size] for i in size]
    right = [[sum(one[i][k] * two[k][j] for k in size) for j in size] for i in size]
    wrong = [[v + (i == j == 14) for j, v in enumerate(row)] for i, row in enumerate(right)]
    whole, *expected = (
        matrix(*(tuple(num(v) for v in row) for row in rows)) for rows in (one, right, wrong)
    )
    product = matmul(whole, matrix(*(tuple(num(v) for v in row) for row in two)))
    assert isinstance(check(Claim(product, "=", expected[0])), Proved)
    assert isinstance(check(Claim(product, "=", expected[1])), Refuted)


def test_products_that_differ() -> None:
    verdict = check(Claim(matmul(A, B), "!=", matmul(B, A)))
    assert isinstance(verdict, Proved)
    assert verdict.caveats
    replay(verdict.proof)
    assert isinstance(check(Claim(matadd(A, B), "!=", matadd(B, A))), Refuted)


def test_a_gradient_has_no_value_where_it_does_not_exist() -> None:
    size = gradient(apply("abs", c), var("x", family(ONE)))
    assert isinstance(check(Claim(size, "=", zeros(ONE))), Proved)
    corner = gradient(norm(x), x)
    verdict = check(Claim(corner, "=", scaled(div(ONE, norm(x)), x)))
    assert not isinstance(verdict, Refuted)


def test_nothing_is_compared_where_an_entry_is_undefined() -> None:
    sides = vector(log(a), log(neg(a)))
    assert not isinstance(check(Claim(sides, "=", sides)), Proved | Refuted)


def test_an_undefined_entry_elsewhere_refutes_nothing() -> None:
    left = matrix((ONE, div(ONE, sub(a, a))), (ONE, ONE))
    right = matrix((TWO, div(ONE, sub(a, a))), (ONE, ONE))
    assert not isinstance(check(Claim(left, "=", right)), Proved)
    with pytest.raises(InferenceError):
        infer("entries apart", (), somewhere(negation(eq(left, right))), (), _at(a, ONE))


# --- attacks on the rules -------------------------------------------------------------------------

i, j = var("i", INT), var("j", INT)
IN_RANGE = (le(ONE, i), le(i, n), le(ONE, j), le(j, n))
POINT = {n: ONE, elem(A, ONE, ONE): ZERO, elem(B, ONE, ONE): ZERO}


def _at(name: Term, value: Term) -> dict[str, object]:
    return {"at": (name,), "values": (value,)}


def _told(*names: Term) -> dict[str, object]:
    return {"names": names, "at": tuple(POINT), "values": tuple(POINT.values())}


def _judged(left: Term, right: Term, given: tuple[Term, ...]) -> object:
    verdict = check(Claim(left, "=", right, given=given))
    assert isinstance(verdict, Proved)
    return verdict.proof


WHOLE = judged(eq(matadd(A, B), matadd(B, A)))
SUM = (add(elem(A, i, j), elem(B, i, j)), add(elem(B, i, j), elem(A, i, j)))


def test_the_rule_of_entries() -> None:
    premise = _judged(*SUM, IN_RANGE)
    assert infer("entries", (), WHOLE, (premise,), _told(i, j)).rule == "entries"


@pytest.mark.parametrize(
    ("names", "given", "hypotheses"),
    [
        ((i, j), (*IN_RANGE, le(i, j)), ()),
        ((i, j), (*IN_RANGE, le(TWO, i)), ()),
        ((i, i), IN_RANGE, ()),
        ((i, j), IN_RANGE, (le(i, TWO),)),
        ((j, i), IN_RANGE, ()),
        ((ONE, ONE), IN_RANGE, ()),
        ((n, n), IN_RANGE, ()),
    ],
    ids=[
        "only for i <= j", "only for i >= 2", "one name for two", "the name is in use",
        "rows for columns", "numbers for names", "lengths for names",
    ],
)  # fmt: skip
def test_the_rule_of_entries_refuses(
    names: tuple[Term, ...], given: tuple[Term, ...], hypotheses: tuple[Term, ...]
) -> None:
    premise = _judged(*SUM, given)
    with pytest.raises(InferenceError):
        infer("entries", hypotheses, WHOLE, (premise,), _told(*names))


def test_the_rule_of_entries_needs_a_point_that_is_not_empty() -> None:
    premise = _judged(*SUM, IN_RANGE)
    with pytest.raises(InferenceError):
        infer("entries", (), WHOLE, (premise,), {"names": (i, j), **_at(n, ZERO)})


def test_lengths_that_may_differ_are_not_taken_as_equal() -> None:
    nothing = scaled(ZERO, matmul(var("U", family(n, n)), var("V", family(m, m))))
    assert not isinstance(check(Claim(nothing, "=", zeros(n, m))), Proved)
    assert isinstance(check(Claim(nothing, "=", zeros(n, m), given=[eq(m, n)])), Proved)


REFUSED = {
    "2x2 + 2x3": lambda: matadd(Q, zeros(TWO, num(3))),
    "2x3 times 2x3": lambda: matmul(zeros(TWO, num(3)), zeros(TWO, num(3))),
    "vector + matrix": lambda: matadd(x, A),
    "column times column": lambda: matmul(x, x),
    "trace of 2x3": lambda: trace(zeros(TWO, num(3))),
    "number times number": lambda: matmul(a, b),
    "rows of two lengths": lambda: matrix((ONE, TWO), (ONE,)),
    "rows that grow": lambda: fam(n, fam(bound(0), ONE)),
    "a matrix as a number": lambda: add(A, ONE),
    "a half power": lambda: matpow(A, 0.5),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_sizes_that_do_not_agree_are_refused(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TermError):
        make()


def test_an_index_between_integers_is_none() -> None:
    entry_at = elem(identity(TWO), c, c)
    verdict = check(Claim(entry_at, "=", ONE, given=[eq(c, num("1.5"))]))
    assert not isinstance(verdict, Proved)


def test_the_text_of_matrices() -> None:
    assert str(gradient(LOSS, x)) == "gradient(norm(R*x + -1*z)^2, x)"
    assert str(transpose(matmul(A, B))) == "(A*B)^T"
    assert str(matadd(matpow(A, 2), scaled(TWO, inverse(B)))) == "A^2 + 2*B^(-1)"
    assert str(P) == "[[a, b], [c, d]]"
    assert str(entry(matmul(A, B), ONE, TWO)) == "sum(i=1..n, A[1, i]*B[i, 2])"
    assert str(power(norm(x), TWO)) == "norm(x)^2"
