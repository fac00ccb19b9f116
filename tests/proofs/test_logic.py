"""Statements made of others: equivalence, implication, sets, solutions, conjunction."""

from __future__ import annotations

import json

import pytest
import sympy as sp
from sympy import And, Eq, FiniteSet, Implies, Interval, Ne, Not, Or, Xor, oo, sqrt

from proofs import Claim, InferenceError, Proved, Refuted, Undecided, check, replay
from proofs.claim import ClaimError
from proofs.kernel import infer, to_data
from proofs.kernel import terms as t

x, y, a, b, s = sp.symbols("x y a b s", real=True)
n = sp.Symbol("n", integer=True)
p = sp.Symbol("p", positive=True)
A, B, C = sp.symbols("A B C")
tx = t.var("x")


def eq(left, right):
    return Eq(left, right, evaluate=False)


def both_ways(left, right, *, given=()) -> Claim:
    return Claim(left, "iff", right, given=given)


def one_way(left, right, *, given=()) -> Claim:
    return Claim(left, "implies", right, given=given)


TRUE_STATEMENTS = [
    both_ways(eq(x**2, 9), Or(eq(x, 3), eq(x, -3))),
    both_ways(eq(a * b, 0), Or(eq(a, 0), eq(b, 0))),
    both_ways(-3 * x < 6, x > -2),
    both_ways(And(eq(x + y, 5), eq(x - y, 1)), And(eq(x, 3), eq(y, 2))),
    both_ways(x**2 < 9, And(x < 3, x > -3)),
    both_ways(x**2 > 2, Or(x > sqrt(2), x < -sqrt(2))),
    both_ways(Or(x < 1, x >= 1), eq(x, x)),
    both_ways(And(x > 1, x < -1), sp.false),
    both_ways(abs(x) <= 2, And(x >= -2, x <= 2)),
    both_ways(eq(x**2 + y**2, 4), eq((y - sqrt(4 - x**2)) * (y + sqrt(4 - x**2)), 0)),
    both_ways(eq(a**2 * b**5, 0), eq(a * b, 0)),
    both_ways(eq(x**2, a), Or(eq(x, sqrt(a)), eq(x, -sqrt(a)))),
    both_ways(eq(a * x, b), eq(x, b / a), given=[Ne(a, 0)]),
    both_ways(eq(sp.exp(x), 1), eq(x, 0)),
    both_ways((x - 1) * (x - 2) * (x - 3) > 0, Or(And(x > 1, x < 2), x > 3)),
    both_ways((x + 1) / (x - 1) <= 0, And(x >= -1, x < 1)),
    both_ways(Not(x < 2), x >= 2),
    both_ways(eq(x, (sqrt(57) - 3) / 6), And(eq(3 * x**2 + 3 * x, 4), x > 0)),
    both_ways([eq(x + y, 5), eq(x - y, 1)], [eq(x, 3), eq(y, 2)]),
    Claim(2, "in", {1, 2}),
    both_ways(Or(Not(A), B), Implies(A, B)),
    both_ways(Xor(A, B), And(Or(A, B), Not(And(A, B)))),
    both_ways(And(A, Or(B, C)), Or(And(A, B), And(A, C))),
    one_way(eq(x, 2), eq(x**2, 4)),
    one_way(And(x > y, y > a), x > a),
    one_way(And(x > 1, x < 5), And(x**2 > 1, x**2 < 25)),
    one_way(And(A, Implies(A, B)), B),
    Claim(sp.Integer(2), "in", Interval(0, 3)),
    Claim(x**2, "in", Interval(0, oo)),
    Claim(n**2 + n, "in", sp.S.Integers),
    Claim(1 / (1 + sp.exp(-x)), "in", Interval.open(0, 1)),
    Claim(FiniteSet(1, sqrt(3 + 2 * sqrt(2))), "=", FiniteSet(1 + sqrt(2), 1)),
    Claim(Interval(0, 2) - FiniteSet(0), "=", Interval.Lopen(0, 2)),
    Claim(sp.EmptySet, "=", FiniteSet(1).intersect(FiniteSet(2))),
]
FALSE_STATEMENTS = [
    (both_ways(eq(x**2, 9), eq(x, 3)), {"x": "-3"}),
    (both_ways(-3 * x < 6, x < -2), {"x": "0"}),
    (both_ways(eq(a * x, a * y), eq(x, y)), {"a": "0", "x": "0", "y": "1"}),
    (both_ways(eq(sqrt(x), sqrt(y)), eq(x, y)), {"x": "-1", "y": "-1"}),
    (both_ways(eq(abs(x), abs(y)), eq(x, y)), {"x": "1", "y": "-1"}),
    (both_ways(And(eq(x + y, 5), eq(x - y, 1)), And(eq(x, 2), eq(y, 3))), {"x": "2", "y": "3"}),
    (both_ways(x**2 < 6, And(x < 2, x > -2)), {"x": "2"}),
    (both_ways(eq(x, 1), eq(y, 1)), {"x": "0", "y": "1"}),
    (both_ways(Implies(A, B), Implies(B, A)), {"A": "true", "B": "false"}),
    (one_way(eq(x**2, 4), eq(x, 2)), {"x": "-2"}),
    (one_way(x > -1, 1 / x > 0), {"x": "0"}),
    (one_way(A, B), {"A": "true", "B": "false"}),
    (Claim(x, "in", Interval(0, oo)), {"x": "-1"}),
    (Claim(x, "in", sp.S.Integers), {"x": "1/2"}),
    (Claim(FiniteSet(1, 2), "=", FiniteSet(1, 3)), {"x": "2"}),
]
NOT_DECIDED = [
    both_ways(eq(1 / x, 0), eq(1 / y, 0)),  # neither has a solution
    both_ways(eq(x**2 + 1, 0), eq(x**2 + 4, 0)),
    one_way(eq(x**2, -1), eq(x, 1)),
    both_ways(x < 1, x < 1, given=[a > 0, a < 0]),
]


