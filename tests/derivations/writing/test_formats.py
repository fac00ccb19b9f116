"""JUnit, SARIF and GitHub's annotations, read back by the formats' own readers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from derivations.cli.commands import app
from derivations.derivation import Diagnostic, Span
from derivations.documents import check_text
from derivations.report import Report
from derivations.writing.github import KEPT, github
from derivations.writing.junit import junit
from derivations.writing.sarif import sarif

PAGE = "\n".join([
    "For all $x$ we have $e^x e^x = e^{2x}$,", "but $e^x e^x = e^{x^2}$ & \U0001d53c $\\ne 50\\%$.",
    "", "Also $\\gcd(a, b) = \\gcd(b, a)$ and $a = \\frac{1}{2$.",
])  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return check_text("notes/a page.md", PAGE)


def test_junit_is_read_back(report: Report, tmp_path: Path) -> None:
    reader = pytest.importorskip("junitparser")
    path = tmp_path / "r.xml"
    path.write_text(junit([report, Report("empty.md", "", ())]))
    suites = list(reader.JUnitXml.fromfile(str(path)))
    cases = list(suites[0])
    judged = [a for a in report.assertions if a.verdict is not None]
    assert [s.name for s in suites] == ["notes/a page.md", "empty.md"]
    assert suites[0].failures == report.count("refuted") == 1
    assert suites[0].skipped == report.count("undecided")
    assert len(cases) >= len(judged)
    failed = next(c for c in cases if c.result and isinstance(c.result[0], reader.Failure))
    assert failed.result[0].message == "this step is not an equality"
    assert "e^{x^2}" in failed.name
    assert "at x = " in failed.result[0].text


def test_junit_has_no_character_that_xml_has_not() -> None:
    reader = pytest.importorskip("junitparser")
    text = junit([check_text("a\x01.md", "Then $1 = 2$ \x02 and $\x03 = 1$.")])
    assert reader.JUnitXml.fromstring(text.encode()) is not None


def test_sarif_is_read_back(report: Report, tmp_path: Path) -> None:
    loader = pytest.importorskip("sarif.loader")
    path = tmp_path / "r.sarif"
    path.write_text(sarif([report]))
    loaded = loader.load_sarif_file(str(path))
    refuted = [r for r in loaded.get_results() if r["ruleId"] == "D104"]
    region = refuted[0]["locations"][0]["physicalLocation"]["region"]
    assert loaded.get_distinct_tool_names() == ["derive"]
    assert len(refuted) == 1
    assert (region["startLine"], region["startColumn"]) == (2, 16)
    uri = refuted[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "notes/a%20page.md"


def test_sarif_names_each_rule_once_and_by_its_place(report: Report) -> None:
    run = json.loads(sarif([report, report]))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    assert run["columnKind"] == "unicodeCodePoints"


def test_annotations_of_github(report: Report) -> None:
    lines = github([report]).splitlines()
    refuted = next(line for line in lines if "D104" in line)
    assert re.fullmatch(
        r"::error title=derive \(D104\),file=notes/a page.md,line=2,col=16,endLine=2,endColumn=23"
        r"::this step is not an equality: .*%0Aat x = .*", refuted
    )  # fmt: skip


def test_no_text_of_a_page_becomes_a_command() -> None:
    told = Diagnostic("D104", "error", "a\n::error::b", Span(1, 1, 1, 2), "", ("c\r::set-env::",))
    report = Report("a,b:c\n::stop::.md", "", (), (), (told,) * (KEPT + 2))
    lines = github([report]).splitlines()
    assert len(lines) == KEPT + 2
    assert all(
        line.startswith("::error title=derive (D104),file=a%2Cb%3Ac%0A") for line in lines[:KEPT]
    )
    assert not any("::" in line for line in lines[KEPT:])


@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_the_command_writes_each(form: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    done = CliRunner().invoke(app, ["check", str(page), "--format", form])
    assert done.exit_code == 1
    assert "this step is not an equality" in done.stdout
    out = tmp_path / "out"
    CliRunner().invoke(app, ["check", str(page), "--format", form, "-o", str(out)])
    assert "this step is not an equality" in out.read_text()
