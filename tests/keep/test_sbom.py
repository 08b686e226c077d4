"""Whoever has to know what the program is made of reads it in CycloneDX: all of the lock, hashes, licences."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess

import pytest

from server.keep import sbom
from tests.clients.installed import installed

VALID = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(sys.stdin.read())
sys.exit(str(wrong) if wrong else 0)
"""


def test_it_names_all_that_is_installed_with_hashes_and_licences() -> None:
    told = json.loads(sbom.written("0.1.0"))
    lock = sbom.LOCK.read_text("utf-8")
    known = [one for one in told["components"] if one["purl"].startswith("pkg:pypi/")]
    assert {f"{one['name']}=={one['version']}" for one in known} == set(re.findall(r"^\S+==\S+", lock, re.MULTILINE))
    assert sum(len(one["hashes"]) for one in known) == lock.count("--hash=sha256:")
    assert [one["name"] for one in told["components"] if not one["licenses"]] == []
    files = [file for one in told["components"] for file in one.get("components", ())]
    assert {"web/vendor/preact.js", "web/vendor/graphiql/graphiql.min.js"} <= {file["name"] for file in files}
    for file in files:
        digest = hashlib.sha256((sbom.ROOT / file["name"]).read_bytes()).hexdigest()
        assert file["hashes"][0]["content"] == digest
    assert sbom.written("0.1.0") == sbom.written("0.1.0")


def test_a_lock_that_pins_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="pins nothing: left-pad>=1"):
        list(sbom.packages("a==1 \\\n    --hash=sha256:00\nleft-pad>=1\n"))


def test_cyclonedx_s_own_program_finds_it_valid() -> None:
    command = [installed().python, "-c", VALID]
    checked = subprocess.run(command, input=sbom.written("0.1.0"), capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
