"""`./grid test`: lint, types, then every test, in phases; or a part of it.

`--quick` is for while one works, `--near` for what a change can touch, `--nightly` runs everything on both databases
and with many rounds of each fault. Other words go to pytest (`./grid test tests/grid/incident -x`), without lint and
types, on both databases. Nothing is skipped for want of a tool: what a machine lacks is installed when a test needs it,
and what cannot be installed is a failure that says so.
"""

from __future__ import annotations

import sys

from tests.browser.chromium import MissingBrowser
from tests.memory import kept_in_memory
from tests.suite import phases


def main(words: list[str]) -> int:
    """Run what was asked for; the exit code of the first thing that fails."""
    first, rest = (words[0], words[1:]) if words else ("", [])
    try:
        with kept_in_memory():
            match first:
                case "":
                    return phases.whole(rest)
                case "--nightly":
                    return phases.whole(rest, every_night=True)
                case "--quick":
                    return phases.quick(rest)
                case "--near":
                    return phases.near_the_change(rest)
                case _:
                    return phases.pytest(*words)
    except MissingBrowser as missing:
        print(f"grid test: {missing}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
