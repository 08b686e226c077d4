"""邀请: SEC invites a person, who sets a password once and is signed in by nothing else any more."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing, Refusal
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.ground.person import actions, bearer_tokens, secrets, sessions
from server.ground.person.models import Person, Post, Session, Token
from server.journal.models import Event
from server.setup.invite import commands, using, verbs
from server.setup.invite.lifecycle import State
from server.setup.invite.models import Invite
from server.setup.invite.slice import SLICE
from tests import town as place
from tests.kit.laws import MONDAY, Kit, Laws, Stride

CODE, PASSWORD = "ABCD-EFGH-JKMN-PQRS", "一个新的长密码 2026"
DIGEST = sha256(b"gridwhistle invite ABCDEFGHJKMNPQRS").hexdigest()
ASKED: dict[str, Any] = {"person_id": place.WANG, "digest": DIGEST}


class TestInvite(Laws):
    kit = Kit(verbs, commands, sees="xu shen", strides=(
        Stride("send", "xu", ASKED, State.SENT),
        Stride("end", "xu", {}, State.ENDED, after=("send",)),
    ))  # fmt: skip


async def sent(who: str = "xu", **words: Any) -> Invite:
    done = await verbs.send(await place.viewer(who), commands.Send(op_id=new_id(), id=new_id(), **ASKED | words))
    return await Invite.get(id=done.id)


async def refusal(work: Any) -> str:
    with pytest.raises(Refusal) as told:
        await work
    return told.value.problems[0].code


async def test_its_person_sets_a_password_and_all_by_which_they_could_act_ends(town: Database) -> None:
    invite = await sent()
    await sessions.open_session(place.WANG, hours=8)
    await bearer_tokens.add_token(None, place.WANG, "周报")
    person = await using.use(" abcd efgh jkmn pqrs ", PASSWORD)
    assert person.id == place.WANG
    assert await secrets.verify_password((await Person.get(id=place.WANG)).password_hash, PASSWORD)
    assert await Session.all().count() == 0
    assert (await Token.get(person_id=place.WANG)).ended_at is not None
    invite = await Invite.get(id=invite.id)
    assert (invite.state, invite.closed_at is not None, invite.look_at) == (State.USED, True, None)
    told = await Event.filter(subject_id=invite.id).order_by("place_in_chain")
    assert [(one.kind, one.by_id) for one in told] == [("invite.sent", place.XU), ("invite.used", place.WANG)]
    assert all(DIGEST not in str(one.payload) for one in told)


async def test_used_ended_over_and_never_sent_answer_alike_and_change_nothing(town: Database) -> None:
    with clock.at(MONDAY):
        await sent()
        with clock.at(MONDAY + timedelta(days=7)):
            over = await refusal(using.use(CODE, PASSWORD))
        await using.use(CODE, PASSWORD)
        before = (await Person.get(id=place.WANG)).password_hash
        used = await refusal(using.use(CODE, "another long password"))
        never = await refusal(using.use("QQQQ" * 4, PASSWORD))
        again = await sent()
        end = commands.End(op_id=new_id(), id=again.id, seen=1)
        await verbs.end(await place.viewer("xu"), end)
        ended = await refusal(using.use(CODE, PASSWORD))
        await sent()
        await actions.end_person(None, place.WANG)
        left = await refusal(using.use(CODE, PASSWORD))
    assert {over, used, never, ended, left} == {"INVITE_OVER"}
    assert (await Person.get(id=place.WANG)).password_hash == before


async def test_a_password_that_is_too_easy_spends_nothing(town: Database) -> None:
    await sent()
    assert await refusal(using.use(CODE, "short")) == "PASSWORD_SHORT"
    await using.use(CODE, PASSWORD)


async def test_after_seven_days_it_ends_by_itself(town: Database) -> None:
    with clock.at(MONDAY):
        invite = await sent()
        assert await SLICE.jobs[0].sweep() == 0
    with clock.at(MONDAY + timedelta(days=7, seconds=1)):
        assert await SLICE.jobs[0].sweep() == 1
        await sent()
    assert (await Invite.get(id=invite.id)).state is State.ENDED


async def test_five_are_open_at_most_and_none_for_oneself_or_for_who_has_no_login(town: Database) -> None:
    for _ in range(5):
        await sent()
    assert await refusal(sent()) == "TOO_MANY_OPEN"
    await using.use(CODE, PASSWORD)
    assert {one.state async for one in Invite.all()} == {State.USED, State.ENDED}, (
        "the first that is used ends the others"
    )
    with pytest.raises(Forbidden):
        await sent(person_id=place.XU)
    nameless = await actions.add_person(None, actions.NewPerson("陈思远"))
    assert await refusal(sent(person_id=nameless.id)) == "LOGIN_MISSING"
    await actions.end_person(None, place.FENG)
    assert await refusal(sent(person_id=place.FENG)) == "ALREADY_ENDED"
    with pytest.raises(Invalid):
        await sent(person_id=place.HE, digest="the code itself")


@pytest.mark.parametrize("login", ["admin", "shen", "wu", "zhao", "wang"])
async def test_nobody_else_invites(town: Database, login: str) -> None:
    with pytest.raises(Missing):
        await sent(login)
    assert await Invite.all().count() == 0


async def test_nobody_takes_an_administrators_account_by_an_invite(town: Database) -> None:
    for administrator in (place.ADMIN, place.SHEN):
        assert await refusal(sent(person_id=administrator)) == "ADMINS_AT_SERVER"
    await sent(person_id=place.HE)
    for post in await Post.filter(person_id=place.HE):
        await actions.end_post(None, post.id)
    soon = actions.NewPost(place.HE, Role.AUDITOR, place.DISTRICT, starts_on=clock.today() + timedelta(days=1))
    await actions.add_post(None, soon)
    assert await refusal(using.use(CODE, PASSWORD)) == "INVITE_OVER"
