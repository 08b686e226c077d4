"""The command line's words for backups. `settings` is handed in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from server.core.settings import Settings
from server.keep.backup.own_secret import Which

Asked: TypeAlias = Callable[..., Settings]

File = Annotated[str | None, typer.Argument(help="The file to write (.tar: not compressed); it must not be there.")]
Photos = Annotated[bool, typer.Option(help="With the photos in it, not only their list.")]
To = Annotated[str | None, typer.Option(help="A folder or s3://bucket/prefix; none: GRID_BACKUP_TO.")]
Every = Annotated[str, typer.Option(help="Go on until stopped: one each 30m, 6h or 1d.")]
Keep = Annotated[int, typer.Option(min=1, max=10_000, help="How many of a place's own backups are kept.")]
Key = Annotated[Path | None, typer.Option(help="File with age keys; none: GRID_BACKUP_KEY_FILE.")]
Verify = Annotated[str, typer.Option(metavar="FILE", help="Read a backup whole; exit code 1 for a changed byte.")]
NewKey = Annotated[Path | None, typer.Option(help="Make a key pair: the secret key into this file.")]
Secret = Annotated[Which | None, typer.Option("--secret", help="Which stays where this machine has another secret.")]
KEPT = 28  # of one each six hours: a week


def backing_up(app: typer.Typer, settings: Asked) -> None:
    """`./grid backup`"""

    @app.command()
    def backup(
        file: File = None,
        photos: Photos = True,
        to: To = None,
        every: Every = "",
        keep: Keep = KEPT,
        key: Key = None,
        verify: Verify = "",
        new_key: NewKey = None,
    ) -> None:
        """Write the whole district to one file, while people work; or to a place, by the clock; or verify a file."""
        chosen = settings(backup_to=to, backup_key_file=key)
        if new_key is not None:
            from server.keep.backup import coding

            typer.echo(
                f"{coding.new_key(new_key)}\nThis key encrypts. {new_key} opens what it encrypted: keep it elsewhere."
            )
        elif verify:
            _verify(chosen, verify)
        elif file is not None:
            from server.keep.backup import console, ending

            work = partial(console.back_up, chosen, file, photos=photos)
            typer.echo(asyncio.run(ending.heard(lambda go_on: work(go_on=go_on))))
        else:
            _to_place(chosen, every, photos=photos, keep=keep)


def restoring(app: typer.Typer, settings: Asked) -> None:
    """`./grid restore`"""

    @app.command()
    def restore(
        file: Annotated[str, typer.Argument(help="The backup: a file, or s3://bucket/prefix/name.")],
        over: Annotated[bool, typer.Option("--over", help="Replace the database that is there.")] = False,
        key: Key = None,
        which: Secret = None,
    ) -> None:
        """Make the database what a backup holds; phones then offer again what they hold. Stop the server first."""
        from server.keep.backup import console

        typer.echo(asyncio.run(console.restore(settings(backup_key_file=key), file, over=over, which=which)))


def _verify(settings: Settings, file: str) -> None:
    from server.keep.backup import console

    try:
        typer.echo(console.verify(settings, file))
    except OSError as wrong:
        typer.echo(f"grid: {wrong}", err=True)
        raise typer.Exit(1) from None


def _to_place(settings: Settings, every: str, *, photos: bool, keep: int) -> None:
    from server.keep.backup import destination, ending, schedule

    if not settings.backup_to:
        raise ValueError("name a file, or a place by --to FOLDER or GRID_BACKUP_TO")
    place = destination.at(settings.backup_to)
    if not every:
        work = partial(schedule.once, settings, place, photos=photos, keep=keep)
        typer.echo(asyncio.run(ending.heard(lambda go_on: work(go_on=go_on))))
        return
    pause = schedule.interval(every)
    asyncio.run(schedule.for_ever(settings, place, pause, typer.echo, photos=photos, keep=keep))
