"""When somebody may be disturbed, as laws over any moment and any windows; and how they say so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from server.core.clock import SHANGHAI
from server.reach.notice.quiet_hours import EVENING, MORNING, Window, faults, opens
from tests.people import Actor

SET = "mutation Set($input: NoticeSetInput!) { noticeSet(input: $input) { problems { code field } } }"
SHOWN = "{ noticeSettings { windows { weekday starts ends } browsers pushedAt onDuty pushKey } }"

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
moments = some.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))
windows = some.lists(
    some.tuples(some.integers(1, 7), some.integers(0, 1439), some.integers(0, 1440)).map(lambda one: Window(*one)),
    max_size=5,
)


@given(moments, windows)
def test_a_push_never_leaves_at_night_nor_outside_of_the_persons_windows(now: datetime, own: list[Window]) -> None:
    then = opens(now, own)
    here = then.astimezone(SHANGHAI)
    minute = here.hour * 60 + here.minute
    assert now <= then <= now + timedelta(days=8)
    assert MORNING <= minute < EVENING
    usable = [one for one in own if max(one.starts, MORNING) < min(one.ends, EVENING)]
    if usable:
        assert any(one.weekday == here.isoweekday() and one.starts <= minute < one.ends for one in usable)


@given(moments, windows)
def test_it_leaves_at_the_first_moment_that_is_allowed(now: datetime, own: list[Window]) -> None:
    then = opens(now, own)
    assert opens(then, own) == then
    if then > now:
        assert opens(then - timedelta(minutes=1), own) == then


@given(moments, windows)
def test_what_wakes_waits_for_nothing(now: datetime, own: list[Window]) -> None:
    assert opens(now, own, wakes=True) == now


def test_all_that_is_wrong_with_windows_is_told_at_once() -> None:
    wrong = [Window(0, 480, 540), Window(1, 400, 500), Window(2, 480, 600), Window(2, 540, 700)]
    assert [one.code for one in faults(wrong)] == ["INVALID", "WINDOW_OUTSIDE", "WINDOWS_OVERLAP"]
    assert [one.field for one in faults([Window(1, 480 + n, 481 + n) for n in range(22)])] == ["windows"]


async def test_wang_sets_their_own_windows_and_nobody_elses(wang: Actor, feng: Actor, nobody: Actor) -> None:
    wanted = [{"weekday": 1, "starts": 480, "ends": 720}, {"weekday": 3, "starts": 600, "ends": 1200}]
    for _ in range(2):
        assert (await wang.send(SET, input={"windows": wanted})).problems == []
    shown = (await wang.send(SHOWN)).only
    assert (shown["windows"], shown["browsers"], shown["onDuty"]) == (wanted, 0, False)
    assert len(shown["pushKey"]) == 87
    assert (await feng.send(SHOWN)).only["windows"] == []
    assert (await nobody.send(SET, input={"windows": []})).problems == ["FORBIDDEN"]
    refused = await wang.send(SET, input={"windows": [{"weekday": 9, "starts": 0, "ends": 10}]})
    assert refused.problems == ["INVALID", "WINDOW_OUTSIDE"]
    assert (await wang.send(SHOWN)).only["windows"] == wanted
    assert (await wang.send(SET, input={"windows": []})).problems == []
    assert (await wang.send(SHOWN)).only["windows"] == []
