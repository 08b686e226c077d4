"""The server's secret: made once, for its user only, the same for everybody who starts at once."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.core import secret
from server.core.settings import Settings


def test_it_is_made_on_first_use_and_stays(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    first = secret.load(settings)
    assert len(first) == secret.BYTES
    assert secret.load(settings) == first
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret"]


def test_of_many_that_start_at_once_all_have_the_same(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: secret.load(settings), range(64)))) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_makes_or_makes_anew_is_the_servers_users_to_read(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 12345)
    file = tmp_path / "secret"
    secret.place(file, b"first")
    os.chown(file, 54321, 12345)
    os.chown(tmp_path, 0, 0)
    secret.place(file, b"second", over=True)
    assert (file.read_bytes(), file.stat().st_uid, file.stat().st_gid) == (b"second", 54321, 12345)
    fresh = tmp_path / "other"
    os.chown(tmp_path, 12345, 12345)
    secret.place(fresh, b"first")
    assert fresh.stat().st_uid == 12345


def test_another_file_may_be_named_and_a_short_one_is_refused(tmp_path: Path) -> None:
    named = tmp_path / "own"
    named.write_bytes(b"x" * 40)
    assert secret.load(Settings(data_dir=tmp_path, secret_file=named)) == b"x" * 40
    named.write_bytes(b"short")
    with pytest.raises(OSError, match="fewer than 32 bytes"):
        secret.load(Settings(data_dir=tmp_path, secret_file=named))
