"""Matrices as sums of words: what follows, what does not, and SymPy's matrices as claims."""

from __future__ import annotations

import json

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from proofs import Claim, ClaimError, Proved, Refuted, check, replay
from proofs.kernel import InferenceError, infer, to_data
from proofs.kernel.enclosures.enclosure import Undetermined, enclose
from proofs.kernel.normal_forms.entries import entry
from proofs.kernel.normal_forms.matrix_algebra import MatrixAlgebra
from proofs.kernel.rules.matrices import concrete
from proofs.kernel.terms import (
    NAT,
    ONE,
    TWO,
    ZERO,
    Term,
    TermError,
    add,
    det,
    div,
    elem,
    eq,
    family,
    gradient,
    hadamard,
    identity,
    inverse,
    judged,
    matadd,
    matmul,
    matpow,
    mul,
    ne,
    negation,
    norm,
    num,
    power,
    scaled,
    trace,
    transpose,
    var,
    zeros,
)

m, n = var("m", NAT), var("n", NAT)
c = var("c")
A, B, C, Q = (var(name, family(n, n)) for name in "ABCQ")
X = var("X", family(m, n))
x, y = var("x", family(n)), var("y", family(n))
UNIT = identity(n)
HAT = matmul(X, inverse(matmul(transpose(X), X)), transpose(X))
ORTHOGONAL = eq(matmul(transpose(Q), Q), UNIT)
SYMMETRIC = eq(transpose(A), A)


def minus(a: Term) -> Term:
    """-A."""
    return scaled(num(-1), a)


TRUE_CLAIMS: dict[str, tuple[Term, Term, tuple[Term, ...], tuple[str, ...]]] = {
    "(AB)C = A(BC)": (matmul(matmul(A, B), C), matmul(A, matmul(B, C)), (), ()),
    "tr ABC = tr CAB": (trace(matmul(A, B, C)), trace(matmul(C, A, B)), (), ()),
    "tr ABC = tr (ABC)^T": (
        trace(matmul(A, B, C)),
        trace(matmul(transpose(C), transpose(B), transpose(A))),
        (),
        (),
    ),
    "(AB)^-1 = B^-1 A^-1": (inverse(matmul(A, B)), matmul(inverse(B), inverse(A)), (), ()),
    "A^-1^T = A^T^-1": (transpose(inverse(A)), inverse(transpose(A)), (), ()),
    "A A^-1 = I": (matmul(A, inverse(A)), UNIT, (), ("det(A) != 0",)),
    "tr A^-1 B A = tr B": (trace(matmul(inverse(A), B, A)), trace(B), (), ("det(A) != 0",)),
    "(A B A^-1)^3": (
        matpow(matmul(A, B, inverse(A)), 3),
        matmul(A, matpow(B, 3), inverse(A)),
        (),
        (),
    ),
    "I - A^2": (
        matmul(matadd(UNIT, minus(A)), matadd(UNIT, A)),
        matadd(UNIT, minus(matpow(A, 2))),
        (),
        (),
    ),
    "the hat matrix is idempotent": (matmul(HAT, HAT), HAT, (), ()),
    "the hat matrix is symmetric": (transpose(HAT), HAT, (), ()),
    "the hat matrix keeps X": (matmul(HAT, X), X, (), ("det(X^T*X) != 0",)),
    "det AB": (det(matmul(A, B)), mul(det(A), det(B)), (), ()),
    "det A^-1": (det(inverse(A)), div(ONE, det(A)), (), ()),
    "det cA": (det(scaled(c, A)), mul(power(c, n), det(A)), (), ()),
    "det A^T": (det(transpose(A)), det(A), (), ()),
    "tr A^T A = |A|^2": (trace(matmul(transpose(A), A)), power(norm(A), TWO), (), ()),
    "|Qx| = |x|": (norm(matmul(Q, x)), norm(x), (ORTHOGONAL,), ()),
    "Q Q^T = I": (matmul(Q, transpose(Q)), UNIT, (ORTHOGONAL,), ()),
    "Q^-1 = Q^T": (inverse(Q), transpose(Q), (ORTHOGONAL,), ()),
    "Qx . Qy = x . y": (
        matmul(transpose(matmul(Q, x)), matmul(Q, y)),
        matmul(transpose(x), y),
        (ORTHOGONAL,),
        (),
    ),
    "AB = I gives BA = I": (matmul(B, A), UNIT, (eq(matmul(A, B), UNIT),), ()),
    "x = A^-1 b": (x, matmul(inverse(A), y), (eq(matmul(A, x), y),), ("det(A) != 0",)),
    "(A + B)^2, commuting": (
        matpow(matadd(A, B), 2),
        matadd(matpow(A, 2), scaled(TWO, matmul(A, B)), matpow(B, 2)),
        (eq(matmul(A, B), matmul(B, A)),),
        (),
    ),
    "x^T A x, antisymmetric": (
        matmul(transpose(x), A, x),
        ZERO,
        (eq(transpose(A), minus(A)),),
        (),
    ),
    "gradient, symmetric": (
        gradient(matmul(transpose(x), A, x), x),
        scaled(TWO, matmul(A, x)),
        (SYMMETRIC,),
        (),
    ),
    "a projection's complement": (
        matpow(matadd(UNIT, minus(A)), 2),
        matadd(UNIT, minus(A)),
        (eq(matpow(A, 2), A),),
        (),
    ),
}
FALSE_CLAIMS: dict[str, tuple[Term, Term, tuple[Term, ...]]] = {
    "tr ABC = tr BAC": (trace(matmul(A, B, C)), trace(matmul(B, A, C)), ()),
    "(AB)^-1 = A^-1 B^-1": (inverse(matmul(A, B)), matmul(inverse(A), inverse(B)), ()),
    "(A + B)^-1": (inverse(matadd(A, B)), matadd(inverse(A), inverse(B)), ()),
    "det (A + B)": (det(matadd(A, B)), add(det(A), det(B)), ()),
    "det cA = c det A": (det(scaled(c, A)), mul(c, det(A)), ()),
    "(A - B)(A + B)": (
        matmul(matadd(A, minus(B)), matadd(A, B)),
        matadd(matpow(A, 2), minus(matpow(B, 2))),
        (),
    ),
    "|Ax| = |x|": (norm(matmul(A, x)), norm(x), ()),
    "hat matrix is I": (HAT, identity(m), ()),
    "A^2 = I gives A = I": (A, UNIT, (eq(matpow(A, 2), UNIT),)),
    "AX = 0 gives X = 0": (x, zeros(n), (eq(matmul(A, x), zeros(n)),)),
}


