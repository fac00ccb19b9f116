r"""Sizes worked out in steps, and stacks and settings as tables, each row with its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from proofs.claim import Claim
from proofs.kernel.terms import ONE, TWO, Term, add, apply, div, mul, num, power, sub, var

from ...derivation import Derivation
from ...writeup import Display, Table
from ...writing.latex import latex
from ..stepwise import stepwise
from .fitting import Fit
from .sizes import Layer, Shape, output_size, shape_of, through

FORMULA = r"o = \left\lfloor \frac{i + 2p - (d(k - 1) + 1)}{s} \right\rfloor + 1"
"""An output's size, from the input's i, the kernel's k, padding p, stride s and dilation d."""


@dataclass(frozen=True)
class Setting:
    """What stands in the floor formula: numbers, or names of what is not known."""

    size: Term
    kernel: Term
    stride: Term
    padding: Term
    dilation: Term

    def window(self) -> Term:
        """The cells that the kernel spans; k itself without dilation."""
        if self.dilation is ONE:
            return self.kernel
        return add(mul(self.dilation, sub(self.kernel, ONE)), ONE)

    def output(self) -> Term:
        """The output's size, by the floor formula."""
        room = sub(add(self.size, mul(TWO, self.padding)), self.window())
        return add(apply("floor", div(room, self.stride)), ONE)


def setting(
    size: int | None = None, *, kernel: int | None = None, stride: int | None = None,
    padding: int | None = None, dilation: int | None = None,
) -> Setting:  # fmt: skip
    r"""Numbers where they are given, else the names i, k, s, p, d.

    >>> print(setting(32, kernel=5, dilation=1).output())
    floor((32 + 2*p - 5)/s) + 1
    """
    given = {"i": size, "k": kernel, "s": stride, "p": padding, "d": dilation}
    return Setting(*(var(n) if v is None else num(v) for n, v in given.items()))


def equation(
    output: int, size: int, *, kernel: int | None = None, stride: int | None = None,
    padding: int | None = None, dilation: int | None = None,
) -> Display:  # fmt: skip
    """The equation that the settings which are not given have to meet."""
    known = setting(size, kernel=kernel, stride=stride, padding=padding, dilation=dilation)
    return Display(f"{output} = {latex(known.output())}")


def size_steps(
    size: int, *, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1,
    opening: str = "", closing: str = "",
) -> Derivation:  # fmt: skip
    """An output's size in steps. Raises LayerError where there is none.

    >>> for step in size_steps(32, kernel=5, stride=2).steps: print(step.claim)
    floor((32 + 2*0 - 5)/2) + 1 = floor((32 + 2*0 - 5)/2) + 1
    floor((32 + 2*0 - 5)/2) + 1 = floor(27/2) + 1
    floor(27/2) + 1 = 13 + 1
    13 + 1 = 14
    """
    found = output_size(size, kernel=kernel, stride=stride, padding=padding, dilation=dilation)
    formula = setting(
        size, kernel=kernel, stride=stride, padding=padding, dilation=dilation
    ).output()
    room = size + 2 * padding - (dilation * (kernel - 1) + 1)
    return stepwise(
        f"size after a window of {kernel} on {size}",
        formula,
        (formula, "the floor formula"),
        (_places(num(room), stride), "the room that the window has to move in"),
        (add(num(found - 1), ONE), "whole steps only"),
        (num(found), "and the place that it starts from"),
        left="o",
        opening=opening,
        closing=closing,
    )


def _places(room: Term, stride: int) -> Term:
    return add(apply("floor", div(room, num(stride))), ONE)


def shape_latex(shape: Sequence[int]) -> str:
    r"""A shape in LaTeX: 3 \\times 32 \\times 32."""
    return r" \times ".join(map(str, shape))


def volume_steps(shape: Sequence[int], *, opening: str = "", closing: str = "") -> Derivation:
    """The number of entries of a shape."""
    known = shape_of(shape)
    return stepwise(
        f"entries of {known}",
        mul(*map(num, known)),
        (num(prod(known)), "channels, height, width"),
        opening=opening,
        closing=closing,
    )


def parameter_term(layer: Layer, shape: Shape) -> Term:
    """The number of parameters of a layer as it is counted: kernels, channels, window, biases."""
    if layer.kernels is None:
        return num(0)
    axes = len(shape) - 1
    window = num(layer.kernel) if axes == 1 else power(num(layer.kernel), num(axes))
    weights = mul(num(layer.kernels), num(shape[0]), window)
    return add(weights, num(layer.kernels)) if layer.bias else weights


