"""What we did not write: each file is the one that the lock names, with its licence, and nothing else lies there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = (ROOT / "web/vendor/lock.json", ROOT / "tests/vendor/lock.json")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.parent.relative_to(ROOT)))
def test_every_vendored_file_is_the_one_that_the_lock_names(lock: Path) -> None:
    for package in json.loads(lock.read_text("utf-8")):
        for name, digest in package["files"].items():
            assert hashlib.sha256((lock.parent / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: str(path.parent.relative_to(ROOT)))
def test_every_vendored_package_says_its_licence_and_what_we_changed(lock: Path) -> None:
    for package in json.loads(lock.read_text("utf-8")):
        assert [word for word in ("name", "version", "licence", "edits") if not package[word]] == []
        assert any(name.endswith("LICENSE") for name in package["files"])


def test_nothing_lies_among_the_vendored_modules_that_the_lock_does_not_name() -> None:
    lock = LOCKS[0]
    named = {name for package in json.loads(lock.read_text("utf-8")) for name in package["files"]}
    there = {path.name for path in lock.parent.iterdir() if path.is_file()}
    assert there == named | {"lock.json"}
