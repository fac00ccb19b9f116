"""The inference rules: the few ways in which a sequent is established.

Each is a check with the same four arguments (sequent, premises, data, workspace). It raises
InferenceError unless the sequent follows, and returns the evidence that is kept with the step.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..enclosures.algebraic import is_zero
from ..enclosures.enclosure import decide
from ..normal_forms import signs
from ..normal_forms.normal import Normalizer
from ..proof import RULES, Check, Data, InferenceError, Proof, Sequent, Workspace
from ..terms import ZERO, Term, apply, defined, eq, le, lt, num, sub
from ..terms.definedness import definedness


def rule(name: str) -> Callable[[Check], Check]:
    """Register a check under the rule's name, which no other rule may have."""

    def register(check: Check) -> Check:
        if RULES.setdefault(name, check) is not check:
            raise ValueError(f"two rules are called {name}")
        return check

    return register


def require(condition: bool, message: str, *about: object) -> None:
    """Raise InferenceError with the message, what it is about put in, unless the condition is met:
    terms are long to write, and most conditions are met."""
    if not condition:
        raise InferenceError(message.format(*about) if about else message)


def sides(statement: Term) -> tuple[Term, Term]:
    """The two sides of a relation; raises InferenceError for anything else."""
    require(
        statement.op in ("eq", "ne", "lt", "le", "shown", "near", "approx"),
        "not a relation: {}",
        statement,
    )
    return statement.args[0], statement.args[1]


def established(sequent: Sequent, premises: tuple[Proof, ...], goal: Term) -> bool:
    """Whether a statement is a hypothesis, or established by a premise under no more of them."""
    if goal in sequent.hypotheses:
        return True
    allowed = set(sequent.hypotheses)
    return any(
        p.sequent.goal is goal and allowed.issuperset(p.sequent.hypotheses) for p in premises
    )


# --- establishing ---------------------------------------------------------------------------------


