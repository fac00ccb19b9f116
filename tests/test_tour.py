"""The notebook of the examples runs, and shows what it is stored with."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from proofs.showing import GROUP

nbformat = pytest.importorskip("nbformat", reason="nbformat and nbclient are not installed here")
nbclient = pytest.importorskip("nbclient", reason="nbformat and nbclient are not installed here")

ROOT = Path(__file__).parent.parent
TOUR = ROOT / "examples" / "tour.ipynb"
COMPARED = ("text/latex", "text/plain")


@pytest.mark.skipif(not entry_points(group=GROUP), reason="installed before it had this group")
def test_the_tour() -> None:
    stored = nbformat.read(TOUR, as_version=4)
    run = nbformat.read(TOUR, as_version=4)
    where = {"metadata": {"path": str(ROOT)}}
    nbclient.NotebookClient(run, timeout=120, kernel_name="python3", resources=where).execute()
    shown = 0
    for old, new in zip(stored.cells, run.cells, strict=True):
        if old.cell_type != "code":
            continue
        for was, now in zip(old.outputs, new.outputs, strict=True):
            assert was.output_type == now.output_type == "execute_result"
            assert set(was.data) <= set(now.data)
            for kind in COMPARED:
                if kind in was.data:
                    shown += 1
                    assert was.data[kind] == now.data[kind]
    assert shown > 8
