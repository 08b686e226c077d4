"""督办, and the sampled audit of what was settled on the spot: rows that hang on an incident and move nothing.

A supervision asks a unit (or, where none leads, the desks of the place) for an answer by a moment; several may stand
open. A spot check is drawn by chance when a worker closes on the spot; somebody else says whether that was right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise import Model, fields

from server.core.text import Worded
from server.grid.incident.models import Incident


class SpotVerdict(Worded):
    VALID = "VALID", "有效：确已办好。Valid: it was settled."  # it stays closed as it is
    INVALID = "INVALID", "无效：不计自处理。Invalid: it does not count as settled on the spot."


class Supervision(Model):
    """督办: a supervisor's opinion and the answer to it."""

    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="supervisions", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    whistle_id = fields.UUIDField(null=True)  # the whistle that it is about
    unit_id = fields.UUIDField(null=True)  # who is to answer; null: the desks of the place
    by_id = fields.UUIDField(null=True)  # the supervisor; null: the system, by its rules
    at = fields.DatetimeField()
    opinion = fields.TextField()
    reply_by = fields.DatetimeField()
    answer = fields.TextField(default="")
    answered_by_id = fields.UUIDField(null=True)
    answered_at = fields.DatetimeField(null=True)  # null: it stands open

    class Meta:
        table = "supervision"


class SpotCheck(Model):
    """抽查: one self-resolved incident that chance has drawn. By its seed whoever doubts the draw may repeat it."""

    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="spot_checks", on_delete=fields.RESTRICT
    )  # once only: a unique index of its migration keeps it so
    incident_id: UUID
    seed = fields.CharField(32)
    share = fields.IntField()  # percent that was drawn then
    drawn_at = fields.DatetimeField()
    resolved_by_id = fields.UUIDField(null=True)  # who settled it: the one person that may not check it
    verdict = fields.CharEnumField(SpotVerdict, max_length=8, null=True)  # null: nobody has looked yet
    text = fields.TextField(default="")
    by_id = fields.UUIDField(null=True)
    at = fields.DatetimeField(null=True)

    class Meta:
        table = "spot_check"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionRow:
    """督办, with its answer once there is one. `unit_id` None: the desks of the place are to answer."""

    id: UUID
    whistle_id: UUID | None
    unit_id: UUID | None
    by_id: UUID | None
    at: datetime
    opinion: str
    reply_by: datetime
    answer: str = ""
    answered_by_id: UUID | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotCheckRow:
    id: UUID
    seed: str
    share: int
    drawn_at: datetime
    resolved_by_id: UUID | None
    verdict: SpotVerdict | None = None
    text: str = ""
    by_id: UUID | None = None
    at: datetime | None = None
