"""Events say digests of the rows that they changed, which are salted: each aggregate has a salt of its own."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

NOUNS = {"Incident": "incident", "Whistle": "whistle", "HotIssue": "hot_issue", "Handover": "handover",
         "Complaint": "complaint"}  # fmt: skip
RANDOM = {"sqlite": "lower(hex(randomblob(16)))", "postgres": "replace(gen_random_uuid()::text, '-', '')"}


async def salted(apps: Any, editor: Any) -> None:
    """A salt for each that is there."""
    for table in NOUNS.values():
        await editor.client.execute_script(f"UPDATE {table} SET salt = {RANDOM[editor.client.capabilities.dialect]}")


class Migration(migrations.Migration):
    dependencies = [("grid", "0010_complaint")]

    initial = False

    operations = [
        ops.AddField("Event", "digest", fields.TextField(null=True, unique=False)),
        *(ops.AddField(noun, "salt", fields.CharField(null=True, max_length=32)) for noun in NOUNS),
        ops.RunPython(salted),
        *(ops.AlterField(noun, "salt", fields.CharField(max_length=32)) for noun in NOUNS),
    ]
