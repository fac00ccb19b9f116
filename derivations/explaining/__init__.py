"""Explaining: a claim worked out in the steps that a textbook would show."""

from .explaining import explain
from .explanation import ExplanationError

__all__ = ["ExplanationError", "explain"]
