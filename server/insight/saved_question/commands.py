"""What is asked of a saved question, verb by verb."""

from __future__ import annotations

from server.insight.saved_question.models import Scope
from server.process import New, On, demanded, given

NAME = "叫什么。What it is called."
SCOPE = "谁看得到。Who sees it."
DOCUMENT = "查询的全文。The query, its whole text."
VALUES = "变量的值，JSON 写成的文字；时间段可写 THIS_WEEK 等。Values, JSON as text; periods may be relative."
LONGEST_NAME, LONGEST_DOCUMENT, LONGEST_VALUES = 60, 6000, 2000


class Keep(New, words="存下一个问题。Keep a question."):
    name: str | None = demanded(NAME, longest=LONGEST_NAME)
    scope: Scope | None = demanded(SCOPE)
    document: str | None = demanded(DOCUMENT, longest=LONGEST_DOCUMENT)
    given: str | None = given(VALUES, longest=LONGEST_VALUES)


class Change(On, words="修改存下的问题；不写的不变。Change a saved question; what is left out stays."):
    name: str | None = given(NAME, longest=LONGEST_NAME)
    scope: Scope | None = given(SCOPE)
    document: str | None = given(DOCUMENT, longest=LONGEST_DOCUMENT)
    given: str | None = given(VALUES, longest=LONGEST_VALUES)


class Send(On, words="每周一 8:00 发给我、超过多少提醒我；都不要则不再发。Send it to its owner."):
    weekly: bool | None = given("每周一 8:00 发给我。On Mondays at eight.")
    above: int | None = given("合计大于这个数就提醒我。When its total is over this.", between=(0, 1_000_000))


class Drop(On, words="删去存下的问题。Drop a saved question."):
    pass
