"""The tests that a change can touch: those that import a changed module, however many steps away, the nearest first.

A changed test is near by itself; what is not Python touches the tests that name the file, and the web its own checks.
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("server", "schema", "tests")
WEB = ("web/", "tests/web/")
NAMED = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
Graph = Mapping[str, set[str]]  # for each file, which it imports


def changed(root: Path = ROOT) -> list[str]:
    """What differs from main, and what is not committed yet. Without a branch main: from the commit before."""
    asked = (("merge-base", "main", "HEAD"), ("rev-parse", "HEAD~1"))
    base = next((found[0] for words in asked if (found := _git(root, *words))), "HEAD")
    if base == next(iter(_git(root, "rev-parse", "HEAD")), None):
        base = "HEAD"
    told = [*_git(root, "diff", "--name-only", base), *_git(root, "ls-files", "--others", "--exclude-standard")]
    return sorted(set(told))


def _git(root: Path, *words: str) -> list[str]:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False).stdout.splitlines()


def graph(root: Path = ROOT) -> dict[str, set[str]]:
    """Who imports whom, by reading; a test also imports the conftest files above it, but not what a fixture imports."""
    files = {str(path.relative_to(root)): path for folder in FOLDERS for path in (root / folder).rglob("*.py")}
    return {name: {*_imported(path, files), *_above(name, files)} for name, path in files.items()}


def _imported(path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    module = ast.parse(path.read_text("utf-8"))
    for node in module.body if path.name == "conftest.py" else ast.walk(module):
        if isinstance(node, ast.Import):
            yield from _file((name.name for name in node.names), files)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from _file((f"{node.module}.{name.name}" for name in node.names), files)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMED.fullmatch(node.value):
            named = node.value  # models and migrations by their modules, nouns by what server/slices.py imports of them
            yield from _file([named] if named.startswith("server.") else _noun(named), files, exactly=True)


def _noun(name: str) -> tuple[str, ...]:
    return (f"server.{name}.slice", f"schema.{name}", f"schema.{name}.contract")


def _file(modules: Iterable[str], files: Mapping[str, Path], *, exactly: bool = False) -> Iterator[str]:
    """The files of modules, or (not `exactly`) of the modules that names are taken from."""
    for module in modules:
        place = module.replace(".", "/")
        tried = [f"{place}.py", f"{place}/__init__.py"]
        if not exactly:
            tried += [f"{place.rpartition('/')[0]}.py", f"{place.rpartition('/')[0]}/__init__.py"]
        yield from (one for one in tried if one in files)


def _above(name: str, files: Mapping[str, Path]) -> Iterator[str]:
    if name.split("/")[-1].startswith("test_"):
        yield from (one for folder in Path(name).parents if (one := f"{folder}/conftest.py") in files)


def touched(changes: Iterable[str], imports: Graph, mentions: Mapping[str, str]) -> dict[str, int]:
    """The test files that the changes can touch, and over how many imports; `mentions` has the text of each."""
    importers: dict[str, set[str]] = {}
    for name, others in imports.items():
        for other in others:
            importers.setdefault(other, set()).add(name)
    steps = dict.fromkeys(_first(changes, imports, mentions), 0)
    waiting = list(steps)
    for name in waiting:
        for importer in importers.get(name, ()):
            if importer not in steps:
                steps[importer] = steps[name] + 1
                waiting.append(importer)
    tests = {name: number for name, number in steps.items() if name.split("/")[-1].startswith("test_")}
    return dict(sorted(tests.items(), key=lambda one: (one[1], one[0])))


def _first(changes: Iterable[str], imports: Graph, mentions: Mapping[str, str]) -> Iterator[str]:
    for name in changes:
        if name in imports:
            yield name
        elif name.startswith(WEB):
            yield from (one for one in imports if one.startswith("tests/web/test_"))
        else:
            yield from (one for one, text in mentions.items() if Path(name).name in text)


def near(root: Path = ROOT) -> tuple[list[str], int]:
    """The test files near the change, the nearest first, and how many there are in all."""
    imports = graph(root)
    tests = [name for name in imports if name.startswith("tests/") and name.split("/")[-1].startswith("test_")]
    mentions = {name: (root / name).read_text("utf-8") for name in tests}
    return [name for name in touched(changed(root), imports, mentions) if (root / name).exists()], len(tests)
