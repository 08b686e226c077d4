"""What the database keeps itself: a log that only grows, sums of the incidents as they stand, the tables of search,
the counters of numbers, and the first epoch of this district's history."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tortoise import migrations
from tortoise.migrations import operations as ops

LOGS = ("event", "seal")
SEARCH = {
    "sqlite": (
        "CREATE TABLE incident_text (number INTEGER PRIMARY KEY, incident_id CHAR(36) NOT NULL UNIQUE "
        "REFERENCES incident (id) ON DELETE RESTRICT, body TEXT NOT NULL)",
        "CREATE VIRTUAL TABLE incident_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0')",
    ),
    "postgres": (
        "CREATE TABLE incident_text (incident_id UUID PRIMARY KEY REFERENCES incident (id) ON DELETE RESTRICT, "
        "body TEXT NOT NULL, words TSVECTOR NOT NULL)",
        "CREATE INDEX incident_text_words ON incident_text USING gin (words)",
    ),
}
MOVES = "state, community_id, street_id, incident_class_id, late_at"
DAY = {"sqlite": "substr({row}.late_at, 1, 10)", "postgres": "to_char({row}.late_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"}


def only_grows(dialect: str) -> list[str]:
    """Refuse to change or delete what was logged, in the database itself, whoever asks."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in LOGS
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        *(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
            for table in LOGS
        ),
    ]


def standing(dialect: str) -> list[str]:
    """Keep the sums in step with each incident that comes, moves or goes."""
    come, go = _counted("NEW", 1, dialect), _counted("OLD", -1, dialect)
    moved = _added(f"{go} UNION ALL {come}")
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER incident_stands_new AFTER INSERT ON incident BEGIN {_added(come)}; END",
            f"CREATE TRIGGER incident_stands_moved AFTER UPDATE OF {MOVES} ON incident BEGIN {moved}; END",
            f"CREATE TRIGGER incident_stands_gone AFTER DELETE ON incident BEGIN {_added(go)}; END",
        ]
    body = f"IF TG_OP = 'INSERT' THEN {_added(come)}; ELSIF TG_OP = 'DELETE' THEN {_added(go)}; ELSE {moved}; END IF;"
    return [
        f"CREATE FUNCTION incident_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER incident_stands AFTER INSERT OR DELETE OR UPDATE OF {MOVES} ON incident "
        "FOR EACH ROW EXECUTE FUNCTION incident_stands()",
    ]


def _counted(row: str, step: int, dialect: str) -> str:
    """What a row adds, or takes away: facet, place, key, how many."""
    day = DAY[dialect].format(row=row)
    return (
        f"SELECT 'STATE' AS facet, {row}.community_id AS area_id, {row}.state AS key, {step} AS count "
        f"UNION ALL SELECT 'STREET', {row}.street_id, {row}.state, {step} "
        f"UNION ALL SELECT 'CLASS', {row}.street_id, {row}.incident_class_id, {step} "
        f"UNION ALL SELECT 'DUE', {row}.street_id, {day}, {step} "
        f"WHERE {row}.late_at IS NOT NULL AND {row}.state <> 'SUSPENDED'"
    )


def _added(rows: str) -> str:
    """Adds them up into what is there, in one order of keys."""
    return (
        "INSERT INTO standing (facet, area_id, key, count) SELECT facet, area_id, key, SUM(count) "
        f"FROM ({rows}) AS moved WHERE true GROUP BY facet, area_id, key HAVING SUM(count) <> 0 "
        "ORDER BY facet, area_id, key "
        "ON CONFLICT (facet, area_id, key) DO UPDATE SET count = standing.count + excluded.count"
    )


async def keep(_apps: Any, editor: Any) -> None:
    dialect = "sqlite" if editor.DIALECT == "sqlite" else "postgres"
    for statement in (*only_grows(dialect), *SEARCH[dialect], *standing(dialect)):
        await editor.client.execute_query(statement)


async def first_epoch(_apps: Any, editor: Any) -> None:
    """This district's history begins with an epoch of its own."""
    sqlite = editor.DIALECT == "sqlite"
    values = "(1, ?, ?)" if sqlite else "(1, $1, $2)"
    given: list[Any] = [uuid4(), datetime.now(UTC)]
    told = [str(given[0]), given[1].isoformat(" ")] if sqlite else given
    await editor.client.execute_query(f"INSERT INTO epoch (number, id, began_at) VALUES {values}", told)


class Migration(migrations.Migration):
    dependencies = [("grid", "0002_indexes")]

    initial = False

    operations = [
        *(
            ops.RunSQL(
                f"CREATE TABLE {table} (district CHAR(6) NOT NULL, day CHAR(8) NOT NULL, last INTEGER NOT NULL, "
                "PRIMARY KEY (district, day))"
            )
            for table in ("case_number", "whistle_number")
        ),
        ops.RunPython(keep),
        ops.RunPython(first_epoch),
    ]
