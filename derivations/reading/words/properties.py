r"""Properties of matrices and vectors that words tell: symmetric, orthogonal, of length 1.

They are equations that nothing else on the page need write (`A^T = A`, `u^T v = 0`), so a claim
about such a page's matrices that fails for some matrix may hold for those that are meant.
"""

from __future__ import annotations

import re

_PROPERTIES = re.compile(
    r"\b(?:(?:anti|skew)?-?symmetric\w*|symmetry|orthogonal\w*|orthonormal\w*|unitary|diagonal\w*"
    r"|(?:upper |lower )?triangular|idempotent|projections?|projectors?|nilpotent|involut\w+"
    r"|commut\w+|hermitian|positive[- ](?:semi-?)?definite|PSD|SPD|permutation|rotations?"
    r"|reflections?|stochastic matri\w+|covariance|Gram|Hessian|Laplacian|eigen\w+|unit vectors?"
    r"|unit[- ](?:norm|length)|perpendicular|parallel|colline?ar|conjugate directions?"
    r"|symétrique|orthogonale?|symmetrisch\w*)\b|对称|正交|对角|半正定|正定|单位向量",
    re.IGNORECASE,
)


def told(words: str) -> bool:
    """Whether a text speaks of such a property.

    >>> told("Let $A$ be a symmetric matrix."), told("Let $A$ be an invertible matrix.")
    (True, False)
    """
    return _PROPERTIES.search(words) is not None
