"""Who has sent a photo or a file is kept: all of them, not the first alone.

Whoever had named one by now counts as a sender: what the second one sent was not noted, and their case keeps its
evidence.
"""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

HELD = {"photos": 3, "files": 2}  # hashes of 64 characters, a blank between two
FIRST = "SELECT m.sha256, m.sent_by AS by_id FROM media m WHERE m.size > 0"
OF_INCIDENTS = "SELECT m.sha256, p.by_id FROM incident_photo p JOIN media m ON m.sha256 = p.sha256 AND m.size > 0"
OF_COMPLAINTS = [
    "SELECT m.sha256, c.writer_id FROM complaint c"
    f" JOIN media m ON m.sha256 = substr(c.{column}, {1 + 65 * place}, 64) AND m.size > 0"
    for column, most in HELD.items()
    for place in range(most)
]


class Migration(migrations.Migration):
    dependencies = [("grid", "0004_layers")]

    initial = False

    operations = [
        ops.CreateModel(
            name="MediaSender",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("sha256", fields.CharField(max_length=64)),
                ("by_id", fields.UUIDField()),
            ],
            options={
                "table": "media_sender",
                "app": "grid",
                "unique_together": (("sha256", "by_id"),),
                "pk_attr": "number",
            },
            bases=["Model"],
        ),
        ops.RunSQL(f"INSERT INTO media_sender (sha256, by_id) {' UNION '.join([FIRST, OF_INCIDENTS, *OF_COMPLAINTS])}"),
    ]
