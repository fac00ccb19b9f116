"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re
from types import ModuleType

import pytest

import derivations.reading
from derivations.regex import regex


def test_one_acts_as_what_it_stands_for():
    word = regex(r"(?P<first>[a-z])[a-z]*", re.IGNORECASE)
    compiled = re.compile(word.pattern, re.IGNORECASE)
    assert word.flags == compiled.flags
    assert word.groupindex == compiled.groupindex
    assert [m["first"] for m in word.finditer("Let x be")] == ["L", "x", "b"]
    assert word.sub("-", "Let x be") == compiled.sub("-", "Let x be")
    assert word.search("Let x be", 3).start() == 4


def test_one_that_is_malformed_says_so_when_it_is_used():
    with pytest.raises(re.error, match="missing"):
        regex("(").search("")


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(derivations.reading.__path__, "derivations.reading.")
    return [importlib.import_module(m.name) for m in found]


def test_all_of_the_reader_are_well_formed():
    kept = type(regex(""))
    seen = [v for module in modules() for v in vars(module).values() if type(v) is kept]
    for expression in seen:
        re.compile(expression.pattern, expression.asked)
    assert len(seen) > 100
