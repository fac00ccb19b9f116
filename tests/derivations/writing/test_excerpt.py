from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from derivations.writing.excerpt import excerpt, shown


@pytest.mark.parametrize(
    ("line", "part", "expected"),
    [
        ("a = b", "b", "    ^"),
        ("设 a = b", "b", "       ^"),
        ("设 = 值域", "值域", "     ^^^^"),
        ("é = b", "b", "    ^"),
        ("v̇ = b", "b", "    ^"),
        ("a\t= b", "b", "       ^"),
        ("a\x1b = b", "b", "     ^"),
        ("𝔼x = b", "b", "     ^"),
    ],
    ids=lambda case: ascii(case),
)
def test_the_caret_stands_under_the_part(line: str, part: str, expected: str) -> None:
    start = line.index(part)
    found = excerpt(line, start, start + len(part), width=80)
    assert " " * found.caret + "^" * found.caret_width == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain é 设 𝔼", "plain é 设 𝔼"),
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07", "bell␇"),
        ("del\x7f", "del␡"),
        ("\x9b31m", r"\u{9b}31m"),
        ("a\u202eb", r"a\u{202e}b"),
        ("a\u2028b", r"a\u{2028}b"),
        ("a\u00a0b", "a b"),
        ("a\nb", "a␊b"),
        ("\udcff", r"\u{dcff}"),
    ],
    ids=lambda case: ascii(case),
)
def test_nothing_steers_the_terminal(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 3, "0123456789abcd..."),
        (17, 18, "...bcdefghijklmno..."),
        (35, 36, "...mnopqrstuvwxyz"),
    ],
)
def test_a_long_line_is_cut_around_the_caret(start: int, end: int, expected: str) -> None:
    line = "0123456789abcdefghijklmnopqrstuvwxyz"
    found = excerpt(line, start, end, width=20)
    assert found.text == expected
    assert found.text[found.caret : found.caret + found.caret_width] == line[start:end]


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 70), st.integers(20, 50))
def test_it_fits_and_the_caret_is_inside(line: str, start: int, end: int, width: int) -> None:
    found = excerpt(line, start, end, width=width)
    pieces = sum(cell_len(shown(character)) for character in found.text)
    assert pieces <= width
    assert 0 <= found.caret <= width
    assert 1 <= found.caret_width <= width
