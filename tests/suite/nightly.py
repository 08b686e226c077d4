"""What the last `./grid test --nightly` found, kept in tests/README.md by itself, and how much more that asks for.

Decision: so many rounds as make a night about forty minutes on two cores, so that one is run before each release and
not put off: with a hundred of each, walks, kills and random questions alone were an hour. Each night draws anew. Who
hunts for something rare sets one by hand (`GRID_TEST_KILLS=1000 ./grid test tests/faults/test_kill.py`).
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
START, END = "<!-- nightly -->", "<!-- /nightly -->"
ROUNDS = {  # how many of each, where the suite takes a few
    "GRID_TEST_WALKS": "30",
    "GRID_TEST_SEEDS": "15",
    "GRID_TEST_KILLS": "30",
    "GRID_TEST_WEATHER": "15",
    "GRID_TEST_MACHINES": "60",
    "GRID_TEST_QUESTIONS": "1500",
    "GRID_TEST_DEPTH": "3",
    "GRID_TEST_CLOCKS": "20",
    "GRID_TEST_BROWSER_KILLS": "10",
    "GRID_TEST_OUTBOX": "80",
    "GRID_TEST_MOMENTS": "15",
    "GRID_TEST_ROLLS": "2",
    "GRID_TEST_KITS": "1",  # an installation without a network
    "GRID_TEST_CASES": "20000",  # of a simulated month
    "GRID_TEST_GRIDS": "2000",  # of a plan
    "GRID_TEST_DRESSES": "all",  # each page before axe in each theme and size
}


def keep(code: int, seconds: float, readme: Path = README) -> str:
    """Write the result of a night into the README; the line."""
    told = "passed" if code == 0 else "failed"
    line = f"Last `--nightly`: {told}, {commit()}, {datetime.now(UTC):%Y-%m-%d}, {seconds / 60:.0f} minutes."
    before, rest = readme.read_text("utf-8").split(START)
    readme.write_text(f"{before}{START}{line}{END}{rest.split(END)[1]}", "utf-8")
    return line


def commit() -> str:
    """What is tested, and whether something is not committed."""
    words = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    told = subprocess.run(words, cwd=README.parent, capture_output=True, text=True, check=False).stdout.strip()
    return f"commit {told}" if told else "no commit"
