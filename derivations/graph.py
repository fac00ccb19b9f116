r"""Graph: nodes and directed edges, each with a text, as data that a picture is drawn from.

>>> square = Graph(
...     (Node("v0", "$x$", kind="input"), Node("v1", "$v_1 = x^2$", kind="output")),
...     (Edge("v0", "v1", "$2x$"),),
... )
>>> square.ranks()
{'v0': 0, 'v1': 1}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["input", "operation", "output"]


class GraphError(ValueError):
    """Edges between nodes that there are not, against the order, or nodes of one name."""


@dataclass(frozen=True)
class Node:
    """A node by its `name`; `label` is what stands in it, `note` what may stand beside it.

    Both are text with mathematics between dollar signs. `kind` tells where the node stands: an
    input has no edges into it, and the output none out of it.
    """

    name: str
    label: str
    note: str = ""
    kind: Kind = "operation"


@dataclass(frozen=True)
class Edge:
    """An edge from the node `start` to the node `end`, by their names; `label` is a text too."""

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True)
class Graph:
    """A directed graph without cycles: each edge leads from an earlier node to a later one.

    Nodes are in an order in which they can be worked out (and drawn), edges in the order of the
    nodes that they end at. Raises GraphError where that isn't so.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        place = {node.name: k for k, node in enumerate(self.nodes)}
        if len(place) != len(self.nodes):
            raise GraphError("two nodes of one name")
        for edge in self.edges:
            for end in (edge.start, edge.end):
                if end not in place:
                    raise GraphError(f"an edge at {end}, which is no node")
            if place[edge.start] >= place[edge.end]:
                raise GraphError(f"{edge.end} stands before {edge.start}, from which it follows")

    def ranks(self) -> dict[str, int]:
        """For each node, the number of edges on the longest way to it: its layer in a picture."""
        out = dict.fromkeys((node.name for node in self.nodes), 0)
        into: dict[str, list[str]] = {}
        for edge in self.edges:
            into.setdefault(edge.end, []).append(edge.start)
        for node in self.nodes:
            out[node.name] = max((out[start] + 1 for start in into.get(node.name, ())), default=0)
        return out


__all__ = ["Edge", "Graph", "GraphError", "Node"]
