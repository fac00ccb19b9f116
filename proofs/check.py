"""check(claim) -> Verdict: the one door.

>>> from proofs.kernel.terms import ONE, TWO, add, apply, div, exp, neg, num, power, sqrt, var
>>> from proofs.claim import Claim
>>> x = var("x")
>>> sigma = div(ONE, add(ONE, exp(neg(x))))
>>> check(Claim(sigma, "=", div(add(apply("tanh", div(x, TWO)), ONE), TWO))).method
'normal form'
>>> check(Claim(sqrt(power(x, TWO)), "=", x)).reason
'the sides differ at x = -1'
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from .claim import Claim
from .counterexample import refute, refute_on_chart
from .kernel import InferenceError
from .kernel.normal_forms.complex_parts import is_complex
from .kernel.normal_forms.ratio import Unsupported
from .kernel.rules.points import CONNECTIVES
from .kernel.terms import Term, TermError, make
from .methods.algebra import by_algebraic_numbers, by_chart, by_enclosure, by_normal_form, by_sign
from .methods.bounds import by_bounds
from .methods.calculus import by_working_out
from .methods.cases import by_cases, by_cases_of_functions, by_cases_of_ranges
from .methods.complex_numbers import by_complex_parts
from .methods.conjunction import judge_parts
from .methods.constants import judge_up_to_a_constant
from .methods.decimals import by_digits
from .methods.difference import decide_difference
from .methods.divergence import by_divergence, by_infinity
from .methods.edges import by_edges
from .methods.entries import by_different_entries, by_entries
from .methods.evaluation import has_only_slopes
from .methods.induction import by_induction, by_induction_where_defined
from .methods.inequalities import by_least_value
from .methods.injective import by_injective
from .methods.integers import by_integer_values, by_integers
from .methods.integrals import by_integrals
from .methods.logic import (
    by_cases_of_signs,
    by_sign_chart,
    by_truth_value,
    refute_compound,
)
from .methods.matrices import by_matrix_algebra, by_small_sizes
from .methods.ranges import by_range_lemmas
from .methods.solutions import by_exhibiting, by_no_solution, by_roots
from .methods.undefined import by_nowhere
from .methods.unknown_functions import by_particular_functions
from .problem import Problem, prepare
from .undecided import NO_METHOD, undecided
from .verdict import Proved, Refuted, Undecided, Verdict

Method = Callable[[Problem], Proved | Refuted | None]

INEQUALITY: tuple[Method, ...] = (
    by_sign,
    by_enclosure,
    by_nowhere,
    refute,
    by_chart,
    refute_on_chart,
    by_cases,
    by_least_value,
    by_integers,
    by_integer_values,
    by_bounds,
    by_induction,
)
PLAIN: dict[str, tuple[Method, ...]] = {
    "eq": (
        by_normal_form,
        by_nowhere,
        refute,
        by_algebraic_numbers,
        by_injective,
        by_cases,
        by_cases_of_functions,
        by_integers,
        by_integer_values,
        by_range_lemmas,
        by_cases_of_ranges,
        by_induction,
        by_induction_where_defined,
    ),
    **dict.fromkeys(("lt", "le"), INEQUALITY),
    "shown": (by_digits, refute),
}


def decide_plain(problem: Problem) -> Proved | Refuted | None:
    """A relation without anything to work out, by the plain methods in turn."""
    for method in PLAIN.get(problem.statement.op, ()):
        if problem.time_left() < 0:
            break
        try:
            verdict = method(problem)
        except TermError:  # of what it would have built; another may not build it
            continue
        if verdict is not None:
            return verdict
    return None


_WORKED_OUT = by_working_out(decide_plain)


def decide_real(problem: Problem) -> Proved | Refuted | None:
    """A relation between real numbers, what can be worked out in it worked out: derivatives and
    limits before all else, as little is seen of them by other methods."""
    found: Proved | Refuted | None = by_integrals(problem)
    if found is None and problem.statement.op == "eq" and has_only_slopes(problem.statement):
        found = by_normal_form(problem) or _WORKED_OUT(problem)
        return found or decide_plain(problem)
    return found or decide_plain(problem) or _WORKED_OUT(problem)


COMPOUND: tuple[Method, ...] = (
    by_truth_value,
    refute_compound,
    by_sign_chart,
    by_cases_of_signs,
)


def decide_in_parts(problem: Problem) -> Proved | Refuted | None:
    """What a claim about complex numbers says of real ones."""
    methods = COMPOUND if problem.statement.op in CONNECTIVES else (decide_real,)
    return next((v for v in (method(problem) for method in methods) if v is not None), None)


by_parts = by_complex_parts(decide_in_parts)


def decide_numbers(problem: Problem) -> Proved | Refuted | None:
    """A relation between numbers, real or complex."""
    if is_complex(problem.statement, *problem.given):
        return by_parts(problem)
    return decide_real(problem)


_ENTRIES = by_entries(decide_numbers)


def decide_of_known_size(problem: Problem) -> Proved | Refuted | None:
    """An equality of numbers, or of families entry by entry."""
    return _ENTRIES(problem) or decide_numbers(problem)


COMPLEX: tuple[Method, ...] = (by_parts, by_particular_functions(decide_numbers))
METHODS: dict[str, tuple[Method, ...]] = {
    **dict.fromkeys(("and", "or", "not", "implies", "iff", "var", "true", "false"), COMPOUND),
    "isint": COMPOUND,
    "exists": (by_exhibiting, by_roots, by_no_solution),
    "eq": (
        by_matrix_algebra,
        decide_of_known_size,
        by_edges(decide_real),
        by_small_sizes(decide_of_known_size),
        by_particular_functions(decide_numbers),
    ),
    "lt": (decide_numbers, by_particular_functions(decide_numbers)),
    "le": (decide_numbers, by_particular_functions(decide_numbers)),
    "ne": (by_different_entries(decide_numbers), by_nowhere, decide_difference, by_enclosure),
    "shown": (by_digits, by_nowhere, refute, by_working_out(decide_plain)),
    "approx": (),
    "tends": (by_infinity, by_edges(by_infinity)),
    "not": (by_divergence, *COMPOUND),
}
"""For each relation, the methods in the order in which they are tried."""


def check(claim: Claim, *, budget: float = 2.0, strict: bool = False) -> Verdict:
    """Prove or refute a claim within `budget` seconds, or say that it is undecided.

    With `strict`, a verdict that leans on an unchecked answer counts as undecided.
    """
    if budget <= 0:
        raise ValueError("a budget is a number of seconds greater than 0")
    slopes = claim.slopes()
    if slopes is not None:
        again = partial(_check_slopes, strict=strict)
        return judge_up_to_a_constant(claim, slopes, again, budget)
    try:
        problem = prepare(claim, budget)
    except TermError as error:
        return Undecided(claim, str(error))
    if claim.parts:
        return judge_parts(problem, lambda part: _check_part(part, problem, strict=strict))
    statement = problem.statement
    if statement.op == "shown" and statement.free:  # with names in it, a decimal is exact
        statement = make("eq", statement.args, None, statement.sort)
        problem = replace(problem, statement=statement, claim=replace_digits(claim))
    if is_opaque(statement, *problem.given):
        return Undecided(claim, "what stands here has a meaning that is not known to the kernel")
    complex_ = is_complex(statement, *problem.given)
    for method in COMPLEX if complex_ else METHODS.get(statement.op, ()):
        if problem.time_left() < 0:
            break
        try:
            verdict = method(problem)
        except (InferenceError, TermError, Unsupported):
            continue
        except RecursionError:
            return Undecided(claim, "nested too deep to be decided", tuple(problem.tried))
        if verdict is not None and not (strict and verdict.trust == "sympy"):
            return _restated(verdict, claim)
    try:
        return undecided(problem, claim)
    except (InferenceError, RecursionError, TermError, Unsupported):
        return Undecided(claim, NO_METHOD, tuple(dict.fromkeys(problem.tried)))


def _check_part(part: Claim, whole: Problem, *, strict: bool) -> Verdict:
    left = whole.time_left()
    if left <= 0:
        return Undecided(part, "the time is up")
    return check(part, budget=left, strict=strict)


def _check_slopes(claim: Claim, budget: float, *, strict: bool) -> Verdict:
    if budget <= 0:
        return Undecided(claim, "the time is up")
    return check(claim, budget=budget, strict=strict)


def is_opaque(*statements: Term) -> bool:
    """Whether something occurs that has a meaning unknown here: no witness may choose it."""
    return any(name.sort.element == "opaque" for s in statements for name in s.free)


def replace_digits(claim: Claim) -> Claim:
    """The same claim, its decimal taken exactly."""
    return Claim(
        claim.left, claim.relation, claim.right, given=claim.given, definitions=claim.definitions
    )


def _restated(verdict: Proved | Refuted, claim: Claim) -> Verdict:
    return verdict if verdict.claim is claim else replace(verdict, claim=claim)


__all__ = ["METHODS", "check"]
