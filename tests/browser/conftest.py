"""Real journeys: a real server process on a copy of the demo district, and real Chromiums.

`server` and `phones` are a test's own and may be stopped and killed; `house` and `people` are shared by a file's tests,
which each see other incidents. All of them run in one loop, since browsers live longer than a test.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Playwright, async_playwright

from tests.browser import kept
from tests.browser.chromium import FLAGS
from tests.browser.lobby import Lobby
from tests.browser.people import People
from tests.browser.phone import Phones
from tests.browser.process import Server

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    loop = pytest.mark.asyncio(loop_scope="session")
    for item in items:
        if item.path.is_relative_to(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(loop, append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[kept.FAILED] = True
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for report in terminalreporter.stats.get("failed", []):
        if (place := kept.folder(report.nodeid)).exists():
            terminalreporter.write_line(f"what was seen: {place}")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that `./grid test` provided; a test that is run alone finds one by itself."""
    from tests.browser.chromium import provide

    return provide()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as play:
        yield play


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(playwright: Playwright, chromium: Path) -> AsyncIterator[Browser]:
    """One Chromium for everybody who need not lose theirs."""
    running = await playwright.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
    yield running
    await running.close()


@pytest.fixture
def server(district: Path, tmp_path: Path) -> Iterator[Server]:
    """A running server on its own copy of the district; `stop`, `kill` and `start` as often as a test likes."""
    with running(district, tmp_path / "data") as started:
        yield started


@pytest.fixture(scope="module")
def house(district: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same for all tests of a file."""
    with running(district, tmp_path_factory.mktemp("house") / "data") as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def lobby(browser: Browser, district: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lobby]:
    """Where people sign in once for all tests."""
    with ExitStack() as open_until_the_end:
        folder = tmp_path_factory.mktemp("lobby") / "data"
        yield Lobby(browser, lambda: open_until_the_end.enter_context(running(district, folder)))


@contextmanager
def running(district: Path, data: Path) -> Iterator[Server]:
    """A server on a copy of the district that is gone afterwards."""
    shutil.copytree(district, data)
    server = Server(data)
    server.start()
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(data)


@pytest_asyncio.fixture(loop_scope="session")
async def phones(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    chromium: Path,
    server: Server,
    tmp_path: Path,
    lobby: Lobby,
) -> AsyncIterator[Phones]:
    """Phones of this test's people: each its own browser process and profile."""
    made = Phones(playwright, chromium, server, tmp_path, lobby)
    try:
        yield made
    finally:
        await kept.keep(request.node, made.made)
        await made.close()


@pytest_asyncio.fixture(loop_scope="session")
async def people(
    request: pytest.FixtureRequest, browser: Browser, house: Server, lobby: Lobby
) -> AsyncIterator[People]:
    """People at the file's shared server. At the end nobody asked a stranger and no page broke."""
    async with gathered(request.node, People(browser, house, lobby)) as made:
        yield made


@asynccontextmanager
async def gathered(test: pytest.Item, made: People) -> AsyncIterator[People]:
    """These people until the end of the test."""
    try:
        yield made
    finally:
        await kept.keep(test, made.made)
        await made.close()
    assert made.trouble() == []


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a phone's camera makes: a JPEG on its side that tells its maker and where it was."""
    image = Image.effect_noise((1600, 1200), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a maker"
    exif.get_ifd(0x8825)[1] = "N"
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85, exif=exif)
    path = tmp_path_factory.mktemp("camera") / "井盖.jpg"
    path.write_bytes(file.getvalue())
    return path
