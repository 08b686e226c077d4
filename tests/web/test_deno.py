"""The web's own checks: types, lint, format and its tests, run by Deno without a network."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import deno  # type: ignore[import-untyped]
import pytest

WEB = Path(__file__).parents[2] / "web"
TASKS = ("check", "lint", "fmt", "test")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Deno keeps what it compiled, for these tests only."""
    return tmp_path_factory.mktemp("deno")


@pytest.mark.parametrize("task", TASKS)
def test_deno_finds_nothing_to_say_about_the_web(task: str, folder: Path) -> None:
    environment = {**os.environ, "DENO_DIR": str(folder), "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"}
    done = subprocess.run(
        [deno.find_deno_bin(), "task", "--quiet", task],
        cwd=WEB,
        env=environment | {"PATH": f"{Path(deno.find_deno_bin()).parent}{os.pathsep}{environment['PATH']}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-6000:]}"
