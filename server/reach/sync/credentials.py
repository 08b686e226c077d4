"""Phones as credentials, and what somebody does about those by which they are known: see them, end one, end the rest,
change the password.

Decision: a phone whose key has ended keeps what is unsent. Who signs in on it with the password registers the same key
again, and what it signed before for a colleague to carry counts again, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.data.database import reader
from server.ground.person import credentials, passwords
from server.ground.person.credentials import MOST, Credential, CredentialKind, Issued, day_of
from server.ground.person.models import Pin
from server.process.fields import Declared, asked, given
from server.process.retention import Old
from server.reach.sync.models import Device

LOGIN = "谁的，登录名；不填为本人，别人的只有安全管理员能看。Whose, by login; left out: one's own."


class Whose(Declared):
    login: str | None = given(LOGIN)


class End(Declared, words="结束哪一个登录。Which credential to end."):
    id: UUID = asked("编号。Its id.")
    login: str | None = given(LOGIN)


class EndAll(Declared, words="结束谁的全部登录。Whose credentials to end."):
    login: str | None = given(LOGIN)


class Change(Declared, words="换自己的密码。Change one's own password."):
    old: str = asked("现在的密码。The present password.")
    new: str = asked("新密码，至少 10 个字符。The new one, of at least 10 characters.")


@dataclass(frozen=True)
class Ended:
    """How many have ended."""

    ended: int = 0


async def listed(viewer: Viewer, whose: Whose) -> Sequence[Credential] | None:
    return await credentials.listed(viewer, whose.login)


async def end(viewer: Viewer, command: End) -> Ended:
    return Ended(await credentials.end(viewer, command.login, only=command.id))


async def end_all(viewer: Viewer, command: EndAll) -> Ended:
    return Ended(await credentials.end(viewer, command.login))


async def change(viewer: Viewer, command: Change) -> Ended:
    return Ended(await passwords.change(viewer, command.old, command.new))


async def _held(person_id: UUID) -> list[Credential]:
    keyed = Device.filter(person_id=person_id, public_key__isnull=False).using_db(reader())
    pins = set(await Pin.filter(person_id=person_id).using_db(reader()).values_list("device_id", flat=True))
    return [
        Credential(
            id=one.id, kind=CredentialKind.PHONE, name=one.app_version, since=day_of(one.registered_at),
            last_used_on=day_of(one.contact_at), pin=one.device_id in pins, within=one.session_id,
        )
        for one in await keyed.order_by("-contact_at", "-id").limit(MOST)
    ]  # fmt: skip


async def _end(person_id: UUID, *, only: UUID | None, but: UUID | None) -> int:
    phones = Device.filter(person_id=person_id, public_key__isnull=False)
    pins = Pin.filter(person_id=person_id)
    if only is not None:
        phones = phones.filter(Q(id=only) | Q(session_id=only))
        pins = pins.filter(device_id__in=await phones.values_list("device_id", flat=True))
    elif but is not None:
        kept = [*await phones.filter(session_id=but).values_list("device_id", flat=True)]
        phones, pins = phones.exclude(device_id__in=kept), pins.exclude(device_id__in=kept)
    await pins.delete()
    ended: Any = await phones.update(public_key=None)
    return int(ended)


UNKEYED = Old("devices", lambda now: Device.filter(public_key__isnull=True, contact_at__lt=now - timedelta(days=180)))
CREDENTIALS = Issued(_held, _end)
