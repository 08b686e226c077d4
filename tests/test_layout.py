"""The house's rules, kept by reading the code: who may import whom, what a file may be called, how long it may grow."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"server", "schema", "web", "tests"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "service", "misc", "util"}
LONGEST_FILE, LONGEST_FUNCTION, DEEPEST = 300, 40, 4

# server/ from the ground up: a part imports itself and what stands in earlier lines, never its neighbours in its own
ORDER = (
    ("core",),  # knows nothing of ours
    ("data",),  # the one door to the database
    ("query", "journal"),  # a selection becomes one statement; the log and what follows it
    ("ground.worktime",),
    ("ground.area",),
    ("ground.catalogue",),
    ("ground.person",),
    ("ground.media", "ground.place"),
    ("process",),  # the kernel of every noun with states
    ("grid.incident",),
    ("grid.whistle", "grid.hotissue", "grid.handover"),
    ("grid",),  # what is of several of its nouns
    ("organisation", "resource", "talent", "member"),
    ("service.demand",),
    ("service.hotline",),
    ("service.call_back",),  # of whoever an order was answered to
    ("service",),
    ("insight",),
    ("reach", "setup", "keep"),
    ("edge",),
    ("demo",),
)
ROOMS = {part.split(".")[0] for tier in ORDER for part in tier}
TOP = {"__init__", "__main__", "app", "serve"}  # may import everything; nobody imports them but each other
NAMED = "slices"  # names nouns as text and imports them when somebody asks, so that anybody may ask it
NOUNS = ("grid", "organisation", "resource", "talent", "member", "service")  # groups of nouns: the six fusions
CONTRACT = (
    "core",
    "ground",
    "journal",
    "process",
    "grid",
    "organisation",
    "resource",
    "talent",
    "member",
    "service",
    "insight",
    "setup",
    "reach",
    "about",
    "limits",
    "anything",
    "explain",
)
WITHIN = ("lifecycle", "models", "policy", "lookups", "queries", "actions", "verbs")  # within a noun, likewise


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path, *, types: bool = True) -> Iterator[str]:
    """What a module imports, wherever in it; without `types` only what is imported when it runs."""
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    for node in waiting:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        if types or not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
            waiting.extend(ast.iter_child_nodes(node))


def _part(module: str) -> tuple[int, str]:
    """In which line of the order a module of server/ stands, and in which part of it: a noun is one of its own."""
    words = module.split(".")[1:]
    for length in (2, 1):
        name = ".".join(words[:length])
        for line, tier in enumerate(ORDER):
            if name in tier:
                return line, ".".join(words[:2]) if name in NOUNS else name
    raise AssertionError(f"{module}: server/ has no such room; the doors are {', '.join(sorted(ROOMS))}")


def _is_top(module: str) -> bool:
    return module == "server" or (module.count(".") == 1 and module.split(".")[1] in {*TOP, NAMED})


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]
    return [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()]


def test_the_top_level_has_four_folders_and_single_files() -> None:
    tops = {name.split("/")[0] for name in _tracked() if "/" in name}
    assert {top for top in tops if not top.startswith(".")} == FOLDERS


def test_the_server_has_few_doors() -> None:
    parts = {name.split("/")[1] for name in _tracked() if name.startswith("server/")}
    assert {part.removesuffix(".py") for part in parts if part.endswith(".py")} <= {*TOP, NAMED}
    assert {part for part in parts if "." not in part} <= ROOMS


def test_nobody_imports_what_stands_above_them() -> None:
    wrong = []
    for path in _sources("server"):
        module = _module(path)
        names = [name for name in _imports(path) if name.startswith("server.") and name.split(".")[1] != NAMED]
        if not names or _is_top(module):
            continue
        line, part = _part(module)
        for name in names:
            other_line, other = (len(ORDER), "") if _is_top(name) else _part(name)
            if other != part and other_line >= line:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_what_names_the_nouns_imports_none_before_it_is_asked() -> None:
    assert [name for name in _imports(ROOT / "server" / "slices.py", types=False) if name.startswith("server")] == []


def test_who_is_told_and_what_is_summed_know_nouns_by_their_ports_only() -> None:
    knowing = {
        _module(path)
        for path in _sources("server/reach", "server/insight")
        for name in _imports(path)
        if name.startswith("server.") and name.split(".")[1] in NOUNS
    }
    assert knowing == set()


@pytest.mark.parametrize("folder", ["server", "schema"])
def test_imports_make_no_circle(folder: str) -> None:
    paths = {_module(path): path for path in _sources(folder)}
    graph = {module: set(_nearest(_imports(path, types=False), paths)) - {module} for module, path in paths.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def _nearest(names: Iterable[str], modules: Iterable[str]) -> Iterator[str]:
    """The modules from which the names are taken."""
    for name in names:
        while name and name not in modules:
            name = name.rpartition(".")[0]
        if name:
            yield name


def test_the_domain_knows_neither_graphql_nor_http() -> None:
    outside = ("strawberry", "graphql", "starlette", "schema")
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _sources("server")
        if not _is_top(_module(path)) and _module(path).split(".")[1] not in ("edge", "demo")
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
        if name.split(".")[0] in {"tortoise", "starlette", "aiosqlite", "asyncpg"} or name.startswith("server.edge")
    ]
    assert wrong == []


def test_the_contract_stands_in_the_order_of_the_server() -> None:
    wrong = []
    for path in _sources("schema"):
        own = path.relative_to(ROOT / "schema").parts[0].removesuffix(".py")
        for name in _imports(path) if own != "__init__" else ():
            other = name.split(".")[1] if name.startswith("schema.") else ""
            if other in CONTRACT and CONTRACT.index(other) > CONTRACT.index(own):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_within_a_noun_imports_go_one_way() -> None:
    wrong = []
    for path in _sources("server"):
        noun, _, own = _module(path).rpartition(".")
        for name in _imports(path) if own in WITHIN else ():
            other = name.removeprefix(f"{noun}.").split(".")[0] if name.startswith(f"{noun}.") else ""
            if other in WITHIN and WITHIN.index(other) > WITHIN.index(own):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


@pytest.mark.parametrize("suffix", [".py", ".js", ".css"])
def test_no_file_grows_beyond_what_one_concept_needs(suffix: str) -> None:
    long = {
        name: lines
        for name in _tracked()
        if name.endswith(suffix)
        and not any(made in name for made in ("web/vendor/", "tests/vendor/", "web/api/", "server/data/migrations/"))
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
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-traces.lock", "tests/clients/python.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        assert text.count("--hash=sha256:") > 100
