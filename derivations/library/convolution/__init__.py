r"""Discrete convolutions and cross-correlations, each output element spelt out.

    found = convolve([1, 2, 3, 4], [1, 0, 2], "full")      # or "valid", "same", padding=1
    found.values                          # the outputs, as exact terms
    output_table(found)                   # a Table with each window, its products and their sum
    blocks(found)                         # all of it: flipping, zeros, size, table, result
    window_figure(found, "window", "...") # a Figure of the kernel sliding along the input
    Chain(commuting_steps())              # x * w = w * x for symbolic lengths

`cross_correlate` takes the same and doesn't flip the kernel; both know `stride` and `dilation`.
Entries are numbers, fractions, LaTeX text, SymPy expressions or terms; nested lists are images.
Whatever can't be done is a ConvolutionError of one line.

>>> [str(v) for v in convolve([1, 2], ["a", "b"]).values]
['a', 'b + 2*a', '2*b']
"""

from .commuting import COMMUTES, commuting_steps, full_output
from .lesson import TOPIC
from .tables import (
    CORRELATION,
    DEFINITION,
    array_latex,
    blocks,
    output_table,
    result,
    size_steps,
    window_figure,
)
from .windows import MODES, Convolution, ConvolutionError, convolve, cross_correlate

__all__ = [
    "COMMUTES", "CORRELATION", "DEFINITION", "MODES", "TOPIC", "Convolution", "ConvolutionError",
    "array_latex", "blocks", "commuting_steps", "convolve", "cross_correlate", "full_output",
    "output_table", "result", "size_steps", "window_figure",
]  # fmt: skip
