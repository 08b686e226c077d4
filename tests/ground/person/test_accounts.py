"""People are added, sign in, change their passwords, get tokens and leave; whoever may not do it changes nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database, transaction
from server.data.resting import Stale
from server.ground.person import actions, bearer_tokens, credentials, queries, secrets, sessions, viewers
from server.ground.person.actions import NewPerson, NewPost
from server.ground.person.models import Person, Session, Token
from server.ground.person.resting import same_password
from server.journal.models import Event
from tests import town as place


async def counted() -> tuple[int, int, int, int]:
    """How many people, sessions, tokens and events there are."""
    return await Person.all().count(), await Session.all().count(), await Token.all().count(), await Event.all().count()


async def test_a_new_person_may_do_nothing_until_they_hold_a_post(town: Database) -> None:
    xu = await place.viewer("xu")
    chen = await actions.add_person(xu, NewPerson(" 陈思远 ", "Chen", "a long password"))
    assert (chen.name, chen.login) == ("陈思远", "chen")
    assert chen.password_hash is not None
    assert await secrets.verify_password(chen.password_hash, "a long password")
    assert (await viewers.viewer_of(chen.id)).seats == ()
    await actions.add_post(xu, NewPost(chen.id, Role.GRID_WORKER, place.FIRST))
    assert (await viewers.viewer_of(chen.id)).seats[0].area == place.FIRST


async def test_everything_that_is_wrong_with_a_person_is_said_at_once(town: Database) -> None:
    before = await counted()
    with pytest.raises(Invalid) as refusal:
        await actions.add_person(None, NewPerson("  ", "chen li", "short"))
    assert [problem.code for problem in refusal.value.problems] == ["NAME_MISSING", "LOGIN_MALFORMED", "PASSWORD_SHORT"]
    assert [problem.field for problem in refusal.value.problems] == ["name", "login", "password"]
    assert await counted() == before


@pytest.mark.parametrize(
    ("password", "code"),
    [("x" * 201, "PASSWORD_LONG"), ("ababababababab", "PASSWORD_WEAK"), ("chen-siyuan", "PASSWORD_WEAK")],
)
async def test_a_password_that_is_easy_to_guess_is_refused(town: Database, password: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await actions.add_person(None, NewPerson("陈思远", "chen-siyuan", password))
    assert refusal.value.problems[0].code == code


async def test_a_login_belongs_to_one_person_even_when_two_are_added_at_once(town: Database) -> None:
    answers = await asyncio.gather(
        *(actions.add_person(None, NewPerson(name, "chen", "a long password")) for name in ("陈甲", "陈乙")),
        return_exceptions=True,
    )
    refused = [answer for answer in answers if isinstance(answer, Invalid)]
    assert [one.problems[0].code for one in refused] == ["LOGIN_TAKEN"]
    assert await Person.filter(login="chen").count() == 1


@pytest.mark.parametrize("login", ["wang", "feng", "zhang", "li", "zhao", "sun", "wu", "admin", "shen"])
async def test_nobody_but_the_administrator_adds_people_or_touches_their_accounts(town: Database, login: str) -> None:
    somebody, before = await place.viewer(login), await counted()
    for attempt in (
        actions.add_person(somebody, NewPerson("陈思远", "chen", "a long password")),
        actions.set_password(somebody, place.HE, "another password"),
        actions.end_person(somebody, place.HE),
        bearer_tokens.add_token(somebody, place.HE, "report"),
    ):
        with pytest.raises(Forbidden):
            await attempt
    assert await counted() == before
    he = await Person.get(id=place.HE)
    assert he.password_hash == place.PASSWORD_HASH


async def test_a_login_is_found_whatever_its_case_and_not_when_its_owner_left(town: Database) -> None:
    wang = await queries.person_by_login(" WANG ")
    assert wang is not None
    assert wang.id == place.WANG
    await actions.end_person(None, place.WANG)
    assert await queries.person_by_login("wang") is None
    for login in ("nobody", "", "\x00", "\ud800", "王" * 5000, "%", "wang'--"):
        assert await queries.person_by_login(login) is None


async def test_wang_sets_a_new_password_and_is_signed_out_everywhere(town: Database) -> None:
    _, secret = await sessions.open_session(place.WANG, hours=12)
    await actions.set_password(await place.viewer("wang"), place.WANG, "a new long password")
    wang = await Person.get(id=place.WANG)
    assert await secrets.verify_password(wang.password_hash, "a new long password")
    assert not await secrets.verify_password(wang.password_hash, place.PASSWORD)
    assert not (await viewers.viewer_by_session(secret)).signed_in
    assert await Event.filter(subject_id=place.WANG, kind="person.password_set").count() == 1


async def test_what_is_opened_while_all_is_being_ended_waits_and_is_refused(town: Database) -> None:
    rests_on, begun = [same_password(await Person.get(id=place.WANG))], asyncio.Event()

    async def changed() -> None:
        await Person.filter(id=place.WANG).update(password_hash="another")
        await credentials.end_all(place.WANG)
        begun.set()
        await asyncio.sleep(0.05)

    change = asyncio.create_task(transaction(changed))
    await begun.wait()
    with pytest.raises(Stale):
        await sessions.open_session(place.WANG, hours=12, rests_on=rests_on)
    await change
    assert not await Session.filter(person_id=place.WANG).exists()


async def test_a_password_hashed_at_an_old_cost_is_hashed_anew_once(town: Database) -> None:
    secrets.use(secrets.Cost(passes=2, memory_kib=64, lanes=1))
    await actions.refresh_hash(await Person.get(id=place.WANG), place.PASSWORD)
    wang = await Person.get(id=place.WANG)
    assert wang.password_hash != place.PASSWORD_HASH
    assert await secrets.verify_password(wang.password_hash, place.PASSWORD)
    await actions.refresh_hash(wang, place.PASSWORD)
    assert (await Person.get(id=place.WANG)).password_hash == wang.password_hash


async def test_a_cookie_is_its_persons_until_they_sign_out(town: Database) -> None:
    session, secret = await sessions.open_session(place.WANG, hours=12, agent="Firefox " * 50)
    assert len(session.agent) == 120
    assert (await viewers.viewer_by_session(secret)).person_id == place.WANG
    assert secret not in [one.digest for one in await Session.all()]
    assert await sessions.end_session(secret)
    assert not await sessions.end_session(secret)
    assert not (await viewers.viewer_by_session(secret)).signed_in
    assert not (await viewers.viewer_by_session("made up")).signed_in


async def test_an_unused_session_ends_and_a_used_one_is_prolonged_at_most_once_an_hour(town: Database) -> None:
    session, secret = await sessions.open_session(place.WANG, hours=12)
    assert not await sessions.touch(session, hours=12)
    with clock.at(session.created_at + timedelta(hours=11)):
        found = await queries.session(secret)
        assert found is not None
        assert await sessions.touch(found, hours=12)
    with clock.at(session.created_at + timedelta(hours=22)):
        assert (await viewers.viewer_by_session(secret)).signed_in
    with clock.at(session.created_at + timedelta(hours=23, seconds=1)):
        assert not (await viewers.viewer_by_session(secret)).signed_in
        await sessions.open_session(place.WANG, hours=12)
        assert await Session.filter(person_id=place.WANG).count() == 1


async def test_who_holds_no_post_any_more_is_nobody_even_with_a_cookie(town: Database) -> None:
    _, secret = await sessions.open_session(place.ZHANG, hours=12)
    await actions.end_post(None, (await queries.posts(place.ZHANG))[0].id)
    assert not (await viewers.viewer_by_session(secret)).signed_in


async def test_a_token_acts_as_its_person_until_it_is_ended(town: Database) -> None:
    token, secret = await bearer_tokens.add_token(await place.viewer("xu"), place.WU, "周报")
    assert (await viewers.viewer_by_token(secret)).person_id == place.WU
    assert secret not in (token.digest, str(token.id))
    assert [one.name for one in await queries.tokens(place.WU)] == ["周报"]
    await bearer_tokens.end_token(None, token.id)
    assert not (await viewers.viewer_by_token(secret)).signed_in
    assert await queries.tokens(place.WU) == []
    with pytest.raises(Missing):
        await bearer_tokens.end_token(None, token.id)


async def test_who_leaves_loses_posts_sessions_and_tokens_and_keeps_the_name(town: Database) -> None:
    _, cookie = await sessions.open_session(place.WANG, hours=12)
    _, token = await bearer_tokens.add_token(None, place.WANG, "phone")
    earlier, _ = await bearer_tokens.add_token(None, place.WANG, "周报")
    ended = clock.now() - timedelta(days=3)
    with clock.at(ended):
        await bearer_tokens.end_token(None, earlier.id)
    await actions.end_person(await place.viewer("xu"), place.WANG)
    assert (await Token.get(id=earlier.id)).ended_at == ended
    assert not (await viewers.viewer_of(place.WANG)).signed_in
    assert not (await viewers.viewer_by_session(cookie)).signed_in
    assert not (await viewers.viewer_by_token(token)).signed_in
    assert await queries.posts(place.WANG) == []
    assert (await Person.get(id=place.WANG)).name == "王建国"
    with pytest.raises(Invalid):
        await actions.end_person(None, place.WANG)


async def test_nothing_can_be_done_to_somebody_who_is_not_there(town: Database) -> None:
    before = await counted()
    for attempt in (
        actions.set_password(None, new_id(), "a long password"),
        actions.end_person(None, new_id()),
        bearer_tokens.add_token(None, new_id(), "x"),
        actions.end_post(None, new_id()),
    ):
        with pytest.raises(Missing):
            await attempt
    assert await counted() == before
    assert not (await viewers.viewer_of(new_id())).signed_in


async def test_before_there_is_a_territory_nobody_is_added(database: Database) -> None:
    with pytest.raises(Invalid) as refusal:
        await actions.add_person(None, NewPerson("陈思远", "chen", "a long password"))
    assert refusal.value.problems[0].code == "NO_TERRITORY"
