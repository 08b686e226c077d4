"""`./grid offline-kit`: one tar of this program with every package that its lock names, for machines without a network.
There `./grid` finds the folder `wheels` beside itself and installs from nothing else.

Decision: pip fetches, once for each Python and machine, and holds all to the lock's hashes. It reads a lock's markers
for the Python that it runs in, so that we read them for the other one. Wheels for an old glibc go before those for a
new one: machines that stay offline are old. What has no wheel comes as source, with what builds it.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from packaging.markers import Marker

from server.core.release import RELEASE

ROOT = Path(__file__).parents[2]
PYTHONS, MACHINES = ("3.11", "3.12", "3.13", "3.14"), ("x86_64", "aarch64")
GLIBC = (17, 24, 26, 27, 28)  # minor versions: openEuler 20.03 and Kylin V10 have 2.28
FROM_SOURCE, BUILDERS = "http-ece", ("setuptools>=70.1", "wheel")  # pip before 24 asks for both
BLOCK = re.compile(r"^[a-z].*?(?=^[a-z]|\Z)", re.MULTILINE | re.DOTALL)  # a package of the lock with its hashes
PARTS = (  # of the project, by name: a checkout also has what nobody else may see
    ".ci", ".dockerignore", ".gitattributes", ".github", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "Caddyfile",
    "Dockerfile", "LICENSE", "README.md", "SECURITY.md", "compose.yaml", "grid", "gridwhistle.service", "nginx.conf",
    "pyproject.toml", "requirements-dev.lock", "requirements-traces.lock", "requirements.lock", "schema", "server",
    "tests", "web",
)  # fmt: skip
MADE = re.compile(r"(^|/)(__pycache__|node_modules|web/dist|\.[a-z_]+_cache)(/|$)")


def write(out: Path, pythons: Sequence[str], machines: Sequence[str], say: Callable[[str], object]) -> str:
    """Write the tar; its SHA-256. Raises ValueError for a target that there is none of, OSError where pip fails."""
    for asked, known in ((pythons, PYTHONS), (machines, MACHINES)):
        if wrong := sorted(set(asked) - set(known)):
            raise ValueError(f"there is no kit for {', '.join(wrong)}, but for {', '.join(known)}")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    with tempfile.TemporaryDirectory(dir=out.absolute().parent, prefix=".offline-kit-") as name:
        for machine in machines:
            for python in pythons:
                wanted = list(needed(lock, python, machine))
                say(f"Python {python} on {machine}: {len(wanted)} packages …")
                _fetch(Path(name), wanted, *_for(python, machine))
        _fetch(Path(name), [one for one in BLOCK.findall(lock) if _name(one) == FROM_SOURCE], "--no-binary", ":all:")
        _pip("download", "--no-deps", "--only-binary", ":all:", "--dest", name, *BUILDERS)
        _pack(out, Path(name))
    with out.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def needed(lock: str, python: str, machine: str) -> Iterator[str]:
    """What a lock names for a Python on a machine, each with its hashes, but what has no wheel."""
    there = {"python_version": python, "python_full_version": f"{python}.0", "platform_machine": machine}
    there |= {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"}
    there |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    for block in BLOCK.findall(lock):
        pinned, _, hashes = block.partition("\\\n")
        package, _, marker = pinned.partition(" ; ")
        if _name(block) != FROM_SOURCE and (not marker or Marker(marker).evaluate(there)):
            yield f"{package.strip()} \\\n{hashes}"


def _name(block: str) -> str:
    return block.partition("==")[0]


def _for(python: str, machine: str) -> Iterator[str]:
    """pip's words for another machine than ours."""
    yield from ("--only-binary", ":all:", "--implementation", "cp", "--python-version", python)
    for name in (f"manylinux2014_{machine}", *(f"manylinux_2_{minor}_{machine}" for minor in GLIBC)):
        yield from ("--platform", name)


def _fetch(folder: Path, packages: Sequence[str], *words: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".lock", encoding="utf-8") as lock:
        lock.write("".join(packages))
        lock.flush()
        _pip("download", "--no-deps", "--require-hashes", "--dest", str(folder), *words, "-r", lock.name)


def _pip(*words: str) -> None:
    told = [sys.executable, "-m", "pip", *words, "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(told, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        raise OSError(f"pip could not fetch all: {(said or ['it says nothing'])[0]}")


def _pack(out: Path, wheels: Path) -> None:
    folder = f"gridwhistle-{RELEASE}"
    with tarfile.open(out, "w") as tar:
        for part in (ROOT / name for name in PARTS):
            tar.add(part, f"{folder}/{part.name}", filter=_ours)
        tar.add(wheels, f"{folder}/wheels", filter=_anybody)


def _ours(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if MADE.search(member.name) else _anybody(member)


def _anybody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nobody's file in particular, which everybody may read."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member
