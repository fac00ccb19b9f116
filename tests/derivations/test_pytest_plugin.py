"""The pytest plugin as other people's suites meet it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
MODULE = "derivations.pytest_plugin"
INSTALLED = any(e.value == MODULE for e in entry_points(group="pytest11"))
PLUGIN = () if INSTALLED else ("-p", MODULE)

PAGE = r"""
# Identities

Let $\sigma(x) = \frac{1}{1 + e^{-x}}$.

- $\sigma(x) + \sigma(-x) = 1$
- For all $a$, $b$ we have $(a + b)^2 = a^2 + b^2$.

$$
\begin{aligned}
\tanh(x) &= 2 \sigma(2x) - 1 \\
  &= 1 - 2 \sigma(-2x)
\end{aligned}
$$
"""
TRUE = "For all $x$ we have $e^x e^x = e^{2x}$."
UNDECIDED = r"For all $x$ we have $f(x) = f(x + 1) + g(x)$."


@pytest.fixture
def run(pytester: pytest.Pytester):
    """Runs pytest with the plugin."""

    def run(*arguments: str) -> pytest.RunResult:
        return pytester.runpytest_inprocess(*PLUGIN, "-o", "claims_budget=60", *arguments)

    return run


def page(pytester: pytest.Pytester, text: str, name: str = "page.claims.md") -> Path:
    path = pytester.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_package_declares_the_plugin() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    assert declared["pytest11"] == {"derivations": MODULE}


def test_importing_the_plugin_imports_nothing_of_ours_that_takes_long() -> None:
    code = (
        f"import sys, pytest; before = set(sys.modules); import {MODULE}; "
        "print(*sorted(m for m in set(sys.modules) - before if not m.startswith('_')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert MODULE in done.stdout.split()
    assert set(done.stdout.split()) <= {"derivations", MODULE, "fnmatch"}


def test_a_suite_without_claims_is_left_alone(pytester: pytest.Pytester, run) -> None:
    pytester.makepyfile("def test_one(): assert True")
    page(pytester, "$1 = 2$", "README.md")
    page(pytester, r"\[1 = 2\]", "paper.tex")
    run("-q").assert_outcomes(passed=1)


def test_an_item_for_each_link_named_by_it_at_its_line(pytester: pytest.Pytester) -> None:
    page(pytester, PAGE)
    items, _ = pytester.inline_genitems(*PLUGIN)
    assert [(item.name, item.location[1] or 0) for item in items] == [
        (r"\sigma(x) + \sigma(-x) = 1", 5),
        ("(a + b)^2 = a^2 + b^2", 6),
        (r"\tanh(x) = 2 \sigma(2x) - 1", 10),
        (r"2 \sigma(2x) - 1 = 1 - 2 \sigma(-2x)", 11),
    ]


def test_a_failure_is_the_diagnostic(pytester: pytest.Pytester, run) -> None:
    page(pytester, PAGE)
    result = run()
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(
        ["error?D104?: this step is not an equality", " --> page.claims.md:7:*",
         "  = at a = 1, b = 1: 4 on the left, 2 on the right"]
    )  # fmt: skip
    assert "Traceback" not in result.stdout.str()


def test_k_x_and_lf(pytester: pytest.Pytester, run) -> None:
    page(pytester, PAGE)
    run("-k", "tanh").assert_outcomes(passed=1, deselected=3)
    run("-x").assert_outcomes(passed=1, failed=1)
    run("--lf").assert_outcomes(failed=1)


def test_a_single_item_by_its_name(pytester: pytest.Pytester, run) -> None:
    page(pytester, PAGE)
    run(r"page.claims.md::\sigma(x) + \sigma(-x) = 1").assert_outcomes(passed=1)


def test_xdist(pytester: pytest.Pytester, run) -> None:
    pytest.importorskip("xdist")
    page(pytester, PAGE)
    run("-n", "2").assert_outcomes(passed=3, failed=1)


def test_junit(pytester: pytest.Pytester, run) -> None:
    page(pytester, PAGE)
    run("--junitxml=report.xml", "-o", "junit_family=xunit1")
    cases = ElementTree.parse(pytester.path / "report.xml").findall(".//testcase")
    assert cases[0].get("name") == r"\sigma(x) + \sigma(-x) = 1"
    assert [(case.get("file"), case.get("line")) for case in cases][1] == ("page.claims.md", "6")
    failed = [case for case in cases if case.find("failure") is not None]
    assert [case.get("name") for case in failed] == ["(a + b)^2 = a^2 + b^2"]
    message = failed[0].find("failure")
    assert message is not None
    assert "this step is not an equality" in str(message.get("message"))


def test_two_links_that_say_the_same_have_two_names(pytester: pytest.Pytester, run) -> None:
    page(pytester, "For all $x$ we have $x + x = 2x$.\n\nFor all $x$ we have $x + x = 2x$.\n")
    result = run("-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*::x + x = 2x PASSED*", "*::x + x = 2x ?2? PASSED*"])


def test_latex(pytester: pytest.Pytester, run) -> None:
    page(pytester, r"\begin{document}For all $x$, \[ x + x = 2x \] \end{document}", "a.claims.tex")
    run().assert_outcomes(passed=1)


def test_other_files_by_ini_option(pytester: pytest.Pytester, run) -> None:
    pytester.makeini("[pytest]\nclaims_files = notes/*.md\n")
    page(pytester, TRUE, "notes/a.md")
    page(pytester, TRUE, "other/a.md")
    run().assert_outcomes(passed=1)


DOCSTRINGS = r'''
"""A module about $e^x e^x = e^{2x}$."""

raise RuntimeError("it is read, not run")


class Activation:
    """Smooth steps.

    Let $\\sigma(x) = \\frac{1}{1 + e^{-x}}$. Its symmetry is
    :math:`\\sigma(-x) = 1 - \\sigma(x)`.
    """

    def slope(self):
        r"""The slope $\frac{d}{dx} x^2 = x$ of a square."""
'''


def test_docstrings_by_ini_option(pytester: pytest.Pytester, run) -> None:
    pytester.makeini("[pytest]\nclaims_docstrings = src/*.py\n")
    page(pytester, DOCSTRINGS, "src/activations.py")
    result = run("-v")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines([" --> activations.py:15:*"])


def test_undecided_fails_unless_the_ini_option_says_skip(pytester: pytest.Pytester, run) -> None:
    page(pytester, UNDECIDED)
    run().assert_outcomes(failed=1)
    run("-o", "claims_undecided=skip").assert_outcomes(skipped=1)


EXPECTED = {
    "undecided": (UNDECIDED + " <!-- expected undecided -->", {"passed": 1}),
    "undecided, in brackets": (UNDECIDED + " (expected undecided)", {"passed": 1}),
    "undecided, but refuted": ("So $1 = 2$. <!-- expected undecided -->", {"failed": 1}),
    "undecided, and proved by now": (TRUE + " <!-- expected undecided -->", {"passed": 1}),
    "refuted": ("So $1 = 2$. <!-- expected refuted -->", {"passed": 1}),
    "refuted, but proved": (TRUE + " <!-- expected refuted -->", {"failed": 1}),
    "refuted, but undecided": (UNDECIDED + " <!-- expected refuted -->", {"failed": 1}),
    "a mark about nothing": (TRUE + "\n\n<!-- expected refuted -->\n", {"passed": 1, "failed": 1}),
}


@pytest.mark.parametrize(("text", "outcome"), EXPECTED.values(), ids=EXPECTED)
def test_marks(pytester: pytest.Pytester, run, text: str, outcome: dict[str, int]) -> None:
    page(pytester, text)
    run().assert_outcomes(**outcome)


def test_what_cannot_be_read_fails(pytester: pytest.Pytester, run) -> None:
    page(pytester, r"We have $\frac{1}{ = 2$.")
    run().assert_outcomes(failed=1)


def test_a_file_that_is_no_text_is_an_error_of_its_own(pytester: pytest.Pytester, run) -> None:
    (pytester.path / "a.claims.md").write_bytes(b"\xff\xfe$1 = 1$")
    page(pytester, TRUE)
    result = run()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*a.claims.md: *UTF-8*"])


@pytest.mark.parametrize(
    "option", ["claims_budget=soon", "claims_budget=-1", "claims_undecided=maybe"]
)
def test_a_bad_option_is_said(pytester: pytest.Pytester, run, option: str) -> None:
    page(pytester, TRUE)
    result = run("-o", option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR or "errors" in result.parseoutcomes()
    assert option.partition("=")[0] in result.stdout.str() + result.stderr.str()


SUITE = r"""
from sympy import exp, symbols
from proofs import Claim

x = symbols("x")
SOFTMAX = [r"S(x)_i = e^{x_i}/\sum_j e^{x_j}"]
CONSTANT = [r"c \in \mathbb{R}"]


def test_latex(prove):
    verdict = prove(r"S(x + c)_i = S(x)_i", definitions=SOFTMAX, given=CONSTANT)
    assert verdict.trust == "kernel"


def test_a_claim(prove):
    prove(Claim(exp(x) ** 2, "=", exp(2 * x)))


def test_refuted(prove):
    prove(r"\sqrt{x^2} = x", given=["x < 5"])


def test_unreadable(prove):
    prove(r"\frac{1}{")
"""


def test_the_fixture(pytester: pytest.Pytester, run) -> None:
    pytester.makepyfile(SUITE)
    result = run()
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["*at x = -1: 1 on the left, -1 on the right*"])


def test_another_fixture_of_that_name_comes_first(pytester: pytest.Pytester, run) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def prove():
            return 42

        def test_own(prove):
            assert prove == 42
        """
    )
    run().assert_outcomes(passed=1)