def parameter_steps(
    layer: Layer, shape: Sequence[int], *, opening: str = "", closing: str = ""
) -> Derivation:  # fmt: skip
    """The number of parameters of a layer with an input of this shape."""
    known = shape_of(shape)
    reason = "each kernel has a weight for every channel and cell of its window"
    return stepwise(
        f"parameters of {layer.kernels} kernels",
        parameter_term(layer, known),
        (num(layer.parameters(known)), reason + (", and a bias" if layer.bias else "")),
        opening=opening,
        closing=closing,
    )


def stack_table(stack: Sequence[Layer], shape: Sequence[int], *, caption: str = "") -> Table:
    """The shapes and the numbers of parameters through a stack. Raises LayerError."""
    here = shape_of(shape)
    rows: list[tuple[str, ...]] = [("input", "", f"${shape_latex(here)}$", "")]
    claims: list[Claim] = []
    counts: list[int] = []
    for number, (layer, after) in enumerate(zip(stack, through(stack, here), strict=True), 1):
        sizes = [_size(layer, n) for n in dict.fromkeys(here[1:])]
        claims += [Claim(term, "=", num(layer.size(n))) for n, term in
                   zip(dict.fromkeys(here[1:]), sizes, strict=True)]  # fmt: skip
        counted = parameter_term(layer, here)
        counts.append(layer.parameters(here))
        if layer.kernels is not None:
            claims.append(Claim(counted, "=", num(counts[-1])))
        shown = ", ".join(f"${_inline(term)}$" for term in sizes)
        count = f"${latex(counted)} = {counts[-1]}$" if layer.kernels is not None else "$0$"
        rows.append((f"{number}. {_described(layer)}", shown, f"${shape_latex(after)}$", count))
        here = after
    if len(stack) > 1:
        claims.append(Claim(add(*map(num, counts)), "=", num(sum(counts))))
        rows.append(("all", "", "", f"${sum(counts)}$"))
    return Table(
        caption or f"Shapes and parameters, from ${shape_latex(shape)}$.",
        ("layer", "size along an axis", "output", "parameters"),
        tuple(rows),
        (1, len(rows) - 1) if len(stack) > 1 else (1,),
        tuple(dict.fromkeys(claims)),
    )


def _size(layer: Layer, size: int) -> Term:
    return setting(
        size, kernel=layer.kernel, stride=layer.stride, padding=layer.padding,
        dilation=layer.dilation,
    ).output()  # fmt: skip


def _inline(formula: Term) -> str:
    r"""The floor formula in one line, with a stroke for its fraction."""
    room, stride = formula.args[0].args[0].args
    return rf"\lfloor ({latex(room)}) / {latex(stride)} \rfloor + 1"


def _described(layer: Layer) -> str:
    """A layer in words, without the settings that are left at nothing."""
    if layer.kernels is None:
        what = "pooling"
    else:
        what = f"${layer.kernels}$ kernel{'s' if layer.kernels > 1 else ''}"
    plain = {"s": (layer.stride, 1), "p": (layer.padding, 0), "d": (layer.dilation, 1)}
    more = "".join(f", {n} = {value}" for n, (value, usual) in plain.items() if value != usual)
    return f"{what}, $k = {layer.kernel}{more}$"


def fits_table(fits: Sequence[Fit], output: int, *, caption: str = "") -> Table:
    """Settings that give the wanted size, each with the formula that says so."""
    rows, claims = [], []
    for fit in fits:
        formula = setting(
            fit.size, kernel=fit.kernel, stride=fit.stride, padding=fit.padding,
            dilation=fit.dilation,
        ).output()  # fmt: skip
        numbers = (fit.kernel, fit.stride, fit.padding, fit.dilation)
        rows.append((*(f"${n}$" for n in numbers), f"${_inline(formula)} = {output}$"))
        claims.append(Claim(formula, "=", num(output)))
    head = ("$k$", "$s$", "$p$", "$d$", "output")
    return Table(caption or f"Settings with an output of ${output}$.", head, tuple(rows), (),
                 tuple(claims))  # fmt: skip


__all__ = [
    "FORMULA", "Setting", "equation", "fits_table", "parameter_steps", "parameter_term", "setting",
    "shape_latex", "size_steps", "stack_table", "volume_steps",
]  # fmt: skip
