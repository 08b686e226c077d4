"""The shelf of photos by itself."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from server.core.errors import Busy
from server.ground.media.shelf import Shelf

SHORT = """
import asyncio, sys
from server.ground.media.shelf import Shelf

print(asyncio.run(Shelf.at(sys.argv[1]).give("a")))
"""


async def test_a_program_that_ends_right_after_a_photo_ends_well(tmp_path: Path) -> None:
    """With obstore's own threads about one in eight was aborted: a backup, for one, whose last work are photos."""
    await Shelf.at(tmp_path.as_uri()).keep("a", b"a photo")

    async def ended() -> tuple[int | None, bytes]:
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-c", SHORT, tmp_path.as_uri(), stdout=asyncio.subprocess.PIPE
        )
        told, _ = await program.communicate()
        return program.returncode, told

    for _ in range(8):
        assert set(await asyncio.gather(*(ended() for _ in range(4)))) == {(0, b"b'a photo'\n")}


async def test_a_bucket_that_is_away_is_asked_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"ENDPOINT": "http://127.0.0.1:9", "ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b", "ALLOW_HTTP": "true"}
    for name, value in (here | {"REGION": "x"}).items():
        monkeypatch.setenv(f"AWS_{name}", value)
    bucket = Shelf.at("s3://photos")
    with pytest.raises(Busy):
        await bucket.keep("a", b"a photo")
    with pytest.raises(Busy):
        await bucket.give("a")


async def test_a_folder_that_cannot_be_written_is_asked_again_later(tmp_path: Path) -> None:
    shelf = Shelf.at(tmp_path.as_uri())
    await shelf.keep("a", b"a photo")
    assert await shelf.give("b") is None
    with pytest.raises(Busy):
        await shelf.keep("a/b", b"a photo")  # where a folder should be lies a file
