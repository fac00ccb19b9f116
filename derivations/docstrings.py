r"""Docstrings of a Python file, each as a Markdown page whose lines are those of the file.

The file is parsed, never run. `:math:` roles of reStructuredText count as mathematics.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .derivation import Document
from .documents import DocumentError, document_of
from .reading import read_document

_ROLE = re.compile(r":math:`([^`\n]+)`")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def documents_of(path: Path) -> list[Document]:
    """What is to be read in a file: a page, or each docstring of a Python file.

    Raises DocumentError where it is not text, or not Python.
    """
    if path.suffix != ".py":
        return [document_of(str(path))]
    return list(docstrings(str(path), _text_of(path)))


def docstrings(name: str, text: str) -> Iterator[Document]:
    """The docstrings with mathematics in them. Raises DocumentError for what is not Python.

    >>> page = next(docstrings("double.py", "def f(x):\\n    '''That is $x + x = 2x$.'''"))
    >>> page.derivations[0].steps[0].span.line
    2
    """
    try:
        tree = ast.parse(text, name)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise DocumentError(f"is not Python: {error}") from error
    for node in ast.walk(tree):
        if not isinstance(node, _DOCUMENTED) or ast.get_docstring(node, clean=False) is None:
            continue
        found = node.body[0]
        if isinstance(found, ast.Expr) and isinstance(found.value, ast.Constant):
            page = _page(str(found.value.value), found.lineno)
            if "$" in page or "\\" in page:
                yield read_document(name, page)


def _page(docstring: str, line: int) -> str:
    """A docstring without its indentation, on the lines on which it stands."""
    first, *rest = docstring.split("\n")
    indents = [len(row) - len(row.lstrip()) for row in rest if row.strip()]
    indent = min(indents, default=0)
    rows = [first.lstrip(), *(row[indent:] for row in rest)]
    return "\n" * (line - 1) + _ROLE.sub(r"$\1$", "\n".join(rows))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"cannot be read: {error}") from error


__all__ = ["docstrings", "documents_of"]
