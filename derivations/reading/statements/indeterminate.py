r"""Indeterminate forms as tags on a limit: `\lim f/g = \frac{0}{0} = \lim f'/g'`."""

from __future__ import annotations

from collections.abc import Sequence

from ..expressions.names import group_end, spelled
from ..expressions.relations import Range
from ..sources.tokens import Token

_FORMS = frozenset(
    r"\frac{0}{0} \frac00 0/0 \frac{\infty}{\infty} \infty/\infty \infty-\infty 0\cdot\infty"
    r" \infty\cdot0 0\times\infty \infty\times0 1^{\infty} 1^\infty \infty^{0} \infty^0 0^{0} 0^0"
    r" \frac{-\infty}{\infty} \frac{\infty}{-\infty} \frac{-\infty}{-\infty}".split()
)


def is_indeterminate(tokens: Sequence[Token], side: Range) -> bool:
    r"""Whether a side is an indeterminate form, perhaps in brackets or quotation marks.

    >>> from ..sources.tokens import tokenize
    >>> tokens = tokenize(r"\left[ \frac{0}{0} \right]")
    >>> is_indeterminate(tokens, (0, len(tokens)))
    True
    """
    a, b = side
    while b - a > 2 and tokens[a].text in ("[", "(", "{") and group_end(tokens, a, b) == b - 1:
        a, b = a + 1, b - 1
    while b - a > 2 and tokens[a].text in ('"', "`", "'") and tokens[b - 1].text in ('"', "'"):
        a, b = a + 1, b - 1
    return b - a <= 9 and spelled(tokens, a, b).replace("+", "") in _FORMS
