"""Hypothesis: the same examples in every run, or many new ones with HYPOTHESIS_PROFILE=soak."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("quick", max_examples=150, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=20_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
