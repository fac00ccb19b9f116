r"""Signs and brackets to which the words give a meaning: "let $+$ denote the exclusive or"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...regex import regex
from .arithmetics import Told

_SIGN = r"(?P<sign>[-+*/|]|\\(?:cdot|times|oplus|otimes|circ|star|ast|div|wedge|vee|cup|cap)(?!\w))"
_MEANS = (
    r"(?:(?:now|here|will|shall|always)\s+){0,2}"
    r"(?:denotes?|stands? for|means?|represents?|refers? to|as|we (?:mean|denote|understand)"
    r"|(?:is|be)(?:\s+(?:defined|taken|used|understood|interpreted|read))?"
    r"(?:\s+(?:as|for|to be|by))?)"
)
_BEFORE = regex(
    rf"\$\s*(?:[A-Za-z]\s*)?{_SIGN}(?:\s*[A-Za-z])?\s*\$\s*{_MEANS}\s+(?P<words>[^.;]{{1,60}})",
    re.IGNORECASE,
)
_BARE = regex(
    rf"\b(?:let|where|with|and|here)\s+(?P<sign>[+*])\s+{_MEANS}\s+(?P<words>[^.;]{{1,60}})",
    re.IGNORECASE,
)
_WRITTEN = (
    r"\b(?:written|denoted|write|denote|symbol|sign|writing)\s+"
    rf"(?:it\s+)?(?:by|as|with|using)?\s*\$\s*{_SIGN}\s*\$"
)
_AFTER = regex(rf"(?P<words>[^.;$]{{1,60}}){_WRITTEN}", re.IGNORECASE)
_AFTER_ENDS = regex(_WRITTEN, re.IGNORECASE)
_DEFINED = regex(
    r"(?:(?P<said>\bdefin\w*\b)[^.$]{0,60})?\$\s*[a-z]\s*(?P<sign>[+/]|\\(?:cdot|times)(?!\w))\s*"
    r"[a-z]\s*(?P<is>:=|\\coloneqq|\\triangleq|=)(?![^$]*\\(?:sum|top|langle|cos|mathbf))[^$]*\$"
    r"(?P<then>\s*(?:defines?|is)\s+(?:\$|an?\s+(?:\w+\s+)?(?:operation|product|sum|addition|mult)))?",
    re.IGNORECASE,
)
_SPOKEN = regex(
    r"\b(?P<spoken>square brackets|curly brackets|braces|vertical bars|(?:the )?plus sign|(?:the )?"
    rf"(?:asterisk|star)|(?:the )?slash)\s+{_MEANS}\s+(?P<words>[^.;]{{1,60}})",
    re.IGNORECASE,
)
_TOKENS = {"square": "[", "curly": "\\{", "braces": "\\{", "vertical": "|", "plus": "+",
           "asterisk": "*", "star": "*", "slash": "/"}  # fmt: skip
_OTHER = regex(
    r"\$\s*(?:[A-Za-z]\s*)?(?P<sign>!|\\sqrt|\\sum|\\prod|\\binom)(?!\w)[^$]{0,12}\$\s*"
    r"(?:denotes?|stands? for|means?|represents?)\s+(?P<words>[^.;]{1,60})",
    re.IGNORECASE,
)
_BRACKETS = regex(
    r"\$\s*(?:\\left\s*)?(?P<sign>\[|\\\{|\||\\lvert|\\\||\\langle|\\lfloor|\\lceil)\s*"
    r"[A-Za-z]\s*(?:\\right\s*)?(?:\]|\\\}|\||\\rvert|\\\||\\rangle|\\rfloor|\\rceil)\s*"
    rf"(?:\$\s*{_MEANS}\s+(?P<words>[^.;]{{1,60}})|:?=\s*(?P<set>\\\{{)[^$]*\$)",
    re.IGNORECASE,
)
_USUAL = regex(
    r"\b(?:usual|ordinary|standard|normal|regular|addition|sum|multipl\w+|products?|division|divided"
    r"|subtraction|difference|scalar|matri\w+|vectors?|(?:element|entry|component|coordinate|point)"
    r"-?wise|convol\w+|conjugat\w+|transpos\w+|pseudo-?inverse|adjoint|absolute|norm|determinant"
    r"|conditional\w*|given|placeholder|any|negative|minus|plus|times|positive|commutative"
    r"|associative|linear|bilinear|distributive|optimal|wildcard|reciprocal|quotient|fractions?"
    r"|broadcast\w*|factorial|square root|root of"
    r"|principal|binomial|running|all|every|over|floor|ceiling|modulus|euclidean"
    r"|length of (?:the )?vector)\b",
    re.IGNORECASE,
)
_UNUSUAL = regex(
    r"\b(?:modulo|mod\b|without|exclusive|xor|or\b|union|concatenat\w+|compos\w+|maxim\w+|minim\w+"
    r"|integer|truncat\w+|boolean|logical|symmetric|bitwise|group|operation|number of|digits|string"
    r"|cardinality|size|order|fractional|subfactorial|double|even|odd|negative root|rounding)\b"
    r"|\\(?:max|min|bmod|bar|lor|land|vee|wedge|gcd|lfloor)(?!\w)",
    re.IGNORECASE,
)
_DENOTES = regex(r"\bdenotes?\b|\bstands? for\b|\bmeans?\b|\brepresents?\b", re.IGNORECASE)


def redefined(text: str) -> Iterator[Told]:
    r"""The signs and brackets that have a meaning of their own from some place on.

    >>> [t.touches for t in redefined("Let $+$ denote the exclusive or, $\\cdot$ the product.")]
    ['+']
    >>> [t.touches for t in redefined("Let $[x]$ be the integer part of $x$.")]
    ['[']
    """
    after = (_AFTER,) if _AFTER_ENDS.search(text) else ()  # to look for its end alone is quick
    for pattern in (_BEFORE, _BARE, *after, _BRACKETS, _SPOKEN, _OTHER):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            words = groups["words"] or ""
            unusual = groups.get("set") or _UNUSUAL.search(words)
            formula = words.lstrip().startswith("$")
            told = _DENOTES.search(match.group()) and not formula and not _USUAL.search(words)
            if unusual or told:
                yield _own_meaning(match)
    for match in _DEFINED.finditer(text):
        if match["said"] or match["then"] or match["is"] != "=":
            yield _own_meaning(match)


def _own_meaning(match: re.Match[str]) -> Told:
    groups = match.groupdict()
    spoken = (groups.get("spoken") or "").lower().removeprefix("the ").split()
    sign = _TOKENS[spoken[0]] if spoken else match["sign"]
    return Told(f"{sign} in a meaning of its own", sign, "section", match.start(), match.end())
