"""`python -O` leaves out asserts, and changes nothing: what guards the truth is raised."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PART = ("test_attacks_kernel.py", "test_kept.py")

GUARD = """
from proofs.kernel import InferenceError, Proof, infer
from proofs.kernel.terms import ONE, ZERO, eq

assert False, "asserts are not left out"
for make in (
    lambda: infer("normal form", (), eq(ZERO, ONE)),
    lambda: Proof(object(), "normal form", None, (), {}, {}),
):
    try:
        make()
    except InferenceError:
        print("refused")
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-O", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_the_kernel_refuses_all_the_same() -> None:
    done = python("-c", GUARD)
    assert done.stdout.split() == ["refused", "refused"], done.stderr


def test_a_part_of_the_tests_passes_without_asserts() -> None:
    paths = [str(Path("tests", "proofs", name)) for name in PART]
    done = python("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *paths)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
