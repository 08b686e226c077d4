"""Files that are made to take all memory and time: refused in a process of their own, and nobody else notices."""

from __future__ import annotations

import ast
import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from server.core.errors import Busy, Invalid
from server.ground.media import decoding
from server.ground.media.decoding import Decoders
from server.ground.media.models import Media
from tests.edge.conftest import Person, code
from tests.ground.media.album import claiming, endless, name, photo, plain, png

HOSTILE: dict[str, Callable[[], bytes]] = {
    "a line upright": lambda: png(1, 2_000_000),
    "a line lying": lambda: png(2_000_000, 1),
    "a strip": lambda: png(8000, 100),
    "a long side": lambda: png(1600, 20_800, rows=1),
    "many pixels": lambda: png(10_001, 10_001, rows=1),
    "many bytes": lambda: png(6000, 5000, bits=8, kind=2, rows=1),
    "more than its header says": lambda: png(3500, 3000, bits=16),  # converted, it lies there three times
    "a long JPEG": lambda: claiming(plain("JPEG"), 65_500, 610),
    "a progressive JPEG": lambda: claiming(plain("JPEG", progressive=True), 8000, 8000),
    "a WebP": lambda: claiming(plain("WEBP"), 16_383, 16_383),
    "a HEIF": lambda: claiming(plain("HEIF", (64, 64)), 65_000, 65_000),
}


@pytest.fixture(scope="module")
def decoders() -> Iterator[Decoders]:
    """One process for all."""
    made = Decoders(1)
    yield made
    made.end()


async def put(somebody: Person, data: bytes) -> httpx.Response:
    return await somebody.put(f"/media/{name(data)}", content=data, headers={"content-type": "image/jpeg"})


async def test_what_would_take_too_much_is_refused_and_the_next_photo_is_kept(wang: Person) -> None:
    answer = await put(wang, png(1, 2_000_000))
    assert (answer.status_code, code(answer)) == (422, "PHOTO_TOO_LARGE")
    assert not await Media.all().exists()
    assert (await put(wang, photo())).status_code == 200


async def test_a_side_a_ratio_pixels_and_bytes_have_limits_of_their_own(decoders: Decoders) -> None:
    for kind, make in HOSTILE.items():
        with pytest.raises(Invalid) as refused:
            await decoders.read(make())
        assert (refused.value.problems[0].code, kind) == ("PHOTO_TOO_LARGE", kind)
    assert (await decoders.read(photo())).width == 640


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (11_500, 8600), (1080, 20_000), (1, 25), (1, 1)])
async def test_what_cameras_and_screenshots_make_is_taken(decoders: Decoders, size: tuple[int, int]) -> None:
    made = await decoders.read(photo(size=size))
    assert max(made.width, made.height) == min(1600, max(size))


async def test_a_picture_that_never_ends_is_ended_and_others_are_read_meanwhile() -> None:
    decoders = Decoders(2, seconds=1)
    slow = asyncio.create_task(decoders.read(endless(2000)))
    assert (await decoders.read(photo())).width == 640
    assert not slow.done()
    with pytest.raises(Invalid) as refused:
        await slow
    assert refused.value.problems[0].code == "PHOTO_TOO_LARGE"
    assert (await decoders.read(photo())).width == 640
    decoders.end()


async def test_a_machine_without_time_asks_the_phone_to_come_again(
    decoders: Decoders, monkeypatch: pytest.MonkeyPatch
) -> None:
    await decoders.read(photo())
    os.kill(decoders._free[0]._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(decoding, "PATIENCE", 0.1)
    with pytest.raises(Busy):
        await decoders.read(photo())
    monkeypatch.undo()
    assert (await decoders.read(photo())).width == 640


async def test_a_process_that_was_killed_while_it_rested_is_replaced(decoders: Decoders) -> None:
    await decoders.read(photo())
    resting = decoders._free[0]._process
    resting.kill()
    resting.wait()
    assert (await decoders.read(photo())).width == 640


def test_no_process_but_the_decoders_ever_loads_what_decodes() -> None:
    server = Path(__file__).parents[3] / "server"
    knowing = {
        path.relative_to(server).as_posix()
        for path in server.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Import) and any(one.name.split(".")[0] in LIBRARIES for one in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LIBRARIES)
        or (isinstance(node, ast.ImportFrom) and any(one.name == "picture" for one in node.names))
    }
    assert knowing == {"ground/media/picture.py", "ground/media/sandbox.py", "demo/photos.py"}  # the demo draws its own


LIBRARIES = {"PIL", "pillow_heif"}
