"""The rarer steps on screen: what is asked and decided, what is merged, and what one desk leaves to the next."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from server.core.ids import new_id
from tests.browser.covers import told as told_by
from tests.browser.pages import one_of, settled
from tests.browser.people import People
from tests.browser.phone import DESK, PASSWORD, Screen
from tests.browser.process import ROOT
from tests.browser.program import Program
from tests.browser.test_desk import told_by_telephone
from tests.browser.underpass import act, asked

STATE = "query State($id: ID!) { incident(id: $id) { state asks mergedInto pendingApproval { kind } } }"


def _now(people: People, incident: str) -> Any:
    return Program(people.server, "wu").ask(STATE, id=incident)["data"]["incident"]


async def test_a_unit_gives_back_from_its_inbox_and_the_desk_grants_it(people: People) -> None:
    """With a coded reason and whose it is instead; the clock runs on and says so."""
    incident = one_of(people.server, "dispatched")
    _sent_just_now(people, incident)
    sun = await people.of("sun", "/inbox?chip=signing")
    await settled(sun)
    card = sun.page.locator(f'[data-id="{incident}"]')
    await card.get_by_role("button", name="退单").click()
    await sun.sees("时钟继续走；第 3 次由区裁定")
    submit = sun.page.locator("dialog .submit")
    assert await submit.get_attribute("aria-disabled") == "true"
    await sun.choose("权属不清")
    await sun.page.get_by_label("说明").fill("这一段是物业的围墙，不归我们")
    await submit.click()
    await sun.page.locator("dialog").wait_for(state="detached")
    assert _now(people, incident)["pendingApproval"] == {"kind": "GIVE_BACK"}

    li = await people.of("li", "/approvals")
    await settled(li)
    await li.sees("同意后退回待派遣，要重新派一个单位")
    await li.sees("这一段是物业的围墙，不归我们")
    await li.tap("同意", exact=True)
    await li.page.locator("dialog .submit").click()
    await li.page.locator("dialog").wait_for(state="detached")
    assert (_now(people, incident)["state"], _now(people, incident)["pendingApproval"]) == ("FILED", None)


def _sent_just_now(people: People, incident: str) -> None:
    """The unit has its time to take over or to give back from now on."""
    with sqlite3.connect(people.server.data / "gridwhistle.sqlite3", timeout=20) as database:
        now = datetime.now(UTC)
        database.execute(
            "UPDATE incident_clock SET started_at = ?, due_at = ?, warn_at = ? "
            "WHERE incident_id = ? AND stopped_at IS NULL",
            [str(now), str(now + timedelta(hours=2)), str(now + timedelta(hours=1)), incident],
        )


async def test_what_is_reported_twice_is_merged_beside_the_other(people: People) -> None:
    first, second = told_by_telephone(people), told_by_telephone(people)
    li = await people.of("li", f"/desk/{second}?chip=intake", viewport=DESK)
    await li.stands("待受理")
    await li.page.keyboard.press("m")
    await li.sees("和哪一件是同一件事？")
    await li.page.locator(f'dialog input[value="{first}"]').check(force=True)
    await li.sees("并入这一件")
    await li.page.locator("dialog .submit").click()
    await li.page.locator("dialog").wait_for(state="detached")
    assert _now(people, second)["state"] == "MERGED"
    assert UUID(_now(people, second)["mergedInto"]) == UUID(first)


async def test_a_unit_asks_to_suspend_with_a_plan_and_a_day(people: People) -> None:
    incident = one_of(people.server, "working")
    sun = await people.of("sun", f"/i/{incident}")
    await sun.stands("处置中")
    await sun.page.get_by_role("button", name="其他步骤").click()
    await sun.tap("挂账", exact=True)
    await sun.sees("批准以前时钟照走")
    await sun.choose("等资金")
    await sun.page.get_by_label("说明").fill("要等区里拨款")
    submit = sun.page.locator("dialog .submit")
    await sun.page.get_by_label("怎么解决").fill("太短")
    assert await submit.get_attribute("aria-disabled") == "true"
    await sun.page.get_by_label("怎么解决").fill("款到后由施工队换新并加固")
    await sun.page.get_by_label("哪天再看").fill(str((datetime.now(UTC) + timedelta(days=10)).date()))
    await submit.click()
    await sun.sees("挂账等批")
    assert _now(people, incident)["pendingApproval"] == {"kind": "SUSPEND"}
    zhao = await people.of("zhao", "/approvals")
    await settled(zhao)
    asked = zhao.page.locator("li.card", has_text="要等区里拨款")
    await asked.get_by_role("button", name="不同意", exact=True).click()
    await zhao.page.get_by_label("原因").fill("本月有应急款，先办")
    await zhao.page.locator("dialog .submit").click()
    await asked.wait_for(state="detached")
    assert (_now(people, incident)["state"], _now(people, incident)["pendingApproval"]) == ("IN_PROGRESS", None)


async def test_one_desk_hands_over_and_another_person_takes_over(people: People) -> None:
    note = f"路口积水盯一下 {new_id()}"
    li = await people.of("li", "/handover")
    await settled(li)
    await li.page.get_by_label("留话").fill(note)
    await li.tap("交班", exact=True)
    await li.sees(note)
    await li.sees("等另一个人接班")
    await li.never_sees("接班，我看过了")
    _sits_at_the_same_desk(people, "zhao")
    zhao = await people.of("zhao", "/handover")
    await zhao.sees(note)
    await zhao.tap("接班，我看过了")
    await zhao.sees("赵海峰 已接班")


def _sits_at_the_same_desk(people: People, login: str) -> None:
    with sqlite3.connect(people.server.data / "gridwhistle.sqlite3", timeout=20) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(post)")]
        own = database.execute(
            f"SELECT {', '.join(columns)} FROM post WHERE role = 'STREET_DISPATCH' AND person_id = "
            "(SELECT id FROM person WHERE login = 'li')"
        ).fetchone()
        (person,) = database.execute("SELECT id FROM person WHERE login = ?", [login]).fetchone()
        post = dict(zip(columns, own, strict=True)) | {"id": str(new_id()), "person_id": person}
        marks = ", ".join("?" for _ in columns)
        database.execute(f"INSERT INTO post ({', '.join(columns)}) VALUES ({marks})", list(post.values()))


async def test_a_worker_leaves_with_work_in_hand_and_it_goes_to_whom_the_desk_named(people: People) -> None:
    """The operator's command asks to whom it goes; what is left to the desk, the desk sends somebody else to."""
    _operator(people, f"{PASSWORD}\n{PASSWORD}\n", "add", "bai", "--name", "白玉山", "--role", "GRID_WORKER",
              "--area", "140214018001001")  # fmt: skip
    given, left = [told_by(people.server, "HOTLINE") for _ in range(2)]
    for incident in (given, left):
        li = await people.of("li", f"/desk/{incident}?chip=intake", viewport=DESK)
        await li.stands("待受理")
        await li.page.keyboard.press("v")
        await li.page.locator("#looker").get_by_text("白玉山").click()
        await li.page.locator("dialog .submit").click()
        await li.stands("待核实")
        if incident == given:
            told = _operator(people, "he\n", "end-post", "bai", "--role", "GRID_WORKER", "--area", "140214018001001")
            assert "to verify" in told
            assert "he takes over: 1." in told
            he = await people.of("he", f"/i/{given}")
            await he.sees("原来派的人已不在岗")
            await he.sees("核实")
            _operator(people, "", "post", "bai", "--role", "GRID_WORKER", "--area", "140214018001001")
    assert "Waiting for a desk to send somebody: 1." in _operator(people, "", "end", "bai", "--to", "desk")
    await li.go(f"/desk/{left}")
    await li.stands("待核实")
    await li.page.keyboard.press("v")
    await li.page.locator("#looker").get_by_text("王建国").click()
    await li.page.locator("dialog .submit").click()
    await li.sees("原来派的人已不在岗")
    wang = await people.of("wang", f"/i/{left}")
    await wang.page.locator(".steps").get_by_role("button", name="核实").wait_for()


