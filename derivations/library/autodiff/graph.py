r"""The computational graph of a trace: a node for each variable, an edge from each operand.

>>> from .tracing import evaluation_trace
>>> graph = graph_of(evaluation_trace(r"x_1 x_2 + \cos x_1", {"x_1": 3, "x_2": 6}))
>>> [node.label for node in graph.nodes][:3]
['$v_{-1} = x_{1}$', '$v_{0} = x_{2}$', '$v_{1} = v_{-1} v_{0}$']
>>> [(edge.start, edge.end, edge.label) for edge in graph.edges][-1]
('v_2', 'v_3', '$1$')
"""

from __future__ import annotations

from ...graph import Edge, Graph, Kind, Node
from ...writeup import Figure
from ...writing.latex import latex
from ...writing.pictures import GraphPicture
from .rounding import decimals
from .tables import in_latex
from .trace import Trace
from .values import exact_values, locals_of


def graph_of(trace: Trace, *, places: int = 4) -> Graph:
    """The graph of a trace: beside each node its value, along each edge the derivative of the node
    that it ends at in the one that it starts from, as a formula.

    Raises AutodiffError where there is no value or no derivative.
    """
    values = exact_values(trace)
    nodes, edges = [], []
    for number in trace.numbers:
        shown = decimals(values[trace.place(number)], places).text
        left = in_latex(trace, number)
        if number > 0:
            right = in_latex(trace, trace.formula(number))
            kind: Kind = "output" if number == trace.output else "operation"
            for local in locals_of(trace, number):
                label = f"${in_latex(trace, local.formula)}$"
                edges.append(Edge(f"v_{local.by}", f"v_{number}", label))
        else:
            right, kind = latex(trace.inputs[trace.place(number)]), "input"
        nodes.append(Node(f"v_{number}", f"${left} = {right}$", f"${shown}$", kind))
    return Graph(tuple(nodes), tuple(edges))


def graph_figure(trace: Trace, name: str, caption: str = "") -> Figure:
    """The graph of a trace as a figure; `name` is the stem of its file."""
    about = "The computational graph, with the derivative along each edge."
    return Figure(name, caption or about, GraphPicture(graph_of(trace)))


__all__ = ["graph_figure", "graph_of"]
