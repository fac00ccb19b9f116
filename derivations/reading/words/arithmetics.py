r"""Words that say in which arithmetic formulas are meant: "working modulo 7", "angles in degrees".

What is said in another arithmetic than that of the real numbers is not judged by theirs. How far
such words reach is told by how they are said: "throughout" and "let ... denote" to the end of the
section, "in binary, ..." to the end of the paragraph, an aside for its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...regex import regex

Reach = Literal["section", "paragraph", "sentence"]
ALL, ANGLES, NUMERALS, NUMBERS, QUOTIENTS, EQUALITY, DIGITS = (
    "all", "angles", "numerals", "numbers", "quotients", "equality", "digits",
)  # fmt: skip
"""What is meant otherwise: everything; trigonometric functions; numbers of two digits or more; what
holds numbers alone; quotients; the sign of equality; decimals that are rounded. Else a sign or a
bracket: `+`."""


@dataclass(frozen=True)
class Told:
    """What words from `start` to `end` say that formulas are meant in, and what that `touches`."""

    what: str
    touches: str
    reach: Reach
    start: int
    end: int


_SMALL = "two|three|four|five|six|seven|eight|nine|eleven|twelve|sixteen|prime|a prime"
_MODULO = regex(
    r"(?<![\\a-zA-Z])mod(?:ulo|\.)?[\s}~]*"
    rf"(?:\$[^$]{{1,20}}\$|\d+|\\\d|(?:{_SMALL}|[npmqk])\b)",
    re.IGNORECASE,
)
_FONT = r"\\(?:mathbb|mathbf|Bbb|mathrm|operatorname)\s*\{?\s*"
_RING = (
    rf"(?:{_FONT}(?:Z|F|GF)\s*\}}?|ℤ|𝔽|\\Z|\\F|GF|Z|F)"
    r"(?:_\s*\{?\s*(?:\d|[npq]\b)|\s*/\s*\(?\s*(?:\d|[nmpq]\b|\\langle)|\s*\(\s*(?:\d|[pq]\b))"
)
_IN_RING = regex(
    r"(?:\b(?i:in|over|of|from|ring|field|group|integers)\s+(?:the\s+)?"
    r"(?:(?:finite\s+)?(?:ring|field)\s+)?\$?\s*"
    r"|\\in\s*|∈\s*|=\s*|\\text\s*\{\s*(?:in|over)\s*\}\s*|[(,]\s*(?:in\s+)?\$?\s*)"
    rf"(?:{_RING}|{_FONT}H\b)"
)
_CHARACTERISTIC = regex(
    rf"\bcharacteristic\s+(?!\$?\s*0|zero)(?:\$[^$]{{1,10}}\$|\d+|(?:{_SMALL}|p)\b)", re.IGNORECASE
)
_NOT_TEMPERATURE = r"(?!\s+(?:Celsius|Fahrenheit|Kelvin|of\b|C\b|F\b|polynom))"
_NAMED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("a finite field", ALL, (
        r"\b(?:finite|Galois) fields?\b",
        r"\bfield (?:with|of) (?:two|three|four|five|\d+|\$[^$]+\$) elem",
    )),
    ("a Boolean algebra", ALL, (
        r"\bboolean (?:algebra|ring|logic|arithmetic|lattice|sum|addition|semiring|variables?)\b",
        r"\b(?:switching|propositional) algebra\b|\bboolean(?=\s*\$)",
        r"\blogical (?:or|and|sum|addition|product|disjunction|conjunction)\b",
    )),
    ("a semiring", ALL, (
        r"\b(?:tropical|max-?plus|min-?plus|idempotent) (?:\w+ )?(?:algebra|semi-?ring|arithmetic)",
        r"\bsemi-?rings?\b",
    )),
    ("other numbers than the real ones", ALL, (
        r"\bdual numbers?\b|\bquaternions?\b|\boctonions?\b|\bnimbers?\b|\bsurreal\b|\bp-adic\b",
        r"\b(?:ordinal|cardinal|transfinite) (?:arithmetic|numbers?|addition)\b",
        r"\b(?:modular|clock) (?:arithmetic|addition)\b",
        r"\bfor (?:infinite )?(?:ordinals|cardinals)\b",
        r"\bin (?:an?|any|every) (?:[\w-]+ ){0,2}(?:ring|group|monoid|semigroup|skew field"
        r"|division ring|algebra)\b|\bquotient rings?\b",
        r"\\mathbb\s*\{?\s*[RQZC]\s*\}?\s*\[\s*\\?[a-z]+\s*\]\s*/",
    )),
    ("the numbers of a machine", NUMBERS, (
        r"\b(?:in|with|using|by) (?:\w+[ -]){0,2}(?:floating|fixed)[- ]point\b",
        r"\b(?:in|with|using|by) (?:machine|double|single|half|finite)[- ]precision\b",
        r"\bsaturat\w+ arithmetic\b|\bin IEEE\b|\btwo's complement\b",
        r"\b\d+-bit (?:unsigned |signed )?(?:arithmetic|integers?|words?|registers?)\b",
        r"\bunsigned (?:arithmetic|integers?|bytes?)\b|\bwrap(?:s|ped|ping)? around\b",
    )),
    ("hours on a clock", NUMBERS, (
        r"\bon an? (?:(?:\d+|twelve|twenty-four)-hour )?clock\b",
    )),
    ("integer division", QUOTIENTS, (
        r"\b(?:integer|floor|floored|truncat\w+|whole[- ]number) division\b",
        r"\bdivision (?:rounds|trunc|discards|is (?:integer|floor))|\bremainder\s*\$?\s*\d",
        r"\b(?:rounding|rounded|rounds?|truncat\w+) (?:down|towards? zero)",
    )),
    ("a programming language", NUMBERS, (
        r"\bin (?:C|C\+\+|Java|Fortran|Python(?: ?[23])?|Rust|Go)(?=[,:])",
    )),
    ("sums without carries", "+", (
        r"\b(?:bitwise|exclusive[- ]or|nim[- ]?(?:sum|addition)|xor)\b|\bwithout carr(?:y|ies)",
    )),
    ("another addition", "+", (
        r"\baddition (?:is|means|denotes|being|here is)\s+(?:\w+\s+){0,3}"
        r"(?:modulo|mod|without|union|or\b)",
    )),
    ("another base than ten", ALL, (
        r"\bin hex(?:adecimal)?\b|\bhexadecimal (?:arithmetic|numbers?|notation)\b",
        r"\bin (?:the )?base[- ](?:sixteen|1[1-9]|[2-9]\d|twelve)\b|\bduodecimal\b",
    )),
    ("another base than ten", NUMERALS, (
        r"(?<!log )(?<!arithms )(?<!arithm )\bin (?:the )?base[- ]"
        r"(?:[2-9]\b|\$[^$]{1,6}\$|two|three|four|five|six|seven|eight|nine|twelve)",
        r"\bin (?:octal|ternary|unary)\b|\boctal (?:num|arith|not)",
        r"\bin (?:the )?binary(?=\s*(?:[,:.;$)(]|number|numeral|notation|system|arith|repr|form\b"
        r"|digit|we\b|the sum|addition|this|that|is\b|as\b))",
        r"\bbinary (?:arithmetic|numbers?|numerals?|notation|addition|expansions?|digits)\b",
    )),
    ("degrees", ANGLES, (
        rf"\b(?:in|with|using) (?:the )?degrees\b{_NOT_TEMPERATURE}|\bdegree mode\b",
        r"\(\s*(?:in )?degrees?\s*\)",
        r"\bdegrees (?:instead of|rather than|not) radians\b",
        r"\bangles? (?:is|are) (?:in )?degrees\b",
        rf"\$\s*(?:degrees?|deg\.?)(?![\w-]){_NOT_TEMPERATURE}",
        r"\bin (?:gradians|grads|gons|turns|arc-?minutes)\b",
    )),
    ("equality in a wider sense", EQUALITY, (
        r"\bto (?:first|second|third|leading|lowest|zeroth|linear|quadratic) order\b",
        r"\bup to (?:an? |the |some )?(?:\w+ )?(?:constants?|signs?|scal\w+|factors?|terms"
        r"|multipl\w+|order|isomorphism|permutation|equivalence|normali[sz]ation|rounding|error)\b",
        r"\b(?:ignoring|neglecting|dropping|discarding|omitting|disregarding) "
        r"(?:[a-z-]+ ){0,3}(?:constants?|terms|factors?|\$)",
        r"\b(?:equality|equal|equals) up to\b|\b(?:roughly|approximately)\b|\bcongruen(?:ce|t)\b",
        r"\bto an? (?:good|first|rough) approximation\b|\$[^$]{0,20}\\ll(?![a-z])[^$]{0,20}\$",
    )),
    ("exact values", DIGITS, (r"\bexactly\b(?! (?:one|two|three|once|twice|when|if))",
                              r"\b(?:without|no) rounding\b")),
)  # fmt: skip
_PATTERNS = tuple(
    (regex("|".join(patterns), re.IGNORECASE), what, touches) for what, touches, patterns in _NAMED
)
_LASTING = regex(
    r"\b(?:throughout|in (?:this|the following|what follows|the sequel)|from (?:now|here) on"
    r"|hereafter|all|every\w*|always|we (?:will |shall )?(?:work|compute|calculate|use|write|take"
    r"|consider|measure)|let|suppose|assume|denotes?|measured|given|are|convention|means|where|take"
    r"|set|use|consider)\b",
    re.IGNORECASE,
)
_LEADING = regex(
    r"\A[\s*_#>\d.()-]*(?:(?:thus|so|hence|then|now|but|and|also)[\s,]+)?"
    r"(?:in|over|on|with|using|modulo|mod|working|computing|calculating|reducing|for|arithmetic"
    r"|addition)\b",
    re.IGNORECASE,
)
_ORDINARY = regex(
    r"\b(?:in|over|as|for|with|of) (?:the )?"
    r"(?:(?:usual|ordinary|real|decimal|rational|complex|standard) )?"
    r"(?:reals|real numbers|real arithmetic|rationals|decimals?|arithmetic|radians?"
    r"|ordinary (?:numbers|arithmetic|algebra)|complex numbers|base (?:10|ten)|integers)\b"
    r"(?!\s*(?:mod|\$))"
    r"|\b(?:in|over)\s+\$?\s*\\mathbb\s*\{?\s*[RQC]\b|\bthe usual (?:sum|arithmetic)\b",
    re.IGNORECASE,
)
_REMAINDER = regex(r"\b(?:remainders?|residues?) of\b[^.;:=]*\Z", re.IGNORECASE)
_GIVEN = regex(r"[\s*_>\d.()-]*(?:let|suppose|assume|take|for|where|with|set)\b", re.IGNORECASE)
_NOT = regex(r"\b(?:not|never|rather than|instead of|than)\s+\Z", re.IGNORECASE)
_STOP = regex(r"[.!?](?=\s|$)(?!\s*[a-z])|\n\s*\n|\n\s*[-*+]\s|\\(?:item|section|begin|par)\b")


def arithmetics(text: str) -> list[Told]:
    """What the words of a text say of the arithmetic that its formulas are meant in.

    >>> [(t.what, t.reach) for t in arithmetics("Working modulo 7, we have $3 + 4 = 0$.")]
    [('arithmetic modulo 7', 'paragraph')]
    >>> arithmetics("An angle of 30 degrees, modulo constants, in binary classification")
    []
    """
    return sorted(_found(text), key=lambda told: told.start)


def ordinary(text: str) -> list[int]:
    """Where the words of a text go back to real numbers, in decimal notation.

    >>> ordinary("In binary, $1 + 1 = 10$; in decimal, $1 + 1 = 2$.")
    [25]
    """
    return [match.start() for match in _ORDINARY.finditer(text)]


def _found(text: str) -> Iterator[Told]:
    for match in _MODULO.finditer(text):
        if _REMAINDER.search(text[max(match.start() - 60, 0) : match.start()]):
            continue
        said = " ".join(re.sub(r"(?i)[$}~]|mod(?:ulo|\.)?", " ", match.group()).split())
        yield _told(text, match, f"arithmetic modulo {said}", ALL)
    for match in _IN_RING.finditer(text):
        yield _told(text, match, "another ring than that of the real numbers", ALL)
    for match in _CHARACTERISTIC.finditer(text):
        yield _told(text, match, "a field of another characteristic", ALL)
    for pattern, what, touches in _PATTERNS:
        for match in pattern.finditer(text):
            if not _NOT.search(text[max(match.start() - 20, 0) : match.start()]):
                yield _told(text, match, what, touches)


def _told(text: str, match: re.Match[str], what: str, touches: str) -> Told:
    """What a match tells, with its reach by the words before it in its sentence."""
    before = _STOP.split(text[max(match.start() - 200, 0) : match.start()])[-1]
    rest = _STOP.split(text[match.end() : match.end() + 120])[0]
    own = re.sub(r"\$[^$]*\$", " ", f"{before} {match.group()}")
    claimed = "=" in before and not _GIVEN.match(before)
    reach: Reach = "sentence"
    if touches in (EQUALITY, DIGITS):
        meant = touches == EQUALITY and re.search(r"\$=\$", before) is not None
        reach = "section" if meant else "sentence"
    elif match.group().startswith("$"):  # `$x = 30$ degrees`
        reach = "paragraph"
    elif not claimed and _LASTING.search(own):
        reach = "section"
    elif not claimed and (_LEADING.match(f"{before}{match.group()}") or "$" not in before + rest):
        reach = "paragraph"
    return Told(what, touches, reach, match.start(), match.end())