def _operator(people: People, typed: str, *words: str) -> str:
    """`./grid user …` beside the running server; what it says."""
    environment = os.environ | {"GRID_DATA_DIR": str(people.server.data), "GRID_DATABASE_URL": ""}
    done = subprocess.run([sys.executable, "-m", "server", "user", *words], cwd=ROOT, env=environment, input=typed,
                          capture_output=True, text=True, check=False, timeout=60)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


async def test_a_secretary_settles_one_within_the_community_and_calls_the_street_for_another(people: People) -> None:
    """小事不出社区: 交办 to a worker, who signs; what is beyond them goes to the street and leaves their list."""
    small, beyond = filed_by_the_community(people), filed_by_the_community(people)
    zhang = await people.of("zhang", f"/i/{small}")
    await _assigns(zhang, "何玉梅")
    he = await people.of("he", "/today")
    await he.page.locator(f'[data-id="{small}"] a').click()
    await he.tap("签收", exact=True)
    await he.stands("处置中")
    four = {"contact": "报修居民 10:20", "measures": "垫实后更换", "finished": True, "outcome": "SOLVED"}
    act(people.server, small, "he", "FeedBack", acceptedAt=str(datetime.now(UTC)), photos=[PICTURE], **four)
    act(people.server, small, "zhang", "SendCheck")
    act(people.server, small, "wang", "Check", verdict="TRUE", text="已换好")
    await zhang.go(f"/i/{small}")
    await zhang.tap("核查通过，结案")
    await zhang.page.locator("dialog .submit").click()
    await zhang.stands("已结案")
    await zhang.sees("社区级")

    await zhang.go(f"/i/{beyond}")
    await zhang.tap("交办", exact=True)
    await zhang.tap("社区办不了，呼叫街道")
    await zhang.choose("超出社区权限")
    await zhang.sees("提交后归街道办")
    await zhang.page.locator("dialog .submit").click()
    await zhang.sees("街道级")
    await zhang.tap("其他步骤")
    await zhang.sees("已到街道，由街道来办")
    await zhang.go("/today")
    await settled(zhang)
    assert await zhang.page.locator(f'[data-id="{beyond}"]').count() == 0
    li = await people.of("li", "/notices")
    await li.sees("社区呼叫街道，等街道办")


