"""Territory: one tree of areas by code (6 digits district, 9 street, 12 community, 15 grid) and the shapes they had."""

from __future__ import annotations

from tortoise import Model, fields

from server.core.text import Worded


class AreaLevel(Worded):
    DISTRICT = "DISTRICT", "区。The district."
    STREET = "STREET", "街道或乡镇。A street or township."
    COMMUNITY = "COMMUNITY", "社区或村。A community or village."
    GRID = "GRID", "网格。A grid."


def level_named(level: int) -> AreaLevel:
    """The name of a level that cases rise to: 0 the grid, 3 the district; what lies beyond is the nearest."""
    return tuple(AreaLevel)[max(0, 3 - max(level, 0))]


class GridKind(Worded):
    BASIC = "BASIC", "综合网格。A general grid."
    EXCLUSIVE = "EXCLUSIVE", "专属网格。A grid for one enterprise, market or school."
    MICRO = "MICRO", "微网格。A part of a grid."


class Area(Model):
    """One node of the tree. Its code begins with its parent's: a subtree is the half-open range of `queries.span`."""

    code = fields.CharField(15, primary_key=True)
    name = fields.CharField(64)
    level = fields.CharEnumField(AreaLevel, max_length=12)
    parent: fields.ForeignKeyNullableRelation[Area] = fields.ForeignKeyField(
        "grid.Area", related_name="children", null=True, db_index=True, on_delete=fields.RESTRICT
    )
    parent_id: str | None
    kind = fields.CharEnumField(GridKind, max_length=12, null=True)  # grids only
    households = fields.IntField(null=True)  # a count, never persons
    lat = fields.IntField()  # a point inside, 1e-7 degree, WGS-84
    lon = fields.IntField()
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)
    predecessor = fields.CharField(15, null=True)

    class Meta:
        table = "area"


class AreaShape(Model):
    """A polygon that an area had from a day on; older ones stay, so that an incident keeps the grid of its time."""

    id = fields.UUIDField(primary_key=True)
    area: fields.ForeignKeyRelation[Area] = fields.ForeignKeyField(
        "grid.Area", related_name="shapes", db_index=True, on_delete=fields.RESTRICT
    )
    area_id: str
    version = fields.IntField()
    ring: fields.Field[list[list[int]]] = fields.JSONField()  # closed outer ring of [lon, lat], 1e-7 degree, WGS-84
    synthetic = fields.BooleanField(default=False)  # made up for the demo, not surveyed
    source = fields.CharField(120)
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "area_shape"
        unique_together = (("area", "version"),)


class AreaLayer(Model):
    """What a map of a community shows beside borders, as one compact text (`layers`); a newer one takes its place."""

    code = fields.CharField(12, primary_key=True)  # of the community
    digest = fields.CharField(16)
    content = fields.TextField()
    source = fields.CharField(120)
    synthetic = fields.BooleanField(default=False)  # made up for the demo, not surveyed
    changed_at = fields.DatetimeField()

    class Meta:
        table = "area_layer"
