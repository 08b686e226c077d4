from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0011_stand_in")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ImportFile",
            fields=[
                ("sha256", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("said", fields.TextField(unique=False)),
                ("rows", fields.IntField()),
                ("sent_by", fields.UUIDField()),
                ("sent_at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "import_file", "app": "grid", "pk_attr": "sha256"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ImportJob",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="UPLOADED", max_length=8)),
                ("kind", fields.CharField(max_length=8)),
                ("area", fields.CharField(max_length=15)),
                ("source", fields.CharField(max_length=64)),
                ("name", fields.CharField(max_length=120)),
                ("file", fields.CharField(max_length=64)),
                ("rows", fields.IntField()),
                ("heading", fields.IntField()),
                ("headings", fields.TextField(unique=False)),
                ("preview", fields.TextField(unique=False)),
                ("mapping", fields.TextField(default="[]", unique=False)),
                ("since", fields.DateField(null=True)),
                ("faults", fields.TextField(default="", unique=False)),
                ("fault_count", fields.IntField(default=0)),
                ("missing", fields.TextField(default="", unique=False)),
                ("missing_count", fields.IntField(default=0)),
                ("to_do", fields.IntField(default=0)),
                ("same", fields.IntField(default=0)),
                ("done", fields.IntField(default=0)),
                ("only_good", fields.BooleanField(default=False)),
                ("stopped_row", fields.IntField(null=True)),
                ("stopped_code", fields.CharField(default="", max_length=32)),
                ("made_by_id", fields.UUIDField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("run_by_id", fields.UUIDField(null=True)),
                ("run_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={
                "table": "import_job",
                "app": "grid",
                "indexes": [
                    Index(fields=["area", "id"]),
                    Index(fields=["state", "id"]),
                    Index(fields=["kind", "source", "id"]),
                    Index(fields=["file"]),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ImportPart",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("sha256", fields.CharField(max_length=64)),
                ("place", fields.IntField()),
                ("content", fields.TextField(unique=False)),
            ],
            options={
                "table": "import_part",
                "app": "grid",
                "unique_together": (("sha256", "place"),),
                "pk_attr": "number",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ImportedRow",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=8)),
                ("source", fields.CharField(max_length=64)),
                ("key", fields.CharField(max_length=32)),
                ("label", fields.CharField(max_length=80)),
                ("row", fields.IntField()),
                ("job_id", fields.UUIDField()),
            ],
            options={
                "table": "imported_row",
                "app": "grid",
                "unique_together": (("kind", "source", "key"),),
                "pk_attr": "number",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PersonPhone",
            fields=[
                ("digest", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("person_id", fields.UUIDField(db_index=True)),
            ],
            options={"table": "person_phone", "app": "grid", "pk_attr": "digest"},
            bases=["Model"],
        ),
    ]
