"""What no model can say: the log refuses to be changed, and an index of a part of the rows."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

SQLITE = (
    "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'event is append-only'); END",
)
POSTGRES = (
    "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
    "CREATE TRIGGER event_only_grows BEFORE UPDATE ON event FOR EACH STATEMENT EXECUTE FUNCTION append_only()",
)


async def only_grows(_apps: Any, editor: Any) -> None:
    for statement in SQLITE if editor.DIALECT == "sqlite" else POSTGRES:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("grid", "0001_initial")]

    initial = False

    operations = [
        ops.RunPython(only_grows),
        ops.RunSQL("CREATE UNIQUE INDEX person_named ON person (name) WHERE name <> ''"),
    ]
