"""What one does about what one was told. Each may be sent again: the second time changes nothing."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import strawberry

from schema.context import Info
from schema.core.inputs import plain
from schema.fields import column, mutation
from schema.lists import needed
from schema.numbers import number
from schema.problems import Problem, identity, told
from server.errors import Invalid, Refusal
from server.notice import actions
from server.notice.windows import MOST_WINDOWS, OPEN, WEEKDAYS, Window


@strawberry.type(description="办成了没有。Whether it was done.")
class NoticePayload:
    problems: list[Problem] = column("没有办成的原因；办成则为空表。Why it was not done; empty when it was.")


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    problems: tuple[Problem, ...] = ()


async def answered(work: Awaitable[Any]) -> Any:
    """Await `work`; a refusal becomes problems."""
    try:
        await work
    except Refusal as refusal:
        return Outcome(tuple(told(problem) for problem in refusal.problems))
    return Outcome()


@strawberry.input(description="可提醒的时段，在 08:00 至 20:00 之内。A window, between 08:00 and 20:00.")
class NoticeWindowInput:
    weekday: int = number("星期，1 为周一。The weekday, 1 is Monday.", WEEKDAYS)
    starts: int = number("从零点起第几分钟开始。Minutes after midnight at which it starts.", OPEN)
    ends: int = number("从零点起第几分钟结束。Minutes after midnight at which it ends.", OPEN)


@strawberry.input(description="标为已读。What to mark as read.")
class NoticeReadInput:
    ids: list[strawberry.ID] = needed("哪些消息。Which notices.", actions.MOST_MARKED)


@strawberry.input(description="全部标为已读。Mark all as read.")
class NoticeReadAllInput:
    upto: strawberry.ID = strawberry.field(description="看到的最上面一条。The topmost notice that was seen.")


@strawberry.input(description="浏览器的订阅，照原样交来。A browser's subscription, as it gave it.")
class PushSubscribeInput:
    endpoint: str = strawberry.field(description="推送地址。The address to push to.")
    p256dh: str = strawberry.field(description="浏览器的公钥，base64url。The browser's public key, base64url.")
    auth: str = strawberry.field(description="共享密钥，base64url。The shared secret, base64url.")


@strawberry.input(description="不再推送到此浏览器。Push to this browser no more.")
class PushUnsubscribeInput:
    endpoint: str = strawberry.field(description="推送地址。The address.")


@strawberry.input(description="怎样提醒我。How I want to be told.")
class NoticeSetInput:
    windows: list[NoticeWindowInput] = needed("时段；空表按全区。Windows; empty: the district's.", MOST_WINDOWS)


GIVEN = "要办的事。What is to be done."


def ids_of(given: list[strawberry.ID]) -> list[UUID]:
    """The ids; what is none names nothing."""
    return [found for one in given if (found := identity(one))]


async def windows_set(info: Info, input: NoticeSetInput) -> None:
    wanted = [Window(one.weekday, one.starts, one.ends) for one in input.windows]
    await actions.set_windows(info.context.viewer, wanted)


async def read_upto(info: Info, upto: str) -> None:
    if (top := identity(upto)) is None:
        raise Invalid("an id is a UUID", field="upto", code="ID_MALFORMED")
    await actions.read_all(info.context.viewer, top)


@strawberry.type
class NoticeMutation:
    """What one does about what one was told. Each may be sent again: the second time changes nothing."""

    @mutation("标为已读。Mark as read.")
    async def notice_read(
        self, info: Info, input: Annotated[NoticeReadInput, strawberry.argument(description=GIVEN)]
    ) -> NoticePayload:
        return await answered(actions.read(info.context.viewer, ids_of(input.ids)))  # type: ignore[no-any-return]

    @mutation("全部标为已读。Mark all as read, up to the topmost one seen.")
    async def notice_read_all(
        self, info: Info, input: Annotated[NoticeReadAllInput, strawberry.argument(description=GIVEN)]
    ) -> NoticePayload:
        return await answered(read_upto(info, input.upto))  # type: ignore[no-any-return]

    @mutation("设定可提醒的时段。Say when one may be pushed to.")
    async def notice_set(
        self, info: Info, input: Annotated[NoticeSetInput, strawberry.argument(description=GIVEN)]
    ) -> NoticePayload:
        return await answered(windows_set(info, input))  # type: ignore[no-any-return]

    @mutation("此浏览器开启提醒。Push to this browser.")
    async def push_subscribe(
        self, info: Info, input: Annotated[PushSubscribeInput, strawberry.argument(description=GIVEN)]
    ) -> NoticePayload:
        browser = actions.Browser(plain(input.endpoint), plain(input.p256dh), plain(input.auth))
        work = actions.subscribe(info.context.viewer, browser, info.context.push_services)
        return await answered(work)  # type: ignore[no-any-return]

    @mutation("此浏览器不再提醒。Push to this browser no more.")
    async def push_unsubscribe(
        self, info: Info, input: Annotated[PushUnsubscribeInput, strawberry.argument(description=GIVEN)]
    ) -> NoticePayload:
        work = actions.unsubscribe(info.context.viewer, plain(input.endpoint))
        return await answered(work)  # type: ignore[no-any-return]
