r"""Automatic differentiation: evaluation traces, forward and reverse mode, worked out exactly.

    trace = evaluation_trace(r"\frac{1}{x_1 + x_2} + x_2^2 + \cos x_1", {"x_1": 3, "x_2": 6})
    forward_table(trace, "x_1")             # a Table: the trace and the derivatives along x_1
    forward_table(trace, (1, "1/2"))        # along another direction
    reverse_table(trace, decimals=4)        # the trace and all adjoints
    gradient(trace)                         # the derivatives, as exact terms
    graph_of(trace)                         # the computational graph, as data for a picture
    graph_figure(trace, "graph")            # the picture

The expression is LaTeX text, a SymPy expression or a term, in any number of variables; the point is
exact (integers, fractions, r"\sqrt{2}", "0.1", SymPy numbers). The tables are blocks of a writeup,
and carry what their rows claim. `value_sweep`, `forward_sweep` and `reverse_sweep` work in balls,
on traces of any length. Whatever can't be done is an AutodiffError of one line.

>>> trace = evaluation_trace(r"\frac{x_1}{x_2}", {"x_1": 1, "x_2": 0})
>>> gradient(trace)
Traceback (most recent call last):
derivations.library.autodiff.errors.AutodiffError: v_1 = v_-1/v_0 is not defined at x_1 = 1, x_2 = 0: it needs v_0 != 0
"""  # noqa: E501

from .errors import AutodiffError
from .graph import graph_figure, graph_of
from .lesson import TOPIC, modes
from .rounding import decimals
from .sweeps import forward_sweep, gradient_decimals, reverse_sweep, value_sweep
from .tables import forward_table, reverse_table, value_table
from .trace import Trace
from .tracing import evaluation_trace
from .values import directional_derivative, exact_values, gradient

__all__ = [
    "TOPIC", "AutodiffError", "Trace", "decimals", "directional_derivative", "evaluation_trace",
    "exact_values", "forward_sweep", "forward_table", "gradient", "gradient_decimals",
    "graph_figure", "graph_of", "modes", "reverse_sweep", "reverse_table", "value_sweep",
    "value_table",
]  # fmt: skip
