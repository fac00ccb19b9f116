"""`derive write`: what a person gets, and what is said where nothing can be written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from derivations.library import TOPICS
from derivations.library.topic import Topic
from derivations.library.worked import link, worked
from derivations.writeup import Chain, Figure, Paragraph, Table, Writeup
from derivations.writeups import WritingError, door, write
from derivations.writeups.files import OutputError, put_all
from derivations.writing.tex.pdf import MISSING

ROOT = Path(__file__).parents[3]


class Dot:
    """A picture of almost nothing."""

    def save(self, path: Path) -> None:
        path.write_bytes(b"a dot as " + path.suffix.encode())


CHAIN = Chain(worked("sum", "x + x", link("= 2x", "add")))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library whose one topic is small and has a figure."""
    writeup = Writeup("50% & all", (CHAIN, Figure("dot", "A dot", Dot())))
    monkeypatch.setattr(door, "topic", lambda name: Topic(name, "", {}, lambda: writeup))


@pytest.mark.usefixtures("small")
def test_latex_with_its_figures_beside_it(tmp_path: Path) -> None:
    write("sigmoid", tmp_path / "my out.tex")
    text = (tmp_path / "my out.tex").read_text()
    assert text.startswith("\\documentclass")
    assert "50\\% \\& all" in text
    assert "\\drawing{my-out-dot.pdf}" in text
    assert (tmp_path / "my-out-dot.pdf").read_bytes() == b"a dot as .pdf"


@pytest.mark.usefixtures("small")
def test_a_fragment_is_no_document(tmp_path: Path) -> None:
    write("sigmoid", tmp_path / "out.tex", as_fragment=True)
    text = (tmp_path / "out.tex").read_text()
    assert text.startswith("% Needs the packages amsmath")
    assert "\\documentclass" not in text


@pytest.mark.usefixtures("small")
def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "out.tex"
    write("sigmoid", file)
    os.utime(file, (1, 1))
    write("sigmoid", file)
    assert file.stat().st_mtime == 1


@pytest.mark.usefixtures("small")
def test_a_template_of_ones_own(tmp_path: Path) -> None:
    template = tmp_path / "mine.tex"
    template.write_text("mine: \\VAR{title}\n\\BLOCK{if body}\\VAR{body}\\BLOCK{endif}")
    write("sigmoid", tmp_path / "out.tex", template=template)
    assert (tmp_path / "out.tex").read_text().startswith("mine: 50\\% \\& all\n")


@pytest.mark.usefixtures("small")
def test_a_template_without_a_place_for_the_text(tmp_path: Path) -> None:
    template = tmp_path / "mine.tex"
    template.write_text("{{ title }} {{ body }} \\VAR{title}")  # braces are HTML's way
    with pytest.raises(WritingError, match=r"nothing says where the text goes: \\VAR\{body\}"):
        write("sigmoid", tmp_path / "out.tex", template=template)


FAULTS = [
    ("a\n\\VAR{titel}", "line 2: 'titel' is undefined"),
    ("a\nb\n\\VAR{title", "line 3: unexpected end of template"),
    ("\\BLOCK{if body}x", "line 1: Unexpected end of template"),
    ("\\VAR{1 / 0}", "line 1: ZeroDivisionError"),
    ("\\VAR{''.__class__}", "line 1: access to attribute '__class__'"),
    ("\\BLOCK{include 'x'}", "line 1: TypeError: no loader"),
]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("text", "said"), FAULTS, ids=[text for text, _ in FAULTS])
def test_a_template_with_a_fault(tmp_path: Path, text: str, said: str) -> None:
    template = tmp_path / "mine.tex"
    template.write_text(text)
    with pytest.raises(WritingError) as raised:
        write("sigmoid", tmp_path / "out.tex", template=template)
    assert str(raised.value).startswith(f"{template}, {said}")
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "out.tex").exists()


