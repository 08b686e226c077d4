"""What is asked of a stand-in, verb by verb."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from server.core.moments import AWAY
from server.process import New, On, demanded


class Ask(New, words="请同事代班；不问理由。Ask a colleague to stand in; no reason is asked."):
    post_id: UUID | None = demanded("代我的哪个岗位。Which of one's own posts.")
    person_id: UUID | None = demanded("请谁。Whom.")
    starts_on: date | None = demanded("哪天起。From this day on.", within=AWAY)
    ends_on: date | None = demanded("到哪天，含当天。The last day.", within=AWAY)


class Accept(On, words="答应代班。Agree to stand in."):
    pass


class End(On, words="不代了：撤回、推掉或提前结束。End it: withdraw, decline, or come back early."):
    pass
