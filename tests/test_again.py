"""A journey that fails beside others is run once more alone; whatever else fails has failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import again

TIRED = """
from pathlib import Path

def test_it():
    tried = Path("tried")
    tried.write_text(tried.read_text() + "x" if tried.exists() else "x")
    assert len(tried.read_text()) > {times}
"""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own with nothing but what the test puts there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return tmp_path


def _put(folder: Path, name: str, times: int) -> None:
    """A test that fails so many times."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TIRED.format(times=times))


@pytest.mark.parametrize(
    ("name", "times", "code", "runs"),
    [
        ("tests/browser/test_a.py", 0, 0, 1),
        ("tests/browser/test_a.py", 1, 0, 2),
        ("tests/browser/test_a.py", 2, 1, 2),
        ("tests/faults/test_a.py", 1, 1, 1),
    ],
)
def test_only_a_journey_has_a_second_try_and_only_one(
    elsewhere: Path, capfd: pytest.CaptureFixture[str], name: str, times: int, code: int, runs: int
) -> None:
    _put(elsewhere, name, times)
    assert again.run("tests") == code
    assert len((elsewhere / "tried").read_text()) == runs
    assert (f"once more, alone: {name}::test_it" in capfd.readouterr().out) == (runs == 2)


def test_many_that_fail_are_no_chance() -> None:
    journeys = [f"{again.JOURNEYS}test_{n}.py::test_it" for n in range(again.MOST + 1)]
    assert again.worth(journeys[1:])
    assert not again.worth(journeys)
    assert not again.worth([journeys[0], "tests/http/test_body.py::test_it"])
    assert not again.worth([])
