"""A run of pytest whose browser journeys, where a few fail, are run once more alone.

Decision: a journey in a real browser waits some seconds for each thing, and beside another worker's on two cores that
is now and then too short. What fails alone, too, is a fault, and so is whatever else fails the first time. Each such
second run is told, with what failed in the first: a journey that needs it often has a race to be found.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

JOURNEYS = "tests/browser/"
MOST = 3  # more than these are no chance
FAILED = 1  # pytest's exit code when tests failed, and nothing else was wrong


def pytest(*words: str) -> int:
    """Run pytest with these words; its exit code."""
    return subprocess.run([sys.executable, "-m", "pytest", *words], check=False).returncode


def run(*words: str) -> int:
    """The same; the second run's exit code where there was one."""
    with tempfile.TemporaryDirectory() as memory:
        code = pytest(*words, "-o", f"cache_dir={memory}")
        failed = _failed(Path(memory))
    if code != FAILED or not worth(failed):
        return code
    print(f"once more, alone: {', '.join(failed)}", flush=True)
    return pytest(*failed)


def worth(failed: Sequence[str]) -> bool:
    """Whether these, by pytest's names for them, are only journeys, and few."""
    return 0 < len(failed) <= MOST and all(one.startswith(JOURNEYS) for one in failed)


def _failed(memory: Path) -> list[str]:
    told = memory / "v" / "cache" / "lastfailed"
    return sorted(json.loads(told.read_bytes())) if told.exists() else []
