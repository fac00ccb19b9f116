"""Hypothesis: the same examples in every run, or many new ones with HYPOTHESIS_PROFILE=soak.

What these find is kept in the folder HYPOTHESIS_DATABASE. And a longer budget for every check than
people have.
"""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

from proofs.check import check

settings.register_profile("quick", max_examples=150, deadline=None, derandomize=True)
kept = DirectoryBasedExampleDatabase(os.environ.get("HYPOTHESIS_DATABASE", ".hypothesis/examples"))
settings.register_profile("soak", max_examples=20_000, deadline=None, database=kept)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# A fault of the checker's own fails a test, whatever the test is about.
os.environ.setdefault("DERIVE_DEBUG", "1")

# What is proved is tested here, not how fast: a test must not fail because the machine is busy.
check.__kwdefaults__["budget"] = 10.0
