"""The command line's words for channels and the duty roster. `run` carries out a console function; it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeAlias

import typer

from server.core.settings import Settings

Run: TypeAlias = Callable[[Coroutine[Any, Any, str]], str]


def channel(run: Run, settings: Callable[[], Settings]) -> typer.Typer:
    """`./grid channel …`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Group chats and gateways of units.")

    @group.command("add")
    def add(
        unit: str,
        name: Annotated[str, typer.Option(help="What the channel is called.")] = "group chat",
        english: Annotated[bool, typer.Option("--english", help="Say it in English.")] = False,
    ) -> None:
        """Tell the unit with id UNIT by one more channel; asks for its address, e.g. wecombot://KEY."""
        from server.reach.notice import console

        url = typer.prompt("Address", hide_input=True)
        typer.echo(run(console.add(unit, name=name, url=url, english=english, hooks=console.hooks_of(settings()))))

    @group.command("list")
    def listed() -> None:
        """Channels of all units, without their addresses."""
        from server.reach.notice import console

        typer.echo(run(console.listed()))

    @group.command("try")
    def attempt(channel: str) -> None:
        """Send a word by the channel with this id."""
        from server.reach.notice import console

        typer.echo(run(console.attempt(channel, hooks=console.hooks_of(settings()))))

    @group.command("end")
    def end(channel: str) -> None:
        """End the channel with this id."""
        from server.reach.notice import console

        typer.echo(run(console.end(channel)))

    return group


def roster(run: Run) -> typer.Typer:
    """`./grid roster …`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Who is on duty, and may be woken for 特急.")

    @group.command("add")
    def add(
        login: str,
        role: Annotated[str, typer.Option(help="Role of the post, e.g. DEPT_DUTY.")],
        area: Annotated[str, typer.Option(help="Area code of the post.")],
        starts: Annotated[str, typer.Option("--from", help="From when, in Shanghai: 2026-12-31T20:00.")],
        ends: Annotated[str, typer.Option("--to", help="Until when.")],
    ) -> None:
        """Put LOGIN on duty in one of their posts."""
        from server.reach.notice import console

        typer.echo(run(console.put(login, role=role, area=area, starts=starts, ends=ends)))

    @group.command("list")
    def listed() -> None:
        """Who is on duty now, or will be."""
        from server.reach.notice import console

        typer.echo(run(console.roster()))

    @group.command("end")
    def end(duty: str) -> None:
        """Take the duty with this id off the roster."""
        from server.reach.notice import console

        typer.echo(run(console.take_off(duty)))

    return group
