r"""Layers that map shapes: `32 \times 32 \times 3 \xrightarrow{8, 5 \times 5, s=1, p=2} ...`.

A convolution with n kernels maps height, width and channels (in this order, or channels first) to
those of its output; pooling keeps the channels. Along an axis, the output's size is
floor((size - (d (k - 1) + 1) + 2p) / s) + 1. Source: V. Dumoulin and F. Visin, A guide to
convolution arithmetic for deep learning (2016), relationship 15.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from proofs.kernel.terms import ONE, ZERO, Term, add, apply, div, mul, num, sub

from ..errors import AMBIGUOUS, EXPECTED, ReadingError
from ..expressions.names import spelled, split
from ..expressions.relations import Range
from ..sources.symbols import CLOSERS, OPENERS
from ..statements.sides import Formula

_TIMES = frozenset({"*", "\\times", "\\cdot", "\\ast"})
_KINDS = (
    ("pool", re.compile(r"(max|avg|average|mean)?-?pool\w*", re.IGNORECASE)),
    ("conv", re.compile(r"conv\w*", re.IGNORECASE)),
)
_PARAMETERS = {
    "s": "stride", "stride": "stride", "p": "padding", "pad": "padding", "padding": "padding",
    "d": "dilation", "dilation": "dilation", "k": "kernel", "f": "kernel", "kernel": "kernel",
}  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """A layer as a label gives it; `kernels` is None for pooling, which has none of its own."""

    kernels: Term | None
    kernel: tuple[Term, Term]
    stride: Term
    padding: Term
    dilation: Term
    notes: tuple[str, ...] = ()

    def size(self, size: Term, axis: int) -> Term:
        """The output's size along an axis."""
        window = self.kernel[axis]
        if self.dilation is not ONE:
            window = add(mul(self.dilation, sub(window, ONE)), ONE)
        padded = sub(size, window) if self.padding is ZERO else add(
            sub(size, window), mul(num(2), self.padding)
        )  # fmt: skip
        return add(apply("floor", div(padded, self.stride)), ONE)


def layer_of(formula: Formula, a: int, b: int) -> Layer | None:
    r"""The layer that the label between two tokens gives; None where it says something else."""
    tokens = formula.tokens
    kind, kernels, kernel = "", None, None
    given: dict[str, Term] = {}
    for x, y in split(tokens, a, b):
        text = spelled(tokens, x, y)
        word = next((k for k, pattern in _KINDS if pattern.fullmatch(_bare(text))), "")
        if word:
            kind = word
            continue
        if "=" in text:
            name, _, _ = text.partition("=")
            value = formula.value((_after(formula, x, y, "="), y)).term
            key = _PARAMETERS.get(_bare(name))
            if key is None or value is None or value.free:
                return None
            given[key] = value
            continue
        factors = [formula.value(f).term for f in _factors(formula, x, y)]
        if not all(f is not None and f.op == "num" for f in factors) or len(factors) > 2:
            return None
        numbers = [f for f in factors if f is not None]
        if len(numbers) == 2:
            kernel = (numbers[0], numbers[1])
        elif kernels is None and kernel is None:
            kernels = numbers[0]
        else:
            return None
    if "kernel" in given and kernel is None:
        kernel = (given["kernel"], given["kernel"])
    if kernel is None or (kernels is None) != (kind == "pool"):
        return None
    return _with_defaults(kernels, kernel, given)


def _with_defaults(
    kernels: Term | None, kernel: tuple[Term, Term], given: dict[str, Term]
) -> Layer:
    notes = []
    default = kernel[0] if kernels is None else ONE
    if "stride" not in given:
        notes.append(f"the stride is taken to be {default}")
    if "padding" not in given:
        notes.append("no padding is taken")
    return Layer(
        kernels, kernel, given.get("stride", default), given.get("padding", ZERO),
        given.get("dilation", ONE), tuple(notes),
    )  # fmt: skip


def _bare(text: str) -> str:
    return re.sub(r"\\(?:text|mathrm|operatorname)|[{}\\\s]", "", text)


def _after(formula: Formula, a: int, b: int, sign: str) -> int:
    return next(i for i in range(a, b) if formula.tokens[i].text == sign) + 1


def _factors(formula: Formula, a: int, b: int) -> list[Range]:
    """The factors between signs of multiplication outside brackets."""
    out, start, depth = [], a, 0
    for i in range(a, b):
        text = formula.tokens[i].text
        depth += (text in OPENERS) - (text in CLOSERS)
        if depth == 0 and text in _TIMES:
            out.append((start, i))
            start = i + 1
    return [*out, (start, b)]


def mapped(
    formula: Formula, layer: Layer, left: Range, right: Range
) -> tuple[list[tuple[Term, Term]], tuple[str, ...]]:
    """The sizes that the layer gives, each with the size that is written; and how it was read.

    Raises ReadingError where the shapes aren't three sizes each.
    """
    before, after = (_sizes(formula, place) for place in (left, right))
    first = layer.kernels is not None and after[0] is layer.kernels
    last = layer.kernels is None or after[2] is layer.kernels
    place = (formula.tokens[left[0]].start, formula.tokens[right[1] - 1].end)
    if first and not last:
        channels, axes = 0, (1, 2)
    elif last:
        channels, axes = 2, (0, 1)
    else:
        raise ReadingError(
            AMBIGUOUS, "which of the sizes is the number of channels?", *place,
            notes=("help: the number of kernels is none of them",),
        )  # fmt: skip
    pairs = [(layer.size(before[axis], i), after[axis]) for i, axis in enumerate(axes)]
    kept = before[channels] if layer.kernels is None else layer.kernels
    what = "pooling" if layer.kernels is None else "a convolution"
    return [*pairs, (kept, after[channels])], (f"the arrow is read as {what}", *layer.notes)


def _sizes(formula: Formula, place: Range) -> list[Term]:
    values = [formula.value(f) for f in _factors(formula, *place)]
    terms = [v.term for v in values if v.term is not None]
    if len(terms) != 3 or len(values) != 3:
        raise ReadingError(
            EXPECTED, "a shape of three sizes has to stand here", values[0].start, values[-1].end
        )
    return terms
