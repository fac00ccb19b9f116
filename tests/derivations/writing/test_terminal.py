from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console
from syrupy.assertion import SnapshotAssertion

from derivations.derivation import Diagnostic, Span, Step
from derivations.report import Assertion, Outcome, Report
from derivations.writing.terminal import terminal

Place = Callable[..., Span]
TEXT = r"""# Sigmoid
For every $x$,
$$\begin{aligned}
\sigma(x) &= \frac{1}{2} \tanh\left(\frac{x}{2} + 1\right) \\
&= \frac{1}{1
    + e^{-x}}
\end{aligned}$$
and 设 $é = \frac{x^2-1}{x-1} = x + 1$.
"""


def report(text: str, *diagnostics: Diagnostic, links: tuple[Assertion, ...] = ()) -> Report:
    return Report("page.md", text, links, (), diagnostics)


def link(verdict: Outcome | None, told: Diagnostic | None = None, **fields: object) -> Assertion:
    values: dict[str, object] = {"kind": "claim"} | fields
    return Assertion(
        id="q1/1",
        span=Span(8, 10, 8, 40),
        latex=r"é = \frac{x^2-1}{x-1}",
        left="é",
        relation="=",
        right=r"\frac{x^2-1}{x-1}",
        right_span=Span(8, 14, 8, 30),
        reading="",
        verdict=verdict,
        diagnostic=told,
        **values,  # type: ignore[arg-type]
    )


def written(found: Report, **options: object) -> str:
    return terminal(found, **options).plain  # type: ignore[arg-type]


def test_a_refuted_step(span: Place, snapshot: SnapshotAssertion) -> None:
    told = Diagnostic(
        "D104",
        "error",
        "this step is not an equality",
        span(TEXT, r"\frac{1}{2} \tanh\left(\frac{x}{2} + 1\right)"),
        r"differs from \sigma(x)",
        (
            "at x = 0: 0.5 on the left, 0.380797... on the right",
            r"nearest true statement: \frac{1}{2}\left(\tanh\frac{x}{2} + 1\right)",
        ),
    )
    assert written(report(TEXT, links=(link("refuted", told),))) == snapshot


def test_an_undecided_step_over_two_lines(span: Place, snapshot: SnapshotAssertion) -> None:
    told = Diagnostic(
        "D201",
        "note",
        "this step could not be decided in 2 s",
        span(TEXT, "\\frac{1}{1\n    + e^{-x}}"),
        "",
        (
            "tried: normal form, cases, 64 exact points (all agree)",
            "help: split the step in two",
        ),
    )
    assert written(report(TEXT, links=(link("undecided", told),))) == snapshot


def test_wide_and_accented_letters(span: Place, snapshot: SnapshotAssertion) -> None:
    told = Diagnostic("D104", "error", "no", span(TEXT, "x + 1", after=TEXT.index("设")), "here")
    assert written(report(TEXT, told)) == snapshot


def test_a_long_span_keeps_its_ends(snapshot: SnapshotAssertion) -> None:
    told = Diagnostic("D001", "error", "this $$ is never closed", Span(3, 1, 8, 4), "to here")
    assert written(report(TEXT, told)) == snapshot


def test_a_long_line_is_cut(snapshot: SnapshotAssertion) -> None:
    text = "so $" + " + ".join(f"a_{{{n}}}" for n in range(60)) + " = 0$ and so on"
    start = text.index("a_{30}") + 1
    told = Diagnostic("D104", "error", "no", Span(1, start, 1, start + 6), "differs from the rest")
    assert written(report(text, told), width=60) == snapshot


def test_messages_stand_in_the_order_of_the_page(span: Place) -> None:
    late = Diagnostic("D104", "error", "late", span(TEXT, "x + 1"))
    early = Diagnostic("D001", "error", "early", span(TEXT, "$x$"))
    text = written(report(TEXT, early, links=(link("refuted", late),)))
    assert text.index("early") < text.index("late")


def test_one_diagnostic_is_shown_once(span: Place) -> None:
    told = Diagnostic("D003", "error", "unknown command", span(TEXT, "x + 1"))
    text = written(report(TEXT, told, links=(link("unreadable", told),)))
    assert text.count("D003") == 1


def test_a_place_beyond_the_text_does_no_harm() -> None:
    assert "9:4" in written(report("", Diagnostic("D001", "error", "no", Span(9, 4, 9, 5))))


def test_every_link_on_request(snapshot: SnapshotAssertion) -> None:
    links = (
        link("proved", conditions=(r"x \neq 1",)),
        link("proved", caveats=("to the digits shown",)),
        link("refuted"),
        link(None, kind="definition"),
    )
    assert written(report(TEXT, links=links), verbose=True) == snapshot


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "page.md: nothing to judge: the document is empty\n"),
        (" \n\t\n", "page.md: nothing to judge: the document is empty\n"),
        ("Prose.\n", "page.md: nothing to judge: found no mathematics to judge\n"),
    ],
)
def test_a_document_with_nothing_in_it(text: str, expected: str) -> None:
    assert written(report(text)) == expected


def test_nothing_of_the_page_steers_the_terminal() -> None:
    text = "$a = \x1b]0;title\x07b$"
    told = Diagnostic("D104", "error", "no \x1b[2J", Span(1, 6, 1, 16), "\x1b[31m", ("\u202e",))
    file = StringIO()
    Console(file=file, highlight=False).print(terminal(report(text, told)), soft_wrap=True)
    assert "\x1b" not in file.getvalue()
    assert "\x07" not in file.getvalue()
    assert "\u202e" not in file.getvalue()


def test_markup_in_the_page_is_text(step: Callable[..., Step]) -> None:
    text = "$[bold]a[/bold] = :smile: = [/nosuch]$"
    told = Diagnostic("D104", "error", "[red]no", Span(1, 2, 1, 5), "[/x]", (":smile:",))
    file = StringIO()
    Console(file=file, highlight=False).print(terminal(report(text, told)), soft_wrap=True)
    assert text in file.getvalue()
    assert "error[D104]: [red]no" in file.getvalue()
