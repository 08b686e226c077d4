"""What is asked of an order from outside, verb by verb."""

from __future__ import annotations

from datetime import datetime

from server.core.moments import PLANNED
from server.process import On, demanded, given
from server.process.contact.revealing import Revealing
from server.service.hotline.models import OutOfScope

LEAST, LONGEST = 5, 500  # characters


class Take(On, words="承接，转成案件；不必重打。Take it on as an incident; nothing is typed again."):
    class_code: str | None = given(
        "小类；不选则用建议的。Class; else the one that is proposed.", names="class", longest=16
    )
    grid: str | None = demanded("在哪个网格。In which grid.", names="area", longest=15)


class GiveBack(On, words="退回来源，说明理由和应由谁办。Give it back, saying why and whose it is."):
    text: str | None = demanded("理由，和应由谁办。Reason, and whose it is.", least=LEAST, longest=LONGEST)


class Decline(On, words="不予受理，写给来电人的话。Decline it, in words for whoever called."):
    reason_code: OutOfScope | None = demanded("为什么。Why.")
    text: str | None = given(
        "写给来电人的话；不写则用现成的。Words for whoever called; else the usual ones.", longest=LONGEST
    )


class Appeal(On, words="记下来电人的申诉，由另一人重新看。Note the caller's appeal: another person looks again."):
    text: str | None = demanded("来电人说什么。What they say.", least=LEAST, longest=LONGEST)


class Accept(On, words="来源已认可。Its source has accepted the answer."):
    pass


class SendBack(On, words="来源退回重办。Its source sends it back."):
    text: str | None = demanded("来源说什么。What its source says.", least=LEAST, longest=LONGEST)
    due_at: datetime | None = given("新的时限。The new deadline.", within=PLANNED)


class TakeAgain(On, words="再办。Take it on again."):
    pass


class Reveal(Revealing, words="看来电人联系方式：记下为什么看。See who called: noted, and for a minute."):
    pass
