"""The keys of contacts and a backup: in it where it is encrypted, else not, and its line says so.

Decision: who gets hold of a plain backup has everything but how people are reached. An encrypted one is opened by its
owner alone, who then needs nothing else to have the whole district again.
"""

from __future__ import annotations

from server.core.settings import Settings
from server.keep.backup import archive
from server.process.contact import holding, keys

NAME = "contact-keys"
APART = (
    "; the keys of contacts are not in it: keep a copy of {} apart, or encrypt backups (--new-key), which hold it then"
)


def put(settings: Settings, making: archive.Making, *, encrypted: bool) -> str:
    """Put them into an encrypted backup, after what they sealed; what its line says of them."""
    own = keys.KeyRing(settings.contact_ring)
    try:
        held = own.all()
    except OSError as failure:
        return f"; {failure}"
    if held and encrypted:
        making.put(NAME, keys.written(held))
        return " with the keys of contacts"
    return APART.format(own.path) if held else ""


def restore(settings: Settings, held: archive.Held) -> None:
    """Let those of a backup come in beside ours. Raises OSError, ValueError."""
    if NAME in held.names():
        keys.KeyRing(settings.contact_ring).take_in(keys.read(held.member(NAME), NAME))


async def told(settings: Settings) -> str:
    """What the line of a restore says of keys that the restored district needs and this machine has not."""
    own = keys.KeyRing(settings.contact_ring)
    try:
        lacking = await holding.missing(own)
    except OSError as failure:  # the district is restored all the same
        return f"; no contact can be opened: {failure}"
    return f"; {holding.told(own, lacking)}" if lacking else ""
