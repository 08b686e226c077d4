"""The tallies from the server's own command line."""

from __future__ import annotations

from server.insight import actions


async def rebuild() -> str:
    """Make them anew, and say how many there are."""
    return f"{await actions.rebuild()} tallies made from the log."


async def compare() -> str:
    """A line for each tally that is not the log's sum; empty when all are."""
    return "\n".join(await actions.compare())
