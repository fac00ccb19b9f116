"""Antiderivatives, and what integrals are by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from time import monotonic

from ..claim import Claim
from ..kernel import Proof
from ..kernel.calculus.integration import Interval, integrand, require_continuous
from ..kernel.normal_forms.normal import Normalizer
from ..kernel.rules.derivatives import fresh, replace
from ..kernel.rules.integrals import antiderivative_change
from ..kernel.terms import (
    Term,
    TermError,
    abstract,
    add,
    apply,
    eq,
    instantiate,
    integral,
    log,
    subterms,
)
from ..kernel.terms.definitions import unfold
from ..problem import Problem
from .cases import splitting
from .elementary import elementary
from .existence import FAILURES, cuts_of, inside
from .limits import infer

LOOKED = 0.1
"""Seconds for which the integrals of a claim are looked at before it is decided."""


def antiderivatives(
    problem: Problem, i: Interval, f: Term, hints: Iterable[Term]
) -> Iterator[Term]:
    """Functions of the name that may have the derivative f; SymPy's come last."""
    yield from hints
    try:
        simple = i.inside.normal_term(f)
    except FAILURES:
        simple = f
    for asked in dict.fromkeys((f, simple)):
        quick = elementary(i.inside, asked, i.name)
        if quick is not None:
            yield quick
    again = problem.has_sought(simple, i.name)  # and found none: f is written otherwise only
    for asked in (simple,) if again else dict.fromkeys((simple, f)):
        found = problem.antiderivative(asked, i.name)
        if found is not None:
            yield found
            yield logs_of_sizes(found)
            return


def may_ask(claim: Claim) -> bool:
    """Whether there is an integral in a claim for which SymPy may be asked.

    >>> from ..kernel.terms import ONE, ZERO, exp, mul, num, power, var
    >>> x = var("x")
    >>> [
    ...     may_ask(Claim(integral(ZERO, ONE, abstract(f, x)), "=", ONE))
    ...     for f in (mul(x, exp(x)), exp(power(x, num(2))))
    ... ]
    [False, True]
    """
    whole = (claim.left, claim.right, *(d.body for d in claim.definitions))
    if not any(t.op == "integral" for term in whole for t in subterms(term)):
        return False
    end = monotonic() + LOOKED
    try:
        sides = [unfold(side, claim.definitions) for side in (claim.left, claim.right)]
        found = (t for side in sides for t in subterms(side) if t.op == "integral" and not t.loose)
        return any(not _is_quick(term, end) for term in dict.fromkeys(found))
    except TermError:
        return False


def _is_quick(term: Term, end: float) -> bool:
    name = fresh(term)
    f = instantiate(term.args[2], name)
    if next(splitting(f), None) is not None:
        return True  # on each piece it is another function
    plain = Normalizer(deadline=end)
    try:
        simple = plain.normal_term(f)
    except FAILURES:
        return False
    return any(elementary(plain, g, name) is not None for g in (f, simple))


def logs_of_sizes(whole: Term) -> Term:
    """The same with log |u| for every log u: right on both sides of 0."""
    logs = {t: log(apply("abs", t.args[0])) for t in subterms(whole) if t.op == "log"}
    return replace(whole, logs)


def value(problem: Problem, hyps: tuple[Term, ...], term: Term) -> Proof | None:
    """A proof of `integral = v`, by antiderivatives on one piece or several."""
    name = fresh(term, *hyps)
    i = inside(problem, hyps, term, name)
    if i is None:
        return None
    whole = _piecewise(problem, hyps, term, ())
    if whole is not None:
        return whole
    cuts = cuts_of(i, term, ())
    return _piecewise(problem, hyps, term, cuts) if cuts else None


def _piecewise(
    problem: Problem, hyps: tuple[Term, ...], term: Term, cuts: tuple[Term, ...]
) -> Proof | None:
    wholes, inners, changes = [], [], []
    name = fresh(term, *hyps, *cuts)
    f = integrand(term, name)
    ends = (term.args[0], *cuts, term.args[1])
    for lower, upper in pairwise(ends):
        i = inside(problem, hyps, integral(lower, upper, term.args[2]), name)
        found = None if i is None else _on_piece(problem, i, f)
        if found is None:
            return None
        wholes.append(abstract(found[0], name))
        inners.append(abstract(found[1], name))
        changes.append(found[2])
    here = problem.workspace.normalizer(hyps)
    total = add(*changes)
    try:
        shown = here.normal_term(total)
    except FAILURES:
        shown = total
    data: dict[str, object] = {"antiderivatives": tuple(wholes), "cuts": cuts}
    if any(inner is not term.args[2] for inner in inners):
        data["inners"] = tuple(inners)
    for v in dict.fromkeys((shown, total)):
        found_proof = infer(problem, "antiderivative", hyps, eq(term, v), (), data)
        if found_proof is not None:
            return found_proof
    return None


def _on_piece(problem: Problem, i: Interval, f: Term) -> tuple[Term, Term, Term] | None:
    """An antiderivative, the integrand (simplified, where it is by cases), and the change."""
    plain = [f]
    if next(splitting(f), None) is not None:
        try:
            plain = [i.inside.normal_term(f)]
        except FAILURES:
            return None
    for g in plain:
        try:
            require_continuous(i, g)
        except FAILURES:
            continue
        for whole in antiderivatives(problem, i, g, ()):
            try:
                return whole, g, antiderivative_change(i, g, whole)
            except FAILURES:
                continue
    return None
