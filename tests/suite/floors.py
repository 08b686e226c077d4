"""The oldest versions that pyproject.toml allows, installed for this run alone, and the program tried with them.

    python -m tests.suite.floors

Decision: floors by `==`, and what those need themselves as new as they allow, which is what somebody has who installs
beside older packages. A floor that cannot be had, or with which the tests below fail, is a failure: nothing is skipped.
It runs each night, for it fetches 60 MB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from packaging.requirements import Requirement

from tests.suite.newest import before_ours

ROOT = Path(__file__).parents[2]
FROM_SOURCE = "http-ece"  # which has no wheel
DEPRECATED = ("-W", "default::DeprecationWarning")  # an old package may use what a newer one will take away
TRIED = (  # what leans on many packages: HTTP, GraphQL, sockets, both databases, photos, passwords, backups, metrics
    "tests/edge/test_graphql.py",
    "tests/edge/test_session.py",
    "tests/edge/test_socket.py",
    "tests/edge/test_metrics.py",
    "tests/data/test_transaction.py",
    "tests/ground/media/test_photo.py",
    "tests/keep/backup/test_backup.py",
    "tests/reach/notice/test_pushing.py",
    "tests/test_command_line.py",
)


def floors(dependencies: Sequence[str]) -> Iterator[str]:
    """Each dependency at its lowest version. Raises ValueError for one without a floor."""
    for one in dependencies:
        asked, _, marker = one.partition(";")
        name, sign, lowest = asked.strip().partition(">=")
        if not sign or "," in lowest:
            raise ValueError(f"{one}: say the lowest version by >= in pyproject.toml, and nothing more")
        yield f"{name}=={lowest}" + (f" ;{marker}" if marker else "")


def declared() -> list[str]:
    """The floors of pyproject.toml."""
    return list(floors(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]))


def install(wanted: Sequence[str], folder: Path) -> None:
    """Into a folder. Raises CalledProcessError, where pip says why."""
    words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(folder)]
    words += ["--only-binary", ":all:", "--no-binary", FROM_SOURCE]
    subprocess.run([sys.executable, *words, *wanted], check=True)


def used(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """The versions that a program takes which runs with a folder, by name."""
    asking = "import sys\nfrom importlib.metadata import version\nfor one in sys.argv[1:]: print(one, version(one))"
    told = subprocess.run(
        [sys.executable, "-c", asking, *names], env=before_ours(folder), check=True, capture_output=True, text=True
    ).stdout
    return dict(line.split() for line in told.splitlines())


def above(wanted: Sequence[str], found: dict[str, str]) -> list[str]:
    """What is not tried at its floor: 1 is 1.0.0."""
    pinned = [Requirement(one) for one in wanted]
    return [str(one) for one in pinned if one.name in found and not one.specifier.contains(found[one.name])]


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder, wanted = Path(name).resolve(), declared()
        install(wanted, folder)
        here = [one.name for one in map(Requirement, wanted) if one.marker is None or one.marker.evaluate()]
        if wrong := above(wanted, used(folder, here)):
            raise RuntimeError(f"not the versions that are used: {', '.join(wrong)}")
        print(f"{len(here)} dependencies at the oldest versions allowed", flush=True)
        words = [sys.executable, "-m", "pytest", "-q", "--databases=all", *DEPRECATED, *TRIED, *sys.argv[1:]]
        return subprocess.run(words, env=before_ours(folder), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
