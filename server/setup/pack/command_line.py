"""The command line's words for a district's folder. `settings` and `run` are handed in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from server.core.settings import Settings

FolderOf = Annotated[Path, typer.Argument(help="The folder with areas.csv, grids.geojson and the other sheets.")]
Since = Annotated[str, typer.Option("--from", help="The day from which changes hold, e.g. 2027-01-01; none: today.")]
English = Annotated[bool, typer.Option("--english", help="Say it in English.")]


def district(settings: Callable[[], Settings]) -> typer.Typer:
    """`./grid district …`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="A district's own areas, classes and people.")

    @group.command("check")
    def check(folder: FolderOf, since: Since = "", english: English = False) -> None:
        """Tell every fault of the folder, or what loading it would change. Writes nothing; exit code 1 for faults."""
        from server.setup.pack import console

        _say(console.check(settings().database, folder, since, english=english))

    @group.command("load")
    def load(folder: FolderOf, since: Since = "", english: English = False) -> None:
        """Load the folder, all or nothing, and print newcomers' first passwords once; exit code 1 for faults."""
        from server.setup.pack import console

        _say(console.load(settings().database, folder, since, english=english))

    return group


def _say(work: Coroutine[Any, Any, str]) -> None:
    from server.setup.pack.console import Faulty

    try:
        typer.echo(asyncio.run(work))
    except Faulty as faults:
        typer.echo(str(faults), err=True)
        raise typer.Exit(1) from None
