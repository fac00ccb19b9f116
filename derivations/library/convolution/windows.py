r"""Arrays, the places that a kernel takes on them, and what comes out of a convolution.

A convolution flips the kernel, a cross-correlation doesn't:

$$(x * w)_n = \sum_k x_k w_{n - k} \qquad (x \star w)_n = \sum_k x_{n + k} w_k$$

Source: I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 9.1.

>>> convolve([1, 2], [1, 2, 3], "valid")
Traceback (most recent call last):
derivations.library.convolution.windows.ConvolutionError: a kernel of 3 has no place in 2 elements: "valid" adds no zeros
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from proofs.kernel.terms import ZERO, Term, TermError, add, mul
from proofs.translation import from_sympy

from ...reading import ReadingError, read_answer
from ..exact import plus, simplified, times

MODES = ("full", "valid", "same")


class ConvolutionError(ValueError):
    """One line that says why there is no such convolution."""


# --- arrays and windows ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Array:
    """A sequence (one length in `shape`) or an image (two), its entries row by row."""

    shape: tuple[int, ...]
    entries: tuple[Term, ...]

    def at(self, index: Sequence[int]) -> Term:
        """The entry at an index from 0 on."""
        place = 0
        for length, k in zip(self.shape, index, strict=True):
            place = place * length + k
        return self.entries[place]

    def indices(self) -> Iterator[tuple[int, ...]]:
        """Every index, in the order of the entries."""
        return product(*map(range, self.shape))

    def flipped(self) -> Array:
        """Turned round along every axis, which is the entries from the last to the first."""
        return Array(self.shape, self.entries[::-1])


@dataclass(frozen=True)
class Axis:
    """How a kernel slides along one axis: `before` and `after` are the zeros at either end."""

    size: int
    kernel: int
    before: int
    after: int
    stride: int
    dilation: int

    @property
    def window(self) -> int:
        """The cells that the kernel spans, gaps included."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def outputs(self) -> int:
        """The number of places that the kernel takes."""
        return (self.before + self.size + self.after - self.window) // self.stride + 1

    def start(self, output: int) -> int:
        """The cell of the padded input, from 0 on, at which the kernel lies for an output."""
        return output * self.stride

    def cell(self, output: int, tap: int) -> int | None:
        """The input's cell under a tap of the kernel; None for a zero of the padding."""
        place = self.start(output) + self.dilation * tap - self.before
        return place if 0 <= place < self.size else None


@dataclass(frozen=True)
class Convolution:
    """A convolution (or, not `flipped`, a cross-correlation) of `signal` with `kernel`."""

    signal: Array
    kernel: Array
    axes: tuple[Axis, ...]
    flipped: bool
    mode: str

    @property
    def laid(self) -> Array:
        """The kernel as it lies on the signal."""
        return self.kernel.flipped() if self.flipped else self.kernel

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths of the output."""
        return tuple(axis.outputs for axis in self.axes)

    @property
    def values(self) -> tuple[Term, ...]:
        """The outputs, row by row."""
        return tuple(self.value(output) for output in product(*map(range, self.shape)))

    def products(self, output: Sequence[int]) -> tuple[tuple[Term, Term], ...]:
        """Each input cell under the kernel, zeros of the padding too, with the kernel's entry."""
        laid = self.laid
        return tuple((self._under(output, tap), laid.at(tap)) for tap in laid.indices())

    def spelt_out(self, output: Sequence[int]) -> Term:
        """An output as the sum of all its products."""
        return add(*(mul(a, b) for a, b in self.products(output)))

    def value(self, output: Sequence[int]) -> Term:
        """An output, as a number where it is one; else without the products that are 0."""
        total = ZERO
        for a, b in self.products(output):
            total = plus(total, times(a, b))
        return total if total.free else simplified(total)

    def _under(self, output: Sequence[int], tap: Sequence[int]) -> Term:
        cells = [axis.cell(o, t) for axis, o, t in zip(self.axes, output, tap, strict=True)]
        inside = [cell for cell in cells if cell is not None]
        return self.signal.at(inside) if len(inside) == len(cells) else ZERO


# --- making them ----------------------------------------------------------------------------------


def convolve(
    signal: object, kernel: object, mode: str | None = None, *, padding: int | None = None,
    stride: int = 1, dilation: int = 1,
) -> Convolution:  # fmt: skip
    """The convolution of a sequence or image with a kernel, which is flipped.

    `mode` is "full" (every overlap; what is taken without mode and padding), "valid" (no zeros are
    added) or "same" (as many outputs as inputs, at stride 1; where a zero more is needed on one
    side it stands at the front, as in SciPy). `padding` is a number of zeros at each end instead.
    Raises ConvolutionError where a size is wrong or an entry is no exact real number.
    """
    return _made(signal, kernel, mode, padding, stride, dilation, flipped=True)


