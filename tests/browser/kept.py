"""What the people of a failing journey saw: a trace and a picture of each window, in a folder that git ignores.

A trace says what was done, asked and answered; `python -m playwright show-trace FILE` opens it. On the second try of a
journey (`GRID_TEST_TRACE`) it has the page at each step too, which costs too much to be had each time.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import BrowserContext, Error

from tests.suite.phases import MEASURED, SEEN

if TYPE_CHECKING:
    from tests.browser.phone import Screen

FAILED = pytest.StashKey[bool]()
WHOLE = bool(os.environ.get("GRID_TEST_TRACE"))


def folder(name: str) -> Path:
    """Where a test's windows are kept."""
    return SEEN / re.sub(r"\W+", "-", name.removeprefix("tests/browser/")).strip("-")[:120]


async def watched(context: BrowserContext) -> None:
    """Trace what is done in this context from now on, but nothing that is measured."""
    if MEASURED not in os.environ.get("PYTEST_CURRENT_TEST", MEASURED):
        await context.tracing.start(snapshots=WHOLE, screenshots=WHOLE)


async def keep(item: pytest.Item, screens: Iterable[Screen]) -> None:
    """After a failed test: keep what each window shows and did. A window that is gone keeps nothing."""
    if not item.stash.get(FAILED, False):
        return
    place = folder(item.nodeid)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    for number, screen in enumerate(screens, 1):
        try:
            said = await screen.page.locator("body").inner_text(timeout=2000)
            told = [screen.page.url, *screen.errors, *screen.strangers, "", said]
            (place / f"{number}.txt").write_text("\n".join(told), "utf-8")
            await screen.page.screenshot(path=place / f"{number}.png", timeout=5000)
            await screen.context.tracing.stop(path=place / f"{number}.zip")
        except Error as gone:
            (place / f"{number}-gone.txt").write_text(str(gone), "utf-8")
