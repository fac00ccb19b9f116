"""Explaining: a claim worked out in the steps that a textbook would show."""

from .explaining import explain, in_latex
from .explanation import ExplanationError

__all__ = ["ExplanationError", "explain", "in_latex"]
