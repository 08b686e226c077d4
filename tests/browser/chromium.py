"""A real Chromium for the browser tests: one that is there, else Debian's by apt (as root), else playwright's own."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = (
    "--no-sandbox", "--headless=new", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
)  # fmt: skip
LOCK = Path(tempfile.gettempdir()) / f"gridwhistle-chromium-{os.getuid()}.lock"


class MissingBrowser(Exception):
    """There is no Chromium here and none could be installed; says what was tried."""


def provide() -> Path:
    """The path of a Chromium that can be started. Raises MissingBrowser."""
    if found := _named() or _present():
        return found
    with LOCK.open("w") as lock:  # workers ask at the same moment
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = _present()
        if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
            _apt()
            found = _present()
        found = found or _playwright()
    if found is None:
        raise MissingBrowser("no Chromium: set GRID_CHROMIUM, or install the Debian package chromium")
    return found


def _named() -> Path | None:
    if not (named := os.environ.get("GRID_CHROMIUM")):
        return None
    if not Path(named).is_file():
        raise MissingBrowser(f"GRID_CHROMIUM names {named}, which is not there")
    return Path(named)


def _present() -> Path | None:
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)


def _apt() -> None:
    print("Installing Chromium by apt …", file=sys.stderr, flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "install", "-y", "-qq", *PACKAGES], **quiet)  # type: ignore[call-overload]


def _playwright() -> Path | None:
    print("Installing Chromium by playwright …", file=sys.stderr, flush=True)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = Path(play.chromium.executable_path)
    return path if path.is_file() else None
