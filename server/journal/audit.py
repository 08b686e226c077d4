"""Reads the whole log again and names what is broken: changed, deleted, inserted, swapped or cut.

Decision: there is no secret in the chain, so whoever may write to the database could write a whole new history. The
head (number and seal of the last seal) is therefore to be kept elsewhere from time to time; given back to `verify`, it
shows every history that was made anew or cut before it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from server.data.database import reader
from server.journal import chain
from server.journal.models import Event, Seal

PAGE = 500


class Damage(StrEnum):
    CHANGED = "CHANGED"  # the row is not what was written
    DELETED = "DELETED"  # a row between others is gone
    INSERTED = "INSERTED"  # a row that nobody recorded
    SWAPPED = "SWAPPED"  # a row that was written for another place
    CUT = "CUT"  # the end is gone


@dataclass(frozen=True)
class Broken:
    """One broken link: of a subject's chain (`subject_id`, `place`), or of the district's seals (`seal`)."""

    damage: Damage
    event_number: int | None
    subject_id: UUID | None = None
    place: int | None = None
    seal: int | None = None


@dataclass(frozen=True)
class Head:
    """The end of the district's chain, to be noted where the database's owner cannot write."""

    number: int
    seal: str


async def head() -> Head:
    """The last seal; number 0 and "" before the first."""
    last = await Seal.all().using_db(reader()).order_by("-number").first()
    return Head(last.number, last.seal) if last else Head(0, "")


async def verify(noted: Head | None = None) -> list[Broken]:
    """Everything that is broken, the first first; nothing when the log is whole. `noted`: a head that was kept."""
    broken = [found async for links in _chains() for found in _in_chain(links)]
    broken += await _in_seals(noted)
    return broken


async def _chains() -> AsyncIterator[list[Event]]:
    """The links of one subject after the other, by place; a page of rows at a time."""
    links: list[Event] = []
    beyond = Q()
    while True:
        page = await Event.filter(beyond).using_db(reader()).order_by("subject_id", "place_in_chain").limit(PAGE)
        for link in page:
            if links and links[0].subject_id != link.subject_id:
                yield links
                links = []
            links.append(link)
        if len(page) < PAGE:
            break
        last = page[-1]
        same = Q(subject_id=last.subject_id, place_in_chain__gt=last.place_in_chain)
        beyond = Q(subject_id__gt=last.subject_id) | same
    if links:
        yield links


def _in_chain(links: list[Event]) -> list[Broken]:
    """What is broken within one subject's chain."""
    broken: list[Broken] = []
    hash_before, place = "", 0
    for link in links:
        own = chain.seal(link.previous, chain.fields_of(link))
        damage: Damage | None = None
        if own != link.hash:
            damage = Damage.SWAPPED if _was_elsewhere(link, len(links)) else Damage.CHANGED
        elif link.place_in_chain != place + 1:
            damage = Damage.DELETED
        elif link.previous != hash_before:
            damage = Damage.INSERTED
        if damage:
            broken.append(Broken(damage, link.number, link.subject_id, link.place_in_chain))
        hash_before, place = link.hash, link.place_in_chain
    return broken


def _was_elsewhere(link: Event, longest: int) -> bool:
    """Whether the row is whole but for its place: it was written for another one."""
    fields = chain.fields_of(link)
    return any(
        chain.seal(link.previous, fields | {"place_in_chain": place}) == link.hash for place in range(1, longest + 2)
    )


async def _in_seals(noted: Head | None) -> list[Broken]:
    """What is broken in the order across all subjects, and what was never sealed."""
    broken: list[Broken] = []
    last: Seal | None = None
    while page := await _seals_after(last):
        rows = await Event.filter(number__in=[seal.event_number for seal in page]).using_db(reader())
        hashes = {row.number: row.hash for row in rows}
        for seal in page:
            damage = _of_seal(seal, last, hashes)
            if noted and noted.number == seal.number and noted.seal != seal.seal:
                damage = damage or Damage.CHANGED
            if damage:
                broken.append(Broken(damage, seal.event_number, seal=seal.number))
            last = seal
    broken = _named(broken, last)
    if noted and noted.number > (end := last.number if last else 0):
        broken.append(Broken(Damage.CUT, None, seal=end + 1))
    return broken + await _never_sealed()


async def _seals_after(last: Seal | None) -> list[Seal]:
    after = last.number if last else 0
    return await Seal.filter(number__gt=after).using_db(reader()).order_by("number").limit(PAGE)


def _named(broken: list[Broken], last: Seal | None) -> list[Broken]:
    """A missing event is the cut end of the log when nothing comes after it; else it was deleted."""
    number = last.number if last else 0
    named = list(broken)
    for index in range(len(named) - 1, -1, -1):
        link = named[index]
        if link.damage is Damage.CUT and link.seal == number:
            number -= 1
        elif link.damage is Damage.CUT:
            named[index] = replace(link, damage=Damage.DELETED)
    return named


def _of_seal(seal: Seal, before: Seal | None, hashes: dict[int, str]) -> Damage | None:
    """What is wrong with one seal, or None. CUT: its event is missing."""
    if seal.event_number not in hashes:
        return Damage.CUT
    previous, number = (before.seal, before.number + 1) if before else ("", 1)
    if seal.number != number:
        return Damage.DELETED
    if chain.seal_of(previous, seal.number, seal.event_number, hashes[seal.event_number]) == seal.seal:
        return None
    others = ((number, hash_) for number, hash_ in hashes.items() if number != seal.event_number)
    swapped = any(chain.seal_of(previous, seal.number, number, hash_) == seal.seal for number, hash_ in others)
    return Damage.SWAPPED if swapped else Damage.CHANGED


async def _never_sealed() -> list[Broken]:
    """Events with neither a seal nor a place in the queue for one: forged, or their seals were cut off."""
    rows = await reader().execute_query_dict(
        "SELECT number, subject_id, place_in_chain FROM event e"
        " WHERE NOT EXISTS (SELECT 1 FROM seal s WHERE s.event_number = e.number)"
        " AND NOT EXISTS (SELECT 1 FROM unsealed u WHERE u.event_number = e.number) ORDER BY number"
    )
    return [Broken(Damage.INSERTED, row["number"], UUID(str(row["subject_id"])), row["place_in_chain"]) for row in rows]
