"""The command line's words for whoever begins a noun."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new_noun(
    name: Annotated[str, typer.Argument(help="GROUP/NOUN, as service/complaint.")],
    zh: Annotated[str, typer.Option(help="What it is called in Chinese.")] = "",
) -> None:
    """Write a working noun of three verbs, with its contract and tests, into this checkout."""
    from server.process.skeleton.make import new

    root = Path(__file__).parents[3]
    written = [str(path.relative_to(root)) for path in new(root, name, zh)]
    after = f"Next: ./grid migrate --make {name.partition('/')[2]}, ./grid schema, ./grid test --near"
    typer.echo("\n".join([*written, after]))
