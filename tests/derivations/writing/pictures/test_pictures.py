"""Pictures are the same in every run, hold what they should, and say what they can't draw."""

from __future__ import annotations

import math
import re
import warnings
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

from derivations.graph import Edge, Graph, Node
from derivations.writeup import Picture
from derivations.writing.pictures import (
    Curve,
    Curves,
    GraphPicture,
    PictureError,
    SlidingWindow,
    both_sides,
    network,
    softmax_against_temperature,
    towards_limit,
)
from derivations.writing.pictures.drawing import label
from proofs import Claim, Refuted, check
from proofs.kernel.terms import NAT, add, apply, div, exp, log, mul, neg, num, power, sqrt, var

X, K, T = var("x"), var("k"), var("T")
SIGMOID = div(num(1), add(num(1), exp(neg(mul(K, X)))))
STEP = apply("heaviside", X)
OVER = (Fraction(-4), Fraction(4))
GRAPH = Graph(
    (
        Node("a", "$v_0 = x$", "3", kind="input"),
        Node("b", "$v_1 = v_0^2$", "9"),
        Node("c", r"$v_2 = \cos v_0$"),
        Node("d", "$y = v_1 + v_2$", kind="output"),
    ),
    (Edge("a", "b", "$2 v_0$"), Edge("a", "c"), Edge("b", "d", "1"), Edge("c", "d", "1")),
)


def refuted(claim: Claim) -> Refuted:
    verdict = check(claim)
    assert isinstance(verdict, Refuted)
    return verdict


def sides(claim: Claim) -> Curves:
    picture = both_sides(refuted(claim))
    assert picture is not None
    return picture


PICTURES: dict[str, Picture] = {
    "sigmoids towards the step": towards_limit(SIGMOID, X, K, (1, 5, 20), STEP, over=OVER),
    "softmax against temperature": softmax_against_temperature([Fraction(1), Fraction(0)], T),
    "both sides": sides(Claim(sqrt(power(X, num(2))), "=", X)),
    "a graph": GraphPicture(GRAPH),
    "a window": SlidingWindow(("1", "$x_2$", "3"), ("$w_1$", "$w_0$"), ("$y_0$", "$y_1$")),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_a_picture_is_the_same_every_time(name: str, suffix: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{turn}{suffix}" for turn in ("one", "two")]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for file in files:
            PICTURES[name].save(file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len(files[0].read_bytes()) > 1000


@pytest.mark.parametrize("name", PICTURES)
def test_svg_needs_nothing_else(name: str, tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    PICTURES[name].save(file)
    root = ElementTree.parse(file).getroot()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "foreignObject"}
    assert not re.search(r"href=\"(?!#)", file.read_text())


def test_values_are_those_of_the_term() -> None:
    curve = Curve(SIGMOID, X)
    assert math.isnan(curve.at(Fraction(1)))  # k has no value
    curve = Curve(exp(X), X)
    assert curve.at(Fraction(1)) == pytest.approx(math.e, rel=1e-15)
    assert math.isnan(Curve(log(X), X).at(Fraction(-1)))
    assert math.isnan(Curve(div(num(1), X), X).at(Fraction(0)))


def test_softmax_at_some_temperatures() -> None:
    first, second = softmax_against_temperature([Fraction(1), Fraction(0)], T).curves
    assert first.at(Fraction(1)) == pytest.approx(math.e / (math.e + 1))
    assert first.at(Fraction(1)) + second.at(Fraction(1)) == pytest.approx(1)


def test_both_sides_mark_the_witness() -> None:
    picture = sides(Claim(sqrt(power(X, num(2))), "=", X))
    assert [(mark.x, mark.y) for mark in picture.marks] == [(-1, 1.0), (-1, -1.0)]


def test_other_variables_have_their_values_in_the_witness() -> None:
    y = var("y")
    picture = sides(Claim(power(add(X, y), num(2)), "=", add(power(X, num(2)), power(y, num(2)))))
    one, other = (
        curve.at(mark.x) for curve, mark in zip(picture.curves, picture.marks, strict=True)
    )
    assert one != other


def test_no_picture_without_a_real_variable() -> None:
    n = var("n", NAT)
    assert both_sides(refuted(Claim(mul(num(2), n), "=", n))) is None
    assert both_sides(refuted(Claim(num(1), "=", num(2)))) is None


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (Curves((Curve(log(X), X),), (Fraction(-2), Fraction(-1))), "none of the curves"),
        (SlidingWindow(("1",), ("a", "b"), ()), "no place"),
        (SlidingWindow(("1", "2"), ("a",), ("y",)), "1 outputs are given, but there are 2"),
        (SlidingWindow(("1", "2"), ("a",), ("y",), stride=0), "no place"),
        (GraphPicture(Graph(tuple(Node(f"n{k}", "$x$") for k in range(500)), ())), "too large"),
    ],
    ids=["undefined", "kernel larger than sequence", "outputs", "no stride", "large graph"],
)
def test_what_cannot_be_drawn_is_said(picture: Picture, why: str, tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=why):
        picture.save(tmp_path / "picture.svg")


def test_a_picture_is_svg_or_pdf(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"\.svg or \.pdf"):
        GraphPicture(GRAPH).save(tmp_path / "picture.png")


def test_a_graph_without_graphviz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    GraphPicture(GRAPH).save(tmp_path / "graph.svg")
    assert (tmp_path / "graph.svg").stat().st_size > 1000
    laid = network._by_ranks(GRAPH, {node.name: (1.0, 0.4) for node in GRAPH.nodes})
    across = [laid.places[name][0] for name in "abd"]
    assert across == sorted(across)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"$\frac{1}{2}$ of $x$", r"$\frac{1}{2}$ of $x$"),
        (r"\$5", r"\$5"),
        (r"$\begin{cases} x \end{cases}$", r"\begin{cases} x \end{cases}"),
        (r"$\text{if } x \le 1$", r"$\mathrm{if } x \leq 1$"),
    ],
)
def test_labels(text: str, shown: str) -> None:
    assert label(text) == shown
