"""Worked derivations, one file a topic: definitions, claims, and how they are worked out.

>>> topic("softmax").title
'Softmax'
"""

from __future__ import annotations

from importlib import import_module

from .topic import Topic

TOPICS = (
    "relu", "sigmoid", "softmax", "networks", "autodiff", "convolution", "layers", "homework",
)  # fmt: skip


class UnknownTopicError(LookupError):
    """No topic of the library has this name."""


def topic(name: str) -> Topic:
    """The topic of this name. Raises UnknownTopicError, which lists those there are."""
    if name not in TOPICS:
        raise UnknownTopicError(f'no topic "{name}"; there are: {", ".join(TOPICS)}')
    found: Topic = import_module(f".{name}", __name__).TOPIC
    return found


__all__ = ["TOPICS", "Topic", "UnknownTopicError", "topic"]
