"""The command line's words for what people may ask about themselves. `run` carries out a console function."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

Run: TypeAlias = Callable[[Coroutine[Any, Any, str]], str]


def privacy(run: Run) -> typer.Typer:
    """`./grid privacy export|erase`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What is kept of one person.")

    @group.command("export")
    def export(
        person: Annotated[str, typer.Argument(help="Login or id.")],
        file: Annotated[Path, typer.Argument(help="The zip file to write; it must not be there.")],
    ) -> None:
        """Write everything by and about PERSON to one file, for them."""
        from server.keep.privacy.export import export as told

        typer.echo(run(told(person, file)))

    @group.command("erase")
    def erase(
        person: Annotated[str, typer.Argument(help="Login or id of somebody who has left.")],
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    ) -> None:
        """Take PERSON's name, login, phones and notices away; what they did stays, and names nobody."""
        from server.keep.privacy.erase import erase as erased

        if not yes:
            typer.confirm(f"Erase {person}? It cannot be undone.", abort=True)
        typer.echo(run(erased(person)))

    return group
