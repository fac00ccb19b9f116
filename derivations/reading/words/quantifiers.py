r"""Words that say something of every value of a name: "for all $x$", "everywhere", `\forall`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ...regex import regex
from ..sources.tokens import Token

Reach = Literal["", "perhaps", "surely"]
"""Whether a statement is made of every value: not so, in doubt, so without doubt."""

_EVERY = r"for\s+(?:all|every|each|any|arbitrary)\b"
_LEADING = regex(
    rf"\A[\s*_>\d.:()-]*{_EVERY}[^.,;:()]{{0,80}}[\s,:]*"
    r"(?:(?:we (?:have|get)|one has|it (?:holds|is true) that|it follows that|then)[\s,:]*)?\Z",
    re.IGNORECASE,
)
_TRAILING = regex(
    rf"[\s,:(]*(?:(?:holds|is true|is valid)\s+)?(?:{_EVERY}|everywhere\b|always\b"
    r"|at (?:every|each|any|all)\b)",
    re.IGNORECASE,
)
_SOMEWHERE = regex(
    rf"\b{_EVERY}|\b(?:everywhere|nowhere|always|never|whenever|regardless|no matter|whatever"
    r"|at (?:every|each|any|all)(?! all\b)|on all of|throughout|identically (?:un|non)\w+)\b"
    r"|\b(?:for|if|when|whenever|where|provided)\s+(?!example|instance)(?:that\s+)?"
    r"(?:[A-Za-z]+\s+){0,2}\$(?!\$)",
    re.IGNORECASE,
)
_BESIDE = regex(r"[\s,]*(?:for|if|when(?:ever)?|where|with|on|over|in)\s*\Z", re.IGNORECASE)
_OPENED = regex(r"(?:\$\$?|\\[\[(]|\\begin\{[a-z]+\*?\})\s*\Z")
_DENIED = regex(
    rf"\b(?:not|cannot|need not|never|no longer|fails?|n['\u2019]t)\b[^.;:]{{0,40}}(?:{_EVERY}"
    r"|\b(?:always|everywhere)\b)|\bnot (?:all|every|everywhere|always)\b|\bin general\b"
    rf"|\bonly\b|\b(?:because|since|as)\b[^.;]{{0,60}}{_EVERY}",
    re.IGNORECASE,
)


def of_every_value(before: str, after: str, tokens: Sequence[Token]) -> Reach:
    r"""Whether the words around a formula, or in it, say it of every value of its names.

    >>> of_every_value("For all $x$, ", "", ()), of_every_value("It holds that ", " everywhere", ())
    ('surely', 'surely')
    >>> of_every_value("If $x > 0$, then ", "", ()), of_every_value("Clearly ", ".", ())
    ('perhaps', '')
    """
    before = _OPENED.sub("", before)
    inside = " ".join(t.text for t in tokens if t.kind == "text" or t.text == "\\forall")
    around = f"{before} {after}"
    denied = _DENIED.search(around) is not None
    if "\\forall" in inside or re.search(_EVERY, inside, re.IGNORECASE):
        return "surely" if not denied else "perhaps"
    if not denied and (_LEADING.match(before) or _TRAILING.match(after)):
        return "surely"
    told = _SOMEWHERE.search(around) or _SOMEWHERE.search(inside) or _BESIDE.match(after)
    member = any(t.text in ("\\in", "<", ">", "\\ge", "\\le", "\\geq", "\\leq") for t in tokens)
    return "perhaps" if (told or member) and not denied else ""
