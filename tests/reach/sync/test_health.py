"""同步健康: who sees that somebody's work is stuck, in which words, and what a desk may say to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.ground.person.models import Post
from server.reach.sync.models import Device, StuckOperation
from server.reach.sync.stuck import OldStuck
from tests import town as place
from tests.people import Actor
from tests.reach.sync.test_devices import REPORT, stuck, told
from tests.statements import counted

HEALTH = """query Health($area: AreaCode, $only: DeviceOnly, $version: String, $first: Int, $after: String) {
  syncHealth(area: $area, only: $only, version: $version, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { id person { id name } posts { role area { path } } lastContact oldestRecordedAt pending needsYou appVersion
      persisted usageMb quotaMb unsentKb clockOff missing erased remindedAt } } }"""
SUMS = """query Sums($area: AreaCode, $version: String) { syncSums(area: $area, version: $version) {
  devices today waiting behind needsYou old clock lost conflicts refused } }"""
STUCK = """query Stuck($area: AreaCode, $first: Int, $after: String) {
  stuckOperations(area: $area, first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    nodes { opId incidentId operation code recordedAt toldAt advice advisedAt person { name }
      wrote { name value } } } }"""
REMIND = (
    """mutation Remind($input: DeviceRemindInput!) { deviceRemind(input: $input) { at problems { code field } } }"""
)
ADVISE = """mutation Advise($input: StuckOperationAdviseInput!) { stuckOperationAdvise(input: $input) {
  at problems { code field } } }"""


async def test_the_secretary_sees_whose_work_is_stuck_and_the_stranger_does_not(
    wang: Actor, feng: Actor, zhang: Actor, li: Actor, wu: Actor, sun: Actor, nobody: Actor
) -> None:
    waits = told(str(new_id()), pending=3, needsYou=1, oldestRecordedAt="2026-03-02T09:00:00+08:00",
                 appVersion="1.2.0", persisted=False, usageMb=12, quotaMb=300)  # fmt: skip
    assert (await wang.send(REPORT, input=waits)).problems == []
    assert (await feng.send(REPORT, input=told(str(new_id())))).problems == []
    for who in (zhang, li):
        (one,) = (await who.send(HEALTH)).only["nodes"]
        assert (one["pending"], one["needsYou"], one["usageMb"], one["persisted"]) == (3, 1, 12, False)
        assert one["person"]["name"] == "王建国"
        assert {post["role"] for post in one["posts"]} == {"GRID_WORKER"}
    assert len((await wu.send(HEALTH)).only["nodes"]) == 2
    for stranger in (feng, wang, sun, nobody):
        assert (await stranger.send(HEALTH)).only["nodes"] == []
    assert (await zhang.send(HEALTH, area=place.FIRST)).only["nodes"] != []
    assert (await zhang.send(HEALTH, area=place.XINSHENG)).only["nodes"] == []
    assert len((await wu.send(HEALTH, only="WAITING")).only["nodes"]) == 1
    assert (await wu.send(HEALTH, area="14")).codes == ["CODE_UNKNOWN"]


async def test_who_has_no_post_any_more_is_not_listed(wang: Actor, zhang: Actor) -> None:
    await wang.send(REPORT, input=told(str(new_id())))
    await Post.filter(person_id=place.WANG).update(ends_on=clock.today() - timedelta(days=1))
    assert (await zhang.send(HEALTH)).only["nodes"] == []


async def test_a_page_costs_one_statement_and_goes_on_behind_its_cursor(wu: Actor, wang: Actor, town: Database) -> None:
    for _ in range(5):
        await wang.send(REPORT, input=told(str(new_id())))
    await wu.send(HEALTH)
    viewer = await wu.viewer()
    assert viewer.signed_in
    seen: list[dict[str, Any]] = []
    after = None
    for _ in range(3):
        with counted() as said:
            page = (await wu.send(HEALTH, first=2, after=after)).only
        assert len([one for one in said if '"device"' in one.sql]) == 1
        seen += page["nodes"]
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == 5
    assert not page["pageInfo"]["hasNextPage"]


async def test_each_kind_of_trouble_is_found_and_counted_for_who_leads_and_for_nobody_else(
    wang: Actor, feng: Actor, zhang: Actor, wu: Actor, sun: Actor, nobody: Actor
) -> None:
    late = (clock.now() - timedelta(minutes=12)).isoformat()
    for who, more in (
        (wang, {"pending": 2, "appVersion": "old", "unsentKb": 6200}),
        (wang, {"needsYou": 2, "appVersion": "new", "stuck": [stuck(), stuck(code="NOT_FOUND")]}),
        (wang, {"at": late, "appVersion": "new"}),
        (wang, {"erased": 3, "appVersion": "new"}),
        (feng, {"appVersion": "new"}),
    ):
        assert (await who.send(REPORT, input=told(str(new_id()), **more))).problems == []
    await Device.filter(erased=3).update(contact_at=clock.now() - timedelta(hours=31))
    sums = (await zhang.send(SUMS, version="new")).only
    assert sums == {
        "devices": 4, "today": 3, "waiting": 2, "behind": 1, "needsYou": 1, "old": 1, "clock": 1, "lost": 1,
        "conflicts": 1, "refused": 1,
    }  # fmt: skip
    for only, key in (("WAITING", "waiting"), ("BEHIND", "behind"), ("NEEDS_YOU", "needsYou"), ("OLD", "old"),
                      ("CLOCK", "clock"), ("LOST", "lost")):  # fmt: skip
        assert len((await zhang.send(HEALTH, only=only, version="new")).only["nodes"]) == sums[key], only
    assert (await zhang.send(HEALTH, only="OLD")).only["nodes"] == []  # no version: none is old
    assert (await wu.send(SUMS, version="new")).only["devices"] == 5
    for stranger in (wang, sun, nobody):
        assert set((await stranger.send(SUMS)).only.values()) == {0}
        assert (await stranger.send(STUCK)).only["nodes"] == []
    assert (await zhang.send(SUMS, area="14")).codes == ["CODE_UNKNOWN"]


async def test_the_sums_cost_one_statement(wu: Actor, wang: Actor) -> None:
    await wang.send(REPORT, input=told(str(new_id()), stuck=[stuck()]))
    await wu.send(SUMS)
    with counted() as said:
        await wu.send(SUMS)
    assert len([one for one in said if '"device"' in one.sql or '"stuck_operation"' in one.sql]) == 1


async def test_refused_work_is_told_with_what_was_written_and_goes_when_it_is_settled(
    wang: Actor, zhang: Actor, town: Database
) -> None:
    device, first, second = str(new_id()), stuck(wrote=[{"name": "text", "value": "已围挡"}]), stuck(code="NOT_FOUND")
    await wang.send(REPORT, input=told(device, stuck=[first, second]))
    page = (await zhang.send(STUCK, first=1)).only
    assert page["pageInfo"]["hasNextPage"]
    (one,) = page["nodes"]
    assert (one["opId"], one["wrote"], one["person"]["name"]) == (first["opId"], first["wrote"], "王建国")
    rest = (await zhang.send(STUCK, after=page["pageInfo"]["endCursor"])).only["nodes"]
    assert [each["opId"] for each in rest] == [second["opId"]]
    await wang.send(REPORT, input=told(device, stuck=[second]))
    assert [each["opId"] for each in (await zhang.send(STUCK)).only["nodes"]] == [second["opId"]]
    await wang.send(REPORT, input=told(device))
    assert await StuckOperation.all().count() == 0
    assert (await zhang.send(STUCK, after="nonsense")).codes == ["CURSOR_MALFORMED"]


async def test_a_longer_reason_than_any_of_ours_is_cut_and_loses_the_phone_nothing(wang: Actor, town: Database) -> None:
    told_long = told(str(new_id()), stuck=[stuck(code="X" * 60, operation="Y" * 60)])
    assert (await wang.send(REPORT, input=told_long)).problems == []
    (kept,) = await StuckOperation.all()
    assert (kept.code, kept.operation) == ("X" * 48, "Y" * 48)


async def test_nobody_tells_of_anothers_operation(wang: Actor, feng: Actor) -> None:
    mine = stuck()
    await wang.send(REPORT, input=told(str(new_id()), stuck=[mine]))
    assert (await feng.send(REPORT, input=told(str(new_id()), stuck=[mine | {"code": "X"}]))).problems == []
    (kept,) = await StuckOperation.all()
    assert (kept.person_id, kept.code) == (place.WANG, "CONFLICT")


async def test_a_word_to_its_person_reaches_the_phone_once_a_day(wang: Actor, zhang: Actor) -> None:
    device = str(new_id())
    await wang.send(REPORT, input=told(device, needsYou=1))
    (row,) = (await zhang.send(HEALTH)).only["nodes"]
    assert (await wang.send(REPORT, input=told(device))).only["remindedAt"] is None
    first = await zhang.send(REMIND, input={"device": row["id"]})
    assert first.problems == []
    again = await zhang.send(REMIND, input={"device": row["id"]})
    assert again.only["at"] == first.only["at"]
    assert (await wang.send(REPORT, input=told(device))).only["remindedAt"] == first.only["at"]
    await Device.all().update(reminded_at=clock.now() - timedelta(hours=21))
    assert (await zhang.send(REMIND, input={"device": row["id"]})).only["at"] > first.only["at"]


async def test_the_stranger_reminds_and_advises_nobody(wang: Actor, feng: Actor, sun: Actor, nobody: Actor) -> None:
    mine = stuck()
    await wang.send(REPORT, input=told(str(new_id()), stuck=[mine]))
    device = await Device.get()
    for stranger in (wang, feng, sun, nobody):
        assert (await stranger.send(REMIND, input={"device": str(device.id)})).problems == ["NOT_FOUND"]
        said = {"operation": mine["opId"], "take": "NOW"}
        assert (await stranger.send(ADVISE, input=said)).problems == ["NOT_FOUND"]
    assert (await Device.get()).reminded_at is None
    assert (await StuckOperation.get()).advice is None
    assert (await feng.send(REMIND, input={"device": "nonsense"})).problems == ["ID_MALFORMED"]


async def test_advice_reaches_the_phone_and_a_second_desk_that_thinks_otherwise_is_told(
    wang: Actor, zhang: Actor, li: Actor
) -> None:
    device, mine = str(new_id()), stuck()
    await wang.send(REPORT, input=told(device, stuck=[mine]))
    said = {"operation": mine["opId"], "take": "NOW"}
    first = await zhang.send(ADVISE, input=said)
    assert first.problems == []
    assert (await li.send(ADVISE, input=said)).only["at"] == first.only["at"]  # the same again changes nothing
    assert (await li.send(ADVISE, input=said | {"take": "MINE"})).problems == ["CONFLICT"]
    heard = (await wang.send(REPORT, input=told(device, stuck=[mine]))).only["advice"]
    assert heard == [{"opId": mine["opId"], "take": "NOW", "at": first.only["at"]}]
    (one,) = (await zhang.send(STUCK)).only["nodes"]
    assert (one["advice"], one["advisedAt"]) == ("NOW", first.only["at"])


async def test_what_a_lost_phone_told_goes_after_ninety_days(wang: Actor, town: Database) -> None:
    await wang.send(REPORT, input=told(str(new_id()), stuck=[stuck(), stuck()]))
    (one, _) = await StuckOperation.all()
    await StuckOperation.filter(op_id=one.op_id).update(told_at=clock.now() - timedelta(days=91))
    assert await OldStuck().sweep() == 1
    assert await OldStuck().sweep() == 0
    assert await StuckOperation.all().count() == 1
