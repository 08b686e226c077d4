"""The whistle as the kernel knows it: its table, its parties with what hangs on each, and what guards a write.

A write stands on the revision of the whole, since one party's act may conclude what all did; what a person acted on is
the version of the whistle or of one party, which the decision looks at.
"""

from __future__ import annotations

from server.grid.whistle.aggregate import Aggregate
from server.grid.whistle.models import Objection, Result, Whistle, WhistleParty
from server.process.noun import Noun, append, decided, replaced

WHISTLE: Noun[Aggregate] = Noun(
    "whistle",
    Whistle,
    guards=("revision",),
    area=lambda whistle: whistle.area,
    parts=(
        replaced("parties", WhistleParty, "whistle_id", decided("objection", Objection, "party_id", ruling=None),
                 append("results", Result, "party_id"), still={"called_at": None}),
    ),
)  # fmt: skip
