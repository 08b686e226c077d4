"""A new key for contacts: what is there is sealed with it. Keys of another copy of the file come in beside ours.

The keys before stay: a process that was sealing at this moment may have used one, and a backup that is kept needs
those of its day.

Decision: each rotation moves what older keys seal to its own, and leaves what a younger one seals: two at once come to
an end, and all is sealed with the youngest.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Annotated

import typer

from server.data.database import reader, transaction
from server.process.contact import keys
from server.process.contact.box import opened, sealed
from server.process.contact.holding import missing, named, told
from server.process.contact.keys import Key, ring
from server.process.contact.models import Contact

BATCH = 100  # in one transaction: other writers of SQLite wait that long
KEEP = "keep a copy of {} apart from server and backups (encrypted backups hold it too)"
Run = Callable[[Coroutine[object, object, str]], str]


async def rotate(*, lost: bool = False) -> str:
    """What became of it, in one line. Safe to repeat and to kill. Raises ValueError while keys are missing, unless they
    are `lost` for good."""
    own = ring()
    lacking = await missing(own)
    if lacking and not lost:
        raise ValueError(f"{told(own, lacking)}; --lost goes on without them")
    fresh, done = own.renew(), 0
    left = Contact.filter(key_id__in=[one.id for one in own.before(fresh)])
    unread = set[object]()
    while batch := await left.exclude(subject_id__in=list(unread)).using_db(reader()).limit(BATCH):
        done += await transaction(lambda batch=batch: _sealed(batch, fresh, unread))  # type: ignore[misc]  # mypy sees no default
    more = f" {sum(lacking.values()) + len(unread)} cannot be read." if lacking or unread else ""
    where = KEEP.format(own.path)
    return f"{done} contacts are sealed with the new key {fresh.id}.{more} The keys before stay; {where}."


async def _sealed(batch: list[Contact], fresh: Key, unread: set[object]) -> int:
    done = 0
    for one in batch:
        if (words := opened(one)) is None:
            unread.add(one.subject_id)
            continue
        new = sealed(one.kind, one.subject_id, words, fresh)
        done += await Contact.filter(subject_id=one.subject_id, box=one.box).update(key_id=new.key_id, box=new.box)
    return done


async def bring_in(others: Sequence[Key]) -> str:
    """Take the keys of another copy of the file in; a line that says what is still missing."""
    own = ring()
    added = own.take_in(others)
    lacking = await missing(own)
    still = f"Still missing: {named(lacking)}." if lacking else f"No key is missing; {KEEP.format(own.path)}."
    return f"{added} keys came in. {still}"


def contacts(run: Run) -> typer.Typer:
    """`./grid contacts …`"""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Contacts that are kept sealed.")

    @group.command("rotate")
    def again(
        lost: Annotated[bool, typer.Option("--lost", help="Go on though keys are lost for good.")] = False,
    ) -> None:
        """Seal every contact with a new key; the server may run."""
        typer.echo(run(rotate(lost=lost)))

    @group.command("import")
    def taking(file: Annotated[Path, typer.Argument(help="A copy of a file contact-keys.")]) -> None:
        """Bring in keys that are missing; the server may run, and what was sealed meanwhile opens on."""
        typer.echo(run(bring_in(keys.read(file.read_bytes(), str(file)))))

    return group
