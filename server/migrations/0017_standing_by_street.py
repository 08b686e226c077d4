"""The states are also summed by street, and an index holds the sums that are not null: a district's board reads some
hundred entries of it and no row."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

MOVES = "state, community_id, street_id, incident_class_id, late_at"
DAY = {"sqlite": "substr({row}.late_at, 1, 10)", "postgres": "to_char({row}.late_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}
INDEX = "CREATE INDEX standing_told ON standing (facet, area_id, key, count) WHERE count <> 0"


def counted(row: str, step: int, dialect: str) -> str:
    """What a row adds, or takes away: facet, place, key, how many."""
    day = DAY[dialect].format(row=row)
    return (
        f"SELECT 'STATE' AS facet, {row}.community_id AS area_id, {row}.state AS key, {step} AS count "
        f"UNION ALL SELECT 'STREET', {row}.street_id, {row}.state, {step} "
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
            *(f"DROP TRIGGER incident_stands_{name}" for name in ("new", "moved", "gone")),
            f"CREATE TRIGGER incident_stands_new AFTER INSERT ON incident BEGIN {added(come)}; END",
            f"CREATE TRIGGER incident_stands_moved AFTER UPDATE OF {MOVES} ON incident BEGIN {moved}; END",
            f"CREATE TRIGGER incident_stands_gone AFTER DELETE ON incident BEGIN {added(go)}; END",
        ]
    body = f"IF TG_OP = 'INSERT' THEN {added(come)}; ELSIF TG_OP = 'DELETE' THEN {added(go)}; ELSE {moved}; END IF;"
    return [
        "CREATE OR REPLACE FUNCTION incident_stands() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN NULL; END $$"
    ]


async def keep(_apps: Any, editor: Any) -> None:
    rows = "SELECT 'STREET' AS facet, street_id AS area_id, state AS key, 1 AS count FROM incident"
    dialect = "sqlite" if editor.DIALECT == "sqlite" else "postgres"
    for statement in (added(rows), INDEX, *triggers(dialect)):
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("grid", "0016_sync_health")]

    initial = False

    operations = [ops.RunPython(keep)]
