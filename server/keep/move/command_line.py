"""The command line's words for a move, and for an address that is not typed into it. `settings` is handed in."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from server.core.settings import Settings

HELP = "postgres://user@host/name: an empty database; - reads it from stdin."


def moving(app: typer.Typer, settings: Callable[[], Settings]) -> None:
    """`./grid move`"""

    @app.command()
    def move(target: Annotated[str, typer.Argument(envvar="GRID_MOVE_TO", help=HELP)]) -> None:
        """Move the district from SQLite to PostgreSQL; phones notice nothing. Stop the server first."""
        from server.keep.move import console

        typer.echo(asyncio.run(console.move(settings(), address(target), typer.echo)))


def address(said: str) -> str:
    """A database's address; for "-" the first line of the standard input, so that no list of processes and no history
    of a shell shows its password."""
    return sys.stdin.readline().strip() if said == "-" else said
