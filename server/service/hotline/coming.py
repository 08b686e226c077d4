"""What a source's row becomes: an order that is new, or the change of one that is there; written with its contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader
from server.grid.incident import inputs, outer
from server.grid.incident.models import Incident
from server.process.change import Change
from server.process.commit import commit
from server.process.contact.box import masked
from server.service.hotline import verbs
from server.service.hotline.lifecycle import ENDED, State
from server.service.hotline.models import OuterOrder
from server.service.hotline.policy import TAKERS


@dataclass(frozen=True)
class Coming:
    """One row: its source and number, the columns that its source tells, and who called, in the clear."""

    source: str
    number: str
    columns: Mapping[str, Any]
    contact: str = ""

    def differs(self, there: OuterOrder) -> dict[str, Any]:
        """What its source says otherwise than it did; nothing once an order has ended."""
        if there.state in ENDED:
            return {}
        told = dict(self.columns)
        if self.contact:
            told["contact"] = masked(self.contact)
        # what was found from the words is ours to put right, and stays
        for ours in ("class_code", *(("area",) if there.area.startswith(str(told["area"])) else ())):
            told.pop(ours)
        return {name: value for name, value in told.items() if getattr(there, name) != value}


async def known(source: str, numbers: Sequence[str]) -> dict[str, OuterOrder]:
    """Those of a source that are there, by number."""
    found = OuterOrder.filter(source=source, number__in=list(numbers)).using_db(reader())
    return {one.number: one for one in await found}


async def write(viewer: Viewer, rows: Sequence[Coming]) -> None:
    """Take in some rows of one source, in the transaction that this is called in; what is so already stays as it is."""
    there = await known(rows[0].source, [one.number for one in rows])
    now, changes = clock.now(), list[Change[Any]]()
    for one in rows:
        before = there.get(one.number)
        if before is None:
            changes.append(_begun(viewer, one, now))
        elif columns := one.differs(before):
            changes += await _updated(viewer, before, one, columns, now)
    if changes:
        await commit(viewer, *changes)


def _begun(viewer: Viewer, one: Coming, now: datetime) -> Change[OuterOrder]:
    key = new_id()
    row = OuterOrder(
        id=key, source=one.source, number=one.number, contact=masked(one.contact), received_at=now, **one.columns
    )
    return Change(
        noun=verbs.OUTER_ORDER,
        kind=verbs.RECEIVED,
        at=now,
        seat=viewer.seat_for(TAKERS, row.area),
        told={"step": "RECEIVE", "to": State.RECEIVED, "version": 1, "kind": row.kind},
        before=None,
        after=row,
        effects=verbs.CONTACTS.kept(key, one.contact),
    )


async def _updated(
    viewer: Viewer, before: OuterOrder, one: Coming, columns: dict[str, Any], now: datetime
) -> list[Change[Any]]:
    """The order as it is now, and the incident that it became with its deadline."""
    change = verbs.updated(before, columns, now)
    found: list[Change[Any]] = [change]
    if "contact" in columns:
        effects = (*verbs.CONTACTS.gone(before), *verbs.CONTACTS.kept(before.id, one.contact))
        found = [replace(change, effects=effects)]
    if {"due_at", "sent_at"} & columns.keys() and before.incident_id:
        incident = await Incident.get_or_none(id=before.incident_id)
        moved = await outer.moved(incident, verbs.of(change.after), await inputs.turn(viewer))
        found += [moved] if moved else []
    return found
