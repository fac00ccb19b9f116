"""No text is ever run as code: neither package calls what would, and SymPy is given no text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(p for name in ("proofs", "derivations") for p in (ROOT / name).rglob("*.py"))
RUNS = {"eval", "exec", "compile", "execfile", "__import__"}
READS = {
    "sympify",
    "parse_expr",
    "parse_latex",
    "lambdify",
    "_sympify",
    "S",
    "nsimplify",
    "preview",
}
"""Of SymPy: what runs text as Python, or takes an answer for an exact one."""
MODULES = ("sympy.parsing", "sympy.core.sympify", "sympy.utilities.lambdify", "code", "codeop")
UNPACKS = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "yaml"}
SHELLS = {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell"}
ALLOWED = {
    ("derivations/bounded.py", "pickle.loads"): "what a copy of this process has judged",
    ("derivations/pairs.py", "pickle.loads"): "the answer of a worker that this process started",
}


def runs_text(source: str) -> Iterator[str]:
    """Whatever in a module could run text as code, by name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield from _imported(node)
        elif isinstance(node, ast.Attribute) and node.attr in READS - {"S"}:
            yield node.attr
        elif isinstance(node, ast.Call):
            yield from _called(node)


def _imported(node: ast.ImportFrom | ast.Import) -> Iterator[str]:
    home = node.module or "" if isinstance(node, ast.ImportFrom) else ""
    names = [alias.name for alias in node.names]
    for whole in (home, *(names if not home else [])):
        if whole in MODULES or whole.startswith("sympy.parsing"):
            yield whole
    if home.partition(".")[0] == "sympy":
        yield from (name for name in names if name in READS)
    if home in UNPACKS or home in ("os", "subprocess"):
        yield from (name for name in names if name in SHELLS | {"loads", "load"})


def _called(node: ast.Call) -> Iterator[str]:
    function = node.func
    if isinstance(function, ast.Name) and function.id in RUNS:
        yield function.id
    if isinstance(function, ast.Attribute):
        owner = function.value.id if isinstance(function.value, ast.Name) else ""
        if owner in ("sympy", "sp") and function.attr == "S":
            yield "sympy.S"
        if owner in UNPACKS and function.attr in ("load", "loads", "unsafe_load"):
            yield f"{owner}.{function.attr}"
        if function.attr in SHELLS and owner in ("os", "subprocess", "asyncio"):
            yield f"{owner}.{function.attr}"
    for keyword in node.keywords:
        if keyword.arg == "shell" and not _is_false(keyword.value):
            yield "shell=True"


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def test_neither_package_runs_text() -> None:
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in SOURCES
        for name in runs_text(path.read_text())
    }
    assert found == set(ALLOWED)


SEEN = {
    "eval": "eval(text)",
    "exec": "exec(text)",
    "a module made of text": "compile(text, '', 'exec')",
    "sympify": "import sympy\nsympy.sympify(text)",
    "sympify, imported": "from sympy import sympify",
    "sympify by another name": "from sympy import sympify as expression",
    "sympify as a value": "import sympy as sp\nlist(map(sp.sympify, texts))",
    "S": "import sympy as sp\nsp.S(text)",
    "parse_expr": "from sympy.parsing.sympy_parser import parse_expr",
    "a module of SymPy's parsers": "import sympy.parsing.latex",
    "parse_latex": "from sympy.parsing import latex",
    "lambdify": "import sympy\nsympy.lambdify(x, e)",
    "a pickle": "import pickle\npickle.loads(data)",
    "a pickle, imported": "from pickle import loads",
    "a shell": "import subprocess\nsubprocess.run(text, shell=True)",
    "a shell, perhaps": "import subprocess\nsubprocess.run(text, shell=flag)",
    "system": "import os\nos.system(text)",
}


@pytest.mark.parametrize("source", SEEN.values(), ids=SEEN)
def test_what_runs_text_is_seen(source: str) -> None:
    assert list(runs_text(source))


NOT_MEANT = {
    "a pattern": "import re\nre.compile(text)",
    "a method of that name": "self.eval(x)",
    "no shell": "import subprocess\nsubprocess.run(words, shell=False)",
}


@pytest.mark.parametrize("source", NOT_MEANT.values(), ids=NOT_MEANT)
def test_what_does_not_is_left_alone(source: str) -> None:
    assert not list(runs_text(source))


HOSTILE = (
    "__import__('os').system('touch {marker}')",
    r"\operatorname{{__import__('os').system('touch {marker}')}}",
    r"\text{{ {{{{ 7*7 }}}} }} = {{% include '/etc/passwd' %}}",
    r"\immediate\write18{{touch {marker}}}",
    r"\input{{/etc/passwd}} + x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_page_is_run(text: str, tmp_path: Path) -> None:
    from derivations.documents import check_text
    from derivations.writing.json_report import json_report

    marker = tmp_path / "was_run"
    page = text.format(marker=marker)
    report = check_text("page.md", f"Let $x = {page}$, and `{page}`.\n\n$${page} = x$$\n")
    assert not marker.exists()
    assert "root:" not in json_report([report])
    assert "49" not in json_report([report])
