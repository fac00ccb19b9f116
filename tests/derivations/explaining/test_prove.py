"""The command `derive prove`: what it prints, and its exit status."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from derivations.cli.commands import app

SIGMA = r"\sigma(t) = 1/(1 + e^{-t})"


def _run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["prove", *arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "first"),
    [
        (("x + x = 2x",), 0, "proved: x + x = 2x"),
        ((r"\sqrt{x^2} = x",), 1, "refuted: √(x²) = x"),
        ((r"\sqrt{x^2} = x", "--given", "x > 0"), 0, "proved: √(x²) = x"),
        ((r"\sigma(-x) = 1 - \sigma(x)", "--define", SIGMA), 0, "proved: σ(-x) = 1 - σ(x)"),
        ((r"\log x = 5 + \log(-x)",), 1, "undecided: log x = 5 + log(-x)"),
        (("y^2 = x^4", "--given", "y = x^2"), 0, "proved: y² = x⁴"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_verdict_stands_first(arguments: tuple[str, ...], status: int, first: str) -> None:
    code, out, _ = _run(*arguments)
    assert (code, out.split("\n")[0]) == (status, first)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((r"x = \frac{1}{",), "not closed"),
        (("x + 1",), "no claim"),
        ((r"x = x", "--given", r"x > \nosuch"), "in the condition"),
        (("f(x) = 1", "--define", "f(t) = ("), "in the definition"),
    ],
    ids=[r"x = \frac{1}{", "x + 1", r"--given x > \nosuch", "--define f(t) = ("],
)
def test_what_cannot_be_read_is_said_in_one_line(arguments: tuple[str, ...], said: str) -> None:
    code, out, err = _run(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_chain_is_explained_link_by_link() -> None:
    code, out, _ = _run("(x + 1)^2 = x^2 + 2x + 1 = x^2 + 1")
    assert code == 1
    assert [line.split(":")[0] for line in out.split("\n") if line[:1].isalpha()] == [
        "proved", "refuted", "the sides differ at x = 1",
    ]  # fmt: skip


def test_as_latex() -> None:
    code, out, _ = _run("(a + b)^2 = a^2 + 2ab + b^2", "--format", "latex")
    assert code == 0
    assert r"\[ (a + b)^2 = a^2 + 2ab + b^2 \]" in out
    assert r"\reason{expand the square}" in out


def test_as_json() -> None:
    code, out, _ = _run(r"\sqrt{x^2} = x", "--format", "json")
    data = json.loads(out)
    assert (code, data["schema"], data["verdict"]) == (1, 1, "refuted")
    assert data["explanation"]["parts"][0]["steps"][0]["rule"] == "substitution"
