"""A machine without a network installs from the kit, and serves by the commands of the unit.

It fetches and installs some 80 MB: `GRID_TEST_KITS=1`, which the nightly run asks for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path

from server.core.release import RELEASE
from server.keep import offline_kit
from server.keep.offline_kit import ROOT

OFFLINE = ("unshare", "--map-root-user", "--net", sys.executable, "-m", "tests.keep.offline")
__test__ = os.environ.get("GRID_TEST_KITS", "") != ""  # nothing is collected from here otherwise


def test_a_machine_without_a_network_installs_from_the_kit_and_serves_as_its_unit_says(tmp_path: Path) -> None:
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    kit = tmp_path / "kit.tar"
    offline_kit.write(kit, [python], [os.uname().machine], print)
    with tarfile.open(kit) as tar:
        tar.extractall(tmp_path, filter="data")
    words = [*OFFLINE, str(tmp_path / f"gridwhistle-{RELEASE}")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