@pytest.mark.parametrize(
    ("left", "right", "given", "conditions"), TRUE_CLAIMS.values(), ids=TRUE_CLAIMS
)
def test_a_true_claim_is_proved(
    left: Term, right: Term, given: tuple[Term, ...], conditions: tuple[str, ...]
) -> None:
    verdict = check(Claim(left, "=", right, given=given))
    assert isinstance(verdict, Proved), verdict
    assert tuple(map(str, verdict.conditions)) == conditions
    assert replay(json.loads(json.dumps(to_data(verdict.proof)))).sequent == verdict.proof.sequent


@pytest.mark.parametrize(("left", "right", "given"), FALSE_CLAIMS.values(), ids=FALSE_CLAIMS)
def test_a_wrong_claim_is_refuted(left: Term, right: Term, given: tuple[Term, ...]) -> None:
    verdict = check(Claim(left, "=", right, given=given), budget=4.0)
    assert isinstance(verdict, Refuted), verdict
    assert verdict.witness is not None
    sizes = [v.value for key, v in verdict.witness.at if key in (m, n)]
    assert all(size <= 2 for size in sizes)
    replay(json.loads(json.dumps(to_data(verdict.proof))))


# --- words against entries ------------------------------------------------------------------------

UNKNOWN = (A, B, C)
VALUES = [num(v) for v in (0, 1, -1, 2, 3)]


