"""Convolutions against NumPy and SciPy, their tables, and what can't be done."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import scipy.signal
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.library.convolution import (
    COMMUTES,
    MODES,
    Convolution,
    ConvolutionError,
    blocks,
    convolve,
    cross_correlate,
    output_table,
    window_figure,
)
from derivations.writeup import Chain, Table, Writeup, WriteupError, checked
from proofs import Claim, Proved, Refuted, check, replay
from proofs.kernel import to_data
from proofs.kernel.terms import add, num

NUMBERS = st.integers(-9, 9)
SIGNALS = st.lists(NUMBERS, min_size=1, max_size=8)
KERNELS = st.lists(NUMBERS, min_size=1, max_size=5)


def numbers(found: Convolution) -> list[Any]:
    return [v.value for v in found.values]


def images(most: int) -> st.SearchStrategy[list[list[int]]]:
    sizes = st.tuples(st.integers(1, most), st.integers(1, most))
    return sizes.flatmap(
        lambda s: st.lists(
            st.lists(NUMBERS, min_size=s[1], max_size=s[1]), min_size=s[0], max_size=s[0]
        )
    )


# --- against NumPy and SciPy ----------------------------------------------------------------------


@given(SIGNALS, KERNELS, st.sampled_from(MODES))
def test_convolutions_are_those_of_numpy(signal: list[int], kernel: list[int], mode: str) -> None:
    if len(kernel) > len(signal):
        if mode == "valid":
            with pytest.raises(ConvolutionError):
                convolve(signal, kernel, mode)
        return
    assert numbers(convolve(signal, kernel, mode)) == list(np.convolve(signal, kernel, mode))


@given(SIGNALS, KERNELS, st.sampled_from(MODES))
def test_cross_correlations_are_those_of_scipy(
    signal: list[int], kernel: list[int], mode: str
) -> None:
    if len(kernel) <= len(signal):
        wanted = scipy.signal.correlate(signal, kernel, mode)
        assert numbers(cross_correlate(signal, kernel, mode)) == list(wanted)


@settings(max_examples=60)
@given(images(5), images(3), st.sampled_from(MODES))
def test_images(image: list[list[int]], kernel: list[list[int]], mode: str) -> None:
    fits = all(k <= n for k, n in zip(np.shape(kernel), np.shape(image), strict=True))
    if fits:
        found = convolve(image, kernel, mode)
        wanted = scipy.signal.convolve(np.array(image), np.array(kernel), mode)
        assert found.shape == wanted.shape
        assert numbers(found) == list(wanted.ravel())


@given(SIGNALS, KERNELS, st.integers(0, 3), st.integers(1, 3), st.integers(1, 3))
def test_padding_stride_and_dilation(
    signal: list[int], kernel: list[int], padding: int, stride: int, dilation: int
) -> None:
    spread = np.zeros(dilation * (len(kernel) - 1) + 1, dtype=int)
    spread[::dilation] = kernel
    padded = np.pad(signal, padding)
    if len(spread) > len(padded):
        with pytest.raises(ConvolutionError, match="has no place in"):
            convolve(signal, kernel, padding=padding, stride=stride, dilation=dilation)
        return
    found = convolve(signal, kernel, padding=padding, stride=stride, dilation=dilation)
    assert numbers(found) == list(np.convolve(padded, spread, "valid")[::stride])


@settings(max_examples=30)
@given(SIGNALS, KERNELS, st.integers(0, 2), st.integers(1, 2), st.booleans())
def test_every_row_is_proved_by_its_definition(
    signal: list[int], kernel: list[int], padding: int, stride: int, flipped: bool
) -> None:
    make = convolve if flipped else cross_correlate
    if len(kernel) <= len(signal) + 2 * padding:
        found = make(signal, kernel, padding=padding, stride=stride)
        checked(Writeup("rows", (output_table(found),)))


# --- entries, tables, blocks ----------------------------------------------------------------------

ENTRIES = {
    "fractions": ([Fraction(1, 2), "0.25"], [4], ["2", "1"]),
    "roots": ([r"\sqrt{2}", 1], [r"\sqrt{2}", 1], ["2", "2*sqrt(2)", "1"]),
    "names": (["a", "b"], ["u", 0], ["a*u", "b*u", "0"]),
    "SymPy": ([sp.Symbol("a"), sp.Rational(1, 3)], [3], ["3*a", "1"]),
    "arrays": (np.array([1, 2]), np.array([1, 1]), ["1", "3", "2"]),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_entries(case: str) -> None:
    signal, kernel, wanted = ENTRIES[case]
    found = convolve(signal, kernel)
    for value, text in zip(found.values, wanted, strict=True):
        assert str(value) == text
    checked(Writeup("entries", blocks(found)))


def test_each_output_is_spelt_out_with_its_zeros() -> None:
    found = convolve([1, 2, 3, 4], [1, 0, 2], "same")
    assert [row[1] for row in output_table(found).rows] == [
        r"$0 \cdot 2 + 1 \cdot 0 + 2 \cdot 1$",
        r"$1 \cdot 2 + 2 \cdot 0 + 3 \cdot 1$",
        r"$2 \cdot 2 + 3 \cdot 0 + 4 \cdot 1$",
        r"$3 \cdot 2 + 4 \cdot 0 + 0 \cdot 1$",
    ]


@pytest.mark.parametrize(
    ("mode", "values"),
    [("full", [1, 2, 5, 8, 6, 8]), ("valid", [5, 8]), ("same", [2, 5, 8, 6])],
)
def test_one_sequence_in_each_mode(mode: str, values: list[int]) -> None:
    assert numbers(convolve([1, 2, 3, 4], [1, 0, 2], mode)) == values


def test_blocks_of_everything_at_once() -> None:
    found = convolve([[1, "a"], [0, 2], [3, 1]], [[1, 1], [2, 0]], padding=1, stride=2)
    checked(Writeup("all", blocks(found)))
    assert found.shape == (2, 2)


def test_a_row_with_a_wrong_sum_is_not_written() -> None:
    table = output_table(convolve([1, 2, 3], [1, 4], "valid"))
    for claim in table.claims:
        off = Claim(claim.left, "=", add(claim.right, num(1)))
        assert isinstance(check(off), Refuted)
        with pytest.raises(WriteupError):
            checked(Writeup("wrong", (Table("", table.head, table.rows, (), (off,)),)))


def test_the_window_is_drawn_where_the_zeros_are_even() -> None:
    assert window_figure(convolve([1, 2, 3], [1, 1, 1], "same"), "w", "") is not None
    assert window_figure(convolve([1, 2, 3], [1, 1], "same"), "w", "") is None
    assert window_figure(convolve([[1]], [[1]]), "w", "") is None


# --- for all lengths ------------------------------------------------------------------------------


def test_the_full_convolution_commutes() -> None:
    verdict = check(COMMUTES, strict=True)
    assert isinstance(verdict, Proved)
    assert verdict.trust == "kernel"
    assert replay(verdict.proof)
    assert replay(json.loads(json.dumps(to_data(verdict.proof))))


@given(SIGNALS, KERNELS)
def test_the_full_convolution_commutes_for_numbers(signal: list[int], kernel: list[int]) -> None:
    assert convolve(signal, kernel).values == convolve(kernel, signal).values


def test_blocks_are_chains_and_tables() -> None:
    kinds = [type(block) for block in blocks(convolve([1, 2], [3]))]
    assert Chain in kinds
    assert Table in kinds


# --- what can't be done ---------------------------------------------------------------------------

ERRORS: dict[str, tuple[tuple[Any, ...], dict[str, Any], str]] = {
    "a kernel larger than its input": (
        ([1, 2], [1, 2, 3], "valid"),
        {},
        'a kernel of 3 has no place in 2 elements: "valid" adds no zeros',
    ),
    "so with gaps": (
        ([1, 2, 3], [1, 2]),
        {"padding": 0, "dilation": 3},
        "a kernel of 2 spread over 4 has no place in 3 elements: 0 + 0 zeros with them",
    ),
    "an image": (([[1, 2]], [[1], [2]], "valid"), {}, "a kernel of 2 has no place in 1 elements"),
    "an empty input": (([], [1]), {}, "the input is empty"),
    "an empty kernel": (([1], []), {}, "the kernel is empty"),
    "an empty row": (([[], []], [[1]]), {}, "a row of the input is empty"),
    "rows of different lengths": (
        ([[1, 2], [3]], [[1]]),
        {},
        "the rows of the input have different lengths",
    ),
    "no list": ((3, [1]), {}, "the input is a list of entries, not 3"),
    "a text": (("123", [1]), {}, "the input is a list of entries, not 123"),
    "lists and numbers": (([[1], 2], [[1]]), {}, "a row of the input is a list of entries, not 2"),
    "a sequence with an image": (([1, 2], [[1]]), {}, "an input of shape (2,) with a kernel"),
    "stride 0": (([1], [1]), {"stride": 0}, "the stride is an integer of at least 1, not 0"),
    "stride 1.0": (([1], [1]), {"stride": 1.0}, "the stride is an integer of at least 1, not 1.0"),
    "dilation 0": (([1], [1]), {"dilation": 0}, "the dilation is an integer of at least 1, not 0"),
    "padding -1": (([1], [1]), {"padding": -1}, "the padding is an integer of at least 0, not -1"),
    "mode and padding": (([1], [1], "full"), {"padding": 1}, "a mode or a padding, not both"),
    "same with a stride": (([1], [1], "same"), {"stride": 2}, '"same" keeps the size'),
    "no such mode": (([1], [1], "half"), {}, 'no mode "half"; there are: full, valid, same'),
    "a float": (([0.1], [1]), {}, '0.1 in the input is rounded; give a fraction, or "0.1"'),
    "a complex entry": (([sp.I], [1]), {}, "I in the input is not a real number"),
    "a truth value": (([True], [1]), {}, "True in the input is not a real number"),
    "an equation": ((["a = 1"], [1]), {}, "a = 1 in the input is not a real number"),
    "unreadable": (([r"\frac{"], [1]), {}, r"\frac{ in the input: "),
}


@pytest.mark.parametrize("case", ERRORS)
def test_what_is_wrong_is_said_in_one_line(case: str) -> None:
    arguments, options, message = ERRORS[case]
    with pytest.raises(ConvolutionError) as caught:
        convolve(*arguments, **options)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
