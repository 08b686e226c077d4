"""Failed logins are counted in the database, and a challenge for a PIN is good for one try."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0002_files")]

    initial = False

    operations = [
        ops.CreateModel(
            name="LoginTries",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=48)),
                ("errors", fields.IntField()),
                ("at", fields.BigIntField(db_index=True)),
                ("until", fields.BigIntField()),
            ],
            options={"table": "login_tries", "app": "grid", "pk_attr": "key"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Pin",
            name="challenge",
            field=fields.BigIntField(default=0, db_default=0),
        ),
    ]
