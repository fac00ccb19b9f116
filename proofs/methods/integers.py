"""Claims about integers: integer parts, cases by remainder, and by value in a range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import lcm

from ..kernel import InferenceError, Proof
from ..kernel.normal_forms.ratio import Ratio, Unsupported, minus, plus, times
from ..kernel.rules.integers import remainder_case
from ..kernel.terms import INT, NAT, Term, defined, eq, num, sub, subterms, var
from ..problem import Problem
from ..verdict import Proved
from .domain import compare_domains, conclude
from .proving import prove

MAX_MODULUS, MAX_VALUES = 24, 200
MAX_NAMES = 3

Prove = Callable[[Problem, tuple[Term, ...], Term], Proof]


def by_integers(problem: Problem) -> Proved | None:
    """A relation with integers in it, by integer parts, remainders, or all values in a range."""
    if not _about_integers(problem):
        return None
    problem.tried.append("integers")
    for way in (_integer_part, _remainders, _values):
        if problem.time_left() < 0:
            return None
        try:
            domain = compare_domains(problem)
            relation = way(problem, domain.hypotheses, problem.statement)
            return conclude(problem, domain, relation, "integers")
        except (InferenceError, Unsupported):
            continue
    return None


def by_integer_values(problem: Problem) -> Proved | None:
    """The same where even what is defined has to be seen value by value."""
    if not _about_integers(problem):
        return None
    problem.tried.append("integer range")
    try:
        there, back = (_values(problem, problem.given, defined(side)) for side in problem.sides)
        relation = _values(problem, problem.given, problem.statement)
    except (InferenceError, Unsupported):
        return None
    from .domain import Domain

    return conclude(problem, Domain((), problem.given, there, back), relation, "integers")


def _about_integers(problem: Problem) -> bool:
    """Whether numbers are compared, and integers or integer parts occur."""
    if any(side.sort.name == "family" for side in problem.sides):
        return False
    parts = any(t.op in ("floor", "ceil") for t in subterms(problem.statement))
    return parts or bool(_integers(problem.statement))


def _integers(statement: Term) -> list[Term]:
    return sorted((v for v in statement.free if v.sort in (NAT, INT)), key=str)[:MAX_NAMES]


def _plain(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof:
    if goal.op == "defined":
        return problem.infer("definedness", hypotheses, goal)
    try:
        return prove(problem, hypotheses, goal)
    except InferenceError:
        return _integer_part(problem, hypotheses, goal)


# --- integer parts --------------------------------------------------------------------------------


def _integer_part(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof:
    """A = B, where it says of one floor(u) in it that it is some integer v: v <= u < v + 1."""
    if goal.op != "eq":
        raise InferenceError("not an equality")
    normalizer = problem.workspace.normalizer(hypotheses)
    (gap,) = normalizer.ratios(sub(*goal.args))
    if gap.num.is_zero() or not gap.den.is_constant():
        raise InferenceError("not about one integer part")
    below = int(gap.den.leading_coefficient())
    for place, atom in enumerate(tuple(normalizer.atoms)):
        if atom.op != "floor" or gap.num.degrees()[place] != 1:
            continue
        unit = normalizer.ctx.gen(place)
        top = int(gap.num.to_dict().get(tuple(map(int, unit.monoms()[0])), 0))
        if not top:
            continue
        rest = minus(times(gap, normalizer.constant(Fraction(below, top))))
        value = normalizer.term(plus(Ratio(unit, normalizer.ctx.constant(1)), rest))
        try:
            lemma = problem.infer("integer part", hypotheses, eq(atom, value))
            conclusion = prove(problem, (*hypotheses, lemma.sequent.goal), goal)
            return problem.infer("lemmas", hypotheses, goal, (conclusion, lemma))
        except InferenceError:
            continue
    raise InferenceError("no integer part is seen")


# --- cases ----------------------------------------------------------------------------------------


def _remainders(
    problem: Problem, hypotheses: tuple[Term, ...], goal: Term, tried: tuple[Term, ...] = ()
) -> Proof:
    modulus = _modulus(goal)
    if modulus is None:
        raise InferenceError("nothing is divided")
    for name in (v for v in _integers(goal) if v not in tried):
        quotient = _fresh(name, goal, *hypotheses)
        premises = []
        try:
            for r in range(modulus):
                case = (*hypotheses, remainder_case(name, modulus, quotient, r))
                if not problem.workspace.normalizer(case).contradictory():
                    premises.append(_case(problem, case, goal, (*tried, name, quotient)))
            data: dict[str, object] = {"on": name, "modulus": modulus, "quotient": quotient}
            return problem.infer("remainders", hypotheses, goal, premises, data)
        except InferenceError:
            continue
    raise InferenceError("the remainders do not decide it")


def _case(
    problem: Problem, hypotheses: tuple[Term, ...], goal: Term, tried: tuple[Term, ...]
) -> Proof:
    try:
        return _plain(problem, hypotheses, goal)
    except InferenceError:
        if problem.time_left() < 0 or len(tried) > 2:
            raise
        return _remainders(problem, hypotheses, goal, tried)


def _modulus(goal: Term) -> int | None:
    """The least number by which all that is divided inside integer parts may be divided."""
    found = 1
    for floor in subterms(goal):
        if floor.op in ("floor", "ceil"):
            for node in subterms(floor):
                if node.op == "div" and node.args[1].op == "num":
                    found = lcm(found, int(node.args[1].value.numerator))
                if node.op == "num":
                    found = lcm(found, node.value.denominator)
        elif floor.op == "pow" and floor.args[0].op in ("neg", "num") and not floor.args[0].free:
            found = lcm(found, 2)
    return found if 2 <= found <= MAX_MODULUS else None


def _fresh(name: Term, *terms: Term) -> Term:
    taken = {v.value for t in terms for v in t.free}
    free = (f"q{k}" for k in range(len(taken) + 1))
    return var(next(q for q in free if q not in taken), name.sort)


def _values(problem: Problem, hypotheses: tuple[Term, ...], goal: Term) -> Proof:
    """Every value of a variable that has bounds, and then of the next."""
    try:
        return _plain(problem, hypotheses, goal)
    except InferenceError:
        pass
    for name in sorted((v for v in goal.free if v.sort in (NAT, INT)), key=str):
        ends = _ends(problem, hypotheses, name)
        if ends is None or ends[1] - ends[0] >= MAX_VALUES:
            continue
        premises = []
        for value in range(ends[0], ends[1] + 1):
            case = (*hypotheses, eq(name, num(value)))
            if problem.time_left() < 0:
                raise InferenceError("the time is up")
            if not problem.workspace.normalizer(case).contradictory():
                premises.append(_values(problem, case, goal))
        data: dict[str, object] = {"on": name, "low": ends[0], "high": ends[1]}
        return problem.infer("integer range", hypotheses, goal, premises, data)
    raise InferenceError("no variable has bounds")


def _ends(problem: Problem, hypotheses: tuple[Term, ...], name: Term) -> tuple[int, int] | None:
    """The numbers that the hypotheses say an integer lies between; None if it has a value."""
    low: list[Fraction] = [Fraction(0)] if name.sort is NAT else []
    high: list[Fraction] = []
    for relation, first, second in _bounds(hypotheses):
        step = 1 if relation == "lt" else 0
        if second is name and first.op in ("num", "neg"):
            low.append(_number(first) + step)
        elif first is name and second.op in ("num", "neg"):
            high.append(_number(second) - step)
        elif relation == "eq" and name in (first, second):
            return None
    if not low or not high:
        return None
    return -int(-max(low) // 1), int(min(high) // 1)


def _bounds(hypotheses: tuple[Term, ...]) -> Iterator[tuple[str, Term, Term]]:
    for h in hypotheses:
        if h.op in ("lt", "le", "eq"):
            yield h.op, h.args[0], h.args[1]


def _number(term: Term) -> Fraction:
    from ..kernel.terms.definedness import closed_rational

    found = closed_rational(term)
    if found is None:
        raise InferenceError("not a number")
    return found
