"""Signs of a relation with something over or under them."""

from __future__ import annotations

import pytest

from .pages import verdicts

STACKED = {
    "required, smaller": (r"$2 \stackrel{!}{<} 3$.", "proved"),
    "required, greater": (r"$2 \stackrel{!}{>} 3$.", "refuted"),
    "required, not equal": (r"$2 \overset{!}{\neq} 2$.", "refuted"),
    "required of an unknown": (r"We need $2x - 1 \overset{!}{>} 0$.", "constraint"),
    "required of itself": (r"$x \overset{!}{\neq} x$.", "constraint"),
    "required of a function": (r"$f(x) = 2x \overset{!}{>} 0 \Rightarrow x > 1$.", "constraint"),
    "required equality": (r"$t^2 \overset{!}{=} 9$.", "constraint"),
    "denied in words": (r"$2 \overset{\text{not}}{=} 2$.", "assumption"),
    "denied by a sign": (r"$2 \stackrel{\neq}{=} 2$.", "assumption"),
    "called wrong": (r"$t + t \stackrel{\text{wrong}}{=} 2t$.", "assumption"),
    "in distribution": (r"$t + t \overset{d}{=} 3t$.", "assumption"),
    "in distribution, calligraphic": (r"$t + t \overset{\mathcal{D}}{=} 3t$.", "assumption"),
    "in distribution, in a chain": (r"$t + t = 2t \overset{d}{=} 3t$.", "D007"),
    "in law": (r"$t + t \overset{\text{law}}{=} 3t$.", "assumption"),
    "almost surely": (r"$t + t \overset{\text{a.s.}}{=} 3t$.", "assumption"),
    "almost surely at most": (r"$3 \overset{\mathrm{a.s.}}{\leq} 2$.", "assumption"),
    "up to a constant": (r"$t^2 + 1 \overset{\text{up to const.}}{=} t^2$.", "assumption"),
    "modulo": (r"$5 \overset{\bmod 3}{=} 2$.", "assumption"),
    "under the sign": (r"$t + t \underset{\text{a.s.}}{=} 3t$.", "assumption"),
    "no definition": (r"$U \overset{d}{=} V$, thus $U - V = 0$.", "constraint"),
    "a reference": (r"$t + t \overset{(d)}{=} 3t$.", "refuted"),
    "a reason": (r"$t + t \overset{\text{IH}}{=} 2t$.", "proved"),
    "a reason that is a rule": (r"$t(t+1) \overset{\text{Prop.}}{=} t^2 + t$.", "proved"),
    "a question": (r"$t + t \overset{?}{=} 2t$.", "proved"),
    "a definition": (r"$g(t) \overset{\text{def}}{=} t^2$. So $g(3) = 9$.", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), STACKED.values(), ids=STACKED.keys())
def test_stacked(text: str, verdict: str) -> None:
    assert verdicts(text)[-1] == verdict
