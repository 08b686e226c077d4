"""`./grid bench`: build the district if need be, start the contenders, let them take turns, print the table."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.bench import dataset, growth, measure, npm, table
from tests.bench import live as lives
from tests.bench.client import WrongAnswer
from tests.bench.contenders import CONTENDERS, OURS, Contender, NotStarted, raise_files, running
from tests.bench.live import Live
from tests.bench.measure import Pace, Result, Unequal
from tests.bench.npm import NoNode
from tests.bench.recipe import CACHE, SIZES, Recipe
from tests.bench.works import REPORT, WORKS, Work

LIVE = "live"


def main(words: Sequence[str]) -> int:
    """Run the bench; 0 when it ran, 1 when answers differed or a server failed, 2 for what a person has to mend."""
    asked = _parser().parse_args(words)
    try:
        wanted, contenders = _wanted(asked.only), _contenders(asked.against)
        if sizes := _sizes(asked.growth):
            results, live, recipe = asyncio.run(_grown(asked, wanted, sizes)), None, SIZES[sizes[-1]]
        else:
            results, live, recipe = asyncio.run(_run(asked, wanted, contenders))
    except (NoNode, ValueError) as wrong:
        print(f"grid bench: {wrong}", file=sys.stderr)
        return 2
    except (Unequal, WrongAnswer, NotStarted) as failed:
        print(f"grid bench: {failed}", file=sys.stderr)
        return 1
    for line in table.lines(results, live):
        print(line)
    settings = {"size": asked.size, "incidents": recipe.incidents, "rounds": asked.rounds, "seconds": asked.seconds,
                "connections": asked.connections}  # fmt: skip
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(table.told(results, live, settings), indent=1, ensure_ascii=False), "utf-8")
    print(f"\nEvery round: {asked.json}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="grid bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="100k", help="incidents in the district (100k)")
    parser.add_argument("--only", default="", help=f"works, with commas between: {','.join((*WORKS, LIVE))}")
    parser.add_argument("--against", default=",".join(CONTENDERS), help=f"of {','.join(CONTENDERS)}")
    parser.add_argument("--growth", default="", metavar="SIZES", help="ours alone on districts of these sizes, in turn")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each work (5)")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each contender's turn (2)")
    parser.add_argument("--connections", type=int, default=8, help="at a time (8)")
    parser.add_argument("--subscribers", type=int, default=1000, help="of live changes (1000)")
    parser.add_argument("--json", type=Path, default=CACHE / "result.json", help="where every round is written")
    return parser


def _wanted(only: str) -> list[str]:
    """The works to do, in their order. Raises ValueError for one that there is not."""
    known = [*WORKS, LIVE]
    named = only.split(",") if only else known
    if unknown := set(named) - set(known):
        raise ValueError(f"there is no work {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    return [name for name in known if name in named]


def _sizes(growth: str) -> list[str]:
    """The sizes to compare. Raises ValueError for one that there is not."""
    named = [size for size in growth.split(",") if size]
    if unknown := set(named) - set(SIZES):
        raise ValueError(f"there is no size {', '.join(sorted(unknown))}; there are {', '.join(SIZES)}")
    return named


def _contenders(against: str) -> list[Contender]:
    """Ours and the others named. Raises ValueError for one that there is not."""
    named = [name for name in against.split(",") if name]
    if unknown := set(named) - set(CONTENDERS):
        raise ValueError(f"there is no contender {', '.join(sorted(unknown))}; there are {', '.join(CONTENDERS)}")
    return [OURS, *(one for name, one in CONTENDERS.items() if name in named and one is not OURS)]


async def _run(
    asked: argparse.Namespace, wanted: list[str], contenders: list[Contender]
) -> tuple[list[Result], Live | None, Recipe]:
    recipe = SIZES[asked.size]
    if any(one.node for one in contenders):
        npm.installed()
    database = await dataset.ensure(recipe, asked.size, _say)
    pace = Pace(asked.rounds, asked.seconds, asked.connections)
    raise_files()
    core = _share_out()
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        bench = Bench(database, Path(folder), core, pace)
        results = await bench.reads([WORKS[name] for name in wanted if name in WORKS], contenders)
        live, written = None, None
        if {LIVE, REPORT.name} & set(wanted):
            subscribers = asked.subscribers if LIVE in wanted else None
            live, written = await bench.writes(contenders, subscribers, reports=REPORT.name in wanted)
    return [*results, *([written] if written else [])], live, recipe


async def _grown(asked: argparse.Namespace, wanted: list[str], sizes: list[str]) -> list[Result]:
    """The works that read, on each of these districts in turn."""
    works = [WORKS[name] for name in wanted if name in WORKS and not WORKS[name].writes]
    CACHE.mkdir(parents=True, exist_ok=True)
    raise_files()
    core = _share_out()
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        pace = Pace(asked.rounds, asked.seconds, asked.connections)
        return await growth.grown(works, sizes, Path(folder), core, pace, _say)


@dataclass(frozen=True)
class Bench:
    """One run: which database, where servers keep their things, the servers' core, and how hard each turn is."""

    database: Path
    folder: Path
    core: int | None
    pace: Pace

    async def reads(self, works: list[Work], contenders: list[Contender]) -> list[Result]:
        """All works that read, on one database that everybody has open."""
        asked = [work for work in works if not work.writes]
        if not asked:
            return []
        results = []
        with running(contenders, self.database, self.folder, self.core) as servers:
            for work in asked:
                _say(f"{work.name}: {work.what} …")
                able = [one for one in servers if work.name in one.contender.works]
                results.append(await measure.read(work, able, work.asked(self.database), self.pace))
        return results

    async def writes(
        self, contenders: list[Contender], subscribers: int | None, *, reports: bool
    ) -> tuple[Live | None, Result | None]:
        """Live changes, and then reports in turns, each contender in a copy of the database of its own."""
        able = [one for one in contenders if one is OURS or (reports and REPORT.name in one.works)]
        with ExitStack() as stack:
            servers, live = [], None
            for one in able:
                servers += stack.enter_context(running([one], self._copy(one.name), self.folder, self.core))
            if subscribers:
                _say(f"{LIVE}: one report told to {subscribers} subscribers …")
                live = await lives.measure(servers[0], self.database, subscribers=subscribers)
            if not reports:
                return live, None
            _say(f"{REPORT.name}: {REPORT.what} …")
            return live, await measure.write(REPORT, servers, REPORT.asked(self.database), self.pace)

    def _copy(self, name: str) -> Path:
        return Path(shutil.copy(self.database, self.folder / f"{name}.sqlite3"))


def _share_out() -> int | None:
    """Take one core for the load; the servers' core, or None on a machine that has only one."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        _say("One core only: load and servers share it, and times of waiting mean little.")
        return None
    os.sched_setaffinity(0, {cores[1]})
    return cores[0]


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
