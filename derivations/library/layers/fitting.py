"""Which settings take one size to another, all of them in a box; and whether given ones do.

>>> [(fit.kernel, fit.stride) for fit in settings(8, 4, padding=0, dilation=1)]
[(2, 2), (5, 1), (1, 2)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .sizes import Layer, LayerError, Shape, output_size, shape_of


@dataclass(frozen=True)
class Box:
    """The largest kernel, stride, padding and dilation that are looked at."""

    kernel: int = 12
    stride: int = 8
    padding: int = 6
    dilation: int = 8


@dataclass(frozen=True)
class Fit:
    """Settings with which an input of `size` gives an output of the wanted size."""

    size: int
    kernel: int
    stride: int
    padding: int
    dilation: int

    def output(self) -> int:
        """The size that they give."""
        return output_size(
            self.size, kernel=self.kernel, stride=self.stride, padding=self.padding,
            dilation=self.dilation,
        )  # fmt: skip

    def cost(self) -> tuple[int, ...]:
        """What orders them, the simplest first: by the cells at the end that no window reaches,
        then by how many of padding and dilation there are, then by the padding, the dilation, the
        kernel and the stride, smaller ones first."""
        window = self.dilation * (self.kernel - 1) + 1
        left = (self.size + 2 * self.padding - window) % self.stride
        extras = (self.padding > 0) + (self.dilation > 1)
        return left, extras, self.padding, self.dilation, self.kernel, self.stride


def settings(
    size: int, output: int, *, kernel: int | None = None, stride: int | None = None,
    padding: int | None = None, dilation: int | None = None, overlapping: bool = True,
    box: Box | None = None,
) -> list[Fit]:  # fmt: skip
    """All (k, s, p, d) in a box that take `size` to `output`, with what is given; simplest first.

    Simplest is what `Fit.cost` says. There is less padding than window, or one would lie on zeros
    alone; without `overlapping`, the stride is the window. Each is checked by `output_size`.
    Raises LayerError where something given is none.

    >>> fit = settings(64, 32, kernel=8, dilation=1)[0]
    >>> fit.stride, fit.padding
    (2, 3)
    """
    if type(output) is not int or output < 1:
        raise LayerError(f"the wanted size is an integer of at least 1, not {output}")
    _check_given(size, kernel, stride, padding, dilation)
    box = box or Box()
    found = []
    for fit in _candidates(size, (kernel, stride, padding, dilation), box):
        window = fit.dilation * (fit.kernel - 1) + 1
        inside = window <= size + 2 * fit.padding and fit.padding < window
        if inside and (overlapping or fit.stride == window) and fit.output() == output:
            found.append(fit)
    return sorted(found, key=Fit.cost)


def _check_given(size: int, *given: int | None) -> None:
    if type(size) is not int or size < 1:
        raise LayerError(f"the size is an integer of at least 1, not {size}")
    kernel, stride, padding, dilation = given
    Layer(
        None, 1 if kernel is None else kernel, 1 if stride is None else stride,
        0 if padding is None else padding, 1 if dilation is None else dilation,
    )  # fmt: skip


def _candidates(size: int, given: Sequence[int | None], box: Box) -> Iterator[Fit]:
    lowest = (1, 1, 0, 1)
    highest = (box.kernel, box.stride, box.padding, box.dilation)
    ranges = [
        range(low, high + 1) if value is None else (value,)
        for value, low, high in zip(given, lowest, highest, strict=True)
    ]
    for k in ranges[0]:
        for d in ranges[3]:
            if k == 1 and d != 1 and given[3] is None:
                continue  # without a gap to fill, no dilation is told from another
            for s in ranges[1]:
                for p in ranges[2]:
                    yield Fit(size, k, s, p, d)


@dataclass(frozen=True)
class LayerVerdict:
    """Whether settings give what is wanted; `computed` is the size or shape that they give, None
    where there is none."""

    right: bool
    computed: int | Shape | None
    reason: str


def check_layer(
    size: int, wanted: int, *, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> LayerVerdict:
    """A person's own answer: does it take `size` to `wanted`, and what does it give?

    >>> check_layer(64, 32, kernel=2, stride=2, padding=3, dilation=7).right
    True
    >>> check_layer(32, 8, kernel=8, stride=4)
    LayerVerdict(right=False, computed=7, reason='the output is 7, not 8')
    """
    try:
        found = output_size(size, kernel=kernel, stride=stride, padding=padding, dilation=dilation)
    except LayerError as error:
        return LayerVerdict(False, None, str(error))
    if found != wanted:
        return LayerVerdict(False, found, f"the output is {found}, not {wanted}")
    return LayerVerdict(True, found, f"the output is {found}")


def layers_for(
    shape: Sequence[int], wanted: Sequence[int], *, pooling: bool = False,
    kernel: int | None = None, stride: int | None = None, padding: int | None = None,
    dilation: int | None = None, overlapping: bool = True, box: Box | None = None,
) -> list[Layer]:  # fmt: skip
    """All layers with one setting for all axes that take a shape to another, the simplest first.

    A convolution has as many kernels as the wanted shape has channels; `pooling` keeps them. What
    is given, and what is simplest, is as in `settings`. Raises LayerError.

    >>> layers_for((3, 64, 64), (16, 32, 32), kernel=4, dilation=1)[0]
    Layer(kernels=16, kernel=4, stride=2, padding=1, dilation=1, bias=False)
    """
    here, there = _shapes(shape, wanted)
    if pooling and here[0] != there[0]:
        raise LayerError(f"pooling keeps the channels: {here[0]} do not become {there[0]}")
    fits = settings(
        here[1], there[1], kernel=kernel, stride=stride, padding=padding, dilation=dilation,
        overlapping=overlapping, box=box,
    )  # fmt: skip
    layers = [
        Layer(None if pooling else there[0], f.kernel, f.stride, f.padding, f.dilation)
        for f in fits
    ]
    return [layer for layer in layers if check_shape(here, there, layer).right]


def check_shape(shape: Sequence[int], wanted: Sequence[int], layer: Layer) -> LayerVerdict:
    """A person's own layer: does it take a shape to the wanted one, and what does it give?

    >>> check_shape((3, 64, 64), (16, 32, 32), Layer(16, 4, stride=2)).reason
    'the output is (16, 31, 31), not (16, 32, 32)'
    """
    here, there = _shapes(shape, wanted)
    try:
        found = layer.output_shape(here)
    except LayerError as error:
        return LayerVerdict(False, None, str(error))
    if found != there:
        return LayerVerdict(False, found, f"the output is {found}, not {there}")
    return LayerVerdict(True, found, f"the output is {found}")


def _shapes(shape: Sequence[int], wanted: Sequence[int]) -> tuple[Shape, Shape]:
    here, there = shape_of(shape), shape_of(wanted)
    if len(here) != len(there):
        raise LayerError(f"no layer takes {here} to {there}: they have different numbers of axes")
    return here, there


__all__ = [
    "Box", "Fit", "LayerVerdict", "check_layer", "check_shape", "layers_for", "settings",
]  # fmt: skip