def _matrices() -> st.SearchStrategy[Term]:
    def grow(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        pair = st.tuples(inner, inner)
        return st.one_of(
            inner.map(transpose),
            inner.map(inverse),
            inner.map(lambda a: matpow(a, 2)),
            inner.map(lambda a: scaled(num("-0.5"), a)),
            pair.map(lambda p: matmul(*p)),
            pair.map(lambda p: matadd(*p)),
        )

    return st.recursive(st.sampled_from([*UNKNOWN, UNIT]), grow, max_leaves=5)


def _from_words(term: Term) -> Term:
    """The sum of words as a matrix again."""
    parts: list[Term] = [zeros(n, n)]
    for word, coefficient in MatrixAlgebra().words(term).items():
        letters = [UNIT]
        for letter in word:
            a = inverse(letter.atom) if letter.inverted else letter.atom
            letters.append(transpose(a) if letter.transposed else a)
        parts.append(scaled(coefficient, matmul(*letters)))
    return matadd(*parts)


@given(_matrices(), st.lists(st.sampled_from(VALUES), min_size=12, max_size=12))
def test_words_have_the_entries_of_what_they_stand_for(term: Term, values: list[Term]) -> None:
    whole = {n: TWO}
    places = [elem(m_, i, j) for m_ in UNKNOWN for i in (ONE, TWO) for j in (ONE, TWO)]
    point, sides = concrete(
        {**whole, **dict(zip(places, values, strict=True))}, term, _from_words(term)
    )
    for index in ((ONE, ONE), (ONE, TWO), (TWO, TWO)):
        try:
            mine, other = (enclose(entry(side, *index), point) for side in sides)
        except (Undetermined, TermError):
            return
        assert mine == other


# --- attacks on the rule --------------------------------------------------------------------------

AT_ONE = {n: ONE, **{elem(f, ONE, ONE): ONE for f in (A, B, C)}, elem(x, ONE): ONE}


def _told(conditions: tuple[Term, ...] = ()) -> dict[str, object]:
    return {"at": tuple(AT_ONE), "values": tuple(AT_ONE.values()), "conditions": conditions}


REFUSED: dict[str, tuple[Term, tuple[Term, ...], tuple[Term, ...]]] = {
    "AB = BA": (eq(matmul(A, B), matmul(B, A)), (), ()),
    "A A^-1 = I without its condition": (eq(matmul(A, inverse(A)), UNIT), (), ()),
    "a condition that no side needs": (
        eq(matmul(A, B), matmul(A, B)),
        (ne(det(A), ZERO),),
        (ne(det(A), ZERO),),
    ),
    "a condition that is no hypothesis": (
        eq(matmul(A, inverse(A)), UNIT),
        (),
        (ne(det(A), ZERO),),
    ),
    "A o B = AB": (eq(hadamard(A, B), matmul(A, B)), (), ()),
    "X^T X for a matrix that is not square": (
        eq(matmul(X, transpose(X)), identity(m)),
        (eq(matmul(transpose(X), X), UNIT),),
        (),
    ),
}


@pytest.mark.parametrize(("goal", "hypotheses", "conditions"), REFUSED.values(), ids=REFUSED)
def test_the_rule_refuses(
    goal: Term, hypotheses: tuple[Term, ...], conditions: tuple[Term, ...]
) -> None:
    with pytest.raises(InferenceError):
        infer("matrix algebra", hypotheses, judged(goal), (), _told(conditions))


def test_the_rule_refuses_the_opposite() -> None:
    same = eq(matmul(A, B), matmul(A, B))
    assert infer("matrix algebra", (), judged(same), (), _told())
    with pytest.raises(InferenceError):
        infer("matrix algebra", (), judged(negation(same)), (), _told())


def test_the_rule_needs_a_point_with_all_inverses() -> None:
    nowhere = eq(inverse(zeros(n, n)), inverse(zeros(n, n)))
    with pytest.raises(InferenceError):
        infer("matrix algebra", (), judged(nowhere), (), _told())


def test_an_inverse_from_one_side_of_a_matrix_that_is_not_square() -> None:
    """X^T X = I does not make X X^T = I, but for square X."""
    given = [eq(matmul(transpose(X), X), UNIT)]
    verdict = check(Claim(matmul(X, transpose(X)), "=", identity(m), given=given))
    assert not isinstance(verdict, Proved)


# --- claims stated with SymPy's matrices ----------------------------------------------------------

N, M = sp.symbols("n m", integer=True, positive=True)
SA, SB = sp.MatrixSymbol("A", N, N), sp.MatrixSymbol("B", N, N)
SX, SW = sp.MatrixSymbol("X", M, N), sp.MatrixSymbol("w", N, 1)
SY, ST = sp.MatrixSymbol("y", M, 1), sp.MatrixSymbol("t", N, 1)
p, q, r = sp.symbols("p q r")
RESIDUAL = SX * SW - SY

SYMPY_CLAIMS = {
    "transpose": (sp.Transpose(SA * SB), SB.T * SA.T, Proved),
    "trace": (sp.Trace(SA * SB), sp.Trace(SB * SA), Proved),
    "commuting": (SA * SB, SB * SA, Refuted),
    "quadratic form": (sp.Derivative(SW.T * SA * SW, SW), (SA + SA.T) * SW, Proved),
    "least squares": (
        sp.Derivative(RESIDUAL.T * RESIDUAL, SW),
        2 * SX.T * RESIDUAL,
        Proved,
    ),
    "least squares, transposed": (
        sp.Derivative(RESIDUAL.T * RESIDUAL, SW),
        SX.T * RESIDUAL,
        Refuted,
    ),
    "inverse": (sp.Inverse(SA * SB), sp.Inverse(SB) * sp.Inverse(SA), Proved),
    "unit": (sp.Identity(N) * SA, SA, Proved),
    "zero": (SA - SA, sp.ZeroMatrix(N, N), Proved),
    "entrywise": (sp.HadamardProduct(SA, SB), sp.HadamardProduct(SB, SA), Proved),
    "determinant": (sp.Determinant(sp.Matrix([[p, q], [r, 1]])), p - q * r, Proved),
    "product": (
        sp.MatMul(sp.Matrix([[1, p], [0, 1]]), sp.Matrix([[1, q], [0, 1]])),
        sp.Matrix([[1, p + q], [0, 1]]),
        Proved,
    ),
    "entry": ((SA * SB)[0, 0] - (SA * SB)[0, 0] + SA[0, 0], SA[0, 0], Proved),
    "dot": (sp.DotProduct(SW, ST), SW.T * ST, Proved),
    "scalar multiple": ((p * SA).T, p * SA.T, Proved),
}


@pytest.mark.parametrize(("left", "right", "expected"), SYMPY_CLAIMS.values(), ids=SYMPY_CLAIMS)
def test_a_claim_with_matrices_of_sympy(left: object, right: object, expected: type) -> None:
    verdict = check(Claim(left, "=", right))
    assert isinstance(verdict, expected), verdict
    replay(verdict.proof)


NO_CLAIMS = {
    "n and m": lambda: Claim(SX * SX, "=", SX),
    "n and m, in a product": lambda: Claim(SX * SA * SY, "=", SX),
    "real length": lambda: Claim(sp.MatrixSymbol("Z", sp.Symbol("k"), 2), "=", sp.eye(2)),
    "one name for two": lambda: Claim(sp.Symbol("A") * SA, "=", SA),
    "vector and matrix": lambda: Claim(SW, "=", SA),
    "a symbolic power": lambda: Claim(SA**N, "=", SA),
}


@pytest.mark.parametrize("state", NO_CLAIMS.values(), ids=NO_CLAIMS)
def test_what_is_no_claim(state) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ClaimError):
        state()