@pytest.mark.parametrize(
    ("name", "output", "said"),
    [
        ("sigmoidal", "out.tex", 'no topic "sigmoidal"; there are: '),
        ("sigmoid", "out.doc", "what to write is told by its suffix, one of .tex, .pdf, .html"),
        ("sigmoid", "none/out.tex", "there is no folder"),
        ("sigmoid", "folder.tex", "is a directory"),
    ],
)
def test_what_cannot_be_written(tmp_path: Path, name: str, output: str, said: str) -> None:
    (tmp_path / "folder.tex").mkdir()
    with pytest.raises(WritingError, match=said):
        write(name, tmp_path / output)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "folder.tex"]


def test_without_tex_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WritingError, match="no TeX is installed: install latexmk") as raised:
        write("sigmoid", tmp_path / "out.pdf")
    assert str(raised.value) == MISSING


def test_an_unproved_link_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Writeup("Wrong", (Paragraph("see"), Chain(worked("x", "x", link("= 2x", "no")))))
    monkeypatch.setattr(door, "topic", lambda name: Topic(name, "", {}, lambda: wrong))
    with pytest.raises(WritingError, match=r"not a step that may be written, x = 2\*x"):
        write("sigmoid", tmp_path / "out.tex")
    assert list(tmp_path.iterdir()) == []


Derive = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def derive(tmp_path: Path) -> Derive:
    """Runs `derive` in an empty folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "derivations.cli", *arguments],
            cwd=tmp_path, capture_output=True, text=True, timeout=120,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    return run


def test_the_command(derive: Derive, tmp_path: Path) -> None:
    done = derive("write", TOPICS[0], "-o", "out.tex")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert (tmp_path / "out.tex").read_text().startswith("\\documentclass")


def test_the_command_says_what_is_wrong_in_one_line(derive: Derive) -> None:
    done = derive("write", "sigmoidal", "-o", "out.tex")
    assert done.stderr.startswith('derive: no topic "sigmoidal"; there are: ')
    assert done.stderr.count("\n") == 1
    assert done.returncode == 2


SVG = '<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg><path id="a"/><use href="#a"/></svg>'


class Drawn:
    """A picture in SVG."""

    def save(self, path: Path) -> None:
        path.write_text(SVG)


STRANGE = '<script>alert(1)</script> & "x" $a < b$'


def test_html_is_one_file_that_needs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table(STRANGE, (STRANGE,), ((STRANGE,),), (0,))
    blocks = (CHAIN, Paragraph(STRANGE), Figure("dot", STRANGE, Drawn()), table)
    writeup = Writeup(STRANGE, blocks)
    monkeypatch.setattr(door, "topic", lambda name: Topic(name, "", {}, lambda: writeup))
    write("sigmoid", tmp_path / "out.html")
    text = (tmp_path / "out.html").read_text()
    assert list(tmp_path.iterdir()) == [tmp_path / "out.html"]
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;" in text
    assert '<svg><path id="dot-a"/><use href="#dot-a"/></svg>' in text
    assert "http:" not in text
    assert "https:" not in text
    assert "prefers-color-scheme: dark" in text


def test_an_html_template_of_ones_own_escapes_what_is_no_html(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writeup = Writeup("a & b", (CHAIN,))
    monkeypatch.setattr(door, "topic", lambda name: Topic(name, "", {}, lambda: writeup))
    template = tmp_path / "mine.html"
    template.write_text("{{ title }}|{{ '<' }}|{{ body }}")
    write("sigmoid", tmp_path / "out.html", template=template)
    assert (tmp_path / "out.html").read_text().startswith("a &amp; b|&lt;|<table")


def test_files_that_belong_together_are_written_together(tmp_path: Path) -> None:
    old, picture = tmp_path / "old.tex", tmp_path / "picture.pdf"
    old.write_text("what was there before")
    there = tmp_path / "a folder"
    there.mkdir()
    with pytest.raises(OutputError, match="is a directory"):
        put_all({old: b"new", picture: b"new", there: b"new"})
    assert not picture.exists()
    assert old.exists()  # of what was there, the new one may be
    put_all({old: b"new", picture: b"a dot"})
    assert (old.read_bytes(), picture.read_bytes()) == (b"new", b"a dot")
