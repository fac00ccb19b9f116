"""Points at which many conditions hold: sought name by name where all would take too long."""

from __future__ import annotations

from itertools import pairwise

import pytest

from proofs import Claim, Proved, check, points
from proofs.kernel.terms import Term, lt, num, var


def rising(count: int) -> list[Term]:
    names = [var(f"x_{i}") for i in range(count)]
    return [lt(a, b) for a, b in pairwise(names)]


@pytest.mark.parametrize("count", [2, 5, 8, 60])
def test_names_that_rise(count: int) -> None:
    given = rising(count)
    point = next(points.points((), given))
    assert points.holds(given, point)
    claim = Claim(var("x_0"), "<", var("x_1"), given=tuple(given))
    assert isinstance(check(claim), Proved)


def test_a_circle_has_no_point() -> None:
    circle = [*rising(20), lt(var("x_19"), var("x_0"))]
    assert next(points.points((), circle), None) is None


def test_many_conditions_on_one_name_are_not_all_held_against_all_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For x > 0, x > 1, ..., x > 199 the last refuses nearly all values that one would try."""
    asked: list[Term] = []
    decide = points.decide

    def counted(statement: Term, point: dict[Term, Term]) -> bool | None:
        asked.append(statement)
        return decide(statement, point)

    monkeypatch.setattr(points, "decide", counted)
    x = var("x")
    point = next(points.points((), [lt(num(i), x) for i in range(200)]))
    assert point[x].value > 199
    assert len(asked) < 10_000  # 1,000 values and 200 conditions
