"""A real Chromium for the browser tests: its headless shell, by apt if it is not there (as root), else any Chromium
that is there, else playwright's own.

Decision: the shell is Chromium without a desktop's windows, tabs and services. The journeys take a third less of a
processor with it: 61 s instead of 89 s for two files, half of what the browser itself took. It shows no notifications:
journeys about reminders take the whole browser.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS = "fonts-noto-cjk"
FLAGS = (
    "--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
)  # fmt: skip
LOCK = Path(tempfile.gettempdir()) / f"gridwhistle-chromium-{os.getuid()}.lock"


class MissingBrowser(Exception):
    """There is no Chromium here and none could be installed; says what was tried."""


def provide(*, whole: bool = False) -> Path:
    """The path of a Chromium that can be started; `whole`: one that shows notifications. Raises MissingBrowser."""
    wanted = WHOLE if whole else (SHELL,)
    named = _named()
    if found := named if named and (named.name != SHELL or not whole) else _present(*wanted):
        return found
    with LOCK.open("w") as lock:  # workers ask at the same moment
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _present(*wanted) and os.geteuid() == 0 and shutil.which("apt-get"):
            apt(wanted[0], FONTS)
        found = _present(*wanted) or _present(*WHOLE) or _playwright()
    if found is None:
        raise MissingBrowser(f"no Chromium: set GRID_CHROMIUM, or install the Debian package {wanted[0]}")
    return found


def _named() -> Path | None:
    if not (named := os.environ.get("GRID_CHROMIUM")):
        return None
    if not Path(named).is_file():
        raise MissingBrowser(f"GRID_CHROMIUM names {named}, which is not there")
    return Path(named)


def _present(*names: str) -> Path | None:
    return next((Path(path) for name in names if (path := shutil.which(name))), None)


def apt(*packages: str) -> None:
    print(f"Installing {packages[0]} by apt …", file=sys.stderr, flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "install", "-y", "-qq", *packages], **quiet)  # type: ignore[call-overload]


def _playwright() -> Path | None:
    print("Installing Chromium by playwright …", file=sys.stderr, flush=True)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = Path(play.chromium.executable_path)
    return path if path.is_file() else None
