"""The peers' packages: installed from the committed lock into `.cache/bench/node`, beside copies of their sources."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from tests.bench.recipe import CACHE, ROOT

SOURCES = ROOT / "tests" / "bench" / "node"
LONGEST = 900  # seconds: one package may have to be compiled


class NoNode(Exception):
    """Node or its packages are not to be had; the message says what to do."""


def installed(place: Path = CACHE / "node", sources: Path = SOURCES) -> Path:
    """The folder from which peers are started: the sources with their packages. Raises NoNode."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise NoNode("the peers need Node 20 or later with npm; without it: --against limit,plain")
    place.mkdir(parents=True, exist_ok=True)
    for path in sources.iterdir():
        if path.is_file():
            shutil.copy(path, place)
    lock = hashlib.sha256((sources / "package-lock.json").read_bytes()).hexdigest()
    stamp = place / ".installed"
    if not stamp.exists() or stamp.read_text("ascii") != lock:
        _install(place)
        stamp.write_text(lock, "ascii")
    return place


def _install(place: Path) -> None:
    try:
        done = subprocess.run(["npm", "ci"], cwd=place, capture_output=True, text=True, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        raise NoNode(f"npm ci in {place} did not end within {LONGEST} s") from None
    if done.returncode:
        raise NoNode(f"npm ci in {place} failed: {done.stderr.strip()[-500:]}")
