"""Every rule is proved by the kernel, and each of its conditions is needed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from derivations.explaining.rules import ALL, LAWS, Rule
from proofs import Claim, Proved, check
from proofs.kernel.terms import Term, substitute

NEEDS = [(rule, place) for rule in ALL for place in range(len(rule.needs))]


def _at(rule: Rule, point: Mapping[Term, Term]) -> Claim:
    left, right = (substitute(side, point) for side in (rule.left, rule.right))
    return Claim(left, "=", right)


@pytest.mark.parametrize("rule", [r for r in ALL if r not in LAWS], ids=lambda rule: rule.name)
def test_a_rule_is_proved_under_its_conditions(rule: Rule) -> None:
    claim = Claim(rule.left, "=", rule.right, given=rule.conditions)
    assert isinstance(check(claim, strict=True, budget=5.0), Proved), str(claim)


@pytest.mark.parametrize(
    ("rule", "place"), NEEDS, ids=[f"{rule.name}-{place}" for rule, place in NEEDS]
)
def test_every_condition_is_needed(rule: Rule, place: int) -> None:
    condition, point = rule.needs[place]
    holds = check(Claim.all_of([substitute(condition, point)]))
    assert not isinstance(holds, Proved), "the point meets the condition"
    assert not isinstance(check(_at(rule, point)), Proved), "the rule holds without it"


def test_names_of_rules_are_different() -> None:
    names = [rule.name for rule in ALL]
    assert len(set(names)) == len(names)
