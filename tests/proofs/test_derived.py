"""Functions that stand for terms in others, from SymPy; and integers among real names."""

import pytest
import sympy as sp

from proofs import Claim, ClaimError, Proved, Refuted, check

x, y = sp.symbols("x y")
n = sp.Symbol("n", integer=True)
later = {"evaluate": False}

TRUE = {
    "sinc at 0": Claim(sp.sinc(0, **later), "=", 1),
    "sinc at a third of pi": Claim(sp.sinc(sp.pi / 3, **later), "=", 3 * sp.sqrt(3) / (2 * sp.pi)),
    "sinc is even": Claim(sp.sinc(-x, **later), "=", sp.sinc(x)),
    "acot at positive": Claim(sp.acot(x), "=", sp.pi / 2 - sp.atan(x), given=[x > 0]),
    "asec": Claim(sp.asec(x), "=", sp.acos(1 / x)),
    "acoth": Claim(sp.acoth(x), "=", sp.log((x + 1) / (x - 1)) / 2),
    "atan2, right": Claim(sp.atan2(y, x), "=", sp.atan(y / x), given=[x > 0]),
    "atan2, above": Claim(sp.atan2(y, x), "=", sp.pi / 2 - sp.atan(x / y), given=[y > 0]),
    "atan2, left": Claim(sp.atan2(1, x), "=", sp.pi + sp.atan(1 / x), given=[x < 0]),
    "remainder of a multiple": Claim(sp.Mod(n * y + x, y, **later), "=", sp.Mod(x, y, **later)),
    "fractional part": Claim(sp.frac(x + 3, **later), "=", sp.frac(x)),
    "gamma at an integer": Claim(sp.gamma(n + 1), "=", sp.factorial(n)),
    "falling factorial": Claim(sp.ff(x, 3), "=", x**3 - 3 * x**2 + 2 * x),
    "rising factorial": Claim(sp.rf(x, 2), "=", x**2 + x),
    "a real that is said to be whole": Claim(
        sp.binomial(x, y, **later) + sp.binomial(x, y + 1, **later),
        "=", sp.binomial(x + 1, y + 1, **later),
    ),
}  # fmt: skip

WRONG = {
    "sinc is odd": Claim(sp.sinc(-x, **later), "=", -sp.sinc(x)),
    "acot at negative": Claim(sp.acot(x), "=", sp.pi / 2 - sp.atan(x), given=[x < 0]),
    "atan2 everywhere": Claim(sp.atan2(y, x), "=", sp.atan(y / x)),
    "atan2, left below": Claim(
        sp.atan2(y, x), "=", sp.pi + sp.atan(y / x), given=[x < 0, y < 0]
    ),
    "fractional part of a sum": Claim(
        sp.frac(x + y, **later), "=", sp.frac(x) + sp.frac(y)
    ),
    "gamma is the factorial": Claim(sp.gamma(n), "=", sp.factorial(n)),
}  # fmt: skip


@pytest.mark.parametrize("claim", TRUE.values(), ids=TRUE.keys())
def test_is_proved(claim):
    assert isinstance(check(claim), Proved), claim


@pytest.mark.parametrize("claim", WRONG.values(), ids=WRONG.keys())
def test_is_refuted(claim):
    assert isinstance(check(claim), Refuted), claim


def test_gamma_elsewhere_is_not_stated():
    with pytest.raises(ClaimError, match="not an integer"):
        Claim(sp.gamma(x), "=", x)
