"""The pytest plugin: documents with claims are collected as tests, and `prove` is a fixture.

It is loaded in every run of pytest where the package is installed, so it imports nothing of ours
until there is a document to judge.
"""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from proofs.verdict import Proved

SUFFIXES = (".claims.md", ".claims.tex")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The ini options, all of which have `claims` in their names."""
    parser.addini(
        "claims_files", "globs of Markdown and LaTeX files to collect, beside *.claims.*", "args"
    )
    parser.addini("claims_docstrings", "globs of Python files whose docstrings to collect", "args")
    parser.addini(
        "claims_undecided", "what an undecided claim does: fail or skip", "string", default="fail"
    )
    parser.addini(
        "claims_cache", "whether kept proofs that replayed here before count: yes or no", "string",
        default="yes",
    )  # fmt: skip
    parser.addini("claims_budget", "seconds for each claim", "string", default="10")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a file that holds claims."""
    config = parent.config
    docstrings = file_path.suffix == ".py" and _named(file_path, "claims_docstrings", config)
    if not docstrings and not (
        file_path.name.endswith(SUFFIXES) or _named(file_path, "claims_files", config)
    ):
        return None
    from .collecting import ClaimsFile

    made: pytest.Collector = ClaimsFile.from_parent(parent, path=file_path)
    return made


def _named(path: Path, option: str, config: pytest.Config) -> bool:
    """Whether a glob of an ini option, seen from the root folder, fits a file."""
    globs = config.getini(option)
    if not globs or not path.is_relative_to(config.rootpath):
        return False
    inside = path.relative_to(config.rootpath).as_posix()
    return any(fnmatch(inside, glob) for glob in globs)


@pytest.fixture
def prove(request: pytest.FixtureRequest) -> Callable[..., Proved]:
    r"""A function that proves a claim, or fails the test with the witness.

    `prove(r"\\sigma(-x) = 1 - \\sigma(x)", definitions=[...], given=[...])`, in LaTeX, or
    `prove(Claim(...))`; it returns the verdict, which is Proved.
    """
    from .collecting import budget_of, require_proved

    seconds = budget_of(request.config)

    def prove(claim: object, *, budget: float = seconds, **context: object) -> Proved:
        __tracebackhide__ = True
        return require_proved(claim, request.config, budget=budget, **context)

    return prove