def replays(proof) -> None:
    replay(json.loads(json.dumps(to_data(proof))))


@pytest.mark.parametrize("claim", TRUE_STATEMENTS, ids=str)
def test_it_is_proved(claim):
    verdict = check(claim, budget=10)
    assert isinstance(verdict, Proved), verdict
    assert verdict.trust == "kernel"
    replays(verdict.proof)


@pytest.mark.parametrize(("claim", "at"), FALSE_STATEMENTS, ids=str)
def test_it_is_refuted_at(claim, at):
    verdict = check(claim, budget=10)
    assert isinstance(verdict, Refuted), verdict
    assert {str(k): str(v) for k, v in verdict.witness.at} == at
    replays(verdict.proof)


@pytest.mark.parametrize("claim", NOT_DECIDED, ids=str)
def test_it_is_not_decided(claim):
    assert isinstance(check(claim, budget=3), Undecided)


def test_an_undefined_relation_does_not_hold():
    """x^2/x = 0 has no solution, x = 0 has one."""
    square = t.div(t.power(tx, t.TWO), tx)
    verdict = check(Claim(t.eq(square, t.ZERO), "iff", t.eq(tx, t.ZERO)))
    assert isinstance(verdict, Refuted)
    assert str(verdict.witness.at[0][1]) == "0"


def test_irrational_roots_tell_two_equations_apart():
    """The cubic has a real root beside 0, which is no rational number."""
    verdict = check(both_ways(eq(x * (x**3 - x + 1), 0), eq(x, 0)))
    assert isinstance(verdict, Refuted)
    assert verdict.method == "sign chart"
    replays(verdict.proof)


EXISTING = [
    (Claim.exists([x], eq(x**2, 9)), ["3"]),
    (Claim.exists([x], eq(x**2, 2)), ["-sqrt(2)"]),
    (Claim.exists([x], eq(2 * x - a, 1)), ["(a + 1)/2"]),
    (Claim.exists([x, y], And(eq(x + y, 5), eq(x - y, 1))), ["3", "2"]),
    (Claim.exists([n], eq(n**2, 16)), ["4"]),
    (Claim.exists([x], eq(x**5 - x - 1, 0)), []),
    (Claim.exists(x, eq(x**2, p)), ["sqrt(p)"]),
    (Claim.exists(p, eq(p**2, 9)), ["3"]),
]
NOT_EXISTING = [
    Claim.exists([x], eq(x**2, -1)),
    Claim.exists([x], And(x > 1, x < 1)),
    Claim.exists([x, y], eq(x**2 + y**2 + 1, 0)),
    Claim.exists({x: 3}, eq(x**2, 4)),
    Claim.exists({x: a}, x > a),
    Claim.exists(p, p + 1 < 0),
    Claim.exists({p: -3}, eq(p**2, 9)),
]


@pytest.mark.parametrize(("claim", "values"), EXISTING, ids=str)
def test_a_solution_exists(claim, values):
    verdict = check(claim)
    assert isinstance(verdict, Proved), verdict
    assert [str(v) for v in verdict.found] == values
    replays(verdict.proof)


@pytest.mark.parametrize("claim", NOT_EXISTING, ids=str)
def test_no_solution_exists(claim):
    verdict = check(claim)
    assert isinstance(verdict, Refuted), verdict
    replays(verdict.proof)


def test_an_integer_is_asked_for():
    assert not isinstance(check(Claim.exists([n], eq(2 * n, 3))), Proved)


