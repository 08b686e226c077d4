"""The sums that boards read, held against what they sum: tallies and midnights against the log, standing sums against
incidents."""

from __future__ import annotations

from server.grid.incident import standing, stock
from server.insight.tallies import actions


async def rebuild() -> str:
    """Make them anew, and say how many there are."""
    made = await actions.rebuild(), await stock.rebuild(), await standing.rebuild()
    return "{} tallies and {} midnights made from the log, {} sums from the incidents.".format(*made)


async def compare() -> str:
    """A line for each tally that is not the sum of the log, each midnight that it does not tell, and each sum that is
    not that of the incidents."""
    return "\n".join([*await actions.compare(), *await stock.compare(), *await standing.compare()])
