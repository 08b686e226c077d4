"""`./grid sbom`: what this program is made of, in CycloneDX's JSON: the packages of the lock with their hashes and
licences, and the browser's modules of `web/vendor` with those of their files.

Decision: written from the lock, which names exactly what is installed, and not from what happens to be installed; only
licences are read from there, since a lock has none. The same lock gives the same text: no moment, no random number.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).parents[2]
LOCK, VENDORED = ROOT / "requirements.lock", ROOT / "web" / "vendor"
SAYS_NOTHING = {"backports-zstd": "PSF-2.0", "colorama": "BSD-3-Clause", "pyrage": "MIT"}  # installed or not
PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)(?: ; ([^\\]+?))? *\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
OWN = {
    "type": "application",
    "bom-ref": "gridwhistle",
    "name": "gridwhistle",
    "licenses": [{"license": {"id": "Apache-2.0"}}],
}
LONGEST_NAME = 60  # of a licence: some packages put the whole text there


def written(version: str) -> str:
    """The whole of it."""
    parts = list(packages(LOCK.read_text("utf-8")))
    for lock in sorted(VENDORED.rglob("lock.json")):
        parts += modules(orjson.loads(lock.read_bytes()), lock.parent.relative_to(ROOT).as_posix())
    told = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": OWN | {"version": version}},
        "components": parts,
        "dependencies": [{"ref": "gridwhistle", "dependsOn": [one["bom-ref"] for one in parts]}],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode()


def version() -> str:
    """Of this program, as pyproject.toml names it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def packages(lock: str) -> Iterator[dict[str, Any]]:
    """The Python packages of a lock. Raises ValueError for a line that is none."""
    found: dict[str, Any] | None = None
    for line in lock.splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            if not (pinned := PINNED.match(line)):
                raise ValueError(f"the lock has a line that pins nothing: {line}")
            if found:
                yield found
            found = _package(*pinned.groups())
        elif found and (told := HASH.search(line)):
            found["hashes"].append({"alg": "SHA-256", "content": told[1]})
    if found:
        yield found


def _package(name: str, version: str, marker: str | None) -> dict[str, Any]:
    ref = f"pkg:pypi/{name}@{version}"
    made: dict[str, Any] = {"type": "library", "bom-ref": ref, "name": name, "version": version, "purl": ref}
    made |= {"hashes": [], "licenses": _licences(name)}
    if marker:
        made["properties"] = [{"name": "python:marker", "value": marker}]
    return made


def _licences(name: str) -> list[dict[str, Any]]:
    """As the installed package says it; nothing for one that this machine needs not."""
    if name in SAYS_NOTHING:
        return [{"expression": SAYS_NOTHING[name]}]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := told.get_all("License-Expression"):
        return [{"expression": expression[0]}]
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    plain = [one for one in told.get_all("License") or [] if len(one) <= LONGEST_NAME]
    return [{"license": {"name": one}} for one in classified or plain]


def modules(lock: list[dict[str, Any]], folder: str) -> Iterator[dict[str, Any]]:
    """The browser's modules of a vendored folder."""
    for one in lock:
        ref = f"pkg:npm/{one['name'].replace('@', '%40')}@{one['version']}"
        files = [
            {
                "type": "file",
                "bom-ref": f"{folder}/{name}",
                "name": f"{folder}/{name}",
                "hashes": [{"alg": "SHA-256", "content": digest}],
            }
            for name, digest in one["files"].items()
        ]
        yield {
            "type": "library",
            "bom-ref": ref,
            "name": one["name"],
            "version": one["version"],
            "purl": ref,
            "licenses": [{"expression": one["licence"]}],
            "components": files,
        }
