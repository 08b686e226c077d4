"""What is asked of a demand, by the desk whose it is."""

from __future__ import annotations

from datetime import date

from server.core.moments import PROMISED
from server.process import New, On, demanded
from server.service.demand.models import Matter

MOST = 1_000_000
LEAST_TEXT, LONGEST, LONGEST_MEASURE = 4, 500, 8  # characters


class Draft(New, words="起草一条需求；不写是谁的。Draft a demand; it names nobody."):
    area: str | None = demanded("哪个社区或街道需要。Place that needs it.", names="area", longest=12)
    matter: Matter | None = demanded("哪一类的事。Kind of matter.")
    text: str | None = demanded("需要什么。What is needed.", least=LEAST_TEXT, longest=LONGEST)
    quantity: int | None = demanded("数量。Quantity.", between=(1, MOST))
    measure: str | None = demanded("单位，如份、户、次。Counted in.", longest=LONGEST_MEASURE)
    needed_by: date | None = demanded("最迟哪天要。Needed by.", within=PROMISED)


class Publish(On, words="公布到本季清单，企业看得到。Publish it on this quarter's list."):
    pass


class Withdraw(On, words="撤回，说明理由；有企业认领了就不能撤。Withdraw it, and say why."):
    text: str | None = demanded("理由。Reason.", longest=LONGEST)
