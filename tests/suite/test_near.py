"""What a change touches is found over any number of imports, the nearest first."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.suite import near, phases

FILES = {
    "server/a.py": "",
    "server/b.py": "from server import a",
    "server/c.py": "MODELS = ['server.a']",
    "server/slices.py": "NOUNS = ('d.e',)",
    "server/d/e/slice.py": "from server.d.e import telling",
    "server/d/e/telling.py": "",
    "schema/d/e.py": "",
    "tests/conftest.py": "import server.b\ndef fixture():\n    from server import c",
    "tests/a/test_a.py": "from server.a import x  # README.md",
    "tests/b/test_b.py": "import server.b",
    "tests/c/test_c.py": "def test():\n    import server.c",
    "tests/d/test_d.py": "",
    "tests/d/test_e.py": "import server.slices",
    "tests/web/test_deno.py": "",
    "web/core/x.js": "",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("change", "tests"),
    [
        ("server/a.py", {"tests/a/test_a.py": 1, "tests/b/test_b.py": 2, "tests/c/test_c.py": 2}),
        ("server/c.py", {"tests/c/test_c.py": 1}),
        ("tests/d/test_d.py", {"tests/d/test_d.py": 0}),
        ("server/d/e/telling.py", {"tests/d/test_e.py": 3}),
        ("schema/d/e.py", {"tests/d/test_e.py": 2}),
        ("web/core/x.js", {"tests/web/test_deno.py": 0}),
        ("README.md", {"tests/a/test_a.py": 0}),
    ],
)
def test_what_imports_the_change_is_near(project: Path, change: str, tests: dict[str, int]) -> None:
    found = near.touched([change], near.graph(project), {"tests/a/test_a.py": FILES["tests/a/test_a.py"]})
    assert {name: found.get(name) for name in tests} == tests


def test_who_changes_the_web_has_its_own_checks_in_the_quick_run_too() -> None:
    assert phases.of_the_web(["server/a.py", "web/core/x.js"])
    assert phases.of_the_web(["tests/web/x_test.js"])
    assert not phases.of_the_web(["server/a.py", "tests/b/test_b.py"])
    assert (near.ROOT / phases.OF_THE_WEB).exists()


def test_a_fixture_s_own_imports_do_not_make_everything_near(project: Path) -> None:
    assert "tests/d/test_d.py" not in near.touched(["server/c.py"], near.graph(project), {})
    assert "tests/d/test_d.py" in near.touched(["server/b.py"], near.graph(project), {})


def test_what_is_not_committed_or_not_on_main_is_the_change(project: Path) -> None:
    own = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false")
    for words in (("init", "-q", "-b", "main"), ("add", "."), (*own, "commit", "-qm", "x"), ("switch", "-qc", "mine")):
        subprocess.run(["git", *words], cwd=project, check=True)
    assert near.changed(project) == []
    (project / "server/a.py").write_text("x = 1")
    subprocess.run(["git", *own, "commit", "-qam", "y"], cwd=project, check=True)
    (project / "server/b.py").write_text("x = 1")
    (project / "server/new.py").write_text("")
    assert near.changed(project) == ["server/a.py", "server/b.py", "server/new.py"]
