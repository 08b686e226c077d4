"""How long each case takes, as it was last measured: by it the longest begin first and long files are cut in pieces.

One line for each case that takes long by itself, one line a file and database with the mean of the others, in seconds.
`./grid test --nightly` writes the file, the whole suite one like it into `.cache/tests`, to be taken over where it
tells more. A case that it does not know counts as one of its file's, a new file as usual.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

KEPT = Path(__file__).with_name("durations.txt")
LONG = 0.15  # seconds: a case with a line of its own, and the longest that `--quick` takes
USUAL = 0.1  # of a case in a file that was never measured, which `--quick` takes
PIECE = 45.0  # seconds: longer files are shared out
SHARP = ("tests/query/test_plans.py",)  # slow, and the only ones that notice a lost index: `--quick` takes them
LAST = ("tests/demo/", "tests/clients/")  # what asks for what is still being built when the core begins
Seconds = Mapping[str, float]


def read(file: Path = KEPT) -> dict[str, float]:
    """What was measured: by a case's name, and by a file and database ("tests/a.py sqlite")."""
    if not file.exists():
        return {}
    pairs = (line.split(" ", 1) for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: float(seconds) for seconds, name in pairs}


def write(measured: Seconds, told: str, file: Path = KEPT) -> None:
    """Keep what a whole run measured, case by case; `told` says when and where."""
    files: dict[str, list[float]] = defaultdict(list)
    long = {name: seconds for name, seconds in measured.items() if seconds >= LONG}
    for name, seconds in measured.items():
        files[_of(name)].append(seconds)
    short = {name: [one for one in each if one < LONG] or each for name, each in files.items()}
    means = {name: sum(each) / len(each) for name, each in short.items()}
    lines = [f"{seconds:.2f} {name}" for name, seconds in sorted((means | long).items())]
    file.write_text("\n".join([f"# {told}", *lines, ""]), "utf-8")


def of(name: str, known: Seconds) -> float:
    """How long a case will take."""
    return known.get(name, known.get(_of(name), USUAL))


def _of(name: str) -> str:
    """The line of a case's file and database."""
    case = name.split("[", 1)[1] if "[" in name else ""
    return f"{name.split('::')[0]} {next((one for one in ('sqlite', 'postgres') if one in case), '-')}"


def ordered(names: Iterable[str], known: Seconds) -> list[str]:
    """The cases, file by file, the longest file first, what waits for the demo last; each file's in their own order."""
    files: dict[str, list[str]] = defaultdict(list)
    for name in names:
        files[name.split("::")[0]].append(name)
    whole = {file: sum(of(name, known) for name in cases) for file, cases in files.items()}
    order = sorted(files, key=lambda one: (one.startswith(LAST), -whole[one], one))
    return [name for file in order for name in files[file]]


def pieces(names: Iterable[str], known: Seconds) -> dict[str, str]:
    """For each case the piece of work it belongs to: its file, or a part of it where that takes long."""
    found: dict[str, str] = {}
    filled: dict[str, float] = defaultdict(float)
    for name in names:
        file = name.split("::")[0]
        found[name] = f"{file}#{int(filled[file] // PIECE)}"
        filled[file] += of(name, known)
    return found