def test_a_positive_entry_of_a_written_matrix_is_a_condition() -> None:
    u = sp.Symbol("u", positive=True)
    claim = Claim(sp.Matrix([[sp.sqrt(u**2), 1]]), "=", sp.Matrix([[u, 1]]))
    assert isinstance(check(claim), Proved)


def test_the_determinant_of_a_unit_matrix() -> None:
    assert isinstance(check(Claim(det(UNIT), "=", ONE)), Proved)


def test_several_claims_about_numbers_made_of_matrices():
    n = sp.Symbol("n", integer=True, positive=True)
    A, u = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("u", n, 1)
    one = Claim(sp.Trace(A + A.T), "=", 2 * sp.Trace(A))
    other = Claim(sp.Trace(u * u.T), "=", sp.Trace(u.T * u))
    wrong = Claim(sp.Trace(A), "=", sp.Trace(A * A))
    verdict = check(Claim.all_of([one, other]))
    assert isinstance(verdict, Proved), verdict
    assert replay(verdict.proof)
    assert isinstance(check(Claim.all_of([one, wrong])), Refuted)


def test_an_entry_beyond_the_size_of_an_inverse_is_refused():
    inverted = inverse(var("B", family(num(1), num(1))))
    with pytest.raises(TermError):
        entry(inverted, num(2), num(1))
