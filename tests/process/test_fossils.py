"""What phones and the database remember of operations outlives the code: a replay of what was acknowledged before a
change of ours answers its old receipt, and what was held before it is carried out.

`tests/tables/receipts.json` was written by the code of 30 November 2026 and is never made anew: noun, action, command,
the receipt's verb, its digest, and the command as plain JSON.
"""

from __future__ import annotations

import importlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from server.core.errors import Reused
from server.core.viewer import Viewer
from server.grid.incident.models import Incident
from server.grid.whistle.lifecycle import PartyState, State
from server.grid.whistle.models import Kind, Part, Whistle, WhistleParty
from server.journal.models import Event, Receipt
from server.reach.sync.causal_hold import release
from server.reach.sync.held_command import restored
from server.reach.sync.models import HeldOperation
from tests import town
from tests.grid.incident import road

pytestmark = pytest.mark.usefixtures("town")

FOSSILS = json.loads((Path(__file__).parent.parent / "tables" / "receipts.json").read_text("utf-8"))
THEN = datetime(2026, 11, 20, 8, tzinfo=UTC)
WHISTLE, PARTY = UUID("01935d2e-0000-7000-8000-0000000000aa"), UUID("01935d2e-0000-7000-8000-0000000000ab")


async def replayed(viewer: Viewer, fossil: list[Any]) -> None:
    noun, action, command, verb, digest, told = fossil
    await Receipt.all().delete()
    op_id = UUID(told["op_id"])
    assert viewer.person_id is not None
    await Receipt.create(op_id=op_id, person_id=viewer.person_id, verb=verb, digest=digest, subject_id=WHISTLE, at=THEN)
    kind: Any = getattr(importlib.import_module(COMMANDS[noun]), command)
    act: Any = getattr(importlib.import_module(f"server.grid.{noun}.actions"), action)
    done = await act(viewer, restored(kind, told))
    assert (done.receipt.op_id, done.receipt.at, done.receipt.digest) == (op_id, THEN, digest)


COMMANDS = {
    "incident": "server.grid.incident.commands",
    "whistle": "server.grid.whistle.commands",
    "hotissue": "server.grid.hotissue.commands",
    "handover": "server.grid.handover.actions",
}


async def whistle_of_then() -> None:
    """The whistle and the party that the table's operations were about."""
    whistle = {"id": WHISTLE, "incident_id": await road.reported(), "area": town.FIRST, "street_id": town.KOUQUAN,
               "state": State.BLOWN, "kind": Kind.EMERGENCY, "matter_id": "S013", "reason": "",
               "drafted_by_id": town.LI, "drafted_at": THEN, "changed_at": THEN}  # fmt: skip
    party = {"id": PARTY, "whistle_id": WHISTLE, "unit_id": town.TEAM, "part": Part.LEAD, "state": PartyState.CALLED}
    await Whistle.bulk_create([Whistle(**whistle)])
    await WhistleParty.bulk_create([WhistleParty(**party)])


@pytest.mark.parametrize("noun", COMMANDS)
async def test_a_replay_of_what_was_acknowledged_before_answers_its_old_receipt(noun: str) -> None:
    li = await town.viewer("li")
    await whistle_of_then()
    events = await Event.all().count()
    fossils = [one for one in FOSSILS if one[0] == noun]
    for fossil in fossils:
        await replayed(li, fossil)
    assert fossils
    assert await Event.all().count() == events
    with pytest.raises(Reused):
        await replayed(li, [*fossils[-1][:4], "0" * 64, fossils[-1][5]])


async def test_what_was_held_before_is_carried_out_as_it_was_kept() -> None:
    wang, incident = await town.viewer("wang"), await road.reported()
    op_id, after = UUID("01935d2e-0000-7000-8000-00000000000b"), UUID("01935d2e-0000-7000-8000-00000000000a")
    told = {"text": "路口也有一处", "photos": [{"sha256": "cd" * 32, "kind": "BEFORE"}], "op_id": str(op_id),
            "incident_id": str(incident), "seen": 1, "sent": {"sequence": 2, "after": str(after)}}  # fmt: skip
    await HeldOperation.create(op_id=op_id, person_id=town.WANG, after_op_id=after, subject_id=incident, verb="note",
                               digest="0" * 64, told=told, at=datetime.now(UTC))  # fmt: skip
    assert await release(wang, after) == 1
    assert (await Receipt.get(op_id=op_id)).verb == "note"
    (event,) = await Event.filter(subject_id=incident, kind="incident.noted")
    assert event.payload == {"text": "路口也有一处", "photos": ["cd" * 32]}
    assert await Incident.filter(id=incident, photos__sha256="cd" * 32).exists()
