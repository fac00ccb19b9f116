"""A survey as it is when a name of which nothing is known is of some kind."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from .learning import learned

if TYPE_CHECKING:
    from ..statements.survey import Survey

MAX_ASSUMED = 3
"""Most names whose kind is assumed at a time."""


def assuming(survey: Survey, name: str, kind: str) -> Survey | None:
    """The survey, the name being of that kind; None where too much is assumed already."""
    if (name, kind) in survey.alternatives:
        return survey.alternatives[name, kind]
    assumed = survey.assumed | {name: kind}
    if len(assumed) > MAX_ASSUMED or name in survey.assumed:
        return None
    made = copy.copy(survey)
    made.alternatives = {}
    made.lengths = {axis: set(names) for axis, names in survey.lengths.items()}
    made.integers, made.upper = set(survey.integers), set(survey.upper)
    made.invented = set(survey.invented)
    made.assumed = assumed
    made.kinds = learned(made, assumed)
    survey.alternatives[name, kind] = made
    return made
