"""Whether cost grows with the page or with the table: our server on districts of several sizes, in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from tests.bench import dataset, measure
from tests.bench.contenders import OURS, running
from tests.bench.measure import Pace, Result
from tests.bench.recipe import SIZES
from tests.bench.works import Work


async def grown(
    works: Sequence[Work], sizes: Sequence[str], folder: Path, core: int | None, pace: Pace, say: Callable[[str], None]
) -> list[Result]:
    """One result for each work; its contenders are our server by the size of its district, the first is compared."""
    districts = {size: await dataset.ensure(SIZES[size], size, say) for size in sizes}
    results = []
    with ExitStack() as stack:
        servers = {
            size: stack.enter_context(running([replace(OURS, name=f"{size} incidents")], database, folder, core))[0]
            for size, database in districts.items()
        }
        for work in works:
            say(f"{work.name}: {work.what} …")
            asks = {servers[size].contender.name: work.asked(database) for size, database in districts.items()}
            results.append(await measure.alone(work, list(servers.values()), asks, pace))
    return results
