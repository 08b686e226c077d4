"""`./grid test`: lint, types, then every test — Python on both databases, the web's own checks, real browser journeys.

What measures comes first and alone; all else, browser journeys too, runs on two workers, and few journeys that fail
there have a second try alone. Words after it go to pytest (`./grid test tests/incident -x`), without lint, types or
second tries. Nothing is skipped for want of a tool: what a machine lacks is installed, and what cannot be installed is
a failure that says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests import again
from tests.browser.chromium import MissingBrowser, provide
from tests.memory import kept_in_memory

CHECKS = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
)
MEASURED = "tests/browser/test_speed.py"
# file by file in their order: files of few tests come last otherwise, and those are the long journeys
BESIDE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")


def main(words: list[str]) -> int:
    """Run all that `./grid test` promises; the exit code of the first thing that fails."""
    try:
        os.environ["GRID_CHROMIUM"] = str(provide())
    except MissingBrowser as missing:
        print(f"grid test: {missing}", file=sys.stderr)
        return 1
    with kept_in_memory():
        return again.pytest(*words) if words else _everything()


def _everything() -> int:
    for name, command in CHECKS:
        if code := _check(name, command):
            return code
    return max(again.pytest(MEASURED), again.run(*BESIDE, "--ignore", MEASURED))


def _check(name: str, command: tuple[str, ...]) -> int:
    started = time.monotonic()
    code = subprocess.run([sys.executable, "-m", *command], check=False).returncode
    print(f"{name}: {'ok' if code == 0 else 'failed'} in {time.monotonic() - started:.0f} s", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