def cross_correlate(
    signal: object, kernel: object, mode: str | None = None, *, padding: int | None = None,
    stride: int = 1, dilation: int = 1,
) -> Convolution:  # fmt: skip
    """The same without flipping the kernel: what libraries for networks call a convolution."""
    return _made(signal, kernel, mode, padding, stride, dilation, flipped=False)


def _made(
    signal: object, kernel: object, mode: str | None, padding: int | None, stride: int,
    dilation: int, *, flipped: bool,
) -> Convolution:  # fmt: skip
    x, w = as_array(signal, "the input"), as_array(kernel, "the kernel")
    if len(x.shape) != len(w.shape):
        raise ConvolutionError(f"an input of shape {x.shape} with a kernel of shape {w.shape}")
    for name, value, least in (("stride", stride, 1), ("dilation", dilation, 1)):
        if type(value) is not int or value < least:
            raise ConvolutionError(f"the {name} is an integer of at least {least}, not {value}")
    if padding is not None and (type(padding) is not int or padding < 0):
        raise ConvolutionError(f"the padding is an integer of at least 0, not {padding}")
    if padding is not None and mode is not None:
        raise ConvolutionError("a mode or a padding, not both")
    mode = mode or ("full" if padding is None else "")
    axes = tuple(
        _axis(n, k, mode, padding, stride, dilation) for n, k in zip(x.shape, w.shape, strict=True)
    )
    return Convolution(x, w, axes, flipped, mode)


def _axis(
    size: int, kernel: int, mode: str, padding: int | None, stride: int, dilation: int
) -> Axis:  # fmt: skip
    window = dilation * (kernel - 1) + 1
    if padding is not None:
        before = after = padding
    elif mode == "full":
        before = after = window - 1
    elif mode == "valid":
        before = after = 0
    elif mode == "same":
        if stride != 1:
            raise ConvolutionError('"same" keeps the size, so its stride is 1')
        before, after = window // 2, (window - 1) // 2
    else:
        raise ConvolutionError(f'no mode "{mode}"; there are: {", ".join(MODES)}')
    axis = Axis(size, kernel, before, after, stride, dilation)
    if axis.outputs < 1:
        spread = f" of {kernel} spread over {window}" if dilation > 1 else f" of {kernel}"
        zeros = (
            '"valid" adds no zeros' if mode == "valid" else f"{before} + {after} zeros with them"
        )
        raise ConvolutionError(f"a kernel{spread} has no place in {size} elements: {zeros}")
    return axis


def as_array(value: object, what: str) -> Array:
    """A list of exact entries, or of such lists, as an array. Raises ConvolutionError."""
    rows = _listed(value, what)
    if not any(_is_list(row) for row in rows):
        return Array((len(rows),), tuple(_entry(v, what) for v in rows))
    images = [_listed(row, f"a row of {what}") for row in rows]
    if len({len(row) for row in images}) > 1:
        raise ConvolutionError(f"the rows of {what} have different lengths")
    shape = len(images), len(images[0])
    return Array(shape, tuple(_entry(v, what) for row in images for v in row))


def _is_list(value: object) -> bool:
    return (isinstance(value, Sequence) and not isinstance(value, str)) or hasattr(value, "tolist")


def _listed(value: Any, what: str) -> list[object]:
    if not _is_list(value):
        raise ConvolutionError(f"{what} is a list of entries, not {value}")
    items = list(value.tolist() if hasattr(value, "tolist") else value)
    if not items:
        raise ConvolutionError(f"{what} is empty")
    return items


def _entry(value: object, what: str) -> Term:
    """An exact real number or expression as a term."""
    if isinstance(value, float):
        raise ConvolutionError(f'{value} in {what} is rounded; give a fraction, or "{value}"')
    try:
        if isinstance(value, str):
            value = read_answer(value)[0]
        term = value if isinstance(value, Term) else from_sympy(value)
    except (ReadingError, TermError) as error:
        raise ConvolutionError(f"{value} in {what}: {error}") from error
    if term.sort.name not in ("nat", "int", "real"):
        raise ConvolutionError(f"{value} in {what} is not a real number")
    return term


__all__ = [
    "MODES", "Array", "Axis", "Convolution", "ConvolutionError", "as_array", "convolve",
    "cross_correlate",
]  # fmt: skip
