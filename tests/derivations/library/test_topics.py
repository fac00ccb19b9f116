"""What the library works out: true for other functions too, and never claimed of wrong ones."""

from __future__ import annotations

import pytest
from sympy import Abs, Derivative, Max, Rational, atan, cos, exp, symbols, tanh

from derivations.library import UnknownTopicError, topic
from derivations.library.networks import (
    AffineMap,
    NetworkError,
    Parameters,
    affine_map,
    mapped,
    network,
    same_network,
)
from derivations.library.relu import relu
from derivations.library.sigmoid import sigmoid, softplus
from proofs import Claim, Proved, Refuted, check

x = symbols("x")


def test_an_unknown_topic_lists_those_there_are() -> None:
    with pytest.raises(UnknownTopicError, match='no topic "sigmoidal"; there are: relu, sigmoid'):
        topic("sigmoidal")


@pytest.mark.parametrize(
    "claim",
    [
        Claim(Derivative(relu(x), x), "=", Rational(1, 2), given=[Claim(x, "=", 0)]),
        Claim(relu(-x), "=", -relu(x)),
        Claim(sigmoid(2 * x), "=", 2 * sigmoid(x)),
        Claim(Derivative(softplus(x), x), "=", 1 - sigmoid(x)),
        Claim(sigmoid(x), "=", tanh(x / 2 + 1) / 2),
    ],
    ids=str,
)
def test_wrong_claims_about_the_functions_are_not_proved(claim: Claim) -> None:
    assert not isinstance(check(claim), Proved)


def half_tanh(u):
    return 3 - 5 * tanh(u / 4)


@pytest.mark.parametrize(
    ("f", "g", "found"),
    [
        (sigmoid, tanh, AffineMap(Rational(1, 2), Rational(1, 2), Rational(1, 2))),
        (tanh, sigmoid, AffineMap(2, 2, -1)),
        (sigmoid, half_tanh, AffineMap(Rational(-1, 10), 2, Rational(4, 5))),
        (lambda u: exp(3 * u), exp, AffineMap(1, 3, 0)),
        (lambda u: cos(2 * u) + 1, cos, AffineMap(1, 2, 1)),
    ],
    ids=["sigmoid-tanh", "tanh-sigmoid", "sigmoid-half_tanh", "exp", "cos"],
)
def test_activations_that_are_one_scaled_and_shifted(f, g, found) -> None:
    assert affine_map(f, g) == found
    assert isinstance(check(found.claim(f, g)), Proved)


@pytest.mark.parametrize(
    ("f", "g"),
    [(sigmoid, atan), (softplus, sigmoid), (lambda u: u, tanh), (tanh, lambda u: u**3)],
    ids=["sigmoid-atan", "softplus-sigmoid", "identity-tanh", "tanh-cube"],
)
def test_others_are_not(f, g) -> None:
    with pytest.raises(NetworkError):
        affine_map(f, g)


def test_a_kink_has_no_derivatives_to_compare() -> None:
    with pytest.raises(NetworkError):
        affine_map(lambda u: Max(0, u), lambda u: (u + Abs(u)) / 2)


def test_the_network_with_another_activation_is_the_same_for_all_sizes() -> None:
    assert isinstance(check(same_network(sigmoid, half_tanh)), Proved)


@pytest.mark.parametrize(
    "wrong",
    [AffineMap(Rational(1, 2), 1, Rational(1, 2)), AffineMap(Rational(1, 2), Rational(1, 2), 0)],
    ids=["inner not halved", "no offset"],
)
def test_a_wrong_map_gives_another_network(wrong: AffineMap) -> None:
    from sympy import IndexedBase

    v, w = IndexedBase("v"), IndexedBase("w")
    own = Parameters(lambda j, i: v[j, i], lambda k, j: w[k, j])
    index = symbols("k", integer=True)
    claim = Claim(network(sigmoid, own, index), "=", network(tanh, mapped(own, wrong), index))
    assert isinstance(check(claim), Refuted)
