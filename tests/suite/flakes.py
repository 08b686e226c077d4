"""The ledger of flakes: journeys that failed, and did not when they were run again on each worker at once.

Decision: a clean clone has no memory, so the ledger is a tracked file. A first flake passes, is written down and is to
be committed; a second one of the same journey within some twenty landings fails the build and has no second try, and so
does whatever is not a journey or fails in company. The second try is not alone: alone is where races vanish.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEDGER = ROOT / "tests" / "browser" / "flakes.txt"
MOST = 3  # more journeys than these are no chance
RECENT = 100  # commits: about five land at a time, so about twenty runs


@dataclass(frozen=True)
class Flake:
    """A journey that failed and then did not; `trace` says where what it saw was kept, on the machine of that run."""

    day: str
    commit: str
    trace: str
    test: str

    def line(self) -> str:
        return f"{self.day} {self.commit} {self.trace} {self.test}"


def read(ledger: Path | None = None) -> list[Flake]:
    ledger = ledger or LEDGER
    lines = ledger.read_text("utf-8").splitlines() if ledger.exists() else []
    return [Flake(*line.split(" ", 3)) for line in lines if line and not line.startswith("#")]


def again(failed: Sequence[str], journeys: Iterable[str], ledger: Path | None = None) -> bool:
    """Whether what failed may be run once more: only journeys, few, and none that flaked lately."""
    ours = all(one.startswith(tuple(journeys)) for one in failed)
    return 0 < len(failed) <= MOST and ours and not lately(failed, ledger)


def lately(failed: Iterable[str], ledger: Path | None = None) -> list[Flake]:
    """The flakes of these journeys that are not yet forgotten."""
    asked = set(failed)
    return [one for one in read(ledger) if one.test in asked and _landed_since(one.commit) <= RECENT]


def note(failed: Iterable[str], trace: str, day: date, ledger: Path | None = None) -> list[Flake]:
    """Write down what flaked now; to be committed."""
    commit = (_git("rev-parse", "--short=12", "HEAD") or "unknown").strip()
    new = [Flake(str(day), commit, trace, test) for test in failed]
    with (ledger or LEDGER).open("a", encoding="utf-8") as lines:
        lines.writelines(f"{one.line()}\n" for one in new)
    return new


def _landed_since(commit: str) -> int:
    """How many commits came since; none where the history does not reach so far back."""
    told = _git("rev-list", "--count", f"{commit}..HEAD").strip()
    return int(told) if told else 0


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout
