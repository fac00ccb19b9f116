r"""What the words say of probability distributions: which names are some, and what else is told.

"the distributions $p$ and $q$", "the entropy of $p$", "the posterior $q(z | x)$".
"""

from __future__ import annotations

import re

from ...regex import regex

_NAME = (
    r"(?P<base>\\hat\s*\{?\s*[pq]\s*\}?|Pr|[pqPQ])"
    r"(?:\s*_\s*\{?\s*(?:\\(?:text|mathrm|rm)\s*\{?\s*)?\\?(?P<sub>[A-Za-z]+)[\s}]*)?"
)
_INLINE = regex(rf"(?P<before>\w*)[\s~(]*\${{1,2}}\s*{_NAME}\s*(?:\([^$()=]*\))?\s*\$")
_SAID = regex(
    r"distribut|\bp\.?m\.?f\b|mass functions?\b|\bentrop|\bdivergence\b|\bpriors?\b|\bposteriors?\b"
    r"|\bdensit(?:y|ies)\b|\bdistribuci|\bwahrscheinlichkeitsverteil|熵|散度|分布",
    re.IGNORECASE,
)
_NUMBERS = frozenset("parameter parameters probability chance rate value number prime".split())
_SENTENCE = regex(r"[.!?](?=\s)|\n\s*\n|\\\\\s*\n")
_UNNORMALIZED = regex(
    r"unnormali[sz]|un-normali[sz]|not (?:be )?normali[sz]|normali[sz](?:ing|ation) "
    r"(?:constant|factor|term)|partition function|proportional to|\\propto\b|\bpolynomial"
    r"|归一|正规化|正規化|配分|\bdivides\b|signed measure|sub-?probabilit"
    r"|\bpseudo-?|\bquasi-?(?:prob|dist)"
    r"|\bnot (?:an? )?(?:valid |proper |true |real |normali[sz]ed |probability )*"
    r"(?:distributions?|densit|probabilit)|\b(?:not|n't|never) (?:\w+ )?(?:sum|add up) to"
    r"|\bsum\w*\b[^.]{0,40}\bover (?:the |all |our )*"
    r"(?:training|data|sampl|exampl|batch|mini|subset|even|odd|first|document|words? in)",
    re.IGNORECASE,
)
_PARTICULAR = regex(
    r"\buniform|equiprobable|equally likely|\bidentical|\bi\.?\s?i\.?\s?d\b|exchangeab|\bsymmetr"
    r"|determin|\bfunctions? of\b|\bsame distribution|one[- ]hot|\bstationar|\breversib"
    r"|detailed balance|\bdegenerate\b|\bDirac\b|point mass|\bcontains\b|\bconsists of\b"
    r"|concatenat|\bup to an?\b|\bignor|\bomit|\bdropp|\bconstant factor|unnormali[sz]"
    r"|normali[sz](?:ing|ation) constant|proportional|\\propto\b|\bdisjoint|\bexclusive\b"
    r"|\bpartition|\bcomplement|\bsubset|\\subset|\bfair\b|\b(?:this|our) example\b"
    r"|\bflat\b|informative\b|prior is constant|\bfor (?:short|brevity)|\bshorthand|\babbreviat"
    r"|\bsuppress|\bnotational|\boptim(?:al|um)\b|\bminimi[sz]er|\bmatch"
    r"|\bsame (?:entropy|mean|moments|expectation)|\bsim[eé]tr|\bsymétr|\bgleich(?:vert|m)"
    r"|[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]",  # words that are not read
    re.IGNORECASE,
)
_VALUED = regex(
    r"\bbinary\b|bernoulli|\bpositive\b|non-?negative|\binteger|\bcounts?\b|zero[- ]mean|mean zero"
    r"|\bcent(?:er|re)d\b|unit variance|standard|\bgaussian|\bnormal\b|\bpoisson|\bexponential"
    r"|rademacher|\bmean \$?0|\bconstant random|is (?:a )?constant|almost sure|\bdegenerate"
    r"|\\sim\s*\{?\s*(?:\\|[A-Z][a-z(]|[NUB]\b)|\bcoin\b|\bdi(?:c)?e\b|\bindicators?\b"
    r"|normali[sz]ed",
    re.IGNORECASE,
)
_KERNEL = regex(
    r"\bMarkov\b|\btransitions?\b|\bkernels?\b|\bproposals?\b|detailed balance|\bMetropolis"
    r"|\bstationary\b|\breversib",
    re.IGNORECASE,
)
_CONTINUOUS = regex(
    r"\bdensit(?:y|ies)\b|\bcontinuous|differential entrop|\\int\b|\bgaussian|\\mathcal\s*\{?N\b"
    r"|\bnormal(?:ly)? distribut|\bnormal distribution",
    re.IGNORECASE,
)


