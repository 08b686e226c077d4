"""What stood at each midnight is kept, by street, unit, state and light."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0008_media_removal")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Stock",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("day", fields.DateField()),
                ("street_id", fields.CharField(max_length=9)),
                ("unit_id", fields.CharField(max_length=36)),
                ("state", fields.CharField(max_length=16)),
                ("light", fields.CharField(max_length=8)),
                ("count", fields.IntField()),
            ],
            options={
                "table": "stock",
                "app": "grid",
                "unique_together": (("day", "street_id", "unit_id", "state", "light"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="StockDay",
            fields=[
                ("day", fields.DateField(primary_key=True, unique=True, db_index=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "stock_day", "app": "grid", "pk_attr": "day"},
            bases=["Model"],
        ),
    ]
