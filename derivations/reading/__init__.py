"""Reading: Markdown and LaTeX to documents whose links are claims about kernel terms."""

from .document import read_document
from .errors import ReadingError
from .expressions.formula import (
    called_in_one,
    read_answer,
    read_answers,
    read_chains,
    read_claims,
    read_expression,
    read_formula,
)
from .statements.context import Context

__all__ = [
    "Context",
    "ReadingError",
    "called_in_one",
    "read_answer",
    "read_answers",
    "read_chains",
    "read_claims",
    "read_document",
    "read_expression",
    "read_formula",
]
