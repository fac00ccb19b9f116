"""Reading: Markdown and LaTeX to documents whose links are claims about kernel terms."""

from .context import Context
from .document import read_document
from .errors import ReadingError
from .formula import (
    called_in_one,
    read_answer,
    read_answers,
    read_claims,
    read_expression,
    read_formula,
)

__all__ = [
    "Context",
    "ReadingError",
    "called_in_one",
    "read_answer",
    "read_answers",
    "read_claims",
    "read_document",
    "read_expression",
    "read_formula",
]
