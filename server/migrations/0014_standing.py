"""Sums of the incidents as they stand, kept by triggers of their table, and filled from the rows that are there."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

MOVES = "state, community_id, street_id, incident_class_id, late_at"
DAY = {"sqlite": "substr({row}.late_at, 1, 10)", "postgres": "to_char({row}.late_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}


def counted(row: str, step: int, dialect: str) -> str:
    """What a row adds, or takes away: facet, place, key, how many."""
    day = DAY[dialect].format(row=row)
    return (
        f"SELECT 'STATE' AS facet, {row}.community_id AS area_id, {row}.state AS key, {step} AS count "
        f"UNION ALL SELECT 'CLASS', {row}.street_id, {row}.incident_class_id, {step} "
        f"UNION ALL SELECT 'DUE', {row}.street_id, {day}, {step} "
        f"WHERE {row}.late_at IS NOT NULL AND {row}.state <> 'SUSPENDED'"
    )


def added(rows: str) -> str:
    """Adds them up into what is there, in one order of keys."""
    return (
        "INSERT INTO standing (facet, area_id, key, count) SELECT facet, area_id, key, SUM(count) "
        f"FROM ({rows}) AS moved WHERE true GROUP BY facet, area_id, key HAVING SUM(count) <> 0 "
        "ORDER BY facet, area_id, key "
        "ON CONFLICT (facet, area_id, key) DO UPDATE SET count = standing.count + excluded.count"
    )


def triggers(dialect: str) -> list[str]:
    come, go = counted("NEW", 1, dialect), counted("OLD", -1, dialect)
    moved = added(f"{go} UNION ALL {come}")
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER incident_stands_new AFTER INSERT ON incident BEGIN {added(come)}; END",
            f"CREATE TRIGGER incident_stands_moved AFTER UPDATE OF {MOVES} ON incident BEGIN {moved}; END",
            f"CREATE TRIGGER incident_stands_gone AFTER DELETE ON incident BEGIN {added(go)}; END",
        ]
    body = f"IF TG_OP = 'INSERT' THEN {added(come)}; ELSIF TG_OP = 'DELETE' THEN {added(go)}; ELSE {moved}; END IF;"
    return [
        f"CREATE FUNCTION incident_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER incident_stands AFTER INSERT OR DELETE OR UPDATE OF {MOVES} ON incident "
        "FOR EACH ROW EXECUTE FUNCTION incident_stands()",
    ]


async def keep(_apps: Any, editor: Any) -> None:
    dialect = "sqlite" if editor.DIALECT == "sqlite" else "postgres"
    day = DAY[dialect].format(row="incident")
    rows = (
        "SELECT 'STATE' AS facet, community_id AS area_id, state AS key, 1 AS count FROM incident "
        "UNION ALL SELECT 'CLASS', street_id, incident_class_id, 1 FROM incident "
        f"UNION ALL SELECT 'DUE', street_id, {day}, 1 FROM incident WHERE late_at IS NOT NULL AND state <> 'SUSPENDED'"
    )
    for statement in (added(rows), *triggers(dialect)):
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("grid", "0013_sync")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Standing",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("facet", fields.CharField(max_length=8)),
                ("area_id", fields.CharField(max_length=12)),
                ("key", fields.CharField(max_length=16)),
                ("count", fields.IntField()),
            ],
            options={
                "table": "standing",
                "app": "grid",
                "unique_together": (("facet", "area_id", "key"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.RunPython(keep),
    ]
