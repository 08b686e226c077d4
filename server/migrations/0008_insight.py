"""Tallies of the log, and how far those who keep step with it have come."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0007_ladder")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Follower",
            fields=[
                ("name", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=32)),
                ("seal", fields.BigIntField()),
            ],
            options={"table": "follower", "app": "grid", "pk_attr": "name"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Tally",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("day", fields.DateField()),
                ("community_id", fields.CharField(max_length=12)),
                ("street_id", fields.CharField(max_length=9)),
                ("class_code", fields.CharField(max_length=8)),
                ("channel", fields.CharField(max_length=12)),
                ("reported", fields.IntField(default=0)),
                ("filed", fields.IntField(default=0)),
                ("closed", fields.IntField(default=0)),
                ("closed_late", fields.IntField(default=0)),
                ("self_resolved", fields.IntField(default=0)),
                ("self_invalid", fields.IntField(default=0)),
                ("rejected", fields.IntField(default=0)),
                ("merged", fields.IntField(default=0)),
                ("transferred", fields.IntField(default=0)),
                ("voided", fields.IntField(default=0)),
                ("given_back", fields.IntField(default=0)),
                ("reworked", fields.IntField(default=0)),
                ("reopened", fields.IntField(default=0)),
            ],
            options={
                "table": "tally",
                "app": "grid",
                "unique_together": (("day", "community_id", "class_code", "channel"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.RunSQL("CREATE INDEX tally_community ON tally (community_id, day)"),
    ]
