"""A journey that flaked is written down; the second time it is no chance any more, and nothing else ever was."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.suite import flakes, phases

JOURNEY = "tests/browser/test_a.py::test_it"
DAY = date(2026, 11, 29)


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own with one commit; the ledger's place in it."""
    monkeypatch.setattr(flakes, "ROOT", tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    _commit(tmp_path)
    return tmp_path / "flakes.txt"


def _commit(folder: Path, times: int = 1) -> None:
    own = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    for _ in range(times):
        subprocess.run(["git", *own, "commit", "-q", "--allow-empty", "-m", "x"], cwd=folder, check=True)


def test_a_second_flake_has_no_second_try_until_the_first_is_long_ago(history: Path) -> None:
    assert flakes.again([JOURNEY], phases.JOURNEYS, history)
    flakes.note([JOURNEY], "somewhere", DAY, history)
    assert not flakes.again([JOURNEY], phases.JOURNEYS, history)
    assert flakes.again([f"{JOURNEY}_else"], phases.JOURNEYS, history)
    _commit(history.parent, flakes.RECENT)
    assert not flakes.again([JOURNEY], phases.JOURNEYS, history)
    _commit(history.parent)
    assert flakes.again([JOURNEY], phases.JOURNEYS, history)


def test_a_flake_of_a_commit_that_a_shallow_clone_lacks_is_remembered(history: Path) -> None:
    history.write_text(f"# told\n2026-11-29 {'ab' * 6} somewhere {JOURNEY}\n")
    assert not flakes.again([JOURNEY], phases.JOURNEYS, history)


def test_only_a_few_journeys_have_a_second_try(history: Path) -> None:
    many = [f"{JOURNEY}_{n}" for n in range(flakes.MOST + 1)]
    assert flakes.again(many[1:], phases.JOURNEYS, history)
    assert not flakes.again(many, phases.JOURNEYS, history)
    assert not flakes.again([JOURNEY, "tests/faults/test_kill.py::test_it"], phases.JOURNEYS, history)
    assert not flakes.again([], phases.JOURNEYS, history)


class Tried(phases.Run):
    """A run of which each pytest ends as it is told, and fails `failed`."""

    def __init__(self, codes: list[int], failed: list[str]) -> None:
        self.code, self.took, self.codes, self.failed = 0, {}, codes, failed
        self.asked: list[tuple[str, ...]] = []

    def quietly(self, *words: str, memory: str | None = None) -> int:
        self.asked.append(words)
        if memory:
            (told := Path(memory) / "v" / "cache").mkdir(parents=True)
            (told / "lastfailed").write_text(json.dumps(dict.fromkeys(self.failed, True)))
        return self.codes.pop(0)


@pytest.mark.parametrize(
    ("codes", "ends", "noted"),
    [([0], 0, 0), ([1, 0], 0, 1), ([1, 1], 1, 0), ([2], 2, 0)],
)
def test_the_second_try_is_on_each_worker_at_once_and_what_passes_then_is_noted(
    history: Path, monkeypatch: pytest.MonkeyPatch, codes: list[int], ends: int, noted: int
) -> None:
    monkeypatch.setattr(flakes, "LEDGER", history)
    monkeypatch.setattr(phases, "SEEN", history.parent / "seen")
    monkeypatch.setenv("GRID_TEST_TRACE", "")
    tries, run = len(codes), Tried(codes, [JOURNEY] if codes[0] else [])
    phases.journeys(run, "--databases=marked", [])
    assert (run.code, len(run.asked), len(flakes.read(history))) == (ends, tries, noted)
    assert run.asked[1:] == [("-n", "2", "--dist", "each", JOURNEY)] * (tries - 1)
    if noted:
        again = Tried([1], [JOURNEY])
        phases.journeys(again, "--databases=marked", [])
        assert (again.code, len(again.asked)) == (1, 1)


def test_each_line_of_our_ledger_is_whole() -> None:
    for one in flakes.read():
        date.fromisoformat(one.day)
        assert one.test.startswith(phases.JOURNEYS)
