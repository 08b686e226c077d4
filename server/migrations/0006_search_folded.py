"""The tables of search are filled anew: text folded as it is compared, runs kept apart by what nobody can ask for, and
on SQLite every character beyond ASCII is a word's (its own tables of letters end with Unicode 6.1)."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

from server.incident.search import folded, indexed

BATCH = 1000
WORDS = "CREATE VIRTUAL TABLE incident_words USING fts5 (words, tokenize = 'ascii')"


async def fill_anew(_apps: Any, editor: Any) -> None:
    client = editor.client
    if editor.DIALECT != "sqlite":
        await _fold(client, "incident_id", "UPDATE incident_text SET body = $1 WHERE incident_id = $2")
        return
    await client.execute_query("DROP TABLE incident_words")
    await client.execute_query(WORDS)
    await _fold(client, "number", "UPDATE incident_text SET body = ? WHERE number = ?")
    # what is folded has the same runs
    await _each(client, "number", "INSERT INTO incident_words (words, rowid) VALUES (?, ?)", indexed)


async def _fold(client: Any, key: str, statement: str) -> None:
    await _each(client, key, statement, folded)


async def _each(client: Any, key: str, statement: str, made: Any) -> None:
    """Run the statement for each text, with what is `made` of it and its key."""
    mark = "?" if client.capabilities.dialect == "sqlite" else "$1"
    beyond, last = "", []
    while True:
        rows = await client.execute_query_dict(
            f"SELECT {key} AS key, body FROM incident_text {beyond} ORDER BY {key} LIMIT {BATCH}", last
        )
        if not rows:
            return
        await client.execute_many(statement, [[made(row["body"]), row["key"]] for row in rows])
        beyond, last = f"WHERE {key} > {mark}", [rows[-1]["key"]]


class Migration(migrations.Migration):
    dependencies = [("grid", "0005_handled")]

    initial = False

    operations = [ops.RunPython(fill_anew)]
