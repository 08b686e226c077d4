"""What is run on which database, in which order and in which pieces; and that nothing is left out in silence."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.suite import durations, failing, phases
from tests.suite.databases import BOTH, DECIDED, TENTHS, on_postgres

pytest_plugins = ("pytester",)
DAY = date(2026, 11, 29)
CASES = [f"tests/ground/person/test_accounts.py::test_it[postgres-{n}]" for n in range(500)]
CONFTEST = """
import pytest
pytest_plugins = ("tests.suite.plugin", "tests.suite.failing")

@pytest.fixture(params=["sqlite", "postgres"])
def store(request): return request.param
"""
ROOT = Path(__file__).parents[2]


def test_over_ten_days_everything_runs_on_postgres_and_each_day_about_a_tenth() -> None:
    days = [DAY + timedelta(days=n) for n in range(TENTHS)]
    ran = Counter(case for day in days for case in CASES if on_postgres(case, day))
    assert ran == Counter(CASES)
    assert all(30 <= sum(on_postgres(case, day) == "tenth" for case in CASES) <= 75 for day in days)


@pytest.mark.parametrize(
    "name",
    [
        "tests/data/test_transaction.py::test_it[postgres]",
        "tests/grid/incident/test_plans.py::test_it[postgres-one]",
        "tests/schema/test_sight.py::test_it[postgres]",
        "tests/grid/incident/test_verbs.py::test_two_at_once_one_wins[postgres-accept]",
    ],
)
def test_what_leans_on_the_database_runs_on_both_each_day(name: str) -> None:
    assert {on_postgres(name, DAY + timedelta(days=n)) for n in range(TENTHS)} == {"both"}


def test_what_only_decides_runs_on_postgres_once_in_ten_days_though_its_folder_leans_on_the_database() -> None:
    name = "tests/laws/test_candidates.py::test_it[postgres-accept]"
    assert Counter(on_postgres(name, DAY + timedelta(days=n)) for n in range(TENTHS)) == {"tenth": 1, None: 9}


def test_each_place_that_is_named_is_there() -> None:
    places = [one.rstrip("*") for one in (*BOTH, *DECIDED) if one.startswith("tests/") and "/**/" not in one]
    assert [one for one in places if not (ROOT / one).exists()] == []
    assert [one for one in BOTH if "/**/" in one and not list(ROOT.glob(one.rstrip("*")))] == []


@pytest.fixture
def elsewhere(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project of its own with our plugins and two databases that are names."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(CONFTEST)
    return pytester


@pytest.mark.parametrize(
    ("words", "ran", "told"),
    [
        ((), 4, ""),
        (("--databases=sqlite",), 2, "left out: 2 cases on PostgreSQL"),
        (("--databases=sqlite", "-n", "2", "--dist", "loadfile"), 2, "left out: 2 cases on PostgreSQL"),
    ],
)
def test_what_is_left_out_is_told(elsewhere: pytest.Pytester, words: tuple[str, ...], ran: int, told: str) -> None:
    elsewhere.makepyfile(test_a="def test_it(store): pass\ndef test_other(store): pass")
    result = elsewhere.runpytest_subprocess("-p", "no:cacheprovider", *words)
    result.assert_outcomes(passed=ran, deselected=0 if not told or "-n" in words else 2)
    assert told in result.stdout.str()


def test_a_failure_shows_our_lines_and_the_end_of_what_was_printed(elsewhere: pytest.Pytester) -> None:
    elsewhere.makepyfile(
        test_a="""
import json

def test_it():
    print("\\n".join(f"line {n}" for n in range(5000)))
    json.loads("no")
"""
    )
    told = elsewhere.runpytest_subprocess("-p", "no:cacheprovider", "--tb=short").stdout.str()
    assert "JSONDecodeError" in told
    assert 'json.loads("no")' in told
    assert "json/decoder.py" not in told
    assert "line 4999" in told
    assert len(told.splitlines()) < 80


def test_long_files_come_first_and_in_pieces_and_what_was_written_is_read_again(tmp_path: Path) -> None:
    measured = {f"long.py::test[{n}]": 10.0 for n in range(12)} | {"short.py::test[sqlite]": 0.1}
    measured["short.py::test[sqlite-long]"] = 9.0  # has a line of its own, so that it makes no other one long
    durations.write(measured, "told", tmp_path / "kept.txt")
    known = durations.read(tmp_path / "kept.txt")
    assert durations.of("short.py::test[sqlite-new]", known) == 0.1
    assert durations.of("long.py::test[new]", known) == 10.0
    assert durations.of("new.py::test", known) == durations.USUAL < durations.LONG
    names = durations.ordered(reversed(measured), known)
    assert set(names[-2:]) == {"short.py::test[sqlite]", "short.py::test[sqlite-long]"}
    pieces = durations.pieces(names, known)
    assert Counter(pieces.values()) == {"long.py#0": 5, "long.py#1": 4, "long.py#2": 3, "short.py#0": 2}


def test_the_daemon_of_types_is_asked_again_though_its_runs_folder_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = tmp_path / "types.json"
    status.write_text(json.dumps({"pid": 1, "connection_name": str(tmp_path / "gone" / "dmypy.sock")}), "utf-8")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    started: list[dict[str, str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *_, env, **__: started.append(env))
    phases.by_the_daemon(status)
    assert not status.exists()
    assert "TMPDIR" not in started[0]


def test_a_failing_test_prints_no_line_of_thousands_of_characters() -> None:
    told = failing.end("\n".join(["a" * 5000] * 100)).splitlines()
    assert len(told) == failing.MOST + 1
    assert max(len(line) for line in told) < failing.WIDE + 20
