"""Derivations written by hand are read as any other text, and written only when proved."""

from __future__ import annotations

import pytest

from derivations.library import TOPICS, topic
from derivations.library.worked import LibraryError, link, worked
from derivations.reading import ReadingError
from derivations.writeup import Chain, Writeup, WriteupError, checked
from proofs import Proved, check


@pytest.mark.parametrize("name", TOPICS)
def test_every_claim_and_every_step_is_proved_by_the_kernel(name: str) -> None:
    found = topic(name)
    for claim in found.claims.values():
        verdict = check(claim, strict=True)
        assert isinstance(verdict, Proved), str(claim)
        assert verdict.trust == "kernel"
    checked(found.write())


def test_a_wrong_step_is_not_written() -> None:
    wrong = worked("wrong", "(a + b)^2", link("= a^2 + b^2", "square both"))
    with pytest.raises(WriteupError, match="not a step that may be written"):
        checked(Writeup("Wrong", (Chain(wrong),)))


def test_a_false_middle_with_a_true_end_is_not_written() -> None:
    wrong = worked("wrong", "2x", link("= x", "halve it"), link("= x + x", "double it"))
    assert wrong.ends is not None
    assert isinstance(check(wrong.ends), Proved)
    with pytest.raises(WriteupError):
        checked(Writeup("Wrong", (Chain(wrong),)))


def test_a_link_needs_one_reason() -> None:
    with pytest.raises(LibraryError, match="1 reasons for 2 links"):
        worked("two", "x", link("= x + 0 = x", "add nothing"))


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(ReadingError):
        worked("unread", "x", link(r"= \frac{1}{", "cut off"))
