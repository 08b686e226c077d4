"""The night's run with Tortoise's newest version runs with that one, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.suite import newest


def test_a_package_in_the_folder_goes_before_the_installed_one(tmp_path: Path) -> None:
    (tmp_path / "tortoise").mkdir()
    (tmp_path / "tortoise" / "__init__.py").write_text('__version__ = "99.1"\n', "utf-8")
    assert newest.version(tmp_path) == "99.1"


def test_where_the_folder_has_none_the_installed_one_is_not_taken_for_it(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not the one that is used"):
        newest.version(tmp_path)
