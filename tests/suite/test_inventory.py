"""An inventory names every law once, with its databases, and finds what has vanished."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.suite import inventory


@pytest.mark.parametrize(
    ("name", "database", "law"),
    [
        ("a.py::test_it[sqlite]", "sqlite", "a.py::test_it"),
        ("a.py::test_it[sqlite-accept]", "sqlite", "a.py::test_it[accept]"),
        ("a.py::test_it[accept-postgres]", "postgres", "a.py::test_it[accept]"),
        ("a.py::test_it[a postgres of one's own]", "", "a.py::test_it[a postgres of one's own]"),
    ],
)
def test_a_law_has_one_name_on_both_databases(name: str, database: str, law: str) -> None:
    assert inventory.without(name, database) == law


def test_a_law_that_has_vanished_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tmp_path / "before.txt"
    before.write_text("a.py::one postgres+sqlite\na.py::two -\n# a.py: 2\n")
    monkeypatch.setattr(inventory, "lines", lambda: ["a.py::one sqlite", "a.py::two -"])
    assert inventory.main([str(before)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "- a.py::one postgres+sqlite",
        "+ a.py::one sqlite",
        "1 vanished, 1 new, 2 now",
    ]
