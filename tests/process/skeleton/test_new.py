"""What `./grid new` writes is clean, typed and passes its own tests untouched; what a newcomer gets wrong is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.process.skeleton.make import new

ROOT = Path(__file__).parents[3]
OWN = ("server/service/care_visit", "schema/service/care_visit.py", "tests/service/test_care_visit.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this checkout, with what Python compiled of it and what mypy knows of it already."""
    for name in ("server", "schema", "tests", "web"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".*", "vendor"))
    if (known := ROOT / ".mypy_cache").exists():
        shutil.copytree(known, tmp_path / known.name)
    for file in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


def run(checkout: Path, *words: str) -> None:
    own = os.environ | {"GRID_DATA_DIR": str(checkout / "data"), "PYTHONPATH": str(checkout)}
    done = subprocess.run([sys.executable, "-m", *words], cwd=checkout, env=own, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout[-1500:]}{done.stderr[-1500:]}"


def test_a_new_noun_passes_lint_types_and_the_laws_of_its_kit_untouched(checkout: Path) -> None:
    run(checkout, "server", "new", "service/care_visit", "--zh", "送暖走访")
    run(checkout, "server", "migrate", "--make", "care_visit")
    run(checkout, "server", "schema")
    screen = (checkout / "web" / "api" / "nouns" / "care_visit.js").read_text("utf-8")
    assert "care_visit:" in (checkout / "web" / "api" / "nouns.js").read_text("utf-8")
    assert all(f'mutation": "careVisit{verb}"' in screen for verb in ("Open", "Finish", "Cancel"))
    run(checkout, "ruff", "check", *OWN)
    run(checkout, "ruff", "format", "--check", *OWN)
    run(checkout, "mypy", *OWN)
    run(checkout, "pytest", "-q", "-p", "no:cacheprovider", "--databases=sqlite", OWN[2])
    outside = (checkout / "server" / "slices.py").read_text("utf-8").splitlines()
    before = (ROOT / "server" / "slices.py").read_text("utf-8").splitlines()
    assert [line for line in outside if line not in before] == ['    "service.care_visit",']


@pytest.mark.parametrize(("name", "zh", "told"), [
    ("complaint", "投诉", "a noun stands in one of service, .*: ./grid new service/NOUN"),
    ("service/Visit", "走访", "Visit is no name: small letters, _ between words: ./grid new service/home_visit"),
    ("service/class", "小类", "class is no name"),
    ("service/visit", "visit", "say what it is called in Chinese: ./grid new service/visit --zh 走访"),
])  # fmt: skip
def test_what_a_newcomer_gets_wrong_is_told_in_words_that_say_what_to_type(
    tmp_path: Path, name: str, zh: str, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        new(tmp_path, name, zh)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    there = tmp_path / "schema" / "service" / "visit.py"
    there.parent.mkdir(parents=True)
    there.write_text("mine")
    with pytest.raises(ValueError, match=r"schema/service/visit\.py is there already"):
        new(tmp_path, "service/visit", "走访")
    assert there.read_text() == "mine"
