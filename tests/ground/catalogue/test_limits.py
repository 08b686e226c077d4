"""Of the condition and the severity the stricter wins, by the calendar and not by the number."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.core.errors import Invalid
from server.data.database import Database
from server.ground.catalogue import actions
from server.ground.catalogue.policy import severity_floor, stricter
from server.ground.worktime.limits import Limit, due
from server.ground.worktime.models import LimitKind
from server.ground.worktime.queries import calendar
from tests.people import Actor

FRIDAY_EVENING = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)  # 17:00 in Shanghai, one work-hour before the weekend

TWO_HOURS, A_DAY = Limit(LimitKind.CONT, 120), Limit(LimitKind.CONT, 24 * 60)
FOUR_WORK_HOURS, FIVE_DAYS, TEN_DAYS = Limit(LimitKind.WH, 240), Limit(LimitKind.WD, 5), Limit(LimitKind.WD, 10)


@pytest.mark.parametrize(
    ("severity", "condition", "floor"),
    [
        (4, FOUR_WORK_HOURS, TWO_HOURS),
        (3, FOUR_WORK_HOURS, A_DAY),
        (2, FOUR_WORK_HOURS, FIVE_DAYS),
        (1, Limit(LimitKind.WD, 5), FIVE_DAYS),
        (1, Limit(LimitKind.WD, 6), TEN_DAYS),
        (1, Limit(LimitKind.WD, 20), TEN_DAYS),
        (4, Limit(LimitKind.WD, 20), TWO_HOURS),
    ],
)
def test_each_severity_has_its_outer_bound(severity: int, condition: Limit, floor: Limit) -> None:
    assert severity_floor(severity, condition) == floor


@pytest.mark.parametrize(
    ("condition", "floor", "wins"),
    [
        (FOUR_WORK_HOURS, TWO_HOURS, TWO_HOURS),
        (FOUR_WORK_HOURS, A_DAY, A_DAY),  # four work-hours of a Friday evening end on Monday
        (Limit(LimitKind.WH, 30), A_DAY, Limit(LimitKind.WH, 30)),
        (Limit(LimitKind.WD, 20), TEN_DAYS, TEN_DAYS),
        (FIVE_DAYS, FIVE_DAYS, FIVE_DAYS),
    ],
)
async def test_whichever_is_due_first_counts(town: Database, condition: Limit, floor: Limit, wins: Limit) -> None:
    found = await calendar()
    assert stricter(condition, floor, lambda limit: due(FRIDAY_EVENING, limit, found)) == wins


async def test_a_district_sets_its_own_time_for_a_step_of_a_whistle_and_the_others_stay_usual(town: Database) -> None:
    row = {"whistle": "EMERGENCY", "step": "ARRIVE", "limit_kind": "CONT", "limit_amount": "45"}
    await actions.load(None, {"whistle_limits": [row]})
    asks = "{ catalogue { whistleTerms { kind ack { kind amount } arrive { kind amount } done { amount } } } }"
    found = {one["kind"]: one for one in (await Actor("wu").send(asks)).only["whistleTerms"]}
    assert found["EMERGENCY"] == {
        "kind": "EMERGENCY", "ack": {"kind": "CONT", "amount": 10}, "arrive": {"kind": "CONT", "amount": 45},
        "done": None,
    }  # fmt: skip
    assert found["RESIDENT_DEMAND"]["done"] == {"amount": 10}
    with pytest.raises(Invalid) as told:
        await actions.load(None, {"whistle_limits": [row | {"step": "SIGN"}]})
    assert told.value.problems[0].field == "whistle_limits.2.step"
