"""The words `./grid install` and `./grid offline-kit`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from server.core.release import RELEASE


def packing(app: typer.Typer) -> None:
    """Add both to the command line."""
    app.command()(install)
    app.command("offline-kit")(offline_kit)


def install() -> None:
    """Make .venv, compile all, and stop: for images and services that may not write where the program lies."""
    import compileall

    compiled = [compileall.compile_dir(folder, quiet=1) for folder in ("server", "schema")]
    typer.echo("All is in place." if all(compiled) else "All is in place, but not all of it could be compiled.")


def offline_kit(
    out: Annotated[Path, typer.Option(help="The tar to write.")] = Path(f"gridwhistle-{RELEASE}-offline.tar"),
    python: Annotated[list[str] | None, typer.Option(help="Only for this Python, e.g. 3.11; again for more.")] = None,
    machine: Annotated[list[str] | None, typer.Option(help="Only for x86_64 or aarch64; again for both.")] = None,
) -> None:
    """Write one tar from which ./grid installs without a network: this program and every package of its lock."""
    from server.keep import offline_kit as kit

    digest = kit.write(out, python or kit.PYTHONS, machine or kit.MACHINES, typer.echo)
    typer.echo(f"{out}: {out.stat().st_size >> 20} MiB, sha256 {digest}")
