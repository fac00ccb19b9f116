"""The command as a person meets it: in a process of its own, with good and bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from derivations.cli.commands import app
from proofs import second_opinion

ROOT = Path(__file__).parents[2]
Derive = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def derive(tmp_path: Path) -> Derive:
    """Runs `derive` in an empty folder."""

    def run(
        *arguments: str, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "derivations.cli", *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run


GOOD = "For all $x$ we have $e^x e^x = e^{2x}$.\n"
WRONG = "For all $x$ we have $e^x e^x = e^{x^2}$.\n"


def test_a_true_step(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(GOOD)
    done = derive("check", "page.md")
    assert done.stdout == "page.md: 1 proved, 0 refuted, 0 undecided, 0 unreadable\n"
    assert done.returncode == 0


def test_a_wrong_step_shows_its_line_and_a_witness(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WRONG)
    done = derive("check", "page.md")
    assert "error[D104]: this step is not an equality" in done.stdout
    assert " --> page.md:1:32" in done.stdout
    assert "1 | For all $x$ we have $e^x e^x = e^{x^2}$." in done.stdout
    assert re.search(r"= at x = \S+: \S+ on the left, \S+ on the right", done.stdout)
    assert done.returncode == 1


def test_json_of_one_document_is_an_object(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WRONG)
    done = derive("check", "page.md", "--format", "json")
    report = json.loads(done.stdout)
    assert report["document"] == "page.md"
    assert report["summary"]["refuted"] == 1
    assert report["assertions"][0]["witness"]["at"]["x"]
    assert done.returncode == 1


def test_json_of_several_documents_is_an_array(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD)
    (tmp_path / "b.md").write_text(WRONG)
    done = derive("check", "a.md", "b.md", "--format=json")
    assert [row["document"] for row in json.loads(done.stdout)] == ["a.md", "b.md"]
    assert done.returncode == 1


def test_standard_input(derive: Derive) -> None:
    done = derive("check", "-", stdin=GOOD.encode())
    assert done.stdout.startswith("<stdin>: 1 proved")
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "there is no such file"),
        (b"a\n\x00b", "is not text: line 2, byte 1 is zero"),
        ("é = b".encode("latin-1"), "is not UTF-8: line 1, byte 1 is 0xe9"),
        (b"$a = a$\n" * 2**22, "is longer than 16 MB: split it"),
        ("$a = a$".encode("utf-16"), "is not UTF-8 but UTF-16: save it as UTF-8"),
    ],
    ids=["missing", "binary", "latin-1", "too long", "utf-16"],
)
def test_a_file_that_is_no_document(
    derive: Derive, tmp_path: Path, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / "page.md").write_bytes(data)
    done = derive("check", "page.md")
    assert done.stderr.startswith(f"derive: page.md: {message}")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert done.returncode == 2


def test_a_directory(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    done = derive("check", "notes")
    assert done.stderr == "derive: notes: is a directory: name the documents in it\n"
    assert done.returncode == 2


def test_a_missing_file_keeps_no_other_from_being_judged(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(GOOD)
    done = derive("check", "missing.md", "page.md")
    assert "1 proved" in done.stdout
    assert "missing.md: there is no such file" in done.stderr
    assert done.returncode == 2


def test_an_empty_file(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"")
    done = derive("check", "page.md")
    assert done.stdout == "page.md: nothing to judge: the document is empty\n"
    assert done.returncode == 0


def test_a_byte_order_mark_and_windows_lines(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    done = derive("check", "page.md")
    assert "1 proved" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize(
    "broken",
    [
        "First $x + 1 is left open.",
        "First $\\frac{x}{2 = y$ is unbalanced.",
        "First $x = \\nosuchcommand{y}$ is unknown.",
        "First $x + = y$ lacks something.",
        "First $$\\begin{aligned} x = x$$ never ends.",
    ],
    ids=["unclosed dollar", "unbalanced brace", "unknown command", "missing side", "unclosed env"],
)
def test_a_broken_part_has_a_place_and_the_rest_is_judged(
    derive: Derive, tmp_path: Path, broken: str
) -> None:
    (tmp_path / "page.md").write_text(f"{broken}\n\n{GOOD}")
    done = derive("check", "page.md")
    assert done.stdout.count("error[D") == 1
    assert " --> page.md:1:" in done.stdout
    assert "\n1 | First $" in done.stdout
    assert "1 proved, 0 refuted, 0 undecided" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc", "page.md"),
        ("check",),
        ("check", "page.md", "--format", "yaml"),
        ("check", "page.md", "--budget", "0"),
        ("check", "page.md", "--budget", "-1"),
        ("check", "page.md", "--budget", "nan"),
        ("check", "page.md", "--budget", "soon"),
        ("check", "page.md", "--nosuch"),
    ],
    ids=" ".join,
)
def test_a_bad_option(derive: Derive, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "page.md").write_text(GOOD)
    done = derive(*arguments)
    assert "Usage: " in done.stderr
    assert done.stdout == ""
    assert done.returncode == 2


def test_its_version(derive: Derive) -> None:
    assert re.fullmatch(r"derive \d+\.\d+\.\d+\n", derive("--version").stdout)


def test_its_version_and_what_it_runs_on(derive: Derive) -> None:
    lines = derive("--version", "-v").stdout.splitlines()
    assert len(lines) == 5
    assert [line.split()[0] for line in lines] == [
        "derive", "Python", "sympy", "python-flint", "latex2sympy2",
    ]  # fmt: skip


def test_shows_what_was_understood(derive: Derive, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Let $f(x) = x^2$. Then $f(3) = 9$ and $f(2) = \\nosuch$.\n")
    run = derive("read", str(page))
    assert run.returncode == 1
    assert [line for line in run.stdout.splitlines() if line.startswith(" ")] == [
        "    definition: f(x) = x^2",
        "    claim: f(3) = 9",
        r"    not read: unknown command \nosuch [D003]",
    ]
    data = json.loads(derive("read", "--format", "json", str(page)).stdout)
    assert [row["line"] for row in data["formulas"]] == [1, 1, 1]
    assert derive("read", str(tmp_path / "none.md")).returncode == 2


def test_a_name_that_would_steer_the_terminal(derive: Derive) -> None:
    done = derive("check", "a\x1b[2J.md")
    assert done.stderr == "derive: a␛[2J.md: there is no such file\n"


def test_a_terminal_without_the_letters(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("设 $α = α + 1$\n")
    done = derive("check", "page.md", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "\\u8bbe" in done.stdout
    assert done.returncode == 1


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WRONG * 200)
    command = f"{sys.executable} -m derivations.cli check page.md --verbose | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.startswith("error[D104]")
    assert done.stderr == ""


def test_sympy_stays_away(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WRONG)
    code = (
        "import sys; from derivations.documents import check_document\n"
        "from derivations.writing.terminal import terminal\n"
        "terminal(check_document('page.md'))\n"
        "print(sorted(m for m in ('sympy', 'latex2sympy2', 'antlr4') if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout == "[]\n", done.stderr


def test_importing_the_package_is_cheap() -> None:
    heavy = "('rich', 'typer', 'flint', 'markdown_it')"
    code = f"import sys, derivations; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "[]\n", done.stderr


WRONG_IN_THE_EXAMPLE = {
    r"\frac{1}{1 + e^{b - a}}",  # a sign
    r"\sigma(b - a)",  # and the same sign again, so that the end is right
    r"2 (\sigma(2x) - 1)",  # a bracket
    r"\sum_{i=1}^n x_i^2 - 2 n m^2",  # a factor
    r"\frac{2}{u + v}",  # a fraction
    "12",  # a layer's size
    "1.4241",  # digits
}
UNDECIDED_IN_THE_EXAMPLE = {r"\int_0^{\infty} \frac{t}{e^t - 1} dt"}


def test_the_example_has_wrong_steps_and_they_are_found(derive: Derive) -> None:
    done = derive("check", str(ROOT / "examples" / "homework.md"), "--format", "json")
    report = json.loads(done.stdout)
    rows = report["assertions"]
    assert done.returncode == 1
    assert {r["right"] for r in rows if r["verdict"] == "refuted"} == WRONG_IN_THE_EXAMPLE
    assert {r["left"] for r in rows if r["verdict"] == "undecided"} == UNDECIDED_IN_THE_EXAMPLE
    assert report["summary"]["unreadable"] == 0
    assert report["summary"]["proved"] == 30
    softmin = next(c for c in report["chains"] if rows_of(report, c)[0]["line"] == 36)
    assert softmin["first_equals_last"] == "proved"


def rows_of(report: dict, chain: dict) -> list[dict]:
    return [row for row in report["assertions"] if row["id"] in chain["assertions"]]


def test_a_page_of_html(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(WRONG)
    done = derive("check", "page.md", "--format", "html", "-o", "out.html")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 1)
    assert (tmp_path / "out.html").read_text().startswith("<!DOCTYPE html>")
    assert derive("check", "page.md", "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_a_page_that_cannot_be_written(derive: Derive, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(GOOD)
    done = derive("check", "page.md", "--format", "html", "-o", "none/out.html")
    assert done.stderr == "derive: none/out.html: there is no folder none\n"
    assert done.returncode == 2
    assert derive("check", "page.md", "-o", "out.txt").returncode == 2


# --- a second opinion -----------------------------------------------------------------------------


def test_a_second_opinion_is_counted(derive: Derive, tmp_path: Path) -> None:
    pytest.importorskip("z3", reason="z3 is not installed")
    (tmp_path / "page.md").write_text(GOOD + WRONG + "Also $\\int_0^1 x\\,dx = \\frac12$.\n")
    done = derive("check", "page.md", "--second-opinion")
    assert "z3 agrees on 2, disagrees on 0, is silent on 1" in done.stdout
    data = json.loads(derive("check", "page.md", "--second-opinion", "--format", "json").stdout)
    assert data["second_opinion"] == {"agrees": 2, "disagrees": 0, "silent": 1}
    assert [a["second_opinion"] for a in data["assertions"]] == ["agrees", "agrees", "silent"]
    assert "second_opinion" not in derive("check", "page.md", "--format", "json").stdout


def test_without_z3_there_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(second_opinion, "PACKAGE", "no_such_package_at_all")
    status = CliRunner().invoke(app, ["check", "page.md", "--second-opinion"])
    assert status.exit_code == 2
    assert status.stderr.count("\n") == 1
    assert "pip install 'derivations[smt]'" in status.stderr