@rule("definedness")
def by_definedness(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A is defined: every condition of D(A) follows from H by normal form and sign."""
    require(s.goal.op == "defined", "the goal is that a term is defined")
    normalizer = w.normalizer(s.hypotheses)
    for condition in definedness(s.goal.args[0]):
        shown_before = condition.op == "defined" and established(s, premises, condition)
        require(shown_before or normalizer.holds(condition), "{} does not follow", condition)
    return {}


@rule("normal form")
def by_normal_form(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A = B: both are defined under H, and their normal forms are the same."""
    require(s.goal.op == "eq", "the goal is an equality")
    for side in s.goal.args:
        require(established(s, premises, defined(side)), "{} is not known to be defined", side)
    normalizer = w.normalizer(s.hypotheses)
    require(normalizer.equal(*s.goal.args), "the normal forms differ")
    return {"atoms": _atoms(normalizer, s.goal)}


@rule("sign")
def by_sign(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- A < B (or <=, !=): both are defined under H, and the sign of B - A is known."""
    require(s.goal.op in ("lt", "le", "ne"), "the goal is an inequality")
    for side in s.goal.args:
        require(established(s, premises, defined(side)), "{} is not known to be defined", side)
    normalizer = w.normalizer(s.hypotheses)
    require(normalizer.holds(s.goal), "the sign of the difference is not known")
    return {"atoms": _atoms(normalizer, s.goal)}


def _atoms(normalizer: Normalizer, goal: Term) -> tuple[Term, ...]:
    """What the generators stand for; none where a side is not brought to one quotient."""
    return () if goal.args[0] is goal.args[1] else normalizer.used_atoms(*goal.args)


def is_plain(goal: Term) -> bool:
    """Whether a goal says something of every point, so that more hypotheses keep it."""
    inner = goal.args[0] if goal.op == "not" else goal
    return inner.op not in ("judged", "somewhere")


@rule("lemmas")
def by_lemmas(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- goal, from H, L_1, ..., L_n |- goal and each H |- L_i: wherever H holds, so do they."""
    require(len(premises) >= 2, "a conclusion, and lemmas")
    conclusion, *lemmas = premises
    require(is_plain(s.goal) and conclusion.sequent.goal is s.goal, "another goal")
    allowed = set(s.hypotheses)
    for lemma in lemmas:
        require(is_plain(lemma.sequent.goal), "a lemma says something of every point")
        require(set(lemma.sequent.hypotheses) <= set(s.hypotheses), "more hypotheses in a lemma")
        allowed.add(lemma.sequent.goal)
    require(set(conclusion.sequent.hypotheses) <= allowed, "a hypothesis that is no lemma")
    return {}


@rule("restated")
def by_restated(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- S, from H' |- S, each hypothesis in H' being in H or following from it by normal form
    and sign."""
    require(is_plain(s.goal), "the goal is about points that exist")
    require(len(premises) == 1 and premises[0].sequent.goal is s.goal, "another goal")
    normalizer = w.normalizer(s.hypotheses)
    for needed in premises[0].sequent.hypotheses:
        if needed in s.hypotheses:
            continue
        require(needed.op in ("eq", "ne", "lt", "le"), "{} is not a relation", needed)
        for condition in (*(c for side in needed.args for c in definedness(side)), needed):
            require(normalizer.holds(condition), "{} does not follow", condition)
    return {}


SIGN_CASES: dict[int, Callable[[Term], Term]] = {
    signs.NEG: lambda u: lt(u, ZERO),
    signs.ZERO_SIGN: lambda u: eq(u, ZERO),
    signs.POS: lambda u: lt(ZERO, u),
}


@rule("cases")
def by_cases(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """H |- goal, from H, u < 0 |- goal and H, u = 0 |- goal and H, u > 0 |- goal.

    The quantity `on` is defined under H. A case may be left out only if the sign of u excludes it.
    """
    quantity = data.get("on")
    if not isinstance(quantity, Term):
        raise InferenceError("a quantity to distinguish is needed")
    require(is_plain(s.goal), "the goal is about points that exist: cases do not give it")
    normalizer = w.normalizer(s.hypotheses)
    for condition in definedness(quantity):
        require(normalizer.holds(condition), "{} does not follow", condition)
    covered = 0
    for sign, make_case in SIGN_CASES.items():
        allowed = {*s.hypotheses, make_case(quantity)}
        for p in premises:
            if p.sequent.goal is s.goal and allowed.issuperset(p.sequent.hypotheses):
                covered |= sign
    require(not normalizer.sign(quantity) & ~covered, "a case is missing")
    return {}


@rule("enclosure")
def by_enclosure(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """|- A < B (or any relation between closed terms): the enclosures decide it."""
    require(s.goal.op in ("eq", "ne", "lt", "le"), "the goal is a relation")
    require(not s.goal.free, "the sides are not closed")
    require(decide(s.goal, {}) is True, "the enclosures do not decide it")
    return {}


@rule("algebraic")
def by_algebraic(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """|- A = B between closed terms: their difference is an algebraic number that is proved 0."""
    require(s.goal.op == "eq" and not s.goal.free, "the goal is an equality of constants")
    require(is_zero(sub(*s.goal.args)), "the difference is not seen to be 0")
    return {}


@rule("digits")
def by_digits(s: Sequent, premises: tuple[Proof, ...], data: Data, w: Workspace) -> Data:
    """|- A, rounded, is the decimal shown; or is off it by less than a unit of the last place."""
    require(s.goal.op in ("shown", "near"), "the goal is a decimal")
    require(not s.goal.free, "the sides are not closed")
    require(
        decide(digits_statement(s.goal), {}) is True, "the digits shown are not seen to be right"
    )
    return {}


def digits_statement(goal: Term) -> Term:
    """What `shown` or `near` says, as an inequality: |A - d| <= u/2, or |A - d| < u."""
    places: int = goal.value
    unit = Fraction(1, 10**places)
    gap = apply("abs", sub(*goal.args))
    return le(gap, num(unit / 2)) if goal.op == "shown" else lt(gap, num(unit))
