"""The demo's catalogue: what may be reported, limits and duty lists, loaded from sheets through the domain's own door.

Majors and minors are those of national practice with our own from 21 on; limits are designed after published ones of
other cities. They are examples to be replaced by the district's own, and claim no conformance to any standard.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from server.catalogue import actions
from server.catalogue.sheets import read_folder

SHEETS = Path(__file__).parent / "sheets"
SINCE = date(2024, 1, 1)  # the first day on which everything of the demo holds


async def build(progress: Callable[[int, int], None] | None = None) -> None:
    """Load the sheets into a database that has its territory."""
    await actions.load(None, read_folder(SHEETS), since=SINCE)
    if progress:
        progress(1, 1)
