"""The command line's words for auditors. `run` carries out a console function; it is handed in."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

Run: TypeAlias = Callable[[Coroutine[Any, Any, Any]], Any]


def auditor(run: Run) -> typer.Typer:
    """`./grid audit verify|head|export`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The log, and whether all is as it tells.")

    @group.command("verify")
    def verify(
        noted: Annotated[
            Path | None, typer.Option(help="File of noted heads: lines of audit head, statements of receipts.")
        ] = None,
        exported: Annotated[
            Path | None, typer.Option("--file", help="An exported log instead, by itself, without a database.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    ) -> None:
        """Hold the log against itself and noted heads, and what people read against it; exit code 1 if not whole."""
        _verify(run, noted, exported, as_json=as_json)

    @group.command("head")
    def head(
        keep: Annotated[str, typer.Option(help="Note it in this file, or (syslog:) in the system's log.")] = "",
    ) -> None:
        """The end of the log as a line of JSON, to be kept where the database's owner cannot write."""
        from server.keep.audit import console

        typer.echo(run(console.head(keep)))

    @group.command("export")
    def export(
        to: Annotated[Path, typer.Argument(help="File to be written; it must not be there yet.")],
        after: Annotated[int, typer.Option(min=0, help="Only events behind this number.")] = 0,
    ) -> None:
        """The log as lines of JSON with hashes and seals, for tools of others."""
        from server.keep.audit import console

        typer.echo(run(console.write(to, after)))

    return group


def tally(run: Run) -> typer.Typer:
    """`./grid tally rebuild|compare`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The sums of the log that boards read.")

    @group.command("rebuild")
    def rebuild() -> None:
        """Make all tallies and kept midnights anew from the log, and the sums of what stands from the incidents."""
        from server.keep.audit import sums

        typer.echo(run(sums.rebuild()))

    @group.command("compare")
    def compare() -> None:
        """Compare tallies and kept midnights with the log, sums with the incidents; exit code 1 when they differ."""
        from server.keep.audit import sums

        if told := run(sums.compare()):
            typer.echo(told)
            raise typer.Exit(1)
        typer.echo("Every tally is the sum of the log, every midnight as it tells, every sum that of the incidents.")

    return group


def _verify(run: Run, noted: Path | None, exported: Path | None, *, as_json: bool) -> None:
    from server.keep.audit import console

    kept = noted.read_text("utf-8") if noted else ""
    if exported is not None:
        text, whole = console.verify_file(exported, kept, as_json=as_json)
    else:
        text, whole = run(console.verify(kept, as_json=as_json))
    typer.echo(text)
    if not whole:
        raise typer.Exit(1)
