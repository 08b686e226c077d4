"""The limit: bare Starlette routes, each with one hand-written statement whose JSON the database makes.

No session, no rights, no GraphQL, no thread between: what is left is the work itself and HTTP. Started as a process of
its own with the database's path and a port.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.core.text import runs
from server.grid.incident import search
from tests.bench import statements

BEGINNING, END, LAST = "1970-01-01", "9999-12-31", "~"  # before and behind every moment, behind every id
Values = dict[str, Any]


def _feed(asked: Values) -> Values:
    return {"area": asked["filter"]["area"], "first": asked["first"]}


def _one(asked: Values) -> Values:
    return {"id": asked["id"]}


def _search(asked: Values) -> Values:
    late, behind = _mark(asked, BEGINNING, "")
    words = " ".join('"' + " ".join(search.bigrams(run)) + '"' for run in runs(asked["filter"]["text"]))
    return {"words": words, "first": asked["first"], "late": late, "behind": behind}


def _pull(asked: Values) -> Values:
    changed, behind = _mark(asked, END, LAST)
    return {"first": asked["first"], "changed": changed, "behind": behind}


def _dashboard(asked: Values) -> Values:
    return {"now": str(datetime.now(UTC))}


def _mark(asked: Values, at: str, behind: str) -> tuple[str, str]:
    """Where the page begins: a moment as it is stored and an id."""
    if asked.get("after") is None:
        return at, behind
    moment, _, row = asked["after"].rpartition(" ")
    return moment, row


WORKS: dict[str, tuple[str, Callable[[Values], Values]]] = {
    "feed": (statements.FEED, _feed),
    "one": (statements.ONE, _one),
    "search": (statements.SEARCH, _search),
    "pull": (statements.PULL, _pull),
    "dashboard": (statements.DASHBOARD, _dashboard),
}


def create(database: str) -> Starlette:
    file = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    file.execute("PRAGMA query_only = ON")
    file.execute("PRAGMA cache_size = -65536")
    return Starlette(routes=[_route(file, name, *work) for name, work in WORKS.items()])


def _route(file: sqlite3.Connection, name: str, statement: str, values: Callable[[Values], Values]) -> Route:
    async def answer(request: Request) -> Response:
        asked = orjson.loads(await request.body())
        (made,) = file.execute(statement, values(asked)).fetchone()
        return Response(b'{"data":' + made.encode() + b"}", media_type="application/json")

    return Route(f"/{name}", answer, methods=["POST"])


if __name__ == "__main__":
    uvicorn.run(create(sys.argv[1]), port=int(sys.argv[2]), loop="uvloop", http="httptools", log_level="warning",
                access_log=False, lifespan="off")  # fmt: skip
