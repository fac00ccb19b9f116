r"""Convolution and pooling layers: sizes, shapes and numbers of parameters.

>>> through((conv(8, kernel=5, padding=2), pool(2)), (3, 32, 32))
[(8, 32, 32), (8, 16, 16)]
>>> through((pool(5, stride=3), conv(4, kernel=9)), (1, 20, 20))
Traceback (most recent call last):
derivations.library.layers.sizes.LayerError: layer 2: a window of 9 has no place in 6 elements
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Shape = tuple[int, ...]


class LayerError(ValueError):
    """One line that says which layer has no output, or which setting is none."""


@dataclass(frozen=True)
class Layer:
    """A layer's settings, one number for all axes; `kernels` is None for pooling.

    A convolution has one kernel for each output channel; pooling keeps the channels, and has no
    parameters.
    """

    kernels: int | None
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    bias: bool = False

    def __post_init__(self) -> None:
        least = {"kernels": 1, "kernel": 1, "stride": 1, "padding": 0, "dilation": 1}
        for name, low in least.items():
            value = getattr(self, name)
            if name == "kernels" and value is None:
                continue
            if type(value) is not int or value < low:
                raise LayerError(f"the {name} is an integer of at least {low}, not {value}")

    def output_shape(self, shape: Shape) -> Shape:
        """The shape of the output, channels first. Raises LayerError."""
        channels = shape[0] if self.kernels is None else self.kernels
        return (channels, *(self.size(n) for n in shape[1:]))

    def size(self, size: int) -> int:
        """The size of the output along an axis of this size. Raises LayerError."""
        return output_size(
            size, kernel=self.kernel, stride=self.stride, padding=self.padding,
            dilation=self.dilation,
        )  # fmt: skip

    def parameters(self, shape: Shape) -> int:
        """The number of parameters, for an input of this shape."""
        if self.kernels is None:
            return 0
        weights = self.kernels * shape[0] * int(self.kernel ** (len(shape) - 1))
        return weights + (self.kernels if self.bias else 0)


def conv(
    kernels: int, *, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1,
    bias: bool = False,
) -> Layer:  # fmt: skip
    """A convolution layer with this many kernels, which are its output's channels."""
    if type(kernels) is not int:
        raise LayerError(f"the number of kernels is an integer, not {kernels}")
    return Layer(kernels, kernel, stride, padding, dilation, bias)


def pool(
    kernel: int, *, stride: int | None = None, padding: int = 0, dilation: int = 1
) -> Layer:  # fmt: skip
    """A pooling layer; without a stride its windows don't overlap."""
    return Layer(None, kernel, kernel if stride is None else stride, padding, dilation)


def output_size(
    size: int, *, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Output size of a convolution or pooling along one axis, in elements.

    `size`, `kernel`, `stride`, `dilation` >= 1 and `padding` >= 0 are integers.
    Raises LayerError if the dilated kernel is larger than the padded input, or one is out of range.
    Source: Dumoulin & Visin, A guide to convolution arithmetic, relationship 15.
    >>> output_size(256, kernel=8, stride=2)
    125
    """
    Layer(None, kernel, stride, padding, dilation)  # checks them
    if type(size) is not int or size < 1:
        raise LayerError(f"the size is an integer of at least 1, not {size}")
    window = dilation * (kernel - 1) + 1
    room = size + 2 * padding - window
    if room < 0:
        padded = f"{size} + 2*{padding}" if padding else str(size)
        raise LayerError(f"a window of {window} has no place in {padded} elements")
    return room // stride + 1


def through(stack: Sequence[Layer], shape: Sequence[int]) -> list[Shape]:
    """The shape after each layer. Raises LayerError, which says which layer has no output."""
    found: list[Shape] = []
    here = shape_of(shape)
    for number, layer in enumerate(stack, start=1):
        try:
            here = layer.output_shape(here)
        except LayerError as error:
            raise LayerError(f"layer {number}: {error}") from error
        found.append(here)
    return found


def shape_of(shape: Sequence[int]) -> Shape:
    """A shape, channels first, if it is one. Raises LayerError."""
    found = tuple(shape)
    if len(found) < 2 or any(type(n) is not int or n < 1 for n in found):
        raise LayerError(f"a shape is channels and lengths, integers of at least 1, not {shape}")
    return found


__all__ = [
    "Layer", "LayerError", "Shape", "conv", "output_size", "pool", "shape_of", "through",
]  # fmt: skip
