"""What does not end is broken off, where the clock signal is nobody else's."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest

from derivations.alarm import TooLongError, at_most
from derivations.documents import DocumentError, check_text
from derivations.reading import document as pages
from derivations.reading import read_document, reader

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such signal here")


@pytest.fixture(autouse=True)
def _unset() -> Iterator[None]:
    yield
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def endless() -> None:
    while True:
        pass


def endless_search() -> None:
    re.search(r"(a*)*b", "a" * 40)


@pytest.mark.parametrize("work", [endless, endless_search])
def test_what_does_not_end_is_broken_off(work) -> None:
    start = time.monotonic()
    with pytest.raises(TooLongError), at_most(0.1):
        work()
    assert time.monotonic() - start < 5


def test_an_outer_span_ends_an_inner_one() -> None:
    with pytest.raises(TooLongError), at_most(0.1), at_most(60):
        endless()


def test_an_outer_span_goes_on_after_an_inner_one() -> None:
    def several() -> None:
        with at_most(0.3):
            for _ in range(3):
                with suppress(TooLongError), at_most(0.05):
                    endless()
            endless()

    start = time.monotonic()
    with pytest.raises(TooLongError):
        several()
    assert time.monotonic() - start > 0.25


def test_an_outer_span_that_is_over_before_an_inner_one_ends_all_the_same() -> None:
    """On a machine that stands still for a while, its alarm was taken for that of the inner one."""

    def standing_still() -> None:
        with at_most(0.1):
            with suppress(TooLongError), at_most(0.05):
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
                time.sleep(0.2)
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
            for _ in range(20):
                time.sleep(0.1)

    with pytest.raises(TooLongError):
        standing_still()


def test_a_span_that_ends_in_time_leaves_nothing() -> None:
    with at_most(0.1):
        pass
    time.sleep(0.2)


def test_an_alarm_of_somebody_else_is_left_alone() -> None:
    heard: list[int] = []
    signal.signal(signal.SIGALRM, lambda number, frame: heard.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    with at_most(0.01):
        time.sleep(0.3)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    assert heard == [signal.SIGALRM]


def test_other_threads_have_no_alarm() -> None:
    ended: list[bool] = []

    def work() -> None:
        with at_most(0.01):
            time.sleep(0.1)
        ended.append(True)

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert ended == [True]


PAGE = "Clearly $1 + 1 = 2$.\n\nThen $x + h = h + x$.\n\nAnd $2 + 2 = 4$.\n"


def test_a_sentence_without_end_costs_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DERIVE_DEBUG", raising=False)
    monkeypatch.setattr(reader, "SENTENCE", 0.2)
    sentence = reader.Reader._sentence

    def slow(self, parts) -> None:
        if any(token.text == "h" for part in parts for token in part.unit.tokens):
            endless()
        sentence(self, parts)

    monkeypatch.setattr(reader.Reader, "_sentence", slow)
    page = read_document("page.md", PAGE, within=at_most)
    assert [s.problem is None for d in page.derivations for s in d.steps] == [True, False, True]


def test_a_page_without_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE", 0.2)
    monkeypatch.setattr(pages, "survey", lambda *given, **options: endless())
    with pytest.raises(DocumentError, match="takes too long to read"):
        check_text("page.md", PAGE, memory=10**10)
