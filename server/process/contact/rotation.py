"""A new key for contacts: what is there is sealed with it, and keys that seal nothing any more go.

The key before stays until the next time: a process that was sealing at this moment may have used it.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine

import typer

from server.data.database import reader, transaction
from server.process.contact.box import opened, sealed
from server.process.contact.keys import ring
from server.process.contact.models import Contact

BATCH = 100  # in one transaction: other writers of SQLite wait that long
Run = Callable[[Coroutine[object, object, str]], str]


async def rotate() -> str:
    """What became of it, in one line. Safe to repeat and to kill."""
    before, fresh = ring().newest(), ring().renew()
    done, lost = 0, set[object]()
    while batch := await Contact.exclude(key_id=fresh.id, subject_id__in=list(lost)).using_db(reader()).limit(BATCH):
        done += await transaction(lambda batch=batch: _sealed(batch, lost))  # type: ignore[misc]  # mypy sees no default
    used = {str(one) for one in await Contact.all().distinct().using_db(reader()).values_list("key_id", flat=True)}
    ring().drop({one.id for one in ring().all()} - used - {before.id, fresh.id})
    missing = f" {len(lost)} cannot be read: their key is missing." if lost else ""
    return f"{done} contacts are sealed with the new key {fresh.id}.{missing} Keep {ring().path} with your backups."


async def _sealed(batch: list[Contact], lost: set[object]) -> int:
    done = 0
    for one in batch:
        if (words := opened(one)) is None:
            lost.add(one.subject_id)
            continue
        new = sealed(one.kind, one.subject_id, words)
        done += await Contact.filter(subject_id=one.subject_id, box=one.box).update(key_id=new.key_id, box=new.box)
    return done


def contacts(run: Run) -> typer.Typer:
    """`./grid contacts …`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Contacts that are kept sealed.")

    @group.callback()
    def named() -> None:
        """So that `rotate` has to be said."""

    @group.command("rotate")
    def again() -> None:
        """Seal every contact with a new key; the server may run."""
        typer.echo(run(rotate()))

    return group
