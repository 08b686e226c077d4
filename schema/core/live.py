"""What may be listened to, one declaration for each noun: its topic, and the type that tells one of its changes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.core import kinds
from schema.core.fields import column, computed, declared
from schema.core.kinds import EventKind
from schema.core.reading.declare import Column
from schema.core.reading.request_scope import Ground
from schema.core.scalars import AreaCode
from server import slices
from server.journal.live_topic import Listening, Topic
from server.journal.models import Seal
from server.query.projection import Link

SEAL = Link("seal", Seal, here="number", there="event_number")


@strawberry.type
class Change:
    """A change of something, whose source is the event of the log; a noun's own type adds what was changed."""

    event_id: strawberry.ID = column("记录的编号，用来去重。The event's id, to know it again.", of="id")
    kind: str = column("种类，如 incident.dispatched。Its kind, e.g. incident.dispatched.")
    type: EventKind | None = declared(kinds.WORDS, Column("kind", kinds.named))
    at: datetime = column("何时。When.")

    @computed(
        "游标：断线后从这里接着听。The cursor from which to go on listening after a cut.",
        needs=((SEAL, ("number",)),),
    )
    def cursor(row: Any, at: Ground) -> str:
        return str(row.seal.number)


def changes(description: str, kind: Any, topic: Topic | None = None) -> Any:
    """A subscription to the events of `topic`, or of every noun, told as `kind`. Who sees none is told nothing."""

    async def listen(
        area: Annotated[
            AreaCode | None, strawberry.argument(description="只听此区域之内的。Only within this area.")
        ] = None,
        id: Annotated[strawberry.ID | None, strawberry.argument(description="只听这一件。Only about this one.")] = None,
        after: Annotated[
            str | None,
            strawberry.argument(
                description="从此游标之后补听；缺得太多则报 LAGGED，须重读。What was missed behind this cursor first; "
                "LAGGED when that is too much: read anew."
            ),
        ] = None,
    ) -> Any:
        topics = (topic,) if topic else tuple(noun.topic for noun in slices.subjects())
        return Listening(topics, area or "", id, after)

    return strawberry.subscription(listen, description=description, graphql_type=kind)
