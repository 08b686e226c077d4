"""What is asked about people and posts by who keeps them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from server.core.moments import HELD
from server.core.viewer import Role
from server.process.fields import Declared, asked, given

MOST = 50  # posts that are extended at once
LAST = "最后一天，含当天。The last day on which it holds."


class Placed(Declared):
    """A post as it is asked for."""

    role: Role = asked("什么岗位。In which role.")
    area: str = asked("管到哪里。Which area it covers.", names="area", longest=15)
    unit_id: UUID | None = given("哪个单位，单位的岗位必填。The unit, where the role is held in one.", names="unit")
    starts_on: date | None = given("哪天开始；不填为今天。Its first day; left out: today.", within=HELD)
    ends_on: date | None = given(LAST, within=HELD)


class Add(
    Placed, words="加一个人和首个岗位；密码由本人凭邀请设。Add a person with a first post; they set the password."
):
    id: UUID = asked("编号，由页面生成；重发只加一次。Their id, made by the page: sent twice, added once.")
    name: str = asked("姓名。The name.", longest=64)
    login: str = asked("登录名。The login.", longest=63)


class Leave(Declared, words="人离开：岗位、登录立即结束。A person leaves: posts and credentials end at once."):
    id: UUID = asked("编号。Their id.")


class AddPost(Placed, words="加一个岗位。Give a post."):
    id: UUID = asked("编号，由页面生成；重发只加一次。Its id, made by the page: sent twice, given once.")
    person_id: UUID = asked("给谁。To whom.")


class EndPost(Declared, words="结束一个岗位。End a post."):
    id: UUID = asked("编号。Its id.")
    ends_on: date | None = given("最后一天；不填立即结束。Its last day; left out: it ends at once.", within=HELD)


class Extend(Declared, words="延长岗位，一次可多个；已结束的不再延。Extend posts, many at once; none that is over."):
    ids: tuple[UUID, ...] = asked("哪些岗位。Which posts.", most=MOST)
    ends_on: date = asked(LAST, within=HELD)
