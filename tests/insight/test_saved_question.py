"""存下的问题: wu keeps one for the district, which zhao opens; nobody changes what is another's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tortoise.expressions import Q

from server.core import clock
from server.core.errors import Refusal
from server.core.ids import new_id
from server.core.viewer import Role, Viewer
from server.data.database import Database
from server.ground.person import actions as person_actions
from server.ground.person.models import Post
from server.insight.saved_question import commands, verbs
from server.insight.saved_question.lifecycle import State
from server.insight.saved_question.lookups import SAVED_QUESTIONS
from server.insight.saved_question.models import SavedQuestion, Scope
from server.insight.saved_question.relative import Relative, next_monday, stretch, told
from server.insight.saved_question.sending import Sending
from server.insight.saved_question.slice import SLICE
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from tests import town as place
from tests.kit.laws import MONDAY, Kit, Laws, Stride
from tests.reach.notice.conftest import tell_all

KEPT: dict[str, Any] = {
    "name": "超期按街道",
    "scope": Scope.DISTRICT,
    "document": "query Q($period: PeriodInput) { incidentCounts(by: STREET) { label count } }",
    "given": '{"period":"LAST_MONTH"}',
}


class TestSavedQuestion(Laws):
    kit = Kit(verbs, commands, sees="wu zhao shen", strides=(
        Stride("keep", "wu", KEPT, State.KEPT),
        Stride("change", "wu", {"name": "超期"}, State.KEPT, after=("keep",)),
        Stride("send", "wu", {"weekly": True}, State.KEPT, after=("keep",)),
        Stride("drop", "wu", {}, State.DROPPED, after=("keep",)),
    ))  # fmt: skip


async def kept(who: str = "wu", **words: Any) -> SavedQuestion:
    with clock.at(MONDAY):
        command = commands.Keep(op_id=new_id(), id=new_id(), **KEPT | words)
        done = await verbs.keep(await place.viewer(who), command)
    return await SavedQuestion.get(id=done.id)


async def refused(work: Any) -> str:
    with pytest.raises(Refusal) as told:
        await work
    return told.value.problems[0].code


async def test_what_is_mine_is_seen_by_me_alone_and_what_is_the_streets_by_the_street(town: Database) -> None:
    mine, streets = await kept(scope=Scope.MINE), await kept("zhao", scope=Scope.STREET)
    with clock.at(MONDAY):
        sees = {
            who: set(await SAVED_QUESTIONS.seen(await place.viewer(who), Q()).values_list("id", flat=True))
            for who in ("wu", "zhao", "wang", "li")
        }
    assert sees == {"wu": {mine.id, streets.id}, "zhao": {streets.id}, "wang": set(), "li": set()}


async def test_a_streets_head_shares_with_no_district_and_a_worker_keeps_nothing(town: Database) -> None:
    assert await refused(kept("zhao", scope=Scope.DISTRICT)) == "NOT_FOUND"
    assert await refused(kept("wang", scope=Scope.MINE)) == "NOT_FOUND"
    assert await refused(kept(given="[]")) == "JSON_INVALID"


async def test_twenty_are_sent_and_no_more(town: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbs, "MOST_SENT", 1)
    first, second = await kept(), await kept()

    async def sent(row: SavedQuestion) -> Any:
        with clock.at(MONDAY):
            command = commands.Send(op_id=new_id(), id=row.id, seen=1, weekly=True)
            return await verbs.send(await place.viewer("wu"), command)

    await sent(first)
    assert (await SavedQuestion.get(id=first.id)).look_at == datetime(2026, 11, 30, 0, tzinfo=UTC)
    assert await refused(sent(second)) == "TOO_MANY_OPEN"


async def test_what_a_person_kept_goes_with_their_name(town: Database) -> None:
    row = await kept()
    assert SLICE.forgets is not None
    assert await SLICE.forgets(place.WU) == 1
    row = await SavedQuestion.get(id=row.id)
    assert (row.state, row.name, row.document, row.given) == (State.DROPPED, "", "", "")


def test_periods_are_told_from_today_and_in_midnights_of_shanghai() -> None:
    now = datetime(2026, 3, 1, 17, tzinfo=UTC)  # Monday 2 March, 01:00 in Shanghai
    assert told(Relative.LAST_WEEK, now) == {"from": "2026-02-23T00:00:00+08:00", "before": "2026-03-02T00:00:00+08:00"}
    assert told(Relative.LAST_MONTH, now) == {
        "from": "2026-02-01T00:00:00+08:00",
        "before": "2026-03-01T00:00:00+08:00",
    }
    for one in Relative:
        begin, end = stretch(one, now)
        assert begin < end
    assert next_monday(now) == datetime(2026, 3, 2, 0, tzinfo=UTC)
    assert next_monday(datetime(2026, 3, 2, 0, tzinfo=UTC)) == datetime(2026, 3, 9, 0, tzinfo=UTC)


class Asked:
    """Answers the job with a number, and remembers for whom."""

    def __init__(self, number: float | None) -> None:
        self.number, self.viewers = number, list[Viewer]()

    async def __call__(self, document: str, given: Mapping[str, Any], viewer: Viewer) -> float | None:
        self.viewers.append(viewer)
        return self.number

    async def told(self, at: datetime) -> list[tuple[NoticeKind, Any]]:
        """What the job tells of at this moment."""
        with clock.at(at):
            while await Sending(self).sweep():
                pass
            return [(one.kind, one.person_id) for one in await tell_all() if one.subject_kind == "saved_question"]


async def scheduled(row: SavedQuestion, **words: Any) -> None:
    with clock.at(MONDAY):
        await verbs.send(await place.viewer("wu"), commands.Send(op_id=new_id(), id=row.id, seen=row.version, **words))


async def test_on_mondays_at_eight_its_owner_is_told_once(town: Database) -> None:
    asked, row = Asked(3), await kept()
    await scheduled(row, weekly=True)
    next_week = datetime(2026, 11, 30, 0, tzinfo=UTC)
    weekly = [(NoticeKind.QUESTION_WEEKLY, place.WU)]
    assert await asked.told(next_week - timedelta(minutes=1)) == []
    assert await asked.told(next_week) == weekly
    assert await asked.told(next_week + timedelta(days=1)) == []
    row = await SavedQuestion.get(id=row.id)
    assert (row.version, row.look_at) == (2, next_week + timedelta(days=7))
    told = await Event.filter(subject_id=row.id).order_by("-place_in_chain").first()
    assert told is not None
    assert (told.kind, told.payload["total"]) == ("saved_question.told", 3)


async def test_over_its_bound_its_owner_is_told_once_until_it_was_below_again(town: Database) -> None:
    asked, row = Asked(20), await kept()
    await scheduled(row, above=20)

    async def alerts(minutes: int, number: float | None) -> int:
        asked.number = number
        with clock.at(MONDAY + timedelta(minutes=minutes)):
            while await Sending(asked).sweep():
                pass
        return await Event.filter(subject_id=row.id, kind="saved_question.alerted").count()

    numbers = [(0, 20), (30, 21), (60, 21), (120, 21), (180, 3), (200, 30), (240, None), (300, 30), (360, 30)]
    assert [await alerts(*one) for one in numbers] == [0, 0, 1, 1, 1, 1, 1, 2, 2]


async def test_it_is_asked_with_the_rights_of_now_and_ends_with_the_post(town: Database) -> None:
    asked, row = Asked(1), await kept()
    await scheduled(row, above=0)
    with clock.at(MONDAY):
        for post in await Post.filter(person_id=place.WU):
            await person_actions.end_post(None, post.id)
        await person_actions.add_post(None, person_actions.NewPost(place.WU, Role.STREET_HEAD, place.KOUQUAN))
    assert await asked.told(MONDAY + timedelta(days=1)) == []
    row = await SavedQuestion.get(id=row.id)
    assert (asked.viewers, row.above, row.look_at) == ([], None, None)
    assert await Event.filter(subject_id=row.id, kind="saved_question.ceased").count() == 1
