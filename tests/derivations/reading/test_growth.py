"""Reading grows with the length of a page, no faster: counted in steps of work, not in seconds."""

from __future__ import annotations

import pytest

from derivations.reading import read_document
from derivations.reading.tables import tabulated
from derivations.reading.words import assumed


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A count of how often one assumption was held against another."""
    count = [0]
    is_over = assumed._is_over

    def counted(a: assumed.Assumption, later: assumed.Assumption) -> bool:
        count[0] += 1
        return is_over(a, later)

    monkeypatch.setattr(assumed, "_is_over", counted)
    return count


def test_a_sentence_of_equal_conditions(looks: list[int]) -> None:
    """None ends another of its own sentence: each was held against all before it."""
    read_document("page.md", "Let " + "$x > 0$ and " * 300 + "so on.")
    assert looks[0] < 1_000


def test_a_row_of_many_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether another cell says that a row is false was asked anew for each formula of it."""
    count = [0]
    says_no = tabulated.says_no

    def counted(words: str) -> bool:
        count[0] += 1
        return says_no(words)

    monkeypatch.setattr(tabulated, "says_no", counted)
    read_document("page.md", "a\t$x = x$\t" * 60)
    assert 0 < count[0] <= 120


def test_headings_and_items_of_one_name() -> None:
    """Each looked through all before it for a name that is free."""
    headings = "".join(f"# On it\n\n$x + {i} = {i} + x$\n\n" for i in range(5))
    names = [d.id for d in read_document("page.md", headings).derivations]
    assert names == ["on-it", "on-it-2", "on-it-3", "on-it-4", "on-it-5"]
    items = "".join(f"(a) $x + {i} = {i} + x$\n" for i in range(3))
    assert len(read_document("page.md", items).derivations) == 3
