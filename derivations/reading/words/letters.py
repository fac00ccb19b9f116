r"""Letters and signs with a usual meaning that the words give another: "Let $e$ be the error".

The constants pi, e and i, sigma for the logistic function, T for the transpose, superscripts for
powers, primes for derivatives; and names that are complex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...regex import regex


class Meant(NamedTuple):
    """What a sign stands for, told at an offset: `sign` is how it is written, as a pattern of
    LaTeX; `why` says what is in doubt; `unit`: only where it is read as the imaginary unit."""

    at: int
    sign: re.Pattern[str]
    why: str
    unit: bool = False


_THINGS = (
    r"(?:index|indices|integers?|current|errors?|noise|charge|polic(?:y|ies)|strategy|probabilit\w+"
    r"|permutations?|distributions?|activations?|nonlinearit\w+|ReLU|tanh|softmax|stress|strain|element"
    r"|rows?|columns?|samples?|deviation|parameters?|states?|densit\w+|residuals?|edges?|events?"
    r"|priors?|posteriors?|rates?|sum of divisors|counting function|steps?|Heaviside|identity"
    r"|variables?|coefficients?|weights?|profits?|prices?|mean|counter|time|position|vectors?"
    r"|matri(?:x|ces)|projections?|cost|energy|efficiency|eccentricity)"
)
_SIGNS = {
    "e": r"(?<![A-Za-z\\{])e(?![A-Za-z])|\\exp|\\mathrm\{e\}",
    "i": r"(?<![A-Za-z\\_])(?<!_\{)i(?![A-Za-z])",
    "\\pi": r"\\pi(?![A-Za-z])",
    "\\sigma": r"\\sigma\s*(?:'|\(|\\left)",
    "T": r"\^\s*\{?T",
}
_USUAL = {
    "e": r"euler|base|exponential",
    "i": r"imaginary|unit|root",
    "\\pi": r"circle|ratio|area",
    "\\sigma": r"sigmoid|logistic",
    "T": r"transpos",
}
_FUNCTION = regex(
    r"\$\\(?P<name>exp|log|ln|sin|cos|tan|sinh|cosh|tanh|max|min|sqrt)(?:\s*\(?[A-Za-z]\)?)?\$\s+"
    r"(?:here |now |again )?"
    r"(?:denotes?|means?|stands? for|represents?|is defined as|is (?=the |a ))"
    r"(?P<phrase>[^.;:$\n]{0,60})",
    re.IGNORECASE,
)
_BRACKETS = regex(
    r"\$\s*\[\s*\\cdot\s*\]\s*\$[^.$]{0,40}\b(?:floor|integer part|greatest integer|Gauss|round)",
    re.IGNORECASE,
)
_OF_PRIMES = regex(
    r"\b(?:number|counts?|counting) (?:of |the )*primes\b|\bprime[- ]counting\b"
    r"|\bsum of (?:the |all |its )*divisors\b|\bdivisor function\b|\btotient\b",
    re.IGNORECASE,
)
_FUNCTION_USUAL = regex(
    r"\b(?:natural|usual|standard|ordinary|real|sine|cosine|tangent|maximum|minimum|hyperbolic"
    r"|largest|smallest|root|logarithm\b(?! to)|exponential function)\b",
    re.IGNORECASE,
)
_LETTER = r"\$(?-i:(?P<letter>e|i|T|\\pi|\\sigma))(?:\([a-z]\))?\$"
_IS = regex(
    rf"{_LETTER}(?:\s*(?:,|and)\s*\$[^$\n]{{1,20}}\$)?\s+(?:be|is|are|denotes?|stands? for"
    rf"|represents?)\s+(?P<phrase>(?!not\b)[^.,;:$\n]{{0,50}}?\b(?P<thing>{_THINGS})\b)",
    re.IGNORECASE,
)
_NAMED = (
    rf"\b(?P<thing>{_THINGS}|temperature|horizon|period))"
    rf"(?:\s+functions?)?(?:\s+(?:is|are|be|by|called))?\s+{_LETTER}"
)
_BEFORE = regex(rf"(?P<phrase>(?:[\w-]+\s+){{0,3}}{_NAMED}", re.IGNORECASE)
_BEFORE_ENDS = regex(rf"(?:{_NAMED}", re.IGNORECASE)
_OF_TIME = regex(r"\b(?:temperature|horizon|period|time|steps?|length)\b", re.IGNORECASE)
_SUPERSCRIPTS = regex(
    r"\bsuperscripts?\b[^.$]{0,30}\b(?:denotes?|indicates?|are|is|stands? for|means?"
    r"|refers?|number)\b|\b(?:upper|contravariant) (?:indices|components)\b|\bnot powers?\b",
    re.IGNORECASE,
)
_RAISED = r"\$(?P<base>\\?[A-Za-z]+)\^\{?\(?\w{1,2}\)?\}?(?:\s*,[^$\n]{0,30})?\$"
_COUNTED = r"(?:layers?|iterates?|iterations?|components?|epochs?|time steps?|coordinates?)"
_COUNTING = regex(
    rf"{_RAISED}(?:\s*(?:,|and)\s*\$[^$\n]{{1,20}}\$)*\s+(?:be|is|are|denotes?)\s+[^.;:\n]{{0,50}}?"
    rf"\b{_COUNTED}\b",
    re.IGNORECASE,
)
_COUNTED_BEFORE = regex(rf"\b{_COUNTED}\s+(?:are\s+|is\s+)?{_RAISED}", re.IGNORECASE)
_PRIMES = regex(r"\bprimes?\b[^.$]{0,20}\bnot\b[^.$]{0,30}\bderivatives?\b", re.IGNORECASE)
_PRIMED = regex(
    r"\$(?P<base>\\?[A-Za-z]+)'\$\s+(?:be|is|denotes?)\s+(?:another|a second|a different"
    r"|a new|an? (?:\w+ )?function)\b(?! of\b)",
    re.IGNORECASE,
)
_COMPLEX = regex(
    r"\bcomplex[- ](?:valued )?(?:vectors?|matri(?:x|ces))\b|\\mathbb\s*\{?C\}?\s*\^"
    r"|\b(?:quantities|variables|numbers|names|letters|everything|symbols|scalars)\b[^.$]{0,20}"
    r"\b(?:is|are) complex\b|\bcomplex (?:variables|numbers) throughout\b",
    re.IGNORECASE,
)
_REAL_ONLY = regex(
    r"\||\\[lr]?[vV]ert|\\sqrt|\\log|\\ln|<|>|\\l[et]|\\g[et]|\\leq|\\geq|\^\s*\{?T|\\top|\\operatorname"
)


def meant(words: str) -> Iterator[Meant]:
    r"""What a text says that letters and signs mean, where that is not the usual.

    >>> [m.why for m in meant("Let $e$ be the error.")]
    ['the words say what e is: the error']
    >>> list(meant(r"where $\sigma$ is the sigmoid activation function, $\pi$ is positive"))
    []
    """
    spoken = words.lower()
    before = _BEFORE.finditer(words) if _BEFORE_ENDS.search(words) else ()  # that alone is quick
    for said in (*_IS.finditer(words), *before):
        letter, phrase = said["letter"], " ".join(said["phrase"].split())
        if letter not in _USUAL:  # `E` for `e`: another letter
            continue
        around = words[max(said.start() - 30, 0) : said.end() + 60].lower()
        usual = re.search(_USUAL[letter], around)
        sigmoids = letter == "\\sigma" and re.search(_USUAL[letter], spoken)
        if letter == "\\sigma" and re.search(r"\b(?:any|arbitrary|some)\b", phrase):
            continue  # any function: read as such
        timed = letter != "T" or _OF_TIME.search(phrase)
        if timed and not usual and not (sigmoids and said["thing"].lower().startswith("activ")):
            why = f"the words say what {letter} is: {phrase}"
            yield Meant(said.start(), re.compile(_SIGNS[letter]), why, unit=letter == "i")
    for said in _FUNCTION.finditer(words) if "$\\" in words else ():
        if not _FUNCTION_USUAL.search(said["phrase"]):
            why = f"the words say what {said['name']} is: {' '.join(said['phrase'].split())}"
            yield Meant(said.start(), re.compile(rf"\\{said['name']}(?![A-Za-z])"), why)
    for said in _BRACKETS.finditer(words) if "\\cdot" in words else ():
        yield Meant(said.start(), re.compile(r"\["), "the words say what brackets mean")
    for said in _OF_PRIMES.finditer(words) if "prime" in spoken or "divisor" in spoken else ():
        why = "the words count primes, or add up divisors"
        yield Meant(said.start(), re.compile(r"\\(?:pi|sigma|phi|tau|mu|omega)\s*\("), why)
    for said in _SUPERSCRIPTS.finditer(words):
        yield Meant(said.start(), re.compile(r"\^"), "superscripts are no powers here")
    for said in (*_COUNTING.finditer(words), *_COUNTED_BEFORE.finditer(words)):
        sign = re.compile(re.escape(said["base"]) + r"\s*\^")
        yield Meant(said.start(), sign, f"the superscripts of {said['base']} are no powers here")
    for said in _PRIMES.finditer(words):
        yield Meant(said.start(), re.compile(r"'|\\prime"), "a prime is no derivative here")
    for said in _PRIMED.finditer(words):
        sign = re.compile(re.escape(said["base"]) + r"\s*(?:'|\^\{?\\prime)")
        yield Meant(said.start(), sign, f"{said['base']}' is another function here")
    for said in _COMPLEX.finditer(words):
        yield Meant(
            said.start(), _REAL_ONLY, "read with real numbers: the words tell of complex ones"
        )
