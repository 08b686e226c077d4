"""The cast of the stories about a district that is put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.core.settings import Settings
from tests import town as cast
from tests.schema.conftest import feng, he, li, nobody, qian, sun, wang, wu, zhang
from tests.stores import SqliteStore

__all__ = ["feng", "he", "li", "nobody", "qian", "sun", "wang", "wu", "zhang"]


@pytest.fixture
def here(sqlite_store: SqliteStore, tmp_path: Path) -> Settings:
    """A district without a key."""
    return Settings(database_url=sqlite_store.copy("town", cast.build), data_dir=tmp_path / "here")
