"""All rows of some tables as the database holds them, to be compared: what a refusal must leave as it was."""

from __future__ import annotations

from tortoise import Model

from server.data.database import asked


async def rows_of(*models: type[Model]) -> dict[str, list[str]]:
    """By table; models are not made of them, which took as long as the step that was refused."""
    tables = [str(one._meta.db_table) for one in models]
    return {name: sorted(str(tuple(row)) for row in await asked(f'SELECT * FROM "{name}"', ())) for name in tables}
