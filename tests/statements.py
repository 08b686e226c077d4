"""What is asked of the database while something runs: to count statements, and to see how each is answered."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.log import db_client_logger

from server.ground.person import viewers


@dataclass(frozen=True)
class Statement:
    sql: str
    values: list[Any]

    async def plan(self, connection: BaseDBAsyncClient) -> str:
        """How the database answers it, as it tells itself."""
        explain = "EXPLAIN QUERY PLAN" if connection.capabilities.dialect == "sqlite" else "EXPLAIN"
        rows = await connection.execute_query_dict(f"{explain} {self.sql}", self.values)
        return "\n".join(str(row.get("detail") or row.get("QUERY PLAN")) for row in rows)


class _Listening(logging.Handler):
    def __init__(self, heard: list[Statement]) -> None:
        super().__init__(logging.DEBUG)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and len(record.args) == 2:
            sql, values = record.args
            self.heard.append(Statement(str(sql), list(values or [])))  # type: ignore[call-overload]


@contextmanager
def heard() -> Iterator[list[Statement]]:
    """Within this block every statement that Tortoise sends is added to the list.

    Who is remembered as viewer when it begins stays so: how long a busy machine takes is nothing to be counted.
    """
    statements: list[Statement] = []
    listening, level = _Listening(statements), db_client_logger.level
    db_client_logger.addHandler(listening)
    db_client_logger.setLevel(logging.DEBUG)
    try:
        with patch.object(viewers, "monotonic", return_value=0.0):
            yield statements
    finally:
        db_client_logger.removeHandler(listening)
        db_client_logger.setLevel(level)


@contextmanager
def counted() -> Iterator[list[Statement]]:
    """The same for whoever only wants to know how many there were: `len` of the list."""
    with heard() as statements:
        yield statements
