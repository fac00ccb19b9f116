"""Answers in bulk: in processes and in threads, the verdicts are those of one by one."""

from __future__ import annotations

import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from derivations import ReadingError, equal, equal_many
from proofs import Proved, Refuted, Undecided, replay
from proofs.kernel.terms import add, num, power, var

PAIRS = [
    (r"\frac{1}{1+e^{-x}}", r"\frac{e^x}{1+e^x}"), (r"\{1, 2\}", r"\{2, 1\}"), ("x^2", "x^3"),
    (r"\sqrt{x^2}", "|x|"), (r"\sqrt{x^2}", "x"), (r"\int_0^1 x \, dx", r"\frac12"), ("1", "("),
    (r"\frac{x^2-1}{x-1}", "x+1"), (r"[0, 1)", r"0 \le x < 1"), (r"\ln(ab)", r"\ln a + \ln b"),
    (r"\sum_{k=1}^n k", r"\frac{n(n+1)}{2}"), ("0.5", r"\frac12"), ("x = 5", "5"),
]  # fmt: skip


def kinds(found: list[object]) -> list[str]:
    return [type(v).__name__ for v in found]


@pytest.fixture(scope="module")
def one_by_one() -> list[str]:
    return kinds(list(equal_many(PAIRS)))


@pytest.mark.parametrize("workers", [2, 0])
def test_processes_give_the_same_verdicts_in_order(one_by_one: list[str], workers: int) -> None:
    found = equal_many(PAIRS, workers=workers)
    assert kinds(list(found)) == one_by_one
    for verdict in found:
        if isinstance(verdict, Proved | Refuted):
            replay(verdict.proof)


def test_threads_give_the_same_verdicts(one_by_one: list[str]) -> None:
    def judged(pair: tuple[str, str]) -> str:
        return kinds(list(equal_many([pair], budget=30)))[0]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(judged, PAIRS * 3)) == one_by_one * 3


def test_it_makes_no_difference_which_is_which(one_by_one: list[str]) -> None:
    assert kinds(list(equal_many([(b, a) for a, b in PAIRS]))) == one_by_one


def test_no_signal_is_asked_for_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a signal")

    for name in ("signal", "alarm", "setitimer", "raise_signal", "pthread_kill"):
        monkeypatch.setattr(signal, name, never)
    hard = (r"\int_0^1 e^{x^2} dx", r"\int_0^1 e^{x^2} dx + 10^{-9}")
    assert kinds(list(equal_many([*PAIRS[:4], hard], budget=1)))[:3] == ["Proved"] * 2 + ["Refuted"]


def test_terms_of_all_threads_are_one() -> None:
    def made(seed: int) -> list[object]:
        return [add(power(var(f"x{n}"), num(n)), num(n)) for n in range(300)]

    with ThreadPoolExecutor(8) as threads:
        first, *others = threads.map(made, range(16))
    assert all(a is b for other in others for a, b in zip(first, other, strict=True))


def test_the_budget_holds_in_threads() -> None:
    hard = (
        r"\sum_{k=1}^{n} \frac{\sin(k x)^3}{k + \cos k}",
        r"\int_0^x \frac{\sin(t^3) e^t}{t + 2} dt",
    )

    def spent(_: int) -> float:
        start = time.monotonic()
        assert isinstance(equal(*hard, budget=0.5), Undecided | Refuted)
        return time.monotonic() - start

    with ThreadPoolExecutor(3) as threads:
        assert max(threads.map(spent, range(3))) < 5


def test_no_pairs() -> None:
    assert equal_many([], workers=3) == []


def test_a_number_of_workers_below_none() -> None:
    with pytest.raises(ValueError, match="workers"):
        equal_many(PAIRS, workers=-1)


def test_what_cannot_be_read_keeps_its_place(one_by_one: list[str]) -> None:
    (error,) = equal_many([("1", "(")], workers=2)
    assert isinstance(error, ReadingError)
    assert str(error) == str(equal_many([("1", "(")])[0])


@pytest.mark.skipif(sys.platform != "linux", reason="address space has no limit here")
def test_a_process_without_memory_costs_its_pair_only() -> None:
    power = "(a + b + c + d + x + y)"
    large = (f"{power}^{{16}} {power}^3 + 1", f"{power}^{{17}} {power}^2 + 1")
    assert kinds(list(equal_many([large] * 2, budget=10.0))) == ["Proved"] * 2
    found = equal_many([large, ("1", "1"), large], budget=10.0, workers=2, memory=1)
    assert kinds(list(found)) == ["Undecided", "Proved", "Undecided"]
