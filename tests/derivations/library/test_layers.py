"""Layers: sizes against a count by hand, shapes and parameters of stacks, settings that fit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.library.layers import (
    Box,
    LayerError,
    check_layer,
    check_shape,
    conv,
    equation,
    fits_table,
    layers_for,
    output_size,
    parameter_steps,
    pool,
    settings,
    size_steps,
    stack_table,
    through,
    volume_steps,
)
from derivations.writeup import Chain, Table, Writeup, WriteupError, checked
from proofs import Claim, Refuted, check
from proofs.kernel.terms import add, num

SIZES = st.integers(1, 40)
SMALL = st.integers(1, 7)


def places(size: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    """Where a window begins, counted one by one."""
    cells = range(-padding, size + padding)
    last = dilation * (kernel - 1)
    return sum(1 for start in cells[::stride] if start + last in cells)


@given(SIZES, SMALL, SMALL, st.integers(0, 5), SMALL)
def test_sizes_are_the_places_of_the_window(
    size: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    counted = places(size, kernel, stride, padding, dilation)
    options: dict[str, int] = {"kernel": kernel, "stride": stride, "padding": padding}
    if counted == 0:
        with pytest.raises(LayerError, match="has no place in"):
            output_size(size, dilation=dilation, **options)
        return
    assert output_size(size, dilation=dilation, **options) == counted
    steps = size_steps(size, dilation=dilation, **options)
    checked(Writeup("size", (Chain(steps),)))
    assert check_layer(size, counted, dilation=dilation, **options).right
    assert not check_layer(size, counted + 1, dilation=dilation, **options).right


STACK = (conv(64, kernel=8, stride=2), pool(5), conv(128, kernel=4, padding=1))
SHAPE = (3, 256, 256)


def test_a_stack() -> None:
    shapes = through(STACK, SHAPE)
    assert shapes == [(64, 125, 125), (64, 25, 25), (128, 24, 24)]
    assert [layer.parameters(s) for layer, s in zip(STACK, (SHAPE, *shapes), strict=False)] == [
        12_288, 0, 131_072,
    ]  # fmt: skip
    table = stack_table(STACK, SHAPE)
    assert [row[2] for row in table.rows] == [
        r"$3 \times 256 \times 256$", r"$64 \times 125 \times 125$", r"$64 \times 25 \times 25$",
        r"$128 \times 24 \times 24$", "",
    ]  # fmt: skip
    assert table.rows[-1][3] == "$143360$"
    steps = (volume_steps(shapes[-1]), parameter_steps(STACK[2], shapes[1]))
    checked(Writeup("stack", (table, *map(Chain, steps))))
    assert steps[0].steps[-1].right.latex == "73728"


@pytest.mark.parametrize(
    ("layer", "shape", "wanted"),
    [
        (conv(4, kernel=3), (2, 10), 24),
        (conv(4, kernel=3, bias=True), (2, 10), 28),
        (conv(4, kernel=3), (2, 10, 10), 72),
        (conv(4, kernel=3), (2, 10, 10, 10), 216),
        (conv(4, kernel=3, dilation=3), (2, 10, 10), 72),
        (pool(2), (2, 10, 10), 0),
    ],
    ids=["sequence", "with bias", "image", "volume", "gaps have no weights", "pooling"],
)
def test_parameters(layer: Any, shape: tuple[int, ...], wanted: int) -> None:
    assert layer.parameters(shape) == wanted
    checked(Writeup("layer", (stack_table((layer,), shape),)))


def test_axes_of_different_sizes() -> None:
    stack = (conv(2, kernel=3, stride=2), pool(2, stride=1))
    assert through(stack, (1, 9, 20)) == [(2, 4, 9), (2, 3, 8)]
    table = stack_table(stack, (1, 9, 20))
    assert table.rows[1][1].count("$") == 4
    checked(Writeup("stack", (table,)))


def test_a_table_with_a_wrong_size_is_not_written() -> None:
    table = stack_table(STACK, SHAPE)
    for claim in table.claims:
        off = Claim(claim.left, "=", add(claim.right, num(1)))
        assert isinstance(check(off), Refuted)
        with pytest.raises(WriteupError):
            checked(Writeup("wrong", (Table("", table.head, table.rows, (), (off,)),)))


# --- settings that fit ----------------------------------------------------------------------------

WANTED: dict[str, tuple[dict[str, Any], tuple[int, int, int, int]]] = {
    "half, with a kernel of 8": (
        {"size": 64, "output": 32, "kernel": 8, "dilation": 1},
        (8, 2, 3, 1),
    ),
    "half, with gaps of 6": ({"size": 64, "output": 32, "dilation": 7, "stride": 2}, (2, 2, 3, 7)),
    "pooled to a quarter": (
        {"size": 32, "output": 8, "padding": 0, "dilation": 1, "overlapping": False},
        (4, 4, 0, 1),
    ),
    "half, plain": ({"size": 8, "output": 4, "padding": 0, "dilation": 1}, (2, 2, 0, 1)),
    "the size kept": ({"size": 10, "output": 10, "kernel": 3}, (3, 1, 1, 1)),
}


@pytest.mark.parametrize("case", WANTED)
def test_the_simplest_settings(case: str) -> None:
    given_, wanted = WANTED[case]
    first = settings(**given_)[0]
    assert (first.kernel, first.stride, first.padding, first.dilation) == wanted


ANSWERS = [
    (64, 32, {"kernel": 8, "stride": 2, "padding": 3}),
    (64, 32, {"kernel": 2, "stride": 2, "padding": 3, "dilation": 7}),
    (32, 8, {"kernel": 4, "stride": 4}),
    (8, 4, {"kernel": 2, "stride": 2}),
    (8, 4, {"kernel": 3, "stride": 2, "padding": 2, "dilation": 2}),
    (8, 4, {"kernel": 5, "stride": 1, "padding": 2, "dilation": 2}),
    (8, 4, {"kernel": 4, "stride": 2, "padding": 1}),
    (8, 4, {"kernel": 7, "stride": 1, "padding": 1}),
]


@pytest.mark.parametrize(("size", "wanted", "options"), ANSWERS, ids=str)
def test_answers_are_among_all_that_fit(size: int, wanted: int, options: dict[str, int]) -> None:
    assert check_layer(size, wanted, **options).right
    plain = {"stride": 1, "padding": 0, "dilation": 1} | options
    fits = settings(size, wanted, dilation=plain["dilation"])
    assert plain in [
        {"kernel": f.kernel, "stride": f.stride, "padding": f.padding, "dilation": f.dilation}
        for f in fits
    ]


@given(st.integers(1, 30), st.integers(1, 30))
def test_all_that_fit_are_found_and_none_else(size: int, output: int) -> None:
    box = Box(kernel=4, stride=3, padding=2, dilation=3)
    found = {(f.kernel, f.stride, f.padding, f.dilation) for f in settings(size, output, box=box)}
    wanted = {
        (k, s, p, d)
        for k in range(1, 5)
        for s in range(1, 4)
        for p in range(3)
        for d in range(1, 4)
        if places(size, k, s, p, d) == output and p <= d * (k - 1) and not (k == 1 and d > 1)
    }
    assert found == wanted


def test_a_table_of_settings() -> None:
    fits = settings(28, 10, dilation=1)
    assert len(fits) == len(set(fits))
    table = fits_table(fits, 10)
    checked(Writeup("fits", (equation(10, 28, dilation=1), table)))
    assert len(table.rows) == len(fits)


def test_a_wrong_answer_is_told_with_what_it_gives() -> None:
    verdict = check_layer(32, 8, kernel=8, stride=4)
    assert (verdict.right, verdict.computed) == (False, 7)
    assert verdict.reason == "the output is 7, not 8"
    nowhere = check_layer(4, 1, kernel=8)
    assert (nowhere.right, nowhere.computed) == (False, None)
    assert nowhere.reason == "a window of 8 has no place in 4 elements"


# --- what can't be done ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("task", "message"),
    [
        (lambda: through((pool(2), conv(3, kernel=9)), (1, 8, 8)), "layer 2: a window of 9 has no"),
        (lambda: through((pool(9),), (1, 8, 8)), "layer 1: a window of 9 has no place in 8"),
        (lambda: through((pool(9, padding=0),), (1, 20, 8)), "layer 1: a window of 9"),
        (lambda: stack_table((conv(3, kernel=5, padding=1),), (1, 2, 2)), r"2 \+ 2\*1 elements"),
        (lambda: conv(0, kernel=1), "the kernels is an integer of at least 1, not 0"),
        (lambda: conv(2.0, kernel=1), "the number of kernels is an integer, not 2.0"),  # type: ignore[arg-type]
        (lambda: pool(0), "the kernel is an integer of at least 1, not 0"),
        (lambda: pool(2, stride=0), "the stride is an integer of at least 1, not 0"),
        (lambda: output_size(8, kernel=2, padding=-1), "the padding is an integer of at least 0"),
        (lambda: output_size(8, kernel=2, dilation=0), "the dilation is an integer of at least 1"),
        (lambda: output_size(0, kernel=1), "the size is an integer of at least 1, not 0"),
        (lambda: through((pool(2),), (8,)), "a shape is channels and lengths"),
        (lambda: through((pool(2),), (0, 8)), "a shape is channels and lengths"),
        (lambda: settings(8, 0), "the wanted size is an integer of at least 1, not 0"),
        (lambda: settings(8, 4, kernel=0), "the kernel is an integer of at least 1, not 0"),
        (lambda: layers_for((3, 8), (3, 8, 8)), "have different numbers of axes"),
        (lambda: layers_for((3, 8), (4, 8), pooling=True), "pooling keeps the channels: 3 do not"),
        (lambda: layers_for((3, 8), (0, 8)), "a shape is channels and lengths"),
        (lambda: settings(0, 4), "the size is an integer of at least 1, not 0"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(task: Any, message: str) -> None:
    with pytest.raises(LayerError, match=message) as caught:
        task()
    assert "\n" not in str(caught.value)


def test_layers_for_a_shape() -> None:
    found = layers_for((3, 64, 64), (64, 32, 32), kernel=8, dilation=1)
    assert found == [conv(64, kernel=8, stride=2, padding=3)]
    pooled = layers_for(
        (64, 32, 32), (64, 8, 8), pooling=True, padding=0, dilation=1, overlapping=False
    )
    assert pooled == [pool(4)]
    for layer in layers_for((2, 9, 20), (5, 4, 9), box=Box(5, 3, 2, 2)):
        assert layer.output_shape((2, 9, 20)) == (5, 4, 9)
        assert check_shape((2, 9, 20), (5, 4, 9), layer).right
    assert not layers_for((2, 9, 20), (5, 4, 20))


def test_a_layer_with_another_shape() -> None:
    few = check_shape((3, 64, 64), (64, 32, 32), conv(32, kernel=8, stride=2, padding=3))
    assert few.computed == (32, 32, 32)
    assert few.reason == "the output is (32, 32, 32), not (64, 32, 32)"
    none = check_shape((3, 4, 4), (3, 1, 1), pool(5))
    assert none.computed is None


def test_nothing_fits() -> None:
    assert settings(4, 100) == []
