r"""Properties of matrices and vectors that words tell: symmetric, orthogonal, of length 1.

They are equations that nothing else on the page need write (`A^T = A`, `u^T v = 0`), so a claim
about such a page's matrices that fails for some matrix may hold for those that are meant.
"""

from __future__ import annotations

import re

from ...regex import regex

_PROPERTIES = regex(
    r"\b(?:(?:anti|skew)?-?symmetric\w*|symmetry|orthogonal\w*|orthonormal\w*|unitary|diagonal\w*"
    r"|(?:upper |lower )?triangular|idempotent|projections?|projectors?|nilpotent|involut\w+"
    r"|commut\w+|hermitian|positive[- ](?:semi-?)?definite|PSD|SPD|permutation|rotations?"
    r"|reflections?|stochastic matri\w+|covariance|(?<![-\w])Gram\b|Hessian|Laplacian"
    r"|eigen\w+|unit vectors?"
    r"|unit[- ](?:norm|length)|perpendicular|parallel|colline?ar|conjugate directions?"
    r"|spectral|singular v\w+|SVD|diagonali[sz]\w*|centr?ed|zero[- ]mean|mean zero|whiten\w*"
    r"|symétrique|orthogonale?|symmetrisch\w*)\b|对称|正交|对角|半正定|正定|单位向量",
    re.IGNORECASE,
)


_OF_MATRICES = regex(
    r"(?:anti|skew)?-?symmetric|symmetry|diagonal|(?:upper |lower )?triangular|idempotent|nilpotent"
    r"|involut|hermitian|positive[- ](?:semi-?)?definite|PSD|SPD|(?<![-\w])Gram\b|Hessian"
    r"|Laplacian|symétrique|symmetrisch|对称|对角|半正定|正定",
    re.IGNORECASE,
)
"""Properties that no vector has: that `A` is diagonal says nothing of an x beside it."""
_OF = regex(
    r"matri(?:x|ces)|vector|operator|transform|\bbas[ie]s\b|columns?\b|\brows?\b|矩阵|向量",
    re.IGNORECASE,
)
_MATHEMATICS = regex(r"\$([^$]*)\$|\\[(\[](.*?)\\[)\]]|\\begin\{(.*?)\\end\{", re.DOTALL)
_STOP = regex(r"[.!?。]\$*\s")
_LETTER = regex(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])|\\[A-Za-z]+")


def told(words: str) -> list[tuple[int, frozenset[str] | None]]:
    """Where a text speaks of such a property, and of which letters: those of its sentence.

    Where that has none, those of its paragraph. None: of any, for there are no letters there, but
    matrices or vectors are spoken of.

    >>> told("Let $A$ be symmetric."), told("Let $A$ be an invertible matrix.")
    ([(11, frozenset({'A'}))], [])
    >>> told("Resistors in parallel."), told("A symmetric matrix.")
    ([(13, frozenset())], [(2, None)])
    """
    out = []
    for found in _PROPERTIES.finditer(words):
        around, at = _paragraph(words, found.start())
        named = _named_in(_sentence(around, at)) or _named_in(around)
        out.append((found.start(), None if not named and _OF.search(around) else named))
    return out


def of_matrices(words: str, at: int) -> bool:
    """Whether the property told at a place is one of matrices only.

    >>> of_matrices("A diagonal matrix", 2), of_matrices("orthogonal to", 0)
    (True, False)
    """
    return _OF_MATRICES.match(words, at) is not None


def letters(name: str) -> frozenset[str]:
    r"""The letters of a name, and the commands that it is printed in.

    >>> letters(r"\mathbf{x}") == {"x", r"\mathbf"}
    True
    """
    return frozenset(_LETTER.findall(name))


def _paragraph(words: str, at: int) -> tuple[str, int]:
    """The paragraph around a place, and the place in it."""
    before = max(0, *(words.rfind(gap, 0, at) for gap in ("\n\n", "\n#")))
    after = words.find("\n\n", at)
    return words[before : after if after >= 0 else len(words)], at - before


def _sentence(paragraph: str, at: int) -> str:
    stops = [m.end() for m in _STOP.finditer(paragraph)]
    before = max((s for s in stops if s <= at), default=0)
    after = min((s for s in stops if s > at), default=len(paragraph))
    return paragraph[before:after]


def _named_in(paragraph: str) -> frozenset[str]:
    formulas = (" ".join(found) for found in _MATHEMATICS.findall(paragraph))
    return frozenset[str]().union(*(letters(f) for f in formulas))
