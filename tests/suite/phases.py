"""What `./grid test` runs, phase by phase: each says how long it took, and the slowest cases are told at the end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.suite import durations, flakes, near, nightly

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "tests"  # git-ignored: the slowest cases, what failing journeys saw, the daemon of types
SEEN = KEPT / "failed"
MEASURED = "tests/browser/test_speed.py"
JOURNEYS = ("tests/browser", "tests/web/test_phone.py", "tests/edge/test_playground.py")  # what needs a browser
HARD = ("tests/faults", "tests/bench", "tests/demo")  # what kills, measures or needs the demo district
OF_THE_WEB = "tests/web/test_deno.py"  # types and tests of the web take long, and nothing else runs them
SLOWEST = 25
FAILED = 1  # pytest's exit code when tests failed, and nothing else was wrong
LINT = (("lint", ("ruff", "check", ".")), ("format", ("ruff", "format", "--check", ".")))
TYPES = ("mypy",)
STATUS = KEPT / "types.json"
DAEMON = ("mypy.dmypy", "--status-file", str(STATUS), "run", "--timeout", "3600", "--")


class Run:
    """One `./grid test`: its exit code so far and what each case took."""

    def __init__(self) -> None:
        self.started = time.monotonic()
        self.code = 0
        self.took: dict[str, float] = {}
        KEPT.mkdir(parents=True, exist_ok=True)

    def check(self, name: str, *words: str) -> bool:
        """Run a module of Python as a phase; whether it is well."""
        return self.ends(name, time.monotonic(), subprocess.run([sys.executable, "-m", *words], check=False).returncode)

    def ends(self, name: str, started: float, code: int) -> bool:
        print(f"{name}: {'ok' if code == 0 else 'failed'} in {time.monotonic() - started:.0f} s", flush=True)
        self.code = self.code or code
        return code == 0

    def pytest(self, name: str, *words: str, memory: str | None = None) -> int:
        """Run pytest as a phase that counts; its exit code."""
        started = time.monotonic()
        code = self.quietly(*words, memory=memory)
        self.ends(name, started, code)
        return code

    def quietly(self, *words: str, memory: str | None = None) -> int:
        """The same without a word about the phase, and without its failure counting."""
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "took.json"
            cache = ("-o", f"cache_dir={memory}") if memory else ()
            code = pytest("--kept-in", str(kept), *cache, *words)
            self.took |= json.loads(kept.read_bytes()) if kept.exists() else {}
        return code

    def summary(self) -> int:
        """Tell and keep the slowest cases and how long all took; the exit code."""
        slowest = sorted(self.took.items(), key=lambda one: -one[1])[:SLOWEST]
        lines = [f"{seconds:7.1f} s {name}" for name, seconds in slowest]
        (KEPT / "slowest.txt").write_text("\n".join([*lines, ""]), "utf-8")
        print("\n".join([f"the slowest {len(lines)}, also in .cache/tests/slowest.txt:", *lines]))
        told = "ok" if self.code == 0 else "failed"
        print(f"{told}: {len(self.took)} cases in {time.monotonic() - self.started:.0f} s", flush=True)
        return self.code


def pytest(*words: str) -> int:
    """Run pytest with these words; its exit code. Where `CI` is set, it would print whole values, not what differs."""
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")}
    return subprocess.run([sys.executable, "-m", "pytest", *words], env=environment, check=False).returncode


def beside(*, waiting: bool = False) -> tuple[str, ...]:
    """Workers for all cores, file by file; long files are shared out. Half as many more where cases are `waiting`
    for clocks, lines and animations part of their time, as journeys are."""
    cores = max(2, os.cpu_count() or 2)
    return ("-n", str(cores + cores // 2 if waiting else cores), "--dist", "loadfile", "--no-loadscope-reorder")


def without(*names: str) -> tuple[str, ...]:
    return tuple(f"--ignore={name}" for name in names)


def whole(words: Sequence[str], *, every_night: bool = False) -> int:
    """Lint and types, the core, what measures alone, then the journeys."""
    run = Run()
    if every_night:
        os.environ.update({name: os.environ.get(name, rounds) for name, rounds in nightly.ROUNDS.items()})
    databases = "--databases=all" if every_night else "--databases=marked"
    building = subprocess.Popen([sys.executable, "-m", "tests.built"])  # beside the types and what the core begins with
    if not (all(run.check(*[name, *words]) for name, words in LINT) and run.check("types", *TYPES)):
        building.terminate()
        return run.code
    _provide_browser()
    run.pytest("core", *beside(), databases, *without(*JOURNEYS), *words)
    if building.wait():  # said by itself what it lacked
        return run.code or building.returncode
    run.pytest("measured, alone", MEASURED, *words)
    if every_night:
        run.check("tortoise's newest version", "tests.suite.newest")
        run.check("the oldest versions allowed", "tests.suite.floors")
    journeys(run, databases, words)
    code = run.summary()
    durations.write(
        run.took,
        f"seconds; {nightly.commit()}, {datetime.now(UTC):%Y-%m-%d}",
        durations.KEPT if every_night else KEPT / durations.KEPT.name,
    )
    if every_night:
        print(nightly.keep(code, time.monotonic() - run.started))
    return code


def _provide_browser() -> None:
    from tests.browser.chromium import provide

    provide(whole=True)
    os.environ["GRID_CHROMIUM"] = str(provide())


def journeys(run: Run, databases: str, words: Sequence[str]) -> None:
    """The journeys on all workers. A few that fail are run once more, on each worker at once, and written down."""
    started = time.monotonic()
    shutil.rmtree(SEEN, ignore_errors=True)
    with tempfile.TemporaryDirectory() as memory:
        code = run.quietly(*beside(waiting=True), databases, *JOURNEYS, *without(MEASURED), *words, memory=memory)
        told = Path(memory) / "v" / "cache" / "lastfailed"
        failed = sorted(json.loads(told.read_bytes())) if told.exists() else []
    if code == FAILED and flakes.again(failed, JOURNEYS):
        print(f"once more, on each worker at once: {', '.join(failed)}", flush=True)
        first = KEPT / f"flaked-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        if SEEN.exists():
            SEEN.rename(first)
        os.environ["GRID_TEST_TRACE"] = "whole"
        code = run.quietly("-n", "2", "--dist", "each", *failed)
        if code == 0:
            noted = flakes.note(failed, str(first.relative_to(ROOT)), datetime.now(UTC).date())
            print("\n".join(f"flake, commit it in tests/browser/flakes.txt: {one.line()}" for one in noted))
    else:
        print("".join(f"flaked before, no second try: {one.line()}\n" for one in flakes.lately(failed)), end="")
    run.ends("journeys", started, code)


def quick(words: Sequence[str]) -> int:
    """What a person waits for: lint, types by a daemon, and on SQLite all that is neither slow nor hard; the web's own
    checks where the web was changed."""
    run = Run()
    started = time.monotonic()
    types = by_the_daemon()
    if all(run.check(*[name, *words]) for name, words in LINT):
        left = (*JOURNEYS, *HARD)
        run.pytest("core", *beside(), "--databases=sqlite", "--leave-slow", *without(*left), *words)
        if of_the_web(near.changed()):
            run.pytest("the web, which was changed", OF_THE_WEB)
        print(f"left out: {', '.join(left)}")
    said, _ = types.communicate()
    if b"Daemon crashed" in said:  # as when files have moved: a new one begins from nothing
        STATUS.unlink(missing_ok=True)
        types = by_the_daemon()
        said, _ = types.communicate()
    print(said.decode("utf-8", "replace"), end="")
    run.ends("types", started, types.returncode)
    return run.summary()


def by_the_daemon(status: Path = STATUS) -> subprocess.Popen[bytes]:
    """Types by a daemon that outlives this run; so its socket must not lie in the run's own temporary folder."""
    if status.exists() and not Path(json.loads(status.read_bytes())["connection_name"]).exists():
        status.unlink()  # whoever tidied away its socket left a daemon that nobody can ask
    lasting = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
    words = [sys.executable, "-m", *DAEMON]
    return subprocess.Popen(words, env=lasting, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def of_the_web(changes: Sequence[str]) -> bool:
    """Whether the web's own checks can tell something of these files."""
    return any(one.startswith(near.WEB) for one in changes)


def near_the_change(words: Sequence[str]) -> int:
    """What the change can touch, the nearest first, and what failed last before that; nothing else."""
    found, number = near.near()
    left = (*JOURNEYS, "tests/bench")
    files = [one for one in found if not one.startswith(left)]
    print(f"near the change: {len(files)} of {number} files of tests; left out: the others, {', '.join(left)}")
    if not files:
        return 0
    run = Run()
    run.pytest("near", "--failed-first", "--databases=marked", *files, *words)
    return run.summary()
