"""The house's rules, kept by reading the code: who may import whom, what a file may be called, how long it may grow."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"server", "schema", "web", "tests"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "service", "misc", "util"}
LONGEST_FILE, LONGEST_FUNCTION, DEEPEST = 300, 40, 3

GROUND = {"slices", "errors", "codes", "ids", "clock", "viewer", "settings", "text", "threads"}
DATABASE = GROUND | {"database", "grouping", "rounds", "quick", "failures", "sqlite", "postgres", "rebuild", "author"}
DATABASE |= {"migrate", "migrations", "logs", "at_work", "moments"}
EVENT = DATABASE | {"event"}
TERRITORY = EVENT | {"area", "person", "worktime", "catalogue", "media", "reading", "subject"}
KERNEL = TERRITORY | {"process"}  # which knows no noun

# what each part of server/ may import of server/, itself always included
MAY_IMPORT: dict[str, set[str]] = (
    {name: set() for name in GROUND}
    | {"errors": {"codes"}, "viewer": {"text"}}
    | dict.fromkeys(DATABASE - GROUND, DATABASE)
    | {"event": DATABASE}
    | dict.fromkeys(TERRITORY - EVENT, TERRITORY)
    | {"process": TERRITORY, "incident": KERNEL, "whistle": KERNEL | {"incident"}}
    | {"insight": KERNEL | {"incident"}, "hotissue": KERNEL | {"incident"}}
    | {"notice": KERNEL, "sync": KERNEL}
    | {"handover": KERNEL | {"incident"}, "setup": KERNEL}
    | {"service": KERNEL, "skeleton": {"text"}, "slices": {"process", "event", "subject"}}  # slices: by its types only
    | {"audit": KERNEL | {"incident", "insight", "sync"}}
)
FREE = {"app", "backup", "private", "secret", "serve", "http", "demo", "__main__", "__init__"}
ORDER = ("lifecycle", "models", "policy", "queries", "actions")  # within a slice an import goes to the left only


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _part(module: str) -> str:
    words = module.split(".")
    return words[1] if len(words) > 1 else ""


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]
    return [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()]


def test_the_top_level_has_four_folders_and_single_files() -> None:
    tops = {name.split("/")[0] for name in _tracked() if "/" in name}
    assert {top for top in tops if not top.startswith(".")} == FOLDERS


def test_nobody_imports_what_stands_above_him() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _sources("server")
        if (part := path.relative_to(ROOT / "server").parts[0].removesuffix(".py")) not in FREE
        for name in _imports(path)
        if name.startswith("server.") and _part(name) != part and _part(name) not in MAY_IMPORT[part]
    ]
    assert wrong == []


def test_the_domain_knows_neither_graphql_nor_http() -> None:
    outside = ("strawberry", "graphql", "starlette", "schema")
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _sources("server")
        if path.relative_to(ROOT / "server").parts[0].removesuffix(".py") not in FREE
        for name in _imports(path)
        if name.split(".")[0] in outside
    ]
    assert wrong == []


def test_only_the_composition_root_and_the_command_line_import_the_schema() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in _sources("server")
        if path.name not in {"app.py", "__main__.py"} and any(name.split(".")[0] == "schema" for name in _imports(path))
    ]
    assert wrong == []


def test_the_schema_never_touches_the_database_or_http() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _sources("schema")
        for name in _imports(path)
        if name.split(".")[0] in {"tortoise", "starlette", "aiosqlite", "asyncpg"}
    ]
    assert wrong == []


def test_within_a_slice_imports_go_one_way() -> None:
    wrong = []
    for path in _sources("server"):
        words = path.relative_to(ROOT / "server").parts
        own = words[1].removesuffix(".py") if len(words) > 1 else ""
        if own not in ORDER:
            continue
        for name in _imports(path):
            other = name.split(".")[2] if name.startswith(f"server.{words[0]}.") else ""
            if other in ORDER and other != own and ORDER.index(other) > ORDER.index(own):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


@pytest.mark.parametrize("suffix", [".py", ".js", ".css"])
def test_no_file_grows_beyond_what_one_concept_needs(suffix: str) -> None:
    long = {
        name: lines
        for name in _tracked()
        if name.endswith(suffix)
        and not any(made in name for made in ("web/vendor/", "tests/vendor/", "web/api/", "server/migrations/"))
        and (lines := len((ROOT / name).read_text("utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in _sources("server", "schema", "tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_names_say_a_concept_and_folders_are_shallow() -> None:
    code = [Path(name) for name in _tracked() if name.endswith((".py", ".js", ".css")) and "vendor/" not in name]
    assert [str(path) for path in code if path.stem in FORBIDDEN_NAMES and path.suffix != ".css"] == []
    assert [str(path) for path in code if len(path.parent.parts) > DEEPEST] == []


def test_every_module_says_what_it_is() -> None:
    mute = [
        str(path.relative_to(ROOT))
        for path in _sources("server", "schema", "tests")
        if path.read_text("utf-8").strip() and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert mute == []


def test_no_installed_distribution_provides_a_server_or_a_schema() -> None:
    provided = importlib.metadata.packages_distributions()
    assert provided.get("server") is None
    assert provided.get("schema") is None


def test_locks_carry_hashes_and_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        assert text.count("--hash=sha256:") > 100
