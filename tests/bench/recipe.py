"""How large the bench's district is, and the name under which a built one is kept."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache" / "bench"
SEED = 140214
LATEST = datetime(2026, 11, 20, 10, tzinfo=UTC)  # the last move of the made history: the same whenever it is made
MADE_BY = (
    "tests/bench/recipe.py",
    "tests/bench/district.py",
    "tests/bench/history.py",
    "tests/bench/course.py",
    "tests/bench/dataset.py",
    "server/journal/chain.py",
    "server/process/digest.py",
    "server/data/migrations/*.py",
    "server/demo/district/*",
)


@dataclass(frozen=True)
class Recipe:
    """How many of each there are, in 27 streets. About four events an incident; every `full_every`th has twenty events
    and four photos.
    """

    incidents: int
    communities: int = 300
    grids: int = 2_000
    people: int = 1_000
    full_every: int = 250

    def digest(self) -> str:
        """Changes with the numbers and with whatever code or data the rows are made by."""
        made = hashlib.sha256(repr(astuple(self)).encode())
        for pattern in MADE_BY:
            for path in sorted(ROOT.glob(pattern)):
                made.update(path.read_bytes())
        return made.hexdigest()[:12]


SIZES = {
    "1k": Recipe(1_000, communities=54, grids=108, people=300, full_every=50),
    "10k": Recipe(10_000),
    "100k": Recipe(100_000),
    "1M": Recipe(1_000_000),
}
