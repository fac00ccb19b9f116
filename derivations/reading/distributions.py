"""Which names are probability distributions in the scopes of a page, by its words and formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .expressions.distributions import (
    LAW,
    averaged,
    called,
    given_values,
    gives_moment,
    other_logarithm,
    written,
)
from .statements.context import Context
from .words import probabilities, random_variables


def tell_distributions(
    contexts: Mapping[str, Context], around: Mapping[str, set[str]], words: str,
    scope_at: Callable[[int], str],
) -> None:  # fmt: skip
    """Tell scopes which names are distributions there, and what else the words say of these.

    `around` holds the scopes whose words reach each of them.
    """
    named = [(scope_at(at), names) for at, names in probabilities.told(words)]
    weights = {scope_at(at) for at in probabilities.unnormalized(words)}
    particular = {scope_at(at) for at in probabilities.particular(words)}
    continuous = {scope_at(at) for at in probabilities.continuous(words)}
    chained = {scope_at(at) for at in probabilities.kernels(words)}
    formulas = (formula for made in contexts.values() for formula in made.survey.formulas)
    several = frozenset(name for formula in formulas for name in written(formula)[1])
    drawn = [(scope_at(at), names) for at, names in random_variables.named(words)]
    expected = {scope_at(at) for at in random_variables.expected(words)}
    families = {scope_at(at) for at in random_variables.families(words)}
    valued = {scope_at(at) for at in probabilities.values(words)}
    for scope, made in contexts.items():
        here = around[scope]
        natural = not made.bases and not any(map(other_logarithm, made.survey.formulas))
        made.entropies = frozenset(what for what in probabilities.entropies(words) if natural)
        made.chained = bool(here & chained)
        made.valued = bool(here & valued) or any(map(gives_moment, made.survey.formulas))
        made.particular, made.continuous = bool(here & particular), bool(here & continuous)
        if here & weights or made.chained:
            continue
        found = {name for place, names in named if place in here for name in names}
        for formula in made.survey.formulas:
            found |= written(formula)[0]
        found -= set[str]().union(*map(given_values, made.survey.formulas))
        written_so = set[str]().union(*map(called, made.survey.formulas))
        made.masses = {
            name: name.lower() for name in found & {"P", "Q"}
            if name not in written_so and name.lower() in written_so
        }  # fmt: skip
        found |= set(made.masses.values())
        told = {n for place, names in drawn if place in here for n in names}
        if here & expected:
            told |= set[str]().union(*map(averaged, made.survey.formulas))
        survey = made.survey
        whole = survey.bold | survey.columns | set(survey.declared)
        made.random = frozenset(n for n in told - whole if survey.rank(n) is None)
        if here & families:
            made.random = frozenset()  # random matrices, whose order matters
        of_variables = made.random or "H" in made.entropies
        made.distributions = frozenset({*found, LAW} if of_variables else found)
        made.conditional = several
