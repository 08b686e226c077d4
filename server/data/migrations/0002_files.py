from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0001_initial")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Complaint",
            name="files",
            field=fields.TextField(default="", db_default=""),
        ),
        ops.AddField(
            model_name="Media",
            name="type",
            field=fields.CharField(default="image/jpeg", db_default="image/jpeg", max_length=32),
        ),
    ]
