r"""Words that tie one quantity to another: "the radius is half the height"."""

from __future__ import annotations

import re

from ...regex import regex


def tie(words: str) -> str:
    """What ties quantities to each other in a text; empty where nothing does.

    >>> tie("The radius is half the height. Then"), tie("The radius is 3 cm. Then")
    ('is half the', '')
    >>> tie("Its width is always twice its length."), tie("half of this is 2")
    ('is always twice its', '')
    """
    found = _TIES.search(words)
    return "" if found is None else re.sub(r"\s+", " ", found.group()).strip()


_TIES = regex(
    r"\b(?:(?:is|are|equals?|remains?|stays?|be|being)\s+(?:always\s+|exactly\s+|kept\s+|just\s+)?"
    r"(?:half|twice|double|triple|thrice|proportional\s+to|(?:one|two|three|four|five|ten|\d+|\$\d+\$)"
    r"[- ](?:times|thirds?|quarters?|fourths?|fifths?))"
    r"|(?:(?:is|are)\s+(?:always|kept)|remains?|stays?)\s+(?:equal\s+to|the\s+same\s+as))\s+"
    r"(?:of\s+|as\s+\w+\s+as\s+)?(?:the|its|their|that)\b",
    re.IGNORECASE,
)
