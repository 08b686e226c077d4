"""An exported log by itself, without a database: whether each event is what was written, in its place and sealed there.

Decision: an export may begin behind a number, so that the first link of a subject and the first seal are taken as they
are where they are not the first of all, and heads that were noted before it are left alone. Seals are given in an order
of their own, so that only an export from the beginning has them without a gap.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from server.journal import chain
from server.journal.audit import Broken, Damage, Head
from server.keep.audit.findings import Finding, Report, What
from server.keep.audit.heads import Noted

OWN = ("previous", "hash")  # what of an event is no field of it


def verify(lines: Iterable[str], noted: Sequence[Noted] = ()) -> Report:
    """Everything that is wrong with an export. Raises ValueError naming the first line that is none of one."""
    ends: dict[str, tuple[int, str]] = {}  # of each subject's chain: place and hash
    seals: dict[int, tuple[int, str, str]] = {}  # by number: event, its hash, seal
    found, count = list[Finding](), 0
    for count, line in enumerate(lines, 1):
        number, event, seal = _read(line, count)
        if damage := _of_link(event, ends.get(event["subject_id"])):
            found.append(Finding.of(Broken(damage, number)))
        ends[event["subject_id"]] = event["place_in_chain"], event["hash"]
        if seal is not None:
            seals[seal["number"]] = number, event["hash"], seal["seal"]
    last = max(seals, default=0)
    found += [*_of_seals(seals), *_of_heads(seals, noted)]
    head = Head(last, seals[last][2]) if last else Head(0, "")
    return Report(head, {"events": count, "seals": len(seals)}, tuple(found))


def _read(line: str, place: int) -> tuple[int, dict[str, Any], dict[str, Any] | None]:
    try:
        parsed = json.loads(line)
        event, seal = parsed["event"], parsed["seal"]
        if not {*chain.EVENT_FIELDS, *OWN} <= event.keys() or (seal and not {"number", "seal"} <= seal.keys()):
            raise ValueError
        return int(parsed["number"]), event, seal
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"line {place} is no event of an export: {line[:60].strip()}") from None


def _of_link(event: dict[str, Any], before: tuple[int, str] | None) -> Damage | None:
    place, previous = before or (event["place_in_chain"] - 1, event["previous"] if event["place_in_chain"] > 1 else "")
    if chain.seal(event["previous"], {name: event[name] for name in event.keys() - set(OWN)}) != event["hash"]:
        return Damage.CHANGED
    if event["place_in_chain"] != place + 1:
        return Damage.DELETED
    return None if event["previous"] == previous else Damage.INSERTED


def _of_seals(seals: dict[int, tuple[int, str, str]]) -> Iterable[Finding]:
    numbers = sorted(seals)
    previous = "" if numbers[:1] == [1] else None
    for number, before in zip(numbers, [None, *numbers], strict=False):
        event, hashed, seal = seals[number]
        if before is not None and number != before + 1:
            if numbers[0] == 1:
                yield Finding.of(Broken(Damage.DELETED, event, seal=number))
        elif previous is not None and chain.seal_of(previous, number, event, hashed) != seal:
            yield Finding.of(Broken(Damage.CHANGED, event, seal=number))
        previous = seal


def _of_heads(seals: dict[int, tuple[int, str, str]], noted: Sequence[Noted]) -> Iterable[Finding]:
    for one in noted:
        if one.number > max(seals, default=0):
            yield Finding(What.CUT, "seal", str(one.number), "it was noted, and the export ends before it")
        elif one.number in seals and seals[one.number][2] != one.seal:
            yield Finding(What.ANOTHER_HISTORY, "seal", str(one.number), "it was noted otherwise than it is here")
