"""What we lean on of Tortoise without its promise, asked of its newest version, which is installed for that run alone.

    python -m tests.suite.newest

The pinned version stays where it is; so a night tells us of a version that breaks us before anybody upgrades.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = "tortoise-orm"
CONTRACT = ("tests/data",)  # private names, and what the engines and the migrator built on them do


def install(folder: Path) -> None:
    """The newest version and what it needs, into a folder. Raises CalledProcessError."""
    words = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--upgrade",
        "--disable-pip-version-check",
        "--target",
        str(folder),
        PACKAGE,
    ]
    subprocess.run([sys.executable, *words], check=True)


def before_ours(folder: Path) -> dict[str, str]:
    """The environment in which packages of a folder are taken before the installed ones."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}


def version(folder: Path) -> str:
    """The version of the Tortoise in a folder, as a program that runs with it sees it."""
    words = [sys.executable, "-c", "import tortoise; print(tortoise.__version__, tortoise.__file__)"]
    told = subprocess.run(words, env=before_ours(folder), check=True, capture_output=True, text=True).stdout
    found, file = told.strip().split(" ", 1)
    if not Path(file).is_relative_to(folder):
        raise RuntimeError(f"the newest {PACKAGE} is not the one that is used: {file}")
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        install(folder)
        print(f"{PACKAGE} {version(folder)}, the newest", flush=True)
        words = [sys.executable, "-m", "pytest", "-q", "--databases=all", *CONTRACT, *sys.argv[1:]]
        return subprocess.run(words, env=before_ours(folder), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