async def _assigns(zhang: Screen, name: str) -> None:
    """The secretary is told what happens next; then it is the worker's, and no main button takes it away again."""
    await zhang.stands("待派遣")
    await zhang.tap("交办", exact=True)
    await zhang.sees("谁来办？")
    await zhang.choose(name)
    await zhang.sees(f"{name} 会收到消息，先签收再办")
    await zhang.page.locator("dialog .submit").click()
    await zhang.sees(f"轮到 {name}")
    assert await zhang.page.locator(".steps .button.main").count() == 0
    await zhang.tap("其他步骤")
    await zhang.button("改交别人").wait_for()
    await zhang.tap("关闭", exact=True)


PICTURE = {"sha256": "ab" * 32, "kind": "AFTER"}


def filed_by_the_community(people: People) -> str:
    """A loose cover that zhang took in and filed; its id."""
    incident = told_by(people.server, severity=2, north=0.0011)  # where it is no repetition of the file's others
    act(people.server, incident, "zhang", "Accept")
    options = asked(people.server, "zhang", "FilingOptionsOf", id=incident)["incident"]["filingOptions"]
    loose = next(one for one in options if one["condition"]["number"] == "02")
    act(people.server, incident, "zhang", "File", conditionId=loose["condition"]["id"])
    return incident
