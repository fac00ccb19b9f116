"""The topic: convolutions of short sequences and of an image, and why they commute."""

from __future__ import annotations

from proofs.claim import Claim
from proofs.kernel.terms import add, vector

from ...writeup import Block, Chain, Display, Heading, Items, Paragraph, Writeup
from ..topic import Topic
from .commuting import COMMUTES, commuting_steps
from .tables import CORRELATION, DEFINITION, blocks, window_figure
from .windows import MODES, convolve, cross_correlate

SIGNAL, KERNEL = (2, -1, 3, 0, 5), (1, 4, -2)


def _as_vector(found: object) -> object:
    return vector(*found.values)  # type: ignore[attr-defined]


CLAIMS = {
    "the full convolution commutes": COMMUTES,
    "of two entries each": Claim(
        _as_vector(convolve(["a", "b"], ["u", "v"])),
        "=",
        _as_vector(convolve(["u", "v"], ["a", "b"])),
    ),
    "linear in the kernel": Claim(
        convolve(["a", "b", "c"], ["u + r", "v + s"], "valid").values[0],
        "=",
        add(*(convolve(["a", "b", "c"], w, "valid").values[0] for w in (["u", "v"], ["r", "s"]))),
    ),
}


def _modes() -> tuple[Block, ...]:
    out: list[Block] = []
    for mode in MODES:
        found = convolve(SIGNAL, KERNEL, mode)
        out += [Heading(f"The {mode} convolution", 2), *blocks(found)]
        if mode == "full":
            figure = window_figure(
                found, "convolution", "The flipped kernel slides along the padded input."
            )
            out += [] if figure is None else [figure]
    return tuple(out)


def _write() -> Writeup:
    return Writeup(
        "Convolution",
        (
            Heading("What it is"),
            Display(DEFINITION),
            Paragraph(
                "Entries that there are not count as 0. As $k$ grows in $x_k$, the index of $w$"
                " falls: the kernel lies on the input flipped. Without flipping it is called a"
                " cross-correlation, which is what libraries for networks compute:"
            ),
            Display(CORRELATION),
            Heading("A sequence of five with a kernel of three"),
            *_modes(),
            Heading("Without flipping"),
            *blocks(cross_correlate(SIGNAL, KERNEL, "valid")),
            Heading("With stride and dilation"),
            *blocks(convolve([1, 2, 3, 4, 5, 6, 7], ["a", "b"], padding=1, stride=2, dilation=3)),
            Heading("An image"),
            *blocks(convolve([[1, 2, 0], [0, 1, 3], [4, 0, 1]], [[1, 2], [0, -1]], "valid")),
            Heading("It commutes"),
            Chain(commuting_steps()),
            Items(
                (
                    "Of the valid convolution that is not said: the roles of input and kernel"
                    " differ there.",
                    "A cross-correlation does not commute: exchanging its sequences turns the"
                    " output round.",
                )
            ),
        ),
    )


TOPIC = Topic("convolution", "Convolution", CLAIMS, _write)
