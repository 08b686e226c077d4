"""The sums that boards read, held against what they sum: tallies against the log, standing sums against incidents."""

from __future__ import annotations

from server.grid.incident import standing
from server.insight.tallies import actions


async def rebuild() -> str:
    """Make them anew, and say how many there are."""
    return f"{await actions.rebuild()} tallies made from the log, {await standing.rebuild()} sums from the incidents."


async def compare() -> str:
    """A line for each tally that is not the sum of the log and each sum that is not that of the incidents."""
    return "\n".join([*await actions.compare(), *await standing.compare()])