def test_a_value_that_is_given_is_the_one_that_is_judged():
    assert isinstance(check(Claim.exists({x: a + 1}, eq(x - a, 1))), Proved)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ([Claim(x + x, "=", 2 * x), Claim(x**2, ">=", 0)], Proved),
        ([Claim(x + x, "=", 2 * x), Claim(x**2, ">", 0)], Refuted),
        ([Claim(x**2, "=", 4, given=[eq(x, 2)]), Claim(x, "=", 2, given=[eq(x, 2)])], Proved),
        ([Claim(x, "=", 1, given=[eq(x, 1)]), Claim(x, "=", 2, given=[eq(x, 2)])], Undecided),
        ([Claim(x, "=", x), both_ways(x > 1, 2 * x > 2)], Proved),
    ],
    ids=["both", "one is false", "under a condition", "conditions that exclude", "compound"],
)
def test_all_of(parts, kind):
    verdict = check(Claim.all_of(parts))
    assert isinstance(verdict, kind), verdict
    if not isinstance(verdict, Undecided):
        replays(verdict.proof)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Claim(x, "iff", x > 1),
        lambda: Claim(x > 1, "=", x > 1),
        lambda: Claim(x, "in", x),
        lambda: Claim(Interval(0, 1), "<", Interval(0, 2)),
        lambda: Claim(sp.Symbol("A"), "iff", eq(sp.Symbol("A"), 1)),
        lambda: Claim.all_of([]),
        lambda: Claim.exists([], x > 1),
        lambda: Claim.exists([x + 1], x > 1),
    ],
    ids=["a value in iff", "= of statements", "in a number", "sets in order", "two kinds of A",
         "none", "no unknown", "not a name"],
)  # fmt: skip
def test_what_is_no_claim(make):
    with pytest.raises(ClaimError):
        make()


# --- the rules, given what is wrong ---------------------------------------------------------------

ONE, ZERO, TWO = t.ONE, t.ZERO, t.TWO
POSITIVE = t.lt(ZERO, tx)


def test_a_chart_keeps_to_its_hypotheses():
    """x < 1 follows on no piece but those below 1."""
    with pytest.raises(InferenceError):
        infer("sign chart", (POSITIVE,), t.lt(tx, ONE))
    infer("sign chart", (POSITIVE, t.lt(t.power(tx, TWO), ONE)), t.lt(tx, ONE))


def test_a_chart_does_not_forget_where_things_are_undefined():
    """1/x < 1/x + 1 fails at 0, where it is undefined; and log x = log x where x <= 0."""
    inverse = t.div(ONE, tx)
    with pytest.raises(InferenceError):
        infer("sign chart", (), t.lt(inverse, t.add(inverse, ONE)))
    infer("sign chart", (POSITIVE,), t.lt(inverse, t.add(inverse, ONE)))
    with pytest.raises(InferenceError):
        infer("sign chart", (), t.eq(t.sqrt(t.power(tx, t.num(3))), t.sqrt(t.power(tx, t.num(3)))))


def test_a_chart_shows_no_integer_where_only_a_real_number_is():
    whole = t.var("n", t.INT)
    half = t.eq(t.mul(TWO, whole), ONE)
    with pytest.raises(InferenceError):
        infer("sign chart", (), t.somewhere(half))
    with pytest.raises(InferenceError):
        infer("sign chart", (), t.exists(t.abstract(half, whole), "int"))


def test_a_chart_shows_no_value_that_a_quantity_does_not_take():
    """sin x = 2 and e^x = -1 are met by no x, though by some value of the quantity."""
    for f, value in (("sin", 2), ("exp", -1)):
        with pytest.raises(InferenceError):
            infer("sign chart", (), t.somewhere(t.eq(t.apply(f, tx), t.num(value))))


def test_excluded_middle_needs_both_cases():
    name = t.var("A", t.BOOL)
    goal = t.either(name, t.negation(name))
    left = infer("truth value", (name,), goal)
    right = infer("truth value", (t.negation(name),), goal)
    infer("excluded middle", (), goal, (left, right), {"on": name})
    with pytest.raises(InferenceError):
        infer("excluded middle", (), goal, (left,), {"on": name})
    with pytest.raises(InferenceError):
        infer("truth value", (), name)


def test_no_solution_needs_a_variable_of_which_nothing_is_known():
    body = t.abstract(t.eq(tx, ONE), tx)
    denied = infer("truth value", (t.lt(ONE, tx),), t.negation(t.eq(tx, ONE)))
    goal = t.negation(t.exists(body, "real"))
    with pytest.raises(InferenceError):
        infer("no solution", (t.lt(ONE, tx),), goal, (denied,), {"name": tx})


def test_an_exhibited_value_is_of_the_sort_that_is_asked_for():
    m = t.var("m", t.INT)
    body = t.abstract(t.eq(t.mul(TWO, m), ONE), m)
    half = t.div(ONE, TWO)
    shown = infer("truth value", (), t.eq(t.mul(TWO, half), ONE))
    there = infer("definedness", (), t.defined(half))
    with pytest.raises(InferenceError):
        infer("exhibited", (), t.exists(body, "int"), (shown, there), {"value": half})


def test_an_equivalence_needs_a_solution():
    never = t.eq(t.power(tx, TWO), t.neg(ONE))
    proof = infer("sign chart", (), t.iff(never, never))
    point = infer("instance", (), t.somewhere(t.TRUE), (), {"at": (tx,), "values": (ONE,)})
    with pytest.raises(InferenceError):
        infer("compound claim", (), t.judged(t.iff(never, never)), (proof, point))


def test_a_proposition_is_no_relation_with_the_same_name():
    other = t.var("x", t.BOOL)
    with pytest.raises(InferenceError):
        infer("truth value", (other,), t.either(other, t.lt(tx, ONE)))
