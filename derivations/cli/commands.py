"""The app with all its subcommands in it."""

from __future__ import annotations

from . import (  # noqa: F401  they put their commands into the app
    checking,
    grading,
    locking,
    proving,
    reading,
    writing,
)
from .app import app

__all__ = ["app"]
