"""People and posts for who keeps them, and the grids that nobody works."""

from __future__ import annotations

from datetime import date, datetime
from operator import attrgetter

import strawberry

from schema.core.fields import column, computed, looked_up, many
from schema.core.paging import Connection, behind
from schema.core.payload import Brief, why_not
from schema.core.problems import Problem
from schema.core.reading.request_scope import Ground
from schema.core.verbs import verbs
from schema.ground.area import Area, AreaConnection, area_at
from schema.ground.catalogue import Unit
from schema.process.lookups import page_of
from schema.setup.invite import Invite
from server.core import clock
from server.core.errors import Invalid
from server.core.viewer import Role
from server.core.viewer import Viewer as Asking
from server.ground.area.queries import is_code
from server.ground.person import models, policy
from server.process.fields import Declared, given
from server.query.keyset import Paged
from server.query.projection import Hanging
from server.setup.invite.models import Invite as InviteRow
from server.setup.people import actions, commands
from server.setup.people.lookups import PEOPLE, Wanted, unworked

POSTS = Hanging("posts", models.Post, there="person_id", by=("-starts_on", "id"))
INVITES = Hanging("invites", InviteRow, there="person_id", by=("-id",), where=(("closed_at", None),))


@strawberry.type(description="一个岗位，管人的看。A post, for who keeps people.")
class AccountPost:
    id: strawberry.ID = column("编号。Its id.")
    role: Role = column("岗位。The role.")
    area: Area = looked_up("管到的区域。The area it covers.", "area_id", area_at)
    unit: Unit | None = looked_up("所属单位。The unit it is in.", "unit_id", lambda at, key: at.catalogue.unit(key))
    starts_on: date = column("从哪天起。From this day on.")
    ends_on: date | None = column("到哪天止，含当天。The last day on which it holds.")

    @computed("替休假的同事代班。Whether it is held for a colleague on leave.", needs=("stands_for_id",))
    def stands_for(row: models.Post, at: Ground) -> bool:
        return row.stands_for_id is not None

    @computed("今天有效。Whether it holds today.", needs=("starts_on", "ends_on"))
    def in_force(row: models.Post, at: Ground) -> bool:
        return policy.in_force(row, clock.today())


@strawberry.type(description="一个人的账号，管人的看。A person's account, for who keeps people.")
class Account:
    id: strawberry.ID = column("编号。Its id.")
    name: str = column("姓名。The name.")
    login: str | None = column("登录名；不登录的人为空。The login; null for who does not sign in.")
    ended_at: datetime | None = column("何时离开。When they left.")
    posts: list[AccountPost] = many("所有岗位，后开始的在前。All posts, the last begun first.", POSTS, most=8)
    invites: list[Invite] = many("还能用的邀请。The invite that is open.", INVITES, most=1)

    @computed("设过密码。Whether they have a password.", needs=("password_hash",))
    def has_password(row: models.Person, at: Ground) -> bool:
        return row.password_hash is not None


@strawberry.type(description="一页账号。One page of accounts.")
class AccountConnection(Connection[Account]):
    pass


@strawberry.type(description="管人的结果。What came of keeping people.")
class PeoplePayload(Brief):
    nothing = actions.Kept()

    changed: int = column("改了几个。How many are other than before.")
    problems: list[Problem] = why_not()


class Unworked(Declared):
    under: str | None = given("在此区域之内。Within this area.", names="area")


async def _unworked(viewer: Asking, wanted: Unworked, first: int, after: str | None) -> Paged:
    if after is not None and not is_code(after):
        raise Invalid("this cursor is none of this list's", field="after", code="CURSOR_MALFORMED")
    return behind(await unworked(viewer, wanted.under), first, after, key=attrgetter("code"))


@strawberry.type
class PeopleQuery:
    """What may be asked about people by who keeps them."""

    accounts = page_of(
        "人员和岗位，后加的在前；只有管人的和审计看得到。People and posts, the last added first.",
        AccountConnection,
        PEOPLE.listed,
        filter=Wanted,
        name="AccountFilter",
    )
    unworked_grids = page_of("今天没有网格员的网格。The grids that nobody works today.", AreaConnection, _unworked,
                             filter=Unworked)  # fmt: skip


PersonMutation = verbs("Person", PeoplePayload, actions, {
    commands.Add: commands.Add.words,
    commands.Leave: commands.Leave.words,
})  # fmt: skip
PostMutation = verbs("Person", PeoplePayload, actions, {
    commands.AddPost: commands.AddPost.words,
    commands.EndPost: commands.EndPost.words,
})  # fmt: skip
ExtendMutation = verbs("Post", PeoplePayload, actions, {commands.Extend: commands.Extend.words})
