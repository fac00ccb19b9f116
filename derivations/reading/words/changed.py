r"""Words by which a name gets another value, and those that only speak of an equation: "increase
$a$ by 1", "the line $x = 1$"."""

from __future__ import annotations

import re

from ...regex import regex

_CHANGES = regex(
    r"(?:\A|[.;:,(]\s*|\b(?:now|then|we|us|and|to|next|first|finally|let's)\s+)"
    r"(?:increase|decrease|increment|decrement|double|triple|halve|replace|swap|exchange|interchange"
    r"|change|reset|update|rescale|negate|flip|reverse|round|shift|reduce|overwrite|reassign|perturb"
    r"|multiply|divide|subtract|add)\s+(?:[\w-]+\s+){0,4}\$*\Z",
    re.IGNORECASE,
)
_AND = regex(r"[\s$,]*(?:and|with|by|for|to|from)?[\s$]*\Z")


def changes(before: str, held: bool = False) -> bool:
    """Whether the words right before a name let it have another value; `held`: those before the
    name before it did.

    >>> changes("Increase "), changes("Now swap "), changes(" and ", held=True), changes("Let ")
    (True, True, True, False)
    """
    return _CHANGES.search(before) is not None or (held and _AND.match(before) is not None)


_SPOKEN = regex(
    r"\b(?:lines?|curves?|planes?|circles?|parabolas?|equations?|formulas?|ax[ie]s|asymptotes?"
    r"|hyperplanes?|boundar(?:y|ies)|relations?|exclud\w+|except\w*|omit\w*|avoid\w*|ignor\w+|skip\w*"
    r"|poles?|singularit(?:y|ies)|discontinuit(?:y|ies)|jumps?|kinks?|gaps?)"
    r"(?:\s+(?:at|the|case|point|value|where|when|is|of|by|given|with|for|points?|values?|cases?))*"
    r"\s*\$*\Z"
    r"|\b(?:start\w*|begin\w*) (?:at|from|with)[\s$]*\Z"
    r"|\b(?:but|except) (?:at|for|when|where)[\s$]*\Z"
    r"|\b(?:both sides of|up to|before|after|besides|beyond|until)[\s$]*\Z"
    r"|\b(?:since|because|as) (?:it|this|that|the \w+)(?:['\u2019]s| is| was| holds| works)"
    r"[^.$]{0,20}\b(?:for|at|when)[\s$]*\Z",
    re.IGNORECASE,
)


def only_spoken_of(before: str) -> bool:
    """Whether an equation is named by the words right before it, and says nothing.

    >>> only_spoken_of("The line "), only_spoken_of("a pole at "), only_spoken_of("where ")
    (True, True, False)
    """
    return _SPOKEN.search(before) is not None


__all__ = ["changes", "only_spoken_of"]
