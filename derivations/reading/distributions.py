"""Which names are probability distributions in the scopes of a page, by its words and formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

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

ScopeAt = Callable[[int], str]


class _Words:
    """What the words of a page say of distributions, by the scopes in which they say it."""

    def __init__(self, words: str, scope_at: ScopeAt) -> None:
        self.laws = _named(probabilities.told(words), scope_at)
        self.drawn = _named(random_variables.named(words), scope_at)
        self.entropies = probabilities.entropies(words)
        self.expected = set(map(scope_at, random_variables.expected(words)))
        self._text, self._scope_at = words, scope_at

    def look_closer(self) -> None:
        """Note what is asked only where there are distributions or random variables."""
        words, scope_at = self._text, self._scope_at
        self.weights = set(map(scope_at, probabilities.unnormalized(words)))
        self.particular = set(map(scope_at, probabilities.particular(words)))
        self.continuous = set(map(scope_at, probabilities.continuous(words)))
        self.chained = set(map(scope_at, probabilities.kernels(words)))
        self.valued = set(map(scope_at, probabilities.values(words)))
        self.families = set(map(scope_at, random_variables.families(words)))


def _named(
    found: Iterable[tuple[int, frozenset[str]]], scope_at: ScopeAt
) -> dict[str, frozenset[str]]:
    """Names with the scopes in which they were found."""
    out: dict[str, frozenset[str]] = {}
    for at, names in found:
        scope = scope_at(at)
        out[scope] = out.get(scope, frozenset()) | names
    return out


def _in(found: Mapping[str, frozenset[str]], here: Iterable[str]) -> set[str]:
    return set[str]().union(*(found.get(scope, frozenset()) for scope in here))


def tell_distributions(
    contexts: Mapping[str, Context], around: Mapping[str, set[str]], words: str, scope_at: ScopeAt
) -> None:
    """Tell scopes which names are distributions there, and what else the words say of these.

    `around` holds the scopes whose words reach each of them.
    """
    said = _Words(words, scope_at)
    every = {id(f): f for made in contexts.values() for f in made.survey.formulas}
    forms = {key: written(formula) for key, formula in every.items()}
    several = frozenset[str]().union(*(names for _, names in forms.values()))
    spoken = said.laws or said.drawn or said.expected or several
    if not spoken and not any(names for names, _ in forms.values()):
        return
    said.look_closer()
    for scope, made in contexts.items():
        here, formulas = around[scope], made.survey.formulas
        natural = not made.bases and not any(map(other_logarithm, formulas))
        made.entropies = said.entropies if natural else frozenset()
        made.chained = bool(here & said.chained)
        made.valued = bool(here & said.valued) or any(map(gives_moment, formulas))
        made.particular = bool(here & said.particular)
        made.continuous = bool(here & said.continuous)
        made.conditional = several
        if here & said.weights or made.chained:
            continue
        found = _in(said.laws, here).union(*(forms[id(f)][0] for f in formulas))
        _tell_laws(made, found - set[str]().union(*map(given_values, formulas)))
        _tell_variables(made, said, here)


def _tell_laws(made: Context, found: set[str]) -> None:
    """The distributions of a scope, with the small letters of those that are written P."""
    calls = set[str]().union(*map(called, made.survey.formulas))
    made.masses = {
        name: name.lower() for name in found & {"P", "Q"}
        if name not in calls and name.lower() in calls
    }  # fmt: skip
    made.distributions = frozenset(found | set(made.masses.values()))


def _tell_variables(made: Context, said: _Words, here: set[str]) -> None:
    """The random variables of a scope, none of which is a vector or a matrix."""
    survey = made.survey
    told = _in(said.drawn, here)
    if here & said.expected:
        told |= set[str]().union(*map(averaged, survey.formulas))
    whole = survey.bold | survey.columns | survey.declared_otherwise("scalar")
    if told and not here & said.families:
        made.random = frozenset(n for n in told - whole if survey.rank(n) is None)
    if made.random or "H" in made.entropies:
        made.distributions |= {LAW}
