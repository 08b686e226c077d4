"""Hot issues: places where the same happens again and again, with owner and plan, and the incidents of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.core.viewer import Role
from server.grid.hotissue.lifecycle import State
from server.grid.incident.models import Incident


@dataclass(frozen=True, slots=True)
class Joined:
    """An incident that joins a hot issue."""

    incident_id: UUID
    at: datetime

    @property
    def id(self) -> UUID:
        return self.incident_id


class HotIssue(Model):
    joined: ClassVar[tuple[Joined, ...]] = ()  # what a change adds to its members

    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10)
    class_code = fields.CharField(8)
    lat = fields.IntField()  # 1e-7 degree, WGS-84: the middle of its first incidents
    lon = fields.IntField()
    grid_id = fields.CharField(15)  # of the incident that made it one
    count = fields.IntField()  # of its incidents
    proposed_at = fields.DatetimeField()
    last_at = fields.DatetimeField()  # when the last of them was received
    owner_unit_id = fields.UUIDField(null=True)  # a unit, …
    owner_role = fields.CharEnumField(Role, max_length=24, null=True)  # … or a post of the street
    plan = fields.TextField(default="")
    due_on = fields.DateField(null=True)
    decided_by_id = fields.UUIDField(null=True)  # who adopted or declined it
    decided_at = fields.DatetimeField(null=True)
    solved_at = fields.DatetimeField(null=True)
    words = fields.TextField(default="")  # why it was declined, or how it was solved
    salt = fields.CharField(32, default=new_salt)

    class Meta:
        table = "hot_issue"


class HotIssueMember(Model):
    """One incident of a hot issue. An incident belongs to one at most: a unique index of the migration keeps it so."""

    number = fields.BigIntField(primary_key=True, generated=True)
    issue: fields.ForeignKeyRelation[HotIssue] = fields.ForeignKeyField(
        "grid.HotIssue", related_name="members", db_index=True, on_delete=fields.RESTRICT
    )
    issue_id: UUID
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="hot_issues", on_delete=fields.RESTRICT
    )
    incident_id: UUID
    at = fields.DatetimeField()

    class Meta:
        table = "hot_issue_member"
