"""What is asked of a draft of rules, verb by verb."""

from __future__ import annotations

from datetime import date

from server.core.moments import AWAY
from server.process import New, On, demanded, given, several
from server.setup.rule_draft.lines import MOST_DAYS, MOST_LINES, Day, Line
from server.setup.rule_draft.models import Kind


class Propose(New, words="起草对规则的改动。Draft a change of the rules."):
    kind: Kind | None = demanded("改什么。What is changed.")
    reason: str | None = demanded("为什么改。Why.", least=2, longest=200)
    starts_on: date | None = demanded("哪天起生效，最早明天。From which day on, tomorrow at the earliest.", within=AWAY)
    lines: tuple[Line, ...] = several("改哪些条件和时限。Conditions and limits that change.", MOST_LINES)
    year: int | None = given("哪一年的日历。Which year's calendar.", between=(2015, 2100))
    notice: str | None = given("依据的通知。The notice that it rests on.", longest=120)
    provisional: bool | None = given("暂定：通知还没下来。Provisional: the notice is yet to come.")
    days: tuple[Day, ...] = several("放假和调休上班的日子。Days off, and days of work for them.", MOST_DAYS)


class Edit(On, words="修改草稿；改过要重新模拟。Edit the draft; it is to be simulated again."):
    reason: str | None = demanded("为什么改。Why.", least=2, longest=200)
    starts_on: date | None = demanded("哪天起生效，最早明天。From which day on, tomorrow at the earliest.", within=AWAY)
    lines: tuple[Line, ...] = several("改哪些条件和时限。Conditions and limits that change.", MOST_LINES)
    notice: str | None = given("依据的通知。The notice that it rests on.", longest=120)
    provisional: bool | None = given("暂定：通知还没下来。Provisional: the notice is yet to come.")
    days: tuple[Day, ...] = several("放假和调休上班的日子。Days off, and days of work for them.", MOST_DAYS)


class Simulate(On, words="用最近 30 天的案件模拟。Simulate it on the cases of the last 30 days."):
    pass


class Approve(On, words="批准，到日生效；起草人不能批。Approve it; who drafted it may not."):
    pass


class Drop(On, words="不做了。Drop it."):
    reason: str | None = demanded("为什么。Why.", least=2, longest=200)
