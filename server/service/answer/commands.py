"""What is asked of an answer, verb by verb."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from server.core.moments import PROMISED, TAKEN_UP
from server.process import New, On, demanded, given
from server.process.elements import Answered

LEAST, LONGEST = 5, 500  # characters


class Draft(New, words="起草答复；不写的用单位反馈的。Draft an answer; what is not said is as the unit fed it back."):
    order_id: UUID | None = demanded("答复哪件工单。The order that it answers.")
    accepted_at: datetime | None = given("何时受理。When it was taken up.", within=TAKEN_UP)
    contact: str | None = given("与谁沟通，说角色即可。Whom they spoke to, by role.", longest=200)
    measures: str | None = given("解决措施。What was done.")
    finished: bool | None = given("已办完。Whether it is done.")
    promised_on: date | None = given("未办完则承诺哪天。If not, the day promised.", within=PROMISED)


class Edit(On, Answered, words="改写。Write it anew."):
    pass


class Read(On, words="同意发出：四项齐全，不点名。Agree to it: it has the four elements and names nobody."):
    pass


class SendBack(On, words="退回改，说明改什么。Give it back, saying what to change."):
    text: str | None = demanded("改什么。What to change.", least=LEAST, longest=LONGEST)


class Send(On, words="发出：工单即已答复。Send it: its order is answered."):
    pass
