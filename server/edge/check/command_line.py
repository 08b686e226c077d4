"""The command line's words for `./grid check`. `settings` and what the demo is known by are handed in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated

import typer

from server.core.settings import Settings


def checking(
    app: typer.Typer, settings: Callable[[], Settings], demo: Callable[[], tuple[str, frozenset[str]]]
) -> None:
    """`./grid check`"""

    @app.command()
    def check(
        json: Annotated[bool, typer.Option("--json", help="The findings as JSON.")] = False,
        english: Annotated[bool, typer.Option("--english", help="Say it in English.")] = False,
    ) -> None:
        """Tell what of this installation is to be mended: what, why, what to type; exit code 1 for findings."""
        from server.edge.check.console import Demo
        from server.edge.check.console import check as looked

        text, is_good = asyncio.run(looked(settings(), Demo(*demo()), english=english, json=json))
        typer.echo(text)
        if not is_good:
            raise typer.Exit(1)
