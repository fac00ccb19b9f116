"""Graphs as data: only those that can be drawn from their inputs to their output."""

from __future__ import annotations

import pytest

from derivations.graph import Edge, Graph, GraphError, Node

A, B, C = (Node(name, f"${name}$") for name in "abc")


def test_a_rank_is_the_longest_way() -> None:
    graph = Graph((A, B, C), (Edge("a", "b"), Edge("a", "c"), Edge("b", "c")))
    assert graph.ranks() == {"a": 0, "b": 1, "c": 2}


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ((A, A), (), "two nodes of one name"),
        ((A,), (Edge("a", "b"),), "an edge at b, which is no node"),
        ((A, B), (Edge("b", "a"),), "a stands before b, from which it follows"),
        ((A,), (Edge("a", "a"),), "a stands before a"),
    ],
    ids=["one name twice", "no such node", "against the order", "a loop"],
)
def test_what_is_no_such_graph(
    nodes: tuple[Node, ...], edges: tuple[Edge, ...], message: str
) -> None:
    with pytest.raises(GraphError, match=message):
        Graph(nodes, edges)
