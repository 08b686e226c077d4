"""What is asked of a call-back, verb by verb."""

from __future__ import annotations

from server.grid.incident.models import Rating
from server.process import On, demanded, given
from server.service.call_back.models import Resolved

LONGEST = 500  # characters


class Dial(On, words="拨打：记一次，号码显示一分钟。Call: it is noted, and the number shown for a minute."):
    pass


class Answer(On, words="接通，记下回答。Reached: note what they say."):
    resolved: Resolved | None = demanded("问题解决了吗。Whether it is solved.")
    rating: Rating | None = given("满意吗；不愿说的不填。How content they are, if they say.")
    text: str | None = given("他们说的一句话。What they say.", longest=LONGEST)
    again: bool | None = given("按其意愿重办。It is to be done again, as they wish.")


class Refuse(On, words="不愿回答。They do not want to answer."):
    pass


class Unreachable(On, words="三次都联系不上。Not reached by three calls."):
    pass
