"""`./grid` itself, before there is any Python of ours: where it installs, from what, and what it says meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = 45
NOBODY = 65534
PYTHON = """#!/bin/sh
case "$*" in
    -c*) ;;
    --version) echo Python 3.99 ;;
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    "-m pip "*)
        env | grep ^PIP_ | sort > "$GRID_TOLD"
        for number in $(seq 45); do echo "Collecting package$number"; done
        echo "Installing collected packages" ;;
    *) echo "$0 $* with $PYTHONPYCACHEPREFIX" ;;
esac
"""


class Checkout:
    """A folder with `./grid`, a lock, and a Python that only tells what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.home, self.told = folder / "here", folder / "home", folder / "home" / "told"
        for path in (folder, self.folder, self.home):
            path.mkdir(exist_ok=True)
            path.chmod(0o777)
        shutil.copy(ROOT / "grid", self.folder / "grid")
        lines = [f"package{number}==1 \\\n    --hash=sha256:0\n" for number in range(PACKAGES)]
        (self.folder / "requirements.lock").write_text("".join(lines))
        (folder / "python").write_text(PYTHON)
        (folder / "python").chmod(0o755)
        self.own = {"PATH": os.environ["PATH"], "HOME": str(self.home), "GRID_PYTHON": str(folder / "python")}

    def grid(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """As somebody who is not root, and without a terminal."""
        own = self.own | {"GRID_TOLD": str(self.told)} | more
        asked = [str(self.folder / "grid"), *words]
        who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.run(asked, env=own, capture_output=True, text=True, check=False, **who)  # type: ignore[call-overload,no-any-return]  # whose user it is, is root's word only


@pytest.fixture
def checkout() -> Iterator[Checkout]:
    with tempfile.TemporaryDirectory(prefix="gridwhistle-grid-") as name:  # pytest's folders are root's alone
        yield Checkout(Path(name))


def test_without_a_terminal_it_says_line_by_line_how_far_it_is(checkout: Checkout) -> None:
    done = checkout.grid("serve", "--port", "0")
    assert done.stderr.splitlines() == [
        "Making .venv with Python 3.99 …",
        f"requirements.lock: 20 of {PACKAGES}",
        f"requirements.lock: 40 of {PACKAGES}",
        f"requirements.lock: {PACKAGES} packages fetched, installing …",
    ]
    assert done.stdout == ".venv/bin/python -m server serve --port 0 with \n"
    assert checkout.grid("check").stderr == ""  # once for each content of the lock


def test_a_mirror_is_named_by_pip_s_own_variable(checkout: Checkout) -> None:
    checkout.grid("check", PIP_INDEX_URL="https://mirror.example.cn/simple")
    assert checkout.told.read_text() == "PIP_INDEX_URL=https://mirror.example.cn/simple\n"


def test_beside_the_wheels_of_a_kit_no_network_is_asked(checkout: Checkout) -> None:
    (checkout.folder / "wheels").mkdir()
    checkout.grid("check")
    assert checkout.told.read_text() == "PIP_FIND_LINKS=wheels\nPIP_NO_INDEX=1\n"


def test_a_folder_that_may_not_be_written_to_is_left_as_it_is(checkout: Checkout) -> None:
    checkout.folder.chmod(0o555)
    done = checkout.grid("check")
    python, _, cache = done.stdout.strip().partition(" -m server check with ")
    assert Path(python).is_relative_to(checkout.home / ".cache" / "gridwhistle")
    assert cache == f"{Path(python).parents[1]}/pycache"
    assert sorted(path.name for path in checkout.folder.iterdir()) == ["grid", "requirements.lock"]
    elsewhere = str(checkout.home / "elsewhere")
    assert checkout.grid("check", GRID_VENV=elsewhere).stdout.startswith(f"{elsewhere}/bin/python -m server")
    homeless = checkout.grid("check", HOME="")
    assert homeless.returncode == 2
    assert "GRID_VENV" in homeless.stderr
