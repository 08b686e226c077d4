"""The command line's words for whoever leaves. `run` carries out a console function; it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeAlias

import typer

Run: TypeAlias = Callable[[Coroutine[Any, Any, str]], str]
To = Annotated[str | None, typer.Option(help="Login of who takes over what is in hand; 'desk': the desks send others.")]


def leaving(user: typer.Typer, run: Run) -> None:
    """`./grid user end-post …`, `./grid user end …`"""

    @user.command("end-post")
    def end_post(
        login: str,
        role: Annotated[str, typer.Option(help="Role of the post.")],
        area: Annotated[str, typer.Option(help="Area code of the post.")],
        to: To = None,
    ) -> None:
        """End a post of LOGIN at once; lists what is in hand there and asks to whom it goes."""
        from server.grid.incident import console

        typer.echo(run(console.end_post(login, role=role, area=area, to=to, ask=_to_whom)))

    @user.command("end")
    def end(login: str, to: To = None) -> None:
        """End a person's posts and sessions, from today on; lists what is in hand and asks to whom it goes."""
        from server.grid.incident import console

        typer.echo(run(console.end(login, to=to, ask=_to_whom)))


def _to_whom(lines: list[str], best: str) -> str:
    """Ask the operator who takes over."""
    typer.echo("\n".join(["In hand:", *lines]))
    return str(typer.prompt("To whom? A login, or desk", default=best))
