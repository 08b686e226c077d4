"""What people are told, and what is on its way to them."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0002_incident_indexes")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Notice",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("event_id", fields.UUIDField()),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="notices",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "incident",
                    fields.ForeignKeyField(
                        "grid.Incident",
                        source_field="incident_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="notices",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("whistle_id", fields.UUIDField(null=True)),
                ("kind", fields.CharField(max_length=24)),
                ("severity", fields.IntField()),
                ("state", fields.CharField(max_length=16)),
                ("facts", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("due_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("read_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "notice", "app": "grid", "unique_together": (("event_id", "person"),), "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Delivery",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("event_id", fields.UUIDField()),
                ("target_id", fields.UUIDField()),
                ("means", fields.CharField(max_length=8)),
                (
                    "notice",
                    fields.ForeignKeyField(
                        "grid.Notice",
                        source_field="notice_id",
                        null=True,
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="deliveries",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("incident_id", fields.UUIDField()),
                ("kind", fields.CharField(max_length=24)),
                ("severity", fields.IntField()),
                ("state", fields.CharField(max_length=16)),
                ("due_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("made_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("next_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("leased_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("attempts", fields.IntField(default=0)),
                ("fate", fields.CharField(default="WAITING", max_length=8)),
                ("why", fields.CharField(default="", max_length=80)),
            ],
            options={
                "table": "delivery",
                "app": "grid",
                "unique_together": (("event_id", "target_id"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NoticeWindow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="notice_windows",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("weekday", fields.IntField()),
                ("starts", fields.IntField()),
                ("ends", fields.IntField()),
            ],
            options={
                "table": "notice_window",
                "app": "grid",
                "unique_together": (("person", "weekday", "starts"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PushSubscription",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="push_subscriptions",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("digest", fields.CharField(unique=True, max_length=64)),
                ("endpoint", fields.TextField(unique=False)),
                ("p256dh", fields.CharField(max_length=100)),
                ("auth", fields.CharField(max_length=40)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "push_subscription", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Roster",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "post",
                    fields.ForeignKeyField(
                        "grid.Post",
                        source_field="post_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="rosters",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ends_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "roster", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="UnitChannel",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "unit",
                    fields.ForeignKeyField(
                        "grid.Unit",
                        source_field="unit_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="channels",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("name", fields.CharField(max_length=40)),
                ("url", fields.TextField(unique=False)),
                ("english", fields.BooleanField(default=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "unit_channel", "app": "grid", "unique_together": (("unit", "name"),), "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.RunSQL("CREATE INDEX notice_person ON notice (person_id, id)"),
        ops.RunSQL("CREATE INDEX notice_unread ON notice (person_id, id) WHERE read_at IS NULL"),
        ops.RunSQL("CREATE INDEX delivery_next ON delivery (next_at) WHERE next_at IS NOT NULL"),
    ]
