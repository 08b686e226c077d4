"""Clients of npm and of the package index, installed once under a key of their locks beside what else tests build: by
Deno into `node_modules`, by pip into an environment of their own. They are none of the project's dependencies.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import deno  # type: ignore[import-untyped]

from tests import built

HERE = Path(__file__).parent
APPS = HERE / "apps"
NPM, PYTHON = ("package.json", "deno.lock"), "python.lock"
INSTALLING, RUNNING = 300, 60  # seconds


@dataclass(frozen=True)
class Installed:
    """Where the clients lie."""

    folder: Path

    @property
    def python(self) -> str:
        return str(self.folder / "python" / "bin" / "python")

    @property
    def deno(self) -> tuple[str, ...]:
        """How to run a module with npm's packages beside it. All is allowed: Deno asks for all where the folder is in
        memory (`/dev/shm`), as the suite's is."""
        return (str(deno.find_deno_bin()), "run", "--quiet", "--no-prompt", "--cached-only", "--allow-all")

    def app(self, name: str, place: Path) -> Path:
        """A copy of an app, in which its packages are found."""
        folder = shutil.copytree(APPS / name, place / name)
        for file in NPM:
            shutil.copy(HERE / file, folder)
        (folder / "node_modules").symlink_to(self.folder / "node_modules")
        return folder

    async def run(self, folder: Path, *command: str, **more: str) -> str:
        """What a program prints. One that fails is an AssertionError with its words."""
        running = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=_environment(self.folder) | more, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        try:
            printed, _ = await asyncio.wait_for(running.communicate(), RUNNING)
        finally:
            if running.returncode is None:
                running.kill()
        assert running.returncode == 0, printed.decode()[-6000:]
        return printed.decode()


@cache
def installed() -> Installed:
    """The clients, installed if they are not yet. What cannot be installed is a failure."""
    told = hashlib.sha256(f"{platform.platform()} {platform.python_version()} {version('deno')}".encode())
    for name in (*NPM, PYTHON):
        told.update((HERE / name).read_bytes())
    return Installed(built.once("clients", _install, key=told.hexdigest()[:16]))


def _install(folder: Path) -> None:
    with ThreadPoolExecutor() as pool:
        for one in [pool.submit(_npm, folder), pool.submit(_python, folder)]:
            one.result()


def _npm(folder: Path) -> None:
    for name in NPM:
        shutil.copy(HERE / name, folder)
    _done([deno.find_deno_bin(), "install", "--quiet", "--frozen", "--node-modules-dir=auto"], folder)


def _python(folder: Path) -> None:
    venv.create(folder / "python", symlinks=True)
    own = str(folder / "python" / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", own, "install", "--quiet", "--no-deps", "--no-compile"]
    _done([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(HERE / PYTHON)], folder)


def _done(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, env=_environment(folder), capture_output=True, text=True, timeout=INSTALLING, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(
            f"{' '.join(command[:4])} failed, and without it these clients cannot be tried:\n{done.stderr}"
        )


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DENO_DIR": str(folder / "deno"), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
