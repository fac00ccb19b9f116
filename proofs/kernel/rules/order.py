"""Rules about order: combinations of inequalities, monotone functions, sums term by term."""

from __future__ import annotations

from ..proof import Data, InferenceError, Proof, Sequent, Workspace
from ..terms import ZERO, Term, add, defined, instantiate, le, lt, mul, sub
from ..terms.definedness import closed_rational, definedness
from .derivatives import follow, replace
from .plain import established, require, rule
from .ranges import is_whole


@rule("sum of inequalities")
def by_combination(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A <= B (or <), from L_i <= R_i (or <, =) and multipliers m_i >= 0 (for =, of any sign):
    B - A - sum m_i (R_i - L_i) is not negative; for <, it or an m_i (R_i - L_i) is positive.
    """
    multipliers = data.get("multipliers")
    require(s.goal.op in ("le", "lt"), "the goal is an inequality")
    if not isinstance(multipliers, tuple) or len(multipliers) != len(premises):
        raise InferenceError("a multiplier for each premise is needed")
    here = w.normalizer(s.hypotheses)
    for side in s.goal.args:
        require(established(s, premises, defined(side)) or here.holds(defined(side)), "defined")
    parts: list[Term] = []
    strict = s.goal.op == "le"
    for premise, multiplier in zip(premises, multipliers, strict=True):
        goal = premise.sequent.goal
        require(isinstance(multiplier, Term), "a multiplier is a term")
        require(goal.op in ("le", "lt", "eq"), "a premise is an inequality or an equality")
        require(set(premise.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses")
        follow(here, definedness(multiplier))
        if goal.op != "eq":
            follow(here, (le(ZERO, multiplier),))
        strict = strict or (goal.op == "lt" and here.holds(lt(ZERO, multiplier)))
        parts.append(mul(multiplier, sub(goal.args[1], goal.args[0])))
    rest = sub(sub(s.goal.args[1], s.goal.args[0]), add(*parts))
    follow(here, ((le if strict else lt)(ZERO, rest),))
    return {}


RISING = frozenset("exp log sinh tanh asinh acosh asin atan atanh".split())
"""Functions that rise strictly on all of their domain, which is an interval."""
STEPPING = frozenset("floor ceil sign heaviside".split())
"""Functions that never fall."""


def _is_rising_power(term: Term) -> bool:
    exponent = closed_rational(term.args[1]) if term.op == "pow" else None
    return exponent is not None and exponent.denominator == 1 and exponent > 0


@rule("monotone")
def by_monotone(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- f(A) <= f(B) (or <), from H |- A <= B (or <) and f that rises on its domain, where f(A)
    and f(B) are defined. Of an even power, 0 <= A is needed; steps keep only <=.
    """
    (premise,) = _single(s, premises)
    require(s.goal.op in ("le", "lt"), "the goal is an inequality")
    first, second = s.goal.args
    low, high = _same_function(first, second)
    require(premise.op in ("le", "lt") and premise.args == (low, high), "another premise")
    require(s.goal.op == "le" or premise.op == "lt", "a strict premise is needed")
    here = w.normalizer(s.hypotheses)
    for side in s.goal.args:
        require(
            defined(side) in s.hypotheses or here.holds(defined(side)), "not known to be defined"
        )
    if first.op in STEPPING:
        require(s.goal.op == "le", "a step may stay the same")
    elif first.op == "pow":
        require(_is_rising_power(first), "not a power that rises")
        if closed_rational(first.args[1]) % 2 == 0:  # type: ignore[operator]
            follow(here, (le(ZERO, low),))
    else:
        require(first.op in RISING or first.op == "root", "{} does not rise", first.op)
    return {}


@rule("monotone, back")
def by_monotone_back(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A <= B (or <), from H |- f(A) <= f(B) (or <) and an f that rises strictly. Of an even
    power, 0 <= B is needed: then A < 0 or A rises with its power.
    """
    (premise,) = _single(s, premises)
    require(s.goal.op in ("le", "lt") and premise.op == s.goal.op, "the same relation")
    first, second = premise.args
    low, high = _same_function(first, second)
    require(s.goal.args == (low, high), "another goal")
    if first.op == "pow":
        require(_is_rising_power(first), "not a power that rises")
        if closed_rational(first.args[1]) % 2 == 0:  # type: ignore[operator]
            follow(w.normalizer(s.hypotheses), (le(ZERO, high),))
    else:
        require(first.op in RISING or first.op == "root", "{} does not rise", first.op)
    return {}


def _single(s: Sequent, premises: tuple[Proof, ...]) -> tuple[Term]:
    require(len(premises) == 1, "one premise")
    require(set(premises[0].sequent.hypotheses) <= set(s.hypotheses), "more hypotheses")
    return (premises[0].sequent.goal,)


def _same_function(first: Term, second: Term) -> tuple[Term, Term]:
    """What stands in the two, which are one function of it, or one power."""
    same = first.op == second.op and first.value == second.value
    require(same and first.args[1:] == second.args[1:], "not the same function")
    require(len(first.args) == (2 if first.op == "pow" else 1), "not a function of one number")
    return first.args[0], second.args[0]


@rule("term by term")
def by_terms(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- sum_{l..u} f <= sum_{l..u} g, from H, l <= i, i <= u |- f(i) <= g(i); so with =, and
    with = for products. i is an integer that occurs nowhere else. An empty range gives 0 on both.
    """
    index = data.get("index")
    if not isinstance(index, Term) or len(premises) != 1:
        raise InferenceError("an index and a premise are needed")
    left, right = s.goal.args if s.goal.op in ("le", "eq") else (s.goal, s.goal)
    require(s.goal.op in ("le", "eq") and left.op == right.op, "a relation of two ranges")
    require(left.op == "sum" or (left.op == "prod" and s.goal.op == "eq"), "of sums")
    require(left.args[:2] == right.args[:2], "the same range")
    require(index.op == "var" and index.sort.name == "int", "an integer index")
    require(all(index not in t.free for t in (s.goal, *s.hypotheses)), "a new index")
    lower, upper = left.args[:2]
    require(is_whole(lower) and is_whole(upper), "the ends are integers")
    follow(w.normalizer(s.hypotheses), (*definedness(lower), *definedness(upper)))
    shown = premises[0].sequent
    require(shown.goal.op == s.goal.op, "the same relation")
    wanted = tuple(instantiate(side.args[2], index) for side in (left, right))
    require(shown.goal.args == wanted, "the terms of the two ranges")
    allowed = {*s.hypotheses, le(lower, index), le(index, upper)}
    require(set(shown.hypotheses) <= allowed, "more hypotheses")
    return {}


@rule("one of all")
def by_one_of_all(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- P(k), where H gives P(i) for every integer i with l <= i <= u, and l <= k <= u, for an
    integer k. P(i) is among H, or it follows with what it takes for its terms to be defined."""
    statement, index = data.get("all"), data.get("index")
    if not isinstance(statement, Term) or not isinstance(index, Term):
        raise InferenceError("a statement about every index, and an index, are needed")
    require(statement.op == "forall" and not statement.loose, "a statement about every index")
    require(is_whole(index) and not index.loose, "an integer index")
    lower, upper, body = statement.args
    require(s.goal is instantiate(body, index), "another statement")
    here = w.normalizer(s.hypotheses)
    if statement not in s.hypotheses:
        follow(here, (*definedness(statement), statement))
    follow(here, (*definedness(index), le(lower, index), le(index, upper)))
    return {}


@rule("greatest term")
def by_greatest_term(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- f(k) <= max_{l..u} f, for an integer k with l <= k <= u; the maximum is defined."""
    index = data.get("index")
    require(s.goal.op == "le" and s.goal.args[1].op == "greatest", "at most a largest term")
    if not isinstance(index, Term):
        raise InferenceError("an index is needed")
    whole = s.goal.args[1]
    lower, upper, body = whole.args
    require(is_whole(index) and not index.loose, "an integer index")
    require(s.goal.args[0] is instantiate(body, index), "another term")
    here = w.normalizer(s.hypotheses)
    follow(here, (*definedness(whole), *definedness(index), le(lower, index), le(index, upper)))
    return {}


@rule("greatest of all")
def by_greatest_of_all(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- max_{l..u} f <= B (or <), from H, l <= i, i <= u |- f(i) <= B (or <), where l <= u. The
    largest term is one of the f(i). i is an integer that occurs nowhere else."""
    index = data.get("index")
    if not isinstance(index, Term) or len(premises) != 1:
        raise InferenceError("an index and a premise are needed")
    require(s.goal.op in ("le", "lt") and s.goal.args[0].op == "greatest", "a largest term")
    require(index.op == "var" and index.sort.name == "int", "an integer index")
    require(all(index not in t.free for t in (s.goal, *s.hypotheses)), "a new index")
    (lower, upper, body), above = s.goal.args[0].args, s.goal.args[1]
    require(is_whole(lower) and is_whole(upper), "the ends are integers")
    here = w.normalizer(s.hypotheses)
    follow(here, (*definedness(lower), *definedness(upper), le(lower, upper)))
    shown = premises[0].sequent
    require(shown.goal.op == s.goal.op, "the same relation")
    require(shown.goal.args == (instantiate(body, index), above), "the terms of the range")
    allowed = {*s.hypotheses, le(lower, index), le(index, upper)}
    require(set(shown.hypotheses) <= allowed, "more hypotheses")
    return {}


@rule("special case")
def by_special_case(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- P(t), from G(x) |- P(x) for a real x, where t is defined and G(t) holds under H.

    A power keeps its kind: x^y at y = 2 would be defined for x < 0, too.
    """
    names, values = data.get("names"), data.get("values")
    if not isinstance(names, tuple) or not isinstance(values, tuple) or len(premises) != 1:
        raise InferenceError("names, values and one premise are needed")
    require(len(names) == len(values) == len(set(names)), "a value for each name")
    here = w.normalizer(s.hypotheses)
    for name, value in zip(names, values, strict=True):
        if not isinstance(name, Term) or not isinstance(value, Term):
            raise InferenceError("names and values are terms")
        require(name.op == "var" and name.sort.name == "real", "a real variable")
        require(value.sort.name in ("nat", "int", "real") and not value.loose, "a real value")
        follow(here, definedness(value))
    general = premises[0].sequent
    require(general.goal.op in ("le", "lt", "eq", "ne"), "a relation")
    chosen = dict(zip(names, values, strict=True))
    require(replace(general.goal, chosen) is s.goal, "another statement")
    for needed in (replace(h, chosen) for h in general.hypotheses):
        if needed in s.hypotheses:
            continue
        require(needed.op in ("eq", "ne", "lt", "le", "defined"), "{} is not a relation", needed)
        terms = needed.args if needed.op != "defined" else ()
        follow(here, (*(c for side in terms for c in definedness(side)), needed))
    return {}
