"""What every program is asked, as plain text: each is asked in an environment of its own."""

from __future__ import annotations

FORMULAS = [
    r"\frac{1}{1 + e^{-x}}",
    r"\sin^2 x + \cos^2 x",
    r"\sqrt{x^2 + y^2}",
    r"\frac{d}{dx} x^3",
    r"\int_0^1 x^2 dx",
    r"\sum_{i=1}^{n} i^2",
    r"\lim_{x \to 0} \frac{\sin x}{x}",
    r"\frac{a x^2 + b x + c}{2 a}",
    r"\log(1 + e^x) - \log 2",
    r"x^{2} y^{3} - 4 x y + 7",
    r"\frac{\sqrt{3}}{2} + \frac{1}{\sqrt{5}}",
    r"e^{i \pi} + 1",
    r"\binom{n}{k} x^k",
    r"|x - 3| + 2",
    r"\tan^{-1}(x) + \frac{\pi}{4}",
    r"\frac{1}{2} \left(1 + \tanh \frac{x}{2}\right)",
    r"\prod_{k=1}^{5} (x + k)",
    r"\alpha \beta^2 - \gamma",
    r"n! + \lfloor x \rfloor",
    r"\frac{\partial}{\partial x} (x^2 y)",
]
"""One formula each, of the kinds that courses write."""

PAIRS = [
    (r"\frac{1}{1 + e^{-x}}", r"\frac{e^x}{1 + e^x}", True),
    (r"\frac{1}{1 + e^{-x}}", r"\frac{1}{2} \left(1 + \tanh \frac{x}{2}\right)", True),
    (r"\frac{1}{1 + e^{-x}}", r"\frac{1}{2} \tanh \left(\frac{x}{2} + 1\right)", False),
    (r"x^2 - 1", r"(x - 1)(x + 1)", True),
    (r"x^2 + 1", r"(x + 1)^2", False),
    (r"\sin 2x", r"2 \sin x \cos x", True),
    (r"\cos 2x", r"1 - 2 \sin^2 x", True),
    (r"\cos 2x", r"2 \sin^2 x - 1", False),
    (r"\sqrt{8}", r"2 \sqrt{2}", True),
    (r"\frac{1}{\sqrt{2}}", r"\frac{\sqrt{2}}{2}", True),
    (r"\sqrt{2} + \sqrt{3}", r"\sqrt{5}", False),
    (r"\sqrt{x^2}", r"|x|", True),
    (r"e^{2x} - 1", r"(e^x - 1)(e^x + 1)", True),
    (r"e^{x + y}", r"e^x + e^y", False),
    (r"\log(e^x)", r"x", True),
    (r"\frac{1}{x} + \frac{1}{y}", r"\frac{x + y}{x y}", True),
    (r"\frac{1}{x} + \frac{1}{y}", r"\frac{2}{x + y}", False),
    (r"\tanh x", r"\frac{e^{2x} - 1}{e^{2x} + 1}", True),
    (r"\tanh x", r"\frac{e^{x} - 1}{e^{x} + 1}", False),
    (r"(a + b)^3", r"a^3 + 3 a^2 b + 3 a b^2 + b^3", True),
    (r"(a + b)^3", r"a^3 + b^3", False),
    (r"\frac{x^3 - 8}{x - 2}", r"x^2 + 2x + 4", True),
    (r"1 - \frac{1}{1 + e^{-x}}", r"\frac{1}{1 + e^x}", True),
    (r"1 - \frac{1}{1 + e^{-x}}", r"\frac{1}{1 + e^{-x}}", False),
    (r"\frac{e^{a}}{e^{a} + e^{b}}", r"\frac{1}{1 + e^{b - a}}", True),
    (r"\frac{e^{a}}{e^{a} + e^{b}}", r"\frac{1}{1 + e^{a - b}}", False),
    (r"\sin(x + y)", r"\sin x \cos y + \cos x \sin y", True),
    (r"\sin(x + y)", r"\sin x + \sin y", False),
    (r"\frac{3}{4}", r"0.75", True),
    (r"\frac{2}{3}", r"0.66", False),
    (r"\cosh^2 x - \sinh^2 x", r"1", True),
    (r"\frac{x}{x + 1}", r"1 - \frac{1}{x + 1}", True),
    (r"2^{10}", r"1024", True),
    (r"2^{100}", r"2^{99} + 1", False),
    (r"\frac{1}{2 - \sqrt{3}}", r"2 + \sqrt{3}", True),
    (r"\frac{1}{2 - \sqrt{3}}", r"2 - \sqrt{3}", False),
    (r"\arctan 1", r"\frac{\pi}{4}", True),
    (r"x (x + 1) (x + 2) (x + 3) + 1", r"(x^2 + 3x + 1)^2", True),
    (r"\log(1 + e^x)", r"x + \log(1 + e^{-x})", True),
    (r"\log(1 + e^x)", r"x + \log(1 + e^{x})", False),
]
"""An answer, the one it is held against, and whether they are equal for all real values."""

LENGTHS = (3, 10, 200)
"""Lengths of the softmax whose shift is claimed."""
