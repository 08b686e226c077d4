"""The kit for machines without a network: what is in it, and for whom. `test_offline.py` goes the whole way."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

import pytest

from server.core.release import RELEASE
from server.keep import offline_kit
from server.keep.offline_kit import MACHINES, PYTHONS, ROOT, needed

LOCK = (ROOT / "requirements.lock").read_text("utf-8")


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("python", PYTHONS)
def test_each_target_gets_each_package_once_with_its_hashes(python: str, machine: str) -> None:
    wanted = list(needed(LOCK, python, machine))
    names = [one.partition("==")[0] for one in wanted]
    assert len(names) == len(set(names)) > 70
    assert all("--hash=sha256:" in one and ";" not in one for one in wanted)
    assert ("backports-zstd" in names) == (python != "3.14")
    assert not {"colorama", "http-ece"} & set(names)  # Windows', and what comes as source


def test_the_kit_holds_the_project_and_nothing_else_that_lies_there() -> None:
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in told.splitlines()} == set(offline_kit.PARTS)


def test_what_is_packed_can_be_read_by_everybody_and_is_no_one_s(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir(mode=0o700)
    (tmp_path / "wheels" / "one-1-py3-none-any.whl").touch(mode=0o600)
    offline_kit._pack(tmp_path / "kit.tar", tmp_path / "wheels")
    with tarfile.open(tmp_path / "kit.tar") as tar:
        members = {member.name: member for member in tar.getmembers()}
    folder = f"gridwhistle-{RELEASE}"
    assert members[f"{folder}/grid"].mode == 0o755
    assert members[f"{folder}/wheels/one-1-py3-none-any.whl"].mode == 0o644
    assert {member.uid for member in members.values()} == {0}
    assert [name for name in members if "__pycache__" in name or "/.env" in name or "/.data" in name] == []
    assert f"{folder}/server/demo/district/README.md" in members


def test_a_machine_or_python_that_there_is_no_kit_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no kit for loongarch64, but for x86_64, aarch64"):
        offline_kit.write(tmp_path / "kit.tar", PYTHONS, ["loongarch64"], print)
    assert list(tmp_path.iterdir()) == []
