"""What the README says is so: commands, settings, links, logins and folders."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from server.core.release import RELEASE
from server.core.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
FOLDERS = ("server", "schema", "web", "tests")
IN_FOLDERS = [
    one for folder in FOLDERS for depth in ("", "*/") for one in sorted((ROOT / folder).glob(f"{depth}README.md"))
]


def settings_table() -> str:
    """The README's table of settings, from the settings themselves."""
    rows = ["| setting | default | what |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, "") else f"`{field.default}`"
        rows.append(f"| `GRID_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)


def test_the_release_that_is_told_is_the_one_that_is_packed() -> None:
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert packed["project"]["version"] == RELEASE


def test_the_table_of_settings_is_made_from_the_settings() -> None:
    start, end = "kept by tests/test_readme.py -->\n", "<!-- /settings -->"
    assert README.split(start)[1].split(end)[0].strip() == settings_table()


def test_every_command_of_the_readme_is_a_command_and_the_other_way_round() -> None:
    told = set(re.findall(r"^\| `\./grid ([\w-]+)`", README, re.MULTILINE))
    shown = subprocess.run(
        [sys.executable, "-m", "server"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert told == set(re.findall(r"^  ([\w-]+)  ", shown.split("Commands:")[1], re.MULTILINE))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["sing"], "No such command 'sing'"),
        (["demo", "--loud"], "No such option: --loud"),
        (["serve", "--port", "70000"], "--port"),
        (["token", "add"], "login"),
    ],
)
def test_a_wrong_word_gets_one_clear_line_and_exit_code_2(words: list[str], line: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "server", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 2
    assert told.stdout == ""
    assert line in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_bad_setting_gets_one_clear_line_and_exit_code_2(tmp_path: Path) -> None:
    for setting, value in (
        ("GRID_PORT", "many"),
        ("GRID_DATABASE_URL", "mysql://x"),
        ("GRID_LOG_LEVEL", "loud"),
        ("GRID_PUBLIC_URL", "grid.example.cn"),
    ):
        told = subprocess.run(
            [sys.executable, "-m", "server", "serve"],
            cwd=ROOT, capture_output=True, text=True, check=False, env={setting: value, "GRID_DATA_DIR": str(tmp_path)},
        )  # fmt: skip
        assert told.returncode == 2
        assert setting in told.stderr
        assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("document", [*DOCUMENTS, *IN_FOLDERS], ids=str)
def test_every_link_and_every_path_in_backticks_leads_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r'src="([^":]+)"', text)
    assert [link for link in links if not (document.parent / link).exists()] == []
    paths = [path for path in re.findall(r"`((?:server|schema|web|tests)/[\w./-]+)`", text) if "<" not in path]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_module_on_the_map_of_the_server_is_there() -> None:
    drawn = (ROOT / "server" / "README.md").read_text("utf-8").split("## One page of it")[1]
    named = set(re.findall(r"(?:^|[\s,▶])((?:[a-z_]+/)+[a-z_]+)", drawn))
    assert "process/commit" in named
    assert [one for one in named if not _module_or_folder(one)] == []


def _module_or_folder(name: str) -> bool:
    return any((top / name).exists() or (top / f"{name}.py").exists() for top in (ROOT, ROOT / "server"))


def test_the_readme_names_the_demo_s_people() -> None:
    from server.demo import cast

    told = set(re.findall(r"`(\w+)`", "".join(line for line in README.splitlines() if line.startswith("| `"))))
    assert set(cast.LOGINS) <= told
    assert cast.PASSWORD in README
