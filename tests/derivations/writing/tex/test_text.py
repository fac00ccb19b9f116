"""What is no mathematics reaches TeX as letters, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.writing.tex.text import escaped, tex

ESCAPED = [
    ("50% & more", r"50\% \& more"),
    (r"\input{x}", r"\textbackslash{}input\{x\}"),
    ("a_b^c~d#e", r"a\_b\textasciicircum{}c\textasciitilde{}d\#e"),
    ("<b>", r"\textless{}b\textgreater{}"),
    ("tab\tand\nline", "tab and line"),
    ("naïve Ångström", "naïve Ångström"),
    ("𝔸 and 设", "[U+1D538] and [U+8BBE]"),
    ("a\u202eb", "a[U+202E]b"),
]


@pytest.mark.parametrize(("text", "latex"), ESCAPED, ids=[text for text, _ in ESCAPED])
def test_words_are_escaped(text: str, latex: str) -> None:
    assert escaped(text) == latex


OURS = re.compile(r"\\(text[a-z]+\{\}|ldots\{\}|[{}$&#_%])")


@given(st.text())
def test_nothing_but_our_own_commands_is_left(text: str) -> None:
    left = OURS.sub("", escaped(text))
    assert not set("\\{}$&#^_%") & set(left)


def test_mathematics_stays() -> None:
    assert tex(r"the slope of $\sigma_1$ & so on") == r"the slope of $\sigma_1$ \& so on"
