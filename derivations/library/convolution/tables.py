r"""Convolutions as blocks of a writeup: each output's window spelt out, and what its row claims.

>>> from .windows import convolve
>>> for row in output_table(convolve([1, 2], [3, 4])).rows: print(*row)
$y_{0}$ $0 \cdot 4 + 1 \cdot 3$ $3$
$y_{1}$ $1 \cdot 4 + 2 \cdot 3$ $10$
$y_{2}$ $2 \cdot 4 + 0 \cdot 3$ $8$
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from proofs.claim import Claim
from proofs.kernel.terms import (
    ONE,
    Term,
    add,
    apply,
    bound,
    div,
    elem,
    matrix,
    mul,
    num,
    sub,
    total,
    vector,
)

from ...derivation import Derivation
from ...writeup import Block, Chain, Display, Figure, Paragraph, Table
from ...writing.latex import latex
from ...writing.pictures import SlidingWindow
from ..stepwise import stepwise
from .windows import Array, Axis, Convolution

DEFINITION = r"(x * w)_n = \sum_k x_k w_{n - k}"
CORRELATION = r"(x \star w)_n = \sum_k x_{n + k} w_k"


def blocks(convolution: Convolution, *, name: str = "y") -> tuple[Block, ...]:
    """A convolution worked out: flipped kernel, zeros, size, each output, and the result."""
    sizes = (Chain(size_steps(axis)) for axis in dict.fromkeys(convolution.axes))
    return (
        Paragraph(f"{_kernel_words(convolution)} {_padding_words(convolution)}"),
        *sizes,
        output_table(convolution, name=name),
        result(convolution),
    )


def output_table(convolution: Convolution, *, name: str = "y", caption: str = "") -> Table:
    """A row for each output: the products under the kernel, with the zeros, and their sum.

    Each row claims that the output is the sum that defines it, over the padded input, and that so
    is what is spelt out.
    """
    rows, claims = [], []
    for output in product(*map(range, convolution.shape)):
        value = convolution.value(output)
        index = ", ".join(map(str, output))
        rows.append((f"${name}_{{{index}}}$", f"${_products(convolution, output)}$",
                     f"${latex(value)}$"))  # fmt: skip
        for side in (_defining(convolution, output), convolution.spelt_out(output)):
            if side is not value:
                claims.append(Claim(side, "=", value))
    kind = "convolution" if convolution.flipped else "cross-correlation"
    mode = f"{convolution.mode} " if convolution.mode else ""
    return Table(
        caption or f"The {mode}{kind}, output by output.",
        ("", "input under the kernel, times the kernel", "sum"),
        tuple(rows), (), tuple(dict.fromkeys(claims)),
    )  # fmt: skip


def result(convolution: Convolution) -> Display:
    """The convolution and what it comes to, which its table claims."""
    outcome = Array(convolution.shape, convolution.values)
    sign = "*" if convolution.flipped else r"\star"
    sides = (array_latex(a) for a in (convolution.signal, convolution.kernel, outcome))
    signal, kernel, values = sides
    return Display(f"{signal} {sign} {kernel} = {values}")


def size_steps(axis: Axis) -> Derivation:
    """The number of outputs along an axis, in steps."""
    room = axis.before + axis.size + axis.after - axis.window
    window = num(axis.kernel)
    if axis.dilation > 1:
        window = add(mul(num(axis.dilation), sub(num(axis.kernel), ONE)), ONE)
    padded = add(num(axis.before), num(axis.size), num(axis.after))
    stride = num(axis.stride)
    formula = add(apply("floor", div(sub(padded, window), stride)), ONE)
    return stepwise(
        f"outputs of a kernel of {axis.kernel} on {axis.size}",
        formula,
        (formula, "zeros, input, zeros, less the kernel"),
        (add(apply("floor", div(num(room), stride)), ONE), "the room that the kernel has to move"),
        (num(axis.outputs), "whole steps only, and the first place"),
        opening="The number of outputs:",
        left="o",
    )


def window_figure(convolution: Convolution, name: str, caption: str) -> Figure | None:
    """The kernel on the padded input, a row for each output; None of an image, or where there are
    more zeros at one end than at the other."""
    if len(convolution.axes) != 1 or convolution.axes[0].before != convolution.axes[0].after:
        return None
    axis = convolution.axes[0]
    entries = (convolution.signal.entries, convolution.laid.entries, convolution.values)
    signal, kernel, outputs = (tuple(f"${latex(v)}$" for v in side) for side in entries)
    picture = SlidingWindow(signal, kernel, outputs, axis.stride, axis.before, axis.dilation)
    return Figure(name, caption, picture)


def array_latex(array: Array) -> str:
    """A sequence in brackets, or a matrix."""
    if len(array.shape) == 1:
        return f"[{', '.join(map(latex, array.entries))}]"
    return latex(matrix(*_rows(array)))


def _rows(array: Array) -> Iterator[tuple[Term, ...]]:
    rows, columns = array.shape
    for row in range(rows):
        yield array.entries[row * columns : (row + 1) * columns]


def _products(convolution: Convolution, output: Sequence[int]) -> str:
    pairs = convolution.products(output)
    return " + ".join(rf"{_factor(a)} \cdot {_factor(b)}" for a, b in pairs)


def _factor(entry: Term) -> str:
    """An entry as a factor: sums and what has a sign in brackets."""
    text = latex(entry)
    bare = entry.op not in ("add", "neg") and not text.startswith("-")
    return text if bare else rf"\left({text}\right)"


def _defining(convolution: Convolution, output: Sequence[int]) -> Term:
    """An output by its definition: a sum over the kernel, of entries of the padded input."""
    padded, taps = _padded(convolution), convolution.kernel
    depth = len(convolution.axes)
    here, there = [], []
    for level, (axis, o) in enumerate(zip(convolution.axes, output, strict=True)):
        k = bound(depth - 1 - level)  # the tap along this axis, from 1 on
        there.append(sub(num(axis.kernel + 1), k) if convolution.flipped else k)
        here.append(add(num(axis.start(o) + 1), mul(num(axis.dilation), sub(k, ONE))))
    body = mul(elem(_family(padded), *here), elem(_family(taps), *there))
    for axis in reversed(convolution.axes):
        body = total(ONE, num(axis.kernel), body)
    return body


def _padded(convolution: Convolution) -> Array:
    shape = tuple(a.before + a.size + a.after for a in convolution.axes)
    entries = []
    for index in product(*map(range, shape)):
        inside = [k - a.before for k, a in zip(index, convolution.axes, strict=True)]
        known = all(0 <= k < a.size for k, a in zip(inside, convolution.axes, strict=True))
        entries.append(convolution.signal.at(inside) if known else num(0))
    return Array(shape, tuple(entries))


def _family(array: Array) -> Term:
    return vector(*array.entries) if len(array.shape) == 1 else matrix(*_rows(array))


def _kernel_words(convolution: Convolution) -> str:
    given, laid = array_latex(convolution.kernel), array_latex(convolution.laid)
    if convolution.flipped:
        return f"The kernel ${given}$ is flipped: it lies on the input as ${laid}$."
    return f"The kernel lies on the input as it is, ${laid}$."


_MODES = {
    "full": "Every overlap counts, down to one cell",
    "valid": "Only overlaps with the whole kernel count, so that no zeros are added",
    "same": "There are to be as many outputs as inputs",
    "": "Zeros are added as they are given",
}


def _padding_words(convolution: Convolution) -> str:
    zeros = dict.fromkeys((a.before, a.after) for a in convolution.axes)
    words = _MODES[convolution.mode]
    if all(pair == (0, 0) for pair in zeros):
        return f"{words}."
    counts = "; ".join(
        f"${b}$ at either end" if b == a else f"${b}$ in front and ${a}$ at the end"
        for b, a in zeros
    )
    return f"{words}. Zeros: {counts}, which gives ${array_latex(_padded(convolution))}$."


__all__ = [
    "CORRELATION", "DEFINITION", "array_latex", "blocks", "output_table", "result", "size_steps",
    "window_figure",
]  # fmt: skip
