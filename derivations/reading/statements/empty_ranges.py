r"""Sums whose end may lie before their beginning, for the words let it be negative.

Such a sum is 0, and "$\sum_{k=1}^n 1 = n$ for all integers $n$" is false.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from proofs.kernel.terms import Term, subterms

_SAYS = (
    r"\b(?:all|every|any|each|arbitrary)\s+(?:\w+\s+)?integers?\s+(?:values?\s+of\s+)?\$\s*{name}\s*\$"
    r"|\$\s*{name}\s*\$\s+(?:be|is|are)\s+(?:any|an\s+arbitrary)\s+integer"
    r"|(?<![A-Za-z\\]){name}\s*\\in\s*\\(?:mathbb|mathbf|Bbb)?\s*\{{?\s*Z\s*+\}}?+(?!\s*[_^])"
    r"|\$\s*{name}\s*\$[^.$]{{0,40}}\b(?:possibly|perhaps|may be)\s+(?:be\s+)?negative\b"
)
_POSITIVE = re.compile(r"\b(?:positive|non-?negative|natural|larger|greater|least)\b|>|\\ge", re.I)


def perhaps_negative(sides: Sequence[Term], given: Iterable[Term], words: str) -> str:
    r"""Why the end of a sum may lie before its beginning; empty where it may not.

    >>> from proofs.kernel.terms import NAT, ONE, total, var
    >>> n = var("n", NAT)
    >>> perhaps_negative([total(ONE, n, ONE)], [], "For all integers $n$, ")
    'n may be negative here, and the sum has no terms then'
    >>> perhaps_negative([total(ONE, n, ONE)], [], "For all positive integers $n$, ")
    ''
    """
    bounded = {c.args[1] for c in given if c.op in ("lt", "le")}
    for end in _ends(sides):
        said = re.search(_SAYS.format(name=re.escape(str(end.value))), words, re.IGNORECASE)
        if end not in bounded and said is not None and not _POSITIVE.search(said.group()):
            return f"{end} may be negative here, and the sum has no terms then"
    return ""


def _ends(sides: Sequence[Term]) -> Iterator[Term]:
    """The names at which sums and products end that are not lengths of vectors, too."""
    nodes = [node for side in sides for node in subterms(side)]
    lengths = {d for node in nodes for d in node.sort.dims}
    for node in nodes:
        if node.op in ("sum", "prod") and node.args[1].op == "var" and node.args[1] not in lengths:
            yield node.args[1]