_ASKED = regex(
    r"\?|\bwhen\b|\bonly if\b|\biff\b|\bwhether\b|\bsuppos|\bassum|\bunless\b|\bwould\b"
    r"|\bconditions?\b|\bholds? (?:if|when|for)\b|\bif\b",
    re.IGNORECASE,
)


_ASIDE = regex(r"\\(?:sub)*section\b[\s\S]*|(?<!\\)%[^\n]*")
"""What is no part of a sentence: comments, and what follows a heading."""


def supposes(sentence: str) -> bool:
    """Whether a sentence asks when something holds, or supposes it.

    >>> supposes("When does this hold?"), supposes("By the product rule")
    (True, False)
    """
    return _ASKED.search(_ASIDE.sub("", sentence)) is not None


def key(base: str, sub: str | None) -> str:
    r"""A name as the reader spells it.

    >>> key("p", "theta"), key("\\hat p", None)
    ('p_theta', '\\hat{p}')
    """
    if base.startswith("\\hat"):
        base = f"\\hat{{{base.strip('{} ')[-1]}}}"
    if sub is None:
        return base
    return f"{base}_{sub}" if base.isalnum() else f"{base}_{{{sub}}}"


def told(words: str) -> list[tuple[int, frozenset[str]]]:
    """The names that sentences about distributions have, with where these begin.

    >>> told("The distributions $p$ and $q$. A coin with probability $p$.")[0][1] == {"p", "q"}
    True
    """
    out, start = [], 0
    ends = [m.start() for m in _SENTENCE.finditer(words)]
    for end in [*ends, len(words)]:
        sentence = words[start:end]
        if _SAID.search(sentence):
            names = frozenset(
                key(m["base"], m["sub"]) for m in _INLINE.finditer(sentence)
                if m["before"].lower() not in _NUMBERS
            )  # fmt: skip
            if names:
                out.append((start, names))
        start = end
    return out


def unnormalized(words: str) -> list[int]:
    """Where the words tell of weights that need not add up to 1, or of other meanings of p."""
    return [m.start() for m in _UNNORMALIZED.finditer(words)]


def particular(words: str) -> list[int]:
    """Where the words tell of particular distributions: what fails for others may be meant."""
    return [m.start() for m in _PARTICULAR.finditer(words)]


def values(words: str) -> list[int]:
    """Where the words tell which numbers are drawn: that these are 0 and 1, or have the mean 0."""
    return [m.start() for m in _VALUED.finditer(words)]


def entropies(words: str) -> frozenset[str]:
    """Which of the entropy H and the divergence D the words speak of; KL needs no words.

    >>> sorted(entropies("the cross-entropy and the KL divergence"))
    ['D', 'H', 'KL']
    """
    told = {"KL"}
    if re.search("entrop|熵", words, re.IGNORECASE) and not re.search(r"\bbits?\b|比特", words):
        told.add("H")
    if re.search(r"Kullback|\bKL\b|relative entrop|K-L\b|散度", words):
        told.add("D")
    return frozenset(told)


def kernels(words: str) -> list[int]:
    """Where the words tell of chains: there `p(x | y)` and `p(y | x)` are one function of both."""
    return [m.start() for m in _KERNEL.finditer(words)]


def continuous(words: str) -> list[int]:
    """Where the words tell of densities, for which entropies and expectations are integrals."""
    return [m.start() for m in _CONTINUOUS.finditer(words)]
