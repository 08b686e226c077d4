"""Who follows an incident because their report was merged into it, also by several steps."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.grid.incident.aggregate import Aggregate
from server.grid.incident.models import Incident
from server.ground.person.models import Person


class IncidentFollower(Model):
    """One who reported what was merged into it. It is kept, not reckoned, so that sight is one look however long the
    way was that a report went."""

    id = fields.BigIntField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="followers", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="follows", on_delete=fields.RESTRICT
    )
    person_id: UUID

    class Meta:
        table = "incident_follower"
        unique_together = (("person", "incident"),)


async def follow(before: Aggregate, target_id: UUID) -> None:
    """Within the transaction of a merge: who reported or followed it follows the target from now on."""
    led = await IncidentFollower.filter(incident_id=before.id).values_list("person_id", flat=True)
    people = {UUID(str(one)) for one in led} | ({before.reporter_id} if before.reporter_id else set())
    rows = [IncidentFollower(incident_id=target_id, person_id=one) for one in sorted(people)]
    await IncidentFollower.bulk_create(rows, ignore_conflicts=True)
